import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { distanceOf, isSamePicture, likenessOf, SIDE } from '../../../components/likeness/hash';

const numRuns = Math.min(2_000, Number(process.env['MINGBIAO_FUZZ_RUNS'] ?? 60));
const grey = fc.uint8Array({ minLength: SIDE * SIDE, maxLength: SIDE * SIDE });
const likeness = fc.stringMatching(/^[0-9a-f]{32}$/);

describe('likeness of anything', () => {
  it('is 32 hexadecimal digits or nothing, and the same each time', () => {
    fc.assert(
      fc.property(grey, (values) => {
        const one = likenessOf(values);
        expect(one === null || /^[0-9a-f]{32}$/.test(one)).toBe(true);
        expect(likenessOf(values)).toBe(one);
      }),
      { numRuns },
    );
  });

  it('is a distance: nothing to itself, alike in both directions, never over 64 a half', () => {
    fc.assert(
      fc.property(likeness, likeness, (a, b) => {
        expect(distanceOf(a, a)).toEqual({ frequencies: 0, slopes: 0 });
        expect(distanceOf(a, b)).toEqual(distanceOf(b, a));
        const distance = distanceOf(a, b);
        expect(Math.max(distance?.frequencies ?? 99, distance?.slopes ?? 99)).toBeLessThanOrEqual(64);
        expect(isSamePicture(a, b)).toBe(isSamePicture(b, a));
      }),
      { numRuns },
    );
  });
});
