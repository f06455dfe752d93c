/**
 * What this browser has seen of a price, day by day. A step line over the days that were looked at; days in
 * between stay empty, because nothing is known of them. The lowest day is marked, the comparison price is
 * dashed. Drawn here: a line of one series needs no library.
 */
import { Fragment } from 'preact';
import type { PriceChartData } from '../model/price';
import { FEWEST_DAYS, linksOf, MS_PER_DAY, numberOf, seenAsText, stepsOf, summaryOf } from './price-sketch';
import { dayInShort, moneyText } from './price-text';
import type { TextLocale, Texts } from './text';

const WIDTH = 320;
const HEIGHT = 160;
const LEFT = 4;
const RIGHT = 4;
const TOP = 24;
/** Under the lowest: its label, then the days. */
const BOTTOM = 42;
const ROWS = 60;
/** Days that answer when they are pointed at: the newest. A strip of a record of years is thinner than a pointer. */
const POINTED = 400;

type ChartDay = PriceChartData['days'][number];

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
  const span = ({ low: cheapest, high: dearest }: ChartDay): string =>
    cheapest === dearest ? say(cheapest) : `${say(cheapest)}–${say(dearest)}`;
  const dayText = (one: ChartDay): string =>
    [
      `${dayInShort(one.day, today, locale)} ${span(one)}`,
      one.list === null ? '' : texts('price.chart.list', { price: say(one.list) }),
      seenAsText(one.seenAs, locale, texts),
    ]
      .filter(Boolean)
      .join('\n');
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
        {days.slice(-POINTED).map((one) => (
          <rect
            key={one.day}
            class="chart-day"
            x={x(numberOf(one.day))}
            y={0}
            width={Math.max(2, x(numberOf(one.day) + 1) - x(numberOf(one.day)))}
            height={HEIGHT - 18}
          >
            <title>{dayText(one)}</title>
          </rect>
        ))}
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
              .map((one) => {
                const seenAs = seenAsText(one.seenAs, locale, texts);
                return (
                  <Fragment key={one.day}>
                    <tr>
                      <td>{dayInShort(one.day, today, locale)}</td>
                      <td>{span(one)}</td>
                      <td>{one.list === null ? texts('price.chart.none') : say(one.list)}</td>
                    </tr>
                    {seenAs !== '' && (
                      <tr class="price-seen-as">
                        <td colSpan={3}>{seenAs}</td>
                      </tr>
                    )}
                  </Fragment>
                );
              })}
          </tbody>
        </table>
      </details>
    </figure>
  );
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
