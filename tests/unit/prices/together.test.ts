import { describe, expect, it } from 'vitest';
import { together, type SharedLook } from '../../../components/prices/together';

function seen(person: string, price: string, more: Partial<SharedLook> = {}): SharedLook {
  return { person, variant: 'teapot', minute: 1000, price, promotion: 'plain', attributes: {}, ...more };
}
const people = (count: number, price: string, account: string, from = 0): SharedLook[] =>
  Array.from({ length: count }, (_, n) =>
    seen(`${account}-${String(from + n)}`, price, { attributes: { account } }),
  );

describe('together', () => {
  it('says nothing of one person', () => {
    expect(together([seen('a', '158'), seen('a', '199')])).toEqual([]);
  });

  it('compares only looks within the window, of the same variant and promotion', () => {
    const looks = [
      seen('a', '158'),
      seen('b', '199', { minute: 1016 }),
      seen('c', '199', { variant: 'teapot, large' }),
      seen('d', '99', { promotion: 'after-coupon 券后' }),
    ];
    expect(together(looks)).toEqual([]);
    expect(together([seen('a', '158'), seen('b', '199', { minute: 1015 })])).toHaveLength(1);
  });

  it('shows the table but draws nothing from fewer people than could show anything', () => {
    const [result] = together([seen('a', '158'), seen('b', '199')]);
    expect(result?.outcome).toBe('too-few');
    expect(result?.rows.map(({ prices }) => prices)).toEqual([['158'], ['199']]);
  });

  it('knows 158 and 158.00 as one price', () => {
    const [result] = together([seen('a', '158'), seen('b', '158.00'), seen('c', '1e400')]);
    expect(result?.rows.map(({ prices }) => prices)).toEqual([['158'], ['158']]);
  });

  it('says when everybody saw the same', () => {
    expect(together(people(6, '158', 'signed-in'))[0]?.outcome).toBe('same-for-all');
  });

  it('names a circumstance only when lots would hardly give it', () => {
    const [result] = together([...people(5, '199', 'signed-in'), ...people(5, '158', 'signed-out')]);
    expect(result?.outcome).toBe('differs-with-pattern');
    expect(result?.tests).toMatchObject([
      {
        attribute: 'account',
        table: [
          [0, 5],
          [5, 0],
        ],
      },
    ]);
    const [fewer] = together([...people(4, '199', 'signed-in'), ...people(4, '158', 'signed-out')]);
    expect(fewer?.outcome).toBe('differs-without-pattern');
  });

  it('counts a person once, however often that person looked', () => {
    const looks = [...people(5, '199', 'signed-in'), ...people(2, '158', 'signed-out')];
    const often = Array.from({ length: 20 }, (_, n) => ({
      ...(looks[5] ?? seen('x', '1')),
      minute: 1000 + (n % 5),
    }));
    expect(together([...looks, ...often])[0]?.tests).toEqual([]);
  });

  it('leaves a person whose price flickers out of the count, but in the table', () => {
    const [result] = together([
      ...people(5, '199', 'signed-in'),
      ...people(5, '158', 'signed-out'),
      seen('signed-in-0', '158', { attributes: { account: 'signed-in' } }),
    ]);
    expect(result?.rows.find(({ person }) => person === 'signed-in-0')?.prices).toEqual(['158', '199']);
    expect(result?.outcome).toBe('differs-without-pattern');
  });

  it('asks more of the numbers when more questions are asked', () => {
    const group = (price: string, account: string): SharedLook[] =>
      people(5, price, account).map((one, n) => ({
        ...one,
        attributes: { account, device: n % 2 === 0 ? 'mobile' : 'desktop' },
      }));
    const [result] = together([...group('199', 'signed-in'), ...group('158', 'signed-out')]);
    const account = result?.tests.find(({ attribute }) => attribute === 'account');
    if (result && result.tests.length > 1) expect(account?.pBounded).toBeGreaterThan(account?.p ?? 1);
    expect(account?.p).toBeCloseTo(2 / 252, 10);
  });
});
