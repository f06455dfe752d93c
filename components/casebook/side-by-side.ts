/**
 * What several cases say of the same things, row by row, each value as its case has it. A difference is shown
 * as one; which is right is not for this room to say. Pure.
 */
import { isSamePicture } from '../likeness/hash';
import type { Capture, Case } from '../model/case';

export type RowKind = 'page' | 'price' | 'label' | 'declared' | 'finding' | 'picture';

export interface MatrixRow {
  kind: RowKind;
  /** `title`, `price`, …; the text of a label; the id of a rule; the digest of a picture. */
  key: string;
  /** One cell for each case: what it says, in its own words; null when it says nothing of this. */
  cells: (string | null)[];
  /** True when two cases that speak of it differ, or one speaks and another that looked is silent. */
  differs: boolean;
}

/** Rows in which a silent case is no difference: it may simply not have looked there. */
const SILENCE_SAYS_NOTHING: readonly RowKind[] = ['picture', 'declared'];

/** All rows over these cases, in the order page, prices, labels, declared origins, findings, pictures. */
export function sideBySide(cases: readonly Case[]): MatrixRow[] {
  return [
    ...valueRows(cases, 'page', pageValues),
    ...valueRows(cases, 'price', priceValues),
    ...valueRows(cases, 'label', labelValues),
    ...valueRows(cases, 'declared', declaredValues),
    ...valueRows(cases, 'finding', findingValues),
    ...pictureRows(cases),
  ];
}

function valueRows(
  cases: readonly Case[],
  kind: RowKind,
  valuesOf: (of: Case) => ReadonlyMap<string, readonly string[]>,
): MatrixRow[] {
  const tables = cases.map(valuesOf);
  const keys = new Set(tables.flatMap((table) => [...table.keys()]));
  return [...keys].map((key) =>
    rowOf(
      kind,
      key,
      tables.map((table) => {
        const values = table.get(key);
        return values ? [...new Set(values)].sort().join(' / ') : null;
      }),
    ),
  );
}

function rowOf(kind: RowKind, key: string, cells: (string | null)[]): MatrixRow {
  const heard = cells.filter((cell) => cell !== null);
  const isSilenceMeant = !SILENCE_SAYS_NOTHING.includes(kind);
  const differs = new Set(heard).size > 1 || (isSilenceMeant && heard.length < cells.length);
  return { kind, key, cells, differs };
}

type Values = Map<string, string[]>;

function add(values: Values, key: string, value: string | null): void {
  if (value === null || value === '') return;
  const list = values.get(key);
  if (list) list.push(value);
  else values.set(key, [value]);
}

function pageValues(of: Case): Values {
  const values: Values = new Map();
  add(values, 'title', of.title);
  add(values, 'url', of.url);
  for (const { kind, value } of of.observations.filter((seen) => seen.kind === 'offer'))
    if (kind === 'offer') add(values, 'seller', value.seller);
  return values;
}

function priceValues(of: Case): Values {
  const values: Values = new Map();
  for (const seen of of.observations) {
    if (seen.kind !== 'offer') continue;
    const { price, listPrice, currency, priceKind, condition, availability } = seen.value;
    const money = (amount: string | null): string | null =>
      amount === null ? null : [currency, amount].filter(Boolean).join(' ');
    add(values, 'price', money(price));
    add(values, 'list-price', money(listPrice));
    if (price !== null) add(values, 'price-kind', priceKind);
    add(values, 'condition', condition);
    if (availability !== 'unknown') add(values, 'availability', availability);
  }
  return values;
}

/** Each label with where it stood; a case that looked everywhere and saw none is told apart by its searches. */
function labelValues(of: Case): Values {
  const values: Values = new Map();
  for (const seen of of.observations)
    if (seen.kind === 'label') add(values, seen.value.text, seen.value.placement);
  return values;
}

function declaredValues(of: Case): Values {
  const values: Values = new Map();
  for (const seen of of.observations) {
    if (seen.kind !== 'declaration' || seen.value.sha256 === null) continue;
    add(values, seen.value.sha256, [seen.value.declared, seen.value.status].filter(Boolean).join(' '));
  }
  return values;
}

function findingValues(of: Case): Values {
  const values: Values = new Map();
  for (const { rule, outcome } of of.findings) if (outcome !== 'inapplicable') add(values, rule, outcome);
  return values;
}

/** Kept pictures: the very same bytes, or looking the same though saved anew, stand in one row. */
function pictureRows(cases: readonly Case[]): MatrixRow[] {
  const rows: { first: Capture; cells: (string | null)[] }[] = [];
  cases.forEach((of, at) => {
    for (const capture of of.captures) {
      if (capture.role !== 'medium' || !capture.mime.startsWith('image/')) continue;
      const row = rows.find(
        ({ first, cells }) =>
          (cells[at] === null || cells[at] === capture.sha256) &&
          (first.sha256 === capture.sha256 ||
            (first.likeness !== undefined &&
              capture.likeness !== undefined &&
              isSamePicture(first.likeness, capture.likeness))),
      );
      if (row) row.cells[at] = capture.sha256;
      else rows.push({ first: capture, cells: cases.map((_, n) => (n === at ? capture.sha256 : null)) });
    }
  });
  return rows.map(({ first, cells }) => rowOf('picture', first.sha256, cells));
}
