/** A history as the chart shows it: one kind of price, by days, with the days that were really looked at. */
import { compareAmounts } from './amount';
import { dayOf, type PricePoint } from './point';
import { daysOf, highestOf, lowestOf, type PriceDay } from './statistics';
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
}

/** The chart of a history; null of an empty one. */
export function chartOf(points: readonly PricePoint[]): PriceChart | null {
  const latest = points.reduce<PricePoint | null>(
    (last, one) => (last && last.until > one.until ? last : one),
    null,
  );
  if (!latest) return null;
  const open = daysOf(points);
  const { kind } = latest.context;
  const days = (open.length > 0 ? open : daysOf(points, new Set([kind]))).slice(-CHART_DAYS);
  const lowest = lowestOf(days);
  const highest = highestOf(days);
  if (!lowest || !highest) return null;
  const looked = new Set(points.map((point) => dayOf(point.from, point.context.utcOffsetMinutes)));
  return { kind: open.length > 0 ? 'plain' : kind, days, daysObserved: looked.size, lowest, highest };
}

/** Whether the price ever moved in what is shown. */
export function hasMoved({ lowest, highest }: PriceChart): boolean {
  return compareAmounts(lowest.price, highest.price) !== 0;
}
