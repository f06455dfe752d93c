/**
 * The price record of a case as its report shows it: a line over the time that was looked at, and the newest states
 * as a table. Amounts are written as they were kept, with the code of the currency: what a browser makes of an amount
 * in a language changes with its version, and a report must read the same wherever it is written again.
 */
import type { Case, PriceHistory } from '../model/case';
import { fillText, textIfKnown, textsFor, type TextLocale } from '../ui/text';
import { html, type Html } from './markup';
import { reportWords } from './report-words';

/** Rows of the table; all points are in case.json. */
const MOST_ROWS = 24;
const WIDTH = 640;
const HEIGHT = 120;
const EDGE = 6;
/** A look of a moment is drawn this wide, so that it is seen. */
const NARROWEST = 4;

/** Nothing for a case without a record. `moment` writes a time as the rest of the report does. */
export function priceRecord(of: Case, locale: TextLocale, moment: (iso: string) => string): Html {
  const { priceHistory: history } = of;
  if (!history || history.points.length === 0) return html``;
  const words = reportWords(locale);
  const { points, key } = history;
  const at = (minutes: number): string => moment(new Date(minutes * 60_000).toISOString());
  const [first, last] = [points[0], points.at(-1)];
  const newest = points.slice(-MOST_ROWS).reverse();
  const said = {
    count: points.length,
    from: at(first?.from ?? 0),
    until: at(last?.until ?? 0),
  };
  return html`<h2>${words.priceRecord}</h2>
    <p>${fillText(words.priceRecordSaid, said, locale)} ${history.whole ? null : words.priceRecordPart}</p>
    ${points.length > 1 ? drawing(history) : null}
    <table class="stack">
      <thead>
        <tr>
          <th>${words.priceWhen}</th>
          <th>${words.price}</th>
          <th>${words.priceList}</th>
          <th>${words.priceShownTo}</th>
        </tr>
      </thead>
      <tbody>
        ${newest.map(
          (point) =>
            html`<tr>
              <td>
                ${at(point.from)}${point.until === point.from ? null : html`<br />– ${at(point.until)}`}
              </td>
              <td class="nowrap">${amount(point.price, key)}</td>
              <td class="nowrap">${point.list === null ? '—' : amount(point.list, key)}</td>
              <td>${circumstances(point, locale)}</td>
            </tr> `,
        )}
      </tbody>
    </table>
    ${points.length > newest.length ? html`<p class="fine">${fillText(words.priceMore, { count: points.length - newest.length }, locale)}</p>` : null}`;
}

function amount(decimal: string, { currency }: PriceHistory['key']): string {
  return currency === '' ? decimal : `${decimal} ${currency}`;
}

/** What kind of price, to whom it was shown, and what it hung on, as far as the page said so. */
function circumstances(point: PriceHistory['points'][number], locale: TextLocale): string {
  const texts = textsFor(locale);
  const known = [
    textIfKnown(locale, `price.${point.kind}`) ?? point.kind,
    point.condition === '' ? null : point.condition,
    texts(`price.account.${point.account}`),
    point.region === '' ? null : point.region,
  ];
  return known.filter((part) => part !== null).join(locale === 'en' ? '; ' : '；');
}

/** Steps where the price was looked at, and faint ties over the time in which it was not. */
function drawing({ points }: PriceHistory): Html {
  const prices = points.map(({ price }) => Number(price));
  const [low, high] = prices.reduce(([a, b], price) => [Math.min(a, price), Math.max(b, price)], [
    Infinity,
    -Infinity,
  ] as [number, number]);
  const from = points[0]?.from ?? 0;
  const span = Math.max(1, (points.at(-1)?.until ?? 0) - from);
  const x = (minutes: number): number => EDGE + ((minutes - from) / span) * (WIDTH - 2 * EDGE - NARROWEST);
  const y = (price: number): number =>
    high === low ? HEIGHT / 2 : EDGE + ((high - price) / (high - low)) * (HEIGHT - 2 * EDGE);
  let seen = '';
  let unseen = '';
  let before: { x: number; y: number } | null = null;
  points.forEach((point, index) => {
    const height = y(prices[index] ?? 0);
    const [start, end] = [x(point.from), Math.max(x(point.until), x(point.from) + NARROWEST)];
    if (before)
      unseen += `M${before.x.toFixed(1)} ${before.y.toFixed(1)}L${start.toFixed(1)} ${height.toFixed(1)}`;
    seen += `M${start.toFixed(1)} ${height.toFixed(1)}H${end.toFixed(1)}`;
    before = { x: end, y: height };
  });
  return html`<svg class="prices" viewBox="0 0 ${WIDTH} ${HEIGHT}" aria-hidden="true">
    <path d="${unseen}" fill="none" stroke="#d9d2c3" stroke-width="1.5" />
    <path d="${seen}" fill="none" stroke="#0f4a5a" stroke-width="3" />
  </svg>`;
}
