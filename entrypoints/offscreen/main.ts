/**
 * A document nobody sees, in Chromium only: a service worker cannot own a worker, so this owns those that
 * verify C2PA manifests and read labels inside pictures. Bytes come from the blob store by digest, since messages are a poor way for them.
 */
import browser from 'webextension-polyfill';
import { lexicon } from 'virtual:law';
import { trustLists } from 'virtual:trust';
import { openStore } from '../../components/casebook/store';
import { listen } from '../../components/channel/listen';
import { emptyC2pa } from '../../components/provenance/c2pa/claims';
import { packagedPixelReader } from '../../components/pixels/worker-host';
import { createC2paVerifier } from '../../components/provenance/c2pa/worker-host';

const verifier = createC2paVerifier({
  createWorker: () => new Worker(browser.runtime.getURL('/c2pa-worker.js')),
  wasmUrl: browser.runtime.getURL('/c2pa.wasm'),
  trustLists,
});
const pixels = packagedPixelReader((path) => browser.runtime.getURL(path), lexicon);
const store = openStore();

listen({
  'reader/verify-c2pa': async ({ sha256, mime, manifestSha256, ownAnchorsPem }) => {
    const blob = await (await store).getBlob(sha256);
    const manifest = manifestSha256 === null ? null : await (await store).getBlob(manifestSha256);
    if (blob === null || (manifestSha256 !== null && manifest === null))
      return emptyC2pa('present-not-checked', ['reader.no-bytes']);
    return verifier.verify(blob.bytes, mime || blob.mime, {
      ownAnchorsPem,
      manifest: manifest?.bytes ?? null,
    });
  },
  'reader/read-pixels': async ({ sha256, mime, thorough, korean, parts }) => {
    const blob = await (await store).getBlob(sha256);
    if (blob === null) return { ok: false, code: 'no-bytes' };
    return pixels.read(blob.bytes, mime || blob.mime, {
      isThorough: thorough,
      isKorean: korean === true,
      parts,
    });
  },
});
