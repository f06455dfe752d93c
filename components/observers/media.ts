/** Every picture and video that a shopper looks at on this page, with the address that the browser really shows. */
import { LIMITS } from '../model/limits';
import type { Box, Sighting, SightingOf } from '../model/observation';
import type { Shop } from '../model/shop';
import { attributeOf, cut, elementsOfTag, hashOf, isHuge, nameOf, parentOf, rectOf } from './dom';
import { ZONE, type Zones } from './zones';

type Medium = SightingOf<'medium'>;
/** A rectangle in the document's own coordinates, so that scrolling between two slices changes nothing. */
export interface Place {
  left: number;
  top: number;
  right: number;
  bottom: number;
  width: number;
  height: number;
}
export interface MediumSeen {
  id: string;
  el: Element;
  /** As measured in this look; null without layout or when not displayed. */
  rect: Place | null;
  zone: number;
  value: Medium['value'];
}
export interface Surroundings {
  document: Document;
  /** The document and every shadow root found in it. */
  roots: readonly ParentNode[];
  shop: Shop | null;
  zones: Zones;
  laidOut: boolean;
  isProductPage: boolean;
  /** Renewed by the scheduler before every slice. */
  scrollX: number;
  scrollY: number;
  /** Names of bounds that were reached; added to while looking. */
  limits: Set<string>;
}
export interface MediaFound {
  media: MediumSeen[];
  /** Media of meaningful size, loaded or not. */
  images: number;
  videos: number;
  unreadable: Sighting[];
  /** Pictures too small to count that have a name: icons. */
  small: Element[];
}

/** What may show a picture: elements made for it, and empty blocks whose own or sheet's style may put one there. */
const MEDIA =
  'img,video,canvas,image,input[type="image"],object[type^="image/"],embed[type^="image/"],[style*="url"],:is(div,a,span)[class]:empty';
/** Names of blocks that hold a picture. */
const HOLDS_PICTURE = /img|image|pic|photo|cover|banner/i;
const MOST_COMPUTED = 40;
/** Empty blocks whose names say nothing (of build tools, say), measured for whether they could hold a picture. */
const MOST_MEASURED = 80;
/** Such a block is a picture of the goods only from this size on; smaller ones are lines, icons and spacers. */
const LEAST_UNNAMED_CSS_PX = 200;
const MOST_SMALL = 1_000;
const SLICE = 16;
const PLACEHOLDER = /^data:image\/(?:gif|svg\+xml|png)[;,]/;

export const frozen = <T extends Sighting>(sighting: T): T => {
  Object.freeze(sighting.value);
  return Object.freeze(sighting);
};
type Scrolled = Pick<Surroundings, 'scrollX' | 'scrollY'>;
export function placeOf(rect: DOMRect, around: Scrolled): Place {
  const left = rect.left + around.scrollX;
  const top = rect.top + around.scrollY;
  return {
    left,
    top,
    right: left + rect.width,
    bottom: top + rect.height,
    width: rect.width,
    height: rect.height,
  };
}
export function boxOf(place: Place | null): Box | null {
  if (!place || !Number.isFinite(place.left + place.top + place.width + place.height)) return null;
  return {
    x: Math.round(place.left),
    y: Math.round(place.top),
    width: Math.round(place.width),
    height: Math.round(place.height),
  };
}

function urlInStyle(style: string): string | null {
  const m = /url\(\s*(?:"([^"]{1,8000})"|'([^']{1,8000})'|([^"')\s]{1,8000}))\s*\)/.exec(cut(style, 10_000));
  return m ? (m[1] ?? m[2] ?? m[3] ?? null) : longDataUrl(style);
}

/** A picture written into the style itself, too long for the pattern: found by its ends. */
function longDataUrl(style: string): string | null {
  const at = /url\(\s*["']?(?=data:image\/)/.exec(cut(style, 4_000));
  if (!at) return null;
  const from = at.index + at[0].length;
  const quote = at[0].at(-1) ?? '(';
  const to = style.indexOf(quote === '(' ? ')' : quote, from);
  return to < 0 || to - from > LIMITS.mediaBytes ? null : style.slice(from, to);
}
function absolute(url: string, doc: Document): string {
  if (!url || /^(?:https?|blob|data):/.test(url)) return url;
  return (
    URL.parse?.(url, doc.baseURI)?.href ??
    (URL.canParse(url, doc.baseURI) ? new URL(url, doc.baseURI).href : '')
  );
}

function roleOf(zone: number, width: number, around: Surroundings): Medium['value']['role'] {
  const apart = ZONE.elsewhere | ZONE.nav | ZONE.review;
  if (zone & ZONE.gallery && !(zone & apart)) return 'product';
  if (zone & (ZONE.nav | ZONE.review)) return 'other';
  if (zone & (ZONE.elsewhere | ZONE.card | ZONE.linked)) return 'card';
  if (around.isProductPage) return !around.laidOut || width >= 240 ? 'product' : 'other';
  return !around.laidOut || width >= 200 ? 'card' : 'other';
}

/** Looks for media in slices: it gives way after every element, and the caller decides for how long. */
export function* lookForMedia(around: Surroundings): Generator<void, MediaFound> {
  const { document: doc, laidOut, zones } = around;
  const least = LIMITS.meaningfulImageCssPx;
  const byId = new Map<string, MediumSeen>();
  const all: MediumSeen[] = [];
  const unreadable: Sighting[] = [];
  const small: Element[] = [];
  let computed = 0;
  let measured = 0;
  let images = 0;
  let videos = 0;

  function add(
    el: Element,
    source: Medium['value']['source'],
    rawUrl: string,
    natural: readonly [number, number],
    alt: string,
  ): void {
    const isVideo = source === 'video';
    const rect = laidOut ? placeOf(rectOf(el), around) : null;
    if (rect && (rect.width < least || rect.height < least)) {
      if (alt.length > 1 && small.length < MOST_SMALL) small.push(el);
      // A slide that is not shown now still belongs to the gallery; anything else that small is decoration.
      const isHiddenSlide =
        rect.width === 0 && natural[0] >= least && natural[1] >= least && (zones.of(el) & ZONE.gallery) !== 0;
      if (!isHiddenSlide) return;
    }
    const zone = zones.of(el);
    if (isVideo) videos += 1;
    else images += 1;
    const url = rawUrl;
    if (!url && source !== 'canvas' && !isVideo) return;
    if (PLACEHOLDER.test(url) && url.length < 1200) return;
    if (all.length >= LIMITS.mediaPerPage) {
      around.limits.add('media-per-page');
      return;
    }
    const key = url || `${doc.URL}#${source}${String(all.length)}`;
    const id = `${isVideo ? 'video' : 'image'}:${hashOf(key)}`;
    const width = Math.round(rect?.width ?? 0);
    const height = Math.round(rect?.height ?? 0);
    const isLong = url.length > LIMITS.urlChars;
    const seen: MediumSeen = {
      id,
      el,
      rect: rect && rect.width > 0 ? rect : null,
      zone,
      value: {
        mediaType: isVideo ? 'video' : 'image',
        url: isLong
          ? url.startsWith('data:')
            ? `data:${cut(url.slice(5), 40).split(',')[0] ?? ''};digest=${hashOf(url)}`
            : ''
          : url,
        source,
        role: roleOf(zone, width, around),
        renderedWidth: width,
        renderedHeight: height,
        naturalWidth: natural[0],
        naturalHeight: natural[1],
        alt: cut(alt),
        box: rect && rect.width > 0 ? boxOf(rect) : null,
      },
    };
    all.push(seen);
    const before = byId.get(id);
    const rank = { product: 2, card: 1, other: 0 };
    if (!before || rank[seen.value.role] > rank[before.value.role]) byId.set(id, seen);
    const code =
      source === 'canvas'
        ? 'canvas-not-a-file'
        : isLong && !url.startsWith('data:')
          ? 'limit-url-chars'
          : isVideo && !url
            ? 'video-without-address'
            : null;
    if (code && !before) {
      unreadable.push(
        frozen({
          kind: 'unreadable',
          subject: id,
          observer: 'media',
          method: 'dom',
          value: { what: 'medium', code, detail: null },
        }),
      );
    }
  }

  function lookAt(el: Element): void {
    switch (nameOf(el)) {
      case 'img': {
        const img = el as HTMLImageElement;
        const { naturalWidth } = img;
        if (laidOut && naturalWidth === 0 && img.complete) return; // broken, or nothing to show
        if (laidOut && !img.complete) {
          const rect = rectOf(el);
          if (rect.width >= least && rect.height >= least) images += 1;
          return; // not there yet: its load event brings us back
        }
        const isPicture = parentOf(img)?.localName === 'picture';
        const url = img.currentSrc || absolute(attributeOf(img, 'src'), doc);
        add(
          img,
          isPicture ? 'picture' : 'img',
          url,
          [naturalWidth, img.naturalHeight],
          attributeOf(img, 'alt'),
        );
        return;
      }
      case 'video': {
        const video = el as HTMLVideoElement;
        const source = Array.from(video.children).find((c) => c.localName === 'source');
        const url =
          video.currentSrc ||
          absolute(attributeOf(video, 'src') || (source ? attributeOf(source, 'src') : ''), doc);
        const label = attributeOf(video, 'aria-label') || attributeOf(video, 'title');
        add(video, 'video', url, [video.videoWidth || 0, video.videoHeight || 0], label);
        const poster = attributeOf(video, 'poster');
        if (poster) add(video, 'poster', absolute(poster, doc), [0, 0], label);
        return;
      }
      case 'canvas': {
        const canvas = el as HTMLCanvasElement;
        if (zones.of(el) & ZONE.gallery)
          add(el, 'canvas', '', [canvas.width, canvas.height], attributeOf(el, 'aria-label'));
        return;
      }
      case 'image':
        add(
          el,
          'svg-image',
          absolute(attributeOf(el, 'href') || attributeOf(el, 'xlink:href'), doc),
          [0, 0],
          attributeOf(el, 'aria-label'),
        );
        return;
      case 'object':
      case 'embed':
        add(
          el,
          'img',
          absolute(attributeOf(el, nameOf(el) === 'object' ? 'data' : 'src'), doc),
          [0, 0],
          attributeOf(el, 'aria-label') || attributeOf(el, 'title'),
        );
        return;
      case 'input':
        add(el, 'input', absolute(attributeOf(el, 'src'), doc), [0, 0], attributeOf(el, 'alt'));
        return;
      default: {
        const url = urlInStyle(attributeOf(el, 'style')) ?? urlInSheet(el);
        if (url)
          add(
            el,
            'css-background',
            absolute(url, doc),
            [0, 0],
            attributeOf(el, 'aria-label') || attributeOf(el, 'title'),
          );
      }
    }
  }

  /** Asks for style, so only of the few empty blocks that are named as holding a picture, or are as large as one. */
  function urlInSheet(el: Element): string | null {
    if (!laidOut || !doc.defaultView || computed >= MOST_COMPUTED) return null;
    const isNamed = HOLDS_PICTURE.test(attributeOf(el, 'class'));
    if (!isNamed && (measured += 1) > MOST_MEASURED) return null;
    const rect = rectOf(el);
    const side = isNamed ? least : LEAST_UNNAMED_CSS_PX;
    if (rect.width < side || rect.height < side) return null;
    computed += 1;
    return urlInStyle(doc.defaultView.getComputedStyle(el).backgroundImage);
  }

  const isLarge = isHuge(doc);
  if (isLarge) around.limits.add('page-elements');
  for (const root of around.roots) {
    // Pictures made by style alone are not looked for on a page that is too large for selectors.
    const found =
      isLarge && root === doc
        ? [elementsOfTag(doc, 'img'), elementsOfTag(doc, 'video')]
        : [selectIn(root, MEDIA)];
    for (const elements of found) {
      const { length } = elements;
      for (let i = 0; i < length; i += 1) {
        const el = elements[i];
        if (el) lookAt(el);
        if (i > LIMITS.mediaPerPage * 20) {
          around.limits.add('media-elements');
          break;
        }
        if (i % SLICE === SLICE - 1) yield;
      }
      yield;
    }
  }
  return { media: unique(all, byId), images, videos, unreadable, small };
}

/** All places where a medium stands, the one that speaks for it first. */
function unique(all: MediumSeen[], byId: Map<string, MediumSeen>): MediumSeen[] {
  const first = new Set(byId.values());
  return [...first, ...all.filter((m) => !first.has(m))];
}

function selectIn(root: ParentNode, selector: string): ArrayLike<Element> {
  const proto = root.nodeType === 9 ? Document.prototype : DocumentFragment.prototype;
  return proto.querySelectorAll.call(root, selector);
}

/** The sighting of one medium. */
export const mediumSighting = (seen: MediumSeen): Medium =>
  frozen({ kind: 'medium', subject: seen.id, observer: 'media', method: 'dom', value: seen.value });
