import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CborTag, decodeCbor, type Cbor } from '../../../../components/provenance/c2pa/cbor';
import { encodeCbor, Tagged } from '../../../make/c2pa-cbor';

const numRuns = Number(process.env['MINGBIAO_FUZZ_RUNS'] ?? 200);

const value = fc.letrec((tie) => ({
  any: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    fc.string({ unit: 'grapheme' }),
    fc.integer(),
    fc.bigInt({ min: 2n ** 53n, max: 2n ** 64n - 1n }),
    fc.double({ noNaN: true }).filter((n) => !Number.isInteger(n) || Object.is(n, -0)),
    fc.boolean(),
    fc.constant(null),
    fc.uint8Array({ maxLength: 300 }),
    fc.array(tie('any'), { maxLength: 5 }),
    fc
      .uniqueArray(fc.tuple(fc.string(), tie('any')), { maxLength: 5, selector: ([key]) => key })
      .map((e) => new Map(e)),
    fc.tuple(fc.integer({ min: 24, max: 100_000 }), tie('any')).map(([tag, inner]) => new Tagged(tag, inner)),
  ),
})).any;

function expected(item: unknown): unknown {
  if (item instanceof Tagged) return new CborTag(item.tag, expected(item.value) as Cbor);
  if (Array.isArray(item)) return item.map(expected);
  if (item instanceof Map) return new Map([...item].map(([key, inner]) => [key, expected(inner)]));
  return item;
}

describe('CBOR: anything', () => {
  it('reads back what was written', () => {
    fc.assert(
      fc.property(value, (item) => {
        const bytes = encodeCbor(item);
        expect(decodeCbor(bytes)).toEqual({ ok: true, value: expected(item), end: bytes.length });
      }),
      { numRuns },
    );
  });

  it('answers for any bytes, and never looks behind them', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        const result = decodeCbor(bytes);
        if (result.ok) expect(result.end).toBeLessThanOrEqual(bytes.length);
        else expect(result.at).toBeLessThanOrEqual(bytes.length);
      }),
      { numRuns: numRuns * 5 },
    );
  });

  it('says truncated for every true beginning of an item', () => {
    fc.assert(
      fc.property(value, fc.double({ min: 0, max: 0.999, noNaN: true }), (item, share) => {
        const bytes = encodeCbor(item);
        const cut = bytes.subarray(0, Math.floor(bytes.length * share));
        expect(decodeCbor(cut)).toMatchObject({ ok: false, code: 'cbor-truncated' });
      }),
      { numRuns },
    );
  });
});
