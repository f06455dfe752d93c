/** Many cases out of the casebook: as one collection, or as tables. One case is in memory at a time. */
import browser from 'webextension-polyfill';
import { law } from 'virtual:law';
import { signingKey } from '../../components/casebook/key-store';
import type { Store } from '../../components/casebook/store';
import { DATASET_FORMS, datasetFiles, datasetWriter } from '../../components/dataset/writers';
import { writeCollection } from '../../components/evidence/collection';
import { crc32 } from '../../components/evidence/zip';
import { zipWriter } from '../../components/evidence/zip-stream';
import type { Case } from '../../components/model/case';
import { COLLECTION_TEXTS } from '../../components/report/collection';
import { caseFileOf } from './export-case-file';
import { emptyOwnSpace, openOwnFile, openSavedFile } from './file-sink';

export interface ExportedMany {
  cases: number;
  /** Of these, cases of other people that stand in it as they signed them. */
  theirs: number;
}

/** What was written; null when the person chose no place or stopped it, and then nothing is left. */
export async function exportCollection(
  store: Store,
  ids: readonly string[],
  signal: AbortSignal,
  onDone: (done: number) => void,
): Promise<ExportedMany | null> {
  await emptyOwnSpace();
  const now = new Date().toISOString();
  const sink = await openSavedFile(`mingbiao-collection-${now.slice(0, 10)}.wacz`, 'application/wacz');
  if (!sink) return null;
  let theirs = 0;
  try {
    const written = await writeCollection(sink, {
      title: `${now.slice(0, 10)} · ${String(ids.length)}`,
      created: now,
      software: softwareHere(),
      cases: casesOf(store, ids, signal, () => (theirs += 1)),
      texts: COLLECTION_TEXTS,
      seal: { at: now, key: await signingKey(now) },
      onCase: onDone,
    });
    if (signal.aborted) throw signal.reason;
    await sink.keep();
    return { cases: written.cases, theirs };
  } catch (error) {
    await sink.drop();
    if (signal.aborted) return null;
    throw error;
  }
}

/** All tables in one ZIP. They grow beside each other, so each waits in the extension's own space on the disk. */
export async function exportDataset(
  store: Store,
  ids: readonly string[],
  signal: AbortSignal,
  onDone: (done: number) => void,
): Promise<ExportedMany | null> {
  await emptyOwnSpace();
  const now = new Date().toISOString();
  const sink = await openSavedFile(`mingbiao-tables-${now.slice(0, 10)}.zip`, 'application/zip');
  if (!sink) return null;
  const parts = new Map<string, Awaited<ReturnType<typeof openOwnFile>> & { size: number; crc: number }>();
  try {
    const writer = await datasetWriter({
      forms: DATASET_FORMS,
      software: softwareHere(),
      open: async (name) => {
        const part = { ...(await openOwnFile(name)), size: 0, crc: 0 };
        parts.set(name, part);
        return {
          async write(bytes) {
            part.size += bytes.length;
            part.crc = crc32(bytes, part.crc);
            await part.sink.write(bytes);
          },
        };
      },
    });
    let done = 0;
    for (const id of ids) {
      signal.throwIfAborted();
      const kept = await store.getCase(id);
      if (kept) await writer.add(kept, { signer: null, fileSha256: null });
      done += 1;
      onDone(done);
    }
    await writer.finish();
    const zip = zipWriter(sink);
    for (const name of [...datasetFiles(DATASET_FORMS)].sort()) {
      const part = parts.get(name);
      if (!part) continue;
      await part.sink.keep();
      await zip.addParts(name, part, piecesOf(await part.file()));
    }
    await zip.finish();
    await sink.keep();
    return { cases: done, theirs: 0 };
  } catch (error) {
    await sink.drop();
    if (signal.aborted) return null;
    throw error;
  }
}

/** While a case file up to this size is written, the next one is put together. */
const AHEAD_BYTES = 64 << 20;

async function* casesOf(
  store: Store,
  ids: readonly string[],
  signal: AbortSignal,
  onTheirs: () => void,
): AsyncGenerator<{ bytes: Uint8Array; case: Case }> {
  let ahead: Promise<Settled> | null = null;
  for (const [at, id] of ids.entries()) {
    signal.throwIfAborted();
    const made: Settled = await (ahead ?? settled(caseFileOf(store, id, law)));
    ahead = null;
    if (!made.ok) throw made.error;
    if (!made.file) continue;
    const next = ids[at + 1];
    if (next !== undefined && made.file.bytes.length <= AHEAD_BYTES)
      ahead = settled(caseFileOf(store, next, law));
    if (made.file.isTheirs) onTheirs();
    yield made.file;
  }
}

type Settled = { ok: true; file: Awaited<ReturnType<typeof caseFileOf>> } | { ok: false; error: unknown };

/** A failure as a value: whoever stops in between never asks for what was put together ahead. */
function settled(making: ReturnType<typeof caseFileOf>): Promise<Settled> {
  return making.then(
    (file): Settled => ({ ok: true, file }),
    (error: unknown): Settled => ({ ok: false, error }),
  );
}

const PIECE_BYTES = 1 << 20;

async function* piecesOf(file: Blob): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < file.size; at += PIECE_BYTES)
    yield new Uint8Array(await file.slice(at, at + PIECE_BYTES).arrayBuffer());
}

function softwareHere(): string {
  return `Mingbiao ${browser.runtime.getManifest().version}`;
}
