import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../../components/evidence/canonical';
import { sha256Hex, uuidFrom } from '../../../components/evidence/digest';

const RUNS = Number(process.env['MINGBIAO_FUZZ_RUNS'] ?? 200);

/** The same value with its members in another order, all the way down. */
function turned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(turned);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, member]) => [name, turned(member)]),
  );
}

const json = fc.jsonValue({ stringUnit: 'grapheme', noUnicodeString: false } as object);

describe('canonical JSON', () => {
  it('gives a text that reads back as the same value and is spelled the same again', () => {
    fc.assert(
      fc.property(json, (value) => {
        const text = canonicalJson(value);
        const back: unknown = JSON.parse(text);
        expect(canonicalJson(back)).toBe(text);
        expect(JSON.stringify(back)).toBe(JSON.stringify(JSON.parse(JSON.stringify(back))));
        expect(canonicalJson(JSON.parse(JSON.stringify(value)))).toBe(text);
      }),
      { numRuns: RUNS },
    );
  });

  it('does not depend on the order of members', () => {
    fc.assert(
      fc.property(json, (value) => {
        expect(canonicalJson(turned(value))).toBe(canonicalJson(value));
      }),
      { numRuns: RUNS },
    );
  });

  it('tells different values apart', () => {
    fc.assert(
      fc.property(json, json, (a, b) => {
        const isSame = canonicalJson(a) === canonicalJson(b);
        const [left, right] = [JSON.parse(canonicalJson(a)), JSON.parse(canonicalJson(b))] as unknown[];
        if (isSame) expect(left).toEqual(right);
        else expect(left).not.toEqual(right);
      }),
      { numRuns: RUNS },
    );
  });

  // RFC 8785 §3.2.2.3 and appendix B.
  it.each([
    [1e21, '1e+21'],
    [1e-7, '1e-7'],
    [-0, '0'],
    [333333333.33333329, '333333333.3333333'],
    [9007199254740994, '9007199254740994'],
    [4.5, '4.5'],
    [2e-3, '0.002'],
    [5e-324, '5e-324'],
    [295147905179352830000, '295147905179352830000'],
  ])('writes the number %s as RFC 8785 asks', (value, text) => {
    expect(canonicalJson(value)).toBe(text);
  });

  it('sorts members by UTF-16 code units (RFC 8785 §3.2.3)', () => {
    const value = { '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\u{1f600}': 5, '\u0080': 6, '\u00f6': 7 };
    expect(canonicalJson(value)).toBe(
      '{"\\r":2,"1":4,"\u0080":6,"\u00f6":7,"\u20ac":1,"\u{1f600}":5,"\ufb33":3}',
    );
  });

  it.each([
    ['NaN', Number.NaN],
    ['infinity', Number.POSITIVE_INFINITY],
    ['half a surrogate pair', '\ud800'],
    ['half a surrogate pair as a name', { '\udc00': 1 }],
    ['a function', () => 1],
    ['a bigint', 1n],
  ])('refuses %s', (_name, value) => {
    expect(() => canonicalJson(value)).toThrow(TypeError);
  });

  it('refuses a value that holds itself instead of running for ever', () => {
    const circle: { inner?: unknown } = {};
    circle.inner = circle;
    expect(() => canonicalJson(circle)).toThrow(TypeError);
  });
});

describe('digests', () => {
  it('are SHA-256 as published (FIPS 180-4)', async () => {
    expect(await sha256Hex('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
    expect(await sha256Hex(new Uint8Array())).toBe(
      'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    );
  });

  it('are of the view, not of the buffer under it', async () => {
    const bytes = new TextEncoder().encode('xxabcxx');
    expect(await sha256Hex(bytes.subarray(2, 5))).toBe(await sha256Hex('abc'));
  });

  it('make UUIDs of the right version and variant', async () => {
    expect(uuidFrom(await sha256Hex('abc'))).toMatch(
      /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    );
  });
});
