import { describe, expect, it } from 'vitest';
import { decodeCbor } from '../../../../components/provenance/c2pa/cbor';

const read = (hex: string) => decodeCbor(Uint8Array.from(Buffer.from(hex, 'hex')));
const valueOf = (hex: string) => {
  const result = read(hex);
  return result.ok ? result.value : result.code;
};

/** Rows of RFC 8949 appendix A that our own writer does not produce. */
describe('CBOR: examples of the standard', () => {
  it.each([
    ['f90000', 0],
    ['f93c00', 1],
    ['f97bff', 65504],
    ['f90001', 5.960464477539063e-8],
    ['f9c400', -4],
    ['f97c00', Infinity],
    ['f97e00', NaN],
    ['fa47c35000', 100000],
    ['fb3ff199999999999a', 1.1],
    ['3bffffffffffffffff', -18446744073709551616n],
    ['f7', undefined],
    ['7f657374726561646d696e67ff', 'streaming'],
    ['9f018202039f0405ffff', [1, [2, 3], [4, 5]]],
    [
      'bf61610161629f0203ffff',
      new Map<string, unknown>([
        ['a', 1],
        ['b', [2, 3]],
      ]),
    ],
    ['5f42010243030405ff', Uint8Array.of(1, 2, 3, 4, 5)],
  ])('%s', (hex, value) => {
    expect(valueOf(hex)).toEqual(value);
  });
});

describe('CBOR: bounds', () => {
  it.each([
    ['a break with nothing open', 'ff', 'cbor-malformed'],
    ['a reserved length', '1c', 'cbor-malformed'],
    ['a list longer than the file', '9b7fffffffffffffff', 'cbor-truncated'],
    ['a text longer than the file', '7affffffff', 'cbor-truncated'],
    ['an indefinite text with a number in it', '7f01ff', 'cbor-malformed'],
    ['a map that ends after a key', 'bf6161ff', 'cbor-malformed'],
    ['lists nested without end', '81'.repeat(5000), 'cbor-too-deep'],
    ['tags nested without end', 'c1'.repeat(5000), 'cbor-too-deep'],
    ['more values than any claim has', `9a00010000${'00'.repeat(65536)}`, 'cbor-too-many'],
    ['more empty chunks than any text has', `7f${'60'.repeat(65536)}ff`, 'cbor-too-many'],
  ])('%s', (_, hex, code) => {
    expect(valueOf(hex)).toBe(code);
  });

  it('keeps the first of two equal keys, so nothing is overwritten later', () => {
    expect(valueOf('a2616101616102')).toEqual(new Map([['a', 1]]));
  });

  it('leaves what follows an item alone', () => {
    expect(read('01ffff')).toEqual({ ok: true, value: 1, end: 1 });
  });
});
