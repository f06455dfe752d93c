/**
 * Put into a frame when there is first something to show there, or something to ask of its style, and only then:
 * draws the hang-tags, and answers what the page's style writes beside a picture. Runs beside the content script, in
 * the same world.
 */
import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { isEnvelope } from '../components/channel/envelope';
import { extensionApi } from '../components/channel/runtime';
import { LIMITS } from '../components/model/limits';
import type { Sent } from '../components/model/message';
import { runningIn, type OurWorld } from '../components/observers/running';
import { styleTextsBeside } from '../components/observers/style-texts';
import { createBadgeLayer } from '../components/ui/badge';
import { badgeTextsFor } from '../components/ui/badge-texts';
import { TAGS, type TagsLater, type TagWorld } from '../components/ui/tags-later';
import { standingOn } from '../components/watching/standing';

/** Marks an isolated world in which this script already runs, and for whom. */
const DRAWING = Symbol.for('mingbiao.drawing');
/** A picture that a page shows more often is asked about at so many places. */
const MOST_SHOWN = 4;

export default defineUnlistedScript(() => {
  const world: OurWorld & TagWorld & { [DRAWING]?: TagsLater } = globalThis;
  const waiting = world[TAGS];
  // A frame that went elsewhere meanwhile has no content script yet, or one with nothing to show.
  if (!waiting || world[DRAWING] === waiting) return;
  world[DRAWING] = waiting;

  const { runtime } = extensionApi();
  runtime.onMessage.addListener((message, sender, answer) => {
    if (sender.id !== runtime.id || !isEnvelope(message) || message.name !== 'page/style-texts')
      return undefined;
    const { subject } = message.sent as Sent<'page/style-texts'>;
    const elements = runningIn(world)?.elementsOf(subject) ?? [];
    const texts = elements.slice(0, MOST_SHOWN).flatMap(styleTextsBeside);
    answer({ ok: true, value: { texts: texts.slice(0, LIMITS.styleTexts) } });
    return undefined;
  });
  waiting.take((options) =>
    createBadgeLayer(document, {
      ...options,
      texts: badgeTextsFor(options.locale),
      standingOn: (medium, ours) => standingOn(medium, ours, { withLayers: medium.localName === 'video' }),
    }),
  );
});
