/**
 * `watch`: plays recorded clips in a real Chromium on the extension's own casebook page and prints, one JSON object
 * a clip, whether the picture repeats and which labels were read in it. Progress goes to stderr.
 */
import { existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import type { Page } from '@playwright/test';
import type { ClipResult } from '../../components/footage/clip';
import { openExtensionBrowser, type ExtensionBrowser } from './browser';
import { root } from './root';
import { watchArguments } from './watch-arguments';

const USAGE = `watch [--json] [--limit SECONDS] VIDEO…

  --json           JSON Lines, one object a clip (otherwise a table)
  --limit SECONDS  longest time to spend on one clip; default 1800

Ends with 0 when every clip was watched, 1 when of one nothing was, 2 when the command line is not understood.`;

/** Bytes above which a file is not handed to the browser. */
const MOST_BYTES = 16 * 2 ** 30;
/** Must be the name that the casebook page dispatches (entrypoints/casebook/clips.tsx). */
const CLIP_EVENT = 'mingbiao-clip';

type Told = Pick<
  ClipResult,
  'file' | 'durationS' | 'loop' | 'labels' | 'errors' | 'stillPart' | 'partRepeat'
>;

interface Watched {
  told: Told;
  /** Whether anything of the picture was looked at. */
  isWatched: boolean;
}

function nothing(file: string, code: string, detail: string): Watched {
  const loop = { found: false, periodS: null, score: 0, detectedAtS: null };
  return {
    told: {
      file,
      durationS: null,
      loop,
      labels: [],
      errors: [{ code, detail }],
      stillPart: null,
      partRepeat: null,
    },
    isWatched: false,
  };
}

async function watch(browser: ExtensionBrowser, path: string, limitMs: number): Promise<Watched> {
  const info = await stat(path).catch(() => null);
  if (!info) return nothing(path, 'not-found', 'no such file');
  if (!info.isFile()) return nothing(path, 'not-a-file', 'a folder or a device');
  if (info.size === 0) return nothing(path, 'empty-file', 'no bytes');
  if (info.size > MOST_BYTES) return nothing(path, 'too-large', `${String(info.size)} bytes`);
  const page = await browser.context.newPage();
  try {
    page.on('console', (line) => {
      if (line.type() === 'info') process.stderr.write(`watch: ${basename(path)}: ${line.text()}\n`);
    });
    await page.goto(browser.pageUrl('casebook.html'));
    return await watchIn(page, path, limitMs);
  } finally {
    await page.close();
  }
}

async function watchIn(page: Page, path: string, limitMs: number): Promise<Watched> {
  await page.locator('#clips input[type=file]').waitFor({ state: 'attached' });
  const crashed = new Promise<never>((_, fail) => {
    page.once('crash', () => fail(new Error('the page in which it was watched crashed')));
  });
  const done = page.evaluate(
    ([name, waitMs]) =>
      new Promise<ClipResult | null>((finish) => {
        let told = -1;
        const timer = setTimeout(() => finish(null), waitMs);
        window.addEventListener(name, (event) => {
          const { detail } = event as CustomEvent<{
            progress?: { share: number; step: string };
            result?: ClipResult;
          }>;
          if (detail.result) {
            clearTimeout(timer);
            finish(detail.result);
          } else if (detail.progress) {
            const tenths = Math.floor(detail.progress.share * 10);
            if (tenths !== told) console.info(`${detail.progress.step} ${String(tenths * 10)} %`);
            told = tenths;
          }
        });
      }),
    [CLIP_EVENT, limitMs] as const,
  );
  await page.locator('#clips input[type=file]').setInputFiles(path);
  const result = await Promise.race([done, crashed]);
  if (!result) return nothing(path, 'time-limit', `not finished after ${String(limitMs / 1000)} s`);
  const { durationS, loop, labels, errors, stillPart, partRepeat, watchedS, momentsRead } = result;
  return {
    told: { file: path, durationS, loop, labels, errors, stillPart, partRepeat },
    isWatched: watchedS > 0 || momentsRead > 0,
  };
}

function describe({ file, durationS, loop, labels, errors, stillPart, partRepeat }: Told): string {
  return [
    file,
    `  length    ${durationS === null ? 'unknown' : `${String(durationS)} s`}`,
    loop.found
      ? `  picture   repeats every ${String(loop.periodS)} s (${String(loop.score)}), seen at ${String(loop.detectedAtS)} s; a fact about the picture, no more than a question about the host`
      : '  picture   no repeat measured',
    ...(partRepeat
      ? [
          `  part      about ${String(Math.round(partRepeat.share * 100))} % of the picture repeats every ${String(partRepeat.periodS)} s, as a screen or a turntable does; no repeat measured of the rest`,
        ]
      : []),
    ...(stillPart
      ? [
          `  still     ${String(Math.round(stillPart.share * 100))} % of the picture stayed within ${String(stillPart.withinGreys)} of 256 grey levels for ${String(stillPart.forS)} s, which a quiet set does too`,
        ]
      : []),
    ...labels.map(
      (l) =>
        `  label     ${l.text} · ${String(l.fromS)} to ${String(l.toS)} s · ${String(Math.round(l.heightShare * 1000) / 10)} % · ${l.position}`,
    ),
    ...errors.map((e) => `  cannot    ${e.code} ${e.detail}`),
    '',
  ].join('\n');
}

async function main(): Promise<number> {
  const told = watchArguments(process.argv.slice(2), (name) => existsSync(name));
  if (typeof told === 'string' || told.needsHelp || told.files.length === 0) {
    process.stderr.write(`${typeof told === 'string' ? `${told}\n\n` : ''}${USAGE}\n`);
    return typeof told !== 'string' && told.needsHelp ? 0 : 2;
  }
  const { asJson, limitMs, files } = told;
  let browser: ExtensionBrowser | null = null;
  let failed = 0;
  try {
    for (const named of files) {
      let seen: Watched;
      try {
        browser ??= await openExtensionBrowser({
          extension: join(root, '.output', 'chrome-mv3'),
          grants: [],
          locale: 'en',
        });
        seen = await watch(browser, resolve(named), limitMs);
      } catch (error) {
        const why = error instanceof Error ? (error.message.split('\n')[0] ?? '') : '';
        seen = nothing(named, 'browser-failed', why);
        // What one recording did to the browser is no matter of the next.
        await browser?.close().catch(() => undefined);
        browser = null;
      }
      if (!seen.isWatched) failed += 1;
      const shown = { ...seen.told, file: named };
      process.stdout.write(asJson ? `${JSON.stringify(shown)}\n` : `${describe(shown)}\n`);
    }
  } finally {
    await browser?.close();
  }
  return failed === 0 ? 0 : 1;
}

process.exitCode = await main();
