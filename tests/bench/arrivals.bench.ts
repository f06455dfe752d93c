/**
 * A thousand case files into the casebook, in real Chromium, through the page a person uses: how long, how much
 * memory at most, and what is there when the browser is ended midway. Needs a build. Prints what was measured.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openExtensionBrowser } from '../../entrypoints/commands/browser';
import { newSigningKey } from '../../components/evidence/signature';
import { root } from '../house/sources';
import { madeCaseFile, smallLaw } from '../unit/verify/made-case';

const FILES = Number(process.env['BENCH_FILES'] ?? 1_000);
const HEAP_LIMIT_MB = 256;

const folder = await mkdtemp(join(tmpdir(), 'mingbiao-arrivals-'));
const law = await smallLaw();
const key = await newSigningKey();
const paths: string[] = [];
let sizeBytes = 0;
for (let n = 0; n < FILES; n += 1) {
  const id = `arrival-${String(n).padStart(6, '0')}`;
  const bytes = await madeCaseFile(law, id, { at: '2026-11-20T08:20:00.000Z', key });
  sizeBytes += bytes.length;
  paths.push(join(folder, `${id}.wacz`));
  await writeFile(paths.at(-1) ?? '', bytes);
}

const browser = await openExtensionBrowser({ extension: join(root, '.output', 'chrome-mv3'), grants: [] });
const address = browser.pageUrl('casebook.html');

async function take(): Promise<import('@playwright/test').Page> {
  const page = await browser.context.newPage();
  await page.goto(address);
  await page.locator('.book-views button').last().click();
  await page.locator('input[type=file][accept*=wacz]').setInputFiles(paths);
  await page.locator('.book-job').waitFor({ timeout: 60_000 });
  return page;
}

/** Of what stands in the book: cases, their summaries, and captures whose bytes are not there. */
async function state(): Promise<{ cases: number; summaries: number; arrivals: number; missing: number }> {
  const page = await browser.context.newPage();
  await page.goto(browser.pageUrl('options.html'));
  const found = await page.evaluate(async () => {
    const db = await new Promise<IDBDatabase>((done, failed) => {
      const opening = indexedDB.open('mingbiao');
      opening.onsuccess = () => done(opening.result);
      opening.onerror = () => failed(opening.error ?? new Error('not opened'));
    });
    const all = <T>(store: string, keys = false): Promise<T[]> =>
      new Promise((done, failed) => {
        const from = db.transaction(store).objectStore(store);
        const reading = keys ? from.getAllKeys() : from.getAll();
        reading.onsuccess = () => done(reading.result as T[]);
        reading.onerror = () => failed(reading.error ?? new Error('not read'));
      });
    const cases = await all<{ captures: { sha256: string }[] }>('cases');
    const bytes = new Set(await all<string>('blob-bytes', true));
    const missing = cases.flatMap(({ captures }) => captures).filter(({ sha256 }) => !bytes.has(sha256));
    return {
      cases: cases.length,
      summaries: (await all('summaries', true)).length,
      arrivals: (await all('arrivals', true)).length,
      missing: missing.length,
    };
  });
  await page.close();
  return found;
}

const killed = await take();
const half = Math.floor(FILES / 3);
await killed.waitForFunction(
  (count) => Number(document.querySelector<HTMLProgressElement>('.book-job progress')?.value ?? 0) >= count,
  half,
  { timeout: 600_000 },
);
// The renderer is ended as the system ends it, not closed.
const session = await killed.context().newCDPSession(killed);
const crashed = killed.waitForEvent('crash');
// Nobody is left to answer this one.
void session.send('Page.crash').catch(() => undefined);
await crashed;
const after = await state();
const isWhole = after.cases === after.summaries && after.cases === after.arrivals && after.missing === 0;
console.log(
  `ended after ${String(half)} of ${String(FILES)} files: ${String(after.cases)} cases, ${isWhole ? 'each whole' : `NOT WHOLE ${JSON.stringify(after)}`}`,
);

const from = performance.now();
const page = await take();
const meter = await page.context().newCDPSession(page);
let heapMb = 0;
for (;;) {
  const { usedSize } = await meter.send('Runtime.getHeapUsage');
  heapMb = Math.max(heapMb, usedSize / 1e6);
  if ((await page.locator('.book-job').count()) === 0) break;
  await new Promise((next) => setTimeout(next, 200));
}
const seconds = (performance.now() - from) / 1000;
const done = await state();
await browser.close();
await rm(folder, { recursive: true });
console.log(
  `${String(FILES)} files of ${(sizeBytes / FILES / 1e3).toFixed(0)} kB, ${String(after.cases)} of them here already: ${seconds.toFixed(1)} s, ${((seconds / FILES) * 1000).toFixed(1)} ms each; ${JSON.stringify(done)}`,
);
console.log(
  `JavaScript heap at most: ${heapMb.toFixed(0)} MB, ${(heapMb / HEAP_LIMIT_MB).toFixed(2)} of the limit of ${String(HEAP_LIMIT_MB)} MB`,
);
if (!isWhole || done.cases !== FILES || done.missing > 0) process.exitCode = 1;
