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

/** For writing of common weight, in the order in which they are tried. Values chosen on pictures drawn for the purpose. */
export const PASSES: readonly Pass[] = [
  { isLight: true, reachPx: 18, gain: 3, deadLevels: 12 },
  { isLight: false, reachPx: 18, gain: 3, deadLevels: 12 },
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

/**
 * Light letters with a dark edge, on any ground: what dark rings enclose becomes ink, the rings and the holes of
 * letters (enclosed twice) do not. `dark` is the picture of what is darker than its surroundings.
 */
export function enclosedBy({ width, height, values }: Grey): Grey | null {
  const level = new Int16Array(values.length).fill(-1);
  let edge: number[] = [];
  const isInk = (at: number): boolean => 255 - (values[at] ?? 255) >= RING;
  for (let x = 0; x < width; x += 1) edge.push(x, (height - 1) * width + x);
  for (let y = 0; y < height; y += 1) edge.push(y * width, y * width + width - 1);
  edge = edge.filter((at) => !isInk(at));
  const out = new Uint8Array(values.length).fill(255);
  let inkCount = 0;
  for (let depth = 0; edge.length > 0 && depth < DEEPEST; depth += 1) {
    const isDark = depth % 2 === 1;
    const open = edge.filter((at) => level[at] === -1);
    for (const at of open) level[at] = depth;
    edge = [];
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      if (depth % 4 === 2) {
        out[at] = 0;
        inkCount += 1;
      }
      const x = at % width;
      for (let dy = -width; dy <= width; dy += width)
        for (let dx = -1; dx <= 1; dx += 1) {
          const to = at + dy + dx;
          if (to < 0 || to >= level.length || x + dx < 0 || x + dx >= width || level[to] !== -1) continue;
          // Ink is connected over corners, ground is not: else it would leak through thin rings.
          if (isInk(to) === isDark) {
            if (!isDark && dx !== 0 && dy !== 0) continue;
            level[to] = depth;
            open.push(to);
          } else edge.push(to);
        }
    }
  }
  return inkCount >= LEAST_INK ? { width, height, values: out } : null;
}

const RING = 80;
const DEEPEST = 8;

/**
 * How restless a part is, in grey levels: the median of what each pixel differs from the mean of the two beside
 * it. Writing and edges are few among its pixels and hardly move a median.
 */
export function restlessness({ width, height, values }: Grey): number {
  const counts = new Uint32Array(256);
  let all = 0;
  for (let y = 0; y < height; y += 2)
    for (let x = 1; x + 1 < width; x += 1) {
      const at = y * width + x;
      const difference = (values[at] ?? 0) - ((values[at - 1] ?? 0) + (values[at + 1] ?? 0)) / 2;
      const level = Math.round(Math.abs(difference));
      counts[level] = (counts[level] ?? 0) + 1;
      all += 1;
    }
  return atShare(counts, all, 0.5);
}

/** The same writing as dark as it goes: faint letters are recognised as badly as small ones. */
export function stretched({ width, height, values }: Grey): Grey {
  const counts = new Uint32Array(256);
  let all = 0;
  for (const value of values) {
    const ink = 255 - value;
    if (ink < FAINTEST) continue;
    counts[ink] = (counts[ink] ?? 0) + 1;
    all += 1;
  }
  const dark = Math.max(FAINTEST, atShare(counts, all, 0.85));
  return { width, height, values: values.map((value) => 255 - Math.min(255, ((255 - value) * 255) / dark)) };
}

/** Without what runs out of the picture: the ground around letters with an edge, things cut off. Faint ink stays. */
export function withoutRunningOut({ width, height, values }: Grey): Grey {
  const out = values.slice();
  const open: number[] = [];
  const take = (at: number): void => {
    if (255 - (out[at] ?? 255) < FAINTEST) return;
    out[at] = 255;
    open.push(at);
  };
  for (let x = 0; x < width; x += 1) for (const y of [0, height - 1]) take(y * width + x);
  for (let y = 0; y < height; y += 1) for (const x of [0, width - 1]) take(y * width + x);
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    const x = at % width;
    if (x > 0) take(at - 1);
    if (x + 1 < width) take(at + 1);
    if (at >= width) take(at - width);
    if (at + width < out.length) take(at + width);
  }
  return { width, height, values: out };
}

const FAINTEST = 24;

/** The level below which this share of all lies. */
function atShare(counts: Uint32Array, all: number, share: number): number {
  let sum = 0;
  for (let level = 0; level < counts.length; level += 1) {
    sum += counts[level] ?? 0;
    if (sum > all * share) return level;
  }
  return 0;
}
