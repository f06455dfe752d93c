/** The outer form of every message: a name from the table and what is sent under it. */
import type { MessageName } from '../model/message';

/** Tells our messages from anything else that may travel on the same channel. */
export const CHANNEL = 'mingbiao/1';

export interface Envelope {
  channel: typeof CHANNEL;
  name: MessageName;
  sent: unknown;
}

/** What comes back: the answer, or one named error. */
export type Reply = { ok: true; value: unknown } | { ok: false; code: string; zh: string; en: string };

/** Whether a foreign value has the outer form; what is inside is still untrusted. */
export function isEnvelope(value: unknown): value is Envelope {
  if (typeof value !== 'object' || value === null) return false;
  const candidate = value as Record<string, unknown>;
  return candidate['channel'] === CHANNEL && typeof candidate['name'] === 'string' && 'sent' in candidate;
}

/** Whether a foreign value is a reply of ours. */
export function isReply(value: unknown): value is Reply {
  return (
    typeof value === 'object' &&
    value !== null &&
    typeof (value as Record<string, unknown>)['ok'] === 'boolean'
  );
}
