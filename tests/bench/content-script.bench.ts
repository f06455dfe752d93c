/**
 * Main-thread time of the built content script on a product page of 5,000 elements and 200 pictures, against one
 * bare TreeWalker pass over the same page, and against the floor: an extension that only asks the browser what cannot
 * be left unasked. All cold, each on a freshly loaded page, by turns in one run; median and least of several rounds;
 * prints ratios, never a time as a promise.
 *
 * How it is measured. The real extension runs in real Chromium, with nobody watching the page (bare-browser.ts).
 * Chromium's trace says how much CPU time the page's main thread spent while script was on its stack. The page has no
 * script of its own, so that is ours: compiling, timers, idle callbacks, promises, answers to messages, layout and
 * style that they force, and making the world that the script lives in. CPU time, not time by the clock: a machine
 * that does other work at the same time changes it little.
 *
 * Twice: with pictures of the page's own host, whose bytes are read through the page, and with pictures of another
 * host that lets nobody read them, where the background does.
 *
 * The least that any extension costs is one that sends one message from an empty content script. The floor walks the
 * texts once, selects the pictures once, asks each for its box, address and name, sends one message, and for the
 * bytes fetches each picture once and sends their beginnings in one more.
 *
 * Shares of the work come from V8's sampling profiler in further rounds, with the same sources built with their
 * names. The longest task is the longest one in which script of ours ran.
 */
import { createServer, type Server, type ServerResponse } from 'node:http';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import sharp from 'sharp';
import { BENCH_PAGE, benchPage } from '../make/bench-page';
import { openBareBrowser, wait, type BareBrowser } from './bare-browser';
import { buildExtension } from './extension-build';
import { CATEGORIES, hasPage, least, mainThreadOf, median, type MainThread } from './main-thread';

const SCRIPT = 'shop.js';
const ROUNDS = Math.max(7, Number(process.env['MINGBIAO_BENCH_ROUNDS'] ?? 7));
const NAMED_ROUNDS = 3;
const SAMPLE_US = 200;
/** Long enough for the look, its answers, and the bytes of every picture. */
const WATCH_MS = 4_000;
const OWN = '/product-own';
const APART = '/product-apart';
/** Of each picture the background looks at so much at first. */
const HEAD_BYTES = 16 * 1024;

/** A picture as shops have them: some tens of kilobytes, nothing stated in it. */
const drawnPicture = (): Promise<Buffer> =>
  sharp({
    create: {
      width: 300,
      height: 300,
      channels: 3,
      background: '#888',
      noise: { type: 'gaussian', mean: 128, sigma: 24 },
    },
  })
    .jpeg({ quality: 80 })
    .toBuffer();

/** Parts of the work, by the functions that begin them; the first that is met from below counts. */
const PARTS: readonly (readonly [string, RegExp])[] = [
  [
    'bytes of pictures, as the background asks',
    /^(?:answerOne|answered|inTime|readForBackground|firstBytes|opened|taken|beginningOf|toBase64|range|hostOf|addressOnPage)$/,
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
/** The same page twice: pictures of its own host, and of another that lets no page read them. */
interface Served {
  own: string;
  apart: string;
  close(): void;
}

/** Serves the pages, alone on their origin: browsers then give finer clocks. */
async function servePages(): Promise<Served> {
  const picture = await drawnPicture();
  const answer = (response: ServerResponse, type: string, body: string | Buffer): void => {
    response.writeHead(200, {
      'content-type': type,
      'content-length': Buffer.byteLength(body),
      'cache-control': type.startsWith('image/') ? 'public, max-age=3600' : 'no-store',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-embedder-policy': 'require-corp',
      'cross-origin-resource-policy': 'cross-origin',
    });
    response.end(body);
  };
  const pictures = createServer((_request, response) => answer(response, 'image/jpeg', picture));
  const apart = await portOf(pictures);
  const pages = createServer(({ url = '' }, response) => {
    if (url.endsWith('.jpg')) return answer(response, 'image/jpeg', picture);
    const host = url.startsWith(APART) ? `http://127.0.0.1:${String(apart)}` : '';
    const html = benchPage({ imageUrl: (n) => `${host}/picture-${String(n)}.jpg` });
    return answer(response, 'text/html; charset=utf-8', html);
  });
  const origin = `http://127.0.0.1:${String(await portOf(pages))}`;
  return {
    own: `${origin}${OWN}`,
    apart: `${origin}${APART}`,
    close() {
      pages.close();
      pictures.close();
    },
  };
}

async function portOf(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the bench page has no port');
  return address.port;
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

/** One load of the page, with whatever extension the browser has. On a busy machine a trace may miss the page: once more. */
async function lookOnce(browser: BareBrowser, url: string, tries = 3): Promise<MainThread> {
  const page = await browser.newPage();
  const events = await browser.traced(CATEGORIES, async () => {
    await page.goto(url);
    await wait(WATCH_MS);
  });
  await page.close();
  const { pathname } = new URL(url);
  return tries > 1 && !hasPage(events, pathname)
    ? lookOnce(browser, url, tries - 1)
    : mainThreadOf(events, pathname);
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

async function opened<T>(
  extensions: readonly (string | null)[],
  act: (...browsers: BareBrowser[]) => Promise<T>,
): Promise<T> {
  const browsers: BareBrowser[] = [];
  try {
    for (const extension of extensions)
      browsers.push(await openBareBrowser({ extension, grants: ['http://127.0.0.1/*'] }));
    return await act(...browsers);
  } finally {
    for (const browser of browsers) await browser.close();
  }
}

/** An extension of one content script and a background that takes whatever it sends. */
async function bareExtension(folder: string, script: string): Promise<string> {
  await mkdir(folder);
  const manifest = {
    manifest_version: 3,
    name: 'bare',
    version: '1',
    background: { service_worker: 'background.js' },
    content_scripts: [{ matches: ['http://127.0.0.1/*'], js: ['content.js'], run_at: 'document_idle' }],
  };
  await writeFile(join(folder, 'manifest.json'), JSON.stringify(manifest));
  await writeFile(
    join(folder, 'background.js'),
    'chrome.runtime.onMessage.addListener((_m, _s, answer) => answer({ ok: true }));',
  );
  await writeFile(join(folder, 'content.js'), script);
  return folder;
}

/** The least that an extension can do which says anything of a page. */
const EMPTY = 'chrome.runtime.sendMessage({ hello: 1 }, () => undefined);';

/** The least that an extension can do which sees what ours sees: every text, every picture, and their bytes. */
const FLOOR = `
  const send = (message) => chrome.runtime.sendMessage(message, () => undefined);
  const look = () => {
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    let hits = 0;
    while (texts.nextNode()) if (/AI|人工智能/.test(texts.currentNode.data)) hits += 1;
    const media = [];
    for (const img of document.querySelectorAll('img')) {
      const { left, top, width, height } = img.getBoundingClientRect();
      media.push({ url: img.currentSrc, alt: img.alt, box: [left, top, width, height] });
    }
    send({ hits, media });
    if (location.pathname === '${OWN}') void bytesOf(media);
  };
  const bytesOf = async (media) => {
    const reads = media.map(({ url }) => fetch(url, { cache: 'force-cache' }).then((answer) => answer.arrayBuffer()));
    const heads = (await Promise.all(reads)).map((bytes) => new Uint8Array(bytes, 0, Math.min(bytes.byteLength, ${String(HEAD_BYTES)})));
    send({ heads: heads.map((head) => head.toBase64?.() ?? btoa(String.fromCharCode(...head))) });
  };
  if (document.readyState === 'complete') look();
  else addEventListener('load', () => setTimeout(look, 300));
`;

/** One round: every kind of load once. */
interface Round {
  walk: number;
  alone: MainThread;
  empty: MainThread;
  floor: Record<'own' | 'apart', MainThread>;
  ours: Record<'own' | 'apart', MainThread>;
}

async function main(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'mingbiao-bench-'));
  const served = await servePages();
  const line = (text: string): void => void process.stdout.write(`${text}\n`);
  try {
    const shipped = await buildExtension(join(folder, 'shipped'), { minify: true });
    const named = await buildExtension(join(folder, 'named'), { minify: false });
    const script = await readFile(join(shipped, SCRIPT));
    const empty = await bareExtension(join(folder, 'empty'), EMPTY);
    const floor = await bareExtension(join(folder, 'floor'), FLOOR);

    const all = await opened([null, empty, floor, shipped], async (none, bare, least_, ours) => {
      const both = async (browser: BareBrowser): Promise<Round['ours']> => ({
        own: await lookOnce(browser, served.own),
        apart: await lookOnce(browser, served.apart),
      });
      const out: Round[] = [];
      for (let i = 0; i < ROUNDS; i += 1)
        out.push({
          walk: await walkOnce(none as BareBrowser, served.own),
          alone: await lookOnce(none as BareBrowser, served.own),
          empty: await lookOnce(bare as BareBrowser, served.own),
          floor: await both(least_ as BareBrowser),
          ours: await both(ours as BareBrowser),
        });
      return out;
    });
    const profiles = await opened([named], async (browser) => {
      const out: Map<string, number>[] = [];
      for (let i = 0; i < NAMED_ROUNDS; i += 1)
        out.push(await profileOnce(browser as BareBrowser, served.own));
      return out;
    });

    // The world of the page itself is made without us, too.
    const idle = median(all.map(({ alone }) => alone.scriptMs));
    const costs = (of: (round: Round) => MainThread): number[] =>
      all.map((round) => of(round).scriptMs - idle);
    const walks = all.map((round) => round.walk);
    const names = [...new Set(profiles.flatMap((parts) => [...parts.keys()]))];
    const partMs = new Map(names.map((name) => [name, median(profiles.map((l) => l.get(name) ?? 0))]));
    const looks = all.map(({ ours }) => ours.own);
    const compileMs = median(looks.map((one) => one.compileMs));
    const walk = { median: median(walks), least: least(walks) };
    const ratio = (ms: number, to: number): string => `${(ms / to).toFixed(1)}×`;
    const compared = (name: string, values: readonly number[], to?: readonly number[]): void =>
      line(
        `${name.padEnd(44)} median ${median(values).toFixed(2)} ms, least ${least(values).toFixed(2)} ms   ${ratio(median(values), walk.median)} (least: ${ratio(least(values), walk.least)})${to ? `; ${ratio(median(values), median(to))} of the floor` : ''}`,
      );
    const whole = (of: (round: Round) => MainThread): string =>
      ratio(median(all.map((round) => of(round).allMs)), median(all.map(({ alone }) => alone.allMs)));

    line(
      `page: ${String(BENCH_PAGE.nodes)} elements, ${String(BENCH_PAGE.images)} pictures; ${String(ROUNDS)} cold rounds each; CPU time; × of one bare TreeWalker pass`,
    );
    compared('bare TreeWalker pass', walks);
    compared(
      'an empty script, one message',
      costs(({ empty: one }) => one),
    );
    const floors = { own: costs((round) => round.floor.own), apart: costs((round) => round.floor.apart) };
    compared('floor, pictures nobody may read', floors.apart);
    compared('floor, with the bytes of all pictures', floors.own);
    compared(
      'content script, pictures nobody may read',
      costs((round) => round.ours.apart),
      floors.apart,
    );
    const totals = costs((round) => round.ours.own);
    compared('content script, with the bytes of all pictures', totals, floors.own);
    line(
      `  main thread as a whole, the page alone being 1: floor ${whole((round) => round.floor.apart)} and ${whole((round) => round.floor.own)}, ours ${whole((round) => round.ours.apart)} and ${whole((round) => round.ours.own)}`,
    );
    line(`  ${'compiling it'.padEnd(44)} ${compileMs.toFixed(2)} ms   ${ratio(compileMs, walk.median)}`);
    const allParts = sum(partMs.values());
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
    served.close();
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

await main();
