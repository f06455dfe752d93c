import { readFileSync, writeFileSync } from 'node:fs';
import type { Locator, Page } from '@playwright/test';
import { newSigningKey, type SigningKey } from '../../components/evidence/signature';
import type { Case } from '../../components/model/case';
import type { Law } from '../../rules/language';
import { caseOf } from '../unit/casebook/case-of';
import { madeCaseFile, smallLaw } from '../unit/verify/made-case';
import { expect, JURISDICTIONS, test, type World } from './shop';

const AT = '2026-11-20T08:20:00.000Z';
let law: Law;
let own: SigningKey;
let other: SigningKey;
test.beforeAll(async () => {
  law = await smallLaw();
  own = await newSigningKey();
  other = await newSigningKey();
});

/** A file of one case, signed by this key, with another price where one is given. */
async function fileOf(
  id: string,
  key: SigningKey,
  { price, ...changes }: Partial<Case> & { price?: string } = {},
): Promise<{ name: string; mimeType: string; buffer: Buffer }> {
  const { observations } = (await caseOf(id)).case;
  const priced = observations.map((seen) =>
    seen.kind === 'offer' && price !== undefined ? { ...seen, value: { ...seen.value, price } } : seen,
  );
  const bytes = await madeCaseFile(law, id, { at: AT, key }, { ...changes, observations: priced });
  return { name: `${id}.wacz`, mimeType: 'application/wacz', buffer: Buffer.from(bytes) };
}

async function openBook(world: World): Promise<Page> {
  const page = await world.browser.context.newPage();
  await page.goto(world.browser.pageUrl('casebook.html'));
  await page.locator('.book-views').waitFor();
  return page;
}

async function go(page: Page, part: string): Promise<void> {
  await page.locator('.book-views').getByRole('button', { name: part }).click();
}

async function take(page: Page, files: Awaited<ReturnType<typeof fileOf>>[]): Promise<Locator> {
  await go(page, '导入');
  await page.locator('input[type=file][accept*=wacz]').setInputFiles(files);
  await expect(page.locator('.book-arrivals > li')).toHaveCount(files.length, { timeout: 30_000 });
  return page.locator('.book-arrivals > li');
}

/** Rows with these words, found by the search; the search is left as it is. */
async function search(page: Page, words: string): Promise<Locator> {
  await go(page, '案例');
  await page.getByRole('searchbox').fill(words);
  return page.locator('.cases > li');
}

test('the list is worked by keyboard alone', async ({ world }) => {
  const page = await openBook(world);
  const titles = ['键盘甲', '键盘乙', '键盘丙'];
  await take(
    page,
    await Promise.all(
      titles.map((title, n) =>
        fileOf(`key-000${String(n)}`, own, { title, keptAt: `2026-11-20T08:1${String(9 - n)}:00.000Z` }),
      ),
    ),
  );
  await go(page, '案例');
  await page.keyboard.press('/');
  await expect(page.getByRole('searchbox')).toBeFocused();
  await page.keyboard.type('键盘');
  const rows = page.locator('.cases > li');
  await expect(rows).toHaveCount(3);
  // Typed into the search, the letters are letters.
  await page.keyboard.type('x');
  await expect(page.locator('.cases > li')).toHaveCount(0);
  await page.keyboard.press('Backspace');
  await rows.first().getByRole('button').focus();
  await page.keyboard.press('j');
  await expect(rows.nth(1).getByRole('button')).toBeFocused();
  await page.keyboard.press('x');
  await expect(rows.nth(1).getByRole('checkbox')).toBeChecked();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('k');
  await page.keyboard.press('k');
  await expect(rows.nth(0).getByRole('button')).toBeFocused();
  await page.keyboard.press('End');
  await expect(rows.nth(2).getByRole('button')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.locator('.case h2').first()).toContainText('键盘丙');
  await page.keyboard.press('Escape');
  await expect(page.locator('.case')).toHaveCount(0);
  await page.keyboard.press('?');
  await expect(page.locator('dialog.book-help')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.locator('dialog.book-help')).toBeHidden();
  await page.close();
});

test('many are tagged, deleted and brought back at once, in step with another page', async ({ world }) => {
  const page = await openBook(world);
  const files = await Promise.all(
    [0, 1, 2, 3].map((n) => fileOf(`bulk-000${String(n)}`, own, { title: `成批 ${String(n)}` })),
  );
  await take(page, files);
  const beside = await openBook(world);
  const there = await search(beside, '成批');
  await expect(there).toHaveCount(4);

  const rows = await search(page, '成批');
  await expect(rows).toHaveCount(4);
  await rows.first().getByRole('checkbox').check();
  await page.getByRole('button', { name: '选中全部' }).click();
  const bulk = page.locator('.book-bulk');
  await bulk.getByLabel('添加标签').fill('双十一');
  await bulk.locator('form').first().getByRole('button').click();
  await expect(page.locator('.toast')).toContainText('4');
  await expect(rows.filter({ hasText: '# 双十一' })).toHaveCount(4);
  await expect(there.filter({ hasText: '# 双十一' })).toHaveCount(4);
  await page.locator('.toast').getByRole('button', { name: '撤销' }).click();
  await expect(rows.filter({ hasText: '# 双十一' })).toHaveCount(0);
  await expect(there.filter({ hasText: '# 双十一' })).toHaveCount(0);

  await bulk.getByRole('button', { name: '删除' }).click();
  await page.locator('dialog[open]').getByRole('button', { name: '删除' }).click();
  await expect(rows).toHaveCount(0);
  await expect(there).toHaveCount(0);
  await page.locator('.toast').getByRole('button', { name: '撤销' }).click();
  await expect(rows).toHaveCount(4);
  await expect(there).toHaveCount(4);
  await beside.close();
  await page.close();
});

test('one product seen by two people is one subject; what they saw stands side by side', async ({
  world,
}) => {
  const page = await openBook(world);
  const title = '两人所见';
  const [mine, theirs] = await Promise.all([
    fileOf('witness-1', own, { title, price: '189.00' }),
    fileOf('witness-2', other, { title, price: '169.00' }),
  ]);
  await take(page, [mine, theirs]);
  const sources = page.locator('.book-sources > li');
  const named = sources.filter({ hasText: '1' }).last();
  await expect(named).toBeVisible();
  const name = named.locator('input');
  await name.fill('林女士');
  await name.press('Tab');
  await go(page, '同一商品');
  await page.locator('.book-groups .case-row').first().click();
  const matrix = page.locator('.book-matrix').first();
  await expect(matrix.locator('thead th').filter({ hasText: '林女士' })).toHaveCount(1);
  const price = matrix.locator('tr.differs').filter({ hasText: '同一时间，价格不同' });
  await expect(price).toContainText('CNY 189.00');
  await expect(price).toContainText('CNY 169.00');
  await expect(matrix).not.toContainText('in-stock');
  await expect(matrix).not.toContainText('plain');
  await page.close();
});

test('an altered file is refused with what was altered, and leaves nothing', async ({ world }) => {
  const page = await openBook(world);
  const good = await fileOf('altered-1', own, { title: '改动 <b>甲</b>' });
  const at = good.buffer.indexOf('报告');
  const altered = Buffer.from(good.buffer);
  const byte = at >= 0 ? at : Math.floor(altered.length / 2);
  altered[byte] = (altered[byte] ?? 0) ^ 1;
  const rows = await take(page, [{ ...good, name: 'altered.wacz', buffer: altered }]);
  await expect(rows.first()).toContainText('altered.wacz');
  await expect(rows.first().locator('.book-items li').first()).toBeVisible();
  await expect(await search(page, '改动')).toHaveCount(0);
  // The whole file comes in; its title is text, whatever it looks like.
  await take(page, [good]);
  await expect(await search(page, '改动')).toContainText('<b>甲</b>');
  await page.close();
});

test('another case under a kept number is not kept, and is shown beside the one that is here', async ({
  world,
}) => {
  const page = await openBook(world);
  await take(page, [await fileOf('same-number', own, { title: '同号甲', price: '10.00' })]);
  const rows = await take(page, [await fileOf('same-number', other, { title: '同号乙', price: '20.00' })]);
  await rows.first().getByRole('button', { name: '并排' }).click();
  const matrix = page.locator('.book-matrix');
  await expect(matrix).toContainText('同号甲');
  await expect(matrix).toContainText('同号乙');
  await expect(matrix).toContainText('CNY 20.00');
  await expect(await search(page, '同号')).toHaveCount(1);
  await page.close();
});

test('chosen cases stand side by side', async ({ world }) => {
  const page = await openBook(world);
  await take(page, [
    await fileOf('beside-1', own, { title: '并排甲', price: '11.00' }),
    await fileOf('beside-2', own, { title: '并排乙', price: '12.00' }),
  ]);
  const rows = await search(page, '并排');
  await rows.nth(0).getByRole('checkbox').check();
  await rows.nth(1).getByRole('checkbox').check();
  await page.locator('.book-bulk').getByRole('button', { name: '并排' }).click();
  const matrix = page.locator('.book-compare');
  await expect(matrix.locator('thead th')).toHaveCount(3);
  await expect(matrix).toContainText('CNY 11.00');
  await expect(matrix).toContainText('CNY 12.00');
  await page.keyboard.press('Escape');
  await expect(page.locator('.book-compare')).toHaveCount(0);
  await page.close();
});

test('a campaign is written, handed on as a file, and asked about when it comes back with other words', async ({
  world,
}, info) => {
  const page = await openBook(world);
  await go(page, '专项');
  await page.getByRole('button', { name: '新建专项' }).click();
  await page.locator('.book-editor input').fill('双十一');
  await page.locator('.book-editor textarea').fill('每天看一次。');
  await page.locator('.book-editor').getByRole('button', { name: '保存' }).click();
  const card = page.locator('.book-card').filter({ hasText: '每天看一次。' });
  const downloading = page.waitForEvent('download');
  await card.getByRole('button', { name: '导出' }).click();
  const file = info.outputPath('campaign.json');
  await (await downloading).saveAs(file);
  await page.locator('input[type=file][accept*=json]').setInputFiles(file);
  await expect(page.locator('.toast')).toBeVisible();
  await expect(page.locator('.book-question')).toHaveCount(0);
  writeFileSync(file, readFileSync(file, 'utf8').replace('每天看一次。', '每天看两次。'));
  await page.locator('input[type=file][accept*=json]').setInputFiles(file);
  await expect(page.locator('.book-question')).toContainText('每天看两次。');
  await page.locator('.book-question').getByRole('button').first().click();
  await expect(page.locator('.book-card').filter({ hasText: '每天看两次。' })).toHaveCount(1);
  await expect(page.locator('.book-card').filter({ hasText: '每天看一次。' })).toHaveCount(0);
  writeFileSync(file, '{"format":"mingbiao-campaign/1"');
  await page.locator('input[type=file][accept*=json]').setInputFiles(file);
  await expect(page.locator('.toast')).toContainText('not-json');
  await page.close();
});

test('deleting everything asks once, says what goes, and leaves nothing', async ({ world }) => {
  const book = await openBook(world);
  await take(book, [await fileOf('forget-1', own, { title: '要忘记的' })]);
  await expect(await search(book, '要忘记的')).toHaveCount(1);
  const page = await world.browser.context.newPage();
  await page.goto(world.browser.pageUrl('options.html'));
  await page.getByRole('button', { name: '删除全部数据' }).click();
  const question = page.locator('dialog[open]');
  await expect(question).toContainText('案例簿');
  await question.getByRole('button', { name: '取消' }).click();
  await expect(await search(book, '要忘记的')).toHaveCount(1);
  await page.getByRole('button', { name: '删除全部数据' }).click();
  await question.getByRole('button', { name: '永久删除' }).click();
  await expect(page.getByText('已删除，没有留下任何内容。')).toBeVisible({ timeout: 45_000 });
  await expect(book.locator('.empty')).toBeVisible();
  const left = await page.evaluate(async () => {
    const found: string[] = [];
    for (const { name } of await indexedDB.databases()) {
      const db = await new Promise<IDBDatabase>((done, failed) => {
        const opening = indexedDB.open(name ?? '');
        opening.onsuccess = () => done(opening.result);
        opening.onerror = () => failed(opening.error ?? new Error('not opened'));
      });
      for (const store of [...db.objectStoreNames].filter((one) => one !== 'visits' && one !== 'counters')) {
        const count = await new Promise<number>((done) => {
          const counting = db.transaction(store).objectStore(store).count();
          counting.onsuccess = () => done(counting.result);
        });
        if (count > 0) found.push(`${name ?? ''} ${store} ${String(count)}`);
      }
      db.close();
    }
    return found;
  });
  expect(left).toEqual([]);
  // The choices went with everything else; the tests that come after have theirs again.
  await world.browser.choose({ locale: 'zh-CN', jurisdictions: JURISDICTIONS });
  await page.close();
  await book.close();
});
