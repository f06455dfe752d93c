/**
 * The price that a card of a list shows, and which product the card names. Pure over what the page's script took
 * of the card (card-press.ts), so it is read where no page is.
 */
import type { Card, RememberedCard } from '../model/card';
import { LIMITS } from '../model/limits';
import type { Shop } from '../model/shop';
import { readAddress } from '../shops/address';
import { compareAmounts, readPriceText } from './money';
import { regionCurrency } from './offer-context';
import { contains, isStruck, piecesOf, wholeText, type Piece } from './offer-pieces';
import { readBlock, renderedPrices, type RenderedInput } from './offer-rendered';

/** Parameters of an address that say where somebody came from, and nothing of what is sold. */
const CAMPAIGN =
  /^(?:utm_\w+|spm|scm|gclid|fbclid|ref|ref_|from|source|track\w*|_pos|_sid|_ss|pvid|abbucket)$/i;
const VARIANT_PARAMETERS = ['skuId', 'sku_id', 'skuid', 'variant', 'variation'] as const;

/**
 * By what a card and a page are known to be of one product: the shop and the number in its addresses, or the address
 * itself without campaign parameters where the shop's addresses are not described. Null where it names no product.
 */
export function productOf(address: string, shop: Shop | null): string | null {
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  if (shop) {
    const { kind, id } = readAddress(shop, url);
    if (kind === 'product' && id !== null) return `${shop.id} ${id}`;
    if (kind !== 'other') return null;
    const led = ledTo(url, shop);
    if (led !== null) return led;
  }
  if (!/^https?:$/.test(url.protocol) || url.pathname === '/') return null;
  const kept = [...url.searchParams]
    .filter(([name]) => !CAMPAIGN.test(name) && !VARIANT_PARAMETERS.some((one) => one === name))
    .map(([name, value]) => `${name}=${value}`)
    .sort();
  return [url.host + url.pathname.replace(/\/+$/, ''), ...kept].join(' ').slice(0, LIMITS.urlChars);
}

/**
 * The product that a counting redirect of the shop's own leads to (`/sspa/click?…&url=%2Fdp%2FB0…`): the one address
 * of a product among its parameters. Null where there is none, or more than one.
 */
function ledTo(url: URL, shop: Shop): string | null {
  const found = new Set<string>();
  for (const [, value] of [...url.searchParams].slice(0, 40)) {
    if (!/^(?:https?:\/\/|\/)/.test(value) || !URL.canParse(value, url.href)) continue;
    const to = new URL(value, url.href);
    const { kind, id } = readAddress(shop, to);
    if (kind === 'product' && id !== null && to.hostname === url.hostname) found.add(`${shop.id} ${id}`);
  }
  const [only] = found;
  return only !== undefined && found.size === 1 ? only : null;
}

/** The variant that an address names; null where it names none. */
export function variantIn(address: string): string | null {
  if (!URL.canParse(address)) return null;
  const { searchParams } = new URL(address);
  for (const name of VARIANT_PARAMETERS) {
    const value = searchParams.get(name);
    if (value !== null && /^[\w.-]{1,120}$/.test(value)) return value;
  }
  return null;
}

/**
 * What a pressed card says of the product it leads to. Null where it names no product of the site it stands on, or
 * shows no price that can be read with certainty. `shop` is the adapter of the list's own address.
 */
export function readCard(
  card: Card,
  from: { url: string; pressedAt: string; shop: Shop | null },
): RememberedCard | null {
  const product = productOf(card.href, from.shop);
  if (product === null || !URL.canParse(from.url)) return null;
  const list = new URL(from.url);
  const isOwnSite = from.shop !== null || new URL(card.href).origin === list.origin;
  if (!isOwnSite || product === productOf(from.url, from.shop)) return null;
  const taken = piecesOf(card);
  const top = taken[card.top];
  if (!top) return null;
  // What stands above the card is not read with it.
  top.parent = null;
  const pieces = taken.filter((piece) => contains(top, piece));
  const input: RenderedInput = {
    candidates: pieces.flatMap((piece, at) => (holdsDigit(piece) ? [{ piece, at, px: null }] : [])),
    buys: [],
    hint: { currency: from.shop?.currency ?? regionCurrency(list, card.language), language: card.language },
    title: titleOf(pieces),
    stated: [],
    url: list,
  };
  const found = renderedPrices(input).filter(({ reading }) => reading.current !== null);
  // A wide block that holds a price block says the same once more, with whatever else is written on the card.
  const all = found.filter(
    (one) => !found.some((other) => other !== one && contains(one.piece, other.piece)),
  );
  const [best] = all;
  if (!best) return null;
  const { reading, text } = readBlock(best, input, all);
  const { current, currency } = reading;
  if (current === null || currency === null || !/[1-9]/.test(current)) return null;
  // Two askings in one card, of which neither is said to be the one before: which is meant cannot be told.
  const others = all.filter(
    (one) =>
      one.reading.kind === reading.kind &&
      !isStruck(one.piece) &&
      one.reading.current !== null &&
      compareAmounts(one.reading.current, current) !== 0,
  );
  if (others.length > 0) return null;
  return {
    product,
    variant: variantIn(card.href),
    listUrl: from.url.slice(0, LIMITS.urlChars),
    pressedAt: from.pressedAt,
    text: text.slice(0, LIMITS.textChars),
    price: current,
    listPrice: reading.list,
    currency,
    priceKind: reading.kind,
    condition: reading.condition?.slice(0, LIMITS.textChars) ?? null,
  };
}

/** Whether an amount stands in any of these texts of a page's price, under whatever condition. */
export function standsIn(amount: string, texts: readonly string[]): boolean {
  return texts.some((text) =>
    readPriceText(text).all.some((money) => compareAmounts(money.amount, amount) === 0),
  );
}

function holdsDigit({ kids }: Piece): boolean {
  return (kids ?? []).some((kid) => typeof kid === 'string' && /\p{Nd}/u.test(kid));
}

/** The longest text of its own that is no price: what the card says the thing is called. */
function titleOf(pieces: readonly Piece[]): RenderedInput['title'] {
  let title: RenderedInput['title'] = null;
  let longest = 7;
  for (const piece of pieces) {
    const own = (piece.kids ?? [])
      .filter((kid) => typeof kid === 'string')
      .join(' ')
      .trim();
    if (own.length <= longest || readPriceText(own.slice(0, LIMITS.priceChars)).all.length > 0) continue;
    if (wholeText(piece, 400) === null) continue;
    longest = own.length;
    title = { piece, at: -1 };
  }
  return title;
}
