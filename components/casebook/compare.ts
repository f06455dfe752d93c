/** Which cases speak of the same thing: the same product, or the very same picture. Pure. */
import type { CaseSummary } from './summary';

export interface SameThing {
  by: 'product' | 'picture';
  /** `shop scheme:value` of the product, or the SHA-256 of the picture. */
  key: string;
  /** Cases that share it, in the order given; always two or more. */
  cases: string[];
}

/**
 * Groups of two or more cases that share a product id (within one shop: ids of two shops may collide) or the
 * digest of a medium. Largest groups first, then by key.
 */
export function duplicatesOf(rows: readonly CaseSummary[]): SameThing[] {
  const groups = new Map<string, SameThing>();
  const add = (by: SameThing['by'], key: string, id: string): void => {
    const group = groups.get(`${by} ${key}`);
    if (!group) groups.set(`${by} ${key}`, { by, key, cases: [id] });
    else if (!group.cases.includes(id)) group.cases.push(id);
  };
  for (const row of rows) {
    // Numbers such as a GTIN mean the same thing everywhere; a shop's own number only in that shop.
    for (const id of row.productIds) add('product', isWorldWide(id) ? id : `${placeOf(row)} ${id}`, row.id);
    for (const sha256 of row.mediaDigests) add('picture', sha256, row.id);
  }
  return [...groups.values()]
    .filter(({ cases }) => cases.length > 1)
    .sort((a, b) => b.cases.length - a.cases.length || (a.key < b.key ? -1 : 1));
}

function isWorldWide(id: string): boolean {
  return /^(gtin(8|12|13|14)?|ean|upc|isbn):/i.test(id);
}

function placeOf(row: CaseSummary): string {
  if (row.shop !== null) return row.shop;
  return URL.canParse(row.url) ? new URL(row.url).host : row.url;
}
