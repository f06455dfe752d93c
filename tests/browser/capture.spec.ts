import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from '@playwright/test';
import sharp from 'sharp';
import { checkCaseFile } from '../../components/evidence/check';
import { readCaseFile } from '../../components/evidence/case-file';
import type { Capture, Case } from '../../components/model/case';
import { exportCase } from '../../entrypoints/commands/export-case';
import { settledVisit } from '../../entrypoints/commands/settled-visit';
import { expect, test, type World } from './shop';

interface Opened {
  case: Case;
  blobs: ReadonlyMap<string, Uint8Array>;
  file: Uint8Array;
}

async function keep(world: World, page: Page, tabId: number): Promise<Opened> {
  await page.bringToFront();
  const { caseId } = await world.browser.ask('visit/keep', { tabId });
  return openCase(world, caseId);
}

async function openCase(world: World, caseId: string): Promise<Opened> {
  const file = await exportCase(world.browser, caseId);
  const { items } = await checkCaseFile(file);
  expect(items.filter(({ verdict }) => verdict === 'altered')).toEqual([]);
  const read = await readCaseFile(file);
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return { case: read.case, blobs: new Map(read.blobs.map((b) => [b.sha256, b.bytes])), file };
}

function of(kept: Opened, role: Capture['role']): { capture: Capture; bytes: Uint8Array }[] {
  return kept.case.captures
    .filter((capture) => capture.role === role)
    .map((capture) => ({ capture, bytes: kept.blobs.get(capture.sha256) ?? new Uint8Array() }));
}

/** A page of our own beside the shop; closed with the test. */
async function pageAt(
  world: World,
  html: string,
): Promise<{ page: Page; tabId: number; close(): Promise<void> }> {
  const server: Server = createServer((_request, answer) => {
    answer.setHeader('content-type', 'text/html; charset=utf-8');
    answer.setHeader('cache-control', 'no-store');
    answer.setHeader('set-cookie', 'secret=1');
    answer.end(html);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const page = await world.browser.context.newPage();
  await page.goto(`http://127.0.0.1:${String((server.address() as AddressInfo).port)}/item/1`);
  const visit = await settledVisit(world.browser, page, Date.now() + 30_000);
  if (!visit) throw new Error('nothing was observed');
  return {
    page,
    tabId: visit.tabId,
    async close() {
      await page.close();
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

async function pixels(bytes: Uint8Array): Promise<{ data: Buffer; width: number; height: number }> {
  const { data, info } = await sharp(bytes).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height };
}

const BAND = 100;
/** Row bands of different greys, a bar that stays at the top, one at the bottom, and a small box that floats. */
function bandedPage(bands: number, extra = ''): string {
  const rows = Array.from(
    { length: bands },
    (_, n) => `<div style="height:${String(BAND)}px;background:${grey(n)}"></div>`,
  );
  return `<!doctype html><html lang="zh-CN"><title>长页</title><meta charset="utf-8">
<style>body{margin:0}header{position:sticky;top:0;height:60px;background:#f00}footer{position:fixed;bottom:0;left:0;right:0;height:40px;background:#00f}
aside{position:fixed;right:20px;top:400px;width:30px;height:30px;background:#0f0}</style>
<body><header></header>${rows.join('')}<footer></footer><aside></aside>${extra}</body></html>`;
}
function grey(n: number): string {
  const value = 40 + ((n * 37) % 180);
  return `rgb(${String(value)},${String(value)},${String(value)})`;
}

test('a kept page is pictured whole and its subjects cut out', async ({ world }) => {
  const { page, visit } = await world.look('/product/teapot');
  await page.bringToFront();
  await page.evaluate(() => {
    scrollTo(0, 40);
  });
  const kept = await keep(world, page, visit.tabId);
  expect(await page.evaluate(() => scrollY)).toBe(40);

  const parts = of(kept, 'screenshot-page');
  expect(parts.map(({ capture }) => capture.part)).toEqual(
    parts.map((_, index) => ({ n: index + 1, of: parts.length })),
  );
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  const last = parts.at(-1)?.capture.area;
  expect(Math.round((last?.y ?? 0) + (last?.height ?? 0))).toBe(height);

  const [flagged] = of(kept, 'screenshot-element');
  expect(flagged?.capture.subject).toMatch(/^image:/);
  const cut = await pixels(flagged?.bytes ?? new Uint8Array());
  expect(cut.width).toBe(Math.round(flagged?.capture.area?.width ?? 0));

  const [written] = of(kept, 'page-html');
  const html = new TextDecoder().decode(written?.bytes);
  expect(html).toContain(visit.title);
  expect(html).not.toMatch(/<script(?![^>]*type="text\/plain")/);
  const media = of(kept, 'medium').filter(({ capture }) => capture.response);
  expect(media.length).toBeGreaterThan(0);
  // The raw points go along exactly where a record of the price was read.
  expect((kept.case.priceHistory?.points.length ?? 0) > 0).toBe(
    kept.case.observations.some(({ kind }) => kind === 'price-record'),
  );
  expect(kept.case.environment.viewport?.width).toBe(1280);
  expect(kept.case.environment.pageLoad?.status).toBe(200);
  await page.close();
});

test('views are put together row by row: bars once, nothing twice, nothing left out', async ({ world }) => {
  const bands = 41;
  const { page, tabId, close } = await pageAt(world, bandedPage(bands));
  const kept = await keep(world, page, tabId);
  const parts = of(kept, 'screenshot-page');
  const wrong: number[] = [];
  let rows = 0;
  for (const { capture, bytes } of parts) {
    const { data, width, height } = await pixels(bytes);
    expect(Math.abs(height - (capture.area?.height ?? 0))).toBeLessThanOrEqual(1);
    for (let y = 0; y < height; y += 1) {
      const at = Math.round((capture.area?.y ?? 0) + y);
      const [r = 0, , b = 0] = data.subarray((y * width + 300) * 3, (y * width + 300) * 3 + 3);
      const inHeader = at < 60;
      const inFooter = at >= 60 + bands * BAND - 40;
      const expected = 40 + ((Math.floor((at - 60) / BAND) * 37) % 180);
      const isRight = inHeader
        ? r > 230 && b < 30
        : inFooter
          ? b > 230 && r < 30
          : Math.abs(r - expected) <= 6;
      // One row at an edge of bands may be packed soft.
      const isEdge = Math.abs(at - (60 + bands * BAND - 40)) <= 3;
      if (!isRight && !isEdge && (at - 60) % BAND > 3 && (at - 60) % BAND < BAND - 3) wrong.push(at);
      rows += 1;
    }
  }
  expect(wrong).toEqual([]);
  expect(rows).toBe(60 + bands * BAND);
  expect(kept.case.environment.notCaptured.map(({ what }) => what)).toContain('floating-elements');
  const archive = JSON.stringify(kept.case);
  expect(archive).not.toContain('secret=1');
  await close();
});

test('what a person typed is not kept, closed roots are, and a page of any height ends', async ({
  world,
}) => {
  const extra = `<h1>商品</h1><input id="a" value="initial"><input type="password" id="p"><textarea id="t">draft</textarea>
<div contenteditable>letter</div><div id="shut"></div><div style="height:10000000px"></div>
<script>document.getElementById('shut').attachShadow({mode:'closed'}).innerHTML='<b>inside-closed</b>';
addEventListener('scroll',()=>{throw new Error('no')});document.body.setAttribute('onclick','window.ran=1')</script>`;
  const { page, tabId, close } = await pageAt(world, bandedPage(2, extra));
  await page.fill('#a', 'typed-by-hand');
  await page.fill('#p', 'hunter2');
  const kept = await keep(world, page, tabId);
  const html = new TextDecoder().decode(of(kept, 'page-html')[0]?.bytes);
  expect(html).toContain('<template shadowrootmode="closed"><b>inside-closed</b></template>');
  expect(html).not.toMatch(/typed-by-hand|hunter2|value="initial"|draft|letter/);
  expect(html).not.toMatch(/<[a-z]+[^>]*\sonclick=/);
  const below = kept.case.environment.notCaptured.find(({ what }) => what === 'page-below');
  expect(below?.why).toMatch(/^pictured to \d+ px of 100\d{5} px$/);
  await close();
});

test('a page that takes itself away, or that the person scrolls, is kept as far as it was seen', async ({
  world,
}) => {
  const first = await pageAt(world, bandedPage(60));
  await first.page.bringToFront();
  const keeping = world.browser.ask('visit/keep', { tabId: first.tabId });
  await first.page.waitForTimeout(2_500);
  await first.page.mouse.move(400, 400);
  await first.page.mouse.wheel(0, 333);
  const kept = await openCase(world, (await keeping).caseId);
  const why = kept.case.environment.notCaptured.find(({ what }) => what === 'page-below')?.why;
  expect(why).toMatch(/person/);
  expect(of(kept, 'screenshot')).toHaveLength(1);
  await first.close();

  const second = await pageAt(
    world,
    bandedPage(30, '<script>addEventListener("scroll",()=>{document.documentElement.remove()})</script>'),
  );
  const gone = await keep(world, second.page, second.tabId);
  expect(of(gone, 'screenshot')).toHaveLength(1);
  await second.close();
});

test('the background ended while it keeps leaves a whole case or none, and the page as it was', async ({
  world,
}) => {
  const { page, tabId, close } = await pageAt(world, bandedPage(50));
  const count = async (): Promise<number> => {
    const book = await world.browser.context.newPage();
    await book.goto(world.browser.pageUrl('casebook.html'));
    const found = await book.evaluate(
      () =>
        new Promise<{ ids: string[]; loose: number }>((done, failed) => {
          const opening = indexedDB.open('mingbiao');
          opening.onerror = () => {
            failed(new Error('no store'));
          };
          opening.onsuccess = () => {
            const tx = opening.result.transaction(['cases', 'blob-info']);
            const cases = tx.objectStore('cases').getAllKeys();
            const blobs = tx.objectStore('blob-info').getAll();
            tx.oncomplete = () => {
              const infos = blobs.result as { cases: number; loose: number }[];
              opening.result.close();
              done({
                ids: cases.result.map(String),
                loose: infos.filter((info) => info.cases === 0).length,
              });
            };
          };
        }),
    );
    await book.close();
    for (const id of found.ids.slice(-3)) await openCase(world, id);
    return found.ids.length;
  };
  let before = await count();
  for (const afterMs of [300, 1_500, 4_000]) {
    await page.bringToFront();
    const keeping = world.browser.ask('visit/keep', { tabId }).then(
      () => true,
      () => false,
    );
    await page.waitForTimeout(afterMs);
    await endBackground(world);
    const isKept = await Promise.race([keeping, page.waitForTimeout(500).then(() => false)]);
    const now = await count();
    expect(now - before === 0 || now - before === 1).toBe(true);
    if (isKept) expect(now - before).toBe(1);
    before = now;
  }
  await page.bringToFront();
  await expect.poll(() => page.evaluate(() => scrollY), { timeout: 15_000 }).toBe(0);
  await close();
});

async function endBackground(world: World): Promise<void> {
  const browser = world.browser.context.browser();
  if (!browser) throw new Error('no browser handle');
  const session = await browser.newBrowserCDPSession();
  const { targetInfos } = (await session.send('Target.getTargets')) as {
    targetInfos: { targetId: string; type: string; url: string }[];
  };
  for (const info of targetInfos)
    if (info.type === 'service_worker' && info.url.includes(world.browser.extensionId))
      await session.send('Target.closeTarget', { targetId: info.targetId });
  await session.detach();
}
