import fc from 'fast-check';
import { zlibSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { deflateStart } from '../../../components/provenance/deflate-start';

const numRuns = Number(process.env.MINGBIAO_FUZZ_RUNS ?? 400);
const level = fc.constantFrom<0 | 1 | 6 | 9>(0, 1, 6, 9);

describe('the start of a deflated stream', () => {
  it('is what the whole stream starts with, or not told', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.uint8Array({ minLength: 1, maxLength: 3000 }),
          fc
            .array(fc.constantFrom(0, 1, 255), { minLength: 1, maxLength: 3000 })
            .map((a) => Uint8Array.from(a)),
        ),
        level,
        (plain, how) => {
          const start = deflateStart(zlibSync(plain, { level: how }), 5);
          if (plain.length < 5) return;
          expect([...(start ?? [])]).toEqual([...plain.subarray(0, 5)]);
        },
      ),
      { numRuns },
    );
  });

  it('answers any bytes, and never more than was asked', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.nat(40), (rest, count) => {
        const start = deflateStart(Uint8Array.from([0x78, 0x9c, ...rest]), count);
        expect(start?.length ?? 0).toBeLessThanOrEqual(Math.min(count, 16));
      }),
      { numRuns },
    );
  });

  it.each([
    ['nothing', new Uint8Array(0)],
    ['no zlib head', Uint8Array.of(1, 2, 3, 4, 5)],
    ['a preset dictionary', Uint8Array.of(0x78, 0xbb, 1, 2, 3, 4)],
    ['a reserved kind of block', Uint8Array.of(0x78, 0x9c, 0x07, 0, 0)],
  ])('%s is not told', (_, bytes) => {
    expect(deflateStart(bytes, 4)).toBeNull();
  });
});
