/**
 * A page of 300 lazily loaded pictures, scrolled from top to bottom in real Chromium with the built extension and
 * without it. From Chromium's trace: the longest task in which script of ours ran, how many were longer than 50 ms,
 * and what all tasks of the page's main thread cost, as a ratio to the same page without us. The page has no script
 * of its own. CPU time of the thread beside time by the clock: on a busy machine only the first says what we did.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { openBareBrowser, wait, type BareBrowser } from './bare-browser';
import { buildExtension } from './extension-build';
import { CATEGORIES, mainThreadOf, median, type MainThread } from './main-thread';

const PICTURES = 300;
const ROUNDS = Math.max(1, Number(process.env['MINGBIAO_BENCH_ROUNDS'] ?? 3));
const LONG_MS = 50;
/** Pixels a second, as a hurried reader turns a wheel. */
const SPEED = 3_000;

const card = (n: number): string =>
  `<article class="card"><a href="/item/${String(n)}"><img loading="lazy" src="/picture-${String(n)}.jpg" width="400" height="400" alt="商品 ${String(n)}"></a><h3>粗陶茶壶 ${String(n)}</h3><p><b class="price">¥${String(19 + n)}.00</b> <small>${n % 7 === 0 ? '新人专享' : '包邮'}</small></p>${n % 9 === 0 ? '<span class="mark">AI生成</span>' : ''}</article>`;
const PAGE = `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>茶具 - 拾光小铺</title>
<style>body{margin:0;font:14px/1.6 sans-serif}.grid{display:grid;grid-template-columns:repeat(3,1fr);gap:8px}.card{position:relative}.card img{width:100%;height:auto}.mark{position:absolute;right:8px;top:8px}</style></head>
<body><main class="grid">${Array.from({ length: PICTURES }, (_, n) => card(n)).join('')}</main></body></html>`;

/** Pictures of about 20 kB, each with other bytes. */
async function pictures(): Promise<Buffer[]> {
  return Promise.all(
    Array.from({ length: 12 }, (_, n) =>
      sharp({
        create: {
          width: 400,
          height: 400,
          channels: 3,
          background: { r: (n * 20) % 256, g: 120, b: 90 },
          noise: { type: 'gaussian', mean: 128, sigma: 12 },
        },
      })
        .jpeg({ quality: 60 })
        .toBuffer(),
    ),
  );
}

async function serve(): Promise<{ url: string; server: Server }> {
  const shown = await pictures();
  const server = createServer((request, response) => {
    const n = /picture-(\d+)\.jpg/.exec(request.url ?? '')?.[1];
    response.writeHead(200, {
      'content-type': n ? 'image/jpeg' : 'text/html; charset=utf-8',
      'cache-control': n ? 'public, max-age=3600' : 'no-store',
    });
    response.end(n ? shown[Number(n) % shown.length] : PAGE);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the page has no port');
  return { url: `http://127.0.0.1:${String(address.port)}/list`, server };
}

/** Opens the page, scrolls it down and up once, and sums up what its main thread did. */
async function scrolled(browser: BareBrowser, url: string): Promise<MainThread & { height: number }> {
  const page = await browser.newPage();
  let height = 0;
  const events = await browser.traced(CATEGORIES, async () => {
    await page.goto(url);
    await wait(2_000);
    height = await page.evaluate<number>('document.documentElement.scrollHeight');
    for (const direction of [-1, 1])
      await page.send('Input.synthesizeScrollGesture', {
        x: 600,
        y: 400,
        yDistance: direction * (height - 800),
        speed: SPEED,
        gestureSourceType: 'mouse',
      });
    await wait(3_000);
  });
  const loaded = await page.evaluate<number>(
    `[...document.images].filter((one) => one.complete && one.naturalWidth > 0).length`,
  );
  if (loaded < PICTURES * 0.9) throw new Error(`only ${String(loaded)} pictures came into view`);
  await page.close();
  return { ...mainThreadOf(events, '/list'), height };
}

async function rounds(extension: string | null, url: string): Promise<MainThread[]> {
  const browser = await openBareBrowser({ extension, grants: ['http://127.0.0.1/*'] });
  try {
    const out: MainThread[] = [];
    // The first fills the browser's cache.
    await scrolled(browser, url);
    for (let n = 0; n < ROUNDS; n += 1) out.push(await scrolled(browser, url));
    return out;
  } finally {
    await browser.close();
  }
}

async function main(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'mingbiao-scrolling-'));
  const { url, server } = await serve();
  const line = (text: string): void => void process.stdout.write(`${text}\n`);
  try {
    const extension = await buildExtension(folder, { minify: true });
    const without = await rounds(null, url);
    const ours = await rounds(extension, url);
    const all = (of: readonly MainThread[]): number => median(of.map((one) => one.allMs));
    const longest = (of: readonly MainThread[]): number => median(of.map((one) => one.longestMs));
    const tasks = ours.flatMap((one) => one.scriptTasks);
    const long = tasks.filter(({ cpuMs }) => cpuMs > LONG_MS);
    line(
      `${String(PICTURES)} lazily loaded pictures, scrolled down and up at ${String(SPEED)} px/s; ${String(ROUNDS)} rounds each`,
    );
    line(
      `main thread, all tasks         ${all(ours).toFixed(0)} ms with us, ${all(without).toFixed(0)} ms without: ${(all(ours) / all(without)).toFixed(2)}×`,
    );
    line(
      `script of ours                 ${median(ours.map((one) => one.scriptMs)).toFixed(0)} ms in ${String(Math.round(tasks.length / ROUNDS))} tasks a round`,
    );
    line(
      `longest task with our script   ${Math.max(...tasks.map(({ cpuMs }) => cpuMs)).toFixed(1)} ms CPU, ${Math.max(...tasks.map(({ ms }) => ms)).toFixed(1)} ms by the clock; ${String(long.length)} of ${String(tasks.length)} over ${String(LONG_MS)} ms CPU (goal: 0)`,
    );
    line(
      `longest task of the page       ${longest(ours).toFixed(1)} ms with us, ${longest(without).toFixed(1)} ms without: ${(longest(ours) / longest(without)).toFixed(2)}×`,
    );
  } finally {
    server.close();
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

await main();
