/** What the signals about the card of a list share. */
import type { ObservationOf } from '../model/observation';
import { present } from './answered';
import { money } from './decimal';
import type { SubjectFacts } from './facts';
import { describeOffer, OFFER_VALUES, type Offer } from './offers';

export const CARD_VALUES = [...OFFER_VALUES, 'cardPrice', 'cardText', 'secondsBefore'] as const;

/** The card that was pressed last to come to this product. */
export function cardOf(facts: SubjectFacts): ObservationOf<'card-price'> | null {
  return facts.of('card-price').at(-1) ?? null;
}

/** From the press on the card to the reading of the product's page; negative only where a clock was set back. */
export function secondsBetween({ value }: ObservationOf<'card-price'>, offer: Offer): number {
  return Math.round((Date.parse(offer.seenAt) - Date.parse(value.pressedAt)) / 1_000);
}

export function describeCard(card: ObservationOf<'card-price'>, offer: Offer): Record<string, string> {
  const { value } = card;
  return {
    ...describeOffer(offer),
    ...present({
      cardPrice: money(value.price, value.currency),
      cardText: value.text,
      secondsBefore: String(secondsBetween(card, offer)),
    }),
  };
}
