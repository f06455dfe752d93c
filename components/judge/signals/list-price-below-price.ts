import type { SubjectFacts } from '../facts';
import { no, unknown, yes, type Answered } from '../answered';
import { compareDecimals } from '../decimal';
import { describeOffer, OFFER_VALUES, offerMissing, offerOf } from '../offers';

export const values = OFFER_VALUES;

/**
 * Is the comparison price lower than the price asked? Arithmetic on two numbers of one offer in one currency;
 * unknown when the page's own sources disagree on either, because then it is not known which numbers belong together.
 */
export function answer(facts: SubjectFacts): Answered {
  const offer = offerOf(facts);
  if (!offer) return offerMissing(facts);
  const { price, listPrice, disagreements } = offer.value;
  const described = describeOffer(offer);
  if (price === null) return unknown('no-price-read', [offer], described);
  if (listPrice === null) return no('no-list-price', [offer], described);
  if (
    disagreements.some(({ field }) => field === 'price' || field === 'list-price' || field === 'currency')
  ) {
    return unknown('price-sources-disagree', [offer], described);
  }
  const order = compareDecimals(listPrice, price);
  if (order === null) return unknown('price-not-a-number', [offer], described);
  return order < 0
    ? yes('list-price-lower', [offer], described)
    : no('list-price-not-lower', [offer], described);
}
