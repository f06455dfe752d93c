/**
 * This room remembers prices: what a browser saw of one variant, when, and in which circumstances. A history
 * is a set of points, one for each day and state, and putting two histories together gives the same whatever
 * the order, so that two tabs, a repeated message or an import can neither lose nor double anything. It never
 * says what a price should be, and nothing of it leaves the browser.
 */
import type { PriceKind } from '../model/words';

/** What explains a price, as far as the page showed it. Two looks in other circumstances are never one point. */
export interface PriceContext {
  readonly kind: PriceKind;
  /** The words that carry the condition (券后, PLUS), cut at 80 characters; empty when there were none. */
  readonly condition: string;
  /** Families of wording that stood by the price (`newcomer`, `personalised`, …), sorted. */
  readonly words: readonly string[];
  /** As the page showed it; `unknown` when it showed nothing that says so. */
  readonly account: 'signed-in' | 'signed-out' | 'unknown';
  readonly shopper: 'new' | 'returning' | 'unknown';
  readonly device: 'desktop' | 'mobile' | 'unknown';
  /** Region as the page shows it (deliver to …); empty when it shows none. */
  readonly region: string;
  /** Minutes east of UTC on the shopper's clock: which looks belong to one day. */
  readonly utcOffsetMinutes: number;
}

/** One look: a price at a minute. */
export interface PriceLook {
  /** Minutes since 1970-01-01 UTC. */
  readonly minute: number;
  /** Decimal string. */
  readonly price: string;
  readonly list: string | null;
  readonly context: PriceContext;
}

/** A state as seen between its first and its last look of one day (minutes since 1970, UTC). */
export interface PricePoint {
  readonly from: number;
  readonly until: number;
  readonly price: string;
  readonly list: string | null;
  readonly context: PriceContext;
}

export const MINUTES_PER_DAY = 1440;

/** Day on the shopper's clock, as days since 1970-01-01. */
export function dayOf(minute: number, utcOffsetMinutes: number): number {
  return Math.floor((minute + utcOffsetMinutes) / MINUTES_PER_DAY);
}

/** A day number as YYYY-MM-DD. */
export function dayText(day: number): string {
  return new Date(day * MINUTES_PER_DAY * 60_000).toISOString().slice(0, 10);
}

/** YYYY-MM-DD as a day number; null when it is no such day. */
export function dayNumber(text: string): number | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return null;
  const at = Date.parse(`${text}T00:00:00Z`);
  return Number.isNaN(at) ? null : at / (MINUTES_PER_DAY * 60_000);
}
