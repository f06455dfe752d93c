/**
 * The first few bytes of a zlib stream (RFC 1950, RFC 1951), without the tables and the window that inflating
 * needs: one pixel of a PNG often settles what would otherwise cost thousands of bytes.
 */

/** Reads bits, least significant first; reading past the end is told by `isOut`, never by a throw. */
class Bits {
  #at = 0;
  #held = 0;
  #count = 0;
  isOut = false;

  constructor(
    readonly bytes: Uint8Array,
    from: number,
  ) {
    this.#at = from;
  }

  take(count: number): number {
    while (this.#count < count) {
      const byte = this.bytes[this.#at++];
      if (byte === undefined) {
        this.isOut = true;
        return 0;
      }
      this.#held |= byte << this.#count;
      this.#count += 8;
    }
    const value = this.#held & ((1 << count) - 1);
    this.#held >>>= count;
    this.#count -= count;
    return value;
  }
}

/** A canonical Huffman code: how many codes of each length, and the symbols in order (RFC 1951 §3.2.2). */
interface Code {
  counts: Uint16Array;
  symbols: Uint16Array;
}

const ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
const MOST_CODE_BITS = 15;

function codeOf(lengths: Uint8Array): Code {
  const counts = new Uint16Array(MOST_CODE_BITS + 1);
  for (const length of lengths) counts[length] = (counts[length] ?? 0) + 1;
  counts[0] = 0;
  const starts = new Uint16Array(MOST_CODE_BITS + 2);
  for (let n = 1; n <= MOST_CODE_BITS; n++) starts[n + 1] = (starts[n] ?? 0) + (counts[n] ?? 0);
  const symbols = new Uint16Array(lengths.length);
  for (let symbol = 0; symbol < lengths.length; symbol++) {
    const length = lengths[symbol] ?? 0;
    if (length === 0) continue;
    const place = starts[length] ?? 0;
    symbols[place] = symbol;
    starts[length] = place + 1;
  }
  return { counts, symbols };
}

/** The next symbol; -1 where no code fits or the bytes end. */
function symbolIn(bits: Bits, { counts, symbols }: Code): number {
  let code = 0;
  let first = 0;
  let index = 0;
  for (let length = 1; length <= MOST_CODE_BITS; length++) {
    code |= bits.take(1);
    if (bits.isOut) return -1;
    const count = counts[length] ?? 0;
    if (code - first < count) return symbols[index + code - first] ?? -1;
    index += count;
    first = (first + count) << 1;
    code <<= 1;
  }
  return -1;
}

interface Codes {
  literals: Code;
  distances: Code;
}

let fixed: Codes | null = null;

/** RFC 1951 §3.2.6. */
function fixedCodes(): Codes {
  const lengths = new Uint8Array(288).fill(8);
  lengths.fill(9, 144, 256);
  lengths.fill(7, 256, 280);
  fixed ??= { literals: codeOf(lengths), distances: codeOf(new Uint8Array(30).fill(5)) };
  return fixed;
}

/** The codes that a dynamic block declares (RFC 1951 §3.2.7); null where they make no sense. */
function dynamicCodes(bits: Bits): Codes | null {
  const literals = bits.take(5) + 257;
  const distances = bits.take(5) + 1;
  const given = bits.take(4) + 4;
  const metaLengths = new Uint8Array(19);
  for (let n = 0; n < given; n++) metaLengths[ORDER[n] ?? 0] = bits.take(3);
  const meta = codeOf(metaLengths);
  const lengths = new Uint8Array(literals + distances);
  for (let n = 0; n < lengths.length;) {
    const symbol = symbolIn(bits, meta);
    if (symbol < 0) return null;
    if (symbol < 16) {
      lengths[n++] = symbol;
      continue;
    }
    if (symbol === 16 && n === 0) return null;
    const value = symbol === 16 ? (lengths[n - 1] ?? 0) : 0;
    const times = symbol === 16 ? 3 + bits.take(2) : symbol === 17 ? 3 + bits.take(3) : 11 + bits.take(7);
    if (bits.isOut || n + times > lengths.length) return null;
    lengths.fill(value, n, n + times);
    n += times;
  }
  return { literals: codeOf(lengths.subarray(0, literals)), distances: codeOf(lengths.subarray(literals)) };
}

const LENGTH_BASE = [
  3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195,
  227, 258,
];
const LENGTH_EXTRA = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];
/** Distances beyond the few bytes we keep cannot be valid here, so the first eight codes are enough. */
const DISTANCE_BASE = [1, 2, 3, 4, 5, 7, 9, 13];
const DISTANCE_EXTRA = [0, 0, 0, 0, 1, 1, 2, 2];

/**
 * The first `count` (at most 16) bytes that `data`, the start of a zlib stream, inflates to. Null where that
 * cannot be told from it: cut short, malformed, or empty blocks first. Never throws; at most one block is begun.
 */
export function deflateStart(data: Uint8Array, count: number): Uint8Array | null {
  if (data.length < 3 || ((data[0] ?? 0) & 15) !== 8 || ((data[1] ?? 0) & 32) !== 0) return null;
  const bits = new Bits(data, 2);
  const out = new Uint8Array(Math.min(count, 16));
  bits.take(1);
  const kind = bits.take(2);
  if (kind === 0) {
    // Stored (§3.2.4): five bits to the byte boundary, then length and its complement.
    const length = (data[3] ?? 0) | ((data[4] ?? 0) << 8);
    if (length < out.length || data.length < 7 + out.length) return null;
    return data.slice(7, 7 + out.length);
  }
  const codes = kind === 1 ? fixedCodes() : kind === 2 ? dynamicCodes(bits) : null;
  return codes && decoded(bits, codes, out) ? out : null;
}

function decoded(bits: Bits, { literals, distances }: Codes, out: Uint8Array): boolean {
  for (let at = 0; at < out.length;) {
    const symbol = symbolIn(bits, literals);
    if (symbol < 0 || symbol === 256) return false;
    if (symbol < 256) {
      out[at++] = symbol;
      continue;
    }
    const length = (LENGTH_BASE[symbol - 257] ?? 0) + bits.take(LENGTH_EXTRA[symbol - 257] ?? 0);
    const far = symbolIn(bits, distances);
    const distance = (DISTANCE_BASE[far] ?? Infinity) + bits.take(DISTANCE_EXTRA[far] ?? 0);
    if (bits.isOut || length === 0 || distance > at) return false;
    for (const end = Math.min(out.length, at + length); at < end; at++) out[at] = out[at - distance] ?? 0;
  }
  return true;
}
