/**
 * Whether a part of the picture repeats while no repeat of the rest was measured: slides or a screen behind a live host,
 * a sticker, goods on a turntable. The loop detector looks at each promising distance region by region and, rightly, does
 * not call such a picture repeating; what it saw there is gathered here until it has come back often enough to be told.
 */
import type { Repeat } from './repeat';
import { REGIONS } from './signature';
import { SLOT_MS } from './timeline';

/** A fact about a part of the picture. Nothing here says anything about a person. */
export interface PartRepeat {
  /** Length of the repeated stretch. */
  periodMs: number;
  /** Share of the whole picture that repeats together, 0–1. */
  share: number;
  /** First and last moment at which it was seen to repeat, on the clock of the samples. */
  fromMs: number;
  toMs: number;
}

/**
 * What is asked of one look: movement that comes back so exactly, so far above its own rhythm and chance, as never came
 * of people who nod, sway, rock or pace in any of the drawn scenes without such a part.
 */
const LEAST_ALIKE = 0.85;
const LEAST_CERTAINTY = 5;
const MOST_RIVAL = 0.65;
/** Regions that repeat together: fewer are a corner of which little can be said. */
const LEAST_REGIONS = 10;
/** How often, and over how long, at about the same distance. */
const SEEN_FROM = 6;
const LEAST_MS = 20_000;
const LEAST_PERIODS = 0.5;
const SAME_SHARE = 0.015;
/** Distances that are followed at once; the one that was not seen for longest makes room. */
const MOST_FOLLOWED = 8;
/** Of the looks, in how many a region took part that belongs to it. */
const BELONGS = 0.5;

interface Followed {
  lag: number;
  fromMs: number;
  toMs: number;
  seen: number;
  tookPart: Uint32Array;
}

export class PartRepeats {
  #followed: Followed[] = [];
  #nowMs = -Infinity;

  /** The time of the sample that the loop detector takes next. A step back begins anew. */
  at(tMs: number): void {
    if (tMs < this.#nowMs) this.#followed = [];
    this.#nowMs = tMs;
  }

  /** One distance as the loop detector looked at it with that sample (`LoopOptions.onCandidate`). */
  look(repeat: Repeat): void {
    const atMs = this.#nowMs;
    const { lag, alike, certainty, rival, agreeing } = repeat;
    const isExact = alike >= LEAST_ALIKE && certainty >= LEAST_CERTAINTY && rival < MOST_RIVAL;
    if (!isExact || agreeing.length < LEAST_REGIONS) return;
    let one = this.#followed.find((known) => Math.abs(known.lag - lag) <= 1 + SAME_SHARE * known.lag);
    if (!one) {
      this.#followed.sort((a, b) => b.toMs - a.toMs).splice(MOST_FOLLOWED - 1);
      one = { lag, fromMs: atMs, toMs: atMs, seen: 0, tookPart: new Uint32Array(REGIONS) };
      this.#followed.push(one);
    }
    one.seen += 1;
    one.toMs = atMs;
    // The mean of what was measured: each look sees it to a quarter of a slot.
    one.lag += (lag - one.lag) / one.seen;
    for (const region of agreeing) one.tookPart[region] = (one.tookPart[region] ?? 0) + 1;
  }

  /** The shortest repeat of a part that was seen often enough; null before, and where there is none. */
  state(): PartRepeat | null {
    const [told] = this.#followed
      .filter(({ lag, fromMs, toMs, seen }) => {
        const longMs = Math.max(LEAST_MS, LEAST_PERIODS * lag * SLOT_MS);
        return seen >= SEEN_FROM && toMs - fromMs >= longMs;
      })
      .sort((a, b) => a.lag - b.lag);
    if (!told) return null;
    const regions = told.tookPart.filter((times) => times >= BELONGS * told.seen).length;
    return {
      periodMs: Math.round(told.lag * SLOT_MS),
      share: Math.round((regions / REGIONS) * 100) / 100,
      fromMs: told.fromMs,
      toMs: told.toMs,
    };
  }
}
