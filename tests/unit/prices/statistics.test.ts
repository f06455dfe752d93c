import { describe, expect, it } from 'vitest';
import { withLook } from '../../../components/prices/history';
import type { PriceLook, PricePoint } from '../../../components/prices/point';
import {
  askedIn,
  currentReduction,
  daysOf,
  highestOf,
  largestRise,
  lowestOf,
  percentAbove,
  spanDays,
  windowBefore,
} from '../../../components/prices/statistics';
import { look, plain, START } from './arbitrary';

const history = (...looks: PriceLook[]): PricePoint[] =>
  looks.reduce<PricePoint[]>((points, one) => withLook(points, one), []);
const series = (...prices: [number, string, string?][]) =>
  daysOf(history(...prices.map(([day, price, list]) => look(day, price, { list: list ?? null }))));

describe('a record by days', () => {
  it('gives the lowest, the highest and the last price of a day', () => {
    const days = daysOf(
      history(
        look(0, '158'),
        look(0, '199', { minute: START + 300 }),
        look(0, '170', { minute: START + 400, list: '299' }),
      ),
    );
    expect(days).toEqual([{ day: '2026-09-01', low: '158', high: '199', last: '170', list: '299' }]);
  });

  it('leaves out prices that not everybody could have paid', () => {
    const coupon = { ...plain, kind: 'after-coupon' as const, condition: '券后' };
    expect(daysOf(history(look(0, '99', { context: coupon }), look(1, '158'))).map(({ day }) => day)).toEqual(
      ['2026-09-02'],
    );
  });

  it('takes a window that ends the day before, so today never counts against itself', () => {
    const days = series([0, '150'], [3, '158'], [9, '170'], [10, '99']);
    expect(windowBefore(days, '2026-09-11', 6).map(({ low }) => low)).toEqual(['170']);
    expect(windowBefore(days, '2026-09-11', 7).map(({ low }) => low)).toEqual(['158', '170']);
    expect(windowBefore(days, 'not a day', 8)).toEqual([]);
  });

  it('compares amounts exactly, not as floating numbers or texts', () => {
    const days = series([0, '1000.10'], [1, '999.99'], [2, '999.990000']);
    expect(lowestOf(days)).toEqual({ price: '999.99', day: '2026-09-03' });
    expect(highestOf(days)).toEqual({ price: '1000.1', day: '2026-09-01' });
    expect(lowestOf([])).toBeNull();
  });

  it('counts the length of the record in days, both ends included', () => {
    expect(spanDays(series([0, '1'], [5, '1']), '2026-09-10')).toBe(10);
    expect(spanDays([], '2026-09-10')).toBe(0);
  });
});

describe('the reduction that is on', () => {
  it('is followed back to the first day it was seen', () => {
    const days = series([0, '299'], [1, '299'], [4, '199', '299'], [6, '158', '299']);
    expect(currentReduction(days)).toEqual({ since: '2026-09-05', isStartSeen: true });
  });
  it('has a start that was not seen when the record begins with it', () => {
    expect(currentReduction(series([0, '158', '299'], [5, '158', '299']))).toEqual({
      since: '2026-09-01',
      isStartSeen: false,
    });
  });
  it('is none when the newest day shows no higher comparison price', () => {
    expect(currentReduction(series([0, '158', '299'], [1, '158']))).toBeNull();
    expect(currentReduction(series([0, '158', '158']))).toBeNull();
    expect(currentReduction([])).toBeNull();
  });
});

describe('how much of eight weeks a price was asked', () => {
  it('counts observed days only, and says how long ago the last was', () => {
    const days = series([0, '299'], [10, '299'], [20, '158'], [30, '158'], [40, '158']);
    expect(askedIn(days, '299', '2026-10-20')).toEqual({
      daysObserved: 5,
      daysAsked: 2,
      share: 0.4,
      daysSinceAsked: 39,
    });
    expect(askedIn(days, '500', '2026-10-20').daysSinceAsked).toBeNull();
    expect(askedIn([], '500', '2026-10-20').share).toBe(0);
  });
});

describe('a rise before a reduction', () => {
  it('is measured from an earlier low to a later high', () => {
    expect(largestRise(series([0, '200'], [1, '150'], [2, '180'], [3, '300'], [4, '290']))).toEqual({
      from: '150',
      fromDay: '2026-09-02',
      to: '300',
      toDay: '2026-09-04',
      percent: 100,
    });
  });
  it('is none when prices only fell', () => {
    expect(largestRise(series([0, '300'], [1, '200'], [2, '200'], [3, '150']))).toBeNull();
  });
  it('rounds down', () => {
    expect(percentAbove('3', '4')).toBe(33);
    expect(percentAbove('0', '4')).toBe(0);
  });
});
