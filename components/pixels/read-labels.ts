/**
 * From recognised words to labels: words into runs that stand together, runs asked of the label lexicon, and
 * the geometry of GB 45438-2025 §5.2 measured on what was found.
 */
import type { LabelMatcher } from '../observers/wording';
import type { LabelElement, StatusWord } from '../model/words';
import { goesOn, mayDeny, mended } from './confusions';
import { around, type Region } from './regions';

/** One recognised word, in pixels of the picture (not of the scaled copy that was read). */
export interface OcrWord {
  text: string;
  /** 0 to 100, as the recogniser feels about it. */
  confidence: number;
  box: Region;
  /** Heights of its characters, in pixels of the picture. */
  characters: readonly { text: string; height: number }[];
}
/** Words that the recogniser put on one line, left to right. */
export interface OcrLine {
  words: readonly OcrWord[];
  /**
   * Where the line stands when its signs stand one under the other, in pixels of the picture. The boxes of its
   * words are then those of the row in which they were read, in the picture's scale.
   */
  column?: Region;
}

export type PixelPosition = 'corner' | 'edge' | 'inside';

export interface PixelLabel {
  text: string;
  elements: LabelElement[];
  status: StatusWord | null;
  language: string;
  entry: string;
  /** In pixels of the picture. */
  box: Region;
  /**
   * Font height over the shortest side of the picture. The standard does not say which height it means; this
   * is the most lenient reading, the height of the font, estimated from the tallest characters.
   */
  heightShare: number;
  position: PixelPosition;
  confidence: number;
}

/** Share of the font height that the ink of a full Chinese character, and of a capital, fills in common fonts. */
const HAN_INK = 0.91;
const CAPITAL_INK = 0.73;
/** A gap of more than this many line heights parts two texts on one line. */
const WIDEST_GAP = 1.6;
/** Letters that recognition felt so unsure of, at the ends of a run, are texture and are left out. */
const LEAST_SURE = 55;
const MOST_WORDS = 80;
const MOST_LABELS = 8;
/** Shares of the shortest side within which a text still stands at the edge. */
const NEAR_EDGE = 0.1;

/**
 * Labels in these lines of one picture, each once, the most certain first. Never throws, whatever was
 * recognised. The letters “AI” alone are no label here: too little to tell from a product name or texture.
 */
export function labelsIn(
  lines: readonly OcrLine[],
  picture: { width: number; height: number },
  match: LabelMatcher,
): PixelLabel[] {
  const found: PixelLabel[] = [];
  for (const line of lines) {
    for (const run of runsOf(line)) {
      const label = labelOf(run, picture, match, line.column);
      if (!label) continue;
      const same = found.findIndex((other) => isSamePlace(other.box, label.box));
      const other = found[same];
      if (!other) found.push(label);
      else if (isBetter(label, other)) found[same] = label;
      break;
    }
  }
  return found.sort((a, b) => b.confidence - a.confidence).slice(0, MOST_LABELS);
}

/** Both elements before one; then the surer reading. */
function isBetter(a: PixelLabel, b: PixelLabel): boolean {
  return a.elements.length === b.elements.length
    ? a.confidence > b.confidence
    : a.elements.length > b.elements.length;
}

/** Whether a label says all that GB 45438-2025 asks of its text: an AI word and a word for generation. */
export function saysBoth(label: Pick<PixelLabel, 'elements'>): boolean {
  return label.elements.includes('ai') && label.elements.includes('generation');
}

/**
 * Whether any of these lines, which are the label's own strip read wider, denies what the label says (非AI生成, not
 * AI-generated) or shows that its last word was cut short.
 */
export function isDenied(label: string, lines: readonly OcrLine[], match: LabelMatcher): boolean {
  const texts = lines.map(({ words }) => mended(words.map((word) => word.text).join(' ')).text);
  return (
    goesOn(label, texts) ||
    texts.some((text) => {
      const read = match(text);
      return read !== null && (read.negated || read.claim !== null);
    })
  );
}

/** Parts of the line between wide gaps: each first without unsure letters at its ends, then as it is. */
function runsOf(line: OcrLine): (readonly OcrWord[])[] {
  const words = line.words.filter((word) => word.text.trim() !== '').slice(0, MOST_WORDS);
  if (words.length === 0) return [];
  const height = median(words.map((word) => word.box.height));
  const parts: OcrWord[][] = [];
  for (const word of words) {
    const part = parts.at(-1);
    const before = part?.at(-1);
    if (part && before && word.box.x - (before.box.x + before.box.width) <= height * WIDEST_GAP)
      part.push(word);
    else parts.push([word]);
  }
  return parts.flatMap((part) => {
    const trimmed = trimmedOf(part);
    return trimmed.length > 0 && trimmed.length < part.length ? [trimmed, part] : [part];
  });
}

/** Only letters and signs are left out, never a Chinese character or a Korean syllable: a lost 非 or 아님 would turn a denial around. */
function trimmedOf(words: readonly OcrWord[]): readonly OcrWord[] {
  const isTexture = ({ text, confidence }: OcrWord): boolean =>
    !/[\u3400-\u9fff\uac00-\ud7af]/.test(text) &&
    (!/[\p{L}\p{N}]/u.test(text) || (confidence < LEAST_SURE && text.length <= 3)) &&
    !/^(?:a[li1|]|non|not|no)$/i.test(text);
  let from = 0;
  let to = words.length;
  for (let word = words[from]; word && from < to && isTexture(word); word = words[from]) from += 1;
  for (let word = words[to - 1]; word && to > from && isTexture(word); word = words[to - 1]) to -= 1;
  return words.slice(from, to);
}

function labelOf(
  words: readonly OcrWord[],
  picture: { width: number; height: number },
  match: LabelMatcher,
  column: Region | undefined,
): PixelLabel | null {
  const { text, isChanged } = mended(words.map((word) => word.text).join(' '));
  const read = match(text);
  if (!read || read.negated || read.elements.length === 0 || read.entry === 'bare-ai') return null;
  if (read.about === 'text' || (isChanged && !saysBoth(read)) || mayDeny(text)) return null;
  const row = around(words.map((word) => word.box));
  const side = Math.min(picture.width, picture.height);
  // Writing is wider than high; a match over a tall heap of strokes is none.
  if (side <= 0 || row.width < row.height) return null;
  const box = column ?? row;
  return {
    text: text.slice(0, 200),
    elements: read.elements,
    status: read.status,
    language: read.language,
    entry: read.entry,
    box,
    heightShare: fontHeight(words) / side,
    position: positionOf(box, picture),
    confidence: Math.round(mean(words.map((word) => word.confidence))),
  };
}

/**
 * Font height in pixels: the ink height of the taller Chinese characters, or of capitals where there are
 * none, each over the share of the font that such ink fills.
 */
export function fontHeight(words: readonly OcrWord[]): number {
  const characters = words.flatMap((word) => word.characters);
  const han = characters.filter(
    (c) => /[\u3400-\u9fff\uac00-\ud7af]/.test(c.text) && !/[一二三]/.test(c.text),
  );
  if (han.length > 0) return upperMiddle(han.map((c) => c.height)) / HAN_INK;
  const tall = characters.filter((c) => /[A-Z0-9bdfhklt\u00c0-\u00de]/.test(c.text));
  if (tall.length > 0) return upperMiddle(tall.map((c) => c.height)) / CAPITAL_INK;
  return median(words.map((word) => word.box.height));
}

/** Where a text stands in its picture: a corner touches two edges, an edge one. */
export function positionOf(box: Region, picture: { width: number; height: number }): PixelPosition {
  const near = Math.min(picture.width, picture.height) * NEAR_EDGE;
  const isAtRow = box.y <= near || picture.height - (box.y + box.height) <= near;
  const isAtColumn = box.x <= near || picture.width - (box.x + box.width) <= near;
  if (isAtRow && isAtColumn) return 'corner';
  return isAtRow || isAtColumn ? 'edge' : 'inside';
}

function isSamePlace(a: Region, b: Region): boolean {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  if (width <= 0 || height <= 0) return false;
  return width * height >= 0.3 * Math.min(a.width * a.height, b.width * b.height);
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}
function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}
/** Of several measures of one height, most errors make it smaller (a cut character), few larger (a smudge). */
function upperMiddle(values: readonly number[]): number {
  return quantile(values, 0.7);
}
function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
