import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from '@playwright/test';
import { buildVerifyPage } from '../../entrypoints/commands/verify-page';
import { expect, test } from './shop';

const root = join(import.meta.dirname, '..', '..');
const KEPT = join(root, 'tests', 'unit', 'evidence', 'formats', '0.1.0.wacz');

async function check(page: Page, file: string): Promise<void> {
  await page.locator('input[type=file]').first().setInputFiles(file);
  await page.locator('.whole').waitFor({ timeout: 30_000 });
}

async function altersAreFound(page: Page, folder: string): Promise<void> {
  const bytes = readFileSync(KEPT);
  const at = bytes.indexOf('README.txt') + 40;
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  mkdirSync(folder, { recursive: true });
  const changed = join(folder, '<img src=x onerror=alert(1)>.wacz');
  writeFileSync(changed, bytes);
  await check(page, changed);
  await expect(page.locator('.whole')).toHaveClass(/altered/);
  await expect(page.locator('tr.altered').first()).toBeVisible();
  // The name of the file is text, whatever it looks like.
  await expect(page.getByText('<img src=x onerror=alert(1)>.wacz')).toBeVisible();
  expect(await page.locator('img').count()).toBe(0);
}

test('the extension’s page checks a case file', async ({ world }, info) => {
  const page = await world.browser.context.newPage();
  await page.goto(world.browser.pageUrl('verify.html'));
  await check(page, KEPT);
  await expect(page.locator('.whole')).toHaveClass(/intact/);
  await expect(page.locator('tr.altered')).toHaveCount(0);
  await altersAreFound(page, info.outputPath('files'));

  // Several at once: a verdict for each, one sentence over all, and the items of the one that is asked for.
  const [changed = '', none] = [
    join(info.outputPath('files'), '<img src=x onerror=alert(1)>.wacz'),
    join(info.outputPath('files'), 'none.wacz'),
  ];
  writeFileSync(none, 'PK');
  await page.locator('input[type=file]').first().setInputFiles([KEPT, changed, none]);
  await expect(page.locator('#several')).toHaveText('3 个文件：1 个未改动，1 个有改动，1 个无法核对', {
    timeout: 60_000,
  });
  await expect(page.locator('.several tbody tr')).toHaveCount(3);
  await page.locator('.several').getByRole('button', { name: '0.1.0.wacz' }).click();
  await expect(page.locator('.whole')).toHaveClass(/intact/);
  await page.close();
});

test('the page as one file opens from a disk, asks the network for nothing, and says the same', async ({
  world,
}, info) => {
  const path = await buildVerifyPage(root);
  const page = await world.browser.context.newPage();
  const asked: string[] = [];
  const said: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  page.on('console', (message) => said.push(message.text()));
  page.on('pageerror', (error) => said.push(error.message));
  const url = pathToFileURL(path).href;
  await page.goto(url);
  await check(page, KEPT);
  await expect(page.locator('.whole')).toHaveClass(/intact/);
  const rows = await page.locator('tbody tr').count();
  expect(rows).toBeGreaterThan(20);
  await altersAreFound(page, info.outputPath('files'));
  expect(asked).toEqual([url]);
  expect(said).toEqual([]);
  await page.close();
});
