/** Whether the person has let us look at a shop, and asking for it: pages and pictures together, one question. */
import browser from 'webextension-polyfill';
import type { Shop } from '../model/shop';

/** Match patterns of everything one shop needs. */
export function originsOf(shop: Pick<Shop, 'pageHosts' | 'mediaHosts'>): string[] {
  return [...shop.pageHosts, ...shop.mediaHosts].map((host) => `https://${host}/*`);
}

export function isGranted(shop: Shop): Promise<boolean> {
  return browser.permissions.contains({ origins: originsOf(shop) });
}

/** Must be called straight from a press, or the browser refuses. False when the person said no. */
export function askFor(shop: Shop): Promise<boolean> {
  return browser.permissions.request({ origins: originsOf(shop) });
}

/** Gives the shop back. Hosts that another granted shop also needs stay. */
export async function giveBack(shop: Shop, others: readonly Shop[]): Promise<void> {
  const kept = new Set<string>();
  for (const other of others)
    if (other.id !== shop.id && (await isGranted(other))) for (const o of originsOf(other)) kept.add(o);
  await browser.permissions.remove({ origins: originsOf(shop).filter((origin) => !kept.has(origin)) });
}
