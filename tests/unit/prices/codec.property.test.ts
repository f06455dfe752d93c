import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeHistory, encodeHistory } from '../../../components/prices/codec';
import { withLook } from '../../../components/prices/history';
import type { PricePoint } from '../../../components/prices/point';
import { look, looks, plain, runs } from './arbitrary';

describe('a history as bytes', () => {
  it('comes back exactly as it was', () => {
    fc.assert(
      fc.property(fc.array(looks, { maxLength: 60 }), (all) => {
        const points = all.reduce<PricePoint[]>((kept, one) => withLook(kept, one), []);
        expect(decodeHistory(encodeHistory(points))).toEqual({ ok: true, points });
      }),
      runs,
    );
  });

  it('refuses any bytes that are no history, and never throws', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        const decoded = decodeHistory(bytes);
        if (decoded.ok) expect(decodeHistory(encodeHistory(decoded.points)).ok).toBe(true);
        else expect(decoded.code).toMatch(/^(version|truncated|malformed|limit-[a-z]+)$/);
      }),
      runs,
    );
  });

  it('never throws on a history with one byte changed or the end cut off', () => {
    const points = Array.from({ length: 30 }, (_, n) =>
      look(n, String(150 + (n % 7)), { list: '299' }),
    ).reduce<PricePoint[]>((kept, one) => withLook(kept, one), []);
    const bytes = encodeHistory(points);
    for (let end = 0; end < bytes.length; end += 1) {
      expect(decodeHistory(bytes.subarray(0, end)).ok, `cut at ${String(end)}`).toBe(false);
    }
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.nat(255), (at, value) => {
        const changed = bytes.slice();
        changed[at] = value;
        expect(typeof decodeHistory(changed).ok).toBe('boolean');
      }),
      runs,
    );
  });

  it('spends a few bytes on a day', () => {
    const points = Array.from({ length: 365 }, (_, n) =>
      look(n, n % 9 === 0 ? '149.9' : '158', { list: '299' }),
    ).reduce<PricePoint[]>((kept, one) => withLook(kept, one), []);
    expect(points[0]?.context).toEqual(plain);
    expect(encodeHistory(points).length / points.length).toBeLessThan(7);
  });
});
