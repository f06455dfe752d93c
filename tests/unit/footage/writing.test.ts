import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { momentsToRead, standingOf } from '../../../components/footage/label-moments';
import { WritingWatch, type Standing } from '../../../components/footage/writing';
import { random } from '../../make/scenes';

const [WIDTH, HEIGHT] = [640, 360];

/** Brightness of a frame: a ground that moves with `t`, and rows of strokes where writing is asked for. */
function frame(
  t: number,
  writing: readonly { x: number; y: number; width: number; height: number; seed: number }[],
  [width, height]: readonly [number, number] = [WIDTH, HEIGHT],
): Uint8Array {
  const bytes = new Uint8Array(width * height);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1)
      bytes[y * width + x] = 110 + 50 * Math.sin((x + 37 * t) / 45) * Math.cos((y - 21 * t) / 38);
  for (const { x, y, width: wide, height: high, seed } of writing) {
    // Rows of strokes two to four samples wide, as letters have them: every few rows others.
    const next = random(seed);
    for (let v = 0; v < high; v += 5)
      for (let u = 0, isStroke = false; u < wide; isStroke = !isStroke) {
        const length = 2 + Math.floor(next() * 3);
        for (let row = v; isStroke && row < Math.min(high, v + 5); row += 1)
          bytes.fill(235, (y + row) * width + x + u, (y + row) * width + x + Math.min(wide, u + length));
        u += length;
      }
  }
  return bytes;
}
const luma = (bytes: Uint8Array, width = WIDTH, height = HEIGHT) => ({
  bytes,
  offset: 0,
  stride: width,
  width,
  height,
  isFullRange: true,
  turn: 0,
});
const LABEL = { x: 480, y: 24, width: 120, height: 20, seed: 1 };

describe('what stands still like writing', () => {
  it('is met where and when it comes, and gone when it goes, over a moving ground', () => {
    const watch = new WritingWatch();
    for (let t = 0; t < 20; t += 1) watch.look(luma(frame(t, t >= 5 && t < 12 ? [LABEL] : [])), t * 1000);
    const all = watch.all();
    expect(all).toHaveLength(1);
    const [one] = all;
    expect(one).toMatchObject({ fromMs: 5_000, toMs: 11_000, withinMs: 1_000, isGone: true });
    const part = one?.part ?? { x: 1, y: 1, width: 0, height: 0 };
    expect(part.x * WIDTH).toBeLessThanOrEqual(LABEL.x);
    expect((part.x + part.width) * WIDTH).toBeGreaterThanOrEqual(LABEL.x + LABEL.width);
    expect(part.width * part.height).toBeLessThan(0.2);
    expect(watch.take(24)).toEqual([]);
  });

  it('is other writing when other strokes stand at its place', () => {
    const watch = new WritingWatch();
    for (let t = 0; t < 20; t += 1)
      watch.look(luma(frame(t, [{ ...LABEL, seed: t < 10 ? 1 : 7 }])), t * 1000);
    const [old, ...come] = watch.all();
    expect(old).toMatchObject({ fromMs: 0, isGone: true });
    expect(old?.toMs).toBeLessThanOrEqual(10_000);
    // Some cells are alike in both by chance, and are believed a look longer.
    expect(come.length).toBeGreaterThan(0);
    expect(come.length).toBeLessThan(4);
    for (const { fromMs, isGone } of come) {
      expect([10_000, 11_000]).toContain(fromMs);
      expect(isGone).toBe(false);
    }
  });

  it('is taken for reading once, and not again while it stands', () => {
    const watch = new WritingWatch();
    const other = { ...LABEL, x: 30, y: 300, seed: 3 };
    for (let t = 0; t < 4; t += 1) watch.look(luma(frame(t, [LABEL])), t * 1000);
    expect(watch.take(24)).toHaveLength(1);
    for (let t = 4; t < 8; t += 1) watch.look(luma(frame(t, [LABEL, other])), t * 1000);
    expect(watch.taken()).toHaveLength(1);
    const fresh = watch.take(24);
    expect(fresh).toHaveLength(1);
    expect(fresh[0]?.y).toBeGreaterThan(0.5);
  });

  it('is not what moves: a line that runs across, a ground that drifts', () => {
    const watch = new WritingWatch();
    for (let t = 0; t < 20; t += 1) {
      const running = { ...LABEL, x: 20 + 17 * t };
      watch.look(luma(frame(t, [running])), t * 1000);
    }
    expect(watch.all()).toEqual([]);
  });

  it('begins anew with another size of picture, and does nothing with one too small or too long', () => {
    const watch = new WritingWatch();
    for (let t = 0; t < 3; t += 1) watch.look(luma(frame(t, [LABEL])), t * 1000);
    watch.look(luma(frame(3, [], [320, 320]), 320, 320), 3_000);
    expect(watch.all().map(({ isGone }) => isGone)).toEqual([true]);
    for (const [width, height] of [
      [20, 20],
      [2_000, 40],
    ] as const) {
      const small = new WritingWatch();
      small.look(luma(new Uint8Array(width * height), width, height), 0);
      expect(small.looks).toBe(0);
    }
  });

  it('never throws and stays bounded, whatever the frames hold', () => {
    fc.assert(
      fc.property(
        fc.array(fc.uint8Array({ minLength: 48 * 64, maxLength: 48 * 64 }), { maxLength: 6 }),
        fc.integer({ min: 0, max: 3 }),
        (frames, turn) => {
          const watch = new WritingWatch();
          for (const [n, bytes] of frames.entries()) watch.look({ ...luma(bytes, 64, 48), turn }, n * 500);
          for (const { part, fromMs, toMs } of watch.all()) {
            expect(Math.min(part.x, part.y)).toBeGreaterThanOrEqual(0);
            expect(Math.max(part.x + part.width, part.y + part.height)).toBeLessThanOrEqual(1 + 1e-9);
            expect(toMs).toBeGreaterThanOrEqual(fromMs);
          }
        },
      ),
      { numRuns: 40 },
    );
  });
});

describe('moments to be read', () => {
  const part = { x: 0.1, y: 0.1, width: 0.2, height: 0.1 };
  const standing = (fromMs: number, toMs: number, at = part): Standing => ({
    fromMs,
    toMs,
    withinMs: 500,
    isGone: true,
    part: at,
  });

  it('are few, and each piece of writing stands in one of them', () => {
    const all = [
      standing(0, 60_000),
      standing(5_000, 9_000),
      standing(7_000, 40_000),
      standing(50_000, 52_000),
    ];
    const moments = momentsToRead(all);
    expect(moments).toHaveLength(2);
    expect(moments.flatMap(({ parts }) => parts)).toHaveLength(4);
    // What stands longest is read first: there may be no time for all.
    expect(moments[0]?.parts).toHaveLength(3);
    expect(moments[0]?.atS).toBeGreaterThan(7);
    expect(moments[0]?.atS).toBeLessThan(9);
  });

  it('leave out what stood for less than anybody can read', () => {
    expect(momentsToRead([standing(1_000, 1_200)])).toEqual([]);
  });

  it('hold every piece they name, whatever stands when', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(100_000), fc.integer({ min: 400, max: 50_000 })), { maxLength: 60 }),
        (pairs) => {
          const all = pairs.map(([fromMs, forMs], n) =>
            standing(fromMs, fromMs + forMs, { ...part, x: n / 100 }),
          );
          const moments = momentsToRead(all);
          expect(moments.flatMap(({ parts }) => parts)).toHaveLength(all.length);
          for (const { atS, parts } of moments)
            for (const one of all.filter((s) => parts.includes(s.part))) {
              expect(atS * 1000).toBeGreaterThanOrEqual(one.fromMs);
              expect(atS * 1000).toBeLessThanOrEqual(one.toMs);
            }
        },
      ),
    );
  });

  it('tell of a label how long its strokes stood: the smallest piece around it at that moment', () => {
    const wide = { x: 0, y: 0, width: 0.9, height: 0.9 };
    const label = {
      text: 'AI生成',
      entry: 'x',
      heightShare: 0.05,
      position: 'corner',
      x: 0.2,
      y: 0.15,
    } as const;
    const all = [standing(0, 90_000, wide), standing(10_000, 20_000), standing(40_000, 50_000)];
    expect(standingOf(label, 12, all)).toBe(all[1]);
    expect(standingOf(label, 44, all)).toBe(all[2]);
    expect(standingOf(label, 30, all)).toBe(all[0]);
    expect(standingOf({ ...label, x: 0.95, y: 0.95 }, 30, all)).toBeNull();
  });
});
