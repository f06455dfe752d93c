/**
 * Finds likenesses near to one among very many without comparing all: multi-index hashing (Norouzi, Punjani and
 * Fleet, 2012). 64 bits that differ in at most 10 places differ, in one of four quarters, in at most two; so every
 * near one stands in a bucket that can be named. Exact: what a look at all would find is found. Pure.
 */
import { isSamePicture, NEAR } from './hash';

const QUARTERS = 4;
const QUARTER_BITS = 16;
const BUCKETS = 1 << QUARTER_BITS;
/** Differing bits to try in a quarter: more than this in each of four would be more than NEAR.frequencies. */
const REACH = Math.floor(NEAR.frequencies / QUARTERS);

/** Every pattern of at most REACH differing bits in one quarter. */
const PATTERNS: readonly number[] = patterns();

function patterns(): number[] {
  let last = [0];
  const all = new Set(last);
  for (let round = 0; round < REACH; round += 1) {
    last = last.flatMap((one) => Array.from({ length: QUARTER_BITS }, (_, bit) => one | (1 << bit)));
    for (const one of last) all.add(one);
  }
  return [...all];
}

export class NearIndex {
  readonly #likenesses: string[] = [];
  /** For each quarter: the last that was put into each bucket, and for each likeness the one before it. */
  readonly #last = Array.from({ length: QUARTERS }, () => new Int32Array(BUCKETS).fill(-1));
  readonly #before: number[][] = Array.from({ length: QUARTERS }, () => []);

  get size(): number {
    return this.#likenesses.length;
  }

  /** Adds a likeness (32 hexadecimal digits) and answers its number: 0, 1, 2, … */
  add(likeness: string): number {
    const number = this.#likenesses.push(likeness) - 1;
    for (let quarter = 0; quarter < QUARTERS; quarter += 1) {
      const bucket = quarterOf(likeness, quarter);
      const last = this.#last[quarter];
      this.#before[quarter]?.push(last?.[bucket] ?? -1);
      if (last) last[bucket] = number;
    }
    return number;
  }

  /** The number of the first likeness added that is of the same picture; -1 when there is none. */
  first(likeness: string): number {
    let found = -1;
    for (let quarter = 0; quarter < QUARTERS; quarter += 1) {
      const own = quarterOf(likeness, quarter);
      const [last, before] = [this.#last[quarter], this.#before[quarter]];
      for (const pattern of PATTERNS) {
        for (let at = last?.[own ^ pattern] ?? -1; at >= 0; at = before?.[at] ?? -1) {
          if (found >= 0 && at >= found) continue;
          if (isSamePicture(this.#likenesses[at] ?? '', likeness)) found = at;
        }
      }
    }
    return found;
  }
}

function quarterOf(likeness: string, quarter: number): number {
  const value = parseInt(likeness.slice(quarter * 4, quarter * 4 + 4), 16);
  return Number.isNaN(value) ? 0 : value;
}
