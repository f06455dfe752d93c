/** Product pages whose price is hard to read, or depends on what is chosen on the page. Written by hand. */
import { digitFont } from '../make/digit-font';
import { goodsById } from './goods';
import { shopPage } from './pages';

/** What the mapped font shows for 0 to 9. */
const SHOWS = '8204769135';

/** A shop that draws each price so that its text says another number, or none; a reader must not name that number. */
const DRAWN: Readonly<Record<string, string>> = {
  canvas: `<div class="price"><canvas width="120" height="32"></canvas></div><script>const c=document.querySelector('canvas').getContext('2d');c.font='28px serif';c.fillText('¥349.00',0,26)</script>`,
  sprite: `<style>.price i{display:inline-block;width:14px;height:24px;background-image:url(/media/cup-2.jpg)}.price i:nth-child(2){background-position:-14px 0}.price i:nth-child(3){background-position:-28px 0}</style><div class="price">¥<i></i><i></i><i></i></div>`,
  glyphs: '<div class="price">¥\ue123\ue456\ue789.00</div>',
  'mapped-font': `<style>@font-face{font-family:shop-digits;src:url(data:font/ttf;base64,${digitFont(SHOWS).toString('base64')})}.price{font:28px shop-digits,sans-serif}</style><div class="price">¥349.00</div>`,
  reordered: `<style>.price{display:flex}.price i:nth-of-type(1){order:3}.price i:nth-of-type(3){order:1}</style><div class="price"><b>¥</b><i>3</i><i>4</i><i>9</i></div>`,
  turned:
    '<style>.price b{unicode-bidi:bidi-override;direction:rtl}</style><div class="price"><b>¥943</b></div>',
  'turned-text': '<div class="price">¥\u202e943\u202c</div>',
};
/** Written in a way that is unusual and still says what it shows: 349.00. */
const PLAIN: Readonly<Record<string, string>> = {
  'honest-font': `<style>@font-face{font-family:shop-digits;src:url(data:font/ttf;base64,${digitFont('0123456789').toString('base64')})}.price{font:28px shop-digits,sans-serif}</style><div class="price">¥349.00</div>`,
  decoys:
    '<style>.price .x{display:none}.price .y{font-size:0}</style><div class="price">¥3<i class="x">9</i>49<i class="y">7</i></div>',
  split: '<div class="price">¥<i>3</i><i>4</i><i>9</i></div>',
  fast: '<div class="price" id="fast">¥349.00</div><script>const f=document.getElementById("fast");let n=0;setInterval(()=>{for(let k=0;k<10&&n<6000;k++){n++;f.textContent="¥"+(n<6000?100+n%700:349)+".00"}},10)</script>',
};
export const DRAWN_KINDS = Object.keys(DRAWN);
export const PLAIN_KINDS = Object.keys(PLAIN);

/** Structured data of numbers that are none; what is shown beside them is 349.00. */
const NO_NUMBERS = ['1e400', 'NaN', '-349.00', '1e999', 'Infinity', '\u202e943', '3,4,9']
  .map(
    (price) =>
      `<script type="application/ld+json">${JSON.stringify({ '@context': 'https://schema.org', '@type': 'Product', name: '亚麻收腰连衣裙 鼠尾草绿', offers: { '@type': 'Offer', price, priceCurrency: 'CNY' } })}</script>`,
  )
  .join('');

/** Colour and size by pressing, as shops do it without leaving the page; the price and the seller follow. */
const VARIANTS = `<div class="price" id="p">¥349.00</div>
<div class="sku-colors">${['雾蓝', '砖红'].map((name, n) => `<button type="button" class="swatch" role="radio" aria-checked="${String(n === 0)}" data-value="${name}">${name}</button>`).join('')}</div>
<ul class="size-list">${['S', 'L'].map((name, n) => `<li class="size${n === 0 ? ' selected' : ''}" data-value="${name}">${name}</li>`).join('')}</ul>
<script>const chosen={};const show=()=>{const c=document.querySelector('[aria-checked="true"]').dataset.value,s=document.querySelector('.size.selected').dataset.value;document.getElementById('p').textContent=c==='砖红'?(s==='L'?'¥399.00':'¥379.00'):(s==='L'?'¥369.00':'¥349.00')};
for(const b of document.querySelectorAll('.swatch'))b.onclick=()=>{for(const o of document.querySelectorAll('.swatch'))o.setAttribute('aria-checked',String(o===b));show()};
for(const b of document.querySelectorAll('.size'))b.onclick=()=>{for(const o of document.querySelectorAll('.size'))o.classList.toggle('selected',o===b);show()};</script>`;

/** The price follows a choice two seconds later, and one choice is marked by nothing. */
const LATE = `<div class="price" id="p">¥349.00</div>
<ul class="size-list">${['S', 'L'].map((name, n) => `<li class="size${n === 0 ? ' selected' : ''}">${name}</li>`).join('')}</ul><button type="button" id="unmarked">砖红</button>
<script>const p=document.getElementById('p');
for(const b of document.querySelectorAll('.size'))b.onclick=()=>{for(const o of document.querySelectorAll('.size'))o.classList.toggle('selected',o===b);setTimeout(()=>{p.textContent=b.textContent==='L'?'¥369.00':'¥349.00'},2000)};
document.getElementById('unmarked').onclick=()=>{p.textContent='¥299.00'};</script>`;

/** A cart with lines of its own that no product page named. */
const CART = `<main class="wrap"><h1>购物袋（2）</h1><ul class="cart-lines">${[
  ['/priced/sold-as', '亚麻收腰连衣裙 鼠尾草绿', '349.00'],
  ['/product/cup', '白瓷马克杯', '68.00'],
]
  .map(
    ([path, title, price]) =>
      `<li class="cart-line"><a href="${String(path)}"><img src="/media/cup.jpg" alt="" width="80" height="80">${String(title)}</a><span class="price">¥${String(price)}</span><span>×1</span></li>`,
  )
  .join(
    '',
  )}</ul><dl class="cart-sums"><div><dt>商品合计</dt><dd>¥417.00</dd></div><div><dt>平台服务费</dt><dd>¥2.00</dd></div><div><dt>运费</dt><dd>¥10.00</dd></div><div><dt>应付</dt><dd class="total">¥429.00</dd></div></dl><button type="button">去结算</button></main>`;

/** What the list says of pages that all ask 349.00. */
const LISTED: Readonly<Record<string, string>> = {
  'listed-lower': '¥329.00',
  'listed-from': '¥329.00 起',
  'listed-same': '¥349.00',
};

function cardList(listed: Readonly<Record<string, string>>): string {
  const cards = Object.entries(listed).map(
    ([kind, price]) =>
      `<article class="card"><a href="/priced/${kind}"><div class="shot"><img src="/media/dress.jpg" alt="" width="300" height="300"></div><h3>亚麻收腰连衣裙 鼠尾草绿</h3><div class="row"><span class="price">${price}</span></div></a></article>`,
  );
  return shopPage(
    '连衣裙',
    `<main class="wrap"><h2>连衣裙</h2><div class="grid">${cards.join('')}</div></main>`,
  );
}

/** One of these pages; null for a kind there is none of. Query `title`, `seller`, `currency` change what is sold. */
export function pricedPage(kind: string, query: URLSearchParams): string | null {
  const goods = goodsById('dress');
  const title = query.get('title') ?? goods?.title ?? '';
  const frame = (price: string, head = ''): string =>
    shopPage(
      title,
      `<main class="wrap"><h1>${title}</h1>${price}<button type="button">加入购物袋</button><button type="button">立即购买</button><section class="panel"><h2>看了又看</h2><p>满 199 元包邮，满 299 元减 20 元</p><div class="card"><a href="/product/cup">白瓷马克杯</a> <span class="price">¥68.00</span></div></section></main>`,
      head,
    );
  if (kind === 'cart') return shopPage('购物袋', CART);
  if (kind === 'list') return cardList(LISTED);
  if (kind in LISTED) return frame('<div class="price">¥349.00</div>');
  if (kind === 'variants') return frame(VARIANTS);
  if (kind === 'latechoice') return frame(LATE);
  if (kind === 'numbers') return frame('<div class="price">¥349.00</div>', NO_NUMBERS);
  if (kind === 'sold-as') {
    const stated = {
      '@context': 'https://schema.org',
      '@type': 'Product',
      name: title,
      sku: 'SG-2002',
      offers: {
        '@type': 'Offer',
        price: '349.00',
        priceCurrency: query.get('currency') ?? 'CNY',
        seller: { '@type': 'Organization', name: query.get('seller') ?? '拾光' },
      },
    };
    const sign = query.get('currency') === 'JPY' ? '349円' : '¥349.00';
    return frame(
      `<div class="price">${sign}</div>`,
      `<script type="application/ld+json">${JSON.stringify(stated)}</script>`,
    );
  }
  const block = DRAWN[kind] ?? PLAIN[kind];
  return block === undefined ? null : frame(block);
}
