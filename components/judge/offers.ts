/** What the signals about offers share. */
import type { ObservationOf } from '../model/observation';
import type { SubjectFacts } from './facts';
import { present, unknown, type Answered } from './answered';
import { money } from './decimal';

export type Offer = ObservationOf<'offer'>;

export const OFFER_VALUES = ['price', 'listPrice', 'priceKind', 'condition'] as const;

/** The latest reading of the offer; later readings of the same offer replace earlier ones. */
export function offerOf(facts: SubjectFacts): Offer | null {
  return facts.of('offer').at(-1) ?? null;
}

/** No offer was read: say whether that is because it could not be. */
export function offerMissing(facts: SubjectFacts): Answered {
  const unreadable = facts.of('unreadable').filter((seen) => seen.value.what === 'price');
  return unreadable.length > 0 ? unknown('price-unreadable', unreadable) : unknown('missing-offer');
}

export function describeOffer({ value }: Offer): Record<string, string> {
  return present({
    price: money(value.price, value.currency),
    listPrice: money(value.listPrice, value.currency),
    priceKind: value.priceKind,
    condition: value.condition,
  });
}
