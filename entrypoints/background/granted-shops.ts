/**
 * The content script is registered for the shops that the person has granted and for nothing else. One
 * registration is queued behind another, because permissions can change while one is under way.
 */
import browser from 'webextension-polyfill';
import type { Shop } from '../../components/model/shop';

export const CONTENT_SCRIPT = 'shop.js';
const REGISTRATION = 'shop';

let queue: Promise<void> = Promise.resolve();

/** Registers for what is granted now. Safe to call at any time and any number of times. */
export function registerGrantedShops(shops: readonly Shop[]): Promise<void> {
  queue = queue.then(
    () => register(shops),
    () => register(shops),
  );
  return queue;
}

async function register(shops: readonly Shop[]): Promise<void> {
  const matches = await grantedPages(shops);
  const registered = await browser.scripting.getRegisteredContentScripts({ ids: [REGISTRATION] });
  if (registered.length > 0) await browser.scripting.unregisterContentScripts({ ids: [REGISTRATION] });
  if (matches.length === 0) return;
  await browser.scripting.registerContentScripts([
    {
      id: REGISTRATION,
      js: [CONTENT_SCRIPT],
      matches,
      allFrames: true,
      runAt: 'document_idle',
      persistAcrossSessions: true,
    },
  ]);
}

/** Match patterns of pages on which the content script may run. Hosts of pictures are never among them. */
export async function grantedPages(shops: readonly Shop[]): Promise<string[]> {
  const { origins = [] } = await browser.permissions.getAll();
  const known = new Set(shops.flatMap((shop) => [...shop.pageHosts, ...shop.mediaHosts]).map(pattern));
  const pages: string[] = [];
  for (const shop of shops) {
    const patterns = shop.pageHosts.map(pattern);
    if (await browser.permissions.contains({ origins: patterns })) pages.push(...patterns);
  }
  // A build for a page of one's own (the demo shop, a command) names its hosts in the manifest.
  const others = origins.filter(
    (origin) => !known.has(origin) && !/^(<all_urls>|[*a-z]+:\/\/\*\/)/.test(origin),
  );
  return [...new Set([...pages, ...others])];
}

export function pattern(host: string): string {
  return `https://${host}/*`;
}
