/**
 * Remembering the claims beside the price of an open page: what it said, the moment a countdown implies, and
 * the price that was asked then. Only of a product that can be named, and only of claims beside its price.
 */
import { LIMITS } from '../model/limits';
import type { ObservationOf, Sighting } from '../model/observation';
import type { VisitRecord } from '../model/visit-record';
import { claimRecord, type SeenClaim } from '../prices/claims';
import type { ClaimStore } from '../prices/claim-store';
import { keyOf } from '../prices/key';
import { dayOf, dayText } from '../prices/point';
import { latestOffer } from './price-memory';

export interface ClaimMemoryOptions {
  store: ClaimStore;
  /** Minutes east of UTC on the shopper's clock. */
  utcOffsetMinutes: number;
}

/** Records the claims of a visit and says what is recorded; a failure becomes an `unreadable` sighting. */
export async function rememberClaims(record: VisitRecord, options: ClaimMemoryOptions): Promise<Sighting[]> {
  const offer = latestOffer(record.observations);
  if (!offer || !record.isPageSettled) return [];
  const key = keyOf(offer.value, record.shop, record.url);
  if (!key) return [];
  const claims = record.observations.filter(
    (seen): seen is ObservationOf<'sales-claim'> =>
      seen.kind === 'sales-claim' && seen.value.nearPrice === true,
  );
  const { price, listPrice, disagreements } = offer.value;
  const isDisputed = disagreements.some(({ field }) => field === 'price' || field === 'currency');
  // The time of the claim itself where there is one: a countdown implies its moment from when it was read.
  const at = claims[0]?.seenAt ?? offer.seenAt;
  const remembered = await options.store.remember(key, claims.map(seenOf), {
    at,
    price: isDisputed ? null : price,
    listPrice: isDisputed ? null : listPrice,
  });
  const shared = { subject: offer.subject, observer: 'claim-memory', method: 'own-record' } as const;
  if (!remembered.ok)
    return [{ ...shared, kind: 'unreadable', value: { what: 'price', code: remembered.code, detail: null } }];
  const dayOfMoment = (iso: string): string =>
    dayText(dayOf(Math.floor(Date.parse(iso) / 60_000), options.utcOffsetMinutes));
  return remembered.claims
    .filter(({ claim }) => claim !== 'extension')
    .map((kept): Sighting => ({
      ...shared,
      kind: 'sales-claim-record',
      value: claimRecord(
        kept,
        remembered.claims,
        remembered.otherProducts[remembered.claims.indexOf(kept)] ?? 0,
        dayOfMoment,
        at,
      ),
    }));
}

function seenOf({ value }: ObservationOf<'sales-claim'>): SeenClaim {
  const { claim, entry, text, number, runs } = value;
  // A clock that stands still counts nothing down, whatever it says.
  const deadline = runs === false ? null : value.deadline;
  return {
    claim,
    entry,
    text: text.slice(0, LIMITS.textChars),
    number,
    deadline,
    withinSeconds: value.withinSeconds,
  };
}
