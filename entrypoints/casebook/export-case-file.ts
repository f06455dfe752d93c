/** Writes a kept case to a file on the person's disk, by the way every download takes. */
import browser from 'webextension-polyfill';
import type { Law } from '../../rules/language';
import { signingKey } from '../../components/casebook/key-store';
import type { Store } from '../../components/casebook/store';
import { writeCaseFile, type CaseFileInput, type Seal } from '../../components/evidence/case-file';
import { sha256Hex } from '../../components/evidence/digest';
import { givenSeal } from '../../components/evidence/given-seal';
import { lawFrom } from '../../components/evidence/law-file';
import type { Case } from '../../components/model/case';
import { findingsCsv } from '../../components/report/csv';
import { reportHtml } from '../../components/report/html';
import { reportPictures } from '../../components/report/pictures';

/**
 * Exports one case, signed with the key of this installation and, where `stamp` brings one, with a time stamp.
 * Rejects with a PlainError where the evidence room names one (`bytes-missing`, …) or `stamp` does.
 */
export async function exportCaseFile(
  store: Store,
  id: string,
  law: Law,
  stamp: Seal['timeStamp'] | null = null,
): Promise<void> {
  const made = await caseFileOf(store, id, law, stamp);
  if (!made) return;
  const { bytes, case: kept } = made;
  download(
    new Blob([new Uint8Array(bytes)], { type: 'application/wacz' }),
    `mingbiao-${kept.keptAt.slice(0, 10)}-${kept.id.slice(0, 8)}.wacz`,
  );
}

export interface WrittenCase {
  bytes: Uint8Array;
  case: Case;
  /** The signature is that of whoever first handed the case on, not one of this installation. */
  isTheirs: boolean;
}

/**
 * The case file of one kept case; null when the case is gone. A case of somebody else stands in it as they signed it,
 * byte for byte, where this version writes it alike; else, and with a new time stamp, it is signed by this installation.
 */
export async function caseFileOf(
  store: Store,
  id: string,
  law: Law,
  stamp: Seal['timeStamp'] | null = null,
): Promise<WrittenCase | null> {
  const kept = await store.getCase(id);
  if (!kept) return null;
  const judgedBy = await lawOfCase(store, kept, law);
  const getBlob = async (sha256: string): Promise<Uint8Array | null> =>
    (await store.getBlob(sha256))?.bytes ?? null;
  const now = new Date().toISOString();
  const images = await reportPictures(kept, getBlob);
  const parts = {
    case: kept,
    law: judgedBy,
    getBlob,
    reportHtml: reportHtml({ case: kept, law: judgedBy, images, locale: 'both' }),
    findingsCsv: findingsCsv(kept, judgedBy),
    software: `Mingbiao ${browser.runtime.getManifest().version}`,
  };
  const theirs = stamp ? null : await theirFile(store, parts);
  if (theirs) return { bytes: theirs, case: kept, isTheirs: true };
  const bytes = await writeCaseFile({
    ...parts,
    seal: { at: now, key: await signingKey(now), ...(stamp ? { timeStamp: stamp } : {}) },
  });
  return { bytes, case: kept, isTheirs: false };
}

/** The very file in which somebody else handed the case on, the one signed first; null when it cannot be made again. */
async function theirFile(store: Store, parts: CaseFileInput): Promise<Uint8Array | null> {
  const arrivals = await store.arrivalsOf(parts.case.id);
  // What was kept here is signed here, whoever else has signed it since.
  if (arrivals.some(({ keptHere }) => keptHere)) return null;
  const sealed = arrivals
    .filter((one) => one.sealed !== undefined)
    .sort((a, b) => ((a.signedAt ?? a.arrivedAt) < (b.signedAt ?? b.arrivedAt) ? -1 : 1))[0];
  const given = sealed?.sealed ? givenSeal(sealed.sealed) : null;
  if (!sealed || !given) return null;
  const bytes = await writeCaseFile({ ...parts, given });
  return (await sha256Hex(bytes)) === sealed.file ? bytes : null;
}

/** The law by which the case was judged; `today` for a case of before it was kept. */
export async function lawOfCase(store: Store, kept: Case, today: Law): Promise<Law> {
  return (await keptLaw(store, kept)) ?? today;
}

async function keptLaw(store: Store, kept: Case): Promise<Law | null> {
  const capture = kept.captures.find(({ role }) => role === 'law');
  const blob = capture ? await store.getBlob(capture.sha256) : null;
  if (!blob) return null;
  const read = lawFrom(JSON.parse(new TextDecoder().decode(blob.bytes)) as unknown);
  return read.ok ? read.law : null;
}

/** Puts a file on the person’s disk, by the way every download takes. */
export function download(blob: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => {
    URL.revokeObjectURL(link.href);
  }, 60_000);
}
