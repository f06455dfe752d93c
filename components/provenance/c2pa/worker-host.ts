/**
 * Owns the worker in which the full C2PA reader runs: one file at a time, a hard limit on time, and a new
 * worker whenever the old one hung or trapped. Knows no browser: who calls it says how a worker is made.
 */
import { LIMITS } from '../../model/limits';
import type { C2pa } from '../../model/observation';
import type { TrustList } from '../../model/trust';
import { MANIFEST_MIME } from './apart';
import { emptyC2pa } from './claims';
import { readerFormat } from './format';
import { c2paFromAnswer, type ReaderAnswer } from './report';
import { readerTrust } from './trust';

/** What is needed of a worker; a browser's `Worker` has it, and a thread of Node can be made to. */
export interface ReaderWorker {
  postMessage(message: unknown, transfer: ArrayBuffer[]): void;
  addEventListener(type: 'message' | 'error', listener: (event: object) => void): void;
  terminate(): void;
}

/** To the worker, first: where the reader's program is. It answers `{ready: true}` once. */
export interface WorkerStart {
  wasmUrl: string;
}
/** To the worker, then: one file at a time. It answers with a `ReaderAnswer` under the same id. */
export interface WorkerRead {
  id: number;
  format: string;
  settings: string;
  bytes: ArrayBuffer;
  /** Manifest that the file keeps elsewhere, fetched by the person's press; the reader is handed it, no network. */
  manifest: ArrayBuffer | null;
}

export interface VerifierOptions {
  createWorker: () => ReaderWorker;
  wasmUrl: string;
  /** Lists of anchors that signers and time stamps are compared with. */
  trustLists: readonly TrustList[];
  /** Milliseconds for one file; `LIMITS.heavyReadMs` unless told. */
  readMs?: number;
  /** Milliseconds without work after which the worker is ended and its memory given back. */
  idleMs?: number;
}

/** What may stand beside a file that is verified. */
export interface VerifyBeside {
  /** PEM of authorities that the person added. */
  ownAnchorsPem?: string | null;
  /** Bytes of the manifest that the file keeps elsewhere. */
  manifest?: Uint8Array | null;
}

export interface C2paVerifier {
  /**
   * Verifies the manifest in these bytes. Never rejects. `reader-hazard`: this file hung or trapped the
   * reader. `present-not-checked`: the reader could not be started, or the file is over
   * `LIMITS.mediaBytes`; `statusCodes` says which. Under the MIME type of a manifest by itself, that its hash is
   * not that of the manifest's own bytes is no failure: who has the file compares it (apart.ts).
   */
  verify(bytes: Uint8Array, mime: string, beside?: VerifyBeside): Promise<C2pa>;
  /** Ends the worker. A later `verify` starts a new one. */
  close(): void;
}

/** Starting compiles 9 MB of WebAssembly; on a slow machine that takes seconds, once. */
const START_MS = 20_000;
const IDLE_MS = 30_000;

interface Running {
  worker: ReaderWorker;
  ready: Promise<void>;
  /** Resolves the read under way, if any. */
  settle: ((answer: ReaderAnswer | 'closed') => void) | null;
  expected: number;
}

/** A verifier over workers made by `createWorker`. The worker starts with the first file. */
export function createC2paVerifier(options: VerifierOptions): C2paVerifier {
  const readMs = options.readMs ?? LIMITS.heavyReadMs;
  const settings = settingsOnce(options.trustLists);
  let running: Running | null = null;
  let queue: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  let count = 0;
  let idle: ReturnType<typeof setTimeout> | undefined;

  function end(): void {
    clearTimeout(idle);
    running?.worker.terminate();
    running?.settle?.('closed');
    running = null;
  }

  async function read(bytes: Uint8Array, mime: string, beside: VerifyBeside): Promise<C2pa> {
    if (bytes.length > LIMITS.mediaBytes) return emptyC2pa('present-not-checked', ['limit-media-bytes']);
    if (bytes.length === 0) return emptyC2pa('unreadable-container', ['reader.no-bytes']);
    const current = (running ??= start(options));
    try {
      await within(current.ready, START_MS);
    } catch {
      // Whatever kept the reader from starting says nothing about the file.
      end();
      return emptyC2pa('present-not-checked', ['reader.unavailable']);
    }
    const id = ++count;
    const answered = new Promise<ReaderAnswer | 'closed'>((resolve) => {
      current.settle = resolve;
      current.expected = id;
    });
    const copy = new Uint8Array(bytes).buffer;
    const manifest = beside.manifest ? new Uint8Array(beside.manifest).buffer : null;
    const own = beside.ownAnchorsPem ?? null;
    const request: WorkerRead = {
      id,
      format: readerFormat(bytes, mime),
      settings: settings(own, manifest !== null),
      bytes: copy,
      manifest,
    };
    current.worker.postMessage(request, manifest ? [copy, manifest] : [copy]);
    const answer = await within(answered, readMs).catch(() => null);
    current.settle = null;
    if (answer === null) {
      end();
      return emptyC2pa('reader-hazard', ['reader.timed-out']);
    }
    if (answer === 'closed') return emptyC2pa('present-not-checked', ['reader.unavailable']);
    // A trapped reader's memory is in an unknown state: never read another file with it.
    if ('trap' in answer) end();
    return c2paFromAnswer(answer, options.trustLists, own !== null, request.format === MANIFEST_MIME);
  }

  return {
    verify(bytes, mime, beside = {}) {
      clearTimeout(idle);
      waiting += 1;
      const result = queue.then(() => read(bytes, mime, beside));
      queue = result.finally(() => {
        waiting -= 1;
        if (waiting === 0) idle = setTimeout(end, options.idleMs ?? IDLE_MS);
      });
      return result;
    },
    close: end,
  };
}

/**
 * Settings for the full reader: it never asks for revocation, and for a manifest kept elsewhere only where it is
 * handed that manifest. Made once for each set of own anchors, since writing the certificates takes a moment.
 */
function settingsOnce(lists: readonly TrustList[]): (own: string | null, isBeside: boolean) => string {
  let made: { own: string | null; trust: object } | null = null;
  return (own, isBeside) => {
    if (made?.own !== own || made === null) made = { own, trust: { anchors: readerTrust(lists, own) } };
    return JSON.stringify({
      verify: { remote_manifest_fetch: isBeside, ocsp_fetch: false, verify_trust: true },
      trust: made.trust,
    });
  };
}

function start(options: VerifierOptions): Running {
  const worker = options.createWorker();
  let isReady: () => void = () => undefined;
  let failed: (error: Error) => void = () => undefined;
  const ready = new Promise<void>((resolve, reject) => {
    isReady = resolve;
    failed = reject;
  });
  const running: Running = { worker, ready, settle: null, expected: 0 };
  worker.addEventListener('message', (event) => {
    const data = 'data' in event ? event.data : null;
    if (typeof data !== 'object' || data === null) return;
    if ('ready' in data) {
      if (data.ready === true) isReady();
      else failed(new Error('the reader did not start'));
      return;
    }
    if (!('id' in data) || data.id !== running.expected || !('answer' in data)) return;
    running.settle?.(data.answer as ReaderAnswer);
  });
  worker.addEventListener('error', () => {
    failed(new Error('the worker failed'));
    running.settle?.({ trap: 'worker-error' });
  });
  const begin: WorkerStart = { wasmUrl: options.wasmUrl };
  worker.postMessage(begin, []);
  return running;
}

async function within<T>(promise: Promise<T>, waitMs: number): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error('timed out'));
    }, waitMs);
  });
  try {
    return await Promise.race([promise, limit]);
  } finally {
    clearTimeout(timer);
  }
}
