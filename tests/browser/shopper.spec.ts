import { expect, JURISDICTIONS, openWorld, tagBox, tagTexts, test } from './shop';

test('a declared picture without a label carries one tag, and the page does not move', async ({ world }) => {
  const { page, visit } = await world.look('/product/teapot');
  expect(visit.flags.filter((flag) => flag.tone === 'flag')).toHaveLength(1);
  await expect.poll(() => tagTexts(page)).toContain('有出入');
  const shifts = await page.evaluate(
    () =>
      new Promise<number>((done) => {
        let sum = 0;
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) sum += (entry as PerformanceEntry & { value: number }).value;
        }).observe({ type: 'layout-shift', buffered: true });
        setTimeout(() => {
          done(sum);
        }, 300);
      }),
  );
  expect(shifts).toBeLessThan(0.001);
  await page.close();
});

test('a picture inside a shadow root carries its tag where it stands', async ({ world }) => {
  const { page, visit } = await world.look('/embed');
  expect(visit.flags.filter((flag) => flag.tone === 'flag')).toHaveLength(2);
  await expect.poll(() => tagTexts(page)).toContain('有出入');
  const picture = await page.locator('partner-card img').boundingBox();
  await expect(async () => {
    const tag = await tagBox(page, '有出入');
    expect(tag.left).toBeGreaterThan(picture?.x ?? Infinity);
    expect(tag.right).toBeLessThan((picture?.x ?? 0) + (picture?.width ?? 0));
  }).toPass({ timeout: 15_000 });
  await page.close();
});

test('nothing is written on the page: no attribute, no class, one bare host element', async ({ world }) => {
  const { page } = await world.look('/product/teapot');
  await expect.poll(() => tagTexts(page)).toContain('有出入');
  const traces = await page.evaluate(() => {
    const own = [...document.documentElement.children].filter(
      (el) => el !== document.head && el !== document.body,
    );
    return {
      hosts: own.length,
      attributes: own.flatMap((el) => [...el.attributes].map((a) => a.name)),
      shadow: own.map((el) => el.shadowRoot),
      onRoot: [...document.documentElement.attributes].map((a) => a.name),
      strange: Object.keys(window).filter((name) => /mingbiao/i.test(name)),
    };
  });
  expect(traces).toEqual({ hosts: 1, attributes: [], shadow: [null], onRoot: ['lang'], strange: [] });
  await page.close();
});

test('the page hears nothing of us, and a second press on "look" leaves everything as it is', async ({
  world,
}) => {
  const page = await world.browser.context.newPage();
  await page.addInitScript(() => {
    const heard: unknown[] = [];
    addEventListener('message', ({ data }) => heard.push(data));
    Object.assign(window, { heard });
  });
  await page.goto(`${world.shop.url}/product/teapot`);
  await expect.poll(() => tagTexts(page), { timeout: 30_000 }).toContain('有出入');
  expect(await page.evaluate(() => (window as unknown as { heard: unknown[] }).heard)).toEqual([]);
  const tabId = await world.browser.tabIdOf(page);
  expect(await world.browser.ask('visit/look', { tabId })).toEqual({ started: true });
  expect(await tagTexts(page)).toContain('有出入');
  // It still follows the page: what leaves it takes its tag along.
  await page.evaluate(() => document.querySelector('main img')?.remove());
  await expect.poll(() => tagTexts(page), { timeout: 30_000 }).not.toContain('有出入');
  await page.close();
});

test("the shop's own clicks arrive, on the picture and beside the tag", async ({ world }) => {
  const { page } = await world.look('/product/teapot');
  await expect.poll(() => tagTexts(page)).toContain('有出入');
  await page.evaluate(() => {
    document.addEventListener('click', (event) => {
      document.title += ` ${(event.target as Element).tagName}`;
    });
  });
  const box = await page.locator('main img').first().boundingBox();
  if (!box) throw new Error('no picture');
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.click(box.x + box.width - 12, box.y + box.height - 12);
  expect((await page.title()).match(/ (IMG|FIGURE|A|DIV)/g)).toHaveLength(2);
  await page.close();
});

test('the tag of a room stands beside the words that the shop shows there, not over them', async ({
  world,
}) => {
  const { page } = await world.look('/live/host');
  await expect.poll(() => tagTexts(page)).toContain('已写明');
  const box = await tagBox(page, '已写明');
  const seen = await page.evaluate(({ left, top, right, bottom }) => {
    const video = document.querySelector('video')?.getBoundingClientRect();
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    const covered: string[] = [];
    while (texts.nextNode()) {
      range.selectNodeContents(texts.currentNode);
      for (const line of range.getClientRects())
        if (line.left < right && line.right > left && line.top < bottom && line.bottom > top)
          covered.push(texts.currentNode.textContent ?? '');
    }
    const isOnVideo =
      video !== undefined &&
      left >= video.left &&
      right <= video.right &&
      top >= video.top &&
      bottom <= video.bottom;
    return { covered, isOnVideo };
  }, box);
  expect(seen).toEqual({ covered: [], isOnVideo: true });
  await page.close();
});

test('a page of a shop that was not granted is not touched', async () => {
  const world = await openWorld(['https://item.jd.com/*']);
  try {
    const page = await world.browser.context.newPage();
    const before = world.shop.requests.length;
    await page.goto(`${world.shop.url}/product/teapot`);
    await page.waitForTimeout(2500);
    expect(await page.evaluate(() => document.documentElement.children.length)).toBe(2);
    const asked = world.shop.requests.slice(before).filter((r) => r.path.endsWith('teapot.jpg'));
    expect(asked, 'only the page itself asked for the picture').toHaveLength(1);
  } finally {
    await world.browser.close();
    await world.shop.close();
  }
});

test('pictures already on the screen are read without another request', async ({ world }) => {
  const before = world.shop.requests.length;
  const { page } = await world.look('/product/teapot');
  const pictures = world.shop.requests.slice(before).filter((r) => r.path.startsWith('/media/'));
  const paths = pictures.map((r) => r.path);
  expect(paths.length).toBe(new Set(paths).size);
  await page.close();
});

test('the popup groups what was found, says it plainly, and opens to the law', async ({ world }) => {
  const { page, visit } = await world.look('/product/teapot');
  const popup = await world.browser.context.newPage();
  await popup.setViewportSize({ width: 380, height: 600 });
  await popup.goto(world.browser.pageUrl(`popup.html?tab=${String(visit.tabId)}`));
  await expect(popup.locator('h1')).toContainText('值得一看');
  const card = popup.locator('article').first();
  await expect(card).toContainText('属于');
  await expect(card).toContainText('没有签名的声明');
  await card.locator('summary').first().click();
  await expect(card).toContainText('人工智能生成合成内容标识办法');
  await expect(card).toContainText('2025');
  await expect(card.locator('img').first()).toHaveJSProperty('complete', true);
  await popup.getByRole('button', { name: 'English' }).click();
  await expect(popup.locator('h1')).toContainText('worth a look');
  await world.browser.choose({ locale: 'zh-CN', jurisdictions: JURISDICTIONS });
  await popup.close();
  await page.close();
});

test('popup, casebook and settings pass axe, in both languages and lights', async ({ world }) => {
  const { page, visit } = await world.look('/product/cushion');
  const { caseId } = await world.browser.ask('visit/keep', { tabId: visit.tabId });
  const own = await world.browser.context.newPage();
  for (const locale of ['zh-CN', 'en'] as const) {
    await world.browser.choose({ locale, jurisdictions: JURISDICTIONS });
    for (const colorScheme of ['light', 'dark'] as const) {
      await own.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      for (const path of [
        `popup.html?tab=${String(visit.tabId)}`,
        `casebook.html?case=${caseId}`,
        'options.html',
      ]) {
        await own.goto(world.browser.pageUrl(path));
        await own.locator('h1').first().waitFor();
        await own.waitForTimeout(300);
        await own.evaluate(() => {
          for (const fold of document.querySelectorAll('details')) fold.open = true;
        });
        await own.addScriptTag({ path: 'node_modules/axe-core/axe.min.js' }).catch(() => undefined);
        const found = await axe(own);
        expect(found, `${path} ${locale} ${colorScheme}`).toEqual([]);
      }
    }
  }
  await world.browser.choose({ locale: 'zh-CN', jurisdictions: JURISDICTIONS });
  await own.close();
  await page.close();
});

/** Runs axe in the page; a strict policy forbids script elements, so it is given through the debugger. */
async function axe(page: import('@playwright/test').Page): Promise<string[]> {
  const { readFile } = await import('node:fs/promises');
  const session = await page.context().newCDPSession(page);
  await session.send('Runtime.evaluate', {
    expression: await readFile('node_modules/axe-core/axe.min.js', 'utf8'),
  });
  await session.detach();
  return page.evaluate(async () => {
    const { axe: run } = globalThis as unknown as {
      axe: { run(): Promise<{ violations: { id: string; nodes: { target: unknown[] }[] }[] }> };
    };
    const { violations } = await run.run();
    return violations.map(
      (v) =>
        `${v.id}: ${v.nodes
          .map((n) => n.target.join(' '))
          .slice(0, 3)
          .join(' | ')}`,
    );
  });
}

test('a single-page shop is followed: the next product is a new visit', async ({ world }) => {
  const { page, visit } = await world.look('/feed');
  const first = visit.url;
  await page.locator('[data-product]').first().click();
  await expect
    .poll(async () => (await world.browser.ask('visit/read', { tabId: visit.tabId }))?.url, {
      timeout: 15_000,
    })
    .not.toBe(first);
  await page.close();
});

test('"show on page" brings the picture into view', async ({ world }) => {
  const { page, visit } = await world.look('/');
  const flagged = visit.flags.flatMap(({ subject }) =>
    visit.observations.flatMap((seen) =>
      seen.kind === 'medium' && seen.subject === subject && seen.value.box !== null
        ? [{ subject, box: seen.value.box }]
        : [],
    ),
  );
  const [first] = flagged.sort((a, b) => a.box.y - b.box.y);
  if (!first) throw new Error('no flagged picture on the front page');
  await page.evaluate(() => {
    scrollTo(0, document.documentElement.scrollHeight);
  });
  const isInView = ({ y, height }: { y: number; height: number }): boolean =>
    scrollY <= y && y + height <= scrollY + innerHeight;
  expect(await page.evaluate(isInView, first.box)).toBe(false);
  await world.browser.ask('visit/reveal', { tabId: visit.tabId, subject: first.subject });
  await expect.poll(() => page.evaluate(isInView, first.box)).toBe(true);
  await page.close();
});
