// @vitest-environment jsdom
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cardSchema, rememberedCardSchema } from '../../../components/model/card';
import { LIMITS } from '../../../components/model/limits';
import type { Shop } from '../../../components/model/shop';
import { cardAt, watchCards } from '../../../components/observers/card-press';
import { productOf, readCard, standsIn, variantIn } from '../../../components/observers/card-price';
import { loadShops } from '../../../components/shops/load';

const LIST = 'https://shop.example/list?q=cup';
const pressedAt = '2026-11-20T04:00:00.000Z';

function pageOf(html: string, lang = 'zh-CN'): Document {
  const doc = new DOMParser().parseFromString(
    `<!doctype html><html lang="${lang}"><head><base href="${LIST}"></head><body>${html}</body></html>`,
    'text/html',
  );
  return doc;
}

function read(
  html: string,
  press: string,
  { lang, shop, url }: { lang?: string; shop?: Shop; url?: string } = {},
) {
  const target = pageOf(html, lang).querySelector(press);
  const card = target && cardAt(target);
  if (!card) return null;
  cardSchema.parse(card);
  const found = readCard(card, { url: url ?? LIST, pressedAt, shop: shop ?? null });
  return found && rememberedCardSchema.parse(found);
}

const grid = (cards: string[]): string => `<div class="grid">${cards.join('')}</div>`;
const one = (n: number, price: string): string =>
  `<div class="item"><a href="/p/${String(n)}"><img alt=""></a><a class="name" href="/p/${String(n)}">亚麻收腰连衣裙 2026 新款 ${String(n)}</a><div class="pay"><div class="price">${price}</div><span>1000+人付款</span></div><a class="seller" href="/shop/7">拾光小铺</a></div>`;

describe('the price on a pressed card', () => {
  it.each([
    ['¥199.00', { price: '199.00', listPrice: null, priceKind: 'plain', currency: 'CNY' }],
    ['<em>¥</em><b>199</b><i>.00</i>', { price: '199.00', priceKind: 'plain' }],
    ['¥199 起', { price: '199', priceKind: 'from' }],
    ['券后 ¥168 <del>¥228</del>', { price: '168', listPrice: '228', priceKind: 'after-coupon' }],
    ['新人价 ¥9.9', { price: '9.9', priceKind: 'newcomer' }],
    ['¥99-¥199', { price: '99', priceKind: 'range' }],
    ['百亿补贴 ¥3999', { price: '3999', priceKind: 'subsidised' }],
  ])('%s', (price, expected) => {
    const html = grid([one(1, '¥5.00'), one(2, price), one(3, '¥7.00')]);
    for (const press of ['.item:nth-child(2) img', '.item:nth-child(2) .name', '.item:nth-child(2) .price'])
      expect(read(html, press)).toMatchObject({ product: 'shop.example/p/2', ...expected });
  });

  it('is read where the whole card is one link, and where the cards have no name in common', () => {
    const link = (n: number): string =>
      `<a href="/p/${String(n)}?utm_source=list"><img alt=""><p>Blue cup, stoneware ${String(n)}</p><span>$${String(n)}0.00</span></a>`;
    expect(read(`<div>${link(1)}${link(2)}</div>`, 'a:nth-child(2) img', { lang: 'en-US' })).toMatchObject({
      product: 'shop.example/p/2',
      price: '20.00',
      currency: 'USD',
    });
  });

  it.each([
    ['data-href', 'role="link" tabindex="0" data-href="/p/N"'],
    ['data-url', 'onclick="go(this)" data-url="https://shop.example/p/N?spm=1"'],
    ['data-link of a protocol-relative address', 'data-link="//shop.example/p/N"'],
  ])('is read where a script leads on, by %s', (_, attributes) => {
    const card = (n: number): string =>
      `<div class="item" ${attributes.replace('N', String(n))}><img alt=""><p>亚麻收腰连衣裙 2026 新款 ${String(n)}</p><span class="price">¥${String(n)}9.00</span></div>`;
    expect(read(grid([card(1), card(2), card(3)]), '.item:nth-child(2) img')).toMatchObject({
      product: 'shop.example/p/2',
      price: '29.00',
    });
  });

  it.each([
    ['a name that a script looks up', 'role="link" data-url="product-2"'],
    ['code', 'data-href="javascript:open(2)"'],
    ['nothing but a number', 'role="link" data-id="2"'],
  ])('is not read where only %s says where it leads', (_, attributes) => {
    const card = `<div class="item" ${attributes}><img alt=""><p>亚麻收腰连衣裙 2026 新款</p><span class="price">¥29.00</span></div>`;
    expect(read(grid([card, card, card]), '.item:nth-child(2) img')).toBeNull();
  });

  it('is not read where two askings stand in one card, and neither is the one before', () => {
    expect(
      read(
        grid([one(1, '¥5'), one(2, '<p>单人套餐 ¥199</p><p>双人套餐 ¥299</p>'), one(3, '¥7')]),
        '.item:nth-child(2) img',
      ),
    ).toBeNull();
  });

  it.each([
    ['a link without a price', '<nav><a href="/p/2">杯子</a></nav>', 'a'],
    ['a price without a link', '<p class="price">¥3.00</p>', 'p'],
    ['a link to somewhere on this page', '<div><a href="#more">¥3.00</a></div>', 'a'],
    [
      'a link to another site',
      grid(
        [1, 2, 3].map(
          (n) => `<a class="ad" href="https://elsewhere.example/p/${String(n)}"><img> ¥${String(n)}</a>`,
        ),
      ),
      'a',
    ],
    ['a link to the home page', '<div><a href="/">满199减20 ¥199</a></div>', 'a'],
    ['a block of far too much text', `<div><a href="/p/2">${'字'.repeat(700)}</a> ¥3.00</div>`, 'a'],
  ])('%s is no card', (_name, html, press) => {
    expect(read(html, press)).toBeNull();
  });

  it('holds whatever is in the card within its bounds', () => {
    const part = fc.oneof(
      fc.constantFrom(
        '<a href="/p/2">',
        '</a>',
        '<b>',
        '</b>',
        '<del>',
        '¥1',
        '1e400',
        '\u202e9',
        '券后',
        '<ul><li>',
      ),
      fc.string({ maxLength: 30 }).map((text) => text.replace(/[<&]/g, '')),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 60 }), (parts) => {
        const found = read(`<div class="x"><a href="/p/2">¥3</a>${parts.join('')}</div>`, '.x a');
        expect(found === null || /^\d+(\.\d+)?$/.test(found.price)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it('takes no more elements than the bound', () => {
    const target = pageOf(
      `<div class="c"><a href="/p/2">¥3</a>${'<i>1</i>'.repeat(400)}</div>`,
    ).querySelector('a');
    const card = target && cardAt(target);
    expect(card?.pieces.length).toBeLessThanOrEqual(LIMITS.cardPieces);
    expect(cardSchema.safeParse(card).success).toBe(true);
  });

  it('is not handed over for a press that a script made', () => {
    const sent: unknown[] = [];
    const doc = document;
    doc.body.innerHTML = grid([one(1, '¥5'), one(2, '¥6'), one(3, '¥7')]);
    const ending = new AbortController();
    watchCards(doc, (card) => sent.push(card), ending.signal);
    doc.querySelector('img')?.dispatchEvent(new MouseEvent('click', { bubbles: true }));
    ending.abort();
    expect(sent).toEqual([]);
  });
});

describe('which product a card and a page name', () => {
  it('is the number in the shop’s addresses, whatever else they carry', async () => {
    const shops = await loadShops(process.cwd());
    const taobao = shops.find(({ id }) => id === 'taobao') ?? null;
    const page = 'https://detail.tmall.com/item.htm?id=660123456789&skuId=42&spm=a1z10';
    expect(productOf(page, taobao)).toBe('taobao 660123456789');
    expect(productOf('https://item.taobao.com/item.htm?spm=x&id=660123456789', taobao)).toBe(
      'taobao 660123456789',
    );
    expect(productOf('https://s.taobao.com/search?q=cup', taobao)).toBeNull();
    expect(variantIn(page)).toBe('42');
  });

  it('is the address without where somebody came from, on other shops', () => {
    expect(productOf('https://shop.example/p/2/?utm_source=x&colour=red', null)).toBe(
      productOf('https://shop.example/p/2?colour=red&spm=1', null),
    );
    expect(productOf('https://shop.example/p/2?colour=red', null)).not.toBe(
      productOf('https://shop.example/p/2?colour=blue', null),
    );
    expect(productOf('https://shop.example/', null)).toBeNull();
    expect(productOf('javascript:void 0', null)).toBeNull();
  });

  it('sees through a counting redirect of the shop itself, where it names one product', async () => {
    const amazon = (await loadShops(process.cwd())).find(({ id }) => id === 'amazon') ?? null;
    const led = (query: string): string | null =>
      productOf(`https://www.amazon.com/sspa/click?ie=UTF8&${query}`, amazon);
    const to = (path: string): string => `url=${encodeURIComponent(path)}`;
    expect(led(to('/Blue-Cup/dp/B0ABCDEFGH/ref=sr_1?th=1'))).toBe('amazon B0ABCDEFGH');
    expect(led(`${to('/dp/B0ABCDEFGH')}&back=${encodeURIComponent('/dp/B0ZZZZZZZZ')}`)).not.toMatch(
      /^amazon B0/,
    );
    for (const other of ['https://evil.example/dp/B0ABCDEFGH', '/s?k=cup', 'javascript:0'])
      expect(led(to(other))).not.toBe('amazon B0ABCDEFGH');
  });

  it('a lower price is not lower where it also stands on the page', () => {
    expect(standsIn('139.00', ['¥159', '券后 ¥139'])).toBe(true);
    expect(standsIn('139.00', ['¥159'])).toBe(false);
  });
});
