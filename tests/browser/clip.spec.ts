/** A recording dropped or chosen on the casebook page: watched in the built extension, with what it shows afterwards. */
import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { ClipResult } from '../../components/footage/clip';
import { makeClip, type ClipOptions } from '../make/clips';
import { inkOf } from '../make/label-pictures';
import { expect, test } from './shop';

let folder: string;
test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mingbiao-clips-'));
});
test.afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

/** A host whose recording of 6.37 s is played again, for 18 s. */
const LOOP: ClipOptions = {
  kind: 'host',
  seed: 500_001,
  loopS: 6.37,
  overlays: true,
  ownMouth: true,
  brightness: 0.1,
  grain: 3,
  shake: 0.001,
  seconds: 18,
  width: 180,
  height: 320,
  framesPerS: 20,
  crf: 28,
};

/** What the page says of the recording to `npm run watch`, which watches through the same place. */
async function resultOf(page: Page, path: string): Promise<ClipResult> {
  const result = page.evaluate(
    () =>
      new Promise<ClipResult>((finish) => {
        window.addEventListener('mingbiao-clip', (event) => {
          const { detail } = event as CustomEvent<{ result?: ClipResult }>;
          if (detail.result) finish(detail.result);
        });
      }),
  );
  await page.locator('#clips input[type=file]').setInputFiles(path);
  return result;
}

test('a recording dropped on the page is measured, and shown with two moments and their times', async ({
  world,
}) => {
  const path = join(folder, 'room.mp4');
  await makeClip(path, LOOP);
  const page = await world.browser.context.newPage();
  await page.goto(world.browser.pageUrl('casebook.html'));
  await page.locator('#clips input[type=file]').waitFor({ state: 'attached' });
  const dragged = await page.evaluateHandle(
    ([bytes, name]) => {
      const transfer = new DataTransfer();
      transfer.items.add(
        new File([Uint8Array.from(atob(bytes), (c) => c.charCodeAt(0))], name, { type: 'video/mp4' }),
      );
      return transfer;
    },
    [(await readFile(path)).toString('base64'), 'room.mp4'] as const,
  );
  await page.dispatchEvent('body', 'dragover', { dataTransfer: dragged });
  await expect(page.locator('#clips .clip.is-over')).toBeVisible();
  await page.dispatchEvent('body', 'drop', { dataTransfer: dragged });
  await expect(page.locator('#clips .clip.is-over')).toHaveCount(0);
  const seen = page.locator('.clip-seen');
  await seen.waitFor({ timeout: 80_000 });
  await expect(seen).toContainText(/画面每 6\.[345]\s?秒重复一次/);
  await expect(seen).toContainText('主播是不是数字人，可以问商家');
  await expect(seen.locator('.clip-moments img')).toHaveCount(2);
  await expect(seen.locator('.clip-error')).toHaveCount(0);
  const saved = page.waitForEvent('download');
  await seen.getByRole('button', { name: '保存结果' }).click();
  expect((await saved).suggestedFilename()).toBe('room-mingbiao.zip');
  await page.close();
});

test('a file that is no film is said to be none, at once', async ({ world }) => {
  const path = join(folder, 'broken.mp4');
  await writeFile(path, Buffer.alloc(5_000, 0x02));
  const text = join(folder, 'list.mp4');
  await writeFile(text, '这不是录像。\n'.repeat(50));
  const page = await world.browser.context.newPage();
  await page.goto(world.browser.pageUrl('casebook.html'));
  // Of several each has its turn and its answer, and each can be closed by itself.
  await page.locator('#clips input[type=file]').setInputFiles([path, text]);
  await expect(page.locator('.clip-seen h3')).toHaveText(['broken.mp4', 'list.mp4']);
  await expect(page.locator('.clip-error')).toContainText(['浏览器打不开这段录像', '这个文件不是录像']);
  await page.locator('.clip-seen').first().getByRole('button').click();
  await expect(page.locator('.clip-seen h3')).toHaveText(['list.mp4']);
  await page.close();
});

test('what a recorder of live streams writes, which no player opens, is watched all the same', async ({
  world,
}) => {
  const clip = join(folder, 'stream.mp4');
  await makeClip(clip, LOOP);
  const path = join(folder, 'stream.ts');
  // Sound comes beside it, and its clock starts anywhere, as with streams.
  const asStream = ['-v', 'error', '-y', '-i', clip, '-f', 'lavfi', '-i', 'sine=300', '-shortest'];
  const packed = [...asStream, '-c:v', 'copy', '-c:a', 'aac', '-output_ts_offset', '7000', path];
  expect(spawnSync('ffmpeg', packed).status).toBe(0);
  const page = await world.browser.context.newPage();
  await page.goto(world.browser.pageUrl('casebook.html'));
  const { durationS, watchedS, loop, errors } = await resultOf(page, path);
  expect(errors).toEqual([]);
  expect(durationS).toBeCloseTo(18, 0);
  expect(watchedS).toBeGreaterThan(17);
  expect(watchedS).toBeLessThan(19);
  expect(loop.found).toBe(true);
  expect(Math.abs((loop.periodS ?? 0) - 6.37)).toBeLessThan(0.15);
  await page.close();
});

test('of a download that broke off what there is is watched, and the rest is said to be missing', async ({
  world,
}) => {
  const clip = join(folder, 'whole.mp4');
  const path = join(folder, '下载 到一半.mp4');
  await makeClip(clip, { ...LOOP, seconds: 12 });
  // As sites serve films: what the film holds is told at its start.
  const toStart = ['-v', 'error', '-y', '-i', clip, '-c', 'copy', '-movflags', '+faststart', path];
  expect(spawnSync('ffmpeg', toStart).status).toBe(0);
  const film = await readFile(path);
  await writeFile(path, film.subarray(0, Math.round(film.length / 2)));
  const page = await world.browser.context.newPage();
  await page.goto(world.browser.pageUrl('casebook.html'));
  const { durationS, watchedS, errors } = await resultOf(page, path);
  expect(durationS).toBeCloseTo(12, 0);
  expect(watchedS).toBeGreaterThan(3);
  expect(watchedS).toBeLessThan(9);
  // Of the last moment before the break the player may have no frame to read.
  expect(errors.map(({ code }) => code)).toContain('cut-short');
  await page.close();
});

test('a QuickTime film without the box that names its brand is played where it cannot be decoded', async ({
  world,
}) => {
  const clip = join(folder, 'branded.mp4');
  await makeClip(clip, LOOP);
  // Older cameras wrote none; the reader of containers knows such files by nothing, the browser plays them.
  const film = await readFile(clip);
  expect(film.toString('latin1', 4, 8)).toBe('ftyp');
  film.write('wide', 4, 'latin1');
  const path = join(folder, 'unbranded.mov');
  await writeFile(path, film);
  const page = await world.browser.context.newPage();
  await page.goto(world.browser.pageUrl('casebook.html'));
  // Nothing but the player takes film time faster than it passes.
  await page.evaluate(() => {
    const play = HTMLMediaElement.prototype.play;
    HTMLMediaElement.prototype.play = function () {
      document.body.dataset['played'] = 'yes';
      return play.call(this);
    };
  });
  const { durationS, watchedS, loop, errors } = await resultOf(page, path);
  expect(await page.evaluate(() => document.body.dataset['played'])).toBe('yes');
  expect(durationS).toBeCloseTo(18, 0);
  expect(watchedS).toBeGreaterThan(17);
  expect(errors).toEqual([]);
  expect(loop.found).toBe(true);
  expect(Math.abs((loop.periodS ?? 0) - 6.37)).toBeLessThan(0.15);
  await page.close();
});

test('a label burnt into a recording is given with its times, height and place, and no repeat', async ({
  world,
}) => {
  const path = join(folder, 'labelled.mp4');
  const [width, height, share, fromS, toS] = [360, 640, 0.1, 4, 10];
  await makeClip(path, {
    ...LOOP,
    seed: 500_002,
    loopS: null,
    overlays: false,
    grain: 2,
    shake: 0,
    seconds: 14,
    width,
    height,
    framesPerS: 15,
    crf: 26,
    label: {
      ink: await inkOf(width, height, { text: 'AI生成', share, place: 'top-right', look: 'strip' }),
      fromS,
      toS,
    },
  });
  const page = await world.browser.context.newPage();
  await page.goto(world.browser.pageUrl('casebook.html'));
  const { labels, momentsRead, loop, errors } = await resultOf(page, path);
  expect(errors).toEqual([]);
  expect(loop.found).toBe(false);
  expect(labels).toHaveLength(1);
  const [label] = labels;
  expect(label?.text).toMatch(/A[Il1]生成/);
  expect(label?.position).toBe('corner');
  // Its strokes are looked at twice a second: it is seen to come and to go, whichever moments were read.
  expect(momentsRead).toBeGreaterThan(1);
  // Half a second, and what frames of another rate add to it.
  const withinS = label?.withinS ?? Infinity;
  expect(withinS).toBeLessThanOrEqual(0.7);
  expect(Math.abs((label?.fromS ?? -9) - fromS)).toBeLessThanOrEqual(withinS);
  expect(Math.abs((label?.toS ?? -9) - toS)).toBeLessThanOrEqual(withinS);
  expect(label?.seenIn).toBe(label?.lookedIn);
  // Signs fill between three quarters and all of the height of their font.
  expect(label?.heightShare).toBeGreaterThan(0.75 * share);
  expect(label?.heightShare).toBeLessThan(1.05 * share);
  await expect(page.locator('.clip-seen li')).toContainText('0:04');
  await page.close();
});
