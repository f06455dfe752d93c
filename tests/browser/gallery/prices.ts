/** Prices for the gallery: a record with gaps, a first look, and two sides that differ. */
import type { PriceChartData } from '../../../components/model/price';
import type { AgainState, PriceSectionProps } from '../../../components/ui/price-section';

const day = (date: string, price: string, list: string | null = null): PriceChartData['days'][number] => ({
  day: date,
  low: price,
  high: price,
  last: price,
  list,
});

export const chart: PriceChartData = {
  kind: 'plain',
  currency: 'CNY',
  days: [
    day('2026-08-28', '189'),
    day('2026-08-29', '189'),
    day('2026-09-02', '189'),
    day('2026-09-03', '158', '299'),
    day('2026-09-04', '168', '299'),
    day('2026-09-05', '168', '299'),
    day('2026-09-20', '199'),
    day('2026-10-11', '199'),
    day('2026-10-12', '209'),
    day('2026-10-13', '209'),
    {
      ...day('2026-11-10', '168', '299'),
      high: '179',
      seenAs: { account: 'signed-out', device: 'desktop', region: '上海 浦东新区' },
    },
    {
      ...day('2026-11-11', '168', '299'),
      seenAs: { account: 'signed-in', device: 'desktop', condition: '百亿补贴', words: ['newcomer'] },
    },
  ],
  daysObserved: 12,
  lowest: { price: '158', day: '2026-09-03' },
  highest: { price: '209', day: '2026-10-13' },
};

export const firstLook: PriceChartData = {
  ...chart,
  days: [day('2026-11-11', '168.00', '299.00')],
  daysObserved: 1,
  lowest: { price: '168.00', day: '2026-11-11' },
  highest: { price: '168.00', day: '2026-11-11' },
};

export const differs: AgainState = {
  kind: 'done',
  result: { outcome: 'differs', withCookies: ['199'], without: ['189'], looksWith: 3, looksWithout: 2 },
  looks: [
    { withCookies: true, price: '199', code: null },
    { withCookies: false, price: '189', code: null },
    { withCookies: false, price: null, code: 'no-price' },
  ],
};

export const section: Omit<PriceSectionProps, 'locale' | 'texts' | 'again'> = {
  chart,
  host: 'item.example.com',
  requests: 6,
  onTwin: () => undefined,
  onAgain: () => undefined,
};
