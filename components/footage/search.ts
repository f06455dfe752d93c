/**
 * All distances in time at once, a little with every slot: running sums of how alike movement is at each distance,
 * over movement shortened to a few numbers. No stretch is ever gone through again, so a look costs the page a
 * fraction of a millisecond however much was watched.
 */
import { Shaken, SHAKEN_FROM, SHORT, signOf } from './movement';
import { REGIONS } from './signature';
import { SLOT_MS, STEPS, type Timeline } from './timeline';

/** Nearest distances of movement are alike in any film. */
export const NEAR_SLOTS = 8;
/** Matched stretch, in periods: two traversals are seen when it is one period long. */
const WINDOW_PERIODS = 1.2;
/** Shortest matched stretch that is used once there is more: short loops show more traversals. */
export const SHORTEST_WINDOW_SLOTS = 20_000 / SLOT_MS;
/** Slots after which weights are measured anew over all that is kept; later they only follow. */
const REBUILT_AT: readonly number[] = [24, 48, 96, 192, 384, 768];
/** Slots after which a third of the old measure of a region's usual change is left. */
const FOLLOW_SLOTS = 90_000 / SLOT_MS;
/** Distances in slots beyond which only every second slot is compared. */
const THINNED_FROM = 160;
/** Change beyond so many times its usual size counts as that much: a gift flying through must not decide. */
const CLIP_TIMES = 3;
/** Root mean square of what is normally distributed, over its mean size. */
const NORMAL = Math.sqrt(Math.PI / 2);
/** Share of the voting regions that move less than one whose movement counts in full. */
const MUCH = 0.75;
/** Movement that counts in full whatever else moves more, in 1/`STEPS` grey levels: a head beside flying gifts. */
const ENOUGH = 2 * STEPS;
/** Energy of one moment's movement, in usual ones, from which it counts no more. */
const MOST_OF_MOMENT = 2;

/** Part of the second traversal that must be there, at least and as a share of the period: a replay shows early. */
const LEAST_SLOTS = 4_000 / SLOT_MS;
const LEAST_SHARE = 0.6;

/** Rows that are compared with those `lag` earlier when `rows` were seen; 0 before enough of a second traversal was. */
export function windowFor(lag: number, rows: number): number {
  const free = rows - lag;
  return free < Math.max(LEAST_SLOTS, LEAST_SHARE * lag) ? 0 : Math.min(free, windowOf(lag));
}
function windowOf(lag: number): number {
  const window = Math.max(Math.round(WINDOW_PERIODS * lag), SHORTEST_WINDOW_SLOTS);
  // Even, so that what leaves the sum is what entered it when every second slot is compared.
  return window + (window % 2);
}

/** What is asked of each region: its weight, 0 for one that may not vote. */
export type Votes = (region: number, usual: number) => boolean;

export class LagSearch {
  readonly #capacity: number;
  readonly #short: Float32Array;
  /** Sum of the squares up to and with each kept slot. */
  readonly #energy: Float64Array;
  readonly #products: Float64Array;
  readonly #square = new Float64Array(REGIONS);
  /** Mean size of change. */
  readonly #size = new Float64Array(REGIONS);
  /** Usual change of the regions that vote, 0 for the others; and what each counts. */
  readonly #usual = new Float32Array(REGIONS);
  readonly #weights = new Float32Array(REGIONS);
  readonly #shaken = new Shaken();
  readonly #signs: Float32Array;
  #weighed = 0;
  /** Moments entered, and the mean energy of one. */
  #moments = 0;
  #usualEnergy = 0;
  #total = 0;
  /** Slots taken since the start. */
  rows = 0;

  constructor(readonly longest: number) {
    this.#capacity = longest + windowOf(longest) + 2;
    this.#short = new Float32Array(this.#capacity * SHORT);
    this.#energy = new Float64Array(this.#capacity);
    this.#products = new Float64Array(longest + 1);
    this.#signs = Float32Array.from({ length: REGIONS * SHORT }, (_, n) => signOf(n));
  }

  clear(): void {
    this.#products.fill(0);
    this.#square.fill(0);
    this.#size.fill(0);
    this.#shaken.clear();
    this.#weighed = this.#moments = this.#total = this.rows = 0;
  }

  /** Takes the slots of the timeline that have come since. `votes` says which regions count. */
  follow(timeline: Timeline, votes: Votes): void {
    if (timeline.end < this.rows || timeline.end - this.rows > this.#capacity) {
      // After a silence longer than what is kept there is nothing to compare with.
      this.clear();
      this.rows = timeline.end;
      this.#short.fill(0);
      this.#energy.fill(0);
    }
    while (this.rows < timeline.end) {
      this.#take(timeline, this.rows, votes);
      if (REBUILT_AT.includes(this.rows)) this.#rebuild(timeline, votes);
    }
  }

  /** How alike movement is at this distance, -1 to 1; 0 before enough of a second traversal was seen. */
  similarityAt(lag: number): number {
    const window = windowFor(lag, this.rows);
    if (window === 0 || lag > this.longest) return 0;
    const now = this.#energyUpTo(this.rows - 1) - this.#energyUpTo(this.rows - 1 - window);
    const then = this.#energyUpTo(this.rows - 1 - lag) - this.#energyUpTo(this.rows - 1 - lag - window);
    return now > 0 && then > 0 ? (this.#products[lag] ?? 0) / Math.sqrt(now * then) : 0;
  }

  #energyUpTo(row: number): number {
    return row < 0 ? 0 : (this.#energy[row % this.#capacity] ?? 0);
  }

  #take(timeline: Timeline, row: number, votes: Votes): void {
    const changes = timeline.changesAt(row);
    if (changes) {
      this.#weighed += 1;
      const follow = Math.max(1 / this.#weighed, 1 / FOLLOW_SLOTS);
      for (let n = 0; n < changes.length; n += 1) {
        const moved = changes[n] as number;
        const before = this.#square[n] as number;
        const size = this.#size[n] as number;
        this.#square[n] = before + follow * (moved * moved - before);
        this.#size[n] = size + follow * (Math.abs(moved) - size);
      }
      const { x, y } = timeline.shiftAt(row);
      this.#shaken.take(changes, x, y, 1 - 1 / FOLLOW_SLOTS);
      this.#weigh(votes);
    }
    this.#enter(row, changes);
  }

  /** A region that moves much counts in full, one that moves less than most by as much less: it is mostly noise. */
  #weigh(votes: Votes): void {
    for (let n = 0; n < REGIONS; n += 1) {
      const usual = Math.sqrt(this.#square[n] as number);
      // Not by the squares: a gift that flies through now and then would count as what moves most.
      this.#usual[n] =
        this.#shaken.share(n) <= SHAKEN_FROM && votes(n, usual) ? NORMAL * (this.#size[n] as number) : 0;
    }
    const voting = this.#usual.filter((usual) => usual > 0).sort();
    const much = Math.min(ENOUGH, voting[Math.floor(MUCH * voting.length)] ?? 0);
    for (let n = 0; n < REGIONS; n += 1) {
      const usual = this.#usual[n] as number;
      this.#weights[n] = usual > 0 ? 1 / Math.max(usual, much) : 0;
    }
  }

  /** Shortens one slot and adds it to the sums. */
  #enter(row: number, changes: Int16Array | null): void {
    const width = SHORT;
    const capacity = this.#capacity;
    const short = this.#short;
    const at = (row % capacity) * width;
    short.fill(0, at, at + width);
    let energy = 0;
    if (changes) {
      const count = changes.length;
      for (let n = 0; n < count; n += 1) {
        const weight = this.#weights[n] as number;
        if (weight === 0) continue;
        const moved = (changes[n] as number) * weight;
        const value = moved > CLIP_TIMES ? CLIP_TIMES : moved < -CLIP_TIMES ? -CLIP_TIMES : moved;
        const sign = n * width;
        for (let k = 0; k < width; k += 1)
          short[at + k] = (short[at + k] as number) + value * (this.#signs[sign + k] as number);
      }
      for (let k = 0; k < width; k += 1) energy += (short[at + k] as number) ** 2;
      // However many regions a gift crosses, its moment counts little more than any other.
      this.#moments += 1;
      const most = this.#moments > 1 ? MOST_OF_MOMENT * this.#usualEnergy : Infinity;
      if (energy > most) {
        const less = Math.sqrt(most / energy);
        for (let k = 0; k < width; k += 1) short[at + k] = (short[at + k] as number) * less;
        energy = most;
      }
      this.#usualEnergy += (energy - this.#usualEnergy) * Math.max(1 / this.#moments, 1 / FOLLOW_SLOTS);
    }
    this.#total += energy;
    this.#energy[row % capacity] = this.#total;
    this.rows = row + 1;
    const products = this.#products;
    const longest = Math.min(this.longest, row);
    const isOdd = row % 2 === 1;
    for (let lag = NEAR_SLOTS; lag <= longest; lag += 1) {
      // Change over a second is slow: of long stretches every second slot tells as much at half the cost.
      if (lag > THINNED_FROM && isOdd) break;
      let sum = 0;
      const then = ((row - lag) % capacity) * width;
      for (let k = 0; k < width; k += 1) sum += (short[at + k] as number) * (short[then + k] as number);
      const gone = row - windowOf(lag);
      if (gone - lag >= 0) {
        const a = (gone % capacity) * width;
        const b = ((gone - lag) % capacity) * width;
        for (let k = 0; k < width; k += 1) sum -= (short[a + k] as number) * (short[b + k] as number);
      }
      products[lag] = (products[lag] as number) + (lag > THINNED_FROM ? 2 * sum : sum);
    }
  }

  #rebuild(timeline: Timeline, votes: Votes): void {
    this.#weigh(votes);
    const { rows } = this;
    this.#products.fill(0);
    this.#total = this.#moments = 0;
    for (let row = 0; row < rows; row += 1) this.#enter(row, timeline.changesAt(row));
  }
}
