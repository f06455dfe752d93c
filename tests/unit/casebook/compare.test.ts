import { describe, expect, it } from 'vitest';
import { duplicatesOf } from '../../../components/casebook/compare';
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
      { by: 'picture', key: 'a'.repeat(64), cases: ['case-0001', 'case-0002'] },
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
      { by: 'product', key: 'gtin13:4006381333931', cases: ['case-0001', 'case-0003'] },
      { by: 'product', key: 'shop.example sku:100', cases: ['case-0001', 'case-0002'] },
    ]);
  });

  it('says nothing where nothing is shared', async () => {
    expect(duplicatesOf([await row('case-0001'), await row('case-0002')])).toEqual([]);
  });
});
