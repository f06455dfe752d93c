import { describe, expect, it } from 'vitest';
import type { Case } from '../../../components/model/case';
import type { Observation, ObservationOf } from '../../../components/model/observation';
import { looksOfCase } from '../../../components/prices/case-looks';
import { together } from '../../../components/prices/together';
import { caseOf } from '../casebook/case-of';

const offer = (price: string | null, more: Partial<ObservationOf<'offer'>['value']> = {}): Observation => ({
  kind: 'offer',
  subject: 'offer:main',
  observer: 'offer',
  method: 'rendered',
  id: 'o9',
  seenAt: '2026-11-20T08:10:30.000Z',
  value: {
    title: '茶壶',
    ids: [{ scheme: 'product', value: '1' }],
    seller: null,
    price,
    listPrice: null,
    currency: 'CNY',
    priceKind: 'plain',
    condition: null,
    availability: 'in-stock',
    sources: [],
    disagreements: [],
    box: null,
    ...more,
  },
});
async function kept(seen: Observation[], more: Partial<Case> = {}): Promise<Case> {
  return (await caseOf('case-0001', { observations: seen, ...more })).case;
}

describe('looks out of cases', () => {
  it('puts two people’s cases of one variant into one table', async () => {
    const looks = [
      ...looksOfCase(await kept([offer('158.00')]), 'a'),
      ...looksOfCase(await kept([offer('199.00')]), 'b'),
    ];
    expect(together(looks)).toMatchObject([
      { outcome: 'too-few', promotion: 'plain', rows: [{ prices: ['158'] }, { prices: ['199'] }] },
    ]);
  });

  it('takes only prices that are certain', async () => {
    expect(looksOfCase(await kept([offer(null)]), 'a')).toEqual([]);
    expect(looksOfCase(await kept([offer('1', { currency: null })]), 'a')).toEqual([]);
    const disagreements = [{ field: 'price' as const, said: [{ source: 'json-ld' as const, raw: '2' }] }];
    expect(looksOfCase(await kept([offer('1', { disagreements })]), 'a')).toEqual([]);
  });

  it('never sets a price after a coupon beside a plain one', async () => {
    const coupon = offer('99', { priceKind: 'after-coupon', condition: '券后' });
    const looks = [
      ...looksOfCase(await kept([coupon]), 'a'),
      ...looksOfCase(await kept([offer('158')]), 'b'),
    ];
    expect(together(looks)).toEqual([]);
  });
});
