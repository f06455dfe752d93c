/**
 * Things of the last minutes or the last hour, one for each product. Kept in memory until the browser is closed, never
 * on disk; goes with "delete everything".
 */
import browser from 'webextension-polyfill';
import type { z } from '../model/zod';

export interface RecentList<T> {
  /** Puts one in front, in place of what is older, of the same product, or too many. Rejects where it cannot be written. */
  note(item: T): Promise<void>;
  /** Newest first, with everything that was noted before; anything malformed is left out. */
  all(): Promise<T[]>;
}

/** `isOld` tells of what is held whether it has no place beside what comes now. */
export function recentList<T extends { product: string }>(
  key: string,
  schema: z.ZodType<T>,
  most: number,
  isOld: (held: T, now: T) => boolean,
): RecentList<T> {
  // One after the other: two in quick succession must not overwrite each other.
  let writing: Promise<void> = Promise.resolve();
  async function read(): Promise<T[]> {
    const stored: unknown = (await browser.storage.session.get(key))[key];
    if (!Array.isArray(stored)) return [];
    return stored.flatMap((one: unknown) => schema.safeParse(one).data ?? []);
  }
  return {
    note(item) {
      const written = writing.then(async () => {
        const others = (await read()).filter((held) => held.product !== item.product && !isOld(held, item));
        await browser.storage.session.set({ [key]: [item, ...others].slice(0, most) });
      });
      // A write that failed is told to whoever noted it, and is not the last.
      writing = written.catch(() => undefined);
      return written;
    },
    async all() {
      await writing;
      return read();
    },
  };
}
