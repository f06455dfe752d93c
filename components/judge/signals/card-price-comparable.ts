import type { SignalParams } from '../../model/signal';
import { no, unknown, yes, type Answered } from '../answered';
import { CARD_VALUES, cardOf, describeCard, secondsBetween } from '../cards';
import type { SubjectFacts } from '../facts';
import { offerMissing, offerOf } from '../offers';

export const values = CARD_VALUES;

/**
 * Was the product reached from a card whose price may be set beside this one? Same kind of price, same currency,
 * the same variant where the page sells one, and so few seconds apart that neither had time to change. What is
 * unlike is a no with its reason; a page whose own sources disagree is unknown.
 */
export function answer(facts: SubjectFacts, params: SignalParams<'card-price-comparable'>): Answered {
  const card = cardOf(facts);
  if (!card) return no('no-card-pressed', []);
  const offer = offerOf(facts);
  if (!offer) return offerMissing(facts);
  const described = describeCard(card, offer);
  const on = [offer, card];
  const { value: seen } = card;
  const { price, currency, priceKind, ids, disagreements } = offer.value;
  if (price === null) return unknown('no-price-read', on, described);
  if (disagreements.some(({ field }) => field === 'price' || field === 'currency'))
    return unknown('price-sources-disagree', on, described);
  const seconds = secondsBetween(card, offer);
  if (seconds < 0 || seconds > params.maxAgeSeconds) return no('card-too-long-ago', on, described);
  if (seen.currency !== currency) return no('card-in-other-currency', on, described);
  if (seen.priceKind !== priceKind || !params.kinds.includes(priceKind))
    return no('card-price-of-other-kind', on, described);
  const variants = ids.filter(({ scheme }) => scheme === 'variant').map(({ value }) => value);
  const isSameVariant = variants.length === 0 || (seen.variant !== null && variants.includes(seen.variant));
  return isSameVariant
    ? yes('card-price-comparable', on, described)
    : no('card-names-other-variant', on, described);
}
