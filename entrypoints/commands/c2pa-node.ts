/** The full C2PA reader for the commands: the same host as in the browser, over a thread of Node. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { C2pa } from '../../components/model/observation';
import type { TrustList } from '../../components/model/trust';
import { readAnchors } from '../../components/provenance/c2pa/trust';
import { createC2paVerifier } from '../../components/provenance/c2pa/worker-host';
import type { SerialWorker } from '../../components/workers/serial-worker';
import { loadTrustLists } from '../../rules/trust';
import { root } from './root';

/** Names a PEM file of authorities that are trusted beside the bundled lists. */
export const ANCHORS_VARIABLE = 'MINGBIAO_C2PA_ANCHORS';

export interface NodeVerifier {
  /** As in the browser: never rejects, ends a hanging reader after `LIMITS.heavyReadMs`. */
  verify(input: {
    container: string;
    mime: string;
    bytes: Uint8Array;
    manifest?: Uint8Array | null;
  }): Promise<C2pa>;
  close(): Promise<void>;
}

/**
 * A verifier for the commands, over the bundled lists of trust anchors. `anchorsPem` are further authorities;
 * without it, those in the file named by MINGBIAO_C2PA_ANCHORS. Throws only when that file is named but holds
 * none: the person asked for a comparison that cannot be made.
 */
export function createNodeVerifier(
  options: { anchorsPem?: string; trustLists?: readonly TrustList[] } = {},
): NodeVerifier {
  const anchorsPem = options.anchorsPem ?? anchorsFromEnvironment();
  const threads = new Set<Worker>();
  const verifier = createC2paVerifier({
    createWorker: () => startThread(threads),
    wasmUrl: pathToFileURL(createRequire(import.meta.url).resolve('@contentauth/c2pa-wasm/c2pa.wasm')).href,
    trustLists: options.trustLists ?? loadTrustLists(root),
  });
  return {
    verify: ({ bytes, mime, manifest }) =>
      verifier.verify(bytes, mime, { ownAnchorsPem: anchorsPem, manifest: manifest ?? null }),
    async close() {
      const ending = [...threads].map((thread) => thread.terminate());
      verifier.close();
      await Promise.all(ending);
    },
  };
}

function anchorsFromEnvironment(): string | null {
  const path = process.env[ANCHORS_VARIABLE];
  if (path === undefined || path === '') return null;
  const anchors = readAnchors(readFileSync(path, 'utf8'));
  if (!anchors.ok)
    throw new Error(`${ANCHORS_VARIABLE}: no usable certificates in ${path} (${anchors.code})`);
  return anchors.pem;
}

function startThread(threads: Set<Worker>): SerialWorker {
  // No loader flags: the thread's file is plain JavaScript and must not inherit the parent's TypeScript hooks.
  const thread = new Worker(new URL('./c2pa-node-worker.mjs', import.meta.url), { execArgv: [] });
  threads.add(thread);
  thread.once('exit', () => threads.delete(thread));
  // A waiting reader must not keep a finished command alive.
  thread.unref();
  return {
    postMessage: (message, transfer) => thread.postMessage(message, transfer),
    addEventListener(type, listener) {
      if (type === 'message') thread.on('message', (data: unknown) => listener({ data }));
      else thread.on('error', (error) => listener({ error }));
    },
    terminate: () => void thread.terminate(),
  };
}
