/** What was measured of a watched video, as shapes: the same in the popup, in the casebook and in a report. Pure. */
import { fromBase64, toBase64 } from '../model/base64';
import type { ObservationOf } from '../model/observation';

type Timeline = ObservationOf<'label-timeline'>['value'];
type Footage = ObservationOf<'footage'>['value'];

export interface TimelineBar {
  state: Timeline['spans'][number]['state'];
  /** Share of the whole width, 0–1. */
  x: number;
  width: number;
}

/** The stretches of a timeline as bars from the left, the first beginning at 0 and the last ending at 1. */
export function timelineBars({ spans }: Pick<Timeline, 'spans'>): TimelineBar[] {
  const from = spans[0]?.fromMs ?? 0;
  const length = (spans.at(-1)?.toMs ?? 0) - from;
  if (length <= 0) return [];
  return spans
    .filter((span) => span.toMs > span.fromMs)
    .map(({ state, fromMs, toMs }) => ({
      state,
      x: (fromMs - from) / length,
      width: (toMs - fromMs) / length,
    }));
}

/** Path of likeness by distance in time, in a box of this size; empty when there is too little. */
export function profilePath(
  profile: NonNullable<Footage['loop']>['profile'],
  width: number,
  height: number,
): string {
  const longest = profile.at(-1)?.lagMs ?? 0;
  if (profile.length < 3 || longest <= 0) return '';
  return profile
    .map(({ lagMs, similarity }, n) => {
      const x = ((lagMs / longest) * width).toFixed(1);
      const y = (height - Math.max(0, Math.min(1, similarity)) * height).toFixed(1);
      return `${n === 0 ? 'M' : 'L'}${x} ${y}`;
    })
    .join('');
}

const HEADER = 54;
const PALETTE = 1024;

/**
 * The self-similarity as a grey picture, `data:image/bmp` (8 bits a pixel, rows from the top): bright lines beside
 * the diagonal are repeats. Null when the bytes do not fit the size.
 */
export function diagonalPicture({ size, values }: NonNullable<Footage['picture']>): string | null {
  let grey: Uint8Array;
  try {
    grey = fromBase64(values);
  } catch (error) {
    if (error instanceof DOMException) return null;
    throw error;
  }
  if (size < 1 || grey.length !== size * size) return null;
  const row = Math.ceil(size / 4) * 4;
  const bytes = new Uint8Array(HEADER + PALETTE + row * size);
  const view = new DataView(bytes.buffer);
  bytes.set([0x42, 0x4d]);
  view.setUint32(2, bytes.length, true);
  view.setUint32(10, HEADER + PALETTE, true);
  view.setUint32(14, 40, true);
  view.setInt32(18, size, true);
  // A negative height means rows from the top.
  view.setInt32(22, -size, true);
  view.setUint16(26, 1, true);
  view.setUint16(28, 8, true);
  view.setUint32(34, row * size, true);
  for (let level = 0; level < 256; level += 1) bytes.set([level, level, level, 0], HEADER + level * 4);
  for (let y = 0; y < size; y += 1)
    bytes.set(grey.subarray(y * size, (y + 1) * size), HEADER + PALETTE + y * row);
  return `data:image/bmp;base64,${toBase64(bytes)}`;
}

/** Minutes and seconds since watching began: 1:07. */
export function clockText(ms: number): string {
  const whole = Math.floor(ms / 1000);
  return `${String(Math.floor(whole / 60))}:${String(whole % 60).padStart(2, '0')}`;
}
