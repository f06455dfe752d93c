/**
 * What moved between two moments, without what a camera and an encoder do to the whole picture: brighter or darker,
 * more or less contrast, a shift by a fraction of a region.
 *
 * The two moments are all that goes in. A picture kept from earlier would steady more calmly, but what it holds
 * depends on everything watched before, and so the same two moments of a replay would come out differently each time:
 * measured on drawn scenes, an exact replay then was alike to itself by 0.7 where it is 0.99 so. All that may come from
 * earlier is how much each region is trusted to show the camera, the same for all moments that are compared.
 */
import { GRID, REGIONS } from './signature';

/** Gain, shift (in regions) and share of fitting regions outside which it is another scene, not this one changed. */
const MOST_GAIN = 1.6;
const MOST_SHIFT = 0.8;
const LEAST_FITTING = 0.25;
/** Grey levels at which a region counts a quarter in the fit, at least; and times the median deviation. */
const FITS_WITHIN = 1.5;
const FITS_TIMES = 2.5;
/** Keeps the fit calm where the picture has no contrast: weight, in squared grey levels, against any shift. */
const CALM = 400;
const ROUNDS = 4;
/** Grey levels of the middle region's change below which nobody can say whose it is. */
const SEEN_SHIFT = 0.4;

/** Grey levels of a signature (1/256 grey levels), whatever was handed over as one. */
export function greysOf(signature: ArrayLike<number>): Float32Array {
  const greys = new Float32Array(REGIONS);
  for (let n = 0; n < REGIONS; n += 1) {
    const value = signature[n] ?? 0;
    greys[n] = Number.isFinite(value) ? Math.max(0, Math.min(65280, value)) / 256 : 0;
  }
  return greys;
}

/** What of a change is the camera's. */
export interface Camera {
  /** Shift of the whole picture, in regions. */
  x: number;
  y: number;
  /** Size of the middle region's change without that shift over that with it: 1 where the camera stood. */
  left: number;
}

/**
 * Change of every region from `then` to `now` in grey levels, in the light and place of `then`. Null when no small
 * change of the whole picture leads from one to the other: the scene was cut. What of it is the camera's is written into
 * `camera`, where that is given. `trust` is what each region counts when the camera is asked, 0–1: a body with sharp
 * edges that sways would be taken for a camera that does where the wall behind shows little.
 */
export function movedBetween(
  then: Float32Array,
  now: Float32Array,
  camera?: Camera,
  trust: Float32Array = ALL,
): Float32Array | null {
  if (camera) [camera.x, camera.y, camera.left] = [0, 0, 1];
  slopes(then);
  // From a camera that stands still: what stands then decides, and a body that fills half the picture is not taken
  // for the camera. Weights fall off smoothly (Geman and McClure), so that a little noise changes the fit a little.
  let model: Model = [1, 0, 0, 0];
  let within = deviate(now, then, model);
  for (let round = 0; round < ROUNDS; round += 1) {
    const solved = leastSquares(now, then, within, trust);
    if (!solved) return null;
    model = solved;
    within = deviate(now, then, model);
  }
  const [gain, offset, dx, dy] = model;
  if (!(gain <= MOST_GAIN) || gain < 1 / MOST_GAIN || Math.hypot(dx, dy) > MOST_SHIFT * gain) return null;
  let fitting = 0;
  for (let n = 0; n < REGIONS; n += 1) if ((deviations[n] as number) <= within) fitting += 1;
  if (fitting < LEAST_FITTING * REGIONS || within > 40) return null;
  const moved = new Float32Array(REGIONS);
  for (let n = 0; n < REGIONS; n += 1) {
    const inLight = ((now[n] as number) - offset) / gain - (then[n] as number);
    const shift = (dx * (along[n] as number) + dy * (down[n] as number)) / gain;
    moved[n] = inLight - shift;
    deviations[n] = Math.abs(inLight);
  }
  if (!camera) return moved;
  const all = median(deviations);
  for (let n = 0; n < REGIONS; n += 1) deviations[n] = Math.abs(moved[n] as number);
  camera.x = dx / gain;
  camera.y = dy / gain;
  camera.left = all < SEEN_SHIFT ? 1 : Math.min(1, median(deviations) / all);
  return moved;
}

/** Gain, offset in grey levels, shift along and down in regions. */
type Model = [number, number, number, number];

const ALL: Float32Array = new Float32Array(REGIONS).fill(1);
// Worked on again and again; nothing of one fit is read in the next.
const along = new Float32Array(REGIONS);
const down = new Float32Array(REGIONS);
const deviations = new Float32Array(REGIONS);

/** Fills `along` and `down` with the slopes of the picture, in grey levels from one region to the next. */
function slopes(greys: Float32Array): void {
  for (let v = 0; v < GRID; v += 1)
    for (let u = 0; u < GRID; u += 1) {
      const at = v * GRID + u;
      along[at] = slopeAt(greys, at, u, 1);
      down[at] = slopeAt(greys, at, v, GRID);
    }
}

/** Between the neighbours on both sides; on the rim to the one there is. */
function slopeAt(greys: Float32Array, at: number, place: number, step: number): number {
  const before = place > 0 ? at - step : at;
  const after = place < GRID - 1 ? at + step : at;
  return (((greys[after] as number) - (greys[before] as number)) * step) / (after - before);
}

/** Fills `deviations` from the model and answers the deviation at which a region counts a quarter. */
function deviate(now: Float32Array, then: Float32Array, [gain, offset, dx, dy]: Model): number {
  for (let n = 0; n < REGIONS; n += 1)
    deviations[n] = Math.abs(
      (now[n] as number) -
        gain * (then[n] as number) -
        offset -
        dx * (along[n] as number) -
        dy * (down[n] as number),
    );
  return Math.max(FITS_WITHIN, FITS_TIMES * median(deviations));
}

function leastSquares(
  now: Float32Array,
  then: Float32Array,
  within: number,
  trust: Float32Array,
): Model | null {
  let mean = 0;
  for (let n = 0; n < REGIONS; n += 1) mean += (then[n] as number) / REGIONS;
  let [ww, wt, wa, wd, tt, ta, td, aa, ad, dd] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
  let [wy, ty, ay, dy] = [0, 0, 0, 0];
  const scale = 1 / (within * within);
  for (let n = 0; n < REGIONS; n += 1) {
    const deviation = deviations[n] as number;
    const far = 1 + deviation * deviation * scale;
    const weight = (trust[n] as number) / (far * far);
    const t = (then[n] as number) - mean;
    const a = along[n] as number;
    const d = down[n] as number;
    const y = now[n] as number;
    ww += weight;
    wt += weight * t;
    wa += weight * a;
    wd += weight * d;
    tt += weight * t * t;
    ta += weight * t * a;
    td += weight * t * d;
    aa += weight * a * a;
    ad += weight * a * d;
    dd += weight * d * d;
    wy += weight * y;
    ty += weight * t * y;
    ay += weight * a * y;
    dy += weight * d * y;
  }
  // Towards gain 1 and no shift where the picture says nothing.
  const solved = solve([
    [tt + CALM, wt, ta, td, ty + CALM],
    [wt, ww, wa, wd, wy],
    [ta, wa, aa + CALM, ad, ay],
    [td, wd, ad, dd + CALM, dy],
  ]);
  if (!solved) return null;
  const [gain = 1, offset = 0, dx = 0, shiftDown = 0] = solved;
  return [gain, offset - gain * mean, dx, shiftDown];
}

/** Gauss with pivots; null for a system without one solution. */
function solve(rows: number[][]): number[] | null {
  const size = rows.length;
  for (let i = 0; i < size; i += 1) {
    let pivot = i;
    for (let r = i + 1; r < size; r += 1)
      if (Math.abs(rows[r]?.[i] ?? 0) > Math.abs(rows[pivot]?.[i] ?? 0)) pivot = r;
    const top = rows[pivot];
    if (!top || Math.abs(top[i] ?? 0) < 1e-9) return null;
    [rows[i], rows[pivot]] = [top, rows[i] ?? []];
    for (let r = 0; r < size; r += 1) {
      const row = rows[r];
      if (r === i || !row) continue;
      const factor = (row[i] ?? 0) / (top[i] ?? 1);
      for (let c = i; c <= size; c += 1) row[c] = (row[c] ?? 0) - factor * (top[c] ?? 0);
    }
  }
  return rows.map((row, i) => (row[size] ?? 0) / (row[i] ?? 1));
}

/** Bins a grey level for the median; beyond the last bin it is another scene anyway. */
const BINS_PER_LEVEL = 20;
const bins = new Uint16Array(1_024);
/** Median to a twentieth of a grey level: sorting would cost more than the rest of the fit. */
export function median(values: Float32Array): number {
  bins.fill(0);
  const count = values.length;
  for (let n = 0; n < count; n += 1) {
    const bin = ((values[n] as number) * BINS_PER_LEVEL) | 0;
    const last = bin < 0 || bin > 1_023 ? 1_023 : bin;
    bins[last] = (bins[last] as number) + 1;
  }
  let left = count >> 1;
  for (let bin = 0; bin < 1_024; bin += 1) {
    const here = bins[bin] as number;
    if (left < here) return (bin + (left + 0.5) / here) / BINS_PER_LEVEL;
    left -= here;
  }
  return Infinity;
}
