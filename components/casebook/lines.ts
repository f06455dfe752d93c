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
    sources: arrivals.length === 0 ? ['own'] : [...new Set(arrivals.map(sourceOf))],
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

/** All lines, kept in the orders that were asked for until something changes. */
export class LineIndex {
  readonly #by = new Map<string, IndexedLine>();
  readonly #orders = new Map<LineSort, IndexedLine[]>();

  get size(): number {
    return this.#by.size;
  }

  get(id: string): CaseLine | undefined {
    return this.#by.get(id)?.line;
  }

  put(lines: readonly IndexedLine[]): void {
    if (lines.length === 0) return;
    for (const one of lines) this.#by.set(one.line.id, one);
    this.#orders.clear();
  }

  remove(ids: readonly string[]): void {
    for (const id of ids) if (this.#by.delete(id)) this.#orders.clear();
  }

  clear(): void {
    this.#by.clear();
    this.#orders.clear();
  }

  /** Lines that fit, in the order asked for; newest first where none is. */
  find(query: LineQuery): CaseLine[] {
    const words = fold(query.text ?? '')
      .split(/\s+/u)
      .filter(Boolean);
    const found: CaseLine[] = [];
    for (const { line, hay } of this.#ordered(query.sort ?? 'newest'))
      if (isIn(line, query) && words.every((word) => hay.includes(word))) found.push(line);
    return found;
  }

  facets(): LineFacets {
    const counts = {
      shops: new Map(),
      rules: new Map(),
      tags: new Map(),
      campaigns: new Map(),
      sources: new Map(),
    } as Record<'shops' | 'rules' | 'tags' | 'campaigns' | 'sources', Map<string, number>>;
    const count = (map: Map<string, number>, key: string): unknown => map.set(key, (map.get(key) ?? 0) + 1);
    let altered = 0;
    for (const { line } of this.#by.values()) {
      if (line.shop !== null) count(counts.shops, line.shop);
      for (const rule of line.rules) count(counts.rules, rule);
      for (const tag of line.tags) count(counts.tags, tag);
      for (const campaign of line.campaigns) count(counts.campaigns, campaign);
      for (const source of line.sources) count(counts.sources, source);
      if (line.isAltered) altered += 1;
    }
    return { ...counts, altered };
  }

  /** Products seen in two or more cases, most cases first; each with its cases. */
  products(): { product: string; ids: string[] }[] {
    const groups = new Map<string, string[]>();
    for (const { line } of this.#ordered('newest')) {
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

  #ordered(sort: LineSort): IndexedLine[] {
    const known = this.#orders.get(sort);
    if (known) return known;
    const order = [...this.#by.values()].sort(ORDERS[sort]);
    this.#orders.set(sort, order);
    return order;
  }
}

type Order = (a: IndexedLine, b: IndexedLine) => number;

const up = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const newest: Order = (a, b) => up(b.line.keptAt, a.line.keptAt) || up(a.line.id, b.line.id);
const flagsOf = ({ flags }: CaseLine): number => Object.values(flags).reduce((sum, count) => sum + count, 0);

const ORDERS: Record<LineSort, Order> = {
  newest,
  oldest: (a, b) => newest(b, a),
  title: (a, b) => up(a.line.title, b.line.title) || newest(a, b),
  // Cases of no known shop stand last.
  shop: (a, b) => up(a.line.shop ?? '\uffff', b.line.shop ?? '\uffff') || newest(a, b),
  flags: (a, b) => flagsOf(b.line) - flagsOf(a.line) || newest(a, b),
  size: (a, b) => b.line.sizeBytes - a.line.sizeBytes || newest(a, b),
  status: (a, b) =>
    CASE_STATUSES.indexOf(a.line.status) - CASE_STATUSES.indexOf(b.line.status) || newest(a, b),
};

function isIn(line: CaseLine, query: LineQuery): boolean {
  if (query.shop !== undefined && line.shop !== query.shop) return false;
  if (query.status !== undefined && line.status !== query.status) return false;
  if (query.keptFrom !== undefined && line.keptAt < query.keptFrom) return false;
  if (query.keptBefore !== undefined && line.keptAt >= query.keptBefore) return false;
  if (query.rule !== undefined && !line.rules.includes(query.rule)) return false;
  if (query.outcome !== undefined && !line.outcomes.includes(query.outcome)) return false;
  if (query.declared !== undefined && !line.declared.includes(query.declared)) return false;
  if (query.campaign !== undefined && !line.campaigns.includes(query.campaign)) return false;
  if (query.tag !== undefined && !line.tags.includes(query.tag)) return false;
  if (query.source !== undefined && !line.sources.includes(query.source)) return false;
  if (query.isAltered !== undefined && line.isAltered !== query.isAltered) return false;
  return query.product === undefined || line.products.includes(query.product);
}
