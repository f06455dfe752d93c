import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  enclosedBy,
  restlessness,
  standingOut,
  stretched,
  withoutRunningOut,
  type Grey,
} from '../../../components/pixels/contrast';
import { inARow, stripsIn } from '../../../components/pixels/strips';

const RUNS = Number(process.env.MINGBIAO_FUZZ_RUNS ?? 300);

/** White paper with black boxes on it: x, y, width, height. */
function paper(
  width: number,
  height: number,
  boxes: readonly (readonly [number, number, number, number])[],
): Grey {
  const values = new Uint8Array(width * height).fill(255);
  for (const [x, y, w, h] of boxes)
    for (let row = y; row < y + h; row += 1) values.fill(0, row * width + x, row * width + x + w);
  return { width, height, values };
}
const inkOf = ({ values }: Grey): number => values.filter((value) => value < 128).length;

describe('strips of writing', () => {
  it('are signs of like height close together, side by side or one under the other', () => {
    const row = paper(
      300,
      80,
      [0, 1, 2, 3].map((n) => [20 + n * 34, 30, 28, 30] as const),
    );
    expect(stripsIn(row, false)).toEqual([
      { box: { x: 20, y: 30, width: 130, height: 30 }, isColumn: false },
    ]);
    expect(stripsIn(row, true)).toEqual([]);
    const column = paper(
      80,
      300,
      [0, 1, 2, 3].map((n) => [30, 20 + n * 34, 30, 28] as const),
    );
    expect(stripsIn(column, true)).toEqual([
      { box: { x: 30, y: 20, width: 30, height: 130 }, isColumn: true },
    ]);
    expect(stripsIn(column, false)).toEqual([]);
  });

  it('are neither a thing, nor specks, nor signs that stand far apart', () => {
    expect(stripsIn(paper(300, 200, [[10, 10, 200, 150]]), false)).toEqual([]);
    expect(
      stripsIn(
        paper(
          300,
          80,
          [0, 1, 2, 3].map((n) => [20 + n * 9, 30, 2, 2] as const),
        ),
        false,
      ),
    ).toEqual([]);
    expect(
      stripsIn(
        paper(
          300,
          80,
          [0, 1, 2, 3].map((n) => [10 + n * 70, 30, 28, 30] as const),
        ),
        false,
      ),
    ).toEqual([]);
  });

  it('of a column are set in a row, the parts of one sign together', () => {
    // Four signs, the third of two strokes one above the other, as in 二.
    const column = paper(60, 220, [
      [15, 10, 30, 30],
      [15, 50, 30, 30],
      [15, 92, 30, 6],
      [15, 112, 30, 6],
      [15, 130, 30, 30],
    ]);
    const row = inARow(column);
    expect(row).not.toBeNull();
    if (!row) return;
    expect(row.width).toBeGreaterThan(4 * 30);
    expect(row.height).toBeLessThan(70);
    expect(inkOf(row)).toBe(inkOf(column));
  });

  it('are made of no column with less than three signs', () => {
    expect(
      inARow(
        paper(60, 120, [
          [15, 10, 30, 30],
          [15, 60, 30, 30],
        ]),
      ),
    ).toBeNull();
    expect(inARow(paper(60, 120, []))).toBeNull();
  });

  it('lie inside what they were found in and end in time, whatever it is', () => {
    const grey = fc
      .tuple(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 60 }))
      .chain(([width, height]) =>
        fc
          .uint8Array({ minLength: width * height, maxLength: width * height })
          .map((values): Grey => ({ width, height, values })),
      );
    fc.assert(
      fc.property(grey, fc.boolean(), (any, isColumn) => {
        const writing = standingOut(any, {
          isLight: isColumn,
          reachPx: 6,
          gain: 12,
          deadLevels: 2 + 2 * restlessness(any),
        });
        for (const made of [any, writing, enclosedBy(any), withoutRunningOut(any), stretched(any)]) {
          if (!made) continue;
          expect(made.values.length).toBe(made.width * made.height);
          for (const { box } of stripsIn(made, isColumn)) {
            expect(Math.min(box.x, box.y)).toBeGreaterThanOrEqual(0);
            expect(box.x + box.width).toBeLessThanOrEqual(made.width);
            expect(box.y + box.height).toBeLessThanOrEqual(made.height);
          }
          const row = inARow(made);
          expect(row === null || row.values.length === row.width * row.height).toBe(true);
        }
      }),
      { numRuns: RUNS },
    );
  });
});

describe('letters with an edge', () => {
  // A square ring of ink, 40 wide and 4 thick: a letter that is lighter than its edge.
  const ring = [
    [20, 20, 40, 4],
    [20, 56, 40, 4],
    [20, 20, 4, 40],
    [56, 20, 4, 40],
  ] as const;

  it('are what their edge encloses, without their holes', () => {
    const hole = [
      [34, 34, 12, 3],
      [34, 43, 12, 3],
      [34, 34, 3, 12],
      [43, 34, 3, 12],
    ] as const;
    const letter = enclosedBy(paper(80, 80, [...ring, ...hole]));
    // Inside of the ring less the hole with its edge; neither edge is ink.
    expect(letter === null ? 0 : inkOf(letter)).toBe(32 * 32 - 12 * 12);
    expect(letter?.values[40 * 80 + 40]).toBe(255);
    expect(letter?.values[22 * 80 + 22]).toBe(255);
  });

  it('are none where nothing is enclosed', () => {
    expect(enclosedBy(paper(80, 80, [[20, 20, 40, 4]]))).toBeNull();
  });

  it('lose the ground that runs out of the picture, and only that', () => {
    const cleared = withoutRunningOut(paper(80, 80, [[0, 0, 30, 10], ...ring]));
    expect(cleared.values[5 * 80 + 5]).toBe(255);
    expect(inkOf(cleared)).toBe(inkOf(paper(80, 80, ring)));
  });
});

describe('faint writing', () => {
  it('is made as dark as it goes', () => {
    const faint = { width: 4, height: 1, values: Uint8Array.of(255, 215, 215, 215) };
    expect([...stretched(faint).values]).toEqual([255, 0, 0, 0]);
  });

  it('is told from the restlessness of its ground', () => {
    expect(restlessness(paper(60, 60, [[20, 20, 6, 30]]))).toBe(0);
    const noise = {
      width: 60,
      height: 60,
      values: Uint8Array.from({ length: 3600 }, (_, n) => (n * 97) % 40),
    };
    expect(restlessness(noise)).toBeGreaterThan(5);
  });
});
