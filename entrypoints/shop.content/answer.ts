/**
 * What a page answers the background. No validator here: only our own background can send to this world,
 * and what it sends is used as data, never as code or markup.
 */
import browser, { type Runtime } from 'webextension-polyfill';
import { isEnvelope, type Reply } from '../../components/channel/envelope';
import type { Answered, Sent } from '../../components/model/message';
import { readForBackground } from './read-medium';

export interface Shows {
  'page/flags'(this: void, sent: Sent<'page/flags'>): void;
  'page/reveal'(this: void, sent: Sent<'page/reveal'>): void;
}

export function answerBackground(shows: Shows): void {
  browser.runtime.onMessage.addListener((message: unknown, sender: Runtime.MessageSender) => {
    if (sender.id !== browser.runtime.id || !isEnvelope(message)) return undefined;
    switch (message.name) {
      case 'page/flags':
        shows['page/flags'](message.sent as Sent<'page/flags'>);
        return done({});
      case 'page/reveal':
        shows['page/reveal'](message.sent as Sent<'page/reveal'>);
        return done({});
      case 'page/read-medium': {
        const { url, offset, length } = message.sent as Sent<'page/read-medium'>;
        return readForBackground(url, offset, length).then((answer: Answered<'page/read-medium'>) => ({ ok: true, value: answer }) satisfies Reply);
      }
      default:
        return undefined;
    }
  });
}

function done(value: unknown): Promise<Reply> {
  return Promise.resolve({ ok: true, value });
}
