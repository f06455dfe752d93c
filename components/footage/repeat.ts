/**
 * Whether movement repeats at a distance in time: first all distances at once over shortened movement, then
 * each promising one region by region. Every number that decides is named here and explained.
 */
import { comebackAt, type Comeback } from './comeback';
import type { Movement } from './movement';
import { NEAR_SLOTS, SHORTEST_WINDOW_SLOTS, type LagSearch } from './search';
import { GRID, REGIONS } from './signature';

export interface Repeat extends Comeback {
  /** In slots, with a part of a slot. */
  lag: number;
  /** Regions that move smoothly enough to be asked, those of them that agree, and how many agree closely. */
  voting: number;
  agreeing: number[];
  closely: number;
  /** Share of all movement (squared grey levels) of the voting regions that the agreeing ones hold. */
  energy: number;
  /** Rows compared, from the end of the stretch. */
  window: number;
  /** Which of `ENOUGH` it reaches; null for none: then it is no repeat. */
  enough: string | null;
}

/** Peaks of the profile that are looked at region by region. */
const MOST_PEAKS = 4;
const PEAK_FROM = 0.3;

/** Rows taken of a long stretch to ask each region. */
const MOST_ROWS = 240;
/** Parts of a slot sharpen what is alike; they do not make unlike things alike. */
const WORTH_SHARPENING = 0.5;
const SHARPENED_FROM = 10;

/** A region agrees from this correlation of its movement, and closely from this. */
const AGREES_FROM = 0.6;
const CLOSELY_FROM = 0.8;
/** How many regions must agree, and how many closely: fewer are a decoration, a screen or a fan. */
const REGIONS_FROM = 12;
const CLOSE_REGIONS_FROM = 8;
/** Rows and columns over which the agreeing regions must spread: a ticker is one band. */
const SPREAD_FROM = 4;
/** One thing that swings is one part, and comes by the same way again and again without any recording. */
const PARTS_FROM = 1.3;
/**
 * Share of all regions that vote from which the whole picture moves, as before a camera that swings or pans. Such a
 * camera comes by the same way backwards: what looks so even faintly is believed only where nearly everything that
 * moves agrees closely, or holds nearly all the movement.
 */
const WHOLE_FROM = 0.5;
const WHOLE_MIRRORED_BELOW = 0.55;
const WHOLE_CLOSELY = 0.65;
const WHOLE_ONE_WAY = { mirrored: 0.35, certainty: 6.5 };
const WHOLE_FAINT = { energy: 0.9, regions: 100 };

/** What must be reached together. Shares are of the voting regions, `closeOfAgreeing` of those that agree. */
interface Enough {
  name: string;
  /** Only in the first `SHORTEST_WINDOW_SLOTS` of comparison, only after them, or at any time. */
  when: 'brief' | 'long' | 'any';
  alike: number;
  certainty: number;
  agreeing?: number;
  closely?: number;
  closeOfAgreeing?: number;
  energy?: number;
  parts?: number;
  moves?: number;
  mirroredBelow?: number;
}
/**
 * Ways to be sure. How exactly it must come back depends on how much came back: little movement must come back
 * closely and almost everywhere, much of it may be blurred by a coarse encoder and fast hands. Chosen on drawn scenes
 * (seeds below those reported): the nearest that a scene without a repeat came is about 0.6 of `certainty`.
 */
const ENOUGH: readonly Enough[] = [
  {
    name: 'usual',
    when: 'long',
    alike: 0.8,
    certainty: 4,
    closely: 0.3,
    closeOfAgreeing: 0.5,
    mirroredBelow: 0.7,
  },
  { name: 'exact', when: 'long', alike: 0.88, certainty: 2.5, closely: 0.6 },
  { name: 'brief and exact', when: 'brief', alike: 0.84, certainty: 2.5, closely: 0.5, moves: 9 },
  { name: 'brief', when: 'brief', alike: 0.8, certainty: 3, closely: 0.45 },
  { name: 'brief and rich', when: 'brief', alike: 0.75, certainty: 3.4, agreeing: 0.6, parts: 2.5 },
  { name: 'much', when: 'any', alike: 0.7, certainty: 5, agreeing: 0.5, mirroredBelow: 0.45 },
  {
    name: 'nearly all movement',
    when: 'any',
    alike: 0.78,
    certainty: 3.3,
    energy: 0.9,
    closeOfAgreeing: 0.45,
  },
];

/** Similarity at every distance; 0 where not looked at. */
export function profileOf(search: LagSearch): Float32Array {
  const longest = Math.min(search.longest, search.rows);
  const similarity = new Float32Array(Math.max(0, longest) + 1);
  for (let lag = NEAR_SLOTS; lag <= longest; lag += 1) similarity[lag] = search.similarityAt(lag);
  return similarity;
}

/** The distances from `shortest` slots on at which the profile peaks, the highest first. */
export function peaksOf(similarity: Float32Array, shortest: number): number[] {
  const peaks: number[] = [];
  for (let lag = Math.max(shortest, NEAR_SLOTS + 1); lag < similarity.length; lag += 1) {
    const here = similarity[lag] as number;
    if (here >= PEAK_FROM && here >= (similarity[lag - 1] ?? 0) && here > (similarity[lag + 1] ?? 0))
      peaks.push(lag);
  }
  return peaks.sort((a, b) => (similarity[b] ?? 0) - (similarity[a] ?? 0)).slice(0, MOST_PEAKS);
}

/** Looks at one distance region by region. `movement` ends now and holds more than `lag` and the compared stretch. */
export function repeatAt(movement: Movement, lag: number, window: number): Repeat {
  const { smooth, usual } = movement;
  let best = { lag, correlations: correlationsAt(movement, lag, window) };
  if (best.correlations.filter((r) => r >= WORTH_SHARPENING).length >= SHARPENED_FROM)
    for (const part of [-0.5, -0.25, 0.25, 0.5]) {
      const correlations = correlationsAt(movement, lag + part, window);
      if (sumOf(correlations) > sumOf(best.correlations)) best = { lag: lag + part, correlations };
    }
  const agreeing = smooth.filter((_, s) => (best.correlations[s] ?? 0) >= AGREES_FROM);
  const closely = best.correlations.filter((r) => r >= CLOSELY_FROM).length;
  const squared = (regions: readonly number[]): number =>
    regions.reduce((sum, region) => sum + (usual[region] ?? 0) ** 2, 0);
  const comeback =
    agreeing.length >= REGIONS_FROM && closely >= CLOSE_REGIONS_FROM && spreads(agreeing)
      ? comebackAt(movement, agreeing, best.lag, window)
      : { alike: 0, rival: 0, parts: 0, moves: 0, mirrored: 0, certainty: 0 };
  const seen = {
    ...comeback,
    lag: best.lag,
    voting: smooth.length,
    agreeing,
    closely,
    energy: squared(agreeing) / Math.max(1e-9, squared(smooth)),
    window,
  };
  return { ...seen, enough: seen.parts >= PARTS_FROM && !isCamera(seen) ? reachedBy(seen) : null };
}

function reachedBy(seen: Omit<Repeat, 'enough'>): string | null {
  const isBrief = seen.window < SHORTEST_WINDOW_SLOTS;
  const { voting } = seen;
  for (const least of ENOUGH)
    if (
      least.when !== (isBrief ? 'long' : 'brief') &&
      seen.alike >= least.alike &&
      seen.certainty >= least.certainty &&
      seen.agreeing.length >= (least.agreeing ?? 0) * voting &&
      seen.closely >= (least.closely ?? 0) * voting &&
      seen.closely >= (least.closeOfAgreeing ?? 0) * seen.agreeing.length &&
      seen.energy >= (least.energy ?? 0) &&
      seen.parts >= (least.parts ?? 0) &&
      seen.moves >= (least.moves ?? 0) &&
      seen.mirrored < (least.mirroredBelow ?? Infinity)
    )
      return least.name;
  return null;
}

/** Whether it may be the camera that comes by again: the whole picture moves, and more is not ruled out. */
function isCamera(seen: Omit<Repeat, 'enough'>): boolean {
  const { voting, closely, mirrored, energy, certainty } = seen;
  if (voting < WHOLE_FROM * REGIONS) return false;
  if (mirrored >= WHOLE_MIRRORED_BELOW) return true;
  const count = seen.agreeing.length;
  const isNearlyAll = closely >= WHOLE_CLOSELY * voting;
  const isOneWay = mirrored < WHOLE_ONE_WAY.mirrored && certainty >= WHOLE_ONE_WAY.certainty;
  const isRestFaint = energy >= WHOLE_FAINT.energy && count < WHOLE_FAINT.regions;
  return !isNearlyAll && !isOneWay && !isRestFaint;
}

/** Correlation of each smooth region's movement with its own `lag` slots before, over the newest `window` rows. */
function correlationsAt({ rows, change, smooth }: Movement, lag: number, window: number): Float32Array {
  const whole = Math.floor(lag);
  const share = lag - whole;
  const from = Math.max(rows - window, whole + 2);
  const step = Math.max(1, Math.round(window / MOST_ROWS));
  const correlations = new Float32Array(smooth.length);
  for (let s = 0; s < smooth.length; s += 1) {
    const region = smooth[s] ?? 0;
    let both = 0;
    let first = 0;
    let second = 0;
    for (let row = from; row < rows; row += step) {
      const now = change[row * REGIONS + region] as number;
      const near = change[(row - whole) * REGIONS + region] as number;
      const far = change[(row - whole - 1) * REGIONS + region] as number;
      const then = near * (1 - share) + far * share;
      both += now * then;
      first += now * now;
      second += then * then;
    }
    correlations[s] = first > 0 && second > 0 ? both / Math.sqrt(first * second) : 0;
  }
  return correlations;
}

function sumOf(values: Float32Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum;
}

function spreads(regions: readonly number[]): boolean {
  const across = new Set(regions.map((n) => n % GRID));
  const down = new Set(regions.map((n) => Math.floor(n / GRID)));
  return across.size >= SPREAD_FROM && down.size >= SPREAD_FROM;
}
