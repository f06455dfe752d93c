/**
 * The geometry and the words of a price chart, without anything that draws: the popup draws from it with its
 * own parts, and the badge on the page is told the finished lines, because a content script stays small.
 */
import type { PriceChartData, PriceSketch, SeenAs } from '../model/price';
import { dayInShort, moneyText } from './price-text';
import { textIfKnown, type TextLocale, type Texts } from './text';

export const MS_PER_DAY = 86_400_000;
/** A record of a few days is not stretched over the whole width. */
export const FEWEST_DAYS = 14;
/** A single day is drawn this wide at least, so that it is seen in a record of years. */
const NARROWEST = 5;
/** Of the sketch on the badge's panel, in its own units; the lines keep this far from its edges. */
export const SKETCH = { width: 272, height: 64, edge: 6 } as const;

export interface Step {
  day: number;
  price: number;
}

/** A chart as finished lines and sentences for a small panel. */
export function sketchOf(chart: PriceChartData, locale: TextLocale, texts: Texts): PriceSketch {
  const { days, lowest } = chart;
  const today = days.at(-1)?.day ?? lowest.day;
  const last = numberOf(today);
  const first = Math.min(numberOf(days[0]?.day ?? today), last - FEWEST_DAYS + 1);
  const prices = days.map(({ day, last: price }) => ({ day: numberOf(day), price: Number(price) }));
  const lists = days.flatMap(({ day, list }) =>
    list === null ? [] : [{ day: numberOf(day), price: Number(list) }],
  );
  const values = [...prices, ...lists].map(({ price }) => price).concat(Number(lowest.price));
  const [low, high] = [least(values), -least(values.map((value) => -value))];
  const { width, height, edge } = SKETCH;
  const x = (day: number): number => edge + ((day - first) / (last - first + 1)) * (width - 2 * edge);
  const y = (price: number): number =>
    high === low ? height / 2 : edge + ((high - price) / (high - low)) * (height - 2 * edge);
  const at = numberOf(lowest.day);
  return {
    summary: summaryOf(chart, locale, texts),
    circumstances: circumstancesOf(chart, texts),
    price: stepsOf(prices, x, y),
    unseen: linksOf(prices, x, y),
    list: stepsOf(lists, x, y),
    lowest: [Math.round(x(at + 0.5)), Math.round(y(Number(lowest.price)))],
    from: dayInShort(new Date(first * MS_PER_DAY).toISOString().slice(0, 10), today, locale),
    until: dayInShort(today, today, locale),
  };
}

function least(values: readonly number[]): number {
  return values.reduce((low, value) => Math.min(low, value), Infinity);
}

/** The record in one sentence: on how many days this browser looked, and the lowest it saw. */
export function summaryOf(chart: PriceChartData, locale: TextLocale, texts: Texts): string {
  const { lowest, daysObserved, currency, days } = chart;
  const today = days.at(-1)?.day ?? lowest.day;
  const said = {
    days: daysObserved,
    price: moneyText(lowest.price, currency, locale),
    day: dayInShort(lowest.day, today, locale),
  };
  if (chart.kind !== 'plain')
    return texts('price.summary.kind', { ...said, kind: texts(`price.${chart.kind}`) });
  return daysObserved === 1 ? texts('price.summary.first', said) : texts('price.summary', said);
}

/** In which circumstances the prices were seen, and what was left out because it was seen in others. */
export function circumstancesOf({ shownTo, daysApart = 0 }: PriceChartData, texts: Texts): string {
  const account = texts(`price.account.${shownTo?.account ?? 'unknown'}`);
  const region = shownTo?.region
    ? texts('price.region', { region: shownTo.region })
    : texts('price.region.unknown');
  const apart = daysApart > 0 ? texts('price.apart', { days: daysApart }) : '';
  return [texts('price.shown-to', { account, region }), apart].filter(Boolean).join(' ');
}

/** In which circumstances a day's price was seen, the account first; empty where the page said nothing. */
export function seenAsText(seen: SeenAs | undefined, locale: TextLocale, texts: Texts): string {
  if (!seen) return '';
  const parts = [
    seen.account && texts(`price.account.${seen.account}`),
    seen.device && texts(`price.device.${seen.device}`),
    seen.shopper && texts(`price.shopper.${seen.shopper}`),
    seen.region && texts('price.region', { region: seen.region }),
    seen.condition && texts('price.said', { words: seen.condition }),
    ...(seen.words ?? []).map((word) => textIfKnown(locale, `price.wording.${word}`)),
  ];
  return parts.filter(Boolean).join(texts('list.separator'));
}

/** A path of steps: neighbouring days are joined, and a day that was not looked at leaves a gap. */
export function stepsOf(
  steps: readonly Step[],
  x: (day: number) => number,
  y: (price: number) => number,
): string {
  let path = '';
  let before: Step | null = null;
  for (const step of steps) {
    const at = y(step.price).toFixed(1);
    const isNext = before !== null && step.day === before.day + 1;
    path += isNext ? `V${at}` : `M${x(step.day).toFixed(1)} ${at}`;
    path += `H${Math.max(x(step.day + 1), x(step.day) + NARROWEST).toFixed(1)}`;
    before = step;
  }
  return path;
}

/** Faint ties over the days that were not looked at: they lead the eye and claim no price. */
export function linksOf(
  steps: readonly Step[],
  x: (day: number) => number,
  y: (price: number) => number,
): string {
  let path = '';
  let before: Step | null = null;
  for (const step of steps) {
    if (before !== null && step.day > before.day + 1) {
      path += `M${x(before.day + 1).toFixed(1)} ${y(before.price).toFixed(1)}`;
      path += `L${x(step.day).toFixed(1)} ${y(step.price).toFixed(1)}`;
    }
    before = step;
  }
  return path;
}

/** A day as days since 1970-01-01. */
export function numberOf(day: string): number {
  return Math.round(Date.parse(`${day}T00:00:00Z`) / MS_PER_DAY);
}
