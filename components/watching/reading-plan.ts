/**
 * When the words inside a watched picture are read, and which parts of it. A read takes over a second of another core,
 * so it has a purse. Where this browser hands out the brightness of frames, what stands still like writing is read
 * when it comes, and only that; the whole frame, without what was read, is then for writing that moves or hardly
 * stands out. Elsewhere whole frames are read, seldom.
 */
import type { WritingWatch } from '../footage/writing';
import { LIMITS } from '../model/limits';
import type { Sent } from '../model/message';
import type { PartShare } from '../model/part-share';

export type PartsToRead = Sent<'page/frame-text'>['parts'];

/** Labels inside a picture that are watched on at their places. */
export const MOST_PATCHES = 4;

/**
 * Milliseconds from one read of a whole frame to the next, the first from the beginning; the last goes on. A film's
 * first read is its start picture, and most films are over within a minute. A room goes on for hours and has no start.
 */
const WHOLE_AFTER_MS = {
  film: [0, 10_000, 30_000, 180_000],
  room: [2_000, 60_000, 180_000],
} as const;
/** Looks at what stands still like writing before the first of it is read. */
const LEAST_LOOKS = 3;
/** Words that come together are read together. */
const TOGETHER_MS = 3_000;
/**
 * Milliseconds of another core that reading may take: so many at once, and so many more with every second. What came
 * waits when they are used up, so that a room full of changing cards costs no more than a calm one.
 */
const AT_ONCE_MS = 2_500;
const EACH_SECOND_MS = 12;
/** Starting the reader, which is ended when it has rested. */
const START_MS = 500;

/** All times in milliseconds since the watching began. */
export class ReadingPlan {
  readonly #waits: readonly [number, ...number[]];
  #wholeFrames = 0;
  #nextWholeMs: number;
  #paidMs = 0;
  #purseMs = AT_ONCE_MS;

  constructor(of: keyof typeof WHOLE_AFTER_MS) {
    this.#waits = WHOLE_AFTER_MS[of];
    this.#nextWholeMs = this.#waits[0];
  }

  /**
   * What is to be read now: parts, or the whole frame (undefined), or nothing (null). What is handed out counts as
   * read. `lost` answers the places of words that no longer look as they did; it is asked only when they can be read.
   */
  partsAt(atMs: number, writing: WritingWatch, lost: () => PartShare[]): PartsToRead | null {
    const isStanding = writing.looks > 0;
    // Of a picture whose standing words are seen as they come, the first whole frame can wait a while.
    if (isStanding && this.#wholeFrames === 0) this.#countWhole(atMs);
    if (atMs >= this.#nextWholeMs) {
      this.#countWhole(atMs);
      return isStanding ? { except: writing.taken().slice(-LIMITS.frameParts) } : undefined;
    }
    if (writing.looks < LEAST_LOOKS) return null;
    if (this.#paidMs > 0 && atMs - this.#paidMs < TOGETHER_MS) return null;
    if (this.#purseAt(atMs) <= 0) return null;
    const only = [...lost(), ...writing.take(LIMITS.frameParts - MOST_PATCHES)];
    return only.length > 0 ? { only } : null;
  }

  /** A whole frame is wanted by then at the latest. */
  wholeBy(atMs: number): void {
    this.#nextWholeMs = Math.min(this.#nextWholeMs, atMs);
  }

  /** A read begun at `atMs` took so long; null when that is not known. */
  pay(atMs: number, tookMs: number | null): void {
    this.#purseMs = Math.min(AT_ONCE_MS, this.#purseAt(atMs)) - (tookMs ?? START_MS) - START_MS;
    this.#paidMs = atMs;
  }

  #countWhole(atMs: number): void {
    this.#wholeFrames += 1;
    const { length } = this.#waits;
    this.#nextWholeMs = atMs + (this.#waits[Math.min(this.#wholeFrames, length - 1)] ?? 0);
  }

  #purseAt(atMs: number): number {
    return this.#purseMs + ((atMs - this.#paidMs) / 1000) * EACH_SECOND_MS;
  }
}
