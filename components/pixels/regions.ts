/**
 * This room reads labels that are burnt into a picture: where to look, how the picture is made readable, which
 * recognised words make a label, and how large it stands. It says what is written in the picture and nothing
 * else: it never guesses a word that was not read, never judges, never asks the network, and knows no page.
 *
 * This file: the likely places, GB 45438-2025 §5.2 (“at an edge or corner of the picture”).
 */

import type { PartShare } from '../model/part-share';

/** A part of a picture, in its own pixels. */
export interface Region {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Which parts of a picture are read: these only, or its likely places but for these. */
export type PartsRead = { only: PartShare[] } | { except: PartShare[] };

export interface RegionPlan {
  regions: Region[];
  /** Along the left and right edge from top to bottom: where signs stand one under the other. */
  sides: Region[];
  /** False when the picture has more edge than `MOST_REGIONS` cover; what is covered is the ends first. */
  isWholeEdge: boolean;
}

/** Shortest side to which a picture is scaled for reading: text of 5 % of it is then 36 px high, of 3 % 22 px. */
export const READING_SIDE = 720;
/** A picture smaller than this is scaled up at most so often; beyond it there is nothing to gain. */
const MOST_ENLARGEMENT = 4;
export const MOST_REGIONS = 16;

/** Share of the shortest side taken by the bands along top and bottom, and by those along left and right. */
const BAND = 0.2;
const SIDE_BAND = 0.36;
/** How far neighbouring regions reach into each other, so that a line on the seam is whole in one of them. */
const OVERLAP = 0.1;
/** Columns of signs are longer than a line is high: pieces of a side reach further into each other. */
const COLUMN_OVERLAP = 0.5;
const MOST_SIDES = 6;
const LONGEST_BAND = 2;
const LONGEST_SIDE = 1.2;

/** By how much a picture of this size is scaled for reading; 1 leaves it as it is. */
export function readingScale(width: number, height: number): number {
  return Math.min(MOST_ENLARGEMENT, READING_SIDE / Math.max(1, Math.min(width, height)));
}

/**
 * The bands along the four edges (their ends are the corners), the likeliest first: bottom, top, then the
 * sides. Bands of long pictures are cut into overlapping pieces. With `isThorough` the inside is covered too,
 * as the person asked. Empty for a picture without area.
 */
export function likelyRegions(width: number, height: number, isThorough = false): RegionPlan {
  if (!(width >= 1 && height >= 1) || !Number.isFinite(width * height))
    return { regions: [], sides: [], isWholeEdge: false };
  const side = Math.min(width, height);
  const band = Math.min(height, Math.ceil(side * BAND));
  const overlap = Math.ceil(side * OVERLAP);
  const across = pieces(width, Math.ceil(side * LONGEST_BAND), overlap);
  const rows: Region[] = [height - band, 0].flatMap((y) =>
    across.map(({ from, length }) => ({ x: from, y, width: length, height: band })),
  );

  const inner = { from: Math.max(0, band - overlap), to: Math.min(height, height - band + overlap) };
  const sideWidth = isThorough ? width : Math.min(width, Math.ceil(side * SIDE_BAND));
  const columns: Region[] = [];
  if (inner.to > inner.from)
    for (const piece of pieces(inner.to - inner.from, Math.ceil(side * LONGEST_SIDE), overlap))
      for (const x of sideWidth >= width ? [0] : [0, width - sideWidth])
        columns.push({ x, y: inner.from + piece.from, width: sideWidth, height: piece.length });

  const all = [...rows, ...columns];
  const down = pieces(height, Math.ceil(side * LONGEST_BAND), Math.ceil(side * COLUMN_OVERLAP));
  const sideBand = Math.min(width, Math.ceil(side * BAND));
  const sides = down
    .slice(0, MOST_SIDES)
    .flatMap(({ from, length }) =>
      [width - sideBand, 0].map((x) => ({ x, y: from, width: sideBand, height: length })),
    );
  return {
    regions: all.slice(0, MOST_REGIONS),
    sides,
    isWholeEdge: all.length <= MOST_REGIONS && down.length <= MOST_SIDES,
  };
}

/** A length cut into overlapping pieces, the ends first: labels stand in corners. */
function pieces(length: number, longest: number, overlap: number): { from: number; length: number }[] {
  if (length <= longest) return [{ from: 0, length }];
  const step = Math.max(1, longest - overlap);
  const count = Math.min(MOST_REGIONS * 2, Math.ceil((length - overlap) / step));
  const cut = Array.from({ length: count }, (_, n) => ({
    from: n === count - 1 ? length - longest : n * step,
    length: longest,
  }));
  const last = cut.pop();
  const first = cut.shift();
  return [last, first, ...cut].filter((piece) => piece !== undefined);
}

/** Share of a picture's height above which a part may hold a column of signs. */
const TALL = 1.4;
const MOST_PARTS = 24;

/**
 * These parts of a picture instead of its edges: parts that touch are one, those nearest to an edge come first, and
 * one that is taller than wide is looked at for columns of signs as well. Parts without area are left out.
 */
export function partRegions(width: number, height: number, parts: readonly PartShare[]): RegionPlan {
  const joined: Region[] = [];
  for (const part of parts.slice(0, MOST_PARTS * 4)) {
    const x = Math.max(0, Math.floor(part.x * width));
    const y = Math.max(0, Math.floor(part.y * height));
    let region: Region = {
      x,
      y,
      width: Math.min(width, Math.ceil((part.x + part.width) * width)) - x,
      height: Math.min(height, Math.ceil((part.y + part.height) * height)) - y,
    };
    if (!(region.width >= 1 && region.height >= 1)) continue;
    for (let n = joined.length - 1; n >= 0; n -= 1) {
      const other = joined[n];
      if (!other || !touches(other, region)) continue;
      region = around([other, region]);
      joined.splice(n, 1);
      n = joined.length;
    }
    joined.push(region);
  }
  const toEdge = (r: Region): number => Math.min(r.x, r.y, width - r.x - r.width, height - r.y - r.height);
  const regions = joined.sort((a, b) => toEdge(a) - toEdge(b)).slice(0, MOST_PARTS);
  return {
    regions,
    sides: regions.filter((r) => r.height > TALL * r.width).map((r) => ({ ...r })),
    isWholeEdge: joined.length <= MOST_PARTS,
  };
}

function touches(a: Region, b: Region): boolean {
  return a.x <= b.x + b.width && b.x <= a.x + a.width && a.y <= b.y + b.height && b.y <= a.y + a.height;
}

/** The smallest region around all of these, of which there must be one. */
export function around(regions: readonly Region[]): Region {
  const x = Math.min(...regions.map((region) => region.x));
  const y = Math.min(...regions.map((region) => region.y));
  return {
    x,
    y,
    width: Math.max(...regions.map((region) => region.x + region.width)) - x,
    height: Math.max(...regions.map((region) => region.y + region.height)) - y,
  };
}
