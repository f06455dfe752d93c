import { describe, expect, it } from 'vitest';
import { matching, type CaseSummary } from '../../../components/ui/casebook';

const one = (change: Partial<CaseSummary>): CaseSummary => ({
  id: 'a',
  title: '手冲壶',
  url: 'https://item.example.com/1',
  shopName: '京东',
  keptAt: '2026-11-20T00:00:00.000Z',
  sizeBytes: 1,
  flags: {},
  note: '',
  thumbnailUrl: null,
  ...change,
});

describe('search in the casebook', () => {
  const cases = [one({}), one({ id: 'b', title: 'ＡＢＣ Kettle', shopName: null, note: '送给妈妈' })];
  const found = (query: string) => matching(cases, query).map(({ id }) => id);

  it('shows everything for an empty query', () => {
    expect(found('  ')).toEqual(['a', 'b']);
  });

  it('looks at title, shop, address and note, whatever the width or case of letters', () => {
    expect(found('京东')).toEqual(['a']);
    expect(found('abc')).toEqual(['b']);
    expect(found('妈妈')).toEqual(['b']);
    expect(found('example.com')).toEqual(['a', 'b']);
  });

  it('asks for every word', () => {
    expect(found('手冲 京东')).toEqual(['a']);
    expect(found('手冲 kettle')).toEqual([]);
  });
});
