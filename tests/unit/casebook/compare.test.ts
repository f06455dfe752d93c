import { describe, expect, it } from 'vitest';
import { duplicatesOf, sameElsewhere } from '../../../components/casebook/compare';
import { summaryOf, type CaseSummary } from '../../../components/casebook/summary';
import { caseOf } from './case-of';

async function row(id: string, changes: Partial<CaseSummary> = {}): Promise<CaseSummary> {
  return { ...summaryOf((await caseOf(id)).case), mediaDigests: [], productIds: [], ...changes };
}

describe('duplicates', () => {
  it('groups by the same picture, wherever it was seen', async () => {
    const mediaDigests = ['a'.repeat(64)];
    const rows = [
      await row('case-0001', { mediaDigests }),
      await row('case-0002', { mediaDigests, url: 'https://other.example/1' }),
      await row('case-0003'),
    ];
    expect(duplicatesOf(rows)).toEqual([
      { by: 'picture', key: 'a'.repeat(64), cases: ['case-0001', 'case-0002'], picture: 'a'.repeat(64) },
    ]);
  });

  it('takes a shop’s own number for the same product only within that shop', async () => {
    const rows = [
      await row('case-0001', { productIds: ['sku:100', 'gtin13:4006381333931'] }),
      await row('case-0002', { productIds: ['sku:100'] }),
      await row('case-0003', {
        productIds: ['sku:100', 'gtin13:4006381333931'],
        url: 'https://other.example/1',
      }),
    ];
    expect(duplicatesOf(rows)).toEqual([
      { by: 'product', key: 'gtin13:4006381333931', cases: ['case-0001', 'case-0003'], picture: null },
      { by: 'product', key: 'shop.example sku:100', cases: ['case-0001', 'case-0002'], picture: null },
    ]);
  });

  it('says nothing where nothing is shared', async () => {
    expect(duplicatesOf([await row('case-0001'), await row('case-0002')])).toEqual([]);
  });
});

describe('the same picture elsewhere', () => {
  const likeness = '0123456789abcdef0123456789abcdef';
  // Two bits of difference in the first half.
  const again = `1${likeness.slice(1, 15)}e${likeness.slice(16)}`;
  const other = 'fedcba9876543210fedcba9876543210';
  const digest = (sign: string) => sign.repeat(64);

  it('groups pictures that look the same though saved anew, and leaves the same bytes to their digest', async () => {
    const rows = [
      await row('case-0001', { likenesses: [{ sha256: digest('a'), likeness }] }),
      await row('case-0002', { likenesses: [{ sha256: digest('b'), likeness: again }] }),
      await row('case-0003', { likenesses: [{ sha256: digest('c'), likeness: other }] }),
    ];
    expect(duplicatesOf(rows)).toEqual([
      { by: 'likeness', key: likeness, cases: ['case-0001', 'case-0002'], picture: digest('a') },
    ]);
    const same = rows.map((one) => ({
      ...one,
      likenesses: [{ sha256: digest('a'), likeness }],
    }));
    expect(duplicatesOf(same)).toEqual([]);
  });

  it('is told of another product or shop, and not of the same page kept twice', async () => {
    const rows = [
      await row('case-0001', { productIds: ['sku:1'], likenesses: [{ sha256: digest('a'), likeness }] }),
      await row('case-0002', { productIds: ['sku:1'], likenesses: [{ sha256: digest('a'), likeness }] }),
      await row('case-0003', {
        productIds: ['sku:2'],
        likenesses: [{ sha256: digest('b'), likeness: again }],
      }),
      await row('case-0004', { shop: 'jd', likenesses: [], mediaDigests: [digest('a')] }),
      await row('case-0005', { shop: 'jd', likenesses: [{ sha256: digest('a'), likeness }] }),
    ];
    expect(
      sameElsewhere(rows, 'case-0001').map(({ id, by, isOtherShop }) => ({ id, by, isOtherShop })),
    ).toEqual([
      { id: 'case-0003', by: 'likeness', isOtherShop: false },
      { id: 'case-0005', by: 'picture', isOtherShop: true },
    ]);
  });

  it('knows nothing of a case that is not there, and of lines written before likenesses were taken', async () => {
    expect(sameElsewhere([], 'case-0001')).toEqual([]);
    expect(
      sameElsewhere([await row('case-0001'), await row('case-0002', { shop: 'jd' })], 'case-0001'),
    ).toEqual([]);
  });
});
