// @vitest-environment jsdom
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { observeOffer } from '../../components/observers/offer';
import { matchShop } from '../../components/shops/address';
import { loadShops } from '../../components/shops/load';
import type { SightingOf } from '../../components/model/observation';
import { sightingSchema } from '../../components/model/observation';
import { answerQuickly } from './quick-select';

const root = join(import.meta.dirname, '..', '..');
const folder = join(process.env.MINGBIAO_SHARED ?? join(root, '..', 'shared'), 'samples', 'pages');
const isPresent = existsSync(folder);
/** Part of the file names, to look at a few pages only. */
const only = process.env.MINGBIAO_PAGES ?? '';

interface Page {
  file: string;
  url: string;
  kind: string;
  strict_price: boolean;
  expected: {
    title: string | null;
    title_alternatives: string[];
    sku: string[] | null;
    price: number | null;
    price_accept: number[] | null;
    currency: string | null;
    list_price: number | null;
    list_price_status: string;
  };
}

const fold = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\u200b]+/g, '');
const foldId = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]/g, '');

function isTitle(read: string | null, page: Page): boolean {
  const wanted = [page.expected.title, ...page.expected.title_alternatives].filter((t): t is string => !!t);
  if (wanted.length === 0) return true;
  const own = fold(read ?? '');
  return (
    own.length > 2 &&
    wanted.some(
      (title) =>
        own === fold(title) ||
        own.startsWith(fold(title)) ||
        (own.length > 12 && fold(title).startsWith(own)),
    )
  );
}

/** Saved pages lost the header that named their encoding: whole UTF-8 is that, else the oldest Chinese one. */
function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}

interface Score {
  right: number;
  all: number;
  misses: string[];
}

if (isPresent) answerQuickly(window);
const shops = isPresent ? await loadShops(root) : [];
const pages = isPresent
  ? (JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as { pages: Page[] }).pages.filter(
      (page) => page.file.includes(only),
    )
  : [];

function offerOf(page: Page): { offer: SightingOf<'offer'>['value'] | null; ms: number } {
  // Style sheets only cost time here, and some are broken enough to stop the parser.
  const html = decode(readFileSync(join(folder, page.file))).replace(/<style\b[^>]*>[\s\S]*?<\/style>/gi, '');
  const url = new URL(URL.canParse(page.url) ? page.url : (page.url.split(' ')[0] ?? 'https://example.org/'));
  // One window parses them all; a window of its own for each page keeps its memory.
  const document = new DOMParser().parseFromString(html, 'text/html');
  const began = performance.now();
  const sightings = observeOffer({ document, url, shop: matchShop(shops, url), layout: false });
  const ms = performance.now() - began;
  for (const sighting of sightings) expect(sightingSchema.safeParse(sighting).success, page.file).toBe(true);
  return {
    offer: sightings.find((one): one is SightingOf<'offer'> => one.kind === 'offer')?.value ?? null,
    ms,
  };
}

// Without the sample folder nothing is proven here: the pages are third-party material and not part of the project.
describe.skipIf(!isPresent)('offers of the sample pages', () => {
  const scores = new Map<string, Score>();
  const times: number[] = [];
  const mark = (field: string, isRight: boolean, miss: string): void => {
    const score = scores.get(field) ?? { right: 0, all: 0, misses: [] };
    scores.set(field, score);
    score.all++;
    if (isRight) score.right++;
    else score.misses.push(miss);
  };

  it.each(pages.map((page) => [page.file.slice(0, 48), page] as const))(
    'reads %s',
    { timeout: 120_000 },
    (name, page) => {
      const { offer, ms } = offerOf(page);
      times.push(ms);
      const wanted = page.expected;
      if (page.kind !== 'product') {
        mark('no offer', (offer?.price ?? null) === null, `${name} read ${offer?.price} ${offer?.title}`);
        return;
      }
      mark(
        'title',
        isTitle(offer?.title ?? null, page),
        `${name} wanted ${wanted.title} read ${offer?.title}`,
      );
      const ids = (offer?.ids ?? []).map((id) => foldId(id.value));
      if (wanted.sku)
        mark(
          'id',
          wanted.sku.some((sku) => ids.some((id) => id === foldId(sku))),
          `${name} wanted ${wanted.sku} read ${offer?.ids.map((id) => id.value)}`,
        );
      const raw = `${offer?.sources
        .filter((s) => s.field === 'price')
        .map((s) => `${s.source}: ${s.raw.slice(0, 90)}`)
        .join(' | ')}`;
      const price = offer?.price ?? null;
      if (page.strict_price)
        mark(
          'price',
          price === null ? wanted.price === null : (wanted.price_accept ?? []).includes(Number(price)),
          `${name} wanted ${wanted.price_accept} read ${price} ← ${raw}`,
        );
      const list = offer?.listPrice ?? null;
      if (!/unreviewed|not applicable/.test(wanted.list_price_status))
        mark(
          'list price',
          list === null ? wanted.list_price === null : Number(list) === wanted.list_price,
          `${name} wanted ${wanted.list_price} read ${list} ← ${raw}`,
        );
      mark(
        'currency',
        (offer?.currency ?? null) === wanted.currency,
        `${name} wanted ${wanted.currency} read ${offer?.currency} ← ${raw}`,
      );
    },
  );

  it('reads identity, price, list price and currency, and sees no offer where there is none', () => {
    for (const [field, { right, all, misses }] of scores)
      console.log(
        `${field}: ${right}/${all} (${((100 * right) / all).toFixed(1)} %)${misses.map((miss) => `\n  miss: ${miss}`).join('')}`,
      );
    const sorted = times.sort((a, b) => a - b);
    console.log(
      `reading, jsdom: median ${sorted[sorted.length >> 1]?.toFixed(0)} ms, slowest ${sorted[sorted.length - 1]?.toFixed(0)} ms`,
    );
    expect(times.length).toBe(pages.length);
    if (only === '')
      for (const [field, { right, all }] of scores) expect(right / all, field).toBeGreaterThanOrEqual(0.95);
  });
});
