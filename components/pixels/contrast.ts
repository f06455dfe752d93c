/**
 * Makes writing on a photograph readable: what is lighter (or darker) than its surroundings becomes black on
 * white, whatever the background does. Pure arithmetic over grey values.
 */

/** Grey values of a part of a picture, row by row. */
export interface Grey {
  width: number;
  height: number;
  values: Uint8Array;
}

export interface Pass {
  /** Whether the writing is sought lighter than its background, or darker. */
  isLight: boolean;
  /** Half the side of the square that counts as “surroundings”, in pixels; wider than a stroke is thick. */
  reachPx: number;
  gain: number;
  /** Differences up to this many grey levels are texture, not writing. */
  deadLevels: number;
}

/**
 * In the order in which they are tried. The first two read thin and middling writing, the others large or
 * bold writing, whose strokes fill the smaller surroundings. Values chosen on pictures drawn for the purpose.
 */
export const PASSES: readonly Pass[] = [
  { isLight: true, reachPx: 18, gain: 3, deadLevels: 12 },
  { isLight: false, reachPx: 18, gain: 3, deadLevels: 12 },
  { isLight: true, reachPx: 30, gain: 4, deadLevels: 16 },
  { isLight: false, reachPx: 30, gain: 4, deadLevels: 16 },
];

/** Grey values of RGBA pixels (BT.601 weights, as most image programs use); transparency stands on white. */
export function greyOf(rgba: ArrayLike<number>, width: number, height: number): Grey {
  const values = new Uint8Array(width * height);
  for (let i = 0, at = 0; i < values.length; i += 1, at += 4) {
    const alpha = rgba[at + 3] ?? 255;
    const grey = ((rgba[at] ?? 0) * 299 + (rgba[at + 1] ?? 0) * 587 + (rgba[at + 2] ?? 0) * 114) / 1000;
    values[i] = Math.round((grey * alpha + 255 * (255 - alpha)) / 255);
  }
  return { width, height, values };
}

/**
 * The writing that stands out in this pass, dark on white, or null when nothing does: a plain wall has no
 * writing, and recognising it would cost as much as reading a page.
 */
export function standingOut(grey: Grey, pass: Pass): Grey | null {
  const { width, height, values } = grey;
  const sums = integral(grey);
  const row = width + 1;
  const out = new Uint8Array(values.length);
  let inkCount = 0;
  for (let y = 0; y < height; y += 1) {
    const top = Math.max(0, y - pass.reachPx) * row;
    const bottomRow = Math.min(height, y + pass.reachPx + 1);
    const bottom = bottomRow * row;
    const rows = bottomRow - Math.max(0, y - pass.reachPx);
    for (let x = 0; x < width; x += 1) {
      const left = Math.max(0, x - pass.reachPx);
      const right = Math.min(width, x + pass.reachPx + 1);
      const sum =
        (sums[bottom + right] ?? 0) -
        (sums[top + right] ?? 0) -
        (sums[bottom + left] ?? 0) +
        (sums[top + left] ?? 0);
      const around = sum / ((right - left) * rows);
      const here = values[y * width + x] ?? 0;
      const difference = (pass.isLight ? here - around : around - here) - pass.deadLevels;
      const ink = difference <= 0 ? 0 : Math.min(255, pass.gain * difference);
      if (ink >= INK) inkCount += 1;
      out[y * width + x] = 255 - ink;
    }
  }
  return inkCount >= LEAST_INK ? { width, height, values: out } : null;
}

/** From this darkness on, a pixel counts as ink. */
const INK = 64;
/** Fewer inked pixels than the thinnest four characters have at 20 px. */
const LEAST_INK = 120;

function integral({ width, height, values }: Grey): Float64Array {
  const row = width + 1;
  const sums = new Float64Array(row * (height + 1));
  for (let y = 0; y < height; y += 1) {
    let sum = 0;
    for (let x = 0; x < width; x += 1) {
      sum += values[y * width + x] ?? 0;
      sums[(y + 1) * row + x + 1] = (sums[y * row + x + 1] ?? 0) + sum;
    }
  }
  return sums;
}
