/**
 * Verification of C2PA manifests needs a worker that can be ended, which a service worker cannot own. In
 * Chromium an offscreen document owns it; bytes travel there through the blob store, by digest. In Firefox
 * the background page owns it directly.
 */
import browser from 'webextension-polyfill';
import { trustLists } from 'virtual:trust';
import { ask } from '../../components/channel/ask';
import { readOwnAnchors } from '../../components/channel/own-anchors';
import type { Store } from '../../components/casebook/store';
import type { C2pa } from '../../components/model/observation';
import { LIMITS } from '../../components/model/limits';
import { createC2paVerifier } from '../../components/provenance/c2pa/worker-host';

export type VerifyC2pa = (input: {
  container: string;
  mime: string;
  bytes: Uint8Array;
  /** The manifest that the file keeps elsewhere, when it has been fetched. */
  manifest?: Uint8Array;
}) => Promise<C2pa>;

interface OffscreenApi {
  createDocument(options: { url: string; reasons: string[]; justification: string }): Promise<void>;
  hasDocument(): Promise<boolean>;
}

/** The way of this browser. */
export function c2paVerifier(store: Promise<Store>): VerifyC2pa {
  const open = offscreenDocument();
  return open ? throughOffscreenDocument(open, store) : throughOwnWorker();
}

let opening: Promise<void> | null = null;

/** Opens the document that owns workers, unless it is open; null in a browser that has none. */
export function offscreenDocument(): (() => Promise<void>) | null {
  const offscreen = (globalThis as { chrome?: { offscreen?: OffscreenApi } }).chrome?.offscreen;
  if (!offscreen) return null;
  return async () => {
    if (await offscreen.hasDocument()) return;
    opening ??= offscreen
      .createDocument({
        url: 'offscreen.html',
        reasons: ['WORKERS'],
        justification:
          'Reads pictures (Content Credentials, labels in pixels) in workers that can be stopped.',
      })
      .finally(() => {
        opening = null;
      });
    await opening;
  };
}

function throughOffscreenDocument(open: () => Promise<void>, store: Promise<Store>): VerifyC2pa {
  return async ({ mime, bytes, manifest }) => {
    await open();
    const blobs = await store;
    const ownAnchorsPem = await readOwnAnchors();
    const sha256 = await blobs.putBlob(bytes, mime);
    const manifestSha256 = manifest ? await blobs.putBlob(manifest, 'application/c2pa') : null;
    try {
      return await ask(
        'reader/verify-c2pa',
        { sha256, mime, manifestSha256, ownAnchorsPem },
        { waitMs: LIMITS.heavyReadMs * 4 },
      );
    } finally {
      await blobs.dropBlob(sha256);
      if (manifestSha256 !== null) await blobs.dropBlob(manifestSha256);
    }
  };
}

function throughOwnWorker(): VerifyC2pa {
  const verifier = createC2paVerifier({
    createWorker: () => new Worker(browser.runtime.getURL('c2pa-worker.js')),
    wasmUrl: browser.runtime.getURL('c2pa.wasm'),
    trustLists,
  });
  return async ({ mime, bytes, manifest }) =>
    verifier.verify(bytes, mime, { ownAnchorsPem: await readOwnAnchors(), manifest: manifest ?? null });
}
