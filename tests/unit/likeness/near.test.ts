import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isSamePicture } from '../../../components/likeness/hash';
import { NearIndex } from '../../../components/likeness/near';

const likeness = fc.stringMatching(/^[0-9a-f]{32}$/);

/** The same text with some of its 128 bits turned. */
function turned(text: string, bits: readonly number[]): string {
  let value = BigInt(`0x${text}`);
  for (const bit of bits) value ^= 1n << BigInt(bit);
  return value.toString(16).padStart(32, '0');
}

it('finds the first of the same picture, exactly as comparing with every one would', () => {
  fc.assert(
    fc.property(
      fc.array(likeness, { minLength: 1, maxLength: 5 }),
      fc.array(fc.tuple(fc.nat(4), fc.uniqueArray(fc.integer({ min: 0, max: 127 }), { maxLength: 26 })), {
        maxLength: 20,
      }),
      (bases, changes) => {
        const index = new NearIndex();
        const all: string[] = [];
        for (const [base, bits] of changes) {
          const one = turned(bases[base % bases.length] ?? '', bits);
          expect(index.first(one)).toBe(all.findIndex((other) => isSamePicture(other, one)));
          index.add(one);
          all.push(one);
        }
      },
    ),
    { numRuns: 300 },
  );
});
