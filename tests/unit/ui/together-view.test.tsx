// @vitest-environment jsdom
import { render } from 'preact';
import { describe, expect, it } from 'vitest';
import { textsFor } from '../../../components/ui/text';
import { TogetherView, type TogetherTable } from '../../../components/ui/together-view';

const row = (person: string, price: string, account: string): TogetherTable['rows'][number] => ({
  person,
  prices: [price],
  looks: 1,
  attributes: { account },
});

function shown(tables: readonly TogetherTable[], people: number, locale: 'zh-CN' | 'en' = 'en'): string {
  const root = document.createElement('div');
  const nameOf = (person: string) => (person === 'own' ? 'this browser' : person);
  const texts = textsFor(locale);
  render(
    <TogetherView {...{ tables, people, nameOf, locale, texts, windowMinutes: 15, minPeople: 4 }} />,
    root,
  );
  return root.textContent ?? '';
}

const table: TogetherTable = {
  promotion: 'after-coupon 券后',
  fromMinute: 29_400_000,
  untilMinute: 29_400_006,
  rows: [row('own', '158', 'signed-in'), row('Lin', '168', 'signed-out')],
  tests: [
    {
      attribute: 'account',
      values: ['signed-in', 'signed-out'],
      table: [
        [5, 0],
        [0, 5],
      ],
      p: 0.0079,
      pBounded: 0.0079,
    },
  ],
  outcome: 'differs-with-pattern',
  currency: 'CNY',
};

describe('the table of who saw what', () => {
  it('names people, prices and circumstances, the test, and what a gap does not prove', () => {
    const text = shown([table], 2);
    for (const part of ['this browser', 'Lin', '158', '168', 'signed out', '0.0079', 'does not prove'])
      expect(text).toContain(part);
    expect(shown([table], 2, 'zh-CN')).toContain('本身不能证明用了个人数据');
  });

  it('does not speak of a gap where everybody saw the same', () => {
    expect(shown([{ ...table, outcome: 'same-for-all', tests: [] }], 2)).not.toContain('does not prove');
  });

  it('says that there is nothing to compare, and nothing at all for one person', () => {
    expect(shown([], 2)).toContain('Nothing to compare');
    expect(shown([], 1)).toBe('');
  });
});
