/** Products in JSON-LD: graphs, lists, ProductGroup with variants, offers of every nesting (schema.org 29). */
import { availabilityOf, emptyStatement, type ProductStatement } from './structured-data';
import { isObject, scalarText, type Json, type JsonObject } from './structured-data-json';

const DEPTH = 24;
const OFFERS = 200;

function typesOf(node: JsonObject): string[] {
  const type = node['@type'] ?? node['type'];
  return (Array.isArray(type) ? type : [type])
    .filter((t): t is string => typeof t === 'string')
    .map((t) => t.replace(/^.*[/#:]/, ''));
}

const PRODUCT =
  /^(?:Product|ProductGroup|ProductModel|IndividualProduct|SomeProducts|Vehicle|Car|Motorcycle)$/;
/** Below these keys stand other products than the page's own. */
const OTHERS =
  /^(?:isRelatedTo|isSimilarTo|isAccessoryOrSparePartFor|isConsumableFor|itemListElement|mainEntityOfPage|review|reviews|recommendedProducts)$/;

/** Every product stated below `root`; `budget.nodes` is shared by all blocks of a page. */
export function productsOf(root: Json, url: URL, budget: { nodes: number }): ProductStatement[] {
  const found: ProductStatement[] = [];
  const stack: { value: Json; depth: number; isListed: boolean }[] = [
    { value: root, depth: 0, isListed: false },
  ];
  while (stack.length > 0 && budget.nodes > 0) {
    const here = stack.pop();
    if (!here || here.depth > DEPTH) continue;
    budget.nodes--;
    if (Array.isArray(here.value)) {
      for (const item of [...here.value].reverse())
        stack.push({ ...here, value: item, depth: here.depth + 1 });
      continue;
    }
    if (!isObject(here.value)) continue;
    const node = here.value;
    const isProduct =
      typesOf(node).some((type) => PRODUCT.test(type)) ||
      (node['offers'] !== undefined &&
        node['name'] !== undefined &&
        !typesOf(node).some((t) => /^(?:Organization|Event|Service|WebSite|Store)$/.test(t)));
    if (isProduct) {
      found.push({ ...readProduct(node, url), isListed: here.isListed });
      continue;
    }
    for (const [key, value] of Object.entries(node).reverse())
      if (typeof value === 'object' && value !== null)
        stack.push({ value, depth: here.depth + 1, isListed: here.isListed || OTHERS.test(key) });
  }
  return found;
}

function nameOf(value: Json | undefined): string | null {
  if (Array.isArray(value)) return nameOf(value[0]);
  return isObject(value) ? scalarText(value['name']) : scalarText(value);
}

const ID_KEYS = [
  'sku',
  'mpn',
  'productID',
  'productGroupID',
  'gtin',
  'gtin8',
  'gtin12',
  'gtin13',
  'gtin14',
  'isbn',
] as const;

function idsOf(node: JsonObject): { scheme: string; value: string }[] {
  const ids: { scheme: string; value: string }[] = [];
  for (const key of ID_KEYS) {
    const value = scalarText(node[key]);
    if (value)
      ids.push({
        scheme:
          key.startsWith('gtin') || key === 'isbn'
            ? 'gtin'
            : key === 'sku' || key === 'mpn'
              ? key
              : 'product',
        value: value.slice(0, 120),
      });
  }
  return ids;
}

interface Offer {
  price: string | null;
  high: string | null;
  list: string | null;
  currency: string | null;
  availability: string | null;
  seller: string | null;
  isMember: boolean;
  isHere: boolean;
  ids: { scheme: string; value: string }[];
}

function listOf(value: Json | undefined): JsonObject[] {
  const all = Array.isArray(value) ? value : value === undefined ? [] : [value];
  return all.filter(isObject).slice(0, OFFERS);
}

function readOffer(node: JsonObject, url: URL): Offer {
  const offer: Offer = {
    price: scalarText(node['price']) ?? scalarText(node['lowPrice']),
    high: scalarText(node['highPrice']),
    list: null,
    currency: scalarText(node['priceCurrency']),
    availability: scalarText(node['availability']),
    seller: nameOf(node['seller']) ?? nameOf(node['offeredBy']),
    isMember: node['validForMemberTier'] !== undefined,
    isHere: isSameAddress(scalarText(node['url']), url),
    ids: idsOf(node),
  };
  for (const spec of listOf(node['priceSpecification'])) {
    const kind = scalarText(spec['priceType']) ?? '';
    const price = scalarText(spec['price']) ?? scalarText(spec['minPrice']);
    offer.currency ??= scalarText(spec['priceCurrency']);
    if (spec['referenceQuantity'] !== undefined && offer.price !== null) continue;
    if (/List|SRP|MSRP|Strikethrough|RegularPrice/i.test(kind)) offer.list ??= price;
    else if (spec['validForMemberTier'] !== undefined) offer.isMember ||= offer.price === price;
    else offer.price ??= price;
  }
  return offer;
}

function isSameAddress(address: string | null, url: URL): boolean {
  if (address === null || !URL.canParse(address, url.href)) return false;
  const other = new URL(address, url.href);
  return other.pathname === url.pathname && (other.search === '' ? false : other.search === url.search);
}

function offersOf(node: JsonObject, url: URL): Offer[] {
  const offers: Offer[] = [];
  for (const entry of listOf(node['offers'])) {
    const nested = listOf(entry['offers']).map((inner) => readOffer(inner, url));
    const own = readOffer(entry, url);
    if (own.price !== null || nested.length === 0) offers.push(own);
    else
      offers.push(
        ...nested.map((inner) => ({
          ...inner,
          currency: inner.currency ?? own.currency,
          availability: inner.availability ?? own.availability,
        })),
      );
  }
  return offers;
}

/** The offer of the address that is open; else the cheapest that can be bought; else the first. */
function pickOffer(offers: readonly Offer[]): Offer | null {
  const here = offers.find((offer) => offer.isHere && offer.price !== null);
  if (here) return here;
  const priced = offers.filter((offer) => offer.price !== null);
  const buyable = priced.filter((offer) => availabilityOf(offer.availability) !== 'out-of-stock');
  const pool = buyable.length > 0 ? buyable : priced;
  return [...pool].sort((a, b) => Number(a.price) - Number(b.price))[0] ?? offers[0] ?? null;
}

function readProduct(node: JsonObject, url: URL): ProductStatement {
  const statement = emptyStatement('json-ld');
  statement.title = nameOf(node['name']);
  statement.ids = idsOf(node);
  statement.url = scalarText(node['url']) ?? scalarText(node['@id']);
  const variants = listOf(node['hasVariant']);
  const offers = offersOf(node, url);
  for (const variant of variants) {
    const ids = idsOf(variant);
    const isHere =
      ids.some((id) => id.value.length > 3 && url.href.includes(id.value)) ||
      isSameAddress(scalarText(variant['url']), url);
    offers.push(
      ...offersOf(variant, url).map((offer) => ({
        ...offer,
        ids: [...ids, ...offer.ids],
        isHere: offer.isHere || isHere,
      })),
    );
  }
  const offer = pickOffer(offers);
  if (!offer) return statement;
  const stock = offers.map((one) => availabilityOf(one.availability));
  statement.price = offer.price;
  statement.highPrice = offer.high;
  statement.listPrice = offer.list;
  statement.currency = offer.currency;
  statement.seller = offer.seller;
  statement.isMemberPrice = offer.isMember;
  statement.availability = stock.includes('in-stock')
    ? 'in-stock'
    : (stock.find((s) => s !== 'unknown') ?? 'unknown');
  if (offer.isHere || offers.length === 1)
    statement.ids.push(...offer.ids.filter((id) => !statement.ids.some((own) => own.value === id.value)));
  return statement;
}
