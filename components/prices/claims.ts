/**
 * What is remembered of the claims that press for a decision (a countdown, how few are left, how many look):
 * a short list of looks per variant and claim. It keeps moments and numbers as the page gave them and the price
 * beside them, and makes of them an observation; what they mean is asked elsewhere.
 */
import { LIMITS } from '../model/limits';
import type { ObservationOf } from '../model/observation';
import { shapeOf } from '../model/sighting-key';
import type { SalesClaim } from '../model/words';

export type ClaimRecordValue = ObservationOf<'sales-claim-record'>['value'];
export type ClaimLook = ClaimRecordValue['looks'][number];

/** One claim about one variant, as it is kept. */
export interface KeptClaim {
  readonly claim: SalesClaim;
  readonly entry: string;
  readonly shape: string;
  /** Oldest first, at most LIMITS.claimLooks. */
  readonly looks: readonly ClaimLook[];
}

/** A claim as one visit saw it. */
export interface SeenClaim {
  readonly claim: SalesClaim;
  readonly entry: string;
  readonly text: string;
  readonly number: number | null;
  readonly deadline: string | null;
  readonly withinSeconds: number;
}

export interface PriceThen {
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly price: string | null;
  readonly listPrice: string | null;
}

/** Looks that are kept from the beginning when the list is full; the rest are the newest. */
const FIRST_KEPT = 8;

/**
 * Kept claims with what one visit saw. The same visit told again replaces its own look. A countdown that is
 * known but no longer there gets a look without one: that it ended is a fact too.
 */
export function withClaims(
  kept: readonly KeptClaim[],
  seen: readonly SeenClaim[],
  then: PriceThen,
): KeptClaim[] {
  const bySeen = new Map(seen.map((one) => [keyOf(one.entry, shapeOf(one.text)), one]));
  const next = kept.map((one): KeptClaim => {
    const now = bySeen.get(keyOf(one.entry, one.shape));
    bySeen.delete(keyOf(one.entry, one.shape));
    if (!now && one.claim !== 'countdown') return one;
    return { ...one, looks: withLook(one.looks, lookOf(now ?? null, then)) };
  });
  for (const one of bySeen.values())
    next.push({
      claim: one.claim,
      entry: one.entry,
      shape: shapeOf(one.text).slice(0, LIMITS.textChars),
      looks: [lookOf(one, then)],
    });
  return next.sort((a, b) => lastAt(b).localeCompare(lastAt(a))).slice(0, LIMITS.claimsPerProduct);
}

const keyOf = (entry: string, shape: string): string => `${entry}|${shape}`;
const lastAt = ({ looks }: KeptClaim): string => looks.at(-1)?.at ?? '';

function lookOf(seen: SeenClaim | null, { at, price, listPrice }: PriceThen): ClaimLook {
  return {
    at,
    text: seen?.text ?? null,
    number: seen?.number ?? null,
    deadline: seen?.deadline ?? null,
    withinSeconds: seen?.withinSeconds ?? 0,
    price,
    listPrice,
  };
}

/** Looks that tell the same within so long are one look: a page read again, or loaded again at once. */
const SAME_LOOK_MS = 10 * 60_000;

function withLook(looks: readonly ClaimLook[], look: ClaimLook): readonly ClaimLook[] {
  const last = looks.at(-1);
  if (last && tellsTheSame(last, look) && Math.abs(Date.parse(look.at) - Date.parse(last.at)) < SAME_LOOK_MS)
    return looks;
  const others = looks.filter(({ at }) => at !== look.at);
  const all = [...others, look].sort((a, b) => a.at.localeCompare(b.at));
  if (all.length <= LIMITS.claimLooks) return all;
  return [...all.slice(0, FIRST_KEPT), ...all.slice(FIRST_KEPT - LIMITS.claimLooks)];
}

function tellsTheSame(a: ClaimLook, b: ClaimLook): boolean {
  const isSameMoment =
    a.deadline === null || b.deadline === null
      ? a.deadline === b.deadline
      : Math.abs(Date.parse(a.deadline) - Date.parse(b.deadline)) <= (a.withinSeconds + 3) * 1_000;
  return (
    isSameMoment &&
    a.number === b.number &&
    a.price === b.price &&
    a.listPrice === b.listPrice &&
    (a.text === null) === (b.text === null)
  );
}

/** What is kept of one claim as an observation carries it. `otherProducts`: see the store. */
export function claimRecord(
  kept: KeptClaim,
  all: readonly KeptClaim[],
  otherProducts: number,
  dayOfMoment: (iso: string) => string,
  now: string,
): ClaimRecordValue {
  return {
    claim: kept.claim,
    entry: kept.entry,
    shape: kept.shape,
    today: dayOfMoment(now),
    daysSeen: new Set(kept.looks.filter(({ text }) => text !== null).map(({ at }) => dayOfMoment(at))).size,
    otherProducts,
    extended: all.some(({ claim, looks }) => claim === 'extension' && looks.length > 0),
    looks: [...kept.looks],
  };
}

/** By what a claim with a number is found on other products of the same shop; null where it has none. */
export function markOf(shop: string, { claim, entry, shape, looks }: KeptClaim): string | null {
  const number = looks.findLast(({ text }) => text !== null)?.number ?? null;
  return number === null || (claim !== 'stock' && claim !== 'viewers')
    ? null
    : JSON.stringify([shop, entry, shape, number]);
}
