/**
 * Lines of the list, read in packs. The packs are a copy: `summaries`, `organising` and `arrivals` are the
 * truth, and a change there marks its case as stale in the same transaction, so that no line is ever older
 * than its case without being known to be.
 */
import type { IDBPDatabase, IDBPTransaction } from 'idb';
import type { CaseLine } from '../model/case-line';
import type { Arrival } from '../model/organising';
import { duplicatesOf, sameElsewhere, type Elsewhere, type Looks, type SameThing } from './compare';
import { LIMITS } from '../model/limits';
import { kindOf, lineOf, type IndexedLine, type LineBlock, type LineIndex, type LineKind } from './lines';
import type { Store } from './store';
import type { LinePack, Shape } from './store-shape';
import { summaryOf, type CaseSummary } from './summary';

const LINES_PER_PACK = 1_000;
/** So many stale lines are put into the packs; below it they are read one by one at opening. */
const STALE_BEFORE_PACKING = 1_000;
const CASES_PER_STEP = 50;

/** Counters: that packs of this form were written, and that no summary of an earlier version is left. */
const PACKED = 'packs-2';
const RENEWED = 'summaries-2';

const SOURCES = ['summaries', 'organising', 'arrivals'] as const;
const ALL = [...SOURCES, 'packs', 'stale', 'counters'] as const;
type Reading = IDBPTransaction<Shape, (typeof ALL)[number][], 'readonly' | 'readwrite'>;

/**
 * Fills an index with the lines of all cases, pack by pack, telling after each how many are there, and then
 * brings the packs up to date where much has changed. The first opening after an upgrade writes them.
 */
export async function loadLines(
  store: Store,
  index: LineIndex,
  onStep: (count: number) => void = () => undefined,
  signal?: AbortSignal,
): Promise<void> {
  const db = await store.open();
  const stale = new Set(await db.getAllKeys('stale'));
  const isPacked = (await db.get('counters', PACKED)) !== undefined;
  if (!isPacked) {
    await packAll(db, index, onStep, signal);
    return;
  }
  // The newest packs first: they most likely hold what is looked at first.
  const packs = (await db.getAllKeys('packs')).reverse();
  let next = packs[0] === undefined ? undefined : db.get('packs', packs[0]);
  for (let at = 0; at < packs.length; at += 1) {
    const value = await next;
    if (signal?.aborted) return;
    // The disk reads the next pack while this one is taken apart.
    const after = packs[at + 1];
    next = after === undefined ? undefined : db.get('packs', after);
    if (value) index.putBlock(unpacked(value), stale);
    onStep(index.size);
  }
  await refreshLines(store, index, [...stale]);
  onStep(index.size);
  if (stale.size >= STALE_BEFORE_PACKING && !signal?.aborted) await packStale(db);
}

/** Reads the lines of these cases anew; those that are gone leave the index. */
export async function refreshLines(store: Store, index: LineIndex, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const tx = (await store.open()).transaction(ALL, 'readonly');
  const found = await linesIn(tx as unknown as Reading, ids);
  await tx.done;
  const here = new Set(found.map(({ line }) => line.id));
  index.put(found);
  index.remove(ids.filter((id) => !here.has(id)));
}

async function linesIn(tx: Reading, ids: readonly string[]): Promise<IndexedLine[]> {
  const lines = await Promise.all(
    ids.map(async (id) => {
      const [summary, organising, arrivals] = await Promise.all([
        tx.objectStore('summaries').get(id),
        tx.objectStore('organising').get(id),
        tx.objectStore('arrivals').index('case').getAll(id),
      ]);
      return summary ? lineOf(summary, organising, arrivals) : null;
    }),
  );
  return lines.filter((line) => line !== null);
}

/** Writes all packs from the summaries, in one transaction: whoever ends it leaves none, and it is done again. */
async function packAll(
  db: IDBPDatabase<Shape>,
  index: LineIndex,
  onStep: (count: number) => void,
  signal?: AbortSignal,
): Promise<void> {
  const tx = db.transaction(ALL, 'readwrite');
  const { summaries, organising, arrivals, packs, stale, counters } = stores(tx as unknown as Reading);
  index.clear();
  await packs.clear?.();
  const beside = new Map((await organising.getAll()).map((one) => [one.id, one]));
  const came = new Map<string, Arrival[]>();
  for (const one of await arrivals.getAll()) came.set(one.case, [...(came.get(one.case) ?? []), one]);
  // In the order of keeping, so that the last packs hold the newest cases.
  let from: IDBKeyRange | null = null;
  let atThatMoment = new Set<string>();
  for (let pack = 0, most = LINES_PER_PACK; ;) {
    if (signal?.aborted) {
      tx.abort();
      await tx.done.catch(() => undefined);
      return;
    }
    const rows: CaseSummary[] = await summaries.index('keptAt').getAll(from, most);
    const fresh = rows.filter(({ id }) => !atThatMoment.has(id));
    const last = rows.at(-1);
    if (fresh.length > 0) {
      const lines = fresh.map((row) => lineOf(row, beside.get(row.id), came.get(row.id) ?? []));
      await packs.put?.(packed(pack, lines));
      index.put(lines);
      onStep(index.size);
      pack += 1;
    }
    if (!last || rows.length < most) break;
    // Cases kept in the same instant may lie on both sides of a step.
    const same = rows.filter(({ keptAt }) => keptAt === last.keptAt).map(({ id }) => id);
    if (fresh.length === 0) most *= 2;
    atThatMoment = new Set(same);
    from = IDBKeyRange.lowerBound(last.keptAt);
  }
  await stale.clear?.();
  await counters.put?.({ name: PACKED, count: 1 });
  await tx.done;
}

/** Puts stale lines into the packs they stand in, and new ones behind the last. One transaction. */
async function packStale(db: IDBPDatabase<Shape>): Promise<void> {
  const tx = db.transaction(ALL, 'readwrite');
  const { packs, stale, counters } = stores(tx as unknown as Reading);
  const ids = await stale.getAllKeys();
  const fresh = new Map((await linesIn(tx as unknown as Reading, ids)).map((one) => [one.line.id, one]));
  const changedIds = new Set(ids);
  let next = 0;
  for (const pack of await packs.getAllKeys()) {
    next = pack + 1;
    const value = await packs.get(pack);
    if (!value?.ids.some((id) => changedIds.has(id))) continue;
    const lines: IndexedLine[] = [];
    const before = unpacked(value);
    const texts = before.hays.split('\u0000');
    before.lines.forEach((line, at) => {
      if (!changedIds.has(line.id)) lines.push({ line, hay: texts[at] ?? '' });
      const now = fresh.get(line.id);
      if (now) lines.push(now);
      fresh.delete(line.id);
    });
    if (lines.length === 0) await packs.delete?.(pack);
    else await packs.put?.(packed(pack, lines));
  }
  const rest = [...fresh.values()];
  for (let at = 0; at < rest.length; at += LINES_PER_PACK) {
    await packs.put?.(packed(next, rest.slice(at, at + LINES_PER_PACK)));
    next += 1;
  }
  await stale.clear?.();
  await counters.put?.({ name: PACKED, count: ((await counters.get(PACKED))?.count ?? 0) + 1 });
  await tx.done;
}

/**
 * Reads again, from the cases, the summaries that an earlier version wrote without what today's search looks
 * at. In small transactions: ended at any moment, it goes on from there at the next opening. Answers how many.
 */
export async function renewSummaries(
  store: Store,
  onStep: (done: number, total: number) => void = () => undefined,
  signal?: AbortSignal,
): Promise<number> {
  const db = await store.open();
  // Said once for ever: what is written today always has it, and reading 100,000 summaries to learn that is not free.
  if ((await db.get('counters', RENEWED)) !== undefined) return 0;
  const old: string[] = [];
  for (let from: IDBKeyRange | null = null; ;) {
    if (signal?.aborted) return 0;
    const some: CaseSummary[] = await db.getAll('summaries', from, LINES_PER_PACK);
    const last = some.at(-1);
    if (!last) break;
    for (const { id, found } of some) if (found === undefined) old.push(id);
    from = IDBKeyRange.lowerBound(last.id, true);
  }
  for (let at = 0; at < old.length; at += CASES_PER_STEP) {
    if (signal?.aborted) return at;
    const tx = db.transaction(['cases', 'summaries', 'stale'], 'readwrite');
    for (const id of old.slice(at, at + CASES_PER_STEP)) {
      const kept = await tx.objectStore('cases').get(id);
      if (!kept) continue;
      const before = await tx.objectStore('summaries').get(id);
      if (!before) continue;
      await tx.objectStore('summaries').put(summaryOf(kept));
      await tx.objectStore('stale').put({ id });
    }
    await tx.done;
    onStep(Math.min(old.length, at + CASES_PER_STEP), old.length);
  }
  await db.put('counters', { name: RENEWED, count: 1 });
  return old.length;
}

function stores(tx: Reading) {
  return {
    summaries: tx.objectStore('summaries'),
    organising: tx.objectStore('organising'),
    arrivals: tx.objectStore('arrivals'),
    packs: tx.objectStore('packs'),
    stale: tx.objectStore('stale'),
    counters: tx.objectStore('counters'),
  };
}

type Own = [string, string, string, number, string | null, string[], string, number];

/** What is the same in many lines stands once; a pack is a third as long for it, and so is the reading. */
function packed(pack: number, lines: readonly IndexedLine[]): LinePack {
  const numbers = new Map<string, number>();
  const kinds: LineKind[] = [];
  const own = lines.map(({ line }): Own => {
    const kind = kindOf(line);
    const name = JSON.stringify(kind);
    let number = numbers.get(name);
    if (number === undefined) numbers.set(name, (number = kinds.push(kind) - 1));
    const { title, url, keptAt, sizeBytes, screenshot, products, note } = line;
    return [title, url, keptAt, sizeBytes, screenshot, products, note, number];
  });
  return {
    pack,
    ids: lines.map(({ line }) => line.id),
    lines: JSON.stringify({ kinds, own }),
    hays: lines.map(({ hay }) => hay).join('\u0000'),
  };
}

function unpacked({ ids, lines, hays }: LinePack): LineBlock {
  const { kinds, own } = JSON.parse(lines) as { kinds: LineKind[]; own: Own[] };
  const kindOfLine: LineKind[] = [];
  const all = own.map((one, at): CaseLine => {
    const kind = kinds[one[7]];
    if (!kind) throw new Error('a pack names a kind that it does not have');
    kindOfLine.push(kind);
    const [title, url, keptAt, sizeBytes, screenshot, products, note] = one;
    const { shop, flags, rules, outcomes, declared, tags, status, campaigns, sources, isAltered } = kind;
    return {
      id: ids[at] ?? '',
      title,
      url,
      shop,
      keptAt,
      sizeBytes,
      flags,
      screenshot,
      rules,
      outcomes,
      declared,
      products,
      tags,
      note,
      status,
      campaigns,
      sources,
      isAltered,
    };
  });
  return { lines: all, kinds: kindOfLine, hays };
}

/** The newest lines alone, to show before the others have been read. */
export async function firstLines(store: Store, index: LineIndex, count: number): Promise<void> {
  const db = await store.open();
  const ids: string[] = [];
  let cursor = await db.transaction('summaries').store.index('keptAt').openKeyCursor(null, 'prev');
  while (cursor && ids.length < count) {
    ids.push(cursor.primaryKey);
    cursor = await cursor.continue();
  }
  await refreshLines(store, index, ids);
}

/** What a search for pictures found, and whether it could look at all of them. */
export interface SharedPictures {
  groups: SameThing[];
  /** Bound that was reached; null when every picture was compared. */
  boundReached: number | null;
}

/**
 * Cases with the same picture, by bytes over all cases and by look over the first LIMITS.comparedPictures
 * different ones. Reads summaries in steps; ends early, with null, when the signal says so.
 */
export async function sharedPictures(store: Store, signal?: AbortSignal): Promise<SharedPictures | null> {
  const db = await store.open();
  const rows: Looks[] = [];
  const seen = new Set<string>();
  let boundReached: number | null = null;
  let from: string | null = null;
  for (;;) {
    if (signal?.aborted) return null;
    const range: IDBKeyRange | null = from === null ? null : IDBKeyRange.lowerBound(from, true);
    const some: CaseSummary[] = await db.getAll('summaries', range, LINES_PER_PACK);
    const last = some.at(-1);
    if (!last) break;
    from = last.id;
    for (const { id, shop, url, mediaDigests, likenesses } of some) {
      const looks = (likenesses ?? []).filter(({ sha256 }) => {
        if (seen.has(sha256)) return true;
        if (seen.size >= LIMITS.comparedPictures) {
          boundReached = LIMITS.comparedPictures;
          return false;
        }
        seen.add(sha256);
        return true;
      });
      if (looks.length > 0 || mediaDigests.length > 0)
        rows.push({ id, shop, url, productIds: [], mediaDigests, likenesses: looks });
    }
  }
  return { groups: duplicatesOf(rows).filter(({ by }) => by !== 'product'), boundReached };
}

/** Cases in which a picture of this one sells something else; read in steps, ended by the signal with what was found. */
export async function elsewhereOf(store: Store, id: string, signal: AbortSignal): Promise<Elsewhere[]> {
  const db = await store.open();
  const own = await db.get('summaries', id);
  if (!own) return [];
  const found: Elsewhere[] = [];
  let from: string | null = null;
  while (!signal.aborted) {
    const range: IDBKeyRange | null = from === null ? null : IDBKeyRange.lowerBound(from, true);
    const some: CaseSummary[] = await db.getAll('summaries', range, LINES_PER_PACK);
    const last = some.at(-1);
    if (!last) break;
    from = last.id;
    found.push(...sameElsewhere([own, ...some.filter((row) => row.id !== id)], id));
  }
  return found;
}
