/** One statement about a product, whichever way the page wrote it. */
import type { OfferSource } from '../model/words';

export type Availability = 'in-stock' | 'out-of-stock' | 'pre-order' | 'limited' | 'unknown';

export interface ProductStatement {
  source: OfferSource;
  title: string | null;
  ids: { scheme: string; value: string }[];
  seller: string | null;
  /** As written; null when the statement names no price. */
  price: string | null;
  highPrice: string | null;
  listPrice: string | null;
  currency: string | null;
  availability: Availability;
  /** The price is only for members or a programme, by the statement's own word. */
  isMemberPrice: boolean;
  /** Stated as one of many (a list of products, recommendations). */
  isListed: boolean;
  url: string | null;
}

/** A statement that says nothing yet. */
export function emptyStatement(source: OfferSource): ProductStatement {
  return {
    source,
    title: null,
    ids: [],
    seller: null,
    price: null,
    highPrice: null,
    listPrice: null,
    currency: null,
    availability: 'unknown',
    isMemberPrice: false,
    isListed: false,
    url: null,
  };
}

/** schema.org ItemAvailability, Open Graph words and what shops write instead. */
export function availabilityOf(text: string | null): Availability {
  const word = (text ?? '')
    .toLowerCase()
    .replace(/^.*[/#:]/, '')
    .replace(/[\s_-]/g, '');
  if (/^(?:outofstock|soldout|discontinued|oos|unavailable|notavailable)/.test(word)) return 'out-of-stock';
  if (/^(?:preorder|presale|backorder)/.test(word)) return 'pre-order';
  if (/^limited/.test(word)) return 'limited';
  return /^(?:instock|available|instoreonly|onlineonly)/.test(word) ? 'in-stock' : 'unknown';
}
