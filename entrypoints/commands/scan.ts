/**
 * `scan`: loads pages in a real Chromium with the built extension and prints, one JSON object a page, what
 * it saw and what the packs make of it.
 */
import { appendFile, mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import type { Page } from '@playwright/test';
import type { Visit } from '../../components/model/case';
import { PlainError } from '../../components/model/plain-error';
import type { SigningKey } from '../../components/evidence/signature';
import type { ObservationOf } from '../../components/model/observation';
import { matchShop } from '../../components/shops/address';
import { loadShops } from '../../components/shops/load';
import { counted } from './counted';
import { backedUpKey } from './backed-up-key';
import { openExtensionBrowser, type ExtensionBrowser } from './browser';
import { exportCase } from './export-case';
import { root } from './root';
import { runBatch } from './run-batch';
import { settledVisit } from './settled-visit';

const USAGE = `scan [--json] [--jurisdiction cn,eu,…] [--case FOLDER|OUT.wacz] [--rate N] [--key BACKUP.json] [--as ADDRESS] [--wait SECONDS] URL|FILE.html|LIST.txt …

  --json          JSON Lines, one object a page (otherwise a table)
  --jurisdiction  packs to ask; default: all
  --case FOLDER   keep each page and write its case file there
  --case OUT.wacz keep each page and write one collection; a stopped run goes on when it is started again,
                  pages that fail are tried three times, and those not kept are listed with the reason
  --rate N        with --case OUT.wacz: pages a minute of one host; default 6
  --key FILE      with --case OUT.wacz: signs the collection with a key that was backed up in the extension; its
                  passphrase is taken from MINGBIAO_KEY_PASSPHRASE, else asked for. Without it the collection is
                  not signed; each case file inside is, by the key of the browser that was opened for the run
  --as ADDRESS    the address a saved HTML file came from, so that shop adapters apply
                  (in a LIST.txt: after a tab, behind the file's name)
  --wait SECONDS  longest wait for one page to settle; default 20`;

interface Target {
  /** As given on the command line. */
  named: string;
  url: string;
  html: Buffer | null;
  folder: string | null;
}

export interface ScanResult {
  url: string;
  adapter: string | null;
  offer: {
    title: string | null;
    ids: { scheme: string; value: string }[];
    price: string | null;
    currency: string | null;
    listPrice: string | null;
    priceKind: string;
    condition: string | null;
    availability: string;
    sources: unknown[];
  } | null;
  observations: unknown[];
  findings: unknown[];
  errors: { code: string; detail: string }[];
  ms: number;
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      json: { type: 'boolean', default: false },
      jurisdiction: { type: 'string' },
      case: { type: 'string' },
      as: { type: 'string' },
      wait: { type: 'string', default: '20' },
      rate: { type: 'string', default: '6' },
      key: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help || positionals.length === 0) {
    process.stderr.write(`${USAGE}\n`);
    return values.help ? 0 : 2;
  }
  const waitMs = Number(values.wait) * 1000;
  if (!Number.isFinite(waitMs) || waitMs <= 0)
    return refuse(`--wait ${values.wait}: not a number of seconds`);
  const targets: Target[] = [];
  for (const named of positionals) {
    const made = await targetsOf(named, values.as);
    if (typeof made === 'string') return refuse(made);
    targets.push(...made);
  }
  const shops = await loadShops(root);
  const open = async (): Promise<ExtensionBrowser> => {
    const opened = await openExtensionBrowser({
      extension: join(root, '.output', 'chrome-mv3'),
      grants: ['<all_urls>', ...new Set(targets.map((t) => hostGrant(t.url)))],
      // A batch finishes the page at hand and then closes it.
      outlivesInterrupt: values.case?.endsWith('.wacz') ?? false,
    });
    await chooseJurisdictions(opened, values.jurisdiction);
    return opened;
  };
  const print = (target: Target, scanned: Omit<ScanResult, 'adapter'>): void => {
    const shop = URL.canParse(target.url) ? matchShop(shops, new URL(target.url)) : null;
    const result: ScanResult = { ...scanned, adapter: shop?.id ?? null };
    process.stdout.write(values.json ? `${JSON.stringify(inOrder(result))}\n` : describe(result));
  };
  if (values.case?.endsWith('.wacz')) {
    const perMinute = Number(values.rate);
    if (!Number.isFinite(perMinute) || perMinute <= 0)
      return refuse(`--rate ${values.rate}: not a number of pages a minute`);
    let key: SigningKey | null;
    try {
      // Before hours of work, not after them.
      key = await backedUpKey(values.key);
    } catch (error) {
      return refuse(
        `--key ${values.key ?? ''}: ${error instanceof PlainError ? error.text.en : String(error)}`,
      );
    }
    return runBatch({
      out: resolve(values.case),
      key,
      urls: targets.map(({ url }) => url),
      perMinute,
      open,
      scan: async (browser, index, folder) => {
        const target = targets[index];
        if (!target) throw new RangeError('no such page');
        const scanned = await scanOne(browser, target, waitMs, folder);
        print(target, scanned);
        return scanned;
      },
    });
  }
  const browser = await open();
  try {
    for (const target of targets) print(target, await scanOne(browser, target, waitMs, values.case));
  } finally {
    await browser.close();
  }
  return 0;
}

function refuse(why: string): number {
  process.stderr.write(`scan: ${why}\n`);
  return 2;
}

/** A list file becomes its lines; a saved page gets the address it came from, or one that no adapter knows. */
async function targetsOf(named: string, as: string | undefined): Promise<Target[] | string> {
  if (/^https?:\/\//i.test(named))
    return URL.canParse(named)
      ? [{ named, url: named, html: null, folder: null }]
      : `${named}: not an address`;
  const path = resolve(named);
  const info = await stat(path).catch(() => null);
  if (!info?.isFile()) return `${named}: neither an address nor a file`;
  if (path.endsWith('.txt')) {
    const lines = (await readFile(path, 'utf8')).split(/\r?\n/).map((line) => line.trim());
    const made: Target[] = [];
    for (const line of lines.filter((l) => l !== '' && !l.startsWith('#'))) {
      const [name = '', address] = line.split('\t');
      const one = await targetsOf(name, address);
      if (typeof one === 'string') return one;
      made.push(...one);
    }
    return made;
  }
  if (as !== undefined && !URL.canParse(as)) return `--as ${as}: not an address`;
  const url = as ?? `https://saved-page.invalid/${encodeURIComponent(basename(path))}`;
  return [{ named, url, html: await readFile(path), folder: dirname(path) }];
}

function hostGrant(url: string): string {
  const { protocol, hostname } = new URL(url);
  return `${protocol}//${hostname}/*`;
}

async function chooseJurisdictions(browser: ExtensionBrowser, chosen: string | undefined): Promise<void> {
  const known = await knownJurisdictions();
  const wanted = chosen
    ?.split(',')
    .map((j) => j.trim().toLowerCase())
    .filter(Boolean);
  const jurisdictions = wanted
    ? known.filter((j) => wanted.some((w) => j === w || j.startsWith(`${w}-`)))
    : known;
  await browser.choose({ locale: 'zh-CN', jurisdictions });
}

async function knownJurisdictions(): Promise<string[]> {
  const { loadLaw } = await import('../../rules/load');
  const { law } = await loadLaw(root);
  return [...new Set(law.packs.map((pack) => pack.jurisdiction))];
}

async function scanOne(
  browser: ExtensionBrowser,
  target: Target,
  waitMs: number,
  caseFolder: string | undefined,
): Promise<Omit<ScanResult, 'adapter'> & { kept: string | null }> {
  const started = Date.now();
  const errors: ScanResult['errors'] = [];
  let kept: string | null = null;
  const page = await browser.context.newPage();
  try {
    if (target.html) await serveSaved(page, target);
    try {
      await page.goto(target.url, { waitUntil: 'domcontentloaded', timeout: waitMs });
    } catch (error) {
      errors.push({ code: 'page-not-loaded', detail: message(error) });
    }
    const visit = await settledVisit(browser, page, started + waitMs);
    if (!visit)
      errors.push({ code: 'nothing-observed', detail: 'the content script reported nothing in time' });
    else if (!visit.settled)
      errors.push({
        code: 'not-settled',
        detail: `${String(visit.pendingMedia)} media were still unread when the time was up`,
      });
    if (visit && caseFolder !== undefined) {
      await mkdir(resolve(caseFolder), { recursive: true });
      await page.bringToFront();
      const { caseId } = await browser.ask('visit/keep', { tabId: visit.tabId });
      kept = `${caseId}.wacz`;
      const bytes = await exportCase(browser, caseId);
      const file = join(resolve(caseFolder), `${caseId}.wacz`);
      await writeFile(file, bytes);
      await appendFile(
        join(resolve(caseFolder), 'index.jsonl'),
        `${JSON.stringify({ url: target.url, file: basename(file) })}\n`,
      );
    }
    return {
      url: target.url,
      kept,
      offer: visit ? offerOf(visit) : null,
      observations: visit?.observations ?? [],
      findings: visit?.findings ?? [],
      errors: [...errors, ...(visit?.observations ?? []).flatMap(unreadable)],
      ms: Date.now() - started,
    };
  } catch (error) {
    // One page that cannot be scanned is a line that says so; the pages behind it are still scanned.
    errors.push({ code: 'not-scanned', detail: message(error) });
    const ms = Date.now() - started;
    return { url: target.url, kept: null, offer: null, observations: [], findings: [], errors, ms };
  } finally {
    await page.close();
  }
}

/** A saved page is answered from its file, its neighbours from the same folder, everything else not at all. */
async function serveSaved(page: Page, target: Target): Promise<void> {
  const { folder, html, url } = target;
  await page.route('**/*', async (route) => {
    const asked = route.request().url();
    if (withoutFragment(asked) === withoutFragment(url)) {
      await route.fulfill({ body: html ?? '', contentType: `text/html${charsetOf(html)}` });
      return;
    }
    const relative = decodeURIComponent(new URL(asked).pathname.slice(1));
    const isNeighbour = new URL(asked).origin === new URL(url).origin && !relative.split('/').includes('..');
    const path = folder !== null && isNeighbour ? join(folder, relative) : null;
    const info = path ? await stat(path).catch(() => null) : null;
    if (path && info?.isFile()) await route.fulfill({ path });
    else await route.abort('blockedbyclient');
  });
}

function withoutFragment(url: string): string {
  const parsed = new URL(url);
  parsed.hash = '';
  return parsed.href;
}

/** A saved page may hold its old bytes (GBK, EUC-JP); its own meta element then says so, else UTF-8. */
function charsetOf(html: Buffer | null): string {
  const head = html?.subarray(0, 4096).toString('latin1') ?? '';
  return /<meta[^>]+charset/i.test(head) ? '' : '; charset=utf-8';
}

function offerOf(visit: Visit): ScanResult['offer'] {
  const offer = visit.observations.find((o): o is ObservationOf<'offer'> => o.kind === 'offer');
  if (!offer) return null;
  const { title, ids, price, currency, listPrice, priceKind, condition, availability, sources } = offer.value;
  return { title, ids, price, currency, listPrice, priceKind, condition, availability, sources };
}

function unreadable(observation: Visit['observations'][number]): ScanResult['errors'] {
  return observation.kind === 'unreadable'
    ? [
        {
          code: `unreadable-${observation.value.what}-${observation.value.code}`,
          detail: observation.value.detail ?? '',
        },
      ]
    : [];
}

function inOrder({ url, adapter, offer, observations, findings, errors, ms }: ScanResult): ScanResult {
  return { url, adapter, offer, observations, findings, errors, ms };
}

function describe(result: ScanResult): string {
  const findings = result.findings as Visit['findings'];
  const flagged = findings.filter((f) => f.outcome === 'flagged');
  const lines = [
    result.url,
    `  adapter   ${result.adapter ?? 'none'}`,
    result.offer
      ? `  offer     ${result.offer.title ?? '(no title)'} · ${result.offer.price ?? '(no price)'} ${result.offer.currency ?? ''}${result.offer.listPrice ? ` · list ${result.offer.listPrice}` : ''}`
      : '  offer     none on this page',
    `  observed  ${counted(result.observations.length, 'fact', 'facts')}, ${counted(flagged.length, 'flag', 'flags')}, ${String(findings.filter((f) => f.outcome === 'cannot-tell').length)} cannot tell`,
    ...flagged.map(
      (f) =>
        `  flag      ${f.rule} · ${f.subject} · ${f.ceiling}${f.declaredStatus ? ` · 「${f.declaredStatus.word}」` : ''}`,
    ),
    ...result.errors.slice(0, 12).map((e) => `  cannot    ${e.code} ${e.detail.slice(0, 100)}`),
    `  time      ${String(result.ms)} ms`,
    '',
  ];
  return `${lines.join('\n')}\n`;
}

function message(error: unknown): string {
  return error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
}

// Top-level code runs only as a command, so that tests may import the parts.
if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href)
  process.exitCode = await main();
