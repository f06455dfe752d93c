/** Products in JSON-LD: graphs, lists, ProductGroup with variants, offers of every nesting (schema.org 29). */
import { availabilityOf, emptyStatement, type ProductStatement } from './product-statement';
import { isObject, scalarText, withoutEntities, type Json, type JsonObject } from './structured-data-json';

const DEPTH = 24;
const OFFERS = 200;
const DAY_MS = 86_400_000;

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

/** Where a node with an `@id` stands in full: a graph may name it elsewhere by that id alone. */
type Nodes = ReadonlyMap<string, JsonObject>;

function nodesById(root: Json, most: number): Nodes {
  const nodes = new Map<string, JsonObject>();
  const stack: Json[] = [root];
  for (let seen = 0; stack.length > 0 && seen < most; seen++) {
    const here = stack.pop();
    if (Array.isArray(here)) stack.push(...here.slice(0, OFFERS));
    else if (isObject(here)) {
      const id = here['@id'];
      if (typeof id === 'string' && Object.keys(here).length > 2 && !nodes.has(id)) nodes.set(id, here);
      const graph = here['@graph'];
      if (graph !== undefined) stack.push(graph);
    }
  }
  return nodes;
}

interface Page {
  url: URL;
  nodes: Nodes;
  /** Milliseconds since 1970: an offer whose `priceValidUntil` is past counts only where no other does. */
  now: number;
}

/**
 * Every product stated below `root`; `budget.nodes` is shared by all blocks of a page. `now` in milliseconds
 * since 1970.
 */
export function productsOf(
  root: Json,
  url: URL,
  budget: { nodes: number },
  now = Date.now(),
): ProductStatement[] {
  const found: ProductStatement[] = [];
  const page: Page = { url, now, nodes: nodesById(root, budget.nodes) };
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
      found.push({ ...readProduct(node, page), isListed: here.isListed });
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
  const name = isObject(value) ? scalarText(value['name']) : scalarText(value);
  return name?.includes('&') ? withoutEntities(name) : name;
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
  isOver: boolean;
  ids: { scheme: string; value: string }[];
}

function listOf(value: Json | undefined, nodes?: Nodes): JsonObject[] {
  const all = Array.isArray(value) ? value : value === undefined ? [] : [value];
  return all
    .filter(isObject)
    .slice(0, OFFERS)
    .map((node) => {
      const id = node['@id'];
      return (Object.keys(node).length <= 2 && typeof id === 'string' && nodes?.get(id)) || node;
    });
}

function readOffer(node: JsonObject, { url, now }: Page): Offer {
  const until = Date.parse(scalarText(node['priceValidUntil']) ?? '');
  const offer: Offer = {
    price: scalarText(node['price']) ?? scalarText(node['lowPrice']),
    high: scalarText(node['highPrice']),
    list: null,
    currency: scalarText(node['priceCurrency']),
    availability: scalarText(node['availability']),
    seller: nameOf(node['seller']) ?? nameOf(node['offeredBy']),
    isMember: node['validForMemberTier'] !== undefined,
    isHere: isSameAddress(scalarText(node['url']), url),
    isOver: until + DAY_MS < now,
    ids: idsOf(node),
  };
  // What a measure costs is the price only where nothing else is said.
  const specs = listOf(node['priceSpecification']);
  const isForMeasure = (spec: JsonObject): boolean => spec['referenceQuantity'] !== undefined;
  for (const spec of [...specs.filter((one) => !isForMeasure(one)), ...specs.filter(isForMeasure)]) {
    const kind = scalarText(spec['priceType']) ?? '';
    const price = scalarText(spec['price']) ?? scalarText(spec['minPrice']);
    offer.currency ??= scalarText(spec['priceCurrency']);
    if (isForMeasure(spec) && offer.price !== null) continue;
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

function offersOf(node: JsonObject, page: Page): Offer[] {
  const offers: Offer[] = [];
  for (const entry of listOf(node['offers'], page.nodes)) {
    const nested = listOf(entry['offers'], page.nodes).map((inner) => readOffer(inner, page));
    const own = readOffer(entry, page);
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

/**
 * The offer of the address that is open; else the cheapest that can be bought, that is not over, and that is
 * for everybody; else the first.
 */
function pickOffer(offers: readonly Offer[]): Offer | null {
  const here = offers.find((offer) => offer.isHere && offer.price !== null);
  if (here) return here;
  const priced = offers.filter((offer) => offer.price !== null);
  const buyable = priced.filter((offer) => availabilityOf(offer.availability) !== 'out-of-stock');
  const pool = [...(buyable.length > 0 ? buyable : priced)];
  for (const isWorse of [(one: Offer) => one.isOver, (one: Offer) => one.isMember]) {
    const better = pool.filter((one) => !isWorse(one));
    if (better.length > 0) pool.splice(0, pool.length, ...better);
  }
  return [...pool].sort((a, b) => Number(a.price) - Number(b.price))[0] ?? offers[0] ?? null;
}

/** The dearest of several variants, where they do not all cost the same. */
function highestOf(offers: readonly Offer[]): string | null {
  const prices = offers.flatMap(({ price, isOver }) => (price === null || isOver ? [] : [price]));
  const sorted = prices.filter((price) => Number(price) > 0).sort((a, b) => Number(a) - Number(b));
  const [low, high] = [sorted[0], sorted[sorted.length - 1]];
  return low !== undefined && high !== undefined && Number(high) > Number(low) ? high : null;
}

function readProduct(node: JsonObject, page: Page): ProductStatement {
  const { url } = page;
  const statement = emptyStatement('json-ld');
  statement.title = nameOf(node['name']);
  statement.ids = idsOf(node);
  statement.url = scalarText(node['url']) ?? scalarText(node['@id']);
  const variants = listOf(node['hasVariant'], page.nodes);
  const offers = offersOf(node, page);
  for (const variant of variants) {
    const ids = idsOf(variant);
    const isHere =
      ids.some((id) => id.value.length > 3 && url.href.includes(id.value)) ||
      isSameAddress(scalarText(variant['url']), url);
    offers.push(
      ...offersOf(variant, page).map((offer) => ({
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
  statement.highPrice = offer.high ?? (variants.length > 0 && !offer.isHere ? highestOf(offers) : null);
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
