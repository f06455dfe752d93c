/**
 * Tesseract's own program behind one function. It is given to this file by whoever could load it; this file
 * knows its calls (tesseract.js-core 7) and turns its answer into words, trusting none of it.
 */
import type { Grey } from './contrast';
import { inkHeight } from './ink-height';
import type { OcrLine, OcrWord } from './read-labels';
import type { Region } from './regions';

/** What is used of the program, as its package exports it. */
export interface TesseractModule {
  FS: { writeFile(path: string, bytes: Uint8Array): void };
  TessBaseAPI: new () => TesseractApi;
}
interface TesseractApi {
  Init(path: null, languages: string, engine: number): number;
  SetVariable(name: string, value: string): unknown;
  SetImageFile(orientation: number, angle: number): number;
  Recognize(monitor: null): number;
  GetJSONText(): string;
  Clear?(): void;
}

export interface Recogniser {
  /**
   * Lines in this picture of writing, in its own pixels; with `isOneLine` it is taken for a single line, whatever
   * stands in it. Throws when the program itself fails.
   */
  recognise(grey: Grey, isOneLine?: boolean): OcrLine[];
}

/** The neural recogniser only; the older one is not in the data that is packaged. */
const LSTM_ONLY = 1;
/** One block of text of one size: the strips we cut are that. */
const SINGLE_BLOCK = '6';
const SINGLE_LINE = '7';
const MOST_LINES = 200;

/** Packaged data, by the names its makers gave it: simplified Chinese, and Korean; both read Latin letters too. */
export type ReadingLanguage = 'chi_sim' | 'kor';

/** Starts the program with packaged data for one language; one program can hold several. Throws when it cannot. */
export function startRecogniser(
  program: TesseractModule,
  languageData: Uint8Array,
  language: ReadingLanguage = 'chi_sim',
): Recogniser {
  program.FS.writeFile(`${language}.traineddata`, languageData);
  const api = new program.TessBaseAPI();
  if (api.Init(null, language, LSTM_ONLY) !== 0) throw new Error('recogniser-not-started');
  return {
    recognise(grey, isOneLine = false) {
      api.SetVariable('tessedit_pageseg_mode', isOneLine ? SINGLE_LINE : SINGLE_BLOCK);
      program.FS.writeFile('/input', portableGreyMap(grey));
      if (api.SetImageFile(1, 0) === 1) throw new Error('recogniser-refused-picture');
      api.Recognize(null);
      const lines = linesFromJson(api.GetJSONText(), grey);
      api.Clear?.();
      return lines;
    },
  };
}

/** Binary portable grey map (P5), the plainest form that the program reads. */
export function portableGreyMap({ width, height, values }: Grey): Uint8Array {
  const head = new TextEncoder().encode(`P5\n${String(width)} ${String(height)}\n255\n`);
  const file = new Uint8Array(head.length + values.length);
  file.set(head);
  file.set(values, head.length);
  return file;
}

/**
 * Lines of words from the program's answer; what does not have the expected shape is left out. The program often gives
 * a character the height of its whole line: with the picture that was read, heights are those of the ink.
 */
export function linesFromJson(json: string, grey?: Grey): OcrLine[] {
  let answer: unknown;
  try {
    answer = JSON.parse(json);
  } catch (error) {
    if (error instanceof SyntaxError) return [];
    throw error;
  }
  return listAt(answer, 'blocks')
    .flatMap((block) => listAt(block, 'paragraphs'))
    .flatMap((paragraph) => listAt(paragraph, 'lines'))
    .slice(0, MOST_LINES)
    .map((line) => ({
      words: listAt(line, 'words')
        .map((word) => wordOf(word, grey))
        .filter((word) => word !== null),
    }))
    .filter((line) => line.words.length > 0);
}

function wordOf(value: unknown, grey: Grey | undefined): OcrWord | null {
  const text = fieldOf(value, 'text');
  const confidence = fieldOf(value, 'confidence');
  const box = boxOf(fieldOf(value, 'bbox'));
  if (typeof text !== 'string' || !box) return null;
  return {
    text: text.slice(0, 100),
    confidence: typeof confidence === 'number' && Number.isFinite(confidence) ? confidence : 0,
    box,
    characters: listAt(value, 'symbols').flatMap((symbol) => {
      const character = fieldOf(symbol, 'text');
      const place = boxOf(fieldOf(symbol, 'bbox'));
      if (typeof character !== 'string' || !place) return [];
      return [{ text: character, height: (grey && inkHeight(grey, place)) ?? place.height }];
    }),
  };
}

function boxOf(value: unknown): Region | null {
  const [x0, y0, x1, y1] = ['x0', 'y0', 'x1', 'y1'].map((name) => fieldOf(value, name));
  if (typeof x0 !== 'number' || typeof y0 !== 'number') return null;
  if (typeof x1 !== 'number' || typeof y1 !== 'number') return null;
  if (![x0, y0, x1, y1].every(Number.isFinite) || x1 <= x0 || y1 <= y0) return null;
  return { x: x0, y: y0, width: x1 - x0, height: y1 - y0 };
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined;
}

function listAt(value: unknown, name: string): unknown[] {
  const list = fieldOf(value, name);
  return Array.isArray(list) ? list : [];
}
