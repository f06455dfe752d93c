// @vitest-environment jsdom
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sightingSchema, type SightingOf } from '../../../components/model/observation';
import type { Shop } from '../../../components/model/shop';
import { observeOffer } from '../../../components/observers/offer';
import { offerFingerprint } from '../../../components/observers/offer-excerpt';

function look(html: string, address = 'https://shop.example/p/blue-cup-12345', shop: Shop | null = null) {
  const document = new DOMParser().parseFromString(
    `<!doctype html><html lang="en"><head><title>Blue cup | Shop</title></head><body>${html}</body></html>`,
    'text/html',
  );
  const sightings = observeOffer({ document, url: new URL(address), shop, layout: false });
  for (const sighting of sightings) expect(sightingSchema.safeParse(sighting).error).toBeUndefined();
  return { sightings, offer: sightings.find((one): one is SightingOf<'offer'> => one.kind === 'offer') };
}
const product = (offers: string): string =>
  `<script type="application/ld+json">{"@type":"Product","name":"Blue cup","sku":"BC-1","offers":${offers}}</script>`;
const BUY = '<button>Add to cart</button>';

describe('the offer of a page', () => {
  it('lets the price that is shown beat the one stated, and records that they differ', () => {
    const { offer } = look(
      `${product('{"price":"150.00","priceCurrency":"USD"}')}<main><h1>Blue cup</h1><div class="price"><del>$150.00</del> <b>$120.00</b></div>${BUY}</main>`,
    );
    expect(offer?.value).toMatchObject({
      title: 'Blue cup',
      price: '120.00',
      listPrice: '150.00',
      currency: 'USD',
    });
    expect(offer?.value.disagreements).toMatchObject([
      {
        field: 'price',
        said: [
          { source: 'rendered', raw: '120.00' },
          { source: 'json-ld', raw: '150.00' },
        ],
      },
    ]);
    expect(offer?.subject).toBe('offer:shop.example-BC-1');
  });

  it('reads a price split over elements and leaves recommendations alone', () => {
    const { offer } = look(
      `<main><h1>Blue cup</h1><div class="price"><span>£</span><span>12</span><sup class="cents">99</sup></div>${BUY}</main><aside class="recommended"><a href="/p/2"><span class="price">£3.00</span></a></aside>`,
    );
    expect(offer?.value).toMatchObject({ price: '12.99', currency: 'GBP' });
  });

  it('carries the condition beside the number', () => {
    const { offer } = look(
      `<main><h1>Blue cup</h1><div class="price"><span>券后</span><span>¥</span><span>8.9</span><span>优惠前 ¥12.37</span></div><button>立即购买</button></main>`,
    );
    expect(offer?.value).toMatchObject({
      price: '8.9',
      listPrice: '12.37',
      currency: 'CNY',
      priceKind: 'after-coupon',
      condition: '券后',
    });
  });

  it('takes the stated price when the page shows none yet', () => {
    const { offer } = look(`${product('{"price":"170","priceCurrency":"USD"}')}<h1>Blue cup</h1>`);
    expect(offer?.value).toMatchObject({ price: '170', currency: 'USD' });
    expect(offer?.method).toBe('json-ld');
  });

  it('gives no price for a product that shows and states none', () => {
    const { offer } = look(
      `${product('{"availability":"https://schema.org/OutOfStock"}')}<h1>Blue cup</h1><p>Unavailable</p>`,
    );
    expect(offer?.value).toMatchObject({
      price: null,
      currency: null,
      availability: 'out-of-stock',
      priceKind: 'unknown',
    });
  });

  it('does not read what is hidden', () => {
    const { offer } = look(
      `${product('{"price":"20","priceCurrency":"USD"}')}<h1>Blue cup</h1><div class="price" style="display:none">$15.00</div><div class="price">$20.00</div>${BUY}`,
    );
    expect(offer?.value.price).toBe('20.00');
  });

  it.each([
    ['an article', '<h1>Blue cup</h1><p>Last year it cost $20, this year $25.</p>'],
    ['an empty page', ''],
  ])('sees no offer on %s', (_, html) => {
    expect(look(html, 'https://news.example/cups').offer).toBeUndefined();
  });

  it('keeps variants apart by the address', () => {
    const shop: Shop = {
      id: 'demo',
      name: { zh: '例', en: 'Demo' },
      pageHosts: ['shop.example'],
      mediaHosts: [],
      country: null,
      currency: 'CNY',
      addresses: { product: [{ hosts: ['shop.example'], query: ['id'], id: 'digits' }] },
    };
    const page = `<h1>Blue cup</h1><div class="price">¥10</div>${BUY}`;
    expect(look(page, 'https://shop.example/item?id=5&skuId=7', shop).offer?.subject).toBe('offer:demo-5~7');
    expect(look(page, 'https://shop.example/item?id=5&skuId=8', shop).offer?.subject).toBe('offer:demo-5~8');
  });

  it('reads the price before the reduction where price and title share one flat block', () => {
    const { offer } = look(
      `<main><h1>Blue cup</h1><span>券后</span><strong class="price">¥168.00</strong><del>¥228.00</del>${BUY}</main>`,
    );
    expect(offer?.value).toMatchObject({ price: '168.00', listPrice: '228.00', priceKind: 'after-coupon' });
  });

  it('reads a price that stands above its title', () => {
    const { offer } = look(`<p class="price">$33.00</p><h1>Blue cup</h1>${BUY}`);
    expect(offer?.value.price).toBe('33.00');
  });

  it('takes neither the amounts of a newcomer price for a range nor the struck one for the price', () => {
    const { offer } = look(
      `<h1>Blue cup</h1><div class="price"><span>¥</span><b>399.00</b> <del>¥599.00</del> <i>新人专享价</i></div><button>加入购物车</button>`,
    );
    expect(offer?.value).toMatchObject({ price: '399.00', listPrice: '599.00', priceKind: 'newcomer' });
  });

  it('names the chosen variant in the subject', () => {
    const page = (blue: boolean): string =>
      `${product('{"price":"20","priceCurrency":"USD"}')}<main><h1>Blue cup</h1><p class="price">$20.00</p><div class="sku-options"><button data-sku-id="11" aria-checked="${String(blue)}">Blue</button><button data-sku-id="12" aria-checked="${String(!blue)}">Red</button></div>${BUY}</main>`;
    expect(look(page(true)).offer?.subject).toBe('offer:shop.example-BC-1~11');
    expect(look(page(false)).offer?.subject).toBe('offer:shop.example-BC-1~12');
  });

  it('tells variants apart that are chosen by words in several steps, and stays quiet when none is chosen', () => {
    const page = (size: string): string =>
      `${product('{"price":"20","priceCurrency":"USD"}')}<main><h1>Blue cup</h1><p class="price">$20.00</p><ul class="color-list"><li aria-selected="true" title="雾蓝">雾蓝</li></ul><ul class="size-list"><li aria-selected="true" title="${size}">${size}</li></ul>${BUY}</main>`;
    const [small, large] = [look(page('小号')).offer?.subject, look(page('大号')).offer?.subject];
    expect(small).toMatch(/^offer:shop\.example-BC-1~[0-9a-f]+$/);
    expect(large).not.toBe(small);
    expect(look(page('小号').replaceAll('aria-selected', 'data-x')).offer?.subject).toBe(
      'offer:shop.example-BC-1',
    );
  });

  it.each([
    ['drawn on a canvas', '<div class="price"><canvas width="80" height="20"></canvas></div>', 'price-drawn'],
    ['written in a font of its own', '<div class="price">\ue601\ue602.\ue603</div>', 'price-private-glyphs'],
  ])('says that it cannot read a price %s', (_, block, code) => {
    const { sightings, offer } = look(
      `<script type="application/ld+json">{"@type":"Product","name":"Blue cup"}</script><h1>Blue cup</h1>${block}${BUY}`,
    );
    expect(offer?.value.price).toBeNull();
    expect(sightings).toContainEqual(
      expect.objectContaining({
        kind: 'unreadable',
        value: expect.objectContaining({ what: 'price', code }),
      }),
    );
  });

  it('says that it could not read 10 MB of statements', () => {
    const { sightings } = look(`<script type="application/ld+json">{"x":"${'y'.repeat(10 << 20)}"}</script>`);
    expect(sightings).toMatchObject([
      { kind: 'unreadable', value: { what: 'structured-data', code: 'limit-structured-data-chars' } },
    ]);
  });

  it('never throws on any markup', () => {
    const part = fc.constantFrom(
      '<div class="price">',
      '<span>',
      '</span>',
      '</div>',
      '$',
      '1',
      ',',
      '99',
      '€5',
      '<del>',
      '</del>',
      '<h1>',
      'x',
      '</h1>',
      '<script type="application/ld+json">',
      '</script>',
      '{"@type":"Product"',
      '}',
      '<a href="//">',
      '<b itemprop="price">',
      '<p hidden>',
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 40 }), (parts) => void look(parts.join(''))),
      { numRuns: Number(process.env.MINGBIAO_FUZZ_RUNS ?? 60) },
    );
  });

  it('changes its token when the price changes and keeps it otherwise', () => {
    const page = (price: string): Document =>
      new DOMParser().parseFromString(`<h1>Cup</h1><div class="price">${price}</div>`, 'text/html');
    expect(offerFingerprint(page('$1'))).toBe(offerFingerprint(page('$1')));
    expect(offerFingerprint(page('$1'))).not.toBe(offerFingerprint(page('$2')));
  });
});
