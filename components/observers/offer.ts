/**
 * The offer of a page: what is for sale, under which identity, for how much, and which of the page's own
 * sources says so. Pure over the document: no network, no browser, nothing written to the page.
 */
import type { Sighting } from '../model/observation';
import type { Shop } from '../model/shop';

export interface OfferInput {
  document: Document;
  url: URL;
  shop: Shop | null;
  /** False where boxes and computed styles mean nothing (a parser without layout). Default true. */
  layout?: boolean;
}

/** One `offer` sighting for the page's main product, or none where the page sells no single product. */
export function observeOffer(input: OfferInput): Sighting[] {
  void input;
  return [];
}

/** Cheap token of everything that can change an offer; equal tokens need no second reading. */
export function offerFingerprint(document: Document): string {
  return `${document.title}|${document.URL}`;
}
