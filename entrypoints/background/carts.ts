/**
 * Prices of the products that were looked at in the last hour, held in the browser's memory and never on disk, and
 * set beside what a cart of the same shop adds to them.
 */
import { recentList } from '../../components/channel/recent-list';
import { pricedPageSchema, type PricedPage } from '../../components/model/card';
import type { Excerpt } from '../../components/model/excerpt';
import { LIMITS } from '../../components/model/limits';
import type { Sighting } from '../../components/model/observation';
import type { Shop } from '../../components/model/shop';
import type { VisitRecord } from '../../components/model/visit-record';
import { productOf } from '../../components/observers/card-price';
import { isSumOf, readCart } from '../../components/observers/cart';
import { isCartPage } from '../../components/observers/offer';
import { compareAmounts } from '../../components/prices/amount';
import { latestOffer } from '../../components/visits/price-memory';

export interface Carts {
  /** Holds the price of an open product page, and whether a fee is named beside it. */
  note(record: VisitRecord, shop: Shop | null): Promise<void>;
  /** What the sums of a cart add to prices that were looked at before; nothing on any other page. */
  feesOf(excerpt: Excerpt, shop: Shop | null, feeOf: (text: string) => string | null): Promise<Sighting[]>;
}

export function carts(): Carts {
  const priced = recentList('priced-pages', pricedPageSchema, LIMITS.pricedPages, (held, now) =>
    isOld(held.seenAt, now.seenAt),
  );
  return {
    note(record, shop) {
      const page = pricedPage(record, shop);
      return page ? priced.note(page) : Promise.resolve();
    },
    async feesOf(excerpt, shop, feeOf) {
      if (!isCartPage(excerpt)) return [];
      const cart = readCart(excerpt, shop, feeOf);
      if (!cart || cart.fees.length === 0) return [];
      const looked = await priced.all();
      const now = new Date().toISOString();
      // The same product at the very same price: then its price page and this line speak of one thing.
      const goods = cart.lines.flatMap(({ product, amounts }) => {
        const page = looked.find((one) => one.product === product && one.currency === cart.currency);
        const isSame = page && amounts.some((amount) => compareAmounts(amount, page.price) === 0);
        return page && isSame && !isOld(page.seenAt, now) ? [page] : [];
      });
      if (goods.length === 0) return [];
      // Lines that the page did not hand over are noticed by what they cost.
      const isWhole =
        cart.goods !== null &&
        isSumOf(
          cart.goods,
          goods.map(({ price }) => price),
        );
      const others = cart.lines.length - goods.length;
      return cart.fees.map((fee): Sighting => ({
        kind: 'cart-fee',
        subject: 'page:self',
        observer: 'cart',
        method: 'cart-lines',
        value: {
          entry: fee.entry,
          text: fee.text,
          amount: fee.amount,
          currency: cart.currency,
          total: cart.total,
          addsUp: cart.addsUp,
          goods: goods
            .slice(0, 8)
            .map(({ url, price, seenAt, namesFee }) => ({ url, price, seenAt, namesFee })),
          otherGoods: others === 0 && !isWhole ? 1 : others,
        },
      }));
    },
  };
}

function pricedPage(record: VisitRecord, shop: Shop | null): PricedPage | null {
  const offer = latestOffer(record.observations);
  const product = offer && record.isPageSettled ? productOf(record.url, shop) : null;
  if (!offer || product === null) return null;
  const { price, currency, priceKind, disagreements } = offer.value;
  const isDisputed = disagreements.some(({ field }) => field === 'price' || field === 'currency');
  if (price === null || currency === null || priceKind !== 'plain' || isDisputed) return null;
  // Anywhere on the page: whoever was told of a fee before, was told.
  const namesFee = record.observations.some(
    (seen) => seen.kind === 'price-wording' && seen.value.wording === 'mandatory-fee',
  );
  return {
    product,
    url: record.url.slice(0, LIMITS.urlChars),
    price,
    currency,
    namesFee,
    seenAt: offer.seenAt,
  };
}

function isOld(seenAt: string, now: string): boolean {
  return Date.parse(now) - Date.parse(seenAt) > LIMITS.pricedPageSeconds * 1_000;
}
