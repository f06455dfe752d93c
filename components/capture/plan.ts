/**
 * Where to scroll next and which part of each view belongs into the picture of a page. Bars that stay at the
 * edge of the window while the page moves are cut away between views instead of being hidden, so that nothing on
 * the page is changed: the first view keeps the bar at its top, the last the one at its bottom. Pure.
 */
import { LIMITS } from '../model/limits';
import type { PageView } from '../model/page-view';

/** What of one view is drawn: rows of the page `from` to `to`, in CSS pixels from the top of what scrolls. */
export interface Strip {
  from: number;
  to: number;
  isLast: boolean;
}

/** Bars may take this share of a window; beyond it they are a sheet over the page and are pictured as they stand. */
const MOST_BAR_SHARE = 0.45;
/** CSS pixels below which a view has added nothing. */
const LEAST_STRIP = 0.5;

/** Bars as far as they may be cut away. */
export function barsOf({ area, topBarPx, bottomBarPx }: PageView): { top: number; bottom: number } {
  if (topBarPx + bottomBarPx > area.height * MOST_BAR_SHARE) return { top: 0, bottom: 0 };
  return { top: topBarPx, bottom: bottomBarPx };
}

/** The strip that this view adds below `done`; null when it adds nothing (the page did not scroll on). */
export function stripOf(view: PageView, done: number): Strip | null {
  const { top, bottom } = barsOf(view);
  const end = view.y + view.area.height;
  const isLast = end >= view.contentHeight - 1;
  const seenFrom = done === 0 ? view.y : view.y + top;
  const from = Math.max(done, seenFrom);
  const to = Math.min(isLast ? end : end - bottom, LIMITS.pagePictureCssPx);
  // Less than one row short of the bound is at the bound: no view could add a row. A browser stops up to half a
  // device pixel short of the page's end, so the last strip may be a little less than one row.
  return to - from < LEAST_STRIP ? null : { from, to, isLast: isLast || to > LIMITS.pagePictureCssPx - 1 };
}

/** Where to scroll so that the next view begins, below its bar, where the last one ended. */
export function nextScroll(view: PageView, done: number): number {
  return Math.max(0, Math.floor(done - barsOf(view).top));
}

/** Height of one part of the picture in CSS pixels: about a printed page, and within what one picture may hold. */
export function partHeight(widthCssPx: number, scale: number): number {
  const printed = Math.max(widthCssPx * 1.4, 1_200);
  const byRows = LIMITS.pagePicturePartPx / scale;
  const byPixels = LIMITS.pagePicturePartPixels / (widthCssPx * scale * scale);
  return Math.max(64, Math.floor(Math.min(printed, byRows, byPixels)));
}
