/**
 * Where remembered claims are kept: a small database of their own, one bounded record for each variant. A look
 * is one transaction that reads, adds and writes, so that two tabs cannot lose each other's; what cannot be
 * read is left as it is and said so.
 */
import type { DBSchema, IDBPDatabase } from 'idb';
import { keptClaimsSchema } from '../model/kept-claims';
import { LIMITS } from '../model/limits';
import { connectionTo, isQuota } from '../storage/connection';
import { markOf, withClaims, type KeptClaim, type PriceThen, type SeenClaim } from './claims';
import { keyText, type PriceKey } from './key';
import { FAILURES } from './store';

/** Raise with every change of shape, and add a step to `upgrade`. */
export const CLAIM_STORE_VERSION = 1;
/** Claims with the same number on other products count when they were seen within so many days. */
const SAME_MONTH_DAYS = 31;
/** Records let go at once when there are too many. */
const LET_GO = 50;

/** `u`: day of the last look, days since 1970. `m`: marks by which other products find it. `c`: the claims. */
interface Stored {
  u: number;
  m: string[];
  c: unknown;
}
interface Shape extends DBSchema {
  claims: { key: string; value: Stored; indexes: { marks: string; age: number } };
}

export type ClaimsRemembered =
  | { ok: true; claims: KeptClaim[]; otherProducts: number[] }
  | { ok: false; code: 'claims-unreadable' | 'storage-full' };

export interface ClaimStore {
  /** Adds what one visit saw, and answers all claims of the variant, each with the other products that carry it. */
  remember(key: PriceKey, seen: readonly SeenClaim[], then: PriceThen): Promise<ClaimsRemembered>;
  /** Number of variants. */
  count(): Promise<number>;
  close(): void;
}

/** Opens the store, making it as needed. Rejects with a PlainError: `store-newer`, `store-unavailable`, `storage-full`. */
export async function openClaimStore(name = 'mingbiao-claims'): Promise<ClaimStore> {
  const connection = connectionTo<Shape>(name, CLAIM_STORE_VERSION, upgrade, FAILURES);
  await connection.open();
  return {
    remember: async (key, seen, then) => remember(await connection.open(), key, seen, then),
    count: async () => (await connection.open()).count('claims'),
    close() {
      connection.close();
    },
  };
}

function upgrade(opened: IDBPDatabase<Shape>, fromVersion: number): void {
  if (fromVersion >= 1) return;
  const store = opened.createObjectStore('claims');
  store.createIndex('marks', 'm', { multiEntry: true });
  store.createIndex('age', 'u');
}

async function remember(
  db: IDBPDatabase<Shape>,
  key: PriceKey,
  seen: readonly SeenClaim[],
  then: PriceThen,
): Promise<ClaimsRemembered> {
  const day = Math.floor(Date.parse(then.at) / 86_400_000);
  const text = keyText(key);
  const tx = db.transaction('claims', 'readwrite');
  const ended = tx.done.then(
    () => null,
    (error: unknown) => error ?? new Error('transaction aborted'),
  );
  try {
    const stored = await tx.store.get(text);
    const kept = keptClaimsSchema.safeParse(stored?.c ?? []);
    if (!kept.success) {
      await ended;
      return { ok: false, code: 'claims-unreadable' };
    }
    if (kept.data.length === 0 && seen.length === 0) {
      await ended;
      return { ok: true, claims: [], otherProducts: [] };
    }
    const claims = withClaims(kept.data, seen, then);
    const marks = claims.map((one) => markOf(key.shop, one));
    await tx.store.put({ u: day, m: marks.flatMap((mark) => mark ?? []), c: claims }, text);
    const otherProducts: number[] = [];
    for (const mark of marks) {
      const same = mark === null ? [] : await tx.store.index('marks').getAll(mark, LET_GO);
      const recent = same.filter(({ u }) => u >= day - SAME_MONTH_DAYS).length;
      otherProducts.push(Math.max(0, recent - 1));
    }
    if ((await tx.store.count()) > LIMITS.claimProducts) {
      let cursor = await tx.store.index('age').openCursor();
      for (let n = 0; cursor && n < LET_GO; n += 1) {
        if (cursor.primaryKey !== text) await cursor.delete();
        cursor = await cursor.continue();
      }
    }
    const failure = await ended;
    if (failure !== null) throw failure instanceof Error ? failure : new Error('the claim store failed');
    return { ok: true, claims, otherProducts };
  } catch (error) {
    if (isQuota(error) || isQuota(tx.error)) return { ok: false, code: 'storage-full' };
    throw error;
  }
}
