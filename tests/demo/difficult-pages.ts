/** Pages that make looking hard: late and changing content, shadow roots, frames, and pages that fight back. */
import { GOODS, goodsById } from './goods';
import { card, productBody, productPage, shopPage } from './pages';

/** A single-page shop: products change without navigation, pictures come late, the feed has no end. */
export function feedPage(): string {
  const tabs = ['teapot', 'dress', 'lamp', 'headphones', 'vase']
    .map(
      (id) =>
        `<button type="button" data-product="${id}" aria-pressed="${String(id === 'headphones')}">${goodsById(id)?.title.slice(0, 6) ?? ''}</button>`,
    )
    .join('');
  const first = goodsById('headphones');
  return shopPage(
    '逛逛',
    `<main class="wrap"><div class="tabs">${tabs}</div><div id="view">${first === undefined ? '' : productBody(first)}</div><div class="section-head"><h2>继续逛</h2><span>往下滑</span></div><div class="grid" id="feed"></div><div class="feed-end" id="feed-end">正在加载</div></main>`,
    '<script src="/feed.js" defer></script>',
  );
}

/** What the single-page shop asks for when a product is chosen. */
export function productFragment(id: string): string | null {
  const goods = goodsById(id);
  return goods === undefined ? null : productBody(goods);
}

/** Portion number n of the endless feed. */
export function feedPortion(n: number): string {
  return Array.from({ length: 4 }, (_, at) => GOODS[(n * 4 + at) % GOODS.length])
    .map((goods) => (goods === undefined ? '' : card(goods)))
    .join('');
}

/** One product card in an open shadow root (declarative), one in a frame of the same origin. */
export function embedPage(): string {
  const lamp = goodsById('lamp');
  const shadowed = lamp === undefined ? '' : card(lamp);
  return shopPage(
    '联名',
    `<main class="wrap"><div class="section-head"><h2>与器物社联名</h2><span>两件</span></div><div class="grid"><partner-card><template shadowrootmode="open"><link rel="stylesheet" href="/shop.css">${shadowed}</template></partner-card><iframe class="frame-card" src="/embed/card" title="联名商品"></iframe></div></main>`,
  );
}

export function embeddedCard(): string {
  const teapot = goodsById('teapot');
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>联名商品</title><link rel="stylesheet" href="/shop.css"><base target="_top"></head><body>${teapot === undefined ? '' : card(teapot)}</body></html>`;
}

export const HOSTILE_KINDS = [
  'css',
  'prototypes',
  'json-ld',
  'text-nodes',
  'deep',
  'broken-data',
  'mutations',
] as const;
export type HostileKind = (typeof HOSTILE_KINDS)[number];

/** The teapot's page, made hostile in one way. `size` scales what the kind is large in. */
export function hostilePage(kind: HostileKind, size?: number): string {
  const teapot = goodsById('teapot');
  if (teapot === undefined) throw new RangeError('no teapot');
  const page = productPage(teapot);
  const inHead = (extra: string): string => page.replace('</head>', () => `${extra}</head>`);
  const inBody = (extra: string): string => page.replace('</body>', () => `${extra}</body>`);
  switch (kind) {
    case 'css':
      return inHead(HOSTILE_STYLE);
    case 'prototypes':
      return page.replace('<head>', () => '<head><script src="/prototypes.js"></script>');
    case 'json-ld':
      return inHead(hugeJsonLd(size ?? 10_000_000));
    case 'text-nodes':
      return inBody(`<p>${'好<wbr>'.repeat(size ?? 1_000_000)}</p>`);
    case 'deep':
      return inBody(`${'<div>'.repeat(size ?? 5_000)}深处${'</div>'.repeat(size ?? 5_000)}`);
    case 'broken-data':
      return inHead(BROKEN_DATA);
    case 'mutations':
      return inHead('<script src="/mutations.js" defer></script>');
  }
}

/** Hides and distorts every element that the shop itself does not know. */
const HOSTILE_STYLE = `<style>
:not(:is(html,head,body,style,link,meta,title,script,main,header,footer,nav,section,article,div,span,p,a,b,i,h1,h2,h3,img,video,button,ul,li,table,tbody,tr,th,td,del,small,br)) { display: none !important; visibility: hidden !important; opacity: 0 !important; }
body > *:last-child:not(footer) { transform: scale(0) !important; pointer-events: none !important; position: static !important; z-index: -1 !important; width: 0 !important; height: 0 !important; }
* { font-family: fantasy !important; letter-spacing: 2px !important; text-transform: uppercase !important; filter: none !important; }
</style>`;

/** Structured data of about `sizeBytes`, valid and useless. */
function hugeJsonLd(sizeBytes: number): string {
  const one = '{"@type":"Thing","name":"填充填充填充填充"},';
  const count = Math.max(1, Math.floor(sizeBytes / Buffer.byteLength(one)));
  return `<script type="application/ld+json">{"@context":"https://schema.org","@graph":[${one.repeat(count)}{"@type":"Product","name":"末尾的商品","offers":{"@type":"Offer","price":"1.00","priceCurrency":"CNY"}}]}</script>`;
}

const BROKEN_DATA = [
  '<script type="application/ld+json">{"@type":"Product","name":</script>',
  '<script type="application/ld+json">{"@type":"Product","offers":{"price":"1e308","priceCurrency":"<b>"}}</script>',
  '<script type="application/ld+json">{"__proto__":{"polluted":true},"@type":"Product","name":"x","offers":{"price":{"a":1}}}</script>',
  `<script type="application/ld+json">${'['.repeat(2_000)}${']'.repeat(2_000)}</script>`,
].join('');
