// @vitest-environment jsdom
/**
 * Colour and size chosen on the page, in the many ways in which shops build and mark such choices: whatever the
 * markup, two choices are two products, and nothing else on the page makes two products of one.
 */
import { describe, expect, it } from 'vitest';
import { keyOf, keyText } from '../../../components/prices/key';
import { observeOffer } from '../../../components/observers/offer';

const LD = `<script type="application/ld+json">${JSON.stringify({ '@context': 'https://schema.org', '@type': 'Product', name: 'Linen shirt', sku: 'LS-204', offers: { '@type': 'Offer', price: '49.00', priceCurrency: 'EUR' } })}</script>`;

interface Shown {
  choice: string;
  at?: string;
  /** Other content of the page, which is no choice. */
  other?: string;
  price?: string;
}

function keyShown({
  choice,
  at = 'https://shop.example/p/linen-shirt',
  other = '',
  price = '49.00',
}: Shown): string {
  document.documentElement.lang = 'en';
  document.head.innerHTML = `<title>Linen shirt – Shop</title>${LD}`;
  document.body.innerHTML = `<main><div class="product"><h1>Linen shirt</h1><div class="price">€ ${price}</div>${choice}<button>Add to cart</button></div>${other}</main>`;
  const offer = observeOffer({ document, url: new URL(at), shop: null, layout: false }).find(
    (one) => one.kind === 'offer',
  );
  if (offer?.kind !== 'offer') throw new Error('no offer read');
  const key = keyOf(offer.value, null, at);
  if (!key) throw new Error('no identity');
  return `${offer.subject} ${keyText(key)}`;
}

const COLOURS = ['Sand', 'Ink', 'Brick'];
/** Each way writes three choices, of which `at` is the chosen one. */
const WAYS: Readonly<Record<string, (at: number) => string>> = {
  'a select': (at) =>
    `<label>Size <select name="attribute_size">${COLOURS.map((c, n) => `<option value="${c}"${n === at ? ' selected' : ''}>${c}</option>`).join('')}</select></label>`,
  'radio buttons': (at) =>
    `<fieldset class="variant-picker">${COLOURS.map((c, n) => `<input type="radio" name="Color" value="${c}"${n === at ? ' checked' : ''}><label>${c}</label>`).join('')}</fieldset>`,
  'radio buttons without values': (at) =>
    `<fieldset class="color-options">${COLOURS.map((c, n) => `<label><input type="radio" name="color"${n === at ? ' checked' : ''}>${c}</label>`).join('')}</fieldset>`,
  'buttons with aria-pressed': (at) =>
    `<div class="sizes">${COLOURS.map((c, n) => `<button aria-pressed="${String(n === at)}">${c}</button>`).join('')}</div>`,
  'a radiogroup of divs': (at) =>
    `<div role="radiogroup" class="sku-list">${COLOURS.map((c, n) => `<div role="radio" aria-checked="${String(n === at)}">${c}</div>`).join('')}</div>`,
  'a listbox': (at) =>
    `<ul role="listbox" class="size-selector">${COLOURS.map((c, n) => `<li role="option" aria-selected="${String(n === at)}">${c}</li>`).join('')}</ul>`,
  'swatches by class with a title': (at) =>
    `<div class="swatches">${COLOURS.map((c, n) => `<a class="swatch${n === at ? ' selected' : ''}" title="${c}"></a>`).join('')}</div>`,
  'swatches with a picture behind and a label for readers': (at) =>
    `<div class="swatches">${COLOURS.map((c, n) => `<span class="swatch${n === at ? ' is-selected' : ''}" aria-label="${c}" style="background-image:url(/s/${c}.png)"></span>`).join('')}</div>`,
  'swatches with a picture behind and nothing else': (at) =>
    `<div class="swatches">${COLOURS.map((c, n) => `<span class="swatch${n === at ? ' active' : ''}" style="background-image:url(/s/${c}.png)"></span>`).join('')}</div>`,
  'swatches that are pictures without words': (at) =>
    `<ul class="color-list">${COLOURS.map((c, n) => `<li class="color-item${n === at ? ' current' : ''}"><img src="/s/${c}.png" alt=""></li>`).join('')}</ul>`,
  'swatches that nothing tells apart but their place': (at) =>
    `<div class="swatches">${COLOURS.map((_, n) => `<i class="swatch${n === at ? ' selected' : ''}"></i>`).join('')}</div>`,
  'classes made by a bundler': (at) =>
    `<div class="Variant_swatches__x1Yz">${COLOURS.map((c, n) => `<button class="Variant_swatch__9a${n === at ? ' Variant_swatch_selected__Qq1' : ''}">${c}</button>`).join('')}</div>`,
  'a BEM modifier': (at) =>
    `<div class="product-variants">${COLOURS.map((c, n) => `<button class="variant-chip${n === at ? ' variant-chip--active' : ''}">${c}</button>`).join('')}</div>`,
  'data-state of a component library': (at) =>
    `<div class="size-group">${COLOURS.map((c, n) => `<button data-state="${n === at ? 'on' : 'off'}">${c}</button>`).join('')}</div>`,
  'data-selected': (at) =>
    `<div class="options">${COLOURS.map((c, n) => `<div data-selected="${String(n === at)}" class="option">${c}</div>`).join('')}</div>`,
  'aria-current': (at) =>
    `<nav class="color-nav">${COLOURS.map((c, n) => `<a href="#" ${n === at ? 'aria-current="true"' : ''}>${c}</a>`).join('')}</nav>`,
  'Chinese sku blocks': (at) =>
    `<dl class="tb-sku"><dt>颜色分类</dt><dd><ul class="tb-sku-list">${['雾蓝', '砖红', '米白'].map((c, n) => `<li class="${n === at ? 'tb-selected' : ''}"><a><span>${c}</span></a></li>`).join('')}</ul></dd></dl>`,
  'ids of variants': (at) =>
    `<div class="sku-wrap">${COLOURS.map((_, n) => `<div class="sku-item${n === at ? ' selected' : ''}" data-sku-id="8800${String(n)}"></div>`).join('')}</div>`,
};

describe('two choices are two products', () => {
  it.each(Object.entries(WAYS))('%s', (_, way) => {
    const keys = COLOURS.map((_colour, at) => keyShown({ choice: way(at) }));
    expect(new Set(keys).size).toBe(3);
    // The same choice is the same product, whatever it costs and whatever else stands on the page.
    expect(
      keyShown({ choice: way(1), price: '39.00', other: '<section><h2>Reviews</h2><p>Good.</p></section>' }),
    ).toBe(keys[1]);
  });

  it('two choices of a colour and a size are four', () => {
    const both = (a: number, b: number): string =>
      (WAYS['buttons with aria-pressed']?.(a) ?? '') +
      (WAYS['swatches with a picture behind and nothing else']?.(b) ?? '');
    expect(
      new Set([both(0, 0), both(0, 1), both(1, 0), both(1, 1)].map((choice) => keyShown({ choice }))).size,
    ).toBe(4);
  });

  it.each([
    ['#/25-size-m', '#/26-size-l'],
    ['#/25-size-m/31-color-red', '#/25-size-m/32-color-blue'],
    ['#sku=88001', '#sku=88002'],
    ['#color:sand', '#color:ink'],
    ['?variant=88001', '?variant=88002'],
  ])('behind the address: %s and %s', (one, other) => {
    const at = (end: string): string =>
      keyShown({ choice: '', at: `https://shop.example/p/linen-shirt${end}` });
    expect(at(one)).not.toBe(at(other));
  });

  it('a choice that the address has not followed is told apart all the same', () => {
    const at = 'https://shop.example/p/linen-shirt#sku=88001';
    const way = WAYS['radio buttons'];
    expect(keyShown({ choice: way?.(0) ?? '', at })).not.toBe(keyShown({ choice: way?.(1) ?? '', at }));
  });
});

describe('what is no choice makes no other product', () => {
  const plain = keyShown({ choice: '' });
  it.each([
    ['an anchor of the page', '', '#reviews'],
    ['an anchor with a number', '', '#section-2'],
    ['a gallery', '<div class="gallery"><img class="thumb active" src="/1.jpg" alt="a"></div>', ''],
    ['a tab', '<div class="tabs"><a class="tab active">Details</a><a class="tab">Reviews</a></div>', ''],
    [
      'a long text in a selected block',
      `<div class="size-guide selected">${'Measure yourself. '.repeat(20)}</div>`,
      '',
    ],
  ])('%s', (_, other, end) => {
    expect(keyShown({ choice: '', other, at: `https://shop.example/p/linen-shirt${end}` })).toBe(plain);
  });
});
