import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { ask, askPatiently, tell } from '../../components/channel/ask';
import { isLeftBehind } from '../../components/channel/runtime';
import { openShadow } from '../../components/capture/open-shadow';
import { watchCards } from '../../components/observers/card-press';
import { RUNNING, runningIn, type OurWorld } from '../../components/observers/running';
import { startObserving } from '../../components/observers/schedule';
import { openGate } from '../../components/observers/text-gate';
import { TAGS, tagsLater, type TagWorld } from '../../components/ui/tags-later';
import type { Flag } from '../../components/model/finding';
import type { Answered } from '../../components/model/message';
import { PlainError } from '../../components/model/plain-error';
import { answerBackground } from './answer';

const FIRST_QUESTION_MS = 2_000;
const LAST_QUESTION_MS = 20_000;
const OFFER_WAIT_MS = 5_000;

/**
 * A script of its own making rather than a content script of the build tool: that one announces itself to the page by
 * a message with the extension's id, and any page could end it by an event.
 */
export default defineUnlistedScript({
  async main() {
    const world: OurWorld & TagWorld = globalThis;
    // It may be injected again by a press.
    if (world[RUNNING]) {
      runningIn(world)?.lookAgain();
      return;
    }
    if (isTooSmallAFrame()) return;
    world[RUNNING] = 'starting';
    const ending = new AbortController();
    const { signal } = ending;
    /** What was left behind by an update ends here instead of looking for ever and telling nobody. */
    const heard = <T>(answer: Promise<T>): Promise<T> =>
      answer.catch((error: unknown) => {
        if (isLeftBehind()) ending.abort();
        throw error;
      });
    signal.addEventListener('abort', () => {
      world[RUNNING] = undefined;
      world[TAGS] = undefined;
    });
    const begun = await askPatiently('page/begin', {}).catch((error: unknown) => {
      ending.abort();
      throw error;
    });
    if (!begun.run) return ending.abort();

    let follow = (): void => undefined;
    let sending: Promise<unknown> = Promise.resolve();
    const observing = startObserving({
      document,
      url: () => new URL(location.href),
      shop: begun.shop,
      gate: openGate(begun.gate),
      readTexts: async (texts) =>
        (await heard(askPatiently('page/read-texts', { texts: [...texts] }))).readings,
      readOffer: (excerpt) => heard(askPatiently('page/read-offer', excerpt, { waitMs: OFFER_WAIT_MS })),
      asked: begun.asked,
      signal,
      openShadow,
      isOwn: (node) => runningIn(world)?.layers.some((one) => one.host() === node) === true,
      send(batch) {
        // One after the other: a batch that had to be sent again must not overwrite a newer one.
        sending = sending.then(() => heard(askPatiently('page/observed', batch))).then(undefined, lost);
        follow();
      },
    });

    if (window === window.top)
      watchCards(
        document,
        (card) => {
          tell('page/card', card);
        },
        signal,
      );

    const tags = tagsLater(
      {
        locale: begun.locale,
        elementsOf: (subject) => observing.elementsOf(subject),
        onOpenDetails(subject) {
          tell('page/open-details', { subject });
        },
        sketchOf: () => ask('page/price-sketch', {}),
        onKeep() {
          tell('page/keep', {});
        },
        signal,
      },
      () => askPatiently('page/tags', {}),
    );
    world[TAGS] = tags;
    world[RUNNING] = { ...observing, layers: [tags], signal };
    follow = followProgress(tags.show, () => heard(ask('page/progress', {})), signal);
    answerBackground(tags, observing.elementsOf);
  },
});

/**
 * The background may be ended while media are still being read, and nothing would wake it. So a page that
 * has reported something asks how far things are until it hears that all is settled.
 */
function followProgress(
  show: (flags: readonly Flag[]) => void,
  progressNow: () => Promise<Answered<'page/progress'>>,
  signal: AbortSignal,
): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let waitMs = FIRST_QUESTION_MS;
  const askAgain = (): void => {
    timer = undefined;
    if (signal.aborted) return;
    progressNow().then(
      (progress) => {
        show(progress.flags);
        waitMs = Math.min(waitMs * 2, LAST_QUESTION_MS);
        if (!progress.settled) timer ??= setTimeout(askAgain, waitMs);
      },
      () => {
        // The background is being replaced (an update): ask later, unless this script was left behind by it.
        if (!signal.aborted) timer ??= setTimeout(askAgain, LAST_QUESTION_MS);
      },
    );
  };
  return () => {
    waitMs = FIRST_QUESTION_MS;
    timer ??= setTimeout(askAgain, waitMs);
  };
}

/** A batch that nobody took: this script was left behind by an update, and the next page load starts anew. */
function lost(error: unknown): void {
  if (!(error instanceof PlainError) && !isLeftBehind()) throw error;
}

/** Advertisement slivers and tracking frames hold nothing that a shopper looks at. */
function isTooSmallAFrame(): boolean {
  return window !== window.top && (innerWidth < 96 || innerHeight < 96);
}
