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
  /** Ends everything of ours in this frame: the extension was updated or removed. */
  readonly signal: AbortSignal;
}

/** `starting`: the content script is there and has not yet heard what to do. */
export type OurWorld = typeof globalThis & { [RUNNING]?: Running | 'starting' | undefined };

/** What runs in this world; undefined where nothing does, or not yet. */
export function runningIn(world: OurWorld): Running | undefined {
  const running = world[RUNNING];
  return running === 'starting' ? undefined : running;
}
