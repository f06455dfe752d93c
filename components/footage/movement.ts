/**
 * Movement of each region over a stretch of the timeline, and which regions may vote on whether it repeats.
 * Regions that stand still know nothing; those that flicker or jump (comments, price cards, clocks, a talking
 * mouth, noise) change in ways that are no movement of one thing, and are left out.
 */
import { REGIONS } from './signature';
import { SLOT_MS, STEPS, type Timeline } from './timeline';

/** Root mean square of change, in grey levels, below which a region stands still. */
const STILL_BELOW = 0.5;
/** Correlation of successive small steps from which change counts as smooth. Noise gives -0.5, jumps 0. */
const SMOOTH_FROM = 0.15;
/** A longer wait between two samples says nothing of how smooth a change was. */
const LONGEST_STEP_MS = 1_200;
/** Time after which a third of what was seen of a region's smoothness is left. */
const FORGET_MS = 45_000;
/** Change beyond so many times its usual size counts as that much: a gift flying through must not decide. */
const CLIP_TIMES = 3;

/** Share of the time, as a participation ratio, below which a region moves in few moments only. */
export const OFTEN = 0.12;

export type RegionKind = 'still' | 'restless' | 'smooth';

export interface Movement {
  /** Number of the first slot of the stretch, and how many slots. Valid until the next stretch is asked for. */
  from: number;
  rows: number;
  /** rows × REGIONS: change over `REACH` slots, in units of the region's usual change; 0 where unknown. */
  change: Float32Array;
  kinds: RegionKind[];
  /** Usual change of each region over the stretch, in 1/`STEPS` grey levels. */
  usual: Float32Array;
  /** Regions whose kind is `smooth`. */
  smooth: number[];
  /** Correlation of successive steps of each region. */
  smoothness: Float32Array;
  /** Share of the time in which each region moves, as a participation ratio: a third for a body, little for a gift. */
  often: Float32Array;
  /** What the camera did meanwhile; worked out when asked. */
  camera: { way: number; left: number };
  /** Whether most of what a region does goes with the camera; worked out when asked. */
  shaken: (region: number) => boolean;
  /** Rows of which the change is known. */
  known: number;
}

/**
 * How smoothly each region has changed lately, from the samples as they came: a jump that is spread over two slots
 * of the timeline would look smooth there.
 */
export class Smoothness {
  readonly #step = new Float32Array(REGIONS);
  readonly #alike = new Float64Array(REGIONS);
  readonly #steps = new Float64Array(REGIONS);
  #count = 0;
  #lastMs = 0;

  /** What moved since the sample before; null when that is unknown: the first sample, or a cut. */
  take(moved: Float32Array | null, tMs: number): void {
    const waitMs = tMs - this.#lastMs;
    this.#lastMs = tMs;
    const isNext = moved !== null && waitMs > 0 && waitMs < LONGEST_STEP_MS;
    const keep = Math.exp(-Math.min(waitMs, FORGET_MS) / FORGET_MS);
    const perSlot = isNext ? SLOT_MS / waitMs : 0;
    for (let n = 0; n < REGIONS; n += 1) {
      const step = isNext ? (moved[n] as number) * perSlot : 0;
      if (isNext && this.#count > 1) {
        const before = this.#step[n] as number;
        this.#alike[n] = (this.#alike[n] as number) * keep + step * before;
        this.#steps[n] = (this.#steps[n] as number) * keep + (step * step + before * before) / 2;
      }
      this.#step[n] = step;
    }
    this.#count = isNext ? this.#count + 1 : 1;
  }

  /** Correlation of successive steps: about 0.5 and more for a body, 0 for jumps, below 0 for noise. */
  of(region: number): number {
    const steps = this.#steps[region] ?? 0;
    return steps > 0 ? (this.#alike[region] ?? 0) / steps : 0;
  }
}

/** What a region whose usual change (in 1/`STEPS` grey levels) and smoothness are these does. */
export function kindOf(usual: number, smooth: number): RegionKind {
  return usual < STILL_BELOW * STEPS ? 'still' : smooth >= SMOOTH_FROM ? 'smooth' : 'restless';
}

let scratch = new Float32Array(0);
/** One block of memory for all stretches: a new one a second would keep the collector busy. */
function scratchOf(size: number): Float32Array {
  if (scratch.length < size) scratch = new Float32Array(size);
  return scratch.subarray(0, size).fill(0);
}

/** Movement in the slots `from` to `to` (not included), which the timeline must still keep. */
export function movementIn(
  timeline: Timeline,
  smoothness: Pick<Smoothness, 'of'>,
  from: number,
  to: number,
): Movement {
  const rows = Math.max(0, to - from);
  const width = REGIONS;
  const change = scratchOf(rows * width);
  const square = new Float64Array(REGIONS);
  const fourth = new Float64Array(REGIONS);
  let known = 0;
  for (let row = 0; row < rows; row += 1) {
    const changes = timeline.changesAt(from + row);
    if (!changes) continue;
    known += 1;
    const base = row * width;
    for (let n = 0; n < width; n += 1) {
      const moved = changes[n] as number;
      change[base + n] = moved;
      const squared = moved * moved;
      square[n] = (square[n] as number) + squared;
      fourth[n] = (fourth[n] as number) + squared * squared;
    }
  }
  const kinds: RegionKind[] = [];
  const smooth: number[] = [];
  const usual = new Float32Array(REGIONS);
  const scale = new Float32Array(REGIONS);
  const steps = new Float32Array(REGIONS);
  for (let n = 0; n < width; n += 1) {
    const moved = known > 0 ? Math.sqrt((square[n] as number) / known) : 0;
    const kind = kindOf(moved, (steps[n] = smoothness.of(n)));
    kinds.push(kind);
    if (kind === 'smooth') smooth.push(n);
    usual[n] = moved;
    scale[n] = moved > 0 ? 1 / moved : 0;
  }
  for (let row = 0, at = 0; row < rows; row += 1)
    for (let n = 0; n < width; n += 1, at += 1) {
      const value = (change[at] as number) * (scale[n] as number);
      change[at] = value > CLIP_TIMES ? CLIP_TIMES : value < -CLIP_TIMES ? -CLIP_TIMES : value;
    }
  // Most stretches are asked neither of the camera nor of what follows it.
  let shaken: Shaken | null = null;
  return {
    from,
    rows,
    change,
    kinds,
    usual,
    smooth,
    smoothness: steps,
    often: Float32Array.from(square, (sum, n) =>
      sum > 0 ? (sum * sum) / (known * (fourth[n] as number)) : 0,
    ),
    get camera() {
      return timeline.cameraIn(from, to);
    },
    shaken(region) {
      shaken ??= shakenIn(timeline, from, to);
      return shaken.share(region) > SHAKEN_FROM;
    },
    known,
  };
}

function shakenIn(timeline: Timeline, from: number, to: number): Shaken {
  const shaken = new Shaken();
  for (let slot = from; slot < to; slot += 1) {
    const changes = timeline.changesAt(slot);
    const { x, y } = timeline.shiftAt(slot);
    if (changes) shaken.take(changes, x, y);
  }
  return shaken;
}

/** Share of a region's movement that goes with the camera, from which the camera makes it. */
export const SHAKEN_FROM = 0.5;

/**
 * How much of what each region does goes with the camera's shift, though that shift was taken out: it was taken out by
 * the slope between neighbours, and edges are steeper. Least squares, with a fading memory or without.
 */
export class Shaken {
  readonly #alongs = new Float64Array(REGIONS);
  readonly #downs = new Float64Array(REGIONS);
  readonly #squares = new Float64Array(REGIONS);
  #xx = 0;
  #xy = 0;
  #yy = 0;

  clear(): void {
    this.#xx = this.#xy = this.#yy = 0;
    for (const sums of [this.#alongs, this.#downs, this.#squares]) sums.fill(0);
  }

  /** One moment's changes and the camera's shift; `keep` is what is left of all before. */
  take(changes: Int16Array, x: number, y: number, keep = 1): void {
    this.#xx = this.#xx * keep + x * x;
    this.#xy = this.#xy * keep + x * y;
    this.#yy = this.#yy * keep + y * y;
    for (let n = 0; n < REGIONS; n += 1) {
      const moved = changes[n] as number;
      this.#alongs[n] = (this.#alongs[n] as number) * keep + x * moved;
      this.#downs[n] = (this.#downs[n] as number) * keep + y * moved;
      this.#squares[n] = (this.#squares[n] as number) * keep + moved * moved;
    }
  }

  /** Share of the region's squared movement that a shift explains, 0–1. */
  share(region: number): number {
    const squares = this.#squares[region] ?? 0;
    const [x, y] = [this.#alongs[region] ?? 0, this.#downs[region] ?? 0];
    const determinant = this.#xx * this.#yy - this.#xy * this.#xy;
    if (squares <= 0 || determinant <= 1e-9 * (this.#xx + this.#yy) ** 2) return 0;
    return (x * x * this.#yy - 2 * x * y * this.#xy + y * y * this.#xx) / determinant / squares;
  }
}

/** The rows from `first` on, `SHORT` numbers each: sums of the smooth regions with fixed signs. */
export function shortened({ rows, change, smooth }: Movement, first: number): Float32Array {
  const width = SHORT;
  const regions = REGIONS;
  const short = new Float32Array(Math.max(0, rows - first) * width);
  const scale = 1 / Math.sqrt(Math.max(1, smooth.length));
  for (const region of smooth) {
    const signs = Float32Array.from({ length: width }, (_, k) => signOf(region * width + k) * scale);
    for (let row = Math.max(0, first); row < rows; row += 1) {
      const value = change[row * regions + region] as number;
      const to = (row - first) * width;
      for (let k = 0; k < width; k += 1)
        short[to + k] = (short[to + k] as number) + value * (signs[k] as number);
    }
  }
  return short;
}

/** Numbers to which the movement of one slot is shortened; they keep how alike two moments are. */
export const SHORT = 24;

/** A fixed, even scatter of +1 and -1 (the finaliser of MurmurHash3, which is in the public domain). */
export function signOf(n: number): number {
  let h = (n + 1) * 0x9e3779b1;
  h ^= h >>> 16;
  h = Math.imul(h, 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2ae35);
  h ^= h >>> 16;
  return (h & 1) === 0 ? 1 : -1;
}
