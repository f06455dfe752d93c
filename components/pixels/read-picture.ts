/** One picture read: its likely regions, one after the other, until a whole label is found or all were looked at. */
import type { LabelMatcher } from '../observers/wording';
import { holdsPoint, type PartShare } from '../model/part-share';
import { PASSES, standingOut, type Grey } from './contrast';
import type { Picture } from './picture';
import { linesOfStrips } from './read-strips';
import { isDenied, labelsIn, saysBoth, type OcrLine, type PixelLabel } from './read-labels';
import { likelyRegions, partRegions, readingScale, type PartsRead, type Region } from './regions';
import type { Recogniser } from './recogniser';
import { LEAST_AREA, publishedWatermark, type WatermarkMatch } from './watermark';

export interface PixelReading {
  width: number;
  height: number;
  labels: PixelLabel[];
  /** True when a whole label was found, or when everything that should be looked at was looked at. */
  isComplete: boolean;
  regionsRead: number;
  /** A published watermark of an image model, found in the pixels; null when there is none to be read. */
  watermark: WatermarkMatch | null;
  /** Milliseconds in all, by the clock that was handed in. */
  tookMs: number;
}

export interface ReadPictureOptions {
  recogniser: Recogniser;
  match: LabelMatcher;
  isThorough?: boolean;
  /** A frame of a film, of which parts were read before. No watermark is sought: no film keeps it. */
  parts?: PartsRead;
  clock(): number;
  /** Milliseconds after which no further region is begun; what was read until then is the answer. */
  softMs: number;
}

/** Reads a picture. Throws only what the recogniser throws. A picture too small to carry writing is complete at once. */
export function readPicture(picture: Picture, options: ReadPictureOptions): PixelReading {
  const begun = options.clock();
  const { width, height } = picture;
  const { recogniser, match } = options;
  const { parts } = options;
  const plan =
    parts && 'only' in parts
      ? partRegions(width, height, parts.only)
      : likelyRegions(width, height, options.isThorough);
  const known = parts && 'except' in parts ? parts.except : [];
  const scale = readingScale(width, height);
  const watermark = parts ? null : watermarkOf(picture);
  const lines: OcrLine[] = [];
  const seen = new Set<Region>();
  const greys = new Map<Region, Grey>();
  let isCut = false;
  let isFound = false;
  let isLabelled = false;
  const greyOf = (region: Region): Grey => {
    const grey = greys.get(region) ?? picture.grey(region, scale);
    greys.set(region, grey);
    return grey;
  };
  const isOver = (): boolean => options.clock() - begun > options.softMs;
  // Rows and columns of writing by themselves first: that costs least and reads most.
  for (const region of [...plan.regions, ...plan.sides]) {
    if (isFound || isOver()) break;
    const isColumn = plan.sides.includes(region);
    for (const { line, wider } of linesOfStrips(
      picture,
      region,
      greyOf(region),
      isColumn,
      recogniser,
      isOver,
      (box) => known.some((part) => holds(part, box, picture)),
    )) {
      const label = labelsIn([line], picture, match).find(saysBoth);
      if (label && isDenied(label.text, wider(), match)) continue;
      lines.push(line);
      isLabelled ||= label !== undefined;
      // Of a film each part is read once: a second label in another would never be met again.
      isFound = label !== undefined && !parts;
      if (isFound) break;
    }
  }
  let area = 0;
  // Then each region as a block of text, for writing on grounds so restless that no strip stands out of them.
  for (const region of plan.regions) {
    if (isFound || isLabelled) break;
    if (parts) {
      area += (region.width * region.height) / (width * height);
      if (area > MOST_BLOCKS) break;
    }
    if (isOver()) {
      isCut = true;
      break;
    }
    for (const pass of PASSES) {
      const writing = standingOut(greyOf(region), pass);
      if (!writing) continue;
      const read = recogniser
        .recognise(writing)
        .map((line) => placed(line, region, greyOf(region)))
        .filter((line) => !isCutBy(region, line, width));
      lines.push(...read);
      isFound = labelsIn(read, picture, match).some(saysBoth);
      if (isFound) break;
    }
    seen.add(region);
  }
  return {
    width,
    height,
    labels: labelsIn(lines, picture, match),
    isComplete: isFound || isLabelled || (plan.isWholeEdge && !isCut),
    regionsRead: seen.size,
    watermark,
    tookMs: Math.round(options.clock() - begun),
  };
}

/**
 * The same with several recognisers, one after the other, until one has found a whole label: what each found is told,
 * and the picture counts as read to its end when each read it to its end. The time is for all of them together.
 */
export function readWithEach(
  picture: Picture,
  recognisers: readonly Recogniser[],
  options: Omit<ReadPictureOptions, 'recogniser'>,
): PixelReading {
  const begun = options.clock();
  const readings: PixelReading[] = [];
  for (const [at, recogniser] of recognisers.entries()) {
    const left = options.softMs - (options.clock() - begun);
    const reading = readPicture(picture, {
      ...options,
      recogniser,
      softMs: left / (recognisers.length - at),
    });
    readings.unshift(reading);
    if (reading.labels.some(saysBoth)) break;
  }
  const [last] = readings;
  if (!last) throw new RangeError('no recogniser');
  return {
    ...last,
    labels: readings.flatMap(({ labels }) => labels),
    isComplete: last.labels.some(saysBoth) || readings.every(({ isComplete }) => isComplete),
    tookMs: Math.round(options.clock() - begun),
  };
}

/** Share of a frame's area that is also read as blocks of text: that costs as much as they are big. */
const MOST_BLOCKS = 0.15;

/** Whether the middle of a box lies inside a part. */
function holds(part: PartShare, box: Region, { width, height }: Picture): boolean {
  return holdsPoint(part, {
    x: (box.x + box.width / 2) / width,
    y: (box.y + box.height / 2) / height,
  });
}

/** Pixels beyond which no watermark is sought: the models that write it draw at most two million. */
const MOST_WATERMARKED = 4_200_000;

function watermarkOf({ width, height, rgba }: Picture): WatermarkMatch | null {
  if (!rgba || width * height < LEAST_AREA || width * height > MOST_WATERMARKED) return null;
  return publishedWatermark(rgba(), width, height);
}

/** Room that is left beside the end of a line, over its height. */
const END_ROOM = 0.6;

/** Whether a line runs into the side of its region where the picture goes on: its last word may be a longer one. */
function isCutBy(region: Region, line: OcrLine, pictureWidth: number): boolean {
  const first = line.words[0];
  const last = line.words.at(-1);
  if (!first || !last) return false;
  const right = region.x + region.width;
  const isOnRight =
    right < pictureWidth && right - (last.box.x + last.box.width) < END_ROOM * last.box.height;
  const isOnLeft = region.x > 0 && first.box.x - region.x < END_ROOM * first.box.height;
  return isOnRight || isOnLeft;
}

/** A line from pixels of the scaled part into pixels of the picture. */
function placed(line: OcrLine, region: Region, grey: Grey): OcrLine {
  const acrossScale = region.width / grey.width;
  const downScale = region.height / grey.height;
  return {
    words: line.words.map((word) => ({
      ...word,
      box: {
        x: region.x + word.box.x * acrossScale,
        y: region.y + word.box.y * downScale,
        width: word.box.width * acrossScale,
        height: word.box.height * downScale,
      },
      characters: word.characters.map((c) => ({ text: c.text, height: c.height * downScale })),
    })),
  };
}
