/**
 * Takes from the page what its offer can be read from (model/excerpt.ts). Runs in the page: it looks only
 * around the title, asks no box before few candidates are left, and interprets nothing. A page without any
 * sign of a product is left alone.
 */
import type { Excerpt } from '../model/excerpt';
import { PIECE } from '../model/piece-flags';
import { LIMITS } from '../model/limits';
import type { Shop } from '../model/shop';
import { readAddress } from '../shops/address';
import { attributeOf, bodyOf, cut, nameOf, parentOf, rootOf, select, textOf } from './dom';
import { ExcerptTree } from './offer-excerpt-tree';
import { BUY, hasDecimal, hasMoney, ID_PLACES, ID_START, PRICE_WORD } from './offer-signs';
import { oneLine, statedBy } from './offer-stated';
import { readShownTo } from './page-context';
import { disguiseOf, type FontVerdicts } from './shown-digits';

export interface ExcerptInput {
  document: Document;
  url: URL;
  shop: Shop | null;
  layout: boolean;
}
export interface TakenExcerpt {
  excerpt: Excerpt;
  /** The page's element for each piece. */
  elements: readonly Element[];
}

/** Texts walked before the first title, after the last one with and without a price there, and in all. */
const BEFORE = 60;
const NEAR = 160;
const AFTER = 700;
const WALKED = 4_000;
/** Price-like texts taken along that stand alone, and those among many alike. */
const ALONE = 60;
const ALIKE = 24;

const PRODUCT_DATA =
  /(?:"|&quot;)(?:@type|type|offers)(?:"|&quot;)\s*:\s*\[?\s*(?:(?:"|&quot;)(?:[^"&]*[/#:])?(?:Product|IndividualProduct|SomeProducts|Vehicle|Car|Motorcycle)|[{[])/;

const CHOSEN = `${[
  'aria-selected',
  'aria-checked',
  'aria-pressed',
  'aria-current',
  'data-selected',
  'data-checked',
]
  .map((name) => `[${name}="true"]`)
  .join()},[data-state="checked"],[data-state="on"],input:checked,option:checked`;
/** Many shops say only by the name of a class what is chosen; believed in blocks named for variants alone. */
const CHOSEN_BY_CLASS = ['selected', 'active', 'checked', 'current']
  .flatMap((word) => ['~="', '~="is-', '*="-', '*="_'].map((how) => `[class${how}${word}"]`))
  .join();
const SHOWS_CHOICE = `${CHOSEN},${CHOSEN_BY_CLASS},[class*="isSelected"]`;

/** Digits of the scripts that prices are written in; what they are worth is for the money reader. */
const DIGIT = /[0-9٠-٩۰-۹०-९০-৯๐-๙０-９]/;
const NOT_READ = new Set(['script', 'style', 'noscript', 'option', 'template']);

interface Taking extends ExcerptInput {
  tree: ExcerptTree;
  excerpt: Excerpt;
  /** First text of a title, with the entries whose position it decides. */
  starts: Map<Node, { at: number }[]>;
  titleChain: Set<Element>;
  /** Blocks whose beginning is known to speak of money, or not. */
  near: Map<Element, boolean>;
  fonts: FontVerdicts;
}

/** The excerpt of a page that may sell something; null for lists, rooms, and pages without a sign of a product. */
export function takeExcerpt(input: ExcerptInput): TakenExcerpt | null {
  const { document, url, shop, layout } = input;
  if (!bodyOf(document)) return null;
  const stated = statedBy(document, shop);
  const language = rootOf(document);
  const canonical = document.querySelector('link[rel="canonical" i]');
  const tree = new ExcerptTree(layout);
  const excerpt: Excerpt = {
    url: cut(url.href, LIMITS.urlChars),
    title: cut(oneLine(document.title), LIMITS.titleChars),
    language: (language && cut(attributeOf(language, 'lang'), 35)) || null,
    canonical: (canonical && cut(attributeOf(canonical, 'href'), LIMITS.urlChars)) || null,
    pieces: tree.records,
    headings: [],
    titles: [],
    sellers: [],
    prices: [],
    candidates: [],
    buys: [],
    idTexts: [],
    labelTexts: [],
    dataIds: [],
    chosen: [],
    ...stated,
  };
  const kind = shop ? readAddress(shop, url).kind : 'other';
  const done = { excerpt, elements: tree.elements };
  if (kind === 'list' || kind === 'live') return excerpt.unreadable.length ? done : null;
  const taking: Taking = {
    ...input,
    tree,
    excerpt,
    starts: new Map(),
    titleChain: new Set(),
    near: new Map(),
    fonts: new Map(),
  };
  const anchors = takeTitles(taking);
  takePlaces(taking);
  takeCandidates(taking, anchors);
  const hasSign =
    kind === 'product' ||
    excerpt.prices.length > 0 ||
    excerpt.candidates.length > 0 ||
    excerpt.unreadable.length > 0 ||
    excerpt.properties.length > 0 ||
    excerpt.metas.some(([name]) => /price|og:type/.test(name)) ||
    excerpt.jsonLd.some((text) => PRODUCT_DATA.test(text));
  if (!hasSign) return null;
  takeDrawnPrice(taking, anchors[0] ?? null);
  excerpt.shownTo = readShownTo(document, shop, layout);
  const scope = scopeOf(document, anchors[0] ?? null);
  takeIds(taking, hasIds(taking) ? scope : document);
  takeChoices(taking, scope);
  if (document.defaultView?.navigator.userActivation?.isActive) excerpt.isPressed = true;
  return done;
}

/**
 * Cheap token of everything that can change an offer: equal tokens need no second excerpt. No layout, at most
 * a few hundred characters of text looked at.
 */
export function offerFingerprint(document: Document): string {
  const parts = [document.URL, document.title];
  const scope = scopeOf(document, document.querySelector('h1'));
  for (const el of select(scope, 'h1,[itemprop="price"],[class*="price" i],[id*="price" i]').slice(0, 24))
    parts.push(textOf(el).slice(0, 60));
  parts.push(String(select(document, 'script[type*="ld+json"]').length));
  for (const el of select(scope, SHOWS_CHOICE).slice(0, 16))
    parts.push(attributeOf(el, 'value') || textOf(el).slice(0, 20));
  return parts.join('\u001f');
}

/** The smallest block around a title that also holds an amount of money; the document where there is none. */
function scopeOf(document: Document, title: Element | null): ParentNode {
  let here = title && parentOf(title);
  for (let up = 0; here && up < 8 && nameOf(here) !== 'body'; up++, here = parentOf(here)) {
    const text = textOf(here);
    if (text.length > 50_000) break;
    if (/\d/.test(text) && hasMoney(text.toLowerCase())) return here;
  }
  return document;
}

function isShown(el: Element, layout: boolean): boolean {
  return (
    !layout || typeof el.checkVisibility !== 'function' || el.checkVisibility({ visibilityProperty: true })
  );
}

/** First text below an element that is more than space. */
function firstText(el: Element): Node | null {
  const walker = Document.prototype.createTreeWalker.call(el.ownerDocument, el, 4);
  let node = walker.nextNode();
  while (node && (node as Text).data.trim() === '') node = walker.nextNode();
  return node;
}

/** Takes titles by adapter and headings; gives those among which the product's own must be. */
function takeTitles(taking: Taking): Element[] {
  const { document, shop, layout, tree, excerpt } = taking;
  const anchors: Element[] = [];
  const place = (entry: { at: number }, el: Element): void => {
    const first = firstText(el);
    if (first) taking.starts.set(first, [...(taking.starts.get(first) ?? []), entry]);
  };
  for (const selector of shop?.product?.title ?? []) {
    for (const el of select(document, selector).slice(0, 3)) {
      if (excerpt.titles.length >= 12 || !isShown(el, layout)) continue;
      const entry = { piece: tree.add(el, false), at: -1, title: cut(attributeOf(el, 'title')) || null };
      if (entry.piece < 0) continue;
      excerpt.titles.push(entry);
      place(entry, el);
      anchors.push(el);
    }
  }
  const takeHeading = (el: Element): void => {
    if (excerpt.headings.length >= 120 || textOf(el).length > 4 * LIMITS.titleChars || !isShown(el, layout))
      return;
    const entry = { piece: tree.add(el, false), at: -1 };
    if (entry.piece < 0) return;
    excerpt.headings.push(entry);
    place(entry, el);
  };
  const main = select(document, 'h1');
  for (const el of main.slice(0, 20)) takeHeading(el);
  const title = excerpt.title.toLowerCase();
  const said = main.find((el) => {
    const text = oneLine(textOf(el)).toLowerCase().slice(0, 12);
    return text.length > 2 && title.includes(text);
  });
  anchors.push(...(said ? [said] : main.slice(0, 3)));
  if (!said && !excerpt.titles.length)
    for (const el of select(document, '[itemprop="name"],h2,[class*="title" i],[class*="name" i]').slice(
      0,
      100,
    ))
      takeHeading(el);
  if (anchors.length === 0) anchors.push(...select(document, '[itemprop="name"]').slice(0, 1));
  for (const anchor of anchors)
    for (let here: Element | null = anchor; here; here = parentOf(here)) taking.titleChain.add(here);
  return anchors;
}

/** Takes prices and seller at the adapter's places. */
function takePlaces(taking: Taking): void {
  const { document, shop, layout, tree, excerpt } = taking;
  const product = shop?.product;
  for (const selector of product?.seller ?? []) {
    for (const el of select(document, selector).slice(0, 2)) {
      const piece = isShown(el, layout) && excerpt.sellers.length < 12 ? tree.add(el, false) : -1;
      if (piece >= 0) excerpt.sellers.push({ piece, title: cut(attributeOf(el, 'title')) || null });
    }
  }
  for (const [place, { selector, notInside, attribute, conditionSelector }] of (
    product?.prices ?? []
  ).entries()) {
    for (const el of select(document, selector).slice(0, 6)) {
      if (excerpt.prices.length >= 60) return;
      if ((notInside !== undefined && isInside(el, notInside)) || !isShown(el, layout)) continue;
      const text = attribute === undefined ? null : cut(attributeOf(el, attribute));
      if (!DIGIT.test(text ?? textOf(el))) continue;
      if (text === null && isDisguised(el, taking)) continue;
      const piece = tree.add(el);
      if (piece < 0) return;
      const condition = conditionSelector === undefined ? null : conditionNear(el, conditionSelector);
      excerpt.prices.push({ place, piece, text, condition });
    }
  }
}

function isInside(el: Element, selector: string): boolean {
  try {
    return el.closest(selector) !== null;
  } catch {
    // Adapters are data and may be newer than the browser; an unknown selector names nothing here.
    return false;
  }
}

function conditionNear(el: Element, selector: string): string | null {
  let here: Element | null = el;
  for (let up = 0; here && up < 5; up++, here = parentOf(here)) {
    const [first] = select(here, selector);
    const text = first ? oneLine(textOf(first)) : '';
    if (text) return cut(text);
  }
  return null;
}

/** One pass over the texts around the titles: price-like ones, buying buttons, labels of ids. */
function takeCandidates(taking: Taking, anchors: readonly Element[]): void {
  const { document, excerpt, starts } = taking;
  const top = bodyOf(document);
  if (!top) return;
  const walker = Document.prototype.createTreeWalker.call(document, top, 4);
  const [first] = anchors;
  if (first && top.contains(first)) {
    walker.currentNode = first;
    let before = 0;
    while (before < BEFORE && walker.previousNode()) before++;
    // Stepping on from the top itself counts the first text too.
    if (before < BEFORE) walker.currentNode = top;
  }
  const alike: [Text, number][] = [];
  let [at, last, raw] = [0, anchors.length ? 0 : WALKED, 0];
  const pending = new Set(anchors);
  const prices: [Text, number][] = [];
  for (let node = walker.nextNode() as Text | null; node; node = walker.nextNode() as Text | null) {
    if (++raw > 3 * WALKED || at > WALKED) break;
    const text = node.data;
    if (text.trim() === '') continue;
    const entries = starts.get(node);
    if (entries) {
      for (const entry of entries) entry.at = at;
      for (const anchor of pending)
        if (anchor.contains(node)) {
          pending.delete(anchor);
          last = at;
        }
    }
    if (
      pending.size === 0 &&
      anchors.length &&
      at > last + (prices.length > 0 && excerpt.buys.length > 0 ? NEAR : AFTER)
    )
      break;
    sift(taking, node, text, at, prices, alike);
    if (prices.length >= ALONE) break;
    at++;
  }
  for (const [node, position] of prices.length ? prices : alike.slice(0, ALIKE))
    takeCandidate(taking, node, position);
  excerpt.candidates.sort((a, b) => a.at - b.at);
}

function sift(
  taking: Taking,
  node: Text,
  text: string,
  at: number,
  prices: [Text, number][],
  alike: [Text, number][],
): void {
  if (text.length > 300) return;
  const { excerpt } = taking;
  const parent = node.parentElement;
  if (!parent || NOT_READ.has(nameOf(parent))) return;
  const small = text.toLowerCase();
  if (text.length < 60 && excerpt.buys.length < 40 && BUY.test(small)) excerpt.buys.push(at);
  if (text.length <= 80 && text.length > 2 && excerpt.labelTexts.length < 40 && ID_START.test(small)) {
    const own = oneLine(text);
    const around = lineOf(node.parentNode?.parentNode ?? node, 200);
    excerpt.labelTexts.push(/\d/.test(own) || around.length > 90 ? own : around);
  }
  if (!DIGIT.test(text)) return;
  const isNear = text.length > 40 ? isMoney(small) : isMoneyNear(parentOf(parent) ?? parent, taking);
  if (!isNear && !PRICE_WORD.test(attributeOf(parent, 'class').toLowerCase())) return;
  (repeatedAbove(parent, taking) ? alike : prices).push([node, at]);
}

const isMoney = (small: string): boolean => hasMoney(small) || hasDecimal(small);

/** Whether the beginning of a block speaks of money; asked once for each block, however many texts it has. */
function isMoneyNear(block: Element, { near }: Taking): boolean {
  const known = near.get(block) ?? isMoney(textOf(block).slice(0, 160).toLowerCase());
  near.set(block, known);
  return known;
}

function takeCandidate(taking: Taking, node: Text, at: number): void {
  const { tree, excerpt, layout, shop } = taking;
  const parent = node.parentElement;
  if (!parent || !isShown(parent, layout) || isDisguised(parent, taking)) return;
  const piece = tree.add(parent);
  if (piece < 0) return;
  for (const selector of shop?.product?.elsewhere ?? [])
    if (isInside(parent, selector)) tree.mark(piece, PIECE.elsewhere);
  const repeated = repeatedAbove(parent, taking);
  if (repeated) tree.mark(tree.add(repeated, false), PIECE.repeated);
  const view = layout ? parent.ownerDocument.defaultView : null;
  const px = view ? Number.parseFloat(view.getComputedStyle(parent).fontSize) || 16 : null;
  excerpt.candidates.push({ piece, at, px });
}

const isAlike = new WeakMap<Element, boolean>();

/** The element at or above this one that is repeated beside itself, each with a link or a picture. */
function repeatedAbove(el: Element, { titleChain }: Taking): Element | null {
  let here: Element | null = el;
  for (let up = 0; here && up < 8 && nameOf(here) !== 'body' && !titleChain.has(here); up++) {
    const known = isAlike.get(here) ?? hasAlike(here);
    isAlike.set(here, known);
    if (known) return here;
    here = parentOf(here);
  }
  return null;
}

/** Whether three or more like this one stand beside each other, each with a link or a picture: cards of a list. */
export function hasAlike(el: Element): boolean {
  const name = attributeOf(el, 'class');
  const siblings = parentOf(el)?.children;
  if (name === '' || !siblings || siblings.length < 3) return false;
  let alike = 0;
  for (let n = 0; n < siblings.length && n < 40 && alike < 3; n++) {
    const one = siblings[n];
    if (
      one &&
      nameOf(one) === nameOf(el) &&
      attributeOf(one, 'class') === name &&
      one.querySelector('a[href],img')
    )
      alike++;
  }
  return alike >= 3 && el.querySelector('a[href],img') !== null;
}

/** Whether the digits shown here are others than those of the text; noted once, as a price that cannot be read. */
function isDisguised(el: Element, { layout, excerpt, fonts }: Taking): boolean {
  const view = layout ? el.ownerDocument.defaultView : null;
  const code = view ? disguiseOf(el, view.getComputedStyle(el), fonts) : null;
  if (code === null) return false;
  if (!excerpt.unreadable.some(({ what }) => what === 'price'))
    excerpt.unreadable.push({ what: 'price', code, detail: cut(lineOf(el, 80)) || null });
  return true;
}

/** Glyphs of a face's own in the place of digits: behind a sign, before cents, or between digits. */
const PRIVATE_DIGITS =
  /[$¥€£￥₩₹]\s*[\ue000-\uf8ff]|[\ue000-\uf8ff][.,][\d\ue000-\uf8ff]|\d[\ue000-\uf8ff]+[\d.,]/;
/** Largest canvas, in pixels of its own, that is a price and not a chart of prices. */
const PRICE_CANVAS = { width: 640, height: 160 };

/**
 * A price block without digits but with a canvas, private glyphs or a sprite: seen, and not readable. Where
 * the page shows other amounts too, only a block beside the title that can hardly be anything else counts.
 */
function takeDrawnPrice({ document, layout, excerpt, titleChain }: Taking, title: Element | null): void {
  const isAlone = excerpt.candidates.length === 0 && excerpt.prices.length === 0;
  const scope = isAlone || !title ? document : scopeOf(document, title);
  for (const el of select(scope, '[class*="price" i],[id*="price" i],[itemprop="price"]').slice(0, 12)) {
    const text = textOf(el).slice(0, 201);
    if (text.length > 200 || titleChain.has(el) || !isShown(el, layout)) continue;
    const code = (isAlone ? /[\ue000-\uf8ff]/ : PRIVATE_DIGITS).test(text)
      ? 'price-private-glyphs'
      : DIGIT.test(text)
        ? null
        : hasCanvas(el, isAlone)
          ? 'price-drawn'
          : layout && hasSprite(el, isAlone)
            ? 'price-sprite'
            : null;
    if (code === null || (!isAlone && hasAlike(el))) continue;
    excerpt.unreadable.push({ what: 'price', code, detail: cut(oneLine(text)) || null });
    return;
  }
}

function hasCanvas(el: Element, isAnySize: boolean): boolean {
  const found = nameOf(el) === 'canvas' ? el : el.querySelector('canvas');
  if (!found) return false;
  const { width, height } = found as HTMLCanvasElement;
  return isAnySize || (width <= PRICE_CANVAS.width && height <= PRICE_CANVAS.height);
}

/** Empty elements with a picture behind each; beside other amounts, parts of one picture moved to different places. */
function hasSprite(el: Element, isAlone: boolean): boolean {
  const view = el.ownerDocument.defaultView;
  if (!view) return false;
  const drawn = Array.from(el.querySelectorAll('*'))
    .slice(0, 12)
    .filter((one) => textOf(one).trim() === '')
    .map((one) => view.getComputedStyle(one))
    .filter((style) => style.backgroundImage.includes('url('));
  const pictures = new Set(drawn.map((style) => style.backgroundImage));
  const places = new Set(drawn.map((style) => style.backgroundPosition));
  return drawn.length >= 2 && (isAlone || (pictures.size === 1 && places.size >= 2));
}

/** Whether the page or its address already names the product, so that no id has to be looked for. */
function hasIds({ shop, url, excerpt }: Taking): boolean {
  return (
    (shop !== null && readAddress(shop, url).id !== null) ||
    excerpt.jsonLd.some((text) => /"(?:sku|productID|mpn|gtin\d*)"\s*:/.test(text))
  );
}

function takeIds({ excerpt }: Taking, scope: ParentNode): void {
  for (const el of select(scope, ID_PLACES).slice(0, 60)) {
    const text = lineOf(el, 400);
    if (text !== '' && text.length <= 80) excerpt.idTexts.push(text);
  }
  const names = ['sku', 'product-sku', 'product-id', 'pid', 'productid', 'item-id'].map(
    (name) => `data-${name}`,
  );
  const holders = select(scope, names.map((name) => `[${name}]`).join());
  for (const name of names) {
    const values = new Set<string>();
    let first = '';
    for (const el of holders.slice(0, 200)) {
      const value = attributeOf(el, name);
      if (value === '') continue;
      first ||= value;
      values.add(value);
    }
    // Many different values belong to a list of products, not to this one.
    if (/^[\w./-]{3,24}$/.test(first) && /\d/.test(first) && values.size <= 2) excerpt.dataIds.push(first);
  }
}

const CHOICES = /sku|variant|variation|swatch|option|colou?r|size|prop|spec|style/i;
const NAMED_CHOICES = /sku|variant|variation|swatch|colou?r|size-|size_|sizes|specs?-|spec-list/i;
/** Pictures that are leafed through are no choice, whatever the names of their classes. */
const LEAFED = /gallery|thumb|slick|swiper|slide|carousel|tab/i;

/** The beginning of the text below a node, on one line. */
const lineOf = (node: Node, chars: number): string => oneLine(textOf(node).slice(0, chars));

/** Values of what is chosen in blocks that offer variants. */
function takeChoices({ excerpt }: Taking, scope: ParentNode): void {
  for (const el of select(scope, SHOWS_CHOICE).slice(0, 60)) {
    if (excerpt.chosen.length >= 8) return;
    const group = parentOf(el);
    const around = [el, group, group && parentOf(group), group && parentOf(parentOf(group) ?? group)];
    const names = around.map((one) =>
      one ? `${attributeOf(one, 'class')} ${attributeOf(one, 'id')} ${attributeOf(one, 'name')}` : '',
    );
    const isSaid = el.matches(CHOSEN);
    if (
      isSaid
        ? !names.some((name) => CHOICES.test(name))
        : !names.slice(0, 3).some((name) => NAMED_CHOICES.test(name)) ||
          names.some((name) => LEAFED.test(name))
    )
      continue;
    const text = lineOf(el, 200);
    if (text.length > 80) continue;
    // Two choices must not become one: what nothing names is told apart by its picture, or by its place.
    const value = (
      ['data-sku-id', 'data-variant-id', 'data-value', 'value', 'title', '', 'aria-label', 'style']
        .map((name) => (name ? attributeOf(el, name) : text))
        .find((one) => one) ??
      (el.querySelector('img')?.src || `#${String(select(scope, nameOf(el)).indexOf(el))}`)
    ).slice(-80);
    if (!excerpt.chosen.includes(value)) excerpt.chosen.push(value);
  }
}
