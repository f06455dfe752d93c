/**
 * Which part of the picture stayed as it was, to within how many grey levels, and for how long. A fact about the
 * picture and nothing more: see `StillGround` for what it does not tell.
 */
import { REGIONS } from './signature';

/** What stayed. Nothing here says why: a real wall before a camera on a stand can stay as exactly as a still picture. */
export interface StillPart {
  /** Share of the picture, 0–1, without what is pure black or white. */
  share: number;
  /** Grey levels (of 256) within which it stayed, in `MOSTLY` of the time. */
  withinGreys: number;
  /** Milliseconds that were looked at since the scene began; pauses are not counted. */
  forMs: number;
  /** When the scene began, on the clock of the samples. */
  sinceMs: number;
}

/** One mean a region: the noise of a sensor and the jumps of an encoder at its key frames even out over it. */
const SLOT_MS = 4_000;
/** Fewer samples are no mean, and more would be from a clock that went wrong. */
const LEAST_SAMPLES = 3;
/** The first slots of a scene, whose median is what the rest is held against: somebody may stand in the way first. */
const FIRST_SLOTS = 5;
/** Slots after these before anything is told: one minute in all. */
const LEAST_SLOTS = 10;
/** What is covered a fifth of the time, by a hand or a price card, stays behind it. */
const MOSTLY = 0.8;
/** Deviations are counted in steps of a tenth of a grey level; what strays further than the last did not stay. */
const STEP_GREYS = 0.1;
const STEPS = 10;
/** Of what stays at all, how much must stay within the number that is told. */
const TOLD_SHARE = 0.75;
/** Bars are black and windows may be white: what a film cannot show darker or lighter stays for no reason. */
const BLACK = 3;
const WHITE = 250;
/** Regions between black and white that must be there, and that must have stayed. */
const LEAST_REGIONS = 64;
const LEAST_STILL = 26;
/** Half the picture strayed so far, so many slots running: another scene, or another light. */
const LOST_GREYS = 8;
const LOST_SLOTS = 5;

/**
 * Holds the picture against how it was when the scene began: nothing creeps in, however long it goes on, and what is
 * held does not grow. Sees means of regions, no pixels, and after an encoder: it cannot tell a still picture behind a
 * host from a quiet set.
 */
export class StillGround {
  readonly #sum = new Float64Array(REGIONS);
  #samples = 0;
  #slotFrom = -Infinity;
  #first: Float32Array[] = [];
  #reference: Float32Array | null = null;
  /** Of each region, how many slots strayed by how many steps; the last counts all that is further. */
  #strayed = new Uint32Array(REGIONS * (STEPS + 1));
  #slots = 0;
  #lost = 0;
  #sinceMs = 0;
  #lastMs = -Infinity;

  /** A sample as the loop detector takes it; times rise, and a step back begins a new scene. */
  push(signature: ArrayLike<number>, tMs: number): void {
    if (signature.length !== REGIONS || !Number.isFinite(tMs)) return;
    if (tMs < this.#lastMs) this.#begin();
    this.#lastMs = tMs;
    if (tMs - this.#slotFrom >= SLOT_MS) {
      this.#close();
      this.#slotFrom = tMs;
    }
    for (let n = 0; n < REGIONS; n += 1) this.#sum[n] = (this.#sum[n] as number) + (signature[n] as number);
    this.#samples += 1;
  }

  /** Null before a minute was looked at, and where too little of the picture stayed. */
  state(): StillPart | null {
    const reference = this.#reference;
    if (!reference || this.#slots < LEAST_SLOTS) return null;
    const stayed = new Uint16Array(STEPS);
    let asked = 0;
    for (let n = 0; n < REGIONS; n += 1) {
      if (!isBetween(reference[n] as number)) continue;
      asked += 1;
      let slots = 0;
      for (let step = 0; step < STEPS; step += 1) {
        slots += this.#strayed[n * (STEPS + 1) + step] as number;
        if (slots >= MOSTLY * this.#slots) stayed[step] = (stayed[step] as number) + 1;
      }
    }
    const all = stayed.at(-1) ?? 0;
    if (asked < LEAST_REGIONS || all < LEAST_STILL) return null;
    const told = stayed.findIndex((count) => count >= TOLD_SHARE * all);
    return {
      share: Math.round(((stayed[told] ?? 0) / asked) * 100) / 100,
      withinGreys: Math.round((told + 1) * STEP_GREYS * 10) / 10,
      forMs: (this.#slots + FIRST_SLOTS) * SLOT_MS,
      sinceMs: this.#sinceMs,
    };
  }

  #begin(): void {
    this.#sum.fill(0);
    this.#samples = this.#slots = this.#lost = 0;
    this.#slotFrom = -Infinity;
    this.#first = [];
    this.#reference = null;
    this.#strayed.fill(0);
  }

  #close(): void {
    const samples = this.#samples;
    const means = Float32Array.from(this.#sum, (sum) => sum / samples / 256);
    this.#sum.fill(0);
    this.#samples = 0;
    if (samples < LEAST_SAMPLES) return;
    if (!this.#reference) {
      if (this.#first.length === 0) this.#sinceMs = this.#slotFrom;
      this.#first.push(means);
      if (this.#first.length === FIRST_SLOTS) {
        this.#reference = medianOf(this.#first);
        this.#first = [];
      }
      return;
    }
    let far = 0;
    for (let n = 0; n < REGIONS; n += 1) {
      const by = Math.abs((means[n] as number) - (this.#reference[n] as number));
      const at = n * (STEPS + 1) + Math.min(STEPS, Math.floor(by / STEP_GREYS));
      this.#strayed[at] = (this.#strayed[at] as number) + 1;
      if (by > LOST_GREYS) far += 1;
    }
    this.#slots += 1;
    this.#lost = far > REGIONS / 2 ? this.#lost + 1 : 0;
    if (this.#lost === LOST_SLOTS) {
      const from = this.#slotFrom;
      this.#begin();
      this.#slotFrom = from;
    }
  }
}

function isBetween(grey: number): boolean {
  return grey > BLACK && grey < WHITE;
}

function medianOf(slots: readonly Float32Array[]): Float32Array {
  return Float32Array.from({ length: REGIONS }, (_, n) => {
    const sorted = slots.map((means) => means[n] as number).sort((a, b) => a - b);
    return sorted[sorted.length >> 1] ?? 0;
  });
}
