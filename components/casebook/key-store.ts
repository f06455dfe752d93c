/**
 * The signing key of this installation, in a database of its own: made when first needed, replaced only when the
 * person restores a backup. Keys of before are kept, so that a mistaken restore loses nothing.
 */
import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import { fingerprintOf, newSigningKey, type SigningKey } from '../evidence/signature';

export interface KeptKey extends SigningKey {
  fingerprint: string;
  /** ISO 8601, UTC: when it came into this installation. */
  since: string;
}

interface Shape extends DBSchema {
  keys: { key: string; value: KeptKey };
  current: { key: 'key'; value: string };
}

const NAME = 'mingbiao-key';

/** The key of this installation; made now if there is none. Two pages asking at once get the same one. */
export async function signingKey(now: string, name = NAME): Promise<KeptKey> {
  const found = await currentKey(name);
  if (found) return found;
  // Made outside the transaction, which would end while the browser makes it.
  const made = await keptOf(await newSigningKey(), now);
  return withDatabase(name, async (db) => {
    const tx = db.transaction(['keys', 'current'], 'readwrite', { durability: 'strict' });
    const first = await tx.objectStore('current').get('key');
    const kept = first === undefined ? undefined : await tx.objectStore('keys').get(first);
    if (!kept) {
      await tx.objectStore('keys').put(made);
      await tx.objectStore('current').put(made.fingerprint, 'key');
    }
    await tx.done;
    return kept ?? made;
  });
}

/** The key of this installation, or null while none was needed. */
export function currentKey(name = NAME): Promise<KeptKey | null> {
  return withDatabase(name, async (db) => {
    const fingerprint = await db.get('current', 'key');
    return fingerprint === undefined ? null : ((await db.get('keys', fingerprint)) ?? null);
  });
}

/** Signs with this key from now on. The one before is kept beside it. */
export async function useKey(key: SigningKey, now: string, name = NAME): Promise<KeptKey> {
  const kept = await keptOf(key, now);
  return withDatabase(name, async (db) => {
    const tx = db.transaction(['keys', 'current'], 'readwrite', { durability: 'strict' });
    await tx.objectStore('keys').put(kept);
    await tx.objectStore('current').put(kept.fingerprint, 'key');
    await tx.done;
    return kept;
  });
}

async function keptOf(key: SigningKey, since: string): Promise<KeptKey> {
  return { ...key, fingerprint: await fingerprintOf(key.publicKey), since };
}

async function withDatabase<T>(name: string, work: (db: IDBPDatabase<Shape>) => Promise<T>): Promise<T> {
  const db = await openDB<Shape>(name, 1, {
    upgrade: (made) => {
      made.createObjectStore('keys', { keyPath: 'fingerprint' });
      made.createObjectStore('current');
    },
  });
  try {
    return await work(db);
  } finally {
    db.close();
  }
}
