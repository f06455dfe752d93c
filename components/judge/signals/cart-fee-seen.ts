import type { SignalParams } from '../../model/signal';
import { no, yes, type Answered } from '../answered';
import type { SubjectFacts } from '../facts';

export const values = ['fee'] as const;

/** Does a cart show a fee of these entries beside goods whose own page was looked at, at the same price? */
export function answer(facts: SubjectFacts, params: SignalParams<'cart-fee-seen'>): Answered {
  const fee = facts.of('cart-fee').find(({ value }) => params.entries.includes(value.entry));
  return fee ? yes('cart-fee-seen', [fee], { fee: fee.value.text }) : no('no-fee-in-cart', []);
}
