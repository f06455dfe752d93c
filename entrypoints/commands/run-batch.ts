/**
 * Runs a batch: page after page at a polite pace, the state saved after each, the browser begun anew every so many
 * pages so that its memory stays bounded, and one collection at the end. An interrupt (Ctrl-C) lets the page at hand
 * finish and leaves a state that the same command goes on from; a second one ends at once, and loses that page only.
 */
import { mkdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { version } from '../../package.json' with { type: 'json' };
import { readCaseFile } from '../../components/evidence/case-file';
import { writeCollection } from '../../components/evidence/collection';
import { sha256Hex } from '../../components/evidence/digest';
import type { SigningKey } from '../../components/evidence/signature';
import { COLLECTION_TEXTS } from '../../components/report/collection';
import { counted } from './counted';
import { isLeft, leftOf, newBatch, readBatch, saveBatch, Schedule, type BatchState } from './batch';
import { openFileSink } from './random-file';

const PAGES_PER_BROWSER = 40;

interface Closing {
  close(): Promise<void>;
}

export interface BatchRun<B extends Closing> {
  /** The collection; state and case files wait in the folder `OUT.parts` beside it. */
  out: string;
  urls: readonly string[];
  /** Pages a minute of one host. */
  perMinute: number;
  /** Signs the collection; null leaves it unsigned, which is said. */
  key?: SigningKey | null;
  open(): Promise<B>;
  /** Keeps the page with this number in the list; `kept` is the name of its case file in `folder`, or null. */
  scan(
    browser: B,
    index: number,
    folder: string,
  ): Promise<{ kept: string | null; errors: readonly { code: string; detail: string }[] }>;
}

/** Exit code: 0 all pages are in the collection; 1 some are not, or it was stopped; 2 it could not begin. */
export async function runBatch<B extends Closing>(run: BatchRun<B>): Promise<number> {
  const folder = `${run.out}.parts`;
  const path = join(folder, 'batch.json');
  if (await stat(run.out).catch(() => null)) {
    process.stderr.write(`scan: ${run.out} is there already and is not written over\n`);
    return 2;
  }
  await mkdir(folder, { recursive: true });
  const list = await sha256Hex(run.urls.join('\n'));
  const state = (await readBatch(path)) ?? newBatch(list, run.urls, new Date().toISOString());
  if (state.list !== list) {
    process.stderr.write(`scan: ${folder} belongs to another list; finish that one or move it away\n`);
    return 2;
  }
  await saveBatch(path, state);
  const isWhole = await keepPages(run, folder, path, state);
  if (!isWhole) {
    process.stderr.write(
      `scan: stopped, ${counted(leftOf(state), 'page', 'pages')} left; the same command goes on\n`,
    );
    return 1;
  }
  await collect(run.out, folder, state, run.key ?? null);
  await rm(folder, { recursive: true });
  const missing = state.pages.filter(({ file }) => file === null);
  for (const { url, reason, detail, tries } of missing)
    process.stderr.write(
      `scan: not kept: ${url}: ${reason ?? ''} ${detail} (${counted(tries, 'try', 'tries')})\n`,
    );
  const kept = state.pages.length - missing.length;
  const sealed = run.key ? 'signed' : 'the collection is NOT signed (--key BACKUP.json signs it)';
  process.stderr.write(
    `scan: ${run.out}: ${String(kept)} of ${counted(state.pages.length, 'page', 'pages')}; ${sealed}\n`,
  );
  return missing.length === 0 ? 0 : 1;
}

/** False when it was stopped before the last page. */
async function keepPages<B extends Closing>(
  run: BatchRun<B>,
  folder: string,
  path: string,
  state: BatchState,
): Promise<boolean> {
  const schedule = new Schedule(state, { perMinute: run.perMinute, random: Math.random });
  const stopping = new AbortController();
  const stop = (): void => {
    if (stopping.signal.aborted) process.exit(130);
    stopping.abort();
    process.stderr.write('scan: finishing the page at hand; press again to end at once\n');
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  const began = Date.now();
  let asked = 0;
  let browser: B | null = null;
  try {
    for (let next = schedule.next(Date.now()); next; next = schedule.next(Date.now())) {
      await pause(next.at - Date.now(), stopping.signal);
      if (stopping.signal.aborted) return false;
      if (asked > 0 && asked % PAGES_PER_BROWSER === 0) {
        await browser?.close();
        browser = null;
      }
      browser ??= await run.open();
      const { page } = next;
      schedule.asked(page, Date.now());
      const { kept, errors } = await run.scan(browser, state.pages.indexOf(page), folder);
      const error = errors.find(({ code }) => PAGE_ERRORS.has(code)) ?? errors[0];
      // A page that never loaded shows the browser's own error page; that is nothing to keep.
      const isKept = kept !== null && !errors.some(({ code }) => code === 'page-not-loaded');
      const { code, detail } = error ?? { code: 'not-kept', detail: '' };
      schedule.done(page, isKept ? { file: kept } : { reason: code, detail }, Date.now());
      await saveBatch(path, state);
      asked += 1;
      if (page.reason !== null)
        process.stderr.write(
          `scan: ${page.url}: ${page.reason} ${page.detail}${isLeft(page) ? ', will be tried again' : ', given up'}\n`,
        );
      const left = leftOf(state);
      const estimate = schedule.estimateMs(asked, Date.now() - began);
      process.stderr.write(
        `scan: ${String(state.pages.length - left)} of ${String(state.pages.length)} done${estimate === null || left === 0 ? '' : `, about ${spanText(estimate)} left`}\n`,
      );
    }
    return !state.pages.some(isLeft);
  } finally {
    process.off('SIGINT', stop);
    process.off('SIGTERM', stop);
    await browser?.close();
  }
}

/** Errors that say why a page as a whole could not be kept; others concern a medium on it. */
const PAGE_ERRORS = new Set(['page-not-loaded', 'nothing-observed', 'not-scanned']);

/** A length of time as people say it: 4 min, 2 h 15 min. */
export function spanText(ms: number): string {
  const minutes = Math.max(1, Math.ceil(ms / 60_000));
  const hours = Math.floor(minutes / 60);
  return hours === 0 ? `${String(minutes)} min` : `${String(hours)} h ${String(minutes % 60)} min`;
}

async function collect(
  out: string,
  folder: string,
  state: BatchState,
  key: SigningKey | null,
): Promise<void> {
  const sink = await openFileSink(out);
  const now = new Date().toISOString();
  const lost: { url: string; reason: string; detail: string; tries: number }[] = [];
  const cases = async function* () {
    for (const { url, file, tries } of state.pages) {
      if (file === null) continue;
      const bytes = new Uint8Array(await readFile(join(folder, file)));
      const read = await readCaseFile(bytes);
      if (read.ok) yield { bytes, case: read.case };
      else lost.push({ url, reason: 'case-file-altered', detail: read.problems[0]?.item ?? '', tries });
    }
  };
  try {
    await writeCollection(sink, {
      title: `${state.startedAt.slice(0, 10)} · scan`,
      created: now,
      software: `Mingbiao ${version}`,
      cases: cases(),
      notKept: () => [
        ...state.pages
          .filter(({ file }) => file === null)
          .map(({ url, reason, detail, tries }) => ({ url, reason: reason ?? 'not-kept', detail, tries })),
        ...lost,
      ],
      texts: COLLECTION_TEXTS,
      ...(key ? { seal: { at: now, key } } : {}),
    });
    await sink.keep();
  } catch (error) {
    await sink.drop();
    throw error;
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  if (ms <= 0 || signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
