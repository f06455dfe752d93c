// @vitest-environment jsdom
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LIMITS } from '../../../components/model/limits';
import type { Shop } from '../../../components/model/shop';
import { statedBy } from '../../../components/observers/offer-stated';
import { readStructuredData } from '../../../components/observers/structured-data';
import { cutObject, readJson } from '../../../components/observers/structured-data-json';

const url = new URL('https://shop.example/p/1?variant=22');

function read(body: string, shop: Shop | null = null, head = '') {
  const page = new DOMParser().parseFromString(
    `<!doctype html><head>${head}</head><body>${body}</body>`,
    'text/html',
  );
  const stated = statedBy(page, shop);
  const { products, unreadable } = readStructuredData(stated, shop, url);
  return { products, unreadable: [...stated.unreadable, ...unreadable] };
}
const ld = (text: string): string => `<script type="application/ld+json">${text}</script>`;

describe('JSON-LD', () => {
  it('finds the product in a graph and its offer', () => {
    const { products } = read(
      ld(
        '{"@graph":[{"@type":"WebSite","name":"x"},{"@type":"Product","name":"Cup","sku":"C1","offers":{"@type":"Offer","price":"12.50","priceCurrency":"EUR","availability":"https://schema.org/InStock"}}]}',
      ),
    );
    expect(products).toMatchObject([
      {
        title: 'Cup',
        price: '12.50',
        currency: 'EUR',
        availability: 'in-stock',
        ids: [{ scheme: 'sku', value: 'C1' }],
      },
    ]);
  });

  it('takes the selected variant of a ProductGroup', () => {
    const variant = (id: string, price: number): string =>
      `{"@type":"Product","sku":"${id}","offers":{"@type":"Offer","url":"/p/1?variant=${id}","price":${price},"priceCurrency":"GBP"}}`;
    const { products } = read(
      ld(`{"@type":"ProductGroup","name":"Shoe","hasVariant":[${variant('11', 50)},${variant('22', 70)}]}`),
    );
    expect(products[0]).toMatchObject({ title: 'Shoe', price: '70', currency: 'GBP' });
  });

  it('reads ranges, list prices and member prices of specifications', () => {
    const { products } = read(
      ld(
        '{"@type":"Product","name":"A","offers":{"@type":"AggregateOffer","lowPrice":"5","highPrice":"9","priceCurrency":"USD"}}',
      ) +
        ld(
          '{"@type":"Product","name":"B","offers":{"@type":"Offer","price":8,"priceCurrency":"USD","priceSpecification":[{"priceType":"https://schema.org/ListPrice","price":10}]}}',
        ),
    );
    expect(products).toMatchObject([
      { price: '5', highPrice: '9' },
      { price: '8', listPrice: '10' },
    ]);
  });

  it('marks products of a list and of recommendations as listed', () => {
    const { products } = read(
      ld(
        '{"@type":"ItemList","itemListElement":[{"item":{"@type":"Product","name":"A","offers":{"price":1}}}]}',
      ),
    );
    expect(products).toMatchObject([{ isListed: true }]);
  });

  it.each([
    [
      'trailing commas and comments',
      '{"@type":"Product", // a\n"name":"A", /* b */ "offers":{"price":"1",},}',
    ],
    ['CDATA', '//<![CDATA[\n{"@type":"Product","name":"A","offers":{"price":"1"}}\n//]]>'],
    [
      'raw line breaks in a string',
      '{"@type":"Product","name":"A","description":"x\ny\t","offers":{"price":"1"}}',
    ],
    ['undefined', '{"@type":"Product","name":"A","brand":undefined,"offers":{"price":"1"}};'],
  ])('tolerates %s', (_, text) => {
    expect(read(ld(text)).products).toMatchObject([{ title: 'A', price: '1' }]);
  });

  it('says that 10 MB, malformed and far too deep blocks were not read', () => {
    const big = read(ld(`{"@type":"Product","name":"${'x'.repeat(10 << 20)}"}`));
    expect(big.unreadable).toMatchObject([{ code: 'limit-structured-data-chars' }]);
    expect(read(ld('{"@type":')).unreadable).toMatchObject([{ code: 'structured-data-malformed' }]);
    expect(read(ld('['.repeat(100_000))).unreadable[0]?.code).toMatch(/too-deep|malformed/);
  });

  it('ends within its node bound on a wide block', () => {
    const wide = `[${'{"a":[1]},'.repeat(60_000)}{}]`;
    const reading = read(ld(wide.length > LIMITS.structuredDataChars ? '[]' : wide));
    expect(reading.unreadable).toMatchObject([{ code: 'limit-structured-data-nodes' }]);
  });
});

describe('attributes and meta', () => {
  it('reads microdata, lower of two prices first', () => {
    const { products } = read(
      '<div itemscope itemtype="http://schema.org/Product"><h1 itemprop="name">Book</h1><div itemprop="offers" itemscope itemtype="http://schema.org/Offer"><meta itemprop="price" content="18.00"><meta itemprop="price" content="17.10"><meta itemprop="priceCurrency" content="EUR"></div></div>',
    );
    expect(products).toMatchObject([
      { source: 'microdata', title: 'Book', price: '17.10', listPrice: '18.00', currency: 'EUR' },
    ]);
  });

  it('reads RDFa', () => {
    const { products } = read(
      '<div vocab="https://schema.org/" typeof="Product"><span property="name">Lamp</span><div property="offers" typeof="Offer"><span property="price" content="9.5">9,50</span><meta property="priceCurrency" content="EUR"></div></div>',
    );
    expect(products).toMatchObject([{ source: 'rdfa', title: 'Lamp', price: '9.5', currency: 'EUR' }]);
  });

  it('takes the sale price of Open Graph as the price and the plain one as the price before', () => {
    const { products } = read(
      '',
      null,
      '<meta property="og:type" content="product"><meta property="product:price:amount" content="36.49"><meta property="product:sale_price:amount" content="32.00"><meta property="product:price:currency" content="PLN">',
    );
    expect(products).toMatchObject([
      { source: 'open-graph', price: '32.00', listPrice: '36.49', currency: 'PLN' },
    ]);
  });
});

describe('page state', () => {
  const shop: Shop = {
    id: 'demo',
    name: { zh: '例', en: 'Demo' },
    pageHosts: ['shop.example'],
    mediaHosts: [],
    country: null,
    currency: null,
    addresses: {},
    pageState: [
      {
        variable: 'window.__STATE__',
        title: ['goods.name'],
        price: ['goods.skus.0.priceFen'],
        ids: ['goods.id'],
        minor: true,
      },
    ],
  };
  it.each([
    [
      'an assignment',
      'window.__STATE__={"goods":{"id":77,"name":"杯 } {","skus":[{"priceFen":1290}],"x":undefined}};more()',
    ],
    [
      'an object with bare names and single quotes, as scripts write them',
      "window.__STATE__ = { goods: { id: 77, name: '杯 } {', skus: [{ priceFen: 1290, on: true }], x: undefined, }, $t_1: [NaN, null] };",
    ],
    [
      'a local name in a function',
      '(function(){var b = {"goods":{"id":77,"name":"杯 } {","skus":[{"priceFen":1290}]}};for(var k in a)b[k]=a[k];window.__STATE__=b})()',
    ],
  ])('is read from %s', (_, script) => {
    expect(read(`<script>${script}</script>`, shop).products).toMatchObject([
      { source: 'page-state', title: '杯 } {', price: '12.90', ids: [{ value: '77' }] },
    ]);
  });
});

describe('hostile text', () => {
  it('never throws', () => {
    const piece = fc.array(
      fc.constantFrom(
        '{',
        '}',
        '[',
        ']',
        '"',
        '\\',
        ',',
        ':',
        '/*',
        '*/',
        '//',
        '\n',
        '<!--',
        'undefined',
        '"@type":"Product"',
        '"offers"',
        '1e400',
        '"price"',
        "'",
      ),
      { maxLength: 60 },
    );
    fc.assert(
      fc.property(piece, (parts) => {
        const text = parts.join('');
        readJson(text);
        cutObject(text, 0);
      }),
      { numRuns: Number(process.env.MINGBIAO_FUZZ_RUNS ?? 400) },
    );
  });
});
