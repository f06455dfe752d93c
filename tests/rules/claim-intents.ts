/** What the tables of countdowns and of claims of stock and interest show. */
import type { Sighting } from '../../components/model/observation';
import type { Intent } from './intent';
import * as s from './sightings';

const P = 'page:main';
const O = 'offer:main';
type Look = Parameters<typeof s.claimRecord>[2][number];

const offer = () => s.offer(O, { price: '158.00', listPrice: '299.00' });
const record = (looks: readonly Look[], more = {}): Sighting => s.claimRecord(O, 'countdown', looks, more);
const seen = (...sightings: Sighting[]): Sighting[] => [s.page(P), offer(), ...sightings];

/** Seen at 10:00 with two hours left. */
const FIRST: Look = { at: '2026-11-19T10:00:00Z', deadline: '2026-11-19T12:00:00Z' };

function movedLater(dayBefore: string | null): Intent[] {
  const reset = record([FIRST, { at: '2026-11-19T10:40:00Z', deadline: '2026-11-19T12:40:00Z' }]);
  const case_ = (outcome: Intent['outcome'], name: string, ...sightings: Sighting[]): Intent => ({
    outcome,
    name,
    subject: O,
    sightings: seen(...sightings),
  });
  const cases: Intent[] = [
    case_('flagged', 'begins again with two hours at the second look', reset),
    case_(
      'flagged',
      'moved once among several looks that agree',
      record([
        FIRST,
        { at: '2026-11-19T10:20:00Z', deadline: '2026-11-19T12:00:01Z' },
        { at: '2026-11-19T11:00:00Z', deadline: '2026-11-20T12:00:00Z' },
      ]),
    ),
    case_(
      'clear',
      'the same end at each look',
      record([FIRST, { at: '2026-11-19T11:30:00Z', deadline: '2026-11-19T12:00:02Z' }]),
    ),
    case_(
      'clear',
      'moved earlier',
      record([FIRST, { at: '2026-11-19T10:30:00Z', deadline: '2026-11-19T11:00:00Z' }]),
    ),
    case_(
      'cannot-tell',
      'no price was read at one of the looks',
      record([FIRST, { at: '2026-11-19T10:40:00Z', deadline: '2026-11-19T12:40:00Z', price: null }]),
    ),
    case_('inapplicable', 'seen once', record([FIRST])),
    case_('inapplicable', 'no countdown was ever seen'),
    {
      ...case_(
        'cannot-tell',
        'another price with the later end: another promotion',
        record([FIRST, { at: '2026-11-19T10:40:00Z', deadline: '2026-11-20T12:00:00Z', price: '148.00' }]),
      ),
      innocent: 'promotion-extended',
    },
    {
      ...case_(
        'inapplicable',
        'the page says that the promotion was extended',
        record([FIRST, { at: '2026-11-19T10:40:00Z', deadline: '2026-11-20T12:00:00Z' }], { extended: true }),
      ),
      innocent: 'promotion-extended',
    },
    {
      ...case_(
        'inapplicable',
        'a time for which a basket is reserved is not read as a countdown of the offer',
        s.claimRecord(O, 'stock', [{ at: '2026-11-19T10:00:00Z', number: 3 }]),
      ),
      innocent: 'own-timer',
    },
    {
      ...case_(
        'clear',
        'off by less than two minutes',
        record([FIRST, { at: '2026-11-19T10:40:00Z', deadline: '2026-11-19T12:01:50Z' }]),
      ),
      innocent: 'clock-or-rounding',
    },
    {
      ...case_(
        'clear',
        'counted in hours: an hour more is within what the words say',
        record([
          { ...FIRST, withinSeconds: 3_600 },
          { at: '2026-11-19T10:40:00Z', deadline: '2026-11-19T12:40:00Z', withinSeconds: 3_600 },
        ]),
      ),
      innocent: 'clock-or-rounding',
    },
    {
      ...case_(
        'cannot-tell',
        'the next countdown began after the first had ended',
        record([FIRST, { at: '2026-11-20T10:00:00Z', deadline: '2026-11-20T12:00:00Z' }]),
      ),
      innocent: 'daily-sale',
    },
  ];
  if (dayBefore !== null)
    cases.push({ ...case_('inapplicable', 'the day before it applied', reset), date: dayBefore });
  return cases;
}

function endedUnchanged(dayBefore: string | null): Intent[] {
  const after = (more: Partial<Look> = {}): Look => ({
    at: '2026-11-19T13:00:00Z',
    text: null,
    deadline: null,
    ...more,
  });
  const kept = record([FIRST, after()]);
  const case_ = (outcome: Intent['outcome'], name: string, ...looks: Look[]): Intent => ({
    outcome,
    name,
    subject: O,
    sightings: seen(record(looks)),
  });
  const cases: Intent[] = [
    case_('flagged', 'the same price an hour after the end', FIRST, after()),
    case_('flagged', 'a new countdown of two hours at the same price', FIRST, {
      at: '2026-11-19T13:00:00Z',
      deadline: '2026-11-19T15:00:00Z',
    }),
    case_('clear', 'dearer after the end', FIRST, after({ price: '299.00', listPrice: null })),
    case_('cannot-tell', 'no price was read after the end', FIRST, after({ price: null })),
    case_('inapplicable', 'not looked at after the end', FIRST, {
      at: '2026-11-19T11:00:00Z',
      deadline: '2026-11-19T12:00:00Z',
    }),
    { outcome: 'inapplicable', name: 'no countdown was ever seen', subject: O, sightings: seen() },
    {
      outcome: 'inapplicable',
      innocent: 'promotion-extended',
      name: 'the page says that the promotion was extended',
      subject: O,
      sightings: seen(record([FIRST, after()], { extended: true })),
    },
    {
      ...case_('cannot-tell', 'a new countdown ends at the same hour of the next day', FIRST, {
        at: '2026-11-20T10:00:00Z',
        deadline: '2026-11-20T12:00:00Z',
      }),
      innocent: 'daily-sale',
    },
    {
      ...case_('inapplicable', 'ten minutes after the end', FIRST, after({ at: '2026-11-19T12:10:00Z' })),
      innocent: 'clock-or-rounding',
    },
    {
      ...case_('clear', 'another comparison price after the end', FIRST, after({ listPrice: '259.00' })),
      innocent: 'another-promotion',
    },
  ];
  if (dayBefore !== null)
    cases.push({
      outcome: 'inapplicable',
      name: 'the day before it applied',
      date: dayBefore,
      subject: O,
      sightings: seen(kept),
    });
  return cases;
}

const stock = (numbers: readonly number[], more = {}): Sighting =>
  s.claimRecord(
    O,
    'stock',
    numbers.map((number, n) => ({
      at: `2026-11-${String(10 + n)}T04:00:00Z`,
      number,
      text: `仅剩${String(number)}件`,
    })),
    more,
  );

function repeated(dayBefore: string): Intent[] {
  const case_ = (outcome: Intent['outcome'], name: string, ...sightings: Sighting[]): Intent => ({
    outcome,
    name,
    subject: O,
    sightings: seen(...sightings),
  });
  return [
    case_('flagged', 'three left on each of five days', stock([3, 3, 3, 3, 3])),
    case_('flagged', 'another number long ago, then four days the same', stock([5, 3, 3, 3, 3])),
    case_('clear', 'fewer each day', stock([5, 4, 3, 2])),
    case_(
      'cannot-tell',
      'the words stand without a number that can be compared',
      s.claimRecord(
        O,
        'stock',
        [10, 11, 12, 13].map((day) => ({
          at: `2026-11-${String(day)}T04:00:00Z`,
          number: null,
          text: '仅剩少量',
        })),
      ),
    ),
    case_('inapplicable', 'no such claim'),
    { ...case_('inapplicable', 'three days only', stock([3, 3, 3])), innocent: 'nothing-sold' },
    { ...case_('clear', 'another number in between', stock([3, 3, 9, 3, 3])), innocent: 'restocked' },
    {
      ...case_('inapplicable', '“fewer than 10” is not read as a number of its own'),
      innocent: 'number-is-a-bound',
    },
    { ...case_('inapplicable', 'the day before it applied', stock([3, 3, 3, 3])), date: dayBefore },
  ];
}

function onOthers(dayBefore: string): Intent[] {
  const case_ = (outcome: Intent['outcome'], name: string, ...sightings: Sighting[]): Intent => ({
    outcome,
    name,
    subject: O,
    sightings: seen(...sightings),
  });
  return [
    case_('flagged', 'the same words on seven other products', stock([3], { otherProducts: 7 })),
    case_('clear', 'on no other product', stock([3])),
    {
      outcome: 'cannot-tell',
      name: 'no product was read',
      subject: O,
      sightings: [s.page(P), stock([3], { otherProducts: 7 })],
    },
    case_('inapplicable', 'no such claim'),
    {
      ...case_('clear', 'on two other products only', stock([3], { otherProducts: 2 })),
      innocent: 'same-small-stock',
    },
    {
      ...case_('inapplicable', '“fewer than 10” is not read as a number of its own'),
      innocent: 'number-is-a-bound',
    },
    {
      ...case_('inapplicable', 'the day before it applied', stock([3], { otherProducts: 7 })),
      date: dayBefore,
    },
  ];
}

const SINCE: Readonly<Record<string, string | null>> = {
  cn: '2022-06-30',
  eu: '2007-12-11',
  gb: '2025-04-05',
  kr: null,
  in: '2023-11-29',
  us: '1967-11-07',
};

export const CLAIM_INTENTS: Readonly<Record<string, readonly Intent[]>> = {
  ...Object.fromEntries(
    Object.entries(SINCE).flatMap(([where, before]) => [
      [`${where}-countdown-moved-later`, movedLater(before)],
      [`${where}-countdown-ended-unchanged`, endedUnchanged(before)],
    ]),
  ),
  'cn-stock-claim-repeated': repeated('2018-12-31'),
  'gb-stock-claim-repeated': repeated('2025-04-05'),
  'in-stock-claim-repeated': repeated('2023-11-29'),
  'cn-stock-claim-on-other-products': onOthers('2018-12-31'),
  'gb-stock-claim-on-other-products': onOthers('2025-04-05'),
  'in-stock-claim-on-other-products': onOthers('2023-11-29'),
};
