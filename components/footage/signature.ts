/**
 * What one moment of a film looks like, in 512 bytes: mean brightness of 16 × 16 overlapping regions. Enough to
 * notice that a picture comes back, far too little to know a face or read a word.
 *
 * This room is arithmetic over such signatures. Only `sampler.ts` touches a video, and nothing here stores a frame.
 */

/** Regions across and down, whatever the shape of the picture. */
export const GRID = 16;
/** Regions in one signature. */
export const REGIONS = GRID * GRID;
/** Longest side, in pixels, of the small frame that signatures are made from. */
export const SMALL_SIDE = 64;

/** Mean brightness of each region, rows from the top, in 1/256 of a grey level (0–65280). */
export type FrameSignature = Uint16Array;

/** Size of the small frame for a video of this size: the shape is kept, the longer side is `SMALL_SIDE`. */
export function smallSize(width: number, height: number): { width: number; height: number } {
  const scale = SMALL_SIDE / Math.max(width, height, 1);
  const side = (length: number): number =>
    Math.min(SMALL_SIDE, Math.max(GRID, Math.round(length * scale) || 0));
  return { width: side(width), height: side(height) };
}

/**
 * The signature of a small frame, given as RGBA or as one grey value a pixel (0–255). Null when the buffer does
 * not fit the size or the frame is smaller than the grid. Luminance weights are those of ITU-R BT.601.
 */
export function signatureOf(pixels: ArrayLike<number>, width: number, height: number): FrameSignature | null {
  const count = width * height;
  if (!Number.isInteger(width) || !Number.isInteger(height) || width < GRID || height < GRID) return null;
  if (pixels.length !== count && pixels.length !== count * 4) return null;
  const isColour = pixels.length === count * 4;
  const across = windows(width);
  const down = windows(height);
  const rows = new Float64Array(height * GRID);
  const line = new Float64Array(width);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const at = y * width + x;
      line[x] = isColour
        ? 0.299 * (pixels[at * 4] ?? 0) +
          0.587 * (pixels[at * 4 + 1] ?? 0) +
          0.114 * (pixels[at * 4 + 2] ?? 0)
        : (pixels[at] ?? 0);
    }
    for (let u = 0; u < GRID; u += 1) rows[y * GRID + u] = weighted(line, across[u]);
  }
  const signature = new Uint16Array(REGIONS);
  const column = new Float64Array(height);
  for (let u = 0; u < GRID; u += 1) {
    for (let y = 0; y < height; y += 1) column[y] = rows[y * GRID + u] ?? 0;
    for (let v = 0; v < GRID; v += 1)
      signature[v * GRID + u] = Math.max(0, Math.min(65280, Math.round(weighted(column, down[v]) * 256)));
  }
  return signature;
}

interface Window {
  from: number;
  weights: Float64Array;
}
const known = new Map<number, Window[]>();

/**
 * Triangles two regions wide, one after another: they overlap, so that a small shift of the camera changes a
 * region smoothly and can be taken out again.
 */
function windows(length: number): Window[] {
  const ready = known.get(length);
  if (ready) return ready;
  const step = length / GRID;
  const made = Array.from({ length: GRID }, (_, region) => {
    const centre = (region + 0.5) * step;
    const from = Math.max(0, Math.floor(centre - step));
    const to = Math.min(length, Math.ceil(centre + step));
    const weights = Float64Array.from({ length: to - from }, (_unused, n) =>
      Math.max(0, 1 - Math.abs(from + n + 0.5 - centre) / step),
    );
    const sum = weights.reduce((a, b) => a + b, 0);
    return { from, weights: weights.map((w) => w / sum) };
  });
  // At most the sizes between GRID and SMALL_SIDE in use; a foreign size must not make this grow.
  if (length <= SMALL_SIDE) known.set(length, made);
  return made;
}

function weighted(values: Float64Array, window: Window | undefined): number {
  if (!window) return 0;
  let sum = 0;
  for (let n = 0; n < window.weights.length; n += 1)
    sum += (values[window.from + n] ?? 0) * (window.weights[n] ?? 0);
  return sum;
}
