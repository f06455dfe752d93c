/**
 * Whether movement repeats at a distance in time: first all distances at once over shortened movement, then
 * each promising one region by region. Every number that decides is named here and explained.
 */
import { GRID, REGIONS } from './signature';
import { SHORT, shortened, type Movement } from './movement';
import { SLOT_MS } from './timeline';

/** How alike movement is at each distance, in slots; 0 where not looked at. */
export interface Profile {
  shortest: number;
  longest: number;
  similarity: Float32Array;
}

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
  isRepeat: boolean;
}

/** Matched stretch, in periods: two traversals are seen when it is one period long. */
const WINDOW_PERIODS = 1.2;
/** Shortest matched stretch that is used once there is more: short loops show more traversals. */
const WINDOW_SLOTS = 20_000 / SLOT_MS;
/** Nearest distances of movement are alike in any film. */
const NEAR_SLOTS = 8;
/** Peaks of the profile that are looked at region by region. */
const MOST_PEAKS = 6;
const PEAK_FROM = 0.3;

const WORTH_SHARPENING = 0.3;

/** A region agrees from this correlation of its movement. */
export const AGREES_FROM = 0.6;
/** Share of voting regions that must agree, and how many: fewer are a decoration, a screen or a fan. */
export const SHARE_FROM = 0.68;
export const REGIONS_FROM = 14;
/** Rows and columns over which the agreeing regions must spread: a ticker is one band. */
const SPREAD_FROM = 4;
const SCORE_FROM = 0.75;
const CERTAINTY_FROM = 5.5;
const CONTRAST_FROM = 0.25;
/** Independent parts of a body that one film can show at most, as we count them. */
const MOST_PARTS = 6;

export function windowFor(lag: number, rows: number): number {
  const free = rows - lag;
  return free < lag ? 0 : Math.min(free, Math.max(Math.round(WINDOW_PERIODS * lag), WINDOW_SLOTS));
}

/** Profile over the distances `shortest` to `longest` slots, as far as the stretch reaches back. */
export function profileOf(
  movement: Movement,
  shortest: number,
  longest: number,
): Profile & { short: Float32Array } {
  const short = shortened(movement);
  const { rows } = movement;
  const similarity = new Float32Array(longest + 1);
  for (let lag = NEAR_SLOTS; lag <= Math.min(longest, rows >> 1); lag += 1) {
    const window = windowFor(lag, rows);
    if (window === 0) break;
    similarity[lag] = correlation(
      short,
      (rows - window) * SHORT,
      (rows - window - lag) * SHORT,
      window * SHORT,
    );
  }
  return { shortest, longest, similarity, short };
}

function correlation(values: Float32Array, a: number, b: number, count: number): number {
  let both = 0;
  let first = 0;
  let second = 0;
  for (let n = 0; n < count; n += 1) {
    const x = values[a + n] as number;
    const y = values[b + n] as number;
    both += x * y;
    first += x * x;
    second += y * y;
  }
  return first > 0 && second > 0 ? both / Math.sqrt(first * second) : 0;
}

/** The distances at which the profile peaks, the highest first. */
export function peaksOf({ similarity, shortest }: Profile): number[] {
  const peaks: number[] = [];
  for (let lag = Math.max(shortest, NEAR_SLOTS + 1); lag < similarity.length; lag += 1) {
    const here = similarity[lag] ?? 0;
    if (here >= PEAK_FROM && here >= (similarity[lag - 1] ?? 0) && here > (similarity[lag + 1] ?? 0))
      peaks.push(lag);
  }
  return peaks.sort((a, b) => (similarity[b] ?? 0) - (similarity[a] ?? 0)).slice(0, MOST_PEAKS);
}

/** Looks at one distance region by region. */
export function repeatAt(
  movement: Movement,
  profile: Profile & { short: Float32Array },
  lag: number,
): Repeat {
  const { rows, change, smooth } = movement;
  const window = windowFor(lag, rows);
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
        const now = change[row * REGIONS + region] as number;
        const near = change[(row - whole) * REGIONS + region] as number;
        const far = change[(row - whole - 1) * REGIONS + region] as number;
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
  const moves = independentMoves(profile.short, rows, window);
  const certainty = moves > 3 ? Math.atanh(Math.min(0.999, Math.max(0, score))) * Math.sqrt(moves - 3) : 0;
  let between = 0;
  for (let n = NEAR_SLOTS; n <= lag - NEAR_SLOTS; n += 1)
    between = Math.max(between, Math.abs(profile.similarity[n] ?? 0));
  const contrast = (profile.similarity[Math.round(lag)] ?? 0) - between;
  const isRepeat =
    window > 0 &&
    agreeing.length >= REGIONS_FROM &&
    agreeing.length >= SHARE_FROM * smooth.length &&
    spreads(agreeing) &&
    score >= SCORE_FROM &&
    certainty >= CERTAINTY_FROM &&
    contrast >= CONTRAST_FROM;
  return {
    lag: best?.lag ?? lag,
    score,
    voting: smooth.length,
    agreeing,
    certainty,
    contrast,
    window,
    isRepeat,
  };
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
function independentMoves(short: Float32Array, rows: number, window: number): number {
  const perBin = Math.round(1_000 / SLOT_MS);
  let sum = 0;
  let squares = 0;
  const covariance = new Float64Array(SHORT * SHORT);
  for (let row = rows - window; row < rows; row += perBin) {
    let energy = 0;
    for (let r = row; r < Math.min(rows, row + perBin); r += 1) {
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
  if (squares === 0) return 0;
  let trace = 0;
  let all = 0;
  for (let i = 0; i < SHORT; i += 1) {
    trace += covariance[i * SHORT + i] ?? 0;
    for (let j = 0; j <= i; j += 1) all += (i === j ? 1 : 2) * (covariance[i * SHORT + j] ?? 0) ** 2;
  }
  const seconds = (sum * sum) / squares;
  const parts = Math.min(MOST_PARTS, (trace * trace) / all);
  return seconds * parts;
}

function medianOf(values: Float32Array): number {
  if (values.length === 0) return 0;
  const sorted = Float32Array.from(values).sort();
  return Math.max(0, sorted[sorted.length >> 1] ?? 0);
}
