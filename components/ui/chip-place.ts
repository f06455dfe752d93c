/**
 * Where on a player the chip may stand: over no words, and least of all over a label. Hang-tags go by the same sums.
 * Pure arithmetic over boxes; what stands on the player is found out elsewhere (watching/standing.ts).
 */

/** CSS pixels; of the viewport, or of a player's upper left corner, as said. */
export interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** Upper left corner of the chip from that of the player, in CSS pixels. */
export interface Spot {
  left: number;
  top: number;
  isSmall: boolean;
}

const INSET_PX = 8;
/** Below a hang-tag on the same picture, which stands at the top left. */
const TOP_PX = 42;
/** A player's own bar, which comes up under the pointer. */
const BAR_PX = 60;
const STEP_PX = 8;
/** Kept free around words, which mostly stand on a ground a few pixels larger. */
const AIR_PX = 8;

/**
 * The first free spot: along the left side, the right side, then the middle, in the upper half before the lower one,
 * with all its words before the ring alone. Where words stand everywhere, the ring goes where it covers least of
 * them, but never over a label: null then.
 */
export function chipSpot(
  player: Box,
  sizes: { whole: Pick<Box, 'width' | 'height'>; small: Pick<Box, 'width' | 'height'> },
  standing: readonly Box[],
  labels: readonly Box[],
): Spot | null {
  const inside = (box: Box): Box => ({ ...box, left: box.left - player.left, top: box.top - player.top });
  const taken = [...standing, ...labels].map(inside);
  const never = labels.map(inside);
  let least: { spot: Spot; covered: number } | null = null;
  for (const [name, { width, height }] of [
    ['whole', sizes.whole],
    ['small', sizes.small],
  ] as const) {
    if (name === 'whole' && width + 2 * INSET_PX > player.width) continue;
    for (const [left, top] of places(player, width, height)) {
      const box = { left, top, width, height };
      const covered = coveredBy(box, taken);
      const spot = { left, top, isSmall: name === 'small' };
      if (covered === 0) return spot;
      if (name === 'small' && !isOver(box, never) && (least === null || covered < least.covered))
        least = { spot, covered };
    }
  }
  return least?.spot ?? null;
}

function* places(player: Box, width: number, height: number): Generator<[number, number]> {
  const right = Math.max(INSET_PX, player.width - INSET_PX - width);
  const columns: [number, number][] = [
    [INSET_PX, TOP_PX],
    [right, INSET_PX],
    [Math.max(INSET_PX, (player.width - width) / 2), INSET_PX],
  ];
  const bottom = Math.max(TOP_PX, player.height - BAR_PX - height);
  const middle = Math.min(bottom, player.height / 2);
  for (const [from, until] of [
    [0, middle],
    [middle + STEP_PX, bottom],
  ] as const)
    for (const [left, first] of columns)
      for (let top = Math.max(first, from); top <= until; top += STEP_PX)
        yield [Math.round(left), Math.round(top)];
}

/** A corner of a picture, for a hang-tag. */
export interface Corner {
  atRight: boolean;
  atBottom: boolean;
}
/** The upper left one first: there shoppers look for a tag. */
const CORNERS: readonly Corner[] = [
  { atRight: false, atBottom: false },
  { atRight: true, atBottom: false },
  { atRight: false, atBottom: true },
  { atRight: true, atBottom: true },
];

/** Where a tag of this size stands in a corner of a picture, `inset` pixels from its edges. */
export function inCorner(
  picture: Box,
  { width, height }: Pick<Box, 'width' | 'height'>,
  inset: number,
  { atRight, atBottom }: Corner,
): Box {
  return {
    left: atRight ? picture.left + picture.width - inset - width : picture.left + inset,
    top: atBottom ? picture.top + picture.height - inset - height : picture.top + inset,
    width,
    height,
  };
}

/** The first corner in which the tag covers nothing that stands on the picture; else that in which it covers least. */
export function freeCorner(
  picture: Box,
  tag: Pick<Box, 'width' | 'height'>,
  inset: number,
  standing: readonly Box[],
): Corner {
  let [best] = CORNERS as readonly [Corner];
  let least = Infinity;
  for (const corner of CORNERS) {
    const covered = coveredBy(inCorner(picture, tag, inset, corner), standing);
    if (covered >= least) continue;
    least = covered;
    best = corner;
  }
  return best;
}

/** How much of those a box covers, in square pixels, with some air between; what two of them share counts twice. */
export function coveredBy(box: Box, others: readonly Box[]): number {
  return others.reduce((sum, other) => sum + overlap(box, other), 0);
}

/** Whether a box touches one of those, with some air between. */
export function isOver(box: Box, others: readonly Box[]): boolean {
  return others.some((other) => overlap(box, other) > 0);
}

function overlap(a: Box, b: Box): number {
  const across = Math.min(a.left + a.width, b.left + b.width + AIR_PX) - Math.max(a.left, b.left - AIR_PX);
  const down = Math.min(a.top + a.height, b.top + b.height + AIR_PX) - Math.max(a.top, b.top - AIR_PX);
  return across > 0 && down > 0 ? across * down : 0;
}
