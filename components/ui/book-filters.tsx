/** Search, filters and order of the list; what is set stands below as words that can be taken away. */
import type { ComponentChild, RefObject } from 'preact';
import type { CaseLine, LineQuery, LineSort } from '../model/case-line';
import { CASE_STATUSES } from '../model/organising';
import { OUTCOMES, STATUS_WORDS } from '../model/words';
import type { Texts } from './text';

export interface Choice {
  value: string;
  name: string;
  /** How many cases have it; null where it is not counted. */
  count: number | null;
}

export interface BookFiltersProps {
  texts: Texts;
  query: LineQuery;
  /** What can be chosen, by name of the filter. */
  choices: Readonly<Record<'shop' | 'rule' | 'campaign' | 'tag' | 'source', readonly Choice[]>>;
  hasAltered: boolean;
  search: RefObject<HTMLInputElement | null>;
  onQuery: (query: LineQuery) => void;
}

const SORTS: readonly LineSort[] = ['newest', 'oldest', 'title', 'shop', 'flags', 'size', 'status'];

type Picked = 'shop' | 'rule' | 'declared' | 'outcome' | 'campaign' | 'status' | 'tag' | 'source';

/** The query without one of its conditions, or with it changed. */
export function withCondition<K extends keyof LineQuery>(
  query: LineQuery,
  key: K,
  value: LineQuery[K] | undefined,
): LineQuery {
  const rest = Object.fromEntries(Object.entries(query).filter(([name]) => name !== key));
  return value === undefined ? (rest as LineQuery) : { ...rest, [key]: value };
}

export function BookFilters({ texts, query, choices, hasAltered, search, onQuery }: BookFiltersProps) {
  const all: Record<Picked, readonly Choice[]> = {
    ...choices,
    declared: Object.values(STATUS_WORDS).map((value) => ({ value, name: value, count: null })),
    outcome: OUTCOMES.map((value) => ({ value, name: texts(`book.outcome.${value}`), count: null })),
    status: CASE_STATUSES.map((value) => ({ value, name: texts(`book.status.${value}`), count: null })),
  };
  const picked = (Object.keys(all) as Picked[]).filter((key) => query[key] !== undefined);
  const set = <K extends keyof LineQuery>(key: K, value: LineQuery[K] | undefined): void =>
    onQuery(withCondition(query, key, value));
  return (
    <div class="book-filters">
      <input
        ref={search}
        type="search"
        class="search"
        value={query.text ?? ''}
        placeholder={texts('book.search')}
        aria-label={texts('book.search')}
        aria-keyshortcuts="/"
        maxLength={400}
        onInput={(event) => set('text', event.currentTarget.value || undefined)}
      />
      <details class="fold book-filter-fold">
        <summary>{texts('book.filters')}</summary>
        <div class="book-fields">
          {(Object.keys(all) as Picked[]).map((key) => (
            <Field key={key} name={texts(`book.filter.${key}`)}>
              <select
                value={query[key] ?? ''}
                onChange={(event) =>
                  onQuery(
                    withCondition(
                      query,
                      key,
                      (event.currentTarget.value || undefined) as CaseLine['status'] | undefined,
                    ),
                  )
                }
              >
                <option value="">{texts('book.filter.any')}</option>
                {all[key].map(({ value, name, count }) => (
                  <option key={value} value={value}>
                    {count === null ? name : `${name} (${String(count)})`}
                  </option>
                ))}
              </select>
            </Field>
          ))}
          <Field name={texts('book.filter.from')}>
            <input
              type="date"
              value={query.keptFrom === undefined ? '' : dayOf(query.keptFrom)}
              onChange={(event) => set('keptFrom', startOfDay(event.currentTarget.value, 0))}
            />
          </Field>
          <Field name={texts('book.filter.until')}>
            <input
              type="date"
              value={query.keptBefore === undefined ? '' : dayOf(query.keptBefore, -1)}
              onChange={(event) => set('keptBefore', startOfDay(event.currentTarget.value, 1))}
            />
          </Field>
          <Field name={texts('book.sort')}>
            <select
              value={query.sort ?? 'newest'}
              onChange={(event) => set('sort', event.currentTarget.value as LineSort)}
            >
              {SORTS.map((sort) => (
                <option key={sort} value={sort}>
                  {texts(`book.sort.${sort}`)}
                </option>
              ))}
            </select>
          </Field>
          {hasAltered && (
            <label class="book-check">
              <input
                type="checkbox"
                checked={query.isAltered === true}
                onChange={(event) => set('isAltered', event.currentTarget.checked ? true : undefined)}
              />
              {texts('book.filter.altered')}
            </label>
          )}
        </div>
      </details>
      {picked.length > 0 && (
        <ul class="book-picked">
          {picked.map((key) => {
            const name = all[key].find(({ value }) => value === query[key])?.name ?? query[key] ?? '';
            const what = `${texts(`book.filter.${key}`)} ${name}`;
            return (
              <li key={key}>
                <button
                  type="button"
                  class="small-mark press"
                  aria-label={texts('book.filter.drop', { what })}
                  onClick={() => set(key, undefined)}
                >
                  {what} <span aria-hidden="true">×</span>
                </button>
              </li>
            );
          })}
        </ul>
      )}
    </div>
  );
}

export function Field({ name, children }: { name: string; children: ComponentChild }) {
  return (
    <label class="book-field">
      <span>{name}</span>
      {children}
    </label>
  );
}

/** Instant at which a local day begins, so many days later; undefined for no day. */
function startOfDay(day: string, daysLater: number): string | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day);
  if (!match) return undefined;
  return new Date(Number(match[1]), Number(match[2]) - 1, Number(match[3]) + daysLater).toISOString();
}

function dayOf(instant: string, daysLater = 0): string {
  const at = new Date(instant);
  at.setDate(at.getDate() + daysLater);
  const two = (n: number): string => String(n).padStart(2, '0');
  return `${String(at.getFullYear())}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}
