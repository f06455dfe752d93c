/**
 * Main-thread time of the built content script on a product page of 5,000 elements and 200 pictures, against one
 * bare TreeWalker pass over the same page in the same browser. Both cold, each on a freshly loaded page;
 * median and least of several rounds; prints ratios, never a time as a promise.
 *
 * How it is measured. The real extension runs in real Chromium, with nobody watching the page (bare-browser.ts).
 * Chromium's trace says how much CPU time the page's main thread spent while script was on its stack. The page has no
 * script of its own, so that is ours: compiling, timers, idle callbacks, promises, answers to messages, layout and
 * style that they force, and making the world that the script lives in. CPU time, not time by the clock: a machine
 * that does other work at the same time changes it little.
 *
 * The physical limit beside it is an extension that sends one message from an empty content script.
 *
 * Shares of the work come from V8's sampling profiler in further rounds, with the same sources built with their
 * names. The longest task is the longest one in which script of ours ran.
 */
import { createServer, type Server } from 'node:http';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { BENCH_PAGE, benchPage } from '../make/bench-page';
import { openBareBrowser, wait, type BareBrowser } from './bare-browser';
import { buildExtension } from './extension-build';
import { CATEGORIES, least, mainThreadOf, median, type MainThread } from './main-thread';

const SCRIPT = 'content-scripts/shop.js';
const ROUNDS = Math.max(7, Number(process.env['MINGBIAO_BENCH_ROUNDS'] ?? 7));
const NAMED_ROUNDS = 3;
const SAMPLE_US = 200;
/** Long enough for the look, its answers, and the bytes of every picture. */
const WATCH_MS = 4_000;
const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M/wHwAEBgIApD5fRAAAAABJRU5ErkJggg==',
  'base64',
);

/** Parts of the work, by the functions that begin them; the first that is met from below counts. */
const PARTS: readonly (readonly [string, RegExp])[] = [
  [
    'bytes of pictures, as the background asks',
    /^(?:answerOne|answered|inTime|readForBackground|firstBytes|toBase64|range|hostOf|addressOnPage)$/,
  ],
  ['offer', /^(?:takeExcerpt|offerFingerprint|readOffer)$/],
  ['pictures', /^(?:lookForMedia|mediumSighting)$/],
  ['texts', /^(?:lookForText|wantTexts|lookForNamed|readTexts)$/],
  ['labels and price wording', /^(?:lookForLabels|lookForPriceWording)$/],
  ['shadow roots and rooms', /^(?:lookForRoots|lookForRoom)$/],
  ['telling', /^(?:finish|deliver|ask|tell|changes)$/],
  ['badge', /^(?:createBadgeLayer|show|sync|place|badgeTextsFor)$/],
  ['waiting for rest', /^(?:begin|onLoaded|changed|later|onTimer)$/],
];

interface Profile {
  nodes: {
    id: number;
    callFrame: { functionName: string; url: string };
    children?: number[];
  }[];
  samples?: number[];
  timeDeltas?: number[];
}
/** Serves the page, alone on its origin: browsers then give finer clocks. */
async function servePage(): Promise<{ url: string; server: Server }> {
  const html = benchPage({ imageUrl: (n) => `/picture-${String(n)}.png` });
  const server = createServer((request, response) => {
    const isPicture = (request.url ?? '').endsWith('.png');
    response.writeHead(200, {
      'content-type': isPicture ? 'image/png' : 'text/html; charset=utf-8',
      'cache-control': isPicture ? 'public, max-age=3600' : 'no-store',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-embedder-policy': 'require-corp',
    });
    response.end(isPicture ? PICTURE : html);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the bench page has no port');
  return { url: `http://127.0.0.1:${String(address.port)}/product`, server };
}

/** One bare pass over all nodes, as a page's own script would do it, in CPU milliseconds. */
async function walkOnce(browser: BareBrowser, url: string): Promise<number> {
  const page = await browser.newPage();
  await page.goto(url);
  await wait(WATCH_MS / 4);
  const events = await browser.traced(CATEGORIES, async () => {
    await page.evaluate(
      `new Promise((done) => setTimeout(function bareWalk() {
        const walker = document.createTreeWalker(document, NodeFilter.SHOW_ALL);
        let nodes = 0;
        while (walker.nextNode()) nodes += 1;
        done(nodes);
      }))`,
    );
  });
  await page.close();
  const calls = events.filter(
    (e) => e.name === 'FunctionCall' && JSON.stringify(e.args).includes('bareWalk'),
  );
  return Math.max(...calls.map((e) => e.tdur ?? NaN)) / 1000;
}

/** One load of the page, with whatever extension the browser has. */
async function lookOnce(browser: BareBrowser, url: string): Promise<MainThread> {
  const page = await browser.newPage();
  const events = await browser.traced(CATEGORIES, async () => {
    await page.goto(url);
    await wait(WATCH_MS);
  });
  await page.close();
  return mainThreadOf(events, '/product');
}

/** One load with the profiler: milliseconds by part; `start and the rest` is what no other part holds. */
async function profileOnce(browser: BareBrowser, url: string): Promise<Map<string, number>> {
  const page = await browser.newPage();
  await page.send('Profiler.enable');
  await page.send('Profiler.setSamplingInterval', { interval: SAMPLE_US });
  await page.send('Profiler.start');
  await page.goto(url);
  await wait(WATCH_MS);
  const { profile } = await page.send('Profiler.stop');
  await page.close();
  return partsOf(profile as Profile);
}

/** Time of the samples with our script on the stack, by part. */
function partsOf({ nodes, samples = [], timeDeltas = [] }: Profile): Map<string, number> {
  const selfUs = new Map<number, number>();
  samples.forEach((id, i) => selfUs.set(id, (selfUs.get(id) ?? 0) + (timeDeltas[i + 1] ?? 0)));
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const parts = new Map<string, number>();
  function add(id: number, above: string | null): void {
    const node = byId.get(id);
    if (!node) return;
    const { functionName, url } = node.callFrame;
    const named = url.includes(SCRIPT) ? PARTS.find(([, names]) => names.test(functionName))?.[0] : undefined;
    const part = named ?? above ?? (url.includes(SCRIPT) ? 'start and the rest' : null);
    if (part !== null) parts.set(part, (parts.get(part) ?? 0) + (selfUs.get(id) ?? 0) / 1000);
    for (const child of node.children ?? []) add(child, part);
  }
  const [root] = nodes;
  if (root) add(root.id, null);
  return parts;
}

const sum = (values: Iterable<number>): number => [...values].reduce((total, value) => total + value, 0);

async function rounds<T>(count: number, once: () => Promise<T>): Promise<T[]> {
  const out: T[] = [];
  for (let i = 0; i < count; i += 1) out.push(await once());
  return out;
}

async function withBrowser<T>(
  extension: string | null,
  act: (browser: BareBrowser) => Promise<T>,
): Promise<T> {
  const browser = await openBareBrowser({ extension, grants: ['http://127.0.0.1/*'] });
  try {
    return await act(browser);
  } finally {
    await browser.close();
  }
}

/** The least that an extension can do which says anything of a page: one message out of an empty script. */
async function emptyExtension(folder: string): Promise<string> {
  await mkdir(folder);
  const manifest = {
    manifest_version: 3,
    name: 'empty',
    version: '1',
    background: { service_worker: 'background.js' },
    content_scripts: [{ matches: ['http://127.0.0.1/*'], js: ['content.js'], run_at: 'document_idle' }],
  };
  await writeFile(join(folder, 'manifest.json'), JSON.stringify(manifest));
  await writeFile(
    join(folder, 'background.js'),
    'chrome.runtime.onMessage.addListener((_m, _s, answer) => answer({ ok: true }));',
  );
  await writeFile(join(folder, 'content.js'), 'chrome.runtime.sendMessage({ hello: 1 }, () => undefined);');
  return folder;
}

async function main(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'mingbiao-bench-'));
  const { url, server } = await servePage();
  const line = (text: string): void => void process.stdout.write(`${text}\n`);
  try {
    const shipped = await buildExtension(join(folder, 'shipped'), { minify: true });
    const named = await buildExtension(join(folder, 'named'), { minify: false });
    const script = await readFile(join(shipped, SCRIPT));

    const { alone, walks } = await withBrowser(null, async (browser) => ({
      alone: await rounds(ROUNDS, () => lookOnce(browser, url)),
      walks: await rounds(ROUNDS, () => walkOnce(browser, url)),
    }));
    const limit = await withBrowser(await emptyExtension(join(folder, 'empty')), (browser) =>
      rounds(ROUNDS, () => lookOnce(browser, url)),
    );
    const looks = await withBrowser(shipped, (browser) => rounds(ROUNDS, () => lookOnce(browser, url)));
    const profiles = await withBrowser(named, (browser) =>
      rounds(NAMED_ROUNDS, () => profileOnce(browser, url)),
    );

    // The world of the page itself is made without us, too.
    const idle = median(alone.map((one) => one.scriptMs));
    const costs = (of: readonly MainThread[]): number[] => of.map((one) => one.scriptMs - idle);
    const names = [...new Set(profiles.flatMap((parts) => [...parts.keys()]))];
    const partMs = new Map(names.map((name) => [name, median(profiles.map((l) => l.get(name) ?? 0))]));
    const allParts = sum(partMs.values());
    const bytesShare = (partMs.get(PARTS[0]?.[0] ?? '') ?? 0) / allParts;
    const compileMs = median(looks.map((one) => one.compileMs));
    const walk = { median: median(walks), least: least(walks) };
    const ratio = (ms: number, to: number): string => `${(ms / to).toFixed(1)}×`;
    const compared = (name: string, values: readonly number[]): void =>
      line(
        `${name.padEnd(31)}median ${median(values).toFixed(2)} ms, least ${least(values).toFixed(2)} ms   ${ratio(median(values), walk.median)} (least: ${ratio(least(values), walk.least)})`,
      );

    line(
      `page: ${String(BENCH_PAGE.nodes)} elements, ${String(BENCH_PAGE.images)} pictures; ${String(ROUNDS)} cold rounds each; CPU time`,
    );
    compared('bare TreeWalker pass', walks);
    compared('an empty script, one message', costs(limit));
    const totals = costs(looks);
    compared('content script, everything', totals);
    const withoutBytes = totals.map((ms) => ms - bytesShare * (ms - compileMs));
    compared('  without bytes of pictures', withoutBytes);
    line(
      `  … ÷ the empty script         ${ratio(median(withoutBytes), median(costs(limit)))}; main thread as a whole ${ratio(median(looks.map((one) => one.allMs)), median(alone.map((one) => one.allMs)))} of the page without us`,
    );
    line(`  ${'compiling it'.padEnd(44)} ${compileMs.toFixed(2)} ms   ${ratio(compileMs, walk.median)}`);
    for (const [name, ms] of [...partMs].sort((a, b) => b[1] - a[1])) {
      const own = (ms / allParts) * (median(totals) - compileMs);
      line(`  ${name.padEnd(44)} ${own.toFixed(2)} ms   ${ratio(own, walk.median)}`);
    }
    const longest = looks.map((one) => Math.max(0, ...one.scriptTasks.map(({ cpuMs }) => cpuMs)));
    line(
      `longest task with our script   median ${median(longest).toFixed(2)} ms, least ${least(longest).toFixed(2)} ms; worst ${Math.max(...longest).toFixed(1)} ms (goal: 50)`,
    );
    line(
      `content script                 ${(script.length / 1024).toFixed(1)} KiB, ${(gzipSync(script, { level: 9 }).length / 1024).toFixed(1)} KiB gzip (goal: 40)`,
    );
  } finally {
    server.close();
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

await main();
