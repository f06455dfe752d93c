/**
 * What the ordinary content script leaves in its isolated world for the scripts that are put beside it later: the
 * one that watches what plays and the one that pictures a page. One shape for all of them, so that none of them can
 * be left without what it needs.
 */
import type { Observing } from './schedule';

export const RUNNING = Symbol.for('mingbiao.running');

/** Something of ours that stands on the page. */
export interface OwnLayer {
  /** Our element on the page; null while there is none. */
  host(): Element | null;
  /** Takes it out of sight while the page is pictured. */
  conceal(isConcealed: boolean): void;
}

export interface Running extends Observing {
  /** Every script adds its own. */
  readonly layers: OwnLayer[];
}

export type OurWorld = typeof globalThis & { [RUNNING]?: Running };
