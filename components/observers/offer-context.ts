/** What surrounds a price: which currency the page most likely speaks, and which ids name the product. */
import { readAddress } from '../shops/address';
import type { Excerpt } from '../model/excerpt';
import type { Shop } from '../model/shop';
import type { ProductStatement } from './product-statement';
import { hashOf } from './dom';
import { isCurrencyCode } from './money-currencies';

const REGIONS =
  'us USD|uk GBP|gb GBP|ie EUR|de EUR|fr EUR|it EUR|es EUR|pt EUR|nl EUR|be EUR|at EUR|fi EUR|gr EUR|ee EUR|lv EUR|lt EUR|si EUR|sk EUR|hr EUR|lu EUR|mt EUR|cy EUR|eu EUR|cn CNY|hk HKD|tw TWD|mo MOP|jp JPY|kr KRW|in INR|pk PKR|lk LKR|bd BDT|np NPR|au AUD|nz NZD|ca CAD|mx MXN|br BRL|ar ARS|cl CLP|co COP|pe PEN|uy UYU|py PYG|bo BOB|ve VES|pl PLN|cz CZK|hu HUF|ro RON|bg EUR|se SEK|no NOK|dk DKK|is ISK|ch CHF|ru RUB|ua UAH|by BYN|kz KZT|uz UZS|ge GEL|am AMD|az AZN|tr TRY|il ILS|sa SAR|ae AED|qa QAR|kw KWD|bh BHD|om OMR|jo JOD|eg EGP|ma MAD|tn TND|za ZAR|ng NGN|ke KES|gh GHS|sg SGD|my MYR|id IDR|th THB|vn VND|ph PHP|rs RSD|ba BAM|mk MKD|al ALL|md MDL';
const BY_REGION = new Map(REGIONS.split('|').map((row) => [row.slice(0, 2), row.slice(3)] as const));
/** Two-letter names that are sold as if they were general; they say nothing of a country. */
const GENERAL = new Set(['co', 'me', 'io', 'tv', 'ai', 'am', 'is']);

/** Likeliest currency by region of the page's language, its address, or its host; null when nothing says. */
export function regionCurrency(url: URL, language: string | null): string | null {
  const tld = url.hostname.split('.').pop() ?? '';
  const byHost = GENERAL.has(tld) ? undefined : BY_REGION.get(tld);
  const region = /^[a-z]{2,3}[-_](?:[a-z]{4}[-_])?([a-z]{2})$/i.exec(language ?? '')?.[1]?.toLowerCase();
  const byLanguage = region === undefined ? undefined : BY_REGION.get(region);
  const segment = url.pathname
    .split('/')
    .slice(1, 3)
    .find((part) => /^[a-z]{2}$/.test(part) && BY_REGION.has(part) && !/^(?:in|is|at|be|no|us)$/.test(part));
  const host = /^(?:[a-z]{2}[-.])?([a-z]{2})\./.exec(url.hostname)?.[1];
  return (
    byHost ??
    (segment ? BY_REGION.get(segment) : undefined) ??
    byLanguage ??
    (host && host !== 'my' ? BY_REGION.get(host) : undefined) ??
    null
  );
}

/** A statement's currency as an ISO 4217 code, or null. */
export function currencyOf(text: string | null): string | null {
  const code = (text ?? '').trim().toUpperCase();
  return isCurrencyCode(code) ? code : null;
}

export interface OfferId {
  scheme: string;
  value: string;
  source: 'adapter' | ProductStatement['source'];
}

const ID_SCHEME = /^[\w.~:/ +-]{1,120}$/;

/** Ids of the main product: by the shop's own address first, then what the page states, then its address. */
export function productIds(
  excerpt: Excerpt,
  url: URL,
  shop: Shop | null,
  statements: readonly ProductStatement[],
): OfferId[] {
  const ids: OfferId[] = [];
  const add = (scheme: string, value: string | null, source: OfferId['source']): void => {
    const clean = (value ?? '').trim();
    if (clean === '' || !ID_SCHEME.test(clean) || ids.length >= 16 || ids.some((id) => id.value === clean))
      return;
    ids.push({ scheme: scheme.slice(0, 24), value: clean, source });
  };
  const { canonical } = excerpt;
  if (shop) {
    add('product', readAddress(shop, url).id, 'adapter');
    if (canonical !== null && URL.canParse(canonical, url.href))
      add('product', readAddress(shop, new URL(canonical, url.href)).id, 'adapter');
    for (const name of ['skuId', 'sku_id', 'skuid', 'variant', 'variation'])
      add('variant', url.searchParams.get(name), 'adapter');
  }
  add('variant', variantInFragment(url), 'rendered');
  // Beside the address too: not every shop writes there what was chosen since.
  if (excerpt.chosen.length > 0) add('variant', variantOf(excerpt.chosen), 'rendered');
  for (const statement of statements)
    for (const id of statement.ids) add(id.scheme, id.value, statement.source);
  for (const value of labelledIds(excerpt)) add('sku', value, 'rendered');
  for (const [name, value] of url.searchParams)
    if (
      /^(?:item|item_?id|id|sku|pid|product_?id|goods_?id|article|variant)$/i.test(name) &&
      /\d/.test(value)
    )
      add('address', value, 'rendered');
  // Where the adapter reads the address, its parts are known; elsewhere they are the best there is.
  if (!ids.some((id) => id.source === 'adapter' && id.scheme === 'product'))
    for (const part of addressIds(url)) add('address', part, 'rendered');
  return ids;
}

/** `#/12-size-m`, `#sku=123`, `#color-red`: the variant where a shop keeps it behind the address. Anchors are none. */
function variantInFragment({ hash }: URL): string | null {
  const text = hash.slice(1, 200);
  const isVariant =
    /^\/\d+-[\w-]+(?:\/\d+-|$)/.test(text) ||
    /(?:^|[/?&])(?:sku|sku_?id|variant|variant_?id|variation_?id|colou?r|size|attribute_\w+)[=:-][\w%.-]/i.test(
      text,
    );
  return isVariant ? hashOf(text) : null;
}

/** One clean value names itself; several, or words, are named by their digest. */
function variantOf(chosen: readonly string[]): string {
  const [first = ''] = chosen;
  return chosen.length === 1 && /^[\w.-]{1,40}$/.test(first) ? first : hashOf(chosen.join('|'));
}

const ID_LABEL =
  /(?:\bsku|\bitem (?:no|number|#|id|code)|\bproduct (?:code|id|no|number)|\bcatalog(?:ue)? (?:no|number)|\bart(?:\.|icle|ikel)?[- ]?(?:nr|no|num\w*)|\bmodel(?: no)?|\bstyle(?: code)?|\bref(?:\.|erence)?|\bréf\.?|šifra|kods?|tootekood|код(?: товара)?|артикул|商品(?:编号|編號|番号|コード)|货号|貨號|型番)\s*[:：#.]{0,2}\s*(?:<[^>]*>)?\s*([A-Za-z0-9][\w./-]{2,24})/iu;

/** Ids written on the page beside a word that says so, and in the data attributes of the product's own form. */
function labelledIds({ idTexts, labelTexts, dataIds }: Excerpt): string[] {
  const found: string[] = [];
  for (const text of idTexts) {
    const id =
      ID_LABEL.exec(text)?.[1] ?? (/^[A-Z0-9][A-Z0-9./-]{3,23}$/.test(text) && /\d/.test(text) ? text : null);
    if (id !== null && /\d/.test(id) && !found.includes(id)) found.push(id);
    if (found.length >= 3) break;
  }
  for (const text of labelTexts) {
    const id = ID_LABEL.exec(text)?.[1];
    if (id !== undefined && /\d/.test(id) && !found.includes(id) && found.length < 5) found.push(id);
  }
  return [...found, ...dataIds];
}

/** Names of page templates, which are the same for every product. */
const PAGE_NAMES = /^(?:item|index|detail|details|product|goods2?|offer|view|show|default|main)$/i;

/** Parts of an address that look like an identifier: digits, or letters and digits mixed, at an end. */
function addressIds(url: URL): string[] {
  const found: string[] = [];
  const segments = url.pathname
    .split('/')
    .filter((part) => part !== '')
    .slice(-3)
    .reverse();
  for (const segment of segments) {
    const plain = segment.replace(/\.(?:html?|php|aspx|jsp|do)$/i, '').slice(0, 200);
    if (/^[A-Za-z]{0,3}\d[\w-]{3,24}$/.test(plain)) found.push(plain);
    for (const match of plain.matchAll(
      /(?:^|[-_.])((?:[a-z]{0,2}\d{4,18})|(?=[a-z0-9]*\d)(?=[a-z0-9]*[a-z])[a-z0-9]{5,18}(?:-[a-z]\d\d)?)(?=$|[-_.])/gi,
    ))
      if (match[1]) found.push(match[1]);
    if (
      segment === segments[0] &&
      plain.length <= 24 &&
      /^[a-z0-9]+$/i.test(plain) &&
      !PAGE_NAMES.test(plain)
    )
      found.push(plain);
  }
  return found.slice(0, 4);
}
