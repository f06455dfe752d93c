import { no, unknown, yes, type Answered } from '../answered';
import { CARD_VALUES, cardOf, describeCard } from '../cards';
import { compareDecimals } from '../decimal';
import type { SubjectFacts } from '../facts';
import { offerMissing, offerOf } from '../offers';

export const values = CARD_VALUES;

/** Is the price on the card lower than the one on the page, and not on the page under some condition either? */
export function answer(facts: SubjectFacts): Answered {
  const card = cardOf(facts);
  if (!card) return unknown('missing-card-price');
  const offer = offerOf(facts);
  if (!offer) return offerMissing(facts);
  const { price } = offer.value;
  const described = describeCard(card, offer);
  const on = [offer, card];
  const order = price === null ? null : compareDecimals(card.value.price, price);
  if (order === null) return unknown('no-price-read', on, described);
  if (order >= 0) return no('card-price-not-lower', on, described);
  return card.value.isOnPage
    ? no('card-price-on-page', on, described)
    : yes('card-price-lower', on, described);
}
