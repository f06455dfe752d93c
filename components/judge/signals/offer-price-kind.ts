import type { SignalParams } from '../../model/signal';
import type { SubjectFacts } from '../facts';
import { no, unknown, yes, type Answered } from '../answered';
import { describeOffer, OFFER_VALUES, offerMissing, offerOf } from '../offers';

export const values = OFFER_VALUES;

/** Is the headline price one of these kinds? Unknown when no price was read or its kind could not be told. */
export function answer(facts: SubjectFacts, params: SignalParams<'offer-price-kind'>): Answered {
  const offer = offerOf(facts);
  if (!offer) return offerMissing(facts);
  const described = describeOffer(offer);
  if (offer.value.price === null) return unknown('no-price-read', [offer], described);
  if (params.kinds.includes(offer.value.priceKind)) return yes('price-of-this-kind', [offer], described);
  if (offer.value.priceKind === 'unknown') return unknown('price-kind-unknown', [offer], described);
  return no('price-of-other-kind', [offer], described);
}
