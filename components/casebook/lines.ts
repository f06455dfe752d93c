/** The casebook's list in memory: one compact line for each case, found by words and filters in one pass. Pure. */
import type { CaseLine, LineQuery, LineSort } from '../model/case-line';
import { CASE_STATUSES, type Arrival, type Organising } from '../model/organising';
import { TOPICS, type Topic } from '../model/words';
import { productKeysOf } from './compare';
import { fold, type CaseSummary } from './summary';

/** A line with the folded text it is searched by. */
export interface IndexedLine {
  line: CaseLine;
  hay: string;
}

/** `key:<fingerprint>` of who signed, or the file itself where nobody did. */
export function sourceOf({ signer, file }: Pick<Arrival, 'signer' | 'file'>): string {
  return signer === null ? `file:${file}` : `key:${signer}`;
}

/**
 * From whom a case came, the one first who kept it: this casebook, else whoever signed it first. Signing or handing on
 * a case again makes nobody a second witness of what it shows.
 */
export function sourcesOf(arrivals: readonly Arrival[]): string[] {
  if (arrivals.length === 0) return ['own'];
  const first = ({ signedAt, arrivedAt }: Arrival): string => signedAt ?? arrivedAt;
  const signed = [...arrivals].sort(
    (a, b) =>
      Number(a.signer === null) - Number(b.signer === null) || Date.parse(first(a)) - Date.parse(first(b)),
  );
  const own = arrivals.some(({ keptHere }) => keptHere) ? ['own'] : [];
  return [...new Set([...own, ...signed.map(sourceOf)])];
}

/** The line of a case, out of its summary and what stands beside it. Pure. */
export function lineOf(
  of: CaseSummary,
  organising: Organising | undefined,
  arrivals: readonly Arrival[],
): IndexedLine {
  const { id, title, url, shop, keptAt, sizeBytes, screenshot, found } = of;
  const flags: Partial<Record<Topic, number>> = {};
  for (const topic of TOPICS) {
    const count = of.flags[topic].flag + of.flags[topic].note;
    if (count > 0) flags[topic] = count;
  }
  const line: CaseLine = {
    id,
    title,
    url,
    shop,
    keptAt,
    sizeBytes,
    flags,
    screenshot,
    rules: found?.rules ?? [],
    outcomes: found?.outcomes ?? [],
    declared: found?.declared ?? [],
    products: productKeysOf(of),
    tags: organising?.tags ?? of.tags,
    note: organising?.note ?? of.note,
    status: organising?.status ?? 'new',
    campaigns: organising?.campaigns ?? [],
    sources: sourcesOf(arrivals),
    isAltered: arrivals.some(({ altered }) => altered.length > 0),
  };
  const words = [
    title,
    url,
    shop ?? '',
    line.note,
    ...line.tags,
    ...of.productIds,
    ...(found?.sellers ?? []),
    ...(found?.labels ?? []),
  ];
  // The separator of stored hays may not stand inside one.
  return { line, hay: fold(words.join('\n')).replaceAll('\u0000', ' ') };
}

/** What can be chosen in each filter, with how many cases have it. */
export interface LineFacets {
  shops: ReadonlyMap<string, number>;
  rules: ReadonlyMap<string, number>;
  tags: ReadonlyMap<string, number>;
  campaigns: ReadonlyMap<string, number>;
  sources: ReadonlyMap<string, number>;
  altered: number;
}

/** What many lines share, so that it stands once in memory and is looked at once in a search. */
export type LineKind = Pick<CaseLine, (typeof KIND_KEYS)[number]>;
export const KIND_KEYS = [
  'shop',
  'flags',
  'rules',
  'outcomes',
  'declared',
  'tags',
  'status',
  'campaigns',
  'sources',
  'isAltered',
] as const;

/** Lines that were read together, with their search texts in the same order, parted by U+0000. */
export interface LineBlock {
  lines: readonly CaseLine[];
  /** The kind of each line. */
  kinds: readonly LineKind[];
  hays: string;
}

export function kindOf(line: CaseLine): LineKind {
  return Object.fromEntries(KIND_KEYS.map((key) => [key, line[key]])) as unknown as LineKind;
}

/** Texts of one block. Lines of it that were replaced are passed over; a block without any other is let go. */
interface Texts {
  hays: string;
  /** Slot of its first line; the others follow. */
  first: number;
  /** Where each text begins, and one past the end. */
  starts: Uint32Array;
  alive: number;
}

/** Dead slots are cleared out when they are more than the living and more than this. */
const DEAD_SLOTS = 20_000;
const LINES_PER_BLOCK = 1_000;

/**
 * All lines. Each stands in a slot that is never used twice: a changed line takes a new one. So an order, once
 * made, is kept, and what came later is merged into it; and a search runs over long texts, not over lines.
 */
export class LineIndex {
  readonly #slots = new Map<string, number>();
  #lines: (CaseLine | undefined)[] = [];
  #kindAt: number[] = [];
  #keptMs: number[] = [];
  readonly #kinds: LineKind[] = [];
  readonly #kindNames = new Map<string, number>();
  #texts: Texts[] = [];
  readonly #orders = new Map<LineSort, { slots: number[]; until: number }>();

  get size(): number {
    return this.#slots.size;
  }

  get(id: string): CaseLine | undefined {
    const slot = this.#slots.get(id);
    return slot === undefined ? undefined : this.#lines[slot];
  }

  put(lines: readonly IndexedLine[]): void {
    if (lines.length === 0) return;
    this.putBlock({
      lines: lines.map(({ line }) => line),
      kinds: lines.map(({ line }) => kindOf(line)),
      hays: lines.map(({ hay }) => hay).join('\u0000'),
    });
  }

  /** Adds a block; lines that are to be passed over (older than what is here) keep their text and are not found. */
  putBlock({ lines, kinds, hays }: LineBlock, passedOver: ReadonlySet<string> = new Set()): void {
    const first = this.#lines.length;
    const known = new Map<LineKind, number>();
    const texts: Texts = { hays, first, starts: startsOf(hays, lines.length), alive: lines.length };
    this.#texts.push(texts);
    lines.forEach((given, at) => {
      const slot = first + at;
      const kind = kinds[at] ?? kindOf(given);
      let number = known.get(kind);
      if (number === undefined) known.set(kind, (number = this.#numberOf(kind)));
      this.#kindAt.push(number);
      if (passedOver.has(given.id)) {
        this.#lines.push(undefined);
        this.#keptMs.push(0);
        texts.alive -= 1;
        return;
      }
      this.#drop(given.id);
      this.#lines.push(given);
      this.#keptMs.push(Date.parse(given.keptAt));
      this.#slots.set(given.id, slot);
    });
    if (texts.alive === 0) this.#texts.pop();
    if (this.#lines.length > 2 * this.#slots.size + DEAD_SLOTS) this.#clearOut();
  }

  remove(ids: readonly string[]): void {
    for (const id of ids) this.#drop(id);
  }

  clear(): void {
    this.#slots.clear();
    this.#lines = [];
    this.#kindAt = [];
    this.#keptMs = [];
    this.#texts = [];
    this.#orders.clear();
  }

  /** Lines that fit, in the order asked for; newest first where none is. */
  find(query: LineQuery): CaseLine[] {
    const words = [
      ...new Set(
        fold(query.text ?? '')
          .replaceAll('\u0000', ' ')
          .split(/\s+/u)
          .filter(Boolean),
      ),
    ];
    const order = this.#ordered(query.sort ?? 'newest');
    const fits = this.#kinds.map((kind) => isKind(kind, query));
    const hits = words.length > 0 ? this.#hits(words) : null;
    const found: CaseLine[] = [];
    for (const slot of order) {
      if (hits && hits[slot] !== words.length) continue;
      if (!fits[this.#kindAt[slot] ?? -1]) continue;
      const line = this.#lines[slot];
      if (line && isOwn(line, query)) found.push(line);
    }
    return found;
  }

  facets(): LineFacets {
    const times = new Uint32Array(this.#kinds.length);
    this.#lines.forEach((line, slot) => {
      const kind = this.#kindAt[slot];
      if (line && kind !== undefined) times[kind] = (times[kind] ?? 0) + 1;
    });
    const counts = {
      shops: new Map(),
      rules: new Map(),
      tags: new Map(),
      campaigns: new Map(),
      sources: new Map(),
    } as Record<'shops' | 'rules' | 'tags' | 'campaigns' | 'sources', Map<string, number>>;
    let altered = 0;
    this.#kinds.forEach((kind, number) => {
      const more = times[number] ?? 0;
      if (more === 0) return;
      const count = (map: Map<string, number>, key: string): unknown =>
        map.set(key, (map.get(key) ?? 0) + more);
      if (kind.shop !== null) count(counts.shops, kind.shop);
      for (const rule of kind.rules) count(counts.rules, rule);
      for (const tag of kind.tags) count(counts.tags, tag);
      for (const campaign of kind.campaigns) count(counts.campaigns, campaign);
      for (const source of kind.sources) count(counts.sources, source);
      if (kind.isAltered) altered += more;
    });
    return { ...counts, altered };
  }

  /** Products seen in two or more cases, most cases first; each with its cases. */
  products(): { product: string; ids: string[] }[] {
    const groups = new Map<string, string[]>();
    for (const slot of this.#ordered('newest')) {
      const line = this.#lines[slot];
      if (!line) continue;
      for (const product of line.products) {
        const group = groups.get(product);
        if (group) group.push(line.id);
        else groups.set(product, [line.id]);
      }
    }
    return [...groups]
      .filter(([, ids]) => ids.length > 1)
      .map(([product, ids]) => ({ product, ids }))
      .sort((a, b) => b.ids.length - a.ids.length || (a.product < b.product ? -1 : 1));
  }

  /** For each slot, how many of the words stand in its text one after the other; all of them make a hit. */
  #hits(words: readonly string[]): Uint8Array | Uint16Array {
    const count = this.#lines.length;
    const hits = words.length < 256 ? new Uint8Array(count) : new Uint16Array(count);
    // The longest word first: it most likely leaves little for the others.
    [...words]
      .sort((a, b) => b.length - a.length)
      .forEach((word, before) => {
        for (const { hays, first, starts } of this.#texts) {
          let at = 0;
          for (let pos = hays.indexOf(word); pos >= 0; pos = hays.indexOf(word, starts[at])) {
            while ((starts[at + 1] ?? Infinity) <= pos) at += 1;
            if (hits[first + at] === before) hits[first + at] = before + 1;
            at += 1;
            if (at >= starts.length - 1) break;
          }
        }
      });
    return hits;
  }

  /** Slots in this order. What came since it was last asked for is sorted alone and merged in. */
  #ordered(sort: LineSort): readonly number[] {
    const known = this.#orders.get(sort) ?? { slots: [], until: 0 };
    const compare = this.#compare(sort);
    const fresh: number[] = [];
    for (let slot = known.until; slot < this.#lines.length; slot += 1)
      if (this.#lines[slot]) fresh.push(slot);
    fresh.sort(compare);
    const old = known.slots.filter((slot) => this.#lines[slot] !== undefined);
    const slots = fresh.length === 0 ? old : old.length === 0 ? fresh : merged(old, fresh, compare);
    this.#orders.set(sort, { slots, until: this.#lines.length });
    return slots;
  }

  #compare(sort: LineSort): (a: number, b: number) => number {
    const kept = this.#keptMs;
    const newest = (a: number, b: number): number =>
      (kept[b] ?? 0) - (kept[a] ?? 0) || up(this.#lines[a]?.id ?? '', this.#lines[b]?.id ?? '');
    if (sort === 'newest') return newest;
    if (sort === 'oldest') return (a, b) => newest(b, a);
    const order = ORDERS[sort];
    return (a, b) => {
      const [one, other] = [this.#lines[a], this.#lines[b]];
      return (one && other ? order(one, other) : 0) || newest(a, b);
    };
  }

  #numberOf(kind: LineKind): number {
    const name = JSON.stringify(kind);
    const known = this.#kindNames.get(name);
    if (known !== undefined) return known;
    this.#kindNames.set(name, this.#kinds.length);
    return this.#kinds.push(kind) - 1;
  }

  #drop(id: string): void {
    const slot = this.#slots.get(id);
    if (slot === undefined) return;
    this.#slots.delete(id);
    this.#lines[slot] = undefined;
    const at = this.#textsOf(slot);
    const texts = this.#texts[at];
    if (!texts) return;
    texts.alive -= 1;
    if (texts.alive === 0) this.#texts.splice(at, 1);
  }

  /** The last block that begins at or before this slot. */
  #textsOf(slot: number): number {
    let [low, high] = [0, this.#texts.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#texts[middle]?.first ?? 0) <= slot) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  #clearOut(): void {
    const living: IndexedLine[] = [];
    for (const { hays, first, starts } of this.#texts) {
      for (let at = 0; at < starts.length - 1; at += 1) {
        const line = this.#lines[first + at];
        if (line) living.push({ line, hay: hays.slice(starts[at], (starts[at + 1] ?? 0) - 1) });
      }
    }
    this.clear();
    for (let at = 0; at < living.length; at += LINES_PER_BLOCK)
      this.put(living.slice(at, at + LINES_PER_BLOCK));
  }
}

function startsOf(hays: string, count: number): Uint32Array {
  const starts = new Uint32Array(count + 1);
  let pos = 0;
  for (let at = 0; at < count; at += 1) {
    starts[at] = pos;
    const end = hays.indexOf('\u0000', pos);
    pos = (end < 0 ? hays.length : end) + 1;
  }
  starts[count] = pos;
  return starts;
}

function merged(
  a: readonly number[],
  b: readonly number[],
  compare: (a: number, b: number) => number,
): number[] {
  const all: number[] = [];
  let [m, n] = [0, 0];
  for (;;) {
    const [x, y] = [a[m], b[n]];
    if (x === undefined && y === undefined) return all;
    if (y === undefined || (x !== undefined && compare(x, y) <= 0)) {
      if (x !== undefined) all.push(x);
      m += 1;
    } else {
      all.push(y);
      n += 1;
    }
  }
}

type Order = (a: CaseLine, b: CaseLine) => number;

const up = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const flagsOf = ({ flags }: CaseLine): number => Object.values(flags).reduce((sum, count) => sum + count, 0);

/** Orders other than by time; what is equal in them stands newest first. */
const ORDERS: Record<Exclude<LineSort, 'newest' | 'oldest'>, Order> = {
  title: (a, b) => up(a.title, b.title),
  // Cases of no known shop stand last.
  shop: (a, b) => up(a.shop ?? '\uffff', b.shop ?? '\uffff'),
  flags: (a, b) => flagsOf(b) - flagsOf(a),
  size: (a, b) => b.sizeBytes - a.sizeBytes,
  status: (a, b) => CASE_STATUSES.indexOf(a.status) - CASE_STATUSES.indexOf(b.status),
};

function isKind(kind: LineKind, query: LineQuery): boolean {
  if (query.shop !== undefined && kind.shop !== query.shop) return false;
  if (query.status !== undefined && kind.status !== query.status) return false;
  if (query.rule !== undefined && !kind.rules.includes(query.rule)) return false;
  if (query.outcome !== undefined && !kind.outcomes.includes(query.outcome)) return false;
  if (query.declared !== undefined && !kind.declared.includes(query.declared)) return false;
  if (query.campaign !== undefined && !kind.campaigns.includes(query.campaign)) return false;
  if (query.tag !== undefined && !kind.tags.includes(query.tag)) return false;
  if (query.source !== undefined && !kind.sources.includes(query.source)) return false;
  return query.isAltered === undefined || kind.isAltered === query.isAltered;
}

function isOwn(line: CaseLine, query: LineQuery): boolean {
  if (query.keptFrom !== undefined && line.keptAt < query.keptFrom) return false;
  if (query.keptBefore !== undefined && line.keptAt >= query.keptBefore) return false;
  return query.product === undefined || line.products.includes(query.product);
}
