import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { expect, test as base, type Page } from '@playwright/test';
import type { AxeResults } from 'axe-core';
import { checkCaseFile } from '../../components/evidence/check';
import { TIME_STAMP_FILE } from '../../components/evidence/layout';
import { rootsFrom } from '../../components/evidence/time-stamp';
import { readZip } from '../../components/evidence/zip';
import { openExtensionBrowser, type ExtensionBrowser } from '../../entrypoints/commands/browser';
import { settledVisit } from '../../entrypoints/commands/settled-visit';
import { startDemoShop } from '../demo/server';
import { root } from '../house/sources';
import { startTimeStampAuthority, type TimeStampAuthority } from '../make/time-stamp-authority';

interface Place {
  browser: ExtensionBrowser;
  authority: TimeStampAuthority;
  caseId: string;
}

const test = base.extend<object, { place: Place }>({
  place: [
    // Playwright demands a pattern here, and this fixture rests on no other.
    async ({}, use) => {
      const authority = await startTimeStampAuthority('Test Root', 'rsa', true);
      const shop = await startDemoShop();
      const browser = await openExtensionBrowser({
        extension: join(root, '.output', 'chrome-mv3'),
        grants: ['<all_urls>', 'http://127.0.0.1/*', 'https://127.0.0.1/*'],
        trustsAnyServer: true,
      });
      await browser.choose({ locale: 'en', jurisdictions: ['us-ny'] });
      const page = await browser.context.newPage();
      await page.goto(`${shop.url}/product/teapot`);
      await settledVisit(browser, page, Date.now() + 25_000);
      await page.bringToFront();
      const { caseId } = await browser.ask('visit/keep', { tabId: await browser.tabIdOf(page) });
      await page.close();
      await use({ browser, authority, caseId });
      await browser.close();
      await shop.close();
      await authority.close();
    },
    { scope: 'worker', timeout: 240_000 },
  ],
});

/** An own page that writes down what hosts it asks the browser for. */
async function opened(
  { browser }: Place,
  path: string,
): Promise<{ page: Page; asked: () => Promise<string[]> }> {
  const page = await browser.context.newPage();
  await page.addInitScript(() => {
    const world = globalThis as unknown as {
      chrome: { permissions: { request(wanted: { origins: string[] }): Promise<boolean> } };
      asked: string[];
    };
    world.asked = [];
    const { permissions } = world.chrome;
    const request = permissions.request.bind(permissions);
    permissions.request = (wanted) => {
      world.asked.push(...wanted.origins);
      return request(wanted);
    };
  });
  await page.goto(browser.pageUrl(path));
  return { page, asked: () => page.evaluate(() => (globalThis as unknown as { asked: string[] }).asked) };
}

async function download(page: Page, press: () => Promise<void>): Promise<Uint8Array> {
  const downloading = page.waitForEvent('download', { timeout: 60_000 });
  await press();
  return new Uint8Array(readFileSync(await (await downloading).path()));
}

async function axe(page: Page): Promise<string[]> {
  await page.evaluate(readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8'));
  const { violations } = await page.evaluate(() =>
    (globalThis as unknown as { axe: { run(options: object): Promise<AxeResults> } }).axe.run({
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    }),
  );
  return violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html ?? ''}`);
}

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

test('the signing key: made, handed out, backed up, and brought back with the right passphrase only', async ({
  place,
}, info) => {
  const { page } = await opened(place, 'options.html');
  const section = page.locator('section', { has: page.locator('#signing-key') });
  const status = section.getByRole('status');
  await button(page, 'Make it now').click();
  const fingerprint = (await section.locator('code').textContent()) ?? '';
  expect(fingerprint).toMatch(/^([0-9a-f]{4} ){7}[0-9a-f]{4}$/);

  const pem = await download(page, () => button(page, 'Export the public key (PEM)').click());
  const folder = info.outputPath('key');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'key.pem'), pem);
  const der = spawnSync('openssl', ['pkey', '-pubin', '-in', 'key.pem', '-outform', 'DER'], { cwd: folder });
  const digest = Buffer.from(await crypto.subtle.digest('SHA-256', new Uint8Array(der.stdout))).toString(
    'hex',
  );
  expect(digest.slice(0, 32)).toBe(fingerprint.replaceAll(' ', ''));

  const passphrase = section.locator('input[type=password]');
  await passphrase.fill('short');
  await button(page, 'Back up the key').click();
  await expect(status).toContainText('12');
  await passphrase.fill('a passphrase long enough');
  const backup = await download(page, () => button(page, 'Back up the key').click());
  const file = { name: 'backup.json', mimeType: 'application/json', buffer: Buffer.from(backup) };

  // An installation that lost its key and made another.
  await page.evaluate(() => indexedDB.deleteDatabase('mingbiao-key'));
  await page.reload();
  await button(page, 'Make it now').click();
  await expect(section.locator('code')).not.toHaveText(fingerprint);
  const other = (await section.locator('code').textContent()) ?? '';
  await passphrase.fill('another passphrase');
  await section.locator('input[type=file]').setInputFiles(file);
  await expect(status).not.toHaveText(/^(Working)?$/, { timeout: 30_000 });
  await expect(section.locator('code')).toHaveText(other);
  await passphrase.fill('a passphrase long enough');
  await section.locator('input[type=file]').setInputFiles(file);
  await expect(section.locator('code')).toHaveText(fingerprint, { timeout: 30_000 });
  expect(await axe(page)).toEqual([]);
  await page.close();
});

test('a time stamp: named, shown before it is asked for, refused when wrong, and put in when right', async ({
  place,
}, info) => {
  const { authority, caseId } = place;
  const settings = await opened(place, 'options.html');
  const section = settings.page.locator('section', { has: settings.page.locator('#stamping') });
  const field = section.locator('input');
  for (const wrong of ['http://127.0.0.1/', 'nonsense', 'https://me:secret@127.0.0.1/']) {
    await field.fill(wrong);
    await button(settings.page, 'Use it').click();
    await expect(section.getByRole('status')).toContainText(/taken/);
  }
  expect(await settings.asked()).toEqual([]);
  await field.fill(authority.url);
  await button(settings.page, 'Use it').click();
  await expect(section.getByRole('status')).toContainText('In use');
  expect(await settings.asked()).toEqual(['https://127.0.0.1/*']);
  expect(authority.requests).toEqual([]);
  await settings.page.close();

  const { page, asked } = await opened(place, `casebook.html?case=${caseId}`);
  const dialog = page.getByRole('dialog');
  const said = dialog.getByRole('status');
  const exporting = button(page, 'Export case file');

  // Without: nothing was sent.
  await exporting.click();
  await expect(dialog).toContainText(new URL(authority.url).host);
  expect(await axe(page)).toEqual([]);
  const plain = await download(page, () => button(page, 'Export without').click());
  expect((await checkCaseFile(plain)).signer).not.toBeNull();
  expect(authority.requests).toEqual([]);
  expect(await asked()).toEqual([]);

  // Answers that are none: an older one (another nonce), one that is too large, no answer at all.
  await exporting.click();
  const shown = (await dialog.locator('code').textContent()) ?? '';
  expect(shown).toMatch(/^[0-9a-f]{64}$/);
  let older: Uint8Array | null = null;
  authority.behave = (request) => {
    older = authority.answer(request);
    return new Uint8Array(65 << 10);
  };
  await button(page, 'Send and export').click();
  await expect(said).toContainText('too large');
  // What was sent is the digest that was shown, and a number.
  const [request] = authority.requests;
  expect(Buffer.from(request ?? []).toString('hex')).toContain(shown);
  expect(request?.length).toBeLessThan(80);
  expect(await asked()).toEqual(['https://127.0.0.1/*']);
  authority.behave = () => older;
  await button(page, 'Try again').click();
  await expect(said).toContainText('answers another request');
  authority.behave = () => new Uint8Array(20);
  await button(page, 'Try again').click();
  await expect(said).toContainText('cannot be read');

  authority.behave = null;
  const stamped = await download(page, () => button(page, 'Try again').click());
  await expect(page.getByText('Time stamp added')).toBeVisible();
  const roots = rootsFrom(new TextEncoder().encode(authority.rootPem));
  const checked = await checkCaseFile(stamped, { roots: roots.ok ? roots.roots : [] });
  expect(checked.items.filter(({ verdict }) => verdict !== 'intact')).toEqual([]);
  expect(checked.timeStamp).toMatchObject({ chain: 'trusted' });

  // And by openssl, as a stranger does.
  const folder = info.outputPath('stamped');
  mkdirSync(folder, { recursive: true });
  const zip = readZip(stamped);
  if (!zip.ok) throw new Error(zip.code);
  for (const name of ['datapackage-digest.json', TIME_STAMP_FILE])
    writeFileSync(join(folder, name), zip.entries.get(name) ?? '');
  const verified = spawnSync(
    'openssl',
    [
      ...['ts', '-verify', '-data', 'datapackage-digest.json', '-in', TIME_STAMP_FILE],
      ...['-CAfile', authority.rootFile],
    ],
    { cwd: folder, encoding: 'utf8' },
  );
  expect(verified.status, verified.stderr).toBe(0);

  // Escape writes no file.
  await exporting.click();
  await dialog.waitFor();
  await page.keyboard.press('Escape');
  await expect(page.getByText('No file was written')).toBeVisible();

  // Nobody there: said, and the person may go on without.
  authority.behave = () => {
    throw new Error('not reached');
  };
  await page.context().setOffline(true);
  await exporting.click();
  await button(page, 'Send and export').click();
  await expect(said).toContainText('could not be reached');
  const without = await download(page, () => button(page, 'Export without').click());
  await page.context().setOffline(false);
  authority.behave = null;
  expect((await checkCaseFile(without)).timeStamp).toBeNull();
  await page.close();
});
