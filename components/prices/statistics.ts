/**
 * What a record of prices supports, and what it does not. Works on days, because laws count days, and always
 * says how many days were really looked at: between two looks nothing is known. The lowest price of a record
 * can only be higher than the true lowest, never lower.
 */
import { compareAmounts, toUnits } from './amount';
import { dayNumber, dayOf, dayText, type PricePoint } from './point';
import type { PriceKind } from '../model/words';

/** What one day showed. */
export interface PriceDay {
  /** YYYY-MM-DD on the shopper's clock. */
  readonly day: string;
  readonly low: string;
  readonly high: string;
  /** The price at the last look of the day. */
  readonly last: string;
  /** The comparison price at the last look; null when none was shown. */
  readonly list: string | null;
}

/** Prices that anybody could have paid as they stood: no coupon, no membership, no deposit, no “from”. */
export const OPEN_KINDS: ReadonlySet<PriceKind> = new Set(['plain', 'subsidised']);

/**
 * The points that may be compared with the newest one: seen in the same account state and region, as far as
 * both are known. A price for somebody signed in says nothing of what a stranger was asked.
 */
export function comparable(points: readonly PricePoint[]): PricePoint[] {
  const newest = newestOf(points);
  if (!newest) return [];
  const { account, region } = newest.context;
  return points.filter(
    ({ context: other }) =>
      (account === 'unknown' || other.account === 'unknown' || account === other.account) &&
      (region === '' || other.region === '' || region === other.region),
  );
}

/** The point with the latest look; null of none. */
export function newestOf(points: readonly PricePoint[]): PricePoint | null {
  return points.reduce<PricePoint | null>((last, one) => (last && last.until > one.until ? last : one), null);
}

/** A history by days, oldest first. Only points of these kinds count. */
export function daysOf(
  points: readonly PricePoint[],
  kinds: ReadonlySet<PriceKind> = OPEN_KINDS,
): PriceDay[] {
  const days = new Map<number, { low: string; high: string; latest: PricePoint }>();
  for (const point of points) {
    if (!kinds.has(point.context.kind)) continue;
    const day = dayOf(point.from, point.context.utcOffsetMinutes);
    const known = days.get(day);
    if (!known) {
      days.set(day, { low: point.price, high: point.price, latest: point });
      continue;
    }
    if (compareAmounts(point.price, known.low) < 0) known.low = point.price;
    if (compareAmounts(point.price, known.high) > 0) known.high = point.price;
    if (point.until > known.latest.until) known.latest = point;
  }
  return [...days]
    .sort(([a], [b]) => a - b)
    .map(([day, { low, high, latest }]) => ({
      day: dayText(day),
      low,
      high,
      last: latest.price,
      list: latest.list,
    }));
}

/** The days of a window that ends the day before `day` and begins `windowDays` earlier. */
export function windowBefore(days: readonly PriceDay[], day: string, windowDays: number): PriceDay[] {
  const end = dayNumber(day);
  if (end === null) return [];
  return days.filter((one) => {
    const at = dayNumber(one.day);
    return at !== null && at < end && at >= end - windowDays;
  });
}

/** The lowest price of some days, with the latest day it was seen; null of no days. */
export function lowestOf(days: readonly PriceDay[]): { price: string; day: string } | null {
  let best: { price: string; day: string } | null = null;
  for (const { low, day } of days) {
    if (best === null || compareAmounts(low, best.price) <= 0) best = { price: low, day };
  }
  return best;
}

/** The highest price of some days, with the latest day it was seen; null of no days. */
export function highestOf(days: readonly PriceDay[]): { price: string; day: string } | null {
  let best: { price: string; day: string } | null = null;
  for (const { high, day } of days) {
    if (best === null || compareAmounts(high, best.price) >= 0) best = { price: high, day };
  }
  return best;
}

export interface Reduction {
  /** First day on which this reduction (this price beside a higher comparison price) was seen. */
  readonly since: string;
  /** Whether an earlier day without it was seen: only then did this browser see it begin. */
  readonly isStartSeen: boolean;
}

/**
 * The reduction that stands on the newest day, followed back to where it began. Null when the newest day
 * shows none. A lower price in between (a reduction in steps) belongs to the same reduction
 * (Directive 98/6/EC art. 6a(5)); a day at or above the comparison price, or without one, does not.
 */
export function currentReduction(days: readonly PriceDay[]): Reduction | null {
  const newest = days.at(-1);
  if (!newest || !isReduced(newest)) return null;
  let since = newest.day;
  for (let n = days.length - 2; n >= 0; n -= 1) {
    const one = days[n];
    if (!one || !isReduced(one)) return { since, isStartSeen: true };
    since = one.day;
  }
  return { since, isStartSeen: false };
}

function isReduced({ last, list }: PriceDay): boolean {
  return list !== null && compareAmounts(list, last) > 0;
}

/** Days from the first of the record to `day`, both counted; 0 of an empty record. */
export function spanDays(days: readonly PriceDay[], day: string): number {
  const first = days[0] ? dayNumber(days[0].day) : null;
  const end = dayNumber(day);
  return first === null || end === null || end < first ? 0 : end - first + 1;
}

export interface Majority {
  readonly daysObserved: number;
  /** Days of the window on which the comparison price was really asked. */
  readonly daysAsked: number;
  /** Share of the observed days, 0 to 1. */
  readonly share: number;
  /** Days from the last day it was asked to the end of the window; null when it never was. */
  readonly daysSinceAsked: number | null;
}

/**
 * How much of a window a price was really asked: Japan's test for a comparison with a past price (more than
 * half of the eight weeks before, two weeks in all, the last day not more than two weeks ago). Counted on
 * observed days; a day at a higher price does not count as a day at this one.
 */
export function askedIn(window: readonly PriceDay[], price: string, before: string): Majority {
  const asked = window.filter(
    ({ low, high }) => compareAmounts(low, price) <= 0 && compareAmounts(high, price) >= 0,
  );
  const last = asked.at(-1);
  const end = dayNumber(before);
  const lastDay = last ? dayNumber(last.day) : null;
  return {
    daysObserved: window.length,
    daysAsked: asked.length,
    share: window.length === 0 ? 0 : asked.length / window.length,
    daysSinceAsked: lastDay === null || end === null ? null : end - lastDay,
  };
}

export interface Rise {
  readonly from: string;
  readonly fromDay: string;
  readonly to: string;
  readonly toDay: string;
  /** In percent of the lower price, rounded down. */
  readonly percent: number;
}

/** The largest rise from an earlier to a later day of a window; null when no later day was higher. */
export function largestRise(window: readonly PriceDay[]): Rise | null {
  let low: PriceDay | null = null;
  let best: Rise | null = null;
  for (const one of window) {
    if (low !== null && compareAmounts(one.high, low.low) > 0) {
      const percent = percentAbove(low.low, one.high);
      if (best === null || percent > best.percent) {
        best = { from: low.low, fromDay: low.day, to: one.high, toDay: one.day, percent };
      }
    }
    if (low === null || compareAmounts(one.low, low.low) <= 0) low = one;
  }
  return best;
}

/** How far `high` lies above `low`, in whole percent rounded down; 0 where that cannot be said. */
export function percentAbove(low: string, high: string): number {
  const from = toUnits(low);
  const to = toUnits(high);
  if (from === null || to === null || from <= 0n) return 0;
  return Number(((to - from) * 100n) / from);
}
