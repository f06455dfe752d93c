/** What runs in a page: the chip on the page's player, and what stands on that player as the chip is told. */
import { createWatchChip, type ChipState, type WatchChip } from '../../components/ui/watch-chip';
import { watchTextsFor } from '../../components/ui/watch-texts';
import { standingOn } from '../../components/watching/standing';

let chip: WatchChip | null = null;
let looks = 0;

const chipLab = {
  /** Shows the chip on the page's one video, with the label at `selectors` as labels that were recognised. */
  show(selectors: string): void {
    const video = document.querySelector('video');
    if (!video) throw new Error('the page has no video');
    const state: ChipState = {
      video,
      isLooking: true,
      watchedMs: 67_000,
      progress: 0.25,
      label: 'not-seen',
      labelText: null,
      labelBoxes: selectors
        ? [...document.querySelectorAll(selectors)].map((el) => el.getBoundingClientRect())
        : [],
      framesReadable: true,
      loop: null,
    };
    chip ??= createWatchChip(document, {
      locale: 'zh-CN',
      texts: watchTextsFor('zh-CN'),
      standingOn(of, ours) {
        looks += 1;
        return standingOn(of, ours);
      },
      onDetails: () => undefined,
      onStop: () => undefined,
      signal: new AbortController().signal,
    });
    chip.show(state);
  },
  /** Where the chip is drawn once the next frame is; null while it is out of sight. And how often it looked. */
  async place(): Promise<{
    box: { left: number; top: number; width: number; height: number } | null;
    looks: number;
  }> {
    await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
    const button = chip?.host.shadowRoot?.querySelector('button');
    if (!button || getComputedStyle(button).visibility === 'hidden') return { box: null, looks };
    const { left, top, width, height } = button.getBoundingClientRect();
    return { box: { left, top, width, height }, looks };
  },
};

// The root is closed to a page; here it is opened to be looked into.
const attach = Element.prototype.attachShadow;
Element.prototype.attachShadow = function (options) {
  return attach.call(this, { ...options, mode: 'open' });
};

export type ChipLab = typeof chipLab;
Object.assign(globalThis, { chipLab });
