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
