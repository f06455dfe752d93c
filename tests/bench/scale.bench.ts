/**
 * Many cases at once, in Node through the modules that the casebook itself calls (not in a browser, and with an
 * IndexedDB in memory): a collection of 1 GB streamed to a file, and 1,000 case files brought in. Prints how much
 * memory at most, and whether the last hundred took longer than the first. Each part ends after three minutes at
 * the latest and then says how far it came.
 */
import 'fake-indexeddb/auto';
import { randomFillSync } from 'node:crypto';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { arrive } from '../../components/casebook/arrive';
import { openStore } from '../../components/casebook/store';
import { writeCaseFile } from '../../components/evidence/case-file';
import { writeCollection } from '../../components/evidence/collection';
import { sha256Hex } from '../../components/evidence/digest';
import { newSigningKey } from '../../components/evidence/signature';
import type { Case } from '../../components/model/case';
import { COLLECTION_TEXTS } from '../../components/report/collection';
import { findingsCsv } from '../../components/report/csv';
import { reportHtml } from '../../components/report/html';
import { caseOf } from '../unit/casebook/case-of';
import { madeCaseFile, smallLaw } from '../unit/verify/made-case';

const EXPORT_BYTES = Number(process.env['BENCH_EXPORT_BYTES'] ?? 1e9);
const FILES = Number(process.env['BENCH_FILES'] ?? 1_000);
const LONGEST_MS = 180_000;
const FILM_BYTES = 5_000_000;
const PART = 100;

const law = await smallLaw();
const key = await newSigningKey();

/** Resident memory at most while something runs, in MB, beside what it was before. */
async function peakOf<T>(
  work: () => Promise<T>,
): Promise<{ done: T; peakMb: number; beforeMb: number; ms: number }> {
  const mb = (): number => process.memoryUsage().rss / 1e6;
  const beforeMb = mb();
  let peakMb = beforeMb;
  const timer = setInterval(() => {
    peakMb = Math.max(peakMb, mb());
  }, 50);
  const from = performance.now();
  try {
    const done = await work();
    return { done, peakMb: Math.max(peakMb, mb()), beforeMb, ms: performance.now() - from };
  } finally {
    clearInterval(timer);
  }
}

/** A case with a film that cannot be packed smaller. */
async function withFilm(n: number): Promise<{ bytes: Uint8Array; case: Case }> {
  const { case: bare, blobs } = await caseOf(`scale-${String(n).padStart(6, '0')}`);
  const film = randomFillSync(new Uint8Array(FILM_BYTES));
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
  const bytesOf = new Map([
    ...blobs.map((blob) => [blob.sha256, blob.bytes] as const),
    [sha256, film] as const,
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

const folder = await mkdtemp(join(tmpdir(), 'mingbiao-scale-'));
try {
  const file = await open(join(folder, 'collection.wacz'), 'w');
  let written = 0;
  const exported = await peakOf(async () => {
    const until = performance.now() + LONGEST_MS;
    return writeCollection(
      {
        async write(bytes) {
          await file.write(bytes);
          written += bytes.length;
        },
      },
      {
        title: 'scale',
        created: '2026-11-21T08:00:00.000Z',
        software: 'Mingbiao',
        cases: (async function* () {
          for (let n = 0; written < EXPORT_BYTES && performance.now() < until; n += 1)
            yield await withFilm(n);
        })(),
        texts: COLLECTION_TEXTS,
        seal: { at: '2026-11-21T08:00:01.000Z', key },
      },
    );
  });
  await file.close();
  const { done, peakMb, beforeMb, ms } = exported;
  const isWhole = done.bytes >= EXPORT_BYTES;
  console.log(
    `export: ${(done.bytes / 1e9).toFixed(2)} GB${isWhole ? '' : ' (stopped by the clock)'} in ${String(done.cases)} cases, ${(ms / 1000).toFixed(0)} s with making them; memory at most ${peakMb.toFixed(0)} MB, ${(peakMb - beforeMb).toFixed(0)} MB more than before, ${(((peakMb - beforeMb) * 1e6) / done.bytes).toFixed(3)} of the collection`,
  );
} finally {
  await rm(folder, { recursive: true, force: true });
}

const store = await openStore('scale');
const laps: number[] = [];
let from = performance.now();
let bytesIn = 0;
const ending = new AbortController();
const timer = setTimeout(() => ending.abort(), LONGEST_MS);
const imported = await peakOf(() =>
  arrive(
    store,
    (async function* () {
      for (let n = 0; n < FILES; n += 1) {
        const bytes = await madeCaseFile(law, `arrival-${String(n).padStart(6, '0')}`, {
          at: '2026-11-20T08:20:00.000Z',
          key,
        });
        bytesIn += bytes.length;
        yield {
          name: `${String(n)}.wacz`,
          size: bytes.length,
          arrayBuffer: () => Promise.resolve(new Uint8Array(bytes).buffer),
        };
      }
    })(),
    {
      keepAltered: false,
      now: () => '2026-11-21T08:00:00.000Z',
      signal: ending.signal,
      onFile: (_report, done) => {
        if (done % PART !== 0) return;
        laps.push(performance.now() - from);
        from = performance.now();
      },
    },
  ),
);
clearTimeout(timer);
const kept = await store.countCases();
const wrong = imported.done.filter(({ as }) => as !== 'new');
const [first = 0] = laps;
const last = laps.at(-1) ?? 0;
console.log(
  `import: ${String(kept)} of ${String(FILES)} case files${ending.signal.aborted ? ' (stopped by the clock)' : ''}, ${(bytesIn / 1e6).toFixed(0)} MB, ${(imported.ms / Math.max(1, imported.done.length)).toFixed(1)} ms each with making them; the last hundred took ${(last / first).toFixed(2)} × the first; memory at most ${imported.peakMb.toFixed(0)} MB, ${(imported.peakMb - imported.beforeMb).toFixed(0)} MB more than before, the store itself included`,
);
store.close();
if (wrong.length > 0 || kept !== imported.done.length) process.exitCode = 1;
