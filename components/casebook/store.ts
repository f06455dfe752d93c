/**
 * What this installation keeps: cases, the bytes they rest on (each once, by SHA-256), and running visits.
 * Every change is one transaction, so whoever ends the browser at whatever moment leaves a whole case or
 * none. Nothing is overwritten in silence, and a store written by a newer version is refused, not misread.
 */
import type { IDBPDatabase } from 'idb';
import { canonicalJson, wellFormed } from '../evidence/canonical';
import { sha256Hex } from '../evidence/digest';
import { caseSchema, type Case } from '../model/case';
import {
  arrivalSchema,
  campaignSchema,
  organisingSchema,
  type Arrival,
  type Campaign,
  type CaseStatus,
  type Organising,
} from '../model/organising';
import { PlainError } from '../model/plain-error';
import type { VisitRecord } from '../model/visit-record';
import { connectionTo, isQuota, type Connection } from '../storage/connection';
import { changed, listen } from './changes';
import {
  CASE_STORES,
  STORE_VERSION,
  upgrade,
  type BlobInfo,
  type CaseTransaction,
  type Shape,
} from './store-shape';
import { isMatch, summaryOf, type CaseQuery, type CaseSummary } from './summary';
import { STORE_ERRORS, type StoreErrorCode } from './store-errors';

export type { CaseQuery, CaseSummary } from './summary';

export { STORE_VERSION } from './store-shape';

export interface StoredBlob {
  bytes: Uint8Array;
  mime: string;
}
export interface NamedBlob extends StoredBlob {
  sha256: string;
}

/** What came of a change. Errors a person can act on come as values, with what and why in both languages. */
export type Changed = { ok: true } | { ok: false; code: StoreErrorCode; text: { zh: string; en: string } };

/** What came of keeping a case that arrived in a file. */
export type Arrived =
  { ok: true; came: 'new' | 'again' | 'signed-again' | 'from-another' } | Exclude<Changed, { ok: true }>;

/** A change to how cases are ordered; what is left out stays. */
export interface OrganisingChange {
  status?: CaseStatus;
  note?: string;
  tags?: readonly string[];
  addTags?: readonly string[];
  dropTags?: readonly string[];
  addCampaigns?: readonly string[];
  dropCampaigns?: readonly string[];
}
export interface OrganisedBefore {
  id: string;
  /** Null: nothing stood beside the case. */
  organising: Organising | null;
}
export type Organised = { ok: true; before: OrganisedBefore[] } | Exclude<Changed, { ok: true }>;

export interface StoreOptions {
  /** Bytes still free for this installation; null when the browser does not say. */
  freeBytes?: () => Promise<number | null>;
  /** Clock, ISO 8601 UTC. */
  now?: () => string;
}

const NICKNAME_CHARS = 80;

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
  /**
   * Keeps a case that came in a file, and what came with it, or nothing. The same file again, or the same
   * case in another file, adds at most who else handed it on, or that the same key signed it more than once; a
   * different case under a kept number is refused.
   */
  keepArrival(of: Case, blobs: readonly NamedBlob[], arrival: Arrival): Promise<Arrived>;
  hasArrival(file: string): Promise<boolean>;
  arrivalsOf(id: string): Promise<Arrival[]>;
  nicknames(): Promise<ReadonlyMap<string, string>>;
  /** Names a source (`key:…`, `file:…`) for this casebook; an empty name takes the name away. */
  setNickname(source: string, name: string): Promise<void>;
  /** Changes how cases are ordered, never the cases. Answers what stood before, for `putOrganising`. */
  organise(ids: readonly string[], change: OrganisingChange): Promise<Organised>;
  /** Puts back what `organise` answered. */
  putOrganising(before: readonly OrganisedBefore[]): Promise<Changed>;
  listCampaigns(): Promise<Campaign[]>;
  putCampaign(campaign: Campaign): Promise<Changed>;
  /** Moves a case to the bin; its bytes stay until the bin is emptied. */
  deleteCase(id: string): Promise<Changed>;
  /** Moves several to the bin in one transaction; those that are gone already are passed over. */
  deleteCases(ids: readonly string[]): Promise<Changed>;
  /** Takes a case back out of the bin. */
  restoreCase(id: string): Promise<Changed>;
  restoreCases(ids: readonly string[]): Promise<Changed>;
  /** Calls back when cases changed here or in another page; null: anything may have. Answers how to stop. */
  onChange(changed: (ids: readonly string[] | null) => void): () => void;
  /** The connection, for the pages of lines (line-packs.ts). Opened again when the browser has closed it. */
  open(): Promise<IDBPDatabase<Shape>>;
  /** Ids in the bin, with when they were put there. */
  listBin(): Promise<{ id: string; title: string; deletedAt: string }[]>;
  countBin(): Promise<number>;
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
  readonly #connection: Connection<Shape>;

  constructor(name: string, options: StoreOptions) {
    this.#name = name;
    this.#connection = connectionTo(name, STORE_VERSION, upgrade, STORE_ERRORS);
    this.#freeBytes = options.freeBytes ?? freeBytesHere;
    this.#now = options.now ?? (() => new Date().toISOString());
  }

  /** The connection; opened again after the browser or an upgrade elsewhere has closed it. */
  open(): Promise<IDBPDatabase<Shape>> {
    return this.#connection.open();
  }

  close(): void {
    this.#connection.close();
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
    const checked = await checkedCase(given, blobs);
    if (!checked.ok) return checked;
    const { kept, bytesBy, sizeBytes } = checked;
    return this.#change(sizeBytes, async (tx, touched) => {
      const earlier =
        (await tx.objectStore('cases').get(kept.id)) ?? (await tx.objectStore('bin').get(kept.id))?.case;
      if (earlier)
        return canonicalJson(earlier) === canonicalJson(kept) ? { ok: true } : refused('case-exists');
      touched.add(kept.id);
      return addCase(tx, kept, bytesBy, new Set());
    });
  }

  async keepArrival(given: Case, blobs: readonly NamedBlob[], arrival: Arrival): Promise<Arrived> {
    const checked = await checkedCase(given, blobs);
    if (!checked.ok) return checked;
    const parsed = arrivalSchema.safeParse(arrival);
    if (!parsed.success || arrival.case !== given.id) return refused('case-invalid', 'arrival');
    const { kept, bytesBy, sizeBytes } = checked;
    let came: 'new' | 'again' | 'signed-again' | 'from-another' = 'new';
    let noted = parsed.data;
    const done = await this.#change(sizeBytes, async (tx, touched) => {
      const known = await tx.objectStore('arrivals').get(arrival.file);
      const inBin = (await tx.objectStore('bin').get(kept.id))?.case;
      const earlier = (await tx.objectStore('cases').get(kept.id)) ?? inBin;
      if (earlier) {
        if (canonicalJson(earlier) !== canonicalJson(kept)) return refused('case-exists');
        const others = known ? [] : await tx.objectStore('arrivals').index('case').getAll(kept.id);
        const isSameKey = arrival.signer !== null && others.some(({ signer }) => signer === arrival.signer);
        came = known ? 'again' : isSameKey ? 'signed-again' : 'from-another';
        // Without a file before this one the case was kept here.
        if (others.length === 0 || others.some(({ keptHere }) => keptHere))
          noted = { ...noted, keptHere: true };
        if (inBin) await putBack(tx, inBin);
        await fillIn(tx, kept.id, bytesBy);
      } else {
        const added = await addCase(tx, kept, bytesBy, new Set(arrival.missing));
        if (!added.ok) return added;
      }
      if (!known) await tx.objectStore('arrivals').add(noted);
      if (!known || inBin) touched.add(kept.id);
      return { ok: true };
    });
    return done.ok ? { ok: true, came } : done;
  }

  async hasArrival(file: string): Promise<boolean> {
    return (await (await this.open()).count('arrivals', file)) > 0;
  }

  async arrivalsOf(id: string): Promise<Arrival[]> {
    return (await this.open()).getAllFromIndex('arrivals', 'case', id);
  }

  async nicknames(): Promise<ReadonlyMap<string, string>> {
    const rows = await (await this.open()).getAll('nicknames');
    return new Map(rows.map(({ source, name }) => [source, name]));
  }

  async setNickname(source: string, name: string): Promise<void> {
    const short = wellFormed(name).trim().slice(0, NICKNAME_CHARS);
    await this.#change(0, async (tx) => {
      if (short === '') await tx.objectStore('nicknames').delete(source);
      else await tx.objectStore('nicknames').put({ source, name: short });
      return { ok: true };
    });
    changed(this.#name, null);
  }

  async organise(ids: readonly string[], change: OrganisingChange): Promise<Organised> {
    const before: OrganisedBefore[] = [];
    const done = await this.#change(0, async (tx, touched) => {
      for (const id of ids) {
        const summary = await tx.objectStore('summaries').get(id);
        if (!summary) continue;
        const organising = (await tx.objectStore('organising').get(id)) ?? null;
        const parsed = organisingSchema.safeParse(
          wellFormed(organised(organising ?? startOf(summary), change, this.#now())),
        );
        if (!parsed.success) return refused('case-invalid', parsed.error.issues[0]?.path.join('.') ?? '');
        before.push({ id, organising });
        await tx.objectStore('organising').put(parsed.data);
        touched.add(id);
      }
      return before.length === 0 && ids.length > 0 ? refused('no-such-case') : { ok: true };
    });
    return done.ok ? { ok: true, before } : done;
  }

  putOrganising(before: readonly OrganisedBefore[]): Promise<Changed> {
    return this.#change(0, async (tx, touched) => {
      for (const { id, organising } of before) {
        if (organising) await tx.objectStore('organising').put(organising);
        else await tx.objectStore('organising').delete(id);
        touched.add(id);
      }
      return { ok: true };
    });
  }

  async listCampaigns(): Promise<Campaign[]> {
    const rows = await (await this.open()).getAll('campaigns');
    return rows.sort((a, b) => (a.createdAt > b.createdAt ? -1 : 1));
  }

  async putCampaign(campaign: Campaign): Promise<Changed> {
    const parsed = campaignSchema.safeParse(wellFormed(campaign));
    if (!parsed.success) return refused('campaign-invalid', parsed.error.issues[0]?.path.join('.') ?? '');
    const done = await this.#change(0, async (tx) => {
      await tx.objectStore('campaigns').put(parsed.data);
      return { ok: true };
    });
    if (done.ok) changed(this.#name, null);
    return done;
  }

  onChange(onChanged: (ids: readonly string[] | null) => void): () => void {
    return listen(this.#name, onChanged);
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

  deleteCase(id: string): Promise<Changed> {
    return this.#change(0, async (tx, touched) => {
      const found = await tx.objectStore('cases').get(id);
      if (!found) return refused('no-such-case');
      await putAway(tx, found, this.#now());
      touched.add(id);
      return { ok: true };
    });
  }

  deleteCases(ids: readonly string[]): Promise<Changed> {
    return this.#change(0, async (tx, touched) => {
      for (const id of ids) {
        const found = await tx.objectStore('cases').get(id);
        if (!found) continue;
        await putAway(tx, found, this.#now());
        touched.add(id);
      }
      return { ok: true };
    });
  }

  restoreCase(id: string): Promise<Changed> {
    return this.#change(0, async (tx, touched) => {
      const found = await tx.objectStore('bin').get(id);
      if (!found) return refused('no-such-case');
      await putBack(tx, found.case);
      touched.add(id);
      return { ok: true };
    });
  }

  restoreCases(ids: readonly string[]): Promise<Changed> {
    return this.#change(0, async (tx, touched) => {
      for (const id of ids) {
        const found = await tx.objectStore('bin').get(id);
        if (!found) continue;
        await putBack(tx, found.case);
        touched.add(id);
      }
      return { ok: true };
    });
  }

  async listBin(): Promise<{ id: string; title: string; deletedAt: string }[]> {
    const rows = await (await this.open()).getAll('bin');
    return rows.map(({ id, deletedAt, case: deleted }) => ({ id, title: deleted.title, deletedAt }));
  }

  async countBin(): Promise<number> {
    return (await this.open()).count('bin');
  }

  async emptyBin(deletedBefore?: string): Promise<number> {
    let removed = 0;
    await this.#change(0, async (tx) => {
      // One at a time: a full bin held in memory at once could be larger than memory.
      for (const id of await tx.objectStore('bin').getAllKeys()) {
        const binned = await tx.objectStore('bin').get(id);
        if (!binned) continue;
        const { deletedAt, case: deleted } = binned;
        if (deletedBefore !== undefined && deletedAt >= deletedBefore) continue;
        const arrivals = await tx.objectStore('arrivals').index('case').getAll(id);
        const missing = missingIn(arrivals);
        for (const { file } of arrivals) await tx.objectStore('arrivals').delete(file);
        await tx.objectStore('organising').delete(id);
        for (const sha256 of digestsOf(deleted)) {
          if (missing.has(sha256)) continue;
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
  async #change(
    sizeBytes: number,
    work: (tx: CaseTransaction, touched: Set<string>) => Promise<Changed>,
  ): Promise<Changed> {
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
    const touched = new Set<string>();
    let result: Changed;
    try {
      result = await work(tx, touched);
      if (result.ok) for (const id of touched) await tx.objectStore('stale').put({ id });
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
    if (failure === null) {
      if (touched.size > 0) changed(this.#name, [...touched]);
      return result;
    }
    if (isQuota(failure) || isQuota(tx.error)) return refused('storage-full');
    throw failure instanceof Error ? failure : new Error(`the store failed: ${String(failure)}`);
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

type CheckedCase =
  | { ok: true; kept: Case; bytesBy: Map<string, NamedBlob>; sizeBytes: number }
  | Exclude<Changed, { ok: true }>;

/** The case as it will be stored, with bytes that have the digests they are named by. */
async function checkedCase(given: Case, blobs: readonly NamedBlob[]): Promise<CheckedCase> {
  const kept = wellFormed(given);
  const parsed = caseSchema.safeParse(kept);
  if (!parsed.success) return refused('case-invalid', parsed.error.issues[0]?.path.join('.') ?? '');
  const bytesBy = new Map<string, NamedBlob>();
  for (const blob of blobs) {
    if ((await sha256Hex(blob.bytes)) !== blob.sha256) return refused('digest-mismatch', blob.sha256);
    bytesBy.set(blob.sha256, blob);
  }
  const sizeBytes = [...bytesBy.values()].reduce((sum, { bytes }) => sum + bytes.length, 0);
  return { ok: true, kept, bytesBy, sizeBytes };
}

/** Adds a case and its bytes. Bytes named as `missing` (an altered file was kept as such) are not asked for. */
async function addCase(
  tx: CaseTransaction,
  kept: Case,
  bytesBy: ReadonlyMap<string, NamedBlob>,
  missing: ReadonlySet<string>,
): Promise<Changed> {
  for (const sha256 of digestsOf(kept)) {
    if (missing.has(sha256)) continue;
    const info = await tx.objectStore('blob-info').get(sha256);
    const blob = bytesBy.get(sha256);
    if (!info && !blob) return refused('bytes-missing', sha256);
    if (info) {
      await tx.objectStore('blob-info').put({ ...info, cases: info.cases + 1 });
    } else if (blob) {
      const { bytes, mime } = blob;
      await tx.objectStore('blob-bytes').put(ownCopy(bytes), sha256);
      await tx.objectStore('blob-info').put({ sha256, mime, sizeBytes: bytes.length, cases: 1, loose: 0 });
    }
  }
  await tx.objectStore('cases').add(kept);
  await tx.objectStore('summaries').add(summaryOf(kept));
  return { ok: true };
}

async function putAway(tx: CaseTransaction, found: Case, deletedAt: string): Promise<void> {
  await tx.objectStore('bin').put({ id: found.id, deletedAt, case: found });
  await tx.objectStore('cases').delete(found.id);
  await tx.objectStore('summaries').delete(found.id);
}

async function putBack(tx: CaseTransaction, found: Case): Promise<void> {
  await tx.objectStore('cases').put(found);
  await tx.objectStore('summaries').put(summaryOf(found));
  await tx.objectStore('bin').delete(found.id);
}

/** Bytes that no file of a case brought: the first that arrived decides what was counted. */
function missingIn(arrivals: readonly Arrival[]): Set<string> {
  const [first] = [...arrivals].sort((a, b) => (a.arrivedAt < b.arrivedAt ? -1 : 1));
  return new Set(first?.missing ?? []);
}

/** Bytes that an altered file of this case lacked and that this one brings. */
async function fillIn(
  tx: CaseTransaction,
  id: string,
  bytesBy: ReadonlyMap<string, NamedBlob>,
): Promise<void> {
  const arrivals = await tx.objectStore('arrivals').index('case').getAll(id);
  const missing = missingIn(arrivals);
  const found = [...missing].filter((sha256) => bytesBy.has(sha256));
  for (const sha256 of found) {
    const { bytes, mime } = bytesBy.get(sha256) ?? {};
    if (!bytes || mime === undefined) continue;
    const info = await tx.objectStore('blob-info').get(sha256);
    if (!info) await tx.objectStore('blob-bytes').put(ownCopy(bytes), sha256);
    const before = info ?? { sha256, mime, sizeBytes: bytes.length, cases: 0, loose: 0 };
    await tx.objectStore('blob-info').put({ ...before, cases: before.cases + 1 });
  }
  for (const arrival of arrivals)
    if (arrival.missing.some((sha256) => found.includes(sha256)))
      await tx
        .objectStore('arrivals')
        .put({ ...arrival, missing: arrival.missing.filter((sha256) => !found.includes(sha256)) });
}

/** What stands beside a case that nobody has ordered yet: the words that older versions wrote into it. */
function startOf({ id, tags, note }: CaseSummary): Organising {
  return { id, tags: [...tags], note, status: 'new', campaigns: [], changedAt: '' };
}

function organised(before: Organising, change: OrganisingChange, changedAt: string): Organising {
  const without = (
    list: readonly string[],
    dropped: readonly string[] = [],
    added: readonly string[] = [],
  ) => [...new Set([...list.filter((one) => !dropped.includes(one)), ...added])];
  return {
    id: before.id,
    status: change.status ?? before.status,
    note: change.note ?? before.note,
    tags: without(
      change.tags ?? before.tags,
      change.dropTags,
      change.addTags?.map((tag) => tag.trim()),
    ),
    campaigns: without(before.campaigns, change.dropCampaigns, change.addCampaigns),
    changedAt,
  };
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

function refused(code: StoreErrorCode, detail = ''): Exclude<Changed, { ok: true }> {
  const { zh, en } = STORE_ERRORS[code];
  return {
    ok: false,
    code,
    text: detail ? { zh: `${zh}（${detail}）`, en: `${en} (${detail})` } : { zh, en },
  };
}

async function freeBytesHere(): Promise<number | null> {
  const storage = (globalThis as { navigator?: { storage?: StorageManager } }).navigator?.storage;
  if (!storage || typeof storage.estimate !== 'function') return null;
  const { quota, usage } = await storage.estimate();
  return quota === undefined || usage === undefined ? null : quota - usage;
}
