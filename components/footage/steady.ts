/**
 * Takes out of a signature what a camera and an encoder do to the whole picture: brighter or darker, more or
 * less contrast, a shift by a fraction of a region. What is left is what moves inside the picture.
 */
import { GRID, REGIONS } from './signature';

/** Share by which the standing picture follows each sample: half of it is replaced in about 70 samples. */
const FOLLOW = 0.01;
/** Gain, shift (in regions) and share of fitting regions outside which it is another scene, not this one changed. */
const MOST_GAIN = 1.6;
const MOST_SHIFT = 0.8;
const LEAST_FITTING = 0.25;
/** Grey levels within which a region still fits, at least; and times the median deviation. */
const FITS_WITHIN = 1.5;
const FITS_TIMES = 2.5;
/** Keeps the fit calm where the picture has no contrast: weight, in squared grey levels, against any shift. */
const CALM = 400;

export interface Steadied {
  /** Grey levels as the standing picture's light would show them. */
  values: Float32Array;
  /** Whether the scene was cut here: nothing before it can be compared. */
  isCut: boolean;
}

export class Steadier {
  #standing: Float32Array | null = null;

  reset(): void {
    this.#standing = null;
  }

  /** Steadies one sample of `REGIONS` values in 1/256 grey levels. */
  take(signature: ArrayLike<number>): Steadied {
    const seen = new Float32Array(REGIONS);
    for (let n = 0; n < REGIONS; n += 1) {
      const value = signature[n] ?? 0;
      seen[n] = Number.isFinite(value) ? Math.max(0, Math.min(65280, value)) / 256 : 0;
    }
    const standing = this.#standing;
    const values = standing ? fitted(seen, standing) : null;
    if (!standing || !values) {
      this.#standing = Float32Array.from(seen);
      return { values: seen, isCut: standing !== null };
    }
    for (let n = 0; n < REGIONS; n += 1)
      standing[n] = (standing[n] ?? 0) + FOLLOW * ((values[n] ?? 0) - (standing[n] ?? 0));
    return { values, isCut: false };
  }
}

/** `seen` in the light and place of `standing`; null when no small change leads from one to the other. */
function fitted(seen: Float32Array, standing: Float32Array): Float32Array | null {
  const along = new Float32Array(REGIONS);
  const down = new Float32Array(REGIONS);
  for (let v = 0; v < GRID; v += 1) {
    for (let u = 0; u < GRID; u += 1) {
      const at = v * GRID + u;
      const isInside = u > 0 && v > 0 && u < GRID - 1 && v < GRID - 1;
      along[at] = isInside ? ((standing[at + 1] ?? 0) - (standing[at - 1] ?? 0)) / 2 : 0;
      down[at] = isInside ? ((standing[at + GRID] ?? 0) - (standing[at - GRID] ?? 0)) / 2 : 0;
    }
  }
  let model = [1, 0, 0, 0];
  const deviations = new Float32Array(REGIONS);
  let within = Infinity;
  let fitting = REGIONS;
  // Least squares over what fits, four times: comments, hands and mouths fall out of the fit by themselves.
  for (let round = 0; round < 4; round += 1) {
    const solved = leastSquares(seen, standing, along, down, round === 0 ? null : deviations, within);
    if (!solved) return null;
    model = solved;
    const [gain = 1, offset = 0, dx = 0, dy = 0] = model;
    for (let n = 0; n < REGIONS; n += 1)
      deviations[n] = Math.abs(
        (seen[n] ?? 0) - gain * (standing[n] ?? 0) - offset - dx * (along[n] ?? 0) - dy * (down[n] ?? 0),
      );
    within = Math.max(FITS_WITHIN, FITS_TIMES * median(deviations));
  }
  fitting = deviations.reduce((count, d) => count + (d <= within ? 1 : 0), 0);
  const [gain = 1, offset = 0, dx = 0, dy = 0] = model;
  if (gain > MOST_GAIN || gain < 1 / MOST_GAIN || Math.hypot(dx, dy) > MOST_SHIFT * gain) return null;
  if (fitting < LEAST_FITTING * REGIONS || within > 40) return null;
  const values = new Float32Array(REGIONS);
  for (let n = 0; n < REGIONS; n += 1)
    values[n] = ((seen[n] ?? 0) - offset - dx * (along[n] ?? 0) - dy * (down[n] ?? 0)) / gain;
  return values;
}

function leastSquares(
  seen: Float32Array,
  standing: Float32Array,
  along: Float32Array,
  down: Float32Array,
  deviations: Float32Array | null,
  within: number,
): number[] | null {
  const sums = Array.from({ length: 4 }, () => [0, 0, 0, 0, 0]);
  let mean = 0;
  for (let n = 0; n < REGIONS; n += 1) mean += (standing[n] ?? 0) / REGIONS;
  for (let n = 0; n < REGIONS; n += 1) {
    if (deviations && (deviations[n] ?? 0) > within) continue;
    const row = [(standing[n] ?? 0) - mean, 1, along[n] ?? 0, down[n] ?? 0, seen[n] ?? 0];
    for (let i = 0; i < 4; i += 1) {
      const line = sums[i];
      if (line) for (let j = 0; j < 5; j += 1) line[j] = (line[j] ?? 0) + (row[i] ?? 0) * (row[j] ?? 0);
    }
  }
  // Towards gain 1 and no shift where the picture says nothing.
  for (const [i, towards] of [
    [0, 1],
    [2, 0],
    [3, 0],
  ] as const) {
    const line = sums[i];
    if (!line) continue;
    line[i] = (line[i] ?? 0) + CALM;
    line[4] = (line[4] ?? 0) + CALM * towards;
  }
  const solved = solve(sums);
  if (!solved) return null;
  const [gain = 1, offset = 0, dx = 0, dy = 0] = solved;
  return [gain, offset - gain * mean, dx, dy];
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
function median(values: Float32Array): number {
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
