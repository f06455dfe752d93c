/**
 * The offer of a page: what is for sale, under which identity, for how much, and which of the page's own
 * sources says so. Pure over the excerpt that the page's script takes (offer-excerpt.ts), so it is read where
 * no page is. What the shopper sees beats what the page tells machines; where the two differ, that is recorded.
 */
import { LIMITS } from '../model/limits';
import type { Excerpt, OfferReading } from '../model/excerpt';
import type { Sighting, SightingOf } from '../model/observation';
import type { Shop } from '../model/shop';
import { readAddress } from '../shops/address';
import { compareAmounts, readMachineAmount, readPriceText, type MoneyHint } from './money';
import { adapterPrice, adapterText } from './offer-adapter';
import { currencyOf, productIds, regionCurrency, type OfferId } from './offer-context';
import { readBlock, renderedPrices, type RenderedInput, type RenderedPrice } from './offer-rendered';
import { takeExcerpt } from './offer-excerpt';
import { piecesOf, wholeText, type Piece } from './offer-pieces';
import { headingTitle, trimToStated, type Title } from './offer-title';
import type { ProductStatement } from './product-statement';
import { readStructuredData, type StructuredReading } from './structured-data';

type Offer = SightingOf<'offer'>['value'];
type Source = Offer['sources'][number];
type Disagreement = Offer['disagreements'][number];

/** From this score a rendered amount is taken although no statement of the page confirms it. */
const SURE_SCORE = 4;

const clip = (text: string): string => text.slice(0, LIMITS.textChars);

/** Statements about the page's own product: listed ones and strangers are left out when there are others. */
function ownStatements(reading: StructuredReading, heading: string): ProductStatement[] {
  const all = reading.products.filter((product) => !product.isListed);
  const byForm = (source: ProductStatement['source']): ProductStatement[] =>
    all.filter((product) => product.source === source);
  const own: ProductStatement[] = [];
  for (const source of ['page-state', 'json-ld', 'microdata', 'rdfa', 'open-graph'] as const) {
    const group = byForm(source);
    const [only] = group;
    const isStranger =
      only !== undefined &&
      group.length === 1 &&
      only.title !== null &&
      source !== 'open-graph' &&
      !isNamedByPage(only, heading) &&
      own.some((one) => isNamedByPage(one, heading));
    if (isStranger) continue;
    const isLoose =
      (source === 'microdata' || source === 'rdfa') &&
      own.some((one) => one.source === 'json-ld' && one.price !== null && isNamedByPage(one, heading));
    if (isLoose) {
      own.push(...group.filter((one) => isNamedByPage(one, heading)));
      continue;
    }
    if (group.length <= 1) own.push(...group);
    else
      own.push(
        ...group.filter(
          (one, n) =>
            isNamedByPage(one, heading) ||
            (n === 0 && !group.some((other) => isNamedByPage(other, heading)) && group.length <= 3),
        ),
      );
  }
  return own;
}

/** `heading`: the document's title and its first heading, in lower case. */
function isNamedByPage(statement: ProductStatement, heading: string): boolean {
  const name = (statement.title ?? '').toLowerCase().replace(/\s+/g, ' ').slice(0, 40);
  return name.length >= 3 && heading.includes(name);
}

interface Facts {
  excerpt: Excerpt;
  pieces: readonly Piece[];
  url: URL;
  shop: Shop | null;
  hint: MoneyHint;
  statements: ProductStatement[];
  sources: Source[];
}

function note(facts: Facts, source: Source['source'], field: Source['field'], raw: string | null): void {
  if (raw !== null && raw !== '' && facts.sources.length < 64)
    facts.sources.push({ source, field, raw: clip(raw) });
}

interface Priced {
  price: string | null;
  list: string | null;
  currency: string | null;
  kind: Offer['priceKind'];
  condition: string | null;
  source: Source['source'] | null;
  piece: Piece | null;
}

const NOTHING: Priced = {
  price: null,
  list: null,
  currency: null,
  kind: 'unknown',
  condition: null,
  source: null,
  piece: null,
};

function statedPrice(statement: ProductStatement): {
  price: string | null;
  list: string | null;
  currency: string | null;
} {
  const currency =
    currencyOf(statement.currency) ??
    (statement.price === null ? null : readPriceText(statement.price).currency);
  const price = statement.price === null ? null : readMachineAmount(statement.price, currency);
  const list = statement.listPrice === null ? null : readMachineAmount(statement.listPrice, currency);
  return { price: price !== null && Number(price) > 0 ? price : null, list, currency };
}

function fromAdapter(facts: Facts): Priced | null {
  const { excerpt, pieces, shop, hint } = facts;
  const found = adapterPrice(excerpt, pieces, shop, 'price', hint);
  if (!found) return null;
  const listed = adapterPrice(excerpt, pieces, shop, 'list-price', hint);
  const { reading } = found;
  note(facts, 'adapter', 'price', found.text);
  const list = listed ? (listed.reading.current ?? listed.reading.list) : reading.list;
  if (listed) note(facts, 'adapter', 'list-price', listed.text);
  const price = reading.current ?? reading.list;
  const worded = found.condition === null ? null : readPriceText(`${found.condition} ¥1`);
  const kind = found.kind ?? (worded && worded.kind !== 'plain' ? worded.kind : reading.kind);
  const condition = found.condition ?? reading.condition;
  return {
    price,
    list: higher(list, price),
    currency: reading.currency,
    kind,
    condition: kind === 'plain' ? null : condition,
    source: 'adapter',
    piece: found.piece,
  };
}

function higher(list: string | null, price: string | null): string | null {
  return list !== null && price !== null && compareAmounts(list, price) <= 0 ? null : list;
}

/**
 * As shown: a price that is struck through or worded as the price before stays one even where it is the lower
 * of the two. That the page contradicts itself is for the judge to say, not for the reader to smooth over.
 */
function apart(list: string | null, price: string | null): string | null {
  return list !== null && price !== null && compareAmounts(list, price) === 0 ? null : list;
}

function fromRendered(facts: Facts, title: Title | null, isProduct: boolean): Priced | null {
  const { excerpt, pieces } = facts;
  const input: RenderedInput = {
    candidates: excerpt.candidates.flatMap(({ piece, at, px }) => {
      const found = pieces[piece];
      return found ? [{ piece: found, at, px }] : [];
    }),
    buys: excerpt.buys,
    hint: facts.hint,
    title,
    stated: facts.statements.flatMap((one) => statedPrice(one).price ?? []),
    url: facts.url,
  };
  const all = renderedPrices(input);
  // Where the price itself is drawn so that it cannot be read, an amount beside it is not taken for it.
  const isDrawn = excerpt.unreadable.some(({ what }) => what === 'price');
  const best = isDrawn ? all.find(({ reading }) => isStatedAmount(reading.current, input)) : all[0];
  if (!best || best.score < (isProduct ? SURE_SCORE : SURE_SCORE + 1.5)) return null;
  const block = readBlock(best, input, all);
  return fromBlock(facts, block);
}

function isStatedAmount(amount: string | null, { stated }: RenderedInput): boolean {
  return amount !== null && stated.some((one) => compareAmounts(one, amount) === 0);
}

function fromBlock(facts: Facts, block: RenderedPrice): Priced {
  const { reading, text } = block;
  note(facts, 'rendered', 'price', text);
  if (reading.list !== null) note(facts, 'rendered', 'list-price', text);
  if (reading.currency !== null && !reading.isCurrencyGuessed) note(facts, 'rendered', 'currency', text);
  const price = reading.current ?? reading.list;
  return {
    price,
    list: apart(reading.list, price),
    currency: reading.currency,
    kind: reading.kind,
    condition: reading.condition,
    source: 'rendered',
    piece: block.piece,
  };
}

/** The first source's price; the lower one where another source names the first as the price before. */
function fromStatements(facts: Facts): Priced | null {
  const all = facts.statements.map((statement) => ({ statement, ...statedPrice(statement) }));
  const first = all.find((one) => one.price !== null);
  if (!first) return null;
  const reduced = all.find(
    (one) =>
      one.price !== null &&
      one.list !== null &&
      first.price !== null &&
      compareAmounts(one.list, first.price) === 0 &&
      compareAmounts(one.price, one.list) < 0,
  );
  const { statement, price, list, currency } = reduced ?? first;
  const isRange = statement.highPrice !== null && readMachineAmount(statement.highPrice, currency) !== price;
  return {
    price,
    list: higher(list, price),
    currency,
    kind: statement.isMemberPrice ? 'member' : isRange ? 'range' : 'plain',
    condition: null,
    source: statement.source,
    piece: null,
  };
}

/** A price before the reduction that a statement with the very same price names. */
function withStatedList(facts: Facts, priced: Priced): Priced {
  if (priced.list !== null || priced.price === null) return priced;
  for (const statement of facts.statements) {
    const { price, list } = statedPrice(statement);
    if (
      price !== null &&
      list !== null &&
      compareAmounts(price, priced.price) === 0 &&
      compareAmounts(list, price) > 0
    )
      return { ...priced, list };
  }
  return priced;
}

/** Notes what every statement said, used or not. */
function noteStatements(facts: Facts): void {
  for (const one of facts.statements) {
    note(facts, one.source, 'title', one.title);
    note(facts, one.source, 'price', one.price);
    note(facts, one.source, 'list-price', one.listPrice);
    note(facts, one.source, 'currency', one.currency);
    if (one.availability !== 'unknown') note(facts, one.source, 'availability', one.availability);
    note(facts, one.source, 'seller', one.seller);
  }
}

/** Sources that name different amounts or currencies for the same thing. */
function disagreementsOf(facts: Facts, priced: Priced): Disagreement[] {
  const found: Disagreement[] = [];
  const add = (
    field: 'price' | 'currency' | 'list-price',
    own: string | null,
    others: { source: Source['source']; raw: string | null }[],
    isSame: (a: string, b: string) => boolean,
  ): void => {
    if (own === null || priced.source === null) return;
    const said = others.filter(
      (o): o is { source: Source['source']; raw: string } => o.raw !== null && !isSame(own, o.raw),
    );
    if (said.length > 0)
      found.push({ field, said: [{ source: priced.source, raw: own }, ...said].slice(0, 8) });
  };
  const stated = facts.statements.map((one) => ({ source: one.source, ...statedPrice(one) }));
  add(
    'price',
    priced.price,
    stated.map((s) => ({ source: s.source, raw: s.price })),
    (a, b) => compareAmounts(a, b) === 0,
  );
  add(
    'list-price',
    priced.list,
    stated.map((s) => ({ source: s.source, raw: s.list })),
    (a, b) => compareAmounts(a, b) === 0,
  );
  add(
    'currency',
    priced.currency,
    stated.map((s) => ({ source: s.source, raw: s.currency })),
    (a, b) => a === b,
  );
  return found;
}

/** A title without the words that this shop puts before all of them. */
function withoutPrefix(text: string, shop: Shop | null): string {
  const prefix = shop?.product?.titlePrefixes?.find((one) => text.startsWith(one));
  return prefix === undefined ? text : text.slice(prefix.length).trim();
}

function titleOf(facts: Facts): { title: Title | null; text: string | null } {
  const { excerpt, pieces } = facts;
  const stated = facts.statements.flatMap((one) => one.title ?? []);
  const placed = adapterText(excerpt.titles, pieces);
  if (placed) {
    const { piece, text } = placed;
    note(facts, 'adapter', 'title', text);
    const own = withoutPrefix(text, facts.shop);
    return {
      title: { piece, text, at: placed.place.at },
      text: trimToStated(
        own,
        stated.map((one) => withoutPrefix(one, facts.shop)),
      ),
    };
  }
  const headings = excerpt.headings.flatMap(({ piece, at }) => {
    const found = pieces[piece];
    return found ? [{ piece: found, at }] : [];
  });
  const heading = headingTitle(headings, excerpt.title, stated);
  if (heading) {
    note(facts, 'rendered', 'title', heading.text);
    return { title: heading, text: trimToStated(heading.text, stated) };
  }
  return { title: null, text: stated[0] ?? (excerpt.title === '' ? null : excerpt.title) };
}

function availabilityOfOffer(facts: Facts): Offer['availability'] {
  return facts.statements.find((one) => one.availability !== 'unknown')?.availability ?? 'unknown';
}

/** Shop and product, and the variant where one is chosen: by the address, else by what is selected. */
function subjectOf(facts: Facts, ids: readonly OfferId[]): string {
  const variants = ids.filter((id) => id.scheme === 'variant').map(({ value }) => value);
  const main =
    ids.find((id) => id.source === 'adapter' && id.scheme === 'product') ??
    ids.find((id) => id.scheme === 'sku') ??
    ids.find((id) => id.scheme !== 'gtin' && id.scheme !== 'variant');
  if (!main) return 'offer:page';
  const place = facts.shop?.id ?? facts.url.hostname.replace(/^www\./, '');
  const suffix = variants.map((value) => (value === main.value ? '' : `~${value}`)).join('');
  return `offer:${`${place}-${main.value}${suffix}`.replace(/[^\w.:~-]/g, '_').slice(0, 120)}`;
}

/**
 * The offer of the page's main product, or none where the page sells no single product; and an `unreadable`
 * sighting for what could not be read. `excerpt.url` decides identity, `shop` its adapter. Never throws.
 */
export function readOffer(excerpt: Excerpt, shop: Shop | null): OfferReading {
  if (!URL.canParse(excerpt.url)) return { sightings: [], pricePiece: null, titlePiece: null };
  const url = new URL(excerpt.url);
  const structured = readStructuredData(excerpt, shop, url);
  const address = shop ? readAddress(shop, url).kind : 'other';
  const isListPage = address === 'list' || address === 'live';
  const read = isListPage ? null : offerOf(excerpt, url, shop, structured, address === 'product');
  const isShown = read !== null && read.priced.piece !== null;
  const unreadable = [
    ...excerpt.unreadable.filter((one) => one.what !== 'price' || (!isShown && !isListPage)),
    ...structured.unreadable.map((one) => ({ what: 'structured-data' as const, ...one })),
  ].slice(0, 4);
  const sightings = unreadable.map((one): Sighting => ({
    kind: 'unreadable',
    subject: 'page:main',
    observer: 'offer',
    method: one.what === 'price' ? 'rendered' : 'structured-data',
    value: { what: one.what, code: one.code, detail: one.detail === null ? null : clip(one.detail) },
  }));
  if (read) sightings.push(read.sighting);
  return {
    sightings,
    pricePiece: read?.priced.piece?.index ?? null,
    titlePiece: read?.title?.piece.index ?? null,
  };
}

/** The last part of an address, and any part for a checkout. `bag` and `basket` are goods too, so only at the end. */
const CART_END =
  /^(?:(?:shopping|my|view)?[-_]?(?:cart|bag|basket|trolley)|mini-?cart|panier|warenkorb|einkaufswagen|carrito|carrello|carrinho|cesta|koszyk|winkelwagen|varukorg|kundvagn|handlekurv|kosik|sepet|korzina|gouwuche|shopcart)(?:\.\w{2,5})?$/i;
const CHECKOUT =
  /^(?:checkouts?|kasse|caisse|order[-_]?(?:confirm|review|summary)|confirm[-_]?order|jiesuan)$/i;
const CART_TITLE =
  /^(?:我的)?(?:购物车|购物袋|購物車|结算|確認訂單|确认订单)|^(?:(?:your|my) )?(?:shopping )?(?:cart|bag|basket)(?:$| ?[([（])|^(?:(?:mein|ihr) )?warenkorb$|^(?:mon |votre )?panier$|^(?:買い物)?(?:カート|かご)(?:$|[（(の])|^장바구니/i;

/** Whether an excerpt is that of a cart or a checkout. */
export function isCartPage(excerpt: Excerpt): boolean {
  if (!URL.canParse(excerpt.url)) return false;
  const pieces = piecesOf(excerpt);
  const heading = excerpt.headings.map(({ piece }) => pieces[piece]).find((piece) => piece?.tag === 'H1');
  return isCart(new URL(excerpt.url), heading ? (wholeText(heading, 80) ?? '') : excerpt.title);
}

/** A page of what somebody is about to buy: its sums are no product's price. */
function isCart(url: URL, heading: string): boolean {
  const parts = url.pathname.split('/').filter((part) => part !== '');
  return (
    CART_END.test(parts.at(-1) ?? '') ||
    parts.some((part) => CHECKOUT.test(part)) ||
    CART_TITLE.test(heading.replace(/\s+/g, ' ').trim())
  );
}

function offerOf(
  excerpt: Excerpt,
  url: URL,
  shop: Shop | null,
  structured: StructuredReading,
  isAddressed: boolean,
): { sighting: Sighting; priced: Priced; title: Title | null } | null {
  const pieces = piecesOf(excerpt);
  const firstHeading = excerpt.headings
    .map(({ piece }) => pieces[piece])
    .find((piece) => piece?.tag === 'H1');
  const heading = `${excerpt.title} ${firstHeading ? (wholeText(firstHeading, 4_000) ?? '') : ''}`
    .toLowerCase()
    .replace(/\s+/g, ' ');
  const statements = ownStatements(structured, heading);
  const { language } = excerpt;
  const statedCurrency =
    statements.map((one) => currencyOf(one.currency)).find((code) => code !== null) ?? null;
  const facts: Facts = {
    excerpt,
    pieces,
    url,
    shop,
    hint: { currency: statedCurrency ?? shop?.currency ?? regionCurrency(url, language), language },
    statements,
    sources: [],
  };
  const isStated = statements.some(
    (one) => one.price !== null || (one.source !== 'open-graph' && one.title !== null) || one.ids.length > 0,
  );
  const isHome = url.pathname === '/' && url.search === '';
  if (isHome && !isStated) return null;
  if (!isAddressed && isCartPage(excerpt)) return null;
  const { title, text } = titleOf(facts);
  const priced = withStatedList(
    facts,
    fromAdapter(facts) ??
      fromRendered(facts, title, isStated || isAddressed) ??
      fromStatements(facts) ??
      NOTHING,
  );
  if (priced.price === null && !isStated && !isAddressed) return null;
  noteStatements(facts);
  const ids = productIds(excerpt, url, shop, statements);
  for (const id of ids) note(facts, id.source, 'id', id.value);
  const seller =
    adapterText(excerpt.sellers, pieces)?.text ??
    statements.find((one) => one.seller !== null)?.seller ??
    null;
  const value: Offer = {
    title: text?.slice(0, LIMITS.titleChars) ?? null,
    ids: ids.map(({ scheme, value: id }) => ({ scheme, value: id })),
    seller: seller === null ? null : clip(seller),
    price: priced.price,
    listPrice: priced.list,
    currency:
      priced.price === null && priced.list === null
        ? null
        : (priced.currency ?? statedCurrency ?? facts.hint.currency ?? null),
    priceKind: priced.price === null ? 'unknown' : priced.kind,
    condition: priced.condition === null ? null : clip(priced.condition),
    availability: availabilityOfOffer(facts),
    sources: facts.sources,
    disagreements: disagreementsOf(facts, priced),
    box: null,
    ...(excerpt.shownTo ? { shownTo: excerpt.shownTo } : {}),
  };
  const sighting: Sighting = {
    kind: 'offer',
    subject: subjectOf(facts, ids),
    observer: 'offer',
    method: priced.source ?? 'rendered',
    value,
  };
  return { sighting, priced, title };
}

export interface OfferInput {
  document: Document;
  url: URL;
  shop: Shop | null;
  /** False where boxes and computed styles mean nothing (a parser without layout). Default true. */
  layout?: boolean;
}

/** Takes the excerpt and reads it at once, for places that hold both the document and the reader. */
export function observeOffer({ document, url, shop, layout = true }: OfferInput): Sighting[] {
  const taken = takeExcerpt({ document, url, shop, layout });
  return taken ? readOffer(taken.excerpt, shop).sightings : [];
}
