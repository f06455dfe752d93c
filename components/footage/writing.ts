/**
 * Where in a moving picture something like writing stands still, and since when: burnt-in words stay at their place
 * while people and goods move behind them. Cheap enough to be asked every second; it tells where reading would be worth
 * its cost and when what was read there went, and never what is written.
 *
 * Strokes are narrow places of the brightness between two strong steps of opposite sign; a place whose strokes are
 * the same in two looks running holds, until too few of them are left. Text that moves across the picture, and any
 * text in a picture that shakes, is not met this way: whoever asks has to look at whole pictures now and then.
 */
import type { PartShare } from '../model/part-share';
import { readable, sampledAt, type Luma } from './luma';

/** Something like writing, from the look at which it was first met to the last at which it stood. */
export interface Standing {
  fromMs: number;
  /** Last look at which it stood. */
  toMs: number;
  /** Milliseconds by which either time may be off: the time between two looks. */
  withinMs: number;
  isGone: boolean;
  part: PartShare;
}

/** Samples along the shortest side: the lowest writing that is still legible (2 % of it) is 7 samples high. */
const SIDE = 360;
/** Side of a cell, in samples. */
const CELL = 12;
/** Step of brightness (of 255) that counts as the edge of a stroke, and the widest stroke, in samples. */
const STEP = 18;
const WIDEST = 7;
/** Samples of strokes in a cell from which it may hold writing. */
const LEAST_STROKES = 18;
/** PartShare of its strokes that two looks must have in common: dense strokes that move have many in common by chance. */
const STANDS = 0.7;
/** PartShare of its strokes that a cell must keep to hold on; looks without it after which it is gone. */
const KEEPS = 0.6;
const MISSES = 2;
/** More than this many new strokes beside the old ones, and something else was written there. */
const GROWN = 1.7;
/** Cells that make up the smallest piece of writing, and how far around it is looked for the rest of its line. */
const LEAST_CELLS = 2;
const AROUND = 2;
/** Pieces of writing that are remembered; the oldest that are gone are forgotten first. */
const MOST = 2_000;
const MOST_SIDE = 4;

interface Held extends Standing {
  cells: number[];
  left: number;
  isTaken: boolean;
}

export class WritingWatch {
  #width = 0;
  #height = 0;
  #columns = 0;
  #rows = 0;
  #before = new Uint8Array(0);
  #now = new Uint8Array(0);
  /** The strokes by which each cell is known while it holds. */
  #known = new Uint8Array(0);
  #counts = new Uint16Array(0);
  #missed = new Uint8Array(0);
  #seenMs = new Float64Array(0);
  #owner: (Held | null)[] = [];
  #held: Held[] = [];
  #looks = 0;
  #lastMs = 0;

  /** Looks at the same size of picture so far. */
  get looks(): number {
    return this.#looks;
  }

  /** One look at `tMs`, later than the one before. Pictures that are no longer of the same size begin anew. */
  look(luma: Luma, tMs: number): void {
    if (!readable(luma) || !this.#sized(luma)) return;
    strokesOf(luma, this.#width, this.#height, this.#now);
    if (this.#looks > 0) this.#compare(tMs);
    [this.#before, this.#now] = [this.#now, this.#before];
    this.#looks += 1;
    this.#lastMs = tMs;
  }

  /** What stands now and was taken for reading already. */
  taken(): PartShare[] {
    return this.#held.filter((one) => !one.isGone && one.isTaken).map(({ part }) => part);
  }
  /** What stands now and was not taken for reading yet: so many at most, which from now on count as taken. */
  take(most: number): PartShare[] {
    const taken = this.#held.filter((one) => !one.isGone && !one.isTaken).slice(0, most);
    for (const one of taken) one.isTaken = true;
    return taken.map(({ part }) => part);
  }
  /** All that is remembered, in order of coming. */
  all(): readonly Standing[] {
    return this.#held;
  }

  /** Makes room for pictures of this size; false when they are too small or too long to hold writing. */
  #sized(luma: Luma): boolean {
    const [wide, high] = luma.turn % 2 === 0 ? [luma.width, luma.height] : [luma.height, luma.width];
    const scale = Math.min(1, SIDE / Math.min(wide, high));
    const width = Math.round(wide * scale);
    const height = Math.round(high * scale);
    if (Math.min(width, height) < 3 * CELL || Math.max(width, height) > MOST_SIDE * SIDE) return false;
    if (width === this.#width && height === this.#height) return true;
    this.#width = width;
    this.#height = height;
    this.#columns = Math.ceil(width / CELL);
    this.#rows = Math.ceil(height / CELL);
    const cells = this.#columns * this.#rows;
    this.#before = new Uint8Array(width * height);
    this.#now = new Uint8Array(width * height);
    this.#known = new Uint8Array(width * height);
    this.#counts = new Uint16Array(cells);
    this.#missed = new Uint8Array(cells);
    this.#seenMs = new Float64Array(cells);
    for (const one of this.#held) {
      one.isGone = true;
      one.cells = [];
    }
    this.#owner = new Array<Held | null>(cells).fill(null);
    this.#looks = 0;
    return true;
  }

  #compare(tMs: number): void {
    const come: number[] = [];
    for (let cell = 0; cell < this.#counts.length; cell += 1) {
      const { both, kept, fewer } = this.#shared(cell);
      const count = this.#counts[cell] as number;
      if (count > 0) {
        const isKept = kept >= KEEPS * count && both <= GROWN * count + LEAST_STROKES;
        if (isKept) {
          this.#missed[cell] = 0;
          this.#seenMs[cell] = tMs;
          this.#stands(cell, tMs);
          continue;
        }
        this.#missed[cell] = (this.#missed[cell] as number) + 1;
        if ((this.#missed[cell] as number) < MISSES) continue;
        this.#lose(cell);
      }
      if (both >= LEAST_STROKES && both >= STANDS * fewer) come.push(cell);
    }
    this.#begin(come, tMs);
  }

  /** Strokes of a cell that this look shares with the one before, and with those by which the cell is known. */
  #shared(cell: number): { both: number; kept: number; fewer: number } {
    const left = (cell % this.#columns) * CELL;
    const top = Math.floor(cell / this.#columns) * CELL;
    const right = Math.min(this.#width, left + CELL);
    const bottom = Math.min(this.#height, top + CELL);
    let both = 0;
    let kept = 0;
    let here = 0;
    let before = 0;
    for (let y = top; y < bottom; y += 1)
      for (let at = y * this.#width + left; at < y * this.#width + right; at += 1) {
        const is = this.#now[at];
        const was = this.#before[at];
        if (was !== 0) before += 1;
        if (is === 0) continue;
        here += 1;
        if (is === was) both += 1;
        if (is === this.#known[at]) kept += 1;
      }
    return { both, kept, fewer: Math.min(here, before) };
  }

  #stands(cell: number, tMs: number): void {
    const owner = this.#owner[cell];
    if (!owner) return;
    owner.toMs = tMs;
    owner.withinMs = Math.max(owner.withinMs, tMs - this.#lastMs);
  }

  #lose(cell: number): void {
    this.#counts[cell] = 0;
    this.#missed[cell] = 0;
    const owner = this.#owner[cell];
    this.#owner[cell] = null;
    if (!owner) return;
    owner.left -= 1;
    // Most of its cells are gone: what is left may be a line of the background.
    if (owner.left * 2 > owner.cells.length || owner.isGone) return;
    owner.isGone = true;
    const seen = owner.cells.map((one) => this.#seenMs[one] as number).sort((a, b) => a - b);
    owner.toMs = Math.max(owner.fromMs, seen[Math.floor(seen.length / 2)] ?? owner.toMs);
    for (const one of owner.cells)
      if (this.#owner[one] === owner) {
        this.#owner[one] = null;
        this.#counts[one] = 0;
      }
    // It is remembered as long as there is room, and needs no more than its times and its part.
    owner.cells = [];
  }

  /** Cells that came with this look, put together where they touch, or stand one apart in a row. */
  #begin(come: readonly number[], tMs: number): void {
    const waiting = new Set(come);
    for (const first of come) {
      if (!waiting.delete(first)) continue;
      const cells = [first];
      for (const at of cells) {
        const [x, y] = [at % this.#columns, Math.floor(at / this.#columns)];
        for (let v = Math.max(0, y - 1); v <= Math.min(this.#rows - 1, y + 1); v += 1)
          for (let u = Math.max(0, x - 2); u <= Math.min(this.#columns - 1, x + 2); u += 1)
            if (waiting.delete(v * this.#columns + u)) cells.push(v * this.#columns + u);
      }
      if (cells.length < LEAST_CELLS) continue;
      this.#hold(cells, tMs);
    }
  }

  #hold(cells: number[], tMs: number): void {
    const held: Held = {
      fromMs: this.#lastMs,
      toMs: tMs,
      withinMs: tMs - this.#lastMs,
      isGone: false,
      part: this.#partOf(cells),
      cells,
      left: cells.length,
      isTaken: false,
    };
    for (const cell of cells) {
      this.#owner[cell] = held;
      this.#seenMs[cell] = tMs;
      this.#counts[cell] = this.#learn(cell);
    }
    this.#held.push(held);
    if (this.#held.length > MOST) {
      const gone = this.#held.findIndex((one) => one.isGone);
      this.#held.splice(Math.max(0, gone), 1);
    }
  }

  /** The strokes of a cell that stood in both looks, by which it is known from now on; how many they are. */
  #learn(cell: number): number {
    const left = (cell % this.#columns) * CELL;
    const top = Math.floor(cell / this.#columns) * CELL;
    let count = 0;
    for (let y = top; y < Math.min(this.#height, top + CELL); y += 1)
      for (let x = left; x < Math.min(this.#width, left + CELL); x += 1) {
        const at = y * this.#width + x;
        const is = this.#now[at] as number;
        const isSame = is !== 0 && is === this.#before[at];
        this.#known[at] = isSame ? is : 0;
        if (isSame) count += 1;
      }
    return count;
  }

  #partOf(cells: readonly number[]): PartShare {
    const xs = cells.map((cell) => cell % this.#columns);
    const ys = cells.map((cell) => Math.floor(cell / this.#columns));
    const left = Math.max(0, (Math.min(...xs) - AROUND) * CELL);
    const top = Math.max(0, (Math.min(...ys) - AROUND) * CELL);
    const right = Math.min(this.#width, (Math.max(...xs) + 1 + AROUND) * CELL);
    const bottom = Math.min(this.#height, (Math.max(...ys) + 1 + AROUND) * CELL);
    return {
      x: left / this.#width,
      y: top / this.#height,
      width: (right - left) / this.#width,
      height: (bottom - top) / this.#height,
    };
  }
}

/**
 * Marks what lies between two strong steps of opposite sign along a row: 1 for a sample of a light stroke, 2 of a dark
 * one, 0 for all else.
 */
function strokesOf(luma: Luma, width: number, height: number, out: Uint8Array): void {
  const { columns, rows } = sampledAt(luma, width, height);
  const { bytes } = luma;
  out.fill(0);
  for (let y = 0; y < height; y += 1) {
    const row = rows[y] as number;
    let sign = 0;
    let from = 0;
    let before = bytes[row + (columns[0] as number)] as number;
    let here = bytes[row + (columns[1] as number)] as number;
    for (let x = 1; x + 1 < width; x += 1) {
      const next = bytes[row + (columns[x + 1] as number)] as number;
      const step = next - before;
      before = here;
      here = next;
      if (step < STEP && step > -STEP) continue;
      const is = step > 0 ? 1 : -1;
      if (is === -sign && x - from <= WIDEST) out.fill(sign > 0 ? 1 : 2, y * width + from, y * width + x + 1);
      // A step is as wide as two samples: the stroke begins with the last of them.
      sign = is;
      from = x;
    }
  }
}
