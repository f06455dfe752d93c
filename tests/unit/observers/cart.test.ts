// @vitest-environment jsdom
import { describe, expect, it } from 'vitest';
import { isSumOf, readCart, type Cart } from '../../../components/observers/cart';
import { isCartPage } from '../../../components/observers/offer';
import { takeExcerpt } from '../../../components/observers/offer-excerpt';

const AT = new URL('https://shop.example/cart');
const feeOf = (text: string): string | null => (/service fee/i.test(text) ? 'mandatory-fee-en' : null);
const row = (label: string, amount: string, more = ''): string =>
  `<div class="row"><span>${label}</span>${more}<span>${amount}</span></div>`;
const line = (id: string, price: string): string =>
  `<li><a href="/p/${id}"><img alt="">Item ${id}</a><span class="price">${price}</span></li>`;

function cartOf(rows: string, lines = line('kettle-20', '£20.00'), language = 'en'): Cart | null {
  document.documentElement.lang = language;
  document.head.innerHTML = '<title>Your basket</title>';
  document.body.innerHTML = `<main><h1>Your basket</h1><ul>${lines}</ul><section class="sums">${rows}</section><button>Checkout</button></main>`;
  const taken = takeExcerpt({ document, url: AT, shop: null, layout: false });
  if (!taken) throw new Error('no excerpt');
  expect(isCartPage(taken.excerpt)).toBe(true);
  return readCart(taken.excerpt, null, feeOf);
}

describe('a cart', () => {
  it('is read with its goods, its fee and its total, which add up', () => {
    const cart = cartOf(
      row('Subtotal', '£20.00') +
        row('Service fee', '£1.50') +
        row('Delivery', '£3.99') +
        row('Total', '£25.49'),
    );
    expect(cart).toMatchObject({ currency: 'GBP', total: '25.49', goods: '20.00', addsUp: true });
    expect(cart?.fees).toEqual([{ entry: 'mandatory-fee-en', text: 'Service fee £1.50', amount: '1.50' }]);
    expect(cart?.lines).toEqual([
      { product: 'shop.example/p/kettle-20', url: 'https://shop.example/p/kettle-20', amounts: ['20.00'] },
    ]);
  });

  it.each([
    [
      'a total that is more than its lines',
      row('Subtotal', '£20.00') + row('Service fee', '£1.50') + row('Total', '£29.00'),
    ],
    ['no sum of the goods', row('Service fee', '£1.50') + row('Total', '£21.50')],
    [
      'two sums of the goods',
      row('Subtotal', '£20.00') +
        row('Items subtotal', '£18.00') +
        row('Service fee', '£1.50') +
        row('Total', '£21.50'),
    ],
    [
      'a line in another currency',
      row('Subtotal', '£20.00') + row('Service fee', '€1.50') + row('Total', '£21.50'),
    ],
  ])('does not add up with %s', (_, rows) => {
    expect(cartOf(rows)?.addsUp).toBe(false);
  });

  it.each([
    ['delivery and taxes', row('Delivery', '£3.99') + row('VAT', '£4.00')],
    ['an insurance', row('Parcel insurance service fee', '£1.50')],
    ['what can be ticked', row('Service fee', '£1.50', '<input type="checkbox" checked>')],
    ['a gift to a cause', row('Donation (service fee)', '£1.50')],
    ['a reduction', row('Discount', '−£2.00')],
    ['words that nobody knows', row('Something', '£1.50')],
  ])('takes %s for no fee', (_, rows) => {
    expect(cartOf(row('Subtotal', '£20.00') + rows + row('Total', '£21.50'))?.fees).toEqual([]);
  });

  it('adds up with a reduction, by its sign or without', () => {
    for (const discount of ['−£2.00', '£2.00', '-£2.00']) {
      const rows = row('Subtotal', '£20.00') + row('Discount', discount) + row('Service fee', '£1.50');
      expect(cartOf(rows + row('Total', '£19.50'))).toMatchObject({ addsUp: true, total: '19.50' });
    }
  });

  it('is none where two totals differ, or none is written', () => {
    expect(
      cartOf(row('Subtotal', '£20.00') + row('Total', '£21.50') + row('Total to pay', '£22.50')),
    ).toBeNull();
    expect(cartOf(row('Subtotal', '£20.00') + row('Service fee', '£1.50'))).toBeNull();
  });
});

describe('what goods cost together', () => {
  it.each([
    ['20.00', ['20.00'], true],
    ['60.00', ['20.00'], true],
    ['50.00', ['20.00'], false],
    ['10.00', ['20.00'], false],
    ['88.00', ['20.00', '68.00'], true],
    ['108.00', ['20.00', '68.00'], false],
    ['0.30', ['0.10', '0.20'], true],
    ['20.00', ['0.00'], false],
  ])('%s of %j: %s', (sum, prices, is) => {
    expect(isSumOf(sum, prices)).toBe(is);
  });
});
