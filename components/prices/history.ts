/** Putting looks into a history. A join: it may be repeated and reordered, and gives the same history. */
import { compareAmounts, fromUnits, toUnits } from './amount';
import { dayOf, type PriceContext, type PriceLook, type PricePoint } from './point';

/** States kept of one day: beyond it (a page that changes a thousand times) the lowest and the highest stay. */
export const STATES_PER_DAY = 24;
/** Points kept of one variant: fifty years of a state a day. Beyond it the oldest are let go. */
export const POINTS_PER_SERIES = 20_000;

/** A history with one more look. The same look again changes nothing; later on the same day it extends the point. */
export function withLook(points: readonly PricePoint[], look: PriceLook): PricePoint[] {
  const { minute, price, list, context } = look;
  return joined(points, [{ from: minute, until: minute, price, list, context }]);
}

/** Two histories of one variant as one, in order of time. Points whose price is no amount are left out. */
export function joined(first: readonly PricePoint[], second: readonly PricePoint[]): PricePoint[] {
  const states = new Map<string, PricePoint>();
  for (const given of [...first, ...second]) {
    const point = canonical(given);
    if (!point) continue;
    const state = stateOf(point);
    const known = states.get(state);
    states.set(
      state,
      known
        ? { ...known, from: Math.min(known.from, point.from), until: Math.max(known.until, point.until) }
        : point,
    );
  }
  return bounded([...states.values()])
    .sort(byTime)
    .slice(-POINTS_PER_SERIES);
}

function canonical(point: PricePoint): PricePoint | null {
  const price = toUnits(point.price);
  const list = point.list === null ? null : toUnits(point.list);
  if (price === null || price < 0n) return null;
  const isWhole = Number.isSafeInteger(point.from) && Number.isSafeInteger(point.until);
  if (!isWhole || point.from < 0 || point.until < point.from) return null;
  return {
    ...point,
    price: fromUnits(price),
    list: list === null ? null : fromUnits(list),
    context: canonicalContext(point.context),
  };
}

function canonicalContext(context: PriceContext): PriceContext {
  const condition = cut(context.condition, 80);
  const region = cut(context.region, 40);
  const words = [...new Set(context.words.map((word) => cut(word, 40)))].sort().slice(0, 8);
  // Quarters of an hour, as time zones have them.
  const quarters = Math.round(context.utcOffsetMinutes / 15) * 15;
  const utcOffsetMinutes = Math.min(1440, Math.max(-1440, quarters)) + 0;
  return { ...context, condition, region, words, utcOffsetMinutes };
}

/** No half of a surrogate pair at the end, so that the text survives being stored as UTF-8. */
function cut(text: string, length: number): string {
  const bytes = new TextEncoder().encode(text.slice(0, length).replace(/[\uD800-\uDBFF]$/, ''));
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
}

function stateOf({ from, price, list, context }: PricePoint): string {
  return `${String(dayOf(from, context.utcOffsetMinutes))}|${price}|${list ?? ''}|${contextText(context)}`;
}

/** The context as one text, in a fixed order of fields. */
export function contextText(context: PriceContext): string {
  return JSON.stringify([
    context.kind,
    context.condition,
    context.words,
    context.account,
    context.shopper,
    context.device,
    context.region,
    context.utcOffsetMinutes,
  ]);
}

/** On days with too many states, the lowest and the highest half: the same choice in whatever order they came. */
function bounded(points: PricePoint[]): PricePoint[] {
  if (points.length <= STATES_PER_DAY) return points;
  const days = new Map<number, PricePoint[]>();
  for (const point of points) {
    const day = dayOf(point.from, point.context.utcOffsetMinutes);
    const list = days.get(day);
    if (list) list.push(point);
    else days.set(day, [point]);
  }
  const kept: PricePoint[] = [];
  for (const list of days.values()) {
    if (list.length <= STATES_PER_DAY) kept.push(...list);
    else {
      const sorted = list.sort(
        (a, b) => compareAmounts(a.price, b.price) || compareText(stateOf(a), stateOf(b)),
      );
      kept.push(...sorted.slice(0, STATES_PER_DAY / 2), ...sorted.slice(-STATES_PER_DAY / 2));
    }
  }
  return kept;
}

function byTime(a: PricePoint, b: PricePoint): number {
  return a.from - b.from || a.until - b.until || compareText(stateOf(a), stateOf(b));
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
