/** Which history a look belongs to. Histories never mix variants, sellers, currencies or pack sizes. */
import type { ObservationOf } from '../model/observation';

type OfferValue = ObservationOf<'offer'>['value'];

export interface PriceKey {
  /** Shop id, or the host where the shop is not known. */
  readonly shop: string;
  readonly product: string;
  /** Chosen variant; empty when the page names none. */
  readonly variant: string;
  readonly seller: string;
  /** ISO 4217; empty when none was read. */
  readonly currency: string;
  /** How many in one pack, as the title says; empty when it says nothing. */
  readonly pack: string;
}

const VARIANT_SCHEMES: ReadonlySet<string> = new Set(['variant', 'sku', 'offer', 'asin-variant']);

/**
 * The identity of what an offer sells. Null when nothing names the product, neither an id nor an address of
 * its own (a bare home page): without an identity there is no history.
 */
export function keyOf(offer: OfferValue, shop: string | null, address: string): PriceKey | null {
  const url = URL.canParse(address) ? new URL(address) : null;
  const place = shop ?? url?.hostname ?? null;
  if (place === null) return null;
  const { ids } = offer;
  const product =
    ids.find(({ scheme }) => scheme === 'product') ?? ids.find(({ scheme }) => !isVariant(scheme));
  const variants = ids.filter(({ scheme }) => isVariant(scheme)).map(({ value }) => value);
  const named = product?.value ?? variants[0] ?? pathOf(url);
  if (named === null) return null;
  return {
    shop: place,
    product: named,
    variant: [...new Set(variants.filter((value) => value !== named))].sort().join(' '),
    seller: offer.seller ?? '',
    currency: offer.currency ?? '',
    pack: packOf(offer.title ?? ''),
  };
}

function isVariant(scheme: string): boolean {
  return VARIANT_SCHEMES.has(scheme);
}

function pathOf(url: URL | null): string | null {
  const path = url?.pathname.replace(/\/+$/, '') ?? '';
  return path === '' ? null : `path:${path}`;
}

const NUMBERS: Readonly<Record<string, number>> = {
  一: 1,
  两: 2,
  二: 2,
  双: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
  十: 10, // prettier-ignore
};
const PACKS: readonly RegExp[] = [
  /(\d{1,4}|[一两二双三四五六七八九十])\s*[件瓶盒包袋只支片罐枚条个]装/u,
  /\b(?:pack|set|box|case) of (\d{1,4})\b/iu,
  /\b(\d{1,4})[- ]?(?:pack|pcs|pieces|ct|count)\b/iu,
  /(\d{1,4})\s*(?:個|枚|本|袋)(?:セット|入り?)/u,
  /(\d{1,4})\s*(?:개입|팩|개)/u,
];

/** Number in one pack, as the title words it (`2只装`, `pack of 6`); empty when it does not. */
export function packOf(title: string): string {
  const text = title.normalize('NFKC').slice(0, 500);
  for (const pattern of PACKS) {
    const found = pattern.exec(text)?.[1];
    if (found !== undefined) return String(NUMBERS[found] ?? Number(found));
  }
  return '';
}

/** The key as one text, for storing: no two keys give the same. */
export function keyText(key: PriceKey): string {
  return JSON.stringify([key.shop, key.product, key.variant, key.seller, key.currency, key.pack]);
}
