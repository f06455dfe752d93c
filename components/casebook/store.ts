/**
 * What this installation keeps: cases, the bytes they rest on (each once, by SHA-256), and running visits.
 * Every change is one transaction, so whoever ends the browser at whatever moment leaves a whole case or
 * none. Nothing is overwritten in silence, and a store written by a newer version is refused, not misread.
 */
import { openDB, type DBSchema, type IDBPDatabase, type IDBPTransaction } from 'idb';
import { canonicalJson, wellFormed } from '../evidence/canonical';
import { sha256Hex } from '../evidence/digest';
import { caseSchema, type Case } from '../model/case';
import { PlainError } from '../model/plain-error';
import type { VisitRecord } from '../model/visit-record';
import { isMatch, summaryOf, type CaseQuery, type CaseSummary } from './summary';
import { STORE_ERRORS, type StoreErrorCode } from './store-errors';

export type { CaseQuery, CaseSummary } from './summary';

/** Raise with every change of shape, and add a step to `upgrade`. */
export const STORE_VERSION = 1;

export interface StoredBlob {
  bytes: Uint8Array;
  mime: string;
}
export interface NamedBlob extends StoredBlob {
  sha256: string;
}

/** What came of a change. Errors a person can act on come as values, with what and why in both languages. */
export type Changed = { ok: true } | { ok: false; code: StoreErrorCode; text: { zh: string; en: string } };

export interface StoreOptions {
  /** Bytes still free for this installation; null when the browser does not say. */
  freeBytes?: () => Promise<number | null>;
  /** Clock, ISO 8601 UTC. */
  now?: () => string;
}

interface BlobInfo {
  sha256: string;
  mime: string;
  sizeBytes: number;
  /** Cases, in the book or in the bin, that rest on these bytes. */
  cases: number;
  /** Temporary holders (bytes on their way to a reader). */
  loose: number;
}

interface Shape extends DBSchema {
  'blob-info': { key: string; value: BlobInfo };
  'blob-bytes': { key: string; value: Uint8Array };
  cases: { key: string; value: Case };
  summaries: { key: string; value: CaseSummary; indexes: { keptAt: string } };
  /** Deleted cases, until the bin is emptied. */
  bin: { key: string; value: { id: string; deletedAt: string; case: Case } };
  visits: { key: number; value: { tabId: number; record: VisitRecord } };
}
const CASE_STORES = ['blob-info', 'blob-bytes', 'cases', 'summaries', 'bin'] as const;
type CaseTransaction = IDBPTransaction<Shape, typeof CASE_STORES, 'readwrite'>;

/** Room that must stay free beside what is written, for indexes and the browser's own books. */
const RESERVE_BYTES = 4 << 20;

export interface Store {
  /** Keeps bytes for a while and answers their SHA-256; each call is undone by one `dropBlob`. Rejects with a PlainError (`storage-full`). */
  putBlob(bytes: Uint8Array, mime: string): Promise<string>;
  getBlob(sha256: string): Promise<StoredBlob | null>;
  /** Ends one temporary hold. Bytes that no case and no holder needs are removed. */
  dropBlob(sha256: string): Promise<void>;
  /** Ends all temporary holds: for the start of the background, when no holder can be alive. */
  dropLooseBlobs(): Promise<void>;
  /** Keeps a whole case with its bytes, or nothing. Keeping the same case again changes nothing. */
  keepCase(kept: Case, blobs: readonly NamedBlob[]): Promise<Changed>;
  getCase(id: string): Promise<Case | null>;
  /** Newest first, without loading cases. */
  listCases(query?: CaseQuery): Promise<CaseSummary[]>;
  countCases(): Promise<number>;
  /** Changes what the person wrote, never what was seen. */
  annotateCase(id: string, words: { note?: string; tags?: string[] }): Promise<Changed>;
  /** Moves a case to the bin; its bytes stay until the bin is emptied. */
  deleteCase(id: string): Promise<Changed>;
  /** Takes a case back out of the bin. */
  restoreCase(id: string): Promise<Changed>;
  /** Ids in the bin, with when they were put there. */
  listBin(): Promise<{ id: string; title: string; deletedAt: string }[]>;
  /** Removes for good what was deleted before this moment (ISO 8601), or everything in the bin. Answers how many. */
  emptyBin(deletedBefore?: string): Promise<number>;
  saveVisit(tabId: number, record: VisitRecord): Promise<void>;
  loadVisit(tabId: number): Promise<VisitRecord | null>;
  deleteVisit(tabId: number): Promise<void>;
  allVisits(): Promise<VisitRecord[]>;
  close(): void;
}

/**
 * Opens the store, making or upgrading it as needed. Works in a service worker, in extension pages and, with
 * an IndexedDB in the global scope, in Node. Rejects with a PlainError: `store-newer`, `store-unavailable`.
 */
export async function openStore(name = 'mingbiao', options: StoreOptions = {}): Promise<Store> {
  const store = new IndexedStore(name, options);
  await store.open();
  return store;
}

class IndexedStore implements Store {
  readonly #name: string;
  readonly #freeBytes: () => Promise<number | null>;
  readonly #now: () => string;
  #opening: Promise<IDBPDatabase<Shape>> | null = null;

  constructor(name: string, options: StoreOptions) {
    this.#name = name;
    this.#freeBytes = options.freeBytes ?? freeBytesHere;
    this.#now = options.now ?? (() => new Date().toISOString());
  }

  /** The connection; opened again after the browser or an upgrade elsewhere has closed it. */
  open(): Promise<IDBPDatabase<Shape>> {
    this.#opening ??= openDB<Shape>(this.#name, STORE_VERSION, {
      upgrade,
      // Another page wants to upgrade: holding on would leave it waiting for ever.
      blocking: () => {
        this.close();
      },
      terminated: () => {
        this.#opening = null;
      },
    }).catch((error: unknown) => {
      this.#opening = null;
      throw openingError(error);
    });
    return this.#opening;
  }

  close(): void {
    const opening = this.#opening;
    this.#opening = null;
    void opening?.then(
      (db) => {
        db.close();
      },
      () => {
        // Opening failed, and whoever asked for it was told; there is nothing to close.
      },
    );
  }

  async putBlob(bytes: Uint8Array, mime: string): Promise<string> {
    const sha256 = await sha256Hex(bytes);
    const done = await this.#change(bytes.length, async (tx) => {
      const info = await tx.objectStore('blob-info').get(sha256);
      if (!info) await tx.objectStore('blob-bytes').put(ownCopy(bytes), sha256);
      const before = info ?? { sha256, mime, sizeBytes: bytes.length, cases: 0, loose: 0 };
      await tx.objectStore('blob-info').put({ ...before, loose: before.loose + 1 });
      return { ok: true };
    });
    if (!done.ok) throw new PlainError(done.code, done.text);
    return sha256;
  }

  async getBlob(sha256: string): Promise<StoredBlob | null> {
    const tx = (await this.open()).transaction(['blob-info', 'blob-bytes']);
    const [info, bytes] = await Promise.all([
      tx.objectStore('blob-info').get(sha256),
      tx.objectStore('blob-bytes').get(sha256),
    ]);
    await tx.done;
    return info && bytes ? { bytes, mime: info.mime } : null;
  }

  async dropBlob(sha256: string): Promise<void> {
    await this.#change(0, async (tx) => {
      const info = await tx.objectStore('blob-info').get(sha256);
      if (info) await setUses(tx, { ...info, loose: Math.max(0, info.loose - 1) });
      return { ok: true };
    });
  }

  async dropLooseBlobs(): Promise<void> {
    await this.#change(0, async (tx) => {
      let cursor = await tx.objectStore('blob-info').openCursor();
      while (cursor) {
        const info = cursor.value;
        if (info.loose > 0) await setUses(tx, { ...info, loose: 0 });
        cursor = await cursor.continue();
      }
      return { ok: true };
    });
  }

  async keepCase(given: Case, blobs: readonly NamedBlob[]): Promise<Changed> {
    const kept = wellFormed(given);
    const parsed = caseSchema.safeParse(kept);
    if (!parsed.success) return refused('case-invalid', parsed.error.issues[0]?.path.join('.') ?? '');
    const bytesBy = new Map<string, NamedBlob>();
    for (const blob of blobs) {
      if ((await sha256Hex(blob.bytes)) !== blob.sha256) return refused('digest-mismatch', blob.sha256);
      bytesBy.set(blob.sha256, blob);
    }
    const needed = digestsOf(kept);
    const summary = summaryOf(kept);
    const sizeBytes = [...bytesBy.values()].reduce((sum, { bytes }) => sum + bytes.length, 0);

    return this.#change(sizeBytes, async (tx) => {
      const earlier =
        (await tx.objectStore('cases').get(kept.id)) ?? (await tx.objectStore('bin').get(kept.id))?.case;
      if (earlier)
        return canonicalJson(earlier) === canonicalJson(kept) ? { ok: true } : refused('case-exists');
      for (const sha256 of needed) {
        const info = await tx.objectStore('blob-info').get(sha256);
        const blob = bytesBy.get(sha256);
        if (!info && !blob) return refused('bytes-missing', sha256);
        if (info) {
          await tx.objectStore('blob-info').put({ ...info, cases: info.cases + 1 });
        } else if (blob) {
          const { bytes, mime } = blob;
          await tx.objectStore('blob-bytes').put(ownCopy(bytes), sha256);
          await tx
            .objectStore('blob-info')
            .put({ sha256, mime, sizeBytes: bytes.length, cases: 1, loose: 0 });
        }
      }
      await tx.objectStore('cases').add(kept);
      await tx.objectStore('summaries').add(summary);
      return { ok: true };
    });
  }

  async getCase(id: string): Promise<Case | null> {
    return (await (await this.open()).get('cases', id)) ?? null;
  }

  async listCases(query: CaseQuery = {}): Promise<CaseSummary[]> {
    const rows: CaseSummary[] = [];
    const limit = query.limit ?? Number.POSITIVE_INFINITY;
    let toPass = query.offset ?? 0;
    const tx = (await this.open()).transaction('summaries');
    let cursor = await tx.store.index('keptAt').openCursor(null, 'prev');
    while (cursor && rows.length < limit) {
      if (isMatch(cursor.value, query)) {
        if (toPass > 0) toPass -= 1;
        else rows.push(cursor.value);
      }
      cursor = await cursor.continue();
    }
    return rows;
  }

  async countCases(): Promise<number> {
    return (await this.open()).count('summaries');
  }

  annotateCase(id: string, words: { note?: string; tags?: string[] }): Promise<Changed> {
    return this.#change(0, async (tx) => {
      const before = await tx.objectStore('cases').get(id);
      if (!before) return refused('no-such-case');
      const after: Case = wellFormed({
        ...before,
        note: words.note ?? before.note,
        tags: words.tags ?? before.tags,
      });
      const parsed = caseSchema.safeParse(after);
      if (!parsed.success) return refused('case-invalid', parsed.error.issues[0]?.path.join('.') ?? '');
      await tx.objectStore('cases').put(after);
      await tx.objectStore('summaries').put(summaryOf(after));
      return { ok: true };
    });
  }

  deleteCase(id: string): Promise<Changed> {
    return this.#change(0, async (tx) => {
      const found = await tx.objectStore('cases').get(id);
      if (!found) return refused('no-such-case');
      await tx.objectStore('bin').put({ id, deletedAt: this.#now(), case: found });
      await tx.objectStore('cases').delete(id);
      await tx.objectStore('summaries').delete(id);
      return { ok: true };
    });
  }

  restoreCase(id: string): Promise<Changed> {
    return this.#change(0, async (tx) => {
      const found = await tx.objectStore('bin').get(id);
      if (!found) return refused('no-such-case');
      await tx.objectStore('cases').put(found.case);
      await tx.objectStore('summaries').put(summaryOf(found.case));
      await tx.objectStore('bin').delete(id);
      return { ok: true };
    });
  }

  async listBin(): Promise<{ id: string; title: string; deletedAt: string }[]> {
    const rows = await (await this.open()).getAll('bin');
    return rows.map(({ id, deletedAt, case: deleted }) => ({ id, title: deleted.title, deletedAt }));
  }

  async emptyBin(deletedBefore?: string): Promise<number> {
    let removed = 0;
    await this.#change(0, async (tx) => {
      for (const { id, deletedAt, case: deleted } of await tx.objectStore('bin').getAll()) {
        if (deletedBefore !== undefined && deletedAt >= deletedBefore) continue;
        for (const sha256 of digestsOf(deleted)) {
          const info = await tx.objectStore('blob-info').get(sha256);
          if (info) await setUses(tx, { ...info, cases: Math.max(0, info.cases - 1) });
        }
        await tx.objectStore('bin').delete(id);
        removed += 1;
      }
      return { ok: true };
    });
    return removed;
  }

  async saveVisit(tabId: number, record: VisitRecord): Promise<void> {
    await (await this.open()).put('visits', { tabId, record });
  }

  async loadVisit(tabId: number): Promise<VisitRecord | null> {
    return (await (await this.open()).get('visits', tabId))?.record ?? null;
  }

  async deleteVisit(tabId: number): Promise<void> {
    await (await this.open()).delete('visits', tabId);
  }

  async allVisits(): Promise<VisitRecord[]> {
    return (await (await this.open()).getAll('visits')).map(({ record }) => record);
  }

  /** One transaction over everything that belongs to cases: all of `work`, or nothing when it refuses or fails. */
  async #change(sizeBytes: number, work: (tx: CaseTransaction) => Promise<Changed>): Promise<Changed> {
    if (sizeBytes > 0) {
      const free = await this.#freeBytes();
      if (free !== null && free < sizeBytes + RESERVE_BYTES) return refused('storage-full');
    }
    // `strict`: the browser answers only when the disk has it, so that "kept" is true through a power cut.
    const tx = (await this.open()).transaction(CASE_STORES, 'readwrite', { durability: 'strict' });
    const ended = tx.done.then(
      () => null,
      (error: unknown) => error ?? new Error('transaction aborted'),
    );
    let result: Changed;
    try {
      result = await work(tx);
    } catch (error) {
      abort(tx);
      const reason = await ended;
      if (isQuota(error) || isQuota(reason) || isQuota(tx.error)) return refused('storage-full');
      throw error;
    }
    if (!result.ok) {
      abort(tx);
      await ended;
      return result;
    }
    const failure = await ended;
    if (failure === null) return result;
    if (isQuota(failure) || isQuota(tx.error)) return refused('storage-full');
    throw failure instanceof Error ? failure : new Error(`the store failed: ${String(failure)}`);
  }
}

/** Steps from each earlier version, in order; a later version adds a step and never edits one. */
function upgrade(db: IDBPDatabase<Shape>, fromVersion: number): void {
  if (fromVersion < 1) {
    db.createObjectStore('blob-info', { keyPath: 'sha256' });
    db.createObjectStore('blob-bytes');
    db.createObjectStore('cases', { keyPath: 'id' });
    db.createObjectStore('summaries', { keyPath: 'id' }).createIndex('keptAt', 'keptAt');
    db.createObjectStore('bin', { keyPath: 'id' });
    db.createObjectStore('visits', { keyPath: 'tabId' });
  }
}

async function setUses(tx: CaseTransaction, info: BlobInfo): Promise<void> {
  if (info.cases + info.loose > 0) {
    await tx.objectStore('blob-info').put(info);
    return;
  }
  await tx.objectStore('blob-info').delete(info.sha256);
  await tx.objectStore('blob-bytes').delete(info.sha256);
}

/** Digests a case rests on, each once. */
function digestsOf(kept: Case): Set<string> {
  return new Set(kept.captures.map(({ sha256 }) => sha256));
}

/** Bytes of their own: storing a view would store the whole buffer under it. */
function ownCopy(bytes: Uint8Array): Uint8Array {
  return bytes.byteLength === bytes.buffer.byteLength ? bytes : bytes.slice();
}

function abort(tx: { abort(): void }): void {
  try {
    tx.abort();
  } catch (error) {
    // Already ended by the failure itself; that failure is what gets reported.
    if (!(error instanceof Error) || error.name !== 'InvalidStateError') throw error;
  }
}

function refused(code: StoreErrorCode, detail = ''): Changed {
  const { zh, en } = STORE_ERRORS[code];
  return {
    ok: false,
    code,
    text: detail ? { zh: `${zh}（${detail}）`, en: `${en} (${detail})` } : { zh, en },
  };
}

function isQuota(error: unknown): boolean {
  return error instanceof Error && error.name === 'QuotaExceededError';
}

function openingError(error: unknown): PlainError {
  const isNewer = error instanceof Error && error.name === 'VersionError';
  const code = isNewer ? 'store-newer' : isQuota(error) ? 'storage-full' : 'store-unavailable';
  return new PlainError(code, STORE_ERRORS[code], { cause: error });
}

async function freeBytesHere(): Promise<number | null> {
  const storage = (globalThis as { navigator?: { storage?: StorageManager } }).navigator?.storage;
  if (!storage || typeof storage.estimate !== 'function') return null;
  const { quota, usage } = await storage.estimate();
  return quota === undefined || usage === undefined ? null : quota - usage;
}
