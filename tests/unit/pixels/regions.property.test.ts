import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { likelyRegions, MOST_REGIONS, partRegions, readingScale } from '../../../components/pixels/regions';

const RUNS = Number(process.env.MINGBIAO_FUZZ_RUNS ?? 300);

describe('likely regions of a picture', () => {
  it('lie inside the picture and are few, whatever its size', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 40_000 }),
        fc.integer({ min: 1, max: 40_000 }),
        fc.boolean(),
        (width, height, isThorough) => {
          const { regions, sides } = likelyRegions(width, height, isThorough);
          expect(regions.length).toBeGreaterThan(0);
          expect(regions.length).toBeLessThanOrEqual(MOST_REGIONS);
          for (const region of [...regions, ...sides]) {
            expect(region.x).toBeGreaterThanOrEqual(0);
            expect(region.y).toBeGreaterThanOrEqual(0);
            expect(region.width).toBeGreaterThan(0);
            expect(region.height).toBeGreaterThan(0);
            expect(region.x + region.width).toBeLessThanOrEqual(width);
            expect(region.y + region.height).toBeLessThanOrEqual(height);
          }
        },
      ),
      { numRuns: RUNS },
    );
  });

  it('hold a label of 8 % in each corner whole, in some one region', () => {
    for (const [width, height] of [
      [800, 800],
      [750, 1000],
      [1200, 628],
      [790, 4000],
    ] as const) {
      const side = Math.min(width, height);
      const label = { width: side * 0.34, height: side * 0.08 };
      for (const x of [side * 0.03, width - label.width - side * 0.03])
        for (const y of [side * 0.03, height - label.height - side * 0.03])
          expect(
            likelyRegions(width, height).regions.some(
              (r) =>
                x >= r.x &&
                y >= r.y &&
                x + label.width <= r.x + r.width &&
                y + label.height <= r.y + r.height,
            ),
            `${String(width)}×${String(height)} at ${String(x)},${String(y)}`,
          ).toBe(true);
    }
  });

  it('hold a column of ten signs of 5 % in each corner whole, in some one piece of a side', () => {
    for (const [width, height] of [
      [800, 800],
      [1200, 628],
      [790, 4000],
    ] as const) {
      const side = Math.min(width, height);
      for (const x of [side * 0.03, width - side * 0.08])
        for (const y of [side * 0.03, height - side * 0.53])
          expect(
            likelyRegions(width, height).sides.some(
              (r) =>
                x >= r.x && y >= r.y && x + side * 0.05 <= r.x + r.width && y + side * 0.5 <= r.y + r.height,
            ),
            `${String(width)}×${String(height)} at ${String(x)},${String(y)}`,
          ).toBe(true);
    }
  });

  it('look at the bottom edge first', () => {
    expect(likelyRegions(800, 800).regions[0]).toEqual({ x: 0, y: 640, width: 800, height: 160 });
  });

  it('say when a picture has more edge than is looked at', () => {
    expect(likelyRegions(790, 4000).isWholeEdge).toBe(true);
    expect(likelyRegions(790, 30_000).isWholeEdge).toBe(false);
  });

  it.each([
    [0, 100],
    [Number.NaN, 100],
    [Infinity, 1],
    [-5, 10],
  ])('are none for %s × %s', (width, height) => {
    expect(likelyRegions(width, height)).toEqual({ regions: [], sides: [], isWholeEdge: false });
  });

  it('bring text of 5 %% to 36 px, and never enlarge more than fourfold', () => {
    expect(readingScale(800, 1200) * 800 * 0.05).toBeCloseTo(36);
    expect(readingScale(40, 40)).toBe(4);
  });
});

describe('parts of a frame that are read by themselves', () => {
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  it('lie inside the picture, touch nowhere, and hold every part that was asked for', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 16, max: 4_000 }),
        fc.integer({ min: 16, max: 4_000 }),
        fc.array(fc.record({ x: share, y: share, width: share, height: share }), { maxLength: 20 }),
        (width, height, parts) => {
          const { regions } = partRegions(width, height, parts);
          for (const r of regions) {
            expect(Math.min(r.x, r.y)).toBeGreaterThanOrEqual(0);
            expect(Math.min(r.width, r.height)).toBeGreaterThanOrEqual(1);
            expect(r.x + r.width).toBeLessThanOrEqual(width);
            expect(r.y + r.height).toBeLessThanOrEqual(height);
            for (const other of regions)
              if (other !== r)
                expect(
                  r.x > other.x + other.width ||
                    other.x > r.x + r.width ||
                    r.y > other.y + other.height ||
                    other.y > r.y + r.height,
                ).toBe(true);
          }
          for (const part of parts) {
            const x = Math.floor(part.x * width);
            const y = Math.floor(part.y * height);
            const right = Math.min(width, Math.ceil((part.x + part.width) * width));
            const bottom = Math.min(height, Math.ceil((part.y + part.height) * height));
            if (right - x < 1 || bottom - y < 1) continue;
            expect(
              regions.some((r) => r.x <= x && r.y <= y && r.x + r.width >= right && r.y + r.height >= bottom),
            ).toBe(true);
          }
        },
      ),
      { numRuns: RUNS },
    );
  });

  it('are looked at for columns of signs where they are taller than wide', () => {
    const tall = { x: 0.875, y: 0.125, width: 0.0625, height: 0.5 };
    const wide = { x: 0.125, y: 0.875, width: 0.5, height: 0.0625 };
    const { regions, sides } = partRegions(1_600, 1_600, [tall, wide]);
    expect(regions).toHaveLength(2);
    expect(sides).toEqual([{ x: 1_400, y: 200, width: 100, height: 800 }]);
  });
});
