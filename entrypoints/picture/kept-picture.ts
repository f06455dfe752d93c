/** The report of a picture of a kept case: the same reading, over the bytes that were kept. */
import browser from 'webextension-polyfill';
import { trustLists } from 'virtual:trust';
import { readOwnAnchors } from '../../components/channel/own-anchors';
import { openStore } from '../../components/casebook/store';
import { sha256Hex } from '../../components/evidence/digest';
import type { Picture } from '../../components/model/picture';
import { createC2paVerifier } from '../../components/provenance/c2pa/worker-host';
import { readPicture, saidOf } from '../../components/visits/read-picture';

/** Stands where a kept medium had no address of its own (a data: picture). */
const NO_ADDRESS = 'kept:';

/** Never rejects for what is missing: a case or picture that is not there is a reading with the code `not-kept`. */
export async function keptPicture(
  caseId: string,
  subject: string,
  rendition: 'shown' | 'original',
): Promise<Picture> {
  const store = await openStore();
  const kept = await store.getCase(caseId);
  const original = kept?.observations.find(
    (o) => o.kind === 'declaration' && o.subject === subject && o.value.rendition === 'original',
  );
  const originalUrl = original?.kind === 'declaration' ? original.value.url : null;
  const capture = kept?.captures.find(
    (one) =>
      one.role === 'medium' &&
      one.subject === subject &&
      (one.url !== null && one.url === originalUrl) === (rendition === 'original'),
  );
  const blob = capture ? await store.getBlob(capture.sha256) : null;
  const url = capture?.url ?? '';
  const verifier = createC2paVerifier({
    createWorker: () => new Worker(browser.runtime.getURL('/c2pa-worker.js')),
    wasmUrl: browser.runtime.getURL('/c2pa.wasm'),
    trustLists,
  });
  try {
    return {
      subject,
      url,
      pageUrl: kept?.url ?? null,
      rendition,
      reading: blob
        ? await readPicture(url === '' ? NO_ADDRESS : url, {
            sha256Hex,
            verifyC2pa: async ({ mime, bytes }) =>
              verifier.verify(bytes, mime, { ownAnchorsPem: await readOwnAnchors() }),
            readThroughPage: (_url, offset, length) =>
              Promise.resolve({
                bytes: blob.bytes.subarray(offset, offset + length),
                size: blob.bytes.length,
              }),
          })
        : { ok: false, code: 'not-kept' },
      ...(kept ? saidOf(kept, subject) : { observations: [], flags: [] }),
      originalUrl,
    };
  } finally {
    verifier.close();
    store.close();
  }
}
