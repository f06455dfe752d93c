/**
 * Where writing stands in a region: marks of like height close together, in a row or in a column. Geometry over
 * what stands out; no mark is read here.
 */
import type { Grey } from './contrast';
import type { Region } from './regions';

/** A row or column of marks, in pixels of what it was found in. */
export interface Strip {
  box: Region;
  isColumn: boolean;
}

interface Mark {
  x0: number;
  y0: number;
  x1: number;
  y1: number;
}

/** From this darkness on a pixel belongs to a mark. */
const INK = 96;
/** Marks smaller than this both ways are noise; larger ones either way are things. */
const LEAST_MARK = 3;
const MOST_MARK = 96;
/** Regions with more marks than this are texture all over. */
const MOST_MARKS = 700;
/** Lowest and highest row of writing, at a shortest side of 720: below it nothing is legible. */
const LOWEST = 12;
const MOST_STRIPS = 6;
/** Length over height of a row of at least four Chinese characters, with room for a lost one. */
const LEAST_ROW = 2;
const LEAST_COLUMN = 2.6;
/** Gaps inside a row and a column, over the height of the higher (the width of the wider) neighbour. */
const ROW_GAP = 0.75;
const COLUMN_GAP = 0.8;

/** Rows, or columns, of writing in what stands out, the likeliest first. */
export function stripsIn(writing: Grey, isColumn: boolean): Strip[] {
  return grouped(marksIn(writing, isColumn), isColumn)
    .filter(isColumn ? isColumnOfSigns : isRow)
    .sort((a, b) => b.count - a.count)
    .slice(0, MOST_STRIPS)
    .map(({ mark: { x0, y0, x1, y1 } }) => ({
      box: { x: x0, y: y0, width: x1 - x0, height: y1 - y0 },
      isColumn,
    }));
}

interface Group {
  mark: Mark;
  count: number;
}

function isRow({ mark, count }: Group): boolean {
  const height = mark.y1 - mark.y0;
  const length = mark.x1 - mark.x0;
  return isSize(height) && length >= LEAST_ROW * height && Math.max(count, length / height) >= 3;
}
function isColumnOfSigns({ mark, count }: Group): boolean {
  const width = mark.x1 - mark.x0;
  const length = mark.y1 - mark.y0;
  return isSize(width) && length >= LEAST_COLUMN * width && Math.max(count, length / width) >= 4;
}
const isSize = (height: number): boolean => height >= LOWEST && height <= MOST_MARK;

/** Marks that stand side by side (or one under the other), as boxes around them. */
function grouped(marks: readonly Mark[], isDown: boolean): Group[] {
  const turned = isDown ? marks.map(turn) : [...marks];
  turned.sort((a, b) => a.x0 - b.x0);
  const parent = turned.map((_, n) => n);
  const root = (n: number): number => {
    let at = n;
    for (let up = parent[at] ?? at; up !== at; up = parent[at] ?? at) at = up;
    parent[n] = at;
    return at;
  };
  const gap = isDown ? COLUMN_GAP : ROW_GAP;
  turned.forEach((a, i) => {
    for (let j = i + 1; j < turned.length; j += 1) {
      const b = turned[j];
      if (!b) break;
      if (b.x0 - a.x1 > gap * MOST_MARK) break;
      const heights = [a.y1 - a.y0, b.y1 - b.y0] as const;
      const shared = Math.min(a.y1, b.y1) - Math.max(a.y0, b.y0);
      if (shared < 0.5 * Math.min(...heights)) continue;
      if (b.x0 - a.x1 <= gap * Math.max(...heights)) parent[root(j)] = root(i);
    }
  });
  const groups = new Map<number, Group>();
  turned.forEach((mark, n) => {
    const group = groups.get(root(n));
    if (!group) groups.set(root(n), { mark: { ...mark }, count: 1 });
    else {
      group.count += 1;
      group.mark = {
        x0: Math.min(group.mark.x0, mark.x0),
        y0: Math.min(group.mark.y0, mark.y0),
        x1: Math.max(group.mark.x1, mark.x1),
        y1: Math.max(group.mark.y1, mark.y1),
      };
    }
  });
  return [...groups.values()].map(({ mark, count }) => ({ mark: isDown ? turn(mark) : mark, count }));
}

const turn = ({ x0, y0, x1, y1 }: Mark): Mark => ({ x0: y0, y0: x0, x1: y1, y1: x1 });

/** Connected marks of ink (all eight neighbours), without specks and without things. */
function marksIn({ width, height, values }: Grey, isColumn: boolean): Mark[] {
  const isInk = Uint8Array.from(values, (value) => (255 - value >= INK ? 1 : 0));
  const marks: Mark[] = [];
  const open: number[] = [];
  for (let start = 0; start < isInk.length && marks.length < MOST_MARKS; start += 1) {
    if (isInk[start] !== 1) continue;
    isInk[start] = 0;
    open.push(start);
    const mark: Mark = { x0: width, y0: height, x1: 0, y1: 0 };
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      const x = at % width;
      const y = (at - x) / width;
      mark.x0 = Math.min(mark.x0, x);
      mark.y0 = Math.min(mark.y0, y);
      mark.x1 = Math.max(mark.x1, x + 1);
      mark.y1 = Math.max(mark.y1, y + 1);
      for (let near = Math.max(0, y - 1); near <= Math.min(height - 1, y + 1); near += 1)
        for (let side = Math.max(0, x - 1); side <= Math.min(width - 1, x + 1); side += 1) {
          const to = near * width + side;
          if (isInk[to] === 1) {
            isInk[to] = 0;
            open.push(to);
          }
        }
    }
    const across = mark.x1 - mark.x0;
    const down = mark.y1 - mark.y0;
    // Letters with an edge run into one another: a mark may be as long as a line.
    if (Math.max(across, down) >= LEAST_MARK && (isColumn ? across : down) <= MOST_MARK) marks.push(mark);
  }
  return marks;
}

/**
 * The signs of a column, set in a row as they would be read: cut where no ink stands between them, never higher
 * than about a sign is wide. Null when there are fewer than three.
 */
export function inARow(column: Grey): Grey | null {
  const signs = signsOf(column);
  if (signs.length < 3) return null;
  const em = Math.max(...signs.map(({ x0, x1 }) => x1 - x0));
  const high = Math.max(...signs.map(({ y0, y1 }) => y1 - y0));
  const pad = Math.round(em * 0.4);
  const gap = Math.max(2, Math.round(em * 0.14));
  const width = signs.reduce((sum, { x0, x1 }) => sum + x1 - x0 + gap, 2 * pad - gap);
  const out = { width, height: high + 2 * pad, values: new Uint8Array(width * (high + 2 * pad)).fill(255) };
  let left = pad;
  for (const { x0, y0, x1, y1 } of signs) {
    const top = pad + Math.round((high - (y1 - y0)) / 2);
    for (let y = y0; y < y1; y += 1)
      out.values.set(
        column.values.subarray(y * column.width + x0, y * column.width + x1),
        (top + y - y0) * width + left,
      );
    left += x1 - x0 + gap;
  }
  return out;
}

/** Boxes around the signs of a column, top to bottom. */
function signsOf(column: Grey): Mark[] {
  const all = inkIn(column, 0, column.height);
  if (!all) return [];
  const em = all.x1 - all.x0;
  const runs: Mark[] = [];
  for (let y = all.y0; y < all.y1; y += 1) {
    const row = inkIn(column, y, y + 1);
    if (!row) continue;
    const last = runs.at(-1);
    if (last?.y1 === y) last.y1 = y + 1;
    else runs.push({ ...all, y0: y, y1: y + 1 });
  }
  const signs: Mark[] = [];
  // Parts of one sign (二, 三, 合) stand apart too: they are joined while they make no more than a square.
  for (const run of runs) {
    const last = signs.at(-1);
    if (last && run.y1 - last.y0 <= em * 1.02) last.y1 = run.y1;
    else signs.push({ ...run });
  }
  return signs
    .filter(({ y0, y1 }) => y1 - y0 >= em * 0.15)
    .map(({ y0, y1 }) => inkIn(column, y0, y1))
    .filter((sign) => sign !== null);
}

/** The box around the ink between two rows; null when there is none. */
function inkIn({ width, values }: Grey, from: number, to: number): Mark | null {
  const mark: Mark = { x0: width, y0: to, x1: 0, y1: from };
  for (let y = from; y < to; y += 1)
    for (let x = 0; x < width; x += 1) {
      if (255 - (values[y * width + x] ?? 255) < INK) continue;
      mark.x0 = Math.min(mark.x0, x);
      mark.y0 = Math.min(mark.y0, y);
      mark.x1 = Math.max(mark.x1, x + 1);
      mark.y1 = Math.max(mark.y1, y + 1);
    }
  return mark.x1 > mark.x0 ? mark : null;
}
