/**
 * Looks at every scene of the gallery in real Chromium: a screenshot in light and dark, both languages, narrow
 * and wide, and an axe run over each. `npx tsx tests/browser/gallery/look.ts OUT [scene…]`; ends with a table.
 */
import { mkdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import type { AxeResults } from 'axe-core';
import { createServer } from 'vite';

interface Look {
  scene: string;
  width: number;
  height: number;
  isOpen?: boolean;
  /** A page written from the right, a person's own colours, a page at twice its size, or without motion. */
  as?: 'rtl' | 'forced-colors' | 'zoom' | 'reduced-motion';
}

const LOOKS: Look[] = [
  { scene: 'popup-found', width: 380, height: 600 },
  { scene: 'popup-found', width: 380, height: 600, isOpen: true },
  ...[
    'room',
    'price',
    'price-first',
    'price-differs',
    'looking',
    'quiet',
    'labelled',
    'kept',
    'ask',
    'other',
    'closed',
  ].map((state) => ({
    scene: `popup-${state}`,
    width: 380,
    height: 600,
  })),
  { scene: 'popup-room', width: 380, height: 600, isOpen: true },
  { scene: 'casebook', width: 1280, height: 900, isOpen: true },
  { scene: 'casebook', width: 1280, height: 900 },
  { scene: 'casebook', width: 320, height: 800 },
  { scene: 'casebook-filing', width: 1280, height: 900, isOpen: true },
  { scene: 'casebook-filing', width: 380, height: 800, isOpen: true },
  { scene: 'casebook-list', width: 1280, height: 720 },
  { scene: 'casebook-list', width: 400, height: 720 },
  { scene: 'casebook-none', width: 1280, height: 600 },
  { scene: 'casebook-empty', width: 1000, height: 600 },
  { scene: 'casebook-chosen', width: 1280, height: 760 },
  { scene: 'casebook-compare', width: 1280, height: 900 },
  { scene: 'casebook-compare', width: 400, height: 800 },
  { scene: 'casebook-campaigns', width: 1000, height: 700 },
  { scene: 'casebook-import', width: 1000, height: 800 },
  { scene: 'casebook-import', width: 360, height: 800 },
  { scene: 'casebook-products', width: 1000, height: 600 },
  { scene: 'casebook-thousand', width: 1280, height: 900 },
  { scene: 'casebook-thousand', width: 380, height: 800 },
  ...[
    'verify-waiting',
    'verify-intact',
    'verify-altered',
    'verify-unreadable',
    'verify-another-version',
    'verify-collection',
    'verify-several',
    'report',
  ].flatMap((scene) => [
    { scene, width: 1100, height: 800 },
    { scene, width: 360, height: 800 },
  ]),
  { scene: 'picture-labelled', width: 1280, height: 900 },
  { scene: 'picture-labelled', width: 360, height: 800 },
  { scene: 'picture-history', width: 1280, height: 900 },
  { scene: 'picture-history', width: 360, height: 800 },
  { scene: 'picture-hostile', width: 1280, height: 900 },
  { scene: 'picture-hostile', width: 360, height: 800 },
  { scene: 'picture-remote', width: 1000, height: 800 },
  { scene: 'popup-price', width: 380, height: 600, isOpen: true },
  { scene: 'picture-unread', width: 900, height: 600 },
  { scene: 'picture-reading', width: 900, height: 400 },
  { scene: 'options', width: 1000, height: 900 },
  { scene: 'options', width: 320, height: 800 },
  { scene: 'casebook-stamp', width: 700, height: 500 },
  { scene: 'casebook-stamp-refused', width: 320, height: 640 },
  ...['popup-room-quiet', 'popup-room-still', 'popup-room-unreadable'].map((scene) => ({
    scene,
    width: 380,
    height: 600,
    isOpen: true,
  })),
  ...(['casebook-room', 'report-room'] as const).flatMap((scene) => [
    { scene, width: 1280, height: 900 },
    { scene, width: 360, height: 800 },
  ]),
  { scene: 'casebook-room', width: 640, height: 800, as: 'zoom' },
  { scene: 'popup-room', width: 380, height: 600, isOpen: true, as: 'forced-colors' },
  { scene: 'chip', width: 860, height: 700 },
  ...(['rtl', 'forced-colors', 'zoom', 'reduced-motion'] as const).map((as) => ({
    scene: 'chip',
    width: 860,
    height: 700,
    as,
  })),
  { scene: 'chip-states', width: 860, height: 900 },
  { scene: 'chip-states', width: 860, height: 900, as: 'rtl' },
  { scene: 'chip-states', width: 860, height: 900, as: 'forced-colors' },
  { scene: 'badge', width: 860, height: 860 },
];

async function axeOn(page: Page, source: string, without: readonly string[]): Promise<AxeResults> {
  await page.evaluate(source);
  return page.evaluate(
    (rules) =>
      (globalThis as unknown as { axe: { run(options: object): Promise<AxeResults> } }).axe.run({
        runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
        rules: Object.fromEntries(rules.map((rule) => [rule, { enabled: false }])),
      }),
    without,
  );
}

async function look(out: string, wanted: string[]): Promise<number> {
  await mkdir(out, { recursive: true });
  const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  const server = await createServer({
    configFile: false,
    root: import.meta.dirname,
    logLevel: 'error',
    server: {
      port: 0,
      host: '127.0.0.1',
      fs: { allow: [join(import.meta.dirname, '..', '..', '..')] },
      watch: null,
      hmr: false,
    },
  });
  await server.listen();
  const base = server.resolvedUrls?.local[0] ?? '';
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu'],
  });
  let violations = 0;
  for (const { scene, width, height, isOpen, as } of LOOKS.filter(
    (one) => wanted.length === 0 || wanted.includes(one.scene),
  )) {
    for (const locale of ['zh-CN', 'en']) {
      for (const colorScheme of ['light', 'dark'] as const) {
        const page = await browser.newPage({
          viewport: as === 'zoom' ? { width: width / 2, height: height / 2 } : { width, height },
          ...(as === 'zoom' && { deviceScaleFactor: 2 }),
          colorScheme,
          ...(as === 'forced-colors' && { forcedColors: 'active' as const }),
          ...(as === 'reduced-motion' && { reducedMotion: 'reduce' as const }),
        });
        page.on('pageerror', (error) => console.log('page error', scene, error.message));
        await page.goto(
          `${base}?scene=${scene}&locale=${locale}&pierce${isOpen ? '&open' : ''}${as === 'rtl' ? '&rtl' : ''}`,
        );
        await page.waitForSelector('html[data-ready]');
        await page.waitForTimeout(scene === 'badge' ? 400 : 60);
        if (scene === 'badge' || scene === 'chip') await page.getByRole('button').first().click();
        if (isOpen) await page.addStyleTag({ content: '.popup{max-height:none!important}' });
        const name = `${scene}${isOpen ? '-open' : ''}${as ? `-${as}` : ''}-${width}-${locale}-${colorScheme}`;
        await page.screenshot({
          path: join(out, `${name}.png`),
          fullPage: scene !== 'popup-found' || isOpen === true,
        });
        // Axe reads the colours that the page asked for, not those that the person's own put in their place.
        const found = await axeOn(page, axe, as === 'forced-colors' ? ['color-contrast'] : []);
        violations += found.violations.length;
        for (const { id, nodes } of found.violations)
          console.log(
            name,
            id,
            nodes.slice(0, 3).map((node) => `${node.html.slice(0, 120)} ${node.any[0]?.message ?? ''}`),
          );
        const wide = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        if (wide > 0) console.log(name, `scrolls sideways by ${wide} px`);
        await page.close();
      }
    }
  }
  await browser.close();
  await server.close();
  console.log(`axe: ${violations} violations`);
  return violations;
}

const [out = 'test-results/gallery', ...wanted] = process.argv.slice(2);
process.exitCode = (await look(out, wanted)) === 0 ? 0 : 1;
