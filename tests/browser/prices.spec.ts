import type { Page } from '@playwright/test';
import { expect, test, type World } from './shop';

async function openPopup({ browser }: World, tabId: number): Promise<Page> {
  const popup = await browser.context.newPage();
  await popup.goto(browser.pageUrl(`popup.html?tab=${String(tabId)}`));
  return popup;
}

test('the popup says what is recorded of a price, and that it is the first look', async ({ world }) => {
  const { page } = await world.look('/product/dress');
  const tabId = await world.browser.tabIdOf(page);
  const popup = await openPopup(world, tabId);
  await expect(popup.getByText('这是这个浏览器第一次记录这件商品')).toBeVisible();
  await popup.close();
  await page.close();
});

test('one look without cookies sets the price of a stranger beside the one shown', async ({ world }) => {
  await (await world.look('/priced/by-cookie')).page.close();
  const { page } = await world.look('/priced/by-cookie');
  const tabId = await world.browser.tabIdOf(page);
  const popup = await openPopup(world, tabId);
  await popup.getByText('这个价格是只给我看的吗').click();
  await expect(popup.getByText('1 次不带 Cookie 的请求')).toBeVisible();
  const before = world.shop.requests.length;
  await popup.getByRole('button', { name: '不带 Cookie 再看一次' }).click();
  await expect(popup.getByText('两边的价格不同。')).toBeVisible();
  await expect(popup.locator('.price-sides')).toContainText('¥349.00');
  await expect(popup.locator('.price-sides')).toContainText('¥329.00');
  await expect(popup.getByText('并不能说明用了个人数据')).toBeVisible();
  expect(world.shop.requests.slice(before).map(({ path }) => path)).toEqual(['/priced/by-cookie']);
  await popup.close();
  await page.close();
});

test('a repeated look tells a price that moves by itself from one that follows cookies', async ({
  world,
}) => {
  const { page } = await world.look('/priced/by-turn');
  const tabId = await world.browser.tabIdOf(page);
  const popup = await openPopup(world, tabId);
  await popup.getByText('这个价格是只给我看的吗').click();
  await popup.getByRole('button', { name: '反复对比' }).click();
  await expect(popup.getByText('价格自己在变')).toBeVisible({ timeout: 40_000 });
  await popup.close();
  await page.close();
});

test('a page that writes its price by script is said to be unreadable without it', async ({ world }) => {
  const { page } = await world.look('/priced/by-script');
  const tabId = await world.browser.tabIdOf(page);
  const popup = await openPopup(world, tabId);
  await popup.getByText('这个价格是只给我看的吗').click();
  await popup.getByRole('button', { name: '不带 Cookie 再看一次' }).click();
  await expect(popup.getByText('有一边的价格读不到')).toBeVisible();
  await expect(popup.getByText('不运行脚本就读不到')).toBeVisible();
  await popup.close();
  await page.close();
});
