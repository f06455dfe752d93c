import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { joined, STATES_PER_DAY, withLook } from '../../../components/prices/history';
import type { PriceLook, PricePoint } from '../../../components/prices/point';
import { looks, runs } from './arbitrary';

const build = (all: readonly PriceLook[]): PricePoint[] =>
  all.reduce<PricePoint[]>((points, one) => withLook(points, one), []);

describe('a history of prices, whatever is looked at', () => {
  it('does not depend on the order of the looks, nor on hearing one twice', () => {
    const few = fc.array(looks, { maxLength: STATES_PER_DAY });
    fc.assert(
      fc.property(few, fc.nat(), (all, seed) => {
        const shuffled = all
          .map((one, n) => ({ one, at: (n * 7919 + seed) % 104_729 }))
          .sort((a, b) => a.at - b.at)
          .map(({ one }) => one);
        expect(build([...shuffled, ...shuffled.slice(0, 3)])).toEqual(build(all));
      }),
      runs,
    );
  });

  it('joins two halves to the same as the whole', () => {
    const few = fc.array(looks, { maxLength: STATES_PER_DAY });
    fc.assert(
      fc.property(few, fc.nat(STATES_PER_DAY), (all, cut) => {
        const [first, second] = [build(all.slice(0, cut)), build(all.slice(cut))];
        expect(joined(first, second)).toEqual(build(all));
        expect(joined(second, first)).toEqual(build(all));
      }),
      runs,
    );
  });
});
