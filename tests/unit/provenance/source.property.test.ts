import fc from 'fast-check';
import { expect, it } from 'vitest';
import { RangeCount } from '../../../components/provenance/source';

it('counts each byte once, in whatever order ranges come', () => {
  const range = fc.tuple(fc.nat(200), fc.nat(60));
  fc.assert(
    fc.property(fc.array(range, { maxLength: 60 }), (ranges) => {
      const count = new RangeCount();
      const seen = new Set<number>();
      for (const [from, length] of ranges) {
        count.add(from, from + length);
        for (let at = from; at < from + length; at++) seen.add(at);
      }
      expect(count.total).toBe(seen.size);
    }),
    { numRuns: 500 },
  );
});
