/**
 * The hang-tags of a page on which nothing is shown yet. Most pages never show one, so what draws them is no part of
 * the content script: it is put beside it when there is first something to show. Until it has come, the latest wish
 * is kept, and only that.
 */
import type { Flag } from '../model/finding';
import type { BadgeLayer, BadgeOptions } from './badge';

/** What is known here; the words come with whatever draws. */
export type TagOptions = Omit<BadgeOptions, 'texts'>;
export type MakeTags = (options: TagOptions) => BadgeLayer;

export interface TagsLater {
  /** Shows exactly these flags, at once or as soon as the tags can be drawn. */
  show(flags: readonly Flag[]): void;
  /** Brings this subject into view, at once or then; of several that wait the last counts. */
  reveal(subject: string): void;
  conceal(isConcealed: boolean): void;
  /** Our element on the page; null while there is none. */
  host(): Element | null;
  /** What draws the tags has come; a second one is not needed. */
  take(make: MakeTags): void;
}

/** Where what draws the tags finds who waits for it, in the world that both live in. */
export const TAGS = Symbol.for('mingbiao.tags');
export type TagWorld = typeof globalThis & { [TAGS]?: TagsLater | undefined };

/**
 * `fetchTags` has what draws the tags put into this frame. It is asked once; when it fails it is asked again with
 * the next wish, so that a page that cannot have the tags is not asked about for ever.
 */
export function tagsLater(options: TagOptions, fetchTags: () => Promise<unknown>): TagsLater {
  let make: MakeTags | undefined;
  let layer: BadgeLayer | undefined;
  let flags: readonly Flag[] = [];
  let revealed: string | null = null;
  let isConcealed = false;
  let isFetching = false;

  /** The layer; undefined as long as it cannot be drawn. Made with the first wish, not before. */
  function ready(): BadgeLayer | undefined {
    if (layer || options.signal.aborted) return layer;
    if (!make) {
      fetchOnce();
      return undefined;
    }
    layer = make(options);
    if (isConcealed) layer.conceal(true);
    return layer;
  }
  function fetchOnce(): void {
    if (isFetching) return;
    isFetching = true;
    void fetchTags().then(ended, ended);
  }
  function ended(): void {
    isFetching = false;
  }
  function show(wanted: readonly Flag[]): void {
    flags = wanted;
    if (layer || wanted.length > 0) ready()?.show(wanted);
  }
  function reveal(subject: string): void {
    revealed = subject;
    const drawn = ready();
    if (!drawn) return;
    revealed = null;
    drawn.reveal(subject);
  }

  return {
    show,
    reveal,
    conceal(isNow) {
      isConcealed = isNow;
      layer?.conceal(isNow);
    },
    host: () => layer?.host ?? null,
    take(made) {
      if (make) return;
      make = made;
      // What was to be shown may have gone in the meantime: then nothing of ours is put on the page.
      show(flags);
      if (revealed !== null) reveal(revealed);
    },
  };
}
