/**
 * `watch`: plays recorded clips in a real Chromium on the extension's own casebook page and prints, one JSON object
 * a clip, whether the picture repeats and which labels were read in it. Progress goes to stderr.
 */
import { stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Page } from '@playwright/test';
import type { ClipResult } from '../../components/footage/clip';
import { openExtensionBrowser } from './browser';
import { root } from './root';

const USAGE = `watch [--json] [--limit SECONDS] VIDEO…

  --json           JSON Lines, one object a clip (otherwise a table)
  --limit SECONDS  longest time to spend on one clip; default 1800`;

/** Bytes above which a file is not handed to the browser. */
const MOST_BYTES = 16 * 2 ** 30;
/** Must be the name that the casebook page dispatches (entrypoints/casebook/clips.tsx). */
const CLIP_EVENT = 'mingbiao-clip';

type Told = Pick<ClipResult, 'file' | 'durationS' | 'loop' | 'labels' | 'errors' | 'stillPart'>;

function nothing(file: string, code: string, detail: string): Told {
  return {
    file,
    durationS: null,
    loop: { found: false, periodS: null, score: 0, detectedAtS: null },
    labels: [],
    errors: [{ code, detail }],
    stillPart: null,
  };
}

async function watch(page: Page, path: string, limitMs: number): Promise<Told> {
  const info = await stat(path).catch(() => null);
  if (!info?.isFile()) return nothing(path, 'not-found', 'no such file');
  if (info.size === 0) return nothing(path, 'empty-file', '');
  if (info.size > MOST_BYTES) return nothing(path, 'too-large', `${String(info.size)} bytes`);
  await page.reload();
  await page.locator('#clips input[type=file]').waitFor({ state: 'attached' });
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
  const result = await done;
  if (!result) return nothing(path, 'time-limit', `not finished after ${String(limitMs / 1000)} s`);
  const { durationS, loop, labels, errors, stillPart } = result;
  return { file: path, durationS, loop, labels, errors, stillPart };
}

function describe({ file, durationS, loop, labels, errors, stillPart }: Told): string {
  return [
    file,
    `  length    ${durationS === null ? 'unknown' : `${String(durationS)} s`}`,
    loop.found
      ? `  picture   repeats every ${String(loop.periodS)} s (${String(loop.score)}), seen at ${String(loop.detectedAtS)} s; a fact about the picture, no more than a question about the host`
      : '  picture   no repeat measured',
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
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      json: { type: 'boolean', default: false },
      limit: { type: 'string', default: '1800' },
      help: { type: 'boolean', default: false },
    },
  });
  const limitMs = Number(values.limit) * 1000;
  if (values.help || positionals.length === 0 || !(limitMs > 0)) {
    process.stderr.write(`${USAGE}\n`);
    return values.help ? 0 : 2;
  }
  const browser = await openExtensionBrowser({
    extension: join(root, '.output', 'chrome-mv3'),
    grants: [],
    locale: 'en',
  });
  let failed = 0;
  try {
    const page = await browser.context.newPage();
    let current = '';
    page.on('console', (line) => {
      if (line.type() === 'info') process.stderr.write(`watch: ${current}: ${line.text()}\n`);
    });
    await page.goto(browser.pageUrl('casebook.html'));
    for (const named of positionals) {
      current = basename(named);
      let told: Told;
      try {
        told = await watch(page, resolve(named), limitMs);
      } catch (error) {
        told = nothing(
          named,
          'browser-failed',
          error instanceof Error ? (error.message.split('\n')[0] ?? '') : '',
        );
      }
      if (told.durationS === null) failed += 1;
      const shown = { ...told, file: named };
      process.stdout.write(values.json ? `${JSON.stringify(shown)}\n` : `${describe(shown)}\n`);
    }
  } finally {
    await browser.close();
  }
  return failed === 0 ? 0 : 1;
}

process.exitCode = await main();
