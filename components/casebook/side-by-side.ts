/**
 * What several cases say of the same things, row by row, each value as its case has it. A column is one case, or
 * all that one witness kept. A difference is shown as one; which is right is not for this room to say. Pure.
 */
import { isSamePicture } from '../likeness/hash';
import type { Capture, Case } from '../model/case';
import type { Observation } from '../model/observation';

export type RowKind = 'page' | 'price' | 'label' | 'declared' | 'finding' | 'picture';

export interface CellValue {
  value: string;
  /** When it was first seen, ISO 8601 UTC; null where the case does not say. */
  seenAt: string | null;
}

/** Differences that cannot both hold of one page at one time. */
export type Conflict = 'price-at-one-time' | 'label-not-seen';

export interface MatrixRow {
  kind: RowKind;
  /** `title`, `price`, …; the text of a label; the id of a rule; the digest of a picture. */
  key: string;
  /** One cell for each column: every different value, sorted; null when it says nothing of this. */
  cells: (readonly CellValue[] | null)[];
  /** Columns that looked where this would stand, to the end, so that their silence means "not seen". */
  looked: boolean[];
  /** True when two columns that speak of it differ, or one speaks and another is silent. */
  differs: boolean;
  conflict: Conflict | null;
}

/** Rows in which silence is no difference: it may simply not have been looked there. */
const SILENCE_SAYS_NOTHING: readonly RowKind[] = ['picture', 'declared'];
/** Prices seen no further apart than this count as seen at one time (the window of the view of prices). */
const ONE_TIME_MS = 30 * 60_000;

type Column = readonly Case[];
interface Seen extends CellValue {
  /**
   * What must be the same for two values to be comparable: kind of price, condition, currency, seller and variant.
   * Absent where a value can be set against none, because the page itself disputes it.
   */
  under?: string;
}
type Values = Map<string, Seen[]>;

/** All rows over these columns, in the order page, prices, labels, declared origins, findings, pictures. */
export function sideBySide(columns: readonly (Case | Column)[]): MatrixRow[] {
  const groups = columns.map((one): Column => (Array.isArray(one) ? (one as Column) : [one as Case]));
  return [
    ...valueRows(groups, 'page', pageValues),
    ...valueRows(groups, 'price', priceValues),
    ...valueRows(groups, 'label', labelValues),
    ...valueRows(groups, 'declared', declaredValues),
    ...valueRows(groups, 'finding', findingValues),
    ...pictureRows(groups),
  ];
}

function valueRows(
  groups: readonly Column[],
  kind: RowKind,
  collect: (of: Case, into: Values, names: Map<string, string>) => void,
): MatrixRow[] {
  const names = new Map<string, string>();
  const tables = groups.map((cases) => {
    const values: Values = new Map();
    for (const of of cases) collect(of, values, names);
    return values;
  });
  const keys = new Set(tables.flatMap((table) => [...table.keys()]));
  return [...keys].map((key) =>
    rowOf(
      kind,
      key,
      tables.map((table) => table.get(key) ?? null),
      groups,
    ),
  );
}

function rowOf(
  kind: RowKind,
  key: string,
  seen: readonly (readonly Seen[] | null)[],
  groups: readonly Column[],
): MatrixRow {
  const cells = seen.map((values) => (values === null ? null : distinct(values)));
  const heard = cells.flatMap((cell) =>
    cell === null ? [] : [cell.map(({ value }) => value).join('\u0000')],
  );
  const isSilenceMeant = !SILENCE_SAYS_NOTHING.includes(kind);
  const differs = new Set(heard).size > 1 || (isSilenceMeant && heard.length < cells.length);
  const looked = groups.map((cases) => kind === 'label' && hasLooked(cases, seen.flat()));
  const conflict =
    kind === 'price' && key === 'price' && differsAtOneTime(seen)
      ? 'price-at-one-time'
      : cells.some((cell, at) => cell === null && looked[at])
        ? 'label-not-seen'
        : null;
  return { kind, key, cells, looked, differs, conflict };
}

/** Each value once, with when it was first seen. */
function distinct(values: readonly Seen[]): CellValue[] {
  const by = new Map<string, CellValue>();
  for (const { value, seenAt } of values) {
    const known = by.get(value);
    if (!known || (seenAt !== null && (known.seenAt ?? '') > seenAt)) by.set(value, { value, seenAt });
  }
  return [...by.values()].sort((a, b) => (a.value < b.value ? -1 : 1));
}

/** Two columns, one kind and condition of price, two amounts, within one window. */
function differsAtOneTime(seen: readonly (readonly Seen[] | null)[]): boolean {
  return seen.some((values, a) =>
    values?.some((one) =>
      seen.some(
        (others, b) =>
          b > a &&
          others?.some(
            (other) =>
              one.under !== undefined &&
              one.under === other.under &&
              one.value !== other.value &&
              one.seenAt !== null &&
              other.seenAt !== null &&
              Math.abs(Date.parse(one.seenAt) - Date.parse(other.seenAt)) <= ONE_TIME_MS,
          ),
      ),
    ),
  );
}

/** True when a search for labels went to its end in every place where others saw this one. */
function hasLooked(cases: Column, others: readonly (Seen | null)[]): boolean {
  const places = new Set(others.flatMap((one) => (one === null ? [] : [placeOfLabel(one.value)])));
  // Inside a picture, or over a player, it is looked picture by picture: whether it was the same one is not known.
  if (places.has('pixels') || places.has('player')) return false;
  return cases.some(({ observations }) =>
    observations.some(
      (seen) =>
        seen.kind === 'label-search' &&
        seen.value.complete &&
        [...places].every((place) => seen.value.looked.includes(place)),
    ),
  );
}

function placeOfLabel(placement: string): 'page-text' | 'alt-text' | 'pixels' | 'player' {
  if (placement === 'pixels' || placement === 'alt-text' || placement === 'player') return placement;
  return 'page-text';
}

function add(values: Values, key: string, value: string | null, seenAt: string | null, under?: string): void {
  if (value === null || value === '') return;
  const one: Seen = under === undefined ? { value, seenAt } : { value, seenAt, under };
  const list = values.get(key);
  if (list) list.push(one);
  else values.set(key, [one]);
}

function each<K extends Observation['kind']>(of: Case, kind: K): Extract<Observation, { kind: K }>[] {
  return of.observations.filter((seen): seen is Extract<Observation, { kind: K }> => seen.kind === kind);
}

function pageValues(of: Case, into: Values): void {
  add(into, 'title', of.title, of.keptAt);
  add(into, 'url', of.url, of.keptAt);
  for (const { value, seenAt } of each(of, 'offer')) add(into, 'seller', value.seller, seenAt);
}

function priceValues(of: Case, into: Values): void {
  for (const { value, seenAt } of each(of, 'offer')) {
    const { price, listPrice, currency, priceKind, condition, availability, seller, ids } = value;
    const isDisputed = value.disagreements.some(({ field }) => field === 'price' || field === 'currency');
    const variant = ids.map(({ scheme, value: number }) => `${scheme}:${number}`).sort();
    const under = isDisputed ? undefined : JSON.stringify([priceKind, condition, currency, seller, variant]);
    const money = (amount: string | null): string | null =>
      amount === null ? null : [currency, amount].filter(Boolean).join(' ');
    add(into, 'price', money(price), seenAt, under);
    add(into, 'list-price', money(listPrice), seenAt);
    if (price !== null) add(into, 'price-kind', priceKind, seenAt);
    add(into, 'condition', condition, seenAt);
    if (availability !== 'unknown') add(into, 'availability', availability, seenAt);
  }
}

/** Each label with where it stood. Width, letter case and spaces make no other label; the first spelling stands. */
function labelValues(of: Case, into: Values, names: Map<string, string>): void {
  for (const { value, seenAt } of each(of, 'label')) {
    const spelled = spelling(value.text);
    const name = names.get(spelled) ?? value.text;
    names.set(spelled, name);
    add(into, name, value.placement, seenAt);
  }
}

function spelling(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s+/gu, '');
}

function declaredValues(of: Case, into: Values): void {
  for (const { value, seenAt } of each(of, 'declaration'))
    if (value.sha256 !== null)
      add(into, value.sha256, [value.declared, value.status].filter(Boolean).join(' '), seenAt);
}

function findingValues(of: Case, into: Values): void {
  for (const { rule, outcome } of of.findings)
    if (outcome !== 'inapplicable') add(into, rule, outcome, of.keptAt);
}

/** Kept pictures: the very same bytes, or looking the same though saved anew, stand in one row. */
function pictureRows(groups: readonly Column[]): MatrixRow[] {
  const rows: { first: Capture; cells: (Seen[] | null)[] }[] = [];
  groups.forEach((cases, at) => {
    for (const capture of cases.flatMap(({ captures }) => captures)) {
      if (capture.role !== 'medium' || !capture.mime.startsWith('image/')) continue;
      const row = rows.find(
        ({ first, cells }) =>
          (cells[at] === null || cells[at]?.[0]?.value === capture.sha256) &&
          (first.sha256 === capture.sha256 ||
            (first.likeness !== undefined &&
              capture.likeness !== undefined &&
              isSamePicture(first.likeness, capture.likeness))),
      );
      const cell = [{ value: capture.sha256, seenAt: capture.capturedAt }];
      if (row) row.cells[at] = cell;
      else rows.push({ first: capture, cells: groups.map((_, n) => (n === at ? cell : null)) });
    }
  });
  return rows.map(({ first, cells }) => rowOf('picture', first.sha256, cells, groups));
}
