/** The worker in which the labels of pictures are read, and what is said to it. */
import type { Lexicon } from '../../rules/language';
import { LIMITS } from '../model/limits';
import { createSerialQueue, type SerialWorker } from '../workers/serial-worker';
import type { PixelReading } from './read-picture';
import type { PartsRead } from './regions';

/** To the worker, first: where the packaged program and its data are. It answers `{ready: true}` once. */
export interface PixelWorkerStart {
  programUrl: string;
  wasmUrl: string;
  dataUrl: string;
  /** Data for Korean, loaded with the first picture of a Korean page. */
  koreanUrl: string;
  lexicon: Lexicon;
}
/** To the worker, then: one picture at a time. It answers with a `PixelAnswer` under the same id. */
export interface PixelWorkerRead {
  id: number;
  mime: string;
  isThorough: boolean;
  /** Whether the page is Korean: Korean is read first then. */
  isKorean: boolean;
  /** When told, nothing else of the picture is read. */
  parts?: PartsRead;
  softMs: number;
  bytes: ArrayBuffer;
}
/** Codes: `not-decodable`, `too-many-pixels`, `reader-failed`, `reader-unavailable`, `timed-out`, `too-large`, `no-bytes`. */
export type PixelAnswer = ({ ok: true } & PixelReading) | { ok: false; code: string };

export interface PixelReaderOptions extends PixelWorkerStart {
  createWorker: () => SerialWorker;
  /** Milliseconds for one picture; `LIMITS.pixelReadMs` unless told. */
  readMs?: number;
  /** Milliseconds without work after which the worker is ended and its memory given back. */
  idleMs?: number;
}

export interface HowToRead {
  /** The whole picture, not only its edges and corners. */
  isThorough?: boolean;
  /** Whether the page is Korean: Korean is read first then. */
  isKorean?: boolean;
  /** When told, nothing else of the picture is read. */
  parts?: PartsRead | undefined;
}

export interface PixelReader {
  /** Reads the labels in one picture. Never rejects: what failed is a code. */
  read(bytes: Uint8Array, mime: string, how?: HowToRead): Promise<PixelAnswer>;
  /** Ends the worker. A later `read` starts a new one. */
  close(): void;
}

const IDLE_MS = 20_000;
/** Share of the hard limit after which the worker itself stops beginning anything new. */
const SOFT_SHARE = 0.6;

const CODES = {
  'not-started': 'reader-unavailable',
  ended: 'reader-unavailable',
  late: 'timed-out',
  failed: 'reader-failed',
} as const;

/** A reader over workers made by `createWorker`. The worker starts with the first picture. */
export function createPixelReader(options: PixelReaderOptions): PixelReader {
  const { createWorker, programUrl, wasmUrl, dataUrl, koreanUrl, lexicon } = options;
  const readMs = options.readMs ?? LIMITS.pixelReadMs;
  const start: PixelWorkerStart = { programUrl, wasmUrl, dataUrl, koreanUrl, lexicon };
  const idleMs = options.idleMs ?? IDLE_MS;
  const queue = createSerialQueue<PixelAnswer>({ createWorker, start, readMs, idleMs });
  return {
    read: (bytes, mime, { isThorough = false, isKorean = false, parts } = {}) =>
      queue.inTurn(async (ask) => {
        if (bytes.length === 0) return { ok: false, code: 'no-bytes' };
        if (bytes.length > LIMITS.mediaBytes) return { ok: false, code: 'too-large' };
        const copy = new Uint8Array(bytes).buffer;
        const request: Omit<PixelWorkerRead, 'id'> = {
          mime,
          isThorough,
          isKorean,
          ...(parts && { parts }),
          softMs: readMs * SOFT_SHARE,
          bytes: copy,
        };
        const worked = await ask(request, [copy], (answer) => !answer.ok && answer.code === 'reader-failed');
        return worked.ok ? worked.answer : { ok: false, code: CODES[worked.why] };
      }),
    close() {
      queue.close();
    },
  };
}

/** A reader over the worker, the program and the data that are packaged; `urlOf` is the browser's `runtime.getURL`. */
export function packagedPixelReader(urlOf: (path: string) => string, lexicon: Lexicon): PixelReader {
  return createPixelReader({
    createWorker: () => new Worker(urlOf('/pixel-worker.js')),
    programUrl: urlOf('/ocr/tesseract-core.js'),
    wasmUrl: urlOf('/ocr/tesseract-core.wasm'),
    dataUrl: urlOf('/ocr/chi_sim.traineddata.gz'),
    koreanUrl: urlOf('/ocr/kor.traineddata.gz'),
    lexicon,
  });
}
