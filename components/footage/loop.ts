/**
 * The loop detector: says when a moving picture repeats. Give it signatures as they come; it keeps a bounded
 * stretch of them, looks every few seconds, and never throws, whatever it is given.
 */
import { REGIONS } from './signature';
import type { LoopDetector, LoopMatch, LoopOptions, LoopState, SimilarityPicture } from './loop-state';
import { kindOf, movementIn, shortened, SHORT, Smoothness, type Movement } from './movement';
import { peaksOf, profileOf, repeatAt, type Repeat } from './repeat';
import { LagSearch, windowFor } from './search';
import { greysOf, movedBetween } from './steady';
import { SLOT_MS, STEPS, Timeline } from './timeline';

const SHORTEST_PERIOD_MS = 5_000;
const LONGEST_PERIOD_MS = 600_000;
/** What is kept of the past, in longest periods: one to match, one to match it with, and a half in hand. */
const KEPT_PERIODS = 2.6;

/** Between two looks at all distances: sooner while only short periods can have been seen. */
const LOOK_EVERY_MS = 1_000;
const LOOK_SOON_MS = 450;
const SOON_UNTIL_MS = 30_000;
/** Between two looks at about the same distance, as a share of it; and how much of it is about the same. */
const LOOK_SHARE = 0.02;
const SAME_SHARE = 0.01;
const MOST_CHECKED = 500;

/** Stretch by which regions are called still or moving for the state, in slots. */
const RECENT_SLOTS = 60_000 / SLOT_MS;
/** Regions that must move, at the least, before anything can be said. */
const MOVING_FROM = 8;
/** Share of regions that move from which nearly the whole picture moves. */
const WHOLE_FROM = 0.85;
/** How long a repeat must go on before it is told, as a share of the period and at most. */
const GOES_ON_SHARE = 0.1;
const GOES_ON_LONGEST_MS = 6_000;
/** How long it may be out of sight meanwhile (a gift, a price card), at least and as a share of the period. */
const MAY_MISS_MS = 4_000;
const MAY_MISS_SHARE = 0.2;
/** A silence that long, or a picture that long without movement, ends the unbroken time. */
const BROKEN_AFTER_MS = 30_000;
const MOST_MATCHES = 8;
const MOST_PROFILE = 240;
const PICTURE_SIZE = 96;

/** Least step over which slow movement is asked how smooth it is. */
const CALM_STEP_MS = 0.8 * SLOT_MS;

/** Hands and heads turn two or three times a second; with fewer samples their movement comes out as jumps. */
const FAST_MS = 100;
const CALM_MS = 200;
const STILL_MS = 1_000;
/** How long we look as fast as somebody moves, each look having its price. */
const FAST_FOR_MS = 10 * 60_000;
/** Regions that jump by so many grey levels from which somebody may be moving faster than we look. */
const JUMPING_FROM = 24;
const JUMPS_BY = 2 * STEPS;
/** After so long of fast looks that many of them must have come out as smooth: with fewer nothing could be told. */
const HURRY_TRIED_MS = 45_000;
const HURRY_SMOOTHS = 10;

export function createLoopDetector(options: LoopOptions = {}): LoopDetector {
  return new Detector(options);
}

class Detector implements LoopDetector {
  readonly #shortest: number;
  readonly #longest: number;
  readonly #timeline: Timeline;
  #before: Float32Array | null = null;
  /** Twice: hands turn too quickly for slots, and quiet breathing drowns in the noise of shorter steps. */
  readonly #quickly = new Smoothness();
  readonly #calmly = new Smoothness();
  readonly #smoothness = {
    of: (region: number): number => Math.max(this.#quickly.of(region), this.#calmly.of(region)),
  };
  #calm: { greys: Float32Array; tMs: number } | null = null;
  /** Whether somebody was seen to move faster than at the usual pace of looks; since when, and in which regions. */
  #isHurried = false;
  #hurriedAt = 0;
  #jumping: readonly number[] = [];
  readonly #search: LagSearch;
  readonly #checked = new Map<number, number>();
  readonly #votes = (region: number, usual: number): boolean =>
    kindOf(usual, this.#smoothness.of(region)) === 'smooth';
  readonly #onCandidate: LoopOptions['onCandidate'];
  #lookedAt = -Infinity;
  #profile: Float32Array = new Float32Array(0);
  #first: number | null = null;
  #last = 0;
  #samples = 0;
  #unbrokenFrom = 0;
  #movedAt = 0;
  #state: LoopState = nothingYet();
  /** A repeat seen once; it counts when it is seen again at the same distance. */
  #hopeful: { lag: number; fromMs: number; seenMs: number } | null = null;

  constructor(options: LoopOptions) {
    const shortest = between(options.shortestPeriodMs, SHORTEST_PERIOD_MS, 3_000, 3_600_000);
    const longest = between(options.longestPeriodMs, LONGEST_PERIOD_MS, shortest, 3_600_000);
    this.#shortest = Math.round(shortest / SLOT_MS);
    this.#longest = Math.round(longest / SLOT_MS);
    this.#timeline = new Timeline(Math.ceil(KEPT_PERIODS * this.#longest));
    this.#search = new LagSearch(this.#longest);
    this.#onCandidate = options.onCandidate;
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
    const greys = greysOf(signature);
    const moved = this.#movedSince(this.#before, greys);
    if (this.#before && !moved) {
      this.#timeline.interrupt();
      this.#unbrokenFrom = this.#movedAt = tMs;
    }
    const isNext = this.#calm === null || tMs - this.#calm.tMs >= CALM_STEP_MS;
    if (!moved || isNext) {
      const isSame = this.#calm === null || this.#calm.greys === this.#before;
      this.#calmly.take(isSame ? moved : moved && this.#movedSince(this.#calm?.greys ?? null, greys), tMs);
      this.#calm = { greys, tMs };
    }
    this.#before = greys;
    this.#quickly.take(moved, tMs);
    this.#timeline.add(greys, tMs);
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
      profile: this.#profilePoints(),
    };
  }

  nextSampleInMs(): number {
    const { isStill, found } = this.#state;
    const observedMs = this.#first === null ? 0 : this.#last - this.#first;
    if (isStill && !this.#isHurried && observedMs > BROKEN_AFTER_MS) return STILL_MS;
    return this.#isHurried && !found && observedMs < FAST_FOR_MS ? FAST_MS : CALM_MS;
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
      values: similarityOf(shortened(movement, 0), rows),
    };
  }

  /** What moved since, without the bands of a filmed screen; null when nothing was there before, and across a cut. */
  #movedSince(before: Float32Array | null, greys: Float32Array): Float32Array | null {
    const { bands } = this.#timeline;
    const moved = before && movedBetween(before, greys, undefined, this.#timeline.trust);
    return moved && before && bands.isBanded ? bands.without(moved, before) : moved;
  }

  #restart(tMs: number): void {
    this.#timeline.clear();
    this.#before = this.#calm = null;
    this.#isHurried = false;
    this.#jumping = [];
    this.#search.clear();
    this.#checked.clear();
    this.#lookedAt = -Infinity;
    this.#profile = new Float32Array(0);
    this.#hopeful = null;
    this.#first = Math.min(this.#first ?? tMs, tMs);
    this.#unbrokenFrom = this.#movedAt = tMs;
  }

  #look(): void {
    const timeline = this.#timeline;
    const search = this.#search;
    search.follow(timeline, this.#votes);
    const everyMs = timeline.end * SLOT_MS < SOON_UNTIL_MS ? LOOK_SOON_MS : LOOK_EVERY_MS;
    if (this.#last - this.#lookedAt < everyMs) return;
    this.#lookedAt = this.#last;
    this.#describe();
    if (this.#state.isStill) return;
    const similarity = profileOf(search);
    if (similarity.length <= this.#shortest) return;
    this.#profile = similarity;
    const repeats: Repeat[] = [];
    for (const lag of peaksOf(similarity, this.#shortest)) {
      // A long stretch costs more to go through, and little of it is new after a second.
      const about = Math.round(Math.log(lag) / SAME_SHARE);
      if (this.#last - (this.#checked.get(about) ?? -Infinity) < LOOK_SHARE * lag * SLOT_MS) continue;
      if (this.#checked.size >= MOST_CHECKED) this.#checked.clear();
      this.#checked.set(about, this.#last);
      const window = windowFor(lag, search.rows);
      const rows = Math.min(timeline.end - timeline.first, lag + window + 2);
      const movement = movementIn(timeline, this.#smoothness, timeline.end - rows, timeline.end);
      if (movement.smooth.length < MOVING_FROM) continue;
      const repeat = repeatAt(movement, lag, Math.min(window, rows - lag - 1));
      this.#onCandidate?.(repeat);
      if (repeat.isEnough) repeats.push(repeat);
    }
    const [first] = repeats.sort((a, b) => a.lag - b.lag);
    if (first) this.#repeated(first);
  }

  /** Twice at the same distance, the second time a while later: then it repeats. */
  #repeated(repeat: Repeat): void {
    const periodMs = repeat.lag * SLOT_MS;
    const hopeful = this.#hopeful;
    const isSame = hopeful !== null && Math.abs(hopeful.lag - repeat.lag) <= 1 + 0.01 * repeat.lag;
    const mayMissMs = Math.max(MAY_MISS_MS, MAY_MISS_SHARE * periodMs);
    if (!isSame || this.#last - hopeful.seenMs > mayMissMs) {
      this.#hopeful = { lag: repeat.lag, fromMs: this.#last, seenMs: this.#last };
      return;
    }
    hopeful.seenMs = this.#last;
    const waitMs = Math.min(GOES_ON_LONGEST_MS, GOES_ON_SHARE * periodMs);
    if (this.#last - hopeful.fromMs < waitMs) return;
    const before = this.#state;
    const { end, first } = this.#timeline;
    const rows = Math.min(end - first, Math.ceil(repeat.lag) + repeat.window + 2);
    const movement = movementIn(this.#timeline, this.#smoothness, end - rows, end);
    this.#state = {
      ...before,
      found: true,
      periodMs: Math.round(periodMs),
      score: round(repeat.alike),
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
    const { kinds, smooth, usual, known } = movementIn(
      timeline,
      this.#smoothness,
      timeline.end - rows,
      timeline.end,
    );
    if (known < 20) return;
    this.#hurry(kinds, usual);
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

  /**
   * Looks faster where much jumps, once for a film: hands come out as smooth then. Cards and comments, which jump however
   * often one looks, are not worth the price.
   */
  #hurry(kinds: Movement['kinds'], usual: Float32Array): void {
    if (this.#isHurried) {
      if (this.#last - this.#hurriedAt < HURRY_TRIED_MS) return;
      const smoothed = this.#jumping.filter((region) => kinds[region] === 'smooth').length;
      if (smoothed < HURRY_SMOOTHS) this.#isHurried = false;
    } else if (this.#jumping.length === 0) {
      const jumping = kinds.flatMap((kind, n) =>
        kind === 'restless' && (usual[n] ?? 0) >= JUMPS_BY ? [n] : [],
      );
      if (jumping.length < JUMPING_FROM) return;
      this.#isHurried = true;
      this.#hurriedAt = this.#last;
      this.#jumping = jumping;
    }
  }

  /** The profile in at most `MOST_PROFILE` points: of each stretch of distances the most alike. */
  #profilePoints(): LoopState['profile'] {
    const similarity = this.#profile;
    const step = Math.max(1, Math.ceil(similarity.length / MOST_PROFILE));
    const profile: LoopState['profile'] = [];
    for (let from = 0; from < similarity.length; from += step)
      profile.push({
        lagMs: from * SLOT_MS,
        similarity: round(Math.max(0, ...similarity.subarray(from, from + step))),
      });
    return profile;
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
