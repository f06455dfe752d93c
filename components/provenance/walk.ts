/**
 * What a container walker works with: a bounded view of the file, and a place to put the raw metadata blocks
 * it comes across. Walkers hand out blocks and never interpret them; the interpreters never see a container.
 */
import { LIMITS } from '../model/limits';
import type { ReadError } from '../model/observation';
import type { ByteSource } from './source';

/** One piece of raw metadata as it stands in the file. */
export interface Block {
  kind: 'xmp' | 'exif' | 'text' | 'jumbf' | 'trailer';
  /** Byte offset in the file at which the block starts. */
  offset: number;
  bytes: Uint8Array;
  /** Where it stands, as used in the ids of mechanisms: `png-text`, `exif-usercomment`, `id3-txxx`, … */
  place: string;
  /** Keyword of a text; empty for the other kinds. */
  key: string;
  /** The file ended inside the block. */
  isCut: boolean;
  /** zTXt that stands behind the pixels: readers that stop at the pixels never see it. */
  isBehindPixels: boolean;
}

export type Depth = 'head' | 'whole';

/** A range a walker needs and that is not at hand. */
export interface Need {
  offset: number;
  length: number;
}

/**
 * A piece of reading that stops where it needs bytes and goes on when it is given them. Over a source that
 * answers at once it never stops, so that a file in memory is read in one go.
 */
export type Reading<T> = Generator<Need, T, Uint8Array>;

/** Ends a walk that has reached a bound. Never leaves this room. */
export class WalkEnd extends Error {}

/** Smallest piece asked of a source: one page of a disk, most heads of shop pictures fit. */
const PIECE = 4096;
const MAX_BLOCKS = 512;

export class Walk {
  readonly blocks: Block[] = [];
  readonly errors: ReadError[] = [];
  /** Offset behind which the source gave nothing; null while not met. */
  end: number | null;
  /** The file breaks off before its container says it ends. */
  isCut = false;
  /** The part that holds the metadata of this container was seen to its end. */
  sawPixels = false;
  /**
   * Of a stream in pieces (ISO/IEC 14496-12 §8.8), what this is: its start alone, a piece alone, or both in one file;
   * null for all else.
   */
  pieces: 'start' | 'piece' | 'whole' | null = null;
  #window: Uint8Array = new Uint8Array(0);
  #from = 0;
  #parts = 0;
  #blockBytes = 0;

  constructor(
    readonly source: ByteSource,
    readonly depth: Depth,
    readonly signal: AbortSignal | undefined,
  ) {
    this.end = source.size;
  }

  /** True where looking at the far end costs no more than looking at the start. */
  get canSeek(): boolean {
    return this.source.seekable && this.end !== null;
  }

  /**
   * Up to `length` bytes at `offset`; fewer at the end of the file. Views stay valid. `piece` is the smallest
   * amount asked of the source: small when hopping over pixels, larger when reading on.
   */
  *at(offset: number, length: number, piece = PIECE): Reading<Uint8Array> {
    return this.held(offset, length) ?? (yield* this.#fetch(offset, length, piece));
  }

  /** The same where the bytes are in the window already, else null: for loops over many small parts. */
  held(offset: number, length: number): Uint8Array | null {
    const start = offset - this.#from;
    if (start < 0 || start + length > this.#window.length) return null;
    return this.#window.subarray(start, start + length);
  }

  *#fetch(offset: number, length: number, piece: number): Reading<Uint8Array> {
    this.signal?.throwIfAborted();
    if (offset < 0 || length <= 0 || (this.end !== null && offset >= this.end)) return EMPTY;
    const wanted = Math.max(length, piece);
    const got = this.source.readNow?.(offset, wanted) ?? (yield { offset, length: wanted });
    this.#window = got;
    this.#from = offset;
    if (got.length < length) this.end = Math.min(this.end ?? Infinity, offset + got.length);
    return got.length > length ? got.subarray(0, length) : got;
  }

  /** Bytes of one metadata block, bounded by `LIMITS.metadataBytes`; a longer one is read up to the bound. */
  *metadata(offset: number, length: number): Reading<{ bytes: Uint8Array; isCut: boolean }> {
    const room = Math.min(LIMITS.metadataBytes, LIMITS.metadataBytes * 2 - this.#blockBytes);
    if (length > room) this.error('limit-metadata-bytes', offset);
    const wanted = Math.max(0, Math.min(length, room));
    const bytes = yield* this.at(offset, wanted);
    this.#blockBytes += bytes.length;
    if (bytes.length < wanted) this.cut(offset + bytes.length);
    return { bytes, isCut: bytes.length < length };
  }

  /** Reads one block and keeps it. */
  *take(kind: Block['kind'], place: string, offset: number, length: number, key = ''): Reading<void> {
    const { bytes, isCut } = yield* this.metadata(offset, length);
    if (bytes.length > 0) this.keep({ kind, place, key, offset, bytes, isCut });
  }

  keep(block: Omit<Block, 'isBehindPixels'> & { isBehindPixels?: boolean }): void {
    if (this.blocks.length >= MAX_BLOCKS) {
      this.error('limit-metadata-blocks', block.offset);
      throw new WalkEnd();
    }
    this.blocks.push({ isBehindPixels: false, ...block });
  }

  /** Counts one part of the container; ends the walk at `LIMITS.containerParts`. */
  part(at: number): void {
    if (++this.#parts <= LIMITS.containerParts) return;
    this.error('limit-container-parts', at);
    throw new WalkEnd();
  }

  cut(at: number): void {
    this.isCut = true;
    this.error('truncated', at);
  }

  error(code: string, at: number | null, detail: string | null = null): void {
    if (this.errors.length >= 63 || this.errors.some((known) => known.code === code)) return;
    this.errors.push({ code, at: at === null ? null : Math.max(0, Math.floor(at)), detail });
  }
}

const EMPTY = new Uint8Array(0);

const ascii = new TextDecoder('latin1');
const utf8 = new TextDecoder('utf-8');
const utf16le = new TextDecoder('utf-16le');
const utf16be = new TextDecoder('utf-16be');

/** A call of a decoder costs more than a short text in ASCII: longer ones are left to it. */
const SHORT = 96;

/** The text of a short run of ASCII; null where it is longer or anything else. */
export function shortAscii(bytes: Uint8Array): string | null {
  if (bytes.length > SHORT) return null;
  let text = '';
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    if (byte > 0x7e) return null;
    text += String.fromCharCode(byte);
  }
  return text;
}

/** Bytes as Latin-1 text, for signatures and keywords. */
export function latin(bytes: Uint8Array): string {
  return shortAscii(bytes) ?? ascii.decode(bytes);
}

/** Bytes as text: UTF-16 by byte order mark or by its zeros, else UTF-8. Broken sequences become U+FFFD. */
export function decodeText(bytes: Uint8Array): string {
  const [a, b, c, d] = bytes;
  if (a === 0xfe && b === 0xff) return utf16be.decode(bytes);
  if (a === 0xff && b === 0xfe) return utf16le.decode(bytes);
  if (a === 0 && b !== 0 && c === 0 && d !== 0 && bytes.length > 3) return utf16be.decode(bytes);
  if (a !== 0 && b === 0 && c !== 0 && d === 0 && bytes.length > 3) return utf16le.decode(bytes);
  const text = shortAscii(bytes) ?? utf8.decode(bytes);
  return text.includes('\ufffd') ? (labelInGb18030(bytes) ?? text) : text;
}

/** GB 45438-2025 annex E counts in code points of GB 18030, and some writers take its encoding with it. */
function labelInGb18030(bytes: Uint8Array): string | null {
  if (find(bytes, 'ContentProducer') < 0 && find(bytes, 'ProduceID') < 0) return null;
  try {
    return new TextDecoder('gb18030', { fatal: true }).decode(bytes);
  } catch {
    // Neither encoding fits: the caller keeps the text with its broken places marked.
    return null;
  }
}

export function decodeUtf16(bytes: Uint8Array, isLittle: boolean): string {
  return (isLittle ? utf16le : utf16be).decode(bytes);
}

export function u16(bytes: Uint8Array, at: number): number {
  return ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
}

export function u32(bytes: Uint8Array, at: number): number {
  return (u16(bytes, at) * 65536 + u16(bytes, at + 2)) >>> 0;
}

export function u32le(bytes: Uint8Array, at: number): number {
  return (
    ((bytes[at] ?? 0) |
      ((bytes[at + 1] ?? 0) << 8) |
      ((bytes[at + 2] ?? 0) << 16) |
      ((bytes[at + 3] ?? 0) << 24)) >>>
    0
  );
}

/** Numbers of TIFF and EXIF, whose byte order the file names (TIFF 6.0 §2). */
export function ordered16(bytes: Uint8Array, at: number, isLittle: boolean): number {
  const a = bytes[at] ?? 0;
  const b = bytes[at + 1] ?? 0;
  return isLittle ? a | (b << 8) : (a << 8) | b;
}

export function ordered32(bytes: Uint8Array, at: number, isLittle: boolean): number {
  const low = ordered16(bytes, isLittle ? at : at + 2, isLittle);
  const high = ordered16(bytes, isLittle ? at + 2 : at, isLittle);
  return high * 65536 + low;
}

/** 64-bit big-endian size as a number; above 2^53 it loses the low bits, which no real file reaches. */
export function u64(bytes: Uint8Array, at: number): number {
  return u32(bytes, at) * 4294967296 + u32(bytes, at + 4);
}

/** True when the ASCII text `word` stands at `at`. */
export function startsWith(bytes: Uint8Array, word: string, at = 0): boolean {
  if (at + word.length > bytes.length) return false;
  for (let i = 0; i < word.length; i++) if (bytes[at + i] !== word.charCodeAt(i)) return false;
  return true;
}

/** First place of the ASCII text `word` at or after `from`; -1 when there is none. */
export function find(bytes: Uint8Array, word: string, from = 0): number {
  const first = word.charCodeAt(0);
  for (let at = bytes.indexOf(first, from); at >= 0; at = bytes.indexOf(first, at + 1)) {
    if (startsWith(bytes, word, at)) return at;
  }
  return -1;
}

export function fourcc(bytes: Uint8Array, at: number): string {
  return String.fromCharCode(bytes[at] ?? 0, bytes[at + 1] ?? 0, bytes[at + 2] ?? 0, bytes[at + 3] ?? 0);
}
