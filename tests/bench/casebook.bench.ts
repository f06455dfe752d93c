/**
 * A casebook of 100,000 cases in real Chromium: from opening the page to the first rows, to the whole list,
 * and a search typed into it, against the limits of 1 s and 100 ms. Needs a build. Prints what was measured.
 */
import { join } from 'node:path';
import { openExtensionBrowser } from '../../entrypoints/commands/browser';
import { root } from '../house/sources';

const CASES = 100_000;
const OPEN_LIMIT_MS = 1_000;
const SEARCH_LIMIT_MS = 100;

const browser = await openExtensionBrowser({ extension: join(root, '.output', 'chrome-mv3'), grants: [] });
const page = await browser.context.newPage();
const address = browser.pageUrl('casebook.html');
await page.goto(address);
await page.locator('h1').waitFor();
await page.evaluate(async (count) => {
  const db = await new Promise<IDBDatabase>((done, failed) => {
    const opening = indexedDB.open('mingbiao');
    opening.onsuccess = () => done(opening.result);
    opening.onerror = () => failed(opening.error ?? new Error('not opened'));
  });
  const tone = { flag: 0, note: 1, labelled: 0 };
  for (let from = 0; from < count; from += 5_000) {
    const tx = db.transaction(['summaries', 'packs', 'counters', 'stale'], 'readwrite');
    for (const store of ['packs', 'counters', 'stale']) tx.objectStore(store).clear();
    for (let n = from; n < Math.min(count, from + 5_000); n += 1) {
      const digits = String(n).padStart(8, '0');
      tx.objectStore('summaries').put({
        id: `case-${digits}`,
        title: `手工编织羊毛围巾 冬季加厚 第 ${digits} 款 Wool scarf`,
        shop: ['jd', 'taobao', 'amazon', null][n % 4],
        url: `https://shop.example/item/${digits}.html?from=search`,
        keptAt: new Date(1_760_000_000_000 + n * 60_000).toISOString(),
        startedAt: new Date(1_760_000_000_000 + n * 60_000).toISOString(),
        flags: { 'ai-media': tone, livestream: { ...tone, note: 0 }, price: tone },
        observations: 60,
        captures: 12,
        sizeBytes: 2_000_000 + n,
        screenshot: null,
        productIds: [`sku:${digits}`],
        mediaDigests: [],
        likenesses: [],
        note: n % 10 === 0 ? '已问客服，等待答复' : '',
        tags: n % 7 === 0 ? ['双十一'] : [],
        found: {
          rules: ['ai-label-seen'],
          outcomes: ['flagged', 'clear'],
          declared: ['属于'],
          sellers: [`围巾专营店 ${String(n % 500)}`],
          labels: ['图片由 AI 生成，仅供参考'],
        },
      });
    }
    await new Promise<void>((done, failed) => {
      tx.oncomplete = () => done();
      tx.onerror = () => failed(tx.error ?? new Error('not written'));
    });
  }
  db.close();
}, CASES);

async function opened(): Promise<{ firstMs: number; wholeMs: number }> {
  const from = performance.now();
  await page.goto(address);
  await page.locator('.cases > li').first().waitFor();
  const firstMs = performance.now() - from;
  await page.waitForFunction(
    () => document.querySelector('.cases > li')?.getAttribute('aria-setsize') === '100000',
    undefined,
    { timeout: 120_000 },
  );
  return { firstMs, wholeMs: performance.now() - from };
}

const rows: [string, number, number | null][] = [];
rows.push(['first opening, packs written: whole list', (await opened()).wholeMs, null]);
const again = await opened();
rows.push(['opening: first rows', again.firstMs, OPEN_LIMIT_MS]);
rows.push(['opening: whole list', again.wholeMs, OPEN_LIMIT_MS]);
for (const words of ['00099999', '专营店 499 双十一', '没有这样的词']) {
  const took = await page.evaluate(async (text) => {
    const input = document.querySelector<HTMLInputElement>('input[type=search]');
    const status = document.querySelector('.list-count');
    if (!input || !status) throw new Error('no search');
    const before = status.textContent;
    const from = performance.now();
    input.value = text;
    input.dispatchEvent(new Event('input', { bubbles: true }));
    while (status.textContent === before) await new Promise((next) => setTimeout(next, 0));
    return performance.now() - from;
  }, words);
  rows.push([`search “${words}”`, took, SEARCH_LIMIT_MS]);
}
const session = await page.context().newCDPSession(page);
await session.send('HeapProfiler.collectGarbage');
const heap = await page.evaluate(
  () => (performance as unknown as { memory?: { usedJSHeapSize: number } }).memory?.usedJSHeapSize ?? 0,
);
await browser.close();
for (const [name, ms, limit] of rows)
  console.log(
    `${name}: ${ms.toFixed(0)} ms${limit === null ? '' : `, ${(ms / limit).toFixed(2)} of the limit of ${String(limit)} ms`}`,
  );
console.log(`JavaScript heap: ${(heap / 1e6).toFixed(0)} MB for ${String(CASES)} cases`);
