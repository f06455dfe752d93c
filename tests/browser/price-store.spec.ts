/** Price records in a real browser's own database: several writers, no room left, and a writer that is ended. */
import type { Page } from '@playwright/test';
import type { PriceLab } from '../make/price-lab';
import { priceLabScript } from '../make/lab-script';
import { expect, test, type World } from './shop';

type Lab = typeof globalThis & { priceLab: PriceLab };
let script: Promise<string> | null = null;

async function enter({ browser }: World): Promise<Page> {
  const page = await browser.context.newPage();
  await page.goto(browser.pageUrl('options.html'));
  await page.evaluate(await (script ??= priceLabScript()));
  return page;
}
const prices = (page: Page, n: number): Promise<string[] | string> =>
  page.evaluate((variant) => (globalThis as Lab).priceLab.prices(variant), n);
const priceOf = (minute: number): string => String(100 + minute);

test('two pages that write at the same time lose nothing', async ({ world }) => {
  const [one, two] = await Promise.all([enter(world), enter(world)]);
  const write = (page: Page, first: number): Promise<boolean[]> =>
    page.evaluate(
      (from) =>
        (globalThis as Lab).priceLab.rememberMany(
          1,
          Array.from({ length: 100 }, (_, k) => from + 2 * k),
        ),
      first,
    );
  const answers = (await Promise.all([write(one, 0), write(two, 1)])).flat();
  expect(answers.filter(Boolean)).toHaveLength(200);
  const kept = await prices(one, 1);
  expect([...kept].sort()).toEqual(Array.from({ length: 200 }, (_, k) => priceOf(k)).sort());
  await Promise.all([one.close(), two.close()]);
});

test('a writer that is ended in the middle leaves whole every look that was answered', async ({ world }) => {
  const [one, two] = await Promise.all([enter(world), enter(world)]);
  const told: number[] = [];
  two.on('console', (message) => {
    const minute = /^kept (\d+)$/.exec(message.text())?.[1];
    if (minute !== undefined) told.push(Number(minute));
  });
  void two.evaluate(() => (globalThis as Lab).priceLab.writeOn(2, 1)).catch(() => undefined);
  await expect.poll(() => told.length, { timeout: 20_000 }).toBeGreaterThan(15);
  // It goes at once, as a background does that the browser ends: nothing gets the time to finish.
  await two.close();
  const kept = await prices(one, 2);
  expect(kept).toEqual(expect.arrayContaining(told.map(priceOf)));
  expect(await one.evaluate(() => (globalThis as Lab).priceLab.remember(2, 0))).toMatchObject({ ok: true });
  expect(await prices(one, 2)).toHaveLength(kept.length + 1);
  await one.close();
});

test('where the browser has no room left, the look is refused by name and the record stays', async ({
  world,
}) => {
  // On an ordinary page: our own have unlimited storage, which no quota that a test sets can take away.
  const page = await world.browser.context.newPage();
  await page.goto(`${world.shop.url}/en/`);
  await page.evaluate(await (script ??= priceLabScript()));
  const session = await page.context().newCDPSession(page);
  const origin = new URL(page.url()).origin;
  await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 300_000 });
  const { kept, refused } = await page.evaluate(async () => {
    const { priceLab } = globalThis as Lab;
    for (let day = 0; ; day += 1) {
      const before = await priceLab.prices(3);
      const answer = await priceLab.remember(3, day * 1440);
      if (!answer.ok || day > 1_500) return { kept: before, refused: answer };
    }
  });
  expect(refused).toEqual({ ok: false, code: 'storage-full' });
  expect(kept.length).toBeGreaterThan(3);
  expect(await prices(page, 3)).toEqual(kept);
  await session.send('Storage.overrideQuotaForOrigin', { origin });
  await page.close();
});
