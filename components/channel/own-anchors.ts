/** Authorities that the person added beside the bundled trust lists, as PEM, kept in the browser's local storage. */
import browser from 'webextension-polyfill';
import { LIMITS } from '../model/limits';

const KEY = 'own-anchors';

/** The stored PEM text; null when there is none or what is stored is no such text. */
export async function readOwnAnchors(): Promise<string | null> {
  const stored: unknown = (await browser.storage.local.get(KEY))[KEY];
  return typeof stored === 'string' && stored !== '' && stored.length <= LIMITS.anchorsChars ? stored : null;
}

/** Stores the PEM text in place of what was there; null removes it. */
export async function writeOwnAnchors(pem: string | null): Promise<void> {
  if (pem === null) await browser.storage.local.remove(KEY);
  else await browser.storage.local.set({ [KEY]: pem });
}
