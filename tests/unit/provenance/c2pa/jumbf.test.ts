import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readJumbf } from '../../../../components/provenance/c2pa/jumbf';
import { box, superbox } from '../../../make/c2pa-jumbf';

const numRuns = Number(process.env['MINGBIAO_FUZZ_RUNS'] ?? 200);

describe('JUMBF', () => {
  it('reads labels, children and contents', () => {
    const bytes = superbox('outer', [
      superbox('inner', [box('cbor', Uint8Array.of(1, 2))]),
      box('free', new Uint8Array(3)),
    ]);
    const result = readJumbf(bytes);
    expect(result).toMatchObject({
      ok: true,
      box: {
        label: 'outer',
        children: [
          { label: 'inner', children: [], contents: [{ type: 'cbor', bytes: Uint8Array.of(1, 2) }] },
        ],
        contents: [{ type: 'free' }],
      },
    });
  });

  it('reads a box of 64-bit length, and one that reaches to the end', () => {
    const inner = superbox('x', []).subarray(8);
    const wide = Buffer.alloc(16);
    wide.writeUInt32BE(1, 0);
    wide.write('jumb', 4);
    wide.writeBigUInt64BE(BigInt(16 + inner.length), 8);
    expect(readJumbf(new Uint8Array(Buffer.concat([wide, inner])))).toMatchObject({
      ok: true,
      box: { label: 'x' },
    });
    const open = superbox('y', []);
    open.set([0, 0, 0, 0], 0);
    expect(readJumbf(open)).toMatchObject({ ok: true, box: { label: 'y' } });
  });

  it.each([
    ['nothing', new Uint8Array(0), 'jumbf-truncated'],
    ['another box', box('ftyp', new Uint8Array(8)), 'jumbf-malformed'],
    ['a box shorter than its own head', Uint8Array.of(0, 0, 0, 4, 0x6a, 0x75, 0x6d, 0x62), 'jumbf-malformed'],
    ['a box longer than the file', superbox('x', []).subarray(0, 30), 'jumbf-truncated'],
    ['a superbox without a description', box('jumb', box('cbor', new Uint8Array(1))), 'jumbf-malformed'],
    ['boxes nested without end', nested(2000), 'jumbf-too-deep'],
    [
      'more boxes than any manifest has',
      superbox(
        'x',
        Array.from({ length: 5000 }, () => box('free', new Uint8Array(0))),
      ),
      'jumbf-too-many',
    ],
  ])('refuses %s, with the reason', (_, bytes, code) => {
    expect(readJumbf(bytes)).toMatchObject({ ok: false, code });
  });

  it('answers for any bytes, and for any change of a good store', () => {
    const good = superbox('c2pa', [
      superbox('m', [superbox('c2pa.claim', [box('cbor', Uint8Array.of(0xa0))])]),
    ]);
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => void readJumbf(bytes)),
      { numRuns: numRuns * 3 },
    );
    fc.assert(
      fc.property(fc.nat(good.length - 1), fc.nat(255), (at, byte) => {
        const changed = new Uint8Array(good);
        changed[at] = byte;
        expect(typeof readJumbf(changed).ok).toBe('boolean');
      }),
      { numRuns: numRuns * 3 },
    );
  });
});

function nested(levels: number): Uint8Array {
  let bytes = superbox('x', []);
  for (let level = 0; level < levels; level++) bytes = superbox('x', [bytes]);
  return bytes;
}
