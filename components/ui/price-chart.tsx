/**
 * What this browser has seen of a price, day by day. A step line over the days that were looked at; days in
 * between stay empty, because nothing is known of them. The lowest day is marked, the comparison price is
 * dashed. Drawn here: a line of one series needs no library.
 */
import type { PriceChartData } from '../model/price';
import { dayInShort, moneyText } from './price-text';
import type { TextLocale, Texts } from './text';

const WIDTH = 320;
const HEIGHT = 160;
const LEFT = 4;
const RIGHT = 4;
const TOP = 24;
/** Under the lowest: its label, then the days. */
const BOTTOM = 42;
/** A single day is drawn this wide at least, so that it is seen in a record of years. */
const NARROWEST = 5;
/** A record of a few days is not stretched over the whole width. */
const FEWEST_DAYS = 14;
const MS_PER_DAY = 86_400_000;
const ROWS = 60;

interface Step {
  day: number;
  price: number;
}

export interface PriceChartProps {
  chart: PriceChartData;
  locale: TextLocale;
  texts: Texts;
}

export function PriceChart({ chart, locale, texts }: PriceChartProps) {
  const { days, lowest, currency } = chart;
  const today = days.at(-1)?.day ?? lowest.day;
  const last = numberOf(today);
  const first = Math.min(numberOf(days[0]?.day ?? today), last - FEWEST_DAYS + 1);
  const prices = days.map(({ day, last: price }) => ({ day: numberOf(day), price: Number(price) }));
  const lists = days.flatMap(({ day, list }) =>
    list === null ? [] : [{ day: numberOf(day), price: Number(list) }],
  );
  const values = [...prices, ...lists].map(({ price }) => price).concat(Number(lowest.price));
  const low = Math.min(...values);
  const high = Math.max(...values);
  const x = (day: number): number => LEFT + ((day - first) / (last - first + 1)) * (WIDTH - LEFT - RIGHT);
  const y = (price: number): number =>
    high === low
      ? (TOP + HEIGHT - BOTTOM) / 2
      : TOP + ((high - price) / (high - low)) * (HEIGHT - TOP - BOTTOM);
  const markX = (x(numberOf(lowest.day)) + x(numberOf(lowest.day) + 1)) / 2;
  const markY = y(Number(lowest.price));
  const say = (amount: string): string => moneyText(amount, currency, locale);
  return (
    <figure class="price-chart">
      <svg
        viewBox={`0 0 ${String(WIDTH)} ${String(HEIGHT)}`}
        role="img"
        aria-label={summaryOf(chart, locale, texts)}
      >
        <line class="chart-ground" x1={LEFT} x2={WIDTH - RIGHT} y1={HEIGHT - 18} y2={HEIGHT - 18} />
        {lists.length > 0 && <path class="chart-list" d={stepsOf(lists, x, y)} />}
        <path class="chart-unseen" d={linksOf(prices, x, y)} />
        <path class="chart-price" d={stepsOf(prices, x, y)} />
        <circle class="chart-lowest" cx={markX} cy={markY} r="4" />
        <text class="chart-label" x={anchored(markX)} y={markY + 18} text-anchor={sideOf(markX)}>
          {say(lowest.price)}
        </text>
        {lists.length > 0 && (
          <text class="chart-quiet" x={LEFT} y={Math.max(10, y(lists[0]?.price ?? high) - 6)}>
            {texts('price.chart.list', {
              price: say(days.find(({ list }) => list !== null)?.list ?? lowest.price),
            })}
          </text>
        )}
        <text class="chart-quiet" x={LEFT} y={HEIGHT - 5}>
          {dayInShort(textOf(first), today, locale)}
        </text>
        <text class="chart-quiet" x={WIDTH - RIGHT} y={HEIGHT - 5} text-anchor="end">
          {dayInShort(today, today, locale)}
        </text>
      </svg>
      <figcaption class="quiet">{texts('price.chart.gaps')}</figcaption>
      <details class="price-days">
        <summary>{texts('price.chart.days')}</summary>
        <table>
          <thead>
            <tr>
              <th scope="col">{texts('price.chart.day')}</th>
              <th scope="col">{texts('price.chart.price')}</th>
              <th scope="col">{texts('price.chart.compared')}</th>
            </tr>
          </thead>
          <tbody>
            {days
              .slice(-ROWS)
              .reverse()
              .map(({ day, low: cheapest, high: dearest, list }) => (
                <tr key={day}>
                  <td>{dayInShort(day, today, locale)}</td>
                  <td>{cheapest === dearest ? say(cheapest) : `${say(cheapest)}–${say(dearest)}`}</td>
                  <td>{list === null ? texts('price.chart.none') : say(list)}</td>
                </tr>
              ))}
          </tbody>
        </table>
      </details>
    </figure>
  );
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

/** A path of steps: neighbouring days are joined, and a day that was not looked at leaves a gap. */
function stepsOf(steps: readonly Step[], x: (day: number) => number, y: (price: number) => number): string {
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
function linksOf(steps: readonly Step[], x: (day: number) => number, y: (price: number) => number): string {
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

function numberOf(day: string): number {
  return Math.round(Date.parse(`${day}T00:00:00Z`) / MS_PER_DAY);
}

function textOf(day: number): string {
  return new Date(day * MS_PER_DAY).toISOString().slice(0, 10);
}

/** A label near an edge is turned inwards, so that it is not cut. */
function sideOf(x: number): 'start' | 'middle' | 'end' {
  return x < 40 ? 'start' : x > WIDTH - 40 ? 'end' : 'middle';
}

function anchored(x: number): number {
  return Math.min(WIDTH - RIGHT, Math.max(LEFT, x));
}
