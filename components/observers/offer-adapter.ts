/** The offer's facts at the places that the shop's adapter names. A place that is not there is absent. */
import { LIMITS } from '../model/limits';
import type { Excerpt } from '../model/excerpt';
import type { Shop } from '../model/shop';
import type { PriceKind } from '../model/words';
import { readPriceText, type MoneyHint, type PriceReading } from './money';
import { isHidden, shownText, type Piece } from './offer-pieces';

export interface AdapterPrice {
  piece: Piece;
  text: string;
  reading: PriceReading;
  kind: PriceKind | null;
  condition: string | null;
}

/** The price, or the comparison price, at the adapter's places; first present wins. */
export function adapterPrice(
  excerpt: Excerpt,
  pieces: readonly Piece[],
  shop: Shop | null,
  is: 'price' | 'list-price',
  hint: MoneyHint,
): AdapterPrice | null {
  for (const found of excerpt.prices) {
    const place = shop?.product?.prices?.[found.place];
    const piece = pieces[found.piece];
    if (!place || !piece || place.is !== is || isHidden(piece)) continue;
    const text = found.text ?? shownText(piece, LIMITS.priceChars);
    if (text === null || !/\p{Nd}/u.test(text)) continue;
    const reading = readPriceText(text, hint);
    if ((reading.current ?? reading.list) === null) continue;
    return { piece, text, reading, kind: place.kind ?? null, condition: found.condition };
  }
  return null;
}

/** Text at the first of these places that has one. */
export function adapterText<P extends { piece: number; title: string | null }>(
  places: readonly P[],
  pieces: readonly Piece[],
): { place: P; piece: Piece; text: string } | null {
  for (const place of places) {
    const piece = pieces[place.piece];
    if (!piece || isHidden(piece)) continue;
    const text = (shownText(piece, LIMITS.titleChars * 2) || place.title || '').replace(/\s+/g, ' ').trim();
    if (text !== '') return { place, piece, text: text.slice(0, LIMITS.titleChars) };
  }
  return null;
}
