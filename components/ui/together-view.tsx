/**
 * Who saw which price of the same variant within minutes: one row a person, under the promotion they share,
 * with the exact test and what it does not show. Props in; the numbers are made in prices/together.
 */
import { moneyText } from './price-text';
import { textIfKnown, timeText, type TextLocale, type Texts } from './text';

/** The same shape as in prices/together. */
export interface TogetherTable {
  promotion: string;
  fromMinute: number;
  untilMinute: number;
  rows: readonly {
    person: string;
    prices: readonly string[];
    looks: number;
    attributes: Readonly<Record<string, string>>;
  }[];
  tests: readonly {
    attribute: string;
    values: readonly [string, string];
    table: readonly [readonly [number, number], readonly [number, number]];
    p: number;
    pBounded: number;
  }[];
  outcome: 'too-few' | 'same-for-all' | 'differs-without-pattern' | 'differs-with-pattern';
  /** ISO 4217; null where none was read. */
  currency: string | null;
}

export interface TogetherViewProps {
  tables: readonly TogetherTable[];
  /** People whose looks were set together, compared or not. */
  people: number;
  windowMinutes: number;
  minPeople: number;
  nameOf: (person: string) => string;
  locale: TextLocale;
  texts: Texts;
}

/** Circumstances shown as columns, in this order, where anybody has one. */
const COLUMNS = ['account', 'region', 'device', 'newcomer', 'language', 'personalised'];

export function TogetherView(props: TogetherViewProps) {
  const { tables, people, windowMinutes, texts } = props;
  if (people < 2) return null;
  return (
    <section class="together">
      <h3>{texts('together.title')}</h3>
      <p class="quiet">{texts('together.how', { minutes: windowMinutes })}</p>
      {tables.length === 0 ? (
        <p>{texts('together.none', { minutes: windowMinutes })}</p>
      ) : (
        tables.map((table) => (
          <Matrix key={`${table.fromMinute} ${table.promotion}`} table={table} {...props} />
        ))
      )}
    </section>
  );
}

function Matrix({ table, nameOf, minPeople, locale, texts }: { table: TogetherTable } & TogetherViewProps) {
  const { rows, tests, outcome, currency } = table;
  const columns = COLUMNS.filter((name) => rows.some(({ attributes }) => attributes[name] !== undefined));
  const say = (value: string): string => textIfKnown(locale, `together.value.${value}`) ?? value;
  const start = new Date(table.fromMinute * 60_000).toISOString();
  return (
    <figure class="together-matrix">
      <table>
        <caption>
          {texts('together.caption', {
            time: timeText(start, locale),
            minutes: table.untilMinute - table.fromMinute,
            promotion: promotionText(table.promotion, locale),
          })}
        </caption>
        <thead>
          <tr>
            <th scope="col">{texts('together.person')}</th>
            <th scope="col">{texts('together.price')}</th>
            {columns.map((name) => (
              <th scope="col" key={name}>
                {columnText(name, locale)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ person, prices, looks, attributes }) => (
            <tr key={person}>
              <th scope="row">{nameOf(person)}</th>
              <td>
                {prices.map((price) => moneyText(price, currency, locale)).join(' / ')}
                {looks > 1 && <span class="quiet"> {texts('together.looks', { count: looks })}</span>}
              </td>
              {columns.map((name) => (
                <td key={name}>{say(attributes[name] ?? 'unknown')}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <figcaption>
        <p>{texts(`together.outcome.${outcome}`, { people: minPeople })}</p>
        {tests.map(({ attribute, values, table: [[a, b], [c, d]], p, pBounded }) => (
          <p class="quiet" key={attribute}>
            {texts('together.test', {
              attribute: columnText(attribute, locale),
              one: say(values[0]),
              other: say(values[1]),
              oneLow: a,
              oneAll: a + b,
              otherLow: c,
              otherAll: c + d,
              p: p.toPrecision(2),
              bounded: pBounded.toPrecision(2),
            })}
          </p>
        ))}
        {outcome.startsWith('differs') && <p>{texts('together.gap')}</p>}
      </figcaption>
    </figure>
  );
}

function columnText(name: string, locale: TextLocale): string {
  return textIfKnown(locale, `together.column.${name}`) ?? name;
}

/** `after-coupon 券后` as words: the kind in the reader's language, and the page's own words. */
function promotionText(promotion: string, locale: TextLocale): string {
  const at = promotion.indexOf(' ');
  const [kind, words] = at < 0 ? [promotion, ''] : [promotion.slice(0, at), promotion.slice(at + 1)];
  const named = textIfKnown(locale, `price.${kind}`) ?? kind;
  return words === '' ? named : `${named} “${words}”`;
}
