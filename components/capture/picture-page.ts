/**
 * Pictures a page from top to bottom: scroll, wait, picture, look again whether anything moved, next. Stops as
 * soon as the person takes the page back. What is not in the picture is said, each with its reason.
 */
import { LIMITS } from '../model/limits';
import type { PageView } from '../model/page-view';
import { barsOf, nextScroll, stripOf } from './plan';
import { Stitcher, WHOLE_SHARE, type CutOut, type StitchedPart } from './stitch';

export interface PicturePageOptions {
  /** The page's answer, checked; null when it does not answer (closed, moved on). */
  view(y: number | null, subjects: readonly string[]): Promise<PageView | null>;
  end(): Promise<void>;
  /** What the window shows, or the reason there is none. Waits for the browser's rate by itself. */
  picture(): Promise<{ picture: Blob } | { why: string }>;
  /** Subjects to cut out. */
  subjects: readonly string[];
  /** Milliseconds, monotonic. */
  now(): number;
  onProgress?(done: number, total: number): void;
  stitcher?: Pick<Stitcher, 'add' | 'finish' | 'done'>;
}

export interface PagePictured {
  parts: StitchedPart[];
  cutOuts: CutOut[];
  /** Codes of what is not in the picture and why. */
  notCaptured: { what: string; why: string }[];
  /** How the page stood first; null when it never answered. */
  first: PageView | null;
}

/** Never rejects for what a page does. */
export async function picturePage(options: PicturePageOptions): Promise<PagePictured> {
  const stitcher = options.stitcher ?? new Stitcher();
  const notes = new Map<string, string>();
  const note = (what: string, why: string): void => {
    if (!notes.has(what)) notes.set(what, why);
  };
  const subjects = options.subjects.slice(0, LIMITS.elementPictures);
  if (subjects.length < options.subjects.length)
    note('elements-beyond-the-limit', `only ${String(subjects.length)} subjects are cut out`);
  let first: PageView | null = null;
  try {
    first = await walk(options, stitcher, subjects, note);
  } finally {
    await options.end();
  }
  const { parts, cutOuts, tooLarge } = await stitcher.finish();
  if (tooLarge > 0)
    note('page-part-too-large', `${String(tooLarge)} parts of the picture were too large to keep`);
  const whole = new Map(cutOuts.map(({ subject, share }) => [subject, share]));
  const unseen = subjects.filter((subject) => !whole.has(subject));
  if (unseen.length > 0)
    note('elements-not-in-view', `${String(unseen.length)} subjects did not come into view`);
  const partly = cutOuts.filter(({ share }) => share < WHOLE_SHARE).length;
  if (partly > 0) note('elements-partly-in-view', `${String(partly)} subjects were in view only in part`);
  return { parts, cutOuts, notCaptured: [...notes].map(([what, why]) => ({ what, why })), first };
}

async function walk(
  options: PicturePageOptions,
  stitcher: Pick<Stitcher, 'add' | 'done'>,
  subjects: readonly string[],
  note: (what: string, why: string) => void,
): Promise<PageView | null> {
  const began = options.now();
  let view = await options.view(0, subjects);
  if (!view) {
    note('page-picture', 'the page did not answer');
    return null;
  }
  const first = view;
  if (Math.abs(view.pinchScale - 1) > 0.01) {
    note('page-picture', 'the page is zoomed by fingers');
    return first;
  }
  if (view.area.width < 16 || view.area.height < 16) {
    note('page-picture', 'the page has no room in its window');
    return first;
  }
  if (view.y > 1) note('page-above', 'the page did not scroll to its top');
  for (let views = 1; ; views += 1) {
    const strip = stripOf(view, stitcher.done);
    if (!strip && views > 1) {
      note('page-below', `the page did not scroll on at ${String(Math.round(stitcher.done))} px`);
      return first;
    }
    const shot = await options.picture();
    if ('why' in shot) {
      note(views === 1 ? 'page-picture' : 'page-below', shot.why);
      return first;
    }
    const after = await options.view(null, subjects);
    const stop = whyStopped(view, after);
    if (stop !== null || !after) {
      note(views === 1 ? 'page-picture' : 'page-below', stop ?? 'the page did not answer');
      return first;
    }
    if (hasMoved(view, after)) note('page-moved', 'parts of the page moved or changed while it was pictured');
    if (view.floating > 0 && views > 1)
      note('floating-elements', 'elements that stay in the window show more than once');
    await stitcher.add(shot.picture, view, strip);
    options.onProgress?.(stitcher.done, Math.min(after.contentHeight, LIMITS.pagePictureCssPx));

    if (after.contentHeight > first.contentHeight + 1)
      note('page-grew', `from ${String(Math.round(first.contentHeight))} px while it was pictured`);
    // A page that grew while its end was pictured is followed further down, as far as the bounds allow.
    if (!strip || stitcher.done >= after.contentHeight - 1) return first;
    const isAtBound = stitcher.done >= LIMITS.pagePictureCssPx;
    if (isAtBound || views >= LIMITS.pagePictureViews || options.now() - began > LIMITS.pagePictureMs) {
      note('page-below', `pictured to ${px(stitcher.done)} of ${px(after.contentHeight)}`);
      return first;
    }
    view = await onward(options, subjects, after, stitcher.done);
    if (!view) {
      note('page-below', 'the page did not answer');
      return first;
    }
    if (view.personMoved) {
      note('page-below', 'the person went on using the page');
      return first;
    }
    const seenFrom = view.y + barsOf(view).top;
    if (seenFrom > stitcher.done + 1)
      note('page-gap', `rows ${px(stitcher.done)} to ${px(seenFrom)} are missing`);
  }
}

/** Scrolls on; once more, less far, when a bar has come down over what was to be seen. */
async function onward(
  options: PicturePageOptions,
  subjects: readonly string[],
  before: PageView,
  done: number,
): Promise<PageView | null> {
  const next = await options.view(nextScroll(before, done), subjects);
  if (!next) return null;
  const seenFrom = next.y + barsOf(next).top;
  if (next.personMoved || seenFrom <= done + 1) return next;
  return options.view(Math.max(0, Math.floor(next.y - (seenFrom - done))), subjects);
}

function whyStopped(before: PageView, after: PageView | null): string | null {
  if (!after) return 'the page did not answer';
  if (after.isHidden) return 'the tab was not in front';
  if (after.personMoved || Math.abs(after.y - before.y) > 1)
    return 'the person or the page scrolled meanwhile';
  if (after.windowWidth !== before.windowWidth || after.devicePixelRatio !== before.devicePixelRatio)
    return 'the window changed its size meanwhile';
  return null;
}

function hasMoved(before: PageView, after: PageView): boolean {
  if (Math.abs(before.contentHeight - after.contentHeight) > 1) return true;
  return before.boxes.some(({ subject, box }) => {
    const now = after.boxes.find((one) => one.subject === subject)?.box;
    return !now || Math.abs(now.x - box.x) > 2 || Math.abs(now.y - box.y) > 2;
  });
}

function px(value: number): string {
  return `${String(Math.round(value))} px`;
}
