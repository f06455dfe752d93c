/**
 * Main-thread time of taking a page's offer (the excerpt, all that happens in the page) against one bare
 * TreeWalker pass over the same page in the same real browser. Each is measured cold: one freshly loaded page
 * for one measurement; medians. Prints ratios, never a time as a promise. Beside it, for the page where the
 * speed goal is stated and for ten pages built like those of shops: the size of what is handed over, the time of reading it where no
 * page is, and whether what was read is what was built. And the longest step on a page with 10 MB of JSON-LD.
 */
import { chromium, type BrowserContext } from '@playwright/test';
import { build } from 'vite';
import { excerptSchema, type Excerpt } from '../../components/model/excerpt';
import { readOffer } from '../../components/observers/offer';
import { benchPage } from '../make/bench-page';
import { productPage } from './content-script-page';

const ROOT = new URL('../..', import.meta.url).pathname;
const ROUNDS = Number(process.env.MINGBIAO_ROUNDS ?? 7);

interface BuiltPage {
  name: string;
  html: string;
  price: string;
  list: string | null;
}

async function bundle(): Promise<string> {
  const made = await build({
    root: ROOT,
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      minify: true,
      target: 'es2022',
      lib: { entry: 'components/observers/offer-excerpt.ts', name: 'offer', formats: ['iife'] },
    },
  });
  const output = Array.isArray(made) ? made[0] : made;
  if (!output || !('output' in output)) throw new Error('the bundler gave no output');
  const chunk = output.output.find((part) => part.type === 'chunk');
  if (chunk?.type !== 'chunk') throw new Error('the bundler gave no code');
  return chunk.code.replace(/^(?:"use strict";)?\s*(?:var|const|let) offer\s*=/, 'window.offer =');
}

/** Ten pages as shops build them: where the price stands, how it is cut, and what surrounds it. */
function shopPages(): BuiltPage[] {
  const cards = (sign: string, count: number): string =>
    `<section class="recommend"><ul>${Array.from({ length: count }, (_, n) => `<li class="goods-card"><a href="/p/${n}"><img alt="" width="120" height="120"><span class="name">Item ${n}</span><em class="price">${sign}${20 + n}.00</em></a></li>`).join('')}</ul></section>`;
  const rows = (count: number): string =>
    `<table>${Array.from({ length: count }, (_, n) => `<tr><th>Property ${n}</th><td>Value ${n * 3}</td></tr>`).join('')}</table>`;
  const page = (title: string, buy: string, sign: string, ld: object | null = null, lang = 'en'): string =>
    `<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><title>${title} | Shop</title>${ld ? `<script type="application/ld+json">${JSON.stringify(ld)}</script>` : ''}<style>.was,.strike{text-decoration:line-through}.off{display:none}</style></head><body><nav><a href="/">Home</a></nav><main><h1>${title}</h1>${buy}${rows(120)}</main>${cards(sign, 60)}</body></html>`;
  const stated = (name: string, price: string, currency: string): object => ({
    '@type': 'Product',
    name,
    sku: 'S-1',
    offers: { '@type': 'Offer', price, priceCurrency: currency },
  });
  const built = (name: string, html: string, price: string, list: string | null): BuiltPage => ({
    name,
    html,
    price,
    list,
  });
  return [
    built(
      'whole and struck',
      page('Oak chair', '<p class="price">$120.00 <del>$150.00</del></p><button>Add to cart</button>', '$'),
      '120.00',
      '150.00',
    ),
    built(
      'cut in pieces',
      page(
        'Oak chair',
        '<p class="price"><span>£</span><span>12</span><sup>99</sup></p><button>Add to basket</button>',
        '£',
      ),
      '12.99',
      null,
    ),
    built(
      'struck by a style sheet',
      page(
        'Oak chair',
        '<div class="box"><span class="was">$80.00</span> <b class="now">$60.00</b></div><button>Add to cart</button>',
        '$',
      ),
      '60.00',
      '80.00',
    ),
    built(
      'newcomer price',
      page(
        '粗陶茶壶',
        '<div class="price"><span>¥</span><b>399.00</b> <del>¥599.00</del> <i>新人专享价</i></div><button>加入购物车</button>',
        '¥',
        null,
        'zh-CN',
      ),
      '399.00',
      '599.00',
    ),
    built(
      'after coupon',
      page(
        '粗陶茶壶',
        '<div class="price"><i>券后</i><em>¥</em><b>88</b><s>优惠前¥108</s></div><button>立即购买</button>',
        '¥',
        null,
        'zh-CN',
      ),
      '88',
      '108',
    ),
    built(
      'stated only',
      page('Oak chair', '<p>Price on request</p>', '$', stated('Oak chair', '45.00', 'USD')),
      '45.00',
      null,
    ),
    built(
      'stated and shown',
      page(
        'Oak chair',
        '<p class="price">$45.00</p><button>Add to cart</button>',
        '$',
        stated('Oak chair', '45.00', 'USD'),
      ),
      '45.00',
      null,
    ),
    built(
      'euro with comma',
      page('Stuhl', '<div class="preis">1.299,00 €</div><button>In den Warenkorb</button>', '€', null, 'de'),
      '1299.00',
      null,
    ),
    built(
      'hidden twin',
      page(
        'Oak chair',
        '<p class="price off">$9.00</p><p class="price">$29.00</p><button>Add to cart</button>',
        '$',
      ),
      '29.00',
      null,
    ),
    built(
      'price above the title',
      `<!doctype html><html lang="en"><head><title>Oak chair</title></head><body><p class="price">$33.00</p><h1>Oak chair</h1><button>Add to cart</button>${rows(100)}${cards('$', 30)}</body></html>`,
      '33.00',
      null,
    ),
  ];
}

async function freshPage(context: BrowserContext, html: string) {
  const page = await context.newPage();
  await page.route('https://**/*', (route) =>
    route.request().resourceType() === 'document'
      ? route.fulfill({
          contentType: 'text/html; charset=utf-8',
          headers: {
            'cross-origin-opener-policy': 'same-origin',
            'cross-origin-embedder-policy': 'require-corp',
          },
          body: html,
        })
      : route.abort(),
  );
  await page.goto('https://shop.test/item/100.html', { waitUntil: 'load' });
  await page.waitForTimeout(150);
  return page;
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[values.length >> 1] ?? NaN;

interface Measured {
  walkMs: number;
  takeMs: number;
  /** Least of all rounds against the least walk: what remains when nothing else runs on the machine. */
  leastRatio: number;
  excerpt: Excerpt | null;
}

async function measure(
  context: BrowserContext,
  html: string,
  code: string,
  rounds: number,
): Promise<Measured> {
  const [walks, takes]: [number[], number[]] = [[], []];
  let excerpt: Excerpt | null = null;
  for (let round = 0; round < rounds; round++) {
    const bare = await freshPage(context, html);
    walks.push(
      await bare.evaluate(() => {
        const began = performance.now();
        const walker = document.createTreeWalker(document, NodeFilter.SHOW_ALL);
        while (walker.nextNode());
        return performance.now() - began;
      }),
    );
    await bare.close();
    const page = await freshPage(context, html);
    await page.evaluate(code);
    const taken = await page.evaluate(() => {
      const { offer } = window as unknown as {
        offer: {
          takeExcerpt(input: object): { excerpt: object } | null;
          offerFingerprint(of: Document): string;
        };
      };
      const url = new URL(location.href);
      const began = performance.now();
      offer.offerFingerprint(document);
      const found = offer.takeExcerpt({ document, url, shop: null, layout: true });
      return { ms: performance.now() - began, excerpt: found?.excerpt ?? null };
    });
    takes.push(taken.ms);
    excerpt = taken.excerpt === null ? null : excerptSchema.parse(taken.excerpt);
    await page.close();
  }
  return {
    walkMs: median(walks),
    takeMs: median(takes),
    leastRatio: Math.min(...takes) / Math.min(...walks),
    excerpt,
  };
}

/** Runs the bench and prints its table; the number of pages that were read otherwise than built. */
export async function benchOffer(rounds = ROUNDS): Promise<number> {
  const code = await bundle();
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--no-first-run'],
  });
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  await context.addInitScript('globalThis.__name = (run) => run');
  const big: BuiltPage[] = [
    { name: 'bench page, 5,000 elements', html: benchPage(), price: '168.00', list: '228.00' },
    {
      name: 'gallery page, 5,000 nodes',
      html: productPage({ nodes: 5_000, images: 200 }),
      price: '399.00',
      list: '599.00',
    },
  ];
  let wrong = 0;
  try {
    process.stdout.write(
      'page · ratio to a bare walk: median, least (take / walk ms) · handed over · reading ms · read\n',
    );
    for (const page of [...big, ...shopPages()]) {
      const { walkMs, takeMs, leastRatio, excerpt } = await measure(
        context,
        page.html,
        code,
        big.includes(page) ? rounds : 3,
      );
      const began = performance.now();
      const offer = excerpt && readOffer(excerpt, null).sightings.find((one) => one.kind === 'offer');
      const readMs = performance.now() - began;
      const value = offer?.kind === 'offer' ? offer.value : null;
      const isRight = value?.price === page.price && value.listPrice === page.list;
      if (!isRight) wrong++;
      const size = (JSON.stringify(excerpt).length / 1024).toFixed(1);
      process.stdout.write(
        `${page.name} · ${(takeMs / walkMs).toFixed(2)}×, least ${leastRatio.toFixed(2)}× (${takeMs.toFixed(2)} / ${walkMs.toFixed(2)}) · ${size} KiB, ${excerpt?.pieces.length ?? 0} pieces · ${readMs.toFixed(1)} · ${value?.price ?? '-'} ${value?.currency ?? ''} (${value?.listPrice ?? '-'})${isRight ? '' : ` but was built as ${page.price} (${page.list ?? '-'})`}\n`,
      );
    }
    const huge = `<!doctype html><title>Chair</title><script type="application/ld+json">{"x":"${'y'.repeat(10 << 20)}"}</script><h1>Chair</h1><p class="price">$5.00</p>`;
    const { takeMs } = await measure(context, huge, code, 1);
    process.stdout.write(`10 MB of JSON-LD: ${takeMs.toFixed(1)} ms in one step\n`);
  } finally {
    await browser.close();
  }
  return wrong;
}

if (process.argv[1]?.endsWith('offer.bench.ts')) process.exitCode = (await benchOffer()) === 0 ? 0 : 1;
