import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { ask, tell } from '../../components/channel/ask';
import { isEnvelope } from '../../components/channel/envelope';
import { extensionApi } from '../../components/channel/runtime';
import { createLoopDetector } from '../../components/footage/loop';
import type { Sent } from '../../components/model/message';
import { PlainError } from '../../components/model/plain-error';
import { runningIn, type OurWorld, type Running } from '../../components/observers/running';
import { createWatchChip, type WatchChip } from '../../components/ui/watch-chip';
import { watchTextsFor } from '../../components/ui/watch-texts';
import { standingOn } from '../../components/watching/standing';
import { startWatching, type WatchState } from '../../components/watching/watcher';

/** Marks an isolated world in which this script already runs, and beside what. */
const WATCHING = Symbol.for('mingbiao.watching');
/** Reading the words of one frame may have to start the reader first. */
const FRAME_WAIT_MS = 40_000;

/** Put into a frame only where something plays on a page that the person lets us look at. */
export default defineUnlistedScript({
  async main() {
    const world: OurWorld & { [WATCHING]?: Running } = globalThis;
    // The ordinary content script of this page knows what plays and which labels speak of it.
    const observing = runningIn(world);
    if (!observing || world[WATCHING] === observing) return;
    world[WATCHING] = observing;
    const { locale } = await ask('page/progress', {});

    let chip: WatchChip | undefined;
    let subject = '';
    const show = (state: WatchState | null): void => {
      if (!state && !chip) return;
      if (state) ({ subject } = state);
      chip ??= createWatchChip(document, {
        locale,
        texts: watchTextsFor(locale),
        standingOn,
        onDetails() {
          tell('page/open-details', { subject });
        },
        onStop() {
          watching.stop();
        },
        signal: observing.signal,
      });
      chip.show(state);
    };
    observing.layers.push({
      host: () => chip?.host ?? null,
      conceal(isConcealed) {
        chip?.conceal(isConcealed);
      },
    });
    const watching = startWatching({
      document,
      watched: () => observing.watched(),
      createDetector: createLoopDetector,
      readTexts: async (texts) => (await ask('page/read-texts', { texts: [...texts] })).readings,
      async readFrame(of, jpeg, parts) {
        try {
          return await ask(
            'page/frame-text',
            { subject: of, jpeg, ...(parts && { parts }) },
            { waitMs: FRAME_WAIT_MS },
          );
        } catch (error) {
          if (error instanceof PlainError) return null;
          throw error;
        }
      },
      send(sightings) {
        tell('page/observed', { sightings, gone: [], withdrawn: [] });
      },
      onState: show,
      signal: observing.signal,
    });

    const { runtime } = extensionApi();
    runtime.onMessage.addListener((message, sender, answer) => {
      if (sender.id !== runtime.id || !isEnvelope(message) || message.name !== 'page/frames')
        return undefined;
      void watching.frames((message.sent as Sent<'page/frames'>).subject).then((frames) => {
        answer({ ok: true, value: { frames } });
      });
      return true;
    });
  },
});
