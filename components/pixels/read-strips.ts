/** Reads single rows and columns of writing: each cut out at its own size, made dark on white, and read as one line. */
import { enclosedBy, restlessness, standingOut, stretched, withoutRunningOut, type Grey } from './contrast';
import type { Picture } from './picture';
import type { OcrLine } from './read-labels';
import type { Recogniser } from './recogniser';
import type { Region } from './regions';
import { inARow, stripsIn, type Strip } from './strips';

/** Height to which a row is scaled, in pixels: the recogniser learned on about that. */
const LINE_PX = 44;
/**
 * How a strip is read again when a part of a label was read in it: one sign is often lost at one size only, or at
 * an end. Heights in pixels, and room at both ends over the strip's height.
 */
const AGAIN = [
  { linePx: 34, moreRoom: 0 },
  { linePx: 60, moreRoom: 0 },
  { linePx: LINE_PX, moreRoom: 1.5 },
] as const;
/** Parts of labels, as they are read and misread. */
const PART = /A[Il1|T]|人工|智能|生.?成|合成|[gG]ener|由|为|생성|합성|제작|가상/;
const MOST_ENLARGEMENT = 3;
/** Room around a strip, over its height: the ground is needed to see what stands out of it. */
const ROOM = 0.35;

export interface StripReading {
  line: OcrLine;
  /** The same strip again with what may stand before and behind it: a lost 非 would turn a denial around. */
  wider(): OcrLine[];
}

/** How far a strip is widened at both ends, over its height: three signs. */
const WIDER = 3.5;

/**
 * Lines in this region of the picture, in the picture's own pixels, as they are read: whoever has found enough
 * asks for no more, and none is begun once `isOver` or where it `isKnown`. With `isColumn` only columns are read, otherwise only rows.
 * Throws what the recogniser throws.
 */
export function* linesOfStrips(
  picture: Picture,
  region: Region,
  grey: Grey,
  isColumn: boolean,
  recogniser: Recogniser,
  isOver: () => boolean,
  isKnown: (box: Region) => boolean = () => false,
): Generator<StripReading> {
  const deadLevels = 2 + 2 * restlessness(grey);
  const scale = region.width / grey.width;
  for (const isLight of [true, false]) {
    const writing = standingOut(grey, { isLight, reachPx: 18, gain: 12, deadLevels });
    if (!writing) continue;
    for (const { box } of stripsIn(writing, isColumn)) {
      if (isOver()) return;
      const strip: Strip = {
        box: {
          x: region.x + box.x * scale,
          y: region.y + box.y * scale,
          width: box.width * scale,
          height: box.height * scale,
        },
        isColumn,
      };
      if (isKnown(strip.box)) continue;
      const wider = (): OcrLine[] => [...read(picture, strip, WIDER, isLight, recogniser)];
      for (const line of read(picture, strip, ROOM, isLight, recogniser)) yield { line, wider };
    }
  }
}

function* read(
  picture: Picture,
  strip: Strip,
  endRoom: number,
  isLight: boolean,
  recogniser: Recogniser,
): Generator<OcrLine> {
  let hasPart = false;
  for (const { line, scale, box } of cutOut(picture, strip, endRoom, isLight, LINE_PX))
    for (const words of recogniser.recognise(line, true)) {
      hasPart ||= PART.test(words.words.map(({ text }) => text).join(''));
      yield placed(words, box, scale, strip.isColumn);
    }
  if (!hasPart) return;
  for (const { linePx, moreRoom } of AGAIN)
    for (const { line, scale, box } of cutOut(picture, strip, endRoom + moreRoom, isLight, linePx))
      for (const words of recogniser.recognise(line, true)) yield placed(words, box, scale, strip.isColumn);
}

interface CutOut {
  line: Grey;
  /** Pixels of `line` for each of the picture. */
  scale: number;
  /** In pixels of the picture. */
  box: Region;
}

/** The strip as the recogniser wants it, then, where it may have dark edges, what they enclose. */
function* cutOut(
  picture: Picture,
  { box: found, isColumn }: Strip,
  endRoom: number,
  isLight: boolean,
  linePx: number,
): Generator<CutOut> {
  const height = isColumn ? found.width : found.height;
  const across = (isColumn ? ROOM : endRoom) * height;
  const down = (isColumn ? endRoom : ROOM) * height;
  const x = Math.max(0, found.x - across);
  const y = Math.max(0, found.y - down);
  const box = {
    x,
    y,
    width: Math.min(picture.width, found.x + found.width + across) - x,
    height: Math.min(picture.height, found.y + found.height + down) - y,
  };
  const scale = Math.min(MOST_ENLARGEMENT, linePx / height);
  const part = picture.grey(box, scale);
  const deadLevels = 2 + 2 * restlessness(part);
  const writing = standingOut(part, { isLight, reachPx: Math.round(0.6 * linePx), gain: 3, deadLevels });
  if (!writing) return;
  const rings = isLight ? null : enclosedBy(writing);
  for (const each of [stretched(withoutRunningOut(writing)), rings]) {
    const line = each && isColumn ? inARow(each) : each;
    if (line && hasInkOfWriting(line)) yield { line, scale, box };
  }
}

/** Share of ink that rows of writing have with room around them; what has less is lines, with more things. */
const LEAST_INK_SHARE = 0.03;
const MOST_INK_SHARE = 0.5;

function hasInkOfWriting({ values }: Grey): boolean {
  const ink = values.reduce((sum, value) => sum + (255 - value), 0) / (255 * values.length);
  return ink >= LEAST_INK_SHARE && ink <= MOST_INK_SHARE;
}

function placed(line: OcrLine, box: Region, scale: number, isColumn: boolean): OcrLine {
  const words = line.words.map((word) => ({
    ...word,
    box: {
      x: box.x + word.box.x / scale,
      y: box.y + word.box.y / scale,
      width: word.box.width / scale,
      height: word.box.height / scale,
    },
    characters: word.characters.map((c) => ({ text: c.text, height: c.height / scale })),
  }));
  return isColumn ? { words, column: box } : { words };
}
