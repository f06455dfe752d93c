/**
 * This room watches what plays, over time: when a label could be seen and whether the moving picture comes back.
 * It runs only where a person's settings allow and only while somebody could be looking: not in a hidden tab,
 * not while the video is paused or out of view. It keeps signatures and times, never a frame, except the two
 * moments that show a repetition, in memory, until the page goes.
 *
 * This file: the record of one label over time. Plain arithmetic over moments, bounded for any length of watching.
 */
import { LIMITS } from '../model/limits';
import type { SightingOf } from '../model/observation';
import { LABEL_ELEMENTS, type LabelElement } from '../model/words';

type Timeline = SightingOf<'label-timeline'>['value'];
type TimedLabel = Timeline['labels'][number];
export type Span = Timeline['spans'][number];

/** A label as it stands at one moment. */
export type LabelNow = Pick<TimedLabel, 'text' | 'placement' | 'elements' | 'heightShare' | 'position'>;

/** Looks further apart than this leave a stretch of which nothing is known. */
const LONGEST_STEP_MS = 6_000;
const MOST_LABELS = 16;

export class LabelTimeline {
  readonly #labels: TimedLabel[] = [];
  readonly #spans: Span[] = [];
  readonly #fromStart: boolean | null;
  #elements = new Set<LabelElement>();
  #samples = 0;
  #visibleIn = 0;
  #watchedMs = 0;
  #longestVisibleMs = 0;
  #longestHiddenMs = 0;
  #lastMs: number | null = null;
  frameReads = 0;

  /** `fromStart`: whether the start picture of a film was on at the first look; null for a stream. */
  constructor(fromStart: boolean | null) {
    this.#fromStart = fromStart;
  }

  /** Whether any label has been seen so far. */
  get hasLabel(): boolean {
    return this.#labels.length > 0;
  }
  get watchedMs(): number {
    return this.#watchedMs;
  }

  /** One look at `atMs` (from the start of watching, never backwards): the labels that can be seen now. */
  look(atMs: number, seen: readonly LabelNow[]): void {
    const now = Math.max(Math.round(atMs), this.#lastMs ?? 0);
    const state = seen.length > 0 ? 'visible' : 'not-visible';
    const step = this.#lastMs === null ? 0 : now - this.#lastMs;
    if (step > LONGEST_STEP_MS) this.rest(now);
    const counted = step > LONGEST_STEP_MS ? 0 : step;
    this.#samples += 1;
    if (seen.length > 0) this.#visibleIn += 1;
    this.#watchedMs += counted;
    // What stood at the last look is taken to have stood until this one.
    this.#extend(now, state);
    for (const label of seen.slice(0, MOST_LABELS)) this.#note(label, now, counted);
    this.#lastMs = now;
  }

  /** Nobody could look until `atMs`: hidden, paused or out of view. */
  rest(atMs: number): void {
    const now = Math.max(Math.round(atMs), this.#lastMs ?? 0);
    if (this.#lastMs === null || now === this.#lastMs) return;
    this.#extend(now, 'not-looked');
    this.#lastMs = now;
  }

  value(beganAt: string): Timeline {
    return {
      beganAt,
      watchedMs: this.#watchedMs,
      samples: this.#samples,
      visibleIn: this.#visibleIn,
      elements: LABEL_ELEMENTS.filter((element) => this.#elements.has(element)),
      fromStart: this.#fromStart,
      labels: this.#labels.map((label) => ({ ...label })),
      spans: this.#spans.map((span) => ({ ...span })),
      longestVisibleMs: this.#longestVisibleMs,
      longestHiddenMs: this.#longestHiddenMs,
      frameReads: this.frameReads,
    };
  }

  #extend(now: number, state: Span['state']): void {
    const last = this.#spans.at(-1);
    const from = this.#lastMs ?? now;
    if (last?.state === state) last.toMs = now;
    else {
      // A change lies somewhere between two looks; it is put at the later one, where it was seen.
      if (last) last.toMs = state === 'not-looked' ? from : now;
      this.#spans.push({ fromMs: state === 'not-looked' ? from : now, toMs: now, state });
      if (this.#spans.length > LIMITS.timelineSpans) this.#spans.shift();
    }
    for (const span of [last, this.#spans.at(-1)]) {
      if (!span || span.state === 'not-looked') continue;
      const lengthMs = span.toMs - span.fromMs;
      if (span.state === 'visible') this.#longestVisibleMs = Math.max(this.#longestVisibleMs, lengthMs);
      else this.#longestHiddenMs = Math.max(this.#longestHiddenMs, lengthMs);
    }
  }

  #note(label: LabelNow, now: number, stepMs: number): void {
    for (const element of label.elements) this.#elements.add(element);
    const known = this.#labels.find((l) => l.text === label.text && l.placement === label.placement);
    if (known) {
      // Counted only when it stood at the look before, too.
      if (known.toMs === this.#lastMs) known.visibleMs += stepMs;
      known.toMs = now;
      known.heightShare ??= label.heightShare;
      return;
    }
    if (this.#labels.length < MOST_LABELS)
      this.#labels.push({ ...label, fromMs: now, toMs: now, visibleMs: 0 });
  }
}
