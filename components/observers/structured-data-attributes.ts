/** Products stated in the attributes of the page's own elements: microdata, RDFa, and the head's meta. */
import type { Excerpt } from '../model/excerpt';
import { compareAmounts, readMachineAmount } from './money';
import { availabilityOf, emptyStatement, type ProductStatement } from './product-statement';

function fill(statement: ProductStatement, name: string, value: string): void {
  if (name === 'name') statement.title ??= value;
  else if (name === 'price' || name === 'lowprice' || name === 'hascurrencyvalue') addPrice(statement, value);
  else if (name === 'highprice') statement.highPrice ??= value;
  else if (name === 'pricecurrency' || name === 'hascurrency') statement.currency ??= value;
  else if (name === 'availability' && statement.availability === 'unknown')
    statement.availability = availabilityOf(value);
  else if (/^(?:sku|mpn|productid|isbn|gtin\d*)$/.test(name)) {
    const scheme =
      name.startsWith('gtin') || name === 'isbn' ? 'gtin' : name === 'productid' ? 'product' : name;
    if (statement.ids.length < 12)
      statement.ids.push({
        scheme,
        value: value.replace(/^(?:sku|mpn|isbn|upc|ean)\s*:/i, '').slice(0, 120),
      });
  }
}

/** Two prices of one product are the price and the one it is compared with, in whatever order they stand. */
function addPrice(statement: ProductStatement, value: string): void {
  if (statement.price === null) statement.price = value;
  if (statement.price === value || statement.listPrice !== null) return;
  const [first, second] = [
    readMachineAmount(statement.price, statement.currency),
    readMachineAmount(value, statement.currency),
  ];
  if (first === null || second === null || compareAmounts(first, second) === 0) return;
  const isLower = compareAmounts(second, first) < 0;
  statement.listPrice = isLower ? statement.price : value;
  if (isLower) statement.price = value;
}

/** Statements in microdata (WHATWG HTML §5) or RDFa (1.1 Lite); the first value of each property counts. */
export function readAttributes(
  properties: Excerpt['properties'],
  form: 'microdata' | 'rdfa',
): ProductStatement[] {
  const byOwner = new Map<number, ProductStatement>();
  for (const property of properties) {
    if (property.form !== form) continue;
    let statement = byOwner.get(property.owner);
    if (!statement) {
      statement = { ...emptyStatement(form), isListed: property.isListed };
      byOwner.set(property.owner, statement);
    }
    for (const name of property.names.split(/\s+/)) {
      const local = name.replace(/^.*[:/#]/, '').toLowerCase();
      if (local !== 'name' || !property.isInner) fill(statement, local, property.value);
    }
  }
  const loose = byOwner.get(-1);
  if (loose && (byOwner.size > 1 || loose.price === null)) byOwner.delete(-1);
  return [...byOwner.values()];
}

/** Open Graph and its product extension; null when the page states neither a type nor a price. */
export function readOpenGraph(metas: Excerpt['metas']): ProductStatement | null {
  const said = new Map<string, string>();
  for (const [name, value] of metas) if (!said.has(name)) said.set(name, value);
  const get = (...names: string[]): string | null =>
    names.map((name) => said.get(name)).find((value) => value !== undefined) ?? null;
  const type = get('og:type') ?? '';
  const statement = emptyStatement('open-graph');
  const sale = get('product:sale_price:amount', 'og:sale_price:amount');
  const plain = get('product:price:amount', 'og:price:amount', 'product:price');
  statement.price = sale ?? plain;
  statement.listPrice =
    get('product:original_price:amount', 'og:price:standard_amount', 'og:original_price:amount') ??
    (sale !== null && sale !== plain ? plain : null);
  statement.currency = get(
    'product:sale_price:currency',
    'product:price:currency',
    'og:price:currency',
    'og:currency',
    'product:original_price:currency',
  );
  statement.title = get('og:title', 'twitter:title');
  statement.availability = availabilityOf(get('product:availability', 'og:availability'));
  statement.url = get('og:url');
  const id = get('product:retailer_item_id', 'product:sku');
  if (id) statement.ids.push({ scheme: 'sku', value: id.slice(0, 120) });
  return statement.price !== null || /product|item/i.test(type) ? statement : null;
}
