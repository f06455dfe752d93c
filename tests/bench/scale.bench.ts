/**
 * Many cases at once, in Node through the modules that the casebook itself calls (not in a browser, and with an
 * IndexedDB in memory): a collection of 1 GB streamed to a file, and 1,000 case files brought in. Prints how much
 * memory at most, and whether the last hundred took longer than the first. Each part ends after three minutes at
 * the latest and then says how far it came.
 */
import 'fake-indexeddb/auto';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { arrive } from '../../components/casebook/arrive';
import { openStore } from '../../components/casebook/store';
import { writeCollection } from '../../components/evidence/collection';
import { newSigningKey } from '../../components/evidence/signature';
import { COLLECTION_TEXTS } from '../../components/report/collection';
import { madeCaseFile, smallLaw } from '../unit/verify/made-case';
import { caseWithFilm, peakOf, type Measured } from './many-files';

const EXPORT_BYTES = Number(process.env['BENCH_EXPORT_BYTES'] ?? 1e9);
const FILES = Number(process.env['BENCH_FILES'] ?? 1_000);
const LONGEST_MS = 180_000;
const FILM_BYTES = 5_000_000;
const PART = 100;

const law = await smallLaw();
const key = await newSigningKey();

/** Resident memory of this process, in MB. */
const ownMb = (): number => process.memoryUsage().rss / 1e6;
const EVERY_MS = 50;
const measured = <T>(work: () => Promise<T>): Promise<Measured<T>> => peakOf(work, ownMb, EVERY_MS);

const withFilm = (n: number): ReturnType<typeof caseWithFilm> =>
  caseWithFilm(`scale-${String(n).padStart(6, '0')}`, FILM_BYTES, law);

const folder = await mkdtemp(join(tmpdir(), 'mingbiao-scale-'));
try {
  const file = await open(join(folder, 'collection.wacz'), 'w');
  let written = 0;
  const exported = await measured(async () => {
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
const imported = await measured(() =>
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
