/**
 * Remembering the price of an open page: the offer that was seen becomes one look in the history of its
 * variant, and what the history holds becomes an observation beside it. Only what is certain is remembered:
 * a price on which the page's own sources disagree is not.
 */
import type { Observation, ObservationOf, Sighting } from '../model/observation';
import type { PriceGlance, VisitRecord } from '../model/visit-record';
import { LIMITS } from '../model/limits';
import type { PriceHistory } from '../model/case';
import { keyOf, keyText, type PriceKey } from '../prices/key';
import type { PriceContext, PriceLook, PricePoint } from '../prices/point';
import { recordOfHistory } from '../prices/record';
import { compareAmounts } from '../prices/amount';
import type { PriceStore } from '../prices/store';

export interface MemoryOptions {
  store: PriceStore;
  /** Minutes east of UTC on the shopper's clock. */
  utcOffsetMinutes: number;
  device: PriceContext['device'];
  /** ISO time of now. */
  now(): string;
}

type Offer = ObservationOf<'offer'>;

/** After a choice the old price may stand there for a while; unchanged for so long, it is the choice's own. */
export const CHOICE_MS = 5_000;
/** A press bears on what the page shows for so long; browsers end a transient activation after as much. */
const PRESS_MS = 10_000;
const GLANCES = 32;

export interface Remembered {
  sightings: Sighting[];
  /** What the visit has to keep of it. */
  looks?: PriceGlance[];
  /** Ask again after so many milliseconds: whether the price is that of what was chosen is not known yet. */
  againInMs?: number;
}

/**
 * Whether a price may be remembered under an identity. Not yet where another identity showed the same price on this
 * page a moment ago: shops change the choice first and the price later. Not at all where the price of one identity
 * changed while the person was pressing something: what was chosen then is not named by anything, and which of the
 * two prices is whose cannot be told. `now` is an ISO time.
 */
export function glanceAt(
  { looks = [], pressedAt }: Pick<VisitRecord, 'looks' | 'pressedAt'>,
  key: string,
  price: string,
  now: string,
): { verdict: 'keep' | 'wait' | 'mixed'; looks: PriceGlance[]; againInMs: number } {
  const at = Date.parse(now);
  const own = looks.find((one) => one.key === key);
  const others = looks.filter((one) => one.key !== key);
  // Shown without a break since then: coming back to a choice begins anew.
  const since = own && looks.at(-1) === own ? own.since : now;
  const put = (shown: string | null): PriceGlance[] =>
    [...others, { key, price: shown, since }].slice(-GLANCES);
  const isPressed = pressedAt !== undefined && at - Date.parse(pressedAt) < PRESS_MS;
  if (own?.price != null && compareAmounts(own.price, price) !== 0 && isPressed)
    return { verdict: 'mixed', looks: put(own.price), againInMs: 0 };
  const before = others.findLast((one) => one.price !== null);
  const left = Date.parse(since) + CHOICE_MS - at;
  const isCopy = own?.price == null && before?.price != null && compareAmounts(before.price, price) === 0;
  return isCopy && left > 0
    ? { verdict: 'wait', looks: put(null), againInMs: left }
    : { verdict: 'keep', looks: put(price), againInMs: 0 };
}

/** Records the offer of a visit and says what is recorded; a failure becomes an `unreadable` sighting. */
export async function rememberPrice(record: VisitRecord, options: MemoryOptions): Promise<Remembered> {
  const offer = latestOffer(record.observations);
  if (!offer || !record.isPageSettled) return { sightings: [] };
  const key = keyOf(offer.value, record.shop, record.url);
  const look = lookOf(offer, record.observations, options);
  if (!key || !look) return { sightings: [] };
  const { verdict, looks, againInMs } = glanceAt(record, keyText(key), look.price, options.now());
  if (verdict === 'wait') return { sightings: [], looks, againInMs };
  if (verdict === 'mixed') return { sightings: [], looks };
  return { sightings: await written(offer, key, look, options), looks };
}

async function written(
  offer: Offer,
  key: PriceKey,
  look: PriceLook,
  options: MemoryOptions,
): Promise<Sighting[]> {
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
