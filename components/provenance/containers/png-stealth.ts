/**
 * "Stealth PNG info": text in the lowest bits of the pixels, written by SD WebUI extensions and NovelAI. The
 * pixels are read column by column; alpha alone, or red, green and blue. Few rows are decoded unless the
 * first letter of the signature is there.
 */
import { Unzlib } from 'fflate';
import { LIMITS } from '../../model/limits';
import { deflateStart } from '../deflate-start';
import { inflate } from '../inflate';
import { type Reading, type Walk, latin, u32 } from '../walk';

/** Where the pixels of a PNG lie, and how they are written (PNG third edition §11.2.1). */
export interface Pixels {
  width: number;
  height: number;
  bitDepth: number;
  colourType: number;
  isInterlaced: boolean;
  /** Offset and length of each IDAT body. */
  data: [number, number][];
}

/** Decoded bytes of one picture held at once: 16 million RGBA pixels. */
const MAX_PIXEL_BYTES = 64 << 20;
const SIGNATURE_CHARS = 15;
/** Both signatures start with it. */
const SIGNATURE_START = 'stealth_';
/** Rows looked at before all are decoded; 16 rows are 16 bits of alpha, or 48 of colour. */
const GATE_ROWS = 16;
const FIRST_PIECE = 512;
const PIECE = 4096;

type Mode = 'alpha' | 'rgb';

/** Keeps the hidden text as a block `stealth-alpha-lsb` or `stealth-rgb-lsb`, if its signature is there. */
export function* readStealth(walk: Walk, pixels: Pixels): Reading<void> {
  const channels = pixels.colourType === 6 ? 4 : pixels.colourType === 2 ? 3 : 0;
  if (channels === 0 || pixels.bitDepth !== 8 || pixels.isInterlaced) return;
  if (pixels.width === 0 || pixels.height === 0) return;
  const size = (pixels.width * channels + 1) * pixels.height;
  if (size > MAX_PIXEL_BYTES) {
    walk.error('limit-pixels', null);
    return;
  }
  const modes = yield* possibleModes(walk, pixels, channels);
  if (modes.length === 0) return;
  const rows = new Rows(walk, pixels, channels);
  for (const mode of modes) {
    if (!(yield* startsLikeSignature(rows, mode, pixels.height))) continue;
    yield* rows.until(pixels.height);
    const signature = latin(rows.read(mode, 0, SIGNATURE_CHARS));
    if (
      signature !== `stealth_${mode === 'alpha' ? 'png' : 'rgb'}info` &&
      signature !== `stealth_${mode === 'alpha' ? 'png' : 'rgb'}comp`
    ) {
      continue;
    }
    const bits = u32(rows.read(mode, SIGNATURE_CHARS, 4), 0);
    const data = rows.read(mode, SIGNATURE_CHARS + 4, Math.min(bits >>> 3, LIMITS.inflatedBytes));
    const text = signature.endsWith('comp')
      ? inflate(data, 'gzip', LIMITS.inflatedBytes)
      : { bytes: data, stopped: null };
    if (text.stopped === 'limit') walk.error('limit-inflated-bytes', null);
    const offset = pixels.data[0]?.[0] ?? 0;
    walk.keep({
      kind: 'text',
      place: `stealth-${mode}-lsb`,
      key: 'stealth',
      offset,
      bytes: text.bytes,
      isCut: false,
    });
    return;
  }
}

/**
 * The ways of hiding that the first pixel leaves open. The signature starts with the bits 0, 1 and 1: an opaque
 * pixel rules out alpha, and seven of eight colours rule out the rest. Unfiltered bytes of the first pixel stand as
 * they are (PNG §9.2: nothing is left of it or above it).
 */
function* possibleModes(walk: Walk, pixels: Pixels, channels: number): Reading<Mode[]> {
  const [offset, length] = pixels.data[0] ?? [0, 0];
  const start = deflateStart(
    yield* walk.at(offset, Math.min(length, FIRST_PIECE), FIRST_PIECE),
    channels + 1,
  );
  const modes: Mode[] = channels === 4 ? ['alpha', 'rgb'] : ['rgb'];
  if (!start) return modes;
  const bit = (at: number): number => (start[at] ?? 0) & 1;
  const isOpen = { alpha: bit(4) === 0, rgb: bit(1) === 0 && bit(2) === 1 && bit(3) === 1 };
  return modes.filter((mode) => isOpen[mode]);
}

/**
 * False as soon as one bit of the first column is not that of the signature's first letters. An opaque pixel ends
 * it at the first row, so that a plain picture costs the start of one deflate block.
 */
function* startsLikeSignature(rows: Rows, mode: Mode, height: number): Reading<boolean> {
  const bitsPerRow = mode === 'alpha' ? 1 : 3;
  for (let row = 0; row < Math.min(GATE_ROWS, height); row++) {
    yield* rows.until(row + 1);
    for (let n = 0; n < bitsPerRow; n++) {
      const bit = row * bitsPerRow + n;
      const letter = SIGNATURE_START.charCodeAt(bit >> 3);
      if (rows.bit(mode, 0, row, n) !== ((letter >> (7 - (bit & 7))) & 1)) return false;
    }
  }
  return true;
}

/** Rows of a PNG, inflated and unfiltered as far as asked (PNG §9). */
class Rows {
  readonly #stride: number;
  readonly #size: number;
  #data: Uint8Array;
  #filled = 0;
  #unfiltered = 0;
  #chunk = 0;
  #within = 0;
  #isBroken = false;
  readonly #stream: Unzlib;

  constructor(
    readonly walk: Walk,
    readonly pixels: Pixels,
    readonly channels: number,
  ) {
    this.#stride = pixels.width * channels + 1;
    this.#size = this.#stride * pixels.height;
    this.#data = new Uint8Array(Math.min(this.#size, 65536));
    this.#stream = new Unzlib((part) => {
      const piece = part.subarray(0, this.#size - this.#filled);
      this.#grow(this.#filled + piece.length);
      this.#data.set(piece, this.#filled);
      this.#filled += piece.length;
    });
  }

  /** Memory follows what was really inflated, not what the header promises. */
  #grow(needed: number): void {
    if (needed <= this.#data.length) return;
    const grown = new Uint8Array(Math.min(this.#size, Math.max(needed, this.#data.length * 2)));
    grown.set(this.#data);
    this.#data = grown;
  }

  *until(rows: number): Reading<void> {
    const wanted = rows * this.#stride;
    while (this.#filled < wanted && !this.#isBroken) {
      const chunk = this.pixels.data[this.#chunk];
      if (!chunk) break;
      const [offset, length] = chunk;
      // The start of the stream decides for nearly every picture: it is asked for on its own.
      const piece = Math.min(this.#filled === 0 ? FIRST_PIECE : PIECE, length - this.#within);
      if (piece <= 0) {
        this.#chunk += 1;
        this.#within = 0;
        continue;
      }
      const bytes = yield* this.walk.at(offset + this.#within, piece, 65536);
      if (bytes.length === 0) break;
      this.#within += bytes.length;
      this.#push(bytes);
    }
    const whole = Math.floor(this.#filled / this.#stride);
    for (; this.#unfiltered < Math.min(rows, whole); this.#unfiltered++) this.#unfilter(this.#unfiltered);
  }

  #push(bytes: Uint8Array): void {
    try {
      this.#stream.push(bytes, false);
    } catch {
      // Broken pixels: what was decoded so far is what there is to look at.
      this.#isBroken = true;
    }
  }

  #unfilter(row: number): void {
    const data = this.#data;
    const step = this.channels;
    const start = row * this.#stride + 1;
    const end = start + this.#stride - 1;
    const filter = data[start - 1];
    const above = row === 0 ? -1 : start - this.#stride;
    for (let at = start; at < end; at++) {
      const left = at - start >= step ? (data[at - step] ?? 0) : 0;
      const up = above < 0 ? 0 : (data[above + at - start] ?? 0);
      const corner = above < 0 || at - start < step ? 0 : (data[above + at - start - step] ?? 0);
      let guess = 0;
      if (filter === 1) guess = left;
      else if (filter === 2) guess = up;
      else if (filter === 3) guess = (left + up) >> 1;
      else if (filter === 4) guess = paeth(left, up, corner);
      data[at] = ((data[at] ?? 0) + guess) & 255;
    }
  }

  /** Lowest bit of one channel: `channel` counts red, green and blue; alpha is one by itself. */
  bit(mode: Mode, x: number, y: number, channel: number): number {
    const at = y * this.#stride + 1 + x * this.channels + (mode === 'alpha' ? 3 : channel);
    return (this.#data[at] ?? 0) & 1;
  }

  /** `count` bytes of hidden text from byte `from`, most significant bit first. */
  read(mode: Mode, from: number, count: number): Uint8Array {
    const { width, height } = this.pixels;
    const perPixel = mode === 'alpha' ? 1 : 3;
    const room = Math.max(0, Math.floor((width * height * perPixel) / 8) - from);
    const out = new Uint8Array(Math.min(count, room));
    for (let i = 0; i < out.length * 8; i++) {
      const bit = from * 8 + i;
      const pixel = Math.floor(bit / perPixel);
      const value = this.bit(mode, Math.floor(pixel / height), pixel % height, bit % perPixel);
      out[i >> 3] = ((out[i >> 3] ?? 0) << 1) | value;
    }
    return out;
  }
}

function paeth(left: number, up: number, corner: number): number {
  const guess = left + up - corner;
  const a = Math.abs(guess - left);
  const b = Math.abs(guess - up);
  const c = Math.abs(guess - corner);
  if (a <= b && a <= c) return left;
  return b <= c ? up : corner;
}
