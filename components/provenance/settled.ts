/**
 * The short way for files that state nothing, which is most of what a shop shows: walks the pictures' usual
 * containers over bytes at hand, without waiting and without taking anything out, and says so when nothing in them
 * can be a mark. Whatever it does not know, or finds odd, is left to the complete reader: its no is only ever
 * "look properly". A test holds every file that it settles against what the complete reader finds.
 */
import { isDullBlock, isDullExif, isDullProgram, isDullResources } from './dull';
import { TAIL, isCodedEnd } from './containers/jpeg';
import { mayHoldLabel } from './containers/unknown';
import type { ByteSource } from './source';
import { isTellingPacket } from './telling';
import { TRACES_KEYWORDS, isTracesKeyword } from './traces';
import { type Depth, find, fourcc, latin, startsWith, u16, u32, u32le } from './walk';

const PIECE = 4096;
const MOST_PARTS = 64;
/** A file with more metadata than this is not settled in passing. */
const MOST_METADATA = 1 << 20;

/** The bytes at hand, and the source for those further on as long as it answers at once. Goes forward only. */
class Look {
  bytes: Uint8Array;
  readonly size: number | null;
  /** Bytes looked at that the source was not asked for, because it holds them in one piece. */
  counted = 0;
  /** Offset in the file of the first byte of `bytes`. */
  #base = 0;
  /** The range of the file that is at hand, and counted. */
  #from = 0;
  #until: number;
  #metadata = 0;

  constructor(
    readonly source: ByteSource,
    first: Uint8Array,
  ) {
    this.bytes = first;
    this.size = source.size;
    this.#until = first.length;
  }

  /** Index in `bytes` of `offset`, with `length` bytes behind it; -1 where they cannot be had at once. */
  at(offset: number, length: number, piece = PIECE): number {
    const end = offset + length;
    if (offset >= this.#from && end <= this.#until) return offset - this.#base;
    const { whole } = this.source;
    if (whole) {
      if (end > whole.length) return -1;
      const until = Math.min(Math.max(end, offset + piece), whole.length);
      this.counted += Math.max(0, until - Math.max(offset, this.#until));
      this.bytes = whole;
      this.#base = 0;
      this.#until = until;
    } else {
      const got = this.source.readNow?.(offset, Math.max(length, piece));
      if (!got || got.length < length) return -1;
      this.bytes = got;
      this.#base = offset;
      this.#until = offset + got.length;
    }
    this.#from = offset;
    return offset - this.#base;
  }

  /** The same for one piece of metadata. */
  metadata(offset: number, length: number): number {
    this.#metadata += length;
    return this.#metadata > MOST_METADATA ? -1 : this.at(offset, length);
  }

  get canSeek(): boolean {
    return this.source.seekable && this.size !== null;
  }
}

export interface Settled {
  container: string;
  /** Bytes looked at, each counted once. */
  bytesRead: number;
}

/**
 * The container of a file that states nothing; null where the complete reader has to look. `first` is what the
 * source answered for the first 4 KiB.
 */
export function settled(source: ByteSource, first: Uint8Array, depth: Depth): Settled | null {
  const look = new Look(source, first);
  const container = dullContainer(look, first, depth);
  return container === null ? null : { container, bytesRead: source.bytesRead + look.counted };
}

function dullContainer(look: Look, first: Uint8Array, depth: Depth): string | null {
  switch (first[0]) {
    case 0xff:
      return first[1] === 0xd8 && first[2] === 0xff && isDullJpeg(look, depth) ? 'jpeg' : null;
    case 0x89:
      return startsWith(first, '\x89PNG\r\n\x1a\n') && isDullPng(look, depth) ? 'png' : null;
    case 0x52:
      return startsWith(first, 'RIFF') && startsWith(first, 'WEBP', 8) && isDullWebp(look, depth)
        ? 'webp'
        : null;
    case 0:
      return isAvif(first) && isDullAvif(look, depth) ? 'avif' : null;
    default:
      return null;
  }
}

/** As `containerOf` tells it, for which a document may begin a little behind the start of its file. */
function isAvif(first: Uint8Array): boolean {
  return startsWith(first, 'ftypavif', 4) && find(first.subarray(0, 1024), '%PDF-') < 0;
}

function isDullJpeg(look: Look, depth: Depth): boolean {
  let at = 2;
  for (let part = 0; part < MOST_PARTS; part++) {
    const head = look.at(at, 4);
    if (head < 0 || look.bytes[head] !== 0xff) return false;
    const marker = look.bytes[head + 1] ?? 0;
    // Filling bytes, restarts, an early end: odd before the first scan.
    if (marker < 0xc0 || marker === 0xff || (marker >= 0xd0 && marker <= 0xd9)) return false;
    const length = u16(look.bytes, head + 2);
    if (length < 2) return false;
    if (marker === 0xda) return depth === 'head' || endsWithPicture(look, at + 2 + length);
    if (marker >= 0xe0 && marker <= 0xef && !isDullSegment(look, marker, at + 4, length - 2, depth))
      return false;
    if (marker === 0xfe) {
      const body = look.metadata(at + 4, length - 2);
      if (body < 0 || !isDullBlock(look.bytes, body, body + length - 2)) return false;
    }
    at += 2 + length;
  }
  return false;
}

function endsWithPicture(look: Look, from: number): boolean {
  if (!look.canSeek || look.size === null) return false;
  const start = Math.max(from, look.size - TAIL);
  const length = look.size - start;
  const at = length < 2 ? -1 : look.at(start, length, length);
  return at >= 0 && isCodedEnd(look.bytes, at, at + length);
}

const XMP = 'http://ns.adobe.com/xap/1.0/\0';

function isDullSegment(look: Look, marker: number, offset: number, length: number, depth: Depth): boolean {
  const head = look.at(offset, Math.min(length, 32));
  if (head < 0) return false;
  const { bytes } = look;
  switch (marker) {
    case 0xe0:
      return length >= 5 && (startsWith(bytes, 'JFIF\0', head) || startsWith(bytes, 'JFXX\0', head));
    case 0xe1:
      if (length > 14 && startsWith(bytes, 'Exif\0', head))
        return isDullPiece(look, isDullExif, offset + 6, length - 6);
      return length > 32 && startsWith(bytes, XMP, head)
        ? isDullPiece(look, isDullPacket, offset + XMP.length, length - XMP.length)
        : false;
    case 0xe2:
      if (length >= 12 && startsWith(bytes, 'ICC_PROFILE\0', head)) return true;
      return depth === 'head' && length >= 4 && startsWith(bytes, 'MPF\0', head);
    case 0xec:
      return length >= 5 && startsWith(bytes, 'Ducky', head);
    case 0xed:
      return length > 14 && startsWith(bytes, 'Photoshop 3.0\0', head)
        ? isDullPiece(look, isDullResources, offset + 14, length - 14)
        : false;
    case 0xee:
      return length >= 6 && startsWith(bytes, 'Adobe\0', head);
    default:
      return false;
  }
}

type Dull = (bytes: Uint8Array, from: number, to: number) => boolean;

function isDullPacket(bytes: Uint8Array, from: number, to: number): boolean {
  return !isTellingPacket(bytes, from, to);
}

function isDullPiece(look: Look, isDull: Dull, offset: number, length: number): boolean {
  const at = look.metadata(offset, length);
  return at >= 0 && isDull(look.bytes, at, at + length);
}

/** Chunks of a PNG by the meaning that their names have for us, as numbers in the order of their bytes. */
const IHDR = 0x49484452;
const IDAT = 0x49444154;
const IEND = 0x49454e44;
const TEXT = 0x74455874;
const INTERNATIONAL_TEXT = 0x69545874;
const EXIF = 0x65584966;
/** PLTE tRNS cHRM gAMA iCCP sBIT sRGB cICP bKGD hIST pHYs sPLT tIME acTL fcTL, as the complete reader passes over. */
const SILENT: ReadonlySet<number> = new Set(
  'PLTE tRNS cHRM gAMA iCCP sBIT sRGB cICP bKGD hIST pHYs sPLT tIME acTL fcTL'
    .split(' ')
    .map((name) => [...name].reduce((sum, letter) => sum * 256 + letter.charCodeAt(0), 0)),
);

/**
 * Also behind the pixels, where that costs next to nothing. At depth `whole` hidden text in the pixels is looked for
 * as well, which is the complete reader's work.
 */
function isDullPng(look: Look, depth: Depth): boolean {
  if (depth === 'whole') return false;
  const { size, source } = look;
  let at = 8;
  for (let part = 0; part < 2 * MOST_PARTS; part++) {
    const head = look.at(at, 8, 8);
    if (head < 0) return false;
    const length = u32(look.bytes, head);
    const type = u32(look.bytes, head + 4);
    if (length > 0x7fffffff) return false;
    if (type === IEND) return at + 12 === size;
    if (type === IDAT) {
      if (!look.canSeek) return true;
      if (!source.whole) return false;
    } else if (type !== IHDR && !SILENT.has(type) && !isDullChunk(look, type, at + 8, length)) return false;
    at += 12 + length;
  }
  return false;
}

function isDullChunk(look: Look, type: number, offset: number, length: number): boolean {
  switch (type) {
    case TEXT:
      return isDullPngText(look, offset, length);
    case INTERNATIONAL_TEXT:
      return isDullPngPacket(look, offset, length);
    case EXIF:
      return isDullExifPiece(look, offset, length);
    default:
      return false;
  }
}

const PNG_PACKET = 'XML:com.adobe.xmp\0\0\0\0\0';

/** A packet as it should stand: not compressed, in no language and under no translated keyword. */
function isDullPngPacket(look: Look, offset: number, length: number): boolean {
  const at = look.metadata(offset, length);
  if (at < 0 || length < PNG_PACKET.length || !startsWith(look.bytes, PNG_PACKET, at)) return false;
  return isDullPacket(look.bytes, at + PNG_PACKET.length, at + length);
}

/** Some writers put JPEG's `Exif\0\0` before the TIFF header. */
function isDullExifPiece(look: Look, offset: number, length: number): boolean {
  const at = look.metadata(offset, length);
  if (at < 0 || length < 14) return false;
  const skip = fourcc(look.bytes, at) === 'Exif' ? 6 : 0;
  return isDullExif(look.bytes, at + skip, at + length);
}

function isDullPngText(look: Look, offset: number, length: number): boolean {
  const at = look.metadata(offset, length);
  if (at < 0) return false;
  const { bytes } = look;
  const end = at + length;
  const most = Math.min(end, at + 80);
  let split = at;
  while (split < most && bytes[split] !== 0) split += 1;
  if (split === at || split >= most) return false;
  if (STARTS_KEYWORD[bytes[at] ?? 0] === 1) {
    const key = latin(bytes.subarray(at, split));
    if (key === 'Software') return isDullProgram(bytes, split + 1, end);
    if (isTracesKeyword(key) || key.startsWith('Raw profile') || key.startsWith('XML:')) return false;
  }
  // The keyword itself must name no label: `exif:AIGC` would be one.
  return isDullBlock(bytes, at, split) && isDullPngValue(bytes, split + 1, end);
}

/** First letters of the keywords that are looked at, in either case: most texts are turned away by theirs. */
const STARTS_KEYWORD = new Uint8Array(256);
for (const keyword of [...TRACES_KEYWORDS, 'Raw profile', 'XML:']) {
  STARTS_KEYWORD[keyword.toLowerCase().charCodeAt(0)] = 1;
  STARTS_KEYWORD[keyword.toUpperCase().charCodeAt(0)] = 1;
}

/** A value that starts like a packet is read as one, whatever its keyword. */
function isDullPngValue(bytes: Uint8Array, from: number, to: number): boolean {
  if (from === to) return true;
  for (let at = from; at < Math.min(to, from + 16); at++) if (bytes[at] === 0x3c) return false;
  return isDullBlock(bytes, from, to);
}

/** Chunks that the complete reader takes out, in lower case. */
const TELLING_RIFF: ReadonlySet<string> = new Set(['xmp\0', '_pmx', 'c2pa', 'aigc', 'id3 ', 'list']);

function isDullWebp(look: Look, depth: Depth): boolean {
  const said = 8 + u32le(look.bytes, 4);
  if (look.size !== null && (said > look.size || (depth === 'whole' && said < look.size))) return false;
  const end = Math.max(said, look.size ?? 0);
  let at = 12;
  for (let part = 0; at + 8 <= end; part++) {
    const head = look.at(at, 8, at < PIECE ? PIECE : 512);
    if (head < 0 || part >= MOST_PARTS) return false;
    const type = fourcc(look.bytes, head);
    const size = u32le(look.bytes, head + 4);
    if (type === 'EXIF') {
      if (!isDullExifPiece(look, at + 8, size)) return false;
    } else if (type === 'XMP ') {
      if (!isDullPiece(look, isDullPacket, at + 8, size)) return false;
    } else if (TELLING_RIFF.has(type.toLowerCase())) return false;
    at += 8 + size + (size & 1);
  }
  return true;
}

function isDullAvif(look: Look, depth: Depth): boolean {
  const { size, source } = look;
  if (size === null) return false;
  let at = 0;
  for (let part = 0; at + 8 <= size; part++) {
    const head = look.at(at, 8, at < PIECE ? PIECE : 512);
    if (head < 0 || part >= MOST_PARTS) return false;
    const length = u32(look.bytes, head);
    // Sizes of 64 bits and boxes without an end are no habit of pictures.
    if (length < 8 || at + length > size) return false;
    const type = fourcc(look.bytes, head + 4);
    if (type === 'meta') {
      if (!isDullMeta(look, at + 8, length - 8)) return false;
    } else if (type === 'mdat') {
      if (!source.seekable && depth === 'head') return false;
    } else if (type === 'free' || type === 'skip') {
      if (depth === 'whole' && mayHoldLabel(length - 8)) return false;
    } else if (type !== 'ftyp') return false;
    at += length;
  }
  return true;
}

/** Boxes of `meta` that describe the picture and hold no text. */
const SILENT_BOXES: ReadonlySet<string> = new Set([
  'hdlr',
  'pitm',
  'iloc',
  'iprp',
  'iref',
  'idat',
  'dinf',
  'grpl',
]);

function isDullMeta(look: Look, offset: number, length: number): boolean {
  const from = look.metadata(offset, length);
  if (from < 0) return false;
  const { bytes } = look;
  const end = from + length;
  let at = from + (fourcc(bytes, from + 4) === 'hdlr' ? 0 : 4);
  for (let part = 0; at + 8 <= end; part++) {
    const size = u32(bytes, at);
    if (size < 8 || at + size > end || part >= MOST_PARTS) return false;
    const type = fourcc(bytes, at + 4);
    if (type === 'iinf' ? !isOfPictures(bytes, at + 8, at + size) : !SILENT_BOXES.has(type)) return false;
    at += size;
  }
  return true;
}

/** True where no item of the list is EXIF or a text (ISO/IEC 14496-12 §8.11.6). */
function isOfPictures(bytes: Uint8Array, body: number, end: number): boolean {
  let at = body + (bytes[body] === 0 ? 6 : 8);
  for (let n = 0; at + 12 <= end; n++) {
    const size = u32(bytes, at);
    if (size < 12 || at + size > end || n >= MOST_PARTS) return false;
    const type = fourcc(bytes, at + ((bytes[at + 8] ?? 0) >= 3 ? 18 : 16));
    if (type === 'Exif' || type === 'mime') return false;
    at += size;
  }
  return true;
}
