import { readFile } from 'node:fs/promises';
import { checkCaseFile } from '../../components/evidence/check';
import { readCaseFile } from '../../components/evidence/case-file';
import { exportCase } from '../../entrypoints/commands/export-case';
import { expect, pressTag, test } from './shop';

test('keep, list, export, verify; delete and bring back', async ({ world }) => {
  const { page, visit } = await world.look('/product/teapot');
  await page.bringToFront();
  const { caseId } = await world.browser.ask('visit/keep', { tabId: visit.tabId });

  const bytes = await exportCase(world.browser, caseId);
  const read = await readCaseFile(bytes);
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  expect(read.case.url).toBe(visit.url);
  expect(new Set(read.case.captures.map((c) => c.role))).toEqual(
    new Set(['law', 'medium', 'page-html', 'screenshot', 'screenshot-element', 'screenshot-page']),
  );
  expect(read.case.findings.some((f) => f.outcome === 'flagged')).toBe(true);
  const checked = await checkCaseFile(bytes);
  expect(checked.items.filter((item) => item.verdict === 'altered')).toEqual([]);

  const book = await world.browser.context.newPage();
  await book.goto(world.browser.pageUrl('casebook.html'));
  const rows = book.locator('.casebook-list li');
  await rows.first().waitFor();
  const before = await rows.count();
  await book.goto(world.browser.pageUrl(`casebook.html?case=${caseId}`));
  await book.getByRole('button', { name: '删除' }).first().click();
  const sure = book.getByRole('dialog').getByRole('button', { name: '删除' });
  if (await sure.count()) await sure.click();
  await expect(rows).toHaveCount(before - 1);
  await book.getByRole('button', { name: '撤销' }).click();
  await expect(rows).toHaveCount(before);
  await book.close();
  await page.close();
});

test('ended at any moment, the background loses nothing that was kept and goes on reading', async ({
  world,
}) => {
  const { page, visit } = await world.look('/product/cushion');
  const { caseId } = await world.browser.ask('visit/keep', { tabId: visit.tabId });
  const other = await world.browser.context.newPage();
  await other.goto(`${world.shop.url}/`);
  for (let ends = 0; ends < 4; ends += 1) {
    await endBackground(world.browser.context, world.browser.extensionId);
    await other.waitForTimeout(150 + ends * 120);
  }
  const tabId = await world.browser.tabIdOf(other);
  await expect
    .poll(async () => (await world.browser.ask('visit/read', { tabId }))?.settled, { timeout: 45_000 })
    .toBe(true);
  const settled = await world.browser.ask('visit/read', { tabId });
  const media = settled?.observations.filter((o) => o.kind === 'medium' && o.value.role !== 'other') ?? [];
  const read = new Set(
    settled?.observations
      .filter((o) => o.kind === 'declaration' || o.kind === 'unreadable')
      .map((o) => o.subject),
  );
  expect(media.filter((m) => !read.has(m.subject)).map((m) => m.subject)).toEqual([]);
  const bytes = await exportCase(world.browser, caseId);
  expect((await readCaseFile(bytes)).ok).toBe(true);
  await other.close();
  await page.close();
});

/** Ends the service worker as the browser would, through the debugger. */
async function endBackground(
  context: import('@playwright/test').BrowserContext,
  extensionId: string,
): Promise<void> {
  const browser = context.browser();
  if (!browser) throw new Error('no browser handle');
  const session = await browser.newBrowserCDPSession();
  const { targetInfos } = (await session.send('Target.getTargets')) as {
    targetInfos: { targetId: string; type: string; url: string }[];
  };
  for (const info of targetInfos) {
    if (info.type === 'service_worker' && info.url.includes(extensionId))
      await session.send('Target.closeTarget', { targetId: info.targetId });
  }
  await session.detach();
}

test('what could be told to each channel: texts to copy, files to save, and a word when it becomes many', async ({
  world,
}) => {
  const keep = async (path: string): Promise<string> => {
    const { page, visit } = await world.look(path);
    await page.bringToFront();
    const { caseId } = await world.browser.ask('visit/keep', { tabId: visit.tabId });
    await page.close();
    return caseId;
  };
  const caseId = await keep('/product/teapot');
  const requests: string[] = [];
  const book = await world.browser.context.newPage();
  book.on('request', (request) => {
    const address = request.url();
    if (!/^(chrome-extension|blob|data):/.test(address)) requests.push(address);
  });
  await world.browser.context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await book.goto(world.browser.pageUrl(`casebook.html?case=${caseId}`));
  // From what was found to what is written of it is one press, and then only that is told.
  const sheet = book.locator('details.filing', { hasText: '全国12315平台' });
  await expect(sheet).not.toHaveAttribute('open');
  const card = book.locator('article.finding').first();
  await card.locator('summary').click();
  await card.getByRole('button', { name: '写好的文字和附件 全国12315平台' }).click();
  await expect(sheet).toHaveAttribute('open');
  await expect(sheet.getByRole('checkbox', { checked: true })).toHaveCount(1);
  await expect(card.getByRole('button', { name: '复制文字' })).toHaveCount(0);
  // A complaint and a tip are two texts.
  await expect(sheet.locator('.filing-fields')).toHaveCount(2);
  const text = sheet.locator('.filing-fields').nth(1).locator('textarea');
  await expect(text).toHaveValue(/现提供下列线索[\s\S]*请依职责核实/);
  await sheet.locator('.filing-fields').nth(1).getByRole('button', { name: '复制' }).last().click();
  await expect(sheet.getByText('已复制。')).toBeVisible();
  expect(await book.evaluate(() => navigator.clipboard.readText())).toBe(await text.inputValue());
  const link = sheet.getByRole('link');
  expect(await link.getAttribute('href')).toBe('https://www.12315.cn/');

  const saving = book.waitForEvent('download');
  await sheet.getByRole('button', { name: '存为 JPEG' }).first().click();
  const saved = await saving;
  expect(saved.suggestedFilename()).toMatch(/-page-part-1\.jpg$/);
  const bytes = await readFile((await saved.path()) ?? '');
  expect([...bytes.subarray(0, 3)]).toEqual([0xff, 0xd8, 0xff]);
  await expect(sheet.getByText(/它是副本/)).toBeVisible();
  expect(requests).toEqual([]);

  // Another page of the same shop: the casebook says that a text was taken before.
  const second = await keep('/product/cushion');
  await book.goto(world.browser.pageUrl(`casebook.html?case=${second}`));
  await expect(book.locator('details.filing summary', { hasText: '近期写过' }).first()).toBeVisible();
  await book.close();
});

/** Events of the browser, as far as a test tells them by hand. */
interface Background {
  chrome: {
    commands: { onCommand: { dispatch(name: string): void } };
    contextMenus: { onClicked: { dispatch(...told: object[]): void } };
  };
}

test('the tag, the key and the menu of the right mouse button each keep the page', async ({ world }) => {
  const { page, visit } = await world.look('/product/teapot');
  const worker = world.browser.context.serviceWorkers().at(-1);
  if (!worker) throw new Error('no background');
  const kept = (): Promise<number> =>
    worker.evaluate(
      () =>
        new Promise<number>((done, failed) => {
          const opening = indexedDB.open('mingbiao');
          opening.onerror = () => failed(new Error('no store'));
          opening.onsuccess = () => {
            const count = opening.result.transaction('cases').objectStore('cases').count();
            count.onsuccess = () => {
              opening.result.close();
              done(count.result);
            };
          };
        }),
    );
  await page.bringToFront();
  const before = await kept();

  await pressTag(page, '有出入');
  await pressTag(page, '保存这一页');
  await expect.poll(kept, { timeout: 20_000 }).toBe(before + 1);

  // A test can press neither the browser's keys nor its menus: what the browser would tell us is told by hand.
  await page.bringToFront();
  await worker.evaluate(() => {
    (globalThis as unknown as Background).chrome.commands.onCommand.dispatch('keep-page');
  });
  await expect.poll(kept, { timeout: 20_000 }).toBe(before + 2);
  await worker.evaluate((id) => {
    const { contextMenus } = (globalThis as unknown as Background).chrome;
    contextMenus.onClicked.dispatch({ menuItemId: 'keep' }, { id });
  }, visit.tabId);
  await expect.poll(kept, { timeout: 20_000 }).toBe(before + 3);
  await page.close();
});
