/**
 * Many files in the casebook in real Chromium: 1,000 case files brought in, as a person chooses them; films of
 * 5 MB each until they are 1 GB, and all of those out as one collection. Prints the time, the most memory of all
 * processes of the browser together, and whether it grew with the number; a press on "stop" in the middle of a
 * second export must leave no file. Needs a build. BENCH_FILES and BENCH_EXPORT_BYTES make it smaller.
 */
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { newSigningKey } from '../../components/evidence/signature';
import { openExtensionBrowser } from '../../entrypoints/commands/browser';
import { root } from '../house/sources';
import { madeCaseFile, smallLaw } from '../unit/verify/made-case';
import { browserMb, caseWithFilm, peakOf, type Measured } from './many-files';

const FILES = Number(process.env['BENCH_FILES'] ?? 1_000);
const EXPORT_BYTES = Number(process.env['BENCH_EXPORT_BYTES'] ?? 1e9);
const FILM_BYTES = 5_000_000;
const FILMS = Math.ceil(EXPORT_BYTES / FILM_BYTES);
const WAIT_MS = 1_800_000;

const law = await smallLaw();
const key = await newSigningKey();

const EVERY_MS = 200;
const measured = (work: () => Promise<void>): Promise<Measured<void>> => peakOf(work, browserMb, EVERY_MS);

const memoryText = ({ peakMb, beforeMb }: Measured<void>): string =>
  `memory of all its processes at most ${peakMb.toFixed(0)} MB, ${(peakMb - beforeMb).toFixed(0)} MB more than before`;

async function bringIn(page: Page, files: string[]): Promise<void> {
  await page.locator('.book-views').getByRole('button', { name: '导入' }).click();
  await page.locator('input[type=file][accept*=wacz]').setInputFiles(files);
  await page.locator('.book-job').waitFor();
  await page.locator('.book-job').waitFor({ state: 'detached', timeout: WAIT_MS });
}

const folder = await mkdtemp(join(tmpdir(), 'mingbiao-files-'));
const browser = await openExtensionBrowser({ extension: join(root, '.output', 'chrome-mv3'), grants: [] });
try {
  await browser.choose({ locale: 'zh-CN', jurisdictions: ['us-ny'] });
  const page = await browser.context.newPage();
  // The picker is the browser's own window, which nobody can press here; the file takes the other way.
  await page.addInitScript(() => Reflect.deleteProperty(globalThis, 'showSaveFilePicker'));
  await page.goto(browser.pageUrl('casebook.html'));

  const films: string[] = [];
  for (let n = 0; n < FILMS; n += 1) {
    films.push(join(folder, `film-${String(n)}.wacz`));
    const { bytes } = await caseWithFilm(`film-${String(n).padStart(6, '0')}`, FILM_BYTES, law);
    await writeFile(films.at(-1) ?? '', bytes);
  }
  const filmsIn = await measured(() => bringIn(page, films));
  console.log(
    `import of ${String(FILMS)} case files of ${(FILM_BYTES / 1e6).toFixed(0)} MB: ${(filmsIn.ms / FILMS).toFixed(0)} ms each; ${memoryText(filmsIn)}`,
  );
  for (const file of films) await rm(file);

  await page.locator('.book-views').getByRole('button', { name: '案例' }).click();
  const choose = async (): Promise<void> => {
    await page.locator('.cases > li').first().getByRole('checkbox').check();
    await page.locator('.book-bulk-count button').first().click();
  };
  await choose();
  let bytes = 0;
  const out = await measured(async () => {
    const download = page.waitForEvent('download', { timeout: WAIT_MS });
    await page.getByRole('button', { name: '导出为一个合集' }).click();
    bytes = (await stat(await (await download).path())).size;
  });
  console.log(
    `export of one collection: ${(bytes / 1e9).toFixed(2)} GB in ${(out.ms / 1000).toFixed(0)} s, ${(bytes / 1e6 / (out.ms / 1000)).toFixed(0)} MB a second; ${memoryText(out)}, ${(((out.peakMb - out.beforeMb) * 1e6) / bytes).toFixed(3)} of the collection`,
  );
  await page.getByRole('button', { name: '导出为一个合集' }).click();
  await page.locator('.book-job').waitFor();
  const stopped = performance.now();
  await page.locator('.book-job button').click();
  await page.locator('.book-job').waitFor({ state: 'detached', timeout: WAIT_MS });
  const left = await page.evaluate(async () => {
    const names: string[] = [];
    const own = await navigator.storage.getDirectory();
    const exports = await own.getDirectoryHandle('exports', { create: true });
    for await (const name of (exports as unknown as { keys(): AsyncIterable<string> }).keys())
      names.push(name);
    return names;
  });
  console.log(
    `export stopped: ${(performance.now() - stopped).toFixed(0)} ms until it stood still, ${String(left.length)} files left`,
  );

  const files: string[] = [];
  for (let n = 0; n < FILES; n += 1) {
    const id = `arrival-${String(n).padStart(6, '0')}`;
    files.push(join(folder, `${id}.wacz`));
    await writeFile(files.at(-1) ?? '', await madeCaseFile(law, id, { at: '2026-11-20T08:20:00.000Z', key }));
  }
  const laps: number[] = [];
  const manyIn = await measured(async () => {
    const done = bringIn(page, files);
    const bar = page.locator('.book-job progress');
    let from = performance.now();
    for (let part = 1; part < 10; part += 1) {
      await page.waitForFunction(
        (wanted) =>
          (document.querySelector<HTMLProgressElement>('.book-job progress')?.value ?? 1e9) >= wanted,
        (FILES * part) / 10,
        { timeout: WAIT_MS },
      );
      laps.push(performance.now() - from);
      from = performance.now();
    }
    await bar.waitFor({ state: 'detached', timeout: WAIT_MS });
    await done;
  });
  const [first = 1] = laps;
  console.log(
    `import of ${String(FILES)} small case files: ${(manyIn.ms / FILES).toFixed(1)} ms each, the ninth tenth took ${((laps.at(-1) ?? 0) / first).toFixed(2)} × the first; ${memoryText(manyIn)}`,
  );
  // Every one of them stands in the list of what came in, as new.
  const isAllNew = (await page.locator('.book-results dd').first().textContent()) === String(FILES);
  if (!isAllNew) process.exitCode = 1;
  if (left.length > 0) process.exitCode = 1;
} finally {
  await browser.close();
  await rm(folder, { recursive: true, force: true });
}
