import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Observation, ObservationOf, Sighting } from '../../../components/model/observation';
import type { VisitRecord } from '../../../components/model/visit-record';
import { openPriceStore, type PriceStore } from '../../../components/prices/store';
import { glanceAt, rememberPrice, type MemoryOptions } from '../../../components/visits/price-memory';
import { newVisit } from '../../../components/visits/record';

type Offer = ObservationOf<'offer'>['value'];
const URL = 'https://shop.example/p/teapot';

function visit(
  more: Partial<Offer> = {},
  seenAt = '2026-11-20T04:00:00Z',
  others: Observation[] = [],
): VisitRecord {
  const offer: Observation = {
    kind: 'offer',
    subject: 'offer:main',
    observer: 'offer',
    method: 'rendered',
    id: 'o1',
    seenAt,
    value: {
      title: '茶壶',
      ids: [{ scheme: 'product', value: '1' }],
      seller: null,
      price: '158.00',
      listPrice: '299.00',
      currency: 'CNY',
      priceKind: 'plain',
      condition: null,
      availability: 'in-stock',
      sources: [],
      disagreements: [],
      box: null,
      ...more,
    },
  };
  return { ...newVisit(1, URL, null, seenAt), isPageSettled: true, observations: [offer, ...others] };
}

let store: PriceStore;
let options: MemoryOptions;
beforeEach(async () => {
  globalThis.indexedDB = new IDBFactory();
  store = await openPriceStore();
  options = { store, utcOffsetMinutes: 480, device: 'desktop', now: () => '2026-11-20T04:00:01Z' };
});

const sightingsOf = async (...given: Parameters<typeof rememberPrice>): Promise<Sighting[]> =>
  (await rememberPrice(...given)).sightings;

describe('remembering the price of a page', () => {
  it.each([
    ['exclusive', '老客专享', true, 'returning'],
    ['exclusive', '老客专享', false, 'unknown'],
    ['newcomer', '新人价', true, 'new'],
    ['coupon', '券后价', true, 'unknown'],
  ] as const)('%s wording %s (beside the price: %s) is for a shopper who is %s', async (...row) => {
    const [wording, text, nearPrice, shopper] = row;
    const words: Observation = {
      kind: 'price-wording',
      subject: 'page:main',
      observer: 'price-wording',
      method: 'dom-text',
      id: 'w1',
      seenAt: '2026-11-20T04:00:00Z',
      value: { wording, entry: 'x', text, nearPrice, box: null },
    };
    await rememberPrice(visit({}, undefined, [words]), options);
    const [[, points] = ['', []]] = await store.all();
    expect(points.map(({ context }) => context.shopper)).toEqual([shopper]);
  });

  it('records a look and says what is recorded', async () => {
    await rememberPrice(visit({ price: '199.00' }, '2026-11-10T04:00:00Z'), options);
    const [said] = await sightingsOf(visit(), options);
    expect(said).toMatchObject({
      kind: 'price-record',
      subject: 'offer:main',
      value: { today: '2026-11-20', daysObserved: 2, lowest: { price: '158', day: '2026-11-20' } },
    });
  });

  it('changes nothing when the same page is heard again', async () => {
    const first = await sightingsOf(visit(), options);
    expect(await sightingsOf(visit(), options)).toEqual(first);
  });

  it('waits until the page has come to rest', async () => {
    expect(await sightingsOf({ ...visit(), isPageSettled: false }, options)).toEqual([]);
    expect(await store.count()).toBe(0);
  });

  it.each([
    ['no price', { price: null }],
    ['no currency', { currency: null }],
    [
      'sources that disagree',
      { disagreements: [{ field: 'price', said: [{ source: 'json-ld', raw: '1' }] }] } as Partial<Offer>,
    ],
  ])('does not record a price that is not certain: %s', async (_name, more) => {
    expect(await sightingsOf(visit(more), options)).toEqual([]);
    expect(await store.count()).toBe(0);
  });

  it('keeps variants apart', async () => {
    await rememberPrice(visit({ price: '99.00' }, '2026-11-10T04:00:00Z'), options);
    const ids = [
      { scheme: 'product', value: '1' },
      { scheme: 'variant', value: 'large' },
    ];
    const [said] = await sightingsOf(visit({ ids }), options);
    expect(said).toMatchObject({ value: { daysObserved: 1, variant: 'large', lowest: { price: '158' } } });
  });

  it('says that the store failed, as something that could not be read', async () => {
    const full: PriceStore = Object.assign(Object.create(store) as PriceStore, {
      remember: () => Promise.resolve({ ok: false as const, code: 'storage-full' as const }),
    });
    expect(await sightingsOf(visit(), { ...options, store: full })).toMatchObject([
      { kind: 'unreadable', value: { what: 'price', code: 'storage-full' } },
    ]);
  });
});

describe('a choice on the page', () => {
  const at = (seconds: number): string => new Date(Date.UTC(2026, 10, 20, 4, 0, seconds)).toISOString();
  /** Says of each step (second, identity, price, whether something is being pressed) what becomes of it. */
  const run = (...steps: [number, string, string, boolean?][]): string[] => {
    let visited: Parameters<typeof glanceAt>[0] = {};
    return steps.map(([second, key, price, isPressed = false]) => {
      if (isPressed) visited = { ...visited, pressedAt: at(second) };
      const { verdict, looks } = glanceAt(visited, key, price, at(second));
      visited = { ...visited, looks };
      return verdict;
    });
  };

  it('is not given the price that stood there before it', () => {
    expect(run([0, 'a', '349'], [10, 'b', '349', true], [12, 'b', '369'])).toEqual(['keep', 'wait', 'keep']);
  });

  it('is given it once it has stood there long enough', () => {
    expect(run([0, 'a', '349'], [10, 'b', '349', true], [14, 'b', '349.00'], [15, 'b', '349'])).toEqual([
      'keep',
      'wait',
      'wait',
      'keep',
    ]);
  });

  it('is waited for again each time somebody comes back to it', () => {
    expect(
      run([0, 'a', '1'], [10, 'b', '1', true], [12, 'a', '1', true], [60, 'b', '1', true], [62, 'b', '2']),
    ).toEqual(['keep', 'wait', 'keep', 'wait', 'keep']);
  });

  it('that nothing names leaves the other price out, and only that', () => {
    expect(run([0, 'a', '349'], [9, 'a', '399', true], [30, 'a', '349', true])).toEqual([
      'keep',
      'mixed',
      'keep',
    ]);
  });

  it('is none where the page is slow or the shop changes its price by itself', () => {
    expect(run([0, 'a', '399'], [3, 'a', '349'], [600, 'a', '299'])).toEqual(['keep', 'keep', 'keep']);
  });

  it('tells apart as many as a page offers, in a bounded record', () => {
    let looks: NonNullable<Parameters<typeof glanceAt>[0]['looks']> = [];
    for (let n = 0; n < 500; n += 1)
      ({ looks } = glanceAt({ looks }, `key ${String(n)}`, String(n + 1), at(0)));
    expect(looks.length).toBeLessThanOrEqual(32);
  });
});
