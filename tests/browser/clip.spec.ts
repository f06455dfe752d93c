/** A recording dropped or chosen on the casebook page: watched in the built extension, with what it shows afterwards. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeClip } from '../make/clips';
import { expect, test } from './shop';

let folder: string;
test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mingbiao-clips-'));
});
test.afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

test('a recording dropped on the page is measured, and shown with two moments and their times', async ({
  world,
}) => {
  const path = join(folder, 'room.mp4');
  await makeClip(path, {
    kind: 'host',
    seed: 500_001,
    loopS: 9.37,
    overlays: true,
    ownMouth: true,
    brightness: 0.1,
    grain: 3,
    shake: 0.001,
    seconds: 32,
    width: 180,
    height: 320,
    framesPerS: 20,
    crf: 28,
  });
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
  await seen.waitFor({ timeout: 150_000 });
  await expect(seen).toContainText(/画面每 9\.[345]\s?秒重复一次/);
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
  await writeFile(path, Buffer.alloc(5_000, 0x5a));
  const page = await world.browser.context.newPage();
  await page.goto(world.browser.pageUrl('casebook.html'));
  await page.locator('#clips input[type=file]').setInputFiles(path);
  await expect(page.locator('.clip-error')).toContainText('浏览器打不开这段录像');
  await page.close();
});
