/**
 * A recording of hours dropped into the casebook in real Chromium: the time, the most memory of all processes of the
 * browser, whether the bar moved and the page answered meanwhile, how soon a stop is one, and how much memory is left a
 * while after the result. Ten minutes are drawn and played again and again. Needs a build and ffmpeg.
 * BENCH_CLIP_HOURS=1,3 takes several lengths.
 */
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { ClipResult } from '../../components/footage/clip';
import { openExtensionBrowser } from '../../entrypoints/commands/browser';
import { root } from '../house/sources';
import { browserMb, peakOf } from './many-files';

const HOURS = (process.env['BENCH_CLIP_HOURS'] ?? '1').split(',').map(Number);
const EVERY_MS = 500;
const RESULT_MS = 3_600_000;

function ffmpeg(...args: string[]): void {
  const { status, stderr } = spawnSync('ffmpeg', ['-y', '-v', 'error', ...args], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`ffmpeg: ${stderr.slice(-300)}`);
}

interface Told {
  result: ClipResult;
  /** Different places at which the bar stood. */
  steps: number;
  /** Longest time between two turns of the page, in ms: how long a press could have waited. */
  longestMs: number;
}

/** Waits for the page's own word on the clip; a timer in the page tells how long it did not answer. */
function told(page: Page): Promise<Told> {
  return page.evaluate(
    () =>
      new Promise<Told>((finish) => {
        const places = new Set<string>();
        let [last, longestMs] = [performance.now(), 0];
        const timer = setInterval(() => {
          longestMs = Math.max(longestMs, performance.now() - last - 50);
          last = performance.now();
        }, 50);
        const ending = new AbortController();
        window.addEventListener(
          'mingbiao-clip',
          (event) => {
            const { detail } = event as CustomEvent<{
              progress?: { share: number; step: string };
              result?: ClipResult;
            }>;
            if (detail.progress) places.add(`${detail.progress.step} ${detail.progress.share.toFixed(2)}`);
            if (!detail.result) return;
            clearInterval(timer);
            ending.abort();
            finish({ result: detail.result, steps: places.size, longestMs });
          },
          { signal: ending.signal },
        );
      }),
  );
}

const folder = await mkdtemp(join(tmpdir(), 'mingbiao-long-clip-'));
const browser = await openExtensionBrowser({ extension: join(root, '.output', 'chrome-mv3'), grants: [] });
try {
  const page = await browser.context.newPage();
  await page.goto(browser.pageUrl('casebook.html'));
  const chooser = page.locator('#clips input[type=file]');
  await chooser.waitFor({ state: 'attached' });
  const longest = Math.max(...HOURS);
  const base = join(folder, 'base.mp4');
  const baseS = Math.min(600, longest * 3_600);
  ffmpeg(
    ...[
      '-f',
      'lavfi',
      '-i',
      `gradients=size=540x960:rate=15:speed=0.02:nb_colors=6:seed=7:duration=${String(baseS)}`,
    ],
    // Two turns whose times have no common measure, so that no moment comes back.
    ...[
      '-vf',
      'rotate=0.5*sin(t*0.0617)+0.4*sin(t*0.1031),noise=alls=6:allf=t',
      '-c:v',
      'libx264',
      '-preset',
      'ultrafast',
      '-crf',
      '30',
      '-g',
      '60',
    ],
    ...['-pix_fmt', 'yuv420p', base],
  );
  for (const hours of HOURS) {
    const path = join(folder, `${String(hours)}h.mp4`);
    ffmpeg('-stream_loop', '-1', '-i', base, '-t', String(hours * 3_600), '-c', 'copy', path);
    const { size } = await stat(path);
    const { done, ms, beforeMb, peakMb } = await peakOf(
      async () => {
        const hearing = told(page);
        await chooser.setInputFiles(path);
        return Promise.race([
          hearing,
          new Promise<never>((_, fail) => setTimeout(() => fail(new Error('no result')), RESULT_MS).unref()),
        ]);
      },
      browserMb,
      EVERY_MS,
    );
    const { result, steps, longestMs } = done;
    await page.waitForTimeout(20_000);
    console.log(
      `${String(hours)} h of film, ${(size / 1e6).toFixed(0)} MB: ${(ms / 1000).toFixed(0)} s (${((hours * 3_600_000) / ms).toFixed(0)} × as fast as it plays), watched ${String(result.watchedS)} s, ${String(result.momentsRead)} moments read, repeat ${result.loop.found ? String(result.loop.periodS) : 'none'}, ${result.errors.map(({ code }) => code).join() || 'no errors'}; memory of all processes at most ${peakMb.toFixed(0)} MB, ${(peakMb - beforeMb).toFixed(0)} MB more than before, ${(browserMb() - beforeMb).toFixed(0)} MB more 20 s after; ${String(steps)} places of the bar; the page did not answer for ${longestMs.toFixed(0)} ms at most`,
    );
    if (result.errors.length > 0 || result.watchedS < hours * 3_600 - 2) process.exitCode = 1;
  }
  const hearing = told(page);
  await chooser.setInputFiles(join(folder, `${String(longest)}h.mp4`));
  await page.waitForTimeout(5_000);
  const from = performance.now();
  await page.locator('#clips').getByRole('button').first().click();
  const { result } = await hearing;
  console.log(
    `stopped after 5 s: ${(performance.now() - from).toFixed(0)} ms until it stood still, watched ${String(result.watchedS)} s, ${result.errors.map(({ code }) => code).join()}`,
  );
} finally {
  await browser.close();
  await rm(folder, { recursive: true, force: true });
}
