/** The line of a case in a list: small, so that a list of many cases never loads one of them whole. */
import type { Case } from '../model/case';
import type { Flag } from '../model/finding';
import { OUTCOMES, type Outcome, type Topic } from '../model/words';

/** How many flags of each tone. */
export type FlagCounts = Record<Flag['tone'], number>;

export interface CaseSummary {
  id: string;
  title: string;
  shop: string | null;
  url: string;
  /** ISO 8601, UTC. */
  keptAt: string;
  startedAt: string;
  /** Flags by what a shopper cares about. */
  flags: Record<Topic, FlagCounts>;
  observations: number;
  captures: number;
  /** Bytes of all captures together. */
  sizeBytes: number;
  /** Digest of the first screenshot; null when there is none. */
  screenshot: string | null;
  /** `scheme:value` of every product id seen on the page, sorted. */
  productIds: string[];
  /** Digests of the media whose bytes were kept or read whole, sorted. */
  mediaDigests: string[];
  /** What the kept pictures look like. Absent in lines written before likenesses were taken. */
  likenesses?: { sha256: string; likeness: string }[];
  note: string;
  tags: string[];
  /** Absent in lines written before these were taken; such lines are read anew from their cases. */
  found?: {
    /** Rules that flagged something, sorted. */
    rules: string[];
    outcomes: Outcome[];
    /** Status words that a file or a label declared, quoted. */
    declared: string[];
    sellers: string[];
    /** Texts of the labels seen, each once, at most 40. */
    labels: string[];
  };
}

/** Texts of labels that a line carries for the search. */
const LABELS_PER_LINE = 40;

/** The line of this case. Pure. */
export function summaryOf(of: Case): CaseSummary {
  const productIds = new Set<string>();
  const mediaDigests = new Set<string>();
  for (const seen of of.observations) {
    if (seen.kind === 'offer')
      for (const { scheme, value } of seen.value.ids) productIds.add(`${scheme}:${value}`);
    if (seen.kind === 'declaration' && seen.value.sha256 !== null) mediaDigests.add(seen.value.sha256);
  }
  for (const { role, whole, sha256 } of of.captures) if (role === 'medium' && whole) mediaDigests.add(sha256);
  return {
    id: of.id,
    title: of.title,
    shop: of.shop,
    url: of.url,
    keptAt: of.keptAt,
    startedAt: of.startedAt,
    flags: countFlags(of.flags),
    observations: of.observations.length,
    captures: of.captures.length,
    sizeBytes: of.captures.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
    screenshot: of.captures.find(({ role }) => role === 'screenshot')?.sha256 ?? null,
    productIds: [...productIds].sort(),
    mediaDigests: [...mediaDigests].sort(),
    likenesses: of.captures.flatMap(({ sha256, likeness }) =>
      likeness === undefined ? [] : [{ sha256, likeness }],
    ),
    note: of.note,
    tags: of.tags,
    found: foundIn(of),
  };
}

function foundIn(of: Case): NonNullable<CaseSummary['found']> {
  const rules = new Set<string>();
  const outcomes = new Set<Outcome>();
  const declared = new Set<string>();
  const sellers = new Set<string>();
  const labels = new Set<string>();
  for (const { rule, outcome } of of.findings) {
    outcomes.add(outcome);
    if (outcome === 'flagged') rules.add(rule);
  }
  for (const seen of of.observations) {
    if (seen.kind === 'label' && labels.size < LABELS_PER_LINE) labels.add(seen.value.text);
    if ((seen.kind === 'label' || seen.kind === 'declaration') && seen.value.status !== null)
      declared.add(seen.value.status);
    if (seen.kind === 'offer' && seen.value.seller !== null) sellers.add(seen.value.seller);
  }
  return {
    rules: [...rules].sort(),
    outcomes: OUTCOMES.filter((outcome) => outcomes.has(outcome)),
    declared: [...declared].sort(),
    sellers: [...sellers].sort(),
    labels: [...labels],
  };
}

function countFlags(flags: readonly Flag[]): CaseSummary['flags'] {
  const none = (): FlagCounts => ({ flag: 0, note: 0, labelled: 0 });
  const counts = { 'ai-media': none(), livestream: none(), price: none() };
  for (const { topic, tone } of flags) counts[topic][tone] += 1;
  return counts;
}

/** What to list. Everything is optional; conditions join by "and". */
export interface CaseQuery {
  /** Words that must all stand in title, address, shop, note or tags; case and width do not matter. */
  text?: string;
  shop?: string;
  /** Only cases with a flag or note on this topic. */
  topic?: Topic;
  tag?: string;
  /** Most rows to answer. */
  limit?: number;
  /** Rows to pass over first. */
  offset?: number;
}

/** Whether a case belongs to what was asked for. Pure. */
export function isMatch(row: CaseSummary, query: CaseQuery): boolean {
  if (query.shop !== undefined && row.shop !== query.shop) return false;
  if (query.tag !== undefined && !row.tags.includes(query.tag)) return false;
  if (query.topic !== undefined && Object.values(row.flags[query.topic]).every((count) => count === 0))
    return false;
  if (query.text === undefined || query.text.trim() === '') return true;
  const hay = fold([row.title, row.url, row.shop ?? '', row.note, ...row.tags, ...row.productIds].join('\n'));
  return fold(query.text)
    .split(/\s+/u)
    .every((word) => hay.includes(word));
}

/** Text as it is compared in a search: one width, one case (Unicode NFKC). */
export function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}
