import { describe, expect, it } from 'vitest';
import { chartOf, hasMoved } from '../../../components/prices/chart';
import { withLook } from '../../../components/prices/history';
import type { PriceLook, PricePoint } from '../../../components/prices/point';
import { recordOfHistory } from '../../../components/prices/record';
import { LIMITS } from '../../../components/model/limits';
import { observationSchema } from '../../../components/model/observation';
import { priceChartSchema } from '../../../components/model/price';
import { look, plain } from './arbitrary';

const history = (...looks: PriceLook[]): PricePoint[] =>
  looks.reduce<PricePoint[]>((points, one) => withLook(points, one), []);
const key = { shop: 'jd', product: '1', variant: 'red', seller: '', currency: 'CNY', pack: '2' };
const coupon = { ...plain, kind: 'after-coupon' as const, condition: '券后' };

describe('the record that an observation carries', () => {
  it('is a valid observation with the days of the window and the extremes of the whole', () => {
    const points = history(look(0, '99'), look(200, '158'), look(210, '199', { list: '299' }));
    const value = recordOfHistory(key, points, look(210, '1').minute, 480);
    expect(value).toMatchObject({
      variant: 'red ×2',
      today: '2027-03-30',
      firstSeen: '2026-09-01',
      daysObserved: 3,
      lowest: { price: '99', day: '2026-09-01' },
      days: [{ low: '158' }, { low: '199', list: '299' }],
      windowDays: LIMITS.priceRecordDays,
    });
    const observation = {
      kind: 'price-record',
      subject: 'offer:main',
      observer: 'price-memory',
      method: 'own-record',
      value,
      id: 'o1',
      seenAt: '2027-03-30T02:00:00Z',
    };
    expect(observationSchema.safeParse(observation).error).toBeUndefined();
  });

  it('leaves out what was recorded after its day, so that an old case is not judged by later looks', () => {
    const points = history(look(0, '199'), look(1, '158'), look(2, '99'));
    expect(recordOfHistory(key, points, look(1, '1').minute, 480)?.lowest?.price).toBe('158');
  });

  it('is none of an empty history, and counts conditional prices as looks only', () => {
    expect(recordOfHistory(key, [], 1, 480)).toBeNull();
    const value = recordOfHistory(key, history(look(0, '99', { context: coupon })), look(0, '1').minute, 480);
    expect(value).toMatchObject({ daysObserved: 1, lowest: null, days: [] });
  });
});

describe('the chart', () => {
  it('shows prices that anybody could pay, where there are any', () => {
    const chart = chartOf(history(look(0, '99', { context: coupon }), look(1, '158'), look(2, '168')));
    expect(chart).toMatchObject({
      kind: 'plain',
      daysObserved: 3,
      lowest: { price: '158', day: '2026-09-02' },
    });
    expect(chart && hasMoved(chart)).toBe(true);
  });

  it('says of each day in which circumstances its last look was made, and nothing of what the page did not show', () => {
    const signedIn = {
      ...plain,
      account: 'signed-in' as const,
      words: ['newcomer'],
      region: '上海',
      condition: '百亿补贴',
    };
    const first = look(1, '158');
    const chart = chartOf(
      history(look(0, '168', { context: { ...plain, device: 'unknown' } }), first, {
        ...look(1, '149', { context: signedIn }),
        minute: first.minute + 60,
      }),
    );
    expect(chart?.days.map(({ seenAs }) => seenAs)).toEqual([
      undefined,
      { account: 'signed-in', device: 'desktop', region: '上海', condition: '百亿补贴', words: ['newcomer'] },
    ]);
    const told = { ...chart, currency: null };
    expect(priceChartSchema.safeParse(told).error).toBeUndefined();
  });

  it('shows the kind seen last where there are none', () => {
    expect(chartOf(history(look(0, '99', { context: coupon })))).toMatchObject({ kind: 'after-coupon' });
    expect(chartOf([])).toBeNull();
  });
});
