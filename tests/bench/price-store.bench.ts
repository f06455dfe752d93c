/**
 * A simulated year of prices (5,000 variants, 100,000 points) in real Chromium with its own database: what
 * opening, one look more, a chart and judging take, against the limit of a second, and the bytes on disk of a
 * point. Needs a build.
 */
import { join } from 'node:path';
import { openExtensionBrowser } from '../../entrypoints/commands/browser';
import { root } from '../house/sources';
import type { PriceLab } from '../make/price-lab';
import { priceLabScript } from '../make/lab-script';

const LIMIT_MS = 1_000;
type Lab = typeof globalThis & { priceLab: PriceLab };

const browser = await openExtensionBrowser({ extension: join(root, '.output', 'chrome-mv3'), grants: [] });
const script = await priceLabScript();
const page = await browser.context.newPage();
const enter = async (): Promise<void> => {
  await page.goto(browser.pageUrl('options.html'));
  await page.evaluate(script);
};
const usage = (): Promise<number> =>
  page.evaluate(async () => {
    const { usageDetails } = (await navigator.storage.estimate()) as {
      usageDetails?: { indexedDB?: number };
    };
    return usageDetails?.indexedDB ?? 0;
  });

await enter();
const before = await usage();
const fillMs = await page.evaluate(() => (globalThis as Lab).priceLab.fill());
const bytes = (await usage()) - before;
// A page of its own, so that nothing is open or warm but the browser.
await enter();
const took = await page.evaluate(() => (globalThis as Lab).priceLab.measure());
await browser.close();

const rows: [string, number][] = [
  ['open, and count the variants', took.open],
  ['one look more', took.look],
  ['chart of one variant', took.chart],
  ['what a rule is told of one variant', took.judgeOne],
  ['read every history', took.all],
  ['what the rules are told of every variant', took.judgeAll],
];
console.log(`${String(took.points)} points; filling took ${(fillMs / 1000).toFixed(1)} s`);
for (const [name, ms] of rows)
  console.log(`${name}: ${ms.toFixed(1)} ms, ${(ms / LIMIT_MS).toFixed(3)} of the limit of 1 s`);
console.log(
  `bytes on disk: ${(bytes / took.points).toFixed(1)} a point (as the browser counts its database)`,
);
if (rows.some(([, ms]) => ms > LIMIT_MS)) process.exitCode = 1;
