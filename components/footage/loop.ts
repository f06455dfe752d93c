/**
 * The loop detector: says when a moving picture repeats. Give it signatures as they come; it keeps a bounded
 * stretch of them, looks every few seconds, and never throws, whatever it is given.
 */
import { REGIONS } from './signature';
import type { LoopDetector, LoopMatch, LoopOptions, LoopState, SimilarityPicture } from './loop-state';
import { movementIn, shortened, SHORT, Smoothness, type Movement } from './movement';
import { peaksOf, profileOf, repeatAt, type Repeat } from './repeat';
import { Steadier } from './steady';
import { SLOT_MS, Timeline } from './timeline';

const SHORTEST_PERIOD_MS = 5_000;
const LONGEST_PERIOD_MS = 600_000;
/** What is kept of the past, in longest periods: one to match, one to match it with, and a half in hand. */
const KEPT_PERIODS = 2.6;

/** Distances are searched in tiers, the near ones often. */
const TIERS = [
  { longestMs: 30_000, everyMs: 1_000 },
  { longestMs: 125_000, everyMs: 4_000 },
  { longestMs: Infinity, everyMs: 20_000 },
] as const;

/** Stretch by which regions are called still or moving for the state, in slots. */
const RECENT_SLOTS = 60_000 / SLOT_MS;
/** Regions that must move, at the least, before anything can be said. */
const MOVING_FROM = 8;
/** Share of regions that move from which nearly the whole picture moves. */
const WHOLE_FROM = 0.85;
/** A silence that long, or a picture that long without movement, ends the unbroken time. */
const BROKEN_AFTER_MS = 30_000;
const MOST_MATCHES = 8;
const MOST_PROFILE = 240;
const PICTURE_SIZE = 96;

const FAST_MS = 250;
const CALM_MS = 500;
const STILL_MS = 1_000;
/** How long we look closely before the wait between samples doubles. */
const FAST_FOR_MS = 10 * 60_000;

export function createLoopDetector(options: LoopOptions = {}): LoopDetector {
  return new Detector(options);
}

class Detector implements LoopDetector {
  readonly #shortest: number;
  readonly #longest: number;
  readonly #timeline: Timeline;
  readonly #steadier = new Steadier();
  readonly #smoothness = new Smoothness();
  readonly #lookedAt = TIERS.map(() => -Infinity);
  #first: number | null = null;
  #last = 0;
  #samples = 0;
  #unbrokenFrom = 0;
  #movedAt = 0;
  #state: LoopState = nothingYet();
  /** A repeat seen once; it counts when it is seen again at the same distance. */
  #hopeful: { lag: number; atMs: number } | null = null;

  constructor(options: LoopOptions) {
    const shortest = between(options.shortestPeriodMs, SHORTEST_PERIOD_MS, 3_000, 3_600_000);
    const longest = between(options.longestPeriodMs, LONGEST_PERIOD_MS, shortest, 3_600_000);
    this.#shortest = Math.round(shortest / SLOT_MS);
    this.#longest = Math.round(longest / SLOT_MS);
    this.#timeline = new Timeline(Math.ceil(KEPT_PERIODS * this.#longest));
  }

  push(signature: ArrayLike<number>, tMs: number): void {
    if (signature.length !== REGIONS || !Number.isFinite(tMs) || Math.abs(tMs) > Number.MAX_SAFE_INTEGER)
      return;
    if (this.#first === null) {
      this.#first = this.#unbrokenFrom = this.#movedAt = tMs;
    } else if (tMs <= this.#last) {
      // A few frames late is a slip; further back, somebody moved the film.
      if (this.#last - tMs < 2_000) return;
      this.#restart(tMs);
    }
    if (this.#samples > 0 && tMs - this.#last > BROKEN_AFTER_MS) this.#unbrokenFrom = this.#movedAt = tMs;
    const { values, isCut } = this.#steadier.take(signature);
    if (isCut) {
      this.#timeline.interrupt();
      this.#unbrokenFrom = this.#movedAt = tMs;
    }
    this.#smoothness.take(values, tMs);
    this.#timeline.add(values, tMs);
    this.#samples += 1;
    this.#last = tMs;
    this.#look();
  }

  state(): LoopState {
    return {
      ...this.#state,
      observedMs: this.#first === null ? 0 : Math.max(0, this.#last - this.#first),
      samples: this.#samples,
      unbrokenMs: Math.max(0, this.#last - this.#unbrokenFrom),
      matches: this.#state.matches.map((match) => ({ ...match })),
      profile: this.#state.profile.map((point) => ({ ...point })),
    };
  }

  nextSampleInMs(): number {
    const { isStill, found, observedMs } = this.state();
    if (isStill && observedMs > BROKEN_AFTER_MS) return STILL_MS;
    return found || observedMs > FAST_FOR_MS ? CALM_MS : FAST_MS;
  }

  picture(): SimilarityPicture | null {
    const lag = (this.#state.periodMs ?? 60_000) / SLOT_MS;
    const rows = Math.min(this.#timeline.end - this.#timeline.first, Math.round(lag * 2.5));
    if (rows < 40) return null;
    const movement = movementIn(
      this.#timeline,
      this.#smoothness,
      this.#timeline.end - rows,
      this.#timeline.end,
    );
    return {
      size: PICTURE_SIZE,
      fromMs: this.#timeline.timeOf(movement.from),
      toMs: this.#timeline.timeOf(this.#timeline.end - 1),
      values: similarityOf(shortened(movement), rows),
    };
  }

  #restart(tMs: number): void {
    this.#timeline.clear();
    this.#steadier.reset();
    this.#lookedAt.fill(-Infinity);
    this.#hopeful = null;
    this.#first = Math.min(this.#first ?? tMs, tMs);
    this.#unbrokenFrom = this.#movedAt = tMs;
  }

  #look(): void {
    const timeline = this.#timeline;
    const kept = timeline.end - timeline.first;
    for (const [n, tier] of TIERS.entries()) {
      if (this.#last - (this.#lookedAt[n] ?? 0) < tier.everyMs) continue;
      const from = n === 0 ? this.#shortest : Math.round((TIERS[n - 1]?.longestMs ?? 0) / SLOT_MS);
      const longest = Math.min(this.#longest, Math.round(tier.longestMs / SLOT_MS), kept >> 1);
      // A tier whose distances the kept stretch does not reach yet has nothing to say.
      if (longest < Math.max(from, this.#shortest)) continue;
      this.#lookedAt[n] = this.#last;
      const rows = Math.min(kept, Math.round(longest * 2.3) + 8);
      const movement = movementIn(timeline, this.#smoothness, timeline.end - rows, timeline.end);
      if (n === 0) this.#describe();
      if (movement.smooth.length < MOVING_FROM) continue;
      const profile = profileOf(movement, Math.max(from, this.#shortest), longest);
      const repeats = peaksOf(profile)
        .map((lag) => repeatAt(movement, profile, lag))
        .filter((repeat) => repeat.isRepeat)
        .sort((a, b) => a.lag - b.lag);
      this.#describeProfile(profile.similarity);
      const repeat = repeats[0];
      if (repeat) this.#repeated(repeat, movement);
    }
  }

  /** Twice at the same distance, the second time a while later: then it repeats. */
  #repeated(repeat: Repeat, movement: Movement): void {
    const periodMs = repeat.lag * SLOT_MS;
    const hopeful = this.#hopeful;
    const isSame = hopeful !== null && Math.abs(hopeful.lag - repeat.lag) <= 1 + 0.01 * repeat.lag;
    if (!isSame) {
      this.#hopeful = { lag: repeat.lag, atMs: this.#last };
      return;
    }
    if (this.#last - hopeful.atMs < Math.min(4_000, 0.1 * periodMs)) return;
    const before = this.#state;
    this.#state = {
      ...before,
      found: true,
      periodMs: Math.round(periodMs),
      score: round(repeat.score),
      detectedAtMs: before.detectedAtMs ?? this.#last,
      lastRepeatedAtMs: this.#last,
      agreeingShare: round(repeat.agreeing.length / Math.max(1, repeat.voting)),
      agreeingRegions: repeat.agreeing.length,
      matches: matchesOf(movement, repeat, this.#timeline),
    };
  }

  #describe(): void {
    const timeline = this.#timeline;
    const rows = Math.min(RECENT_SLOTS, timeline.end - timeline.first);
    const { kinds, smooth, known } = movementIn(
      timeline,
      this.#smoothness,
      timeline.end - rows,
      timeline.end,
    );
    if (known < 20) return;
    const still = kinds.filter((kind) => kind === 'still').length;
    const isStill = smooth.length < MOVING_FROM;
    if (!isStill) this.#movedAt = this.#last;
    else if (this.#last - this.#movedAt > 10 * BROKEN_AFTER_MS) this.#unbrokenFrom = this.#last;
    this.#state = {
      ...this.#state,
      stillShareOfRegions: round(still / REGIONS),
      isStill,
      isWholePictureMoving: still < (1 - WHOLE_FROM) * REGIONS,
    };
  }

  #describeProfile(similarity: Float32Array): void {
    const step = Math.max(1, Math.ceil(similarity.length / MOST_PROFILE));
    const profile: LoopState['profile'] = [];
    for (let from = 0; from < similarity.length; from += step)
      profile.push({
        lagMs: from * SLOT_MS,
        similarity: round(Math.max(0, ...similarity.subarray(from, from + step))),
      });
    // The tiers overlap: the one that reaches furthest is kept for the picture.
    if (profile.length > 0 && similarity.length * SLOT_MS >= (this.#state.profile.at(-1)?.lagMs ?? 0))
      this.#state = { ...this.#state, profile };
  }
}

function nothingYet(): LoopState {
  return {
    observedMs: 0,
    samples: 0,
    found: false,
    periodMs: null,
    score: 0,
    detectedAtMs: null,
    lastRepeatedAtMs: null,
    agreeingShare: 0,
    agreeingRegions: 0,
    matches: [],
    profile: [],
    stillShareOfRegions: 1,
    isStill: true,
    isWholePictureMoving: false,
    unbrokenMs: 0,
  };
}

/** Moments with much movement that came back, spread over the compared stretch. */
function matchesOf(movement: Movement, repeat: Repeat, timeline: Timeline): LoopMatch[] {
  const { rows, change } = movement;
  const lag = Math.round(repeat.lag);
  const found: LoopMatch[] = [];
  const stretch = Math.max(1, Math.floor(repeat.window / MOST_MATCHES));
  const half = Math.round(1_000 / SLOT_MS);
  for (let n = 0; n < MOST_MATCHES; n += 1) {
    let best: { row: number; similarity: number; weight: number } | null = null;
    for (let at = 0; at < stretch; at += 1) {
      const row = rows - repeat.window + n * stretch + at;
      if (row - lag - half < 0 || row + half >= rows) continue;
      let both = 0;
      let first = 0;
      let second = 0;
      for (let r = row - half; r <= row + half; r += 1) {
        for (const region of repeat.agreeing) {
          const now = change[r * REGIONS + region] ?? 0;
          const then = change[(r - lag) * REGIONS + region] ?? 0;
          both += now * then;
          first += now * now;
          second += then * then;
        }
      }
      const similarity = first > 0 && second > 0 ? both / Math.sqrt(first * second) : 0;
      if (!best || similarity * Math.sqrt(first) > best.weight)
        best = { row, similarity, weight: similarity * Math.sqrt(first) };
    }
    if (best && best.similarity > 0) {
      const bMs = Math.round(timeline.timeOf(movement.from + best.row));
      found.push({ aMs: Math.round(bMs - repeat.lag * SLOT_MS), bMs, similarity: round(best.similarity) });
    }
  }
  return found.sort((a, b) => b.similarity - a.similarity);
}

/** Similarity of every moment with every other, over about two seconds around each. */
function similarityOf(short: Float32Array, rows: number): Uint8Array {
  const values = new Uint8Array(PICTURE_SIZE * PICTURE_SIZE);
  const half = 4;
  const rowOf = (n: number): number => half + Math.round((n * (rows - 1 - 2 * half)) / (PICTURE_SIZE - 1));
  for (let i = 0; i < PICTURE_SIZE; i += 1) {
    for (let j = 0; j <= i; j += 1) {
      let both = 0;
      let first = 0;
      let second = 0;
      const a = (rowOf(i) - half) * SHORT;
      const b = (rowOf(j) - half) * SHORT;
      for (let n = 0; n < (2 * half + 1) * SHORT; n += 1) {
        const x = short[a + n] ?? 0;
        const y = short[b + n] ?? 0;
        both += x * y;
        first += x * x;
        second += y * y;
      }
      const r = first > 0 && second > 0 ? both / Math.sqrt(first * second) : 0;
      values[i * PICTURE_SIZE + j] = values[j * PICTURE_SIZE + i] = Math.round(
        255 * Math.max(0, Math.min(1, r)),
      );
    }
  }
  return values;
}

function between(value: number | undefined, otherwise: number, least: number, most: number): number {
  return value === undefined || !Number.isFinite(value) ? otherwise : Math.max(least, Math.min(most, value));
}
function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
