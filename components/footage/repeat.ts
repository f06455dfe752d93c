/**
 * Whether movement repeats at a distance in time: first all distances at once over shortened movement, then
 * each promising one region by region. Every number that decides is named here and explained.
 */
import { GRID, REGIONS } from './signature';
import { SHORT, shortened, type Movement } from './movement';
import { NEAR_SLOTS, SHORTEST_WINDOW_SLOTS, type LagSearch } from './search';
import { REACH, SLOT_MS } from './timeline';

export interface Repeat {
  /** In slots, with a part of a slot. */
  lag: number;
  /** Median correlation of the voting regions. */
  score: number;
  voting: number;
  agreeing: number[];
  /** How far chance is away, in standard deviations of the correlation of as many independent moves. */
  certainty: number;
  /** By how much this distance is more alike than those between. */
  contrast: number;
  /** Rows compared, from the end of the stretch. */
  window: number;
  /** Independent moves in the compared rows, and parts of the picture that move on their own. */
  moves: number;
  parts: number;
  /** How far the peak stands out among all other distances. */
  significance: number;
  isRepeat: boolean;
}

/** Peaks of the profile that are looked at region by region. */
const MOST_PEAKS = 4;
const PEAK_FROM = 0.35;

const WORTH_SHARPENING = 0.3;

/** A region agrees from this correlation of its movement. */
const AGREES_FROM = 0.6;
/** How many regions must agree: fewer are a decoration, a screen or a fan. */
const REGIONS_FROM = 14;
/** Rows and columns over which the agreeing regions must spread: a ticker is one band. */
const SPREAD_FROM = 4;
/**
 * A rhythm is alike at many distances, a recording at its own: by how much this distance must be more alike than
 * any nearer one, and how far it must stand out among all distances of the same film.
 */
const CONTRAST_FROM = 0.3;
const SIGNIFICANCE_FROM = 2.8;
/** One thing that swings is one part, and comes by the same way again and again without any recording. */
const PARTS_FROM = 1.7;
/** Share of all regions that vote from which the camera moves, and how alike to itself backwards a swing of it is. */
const CAMERA_FROM = 0.6;
const SWINGS_FROM = 0.7;
/**
 * Share of all regions that vote from which it may be the camera that comes by again, and what is asked then: a
 * replayed film is alike almost everywhere, a second pass of a camera over the same room is not.
 */
const WHOLE_FROM = 0.5;
const WHOLE: Pick<Measure, 'score' | 'share'> = { score: 0.85, share: 0.8 };

interface Measure {
  score: number;
  /** Share of voting regions that agree. */
  share: number;
  certainty: number;
  contrast: number;
  significance: number;
}
/** Enough in any film. */
const USUAL: Measure = {
  score: 0.75,
  share: 0.68,
  certainty: 5.5,
  contrast: CONTRAST_FROM,
  significance: SIGNIFICANCE_FROM,
};
/** Enough where much was seen to come back: coarse encoding and fast movement make it less alike, not less certain. */
const LONG: Measure = { score: 0.58, share: 0.6, certainty: 9, contrast: CONTRAST_FROM, significance: 5 };
/** Enough in the first half minute, when little can have been seen and few distances have been tried. */
const BRIEF: Measure = { score: 0.85, share: 0.8, certainty: 4.3, contrast: 0.35, significance: 3 };

/** Independent parts of a body that one film can show at most, as we count them. */
const MOST_PARTS = 6;

/** Similarity at every distance; 0 where not looked at. */
export function profileOf(search: LagSearch): Float32Array {
  const longest = Math.min(search.longest, search.rows >> 1);
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
export function repeatAt(movement: Movement, similarity: Float32Array, lag: number, window: number): Repeat {
  const { rows, change, smooth } = movement;
  const width = REGIONS;
  let best: { lag: number; correlations: Float32Array; pooled: number } | null = null;
  for (const part of [0, -0.5, -0.25, 0.25, 0.5]) {
    // Parts of a slot sharpen what is alike; they do not make unlike things alike.
    if (best && part !== 0 && medianOf(best.correlations) < WORTH_SHARPENING) break;
    const from = Math.max(rows - window, Math.ceil(lag + part) + 1);
    const correlations = new Float32Array(smooth.length);
    let pooled = 0;
    const whole = Math.floor(lag + part);
    const share = lag + part - whole;
    for (let s = 0; s < smooth.length; s += 1) {
      const region = smooth[s] ?? 0;
      let both = 0;
      let first = 0;
      let second = 0;
      for (let row = from; row < rows; row += 1) {
        const now = change[row * width + region] as number;
        const near = change[(row - whole) * width + region] as number;
        const far = change[(row - whole - 1) * width + region] as number;
        const then = near * (1 - share) + far * share;
        both += now * then;
        first += now * now;
        second += then * then;
      }
      const r = first > 0 && second > 0 ? both / Math.sqrt(first * second) : 0;
      correlations[s] = r;
      pooled += r;
    }
    if (!best || pooled > best.pooled) best = { lag: lag + part, correlations, pooled };
  }
  const correlations = best?.correlations ?? new Float32Array(0);
  const agreeing = smooth.filter((_, s) => (correlations[s] ?? 0) >= AGREES_FROM);
  const score = medianOf(correlations);
  const { moves, parts } = independentMoves(movement, window);
  const certainty = moves > 3 ? Math.atanh(Math.min(0.999, Math.max(0, score))) * Math.sqrt(moves - 3) : 0;
  let between = 0;
  for (let n = NEAR_SLOTS; n <= lag - NEAR_SLOTS; n += 1)
    between = Math.max(between, Math.abs(similarity[n] as number));
  const contrast = (similarity[Math.round(lag)] ?? 0) - between;
  const significance = significanceOf(similarity, lag);
  const measured: Measure = {
    score,
    share: agreeing.length / Math.max(1, smooth.length),
    certainty,
    contrast,
    significance,
  };
  const isEnough =
    reaches(measured, USUAL) ||
    reaches(measured, LONG) ||
    (window < SHORTEST_WINDOW_SLOTS && reaches(measured, BRIEF));
  const isRepeat =
    isEnough &&
    agreeing.length >= REGIONS_FROM &&
    spreads(agreeing) &&
    parts >= PARTS_FROM &&
    !(smooth.length >= WHOLE_FROM * REGIONS && !(score >= WHOLE.score && measured.share >= WHOLE.share)) &&
    !(smooth.length >= CAMERA_FROM * REGIONS && mirroredIn(movement, window) >= SWINGS_FROM);
  return {
    lag: best?.lag ?? lag,
    score,
    voting: smooth.length,
    agreeing,
    certainty,
    contrast,
    window,
    moves,
    parts,
    significance,
    isRepeat,
  };
}

function reaches(measured: Measure, least: Measure): boolean {
  return (
    measured.score >= least.score &&
    measured.share >= least.share &&
    measured.certainty >= least.certainty &&
    measured.contrast >= least.contrast &&
    measured.significance >= least.significance
  );
}

/** How far a peak stands out among all other distances of the same film, in their root mean square. */
function significanceOf(similarity: Float32Array, lag: number): number {
  let squares = 0;
  let count = 0;
  for (let n = NEAR_SLOTS; n < similarity.length; n += 1) {
    // Multiples and the peak's own foot repeat for the same reason.
    const off = Math.abs(n - Math.round(n / lag) * lag);
    if (off < NEAR_SLOTS) continue;
    squares += (similarity[n] as number) ** 2;
    count += 1;
  }
  return count < 4 ? 0 : (similarity[Math.round(lag)] ?? 0) / Math.sqrt(squares / count + 1e-6);
}

/**
 * How alike the film is to itself played backwards around its best turning point within the window, 0 to 1: a
 * camera or a body that swings back and forth comes by the same way, a recording that starts again does not.
 */
function mirroredIn(movement: Movement, window: number): number {
  const { rows, change, smooth } = movement;
  const width = REGIONS;
  const step = Math.max(1, smooth.length >> 5);
  let best = 0;
  const half = window >> 1;
  // Around the middle of every possible turn of the newest window that leaves half a window on both sides.
  for (let turn = rows - window; turn <= rows - half; turn += 1) {
    let both = 0;
    let first = 0;
    let second = 0;
    for (let off = 0; off < half; off += 2) {
      const after = turn + off;
      // Change over the slots before `row` is backwards that over the slots after: `REACH` later.
      const before = turn - off + REACH - 1;
      if (before < 0 || after >= rows || before >= rows) continue;
      for (let s = 0; s < smooth.length; s += step) {
        const region = smooth[s] as number;
        const x = change[after * width + region] as number;
        const y = change[before * width + region] as number;
        both -= x * y;
        first += x * x;
        second += y * y;
      }
    }
    if (first > 0 && second > 0) best = Math.max(best, both / Math.sqrt(first * second));
  }
  return best;
}

function spreads(regions: readonly number[]): boolean {
  const across = new Set(regions.map((n) => n % GRID));
  const down = new Set(regions.map((n) => Math.floor(n / GRID)));
  return across.size >= SPREAD_FROM && down.size >= SPREAD_FROM;
}

/**
 * How many independent moves the last `window` rows hold: seconds in which something happens, weighed by how
 * much, times the parts of the picture that move on their own (participation ratios of energy and covariance).
 */
function independentMoves(movement: Movement, window: number): { moves: number; parts: number } {
  const { rows } = movement;
  const short = shortened(movement, rows - window);
  const perBin = Math.round(1_000 / SLOT_MS);
  let sum = 0;
  let squares = 0;
  const covariance = new Float64Array(SHORT * SHORT);
  for (let row = 0; row < window; row += perBin) {
    let energy = 0;
    for (let r = row; r < Math.min(window, row + perBin); r += 1) {
      for (let i = 0; i < SHORT; i += 1) {
        const x = short[r * SHORT + i] ?? 0;
        energy += x * x;
        for (let j = 0; j <= i; j += 1)
          covariance[i * SHORT + j] = (covariance[i * SHORT + j] ?? 0) + x * (short[r * SHORT + j] ?? 0);
      }
    }
    sum += energy;
    squares += energy * energy;
  }
  if (squares === 0) return { moves: 0, parts: 0 };
  let trace = 0;
  let all = 0;
  for (let i = 0; i < SHORT; i += 1) {
    trace += covariance[i * SHORT + i] ?? 0;
    for (let j = 0; j <= i; j += 1) all += (i === j ? 1 : 2) * (covariance[i * SHORT + j] ?? 0) ** 2;
  }
  const seconds = (sum * sum) / squares;
  const parts = (trace * trace) / all;
  return { moves: seconds * Math.min(MOST_PARTS, parts), parts };
}

function medianOf(values: Float32Array): number {
  if (values.length === 0) return 0;
  const sorted = Float32Array.from(values).sort();
  return Math.max(0, sorted[sorted.length >> 1] ?? 0);
}
