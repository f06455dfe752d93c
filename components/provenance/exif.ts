/** EXIF strings (CIPA DC-008): the few tags in which generators and labels are written. Bounded, in memory. */
import { LIMITS } from '../model/limits';
import { LEAST_LABEL } from './containers/unknown';
import { decodeText, decodeUtf16, find, latin, shortAscii } from './walk';

export type ExifName =
  | 'make'
  | 'model'
  | 'software'
  | 'artist'
  | 'imagedescription'
  | 'usercomment'
  | 'xpcomment'
  | 'copyright'
  | 'xp'
  | 'tag';

export interface ExifText {
  name: ExifName;
  text: string;
  /** Offset within the block. */
  at: number;
  isCut: boolean;
}

export interface ExifReading {
  texts: ExifText[];
  /** XMP inside EXIF (tag 700), as some writers put it. */
  xmp: { at: number; bytes: Uint8Array }[];
  code: string | null;
}

export const NAMES: Readonly<Record<number, ExifName | undefined>> = {
  0x010e: 'imagedescription',
  0x010f: 'make',
  0x0110: 'model',
  0x0131: 'software',
  0x013b: 'artist',
  0x8298: 'copyright',
  0x9286: 'usercomment',
  0x9c9c: 'xpcomment',
  0x9c9b: 'xp',
  0x9c9d: 'xp',
  0x9c9e: 'xp',
  0x9c9f: 'xp',
};
export const TYPE_BYTES = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8];
/** UTF-8 of Exif 3.0 (CIPA DC-008-2023 §4.6.2). */
const TYPE_UTF8 = 129;
const MOST_OTHER = 1 << 18;
const OTHER_BEFORE = 512;
const MAX_DIRECTORIES = 8;
const MAX_ENTRIES = 512;
const MAX_TEXTS = 64;
const utf8 = new TextDecoder('utf-8');

/** Reads a TIFF structure. Loops, lying offsets and counts end the reading with a code; never throws. */
export function readExif(bytes: Uint8Array): ExifReading {
  const reading: ExifReading = { texts: [], xmp: [], code: null };
  if (bytes.length < 8) return { ...reading, code: 'exif-malformed' };
  const isLittle = bytes[0] === 0x49 && bytes[1] === 0x49;
  if (!isLittle && !(bytes[0] === 0x4d && bytes[1] === 0x4d)) return { ...reading, code: 'exif-malformed' };
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const queue = [view.getUint32(4, isLittle)];
  const seen = new Set<number>();
  while (queue.length > 0 && seen.size < MAX_DIRECTORIES) {
    const at = queue.shift() ?? 0;
    if (at < 8 || at + 2 > bytes.length || seen.has(at)) continue;
    seen.add(at);
    directory(reading, bytes, view, at, isLittle, queue);
  }
  return reading;
}

function directory(
  reading: ExifReading,
  bytes: Uint8Array,
  view: DataView,
  at: number,
  isLittle: boolean,
  queue: number[],
): void {
  const count = Math.min(view.getUint16(at, isLittle), MAX_ENTRIES);
  for (let n = 0; n < count; n++) {
    const entry = at + 2 + n * 12;
    if (entry + 12 > bytes.length) {
      reading.code = 'exif-truncated';
      return;
    }
    const tag = view.getUint16(entry, isLittle);
    if (tag === 0x8769) {
      queue.push(view.getUint32(entry + 8, isLittle));
      continue;
    }
    const name = NAMES[tag];
    const type = view.getUint16(entry + 2, isLittle);
    const unit = type === TYPE_UTF8 ? 1 : (TYPE_BYTES[type] ?? 0);
    const size = unit * view.getUint32(entry + 4, isLittle);
    const start = size <= 4 ? entry + 8 : view.getUint32(entry + 8, isLittle);
    if (name === undefined && tag !== 700) {
      if (isLookedInto(unit, size)) otherTag(reading, bytes, start, size);
      continue;
    }
    if (size === 0) continue;
    const value = bytes.subarray(start, Math.min(start + size, start + LIMITS.metadataBytes));
    const isCut = value.length < size;
    if (isCut) reading.code = 'exif-truncated';
    if (value.length === 0) continue;
    if (name === undefined) reading.xmp.push({ at: start, bytes: value });
    else if (reading.texts.length < MAX_TEXTS) {
      reading.texts.push({ name, text: textOf(name, value, isLittle), at: start, isCut });
    }
  }
  const next = at + 2 + count * 12;
  if (next + 4 <= bytes.length) queue.push(view.getUint32(next, isLittle));
}

/** Whether a tag of no known name, of values of `unit` bytes, `size` bytes in all, is searched for a label. */
export function isLookedInto(unit: number, size: number): boolean {
  return unit === 1 && size >= LEAST_LABEL && size <= MOST_OTHER;
}

/** Maker notes and tags of later versions: kept only where a field of the label is named in them. */
function otherTag(reading: ExifReading, bytes: Uint8Array, start: number, size: number): void {
  const value = bytes.subarray(start, start + size);
  const field = find(value, 'ContentProducer');
  if (field < 0 || reading.texts.length >= MAX_TEXTS) return;
  // What stands before the label in a maker note is binary and says nothing.
  const from = Math.max(0, field - OTHER_BEFORE);
  const text = plain(value.subarray(from));
  const brace = text.indexOf('{');
  if (brace < 0) return;
  reading.texts.push({ name: 'tag', text: text.slice(brace), at: start + from, isCut: value.length < size });
}

function textOf(name: ExifName, value: Uint8Array, isLittle: boolean): string {
  if (name === 'xpcomment' || name === 'xp') return decodeUtf16(value, true).replace(/\0+$/, '');
  if (name !== 'usercomment') return plain(value);
  return userComment(value, isLittle);
}

/** Eight bytes name the character code (DC-008 §4.6.5); what is UTF-16 is told by its zeros, not its order mark. */
function userComment(value: Uint8Array, isLittle: boolean): string {
  const code = latin(value.subarray(0, 8)).replace(/\0/g, '');
  const body = value.subarray(8);
  if (code === 'UNICODE') {
    if ((body[0] === 0xfe && body[1] === 0xff) || (body[0] === 0xff && body[1] === 0xfe))
      return decodeText(body);
    if (isNarrow(body)) return plain(body);
    return strip(decodeUtf16(body, isWide(body) ?? isLittle));
  }
  if (code === 'ASCII' || code === '') return plain(body);
  if (code === 'JIS') return plain(body);
  // No code at all: some writers start with the text itself.
  return plain(value);
}

/** Writers that name UNICODE and then write UTF-8: no zero among what must be mostly ASCII. */
function isNarrow(body: Uint8Array): boolean {
  const look = body.subarray(0, 256);
  if (look.length < 8 || look.subarray(0, -4).includes(0)) return false;
  let letters = 0;
  for (const byte of look) if (byte >= 0x20 && byte < 0x7f) letters += 1;
  return letters * 2 > look.length && !utf8.decode(look.subarray(0, -4)).slice(0, -1).includes('\ufffd');
}

/** True: little endian by its zeros; false: big endian; null: not told by ASCII letters. */
function isWide(body: Uint8Array): boolean | null {
  let even = 0;
  let odd = 0;
  for (let at = 0; at + 1 < Math.min(body.length, 512); at += 2) {
    if (body[at] === 0) even += 1;
    if (body[at + 1] === 0) odd += 1;
  }
  if (even === odd) return null;
  return odd > even;
}

function plain(value: Uint8Array): string {
  const short = shortAscii(value);
  if (short !== null) return strip(short);
  const text = utf8.decode(value);
  return strip(text.includes('\ufffd') ? latin(value) : text);
}

function strip(text: string): string {
  return text.replace(/^[\0\ufeff]+/, '').replace(/[\0\s]+$/, '');
}
