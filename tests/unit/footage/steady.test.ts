import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GRID, REGIONS } from '../../../components/footage/signature';
import { greysOf, movedBetween } from '../../../components/footage/steady';
import { drift } from '../../make/scenes';

/** A room with contrast, looked at from `x`, `y` (in regions). */
const across = drift(11, 0.4);
const along = drift(12, 0.3);
function room(x = 0, y = 0): Float32Array {
  return Float32Array.from(
    { length: REGIONS },
    (_, n) => 128 + 40 * across((n % GRID) + x) + 30 * along(Math.floor(n / GRID) + y),
  );
}
/** Regions of somebody who stands in the middle. */
const isBody = (n: number): boolean => {
  const [u, v] = [n % GRID, Math.floor(n / GRID)];
  return u > 4 && u < 11 && v > 3;
};
const withBody = (greys: Float32Array, by: number): Float32Array =>
  greys.map((g, n) => (isBody(n) ? g + by : g));
const largest = (moved: Float32Array | null, of: (n: number) => boolean): number =>
  Math.max(...[...(moved ?? [Infinity])].filter((_, n) => of(n)).map(Math.abs));

describe('what moved between two moments', () => {
  it('is what moved in the picture, under other light and a small shift of the camera', () => {
    const now = withBody(room(0.1, 0.05), 20).map((g) => 1.1 * g - 6);
    const moved = movedBetween(room(), now);
    expect(largest(moved, (n) => !isBody(n))).toBeLessThan(4);
    for (const [n, m] of (moved ?? []).entries()) if (isBody(n)) expect(Math.abs(m - 20)).toBeLessThan(5);
  });

  it('is not taken for the camera when it fills much of the picture', () => {
    const moved = movedBetween(withBody(room(), 60), withBody(room(), 20));
    expect(largest(moved, (n) => !isBody(n))).toBeLessThan(0.5);
  });

  it('tells a camera that went somewhere from somebody who moved', () => {
    const camera = { x: 0, y: 0, left: 1 };
    movedBetween(room(), room(0.3, 0), camera);
    expect(camera.x).toBeGreaterThan(0.15);
    expect(camera.left).toBeLessThan(0.5);
    movedBetween(room(), withBody(room(), 20), camera);
    expect(Math.hypot(camera.x, camera.y)).toBeLessThan(0.02);
    expect(camera.left).toBe(1);
  });

  it('asks those for the camera who stand still: a body with sharp edges that sways is none', () => {
    // Stripes ten times as strong as the wall's, over half of the picture, shifted as a camera would shift them.
    const striped = (by: number): Float32Array =>
      room().map((g, n) => (isBody(n) || n >> 4 > 8 ? 128 + 90 * Math.sin(1.1 * ((n & 15) + by)) : g));
    const camera = { x: 0, y: 0, left: 1 };
    movedBetween(striped(0), striped(0.25), camera);
    const dragged = Math.abs(camera.x);
    const trust = Float32Array.from({ length: REGIONS }, (_, n) => (isBody(n) || n >> 4 > 8 ? 0.01 : 1));
    movedBetween(striped(0), striped(0.25), camera, trust);
    expect(Math.abs(camera.x)).toBeLessThan(dragged / 4);
  });

  it('sees the camera by a wall that only shows at the rim', () => {
    const isRim = (n: number): boolean => n % GRID === 0;
    const behind = (by: number): Float32Array =>
      Float32Array.from({ length: REGIONS }, (_, n) => (isRim(n) ? 60 * along(2 * (n >> 4) + by) : 0) + 128);
    const camera = { x: 0, y: 0, left: 1 };
    movedBetween(behind(0), behind(0.3), camera);
    expect(camera.y).toBeGreaterThan(0.05);
  });

  it('is unknown across a cut', () => {
    const other = Float32Array.from({ length: REGIONS }, (_, n) => 128 + 90 * Math.sin(n * 1.7));
    expect(movedBetween(room(), other)).toBeNull();
  });

  it('depends on nothing but the two: the same moments come out the same, whatever came between', () => {
    const [a, b] = [withBody(room(), 5), withBody(room(0.05, 0), 30)];
    const first = movedBetween(a, b);
    for (let n = 0; n < 20; n += 1) movedBetween(withBody(room(), n), withBody(room(0.02 * n, 0), -n));
    expect(movedBetween(a, b)).toEqual(first);
  });

  it('never throws and answers finite numbers or nothing, whatever the samples hold', () => {
    const sample = fc.array(fc.double(), { minLength: REGIONS, maxLength: REGIONS });
    fc.assert(
      fc.property(sample, sample, (then, now) => {
        const moved = movedBetween(greysOf(then), greysOf(now));
        expect(moved === null || moved.every(Number.isFinite)).toBe(true);
      }),
    );
  });
});
