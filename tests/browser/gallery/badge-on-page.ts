/**
 * The badge on a page that fights back, in real Chromium: seen in spite of the page's styles, follows what
 * moves, hides when covered, and leaves every other click to the shop. `npx tsx` this file; exits 1 on a miss.
 */
import { join } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { createServer } from 'vite';

/** Accent pixels in a small box: the tag is drawn there. Its closed root cannot be asked. */
async function isTagAt(page: Page, x: number, y: number): Promise<boolean> {
  const png = await page.screenshot({ clip: { x, y, width: 60, height: 24 } });
  const { default: sharp } = await import('sharp');
  const { data, info } = await sharp(png).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  let found = 0;
  for (let at = 0; at < data.length; at += info.channels) {
    const near = [15, 74, 90].every((value, n) => Math.abs((data[at + n] ?? 0) - value) < 12);
    if (near) found += 1;
  }
  return found > 80;
}

async function corner(page: Page, selector: string): Promise<{ x: number; y: number }> {
  const box = await page.locator(selector).first().boundingBox();
  return { x: box?.x ?? 0, y: box?.y ?? 0 };
}

async function check(): Promise<number> {
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
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu'],
  });
  const page = await browser.newPage({ viewport: { width: 860, height: 860 }, colorScheme: 'light' });
  await page.goto(`${server.resolvedUrls?.local[0] ?? ''}?scene=badge`);
  await page.waitForSelector('html[data-ready]');
  const results: [string, boolean][] = [];
  const note = (name: string, isGood: boolean) => results.push([name, isGood]);
  const settle = () => page.waitForTimeout(900);

  await settle();
  const first = '[data-subject="image:a1"]';
  const at = await corner(page, first);
  note('is drawn although the page hides every div', await isTagAt(page, at.x + 8, at.y + 8));
  note(
    'leaves the height of the page as it was',
    await page.evaluate(() => {
      const before = document.documentElement.scrollHeight;
      document.documentElement.lastElementChild?.remove();
      return before === document.documentElement.scrollHeight;
    }),
  );
  await settle();
  note('comes back after the page removed it', await isTagAt(page, at.x + 8, at.y + 8));

  await page.evaluate(() => {
    document.body.addEventListener('click', (event) => {
      document.body.dataset.clicked = (event.target as Element).tagName;
    });
  });
  await page.mouse.click(at.x + 120, at.y + 150);
  note(
    'leaves clicks beside the tag to the shop',
    (await page.evaluate(() => document.body.dataset.clicked)) === 'IMG',
  );
  await page.evaluate(() => delete document.body.dataset.clicked);
  await page.mouse.click(at.x + 30, at.y + 20);
  note(
    'keeps clicks on the tag from the shop',
    (await page.evaluate(() => document.body.dataset.clicked)) === undefined,
  );
  await page.keyboard.press('Escape');

  await page.evaluate(() => {
    const mask = document.createElement('section');
    mask.id = 'mask';
    mask.style.cssText = 'position:fixed;inset:0;background:#fff;z-index:10';
    document.body.append(mask);
  });
  await settle();
  note('hides when something opaque covers the medium', !(await isTagAt(page, at.x + 8, at.y + 8)));
  await page.evaluate(() => document.getElementById('mask')?.style.setProperty('background', 'transparent'));
  await settle();
  note('stays under a see-through catcher of clicks', await isTagAt(page, at.x + 8, at.y + 8));
  await page.evaluate(() => document.getElementById('mask')?.remove());

  await page.evaluate(() =>
    document
      .querySelector<HTMLElement>('.carousel > div')
      ?.style.setProperty('transform', 'translateX(-440px)'),
  );
  await settle();
  const carousel = await corner(page, '.carousel');
  note(
    'stays inside the carousel when half of the slide has left it',
    await isTagAt(page, carousel.x + 8, carousel.y + 8),
  );
  await page.evaluate(() =>
    document
      .querySelector<HTMLElement>('.carousel > div')
      ?.style.setProperty('transform', 'translateX(-700px)'),
  );
  await settle();
  note(
    'goes when the slide has left the carousel',
    !(await isTagAt(page, carousel.x + 8, carousel.y + 8)) &&
      !(await isTagAt(page, Math.max(0, carousel.x - 292), carousel.y + 8)),
  );

  await page.evaluate(() => {
    document.body.style.marginTop = '120px';
  });
  await settle();
  const moved = await corner(page, first);
  note(
    'follows when the page moves',
    moved.y > at.y + 100 && (await isTagAt(page, moved.x + 8, moved.y + 8)),
  );
  await page.evaluate(() => {
    document.documentElement.style.cssText = 'position:relative;transform:translate(10px,15px)';
  });
  await settle();
  const shifted = await corner(page, first);
  note('is right on a page whose root is moved', await isTagAt(page, shifted.x + 8, shifted.y + 8));
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.waitForTimeout(200);
  note(
    'opens by keyboard',
    await page.evaluate(() => document.activeElement === document.documentElement.lastElementChild),
  );

  await browser.close();
  await server.close();
  for (const [name, isGood] of results) console.log(isGood ? 'ok  ' : 'MISS', name);
  return results.filter(([, isGood]) => !isGood).length;
}

process.exitCode = (await check()) === 0 ? 0 : 1;
