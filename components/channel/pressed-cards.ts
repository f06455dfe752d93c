/**
 * Cards of lists that were pressed in the last minutes, so that the price on a card can be set beside that of the
 * page it leads to. Kept in memory until the browser is closed, never on disk; goes with "delete everything".
 */
import browser from 'webextension-polyfill';
import { rememberedCardSchema, type RememberedCard } from '../model/card';

const KEY = 'pressed-cards';

/** Newest first; anything malformed is left out. */
export async function readPressedCards(): Promise<RememberedCard[]> {
  const stored: unknown = (await browser.storage.session.get(KEY))[KEY];
  if (!Array.isArray(stored)) return [];
  return stored.flatMap((one: unknown) => rememberedCardSchema.safeParse(one).data ?? []);
}

export async function writePressedCards(cards: readonly RememberedCard[]): Promise<void> {
  await browser.storage.session.set({ [KEY]: [...cards] });
}
