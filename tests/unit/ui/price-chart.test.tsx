// @vitest-environment jsdom
import { render } from 'preact';
import { expect, it } from 'vitest';
import { PriceChart } from '../../../components/ui/price-chart';
import { textsFor } from '../../../components/ui/text';

const day = (n: number, last: string, seenAs?: object) => ({
  day: `2026-11-${String(n).padStart(2, '0')}`,
  low: last,
  high: last,
  last,
  list: null,
  ...(seenAs && { seenAs }),
});

function drawn(days: ReturnType<typeof day>[]): HTMLElement {
  const root = document.createElement('div');
  const chart = {
    kind: 'plain' as const,
    currency: 'CNY',
    days,
    daysObserved: days.length,
    lowest: { price: '149', day: '2026-11-03' },
    highest: { price: '199', day: '2026-11-01' },
  };
  render(<PriceChart chart={chart} locale="zh-CN" texts={textsFor('zh-CN')} />, root);
  return root;
}

it('says of the day that is pointed at what was asked, and in which circumstances it was seen', () => {
  const root = drawn([
    day(1, '199'),
    day(3, '149', {
      account: 'signed-in',
      device: 'desktop',
      condition: '百亿补贴',
      words: ['newcomer', 'not-known'],
    }),
  ]);
  const titles = [...root.querySelectorAll('.chart-day title')].map((title) => title.textContent);
  expect(titles).toHaveLength(2);
  expect(titles[0]).not.toContain('登录');
  expect(titles[1]).toContain('149');
  expect(titles[1]).toContain('已登录、电脑浏览器、页面写着“百亿补贴”、有新客字样');
  // The same stands in the table, for whoever points at nothing.
  expect(root.querySelector('tbody .price-seen-as')?.textContent).toContain('已登录、电脑浏览器');
  expect(root.querySelectorAll('tbody .price-seen-as')).toHaveLength(1);
});

it('says nothing of circumstances where the page never showed any, and stays small over years', () => {
  const root = drawn(
    Array.from({ length: 1_000 }, (_, n) => ({
      ...day(1, '199'),
      day: new Date(Date.UTC(2024, 0, 1 + n)).toISOString().slice(0, 10),
    })),
  );
  expect(root.querySelectorAll('.price-seen-as')).toHaveLength(0);
  expect(root.querySelectorAll('.chart-day')).toHaveLength(400);
});
