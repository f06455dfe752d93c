/**
 * Main-thread time of the built content script on a product page of 5,000 elements and 200 pictures, against one
 * bare TreeWalker pass over the same page in the same browser. Both cold, each on a freshly loaded page;
 * median and least of several rounds; prints ratios, never a time as a promise.
 *
 * How it is measured. The real extension runs in real Chromium. V8's sampling profiler says for every sample
 * of the page's main thread whether code of our content script was on the stack; the time of those samples
 * is ours: timers, idle callbacks, promises, answers to messages, and layout and style that it forces. To it is
 * added what Chromium's trace says that compiling the script took, which no sample shows. The profiler slows what it
 * watches and does not watch the bare pass, so the ratio is rather too high than too low.
 *
 * Function names are lost in the build that ships, so shares of the work are taken in further rounds with the
 * same sources built with their names. The longest task is the longest one of the page's main thread from our script's
 * start on, whoever caused it, in rounds without the profiler.
 */
import { createServer, type Server } from 'node:http';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { BrowserContext, CDPSession } from '@playwright/test';
import { build } from 'wxt';
import config from '../../wxt.config';
import { openExtensionBrowser } from '../../entrypoints/commands/browser';
import { BENCH_PAGE, benchPage } from '../make/bench-page';

const ROOT = join(import.meta.dirname, '../..');
const SCRIPT = 'content-scripts/shop.js';
const ROUNDS = Math.max(7, Number(process.env['MINGBIAO_BENCH_ROUNDS'] ?? 7));
const NAMED_ROUNDS = 3;
const SAMPLE_US = 100;
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
    /^(?:answerOne|answered|readForBackground|firstBytes|toBase64|range|hostOf|addressOnPage)$/,
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
interface TraceEvent {
  name: string;
  ph: string;
  pid: number;
  tid: number;
  ts: number;
  dur?: number;
  args: unknown;
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

/** One bare pass over all nodes, as a page's own script would do it, in milliseconds. */
async function walkOnce(context: BrowserContext, url: string): Promise<number> {
  const page = await context.newPage();
  await page.goto(url, { waitUntil: 'load' });
  await page.waitForTimeout(WATCH_MS / 4);
  const ms = await page.evaluate(() => {
    const began = performance.now();
    const walker = document.createTreeWalker(document, NodeFilter.SHOW_ALL);
    let nodes = 0;
    while (walker.nextNode()) nodes += 1;
    return nodes > 0 ? performance.now() - began : NaN;
  });
  await page.close();
  return ms;
}

async function traced(session: CDPSession, act: () => Promise<void>): Promise<TraceEvent[]> {
  const events: TraceEvent[] = [];
  session.on('Tracing.dataCollected', ({ value }) => events.push(...(value as unknown as TraceEvent[])));
  const includedCategories = ['devtools.timeline', 'disabled-by-default-devtools.timeline', 'v8'];
  await session.send('Tracing.start', { transferMode: 'ReportEvents', traceConfig: { includedCategories } });
  await act();
  const ended = new Promise<void>((resolve) => session.once('Tracing.tracingComplete', () => resolve()));
  await session.send('Tracing.end');
  await ended;
  return events;
}

interface Look {
  /** Milliseconds by part; `start and the rest` is what no other part holds. */
  parts: Map<string, number>;
  compileMs: number;
  longestTaskMs: number;
}

/** One load of the page with the extension in it. */
async function lookOnce(context: BrowserContext, url: string, isProfiled: boolean): Promise<Look> {
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  let profile: Profile | null = null;
  const events = await traced(session, async () => {
    if (isProfiled) {
      await session.send('Profiler.enable');
      await session.send('Profiler.setSamplingInterval', { interval: SAMPLE_US });
      await session.send('Profiler.start');
    }
    await page.goto(url, { waitUntil: 'load' });
    await page.waitForTimeout(WATCH_MS);
    if (isProfiled) profile = (await session.send('Profiler.stop')).profile;
  });
  await page.close();
  const isOurs = (e: TraceEvent): boolean => e.ph === 'X' && JSON.stringify(e.args).includes(SCRIPT);
  const compiled = events.filter((e) => e.name === 'v8.compile' && isOurs(e));
  const start = events.find((e) => e.name === 'EvaluateScript' && isOurs(e));
  if (!start) throw new Error('the content script did not run');
  const tasks = events.filter(
    (e) =>
      e.name === 'RunTask' && e.pid === start.pid && e.tid === start.tid && e.ts + (e.dur ?? 0) > start.ts,
  );
  return {
    parts: profile ? partsOf(profile) : new Map(),
    compileMs: compiled.reduce((sum, e) => sum + (e.dur ?? 0), 0) / 1000,
    longestTaskMs: Math.max(...tasks.map((e) => e.dur ?? 0)) / 1000,
  };
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
const sorted = (values: readonly number[]): number[] => [...values].sort((a, b) => a - b);
const median = (values: readonly number[]): number => sorted(values)[Math.floor(values.length / 2)] ?? NaN;
const least = (values: readonly number[]): number => Math.min(...values);

async function rounds<T>(count: number, once: () => Promise<T>): Promise<T[]> {
  const out: T[] = [];
  for (let i = 0; i < count; i += 1) out.push(await once());
  return out;
}

async function withExtension<T>(extension: string, act: (context: BrowserContext) => Promise<T>): Promise<T> {
  const shop = await openExtensionBrowser({ extension, grants: ['http://127.0.0.1/*'] });
  try {
    return await act(shop.context);
  } finally {
    await shop.close();
  }
}

async function main(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'mingbiao-bench-'));
  const { url, server } = await servePage();
  const line = (text: string): void => void process.stdout.write(`${text}\n`);
  try {
    const buildInto = async (name: string, minify: boolean): Promise<string> => {
      await build({
        ...config,
        root: ROOT,
        configFile: false,
        outDir: join(folder, name),
        logger: {
          debug() {},
          log() {},
          info() {},
          success() {},
          warn() {},
          error: console.error,
          fatal: console.error,
          level: 0,
        },
        vite: async (env) => {
          const given = await config.vite?.(env);
          return { ...given, logLevel: 'error', build: { ...given?.build, minify } };
        },
      });
      return join(folder, name, 'chrome-mv3');
    };
    const shipped = await buildInto('shipped', true);
    const named = await buildInto('named', false);
    const script = await readFile(join(shipped, SCRIPT));

    const { walks, looks, quiet } = await withExtension(shipped, async (context) => ({
      looks: await rounds(ROUNDS, () => lookOnce(context, url, true)),
      quiet: await rounds(ROUNDS, () => lookOnce(context, url, false)),
      // In the same browser, on the same page; the extension has long finished when the pass begins.
      walks: await rounds(ROUNDS, () => walkOnce(context, url)),
    }));
    const namedLooks = await withExtension(named, (context) =>
      rounds(NAMED_ROUNDS, () => lookOnce(context, url, true)),
    );

    const totals = looks.map((look) => sum(look.parts.values()) + look.compileMs);
    const names = [...new Set(namedLooks.flatMap((look) => [...look.parts.keys()]))];
    const partMs = new Map(
      names.map((name) => [name, median(namedLooks.map((l) => l.parts.get(name) ?? 0))]),
    );
    const allParts = sum(partMs.values());
    const bytesShare = (partMs.get(PARTS[0]?.[0] ?? '') ?? 0) / allParts;
    const executed = median(looks.map((look) => sum(look.parts.values())));
    const walk = { median: median(walks), least: least(walks) };
    const ratio = (ms: number, to: number): string => `${(ms / to).toFixed(1)}×`;
    const both = (m: number, l: number): string => `median ${m.toFixed(2)} ms, least ${l.toFixed(2)} ms`;

    line(
      `page: ${String(BENCH_PAGE.nodes)} elements, ${String(BENCH_PAGE.images)} pictures; ${String(ROUNDS)} cold rounds each`,
    );
    line(`bare TreeWalker pass           ${both(walk.median, walk.least)}`);
    line(
      `content script, everything     ${both(median(totals), least(totals))}   ${ratio(median(totals), walk.median)} (least: ${ratio(least(totals), walk.least)})`,
    );
    const withoutBytes = totals.map((ms, i) => ms - bytesShare * sum(looks[i]?.parts.values() ?? []));
    line(
      `  without bytes of pictures    ${both(median(withoutBytes), least(withoutBytes))}   ${ratio(median(withoutBytes), walk.median)} (least: ${ratio(least(withoutBytes), walk.least)})`,
    );
    line(
      `  compiling it                 ${median(looks.map((l) => l.compileMs)).toFixed(2)} ms   ${ratio(median(looks.map((l) => l.compileMs)), walk.median)}`,
    );
    for (const [name, ms] of [...partMs].sort((a, b) => b[1] - a[1])) {
      const own = (ms / allParts) * executed;
      line(`  ${name.padEnd(44)} ${own.toFixed(2)} ms   ${ratio(own, walk.median)}`);
    }
    const longest = quiet.map((look) => look.longestTaskMs);
    line(
      `longest task after its start   ${both(median(longest), least(longest))}; worst ${Math.max(...longest).toFixed(1)} ms (goal: 50)`,
    );
    line(
      `content script                 ${(script.length / 1024).toFixed(1)} KiB, ${(gzipSync(script, { level: 9 }).length / 1024).toFixed(1)} KiB gzip (goal: 40)`,
    );
  } finally {
    server.close();
    await rm(folder, { recursive: true, force: true });
  }
}

await main();
