import { describe, expect, it } from 'vitest';
import { joined, POINTS_PER_SERIES, STATES_PER_DAY, withLook } from '../../../components/prices/history';
import type { PricePoint } from '../../../components/prices/point';
import { look, plain, START } from './arbitrary';

const after = (...looks: Parameters<typeof withLook>[1][]): PricePoint[] =>
  looks.reduce<PricePoint[]>((points, one) => withLook(points, one), []);

describe('a history of prices', () => {
  it('extends the point of the day while the price stays', () => {
    const points = after(look(0, '158'), look(0, '158.00', { minute: START + 600 }));
    expect(points).toEqual([
      { from: START + 120, until: START + 600, price: '158', list: null, context: plain },
    ]);
  });

  it('begins a point on each new day, so that observed days can be counted', () => {
    expect(after(look(0, '158'), look(1, '158'))).toHaveLength(2);
  });

  it('counts days on the shopper’s clock', () => {
    // 23:00 and 01:00 in Shanghai: two days there, one day in UTC.
    const [late, early] = [START + 15 * 60, START + 17 * 60];
    expect(after(look(0, '1', { minute: late }), look(0, '1', { minute: early }))).toHaveLength(2);
  });

  it('never puts looks under other circumstances into one point', () => {
    const member = { ...plain, kind: 'member' as const, condition: 'PLUS' };
    const mobile = { ...plain, device: 'mobile' as const };
    const signedIn = { ...plain, account: 'signed-in' as const };
    expect(
      after(...[plain, member, mobile, signedIn].map((context) => look(0, '158', { context }))),
    ).toHaveLength(4);
  });

  it('keeps both states of a day that changed its price', () => {
    const points = after(
      look(0, '158'),
      look(0, '199', { minute: START + 300 }),
      look(0, '158', { minute: START + 500 }),
    );
    expect(points.map(({ price, from, until }) => [price, from - START, until - START])).toEqual([
      ['158', 120, 500],
      ['199', 300, 300],
    ]);
  });

  it('leaves out what is no price', () => {
    expect(after(look(0, 'NaN'), look(0, '1e400'), look(0, '-5'), look(0, ''))).toEqual([]);
    expect(after(look(0, '5', { minute: -1 }), look(0, '5', { minute: Number.NaN }))).toEqual([]);
  });

  it('keeps the lowest and the highest of a day on which a page changes a thousand times', () => {
    const flood = Array.from({ length: 1000 }, (_, n) => look(0, String(100 + ((n * 7) % 1000))));
    const points = after(...flood);
    expect(points).toHaveLength(STATES_PER_DAY);
    const prices = points.map(({ price }) => Number(price));
    expect([Math.min(...prices), Math.max(...prices)]).toEqual([100, 1099]);
  });

  it('lets go of the oldest beyond its bound', () => {
    const many = Array.from({ length: POINTS_PER_SERIES + 5 }, (_, n) => {
      const { minute, ...rest } = look(n, '1');
      return { from: minute, until: minute, price: rest.price, list: null, context: plain };
    });
    const points = joined(many, []);
    expect(points).toHaveLength(POINTS_PER_SERIES);
    expect(points[0]?.from).toBe(START + 5 * 1440 + 120);
  });
});
