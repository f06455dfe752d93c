/**
 * What a page states about its product for machines: JSON-LD, microdata, RDFa, Open Graph and the state that
 * scripts carry. Each statement keeps its source. Machine statements are not what the shopper sees: they can
 * be the list price, a member's price, another currency or another product; who reads them decides.
 */
import { LIMITS } from '../model/limits';
import type { Shop } from '../model/shop';
import type { Stated } from './offer-stated';
import type { ProductStatement } from './product-statement';
import { readAttributes, readOpenGraph } from './structured-data-attributes';
import { readJson } from './structured-data-json';
import { productsOf } from './structured-data-ld';
import { readPageState } from './structured-data-state';

export interface StructuredReading {
  products: ProductStatement[];
  unreadable: { code: string; detail: string | null }[];
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
