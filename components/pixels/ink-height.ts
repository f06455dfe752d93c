/** How high the ink of one character stands, measured on the writing itself and not taken from the recogniser's box. */
import type { Grey } from './contrast';
import type { Region } from './regions';

/** From this darkness on a pixel belongs to a stroke. */
const INK = 96;
/** Rows without ink that still belong to one sign (合, 含, 三), over the height of the box. */
const WIDEST_GAP = 0.16;

/**
 * Height in pixels of the sign whose ink fills most of this box: the longest run of rows with ink, small gaps
 * included. Null where the box holds no ink. Never more than the box is high.
 */
export function inkHeight({ width, height, values }: Grey, box: Region): number | null {
  const x0 = Math.max(0, Math.floor(box.x));
  const x1 = Math.min(width, Math.ceil(box.x + box.width));
  const y0 = Math.max(0, Math.floor(box.y));
  const y1 = Math.min(height, Math.ceil(box.y + box.height));
  const gap = Math.max(1, Math.round(WIDEST_GAP * (y1 - y0)));
  let best: { rows: number; ink: number } | null = null;
  let run: { from: number; to: number; ink: number } | null = null;
  const close = (): void => {
    if (run && (!best || run.ink > best.ink)) best = { rows: run.to - run.from, ink: run.ink };
    run = null;
  };
  for (let y = y0; y < y1; y += 1) {
    let ink = 0;
    for (let x = x0; x < x1; x += 1) if (255 - (values[y * width + x] ?? 255) >= INK) ink += 1;
    if (ink === 0) {
      if (run && y - run.to >= gap) close();
      continue;
    }
    run = run ? { from: run.from, to: y + 1, ink: run.ink + ink } : { from: y, to: y + 1, ink };
  }
  close();
  return (best as { rows: number } | null)?.rows ?? null;
}
