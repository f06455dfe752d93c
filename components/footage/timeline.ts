/**
 * The samples on an even grid of time, in a ring of fixed size: samples come when they come, and a
 * repeat is no multiple of the waits between them, so what lies between two samples is interpolated.
 */
import { Bands } from './bands';
import { REGIONS } from './signature';
import { movedBetween } from './steady';

/** Milliseconds from one slot to the next. Movement of people is slower than twice this. */
export const SLOT_MS = 250;
/** A longer silence between two samples is a hole, not a movement. */
const LONGEST_BRIDGE_MS = 1_600;
/** Steps per grey level in the ring. */
export const STEPS = 100;
/** Slots over which change is taken: one second. Posture and slow light fall out, gestures stay. */
export const REACH = 4;

export class Timeline {
  readonly #values: Int16Array;
  readonly #changes: Int16Array;
  readonly #isFilled: Uint8Array;
  readonly #isKnown: Uint8Array;
  #last: { values: Float32Array; tMs: number } | null = null;
  readonly #then = new Float32Array(REGIONS);
  readonly #now = new Float32Array(REGIONS);
  /** Whether this recording has bands, which are taken out of what moved. */
  readonly bands = new Bands();
  #startMs = 0;
  #isInterrupted = false;
  /** Slots begun since the start; the newest has number `end - 1`. */
  end = 0;

  constructor(readonly capacity: number) {
    this.#values = new Int16Array(capacity * REGIONS);
    this.#changes = new Int16Array(capacity * REGIONS);
    this.#isFilled = new Uint8Array(capacity);
    this.#isKnown = new Uint8Array(capacity);
  }

  clear(): void {
    this.#isFilled.fill(0);
    this.#isKnown.fill(0);
    this.bands.clear();
    this.#last = null;
    this.end = 0;
  }

  /** The next sample continues nothing: what lies between is a hole. */
  interrupt(): void {
    this.#isInterrupted = true;
  }

  /** Number of the oldest slot still kept. */
  get first(): number {
    return Math.max(0, this.end - this.capacity);
  }
  timeOf(slot: number): number {
    return this.#startMs + slot * SLOT_MS;
  }
  has(slot: number): boolean {
    return slot >= this.first && slot >= 0 && this.#isFilled[slot % this.capacity] === 1;
  }
  /** Change of every region over the `REACH` slots before, in 1/`STEPS` grey levels; null where unknown. */
  changesAt(slot: number): Int16Array | null {
    if (slot < this.first || slot >= this.end || this.#isKnown[slot % this.capacity] === 0) return null;
    const from = (slot % this.capacity) * REGIONS;
    return this.#changes.subarray(from, from + REGIONS);
  }

  /** Adds a sample; time must not run backwards (the owner clears first). */
  add(values: Float32Array, tMs: number): void {
    const before = this.#last;
    if (!before) {
      this.#startMs = tMs;
      this.#write(0, values, values, 0);
      this.end = 1;
    } else {
      const isBridged = tMs - before.tMs <= LONGEST_BRIDGE_MS && !this.#isInterrupted;
      // A jump over everything that is kept leaves nothing to fill in.
      const until = Math.floor((tMs - this.#startMs) / SLOT_MS);
      if (until - this.end > this.capacity) {
        this.#isFilled.fill(0);
        this.#isKnown.fill(0);
        this.end = until;
      }
      for (let slot = this.end; slot <= until; slot += 1) {
        if (isBridged)
          this.#write(slot, before.values, values, (this.timeOf(slot) - before.tMs) / (tMs - before.tMs));
        else this.#isFilled[slot % this.capacity] = this.#isKnown[slot % this.capacity] = 0;
        this.end = slot + 1;
      }
    }
    this.#last = { values, tMs };
    this.#isInterrupted = false;
  }

  #greysAt(slot: number, into: Float32Array): Float32Array {
    const from = (slot % this.capacity) * REGIONS;
    for (let n = 0; n < REGIONS; n += 1) into[n] = (this.#values[from + n] as number) / STEPS;
    return into;
  }

  #write(slot: number, a: Float32Array, b: Float32Array, share: number): void {
    const from = (slot % this.capacity) * REGIONS;
    for (let n = 0; n < REGIONS; n += 1)
      this.#values[from + n] = Math.max(
        -32_000,
        Math.min(32_000, ((a[n] ?? 0) * (1 - share) + (b[n] ?? 0) * share) * STEPS),
      );
    this.#isFilled[slot % this.capacity] = 1;
    let isKnown = slot - REACH >= this.first;
    for (let back = 1; back <= REACH && isKnown; back += 1) isKnown = this.has(slot - back);
    this.#isKnown[slot % this.capacity] = isKnown ? 1 : 0;
    if (!isKnown) return;
    const seen = movedBetween(this.#greysAt(slot - REACH, this.#then), this.#greysAt(slot, this.#now));
    const moved = seen && this.bands.take(seen, this.#then);
    if (moved)
      for (let n = 0; n < REGIONS; n += 1)
        this.#changes[from + n] = Math.max(-32_000, Math.min(32_000, (moved[n] as number) * STEPS));
    else this.#isKnown[slot % this.capacity] = 0;
  }
}
