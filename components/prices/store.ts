/**
 * Where price histories are kept: a database of their own, one record for each variant. A look is one
 * transaction that reads, joins and writes that record, so that two tabs cannot lose each other's look, a
 * full disk leaves what was there, and a background that is ended leaves the look whole or not at all.
 */
import type { DBSchema, IDBPDatabase } from 'idb';
import { connectionTo, isQuota, type Connection } from '../storage/connection';
import { decodeHistory, encodeHistory } from './codec';
import { joined } from './history';
import { keyText, type PriceKey } from './key';
import type { PriceLook, PricePoint } from './point';

/** Raise with every change of shape, and add a step to `upgrade`. */
export const PRICE_STORE_VERSION = 1;

/** One stored variant. `b` the bytes of its history, `u` the minute of the last look (for letting go of the oldest). */
interface Stored {
  u: number;
  b: Uint8Array;
}
interface Shape extends DBSchema {
  prices: { key: string; value: Stored };
}

export const FAILURES = {
  'storage-full': {
    zh: '存储空间不足，这次看到的价格没有记下；以前的记录没有变动。',
    en: 'There is not enough storage space, so this price was not recorded; earlier records have not changed.',
  },
  'history-unreadable': {
    zh: '这件商品以前的价格记录无法读出，未作改动，也没有续写。',
    en: 'The earlier price record of this product cannot be read; it was left as it is and not continued.',
  },
  'store-newer': {
    zh: '价格记录由更新版本的明标写成，本版本不会改动它。',
    en: 'The price records were written by a newer version of Mingbiao, and this version leaves them untouched.',
  },
  'store-unavailable': {
    zh: '浏览器没有允许打开价格记录的存储（例如无痕窗口）。',
    en: 'The browser did not let the price records open their storage (a private window, say).',
  },
} as const;
export type PriceStoreCode = keyof typeof FAILURES;

export type Remembered = { ok: true; points: PricePoint[] } | { ok: false; code: PriceStoreCode };

export interface PriceStore {
  /** Adds looks to the history of one variant and answers the whole of it. */
  remember(key: PriceKey, looks: readonly PriceLook[]): Promise<Remembered>;
  /** Adds the points of another history (an import) of the same variant. */
  merge(key: PriceKey, points: readonly PricePoint[]): Promise<Remembered>;
  /** The history of one variant; empty when there is none. */
  read(key: PriceKey): Promise<Remembered>;
  /** Every history there is, as `[key text, points]`; unreadable ones are left out. */
  all(): Promise<[string, PricePoint[]][]>;
  /** Number of variants. */
  count(): Promise<number>;
  forget(key: PriceKey): Promise<void>;
  close(): void;
}

/** Opens the store, making it as needed. Rejects with a PlainError: `store-newer`, `store-unavailable`, `storage-full`. */
export async function openPriceStore(name = 'mingbiao-prices'): Promise<PriceStore> {
  const store = new IndexedPriceStore(name);
  await store.open();
  return store;
}

class IndexedPriceStore implements PriceStore {
  readonly #connection: Connection<Shape>;

  constructor(name: string) {
    this.#connection = connectionTo(name, PRICE_STORE_VERSION, upgrade, FAILURES);
  }

  open(): Promise<IDBPDatabase<Shape>> {
    return this.#connection.open();
  }

  close(): void {
    this.#connection.close();
  }

  remember(key: PriceKey, looks: readonly PriceLook[]): Promise<Remembered> {
    return this.merge(
      key,
      looks.map(({ minute, price, list, context }) => ({
        from: minute,
        until: minute,
        price,
        list,
        context,
      })),
    );
  }

  async merge(key: PriceKey, more: readonly PricePoint[]): Promise<Remembered> {
    const tx = (await this.open()).transaction('prices', 'readwrite');
    const ended = tx.done.then(
      () => null,
      (error: unknown) => error ?? new Error('transaction aborted'),
    );
    try {
      const text = keyText(key);
      const stored = await tx.store.get(text);
      const before = stored ? decodeHistory(stored.b) : { ok: true as const, points: [] };
      if (!before.ok) {
        tx.abort();
        await ended;
        return { ok: false, code: 'history-unreadable' };
      }
      const points = joined(before.points, more);
      if (points.length > 0)
        await tx.store.put({ u: points.at(-1)?.until ?? 0, b: encodeHistory(points) }, text);
      const failure = await ended;
      if (failure !== null) throw failure instanceof Error ? failure : new Error('the price store failed');
      return { ok: true, points };
    } catch (error) {
      if (isQuota(error) || isQuota(tx.error)) return { ok: false, code: 'storage-full' };
      throw error;
    }
  }

  async read(key: PriceKey): Promise<Remembered> {
    const stored = await (await this.open()).get('prices', keyText(key));
    if (!stored) return { ok: true, points: [] };
    const decoded = decodeHistory(stored.b);
    return decoded.ok ? decoded : { ok: false, code: 'history-unreadable' };
  }

  async all(): Promise<[string, PricePoint[]][]> {
    const tx = (await this.open()).transaction('prices');
    const [keys, values] = await Promise.all([tx.store.getAllKeys(), tx.store.getAll()]);
    return keys.flatMap((key, n): [string, PricePoint[]][] => {
      const stored = values[n];
      const decoded = stored ? decodeHistory(stored.b) : null;
      return decoded?.ok ? [[key, decoded.points]] : [];
    });
  }

  async count(): Promise<number> {
    return (await this.open()).count('prices');
  }

  async forget(key: PriceKey): Promise<void> {
    await (await this.open()).delete('prices', keyText(key));
  }
}

function upgrade(db: IDBPDatabase<Shape>, fromVersion: number): void {
  if (fromVersion < 1) db.createObjectStore('prices');
}
