/**
 * A document nobody sees, in Chromium only: a service worker cannot own a worker, so this owns the one that
 * verifies C2PA manifests. Bytes come from the blob store by digest, since messages are a poor way for them.
 */
import browser from 'webextension-polyfill';
import { openStore } from '../../components/casebook/store';
import { listen } from '../../components/channel/listen';
import { emptyC2pa } from '../../components/provenance/c2pa/claims';
import { createC2paVerifier } from '../../components/provenance/c2pa/worker-host';

const verifier = createC2paVerifier({
  createWorker: () => new Worker(browser.runtime.getURL('/c2pa-worker.js')),
  wasmUrl: browser.runtime.getURL('/c2pa.wasm'),
});
const store = openStore();

listen({
  'reader/verify-c2pa': async ({ sha256, mime }) => {
    const blob = await (await store).getBlob(sha256);
    if (blob === null) return emptyC2pa('present-not-checked', ['reader.no-bytes']);
    return verifier.verify(blob.bytes, mime || blob.mime);
  },
});
