/**
 * Main-thread time of one first look of the observers over a product page, against one bare TreeWalker pass over
 * the same page in the same browser. Both are measured cold, each on a freshly loaded page, medians of
 * several loads; prints a ratio, never a time as a promise.
 */
import { chromium, type BrowserContext } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';
import { productPage, type PageSize } from './content-script-page';

const ROOT = new URL('../..', import.meta.url).pathname;
const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M/wHwAEBgIApD5fRAAAAABJRU5ErkJggg==',
  'base64',
);

export interface ContentScriptBench {
  nodes: number;
  images: number;
  walkMs: number;
  lookMs: number;
  ratio: number;
  longestTaskMs: number;
  sightings: number;
  observersGzipBytes: number;
}

async function observersBundle(): Promise<string> {
  const made = await build({
    root: ROOT,
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      minify: true,
      target: 'es2022',
      lib: { entry: 'components/observers/schedule.ts', name: 'observers', formats: ['iife'] },
    },
  });
  const output = Array.isArray(made) ? made[0] : made;
  if (!output || !('output' in output)) throw new Error('the bundler gave no output');
  const chunk = output.output.find((part) => part.type === 'chunk');
  if (chunk?.type !== 'chunk') throw new Error('the bundler gave no code');
  return chunk.code;
}

/** Wraps every way in which the observers get called, so that their time can be added up. */
const METER = `(() => {
  const spent = { total: 0, longest: 0 };
  const timed = (run) => function (...given) { const began = performance.now(); try { return run.apply(this, given); } finally { const took = performance.now() - began; spent.total += took; spent.longest = Math.max(spent.longest, took); } };
  window.meter = { spent, timed, on() {
    const { requestIdleCallback: idle, setTimeout: later, MutationObserver: Watcher } = window;
    window.requestIdleCallback = (run, how) => idle.call(window, timed(run), how);
    window.setTimeout = (run, ms) => later.call(window, timed(run), ms);
    window.MutationObserver = class extends Watcher { constructor(run) { super(timed(run)); } };
  } };
})()`;

async function openPage(context: BrowserContext) {
  const page = await context.newPage();
  await page.goto('https://shop.test/item/100.html', { waitUntil: 'load' });
  await page.waitForTimeout(300);
  return page;
}

const median = (values: number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;

/** Runs the bench. `rounds` page loads for each side. */
export async function benchContentScript(
  size: PageSize = { nodes: 5000, images: 200 },
  rounds = 9,
  html = productPage(size),
): Promise<ContentScriptBench> {
  const bundle = await observersBundle();
  const read = async (name: string): Promise<unknown> =>
    JSON.parse(await readFile(new URL(`../../rules/lexicon/${name}.json`, import.meta.url), 'utf8'));
  const data = { lexicon: await read('disclosure'), priceLexicon: await read('price-wording') };
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--no-first-run'],
  });
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  // The runner keeps function names by a helper that does not exist in the page.
  await context.addInitScript('globalThis.__name = (run) => run');
  const isolated = {
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-embedder-policy': 'credentialless',
  };
  await context.route('https://**/*', (route) =>
    route.request().resourceType() === 'document'
      ? route.fulfill({ contentType: 'text/html; charset=utf-8', headers: isolated, body: html })
      : route.fulfill({
          contentType: 'image/png',
          headers: { 'cross-origin-resource-policy': 'cross-origin' },
          body: PIXEL,
        }),
  );
  const walks: { ms: number; nodes: number; images: number }[] = [];
  const looks: { ms: number; longest: number; sightings: number }[] = [];
  try {
    for (let round = 0; round < rounds; round += 1) {
      const bare = await openPage(context);
      walks.push(
        await bare.evaluate(() => {
          const began = performance.now();
          const walker = document.createTreeWalker(document, NodeFilter.SHOW_ALL);
          let nodes = 0;
          while (walker.nextNode()) nodes += 1;
          return { ms: performance.now() - began, nodes, images: document.images.length };
        }),
      );
      await bare.close();
      const page = await openPage(context);
      await page.evaluate(METER);
      await page.evaluate(
        bundle.replace(/^(?:"use strict";)?\s*(?:var|const|let) observers\s*=/, 'window.observers ='),
      );
      looks.push(
        await page.evaluate(async (given) => {
          const { meter, observers } = window as unknown as {
            meter: { spent: { total: number; longest: number }; timed<T>(run: () => T): () => T; on(): void };
            observers: { startObserving(options: unknown): unknown };
          };
          meter.on();
          const stop = new AbortController();
          let sightings = 0;
          let resolveSettled: () => void = () => undefined;
          const settled = new Promise<void>((resolve) => (resolveSettled = resolve));
          const send = (batch: { sightings: { kind: string; value: { settled?: boolean } }[] }): void => {
            sightings += batch.sightings.length;
            if (batch.sightings.some((s) => s.kind === 'page' && s.value.settled)) resolveSettled();
          };
          meter.timed(() =>
            observers.startObserving({
              document,
              url: () => new URL(location.href),
              shop: null,
              ...given,
              asked: true,
              send,
              signal: stop.signal,
            }),
          )();
          await settled;
          await new Promise((resolve) => requestAnimationFrame(resolve));
          stop.abort();
          return { ms: meter.spent.total, longest: meter.spent.longest, sightings };
        }, data),
      );
      await page.close();
    }
  } finally {
    await browser.close();
  }
  const walkMs = median(walks.map((w) => w.ms));
  const lookMs = median(looks.map((l) => l.ms));
  return {
    nodes: walks[0]?.nodes ?? 0,
    images: walks[0]?.images ?? 0,
    walkMs,
    lookMs,
    ratio: lookMs / walkMs,
    longestTaskMs: Math.max(...looks.map((l) => l.longest)),
    sightings: looks[0]?.sightings ?? 0,
    observersGzipBytes: gzipSync(bundle, { level: 9 }).length,
  };
}

if (process.argv[1]?.endsWith('content-script.ts')) {
  const result = await benchContentScript();
  process.stdout.write(`${JSON.stringify(result, null, 1)}\n`);
}
