import type { Page } from '@playwright/test';
import type { Visit } from '../../components/model/case';
import type { ObservationOf } from '../../components/model/observation';
import { DRAWN_KINDS, PLAIN_KINDS } from '../demo/priced-pages';
import { readCaseFile } from '../../components/evidence/case-file';
import { exportCase } from '../../entrypoints/commands/export-case';
import { expect, openWorld, ownNodes, pressTag, pressToolbar, tagTexts, test, type World } from './shop';

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

const offerOf = (visit: Visit): ObservationOf<'offer'>['value'] | null =>
  visit.observations.findLast((seen) => seen.kind === 'offer')?.value ?? null;

test.describe('a price that is drawn otherwise than it is written', () => {
  for (const kind of DRAWN_KINDS)
    test(`${kind}: is said to be unreadable, and no other amount is taken for it`, async ({ world }) => {
      const { page, visit } = await world.look(`/priced/${kind}`);
      expect(offerOf(visit)?.price ?? null).toBeNull();
      expect(
        visit.observations.some((seen) => seen.kind === 'unreadable' && seen.value.what === 'price'),
      ).toBe(true);
      expect(visit.observations.some((seen) => seen.kind === 'price-record')).toBe(false);
      await page.close();
    });
  for (const kind of [...PLAIN_KINDS, 'numbers'])
    test(`${kind}: is read as it is shown`, async ({ world }) => {
      const { page } = await world.look(`/priced/${kind}`);
      const tabId = await world.browser.tabIdOf(page);
      await expect
        .poll(async () => offerOf(await visitOf(world, tabId))?.price ?? null, { timeout: 30_000 })
        .toMatch(/^349(?:\.00)?$/);
      const visit = await visitOf(world, tabId);
      expect(
        visit.observations.some((seen) => seen.kind === 'unreadable' && seen.value.what === 'price'),
      ).toBe(false);
      await page.close();
    });
});

async function visitOf({ browser }: World, tabId: number): Promise<Visit> {
  const visit = await browser.ask('visit/read', { tabId });
  if (!visit) throw new Error('no visit');
  return visit;
}

/** Keys of the histories that this browser keeps, with the prices of each. */
async function histories({ browser }: World, product: string): Promise<[string[], number][]> {
  const own = await browser.context.newPage();
  await own.goto(browser.pageUrl('options.html'));
  const keys = await own.evaluate(
    () =>
      new Promise<[string, number][]>((done, failed) => {
        const opening = indexedDB.open('mingbiao-prices');
        opening.onerror = () => failed(opening.error ?? new Error('not opened'));
        opening.onsuccess = () => {
          const db = opening.result;
          const store = db.transaction('prices').objectStore('prices');
          const rows: [string, number][] = [];
          const walk = store.openCursor();
          walk.onsuccess = () => {
            const cursor = walk.result;
            if (cursor === null) {
              db.close();
              done(rows);
              return;
            }
            rows.push([String(cursor.key), (cursor.value as { b: Uint8Array }).b.length]);
            cursor.continue();
          };
        };
      }),
  );
  await own.close();
  return keys
    .map(([key, size]): [string[], number] => [JSON.parse(key) as string[], size])
    .filter(([key]) => (key[1] ?? '').includes(product));
}

test('colour and size chosen on the page are products of their own, each with its own record', async ({
  world,
}) => {
  const { page } = await world.look('/priced/variants');
  const tabId = await world.browser.tabIdOf(page);
  const record = async (): Promise<{ price: string | null; lowest: string | null; subject: string }> => {
    const visit = await visitOf(world, tabId);
    const offer = visit.observations.findLast((seen) => seen.kind === 'offer');
    const kept = visit.observations.findLast(
      (seen) => seen.kind === 'price-record' && seen.subject === offer?.subject,
    );
    return {
      price: offer?.kind === 'offer' ? offer.value.price : null,
      lowest: kept?.kind === 'price-record' ? (kept.value.lowest?.price ?? null) : null,
      subject: offer?.subject ?? '',
    };
  };
  const subjects = new Set<string>();
  const chosen = async (price: string): Promise<void> => {
    await expect.poll(async () => Number((await record()).lowest), { timeout: 20_000 }).toBe(Number(price));
    const now = await record();
    expect(Number(now.price)).toBe(Number(price));
    subjects.add(now.subject);
  };
  await chosen('349.00');
  await page.getByText('L', { exact: true }).click();
  await chosen('369.00');
  await page.getByText('砖红').click();
  await chosen('399.00');
  await page.getByText('S', { exact: true }).click();
  await chosen('379.00');
  // Back to the first choice: its own record, in which no other variant's price is lower or higher.
  await page.getByText('雾蓝').click();
  await chosen('349.00');
  expect(subjects.size).toBe(4);
  const kept = await histories(world, 'variants');
  expect(new Set(kept.map(([key]) => key[2])).size).toBe(4);

  // Kept, the page takes the record of the variant that is chosen along, and of no other.
  await page.bringToFront();
  const { caseId } = await world.browser.ask('visit/keep', { tabId });
  const read = await readCaseFile(await exportCase(world.browser, caseId));
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  const { points = [], key } = read.case.priceHistory ?? {};
  expect(points.length).toBeGreaterThan(0);
  expect(new Set(points.map(({ price }) => Number(price)))).toEqual(new Set([349]));
  const report = new TextDecoder().decode(read.files.get('report.html'));
  expect(report).toContain('这个浏览器记下的价格');
  for (const { price } of points)
    expect(report).toContain(`<td class="nowrap">${price} ${key?.currency ?? ''}</td>`);
  await page.close();
});

test('a choice is not given the price that stood there before it, nor one that nothing names', async ({
  world,
}) => {
  const { page } = await world.look('/priced/latechoice');
  const tabId = await world.browser.tabIdOf(page);
  const recorded = async (): Promise<string[]> =>
    (await visitOf(world, tabId)).observations.flatMap((seen) =>
      seen.kind === 'price-record'
        ? [`${seen.value.lowest?.price ?? ''} to ${seen.value.highest?.price ?? ''}`]
        : [],
    );
  await expect.poll(recorded).toEqual(['349 to 349']);
  await page.getByText('L', { exact: true }).click();
  await expect.poll(recorded, { timeout: 20_000 }).toContain('369 to 369');
  await page.getByText('砖红').click();
  await expect.poll(async () => offerOf(await visitOf(world, tabId))?.price).toBe('299.00');
  expect((await recorded()).join()).not.toContain('299');
  expect(await histories(world, 'latechoice')).toHaveLength(2);
  await page.close();
});

test('sellers, currencies and pack sizes have records of their own', async ({ world }) => {
  const title = encodeURIComponent('挂耳咖啡');
  for (const query of [
    `title=${title}`,
    `title=${title}&seller=%E5%88%AB%E5%BA%97`,
    `title=${title}&currency=JPY`,
    `title=${encodeURIComponent('挂耳咖啡 2盒装')}`,
    `title=${title}`,
  ])
    await (await world.look(`/priced/sold-as?${query}`)).page.close();
  const kept = await histories(world, 'SG-2002');
  expect(kept).toHaveLength(4);
  const parts = (n: number): number => new Set(kept.map(([key]) => key[n])).size;
  expect([parts(3), parts(4), parts(5)]).toEqual([2, 2, 2]);
});

test('the panel of a price on the page carries the record of that price, drawn', async ({ world }) => {
  const { page } = await world.look('/en/product/lamp');
  await expect.poll(() => tagTexts(page)).not.toEqual([]);
  const [text = ''] = await tagTexts(page);
  await pressTag(page, text);
  await expect.poll(() => ownNodes(page), { timeout: 15_000 }).toContain('path.price');
  expect((await ownNodes(page)).join(' ')).toContain('64');
  await page.close();
});

test.describe('the price on the card of a list beside that of the page it leads to', () => {
  const openedFrom = async (world: World, kind: string, isNewTab: boolean): Promise<Visit> => {
    const { page: list } = await world.look('/priced/list');
    const link = list.locator(`a[href="/priced/${kind}"] h3`);
    let page = list;
    if (isNewTab)
      [page] = await Promise.all([list.context().waitForEvent('page'), link.click({ button: 'middle' })]);
    else await link.click();
    await page.waitForURL(`**/priced/${kind}`);
    const tabId = await world.browser.tabIdOf(page);
    await expect
      .poll(
        async () => (await visitOf(world, tabId)).observations.some((seen) => seen.kind === 'card-price'),
        {
          timeout: 30_000,
        },
      )
      .toBe(true);
    const visit = await visitOf(world, tabId);
    await page.close();
    if (isNewTab) await list.close();
    return visit;
  };
  const outcomeOf = ({ findings }: Visit): string | undefined =>
    findings.find(({ rule }) => rule === 'card-price-below-page-price')?.outcome;

  test('lower on the card: said, with both prices and the provision', async ({ world }) => {
    const visit = await openedFrom(world, 'listed-lower', false);
    expect(outcomeOf(visit)).toBe('flagged');
    const finding = visit.findings.find(({ rule }) => rule === 'card-price-below-page-price');
    expect(finding?.provisions).toEqual(['cn-price-56-20-1']);
    expect(finding?.values).toMatchObject({ cardPrice: '¥329.00', price: '¥349.00' });
  });
  test('the same is noticed where the page is opened in a tab of its own', async ({ world }) => {
    expect(outcomeOf(await openedFrom(world, 'listed-lower', true))).toBe('flagged');
  });
  test('a lowest price among variants is not compared', async ({ world }) => {
    expect(outcomeOf(await openedFrom(world, 'listed-from', false))).toBe('inapplicable');
  });
  test('the same price is clear, and nothing is said where the page was not opened from a list', async ({
    world,
  }) => {
    expect(outcomeOf(await openedFrom(world, 'listed-same', false))).toBe('clear');
    const { page, visit } = await world.look('/priced/honest-font');
    expect(visit.observations.some((seen) => seen.kind === 'card-price')).toBe(false);
    await page.close();
  });
});

test('where no shop is granted, a press on the toolbar button lets a stranger’s price be asked for, and nothing else does', async () => {
  const world = await openWorld(['https://item.jd.com/*'], { pressesToolbar: true });
  try {
    const page = await world.browser.context.newPage();
    await page.goto(`${world.shop.url}/priced/by-cookie`);
    await page.goto(`${world.shop.url}/priced/by-cookie`);
    await page.waitForLoadState('load');
    const before = world.shop.requests.length;
    await pressToolbar(world.browser, page);
    const tabId = await world.browser.tabIdOf(page);
    expect(await world.browser.ask('visit/look', { tabId })).toEqual({ started: true });
    await expect
      .poll(
        async () => {
          const visit = await world.browser.ask('visit/read', { tabId });
          return (
            (visit && offerOf(visit)?.price) ?? JSON.stringify(visit?.observations.map(({ kind }) => kind))
          );
        },
        { timeout: 30_000 },
      )
      .toBe('349.00');
    expect(world.shop.requests.slice(before).map(({ path }) => path)).not.toContain('/priced/by-cookie');
    const popup = await openPopup(world, tabId);
    await popup.getByText('这个价格是只给我看的吗').click();
    await popup.getByRole('button', { name: '不带 Cookie 再看一次' }).click();
    await expect(popup.locator('.price-sides')).toContainText('¥329.00');
    await expect(popup.locator('.price-sides')).toContainText('¥349.00');
    const asked = world.shop.requests.slice(before).filter(({ path }) => path === '/priced/by-cookie');
    expect(asked).toHaveLength(1);
    // Another site in the same tab is not what was pressed on: its price cannot be asked for.
    await page.goto(`${world.shop.url.replace('127.0.0.1', 'localhost')}/priced/by-cookie`);
    await expect
      .poll(async () => (await world.browser.ask('visit/page-again', { tabId, withCookies: false })).ok, {
        timeout: 10_000,
      })
      .toBe(false);
    await popup.close();
  } finally {
    await world.browser.close();
    await world.shop.close();
  }
});

test('a fee that the pages of the goods did not name is told of in the cart, with both', async ({
  world,
}) => {
  for (const path of ['/priced/sold-as', '/product/cup']) await (await world.look(path)).page.close();
  const { page, visit } = await world.look('/priced/cart');
  const finding = visit.findings.find(({ rule }) => rule === 'cn-fee-added-in-cart');
  expect(finding).toMatchObject({ outcome: 'flagged', subject: 'page:self', provisions: ['cn-price-56-8'] });
  expect(finding?.values).toMatchObject({ fee: '平台服务费 ¥2.00' });
  await page.close();
});

test('a fee among the lines of a cart is named with the provision, and no sum of the cart is taken for a price', async ({
  world,
}) => {
  const { page, visit } = await world.look('/priced/cart');
  const finding = visit.findings.find(({ rule }) => rule === 'cn-fee-beside-price');
  expect(finding).toMatchObject({ outcome: 'flagged', subject: 'page:self', provisions: ['cn-price-56-8'] });
  expect(finding?.values.wording).toContain('平台服务费');
  expect(offerOf(visit)).toBeNull();
  expect(visit.observations.some((seen) => seen.kind === 'price-record')).toBe(false);
  await page.close();
});
