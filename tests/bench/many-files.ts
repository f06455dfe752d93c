/** What the benches of many case files share: a case with a film, and the most memory while something runs. */
import { randomFillSync } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { writeCaseFile } from '../../components/evidence/case-file';
import { sha256Hex } from '../../components/evidence/digest';
import type { Case } from '../../components/model/case';
import { findingsCsv } from '../../components/report/csv';
import { reportHtml } from '../../components/report/html';
import type { Law } from '../../rules/language';
import { caseOf } from '../unit/casebook/case-of';

/** A case file with a film of so many bytes that cannot be packed smaller, and the case in it. */
export async function caseWithFilm(
  id: string,
  filmBytes: number,
  law: Law,
): Promise<{ bytes: Uint8Array; case: Case }> {
  const { case: bare, blobs } = await caseOf(id);
  const film = randomFillSync(new Uint8Array(filmBytes));
  const [first] = bare.captures;
  if (!first) throw new Error('no capture');
  const sha256 = await sha256Hex(film);
  const of: Case = {
    ...bare,
    findings: [],
    packs: [],
    captures: [
      ...bare.captures,
      {
        ...first,
        role: 'medium',
        subject: 'video:v1',
        mime: 'video/mp4',
        sizeBytes: film.length,
        sha256,
        whole: true,
      },
    ],
  };
  const bytesOf = new Map<string, Uint8Array>([
    ...blobs.map((blob) => [blob.sha256, blob.bytes] as const),
    [sha256, film],
  ]);
  const bytes = await writeCaseFile({
    case: of,
    law,
    getBlob: (digest) => Promise.resolve(bytesOf.get(digest) ?? null),
    reportHtml: reportHtml({ case: of, law, images: {}, locale: 'both' }),
    findingsCsv: findingsCsv(of, law),
  });
  return { bytes, case: of };
}

export interface Measured<T> {
  done: T;
  ms: number;
  beforeMb: number;
  peakMb: number;
}

/** The most memory while something runs, as `mb` tells it every so many milliseconds, beside what it was before. */
export async function peakOf<T>(
  work: () => Promise<T>,
  mb: () => number,
  everyMs: number,
): Promise<Measured<T>> {
  const beforeMb = mb();
  let peakMb = beforeMb;
  const timer = setInterval(() => {
    peakMb = Math.max(peakMb, mb());
  }, everyMs);
  const from = performance.now();
  try {
    const done = await work();
    return { done, ms: performance.now() - from, beforeMb, peakMb: Math.max(peakMb, mb()) };
  } finally {
    clearInterval(timer);
  }
}

/** Resident memory of every process below this one, in MB (Linux). Pages that they share count more than once. */
export function browserMb(): number {
  const parents = new Map<number, { parent: number; kb: number }>();
  for (const name of readdirSync('/proc').filter((one) => /^\d+$/.test(one))) {
    try {
      const status = readFileSync(`/proc/${name}/status`, 'utf8');
      const [, parent = '0'] = /^PPid:\s+(\d+)/m.exec(status) ?? [];
      const [, kb = '0'] = /^RssAnon:\s+(\d+)/m.exec(status) ?? [];
      parents.set(Number(name), { parent: Number(parent), kb: Number(kb) });
    } catch (error) {
      // Ended between the list and the look.
      if (!(error instanceof Error)) throw error;
    }
  }
  const isBelow = (pid: number): boolean => {
    const at = parents.get(pid);
    if (!at || at.parent === 0) return false;
    return at.parent === process.pid || isBelow(at.parent);
  };
  return [...parents].reduce((sum, [pid, { kb }]) => sum + (isBelow(pid) ? kb : 0), 0) / 1_000;
}
