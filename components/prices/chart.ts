/** A history as the chart shows it: one kind of price, by days, with the days that were really looked at. */
import { compareAmounts } from './amount';
import { dayOf, dayText, type PriceContext, type PricePoint } from './point';
import { comparable, daysOf, highestOf, lowestOf, newestOf, OPEN_KINDS, type PriceDay } from './statistics';
import type { ShownTo } from '../model/shown-to';
import type { PriceKind } from '../model/words';

/** Days shown at most: the newest. Ten years of daily looks. */
export const CHART_DAYS = 3_660;

/** In which circumstances a day's last look was made; what the page did not say is left out. */
export interface SeenAs {
  readonly account?: 'signed-in' | 'signed-out';
  readonly device?: 'desktop' | 'mobile';
  readonly shopper?: 'new' | 'returning';
  readonly region?: string;
  /** Words of the condition as the page wrote them. */
  readonly condition?: string;
  /** Families of wording that stood by the price. */
  readonly words?: readonly string[];
}

export interface ChartDay extends PriceDay {
  readonly seenAs?: SeenAs;
}

export interface PriceChart {
  /** What kind of price the line is: `plain` for prices that anybody could pay, else the kind seen last. */
  readonly kind: PriceKind;
  readonly days: readonly ChartDay[];
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
  const kinds = open.length > 0 ? OPEN_KINDS : new Set([kind]);
  const days = withCircumstances(
    (open.length > 0 ? open : daysOf(same, kinds)).slice(-CHART_DAYS),
    same.filter(({ context }) => kinds.has(context.kind)),
  );
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

function withCircumstances(days: readonly PriceDay[], points: readonly PricePoint[]): ChartDay[] {
  const latest = new Map<string, PricePoint>();
  for (const point of points) {
    const day = dayText(dayOfPoint(point));
    const known = latest.get(day);
    if (!known || point.until > known.until) latest.set(day, point);
  }
  return days.map((day) => {
    const context = latest.get(day.day)?.context;
    const seenAs = context && seenAsOf(context);
    return seenAs && Object.keys(seenAs).length > 0 ? { ...day, seenAs } : day;
  });
}

function seenAsOf({ account, device, shopper, region, condition, words }: PriceContext): SeenAs {
  return {
    ...(account === 'unknown' ? {} : { account }),
    ...(device === 'unknown' ? {} : { device }),
    ...(shopper === 'unknown' ? {} : { shopper }),
    ...(region === '' ? {} : { region: region.slice(0, 40) }),
    ...(condition === '' ? {} : { condition: condition.slice(0, 80) }),
    ...(words.length === 0 ? {} : { words: words.slice(0, 8) }),
  };
}

function dayOfPoint({ from, context }: PricePoint): number {
  return dayOf(from, context.utcOffsetMinutes);
}

/** Whether the price ever moved in what is shown. */
export function hasMoved({ lowest, highest }: PriceChart): boolean {
  return compareAmounts(lowest.price, highest.price) !== 0;
}
