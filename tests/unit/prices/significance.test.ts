import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exactRankTest, fisherExact, holm } from '../../../components/prices/significance';
import { runs } from './arbitrary';

describe('Fisher’s exact test', () => {
  it('agrees with the lady tasting tea (R, ?fisher.test: Agresti 1990 p. 61, p-value = 0.2429 greater)', () => {
    const result = fisherExact([
      [3, 1],
      [1, 3],
    ]);
    expect(result?.greater).toBeCloseTo(0.2429, 4);
    expect(result?.twoSided).toBeCloseTo(0.4857, 4);
  });

  it('agrees with the criminal twins (R, ?fisher.test: Fisher 1962, less p-value = 0.0004652)', () => {
    const result = fisherExact([
      [2, 10],
      [15, 3],
    ]);
    expect(result?.less).toBeCloseTo(0.0004652, 7);
    expect(result?.twoSided).toBeCloseTo(0.0005367, 7);
  });

  it('agrees with the dieting table of the textbooks (one-sided 0.001379728, two-sided 0.002759456)', () => {
    const result = fisherExact([
      [1, 9],
      [11, 3],
    ]);
    expect(result?.less).toBeCloseTo(0.001379728, 9);
    expect(result?.twoSided).toBeCloseTo(0.002759456, 9);
  });

  it.each([
    // Eight cups, four of each: the ways of choosing k right ones of four are 1, 16, 36, 16, 1 of 70.
    ['all four cups right', [4, 0, 0, 4], { greater: 1 / 70, less: 1, twoSided: 2 / 70 }],
    ['three cups right', [3, 1, 1, 3], { greater: 17 / 70, less: 69 / 70, twoSided: 34 / 70 }],
    ['two cups right', [2, 2, 2, 2], { greater: 53 / 70, less: 53 / 70, twoSided: 1 }],
    ['one cup right', [1, 3, 3, 1], { greater: 69 / 70, less: 17 / 70, twoSided: 34 / 70 }],
    ['no cup right', [0, 4, 4, 0], { greater: 1, less: 1 / 70, twoSided: 2 / 70 }],
    // C(4,3) C(6,2) / C(10,5) = 60/252, as Okumura works it out for fisher.test(matrix(c(3,1,2,4), nrow=2)): p-value = 0.5238.
    ['four of ten', [3, 2, 1, 4], { greater: 66 / 252, less: 246 / 252, twoSided: 132 / 252 }],
  ] as const)('gives the exact fractions of %s', (_name, [a, b, c, d], wanted) => {
    const found = fisherExact([
      [a, b],
      [c, d],
    ]);
    for (const [side, value] of Object.entries(wanted))
      expect(found?.[side as keyof typeof wanted], side).toBeCloseTo(value, 12);
  });

  it('agrees with a printed session of R (left-handed women and men, 4 of 48 and 9 of 52: 0.2392, less 0.1502)', () => {
    const result = fisherExact([
      [4, 44],
      [9, 43],
    ]);
    expect(result?.twoSided).toBeCloseTo(0.2392, 4);
    expect(result?.less).toBeCloseTo(0.1502, 4);
  });

  it('says 2 in 252 of five against five, told apart completely', () => {
    expect(
      fisherExact([
        [5, 0],
        [0, 5],
      ])?.twoSided,
    ).toBeCloseTo(2 / 252, 12);
  });

  it('refuses what are no counts', () => {
    expect(
      fisherExact([
        [1.5, 0],
        [0, 1],
      ]),
    ).toBeNull();
    expect(
      fisherExact([
        [-1, 2],
        [0, 1],
      ]),
    ).toBeNull();
    expect(
      fisherExact([
        [10_000, 1],
        [0, 1],
      ]),
    ).toBeNull();
  });

  it('does not depend on which group or which price is named first', () => {
    const n = fc.nat(30);
    fc.assert(
      fc.property(n, n, n, n, (a, b, c, d) => {
        const p = fisherExact([
          [a, b],
          [c, d],
        ])?.twoSided;
        expect(p).toBeCloseTo(
          fisherExact([
            [c, d],
            [a, b],
          ])?.twoSided ?? -1,
          9,
        );
        expect(p).toBeCloseTo(
          fisherExact([
            [b, a],
            [d, c],
          ])?.twoSided ?? -1,
          9,
        );
        expect(p).toBeGreaterThan(0);
        expect(p).toBeLessThanOrEqual(1);
      }),
      runs,
    );
  });
});

describe('the exact rank test', () => {
  it('agrees with the chorioamnion data (R, ?wilcox.test: Hollander & Wolfe 1973 p. 69, p-value = 0.1272 greater)', () => {
    const term = [0.8, 0.83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, 0.73, 1.46];
    const early = [1.15, 0.88, 0.9, 0.74, 1.21];
    const result = exactRankTest(term, early);
    expect(result?.greater).toBeCloseTo(0.1272, 4);
    expect(result?.twoSided).toBeCloseTo(0.2544, 3);
  });

  it('agrees with R’s pairwise.wilcox.test of 1…5 against 6, 7, 8, 9, 11 (0.007936508, which is 2/252)', () => {
    const result = exactRankTest([1, 2, 3, 4, 5], [6, 7, 8, 9, 11]);
    expect(result?.twoSided).toBeCloseTo(0.007936508, 9);
    expect(result?.twoSided).toBeCloseTo(2 / 252, 12);
  });

  it('counts as many ways as are counted one by one, with shared ranks too', () => {
    const values = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(values, values, (first, second) => {
        const wanted = countedOut(first, second);
        const found = exactRankTest(first, second);
        expect(found?.greater).toBeCloseTo(wanted.greater, 12);
        expect(found?.less).toBeCloseTo(wanted.less, 12);
      }),
      runs,
    );
  });

  it('is the same as Fisher’s test where there are only two prices', () => {
    const first = [199, 199, 199, 189];
    const second = [189, 189, 189, 199];
    const fisher = fisherExact([
      [3, 1],
      [1, 3],
    ]);
    expect(exactRankTest(first, second)?.greater).toBeCloseTo(fisher?.greater ?? -1, 10);
  });

  it('cannot be asked of nobody or of very many', () => {
    expect(exactRankTest([], [1])).toBeNull();
    expect(exactRankTest(new Array<number>(40).fill(1), new Array<number>(40).fill(1))).toBeNull();
  });
});

describe('several questions at once', () => {
  it('are bounded after Holm (R, p.adjust(c(0.01, 0.02, 0.03), "holm") = 0.03 0.04 0.04)', () => {
    expect(holm([0.01, 0.02, 0.03]).map((p) => Number(p.toFixed(6)))).toEqual([0.03, 0.04, 0.04]);
    expect(holm([0.03, 0.01, 0.02]).map((p) => Number(p.toFixed(6)))).toEqual([0.04, 0.03, 0.04]);
    expect(holm([0.6, 0.7])).toEqual([1, 1]);
    expect(holm([])).toEqual([]);
  });
});

/** Every way of choosing who is in the first group, one by one: slow, and nothing in common with the code under test. */
function countedOut(first: readonly number[], second: readonly number[]): { greater: number; less: number } {
  const all = [...first, ...second];
  const rank = (value: number): number =>
    all.filter((other) => other < value).length + (all.filter((other) => other === value).length + 1) / 2;
  const sumOf = (chosen: readonly number[]): number => chosen.reduce((sum, value) => sum + rank(value), 0);
  const seen = sumOf(first);
  let [ways, above, below] = [0, 0, 0];
  for (let bits = 0; bits < 1 << all.length; bits += 1) {
    const chosen = all.filter((_, n) => (bits >> n) & 1);
    if (chosen.length !== first.length) continue;
    ways += 1;
    if (sumOf(chosen) >= seen) above += 1;
    if (sumOf(chosen) <= seen) below += 1;
  }
  return { greater: above / ways, less: below / ways };
}
