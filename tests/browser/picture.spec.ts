import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test as base, type Page } from '@playwright/test';
import type { Observation, ObservationOf } from '../../components/model/observation';
import type { Visit } from '../../components/model/case';
import { openExtensionBrowser, type ExtensionBrowser } from '../../entrypoints/commands/browser';
import { settledVisit } from '../../entrypoints/commands/settled-visit';
import { root } from '../house/sources';
import { MANIFEST, startTwoHosts, type TwoHosts } from './two-hosts';

interface World {
  hosts: TwoHosts;
  browser: ExtensionBrowser;
  page: Page;
  visit: Visit;
}

const test = base.extend<object, { world: World }>({
  world: [
    async ({}, use) => {
      const hosts = await startTwoHosts();
      const browser = await openExtensionBrowser({
        extension: join(root, '.output', 'chrome-mv3'),
        grants: ['http://127.0.0.1/*'],
      });
      await browser.choose({ locale: 'zh-CN', jurisdictions: ['cn'] });
      const page = await browser.context.newPage();
      await page.goto(`${hosts.page}/`);
      await page.waitForSelector('html[data-ready]');
      // The last picture is put in by a script: its reading is waited for, too.
      await page.waitForTimeout(1500);
      const visit = await settledVisit(browser, page, Date.now() + 25_000);
      if (!visit) throw new Error('nothing was observed');
      await use({ hosts, browser, page, visit });
      await browser.close();
      await hosts.close();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
});

function medium(visit: Visit, isIt: (m: ObservationOf<'medium'>) => boolean): ObservationOf<'medium'> {
  const found = visit.observations.find((o): o is ObservationOf<'medium'> => o.kind === 'medium' && isIt(o));
  if (!found) throw new Error('that picture was not seen');
  return found;
}
function readingOf(visit: Visit, subject: string): Observation | undefined {
  return visit.observations.find(
    (o) => o.subject === subject && (o.kind === 'declaration' || o.kind === 'unreadable'),
  );
}
function produceIdOf(visit: Visit, subject: string): string | null {
  const read = readingOf(visit, subject);
  return read?.kind === 'declaration' ? (read.value.aigc?.produceId ?? null) : null;
}

test('blob:, data: and CSS backgrounds are read through the page', async ({ world: { visit } }) => {
  const blob = medium(visit, (m) => m.value.url.startsWith('blob:'));
  expect(produceIdOf(visit, blob.subject)).toBe('demo-blob.jpg');
  const data = medium(visit, (m) => m.value.source === 'img' && m.value.url.startsWith('data:'));
  expect(data.value.url, 'a long address is kept as its digest').toMatch(/^data:image\/jpeg;base64;digest=/);
  expect(produceIdOf(visit, data.subject)).toBe('demo-data.jpg');
  const ground = medium(visit, (m) => m.value.url.endsWith('/own/ground-file.jpg'));
  expect(ground.value.source).toBe('css-background');
  expect(produceIdOf(visit, ground.subject)).toBe('demo-ground-file.jpg');
  const inStyle = medium(
    visit,
    (m) => m.value.source === 'css-background' && m.value.url.startsWith('data:'),
  );
  expect(produceIdOf(visit, inStyle.subject)).toBe('demo-ground-data.jpg');
});

test('of several files for one picture, the one that is shown is read, and no other', async ({
  world: { visit },
}) => {
  for (const name of ['srcset-1x.jpg', 'picture-source.jpg', 'lazy.jpg']) {
    const { subject } = medium(visit, (m) => m.value.url.endsWith(`/own/${name}`));
    expect(produceIdOf(visit, subject)).toBe(`demo-${name}`);
  }
  const seen = visit.observations.flatMap((o) => (o.kind === 'medium' ? [o.value.url] : []));
  expect(seen.filter((url) => /srcset-none|srcset-4x|picture-none|unset/.test(url))).toEqual([]);
});

test('another host without CORS is read where it was granted, and named unreadable where not', async ({
  world: { visit, hosts },
}) => {
  const granted = medium(visit, (m) => m.value.url === `${hosts.pictures.granted}/granted.jpg`);
  const read = readingOf(visit, granted.subject);
  expect(read?.kind === 'declaration' && read.method).toBe('file-bytes-through-network');
  expect(produceIdOf(visit, granted.subject)).toBe('demo-granted.jpg');
  const other = medium(visit, (m) => m.value.url.startsWith(hosts.pictures.notGranted));
  const unread = readingOf(visit, other.subject);
  expect(unread?.kind === 'unreadable' && unread.value).toMatchObject({
    what: 'medium',
    code: 'blocked-or-offline',
  });
});

test('a manifest named in a Link header is noted and not asked for', async ({ world: { visit, hosts } }) => {
  const ground = medium(visit, (m) => m.value.url.endsWith('/own/ground-file.jpg'));
  const resized = medium(visit, (m) => m.value.url.startsWith(`${hosts.pictures.granted}/kettle.jpg`));
  for (const { subject } of [ground, resized]) {
    const read = readingOf(visit, subject);
    if (read?.kind !== 'declaration') throw new Error('not read');
    expect(read.value.c2pa).toMatchObject({ state: 'remote-only', remoteUrl: MANIFEST });
    expect(read.value.mechanisms.map(({ id }) => id)).toContain('c2pa-link-header');
  }
});

test('the original is asked for on the press only, and then counts', async ({ world }) => {
  const { browser, visit, hosts } = world;
  const shown = medium(visit, (m) => m.value.url.startsWith(`${hosts.pictures.granted}/kettle.jpg`));
  const before = readingOf(visit, shown.subject);
  expect(before?.kind === 'declaration' && before.value.declared).toBe('none');
  expect(hosts.asked).not.toContain('/kettle.jpg');

  const report = await browser.context.newPage();
  await report.goto(
    browser.pageUrl(`picture.html?tab=${String(visit.tabId)}&subject=${encodeURIComponent(shown.subject)}`),
  );
  await expect(report.locator('h2.hero-title')).toContainText('没有说明来源');
  expect(hosts.asked, 'opening the report asks for no original').not.toContain('/kettle.jpg');
  await report.getByRole('button', { name: /向 127\.0\.0\.1:\d+ 请求原图/ }).click();
  await expect(report.locator('h2.hero-title')).toContainText('「属于」');
  expect(hosts.asked).toContain('/kettle.jpg');
  await expect(report.getByRole('button', { name: /页面上显示的这一张/ })).toContainText('没有说明来源');

  const after = await browser.ask('visit/read', { tabId: visit.tabId });
  const declarations = after?.observations.filter(
    (o): o is ObservationOf<'declaration'> => o.kind === 'declaration' && o.subject === shown.subject,
  );
  expect(declarations?.map((o) => [o.value.rendition, o.value.declared])).toEqual([
    ['shown', 'none'],
    ['original', 'generated'],
  ]);
  const original = declarations?.find((o) => o.value.rendition === 'original');
  const flagged = after?.findings.filter((f) => f.subject === shown.subject && f.outcome === 'flagged');
  expect(flagged?.some((f) => f.reliedOn.includes(original?.id ?? ''))).toBe(true);

  // Kept with the page, both renditions can be read again when the shop has taken them down.
  const { caseId } = await browser.ask('visit/keep', { tabId: visit.tabId });
  await report.goto(
    browser.pageUrl(`picture.html?case=${caseId}&subject=${encodeURIComponent(shown.subject)}`),
  );
  await expect(report.getByRole('button', { name: /店铺存的原图/ })).toContainText('「属于」');
  await expect(report.getByRole('button', { name: /页面上显示的这一张/ })).toContainText('没有说明来源');
  await report.close();
});

test('the menu opens the report of a picture by its address', async ({ world }) => {
  const { browser, visit, hosts } = world;
  const opening = browser.context.waitForEvent('page');
  await browser.ask('picture/open', {
    tabId: visit.tabId,
    frameId: 0,
    subject: null,
    src: `${hosts.page}/own/ground-file.jpg`,
  });
  const report = await opening;
  expect(new URL(report.url()).searchParams.get('src')).toBe(`${hosts.page}/own/ground-file.jpg`);
  await expect(report.locator('h2.hero-title')).toContainText('「属于」');
  await expect(report.locator('main')).toContainText('demo-ground-file.jpg');
  await expect(report.locator('main')).toContainText('SHA-256');
  await expect(report.locator('.stage img')).toHaveJSProperty('complete', true);
  await expect(report.getByRole('button', { name: '把这张图片存为证据' })).toBeVisible();
  await report.close();
});

test('a picture too long for an address is put aside for its report', async ({ world }) => {
  const { browser, page, visit } = world;
  const src = await page.locator('#data').getAttribute('src');
  const opening = browser.context.waitForEvent('page');
  await browser.ask('picture/open', { tabId: visit.tabId, frameId: 0, subject: null, src });
  const report = await opening;
  expect(report.url().length).toBeLessThan(300);
  await expect(report.locator('main')).toContainText('demo-data.jpg');
  await report.close();
});

test('where no script of ours runs, the picture is read through a reader put there', async ({ world }) => {
  const { browser, hosts } = world;
  const own = await browser.context.newPage();
  await own.goto(browser.pageUrl('options.html'));
  await own.evaluate(() =>
    (
      globalThis as unknown as {
        chrome: { scripting: { unregisterContentScripts(which: object): Promise<void> } };
      }
    ).chrome.scripting.unregisterContentScripts({ ids: ['shop'] }),
  );
  const page = await browser.context.newPage();
  await page.goto(`${hosts.page}/?alone`);
  await page.waitForSelector('html[data-ready]');
  const tabId = await browser.tabIdOf(page);
  expect(await browser.ask('visit/read', { tabId }), 'nothing was looked at').toBeNull();
  // Only the page itself can read its own blob: address.
  const src = await page.locator('#blob').evaluate((img: HTMLImageElement) => img.src);
  const picture = await browser.ask('picture/read', {
    tabId,
    frameId: 0,
    subject: null,
    src,
    rendition: 'shown',
  });
  if (!picture.reading.ok) throw new Error(picture.reading.code);
  expect(picture.reading.through).toBe('page');
  expect(picture.reading.statement.aigc?.produceId).toBe('demo-blob.jpg');
  expect(picture.reading.sha256).toMatch(/^[0-9a-f]{64}$/);
  expect(await page.evaluate(() => Object.keys(window).filter((name) => /mingbiao/i.test(name)))).toEqual([]);
  await browser.choose({ locale: 'zh-CN', jurisdictions: ['cn'] });
  await page.close();
  await own.close();
});

test('a manifest elsewhere is not asked of a machine in the house', async ({ world: { browser } }) => {
  for (const url of ['https://127.0.0.1/x', 'https://localhost/x', 'http://manifests.example.org/x'])
    expect(await browser.ask('picture/read-remote', { url, file: null })).toEqual({
      code: 'address-not-public-https',
      c2pa: null,
    });
});

test('kept with a likeness, and its report opens again from the bytes that were kept', async ({ world }) => {
  const { browser, visit } = world;
  const blob = medium(visit, (m) => m.value.url.startsWith('blob:'));
  const { caseId } = await browser.ask('visit/keep', { tabId: visit.tabId, also: [blob.subject] });
  const report = await browser.context.newPage();
  await report.goto(
    browser.pageUrl(`picture.html?case=${caseId}&subject=${encodeURIComponent(blob.subject)}`),
  );
  await expect(report.locator('main')).toContainText('demo-blob.jpg');
  const likenesses = await report.evaluate(async (id) => {
    const open = indexedDB.open('mingbiao');
    const db = await new Promise<IDBDatabase>((done) => (open.onsuccess = () => done(open.result)));
    const get = db.transaction('cases').objectStore('cases').get(id);
    const kept = await new Promise<{ captures: { subject: string; likeness?: string }[] }>(
      (done) => (get.onsuccess = () => done(get.result as never)),
    );
    return kept.captures.map((capture) => capture.likeness ?? null);
  }, caseId);
  expect(likenesses.filter((likeness) => /^[0-9a-f]{32}$/.test(likeness ?? '')).length).toBeGreaterThan(0);
  await report.close();
});

test('the report passes axe, in both languages and lights', async ({ world }) => {
  const { browser, visit } = world;
  const ground = medium(visit, (m) => m.value.url.endsWith('/own/ground-file.jpg'));
  const report = await browser.context.newPage();
  for (const locale of ['en', 'zh-CN'] as const) {
    await browser.choose({ locale, jurisdictions: ['cn'] });
    for (const colorScheme of ['light', 'dark'] as const) {
      await report.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await report.goto(
        browser.pageUrl(
          `picture.html?tab=${String(visit.tabId)}&subject=${encodeURIComponent(ground.subject)}`,
        ),
      );
      await report.locator('h2.hero-title').waitFor();
      expect(await axe(report), `${locale} ${colorScheme}`).toEqual([]);
    }
  }
  await report.close();
});

/** Runs axe in the page; a strict policy forbids script elements, so it is given through the debugger. */
async function axe(page: Page): Promise<string[]> {
  const session = await page.context().newCDPSession(page);
  await session.send('Runtime.evaluate', {
    expression: await readFile('node_modules/axe-core/axe.min.js', 'utf8'),
  });
  await session.detach();
  return page.evaluate(async () => {
    const { axe: run } = globalThis as unknown as {
      axe: { run(): Promise<{ violations: { id: string }[] }> };
    };
    return (await run.run()).violations.map(({ id }) => id);
  });
}
