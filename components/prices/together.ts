/**
 * Together: what several people saw of the same variant within minutes, put into one table, and asked of an
 * exact test. The unit is the person, never the look: ten looks of one person are one draw of lots. A gap
 * alone does not prove that personal data was used; shops also test prices by lot.
 */
import { compareAmounts, fromUnits, toUnits } from './amount';
import { fisherExact, holm } from './significance';

export interface SharedLook {
  /** Whose: one name for each installation, such as the digest of its key. */
  readonly person: string;
  /** The variant (`keyText`, without the seller's differences smoothed away). */
  readonly variant: string;
  readonly minute: number;
  readonly price: string;
  /** ISO 4217, for showing; part of `variant` already. */
  readonly currency?: string;
  /** Kind of price and the words of its condition: looks under other promotions are never compared. */
  readonly promotion: string;
  /** What is known about the person's circumstances (`account: signed-in`, `device: mobile`, …). */
  readonly attributes: Readonly<Record<string, string>>;
}

export interface TogetherRow {
  readonly person: string;
  /** Prices seen in the window, lowest first, each once. More than one: the price flickered. */
  readonly prices: readonly string[];
  readonly looks: number;
  readonly attributes: Readonly<Record<string, string>>;
}

export interface TogetherTest {
  /** Name of the circumstance that the two groups differ in, and its two values. */
  readonly attribute: string;
  readonly values: readonly [string, string];
  /** People with the lowest price and with a higher one, in each group. */
  readonly table: readonly [readonly [number, number], readonly [number, number]];
  /** Two-sided, before and after the bound for having asked several questions. */
  readonly p: number;
  readonly pBounded: number;
}

export type TogetherOutcome =
  /** Fewer people than the smallest number that could show anything. */
  | 'too-few'
  /** Everybody saw the same. */
  | 'same-for-all'
  /** People saw different prices, and no circumstance goes with it more than lots would. */
  | 'differs-without-pattern'
  /** People saw different prices, and a circumstance goes with it. Why is not known. */
  | 'differs-with-pattern';

export interface Together {
  readonly variant: string;
  readonly promotion: string;
  readonly fromMinute: number;
  readonly untilMinute: number;
  readonly rows: readonly TogetherRow[];
  readonly tests: readonly TogetherTest[];
  readonly outcome: TogetherOutcome;
}

export interface TogetherBounds {
  /** Minutes within which all looks must lie. */
  readonly windowMinutes: number;
  /** People in all, and in each of two groups that are compared. */
  readonly minPeople: number;
  readonly minGroup: number;
  /** A pattern is only spoken of at or below this bounded p. */
  readonly alpha: number;
}

/** Five in each group: the smallest for which 1 in 100 can be reached at all (2 in 252). */
export const TOGETHER_BOUNDS: TogetherBounds = { windowMinutes: 15, minPeople: 4, minGroup: 5, alpha: 0.01 };

/**
 * Groups looks by variant, promotion and window, and asks each group. Windows begin at a look and do not
 * overlap; a window with one person is left out, since there is nobody to compare with.
 */
export function together(looks: readonly SharedLook[], bounds: TogetherBounds = TOGETHER_BOUNDS): Together[] {
  const groups = new Map<string, SharedLook[]>();
  for (const given of looks) {
    // 158 and 158.00 are one price; what is no amount is no look.
    const units = toUnits(given.price);
    if (units === null) continue;
    const look = { ...given, price: fromUnits(units) };
    const group = JSON.stringify([look.variant, look.promotion]);
    const list = groups.get(group);
    if (list) list.push(look);
    else groups.set(group, [look]);
  }
  const results: Together[] = [];
  for (const list of groups.values()) {
    const sorted = [...list].sort((a, b) => a.minute - b.minute || (a.person < b.person ? -1 : 1));
    let window: SharedLook[] = [];
    for (const look of sorted) {
      const first = window[0];
      if (first && look.minute - first.minute > bounds.windowMinutes) {
        results.push(...asked(window, bounds));
        window = [];
      }
      window.push(look);
    }
    results.push(...asked(window, bounds));
  }
  return results.sort((a, b) => a.fromMinute - b.fromMinute || (a.variant < b.variant ? -1 : 1));
}

function asked(window: readonly SharedLook[], bounds: TogetherBounds): Together[] {
  const rows = rowsOf(window);
  const [first] = window;
  const last = window.at(-1);
  if (!first || !last || rows.length < 2) return [];
  const tests = testsOf(rows, bounds);
  const all = new Set(rows.flatMap(({ prices }) => prices));
  const isPattern = tests.some(({ pBounded }) => pBounded <= bounds.alpha);
  const outcome: TogetherOutcome =
    rows.length < bounds.minPeople
      ? 'too-few'
      : all.size === 1
        ? 'same-for-all'
        : isPattern
          ? 'differs-with-pattern'
          : 'differs-without-pattern';
  const { variant, promotion } = first;
  return [{ variant, promotion, fromMinute: first.minute, untilMinute: last.minute, rows, tests, outcome }];
}

function rowsOf(window: readonly SharedLook[]): TogetherRow[] {
  const byPerson = new Map<string, SharedLook[]>();
  for (const look of window) {
    const list = byPerson.get(look.person);
    if (list) list.push(look);
    else byPerson.set(look.person, [look]);
  }
  return [...byPerson].map(([person, looks]) => ({
    person,
    prices: [...new Set(looks.map(({ price }) => price))].sort(compareAmounts),
    looks: looks.length,
    attributes: steady(looks),
  }));
}

/** What stayed the same in all of a person's looks; what changed cannot put the person into a group. */
function steady(looks: readonly SharedLook[]): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const [name, value] of Object.entries(looks[0]?.attributes ?? {})) {
    if (value !== 'unknown' && looks.every(({ attributes }) => attributes[name] === value))
      kept[name] = value;
  }
  return kept;
}

/** One question for each circumstance that splits the people into two groups that are large enough. */
function testsOf(rows: readonly TogetherRow[], bounds: TogetherBounds): TogetherTest[] {
  // A person whose price flickers has not one price to be counted under.
  const steadyRows = rows.filter(({ prices }) => prices.length === 1);
  const lowest = steadyRows.map(({ prices }) => prices[0] ?? '').sort(compareAmounts)[0];
  if (lowest === undefined) return [];
  const names = [...new Set(steadyRows.flatMap(({ attributes }) => Object.keys(attributes)))].sort();
  const found: Omit<TogetherTest, 'pBounded'>[] = [];
  for (const attribute of names) {
    const values = [...new Set(steadyRows.flatMap(({ attributes }) => attributes[attribute] ?? []))].sort();
    const [one, other] = values;
    if (values.length !== 2 || one === undefined || other === undefined) continue;
    const count = (value: string): [number, number] => {
      const group = steadyRows.filter(({ attributes }) => attributes[attribute] === value);
      const low = group.filter(({ prices }) => compareAmounts(prices[0] ?? '', lowest) === 0).length;
      return [low, group.length - low];
    };
    const table = [count(one), count(other)] as const;
    if (table.some(([low, high]) => low + high < bounds.minGroup)) continue;
    const p = fisherExact(table)?.twoSided;
    if (p !== undefined) found.push({ attribute, values: [one, other], table, p });
  }
  const bounded = holm(found.map(({ p }) => p));
  return found.map((test, n) => ({ ...test, pBounded: bounded[n] ?? 1 }));
}
