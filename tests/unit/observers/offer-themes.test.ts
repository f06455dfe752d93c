// @vitest-environment jsdom
/**
 * Pages of our own in the markup of the shop systems that most shops run on, each with facts that are hard to read:
 * variants, struck and member prices, instalments and prices per measure beside the price, other products close by,
 * sold out. Written with their answers before the reader was asked.
 */
import { describe, expect, it } from 'vitest';
import { sightingSchema, type SightingOf } from '../../../components/model/observation';
import { observeOffer } from '../../../components/observers/offer';

type Value = SightingOf<'offer'>['value'];
interface ThemePage {
  name: string;
  at: string;
  lang: string;
  head?: string;
  body: string;
  wanted: Partial<Value>;
}

const ld = (data: object): string =>
  `<script type="application/ld+json">${JSON.stringify({ '@context': 'https://schema.org', ...data })}</script>`;
const og = (pairs: Record<string, string>): string =>
  Object.entries(pairs)
    .map(([name, value]) => `<meta property="${name}" content="${value}">`)
    .join('');

/** Shopify's Dawn writes both prices always, and shows one block of the two by a class on the frame. */
const dawn = (regular: string, sale: string, was: string, more = '', state = ''): string =>
  `<div class="price price--large ${state}"><div class="price__container"><div class="price__regular"><span class="visually-hidden visually-hidden--inline">Regular price</span><span class="price-item price-item--regular">${regular}</span></div><div class="price__sale"><span class="visually-hidden visually-hidden--inline">Regular price</span><span><s class="price-item price-item--regular">${was}</s></span><span class="visually-hidden visually-hidden--inline">Sale price</span><span class="price-item price-item--sale price-item--last">${sale}</span></div>${more}</div><span class="badge price__badge-sale color-accent-2">Sale</span><span class="badge price__badge-sold-out color-inverse">Sold out</span></div>`;
const dawnCard = (n: number, price: string): string =>
  `<li class="grid__item"><div class="card-wrapper product-card-wrapper"><div class="card card--standard"><a href="/products/other-${String(n)}" class="full-unstyled-link"><img alt="">Other mug ${String(n)}</a><div class="card-information"><div class="price"><span class="price-item price-item--regular">${price}</span></div></div></div></div></li>`;
const dawnPage = (price: string, form: string): string =>
  `<div id="shopify-section-header"><cart-drawer class="drawer"><div class="drawer__footer"><p class="totals__total-value">$128.00 USD</p></div></cart-drawer></div><main id="MainContent"><section class="product"><div class="product__info-wrapper"><div class="product__title"><h1>Stoneware mug</h1></div><div id="price-template" role="status">${price}<div class="product__tax caption rte">Tax included. <a href="/policies/shipping-policy">Shipping</a> calculated at checkout.</div></div>${form}</div></section><section class="related-products"><h2>You may also like</h2><ul class="product-grid">${[1, 2, 3, 4].map((n) => dawnCard(n, `$${String(n)}9.00 USD`)).join('')}</ul></section></main>`;

const woo = (price: string, more = '', related = '£9.00'): string =>
  `<div id="page"><header><a class="cart-contents" href="/cart/"><span class="woocommerce-Price-amount amount"><bdi><span class="woocommerce-Price-currencySymbol">&pound;</span>45.00</bdi></span> <span class="count">2 items</span></a></header><main><div class="product type-product"><div class="woocommerce-product-gallery"><img alt=""></div><div class="summary entry-summary"><h1 class="product_title entry-title">Linen shirt</h1>${price}<div class="woocommerce-product-details__short-description"><p>Washed linen.</p></div>${more}<div class="product_meta"><span class="sku_wrapper">SKU: <span class="sku">LS-204</span></span></div></div></div><section class="related products"><h2>Related products</h2><ul class="products columns-4">${[1, 2, 3, 4].map((n) => `<li class="product type-product"><a href="/product/other-${String(n)}/" class="woocommerce-LoopProduct-link"><img alt=""><h2 class="woocommerce-loop-product__title">Other ${String(n)}</h2><span class="price"><span class="woocommerce-Price-amount amount">${related}</span></span></a></li>`).join('')}</ul></section></main></div>`;
const amount = (value: string): string =>
  `<span class="woocommerce-Price-amount amount"><bdi><span class="woocommerce-Price-currencySymbol">&pound;</span>${value}</bdi></span>`;

const PAGES: readonly ThemePage[] = [
  {
    name: 'Wix, sale price with spoken labels and a hidden duplicate',
    at: 'https://www.candles.example/product-page/fig-candle',
    lang: 'en-GB',
    head: og({ 'og:type': 'product', 'product:price:amount': '18', 'product:price:currency': 'GBP' }),
    body: `<main><section data-hook="product-page"><h1 data-hook="product-title">Fig candle</h1><div data-hook="sku">SKU: CN-118</div><div data-hook="product-price"><div data-hook="formatted-primary-price-wrapper"><span data-hook="sr-formatted-primary-price" class="visually-hidden">Regular Price</span><s data-hook="formatted-primary-price" data-wix-original-price="£24.00">£24.00</s></div><span class="visually-hidden">Sale Price</span><span data-hook="formatted-secondary-price">£18.00</span></div><button data-hook="add-to-cart">Add to Cart</button></section></main>`,
    wanted: { price: '18.00', listPrice: '24.00', currency: 'GBP', priceKind: 'plain' },
  },
  {
    name: 'Squarespace, original and sale price',
    at: 'https://studio.example/shop/p/tall-vase',
    lang: 'en-US',
    body: `<main><article class="ProductItem"><div class="ProductItem-details"><h1 class="ProductItem-details-title">Tall vase</h1><div class="product-price"><span class="product-price-value">$64.00 sale</span><span class="original-price">$80.00</span></div><div class="ProductItem-product-price"></div><div class="variant-select-wrapper"><select name="Glaze"><option selected>Ash</option><option>Snow</option></select></div><div class="sqs-add-to-cart-button">Add To Cart</div></div></article></main>`,
    wanted: { price: '64.00', listPrice: '80.00', currency: 'USD', title: 'Tall vase' },
  },
  {
    name: 'Ecwid, compare-at price and taxes included',
    at: 'https://shop.example/products/Walnut-board-p58211',
    lang: 'de',
    body: `<div class="ecwid-productBrowser-details"><h1 class="product-details__product-title" itemprop="name">Brett aus Nussbaum</h1><div itemprop="sku">ART.-NR. 00058</div><div class="product-details__product-price-row"><div class="product-details-module__content"><div class="product-details__product-price ec-price-item" itemprop="price" content="49.9"><span class="details-product-price__value ec-price-item">49,90 €</span></div><div class="product-details__product-price-compare"><span class="details-product-price-compare__container">Vorher <span class="details-product-price-compare__value ec-text-muted">69,90 €</span></span></div><div class="details-product-price-taxes">inkl. 19 % MwSt. <span>7,97 €</span></div></div></div><button>In den Warenkorb</button></div>`,
    wanted: { price: '49.90', listPrice: '69.90', currency: 'EUR' },
  },
  {
    name: 'OpenCart, new price, old price, without tax, points and steps',
    at: 'https://electro.example/index.php?route=product/product&product_id=42',
    lang: 'en-US',
    body: `<div id="content"><div class="col-sm"><h1>Desk lamp</h1><ul class="list-unstyled"><li>Product Code: DL-42</li><li>Reward Points: 100</li><li>Availability: In Stock</li></ul><ul class="list-unstyled"><li><span class="price-old" style="text-decoration: line-through">$122.00</span></li><li><h2><span class="price-new">$110.00</span></h2></li><li>Ex Tax: $90.00</li><li>Price in reward points: 400</li><li><hr></li><li>10 or more $88.00</li></ul><div id="product"><button id="button-cart">Add to Cart</button></div></div></div>`,
    wanted: { price: '110.00', listPrice: '122.00', currency: 'USD' },
  },
  {
    name: 'Coupang, coupon and member price above the sale price',
    at: 'https://www.coupang.example/vp/products/7654321?itemId=1&vendorItemId=2',
    lang: 'ko',
    body: `<main><h1 class="prod-buy-header__title">곰곰 현미 10kg</h1><div class="prod-price"><div class="prod-origin-price"><span class="discount-rate">25%</span> <del class="origin-price">39,900원</del></div><div class="prod-sale-price"><span class="total-price"><strong>29,900원</strong></span> <span class="unit-price">(100g당 299원)</span></div></div><div class="prod-shipping-fee">무료배송</div><button>장바구니 담기</button></main>`,
    wanted: { price: '29900', listPrice: '39900', currency: 'KRW', priceKind: 'plain' },
  },
  {
    name: 'Flipkart-like, atomic classes, offers and EMI around',
    at: 'https://www.kart.example/phone-x-128/p/itm5a6b7c8d9e0f1?pid=MOBH4DQFG8NKFRDY',
    lang: 'en-IN',
    body: `<div class="DOjaWF"><div class="C7fEHH"><h1 class="_6EBuvT"><span class="VU-ZEz">Phone X (Black, 128 GB)</span></h1><div class="hl05eU"><div class="Nx9bqj CxhGGd">₹58,999</div><div class="yRaY8j A6+E6v">₹<!-- -->69,900</div><div class="UkUFwK WW8yVX"><span>15% off</span></div></div><div class="col">+ ₹99 Secured Packaging Fee</div><ul><li>Bank Offer 5% cashback up to ₹750</li><li>No cost EMI starting from ₹9,834/month</li></ul><button>ADD TO CART</button></div></div>`,
    wanted: { price: '58999', listPrice: '69900', currency: 'INR', priceKind: 'plain' },
  },
  {
    name: 'a shop on Next.js whose price is split and repeated for the eye',
    at: 'https://www.mode.example/herren/jacke-a1b2c3d4e5.html',
    lang: 'de-DE',
    head: ld({
      '@type': 'Product',
      name: 'Jacke',
      sku: 'A1B2C3D4E5-Q11',
      offers: [
        {
          '@type': 'Offer',
          sku: 'A1B2C3D4E5-Q1100S',
          price: 79.95,
          priceCurrency: 'EUR',
          availability: 'https://schema.org/InStock',
        },
        {
          '@type': 'Offer',
          sku: 'A1B2C3D4E5-Q1100M',
          price: 79.95,
          priceCurrency: 'EUR',
          availability: 'https://schema.org/OutOfStock',
        },
      ],
    }),
    body: `<main><div data-testid="pdp"><h1><span>Marke</span> Jacke</h1><div class="a9f"><p class="sDq"><span class="x1">79,95 €</span><span class="x2"> inkl. MwSt.</span></p><p class="x3">Ursprünglich: <span class="x4">99,95 €</span> <span>-20%</span></p><p class="x5">Letzter niedrigster Preis: 84,95 €</p></div><button>In den Warenkorb</button></div></main>`,
    wanted: { price: '79.95', listPrice: '99.95', currency: 'EUR', availability: 'in-stock' },
  },
  {
    name: 'VTEX, list price, spot price by Pix and instalments',
    at: 'https://loja.example/cafeteira-italiana/p',
    lang: 'pt-BR',
    body: `<div class="vtex-flex-layout"><h1 class="vtex-store-components-3-x-productNameContainer"><span class="vtex-store-components-3-x-productBrand">Cafeteira italiana</span></h1><span class="vtex-product-identifier-0-x-product-identifier__value">20481</span><div><span class="vtex-product-price-1-x-listPrice"><span class="vtex-product-price-1-x-listPriceValue strike" style="text-decoration: line-through">R$ 249,90</span></span></div><div><span class="vtex-product-price-1-x-sellingPrice"><span class="vtex-product-price-1-x-currencyContainer"><span>R$</span> <span>199</span><span>,</span><span>90</span></span></span></div><span class="vtex-product-price-1-x-installments">em até 4x de R$ 49,97 sem juros</span><button>Comprar</button></div>`,
    wanted: { price: '199.90', listPrice: '249.90', currency: 'BRL', priceKind: 'plain' },
  },
  {
    name: 'Odoo, public price beside the own one, in microdata',
    at: 'https://www.tools.example/shop/drill-18v-231',
    lang: 'fr-FR',
    body: `<section id="product_detail"><div itemscope itemtype="http://schema.org/Product"><h1 itemprop="name">Perceuse 18 V</h1><div itemprop="offers" itemscope itemtype="http://schema.org/Offer" class="product_price"><h3 class="css_editable_mode_hidden"><span class="oe_price" style="white-space: nowrap"><span class="oe_currency_value">129,00</span> €</span><span itemprop="price" style="display:none">129.0</span><span itemprop="priceCurrency" style="display:none">EUR</span><span style="text-decoration: line-through; white-space: nowrap" class="text-muted oe_default_price"><span class="oe_currency_value">159,00</span> €</span></h3></div><a id="add_to_cart">Ajouter au panier</a></div></section>`,
    wanted: { price: '129.00', listPrice: '159.00', currency: 'EUR' },
  },
  {
    name: 'Woo blocks, a sale written with insertions',
    at: 'https://farm.example/product/honey/',
    lang: 'pl-PL',
    body: `<main class="wp-block-group"><div class="wp-block-columns product type-product"><h1 class="wp-block-post-title">Miód lipowy</h1><div class="wp-block-woocommerce-product-price"><div class="wc-block-components-product-price"><span class="screen-reader-text">Pierwotna cena:</span><del class="wc-block-components-product-price__regular">45,00 zł</del><span class="screen-reader-text">Cena promocyjna:</span><ins class="wc-block-components-product-price__value is-discounted">36,00 zł</ins></div></div><button>Dodaj do koszyka</button></div></main>`,
    wanted: { price: '36.00', listPrice: '45.00', currency: 'PLN' },
  },
  {
    name: 'Shopify, on sale, with instalments and another price for recurring deliveries',
    at: 'https://mugs.example/products/stoneware-mug?variant=42',
    lang: 'en',
    head:
      og({ 'og:type': 'product', 'og:price:amount': '24.00', 'og:price:currency': 'USD' }) +
      ld({
        '@type': 'ProductGroup',
        name: 'Stoneware mug',
        productGroupID: '7001',
        variesBy: ['https://schema.org/color'],
        hasVariant: [
          {
            '@type': 'Product',
            name: 'Stoneware mug - Blue',
            sku: 'MUG-B',
            offers: {
              '@type': 'Offer',
              price: '24.00',
              priceCurrency: 'USD',
              availability: 'https://schema.org/InStock',
              url: 'https://mugs.example/products/stoneware-mug?variant=42',
            },
          },
          {
            '@type': 'Product',
            name: 'Stoneware mug - Red',
            sku: 'MUG-R',
            offers: {
              '@type': 'Offer',
              price: '29.00',
              priceCurrency: 'USD',
              availability: 'https://schema.org/OutOfStock',
              url: 'https://mugs.example/products/stoneware-mug?variant=43',
            },
          },
        ],
      }),
    body: dawnPage(
      dawn('$24.00 USD', '$24.00 USD', '$32.00 USD', '', 'price--on-sale') +
        '<shopify-payment-terms>Pay in 4 interest-free installments of $6.00 with Shop Pay</shopify-payment-terms>',
      '<fieldset class="product-form__input"><input type="radio" name="Color" value="Blue" checked><label>Blue</label></fieldset><fieldset class="subscription"><label>Subscribe and save 10% <span class="price">$21.60</span></label></fieldset><button type="submit" name="add">Add to cart</button>',
    ),
    wanted: {
      price: '24.00',
      listPrice: '32.00',
      currency: 'USD',
      priceKind: 'plain',
      availability: 'in-stock',
    },
  },
  {
    name: 'Shopify, sold out, with a unit price',
    at: 'https://mugs.example/products/tea',
    lang: 'en',
    head:
      og({ 'og:type': 'product', 'og:price:amount': '12.00', 'og:price:currency': 'USD' }) +
      ld({
        '@type': 'Product',
        name: 'Stoneware mug',
        offers: [
          {
            '@type': 'Offer',
            price: '12.0',
            priceCurrency: 'USD',
            availability: 'http://schema.org/OutOfStock',
          },
        ],
      }),
    body: dawnPage(
      dawn(
        '$12.00 USD',
        '$12.00 USD',
        '',
        '<small class="unit-price caption"><span class="visually-hidden">Unit price</span><span class="price-item price-item--last"><span>$24.00</span><span aria-hidden="true">/</span><span class="visually-hidden">&nbsp;per&nbsp;</span><span>100g</span></span></small>',
        'price--sold-out',
      ),
      '<button type="submit" name="add" disabled>Sold out</button>',
    ),
    wanted: { price: '12.00', listPrice: null, currency: 'USD', availability: 'out-of-stock' },
  },
  {
    name: 'Shopify, a lowest price of variants',
    at: 'https://mugs.example/products/set',
    lang: 'en',
    head: ld({
      '@type': 'ProductGroup',
      name: 'Stoneware mug',
      hasVariant: [15, 25, 40].map((price) => ({
        '@type': 'Product',
        name: `Stoneware mug ${String(price)}`,
        offers: { '@type': 'Offer', price: String(price), priceCurrency: 'USD' },
      })),
    }),
    body: dawnPage(
      dawn('From $15.00 USD', 'From $15.00 USD', ''),
      '<button type="submit" name="add">Add to cart</button>',
    ),
    wanted: { price: '15.00', listPrice: null, currency: 'USD', priceKind: 'from' },
  },
  {
    name: 'WooCommerce, a sale with words for screen readers',
    at: 'https://shirts.example/product/linen-shirt/',
    lang: 'en-GB',
    body: woo(
      `<p class="price"><del aria-hidden="true">${amount('60.00')}</del> <span class="screen-reader-text">Original price was: &pound;60.00.</span><ins aria-hidden="true">${amount('42.00')}</ins><span class="screen-reader-text">Current price is: &pound;42.00.</span></p>`,
      '<p class="stock in-stock">3 in stock</p><form class="cart"><button type="submit" class="single_add_to_cart_button button">Add to cart</button></form>',
    ),
    wanted: { price: '42.00', listPrice: '60.00', currency: 'GBP', title: 'Linen shirt' },
  },
  {
    name: 'WooCommerce, a range, and the chosen variation below it',
    at: 'https://shirts.example/product/linen-shirt/?attribute_size=l',
    lang: 'en-GB',
    body: woo(
      `<p class="price">${amount('42.00')} <span aria-hidden="true">–</span> ${amount('58.00')}</p>`,
      `<form class="variations_form cart"><select name="attribute_size"><option>S</option><option selected>L</option></select><div class="single_variation_wrap"><div class="woocommerce-variation single_variation"><div class="woocommerce-variation-price"><span class="price">${amount('58.00')}</span></div></div><button type="submit" class="single_add_to_cart_button button">Add to cart</button></div></form>`,
    ),
    wanted: { currency: 'GBP', listPrice: null },
  },
  {
    name: 'WooCommerce, with and without tax',
    at: 'https://shirts.example/product/linen-shirt/',
    lang: 'en-GB',
    body: woo(
      `<p class="price">${amount('50.00')} <small class="woocommerce-price-suffix">inc. VAT (${amount('41.67')} ex. VAT)</small></p>`,
      '<button class="single_add_to_cart_button">Add to cart</button>',
    ),
    wanted: { price: '50.00', listPrice: null, currency: 'GBP' },
  },
  {
    name: 'Magento, special price with old price, and steps for many',
    at: 'https://tools.example/cordless-drill.html',
    lang: 'en-US',
    head: og({ 'og:type': 'product', 'product:price:amount': '89.99', 'product:price:currency': 'USD' }),
    body: `<header><div class="minicart-wrapper"><span class="counter qty">1</span><span class="price">$12.00</span></div></header><main id="maincontent"><div class="product-info-main"><div class="page-title-wrapper product"><h1 class="page-title"><span class="base" itemprop="name">Cordless drill 18 V</span></h1></div><div class="product-info-price"><div class="price-box price-final_price"><span class="special-price"><span class="price-container price-final_price tax weee"><span class="price-label">Special Price</span><span id="product-price-42" data-price-amount="89.99" data-price-type="finalPrice" class="price-wrapper"><span class="price">$89.99</span></span></span></span><span class="old-price"><span class="price-container"><span class="price-label">Regular Price</span><span data-price-amount="129.99" data-price-type="oldPrice" class="price-wrapper"><span class="price">$129.99</span></span></span></span></div><div class="product-info-stock-sku"><div class="stock available"><span>In stock</span></div><div class="product attribute sku"><strong class="type">SKU</strong><div class="value" itemprop="sku">CD-18</div></div></div></div><ul class="prices-tier items"><li class="item">Buy 5 for <span class="price-container"><span class="price">$84.99</span></span> each and <strong class="benefit">save 6%</strong></li></ul><div class="box-tocart"><button class="action primary tocart">Add to Cart</button></div></div><div class="block related"><ol class="products list items">${[1, 2, 3].map((n) => `<li class="item product product-item"><a href="/other-${String(n)}.html" class="product photo"><img alt=""></a><strong class="product name">Other ${String(n)}</strong><div class="price-box"><span class="price">$${String(n)}4.00</span></div></li>`).join('')}</ol></div></main>`,
    wanted: { price: '89.99', listPrice: '129.99', currency: 'USD', title: 'Cordless drill 18 V' },
  },
  {
    name: 'PrestaShop, a reduction in percent and the lowest price of 30 days',
    at: 'https://boutique.example/fr/robes/12-robe-fleurie.html',
    lang: 'fr-FR',
    head: ld({
      '@type': 'Product',
      name: 'Robe fleurie',
      sku: 'RF-12',
      offers: {
        '@type': 'Offer',
        priceCurrency: 'EUR',
        price: '34.99',
        availability: 'https://schema.org/InStock',
      },
    }),
    body: `<header><div class="blockcart cart-preview"><span class="cart-products-count">(1)</span> <span class="value">19,90 €</span></div></header><section id="main"><div class="col-md-6"><h1 class="h1">Robe fleurie</h1><div class="product-prices js-product-prices"><div class="product-discount"><span class="regular-price">49,99 €</span></div><div class="product-price h5 has-discount"><div class="current-price"><span class="current-price-value" content="34.99">34,99 €</span><span class="discount discount-percentage">Économisez 30 %</span></div></div><div class="lowest-price">Prix le plus bas des 30 derniers jours : 36,99 €</div><div class="tax-shipping-delivery-label">TTC <span class="delivery-information">Livraison : 2 à 3 jours</span></div></div><button class="btn btn-primary add-to-cart">Ajouter au panier</button></div></section>`,
    wanted: { price: '34.99', currency: 'EUR', title: 'Robe fleurie' },
  },
  {
    name: 'Shopware, a list price in percent with a price per kilogram and microdata',
    at: 'https://kaffee.example/Espresso-Bohnen/SW10023',
    lang: 'de-DE',
    head: '<meta property="product:price:amount" content="24.9"><meta property="product:price:currency" content="EUR">',
    body: `<div class="header-cart"><span class="header-cart-total">17,80 €*</span></div><main><div itemscope itemtype="https://schema.org/Product" class="product-detail"><h1 class="product-detail-name" itemprop="name">Espresso Bohnen 1 kg</h1><div class="product-detail-buy"><div itemprop="offers" itemscope itemtype="https://schema.org/Offer"><meta itemprop="priceCurrency" content="EUR"><div class="product-detail-price-container"><meta itemprop="price" content="24.9"><p class="product-detail-price with-list-price">24,90 €*</p><p class="list-price-badge">%</p><p class="product-detail-list-price-wrapper"><span class="list-price-price">29,90 €*</span><span class="list-price-percentage">(16.72% gespart)</span></p><div class="product-detail-price-unit"><span class="price-unit-label">Inhalt:</span> <span class="price-unit-content">1 kg</span> <span class="price-unit-reference-content">(24,90 €* / 1 kg)</span></div></div><p class="product-detail-tax"><a>Preise inkl. MwSt. zzgl. Versandkosten</a></p><link itemprop="availability" href="https://schema.org/InStock"></div><button class="btn btn-primary btn-buy">In den Warenkorb</button><div class="product-detail-ordernumber-container"><span>Produktnummer:</span> <span itemprop="sku">SW10023</span></div></div></div></main>`,
    wanted: { price: '24.90', listPrice: '29.90', currency: 'EUR', title: 'Espresso Bohnen 1 kg' },
  },
  {
    name: 'Shopware, steps for many pieces',
    at: 'https://kaffee.example/Becher/SW10077',
    lang: 'de-DE',
    body: `<main><div itemscope itemtype="https://schema.org/Product" class="product-detail"><h1 class="product-detail-name" itemprop="name">Becher</h1><div itemprop="offers" itemscope itemtype="https://schema.org/AggregateOffer"><meta itemprop="priceCurrency" content="EUR"><meta itemprop="lowPrice" content="0.89"><meta itemprop="highPrice" content="1.19"><table class="product-block-prices-grid"><thead><tr><th>Anzahl</th><th>Stückpreis</th></tr></thead><tbody><tr><th>Bis <span>9</span></th><td>1,19 €*</td></tr><tr><th>Bis 49</th><td>0,99 €*</td></tr><tr><th>Ab 50</th><td>0,89 €*</td></tr></tbody></table></div><button class="btn-buy">In den Warenkorb</button></div></main>`,
    wanted: { currency: 'EUR', title: 'Becher' },
  },
  {
    name: 'Cafe24, retail price struck, sale price, points and delivery in a table',
    at: 'https://closet.example/product/detail.html?product_no=1204&cate_no=42',
    lang: 'ko',
    head: og({
      'og:type': 'product',
      'product:price:amount': '39000',
      'product:price:currency': 'KRW',
      'product:sale_price:amount': '29000',
      'product:sale_price:currency': 'KRW',
    }),
    body: `<div class="xans-element- xans-product xans-product-detail"><div class="headingArea"><h1>린넨 셔츠</h1></div><div class="xans-product-detaildesign"><table><tbody><tr><th><span>상품명</span></th><td>린넨 셔츠</td></tr><tr><th><span>판매가</span></th><td><strong id="span_product_price_text" style="text-decoration:line-through">39,000원</strong></td></tr><tr><th><span>할인판매가</span></th><td><span id="span_product_price_sale">29,000원 <span>(10,000원 할인)</span></span></td></tr><tr><th><span>적립금</span></th><td>290원 (1%)</td></tr><tr><th><span>배송비</span></th><td>3,000원 (50,000원 이상 구매 시 무료)</td></tr></tbody></table></div><div class="xans-product-action"><a class="btnSubmit">바로구매하기</a><button>장바구니</button></div></div>`,
    wanted: { price: '29000', listPrice: '39000', currency: 'KRW' },
  },
  {
    name: 'Rakuten, tax included, points and delivery beside it, others below',
    at: 'https://item.rakuten.co.jp/utsuwa/yunomi-01/',
    lang: 'ja',
    body: `<div id="rakutenLimitedId_aroundCart"><span class="item_name">湯呑み 美濃焼</span><div><span class="price2">2,480円</span> <span class="tax_postage">税込 送料660円</span></div><div class="point-summary">22ポイント(1倍)</div><div>最短お届け日: 12月3日</div><button>かごに追加</button></div><h1>湯呑み 美濃焼</h1><div class="rcm-list">${[1, 2, 3].map((n) => `<div class="rcm-item"><a href="/utsuwa/x-${String(n)}/"><img alt="">急須</a><span class="price">${String(n)},980円</span></div>`).join('')}</div>`,
    wanted: { price: '2480', currency: 'JPY' },
  },
  {
    name: 'Mercado Libre, split cents, price before, instalments and other sellers',
    at: 'https://produto.mercadolivre.com.br/MLB-3456789012-fone-bluetooth-_JM',
    lang: 'pt-BR',
    head: ld({
      '@type': 'Product',
      name: 'Fone Bluetooth',
      sku: 'MLB3456789012',
      offers: {
        '@type': 'Offer',
        price: 189.9,
        priceCurrency: 'BRL',
        availability: 'http://schema.org/InStock',
      },
    }),
    body: `<div class="ui-pdp-container"><h1 class="ui-pdp-title">Fone Bluetooth</h1><div class="ui-pdp-price"><s class="andes-money-amount ui-pdp-price__part ui-pdp-price__original-value andes-money-amount--previous"><span class="andes-money-amount__currency-symbol">R$</span><span class="andes-money-amount__fraction">249</span></s><div class="ui-pdp-price__second-line"><span class="andes-money-amount ui-pdp-price__part"><meta itemprop="price" content="189.9"><span class="andes-money-amount__currency-symbol">R$</span><span class="andes-money-amount__fraction">189</span><span class="andes-money-amount__cents andes-money-amount__cents--superscript-36">90</span></span><span class="andes-money-amount__discount">23% OFF</span></div><p class="ui-pdp-price__subtitles">em 10x <span class="andes-money-amount"><span>R$</span><span class="andes-money-amount__fraction">18</span><span class="andes-money-amount__cents--superscript-16">99</span></span> sem juros</p></div><button class="andes-button">Comprar agora</button><div class="ui-pdp-other-sellers"><p>Outras opções de compra</p><a href="/p/MLB1/s">3 produtos novos a partir de R$ 179,90</a></div></div>`,
    wanted: { price: '189.90', listPrice: '249', currency: 'BRL', priceKind: 'plain' },
  },
  {
    name: 'BigCommerce, MSRP, was, now and you save',
    at: 'https://outdoor.example/trail-pack-30/',
    lang: 'en-US',
    head: og({ 'og:type': 'product', 'product:price:amount': '119.95', 'product:price:currency': 'USD' }),
    body: `<div class="productView"><section class="productView-details product-data"><h1 class="productView-title">Trail pack 30</h1><div class="productView-price"><div class="price-section price-section--withoutTax rrp-price--withoutTax">MSRP: <span data-product-rrp-price-without-tax class="price price--rrp">$159.95</span></div><div class="price-section price-section--withoutTax non-sale-price--withoutTax">Was: <span class="price price--non-sale">$139.95</span></div><div class="price-section price-section--withoutTax"><span class="price-label"></span><span class="price-now-label">Now:</span> <span data-product-price-without-tax class="price price--withoutTax price--main">$119.95</span></div><div class="price-section price-section--saving price"><span class="price">(You save</span> <span class="price price--saving">$40.00</span> <span class="price">)</span></div></div><dl class="productView-info"><dt>SKU:</dt><dd>TP-30</dd></dl><input id="form-action-addToCart" type="submit" value="Add to Cart"><button>Add to Cart</button></section></div>`,
    wanted: { price: '119.95', currency: 'USD', title: 'Trail pack 30' },
  },
  {
    name: 'Youzan, price after coupon, price before, stock and group price',
    at: 'https://shop123.youzan.example/wscgoods/detail/2xk8q0',
    lang: 'zh-CN',
    body: `<div class="goods-detail"><div class="goods-price"><div class="goods-price__current"><span class="goods-price__tag">券后价</span><span class="goods-price__unit">¥</span><span class="goods-price__integer">79</span><span class="goods-price__decimal">.90</span></div><div class="goods-price__origin"><span>价格</span><span style="text-decoration: line-through">¥99.90</span></div></div><h1 class="goods-title">手冲咖啡壶 600ml</h1><div class="goods-stock">运费 ¥8.00 剩余 123</div><div class="goods-recommend"><div class="goods-card"><a href="/wscgoods/detail/a1"><img>滤纸</a><span class="price">¥19.90</span></div><div class="goods-card"><a href="/wscgoods/detail/a2"><img>豆</a><span class="price">¥59.00</span></div><div class="goods-card"><a href="/wscgoods/detail/a3"><img>杯</a><span class="price">¥29.00</span></div></div><div class="goods-btns"><button>加入购物车</button><button>立即购买</button></div></div>`,
    wanted: { price: '79.90', listPrice: '99.90', currency: 'CNY', priceKind: 'after-coupon' },
  },
  {
    name: 'Salesforce, a strike-through list with words, and a price of a bonus product',
    at: 'https://fashion.example/us/pleated-skirt/701643.html',
    lang: 'en-US',
    body: `<div class="container product-detail product-wrapper" data-pid="701643421084M"><h1 class="product-name">Pleated skirt</h1><div class="prices-add-to-cart-actions"><div class="prices"><div class="price"><span><del><span class="strike-through list"><span class="value" content="128.00"><span class="sr-only">Price reduced from</span>$128.00<span class="sr-only">to</span></span></span></del><span class="sales"><span class="value" content="89.60">$89.60</span></span></span></div></div><div class="promotions"><div class="callout">Extra $10 off orders over $150</div></div><button class="add-to-cart btn btn-primary">Add to Cart</button></div></div><div class="recommendations"><div class="product-tile"><a href="/us/x/1.html"><img></a><div class="price"><span class="sales"><span class="value">$24.00</span></span></div></div></div>`,
    wanted: { price: '89.60', listPrice: '128.00', currency: 'USD', title: 'Pleated skirt' },
  },
  {
    name: 'a member’s price larger than the price, as warehouses show it',
    at: 'https://market.example/p/olive-oil-1l-88321',
    lang: 'en-GB',
    head: ld({
      '@type': 'Product',
      name: 'Olive oil 1 l',
      sku: '88321',
      offers: { '@type': 'Offer', price: '9.50', priceCurrency: 'GBP' },
    }),
    body: `<main><h1>Olive oil 1 l</h1><div class="buybox"><div class="offer-strip"><span class="offer-text">£7.00 Clubcard Price</span><span class="offer-terms">Offer valid until 30/11</span></div><div class="price-details"><p class="price__text">£9.50</p><p class="price__subtext">£9.50/litre</p></div><button>Add to basket</button></div></main>`,
    // Both stand there; what is said to be for members is named as that, and the other as what it is compared with.
    wanted: { price: '7.00', listPrice: '9.50', currency: 'GBP', priceKind: 'member' },
  },
  {
    name: 'an aggregate offer of a marketplace with used ones, of which the page shows the new one',
    at: 'https://buecher.example/artikel/9783161484100',
    lang: 'de',
    head: ld({
      '@type': 'Book',
      name: 'Das Werk',
      isbn: '9783161484100',
      offers: {
        '@type': 'AggregateOffer',
        lowPrice: '4.20',
        highPrice: '24.00',
        offerCount: 7,
        priceCurrency: 'EUR',
      },
    }),
    body: `<main><h1>Das Werk</h1><p class="author">von A. Muster</p><div class="price-block"><span class="price">24,00 €</span> <small>inkl. MwSt., versandkostenfrei</small></div><button>In den Warenkorb</button><div class="marketplace"><a href="/angebote/9783161484100">6 gebrauchte ab 4,20 €</a></div></main>`,
    wanted: { price: '24.00', listPrice: null, currency: 'EUR' },
  },
  {
    name: 'a price of which the machine-readable one is for a thousand',
    at: 'https://labels.example/p/labels-1000',
    lang: 'en-IE',
    head: ld({
      '@type': 'Product',
      name: 'Labels',
      sku: 'L-1000',
      offers: {
        '@type': 'Offer',
        priceCurrency: 'EUR',
        price: '18.00',
        priceSpecification: {
          '@type': 'UnitPriceSpecification',
          price: '18.00',
          priceCurrency: 'EUR',
          referenceQuantity: { '@type': 'QuantitativeValue', value: 1000, unitCode: 'C62' },
        },
      },
    }),
    body: `<main><h1>Labels</h1><div class="price">€18.00 <small>per 1,000</small></div><div class="unit">€0.018 each</div><button>Add to cart</button></main>`,
    wanted: { price: '18.00', listPrice: null, currency: 'EUR' },
  },
  {
    name: 'a schema.org example: struck and sale price as specifications of types',
    at: 'https://example-shop.example/anvil',
    lang: 'en',
    head: ld({
      '@type': 'Product',
      name: 'Executive anvil',
      sku: '0446310786',
      offers: {
        '@type': 'Offer',
        url: 'https://example-shop.example/anvil',
        itemCondition: 'https://schema.org/NewCondition',
        availability: 'https://schema.org/PreOrder',
        priceSpecification: [
          { '@type': 'UnitPriceSpecification', price: 119.99, priceCurrency: 'USD' },
          {
            '@type': 'UnitPriceSpecification',
            priceType: 'https://schema.org/StrikethroughPrice',
            price: 159.99,
            priceCurrency: 'USD',
          },
        ],
      },
    }),
    body: '<main><h1>Executive anvil</h1><button>Pre-order</button></main>',
    wanted: { price: '119.99', listPrice: '159.99', currency: 'USD', availability: 'pre-order' },
  },
  {
    name: 'a Polish shop with the regular and the lowest price, each in words',
    at: 'https://sklep.example/p/kurtka-zimowa-3301',
    lang: 'pl',
    body: `<main><h1>Kurtka zimowa</h1><div class="product-price"><span class="price-sale">299,99 zł</span><div class="price-regular">Cena regularna: <span>449,99 zł</span></div><div class="price-lowest">Najniższa cena z 30 dni przed obniżką: <span>319,99 zł</span> -6%</div></div><p>lub 10 rat x 30,00 zł</p><button>Dodaj do koszyka</button></main>`,
    wanted: { price: '299.99', listPrice: '449.99', currency: 'PLN', priceKind: 'plain' },
  },
  {
    name: 'an Indian shop with list price, bank offer and instalments',
    at: 'https://www.mobiles.example/p/phone-x?pid=MOB123',
    lang: 'en-IN',
    body: `<main><h1>Phone X (Blue, 128 GB)</h1><div class="offer-tag">Special price</div><div class="price-row"><div class="now">₹17,999</div><div class="before" style="text-decoration:line-through">₹24,999</div><div class="share"><span>28% off</span></div></div><div class="secure">+ ₹59 Secured Packaging Fee</div><ul class="offers"><li>Bank Offer 10% off up to ₹1,250 on cards</li><li>No cost EMI from ₹3,000/month</li></ul><button>ADD TO CART</button><button>BUY NOW</button></main>`,
    wanted: { price: '17999', listPrice: '24999', currency: 'INR', priceKind: 'plain' },
  },
];

function read({ at, lang, head = '', body, name }: ThemePage): Value | null {
  const document = new DOMParser().parseFromString(
    `<!doctype html><html lang="${lang}"><head><title>${/<h1[^>]*>(.*?)<\/h1>/s.exec(body)?.[1]?.replace(/<[^>]+>/g, '') ?? ''} – shop</title>${head}</head><body>${body}</body></html>`,
    'text/html',
  );
  const sightings = observeOffer({ document, url: new URL(at), shop: null, layout: false });
  for (const sighting of sightings) expect(sightingSchema.safeParse(sighting).success, name).toBe(true);
  return sightings.find((one): one is SightingOf<'offer'> => one.kind === 'offer')?.value ?? null;
}

const number = (text: unknown): unknown =>
  typeof text === 'string' && /^\d/.test(text) ? Number(text) : text;

describe('pages in the markup of shop systems', () => {
  it.each(PAGES.map((page) => [page.name, page] as const))('%s', (_name, page) => {
    const value = read(page);
    expect(value, 'no offer').not.toBeNull();
    for (const [field, wanted] of Object.entries(page.wanted))
      expect(
        number(value?.[field as keyof Value]),
        `${field} ← ${JSON.stringify(value?.sources.filter((one) => /price/.test(one.field)))}`,
      ).toBe(number(wanted));
  });
});

describe('a page of what is about to be bought', () => {
  const lines = (heading: string): string =>
    `<main><h1>${heading}</h1><ul><li class="cart-line"><a href="/p/1">Stoneware mug</a><span class="price">$24.00</span></li></ul><div class="total">Total <span class="price">$31.50</span></div><button>Checkout</button></main>`;
  const at = (path: string, body: string): Value | null =>
    read({ name: path, at: `https://mugs.example${path}`, lang: 'en', body, wanted: {} });

  it.each([
    ['/cart', 'Your order'],
    ['/en/shopping-cart.html', 'Stoneware and more'],
    ['/checkout/step-2', 'Delivery'],
    ['/warenkorb', 'Warenkorb'],
    ['/x/9', 'Your cart (2)'],
    ['/x/9', '购物车（2）'],
  ])('has no product of its own: %s, %s', (path, heading) => {
    expect(at(path, lines(heading))).toBeNull();
  });

  it('is not what sells carts, bags and baskets', () => {
    const goods = (heading: string): string =>
      `<main><h1>${heading}</h1><p class="price">$89.00</p><button>Add to cart</button></main>`;
    expect(at('/bag/leather-tote-5501', goods('Leather tote'))?.price).toBe('89.00');
    expect(at('/p/golf-cart-8812', goods('Golf cart'))?.price).toBe('89.00');
    expect(at('/p/picnic-basket', goods('Basket for picnics'))?.price).toBe('89.00');
  });
});
