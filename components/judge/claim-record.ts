/** What the signals about remembered claims share. */
import type { ObservationOf } from '../model/observation';
import type { SalesClaim } from '../model/words';
import { compareDecimals, money } from './decimal';
import type { SubjectFacts } from './facts';
import { offerOf } from './offers';

export type ClaimRecord = ObservationOf<'sales-claim-record'>;
export type ClaimLook = ClaimRecord['value']['looks'][number];

export const CLAIM_VALUES = ['claimText', 'price'] as const;

export function recordsOf(facts: SubjectFacts, claims: readonly SalesClaim[]): ClaimRecord[] {
  return facts.of('sales-claim-record').filter(({ value }) => claims.includes(value.claim));
}

/** Looks at which the claim was there. */
export function looksAt({ value }: ClaimRecord): ClaimLook[] {
  return value.looks.filter(({ text }) => text !== null);
}

export type SamePrice = 'same' | 'changed' | 'unknown';

/** Whether two looks saw the same price beside the same comparison price. */
export function samePrice(a: ClaimLook, b: ClaimLook): SamePrice {
  if (a.price === null || b.price === null) return 'unknown';
  if (compareDecimals(a.price, b.price) !== 0) return 'changed';
  if (a.listPrice === null || b.listPrice === null) return a.listPrice === b.listPrice ? 'same' : 'changed';
  return compareDecimals(a.listPrice, b.listPrice) === 0 ? 'same' : 'changed';
}

/** A moment for reading, to the second, in UTC. */
export function moment(iso: string): string {
  return `${iso.slice(0, 10)} ${iso.slice(11, 19)} UTC`;
}

export function describeClaim(facts: SubjectFacts, look: ClaimLook): Record<string, string> {
  const price = money(look.price, offerOf(facts)?.value.currency ?? null);
  return { ...(look.text === null ? {} : { claimText: look.text }), ...(price === null ? {} : { price }) };
}
