/**
 * `npm start`: the main job once, for real. Serves the demo shop on loopback (or takes the addresses given),
 * opens Chromium with the extension, walks the pages, prints what was found, keeps one page, and leaves
 * screenshots and a case file in out/start.
 */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import type { Page } from '@playwright/test';
import { checkCaseFile } from '../../components/evidence/check';
import type { Visit } from '../../components/model/case';
import type { Finding } from '../../components/model/finding';
import { loadLaw } from '../../rules/load';
import { EXPECTED_PAGES, type ExpectedPage } from '../../tests/demo/expected';
import { startDemoShop } from '../../tests/demo/server';
import { counted } from './counted';
import { openExtensionBrowser, type ExtensionBrowser } from './browser';
import { comparePage } from './compare';
import { exportCase } from './export-case';
import { root } from './root';
import { settledVisit } from './settled-visit';

const out = join(root, 'out', 'start');
const SETTLE_MS = 25_000;
/** Longest wait for one page to load. The hostile ones are large, and a machine may be busy. */
const LOAD_MS = 120_000;

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { headed: { type: 'boolean', default: false }, stay: { type: 'boolean', default: false } },
  });
  await rm(out, { recursive: true, force: true });
  await mkdir(out, { recursive: true });
  const shop = positionals.length === 0 ? await startDemoShop() : null;
  const pages = shop
    ? EXPECTED_PAGES.map((page) => ({ url: shop.url + page.path, expected: page }))
    : positionals.map((url) => ({ url, expected: null }));
  if (shop) say(`demo shop at ${shop.url} (everything on it is made up; its media carry real marks)`);
  const { law } = await loadLaw(root);
  const browser = await openExtensionBrowser({
    extension: join(root, '.output', 'chrome-mv3'),
    grants: [
      '<all_urls>',
      ...new Set(pages.map(({ url }) => `${new URL(url).protocol}//${new URL(url).hostname}/*`)),
    ],
    headless: !values.headed,
  });
  let differences = 0;
  let kept: Visit | null = null;
  try {
    await browser.choose({
      locale: 'zh-CN',
      jurisdictions: [...new Set(law.packs.map((pack) => pack.jurisdiction))],
    });
    for (const [index, { url, expected }] of pages.entries()) {
      const page = await browser.context.newPage();
      try {
        await page.goto(url, { waitUntil: 'load', timeout: LOAD_MS });
      } catch (error) {
        // One page that does not load is a line that says so; the pages behind it are still shown.
        const why = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
        say(`\n${url}\n  not loaded: ${why}`);
        differences += 1;
        await page.close();
        continue;
      }
      const visit = await settledVisit(browser, page, Date.now() + SETTLE_MS);
      await page.waitForTimeout(400);
      const shot = `${String(index + 1).padStart(2, '0')}-${slug(new URL(url).pathname)}.png`;
      await page.screenshot({ path: join(out, shot) });
      differences += report(url, visit, expected, shot);
      if (
        visit &&
        kept === null &&
        visit.flags.some((flag) => flag.tone === 'flag') &&
        /product|item/.test(url)
      ) {
        kept = visit;
        await keep(browser, page, visit, law.packs.length);
      }
      await page.close();
    }
    if (values.stay) {
      say('the browser stays open; press Ctrl+C to end');
      await new Promise(() => undefined);
    }
  } finally {
    await browser.close();
    await shop?.close();
  }
  say(`screenshots and the case file are in ${relative(process.cwd(), out) || '.'}`);
  if (shop)
    say(
      differences === 0
        ? 'every page of the demo shop gave what it should'
        : `${counted(differences, 'difference', 'differences')} from what the demo shop should give`,
    );
  return differences === 0 ? 0 : 1;
}

function report(url: string, visit: Visit | null, expected: ExpectedPage | null, shot: string): number {
  process.stdout.write(`\n${url}  → ${shot}\n`);
  if (!visit) {
    process.stdout.write('  nothing was observed\n');
    return 1;
  }
  const looked = visit.observations.find((o) => o.kind === 'page');
  if (looked?.kind === 'page') {
    const { images, imagesLookedAt, videos } = looked.value;
    process.stdout.write(
      `  ${String(imagesLookedAt)} of ${counted(images, 'picture', 'pictures')}, ${counted(videos, 'video', 'videos')} looked at${visit.settled ? '' : ' (not settled)'}\n`,
    );
  }
  const rows = visit.findings.filter(
    (f) => f.outcome === 'flagged' || (f.outcome === 'clear' && f.ceiling === 'signal-without-disclosure'),
  );
  for (const finding of rows) process.stdout.write(`  ${row(visit, finding)}\n`);
  if (rows.length === 0) process.stdout.write('  nothing to show\n');
  const differences = expected ? comparePage(visit, expected) : [];
  for (const difference of differences) process.stdout.write(`  DIFFERENT  ${difference}\n`);
  return differences.length;
}

function row(visit: Visit, finding: Finding): string {
  const medium = visit.observations.find((o) => o.kind === 'medium' && o.subject === finding.subject);
  const name =
    medium?.kind === 'medium' ? (medium.value.url.split('/').pop() ?? finding.subject) : finding.subject;
  const status = finding.declaredStatus ? `「${finding.declaredStatus.word}」` : '';
  return (
    `${finding.outcome === 'clear' ? 'labelled' : finding.ceiling}`.padEnd(28) +
    name.slice(0, 26).padEnd(28) +
    `${finding.rule} ${status} ${finding.certainty ?? ''}`.trim()
  );
}

/** Keeps the page as a person would, looks at popup and casebook in both languages and lights, and exports the case. */
async function keep(browser: ExtensionBrowser, page: Page, visit: Visit, packs: number): Promise<void> {
  await page.bringToFront();
  const { caseId } = await browser.ask('visit/keep', { tabId: visit.tabId });
  const looks = [
    ['zh-CN', 'light'],
    ['en', 'dark'],
  ] as const;
  for (const [locale, colorScheme] of looks) {
    await browser.choose({ locale, jurisdictions: visit.jurisdictions });
    const popup = await browser.context.newPage();
    await popup.emulateMedia({ colorScheme });
    await popup.setViewportSize({ width: 380, height: 600 });
    await popup.goto(browser.pageUrl(`popup.html?tab=${String(visit.tabId)}`));
    await popup.waitForTimeout(700);
    await popup.screenshot({ path: join(out, `popup-${locale}-${colorScheme}.png`) });
    await popup.setViewportSize({ width: 1280, height: 900 });
    await popup.goto(browser.pageUrl(`casebook.html?case=${caseId}`));
    await popup.waitForTimeout(700);
    await popup.screenshot({ path: join(out, `casebook-${locale}-${colorScheme}.png`) });
    await popup.close();
  }
  await browser.choose({ locale: 'zh-CN', jurisdictions: visit.jurisdictions });
  const bytes = await exportCase(browser, caseId);
  await writeFile(join(out, 'case.wacz'), bytes);
  const checked = await checkCaseFile(bytes);
  const altered = checked.items.filter((item) => item.verdict === 'altered');
  const unchecked = checked.items.filter((item) => item.verdict === 'cannot-be-checked');
  process.stdout.write(
    `  kept: ${counted(visit.observations.length, 'observation', 'observations')}, ${counted(visit.findings.length, 'finding', 'findings')} under ${counted(packs, 'pack', 'packs')} → case.wacz, ${counted(bytes.length, 'byte', 'bytes')}\n` +
      `  verified: ${counted(checked.items.length - altered.length - unchecked.length, 'item', 'items')} intact, ${String(altered.length)} altered\n` +
      unchecked
        .map(({ item, reason }) => `  not to be checked: ${item}${reason === null ? '' : ` (${reason})`}\n`)
        .join(''),
  );
}

function slug(path: string): string {
  return path.replace(/[^a-z0-9]+/gi, '-').replace(/^-|-$/g, '') || 'home';
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

process.exitCode = await main();
