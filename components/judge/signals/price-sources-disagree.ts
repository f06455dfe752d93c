import type { SubjectFacts } from '../facts';
import { no, present, unknown, yes, type Answered } from '../answered';
import { describeOffer, OFFER_VALUES, offerMissing, offerOf } from '../offers';

export const values = [...OFFER_VALUES, 'saidFirst', 'saidSecond'] as const;

/** Do the page's own sources name different prices for the same offer? */
export function answer(facts: SubjectFacts): Answered {
  const offer = offerOf(facts);
  if (!offer) return offerMissing(facts);
  const described = describeOffer(offer);
  const disagreement = offer.value.disagreements.find(({ field }) => field === 'price');
  if (disagreement) {
    const [first, second] = disagreement.said;
    return yes('sources-disagree', [offer], {
      ...described,
      ...present({ saidFirst: first?.raw, saidSecond: second?.raw }),
    });
  }
  if (offer.value.price === null) return unknown('no-price-read', [offer], described);
  return no('sources-agree', [offer], described);
}
