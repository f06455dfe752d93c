/**
 * Fetches the address of an open page once more, with or without the person's cookies, so that its price can
 * be read by the same reader. Only on a press that says so. What comes back is text: it is parsed without
 * being run, and never shown.
 */
import { LIMITS } from '../model/limits';
import type { PageAgain } from '../model/price';

/**
 * One GET of this address. Without cookies nothing goes along that tells who asks, except what every request
 * carries (address of the network, language, name of the browser). Fails with a code: `scheme-not-read`,
 * `http-403`, `not-a-page`, `blocked-or-offline`, `timed-out`.
 */
export async function fetchPageAgain(url: string, withCookies: boolean): Promise<PageAgain> {
  if (!/^https?:\/\//.test(url)) return { ok: false, code: 'scheme-not-read' };
  const limit = AbortSignal.timeout(LIMITS.fetchMs);
  try {
    const response = await fetch(url, {
      credentials: withCookies ? 'include' : 'omit',
      cache: 'no-store',
      redirect: 'follow',
      referrerPolicy: 'no-referrer',
      headers: { Accept: 'text/html' },
      signal: limit,
    });
    if (!response.ok) return { ok: false, code: `http-${String(response.status)}` };
    const type = response.headers.get('content-type') ?? '';
    if (!/html|xml/i.test(type)) return { ok: false, code: 'not-a-page' };
    const { bytes, isWhole } = await bounded(response);
    const html = decode(bytes, type).slice(0, LIMITS.pageChars);
    return { ok: true, url: response.url.slice(0, LIMITS.urlChars), html, isWhole };
  } catch (error) {
    if (limit.aborted) return { ok: false, code: 'timed-out' };
    if (error instanceof TypeError) return { ok: false, code: 'blocked-or-offline' };
    throw error;
  }
}

/** The page without the person's cookies: what a stranger is shown at this address. */
export function fetchPageWithoutCookies(url: string): Promise<PageAgain> {
  return fetchPageAgain(url, false);
}

async function bounded(response: Response): Promise<{ bytes: Uint8Array; isWhole: boolean }> {
  const reader = response.body?.getReader();
  const parts: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const part = await reader?.read();
    if (!part || part.done) return { bytes: together(parts, length), isWhole: true };
    if (length + part.value.length > LIMITS.pageChars) {
      await reader?.cancel();
      return { bytes: together(parts, length), isWhole: false };
    }
    parts.push(part.value);
    length += part.value.length;
  }
}

function together(parts: readonly Uint8Array[], length: number): Uint8Array {
  const all = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** By the charset of the header, else of the page's own first bytes, else UTF-8. */
function decode(bytes: Uint8Array, type: string): string {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 1024));
  const named =
    /charset\s*=\s*["']?([\w-]{2,20})/i.exec(type)?.[1] ??
    /charset\s*=\s*["']?([\w-]{2,20})/i.exec(head)?.[1];
  return decoderOf(named ?? 'utf-8').decode(bytes);
}

function decoderOf(label: string): TextDecoder {
  try {
    return new TextDecoder(label);
  } catch (error) {
    // A name that no browser knows: read as what most pages are.
    if (error instanceof RangeError) return new TextDecoder('utf-8');
    throw error;
  }
}
