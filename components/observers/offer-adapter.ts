/** The offer's facts at the places that the shop's adapter names. A place that is not there is absent. */
import { LIMITS } from '../model/limits';
import type { Shop } from '../model/shop';
import type { PriceKind } from '../model/words';
import { readPriceText, type MoneyHint, type PriceReading } from './money';
import { safeClosest } from './offer-rendered';
import { isHidden, shownText, type Look } from './offer-text';

/** First element for a selector; null also for a selector that this browser does not know. */
export function safeQuery(root: ParentNode, selector: string): Element | null {
  return safeQueryAll(root, selector)[0] ?? null;
}

function safeQueryAll(root: ParentNode, selector: string): Element[] {
  try {
    return [...root.querySelectorAll(selector)].slice(0, 20);
  } catch {
    // Adapters are data and may be newer than the browser; an unknown selector names nothing here.
    return [];
  }
}

export interface AdapterPrice {
  element: Element;
  text: string;
  reading: PriceReading;
  kind: PriceKind | null;
  condition: string | null;
}

function read(
  document: Document,
  shop: Shop,
  is: 'price' | 'list-price',
  look: Look,
  hint: MoneyHint,
): AdapterPrice | null {
  for (const place of shop.product?.prices ?? []) {
    if (place.is !== is) continue;
    for (const element of safeQueryAll(document, place.selector)) {
      if (place.notInside !== undefined && safeClosest(element, place.notInside)) continue;
      if (isHidden(element, look)) continue;
      const text =
        place.attribute === undefined
          ? shownText(element, look, LIMITS.priceChars)
          : element.getAttribute(place.attribute);
      if (text === null || !/\p{Nd}/u.test(text)) continue;
      const reading = readPriceText(text, hint);
      if ((reading.current ?? reading.list) === null) continue;
      const near =
        place.conditionSelector === undefined ? null : conditionNear(element, place.conditionSelector);
      return { element, text, reading, kind: place.kind ?? null, condition: near };
    }
  }
  return null;
}

function conditionNear(element: Element, selector: string): string | null {
  let here: Element | null = element;
  for (let up = 0; here && up < 5; up++, here = here.parentElement) {
    const text = safeQuery(here, selector)?.textContent?.replace(/\s+/g, ' ').trim();
    if (text) return text.slice(0, LIMITS.textChars);
  }
  return null;
}

/** The price at the adapter's places, first present wins. */
export function adapterPrice(
  document: Document,
  shop: Shop | null,
  look: Look,
  hint: MoneyHint,
): AdapterPrice | null {
  return shop ? read(document, shop, 'price', look, hint) : null;
}

/** The comparison price at the adapter's places. */
export function adapterListPrice(
  document: Document,
  shop: Shop | null,
  look: Look,
  hint: MoneyHint,
): AdapterPrice | null {
  return shop ? read(document, shop, 'list-price', look, hint) : null;
}

function ownText(element: Element, look: Look): string | null {
  const attribute = element.getAttribute('title');
  const text = shownText(element, look, LIMITS.titleChars * 2);
  const shown = text === null || text === '' ? attribute : text;
  const clean = (shown ?? '').replace(/\s+/g, ' ').trim();
  return clean === '' ? null : clean.slice(0, LIMITS.titleChars);
}

/** Text at the first of these selectors that has one. */
export function adapterText(
  document: Document,
  selectors: readonly string[] | undefined,
  look: Look,
): { element: Element; text: string } | null {
  for (const selector of selectors ?? []) {
    for (const element of safeQueryAll(document, selector)) {
      const text = isHidden(element, look) ? null : ownText(element, look);
      if (text !== null) return { element, text };
    }
  }
  return null;
}
