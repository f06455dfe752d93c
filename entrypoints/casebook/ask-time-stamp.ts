/** Asks a time-stamp authority about one digest. The one thing that leaves is the request of RFC 3161 §2.4.1. */
import { sha256 } from '../../components/evidence/digest';
import type { StampAnswer } from '../../components/evidence/case-file';
import type { CheckedTimeStamp, TimeStampProblem } from '../../components/evidence/time-stamp';

/** A person waits at the screen; authorities answer within a second or two. */
export const ANSWER_WITHIN_MS = 20_000;

export type AskedTimeStamp =
  | ({ ok: true } & StampAnswer & Pick<Extract<CheckedTimeStamp, { ok: true }>, 'at' | 'authority'>)
  | { ok: false; code: 'not-reached' | 'too-late' | 'refused' | 'too-large' | 'stopped' }
  | { ok: false; code: 'not-usable'; problem: TimeStampProblem };

/**
 * Sends the SHA-256 of `digestFile` and a random number to `url` (https), and checks the answer before giving it
 * out. Never rejects for what the network or the authority does; `signal` ends it as `stopped`.
 */
export async function askTimeStamp(
  url: string,
  digestFile: Uint8Array,
  signal: AbortSignal,
  withinMs = ANSWER_WITHIN_MS,
): Promise<AskedTimeStamp> {
  const { checkTimeStamp, LARGEST_ANSWER_BYTES, timeStampRequest } =
    await import('../../components/evidence/time-stamp');
  const { bytes, nonce } = timeStampRequest(await sha256(digestFile));
  const late = AbortSignal.timeout(withinMs);
  let answer: Uint8Array | null;
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/timestamp-query', accept: 'application/timestamp-reply' },
      body: bytes,
      // Another host than the one that was named is not asked, and nothing of the browser goes along.
      redirect: 'error',
      credentials: 'omit',
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
      signal: AbortSignal.any([signal, late]),
    });
    if (!response.ok) return { ok: false, code: 'refused' };
    answer = await bounded(response, LARGEST_ANSWER_BYTES);
  } catch (error) {
    if (signal.aborted) return { ok: false, code: 'stopped' };
    if (late.aborted) return { ok: false, code: 'too-late' };
    // What fetch throws when a host cannot be reached, redirects, or breaks off.
    if (error instanceof TypeError || error instanceof DOMException)
      return { ok: false, code: 'not-reached' };
    throw error;
  }
  if (!answer) return { ok: false, code: 'too-large' };
  const checked = await checkTimeStamp(answer, digestFile, [], nonce);
  if (!checked.ok) return { ok: false, code: 'not-usable', problem: checked.code };
  return { ok: true, answer, nonce, at: checked.at, authority: checked.authority };
}

/** The whole body, or null as soon as it is more than so many bytes. */
async function bounded(response: Response, mostBytes: number): Promise<Uint8Array | null> {
  const reader = response.body?.getReader();
  const whole = new Uint8Array(mostBytes);
  let length = 0;
  for (;;) {
    const part = await reader?.read();
    if (!part || part.done) return whole.slice(0, length);
    if (length + part.value.length > mostBytes) {
      await reader?.cancel();
      return null;
    }
    whole.set(part.value, length);
    length += part.value.length;
  }
}
