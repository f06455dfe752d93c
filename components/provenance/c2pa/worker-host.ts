/** The worker in which the full C2PA reader runs, and what is said to it. */
import { LIMITS } from '../../model/limits';
import type { C2pa } from '../../model/observation';
import type { TrustList } from '../../model/trust';
import { createSerialQueue, type Ask, type SerialWorker } from '../../workers/serial-worker';
import { MANIFEST_MIME } from './apart';
import { emptyC2pa } from './claims';
import { readerFormat } from './format';
import { c2paFromAnswer, type ReaderAnswer } from './report';
import { withStapledAnswers } from './stapled';
import { readerTrust } from './trust';

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
  createWorker: () => SerialWorker;
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

const IDLE_MS = 30_000;

/** A verifier over workers made by `createWorker`. The worker starts with the first file. */
export function createC2paVerifier(options: VerifierOptions): C2paVerifier {
  const { createWorker, wasmUrl, trustLists } = options;
  const settings = settingsOnce(trustLists);
  const start: WorkerStart = { wasmUrl };
  const readMs = options.readMs ?? LIMITS.heavyReadMs;
  const idleMs = options.idleMs ?? IDLE_MS;
  const queue = createSerialQueue<ReaderAnswer>({ createWorker, start, readMs, idleMs });

  async function read(
    ask: Ask<ReaderAnswer>,
    bytes: Uint8Array,
    mime: string,
    beside: VerifyBeside,
  ): Promise<C2pa> {
    if (bytes.length > LIMITS.mediaBytes) return emptyC2pa('present-not-checked', ['limit-media-bytes']);
    if (bytes.length === 0) return emptyC2pa('unreadable-container', ['reader.no-bytes']);
    const copy = new Uint8Array(bytes).buffer;
    const manifest = beside.manifest ? new Uint8Array(beside.manifest).buffer : null;
    const own = beside.ownAnchorsPem ?? null;
    const format = readerFormat(bytes, mime);
    const request: Omit<WorkerRead, 'id'> = {
      format,
      settings: settings(own, manifest !== null),
      bytes: copy,
      manifest,
    };
    const worked = await ask(request, manifest ? [copy, manifest] : [copy], (answer) => 'trap' in answer);
    if (!worked.ok) {
      if (worked.why === 'late') return emptyC2pa('reader-hazard', ['reader.timed-out']);
      // Whatever kept the reader from starting says nothing about the file.
      if (worked.why !== 'failed') return emptyC2pa('present-not-checked', ['reader.unavailable']);
    }
    const answer = worked.ok ? worked.answer : { trap: 'worker-error' };
    const record = c2paFromAnswer(answer, trustLists, own !== null, format === MANIFEST_MIME);
    return withStapledAnswers(record, bytes, beside.manifest ?? null, { lists: trustLists, ownPem: own });
  }

  return {
    verify: (bytes, mime, beside = {}) => queue.inTurn((ask) => read(ask, bytes, mime, beside)),
    close() {
      queue.close();
    },
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
