import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { CHANNEL } from '../../components/channel/envelope';
import { checkCaseFile } from '../../components/evidence/check';
import { readCaseFile } from '../../components/evidence/case-file';
import { CASE_FILE } from '../../components/evidence/layout';
import type { Visit } from '../../components/model/case';
import type { ObservationOf } from '../../components/model/observation';
import { exportCase } from '../../entrypoints/commands/export-case';
import { openBareBrowser, wait } from '../bench/bare-browser';
import { startDemoShop } from '../demo/server';
import { root } from '../house/sources';
import { expect, tagTexts, test, type World } from './shop';

async function visitOf(world: World, tabId: number): Promise<Visit> {
  const visit = await world.browser.ask('visit/read', { tabId });
  if (!visit) throw new Error('no visit');
  return visit;
}
function footageIn(visit: Pick<Visit, 'observations'>): ObservationOf<'footage'>['value'] | undefined {
  return visit.observations.filter((o) => o.kind === 'footage').at(-1)?.value;
}
function timelineIn(
  visit: Pick<Visit, 'observations'>,
): ObservationOf<'label-timeline'>['value'] | undefined {
  return visit.observations.filter((o) => o.kind === 'label-timeline').at(-1)?.value;
}

test('a base clip that repeats under a label that comes and goes: chip, popup, case, report, file', async ({
  world,
}) => {
  test.setTimeout(180_000);
  const { page, visit } = await world.look('/live/loop-labelled');
  await page.bringToFront();
  await expect
    .poll(async () => footageIn(await visitOf(world, visit.tabId))?.loop?.found, { timeout: 75_000 })
    .toBe(true);
  const seen = await visitOf(world, visit.tabId);
  const loop = footageIn(seen)?.loop;
  expect(Math.abs((loop?.periodMs ?? 0) - 8_000)).toBeLessThan(200);
  // Two and a half periods of eight seconds, from the first sample on.
  expect(loop?.detectedAtMs).toBeLessThanOrEqual(20_000);
  await expect.poll(async () => (await tagTexts(page)).join(' '), { timeout: 10_000 }).toMatch(/画面重复/);

  const timeline = timelineIn(seen);
  expect(new Set(timeline?.spans.map(({ state }) => state))).toEqual(new Set(['visible', 'not-visible']));
  expect(timeline?.labels.map(({ text }) => text)).toContain('数字人 · AI生成');
  expect(timeline?.visibleIn).toBeGreaterThan(2);
  expect(timeline?.visibleIn).toBeLessThan(timeline?.samples ?? 0);

  const popup = await world.browser.context.newPage();
  await popup.goto(world.browser.pageUrl(`popup.html?tab=${String(visit.tabId)}`));
  await expect(popup.locator('.room-timeline svg rect').first()).toBeAttached();
  await expect(popup.locator('.room-footage')).toContainText('秒重复一次');
  await popup.close();

  // The second of the two moments is taken a period after the first.
  await page.bringToFront();
  await page.waitForTimeout(12_000);
  const { caseId } = await world.browser.ask('visit/keep', { tabId: visit.tabId });
  const bytes = await exportCase(world.browser, caseId);
  const read = await readCaseFile(bytes);
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  expect(footageIn(read.case)?.loop?.found).toBe(true);
  expect(timelineIn(read.case)?.spans.length).toBeGreaterThan(1);
  const frames = read.case.captures.filter((c) => c.role === 'frame');
  expect(frames).toHaveLength(2);
  // At this moment the label may be out of sight; that it was seen stands in the record over time.
  expect(timelineIn(read.case)?.labels.map(({ text }) => text)).toContain('数字人 · AI生成');
  expect(read.case.findings.filter((f) => f.outcome === 'flagged').map((f) => f.rule)).toContain(
    'repeating-picture',
  );
  const checked = await checkCaseFile(bytes);
  expect(checked.items.filter((item) => item.verdict === 'altered')).toEqual([]);
  const files = unzipSync(bytes, {
    filter: ({ name }) => name === CASE_FILE.report || name === CASE_FILE.findings,
  });
  const text = (name: string): string => new TextDecoder().decode(files[name]);
  expect(text(CASE_FILE.report)).toContain('数字人 · AI生成');
  expect(text(CASE_FILE.report)).toContain('秒重复一次');
  // Two moments and the similarity, inside the report itself.
  expect(
    text(CASE_FILE.report).match(/<img[^>]+src="data:image\/(?:jpeg|bmp)/g)?.length,
  ).toBeGreaterThanOrEqual(3);
  expect(text(CASE_FILE.findings)).toContain('repeating-picture');

  const book = await world.browser.context.newPage();
  await book.goto(world.browser.pageUrl(`casebook.html?case=${caseId}`));
  await expect(book.locator('.room-pair img')).toHaveCount(2);
  await book.close();
  await page.close();
});

test('a host who does nothing twice is watched and nothing is said', async ({ world }) => {
  test.setTimeout(120_000);
  const { page, visit } = await world.look('/live/person');
  await page.bringToFront();
  await expect
    .poll(async () => footageIn(await visitOf(world, visit.tabId))?.watchedMs ?? 0, { timeout: 75_000 })
    .toBeGreaterThan(25_000);
  const footage = footageIn(await visitOf(world, visit.tabId));
  expect(footage?.loop?.found).toBe(false);
  expect(footage?.isStill).toBe(false);
  expect(timelineIn(await visitOf(world, visit.tabId))?.labels).toEqual([]);
  await page.evaluate(() => document.querySelector('video')?.pause());
  await expect.poll(async () => (await tagTexts(page)).join(' '), { timeout: 10_000 }).toMatch(/暂停观看/);
  await page.close();
});

test('behind another tab nothing is sampled, sampling goes on in front, and the record says that nobody looked', async () => {
  test.setTimeout(180_000);
  // The test driver keeps every page visible; in a browser of its own a tab in front hides the one behind it.
  const shop = await startDemoShop();
  const browser = await openBareBrowser({
    extension: join(root, '.output', 'chrome-mv3'),
    grants: ['<all_urls>', 'http://127.0.0.1/*'],
  });
  try {
    const desk = await browser.newPage();
    await desk.goto(browser.pageUrl('options.html'));
    const room = await browser.newPage();
    const worlds: { id: number; origin: string }[] = [];
    browser.on('Runtime.executionContextCreated', ({ context }) => worlds.push(context));
    await room.send('Runtime.enable');
    const url = `${shop.url}/live/loop`;
    await room.goto(url);
    const visit = (): Promise<Visit | undefined> =>
      desk.evaluate(
        `chrome.tabs.query({}).then((tabs) => chrome.runtime.sendMessage({ channel: ${JSON.stringify(CHANNEL)}, name: 'visit/read', sent: { tabId: tabs.find((t) => t.url === ${JSON.stringify(url)}).id } })).then((r) => r.value)`,
      );
    const samples = async (): Promise<number> =>
      footageIn((await visit()) ?? { observations: [] })?.samples ?? 0;
    await expect.poll(samples, { timeout: 60_000 }).toBeGreaterThan(4);

    const ours = worlds.findLast(({ origin }) => origin === browser.pageUrl('').slice(0, -1));
    if (!ours) throw new Error('our script has no world on this page');
    const inOurWorld = async (expression: string): Promise<number> => {
      const { result } = await room.send('Runtime.evaluate', {
        expression,
        contextId: ours.id,
        returnByValue: true,
      });
      return Number(result.value);
    };
    await inOurWorld(`(() => {
      globalThis.pixelReads = 0;
      const counted = (kind, name) => {
        const read = kind[name];
        kind[name] = function (...given) { globalThis.pixelReads += 1; return read.apply(this, given); };
      };
      counted(OffscreenCanvasRenderingContext2D.prototype, 'drawImage');
      counted(VideoFrame.prototype, 'copyTo');
    })()`);
    const reads = (): Promise<number> => inOurWorld('globalThis.pixelReads');
    const isHidden = (): Promise<boolean> => room.evaluate('document.hidden');
    await expect.poll(reads, { timeout: 20_000 }).toBeGreaterThan(0);

    const other = await browser.newPage();
    await other.send('Page.bringToFront');
    await expect.poll(isHidden, { timeout: 20_000 }).toBe(true);
    const before = await reads();
    await wait(6_000);
    expect(await isHidden()).toBe(true);
    expect(await reads()).toBe(before);

    await room.send('Page.bringToFront');
    await expect.poll(isHidden, { timeout: 20_000 }).toBe(false);
    await expect.poll(reads, { timeout: 20_000 }).toBeGreaterThan(before);
    await expect
      .poll(
        async () =>
          timelineIn((await visit()) ?? { observations: [] })?.spans.map(({ state }) => state) ?? [],
        { timeout: 40_000 },
      )
      .toContain('not-looked');
  } finally {
    await browser.close();
    await shop.close();
  }
});

test('frames of another host cannot be read: said so, and the label is watched all the same', async ({
  world,
}) => {
  const { page, visit } = await world.look('/live/foreign');
  await page.bringToFront();
  await expect
    .poll(async () => footageIn(await visitOf(world, visit.tabId))?.framesReadable, { timeout: 20_000 })
    .toBe(false);
  await expect
    .poll(async () => timelineIn(await visitOf(world, visit.tabId))?.visibleIn ?? 0, { timeout: 30_000 })
    .toBeGreaterThan(1);
  await page.close();
});
