/** Products stated in the attributes of the page's own elements: microdata, RDFa, and the head's meta. */
import { LIMITS } from '../model/limits';
import { compareAmounts, readMachineAmount } from './money';
import { availabilityOf, emptyStatement, type ProductStatement } from './structured-data';

type Form = 'microdata' | 'rdfa';

const FORMS = {
  microdata: { property: 'itemprop', type: 'itemtype', scope: '[itemtype]' },
  rdfa: { property: 'property', type: 'typeof', scope: '[typeof]' },
} as const;

const PRODUCT_TYPE = /(?:^|[/#:\s])(?:Product|IndividualProduct|ProductModel|ProductGroup|Vehicle|Car)\b/i;
/** Elements looked at; real pages state fewer than three hundred. */
const PROPERTIES = 3_000;

function valueOf(element: Element): string | null {
  const text =
    element.getAttribute('content') ??
    (element.tagName === 'LINK' || element.tagName === 'A' ? element.getAttribute('href') : null) ??
    element.getAttribute('value') ??
    element.textContent;
  const clean = (text ?? '').replace(/\s+/g, ' ').trim();
  return clean === '' ? null : clean.slice(0, LIMITS.textChars);
}

function ownerOf(element: Element, form: Form): Element | null {
  const { type, scope } = FORMS[form];
  let here = element.closest(scope);
  for (let steps = 0; here && steps < 12; steps++) {
    if (PRODUCT_TYPE.test(here.getAttribute(type) ?? '')) return here;
    here = here.parentElement?.closest(scope) ?? null;
  }
  return null;
}

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

const WANTED = [
  'name',
  'price',
  'lowPrice',
  'highPrice',
  'priceCurrency',
  'availability',
  'sku',
  'mpn',
  'productID',
  'isbn',
  'gtin',
  'gtin8',
  'gtin12',
  'gtin13',
  'gtin14',
];
const MICRODATA = WANTED.map((name) => `[itemprop~="${name}"]`).join(',');

/** Statements in microdata (WHATWG HTML §5) or RDFa (1.1 Lite); the first value of each property counts. */
export function readAttributes(document: Document, form: Form): ProductStatement[] {
  const { property } = FORMS[form];
  const byOwner = new Map<Element | null, ProductStatement>();
  const selector = form === 'microdata' ? MICRODATA : '[typeof] [property],[typeof][property]';
  let seen = 0;
  for (const element of document.querySelectorAll(selector)) {
    if (++seen > PROPERTIES) break;
    const owner = ownerOf(element, form);
    if (!owner && form === 'rdfa') continue;
    const value = valueOf(element);
    if (value === null) continue;
    let statement = byOwner.get(owner);
    if (!statement) {
      statement = emptyStatement(form);
      byOwner.set(owner, statement);
      const role = owner?.getAttribute(property) ?? '';
      statement.isListed =
        /related|similar|itemListElement/i.test(role) || owner?.closest('[itemtype*="ItemList"]') != null;
    }
    for (const name of (element.getAttribute(property) ?? '').split(/\s+/)) {
      const local = name.replace(/^.*[:/#]/, '').toLowerCase();
      const nearest = element.closest(FORMS[form].scope);
      const isOfBrand = local === 'name' && nearest !== owner && nearest !== element;
      if (!isOfBrand) fill(statement, local, value);
    }
  }
  const loose = byOwner.get(null);
  if (loose && (byOwner.size > 1 || loose.price === null)) byOwner.delete(null);
  return [...byOwner.values()];
}

/** Open Graph and its product extension; null when the page states neither a type nor a price. */
export function readOpenGraph(document: Document): ProductStatement | null {
  const said = new Map<string, string>();
  let seen = 0;
  for (const meta of document.querySelectorAll('meta[property],meta[name]')) {
    if (++seen > 500) break;
    const name = (meta.getAttribute('property') ?? meta.getAttribute('name') ?? '').toLowerCase();
    const value = meta.getAttribute('content')?.replace(/\s+/g, ' ').trim();
    if (value && /^(?:og|product|twitter):/.test(name) && !said.has(name))
      said.set(name, value.slice(0, LIMITS.textChars));
  }
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
