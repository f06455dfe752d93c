/**
 * How doors talk, the answering side, with the validator. Every message is parsed by the table before a
 * handler sees it, and who may send it is checked against where it came from: tab, frame and address are
 * the browser's word, never the payload's.
 */
import browser, { type Runtime } from 'webextension-polyfill';
import { MESSAGES, type Answered, type MessageName, type Sent } from '../model/message';
import { PlainError } from '../model/plain-error';
import { isEnvelope, type Reply } from './envelope';

export interface From {
  /** A content script, or one of the extension's own pages. */
  kind: 'page' | 'own';
  tabId: number | null;
  frameId: number;
  /** Address of the sending document; the page's own address for a content script. */
  url: string;
}

export type Handlers = {
  [N in MessageName]?: (sent: Sent<N>, from: From) => Promise<Answered<N>>;
};

/** Starts answering the given messages in this context. Messages without a handler here are left to others. */
export function listen(handlers: Handlers): void {
  browser.runtime.onMessage.addListener((message: unknown, sender: Runtime.MessageSender) => {
    if (!isEnvelope(message) || sender.id !== browser.runtime.id) return undefined;
    if (!Object.hasOwn(handlers, message.name)) return undefined;
    const handler = handlers[message.name] as ((sent: unknown, from: From) => Promise<unknown>) | undefined;
    if (!handler) return undefined;
    return answer(message.name, message.sent, fromSender(sender), handler);
  });
}

async function answer(
  name: MessageName,
  sent: unknown,
  from: From,
  handler: (sent: unknown, from: From) => Promise<unknown>,
): Promise<Reply> {
  if (!maySend(name, from)) return refusal('not-allowed');
  const parsed = MESSAGES[name].sent.safeParse(sent);
  if (!parsed.success) return refusal('malformed-message');
  try {
    return { ok: true, value: await handler(parsed.data, from) };
  } catch (error) {
    if (error instanceof PlainError) return { ok: false, code: error.code, ...error.text };
    // Ours to mend: logged once, without addresses, prices or names.
    console.error(`mingbiao: ${name} failed`, error instanceof Error ? error.name : typeof error);
    return refusal('internal');
  }
}

/** Whether this sender may send this message: content scripts only page/*, our own pages only their own. */
export function maySend(name: MessageName, from: From): boolean {
  const allowed = MESSAGES[name].from;
  if (allowed === 'background') return from.kind === 'own' && from.tabId === null;
  return allowed === from.kind;
}

function fromSender(sender: Runtime.MessageSender): From {
  const url = sender.url ?? '';
  const own = url.startsWith(browser.runtime.getURL('')) || (url === '' && sender.tab === undefined);
  return { kind: own ? 'own' : 'page', tabId: sender.tab?.id ?? null, frameId: sender.frameId ?? 0, url };
}

function refusal(code: 'not-allowed' | 'malformed-message' | 'internal'): Reply {
  const texts = {
    'not-allowed': { zh: '这一方不能发送这条消息。', en: 'This sender may not send that message.' },
    'malformed-message': {
      zh: '消息的格式不对，没有处理。',
      en: 'The message is malformed and was not handled.',
    },
    internal: {
      zh: '扩展内部出错了。请重试；若一直如此，请告诉我们。',
      en: 'Something went wrong inside the extension. Try again; if it stays, please tell us.',
    },
  } as const;
  return { ok: false, code, ...texts[code] };
}
