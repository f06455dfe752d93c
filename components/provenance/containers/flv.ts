/**
 * FLV, as files and as live rooms send it (Adobe FLV 10.1 annex E): the `onMetaData` script data (TC260-PG-20257A),
 * which a live server may send again, and user data among the pictures.
 */
import { LIMITS } from '../../model/limits';
import { type Reading, type Walk, find, u16, u32 } from '../walk';
import { PICTURE_START, userDataBehindLengths } from './user-data';

const SCRIPT = 18;
const PICTURE = 9;
/** Bit of a tag's type: its body is filtered, which means encrypted. */
const FILTERED = 0x20;
const MOST_SCRIPTS = 16;

/** Hands out the labels and the descriptions of the script data, as far as `LIMITS.streamBytes` reaches at depth `head`. */
export function* walkFlv(walk: Walk): Reading<void> {
  const head = yield* walk.at(0, 9);
  const until = walk.depth === 'head' ? LIMITS.streamBytes : LIMITS.mediaBytes;
  let scripts = 0;
  for (let at = u32(head, 5) + 4; ;) {
    if (at > until && (walk.end === null || at < walk.end)) {
      walk.error('not-looked-behind-pixels', at);
      return;
    }
    const tag = yield* walk.at(at, 11);
    if (tag.length < 11) return;
    walk.part(at);
    const type = tag[0] ?? 0;
    const size = u32(tag, 0) & 0xffffff;
    if (type & FILTERED) walk.error('stream-encrypted', at);
    else if (type === SCRIPT && scripts < MOST_SCRIPTS) {
      scripts += 1;
      const { bytes } = yield* walk.metadata(at + 11, size);
      script(walk, bytes, at + 11);
      walk.sawPixels = true;
    } else if (type === PICTURE) {
      walk.sawPixels = true;
      yield* picture(walk, at + 11, size);
    }
    at += 11 + size + 4;
  }
}

const AVC = 7;
/** Not in the standard, but what Chinese rooms and players use for H.265. */
const HEVC = 12;

/** One coded picture: H.264 and H.265 by number, or by four characters (Enhanced RTMP v1). */
function* picture(walk: Walk, at: number, size: number): Reading<void> {
  const bytes = yield* walk.at(at, Math.min(size, PICTURE_START));
  const first = bytes[0] ?? 0;
  const isNamed = (first & 0x80) !== 0;
  const kind = first & 0x0f;
  // Coded frames with a time of their own (three bytes), or without one.
  const start = isNamed ? (kind === 1 ? 8 : kind === 3 ? 5 : 0) : bytes[1] === 1 ? 5 : 0;
  if (start > 0 && (isNamed || kind === AVC || kind === HEVC))
    userDataBehindLengths(walk, bytes.subarray(start), at + start);
}

/** The name of the guide, and the names under which converters keep what other containers call a comment. */
const NAMES = ['AIGC', 'comment', 'description', 'title', 'copyright'];

const OBJECT = 3;
const ECMA_ARRAY = 8;

/** AMF0 property names, each followed by a string (2) or a long string (12); the label also by an object. */
function script(walk: Walk, bytes: Uint8Array, base: number): void {
  for (const name of NAMES) {
    const key = find(bytes, `\0${String.fromCharCode(name.length)}${name}`);
    if (key < 0) continue;
    const at = key + 2 + name.length;
    const type = bytes[at];
    const isObject = name === 'AIGC' && (type === OBJECT || type === ECMA_ARRAY);
    const text = isObject
      ? { value: membersAsJson(bytes, at + (type === ECMA_ARRAY ? 5 : 1)), isCut: false }
      : textAt(bytes, at);
    if (text)
      walk.keep({
        kind: 'text',
        place: 'flv-onmetadata',
        key: name,
        offset: base + key,
        bytes: text.value,
        isCut: text.isCut,
      });
  }
}

/** The AMF0 string at `at`; null for a value of another type. */
function textAt(bytes: Uint8Array, at: number): { value: Uint8Array; isCut: boolean; next: number } | null {
  const isLong = bytes[at] === 12;
  if (!isLong && bytes[at] !== 2) return null;
  const size = isLong ? u32(bytes, at + 1) : u16(bytes, at + 1);
  const start = at + (isLong ? 5 : 3);
  const value = bytes.subarray(start, start + size);
  return { value, isCut: value.length < size, next: start + size };
}

const MOST_MEMBERS = 64;
const utf8 = new TextDecoder('utf-8');

/** The members of an AMF0 object as JSON, up to the first that is neither text nor number. */
function membersAsJson(bytes: Uint8Array, from: number): Uint8Array {
  const members: Record<string, string> = {};
  let at = from;
  for (let n = 0; n < MOST_MEMBERS && at + 3 < bytes.length; n++) {
    const length = u16(bytes, at);
    const name = utf8.decode(bytes.subarray(at + 2, at + 2 + length));
    at += 2 + length;
    const text = textAt(bytes, at);
    if (text) {
      members[name] = utf8.decode(text.value);
      at = text.next;
    } else if (bytes[at] === 0 && at + 9 <= bytes.length) {
      members[name] = String(new DataView(bytes.buffer, bytes.byteOffset + at + 1, 8).getFloat64(0));
      at += 9;
    } else break;
  }
  return new TextEncoder().encode(JSON.stringify(members));
}
