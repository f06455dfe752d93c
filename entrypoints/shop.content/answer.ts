/**
 * What a page answers the background. No validator here: only our own background can send to this world,
 * and what it sends is used as data, never as code or markup.
 */
import { isEnvelope } from '../../components/channel/envelope';
import type { Sent } from '../../components/model/message';
import { extensionApi } from '../../components/channel/runtime';
import { addressOnPage, readForBackground } from './read-medium';

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
      case 'page/read-medium': {
        const { url, offset, length } = message.sent as Sent<'page/read-medium'>;
        void readForBackground(addressOnPage(url, elementsOf), offset, length).then(function answered(value) {
          answer({ ok: true, value });
        });
        return true;
      }
      default:
        return undefined;
    }
  });
}
