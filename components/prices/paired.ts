/**
 * Looks at the same address with and without cookies, minutes apart: what they support saying. A price that
 * moves by itself is told from one that follows the cookies; why it follows them is never concluded.
 */
import { compareAmounts } from './amount';

export interface PagePrice {
  readonly withCookies: boolean;
  /** Null when no price could be read in the page as the server sent it; `code` says why. */
  readonly price: string | null;
  readonly code: string | null;
}

export type PairedOutcome =
  /** No price could be read on one of the sides. */
  | 'cannot-read'
  /** Every look gave the same price. */
  | 'same'
  /** One side gave different prices by itself, so a difference says nothing about the cookies. */
  | 'flickers'
  /** Each side kept to one price, and the two differ. */
  | 'differs';

export interface Paired {
  readonly outcome: PairedOutcome;
  readonly withCookies: readonly string[];
  readonly without: readonly string[];
  /** Looks that gave a price, on each side. */
  readonly looksWith: number;
  readonly looksWithout: number;
}

/** Sets looks beside each other. `shown` is the price on the open page, used where nothing was fetched with cookies. */
export function paired(looks: readonly PagePrice[], shown: string | null): Paired {
  const read = (withCookies: boolean): string[] =>
    looks.flatMap((look) => (look.withCookies === withCookies && look.price !== null ? [look.price] : []));
  const fetched = read(true);
  const isOnlyShown = !looks.some(({ withCookies }) => withCookies) && shown !== null;
  const withAll = isOnlyShown ? [shown] : fetched;
  const withoutAll = read(false);
  const counts = { looksWith: withAll.length, looksWithout: withoutAll.length };
  const withCookies = distinct(withAll);
  const without = distinct(withoutAll);
  const said = { withCookies, without, ...counts };
  const [first] = withCookies;
  const [second] = without;
  if (first === undefined || second === undefined) return { outcome: 'cannot-read', ...said };
  if (withCookies.length > 1 || without.length > 1) return { outcome: 'flickers', ...said };
  return { outcome: compareAmounts(first, second) === 0 ? 'same' : 'differs', ...said };
}

function distinct(prices: readonly string[]): string[] {
  const kept: string[] = [];
  for (const price of prices) if (!kept.some((one) => compareAmounts(one, price) === 0)) kept.push(price);
  return kept.sort(compareAmounts);
}
