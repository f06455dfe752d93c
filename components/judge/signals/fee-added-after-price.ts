import type { SignalParams } from '../../model/signal';
import { no, present, unknown, yes, type Answered } from '../answered';
import { money } from '../decimal';
import type { SubjectFacts } from '../facts';

export const values = ['fee', 'feeAmount', 'total', 'price'] as const;

/**
 * Does a line of the cart add a fee that the product's own page did not name, where the same product stood at the
 * same price? Unknown where the lines do not make the total, or where other goods in the cart may have brought it.
 */
export function answer(facts: SubjectFacts, params: SignalParams<'fee-added-after-price'>): Answered {
  const fees = facts.of('cart-fee').filter(({ value }) => params.entries.includes(value.entry));
  const [fee] = fees;
  if (!fee) return no('no-fee-in-cart', []);
  const { value } = fee;
  const [first] = value.goods;
  const described = present({
    fee: value.text,
    feeAmount: money(value.amount, value.currency),
    total: money(value.total, value.currency),
    price: first ? money(first.price, value.currency) : null,
  });
  if (!first) return unknown('goods-not-looked-at', [fee], described);
  if (value.goods.some(({ namesFee }) => namesFee)) return no('fee-named-with-price', [fee], described);
  const ages = value.goods.map(({ seenAt }) => (Date.parse(fee.seenAt) - Date.parse(seenAt)) / 1_000);
  if (ages.some((age) => age < 0 || age > params.maxAgeSeconds))
    return unknown('price-seen-too-long-ago', [fee], described);
  if (value.otherGoods > 0) return unknown('cart-holds-other-goods', [fee], described);
  if (!value.addsUp) return unknown('cart-does-not-add-up', [fee], described);
  return yes('fee-added-after-price', [fee], described);
}
