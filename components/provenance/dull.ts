/**
 * Metadata that says nothing, told from its bytes without making a text of them. Every function here answers true
 * only where the complete interpreters (`exif.ts`, `xmp.ts`, `tc260.ts`, `traces.ts`) would find nothing and
 * complain of nothing; false means "look properly", never "marked". Tests hold them to that.
 */
import { type ExifName, NAMES, TYPE_BYTES, isLookedInto } from './exif';
import { IIM_TEXTS } from './containers/image-resources';
import { creditOf } from './iptc';
import { mayBeLabel } from './tc260';
import { isGeneratorName } from './traces';
import { latin, ordered16, ordered32, startsWith, u16, u32 } from './walk';

/** Longer texts are captions or recipes: rare, and worth a proper look. */
const MOST_TEXT = 1024;
const MOST_DIRECTORIES = 8;
const MOST_ENTRIES = 512;
const MOST_PARTS = 256;

const BRACE = 0x7b;
const QUOTE = 0x22;

/**
 * A text in an encoding that keeps ASCII as it is. Labels, graphs and recipes in JSON need a brace or a quotation
 * mark; recipes as text and signatures a colon behind one of three letters; bare labels a field name or base64.
 */
export function isDullText(bytes: Uint8Array, from: number, to: number): boolean {
  if (to - from > MOST_TEXT || startsBase64(bytes, from, to)) return false;
  let hasFieldStart = false;
  for (let at = from; at < to; at++) {
    const kind = KINDS[bytes[at] ?? 0];
    if (kind === PLAIN) continue;
    if (kind === TELLING) return false;
    if (kind === SPACE) {
      if (at > from && bytes[at - 1] === 0x3a && endsKeyword(bytes[at - 2] ?? 0)) return false;
    } else hasFieldStart ||= endsFieldStart(bytes, at, (bytes[at] ?? 0) | 0x20);
  }
  return !hasFieldStart || !mayBeLabel(latin(bytes.subarray(from, to)));
}

/** What a byte can be a part of; nearly all are of no interest, and are passed with one look. */
const PLAIN = 0;
const TELLING = 1;
const SPACE = 2;
const ENDS_FIELD_START = 3;
const KINDS = new Uint8Array(256);
KINDS[BRACE] = KINDS[QUOTE] = TELLING;
KINDS[0x20] = SPACE;
for (const letter of 'ctdpvCTDPV') KINDS[letter.charCodeAt(0)] = ENDS_FIELD_START;

/** Base64 of a brace and a quotation mark starts `ey`, of a brace and white space `ew`. */
function startsBase64(bytes: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at++) {
    const byte = bytes[at] ?? 0;
    if (byte > 0x20 && byte < 0x80) return (byte | 0x20) === 0x65 && isYOrW(bytes[at + 1] ?? 0);
  }
  return false;
}

/** The letter before the colon of `Steps: `, `Signature: ` and `Job ID: `. */
function endsKeyword(byte: number): boolean {
  return byte === 0x73 || byte === 0x65 || byte === 0x44;
}

function isYOrW(byte: number): boolean {
  const letter = byte | 0x20;
  return letter === 0x79 || letter === 0x77;
}

/** True at the end of `gc`, `cont`, `prod`, `prop` and `serv`, one of which every name in a bare label holds. */
function endsFieldStart(bytes: Uint8Array, at: number, letter: number): boolean {
  switch (letter) {
    case 0x63:
      return isLetter(bytes, at - 1, 0x67);
    case 0x74:
      return isLetter(bytes, at - 1, 0x6e) && isLetter(bytes, at - 2, 0x6f);
    case 0x64:
    case 0x70:
      return isLetter(bytes, at - 1, 0x6f) && isLetter(bytes, at - 2, 0x72);
    case 0x76:
      return isLetter(bytes, at - 1, 0x72) && isLetter(bytes, at - 2, 0x65);
    default:
      return false;
  }
}

function isLetter(bytes: Uint8Array, at: number, letter: number): boolean {
  return ((bytes[at] ?? 0) | 0x20) === letter;
}

/** A text that stands by itself, whose encoding is told from its start: only what is read as UTF-8 is settled here. */
export function isDullBlock(bytes: Uint8Array, from: number, to: number): boolean {
  if ((bytes[from] ?? 0) >= 0xfe || bytes[from] === 0 || bytes[from + 1] === 0) return false;
  return isDullText(bytes, from, to);
}

/** The name of the program that wrote a file. */
export function isDullProgram(bytes: Uint8Array, from: number, to: number): boolean {
  if (!isDullBlock(bytes, from, to)) return false;
  for (let at = from; at < to; at++) if ((bytes[at] ?? 0) > 0x7e) return false;
  return !isGeneratorName(latin(bytes.subarray(from, to)).replace(/\0+$/, ''));
}

/** IPTC-IIM datasets, as `iim` of `containers/image-resources.ts` walks them. */
export function isDullIim(bytes: Uint8Array, from: number, to: number): boolean {
  let parts = 0;
  for (let at = from; at + 5 <= to && bytes[at] === 0x1c;) {
    if (++parts > MOST_PARTS) return false;
    const size = u16(bytes, at + 3);
    const end = at + 5 + size;
    if (size & 0x8000 || end > to) return true;
    const key = bytes[at + 1] === 2 ? IIM_TEXTS[bytes[at + 2] ?? 0] : undefined;
    if (key !== undefined && !isDullBlock(bytes, at + 5, end)) return false;
    if (key === 'Credit' && creditOf(latin(bytes.subarray(at + 5, end))) !== null) return false;
    at = end;
  }
  return true;
}

/** Photoshop image resources; packets and EXIF inside them are left to the complete reader. */
export function isDullResources(bytes: Uint8Array, from: number, to: number): boolean {
  if (bytes[from] === 0x1c) return false;
  let parts = 0;
  for (let at = from; at + 12 <= to && startsWith(bytes, '8BIM', at);) {
    if (++parts > MOST_PARTS) return false;
    const id = u16(bytes, at + 4);
    const name = (bytes[at + 6] ?? 0) + 1;
    const start = at + 6 + name + (name & 1) + 4;
    if (start > to) return true;
    const size = u32(bytes, start - 4);
    if (size > to - start) return true;
    if (id === 0x0424 || id === 0x0422) return false;
    if (id === 0x0404 && !isDullIim(bytes, start, start + size)) return false;
    at = start + size + (size & 1);
  }
  return true;
}

/** Directories still to be read; used by one call at a time, which never waits. */
const queue = new Uint32Array(MOST_ENTRIES);

/** EXIF (CIPA DC-008) from its TIFF header on, in the order in which `readExif` walks it. */
export function isDullExif(bytes: Uint8Array, from: number, to: number): boolean {
  const length = to - from;
  const isLittle = bytes[from] === 0x49 && bytes[from + 1] === 0x49;
  if (length < 8 || (!isLittle && !(bytes[from] === 0x4d && bytes[from + 1] === 0x4d))) return false;
  let queued = 1;
  queue[0] = ordered32(bytes, from + 4, isLittle);
  for (let read = 0, seen = 0; read < queued; read++) {
    const directory = queue[read] ?? 0;
    if (directory < 8 || directory + 2 > length || isQueuedBefore(read, directory)) continue;
    if (++seen > MOST_DIRECTORIES) return true;
    const count = ordered16(bytes, from + directory, isLittle);
    const next = directory + 2 + count * 12;
    // What breaks off, or is longer than the complete reader goes, is for that reader to word.
    if (count > MOST_ENTRIES || next > length) return false;
    for (let entry = from + directory + 2; entry < from + next; entry += 12) {
      const tag = ordered16(bytes, entry, isLittle);
      if (tag === 0x8769) {
        if (queued >= 16) return false;
        queue[queued++] = ordered32(bytes, entry + 8, isLittle);
      } else if (!isDullEntry(bytes, from, to, entry, tag, isLittle)) return false;
    }
    if (next + 4 <= length) {
      if (queued >= 16) return false;
      queue[queued++] = ordered32(bytes, from + next, isLittle);
    }
  }
  return true;
}

function isQueuedBefore(read: number, directory: number): boolean {
  for (let n = 0; n < read; n++) if (queue[n] === directory) return true;
  return false;
}

function isDullEntry(
  bytes: Uint8Array,
  from: number,
  to: number,
  entry: number,
  tag: number,
  isLittle: boolean,
): boolean {
  const name = NAMES[tag];
  const type = ordered16(bytes, entry + 2, isLittle);
  const unit = type === 129 ? 1 : (TYPE_BYTES[type] ?? 0);
  const size = unit * ordered32(bytes, entry + 4, isLittle);
  if (name === undefined && tag !== 700 && !isLookedInto(unit, size)) return true;
  if (size === 0) return true;
  const start = size <= 4 ? entry + 8 : from + ordered32(bytes, entry + 8, isLittle);
  if (name === undefined) return tag !== 700 && !holdsField(bytes, start, Math.min(start + size, to));
  return start + size <= to && isDullValue(bytes, start, start + size, name);
}

function isDullValue(bytes: Uint8Array, from: number, to: number, name: ExifName): boolean {
  if (name === 'software') return isDullProgram(bytes, from, to);
  // Ideogram names itself as the maker of the camera.
  if (name === 'make' && isLetter(bytes, from, 0x69)) return false;
  if (name === 'xp' || name === 'xpcomment') return isDullWide(bytes, from, to);
  if (name === 'usercomment') return isDullComment(bytes, from, to);
  return isDullText(bytes, from, to);
}

const narrow = new Uint8Array(MOST_TEXT);

/** UTF-16, little endian: what is no ASCII is no part of any word, and stands as some other letter meanwhile. */
function isDullWide(bytes: Uint8Array, from: number, to: number): boolean {
  const letters = (to - from + 1) >> 1;
  if (letters > MOST_TEXT) return false;
  for (let n = 0, at = from; n < letters; n++, at += 2)
    narrow[n] = at + 1 < to && bytes[at + 1] === 0 ? (bytes[at] ?? 0) : 0x80;
  return isDullText(narrow, 0, letters);
}

/** Cameras fill the comment with zeros or spaces; what is coded in UTF-16 is left to the complete reader. */
function isDullComment(bytes: Uint8Array, from: number, to: number): boolean {
  let at = from + 8;
  while (at < to && (bytes[at] === 0 || bytes[at] === 0x20)) at += 1;
  if (at >= to) return isDullText(bytes, from, Math.min(from + 8, to));
  if (isLetter(bytes, from, 0x75)) return false;
  return isDullText(bytes, from, to) && isDullText(bytes, from + 8, to);
}

const FIELD = 'ContentProducer';
const LAST = FIELD.length - 1;
/**
 * How far on the next place is at which the field can end, by the letter met where it would (Horspool 1980); zero for
 * its last letter.
 */
const FIELD_STEPS = new Uint8Array(256).fill(FIELD.length);
for (let n = 0; n < LAST; n++) FIELD_STEPS[FIELD.charCodeAt(n)] = LAST - n;
FIELD_STEPS[FIELD.charCodeAt(LAST)] = 0;
/** From here on two looks over a half each are quicker than one, which waits for its table at every step. */
const WORTH_HALVES = 1024;

/** Whether a field of the label is named anywhere in these bytes. */
export function holdsField(bytes: Uint8Array, from: number, to: number): boolean {
  let near = from + LAST;
  if (to - from < WORTH_HALVES) return holdsFieldEnding(bytes, near, to);
  const half = (from + to) >> 1;
  let far = half;
  while (near < half && far < to) {
    const nearStep = FIELD_STEPS[bytes[near] ?? 0] ?? 1;
    const farStep = FIELD_STEPS[bytes[far] ?? 0] ?? 1;
    if (nearStep === 0 && startsWith(bytes, FIELD, near - LAST)) return true;
    if (farStep === 0 && startsWith(bytes, FIELD, far - LAST)) return true;
    near += nearStep || 1;
    far += farStep || 1;
  }
  return holdsFieldEnding(bytes, near, half) || holdsFieldEnding(bytes, far, to);
}

/** The same for a field whose last letter stands between `at` and `to`. */
function holdsFieldEnding(bytes: Uint8Array, at: number, to: number): boolean {
  for (let end = at; end < to;) {
    const step = FIELD_STEPS[bytes[end] ?? 0] ?? 1;
    if (step === 0 && startsWith(bytes, FIELD, end - LAST)) return true;
    end += step || 1;
  }
  return false;
}
