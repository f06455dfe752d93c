/** A history as the chart shows it: one kind of price, by days, with the days that were really looked at. */
import { compareAmounts } from './amount';
import { dayOf, type PricePoint } from './point';
import { comparable, daysOf, highestOf, lowestOf, newestOf, type PriceDay } from './statistics';
import type { ShownTo } from '../model/shown-to';
import type { PriceKind } from '../model/words';

/** Days shown at most: the newest. Ten years of daily looks. */
export const CHART_DAYS = 3_660;

export interface PriceChart {
  /** What kind of price the line is: `plain` for prices that anybody could pay, else the kind seen last. */
  readonly kind: PriceKind;
  readonly days: readonly PriceDay[];
  /** Days with a look at any kind of price. */
  readonly daysObserved: number;
  readonly lowest: { readonly price: string; readonly day: string };
  readonly highest: { readonly price: string; readonly day: string };
  /** Circumstances of the newest look; the line only shows looks that agree with them. */
  readonly shownTo: ShownTo;
  /** Days with looks in other circumstances, which are left out. */
  readonly daysApart: number;
}

/** The chart of a history; null of an empty one. */
export function chartOf(points: readonly PricePoint[]): PriceChart | null {
  const latest = newestOf(points);
  if (!latest) return null;
  const same = comparable(points);
  const open = daysOf(same);
  const { kind } = latest.context;
  const days = (open.length > 0 ? open : daysOf(same, new Set([kind]))).slice(-CHART_DAYS);
  const lowest = lowestOf(days);
  const highest = highestOf(days);
  if (!lowest || !highest) return null;
  const looked = new Set(same.map(dayOfPoint));
  const kept = new Set(same);
  const apart = new Set(points.filter((point) => !kept.has(point)).map(dayOfPoint));
  const { account, region } = latest.context;
  return {
    kind: open.length > 0 ? 'plain' : kind,
    days,
    daysObserved: looked.size,
    lowest,
    highest,
    shownTo: { account, region },
    daysApart: apart.size,
  };
}

function dayOfPoint({ from, context }: PricePoint): number {
  return dayOf(from, context.utcOffsetMinutes);
}

/** Whether the price ever moved in what is shown. */
export function hasMoved({ lowest, highest }: PriceChart): boolean {
  return compareAmounts(lowest.price, highest.price) !== 0;
}
