/**
 * What a page states about its product for machines: JSON-LD, microdata, RDFa, Open Graph and the state that
 * scripts carry. Each statement keeps its source. Machine statements are not what the shopper sees: they can
 * be the list price, a member's price, another currency or another product; who reads them decides.
 */
import { LIMITS } from '../model/limits';
import type { Shop } from '../model/shop';
import type { OfferSource } from '../model/words';
import type { Stated } from './offer-stated';
import { readAttributes, readOpenGraph } from './structured-data-attributes';
import { readJson } from './structured-data-json';
import { productsOf } from './structured-data-ld';
import { readPageState } from './structured-data-state';

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

export interface StructuredReading {
  products: ProductStatement[];
  unreadable: { code: string; detail: string | null }[];
}

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

/** All statements of a page, bounded by LIMITS.structuredData*; what could not be read is said, not dropped. */
export function readStructuredData(stated: Stated, shop: Shop | null, url: URL): StructuredReading {
  const reading: StructuredReading = { products: [], unreadable: [] };
  const budget = { nodes: LIMITS.structuredDataNodes };
  for (const text of stated.jsonLd) {
    const json = readJson(text);
    if (json.ok) reading.products.push(...productsOf(json.value, url, budget));
    else if (json.code !== 'structured-data-empty')
      reading.unreadable.push({ code: json.code, detail: json.detail });
  }
  if (budget.nodes <= 0) reading.unreadable.push({ code: 'limit-structured-data-nodes', detail: null });
  reading.products.push(
    ...readAttributes(stated.properties, 'microdata'),
    ...readAttributes(stated.properties, 'rdfa'),
  );
  const graph = readOpenGraph(stated.metas);
  if (graph) reading.products.push(graph);
  if (shop) {
    const state = readPageState(stated.states, shop);
    reading.products.push(...state.products);
    reading.unreadable.push(...state.unreadable);
  }
  return reading;
}
