/**
 * What a page answers the background. No validator here: only our own background can send to this world,
 * and what it sends is used as data, never as code or markup.
 */
import { isEnvelope } from '../../components/channel/envelope';
import { LIMITS } from '../../components/model/limits';
import type { MediumPart, Sent } from '../../components/model/message';
import { styleTextsBeside } from '../../components/observers/style-texts';
import { extensionApi } from '../../components/channel/runtime';
import { addressOnPage, readForBackground } from './read-medium';

/** Reads that share a message wait for each other at most so long. */
const TOGETHER_MS = 500;
/** A picture that a page shows more often is asked about at so many places. */
const MOST_SHOWN = 4;

export interface Shows {
  'page/flags': (sent: Sent<'page/flags'>) => void;
  'page/reveal': (sent: Sent<'page/reveal'>) => void;
}

export function answerBackground(shows: Shows, elementsOf: (subject: string) => readonly Element[]): void {
  const { runtime } = extensionApi();
  runtime.onMessage.addListener(function answerOne(message, sender, answer) {
    if (sender.id !== runtime.id || !isEnvelope(message)) return undefined;
    switch (message.name) {
      case 'page/flags':
        shows['page/flags'](message.sent as Sent<'page/flags'>);
        answer({ ok: true, value: {} });
        return undefined;
      case 'page/reveal':
        shows['page/reveal'](message.sent as Sent<'page/reveal'>);
        answer({ ok: true, value: {} });
        return undefined;
      case 'page/style-texts': {
        const { subject } = message.sent as Sent<'page/style-texts'>;
        const texts = elementsOf(subject).slice(0, MOST_SHOWN).flatMap(styleTextsBeside);
        answer({ ok: true, value: { texts: texts.slice(0, LIMITS.styleTexts) } });
        return undefined;
      }
      case 'page/read-media': {
        const { reads } = message.sent as Sent<'page/read-media'>;
        const reading = reads.map(({ url, offset, length }) =>
          readForBackground(addressOnPage(url, elementsOf), offset, length),
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
