/**
 * How doors talk, the asking side. Two verbs: `ask` (one answer or one named error, always with a time
 * limit) and `tell` (no answer). Used in the content script, so it carries no validator: the background
 * parses what it is sent (listen.ts), and a page acts only on what the background says.
 */
import type { Answered, MessageName, Sent } from '../model/message';
import { PlainError } from '../model/plain-error';
import { CHANNEL, isReply, type Envelope } from './envelope';
import { extensionApi } from './runtime';

const DEFAULT_WAIT_MS = 30_000;

export interface To {
  /** Ask the content script of this tab instead of the extension's own contexts. */
  tabId?: number;
  frameId?: number;
  waitMs?: number;
}

/**
 * Sends one message and gives its answer. Rejects with a PlainError: the code the other side named,
 * `no-answer` when nobody listens (an updated extension, a closed tab) or `timed-out` after `waitMs`.
 */
export async function ask<N extends MessageName>(name: N, sent: Sent<N>, to: To = {}): Promise<Answered<N>> {
  const envelope: Envelope = { channel: CHANNEL, name, sent };
  const api = extensionApi();
  const sending =
    to.tabId === undefined
      ? api.runtime.sendMessage(envelope)
      : (api.tabs?.sendMessage(to.tabId, envelope, to.frameId === undefined ? {} : { frameId: to.frameId }) ??
        Promise.resolve());
  const reply = await withinMs(sending.catch(nobodyListens), to.waitMs ?? DEFAULT_WAIT_MS);
  if (!isReply(reply)) throw nobody();
  if (!reply.ok) throw new PlainError(reply.code, { zh: reply.zh, en: reply.en });
  return reply.value as Answered<N>;
}

/** Asked again after this long, then twice as long, and so on: a background that was ended is back within a moment. */
const FIRST_PAUSE_MS = 150;
const MOST_TRIES = 7;

/**
 * Asks as `ask` does, and again when nobody answered: the background may be ended in the middle of any
 * question. For questions that may be put twice. Rejects as `ask` does once about 10 s have gone by.
 */
export async function askPatiently<N extends MessageName>(
  name: N,
  sent: Sent<N>,
  to: To = {},
): Promise<Answered<N>> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await ask(name, sent, to);
    } catch (error) {
      const isAlone = error instanceof PlainError && error.code === 'no-answer';
      if (!isAlone || tries >= MOST_TRIES) throw error;
      await new Promise((later) => setTimeout(later, FIRST_PAUSE_MS * 2 ** (tries - 1)));
    }
  }
}

/** Sends one message and does not wait. A missing listener is expected (the tab may be gone) and not an error. */
export function tell<N extends MessageName>(name: N, sent: Sent<N>, to: To = {}): void {
  ask(name, sent, to).catch((error: unknown) => {
    if (!(error instanceof PlainError)) throw error;
  });
}

function nobodyListens(): undefined {
  return undefined;
}

function nobody(): PlainError {
  return new PlainError('no-answer', {
    zh: '扩展的另一部分没有应答。请刷新页面后再试。',
    en: 'The other part of the extension did not answer. Reload the page and try again.',
  });
}

async function withinMs<T>(promise: Promise<T>, waitMs: number): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(
        new PlainError('timed-out', {
          zh: '等待超时。请再试一次。',
          en: 'It took too long. Please try again.',
        }),
      );
    }, waitMs);
  });
  try {
    return await Promise.race([promise, limit]);
  } finally {
    clearTimeout(timer);
  }
}
