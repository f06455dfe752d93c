/** A history as an observation carries it: enough for every window a law counts back from, and no more. */
import { LIMITS } from '../model/limits';
import type { ObservationOf } from '../model/observation';
import type { PriceKey } from './key';
import { dayNumber, dayOf, dayText, type PricePoint } from './point';
import { comparable, daysOf, highestOf, lowestOf } from './statistics';

export type PriceRecordValue = ObservationOf<'price-record'>['value'];

/** What is recorded of a variant up to the day of `minute`; null of an empty history. Later points are left out. */
export function recordOfHistory(
  key: PriceKey,
  points: readonly PricePoint[],
  minute: number,
  utcOffsetMinutes: number,
): PriceRecordValue | null {
  const end = dayOf(minute, utcOffsetMinutes);
  const upTo = comparable(points.filter((point) => dayOf(point.from, point.context.utcOffsetMinutes) <= end));
  const first = upTo[0];
  if (!first) return null;
  const days = daysOf(upTo);
  const begin = end - LIMITS.priceRecordDays + 1;
  const looked = new Set(upTo.map((point) => dayOf(point.from, point.context.utcOffsetMinutes)));
  return {
    variant: [key.variant, key.pack === '' ? '' : `×${key.pack}`]
      .filter(Boolean)
      .join(' ')
      .slice(0, LIMITS.textChars),
    currency: /^[A-Z]{3}$/.test(key.currency) ? key.currency : null,
    today: dayText(end),
    firstSeen: dayText(Math.min(...looked)),
    daysObserved: looked.size,
    points: upTo.length,
    lowest: lowestOf(days),
    highest: highestOf(days),
    windowDays: LIMITS.priceRecordDays,
    days: days.filter(({ day }) => (dayNumber(day) ?? 0) >= begin),
  };
}
