// @vitest-environment jsdom
/**
 * Hard pages, drawn by us after the forms that shops really use: each states what a shopper would read there,
 * and what may not be taken for it. `null` is an answer: nothing wrong may be presented as the price.
 */
import { describe, expect, it } from 'vitest';
import { sightingSchema, type SightingOf } from '../../../components/model/observation';
import { observeOffer } from '../../../components/observers/offer';

type Value = SightingOf<'offer'>['value'];

interface HardPage {
  name: string;
  at?: string;
  lang?: string;
  head?: string;
  body: string;
  wanted: Partial<Value>;
  not?: (value: Value) => boolean;
}

const ld = (data: unknown): string => `<script type="application/ld+json">${JSON.stringify(data)}</script>`;
const BUY = '<button>Add to cart</button>';
const offer = (price: unknown, more: object = {}): object => ({
  '@type': 'Offer',
  price,
  priceCurrency: 'EUR',
  ...more,
});
const product = (offers: unknown, more: object = {}): object => ({
  '@context': 'https://schema.org',
  '@type': 'Product',
  name: 'Blue cup',
  sku: 'BC-1',
  offers,
  ...more,
});
const shown = (price: string, title = 'Blue cup'): string =>
  `<main><h1>${title}</h1><div class="price">${price}</div>${BUY}</main>`;
const bare = '<main><h1>Blue cup</h1></main>';
const card = (n: number, price: string): string =>
  `<li class="product-card"><a href="/p/other-${n}"><img alt=""><h3>Other ${n}</h3><span class="price">${price}</span></a></li>`;

const PAGES: readonly HardPage[] = [
  {
    name: 'a group of variants, of which the address names one',
    at: 'https://shop.example/p/blue-cup?variant=L-77',
    body:
      ld({
        '@type': 'ProductGroup',
        name: 'Blue cup',
        productGroupID: 'G-1',
        hasVariant: [
          {
            '@type': 'Product',
            name: 'Blue cup S',
            sku: 'S-70',
            offers: offer('9.00', { url: 'https://shop.example/p/blue-cup?variant=S-70' }),
          },
          {
            '@type': 'Product',
            name: 'Blue cup L',
            sku: 'L-77',
            offers: offer('15.00', { url: 'https://shop.example/p/blue-cup?variant=L-77' }),
          },
        ],
      }) + bare,
    wanted: { price: '15.00', currency: 'EUR' },
  },
  {
    name: 'a group of variants at several prices, of which the address names none',
    body:
      ld({
        '@type': 'ProductGroup',
        name: 'Blue cup',
        hasVariant: [
          { '@type': 'Product', name: 'Blue cup S', sku: 'S-70', offers: offer('9.00') },
          { '@type': 'Product', name: 'Blue cup L', sku: 'L-77', offers: offer('15.00') },
        ],
      }) + bare,
    wanted: { price: '9.00', priceKind: 'range', currency: 'EUR' },
  },
  {
    name: 'a group whose variants stand beside it and point back',
    body:
      ld({
        '@graph': [
          { '@type': 'ProductGroup', '@id': '#g', name: 'Blue cup', productGroupID: 'G-1' },
          {
            '@type': 'Product',
            name: 'Blue cup',
            sku: 'S-70',
            isVariantOf: { '@id': '#g' },
            offers: offer('12.00'),
          },
        ],
      }) + bare,
    wanted: { price: '12.00' },
  },
  {
    name: 'offers of a product given by reference within the graph',
    body:
      ld({
        '@graph': [
          { '@type': 'Product', name: 'Blue cup', sku: 'BC-1', offers: { '@id': '#offer' } },
          { '@id': '#offer', ...offer('18.00') },
        ],
      }) + bare,
    wanted: { price: '18.00', currency: 'EUR' },
  },
  {
    name: 'an aggregate of several sellers',
    body:
      ld(
        product({
          '@type': 'AggregateOffer',
          lowPrice: '20.00',
          highPrice: '29.00',
          offerCount: 4,
          priceCurrency: 'EUR',
        }),
      ) + bare,
    wanted: { price: '20.00', priceKind: 'range', currency: 'EUR' },
  },
  {
    name: 'an aggregate with the page showing one of its prices',
    body:
      ld(product({ '@type': 'AggregateOffer', lowPrice: 20, highPrice: 29, priceCurrency: 'EUR' })) +
      shown('€24.00'),
    wanted: { price: '24.00', currency: 'EUR' },
  },
  {
    name: 'a product inside a page inside a graph',
    body:
      ld({
        '@graph': [
          { '@type': 'WebSite', name: 'Shop' },
          { '@type': 'ItemPage', mainEntity: product(offer('31.50')) },
          { '@type': 'Organization', name: 'Shop', makesOffer: offer('1.00') },
        ],
      }) + bare,
    wanted: { price: '31.50' },
  },
  {
    name: 'other products stated before the page’s own',
    body:
      ld([
        { '@type': 'Product', name: 'Red plate', offers: offer('3.00') },
        product(offer('22.00')),
        { '@type': 'Product', name: 'Green bowl', offers: offer('4.00') },
      ]) + bare,
    wanted: { price: '22.00', title: 'Blue cup' },
  },
  {
    name: 'recommendations above the product, cheaper and larger',
    body: `<section class="carousel"><ul>${[1, 2, 3, 4].map((n) => card(n, `$${n}.99`)).join('')}</ul></section>${shown('$42.00')}`,
    wanted: { price: '42.00', currency: 'USD' },
  },
  {
    name: 'recommendations in unnamed blocks between title and price',
    body: `<main><h1>Blue cup</h1><div><div class="x1"><a href="/p/a"><img alt="">Red plate $3.99</a></div><div class="x1"><a href="/p/b"><img alt="">Green bowl $4.99</a></div><div class="x1"><a href="/p/c"><img alt="">Jug $5.99</a></div></div><div class="product-price">$42.00</div>${BUY}</main>`,
    wanted: { price: '42.00' },
  },
  {
    name: 'a list price and a sale price as specifications',
    body:
      ld(
        product({
          '@type': 'Offer',
          priceSpecification: [
            {
              '@type': 'UnitPriceSpecification',
              price: '40.00',
              priceCurrency: 'EUR',
              priceType: 'https://schema.org/ListPrice',
            },
            {
              '@type': 'UnitPriceSpecification',
              price: '30.00',
              priceCurrency: 'EUR',
              priceType: 'https://schema.org/SalePrice',
            },
          ],
        }),
      ) + bare,
    wanted: { price: '30.00', listPrice: '40.00', currency: 'EUR' },
  },
  {
    name: 'a strikethrough price as a specification beside the price',
    body:
      ld(
        product(
          offer('30.00', {
            priceSpecification: {
              '@type': 'UnitPriceSpecification',
              priceType: 'https://schema.org/StrikethroughPrice',
              price: '45.00',
              priceCurrency: 'EUR',
            },
          }),
        ),
      ) + bare,
    wanted: { price: '30.00', listPrice: '45.00' },
  },
  {
    name: 'a price for a measure before the price',
    body:
      ld(
        product({
          '@type': 'Offer',
          priceSpecification: [
            {
              '@type': 'UnitPriceSpecification',
              price: '2.50',
              priceCurrency: 'EUR',
              referenceQuantity: { '@type': 'QuantitativeValue', value: '100', unitCode: 'GRM' },
            },
            { '@type': 'PriceSpecification', price: '12.50', priceCurrency: 'EUR' },
          ],
        }),
      ) + bare,
    wanted: { price: '12.50', currency: 'EUR' },
  },
  {
    name: 'a member’s tier cheaper than the price',
    body:
      ld(
        product(
          offer('30.00', {
            priceSpecification: [
              {
                '@type': 'UnitPriceSpecification',
                price: '25.00',
                priceCurrency: 'EUR',
                validForMemberTier: { '@type': 'MemberProgramTier', name: 'gold' },
              },
            ],
          }),
        ),
      ) + bare,
    wanted: { price: '30.00', priceKind: 'plain' },
  },
  {
    name: 'two offers of which one is for members only',
    body:
      ld(
        product([
          offer('25.00', { validForMemberTier: { '@type': 'MemberProgramTier', name: 'gold' } }),
          offer('30.00'),
        ]),
      ) + bare,
    wanted: { price: '30.00', priceKind: 'plain' },
  },
  {
    name: 'shipping stated in the offer',
    body:
      ld(
        product(
          offer('30.00', {
            shippingDetails: {
              '@type': 'OfferShippingDetails',
              shippingRate: { '@type': 'MonetaryAmount', value: '4.90', currency: 'EUR' },
            },
          }),
        ),
      ) + bare,
    wanted: { price: '30.00' },
  },
  {
    name: 'microdata with accessories in items of their own',
    body: `<main itemscope itemtype="https://schema.org/Product"><h1 itemprop="name">Blue cup</h1><div itemprop="isAccessoryOrSparePartFor" itemscope itemtype="https://schema.org/Product"><span itemprop="name">Lid</span><span itemprop="offers" itemscope itemtype="https://schema.org/Offer"><meta itemprop="price" content="2.00"><meta itemprop="priceCurrency" content="EUR"></span></div><div itemprop="offers" itemscope itemtype="https://schema.org/Offer"><meta itemprop="priceCurrency" content="EUR"><span itemprop="price" content="19.00">19,00 €</span></div></main>`,
    wanted: { price: '19.00', currency: 'EUR' },
  },
  {
    name: 'microdata whose price is written with a comma',
    body: `<main itemscope itemtype="http://schema.org/Product"><h1 itemprop="name">Blue cup</h1><div itemprop="offers" itemscope itemtype="http://schema.org/Offer"><meta itemprop="priceCurrency" content="EUR"><meta itemprop="price" content="1.299,90"></div></main>`,
    wanted: { price: '1299.90', currency: 'EUR' },
  },
  {
    name: 'RDFa with a prefix of its own',
    body: `<div prefix="s: https://schema.org/" typeof="s:Product"><h1 property="s:name">Blue cup</h1><div property="s:offers" typeof="s:Offer"><span property="s:price" content="27.00">27,00</span><meta property="s:priceCurrency" content="EUR"></div></div>`,
    wanted: { price: '27.00', currency: 'EUR' },
  },
  {
    name: 'Open Graph alone',
    head: '<meta property="og:type" content="product"><meta property="og:title" content="Blue cup"><meta property="product:price:amount" content="1,299.00"><meta property="product:price:currency" content="USD">',
    body: bare,
    wanted: { price: '1299.00', currency: 'USD' },
  },
  {
    name: 'Open Graph in another currency than the page shows',
    head: '<meta property="og:type" content="product"><meta property="product:price:amount" content="30.00"><meta property="product:price:currency" content="USD">',
    body: shown('27,50 €'),
    wanted: { price: '27.50', currency: 'EUR' },
    not: ({ disagreements }) => disagreements.length === 0,
  },
  {
    name: 'the product object of a shop system, in hundredths',
    at: 'https://shop.example/products/blue-cup',
    body: `<script type="application/json" data-product-json>{"id":1,"title":"Blue cup","price":1999,"compare_at_price":2999,"variants":[{"id":11,"price":1999}]}</script>${shown('$19.99 <s>$29.99</s>')}`,
    wanted: { price: '19.99', listPrice: '29.99', currency: 'USD' },
  },
  {
    name: 'regular and sale price with words for screen readers',
    at: 'https://shop.example/products/blue-cup',
    body: `<main><h1>Blue cup</h1><div class="price price--on-sale"><div class="price__regular" style="display:none"><span class="visually-hidden">Regular price</span><span class="price-item">$29.99</span></div><div class="price__sale"><span class="visually-hidden">Regular price</span><span><s class="price-item">$29.99</s></span><span class="visually-hidden">Sale price</span><span class="price-item price-item--sale">$19.99</span></div></div>${BUY}</main>`,
    wanted: { price: '19.99', listPrice: '29.99' },
  },
  {
    name: 'a price on request',
    body: `${ld(product({ '@type': 'Offer', price: '0.00', priceCurrency: 'EUR' }))}<main><h1>Blue cup</h1><div class="price">Price on request</div></main>`,
    wanted: { price: null, priceKind: 'unknown' },
  },
  {
    name: 'sold out, with recommendations that have prices',
    body: `${ld(product({ '@type': 'Offer', availability: 'https://schema.org/SoldOut' }))}<main><h1>Blue cup</h1><p>Sold out</p></main><section class="related"><ul>${[1, 2, 3].map((n) => card(n, `$${n}.99`)).join('')}</ul></section>`,
    wanted: { price: null, availability: 'out-of-stock' },
  },
  {
    name: 'sold out, with the price still shown',
    body: `${ld(product(offer('12.00', { availability: 'http://schema.org/OutOfStock' })))}${shown('€12.00')}`,
    wanted: { price: '12.00', availability: 'out-of-stock' },
  },
  {
    name: 'statements with a comment, a trailing comma and a raw line break',
    body: `<script type="application/ld+json">/* product */ {"@type":"Product","name":"Blue cup","description":"one\ntwo","offers":{"@type":"Offer","price":"14.00","priceCurrency":"EUR",},}</script>${bare}`,
    wanted: { price: '14.00', currency: 'EUR' },
  },
  {
    name: 'statements in CDATA',
    body: `<script type="application/ld+json">//<![CDATA[\n{"@type":"Product","name":"Blue cup","offers":{"@type":"Offer","price":14,"priceCurrency":"EUR"}}\n//]]></script>${bare}`,
    wanted: { price: '14', currency: 'EUR' },
  },
  {
    name: 'statements whose quotation marks were escaped for HTML',
    body: `<script type="application/ld+json">{&quot;@type&quot;:&quot;Product&quot;,&quot;name&quot;:&quot;Blue cup&quot;,&quot;offers&quot;:{&quot;@type&quot;:&quot;Offer&quot;,&quot;price&quot;:&quot;14.00&quot;,&quot;priceCurrency&quot;:&quot;EUR&quot;}}</script>${bare}`,
    wanted: { price: '14.00', currency: 'EUR' },
  },
  {
    name: 'a price with its sign in the statement',
    body: ld(product({ '@type': 'Offer', price: '1.299,00 €' })) + bare,
    wanted: { price: '1299.00', currency: 'EUR' },
  },
  {
    name: 'a stated price with a comma for the decimals',
    body: ld(product(offer('19,90'))) + bare,
    wanted: { price: '19.90', currency: 'EUR' },
  },
  {
    name: 'an offer that ended long ago beside one that holds',
    body:
      ld(
        product([
          offer('9.00', { priceValidUntil: '2020-01-31' }),
          offer('15.00', { priceValidUntil: '2099-12-31' }),
        ]),
      ) + bare,
    wanted: { price: '15.00' },
  },
  {
    name: 'an offer that ended long ago and nothing else',
    body: ld(product(offer('9.00', { priceValidUntil: '2020-01-31' }))) + shown('€12.00'),
    wanted: { price: '12.00' },
    not: ({ disagreements }) => disagreements.length === 0,
  },
  {
    name: 'a currency known by the host alone',
    at: 'https://www.shop.cl/p/taza-azul-12345',
    lang: 'es',
    body: shown('$12.990', 'Taza azul'),
    wanted: { price: '12990', currency: 'CLP' },
  },
  {
    name: 'a dollar that nothing names',
    at: 'https://www.shop.example/p/blue-cup-12345',
    lang: '',
    body: shown('$12.99'),
    wanted: { price: '12.99' },
  },
  {
    name: 'a currency known by the path of a country',
    at: 'https://www.shop.com/se/p/kopp-12345',
    lang: 'sv',
    body: shown('129 kr', 'Kopp'),
    wanted: { price: '129', currency: 'SEK' },
  },
  {
    name: 'instalments larger than the price',
    body: `<main><h1>Blue cup</h1><div class="financing"><span class="price" style="font-size:40px">$12.50/mo</span> for 24 months</div><div class="price">$300.00</div>${BUY}</main>`,
    wanted: { price: '300.00' },
  },
  {
    name: 'a unit price right below the price',
    lang: 'de',
    body: `<main><h1>Kaffee</h1><div class="price">8,99 €</div><div class="base-price">17,98 € / kg</div>${BUY}</main>`,
    wanted: { price: '8.99', listPrice: null, currency: 'EUR' },
  },
  {
    name: 'a threshold for free delivery above the price',
    body: `<div class="announcement">Free delivery over $50</div>${shown('$12.00')}`,
    wanted: { price: '12.00' },
  },
  {
    name: 'a total in a small cart in the head of the page',
    body: `<header><a class="mini-cart" href="/cart">Cart <span class="price">$88.00</span></a></header>${shown('$12.00')}`,
    wanted: { price: '12.00' },
  },
  {
    name: 'a sale after a coupon with the price before it struck by a class',
    lang: 'zh-CN',
    at: 'https://shop.example/item.htm?id=123456789',
    body: `<main><h1>粗陶茶壶 家用</h1><div class="priceBox"><span class="label">券后</span><span class="sign">¥</span><span class="int">88</span><span class="dec">.50</span><del>¥108</del></div><button>立即购买</button></main>`,
    wanted: { price: '88.50', listPrice: '108', currency: 'CNY', priceKind: 'after-coupon' },
  },
  {
    name: 'a deposit beside the price before the sale begins',
    lang: 'zh-CN',
    body: `<main><h1>粗陶茶壶 家用</h1><div class="price">预售价 ¥299.00 定金 ¥50.00</div><button>支付定金</button></main>`,
    wanted: { price: '299.00', currency: 'CNY' },
  },
  {
    name: 'digits that are hidden until the sale begins',
    lang: 'zh-CN',
    body: `<main><h1>粗陶茶壶 家用</h1><div class="price">¥1?9</div><button>提醒我</button></main>`,
    at: 'https://shop.example/item/123456.html',
    wanted: {},
    not: ({ price }) => price !== null,
  },
  {
    name: 'cents in a raised element without a point',
    body: `<main><h1>Blue cup</h1><div class="price"><span class="sign">$</span><span class="whole">24</span><sup>99</sup></div>${BUY}</main>`,
    wanted: { price: '24.99' },
  },
];

function look({ at, lang = 'en', head = '', body }: HardPage): Value | null {
  const document = new DOMParser().parseFromString(
    `<!doctype html><html lang="${lang}"><head><title>${/<h1[^>]*>([^<]*)/.exec(body)?.[1] ?? ''} | Shop</title>${head}</head><body>${body}</body></html>`,
    'text/html',
  );
  const url = new URL(at ?? 'https://shop.example/p/blue-cup-12345');
  const sightings = observeOffer({ document, url, shop: null, layout: false });
  for (const sighting of sightings) expect(sightingSchema.safeParse(sighting).error).toBeUndefined();
  return sightings.find((one): one is SightingOf<'offer'> => one.kind === 'offer')?.value ?? null;
}

describe('the offer of', () => {
  it.each(PAGES.map((page) => [page.name, page] as const))('%s', (_, page) => {
    const value = look(page);
    if (Object.keys(page.wanted).length > 0) expect(value).toMatchObject(page.wanted);
    if (value && page.not) expect(page.not(value), JSON.stringify(value)).toBe(false);
  });
});
