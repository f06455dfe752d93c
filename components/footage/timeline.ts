/**
 * The samples on an even grid of time, in a ring of fixed size: samples come when they come, and a
 * repeat is no multiple of the waits between them, so what lies between two samples is interpolated.
 */
import { Bands } from './bands';
import { REGIONS } from './signature';
import { movedBetween, type Camera } from './steady';

/** Shift of the whole picture, in regions. */
export type Shift = Pick<Camera, 'x' | 'y'>;

/** Milliseconds from one slot to the next. Movement of people is slower than twice this. */
export const SLOT_MS = 250;
/** A longer silence between two samples is a hole, not a movement. */
const LONGEST_BRIDGE_MS = 1_600;
/** Steps per grey level in the ring. */
export const STEPS = 100;
/** Slots over which change is taken: one second. Posture and slow light fall out, gestures stay. */
export const REACH = 4;

/**
 * Slots of a scene after which it is learnt what moves in it on its own. In between nothing is learnt, and what was
 * seen before is looked at again: two moments that are compared must have been treated alike. Never later, because that
 * is one long piece of work on the page's main thread.
 */
const LEARNT_AT: readonly number[] = [24, 48, 96, 192, 384];
/** While so few are seen, what was learnt is learnt again by itself: something bright may have passed for the camera. */
const LEARNT_AGAIN = 96;
/** Grey levels: the most that one change tells of that. */
const MOST_UNREST = 20;
/** Squared grey levels of movement of its own with which a region counts half. */
const CALM_SQUARE = 0.25;

export class Timeline {
  readonly #values: Int16Array;
  readonly #changes: Int16Array;
  readonly #isFilled: Uint8Array;
  readonly #isKnown: Uint8Array;
  /** Three numbers a slot: what of its change was the camera's. */
  readonly #cameras: Float32Array;
  readonly #camera: Camera = { x: 0, y: 0, left: 1 };
  /** First slot of the scene: what was learnt of another tells nothing. */
  #sceneFrom = 0;
  /** What each region counts when the camera is asked, 0–1: one that moves on its own knows little of it. */
  readonly trust = new Float32Array(REGIONS).fill(1);
  #last: { values: Float32Array; tMs: number } | null = null;
  /** Samples of the last slot's length. */
  readonly #recent: { values: Float32Array; tMs: number }[] = [];
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
    this.#cameras = new Float32Array(capacity * 3);
  }

  clear(): void {
    this.#isFilled.fill(0);
    this.#isKnown.fill(0);
    this.bands.clear();
    this.#newScene(0);
    this.#last = null;
    this.#recent.length = 0;
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

  /** Shift of the whole picture over the same time, in regions; only where the change is known. */
  shiftAt(slot: number): Shift {
    const at = (slot % this.capacity) * 3;
    return { x: this.#cameras[at] as number, y: this.#cameras[at + 1] as number };
  }

  /**
   * How far the camera went in these slots, in regions from one end of its way to the other, and what it leaves of the
   * movement of the picture. A hand that trembles stays where it is; a camera that pans goes on, however slowly.
   */
  cameraIn(from: number, to: number): { way: number; left: number } {
    let [x, y, least, most, top, low] = [0, 0, 0, 0, 0, 0];
    let rest = 0;
    let count = 0;
    for (let slot = Math.max(from, this.first); slot < to; slot += REACH) {
      if (!this.changesAt(slot)) continue;
      const at = (slot % this.capacity) * 3;
      x += this.#cameras[at] as number;
      y += this.#cameras[at + 1] as number;
      rest += this.#cameras[at + 2] as number;
      count += 1;
      least = Math.min(least, x);
      most = Math.max(most, x);
      top = Math.min(top, y);
      low = Math.max(low, y);
    }
    return { way: Math.hypot(most - least, low - top), left: count > 0 ? rest / count : 1 };
  }

  /** Adds a sample; time must not run backwards (the owner clears first). */
  add(sample: Float32Array, tMs: number): void {
    const values = this.#lately(sample, tMs);
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
      if (!isBridged) this.#newScene(until + 1);
      for (let slot = this.end; slot <= until; slot += 1) {
        if (isBridged)
          this.#write(slot, before.values, values, (this.timeOf(slot) - before.tMs) / (tMs - before.tMs));
        else this.#isFilled[slot % this.capacity] = this.#isKnown[slot % this.capacity] = 0;
        this.end = slot + 1;
        const seen = this.end - this.#sceneFrom;
        if (LEARNT_AT.includes(seen))
          for (let time = 0; time < (seen <= LEARNT_AGAIN ? 2 : 1); time += 1) this.#learn(this.end);
      }
    }
    this.#last = { values, tMs };
    this.#isInterrupted = false;
  }

  /** Mean of the samples of the slot that ends now: what is quicker than slots would come out as something slow. */
  #lately(sample: Float32Array, tMs: number): Float32Array {
    if (this.#isInterrupted) this.#recent.length = 0;
    this.#recent.push({ values: sample, tMs });
    while ((this.#recent[0]?.tMs ?? tMs) <= tMs - SLOT_MS) this.#recent.shift();
    if (this.#recent.length === 1) return sample;
    const mean = new Float32Array(REGIONS);
    for (const { values } of this.#recent)
      for (let n = 0; n < REGIONS; n += 1) mean[n] = (mean[n] as number) + (values[n] as number);
    return mean.map((sum) => sum / this.#recent.length);
  }

  #newScene(slot: number): void {
    this.#sceneFrom = slot;
    this.trust.fill(1);
  }

  /** What moves on its own is learnt anew from all of the scene, and all of it is looked at again by that. */
  #learn(until: number): void {
    const from = Math.max(this.#sceneFrom, this.first);
    const unrest = new Float64Array(REGIONS);
    let count = 0;
    for (let slot = from; slot < until; slot += 1) {
      const changes = this.changesAt(slot);
      if (!changes) continue;
      count += 1;
      for (let n = 0; n < REGIONS; n += 1) {
        const moved = Math.min(MOST_UNREST, Math.abs(changes[n] as number) / STEPS);
        unrest[n] = (unrest[n] as number) + moved * moved;
      }
    }
    if (count === 0) return;
    for (let n = 0; n < REGIONS; n += 1)
      this.trust[n] = CALM_SQUARE / (CALM_SQUARE + (unrest[n] as number) / count);
    for (let slot = from + REACH; slot < until; slot += 1)
      if (this.changesAt(slot)) this.#compare(slot, true);
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
    if (isKnown) this.#compare(slot, false);
  }

  /** Fills in the change of a slot of which all is there. `isAgain` when its bands were learnt from before. */
  #compare(slot: number, isAgain: boolean): void {
    const from = (slot % this.capacity) * REGIONS;
    const seen = movedBetween(
      this.#greysAt(slot - REACH, this.#then),
      this.#greysAt(slot, this.#now),
      this.#camera,
      this.trust,
    );
    const { x, y, left } = this.#camera;
    this.#cameras.set([x, y, left], (slot % this.capacity) * 3);
    const { bands } = this;
    const moved =
      seen &&
      (!isAgain ? bands.take(seen, this.#then) : bands.isBanded ? bands.without(seen, this.#then) : seen);
    this.#isKnown[slot % this.capacity] = moved ? 1 : 0;
    if (!moved) return;
    for (let n = 0; n < REGIONS; n += 1)
      this.#changes[from + n] = Math.max(-32_000, Math.min(32_000, (moved[n] as number) * STEPS));
  }
}
