/** The ordinary pages of the demo shop: front page, product pages, live rooms, the English storefront. */
import { FRONT_PAGE, GOODS, goodsById, type Goods } from './goods';

export const STATUTORY_SENTENCE = 'THIS PRICE WAS SET BY AN ALGORITHM USING YOUR PERSONAL DATA';

export function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}

/** The frame of every Chinese page: header, what is given, footer. */
export function shopPage(title: string, main: string, head = ''): string {
  return `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)} - 拾光小铺</title><link rel="icon" href="data:,"><link rel="stylesheet" href="/shop.css">${head}</head>
<body><div class="notice">满 199 元包邮 · 七天无理由退换</div>
<header class="top"><div class="wrap"><a class="logo" href="/">拾光小铺<small>SHIGUANG</small></a>
<nav><a href="/">首页</a><a href="/feed">逛逛</a><a href="/live/host">直播间</a><a href="/embed">联名</a><a href="/en/">English</a></nav>
<div class="search"><span>搜茶器、灯具</span><a href="#">购物袋（2）</a></div></div></header>
${main}
<footer class="foot"><div class="wrap"><div><b>拾光小铺</b>慢慢挑，好好用。<br>演示用的小店：商品、价格与评价均为虚构。</div>
<div><b>购物</b><a href="#">配送说明</a><a href="#">退换货</a><a href="#">发票</a></div>
<div><b>商家工具</b><a href="#">AI生成工具</a><a href="#">数字人直播开通</a><a href="#">店铺后台</a></div>
<div><b>关于</b><a href="#">联系我们</a><a href="#">隐私政策</a></div></div><div class="end">© 2026 拾光小铺</div></footer></body></html>`;
}

function overlayOf(goods: Goods): string {
  return goods.overlay === undefined ? '' : `<span class="on-picture">${goods.overlay}</span>`;
}

function priceRow(goods: Goods): string {
  const note = goods.priceNote === undefined ? '' : `<span class="note">${goods.priceNote}</span>`;
  const was = goods.listPrice === undefined ? '' : `<del class="was">¥${goods.listPrice}</del>`;
  return `${note}<span class="price">¥${goods.price}</span>${was}`;
}

/** A product card, as on the front page and in feeds. */
export function card(goods: Goods): string {
  return `<article class="card"><a href="/product/${goods.id}"><div class="shot"><img src="/media/${goods.media}" alt="${escapeHtml(goods.title)}" width="400" height="400">${overlayOf(goods)}</div>
<h3>${goods.title}</h3><div class="row">${priceRow(goods)}</div></a></article>`;
}

export function homePage(): string {
  return shopPage(
    '日子里的小物',
    `<main><section class="wrap hero"><div><h1>把日子过成<br>看得见的样子</h1><p>茶器、灯、布与日用。挑得少一点，用得久一点。</p><a class="pill" href="/product/teapot">看看秋日新品</a></div>
<div class="art"><img src="/media/teapot-2.jpg" alt="秋日茶席"></div></section>
<section class="wrap"><div class="section-head"><h2>本周在架</h2><span>12 件</span></div><div class="grid">${FRONT_PAGE.map(card).join('')}</div></section></main>`,
  );
}

export function productPage(goods: Goods): string {
  const structured = {
    '@context': 'https://schema.org',
    '@type': 'Product',
    name: goods.title,
    sku: goods.sku,
    image: `/media/${goods.media}`,
    offers: {
      '@type': 'Offer',
      price: goods.statedPrice ?? goods.price,
      priceCurrency: 'CNY',
      availability: 'https://schema.org/InStock',
    },
  };
  const head = `<meta property="og:type" content="product"><meta property="og:title" content="${escapeHtml(goods.title)}"><script type="application/ld+json">${JSON.stringify(structured)}</script>`;
  return shopPage(goods.title, `<main class="wrap">${productBody(goods)}${below(goods)}</main>`, head);
}

/** Gallery and purchase block; also what the single-page shop puts in place. */
export function productBody(goods: Goods): string {
  const film =
    goods.video === undefined
      ? ''
      : `<video src="/media/${goods.video}" width="150" height="150" muted loop autoplay playsinline></video>`;
  const thumbs = goods.gallery
    .map(
      (file) => `<img src="/media/${file}" alt="${escapeHtml(goods.title)} 细节" width="150" height="150">`,
    )
    .join('');
  const claims =
    goods.claims === undefined
      ? ''
      : `<ul class="claims">${goods.claims.map((claim) => `<li>${claim}</li>`).join('')}</ul>`;
  const hint = goods.priceHint === undefined ? '' : `<div class="hint">${goods.priceHint}</div>`;
  const countdown =
    goods.restartsAfterMinutes === undefined
      ? ''
      : `<div class="hint"><span>距结束</span> <b class="left" data-minutes="${String(goods.restartsAfterMinutes)}">${String(Math.floor(goods.restartsAfterMinutes / 60)).padStart(2, '0')}:${String(goods.restartsAfterMinutes % 60).padStart(2, '0')}:00</b></div><script src="/countdown.js" defer></script>`;
  return `<div class="crumbs">首页 / 在架 / ${goods.title}</div>
<div class="product"><div class="gallery"><div class="stage"><img src="/media/${goods.media}" alt="${escapeHtml(goods.title)}" width="620" height="620">${overlayOf(goods)}</div><div class="thumbs">${thumbs}${film}</div></div>
<div class="buy"><h1>${goods.title}</h1><p class="lede">${goods.lede}</p>
<div class="offer"><div class="row">${priceRow(goods)}</div>${hint}${countdown}</div>${claims}
<div class="options"><span>标准款</span><span>礼盒装</span></div>
<div class="actions"><button class="pill quiet" type="button">加入购物袋</button><button class="pill" type="button">立即购买</button></div>
<div class="promise"><span>48 小时内发货</span><span>七天无理由退换</span><span>破损包赔</span></div></div></div>`;
}

function below(goods: Goods): string {
  const rows = goods.specifications
    .map(([name, value]) => `<tr><th>${name}</th><td>${value}</td></tr>`)
    .join('');
  const next = GOODS.indexOf(goods);
  const others = [1, 2, 5, 6]
    .map((step) => GOODS[(next + step) % GOODS.length])
    .filter((other) => other !== undefined);
  // Reviews speak about AI on purpose: what a customer writes is never the shop's label.
  return `<section class="panel"><h2>商品参数</h2><table class="spec">${rows}</table></section>
<section class="panel reviews"><h2>顾客评价（328）</h2><div><div class="review"><b>林间</b><i>★★★★★</i><p>收到比图上还好看，包装很用心，会回购。</p></div><div class="review"><b>小满</b><i>★★★★☆</i><p>还以为图片是AI生成的，实物一看确实长这样。</p></div></div></section>
<section><div class="section-head"><h2>看了又看</h2><span>同店好物</span></div><div class="grid">${others.map(otherCard).join('')}</div></section>`;
}

/** Recommendations use re-encoded pictures that carry no mark, as most shops' image servers do. */
function otherCard(goods: Goods): string {
  const file = goods.gallery[0] ?? goods.media;
  return `<article class="card"><a href="/product/${goods.id}"><div class="shot"><img src="/media/${file}" alt="${escapeHtml(goods.title)}" width="400" height="400"></div><h3>${goods.title}</h3><div class="row"><span class="price">¥${goods.price}</span></div></a></article>`;
}

const COMMENTS = [
  ['海盐', '主播今天的杯子有链接吗'],
  ['阿橘', '这是AI生成的画面吗？看着好真'],
  ['一勺', '下单了，坐等发货'],
  ['木木', '数字人现在都能带货了啊'],
  ['白露', '茶壶能放明火吗'],
  ['河豚', '昨天买的已经到了，包装很好'],
  ['南枝', '青釉那圈颜色真好看'],
  ['阿橘', '好的，谢谢主播'],
] as const;

/** Five seconds shown, five seconds not. */
const LABEL_COMES_AND_GOES = `<script>setInterval(() => { const label = document.querySelector('.live-label'); label.style.visibility = label.style.visibility === 'hidden' ? 'visible' : 'hidden'; }, 5000)</script>`;

/** A live room: a film in the player, a label on it, viewers who talk. `label` null: nothing on the player. */
export function livePage(
  roomId: string,
  label: string | null,
  film = 'host.webm',
  comesAndGoes = false,
): string {
  const goods = ['teapot', 'cup', 'tea-tin']
    .map((id) => goodsById(id))
    .filter((found) => found !== undefined);
  const tray = goods
    .map(
      (one) =>
        `<a href="/product/${one.id}"><img src="/media/${one.gallery[0] ?? one.media}" alt="${escapeHtml(one.title)}"><p>${one.title}<br><span class="price">¥${one.statedPrice ?? one.price}</span></p></a>`,
    )
    .join('');
  const said = COMMENTS.map(([who, words]) => `<p class="comment"><b>${who}</b>${words}</p>`).join('');
  return shopPage(
    '直播间',
    `<main class="wrap live" data-room-id="${roomId}"><section class="player" aria-label="直播画面"><video src="/media/${film}" autoplay muted loop playsinline></video>
<div class="who"><i></i><span>拾光小铺<small>1,286 人在看</small></span></div>${label === null ? '' : `<div class="live-label">${label}</div>`}${comesAndGoes ? LABEL_COMES_AND_GOES : ''}</section>
<section class="chat"><h2>聊天</h2><div class="comments">${said}</div><div class="tray">${tray}</div></section></main>`,
  );
}

function englishFrame(title: string, main: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escapeHtml(title)} - Shiguang</title><link rel="icon" href="data:,"><link rel="stylesheet" href="/shop.css"></head>
<body><div class="notice">Free shipping over $60</div><header class="top"><div class="wrap"><a class="logo" href="/en/">Shiguang<small>GOODS FOR DAILY LIFE</small></a><nav><a href="/en/">Shop</a><a href="/en/news/pricing-law">Journal</a><a href="/">中文</a></nav><div class="search"><a href="#">Bag (2)</a></div></div></header>${main}
<footer class="foot"><div class="wrap"><div><b>Shiguang</b>A demonstration shop. Goods, prices and reviews are made up.</div><div><b>Help</b><a href="#">Shipping</a><a href="#">Returns</a></div><div><b>Company</b><a href="#">Contact</a></div><div><b>Legal</b><a href="#">Privacy</a></div></div></footer></body></html>`;
}

export function englishHome(): string {
  const cards = FRONT_PAGE.slice(0, 8)
    .map(
      (goods) =>
        `<article class="card"><a href="/en/product/${goods.id}"><div class="shot"><img src="/media/${goods.gallery[0] ?? goods.media}" alt="${escapeHtml(goods.english)}" width="400" height="400"></div><h3>${goods.english}</h3><div class="row"><span class="price">$${goods.dollars}</span></div></a></article>`,
    )
    .join('');
  return englishFrame(
    'Goods for daily life',
    `<main class="wrap"><div class="section-head"><h2>On the shelf</h2><span>8 items</span></div><div class="grid">${cards}</div></main>`,
  );
}

/** `hasSentence`: with the sentence of N.Y. Gen. Bus. Law § 349-a(2) beside the price. */
export function englishProduct(goods: Goods, hasSentence: boolean): string {
  const structured = {
    '@context': 'https://schema.org',
    '@type': 'Product',
    name: goods.english,
    sku: goods.sku,
    offers: {
      '@type': 'Offer',
      price: goods.dollars,
      priceCurrency: 'USD',
      availability: 'https://schema.org/InStock',
    },
  };
  const file = goods.gallery[0] ?? goods.media;
  const sentence = hasSentence
    ? `<div class="hint">${STATUTORY_SENTENCE}</div>`
    : '<div class="hint">Taxes calculated at checkout.</div>';
  return englishFrame(
    goods.english,
    `<script type="application/ld+json">${JSON.stringify(structured)}</script><main class="wrap"><div class="crumbs">Shop / ${goods.english}</div><div class="product"><div class="gallery"><div class="stage"><img src="/media/${file}" alt="${escapeHtml(goods.english)}" width="620" height="620"></div></div><div class="buy"><h1>${goods.english}</h1><p class="lede">Made in small batches, meant to be used every day.</p><div class="offer"><div class="row"><span class="price">$${goods.dollars}</span></div>${sentence}</div><div class="actions"><button class="pill" type="button">Add to bag</button></div><div class="promise"><span>Ships in 2 days</span><span>30-day returns</span></div></div></div></main>`,
  );
}

/** A journal article that quotes the sentence: a report about the law, not a notice about a price. */
export function englishArticle(): string {
  return englishFrame(
    'What the pricing notice means',
    `<main class="wrap article"><h1>What New York’s pricing notice means for small shops</h1><p>Since November 2025 some sellers must tell shoppers when an algorithm used their personal data to set a price. The law gives the wording itself:</p><blockquote>“${STATUTORY_SENTENCE}.”</blockquote><p>We do not price that way. A tote costs the same for everyone who walks in, and the same online. A coffee downstairs is $4.50, whoever you are.</p><p>If you see the notice elsewhere, it tells you how the number came about; it does not tell you whether the number is high or low.</p></main>`,
  );
}
