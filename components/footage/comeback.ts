/**
 * How exactly movement comes back one period later, among the regions that take part. In a replay everything that
 * moves is where it was a period ago, closely, and at no other distance; people who nod or sway in rhythm come near
 * at many distances and exactly at none. Masks need no list: what lies over the recording (comments, cards, a mouth
 * of its own) is what does not come back.
 */
import type { Movement } from './movement';
import { NEAR_SLOTS } from './search';
import { REGIONS } from './signature';
import { REACH, SLOT_MS } from './timeline';

export interface Comeback {
  /** Correlation of the movement of the agreeing regions with that one period before, together. */
  alike: number;
  /** The same at whatever shorter distance it is highest, rising or falling: the film's own rhythm. */
  rival: number;
  /** Parts of the picture that come back each on its own way: 1 for one thing that swings. */
  parts: number;
  /** Independent moves that came back: seconds in which something happened, times parts. */
  moves: number;
  /** How alike the movement is to itself played backwards, 0–1: a camera that swings comes by the same way. */
  mirrored: number;
  /** The same for what is left of a camera's way once its shift is taken out: that is alike in both directions. */
  even: number;
  /**
   * How far `alike` lies above `rival`, `mirrored` and chance, whichever is highest, in standard deviations of the
   * correlation of as many independent moves (Fisher's transformation). Somebody who sways or paces comes near at many
   * distances and backwards as well; what is played again comes back at its own distance, forwards.
   */
  certainty: number;
  /** The same without `mirrored`: a recording that is played to and fro comes back backwards as exactly. */
  toAndFro: number;
}

/** Regions taken for the comparison, spread evenly over those that agree: neighbours say the same. */
const MOST_REGIONS = 32;
/** Rows taken of a long stretch, for the comparisons with every other distance and with the film backwards. */
const MOST_ROWS = 240;
const MOST_TURNS = 60;
/** Products of two numbers spent on trying all shorter distances, and distances tried again in full. */
const MOST_PRODUCTS = 400_000;
const MOST_RIVALS = 24;
/** What chance alone reaches now and then. */
const CHANCE = 0.2;
/** Independent parts of a body that one film can show at most, as we count them. */
const MOST_PARTS = 6;
/** Estimated correlation needs that many observations before it has any spread. */
const FREE = 3;

/** `agreeing` must not be empty; `movement` ends now and holds more than `lag` and `window` rows. */
export function comebackAt(
  movement: Movement,
  agreeing: readonly number[],
  lag: number,
  window: number,
): Comeback {
  const regions = evenly(agreeing);
  const { alike, parts, seconds } = comparedAt(movement, regions, lag, window);
  const rival = rivalOf(movement, regions, lag, window);
  const moves = seconds * Math.min(MOST_PARTS, parts);
  const { odd: mirrored, even } = mirroredIn(movement, regions, window);
  const above = (other: number): number =>
    (fisher(alike) - fisher(Math.max(CHANCE, other))) * Math.sqrt(Math.max(0, moves - FREE));
  return {
    alike,
    rival,
    parts,
    moves,
    mirrored,
    even,
    certainty: above(Math.max(rival, mirrored)),
    toAndFro: above(rival),
  };
}

function fisher(correlation: number): number {
  return Math.atanh(Math.max(0, Math.min(0.999, correlation)));
}

function evenly(regions: readonly number[]): number[] {
  const step = Math.max(1, regions.length / MOST_REGIONS);
  const some: number[] = [];
  for (let at = 0; Math.floor(at) < regions.length; at += step) some.push(regions[Math.floor(at)] ?? 0);
  return some;
}

/**
 * Parts and seconds are participation ratios, of the covariance between now and then and of what came back in each
 * second. Noise is not the same now and then, and so adds to neither.
 */
function comparedAt(
  { rows, change }: Movement,
  regions: readonly number[],
  lag: number,
  window: number,
): { alike: number; parts: number; seconds: number } {
  const count = regions.length;
  const whole = Math.floor(lag);
  const share = lag - whole;
  const from = Math.max(rows - window, whole + 2);
  const perSecond = Math.round(1_000 / SLOT_MS);
  const bins = Math.max(1, Math.ceil((rows - from) / perSecond));
  const step = Math.max(1, Math.round((rows - from) / (2 * MOST_ROWS)));
  const now = new Float32Array(count);
  const then = new Float32Array(count);
  const covariance = new Float64Array(count * count);
  const came = new Float64Array(bins);
  let [both, first, second] = [0, 0, 0];
  for (let row = from; row < rows; row += 1) {
    const bin = Math.floor((row - from) / perSecond);
    for (let s = 0; s < count; s += 1) {
      const region = regions[s] as number;
      const x = change[row * REGIONS + region] as number;
      const near = change[(row - whole) * REGIONS + region] as number;
      const far = change[(row - whole - 1) * REGIONS + region] as number;
      const y = near * (1 - share) + far * share;
      now[s] = x;
      then[s] = y;
      came[bin] = (came[bin] as number) + x * y;
      both += x * y;
      first += x * x;
      second += y * y;
    }
    if (row % step !== 0) continue;
    for (let i = 0; i < count; i += 1)
      for (let j = 0; j < count; j += 1)
        covariance[i * count + j] =
          (covariance[i * count + j] as number) + (now[i] as number) * (then[j] as number);
  }
  let trace = 0;
  let squares = 0;
  for (let i = 0; i < count; i += 1) {
    trace += covariance[i * count + i] as number;
    for (let j = 0; j < count; j += 1)
      squares += (((covariance[i * count + j] as number) + (covariance[j * count + i] as number)) / 2) ** 2;
  }
  let sum = 0;
  let sumOfSquares = 0;
  for (const value of came) {
    sum += Math.max(0, value);
    sumOfSquares += Math.max(0, value) ** 2;
  }
  return {
    alike: first > 0 && second > 0 ? both / Math.sqrt(first * second) : 0,
    parts: squares > 0 ? (trace * trace) / squares : 0,
    seconds: sumOfSquares > 0 ? (sum * sum) / sumOfSquares : 0,
  };
}

/**
 * All distances are tried over a few rows and regions, and those that come out highest over all of them: a period of
 * ten minutes has two thousand shorter ones, and this runs on the main thread of a page.
 */
function rivalOf(
  { rows, change }: Movement,
  regions: readonly number[],
  lag: number,
  window: number,
): number {
  const from = Math.max(0, rows - window);
  const alikeAt = (n: number, rowStep: number, regionStep: number): number => {
    let [both, first, second] = [0, 0, 0];
    for (let row = Math.max(from, n); row < rows; row += rowStep)
      for (let s = 0; s < regions.length; s += regionStep) {
        const region = regions[s] as number;
        const x = change[row * REGIONS + region] as number;
        const y = change[(row - n) * REGIONS + region] as number;
        both += x * y;
        first += x * x;
        second += y * y;
      }
    return first > 0 && second > 0 ? Math.abs(both) / Math.sqrt(first * second) : 0;
  };
  // Movement is alike over about a second, so not every distance of a long period need be tried.
  const lagStep = lag > 400 ? 3 : lag > 60 ? 2 : 1;
  const lags: number[] = [];
  for (let n = NEAR_SLOTS; n <= lag - NEAR_SLOTS; n += lagStep) lags.push(n);
  const rowStep = Math.max(1, Math.ceil((rows - from) / MOST_ROWS));
  const products = (lags.length * regions.length * (rows - from)) / rowStep;
  if (products <= MOST_PRODUCTS) return Math.max(0, ...lags.map((n) => alikeAt(n, rowStep, 1)));
  const thin = Math.ceil(Math.sqrt(products / MOST_PRODUCTS));
  return lags
    .map((n) => ({ n, alike: alikeAt(n, rowStep * thin, thin) }))
    .sort((a, b) => b.alike - a.alike)
    .slice(0, MOST_RIVALS)
    .reduce((rival, { n }) => Math.max(rival, alikeAt(n, rowStep, 1)), 0);
}

/** Around the best turning point within the newest window that leaves half a window on both sides. */
function mirroredIn(
  { rows, change }: Movement,
  regions: readonly number[],
  window: number,
): { odd: number; even: number } {
  const from = Math.max(0, rows - window);
  const half = (rows - from) >> 1;
  const step = Math.max(1, Math.round(half / MOST_TURNS));
  let odd = 0;
  let even = 0;
  for (let turn = from; turn <= rows - half; turn += step) {
    let [both, first, second] = [0, 0, 0];
    for (let off = 0; off < half; off += 2 * step) {
      const after = turn + off;
      // Change over the slots before a row is backwards that over the slots after: `REACH` later.
      const before = turn - off + REACH - 1;
      if (before < 0 || after >= rows || before >= rows) continue;
      for (let s = 0; s < regions.length; s += 2) {
        const region = regions[s] as number;
        const x = change[after * REGIONS + region] as number;
        const y = change[before * REGIONS + region] as number;
        both -= x * y;
        first += x * x;
        second += y * y;
      }
    }
    if (first === 0 || second === 0) continue;
    const alike = both / Math.sqrt(first * second);
    odd = Math.max(odd, alike);
    even = Math.max(even, -alike);
  }
  return { odd, even };
}
