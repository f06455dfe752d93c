import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { unzipSync } from 'fflate';
import sharp from 'sharp';
import { checkCaseFile } from '../../components/evidence/check';
import { readCaseFile } from '../../components/evidence/case-file';
import type { Capture, Case } from '../../components/model/case';
import { exportCase } from '../../entrypoints/commands/export-case';
import { settledVisit } from '../../entrypoints/commands/settled-visit';
import { root } from '../house/sources';
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
  return `rgb(${greyOf(n).join(',')})`;
}
function greyOf(n: number): number[] {
  const value = 40 + ((n * 37) % 180);
  return [value, value, value];
}

test('a kept page is pictured whole, its subjects cut out, and opens in a replay tool of others', async ({
  world,
}) => {
  const { page, visit } = await world.look('/product/teapot');
  await page.bringToFront();
  await page.evaluate(() => {
    scrollTo(0, 40);
  });
  const bare = await page.screenshot();
  const kept = await keep(world, page, visit.tabId);
  expect(await page.evaluate(() => scrollY)).toBe(40);
  // Where our own line stood until just before, the picture shows the page.
  const [inView] = of(kept, 'screenshot');
  const corner = (png: Uint8Array): Promise<Buffer> =>
    sharp(png).extract({ left: 1020, top: 846, width: 230, height: 30 }).removeAlpha().raw().toBuffer();
  const [there, seen] = [await corner(bare), await corner(inView?.bytes ?? new Uint8Array())];
  const differing = there.filter((value, at) => Math.abs(value - (seen[at] ?? 0)) > 24).length;
  expect(differing / there.length).toBeLessThan(0.01);

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
  // … and stand in the table that a person reads, each with its amount as it was kept.
  const report = new TextDecoder().decode(unzipSync(kept.file)['report.html']);
  const { points = [], key } = kept.case.priceHistory ?? {};
  for (const { price } of points)
    expect(report).toContain(`<td class="nowrap">${price} ${key?.currency ?? ''}</td>`);
  expect(report.includes('这个浏览器记下的价格')).toBe(kept.case.priceHistory !== undefined);
  expect(kept.case.environment.viewport?.width).toBe(1280);
  expect(kept.case.environment.pageLoad?.status).toBe(200);
  await page.close();

  // The extension stays out of the replay: it would look at a page that the archive shows.
  const replay = await replayServer(kept.file);
  const { chromium } = await import('@playwright/test');
  const browser = await chromium.launch({
    executablePath: process.env['MINGBIAO_CHROMIUM'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
  try {
    const reader = await browser.newPage();
    await reader.goto(`${replay.url}/?source=${encodeURIComponent(`${replay.url}/case.wacz`)}#view=pages`);
    // The list of pages, out of pages.jsonl.
    const entry = reader.locator('wr-page-entry');
    await expect(entry.locator(`[title="${kept.case.url}"]`)).toBeVisible({ timeout: 30_000 });
    await expect(entry.locator(`[title="${visit.title}"]`)).toBeVisible();
    const target = `${replay.url}/?source=${encodeURIComponent(`${replay.url}/case.wacz`)}#view=pages&url=${encodeURIComponent(kept.case.url)}&ts=${(written?.capture.capturedAt ?? '').replace(/\D/g, '').slice(0, 14)}`;
    await reader.goto('about:blank');
    await reader.goto(target);
    const shown = await replayedFrame(reader, kept.case.url);
    await expect(shown.locator('h1').first()).toBeVisible({ timeout: 30_000 });
    const mediaUrls = of(kept, 'medium').map(({ capture }) => capture.url ?? '');
    await expect
      .poll(
        () =>
          shown.evaluate(
            (urls) =>
              [...document.images].filter(
                (image) =>
                  image.complete && image.naturalWidth > 1 && urls.some((url) => image.src.endsWith(url)),
              ).length,
            mediaUrls,
          ),
        { timeout: 30_000 },
      )
      .toBeGreaterThan(0);
  } finally {
    await browser.close();
    await replay.close();
  }
});

test('views are put together row by row at every size of pixels: bars once, nothing twice, nothing left out', async ({
  world,
}) => {
  for (const [zoom, bands] of [
    [1, 41],
    [1.25, 13],
    [1.5, 13],
    [2, 9],
  ] as const) {
    const { page, tabId, close } = await pageAt(world, bandedPage(bands));
    await zoomTo(world, tabId, zoom);
    await expect.poll(() => page.evaluate(() => devicePixelRatio)).toBe(zoom);
    const kept = await keep(world, page, tabId);
    const height = 60 + bands * BAND;
    const wrong: number[] = [];
    let row = 0;
    for (const { capture, bytes } of of(kept, 'screenshot-page')) {
      expect(capture.mime).toBe('image/png');
      const part = await pixels(bytes);
      expect(row).toBe(Math.round((capture.area?.y ?? NaN) * zoom));
      for (let y = 0; y < part.height; y += 1, row += 1) {
        const at = (y * part.width + 300) * 3;
        const css = row / zoom;
        const right =
          css < 60 ? [255, 0, 0] : css >= height - 40 ? [0, 0, 255] : greyOf(Math.floor((css - 60) / BAND));
        if (right.some((value, n) => part.data[at + n] !== value)) wrong.push(row);
      }
    }
    expect({ zoom, wrong, rows: row }).toEqual({ zoom, wrong: [], rows: height * zoom });
    expect(kept.case.environment.viewport?.devicePixelRatio).toBe(zoom);
    expect(kept.case.environment.notCaptured.map(({ what }) => what)).toContain('floating-elements');
    expect(JSON.stringify(kept.case)).not.toContain('secret=1');
    await close();
  }
});

/** As a person sets it in the browser's menu, for this tab alone. */
async function zoomTo(world: World, tabId: number, zoom: number): Promise<void> {
  const page = await world.browser.context.newPage();
  await page.goto(world.browser.pageUrl('casebook.html'));
  await page.evaluate(
    async ([id, factor]) => {
      interface Tabs {
        setZoomSettings(tabId: number, settings: { scope: string }): Promise<void>;
        setZoom(tabId: number, factor: number): Promise<void>;
      }
      const { tabs } = (globalThis as unknown as { chrome: { tabs: Tabs } }).chrome;
      await tabs.setZoomSettings(id, { scope: 'per-tab' });
      await tabs.setZoom(id, factor);
    },
    [tabId, zoom] as const,
  );
  await page.close();
}

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
  await first.page.mouse.move(400, 400);
  // Only once the page is on its way down is there a walk that a person can interrupt.
  await first.page.waitForFunction(() => scrollY > 1_500);
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

/** ReplayWeb.page as its package ships it, and the case file, from one local place. */
async function replayServer(file: Uint8Array): Promise<{ url: string; close(): Promise<void> }> {
  const folder = join(root, 'node_modules', 'replaywebpage');
  const [ui, sw] = await Promise.all([readFile(join(folder, 'ui.js')), readFile(join(folder, 'sw.js'))]);
  const html =
    '<!doctype html><meta charset="utf-8"><script src="/ui.js"></script><replay-app-main></replay-app-main>';
  const server = createServer((request, answer) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    if (path === '/case.wacz') {
      // From a place on, from a place to a place, or the last so many bytes (RFC 9110 §14.1.2).
      const range = /^bytes=(\d*)-(\d*)$/.exec(request.headers.range ?? '');
      const [, first = '', second = ''] = range ?? [];
      const from = first === '' && range ? Math.max(0, file.length - Number(second)) : Number(first);
      const to = first !== '' && second !== '' ? Math.min(Number(second) + 1, file.length) : file.length;
      answer.writeHead(range ? 206 : 200, {
        'content-type': 'application/wacz',
        'accept-ranges': 'bytes',
        'content-length': to - from,
        ...(range
          ? { 'content-range': `bytes ${String(from)}-${String(to - 1)}/${String(file.length)}` }
          : {}),
      });
      answer.end(request.method === 'HEAD' ? undefined : file.subarray(from, to));
      return;
    }
    const body = path === '/ui.js' ? ui : path.endsWith('sw.js') ? sw : path === '/' ? html : null;
    answer.writeHead(body === null ? 404 : 200, {
      'content-type': path === '/' ? 'text/html' : 'text/javascript',
      'service-worker-allowed': '/',
    });
    answer.end(body ?? '');
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    async close() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

async function replayedFrame(page: Page, url: string): Promise<import('@playwright/test').Frame> {
  const until = Date.now() + 40_000;
  while (Date.now() < until) {
    const frame = page.frames().find((one) => one.url().includes('mp_/') && one.url().endsWith(url));
    if (frame) return frame;
    await page.waitForTimeout(200);
  }
  throw new Error(
    `the replay shows ${page
      .frames()
      .map((f) => f.url())
      .join(' ')}`,
  );
}
