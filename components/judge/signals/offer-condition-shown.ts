import type { SubjectFacts } from '../facts';
import { no, unknown, yes, type Answered } from '../answered';
import { describeOffer, OFFER_VALUES, offerMissing, offerOf } from '../offers';

export const values = OFFER_VALUES;

/** Is the condition of the headline price written beside it? */
export function answer(facts: SubjectFacts): Answered {
  const offer = offerOf(facts);
  if (!offer) return offerMissing(facts);
  const described = describeOffer(offer);
  if (offer.value.condition !== null) return yes('condition-written', [offer], described);
  if (offer.value.priceKind === 'unknown') return unknown('price-kind-unknown', [offer], described);
  return no('no-condition-written', [offer], described);
}
