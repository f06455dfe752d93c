/**
 * Bands of a screen that is filmed, or of a lamp that flickers. A camera reads its rows one after the other, so what
 * flickers makes everything in one row brighter or darker by the same share, and the bands wander. They move all of
 * the picture and return with nothing; taken out, what was filmed remains.
 *
 * Whether a recording has them is decided over time, not for each moment: two moments that are compared must have been
 * treated alike. Only rows are taken out. Bodies stand upright, and what a tall body does to a column looks the same.
 */
import { GRID, REGIONS } from './signature';
import { median } from './steady';

/**
 * Size of the middle region's movement without the bands over that with them, from which there are some, and above
 * which there are none. On drawn scenes without bands it came to 0.81 or more, with them mostly to 0.72 or less.
 */
const BANDED_BELOW = 0.75;
const BANDED_UNTIL = 0.8;
/** Grey levels below which the middle region stands still, whatever makes it tremble. */
const LEAST_MOVEMENT = 0.4;
/** Moments that are looked at before anything is decided, and after which a third of what was seen is left. */
const LEAST_MOMENTS = 6;
const FOLLOW_MOMENTS = 60;
/** Keeps black from being divided by, in grey levels. */
const DARK = 16;

export class Bands {
  #ratio = 1;
  #moments = 0;
  #isBanded = false;
  readonly #sizes = new Float32Array(REGIONS);
  readonly #line = new Float32Array(GRID);

  get isBanded(): boolean {
    return this.#isBanded;
  }

  clear(): void {
    this.#moments = 0;
    this.#isBanded = false;
  }

  /** Looks at one movement (grey levels, from `then`) and answers it without its bands, where there are any. */
  take(moved: Float32Array, then: Float32Array): Float32Array {
    const without = this.without(moved, then);
    const before = this.#middle(moved);
    if (before >= LEAST_MOVEMENT) {
      this.#moments += 1;
      const ratio = Math.min(1.5, this.#middle(without) / before);
      this.#ratio += (ratio - this.#ratio) * Math.max(1 / this.#moments, 1 / FOLLOW_MOMENTS);
      this.#isBanded =
        this.#moments >= LEAST_MOMENTS && this.#ratio < (this.#isBanded ? BANDED_UNTIL : BANDED_BELOW);
    }
    return this.#isBanded ? without : moved;
  }

  /** What moved beside the brightening or darkening that is common to each row: its middle share, which few regions decide. */
  without(moved: Float32Array, then: Float32Array): Float32Array {
    const rest = new Float32Array(REGIONS);
    for (let from = 0; from < REGIONS; from += GRID) {
      for (let k = 0; k < GRID; k += 1)
        this.#line[k] = (moved[from + k] as number) / ((then[from + k] as number) + DARK);
      this.#line.sort();
      const share = ((this.#line[GRID / 2 - 1] as number) + (this.#line[GRID / 2] as number)) / 2;
      for (let k = 0; k < GRID; k += 1)
        rest[from + k] = (moved[from + k] as number) - share * ((then[from + k] as number) + DARK);
    }
    return rest;
  }

  #middle(moved: Float32Array): number {
    for (let n = 0; n < REGIONS; n += 1) this.#sizes[n] = Math.abs(moved[n] as number);
    return median(this.#sizes);
  }
}
