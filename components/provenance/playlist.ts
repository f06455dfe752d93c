/**
 * Lists of a stream's pieces: HLS (RFC 8216) and MPEG-DASH (ISO/IEC 23009-1). What the list says about the stream
 * itself, and which few of the pieces it names are worth reading: the start, where marks of a file stand, and one piece.
 */
import { LIMITS } from '../model/limits';
import { unescapeXml } from './xmp';

export interface Playlist {
  kind: 'hls' | 'dash';
  /** Texts in which a label could stand, with the place in the terms of the container and the key. */
  texts: { place: string; key: string; text: string; offset: number }[];
  /** Addresses as written, in the order in which they are worth reading. */
  parts: { address: string; role: 'list' | 'start' | 'piece'; from?: number; length?: number }[];
  /** The pieces are encrypted, so that what stands inside the pictures cannot be seen. */
  isEncrypted: boolean;
}

const MOST_LINES = 20_000;
const MOST_TEXTS = 32;

/** Reads a list; null where the text is neither. Never throws; what lies beyond the bounds is not looked at. */
export function readPlaylist(raw: string): Playlist | null {
  const text = raw.slice(0, LIMITS.playlistChars);
  if (/^\uFEFF?\s{0,64}#EXTM3U\b/.test(text)) return readHls(text);
  const root = /<(?:[A-Za-z_][\w.-]{0,40}:)?MPD[\s>]/.exec(text.slice(0, 4_096));
  return root ? readDash(text) : null;
}

/** RFC 8216 §4.3: the attributes of a tag, quoted or not. Writers who quote JSON do so with quotes inside quotes. */
function attribute(line: string, name: string): string | null {
  const at = line.search(new RegExp(`[:,]\\s*${name}=`));
  if (at < 0) return null;
  const rest = line.slice(line.indexOf('=', at) + 1);
  if (!rest.startsWith('"')) return /^[^,]*/.exec(rest)?.[0] ?? '';
  if (rest.startsWith('"{')) {
    const end = rest.lastIndexOf('}');
    return end < 0 ? rest.slice(1) : rest.slice(1, end + 1);
  }
  const end = rest.indexOf('"', 1);
  return rest.slice(1, end < 0 ? undefined : end);
}

function readHls(text: string): Playlist {
  const list: Playlist = { kind: 'hls', texts: [], parts: [], isEncrypted: false };
  const pieces: Playlist['parts'] = [];
  let start: Playlist['parts'][number] | null = null;
  let variant: string | null = null;
  let awaits: 'variant' | 'piece' | null = null;
  let range: { from: number; length: number } | null = null;
  let offset = 0;
  for (const line of text.split('\n', MOST_LINES)) {
    const row = line.trim();
    if (row.startsWith('#EXT-X-SESSION-DATA')) {
      const key = attribute(row, 'DATA-ID') ?? '';
      say(list, 'hls-session-data', lastName(key), attribute(row, 'VALUE'), offset);
    } else if (row.startsWith('#EXT-X-DATERANGE')) {
      const own = /[:,]\s*(X-[A-Z0-9-]{1,40})=/g;
      for (let found = own.exec(row), n = 0; found && n < MOST_TEXTS; found = own.exec(row), n++) {
        const name = found[1] ?? '';
        say(list, 'hls-daterange', lastName(name.replaceAll('-', '.')), attribute(row, name), offset);
      }
    } else if (row.startsWith('#EXT-X-KEY') || row.startsWith('#EXT-X-SESSION-KEY'))
      list.isEncrypted ||= (attribute(row, 'METHOD') ?? 'NONE') !== 'NONE';
    else if (row.startsWith('#EXT-X-MAP')) {
      const address = attribute(row, 'URI');
      if (address && !start) start = { address, role: 'start', ...rangeOf(attribute(row, 'BYTERANGE')) };
    } else if (row.startsWith('#EXT-X-BYTERANGE:')) range = rangeOf(row.slice(17)) ?? null;
    else if (row.startsWith('#EXT-X-STREAM-INF')) awaits = 'variant';
    else if (row.startsWith('#EXTINF')) awaits = 'piece';
    else if (row !== '' && !row.startsWith('#') && awaits !== null) {
      if (awaits === 'variant') variant ??= row;
      else pieces.push({ address: row, role: 'piece', ...range });
      awaits = null;
      range = null;
    }
    offset += line.length + 1;
  }
  if (variant !== null) list.parts.push({ address: variant, role: 'list' });
  if (start) list.parts.push(start);
  list.parts.push(...pieces.slice(0, MOST_TEXTS));
  return list;
}

/** `length@from` (§4.3.2.2); without a place it goes on from the piece before, which is not followed. */
function rangeOf(text: string | null): { from: number; length: number } | undefined {
  const found = /^"?(\d{1,12})(?:@(\d{1,15}))?/.exec(text ?? '');
  return found ? { from: Number(found[2] ?? 0), length: Number(found[1]) } : undefined;
}

/** A name behind a reversed domain, as data of a session are named: `com.example.AIGC`. */
function lastName(key: string): string {
  return key.slice(key.lastIndexOf('.') + 1);
}

function say(list: Playlist, place: string, key: string, value: string | null, offset: number): void {
  if (value === null || value === '' || list.texts.length >= MOST_TEXTS) return;
  list.texts.push({ place, key, text: withoutPercents(value), offset });
}

/** Quotes cannot stand inside quotes there, so JSON is written with percent signs. */
function withoutPercents(text: string): string {
  if (!/%7B/i.test(text)) return text;
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (error instanceof URIError) return text;
    throw error;
  }
}

function readDash(text: string): Playlist {
  const list: Playlist = { kind: 'dash', texts: [], parts: [], isEncrypted: false };
  list.isEncrypted = /<(?:\w{1,40}:)?ContentProtection[\s>/]/.test(text);
  events(list, text);
  const bases: string[] = [];
  const base = /<(?:\w{1,40}:)?BaseURL(?:\s[^<>]{0,500})?>([^<]{1,2000})</g;
  for (let found = base.exec(text); found && bases.length < 4; found = base.exec(text))
    bases.push(unescapeXml(found[1] ?? '').trim());
  const prefix = bases.find((one) => one.endsWith('/')) ?? '';
  const whole = bases.find((one) => !one.endsWith('/') && one !== '');
  const id = value(tagOf(text, 'Representation') ?? '', 'id') ?? '';
  const bandwidth = value(tagOf(text, 'Representation') ?? '', 'bandwidth') ?? '';
  const filled = (template: string, number: string): string =>
    template
      .replaceAll('$RepresentationID$', id)
      .replace(/\$Bandwidth(?:%0\d{1,2}d)?\$/g, bandwidth)
      .replace(/\$(?:Number|Time)(?:%0(\d{1,2})d)?\$/g, (_, width: string | undefined) =>
        number.padStart(Math.min(20, Number(width ?? 0)), '0'),
      )
      .replaceAll('$$', '$');
  const template = tagOf(text, 'SegmentTemplate');
  const start = template === null ? null : value(template, 'initialization');
  const media = template === null ? null : value(template, 'media');
  const initialization = tagOf(text, 'Initialization');
  const source = initialization === null ? null : value(initialization, 'sourceURL');
  const add = (address: string | null, role: 'start' | 'piece'): void => {
    if (address !== null && address !== '') list.parts.push({ address: prefix + address, role });
  };
  add(start === null ? source : filled(start, ''), 'start');
  const first =
    media !== null && /\$Time/.test(media)
      ? (value(tagOf(text, 'S') ?? '', 't') ?? '0')
      : (value(template ?? '', 'startNumber') ?? '1');
  add(media === null ? null : filled(media, first), 'piece');
  const named = tagOf(text, 'SegmentURL');
  add(named === null ? null : value(named, 'media'), 'piece');
  if (list.parts.length === 0 && whole !== undefined) add(whole, 'start');
  return list;
}

/** Messages of an `EventStream` (§5.10.2) and values of descriptors that are named for the label. */
function events(list: Playlist, text: string): void {
  const event = /<(?:\w{1,40}:)?Event(\s[^<>]{0,2000})?>([^<]{1,20000})</g;
  for (let found = event.exec(text); found && list.texts.length < MOST_TEXTS; found = event.exec(text))
    say(list, 'dash-event', '', unescapeXml((found[2] ?? '').trim()), found.index);
  const descriptor = /<(?:\w{1,40}:)?(?:Supplemental|Essential)Property\s([^<>]{1,20000})>/g;
  for (
    let found = descriptor.exec(text);
    found && list.texts.length < MOST_TEXTS;
    found = descriptor.exec(text)
  ) {
    const scheme = value(` ${found[1] ?? ''}`, 'schemeIdUri') ?? '';
    const key = /aigc$/i.test(scheme) ? 'AIGC' : '';
    say(list, 'dash-property', key, value(` ${found[1] ?? ''}`, 'value'), found.index);
  }
}

/** The first start tag of this name, with its attributes. */
function tagOf(text: string, name: string): string | null {
  return new RegExp(`<(?:\\w{1,40}:)?${name}(\\s[^<>]{0,4000})?/?>`).exec(text)?.[1] ?? null;
}

function value(tag: string, name: string): string | null {
  const found = new RegExp(`\\s${name}\\s{0,8}=\\s{0,8}(?:"([^"]{0,20000})"|'([^']{0,20000})')`).exec(tag);
  return found ? unescapeXml(found[1] ?? found[2] ?? '') : null;
}
