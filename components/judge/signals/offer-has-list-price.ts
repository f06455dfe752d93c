import type { SubjectFacts } from '../facts';
import { no, unknown, yes, type Answered } from '../answered';
import { describeOffer, OFFER_VALUES, offerMissing, offerOf } from '../offers';

export const values = OFFER_VALUES;

/** Does the offer show a comparison (list, struck-through) price? Unknown when no price at all was read. */
export function answer(facts: SubjectFacts): Answered {
  const offer = offerOf(facts);
  if (!offer) return offerMissing(facts);
  const described = describeOffer(offer);
  if (offer.value.listPrice !== null) return yes('list-price-shown', [offer], described);
  if (offer.value.price === null) return unknown('no-price-read', [offer], described);
  return no('no-list-price', [offer], described);
}
