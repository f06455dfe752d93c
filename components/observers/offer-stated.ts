/**
 * Takes along, as written, what a page states for machines: JSON-LD, page state, microdata, RDFa and the
 * head's meta. Runs in the page and parses nothing; structured-data.ts reads it where no page is.
 */
import { LIMITS } from '../model/limits';
import type { Excerpt } from '../model/excerpt';
import type { Shop } from '../model/shop';
import { attributeOf, cut, nameOf, select, textOf } from './dom';

export type Stated = Pick<Excerpt, 'jsonLd' | 'states' | 'properties' | 'metas' | 'unreadable'>;

const PRODUCT_TYPE = /(?:^|[/#:\s])(?:Product|IndividualProduct|ProductModel|ProductGroup|Vehicle|Car)\b/i;
const FORMS = {
  microdata: { property: 'itemprop', type: 'itemtype' },
  rdfa: { property: 'property', type: 'typeof' },
} as const;
const MICRODATA = [
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
  ...['', '8', '12', '13', '14'].map((size) => `gtin${size}`),
]
  .map((name) => `[itemprop~="${name}"]`)
  .join();

export const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

function valueOf(el: Element): string {
  const link = /^(?:link|a)$/.test(nameOf(el)) ? attributeOf(el, 'href') : '';
  return cut(
    oneLine(
      el.hasAttribute('content')
        ? attributeOf(el, 'content')
        : link || attributeOf(el, 'value') || textOf(el),
    ),
  );
}

function ownerOf(el: Element, type: string): Element | null {
  let here = el.closest(`[${type}]`);
  for (let steps = 0; here && steps < 12; steps++) {
    if (PRODUCT_TYPE.test(attributeOf(here, type))) return here;
    here = here.parentElement?.closest(`[${type}]`) ?? null;
  }
  return null;
}

function properties(document: Document, form: 'microdata' | 'rdfa', into: Stated): void {
  const { property, type } = FORMS[form];
  const owners: (Element | null)[] = [];
  const listed: boolean[] = [];
  for (const el of select(
    document,
    form === 'microdata' ? MICRODATA : '[typeof] [property],[typeof][property]',
  )) {
    if (into.properties.length >= LIMITS.excerptProperties) return;
    const owner = ownerOf(el, type);
    if (!owner && form === 'rdfa') continue;
    const value = valueOf(el);
    if (value === '') continue;
    let at = owners.indexOf(owner);
    if (at < 0) {
      at = owners.push(owner) - 1;
      listed.push(
        owner !== null &&
          (/related|similar|itemListElement/i.test(attributeOf(owner, property)) ||
            owner.closest('[itemtype*="ItemList"]') !== null),
      );
    }
    const nearest = el.closest(`[${type}]`);
    into.properties.push({
      form,
      owner: owner ? at : -1,
      isListed: listed[at] ?? false,
      isInner: nearest !== owner && nearest !== el,
      names: cut(attributeOf(el, property), 200),
      value,
    });
  }
}

/** Text of a script; null, and a word about it, where there is more than is read. */
function scriptText(script: Element, room: { chars: number }, into: Stated): string | null {
  const first = script.firstChild as Text | null;
  const size = first && !first.nextSibling ? first.length : textOf(script).length;
  if (size <= room.chars) {
    room.chars -= size;
    return textOf(script);
  }
  if (into.unreadable.length < 4)
    into.unreadable.push({
      what: 'structured-data',
      code: 'limit-structured-data-chars',
      detail: `${size} characters`,
    });
  return null;
}

/** Everything that the page states, bounded; what is left out is said in `unreadable`. */
export function statedBy(document: Document, shop: Shop | null): Stated {
  const into: Stated = { jsonLd: [], states: [], properties: [], metas: [], unreadable: [] };
  const room = { chars: LIMITS.structuredDataChars as number };
  const blocks = select(document, 'script[type*="ld+json" i]');
  if (blocks.length > LIMITS.structuredDataBlocks)
    into.unreadable.push({
      what: 'structured-data',
      code: 'limit-structured-data-blocks',
      detail: `${blocks.length} blocks`,
    });
  for (const script of blocks.slice(0, LIMITS.structuredDataBlocks)) {
    const text = scriptText(script, room, into);
    if (text) into.jsonLd.push(text);
  }
  if (document.querySelector('[itemprop]')) properties(document, 'microdata', into);
  if (document.querySelector('[typeof]')) properties(document, 'rdfa', into);
  for (const meta of select(document, 'meta[property],meta[name]').slice(0, 500)) {
    const name = (attributeOf(meta, 'property') || attributeOf(meta, 'name')).toLowerCase();
    const value = cut(oneLine(attributeOf(meta, 'content')));
    if (value && name.length <= 80 && /^(?:og|product|twitter):/.test(name) && into.metas.length < 100)
      into.metas.push([name, value]);
  }
  if (shop?.pageState?.length) states(document, shop.pageState, room, into);
  return into;
}

function states(
  document: Document,
  places: NonNullable<Shop['pageState']>,
  room: { chars: number },
  into: Stated,
): void {
  const scripts = select(document, 'script:not([src])');
  for (const [place, { variable }] of places.entries()) {
    const own = scripts.find((script) => script.id === variable);
    for (const script of own ? [own] : scripts) {
      if (into.states.length >= LIMITS.structuredDataBlocks) return;
      if (!own && !textOf(script).includes(variable)) continue;
      const text = scriptText(script, room, into);
      if (text) into.states.push({ place, isWhole: own !== undefined, text });
    }
  }
}
