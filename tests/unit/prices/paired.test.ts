import { describe, expect, it } from 'vitest';
import { paired, type PagePrice } from '../../../components/prices/paired';

const look = (withCookies: boolean, price: string | null): PagePrice => ({
  withCookies,
  price,
  code: price === null ? 'no-price' : null,
});

describe('looks with and without cookies', () => {
  it('sets one look without cookies beside the price that is shown', () => {
    expect(paired([look(false, '189')], '199.00').outcome).toBe('differs');
    expect(paired([look(false, '199')], '199.00').outcome).toBe('same');
    expect(paired([look(false, '199')], null).outcome).toBe('cannot-read');
    expect(paired([look(false, null)], '199').outcome).toBe('cannot-read');
  });

  it('never calls a price that moves by itself a difference', () => {
    const looks = [look(true, '199'), look(false, '189'), look(true, '189'), look(false, '199')];
    expect(paired(looks, '199')).toMatchObject({ outcome: 'flickers', withCookies: ['189', '199'] });
  });

  it('compares only like with like once pages were fetched with cookies too', () => {
    const looks = [look(true, '199'), look(false, '199.00'), look(true, '199'), look(false, '199')];
    expect(paired(looks, '158')).toMatchObject({ outcome: 'same', looksWith: 2, looksWithout: 2 });
    expect(paired([look(true, null), look(false, '199')], '199').outcome).toBe('cannot-read');
  });

  it('says how many looks gave a price on each side', () => {
    const looks = [
      look(true, '199'),
      look(false, '189'),
      look(true, '199'),
      look(false, null),
      look(false, '189'),
    ];
    expect(paired(looks, '199')).toMatchObject({ outcome: 'differs', looksWith: 2, looksWithout: 2 });
  });
});
