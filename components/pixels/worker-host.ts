/**
 * Owns the worker in which pictures are read: one at a time, a hard limit on time, a new worker whenever the
 * old one hung or failed, and none at all after a while without work, because the program and its data hold
 * memory. Knows no browser: who calls it says how a worker is made.
 */
import type { Lexicon } from '../../rules/language';
import { LIMITS } from '../model/limits';
import type { PixelReading } from './read-picture';

/** What is needed of a worker; a browser's `Worker` has it. */
export interface PixelWorker {
  postMessage(message: unknown, transfer: ArrayBuffer[]): void;
  addEventListener(type: 'message' | 'error', listener: (event: object) => void): void;
  terminate(): void;
}

/** To the worker, first: where the packaged program and its data are. It answers `{ready: true}` once. */
export interface PixelWorkerStart {
  programUrl: string;
  wasmUrl: string;
  dataUrl: string;
  lexicon: Lexicon;
}
/** To the worker, then: one picture at a time. It answers with a `PixelAnswer` under the same id. */
export interface PixelWorkerRead {
  id: number;
  mime: string;
  isThorough: boolean;
  softMs: number;
  bytes: ArrayBuffer;
}
/** Codes: `not-decodable`, `too-many-pixels`, `reader-failed`, `reader-unavailable`, `timed-out`, `too-large`, `no-bytes`. */
export type PixelAnswer = ({ ok: true } & PixelReading) | { ok: false; code: string };

export interface PixelReaderOptions extends PixelWorkerStart {
  createWorker: () => PixelWorker;
  /** Milliseconds for one picture; `LIMITS.pixelReadMs` unless told. */
  readMs?: number;
  /** Milliseconds without work after which the worker is ended and its memory given back. */
  idleMs?: number;
}

export interface PixelReader {
  /** Reads the labels in one picture. Never rejects: what failed is a code. */
  read(bytes: Uint8Array, mime: string, isThorough?: boolean): Promise<PixelAnswer>;
  /** Ends the worker. A later `read` starts a new one. */
  close(): void;
}

/** Compiling 3 MB of WebAssembly and unpacking the data: seconds on a slow machine, once. */
const START_MS = 20_000;
const IDLE_MS = 20_000;
/** Share of the hard limit after which the worker itself stops beginning anything new. */
const SOFT_SHARE = 0.6;

interface Running {
  worker: PixelWorker;
  ready: Promise<boolean>;
  settle: ((answer: PixelAnswer) => void) | null;
  expected: number;
}

/** A reader over workers made by `createWorker`. The worker starts with the first picture. */
export function createPixelReader(options: PixelReaderOptions): PixelReader {
  const readMs = options.readMs ?? LIMITS.pixelReadMs;
  let running: Running | null = null;
  let queue: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  let count = 0;
  let idle: ReturnType<typeof setTimeout> | undefined;

  function end(): void {
    clearTimeout(idle);
    running?.worker.terminate();
    running?.settle?.({ ok: false, code: 'reader-unavailable' });
    running = null;
  }

  async function read(bytes: Uint8Array, mime: string, isThorough: boolean): Promise<PixelAnswer> {
    if (bytes.length === 0) return { ok: false, code: 'no-bytes' };
    if (bytes.length > LIMITS.mediaBytes) return { ok: false, code: 'too-large' };
    const current = (running ??= start(options));
    if (!(await within(current.ready, START_MS, false))) {
      end();
      return { ok: false, code: 'reader-unavailable' };
    }
    const id = ++count;
    const answered = new Promise<PixelAnswer>((resolve) => {
      current.settle = resolve;
      current.expected = id;
    });
    const copy = new Uint8Array(bytes).buffer;
    const request: PixelWorkerRead = { id, mime, isThorough, softMs: readMs * SOFT_SHARE, bytes: copy };
    current.worker.postMessage(request, [copy]);
    const answer = await within(answered, readMs, null);
    current.settle = null;
    // After a hang or a failure the program's memory is in an unknown state: the next picture gets a new one.
    if (answer === null || (!answer.ok && answer.code === 'reader-failed')) end();
    return answer ?? { ok: false, code: 'timed-out' };
  }

  return {
    read(bytes, mime, isThorough = false) {
      clearTimeout(idle);
      waiting += 1;
      const result = queue.then(() => read(bytes, mime, isThorough));
      queue = result.finally(() => {
        waiting -= 1;
        if (waiting === 0) idle = setTimeout(end, options.idleMs ?? IDLE_MS);
      });
      return result;
    },
    close: end,
  };
}

function start(options: PixelReaderOptions): Running {
  const worker = options.createWorker();
  let isReady: (ready: boolean) => void = () => undefined;
  const ready = new Promise<boolean>((resolve) => {
    isReady = resolve;
  });
  const running: Running = { worker, ready, settle: null, expected: 0 };
  worker.addEventListener('message', (event) => {
    const data = 'data' in event ? event.data : null;
    if (typeof data !== 'object' || data === null) return;
    if ('ready' in data) isReady(data.ready === true);
    else if ('id' in data && data.id === running.expected && 'answer' in data)
      running.settle?.(data.answer as PixelAnswer);
  });
  worker.addEventListener('error', () => {
    isReady(false);
    running.settle?.({ ok: false, code: 'reader-failed' });
  });
  const { programUrl, wasmUrl, dataUrl, lexicon } = options;
  const begin: PixelWorkerStart = { programUrl, wasmUrl, dataUrl, lexicon };
  worker.postMessage(begin, []);
  return running;
}

async function within<T, L>(promise: Promise<T>, waitMs: number, late: L): Promise<T | L> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const limit = new Promise<L>((resolve) => {
    timer = setTimeout(() => {
      resolve(late);
    }, waitMs);
  });
  try {
    return await Promise.race([promise, limit]);
  } finally {
    clearTimeout(timer);
  }
}
