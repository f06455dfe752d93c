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

const opened = (card: Parameters<typeof s.cardPrice>[1] = {}, offer: Parameters<typeof s.offer>[1] = {}) => [
  s.page(P),
  s.offer(O, { price: '159.00', ...offer }),
  s.cardPrice(O, card),
];
const unlike = (
  name: string,
  innocent: string | undefined,
  card: Parameters<typeof s.cardPrice>[1],
  offer?: Parameters<typeof s.offer>[1],
): Intent => ({
  outcome: 'inapplicable',
  name,
  ...(innocent === undefined ? {} : { innocent }),
  subject: O,
  sightings: opened(card, offer),
});
const red = [
  { scheme: 'product', value: 'S1' },
  { scheme: 'variant', value: 'red' },
];

const cardBelowPage: readonly Intent[] = [
  { outcome: 'flagged', name: 'the same kind of price, lower on the card', subject: O, sightings: opened() },
  {
    outcome: 'flagged',
    name: 'the card named the very variant',
    subject: O,
    sightings: opened({ variant: 'red' }, { ids: red }),
  },
  {
    outcome: 'clear',
    name: 'the same price on both',
    subject: O,
    sightings: opened({ price: '159' }),
  },
  {
    outcome: 'clear',
    name: 'dearer on the card than on the page',
    subject: O,
    sightings: opened({ price: '179.00' }),
  },
  {
    outcome: 'clear',
    innocent: 'condition-met',
    name: 'the lower price stands on the page too, under a condition',
    subject: O,
    sightings: opened({ isOnPage: true }),
  },
  unlike('a lowest price among variants', 'other-variant', { priceKind: 'from', condition: '起' }),
  unlike('a variant is chosen that the card did not name', 'other-variant', {}, { ids: red }),
  unlike('a price after a coupon', 'condition-met', { priceKind: 'after-coupon', condition: '券后' }),
  unlike('ten minutes between the two', 'time-passed', { pressedAt: '2026-11-20T03:50:00.000Z' }),
  unlike('another currency', undefined, { currency: 'USD' }),
  unlike('for newcomers on the card', 'only-for-some', { priceKind: 'newcomer', condition: '新人价' }),
  {
    outcome: 'inapplicable',
    name: 'opened without a list',
    subject: O,
    sightings: [s.page(P), s.offer(O)],
  },
  {
    outcome: 'inapplicable',
    name: 'the day before the provisions applied',
    date: '2022-06-30',
    subject: O,
    sightings: opened({ pressedAt: '2022-06-30T03:59:00.000Z' }),
  },
  {
    outcome: 'cannot-tell',
    name: 'the page’s own sources disagree on the price',
    subject: O,
    sightings: opened(
      {},
      { disagreements: [{ field: 'price', said: [{ source: 'json-ld', raw: '139.00' }] }] },
    ),
  },
  {
    outcome: 'cannot-tell',
    name: 'no price was read on the page',
    subject: O,
    sightings: opened({}, { price: null }),
  },
];

/** A fee that stands in the cart and not with the price; `date` is the day before the provision applied. */
function addedInCart(entry: string, date: string): Intent[] {
  const Q = 'page:self';
  const at = (...[more, minutes]: Parameters<typeof s.cartFee>): Sighting[] => [
    s.page(Q),
    s.cartFee({ entry, ...more }, minutes),
  ];
  const page = { url: 'https://shop.example/p/1', price: '158.00', seenAt: '2026-11-20T03:50:00.000Z' };
  return [
    {
      outcome: 'flagged',
      name: 'added in the cart, and part of what is to pay',
      subject: Q,
      sightings: at(),
    },
    {
      outcome: 'clear',
      innocent: 'named-where-not-read',
      name: 'the product’s page names it too',
      subject: Q,
      sightings: at({ goods: [{ ...page, namesFee: true }] }),
    },
    {
      outcome: 'cannot-tell',
      innocent: 'chosen-or-avoidable',
      name: 'the lines that are shown do not make the total',
      subject: Q,
      sightings: at({ addsUp: false }),
    },
    {
      outcome: 'cannot-tell',
      innocent: 'for-the-whole-order',
      name: 'other goods in the cart may have brought it',
      subject: Q,
      sightings: at({ otherGoods: 1 }),
    },
    {
      outcome: 'cannot-tell',
      name: 'the product’s page was looked at two hours ago',
      subject: Q,
      sightings: at({}, 120),
    },
    { outcome: 'inapplicable', name: 'no cart', subject: Q, sightings: [s.page(Q)] },
    {
      outcome: 'inapplicable',
      name: 'a fee of a kind that the rule does not speak of',
      subject: Q,
      sightings: at({ entry: 'another-kind' }),
    },
    { outcome: 'inapplicable', name: 'the day before it applied', date, subject: Q, sightings: at() },
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
  'gb-fee-added-in-cart': addedInCart('mandatory-fee-en', '2025-04-05'),
  'us-ca-fee-added-in-cart': addedInCart('mandatory-fee-en', '2024-06-30'),
  'kr-fee-added-in-cart': addedInCart('mandatory-fee-ko', '2025-02-13'),
  'in-fee-added-in-cart': addedInCart('mandatory-fee-in', '2023-11-29'),
  'cn-fee-added-in-cart': addedInCart('mandatory-fee-zh', '2022-06-30'),
  'gb-fee-beside-price': fees('mandatory-fee-en', '2025-04-05'),
  'us-ticket-or-lodging-fee-beside-price': fees('fee-ticket-or-lodging', '2025-05-11', 'mandatory-fee-en'),
  'us-ca-fee-beside-price': fees('mandatory-fee-en', '2024-06-30'),
  'kr-fee-beside-price': fees('mandatory-fee-ko', '2025-02-13'),
  'in-fee-beside-price': fees('mandatory-fee-in', '2023-11-29'),
  'card-price-below-page-price': cardBelowPage,
  'cn-fee-beside-price': fees('mandatory-fee-zh', '2022-06-30'),
};
