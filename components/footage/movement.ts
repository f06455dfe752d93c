/**
 * Movement of each region over a stretch of the timeline, and which regions may vote on whether it repeats.
 * Regions that stand still know nothing; those that flicker or jump (comments, price cards, clocks, a talking
 * mouth, noise) change in ways that are no movement of one thing, and are left out.
 */
import { REGIONS } from './signature';
import type { Timeline } from './timeline';

/** Slots over which change is taken: one second. Posture and slow light fall out, gestures stay. */
export const REACH = 4;
/** Root mean square of change, in grey levels, below which a region stands still. */
const STILL_BELOW = 0.5;
/** Correlation of successive small steps from which change counts as smooth. Noise gives -0.5, jumps 0. */
const SMOOTH_FROM = 0.15;
/** Change beyond so many times its usual size counts as that much: a gift flying through must not decide. */
const CLIP_TIMES = 3;

export type RegionKind = 'still' | 'restless' | 'smooth';

export interface Movement {
  /** Number of the first slot of the stretch, and how many slots. */
  from: number;
  rows: number;
  /** rows × REGIONS: change over `REACH` slots, in units of the region's usual change; 0 where unknown. */
  change: Float32Array;
  kinds: RegionKind[];
  /** Regions whose kind is `smooth`. */
  smooth: number[];
  /** Rows of which the change is known. */
  known: number;
}

/** Movement in the slots `from` to `to` (not included), which the timeline must still keep. */
export function movementIn(timeline: Timeline, from: number, to: number): Movement {
  const rows = Math.max(0, to - from);
  const change = new Float32Array(rows * REGIONS);
  const square = new Float64Array(REGIONS);
  const steps = new Float64Array(REGIONS);
  const alike = new Float64Array(REGIONS);
  let known = 0;
  for (let row = 0; row < rows; row += 1) {
    const slot = from + row;
    let isKnown = slot - REACH >= timeline.first;
    for (let back = 0; back <= REACH && isKnown; back += 1) isKnown = timeline.has(slot - back);
    if (!isKnown) continue;
    known += 1;
    const base = row * REGIONS;
    for (let n = 0; n < REGIONS; n += 1) {
      const now = timeline.at(slot, n);
      const one = timeline.at(slot - 1, n);
      const two = timeline.at(slot - 2, n);
      const moved = now - timeline.at(slot - REACH, n);
      change[base + n] = moved;
      square[n] = (square[n] ?? 0) + moved * moved;
      steps[n] = (steps[n] ?? 0) + (now - one) * (now - one);
      alike[n] = (alike[n] ?? 0) + (now - one) * (one - two);
    }
  }
  const kinds: RegionKind[] = [];
  const smooth: number[] = [];
  const scale = new Float32Array(REGIONS);
  for (let n = 0; n < REGIONS; n += 1) {
    const usual = known > 0 ? Math.sqrt((square[n] ?? 0) / known) : 0;
    const kind: RegionKind =
      usual < STILL_BELOW
        ? 'still'
        : (alike[n] ?? 0) >= SMOOTH_FROM * (steps[n] ?? 0)
          ? 'smooth'
          : 'restless';
    kinds.push(kind);
    if (kind === 'smooth') smooth.push(n);
    scale[n] = usual > 0 ? 1 / usual : 0;
  }
  for (let at = 0; at < change.length; at += 1) {
    const value = (change[at] ?? 0) * (scale[at % REGIONS] ?? 0);
    change[at] = Math.max(-CLIP_TIMES, Math.min(CLIP_TIMES, value));
  }
  return { from, rows, change, kinds, smooth, known };
}

/** Numbers to which the movement of a stretch is shortened for the first search. */
export const SHORT = 24;

/** rows × SHORT: sums of the smooth regions with fixed signs, which keep how alike two moments are. */
export function shortened(movement: Movement): Float32Array {
  const { rows, change, smooth } = movement;
  const short = new Float32Array(rows * SHORT);
  const scale = 1 / Math.sqrt(Math.max(1, smooth.length));
  const signs = Float32Array.from(
    { length: smooth.length * SHORT },
    (_, n) => signOf((smooth[Math.floor(n / SHORT)] ?? 0) * SHORT + (n % SHORT)) * scale,
  );
  for (let row = 0; row < rows; row += 1) {
    const to = row * SHORT;
    for (let s = 0; s < smooth.length; s += 1) {
      const value = change[row * REGIONS + (smooth[s] ?? 0)] ?? 0;
      if (value === 0) continue;
      const sign = s * SHORT;
      for (let k = 0; k < SHORT; k += 1)
        short[to + k] = (short[to + k] ?? 0) + value * (signs[sign + k] ?? 0);
    }
  }
  return short;
}

/** A fixed, even scatter of +1 and -1 (the finaliser of MurmurHash3, which is in the public domain). */
function signOf(n: number): number {
  let h = (n + 1) * 0x9e3779b1;
  h ^= h >>> 16;
  h = Math.imul(h, 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2ae35);
  h ^= h >>> 16;
  return (h & 1) === 0 ? 1 : -1;
}
