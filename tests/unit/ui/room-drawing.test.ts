import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromBase64, toBase64 } from '../../../components/model/base64';
import { clockText, diagonalPicture, profilePath, timelineBars } from '../../../components/ui/room-drawing';

describe('the drawings of a watched room', () => {
  it('bars fill the width from the first stretch to the last', () => {
    expect(
      timelineBars({
        spans: [
          { fromMs: 1_000, toMs: 2_000, state: 'visible' },
          { fromMs: 2_000, toMs: 2_000, state: 'not-visible' },
          { fromMs: 2_000, toMs: 5_000, state: 'not-looked' },
        ],
      }),
    ).toEqual([
      { state: 'visible', x: 0, width: 0.25 },
      { state: 'not-looked', x: 0.25, width: 0.75 },
    ]);
    expect(timelineBars({ spans: [] })).toEqual([]);
  });
  it('a path goes from left to right and stays in its box', () => {
    const profile = [0, 1_000, 2_000].map((lagMs, n) => ({ lagMs, similarity: [1, -0.5, 0.5][n] ?? 0 }));
    expect(profilePath(profile, 200, 48)).toBe('M0.0 0.0L100.0 48.0L200.0 24.0');
    expect(profilePath(profile.slice(0, 2), 200, 48)).toBe('');
  });
  it('time is said in minutes and seconds', () => {
    expect([0, 59_999, 67_000, 3_729_000].map(clockText)).toEqual(['0:00', '0:59', '1:07', '62:09']);
  });
  it('the grey picture is a bitmap that holds every value, row by row', () => {
    fc.assert(
      fc.property(
        fc
          .integer({ min: 1, max: 64 })
          .chain((size) =>
            fc.tuple(fc.constant(size), fc.uint8Array({ minLength: size * size, maxLength: size * size })),
          ),
        ([size, values]) => {
          const url = diagonalPicture({ size, fromMs: 0, toMs: 1, values: toBase64(values) });
          const bytes = fromBase64((url ?? '').slice('data:image/bmp;base64,'.length));
          const view = new DataView(bytes.buffer, bytes.byteOffset);
          // BITMAPFILEHEADER and BITMAPINFOHEADER as Microsoft documents them: total size, first pixel, width, height.
          expect(view.getUint16(0, true)).toBe(0x4d42);
          expect(view.getUint32(2, true)).toBe(bytes.length);
          expect([view.getInt32(18, true), view.getInt32(22, true)]).toEqual([size, -size]);
          const from = view.getUint32(10, true);
          const row = (size + 3) & ~3;
          expect(bytes.length).toBe(from + row * size);
          for (let y = 0; y < size; y += 1)
            expect([...bytes.subarray(from + y * row, from + y * row + size)]).toEqual([
              ...values.subarray(y * size, (y + 1) * size),
            ]);
        },
      ),
    );
  });
  it('is nothing where the bytes do not fit, and never throws', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: -3, max: 64 }), (values, size) => {
        const url = diagonalPicture({ size, fromMs: 0, toMs: 1, values });
        expect(url === null || url.startsWith('data:image/bmp')).toBe(true);
      }),
    );
    expect(
      diagonalPicture({ size: 2, fromMs: 0, toMs: 1, values: toBase64(Uint8Array.of(1, 2, 3)) }),
    ).toBeNull();
  });
});
