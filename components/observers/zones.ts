/**
 * In which part of a page something stands: footer, help, reviews, recommendations, the product's gallery.
 * Read from tags, roles and names, from the inside out, each element once per look.
 */
import { attributeOf, nameOf, parentOf, select } from './dom';
import type { Shop } from '../model/shop';
import { readAddress } from '../shops/address';

export const ZONE = {
  nav: 1,
  help: 2,
  review: 4,
  title: 8,
  spec: 16,
  elsewhere: 32,
  gallery: 64,
  card: 128,
  linked: 256,
  tool: 512,
  article: 1024,
  button: 2048,
  comments: 4096,
} as const;

/** Where words about AI are not a disclosure about a picture. */
export const NOT_A_LABEL =
  ZONE.nav | ZONE.help | ZONE.review | ZONE.title | ZONE.spec | ZONE.tool | ZONE.article | ZONE.comments;

const HINTS: readonly (readonly [number, RegExp])[] = [
  [
    ZONE.nav,
    /\b(?:foot(?:er)?|nav(?:bar|igation)?|menu|menubar|sitemap|toolbar|topbar|bread-?crumbs?|crumbs?|cookie|consent|copyright|search-?(?:bar|box|form|hot)|hot-?words?)\b/,
  ],
  [
    ZONE.help,
    /\b(?:terms|policy|policies|privacy|legal|help|faqs?|disclaimer|agreement|imprint|impressum|support|about-us)\b/,
  ],
  [
    ZONE.review,
    /\b(?:reviews?|comments?|rate|rating|ratings|feedback|testimonials?|q-?(?:and-?)?a|questions?|answers?|customer-images?|buyer-?show|shai-?dan|evaluat\w*|cr-?summary|ai-?(?:summary|answer|overview))\b/,
  ],
  [
    ZONE.title,
    /\b(?:product-?(?:title|name)|item-?(?:title|name)|goods-?(?:title|name)|sku-?(?:name|title)|main-?title|itemprop-name)\b/,
  ],
  [
    ZONE.spec,
    /\b(?:specs?|specifications?|specification-?\w*|params?|parameters?|attributes?|attr-?list|details?-?table|properties|categor(?:y|ies))\b/,
  ],
  [
    ZONE.elsewhere,
    /\b(?:recommend\w*|related|similar|also-?\w*|sponsored|ads?|advert\w*|upsell|cross-?sell|guess\w*|you-?may|recently|viewed|more-?like|suggest\w*|carousel-?of-?products|other-?products|best-?sellers?|customers-?who)\b/,
  ],
  [
    ZONE.gallery,
    /\b(?:gallery|main-?(?:img|image|pic|photo|video)s?|product-?(?:images?|media|photos?|pictures?|gallery|carousel|slider|viewer|video)|(?:image|img|media|photo)-?(?:viewer|gallery|block|carousel|zoom|wrapper-?main)|hero-?image|preview|magnif\w*|zoom|spec-?img|pic-?(?:gallery|view)|pdp-?(?:image|media)\w*)\b/,
  ],
  [
    ZONE.card,
    /\b(?:cards?|tile|product-?(?:item|card|cell|tile)|goods-?(?:item|card)|item-?(?:card|cell|wrap)|grid-?item|feed-?item|list-?item)\b/,
  ],
  [
    ZONE.tool,
    /\b(?:generator|ai-?(?:tool|studio|creator|maker)s?|editor|prompt-?\w*|playground|text-?to-?image|facets?|filters|filter-?(?:panel|bar|group|list|box|item|options?|menu)|refinements?)\b/,
  ],
  [ZONE.article, /\b(?:article|blog|post-?(?:body|content)|news|entry-?content|story)\b/],
  [
    ZONE.comments,
    /\b(?:chat-?\w*|danmu|danmaku|barrage|bullet|message-?list|messages|comment-?(?:list|cell|item)|live-?chat|im-?\w*panel)\b/,
  ],
];
const TAGS: Record<string, number> = {
  nav: ZONE.nav,
  footer: ZONE.nav,
  h1: ZONE.title,
  article: 0,
  dl: ZONE.spec,
  button: ZONE.button,
  select: ZONE.tool,
  option: ZONE.tool,
  textarea: ZONE.tool,
  code: ZONE.article,
  pre: ZONE.article,
  blockquote: ZONE.article,
};

const bitsOfNames = new Map<string, number>();
function bitsOfName(names: string): number {
  const before = bitsOfNames.get(names);
  if (before !== undefined) return before;
  const words = names
    .replace(/([a-z])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .replace(/_+/g, '-')
    .replace(/--+/g, ' ');
  let bits = 0;
  // `product-reviews-list` has to meet `reviews`, so a hyphen parts words here as \b does.
  for (const [bit, pattern] of HINTS) if (pattern.test(words)) bits |= bit;
  if (bitsOfNames.size > 3000) bitsOfNames.clear();
  bitsOfNames.set(names, bits);
  return bits;
}

export class Zones {
  readonly #bits = new Map<Element, number>();
  readonly #given = new Map<Element, number>();
  readonly #path: string;
  readonly #shop: Shop | null;
  readonly hasGallery: boolean;

  /** Places that the shop's adapter names count before any guess. */
  constructor(doc: Document, shop: Shop | null, path: string) {
    this.#path = path;
    this.#shop = shop;
    const give = (selectors: string[] | undefined, bit: number): boolean => {
      let any = false;
      for (const el of (selectors ?? []).flatMap((s) => select(doc, s)).slice(0, 200)) {
        this.#given.set(el, (this.#given.get(el) ?? 0) | bit);
        any = true;
      }
      return any;
    };
    this.hasGallery = give(shop?.product?.gallery, ZONE.gallery);
    give(shop?.product?.elsewhere, ZONE.elsewhere);
    give(shop?.product?.title, ZONE.title);
    give(shop?.live?.comments, ZONE.comments);
  }

  /** All zones an element stands in, its own and those around it. */
  of(el: Element): number {
    const chain: Element[] = [];
    let bits = 0;
    for (let at: Element | null = el; at && chain.length < 80; at = parentOf(at)) {
      const before = this.#bits.get(at);
      if (before !== undefined) {
        bits = before;
        break;
      }
      chain.push(at);
    }
    for (let i = chain.length - 1; i >= 0; i -= 1) {
      const at = chain[i];
      if (!at) continue;
      bits |= this.#own(at);
      this.#bits.set(at, bits);
    }
    return bits;
  }

  #own(el: Element): number {
    const name = nameOf(el);
    if (name === 'body' || name === 'html') return 0;
    let bits = TAGS[name] ?? 0;
    const names = `${attributeOf(el, 'class')} ${attributeOf(el, 'id')} ${attributeOf(el, 'role')}`;
    if (names.length > 2) bits |= bitsOfName(names.length > 300 ? names.slice(0, 300) : names);
    // A shop that names its own gallery settles where the gallery is.
    if (this.hasGallery) bits &= ~ZONE.gallery;
    const href = name === 'a' ? attributeOf(el, 'href') : '';
    if (this.#leadsAway(href)) {
      bits |= ZONE.linked;
      // A link to a room is about that one, with all the words in it.
      if (this.#isRoom(href, el.baseURI)) bits |= ZONE.elsewhere;
    }
    // What can be ticked is a filter or a setting.
    if (name === 'label' && (attributeOf(el, 'for') !== '' || select(el, 'input').length > 0))
      bits |= ZONE.tool;
    if (name === 'table' && select(el, 'img').length === 0) bits |= ZONE.spec;
    const given = this.#given.get(el);
    return given === undefined ? bits : bits | given;
  }

  #isRoom(href: string, base: string): boolean {
    return (
      this.#shop !== null &&
      URL.canParse(href, base) &&
      readAddress(this.#shop, new URL(href, base)).kind === 'live'
    );
  }
  #leadsAway(href: string): boolean {
    if (!href || /^(?:#|javascript:|data:)|\.(?:jpe?g|png|webp|avif|gif)(?:$|[?#])/i.test(href)) return false;
    return !href.startsWith(this.#path + '#');
  }
}
