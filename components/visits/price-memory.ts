/**
 * Remembering the price of an open page: the offer that was seen becomes one look in the history of its
 * variant, and what the history holds becomes an observation beside it. Only what is certain is remembered:
 * a price on which the page's own sources disagree is not.
 */
import type { Observation, ObservationOf, Sighting } from '../model/observation';
import type { VisitRecord } from '../model/visit-record';
import { LIMITS } from '../model/limits';
import type { PriceHistory } from '../model/case';
import { keyOf, type PriceKey } from '../prices/key';
import type { PriceContext, PriceLook, PricePoint } from '../prices/point';
import { recordOfHistory } from '../prices/record';
import type { PriceStore } from '../prices/store';

export interface MemoryOptions {
  store: PriceStore;
  /** Minutes east of UTC on the shopper's clock. */
  utcOffsetMinutes: number;
  device: PriceContext['device'];
}

type Offer = ObservationOf<'offer'>;

/** Records the offer of a visit and says what is recorded; a failure becomes an `unreadable` sighting. */
export async function rememberPrice(record: VisitRecord, options: MemoryOptions): Promise<Sighting[]> {
  const offer = latestOffer(record.observations);
  if (!offer || !record.isPageSettled) return [];
  const key = keyOf(offer.value, record.shop, record.url);
  const look = lookOf(offer, record.observations, options);
  if (!key || !look) return [];
  const remembered = await options.store.remember(key, [look]);
  if (!remembered.ok) {
    const { code } = remembered;
    return [said(offer.subject, 'unreadable', { what: 'price', code, detail: null })];
  }
  const value = recordOfHistory(key, remembered.points, look.minute, options.utcOffsetMinutes);
  return value ? [said(offer.subject, 'price-record', value)] : [];
}

function said<K extends 'unreadable' | 'price-record'>(
  subject: string,
  kind: K,
  value: ObservationOf<K>['value'],
): Sighting {
  return { kind, subject, observer: 'price-memory', method: 'own-record', value } as Sighting;
}

export function latestOffer(observations: readonly Observation[]): Offer | null {
  const offers = observations.filter((seen) => seen.kind === 'offer');
  return offers.at(-1) ?? null;
}

/** Words by a price that speak to somebody who has bought here before. */
const RETURNING =
  /老客|老顾客|老顧客|回头客|回頭客|老用户|老用戶|老会员|复购|returning customer|welcome back|loyal customer/i;

function isForReturning(observations: readonly Observation[]): boolean {
  return observations.some(
    (seen) =>
      seen.kind === 'price-wording' && seen.value.nearPrice === true && RETURNING.test(seen.value.text),
  );
}

/** The look that an offer is; null when its price is not certain enough to be kept. */
export function lookOf(
  offer: Offer,
  observations: readonly Observation[],
  options: Pick<MemoryOptions, 'utcOffsetMinutes' | 'device'>,
): PriceLook | null {
  const { price, listPrice, currency, disagreements, priceKind, condition } = offer.value;
  const isDisputed = disagreements.some(({ field }) => field === 'price' || field === 'currency');
  if (price === null || currency === null || isDisputed) return null;
  const words = observations.flatMap((seen) =>
    seen.kind === 'price-wording' && seen.value.nearPrice === true ? [seen.value.wording] : [],
  );
  return {
    minute: Math.floor(Date.parse(offer.seenAt) / 60_000),
    price,
    list: listPrice,
    context: {
      kind: priceKind,
      condition: condition ?? '',
      words: [...new Set(words)].sort(),
      account: offer.value.shownTo?.account ?? 'unknown',
      shopper: words.includes('newcomer') ? 'new' : isForReturning(observations) ? 'returning' : 'unknown',
      device: options.device,
      region: offer.value.shownTo?.region ?? '',
      utcOffsetMinutes: options.utcOffsetMinutes,
    },
  };
}

/** A history as a case carries it: the newest points up to the bound, oldest first. Null when there are none. */
export function historyForCase(key: PriceKey, points: readonly PricePoint[]): PriceHistory | null {
  if (points.length === 0) return null;
  const kept = [...points]
    .sort((a, b) => a.from - b.from || a.until - b.until)
    .slice(-LIMITS.pricePointsPerCase);
  return {
    key: {
      shop: key.shop.slice(0, 300),
      product: key.product.slice(0, LIMITS.urlChars),
      variant: key.variant.slice(0, 1_000),
      seller: key.seller.slice(0, LIMITS.textChars),
      currency: key.currency.slice(0, 8),
      pack: key.pack.slice(0, 16),
    },
    points: kept.map(({ from, until, price, list, context }) => ({
      from,
      until,
      price,
      list,
      kind: context.kind,
      condition: context.condition.slice(0, 80),
      words: context.words.slice(0, 32).map((word) => word.slice(0, 32)),
      account: context.account,
      shopper: context.shopper,
      device: context.device,
      region: context.region.slice(0, 120),
      utcOffsetMinutes: context.utcOffsetMinutes,
    })),
    whole: kept.length === points.length,
  };
}
