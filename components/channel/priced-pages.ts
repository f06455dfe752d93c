/**
 * Prices of product pages that were looked at in the last hour, so that a cart of the same shop can be set beside
 * them. Kept in memory until the browser is closed, never on disk; goes with "delete everything".
 */
import browser from 'webextension-polyfill';
import { pricedPageSchema, type PricedPage } from '../model/card';

const KEY = 'priced-pages';

/** Newest first; anything malformed is left out. */
export async function readPricedPages(): Promise<PricedPage[]> {
  const stored: unknown = (await browser.storage.session.get(KEY))[KEY];
  if (!Array.isArray(stored)) return [];
  return stored.flatMap((one: unknown) => pricedPageSchema.safeParse(one).data ?? []);
}

export async function writePricedPages(pages: readonly PricedPage[]): Promise<void> {
  await browser.storage.session.set({ [KEY]: [...pages] });
}
