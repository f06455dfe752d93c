/**
 * Exact tests for small groups of people: could this split of prices have come about by a draw of lots?
 * No approximations, because the groups are small; and no test says why a price differs.
 */

/** Counts of a two-by-two table: rows are groups, columns are “lower price” and “higher price”. */
export type TwoByTwo = readonly [readonly [number, number], readonly [number, number]];

export interface FisherResult {
  /** As likely as this table or less (the two-sided value of R's `fisher.test`). */
  readonly twoSided: number;
  /** First cell as large or larger. */
  readonly greater: number;
  /** First cell as small or smaller. */
  readonly less: number;
}

/** Room for rounding when two probabilities are compared; the same as in R's `fisher.test`. */
const RELATIVE_ERROR = 1 + 1e-7;

/** Fisher's exact test. Counts must be whole and not negative, at most 10,000 in all; null otherwise. */
export function fisherExact(table: TwoByTwo): FisherResult | null {
  const [[a, b], [c, d]] = table;
  const total = a + b + c + d;
  if (![a, b, c, d].every((n) => Number.isInteger(n) && n >= 0) || total > 10_000) return null;
  const row = a + b;
  const column = a + c;
  const least = Math.max(0, row + column - total);
  const most = Math.min(row, column);
  const logs = logFactorials(total);
  const all = chooseLog(logs, total, column);
  const chance = (x: number): number =>
    Math.exp(chooseLog(logs, row, x) + chooseLog(logs, total - row, column - x) - all);
  const seen = chance(a);
  let twoSided = 0;
  let greater = 0;
  let less = 0;
  for (let x = least; x <= most; x += 1) {
    const here = chance(x);
    if (here <= seen * RELATIVE_ERROR) twoSided += here;
    if (x >= a) greater += here;
    if (x <= a) less += here;
  }
  return { twoSided: Math.min(1, twoSided), greater: Math.min(1, greater), less: Math.min(1, less) };
}

function logFactorials(upTo: number): Float64Array {
  const logs = new Float64Array(upTo + 1);
  for (let n = 2; n <= upTo; n += 1) logs[n] = (logs[n - 1] ?? 0) + Math.log(n);
  return logs;
}

function chooseLog(logs: Float64Array, n: number, k: number): number {
  return (logs[n] ?? 0) - (logs[k] ?? 0) - (logs[n - k] ?? 0);
}

export interface RankResult {
  /** Probability that the first group's ranks add up to as much or more. */
  readonly greater: number;
  readonly less: number;
  /** Twice the smaller, at most 1, as R's exact `wilcox.test` gives it without ties. */
  readonly twoSided: number;
}

/** People in both groups together for whom the exact distribution is still counted out. */
export const MOST_RANKED = 60;

/**
 * Exact permutation test on mid-ranks (Wilcoxon's rank-sum test where there are no ties): are the first
 * group's prices higher than the second's? All ways of dealing out the ranks are counted, by dynamic
 * programming. Null for an empty group or more than MOST_RANKED values.
 */
export function exactRankTest(first: readonly number[], second: readonly number[]): RankResult | null {
  const total = first.length + second.length;
  if (first.length === 0 || second.length === 0 || total > MOST_RANKED) return null;
  const ranks = doubledMidRanks([...first, ...second]);
  const most = ranks.reduce((sum, rank) => sum + rank, 0);
  // ways[k][s]: in how many ways k values have ranks that add up to s.
  const ways = Array.from({ length: first.length + 1 }, () => new Float64Array(most + 1));
  const none = ways[0];
  if (none) none[0] = 1;
  for (const rank of ranks) {
    for (let k = first.length; k >= 1; k -= 1) {
      const to = ways[k];
      const from = ways[k - 1];
      if (!to || !from) continue;
      for (let sum = most; sum >= rank; sum -= 1) to[sum] = (to[sum] ?? 0) + (from[sum - rank] ?? 0);
    }
  }
  const seen = ranks.slice(0, first.length).reduce((sum, rank) => sum + rank, 0);
  const counts = ways[first.length] ?? new Float64Array(0);
  let all = 0;
  let above = 0;
  let below = 0;
  counts.forEach((count, sum) => {
    all += count;
    if (sum >= seen) above += count;
    if (sum <= seen) below += count;
  });
  const greater = above / all;
  const less = below / all;
  return { greater, less, twoSided: Math.min(1, 2 * Math.min(greater, less)) };
}

/** Twice the mid-rank of each value, so that shared ranks stay whole numbers. */
function doubledMidRanks(values: readonly number[]): number[] {
  return values.map((value) => {
    let below = 0;
    let same = 0;
    for (const other of values) {
      if (other < value) below += 1;
      else if (other === value) same += 1;
    }
    return 2 * below + same + 1;
  });
}

/** Holm's step-down bound: each p-value as it must be read when this many questions were asked at once. */
export function holm(values: readonly number[]): number[] {
  const order = values.map((value, n) => ({ value, n })).sort((a, b) => a.value - b.value);
  const adjusted = new Array<number>(values.length).fill(1);
  let highest = 0;
  order.forEach(({ value, n }, k) => {
    highest = Math.max(highest, Math.min(1, value * (values.length - k)));
    adjusted[n] = highest;
  });
  return adjusted;
}
