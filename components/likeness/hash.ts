/**
 * What a picture looks like, in 128 bits, so that the same picture is known again after a shop has made it
 * smaller, saved it anew or cut its edge. Never leaves the computer, and says nothing about who copied whom.
 *
 * This room is pure: grey values in, a short text out. The doors bring the decoder.
 */

/** Side, in samples, of the grey square that is hashed. */
export const SIDE = 32;
const LOW = 8;
const BANDS = LOW + 1;
/** Below this spread of grey (standard deviation, 0–255) a picture is a plain surface, and all of those are alike. */
const LEAST_SPREAD = 4;

/** Largest number of differing bits, of 64 in each half, at which two pictures count as the same. */
export const NEAR = { frequencies: 10, slopes: 14 } as const;

const COSINES: readonly (readonly number[])[] = Array.from({ length: BANDS }, (_, band) =>
  Array.from({ length: SIDE }, (_unused, at) => Math.cos(((2 * at + 1) * band * Math.PI) / (2 * SIDE))),
);

/**
 * Grey values (0–255, ITU-R BT.601 weights) of an RGBA square with `SIDE` pixels a side, laid on white where
 * it is see-through. Null when the buffer is not of that size.
 */
export function greyOf(rgba: ArrayLike<number>): Float64Array | null {
  if (rgba.length !== SIDE * SIDE * 4) return null;
  const grey = new Float64Array(SIDE * SIDE);
  for (let at = 0; at < grey.length; at += 1) {
    const [r, g, b, a] = [0, 1, 2, 3].map((channel) => rgba[at * 4 + channel] ?? 0) as [
      number,
      number,
      number,
      number,
    ];
    const cover = a / 255;
    grey[at] = (0.299 * r + 0.587 * g + 0.114 * b) * cover + 255 * (1 - cover);
  }
  return grey;
}

/**
 * The likeness of a picture: 32 hexadecimal digits, the first half from its low frequencies (DCT), the second
 * from its slopes. Null for a plain surface and for a square of the wrong size.
 */
export function likenessOf(grey: ArrayLike<number>): string | null {
  if (grey.length !== SIDE * SIDE || spreadOf(grey) < LEAST_SPREAD) return null;
  return hex(frequencyBits(grey)) + hex(slopeBits(grey));
}

function spreadOf(values: ArrayLike<number>): number {
  let sum = 0;
  let squares = 0;
  for (let at = 0; at < values.length; at += 1) {
    const value = values[at] ?? 0;
    sum += value;
    squares += value * value;
  }
  const mean = sum / values.length;
  return Math.sqrt(Math.max(0, squares / values.length - mean * mean));
}

/** 64 low frequencies against their median. The mean brightness has no bit; the next band of rows takes its place. */
function frequencyBits(grey: ArrayLike<number>): boolean[] {
  const rows = new Float64Array(SIDE * BANDS);
  for (let y = 0; y < SIDE; y += 1) {
    for (let u = 0; u < BANDS; u += 1) {
      let sum = 0;
      for (let x = 0; x < SIDE; x += 1) sum += (grey[y * SIDE + x] ?? 0) * (COSINES[u]?.[x] ?? 0);
      rows[y * BANDS + u] = sum;
    }
  }
  const bands: number[] = [];
  for (let v = 0; v < LOW; v += 1) for (let u = 0; u < LOW; u += 1) bands.push(band(rows, u, v));
  bands[0] = band(rows, LOW, 0);
  const ordered = [...bands].sort((a, b) => a - b);
  const median = ((ordered[31] ?? 0) + (ordered[32] ?? 0)) / 2;
  return bands.map((value) => value > median);
}

function band(rows: Float64Array, u: number, v: number): number {
  let sum = 0;
  for (let y = 0; y < SIDE; y += 1) sum += (rows[y * BANDS + u] ?? 0) * (COSINES[v]?.[y] ?? 0);
  return sum;
}

/** Whether grey rises from each of 8 × 9 cells to its neighbour on the right. */
function slopeBits(grey: ArrayLike<number>): boolean[] {
  const cells = cellsOf(grey, LOW + 1, LOW);
  const bits: boolean[] = [];
  for (let y = 0; y < LOW; y += 1)
    for (let x = 0; x < LOW; x += 1)
      bits.push((cells[y * (LOW + 1) + x + 1] ?? 0) - (cells[y * (LOW + 1) + x] ?? 0) > 1);
  return bits;
}

/** Means over a grid of cells; a sample on the border of two cells counts in both by its share. */
function cellsOf(grey: ArrayLike<number>, across: number, down: number): Float64Array {
  const cells = new Float64Array(across * down);
  const shares = (count: number): number[][] =>
    Array.from({ length: count }, (_, cell) =>
      Array.from({ length: SIDE }, (_unused, at) =>
        Math.max(0, Math.min(at + 1, ((cell + 1) * SIDE) / count) - Math.max(at, (cell * SIDE) / count)),
      ),
    );
  const xs = shares(across);
  const ys = shares(down);
  for (let cy = 0; cy < down; cy += 1) {
    for (let cx = 0; cx < across; cx += 1) {
      let sum = 0;
      for (let y = 0; y < SIDE; y += 1) {
        const high = ys[cy]?.[y] ?? 0;
        if (high === 0) continue;
        for (let x = 0; x < SIDE; x += 1) sum += (grey[y * SIDE + x] ?? 0) * high * (xs[cx]?.[x] ?? 0);
      }
      cells[cy * across + cx] = (sum * across * down) / (SIDE * SIDE);
    }
  }
  return cells;
}

function hex(bits: readonly boolean[]): string {
  let text = '';
  for (let at = 0; at < bits.length; at += 4)
    text += [0, 1, 2, 3].reduce((digit, n) => digit * 2 + (bits[at + n] ? 1 : 0), 0).toString(16);
  return text;
}

const FORM = /^[0-9a-f]{32}$/;

/** Differing bits of the two halves, each of 64; null when one of the texts is no likeness. */
export function distanceOf(a: string, b: string): { frequencies: number; slopes: number } | null {
  if (!FORM.test(a) || !FORM.test(b)) return null;
  return { frequencies: differing(a, b, 0), slopes: differing(a, b, 16) };
}

function differing(a: string, b: string, from: number): number {
  let count = 0;
  for (let at = from; at < from + 16; at += 8) {
    let bits = parseInt(a.slice(at, at + 8), 16) ^ parseInt(b.slice(at, at + 8), 16);
    for (; bits !== 0; bits &= bits - 1) count += 1;
  }
  return count;
}

/** Whether two likenesses are of the same picture, as far as 128 bits can tell. */
export function isSamePicture(a: string, b: string): boolean {
  const distance = distanceOf(a, b);
  return distance !== null && distance.frequencies <= NEAR.frequencies && distance.slopes <= NEAR.slopes;
}
