/**
 * Whether movement repeats at a distance in time: first all distances at once over shortened movement, then
 * each promising one region by region. Every number that decides is named here and explained.
 */
import { comebackAt, type Comeback } from './comeback';
import { OFTEN, type Movement } from './movement';
import { NEAR_SLOTS, type LagSearch } from './search';
import { GRID, REGIONS } from './signature';
import { SLOT_MS, STEPS } from './timeline';

export interface Repeat extends Comeback {
  /** In slots, with a part of a slot. */
  lag: number;
  /** Regions that move smoothly enough to be asked, those of them that agree, and how many agree closely. */
  voting: number;
  agreeing: number[];
  closely: number;
  /** Share of what moves in the picture that comes back, 0–1. */
  share: number;
  /** Rows compared, from the end of the stretch. */
  window: number;
  /** Whether it is enough to say that the picture repeats. */
  isEnough: boolean;
}

/** Peaks of the profile that are looked at region by region. */
const MOST_PEAKS = 4;
const PEAK_FROM = 0.3;

/** Rows taken of a long stretch to ask each region. */
const MOST_ROWS = 240;
/** Parts of a slot sharpen what is alike; they do not make unlike things alike. */
const WORTH_SHARPENING = 0.5;
const SHARPENED_FROM = 10;

/** A region agrees from this correlation of its movement, and closely from this. */
const AGREES_FROM = 0.6;
const CLOSELY_FROM = 0.8;
/** How many regions must agree, and how many closely: fewer are a decoration, a screen or a fan. */
const REGIONS_FROM = 10;
const CLOSE_REGIONS_FROM = 6;
/** Rows and columns over which the agreeing regions must spread: a ticker is one band. */
const SPREAD_FROM = 4;
/** One thing that swings is one part, and comes by the same way again and again without any recording. */
const PARTS_FROM = 1.3;
/**
 * A camera that goes somewhere, however slowly, and comes by again shows the same room again without any recording.
 * It goes when the picture shifts so many regions from end to end, and without that shift so much less moves. Then
 * nearly all must come back, the person before that room too, and not as it does backwards. A hand that trembles goes
 * nowhere; a body that paces shifts no room.
 */
const CAMERA_WAY = 0.35;
const CAMERA_LEAVES = 0.7;
const CAMERA_SHARE = 0.9;
const CAMERA_MIRRORED = 0.6;
/**
 * Share of what moves that must come back. A screen, a row of slides or a stand that turns repeats exactly beside a
 * live host, who does not: then a part of the picture repeats, which is no repeat of the picture. On drawn scenes with
 * slides behind a calm host the share came to 0.77. Against the share counts only what moves smoothly without doubt:
 * comments, cards and mouths jump, and a short look at jumps may find some of them smooth. Nor does a mouth inside what
 * comes back, nor what follows a camera that trembles, nor what moves in few moments only: a gift flies through smoothly,
 * and comes to a tenth of the time at most where a body comes to a third. Of 40 recordings of hosts that were looped, the
 * share was 0.91 at the least.
 */
const SHARE_FROM = 0.85;
const SURELY_SMOOTH = 0.35;
/** Slots for which one thing that crosses a region moves it. */
const ONE_CROSSING_SLOTS = 2_500 / SLOT_MS;
/**
 * A sticker or a screen fills a rectangle of its own up to its corners, and beside it a host who hardly moves would go
 * unseen. What moves a tenth of that is no part of it: so bright a thing drags the fit of light and camera, and shows a
 * little all over the picture. A person fills as much of a rectangle, but not beside the head.
 */
const OUTSHONE = 0.1;
const PATCH_FILLED = 0.7;
/** Of the four regions at each corner, those that must come back. */
const CORNER_FROM = 3;
const PATCH_MOST = 0.4 * REGIONS;
/** Most regions of a mouth that speaks for itself, and sides on which what comes back must lie around it. */
const MOUTH_MOST = 8;
const MOUTH_SIDES = 3;
/** Regions around one that must come back with it, or it is a straggler and no part of the rectangle. */
const NEIGHBOURS_FROM = 3;
/**
 * What hardly moves may be the noise of an encoder or the moiré of a filmed screen, and is not counted in that share:
 * less than a quarter of what most of the picture moves, and less than two grey levels. `MUCH` of the regions move less
 * than what counts as most.
 */
const HARDLY = 0.25;
const HARDLY_MOST = 2 * STEPS;
const MUCH = 0.75;

/**
 * Ways to be sure: `alike` and `certainty` together. Chosen on drawn scenes, on other seeds than those reported: people
 * who nod, sway, rock and pace come to 0.83 with a certainty of 2, and never beyond 0.86.
 */
const ENOUGH: readonly { alike: number; certainty: number }[] = [
  { alike: 0.8, certainty: 3.2 },
  { alike: 0.85, certainty: 2.5 },
  { alike: 0.88, certainty: 1.8 },
  { alike: 0.74, certainty: 5.5 },
];

/**
 * Somebody who paces goes back by the way they came. What comes back less exactly than that is not believed where it
 * comes as much backwards: the looped recordings came to 0.5 at the most, drawn people who pace to 0.55 and more.
 */
const EXACT = 0.88;
const BACKWARDS = 0.52;
/**
 * A sticker in a corner turns in a few seconds, again and again: what comes back at a shorter distance as well has a
 * rhythm of its own, whoever sits beside it. The looped recordings came to 0.44 at the most.
 */
const RHYTHM = 0.65;

/** What is asked of a recording that may be played to and fro: people who sway do so too, but less exactly. */
const TO_AND_FRO = { alike: 0.88, certainty: 4.5 };

/** Similarity at every distance; 0 where not looked at. */
export function profileOf(search: LagSearch): Float32Array {
  const longest = Math.min(search.longest, search.rows);
  const similarity = new Float32Array(Math.max(0, longest) + 1);
  for (let lag = NEAR_SLOTS; lag <= longest; lag += 1) similarity[lag] = search.similarityAt(lag);
  return similarity;
}

/** The distances from `shortest` slots on at which the profile peaks, the highest first. */
export function peaksOf(similarity: Float32Array, shortest: number): number[] {
  const peaks: number[] = [];
  for (let lag = Math.max(shortest, NEAR_SLOTS + 1); lag < similarity.length; lag += 1) {
    const here = similarity[lag] as number;
    if (here >= PEAK_FROM && here >= (similarity[lag - 1] ?? 0) && here > (similarity[lag + 1] ?? 0))
      peaks.push(lag);
  }
  return peaks.sort((a, b) => (similarity[b] ?? 0) - (similarity[a] ?? 0)).slice(0, MOST_PEAKS);
}

/** Looks at one distance region by region. `movement` ends now and holds more than `lag` and the compared stretch. */
export function repeatAt(movement: Movement, lag: number, window: number): Repeat {
  const { smooth } = movement;
  let best = { lag, correlations: correlationsAt(movement, lag, window) };
  if (best.correlations.filter((r) => r >= WORTH_SHARPENING).length >= SHARPENED_FROM)
    for (const part of [-0.5, -0.25, 0.25, 0.5]) {
      const correlations = correlationsAt(movement, lag + part, window);
      if (sumOf(correlations) > sumOf(best.correlations)) best = { lag: lag + part, correlations };
    }
  const agreeing = smooth.filter((_, s) => (best.correlations[s] ?? 0) >= AGREES_FROM);
  const closely = best.correlations.filter((r) => r >= CLOSELY_FROM).length;
  const comeback =
    agreeing.length >= REGIONS_FROM && closely >= CLOSE_REGIONS_FROM && spreads(agreeing)
      ? comebackAt(movement, agreeing, best.lag, window)
      : { alike: 0, rival: 0, parts: 0, moves: 0, mirrored: 0, even: 0, certainty: 0, toAndFro: 0 };
  // What crosses the picture now and then may come by the clock.
  const often = agreeing.filter((region) => (movement.often[region] ?? 0) >= OFTEN);
  // Most distances end here, and what follows goes through the whole stretch again.
  const share = comeback.alike > 0 ? shareOf(movement, often) : 0;
  const { alike, rival, certainty, parts, mirrored, toAndFro } = comeback;
  const isBackwards = alike < EXACT && mirrored >= BACKWARDS;
  return {
    ...comeback,
    lag: best.lag,
    voting: smooth.length,
    agreeing,
    closely,
    share,
    window,
    isEnough:
      parts >= PARTS_FROM &&
      2 * often.length >= agreeing.length &&
      share >= SHARE_FROM &&
      rival < RHYTHM &&
      (ENOUGH.some((least) => alike >= least.alike && certainty >= least.certainty && !isBackwards) ||
        (alike >= TO_AND_FRO.alike && toAndFro >= TO_AND_FRO.certainty)) &&
      !isPatch(shining(movement, often)) &&
      !isCamera(movement, share, comeback),
  };
}

/** Whether it was the camera that came by again. */
function isCamera({ camera }: Movement, share: number, { mirrored, even }: Comeback): boolean {
  return (
    camera.way >= CAMERA_WAY &&
    camera.left < CAMERA_LEAVES &&
    (share < CAMERA_SHARE || Math.max(mirrored, even) >= CAMERA_MIRRORED)
  );
}

/** Those of the regions that are not outshone by the others. */
function shining({ usual }: Movement, regions: readonly number[]): number[] {
  const most = muchOf(usual, regions);
  const least = Math.max(hardly(most), OUTSHONE * most);
  return regions.filter((region) => (usual[region] ?? 0) >= least);
}

/**
 * The lesser of two shares: of the regions that move more than noise, and of their movement (squared), in which none
 * counts more than most do: a gift that flies through must not decide, nor bands over a picture that hardly moves.
 */
function shareOf(
  { smooth, usual, smoothness, often, shaken, known }: Movement,
  agreeing: readonly number[],
): number {
  const agrees = new Set(agreeing);
  // Of a short stretch even one gift takes a good part.
  const onceAtMost = Math.max(OFTEN, ONE_CROSSING_SLOTS / Math.max(1, known));
  const surely = smooth.filter((region) =>
    agrees.has(region)
      ? (often[region] ?? 0) >= OFTEN
      : (smoothness[region] ?? 0) >= SURELY_SMOOTH && (often[region] ?? 0) >= onceAtMost && !shaken(region),
  );
  const much = muchOf(usual, surely);
  const least = hardly(much);
  const mouth = mouthAmong(
    surely.filter((region) => !agrees.has(region) && (usual[region] ?? 0) >= least),
    agrees,
  );
  const asked = surely.filter((region) => !mouth.has(region));
  const counted = (regions: readonly number[]): number =>
    regions.filter((region) => (usual[region] ?? 0) >= least).length;
  const moved = (regions: readonly number[]): number =>
    regions.reduce((sum, region) => sum + Math.min(much, usual[region] ?? 0) ** 2, 0);
  return Math.min(
    counted(agreeing) / Math.max(1, counted(asked)),
    moved(agreeing) / Math.max(1e-9, moved(asked)),
  );
}

/**
 * A mouth that speaks for itself: few regions that hang together, between regions that come back on three sides. The
 * largest such patch of `others`; empty when there is none.
 */
function mouthAmong(others: readonly number[], agrees: ReadonlySet<number>): Set<number> {
  const left = new Set(others);
  let mouth = new Set<number>();
  for (const first of others) {
    if (!left.delete(first)) continue;
    const patch = [first];
    for (const n of patch) for (const near of neighboursOf(n)) if (left.delete(near)) patch.push(near);
    if (patch.length > MOUTH_MOST || patch.length <= mouth.size) continue;
    const sides = [-1, 1, -GRID, GRID].filter((step) =>
      patch.some((n) => agrees.has(n + step) || agrees.has(n + 2 * step)),
    );
    if (sides.length >= MOUTH_SIDES) mouth = new Set(patch);
  }
  return mouth;
}

function neighboursOf(n: number): number[] {
  return AROUND.filter(([u]) => (n % GRID) + u >= 0 && (n % GRID) + u < GRID).map(
    ([u, v]) => n + u + v * GRID,
  );
}

/** What most of these regions move at the most, in 1/`STEPS` grey levels. */
function muchOf(usual: Float32Array, regions: readonly number[]): number {
  const sorted = regions.map((region) => usual[region] ?? 0).sort((a, b) => a - b);
  return sorted[Math.floor(MUCH * sorted.length)] ?? 0;
}

/** What hardly moves moves less than this beside regions that move so much. */
function hardly(much: number): number {
  return Math.min(HARDLY_MOST, HARDLY * much);
}

/** Whether these regions fill a small rectangle. */
function isPatch(regions: readonly number[]): boolean {
  const all = new Set(regions);
  const inside = regions.filter(
    (n) => neighboursOf(n).filter((near) => all.has(near)).length >= NEIGHBOURS_FROM,
  );
  if (inside.length === 0) return false;
  const columns = inside.map((n) => n % GRID);
  const rows = inside.map((n) => Math.floor(n / GRID));
  const [left, right, top, low] = [
    Math.min(...columns),
    Math.max(...columns),
    Math.min(...rows),
    Math.max(...rows),
  ];
  const size = (right - left + 1) * (low - top + 1);
  const isCornered = [left, right - 1].every((u) =>
    [top, low - 1].every(
      (v) => [0, 1, GRID, GRID + 1].filter((step) => all.has(v * GRID + u + step)).length >= CORNER_FROM,
    ),
  );
  return size <= PATCH_MOST && inside.length >= PATCH_FILLED * size && isCornered;
}
const AROUND: readonly (readonly [number, number])[] = [-1, 0, 1].flatMap((u) =>
  [-1, 0, 1].filter((v) => u !== 0 || v !== 0).map((v) => [u, v] as const),
);

/** Correlation of each smooth region's movement with its own `lag` slots before, over the newest `window` rows. */
function correlationsAt({ rows, change, smooth }: Movement, lag: number, window: number): Float32Array {
  const whole = Math.floor(lag);
  const share = lag - whole;
  const from = Math.max(rows - window, whole + 2);
  const step = Math.max(1, Math.round(window / MOST_ROWS));
  const correlations = new Float32Array(smooth.length);
  for (let s = 0; s < smooth.length; s += 1) {
    const region = smooth[s] ?? 0;
    let both = 0;
    let first = 0;
    let second = 0;
    for (let row = from; row < rows; row += step) {
      const now = change[row * REGIONS + region] as number;
      const near = change[(row - whole) * REGIONS + region] as number;
      const far = change[(row - whole - 1) * REGIONS + region] as number;
      const then = near * (1 - share) + far * share;
      both += now * then;
      first += now * now;
      second += then * then;
    }
    correlations[s] = first > 0 && second > 0 ? both / Math.sqrt(first * second) : 0;
  }
  return correlations;
}

function sumOf(values: Float32Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum;
}

function spreads(regions: readonly number[]): boolean {
  const across = new Set(regions.map((n) => n % GRID));
  const down = new Set(regions.map((n) => Math.floor(n / GRID)));
  return across.size >= SPREAD_FROM && down.size >= SPREAD_FROM;
}
