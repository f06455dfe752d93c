/**
 * The time-stamp authority that the person named, kept in the browser's local storage. It is asked only on a
 * press, and the browser is asked for its host alone.
 */
import browser from 'webextension-polyfill';

const KEY = 'time-stamp-authority';
const MOST_CHARS = 300;

export type NamedAuthority =
  | { ok: true; url: string; host: string }
  | { ok: false; code: 'not-an-address' | 'not-https' | 'holds-more' | 'too-long' };

/**
 * An address as a person types it, in its one spelling. Only https; no name, password or fragment, which an
 * authority never needs; at most 300 characters.
 */
export function authorityFrom(text: string): NamedAuthority {
  const typed = text.trim();
  if (typed.length > MOST_CHARS) return { ok: false, code: 'too-long' };
  const url = URL.canParse(typed) ? new URL(typed) : null;
  if (!url) return { ok: false, code: 'not-an-address' };
  if (url.protocol !== 'https:') return { ok: false, code: 'not-https' };
  if (url.username !== '' || url.password !== '' || url.hash !== '') return { ok: false, code: 'holds-more' };
  return url.href.length > MOST_CHARS
    ? { ok: false, code: 'too-long' }
    : { ok: true, url: url.href, host: url.host };
}

/** The named authority; null when there is none, or what is stored is no such address. */
export async function readAuthority(): Promise<{ url: string; host: string } | null> {
  const stored: unknown = (await browser.storage.local.get(KEY))[KEY];
  const read = typeof stored === 'string' ? authorityFrom(stored) : null;
  return read?.ok ? { url: read.url, host: read.host } : null;
}

/** Stores an address that `authorityFrom` gave; null removes it. */
export async function writeAuthority(url: string | null): Promise<void> {
  if (url === null) await browser.storage.local.remove(KEY);
  else await browser.storage.local.set({ [KEY]: url });
}

/** Match pattern of the one host. Patterns name no port. */
function originOf(url: string): string {
  return `https://${new URL(url).hostname}/*`;
}

/** Must be called straight from a press, or the browser refuses. False when the person said no. */
export function askForAuthority(url: string): Promise<boolean> {
  return browser.permissions.request({ origins: [originOf(url)] });
}

/** Gives the host back, unless a pattern in `others` (hosts of shops) needs the same. */
export async function giveBackAuthority(url: string, others: readonly string[]): Promise<void> {
  const origin = originOf(url);
  if (!others.includes(origin)) await browser.permissions.remove({ origins: [origin] });
}
