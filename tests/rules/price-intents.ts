/** What the tables of comparison prices and fees outside China, the EU and Japan show. */
import type { Sighting } from '../../components/model/observation';
import type { Intent } from './intent';
import * as s from './sightings';

const P = 'page:main';
const O = 'offer:main';

type Day = readonly [daysAgo: number, price: string, list?: string];
const daily = (from: number, to: number, price: string, list?: string): Day[] =>
  Array.from({ length: from - to + 1 }, (_, n) =>
    list === undefined ? [from - n, price] : [from - n, price, list],
  );
const struck = () => s.offer(O, { price: '158.00', listPrice: '299.00' });
const reducedToday: Day = [0, '158', '299'];
const suggested = () =>
  s.wording(P, 'reference-price-explained', {
    entry: 'recommended-price',
    text: 'recommended retail price',
    nearPrice: false,
  });

interface Windowed {
  /** Days of the window, and how many of them must have been looked at. */
  window: number;
  least: number;
  /** The day before the provision applied; none where it has no such day. */
  dayBefore?: string;
  date?: string;
}

/** A record that began before the window, with looks at one price on the days just before the reduction. */
const recorded = (of: Windowed, price: string, days = of.least + 2): Sighting =>
  s.priceRecord(O, [[of.window + 20, price], ...daily(days, 1, price), reducedToday]);

function shared(of: Windowed): Intent[] {
  const page = s.page(P);
  const thin = s.priceRecord(O, [[of.window + 20, '199'], ...daily(of.least - 1, 1, '199'), reducedToday]);
  const young = s.priceRecord(O, [...daily(of.window - 1, 1, '199'), reducedToday]);
  const cases: Intent[] = [
    {
      outcome: 'cannot-tell',
      name: 'the page had not settled, so a recommended price may yet be named',
      subject: O,
      sightings: [s.page(P, { settled: false }), struck(), recorded(of, '199')],
    },
    {
      outcome: 'inapplicable',
      name: 'one day too few was looked at',
      subject: O,
      sightings: [page, struck(), thin],
    },
    {
      outcome: 'inapplicable',
      name: 'a record that is younger than the window',
      subject: O,
      sightings: [page, struck(), young],
    },
    {
      outcome: 'inapplicable',
      name: 'reduced for as long as the record goes back',
      subject: O,
      sightings: [page, struck(), s.priceRecord(O, daily(of.window + 10, 0, '158', '299'))],
    },
    {
      outcome: 'inapplicable',
      innocent: 'recommended-price',
      name: 'the page says that it is a recommended price',
      subject: O,
      sightings: [page, struck(), suggested(), recorded(of, '199')],
    },
    {
      outcome: 'inapplicable',
      innocent: 'other-variant-or-seller',
      name: 'a fresh record of this variant',
      subject: O,
      sightings: [page, struck(), s.priceRecord(O, [reducedToday], { variant: 'red, large' })],
    },
  ];
  if (of.dayBefore !== undefined)
    cases.push({
      outcome: 'inapplicable',
      name: 'the day before it applied',
      date: of.dayBefore,
      subject: O,
      sightings: [page, struck(), recorded(of, '199')],
    });
  return cases;
}

/** Rules that ask whether the comparison price was ever asked in the window. */
function neverAsked(of: Windowed): Intent[] {
  const page = s.page(P);
  const halfWay = Math.floor(of.least / 2);
  const once: Day[] = [
    [of.window + 20, '199'],
    ...daily(of.least + 2, halfWay + 1, '199'),
    [halfWay, '299'],
    ...daily(halfWay - 1, 1, '199'),
    reducedToday,
  ];
  return [
    {
      outcome: 'flagged',
      name: 'always lower in the whole window',
      subject: O,
      sightings: [page, struck(), recorded(of, '199')],
    },
    {
      outcome: 'flagged',
      name: 'asked before the window, and never within it',
      subject: O,
      sightings: [
        page,
        struck(),
        s.priceRecord(O, [[of.window + 20, '299'], ...daily(of.least + 2, 1, '199'), reducedToday]),
      ],
    },
    {
      outcome: 'clear',
      name: 'asked on all the days that were looked at',
      subject: O,
      sightings: [page, struck(), recorded(of, '299')],
    },
    {
      outcome: 'clear',
      innocent: 'days-not-looked-at',
      name: 'one look at that price is enough to be silent',
      subject: O,
      sightings: [page, struck(), s.priceRecord(O, once)],
    },
    {
      outcome: 'cannot-tell',
      name: 'the sources of the page name different prices',
      subject: O,
      sightings: [
        page,
        s.offer(O, {
          price: '158.00',
          listPrice: '299.00',
          disagreements: [
            {
              field: 'price',
              said: [
                { source: 'json-ld', raw: '148.00' },
                { source: 'rendered', raw: '158.00' },
              ],
            },
          ],
        }),
        recorded(of, '199'),
      ],
    },
    ...shared(of),
  ];
}

/** Rules that compare with the lowest price of the window. */
function aboveLowest(of: Windowed): Intent[] {
  const page = s.page(P);
  return [
    {
      outcome: 'flagged',
      name: 'lower on a day of the window',
      subject: O,
      sightings: [
        page,
        struck(),
        s.priceRecord(O, [
          [of.window + 20, '299'],
          [of.window - 2, '199'],
          ...daily(of.least + 2, 1, '299'),
          reducedToday,
        ]),
      ],
    },
    {
      outcome: 'clear',
      name: 'never lower within the window, whatever was before it',
      subject: O,
      sightings: [
        page,
        struck(),
        s.priceRecord(O, [
          [of.window + 20, '99'],
          [of.window + 1, '199'],
          ...daily(of.least + 2, 1, '299'),
          reducedToday,
        ]),
      ],
    },
    ...shared(of),
  ];
}

const feeAt = (entry: string, nearPrice: boolean | null) =>
  s.wording(P, 'mandatory-fee', { entry, text: '+ $4.95 booking fee', nearPrice });

function fees(entry: string, dayBefore: string, other: string | null = null): Intent[] {
  const seen = (...more: Sighting[]) => [s.page(P), s.offer(O), ...more];
  return [
    {
      outcome: 'flagged',
      name: 'a fee beside the price',
      subject: O,
      sightings: seen(feeAt(entry, true)),
    },
    {
      outcome: 'clear',
      innocent: 'optional-or-elsewhere',
      name: 'the fee stands with another service, away from the price',
      subject: O,
      sightings: seen(feeAt(entry, false)),
    },
    {
      outcome: 'cannot-tell',
      name: 'it is not clear whether the fee stands by this price',
      subject: O,
      sightings: seen(feeAt(entry, null)),
    },
    {
      outcome: 'inapplicable',
      innocent: 'included-already',
      name: 'a fee that is said to be included is not read as one',
      subject: O,
      sightings: seen(),
    },
    {
      outcome: 'inapplicable',
      name: 'the day before it applied',
      date: dayBefore,
      subject: O,
      sightings: seen(feeAt(entry, true)),
    },
    ...(other === null
      ? []
      : [
          {
            outcome: 'inapplicable' as const,
            name: 'a fee on goods is outside the scope',
            subject: O,
            sightings: seen(feeAt(other, true)),
          },
        ]),
  ];
}

export const PRICE_INTENTS: Readonly<Record<string, readonly Intent[]>> = {
  'gb-former-price-not-recorded': neverAsked({ window: 28, least: 10, dayBefore: '2025-04-05' }),
  'us-former-price-not-recorded': neverAsked({ window: 90, least: 20 }),
  'us-ca-former-price-not-recorded': [
    ...neverAsked({ window: 90, least: 20 }),
    {
      outcome: 'inapplicable',
      innocent: 'market-price-elsewhere',
      name: 'the page names it as the price others ask',
      subject: O,
      sightings: [s.page(P), struck(), suggested(), recorded({ window: 90, least: 20 }, '199')],
    },
  ],
  'kr-prior-price-above-recorded': aboveLowest({ window: 20, least: 7, dayBefore: '2019-12-11' }),
  'gb-fee-beside-price': fees('mandatory-fee-en', '2025-04-05'),
  'us-ticket-or-lodging-fee-beside-price': fees('fee-ticket-or-lodging', '2025-05-11', 'mandatory-fee-en'),
  'us-ca-fee-beside-price': fees('mandatory-fee-en', '2024-06-30'),
  'kr-fee-beside-price': fees('mandatory-fee-ko', '2025-02-13'),
  'in-fee-beside-price': fees('mandatory-fee-in', '2023-11-29'),
  'cn-fee-beside-price': fees('mandatory-fee-zh', '2022-06-30'),
};
