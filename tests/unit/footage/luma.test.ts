import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hasLuma, smallLuma, type Luma } from '../../../components/footage/luma';
import { signatureOf, smallSize } from '../../../components/footage/signature';

/** A frame of `width` × `height` with rows of `stride` bytes, brightness by place; behind it, other planes. */
function frame(
  width: number,
  height: number,
  { offset = 0, stride = width }: { offset?: number; stride?: number },
  at: (x: number, y: number) => number,
): Uint8Array {
  const bytes = new Uint8Array(offset + stride * height + 64).fill(0x80);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) bytes[offset + y * stride + x] = at(x, y);
  return bytes;
}

/** Mean over a square of whole pixels. */
function meanOf(at: (x: number, y: number) => number, left: number, top: number, side: number): number {
  let sum = 0;
  for (let y = top; y < top + side; y += 1) for (let x = left; x < left + side; x += 1) sum += at(x, y);
  return sum / (side * side);
}

describe('brightness of a decoded frame', () => {
  it('comes to the same signature as the same picture in colours, within a grey level', () => {
    const [width, height] = [640, 360];
    const shown = (x: number, y: number): number => 127 + 100 * Math.sin(x / 40) * Math.cos(y / 30);
    const bytes = frame(width, height, { offset: 32, stride: 704 }, (x, y) =>
      Math.round(16 + (shown(x, y) * 219) / 255),
    );
    const small = smallLuma({ bytes, offset: 32, stride: 704, width, height, isFullRange: false, turn: 0 });
    const size = smallSize(width, height);
    expect(small).toMatchObject(size);
    expect(size).toEqual({ width: 64, height: 36 });
    const pixels: number[] = [];
    for (let y = 0; y < size.height; y += 1)
      for (let x = 0; x < size.width; x += 1) {
        const grey = meanOf(shown, x * 10, y * 10, 10);
        pixels.push(grey, grey, grey, 255);
      }
    const fromLuma = signatureOf(small?.grey ?? [], size.width, size.height) ?? [];
    const fromColours = signatureOf(pixels, size.width, size.height) ?? [];
    expect(fromLuma).toHaveLength(256);
    for (const [n, value] of fromLuma.entries())
      expect(Math.abs(value - (fromColours[n] ?? -1e6))).toBeLessThan(256);
  });

  it('reads the whole range where a frame says so', () => {
    const bytes = frame(64, 64, {}, (x) => (x < 32 ? 0 : 255));
    const plane = { bytes, offset: 0, stride: 64, width: 64, height: 64, turn: 0 };
    expect(smallLuma({ ...plane, isFullRange: true })?.grey.subarray(0, 64)).toEqual(
      Float64Array.from({ length: 64 }, (_, x) => (x < 32 ? 0 : 255)),
    );
    // Narrow: what lies outside 16 to 235 is black and white.
    expect(smallLuma({ ...plane, isFullRange: false })?.grey[63]).toBe(255);
  });

  it('is refused where the plane does not fit, whatever is said of it', () => {
    const number = fc.oneof(fc.integer({ min: -4, max: 200 }), fc.constantFrom(NaN, Infinity, 0.5, 2 ** 40));
    fc.assert(
      fc.property(fc.nat(4_000), number, number, number, number, (length, offset, stride, width, height) => {
        const bytes = new Uint8Array(length).fill(9);
        const small = smallLuma({ bytes, offset, stride, width, height, isFullRange: true, turn: 0 });
        const fits =
          [offset, stride, width, height].every(Number.isInteger) &&
          offset >= 0 &&
          width >= 1 &&
          height >= 1 &&
          stride >= width &&
          offset + stride * (height - 1) + width <= length;
        expect(small !== null).toBe(fits);
        if (small) expect(new Set(small.grey)).toEqual(new Set([9]));
      }),
    );
  });

  it('stands upright after as many quarter turns as the film names', () => {
    // Darker from left to right and from top to bottom, as it should be shown; filmed with the phone turned.
    const [wide, high] = [64, 32];
    const shown = (x: number, y: number): number => 250 - 2 * x - 3 * y;
    const upright = frame(wide, high, {}, shown);
    const filmed = [
      { turn: 0, bytes: upright, width: wide, height: high },
      { turn: 1, bytes: frame(high, wide, {}, (x, y) => shown(wide - 1 - y, x)), width: high, height: wide },
      {
        turn: 2,
        bytes: frame(wide, high, {}, (x, y) => shown(wide - 1 - x, high - 1 - y)),
        width: wide,
        height: high,
      },
      { turn: 3, bytes: frame(high, wide, {}, (x, y) => shown(y, high - 1 - x)), width: high, height: wide },
    ];
    const first = smallLuma({ ...filmed[0], offset: 0, stride: wide, isFullRange: true } as Luma);
    expect(first).toMatchObject({ width: 64, height: 32 });
    for (const one of filmed)
      expect(smallLuma({ ...one, offset: 0, stride: one.width, isFullRange: true })).toEqual(first);
  });

  it('is taken only of formats that keep it apart, eight bits a pixel', () => {
    expect(['I420', 'NV12', 'I444'].map(hasLuma)).toEqual([true, true, true]);
    expect(['RGBA', 'BGRX', 'I420P10', '', null].map(hasLuma)).toEqual([false, false, false, false, false]);
  });
});
