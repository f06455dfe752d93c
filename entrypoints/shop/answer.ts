/**
 * What a page answers the background. No validator here: only our own background can send to this world,
 * and what it sends is used as data, never as code or markup.
 */
import { isEnvelope } from '../../components/channel/envelope';
import type { MediumPart, Sent } from '../../components/model/message';
import { extensionApi } from '../../components/channel/runtime';
import type { TagsLater } from '../../components/ui/tags-later';
import { addressOnPage, readForBackground } from './read-medium';

/** Reads that share a message wait for each other at most so long. */
const TOGETHER_MS = 500;

export function answerBackground(
  tags: Pick<TagsLater, 'show' | 'reveal'>,
  elementsOf: (subject: string) => readonly Element[],
): void {
  const { runtime } = extensionApi();
  runtime.onMessage.addListener(function answerOne(message, sender, answer) {
    if (sender.id !== runtime.id || !isEnvelope(message)) return undefined;
    switch (message.name) {
      case 'page/flags':
        tags.show((message.sent as Sent<'page/flags'>).flags);
        answer({ ok: true, value: {} });
        return undefined;
      case 'page/reveal':
        tags.reveal((message.sent as Sent<'page/reveal'>).subject);
        answer({ ok: true, value: {} });
        return undefined;
      case 'page/read-media': {
        const { reads } = message.sent as Sent<'page/read-media'>;
        const reading = reads.map((read) =>
          readForBackground({ ...read, url: addressOnPage(read.url, elementsOf) }),
        );
        void inTime(reading).then(function answered(read) {
          answer({ ok: true, value: { read } });
        });
        return true;
      }
      default:
        return undefined;
    }
  });
}

/** What came within a moment; one read alone has all the time that the asker gives it. */
function inTime(reading: readonly Promise<MediumPart | null>[]): Promise<(MediumPart | null | 'later')[]> {
  if (reading.length === 1) return Promise.all(reading);
  const late = new Promise<'later'>((resolve) => setTimeout(resolve, TOGETHER_MS, 'later'));
  return Promise.all(reading.map((one) => Promise.race([one, late])));
}
