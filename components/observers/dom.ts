/**
 * Reading a page that may be hostile. A form or document answers to the names of its own fields
 * (`<input name="parentNode">`), so everything is asked through the prototypes; nothing here writes.
 */
import { LIMITS } from '../model/limits';

type Getter<T, R> = (this: T) => R;
function getterOf<T, R>(proto: object | undefined, name: string): Getter<T, R> | undefined {
  return proto ? (Object.getOwnPropertyDescriptor(proto, name)?.get as Getter<T, R> | undefined) : undefined;
}

const has = typeof Node !== 'undefined';
const parentGet = getterOf<Node, Node | null>(has ? Node.prototype : undefined, 'parentNode');
const textGet = getterOf<Node, string | null>(has ? Node.prototype : undefined, 'textContent');
const childGet = getterOf<Node, Node | null>(has ? Node.prototype : undefined, 'firstChild');
const nextGet = getterOf<Node, Node | null>(has ? Node.prototype : undefined, 'nextSibling');
const connectedGet = getterOf<Node, boolean>(has ? Node.prototype : undefined, 'isConnected');
const nameGet = getterOf<Element, string>(has ? Element.prototype : undefined, 'localName');
const bodyGet = getterOf<Document, HTMLElement | null>(has ? Document.prototype : undefined, 'body');
const rootGet = getterOf<Document, HTMLElement | null>(
  has ? Document.prototype : undefined,
  'documentElement',
);
const shadowGet = getterOf<Element, ShadowRoot | null>(has ? Element.prototype : undefined, 'shadowRoot');

/** The element above, through shadow roots; null at the top. */
export function parentOf(node: Node): Element | null {
  const parent = parentGet ? parentGet.call(node) : node.parentNode;
  if (!parent) return null;
  if (parent.nodeType === 11) return (parent as ShadowRoot).host ?? null;
  return parent.nodeType === 1 ? (parent as Element) : null;
}
export const textOf = (node: Node): string => (textGet ? textGet.call(node) : node.textContent) ?? '';
const MOST_NODES = 2_000;
/**
 * The text below `top`, or null when it is longer than `mostChars` or lies in thousands of nodes. Stops where
 * it knows: `textContent` of a block that holds a million nodes is a long task, however short the answer.
 */
export function shortTextOf(top: Node, mostChars: number): string | null {
  let text = '';
  let seen = 0;
  let node: Node | null = childOf(top);
  while (node) {
    if ((seen += 1) > MOST_NODES) return null;
    if (node.nodeType === 3) text += (node as Text).data;
    if (text.length > mostChars) return null;
    let next: Node | null = childOf(node);
    for (let at: Node | null = node; !next && at && at !== top; at = aboveOf(at)) next = nextOf(at);
    node = next;
  }
  return text;
}
const aboveOf = (node: Node): Node | null => (parentGet ? parentGet.call(node) : node.parentNode);
export const childOf = (node: Node): Node | null => (childGet ? childGet.call(node) : node.firstChild);
export const nextOf = (node: Node): Node | null => (nextGet ? nextGet.call(node) : node.nextSibling);
export const isConnected = (node: Node): boolean =>
  connectedGet ? connectedGet.call(node) : node.isConnected;
export const nameOf = (el: Element): string => (nameGet ? nameGet.call(el) : el.localName);
export const bodyOf = (doc: Document): HTMLElement | null => (bodyGet ? bodyGet.call(doc) : doc.body);
export const rootOf = (doc: Document): HTMLElement | null =>
  rootGet ? rootGet.call(doc) : doc.documentElement;
export const openRootOf = (el: Element): ShadowRoot | null =>
  shadowGet ? shadowGet.call(el) : el.shadowRoot;
export const attributeOf = (el: Element, name: string): string =>
  Element.prototype.getAttribute.call(el, name) ?? '';
export const rectOf = (el: Element): DOMRect => Element.prototype.getBoundingClientRect.call(el);

/** Elements of a document, all of them or by tag: counted and walked by the browser, without a selector. */
export const elementsOfTag = (doc: Document, tag: string): HTMLCollectionOf<Element> =>
  Document.prototype.getElementsByTagName.call(doc, tag);
/** By its id. A page can give its document a property of any name, so the browser's own way is taken. */
export const elementById = (doc: Document, id: string): Element | null =>
  Document.prototype.getElementById.call(doc, id);
/** More elements than selectors can be asked of without being felt. */
export const isHuge = (doc: Document): boolean => elementsOfTag(doc, '*').length > LIMITS.pageElements;

/** Elements below `root` that match; none when the selector is not understood (adapters are data, not trusted to parse). */
export function select(root: ParentNode, selector: string): Element[] {
  try {
    const proto =
      root.nodeType === 9
        ? Document.prototype
        : root.nodeType === 11
          ? DocumentFragment.prototype
          : Element.prototype;
    return Array.from(proto.querySelectorAll.call(root, selector));
  } catch (error) {
    if (error instanceof DOMException || error instanceof Error) return [];
    throw error;
  }
}

/** Address without its fragment, as a key. */
export const cut = (text: string, most: number = LIMITS.textChars): string =>
  text.length > most ? text.slice(0, most) : text;

const known = new Map<string, string>();

/** Addresses longer than this (data: with a whole picture) are named by their ends and a sample of the rest. */
const WHOLLY_HASHED = 8_192;
const SAMPLES = 4_096;

function sampleOf(text: string): string {
  const step = Math.ceil(text.length / SAMPLES);
  let sample = text.slice(0, SAMPLES) + text.slice(-SAMPLES);
  for (let i = SAMPLES; i < text.length; i += step) sample += text.charAt(i);
  return `${sample}${String(text.length)}`;
}

/** 64 bits of FNV-1a in two lanes, as hex: a name for an address, not a proof of anything. */
export function hashOf(given: string): string {
  const text = given.length > WHOLLY_HASHED ? sampleOf(given) : given;
  const before = known.get(text);
  if (before !== undefined) return before;
  let a = 0x811c9dc5;
  let b = 0x9747b28c;
  for (let i = 0; i < text.length; i += 1) {
    const c = text.charCodeAt(i);
    a = Math.imul(a ^ c, 0x01000193);
    b = Math.imul(b ^ c, 0x5bd1e995);
  }
  const hex =
    (a >>> 0).toString(16).padStart(8, '0') + ((b ^ text.length) >>> 0).toString(16).padStart(8, '0');
  if (known.size > 4000) known.clear();
  if (text.length < 2000) known.set(text, hex);
  return hex;
}

/** Whether boxes mean anything here; false in a document that was parsed and never laid out. */
export function hasLayout(doc: Document): boolean {
  const root = rootOf(doc);
  return root !== null && rectOf(root).width > 0;
}

/** Whether a person could see it: displayed, not transparent, not clipped away. Asks for style, so only of the few. */
export function isVisible(el: Element, laidOut: boolean): boolean {
  const view = el.ownerDocument.defaultView;
  if (laidOut && typeof el.checkVisibility === 'function') {
    if (
      !el.checkVisibility({
        opacityProperty: true,
        visibilityProperty: true,
        checkOpacity: true,
        checkVisibilityCSS: true,
      })
    )
      return false;
  } else {
    for (let at: Element | null = el, i = 0; at && i < 40; at = parentOf(at), i += 1) {
      if (Element.prototype.hasAttribute.call(at, 'hidden')) return false;
      if (
        /display\s*:\s*none|visibility\s*:\s*hidden|opacity\s*:\s*0(?![.\d]*[1-9])/i.test(
          attributeOf(at, 'style'),
        )
      )
        return false;
      if (view && i < 8 && view.getComputedStyle(at).display === 'none') return false;
    }
  }
  if (!view || !laidOut) return true;
  if (isClippedAway(el, view) || isFaint(el, view)) return false;
  for (let at: Element | null = el, i = 0; at && i < 3; at = parentOf(at), i += 1) {
    const style = view.getComputedStyle(at);
    if (
      /inset\((?:50|100)%|circle\(0/.test(style.clipPath) ||
      /^rect\((?:0|1)px,? (?:0|1)px,? (?:0|1)px/.test(style.clip)
    )
      return false;
    if (i === 0 && (parseFloat(style.fontSize) < 4 || /^rgba\(.*, 0\)$|transparent/.test(style.color)))
      return false;
  }
  return true;
}

/** Opacity of letters below which nobody reads them. */
const FAINT = 0.1;
/** Contrast (WCAG 2.2, relative luminance) of letters that cannot be told from their ground; 1 is none at all. */
const NO_CONTRAST = 1.15;
const MOST_GROUNDS = 12;
const COLOUR = /^rgba?\(([\d.]+), ([\d.]+), ([\d.]+)(?:, ([\d.]+))?\)$/;

/** Whether letters are too transparent to be read, or of the colour of the plain ground that they stand on. */
function isFaint(el: Element, view: Window): boolean {
  const first = view.getComputedStyle(el);
  const ink = COLOUR.exec(first.color);
  let opacity = ink?.[4] === undefined ? 1 : Number(ink[4]);
  let ground: RegExpExecArray | null | undefined = first.textShadow === 'none' ? undefined : null;
  let at: Element | null = el;
  for (let i = 0; at && i < MOST_GROUNDS; at = parentOf(at), i += 1) {
    const style = i === 0 ? first : view.getComputedStyle(at);
    opacity *= Number.parseFloat(style.opacity) || 0;
    if (opacity < FAINT) return true;
    if (ground !== undefined) continue;
    const own = COLOUR.exec(style.backgroundColor);
    const alpha = own?.[4] === undefined ? 1 : Number(own[4]);
    if (!own || style.backgroundImage !== 'none' || (alpha > 0 && alpha < 1)) ground = null;
    else if (alpha === 1) ground = own;
    // What is taken out of the flow stands on something else than its parents.
    else if (style.position === 'absolute' || style.position === 'fixed') ground = null;
  }
  // Nothing painted up to the top: the browser's own white.
  const isWhite = ground === undefined && at === null;
  if (!ink || (!ground && !isWhite)) return false;
  const [a, b] = [luminance(ink), ground ? luminance(ground) : 1];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05) < NO_CONTRAST;
}

/** Relative luminance of an sRGB colour (WCAG 2.2), 0 to 1. */
function luminance([, red, green, blue]: RegExpExecArray): number {
  const part = (text: string | undefined): number => {
    const c = Number(text) / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * part(red) + 0.7152 * part(green) + 0.0722 * part(blue);
}

const MOST_CLIPPERS = 12;
/** Of letters, less is seen than can be read. */
const LEAST_CLIP_PX = 4;
/** Whether words in this box (of the viewport) lie where a block around them, `el` first, cuts off what overflows. */
export function isCutOff(el: Element, words: DOMRect): boolean {
  const view = el.ownerDocument.defaultView;
  return view ? isClippedAway(el, view, words) : false;
}

/** Whether a block around it that hides what overflows leaves nothing of it to be seen (a menu folded to no height). */
function isClippedAway(el: Element, view: Window, words?: DOMRect): boolean {
  let isOutOfFlow = false;
  for (let at: Element | null = el, i = 0; at && i < MOST_CLIPPERS; at = parentOf(at), i += 1) {
    const name = nameOf(at);
    if (name === 'body' || name === 'html') return false;
    const style = view.getComputedStyle(at);
    if (style.position === 'fixed') return false;
    const isBox = style.display !== 'contents' && style.display !== 'inline';
    // What stands out of the flow is clipped only by a block that it is placed in.
    if (isBox && !(isOutOfFlow && style.position === 'static')) {
      isOutOfFlow = false;
      const rect = rectOf(at);
      const hides = (overflow: string): boolean => overflow !== 'visible' && overflow !== '';
      const seen = words ?? rect;
      const width = Math.min(seen.right, rect.right) - Math.max(seen.left, rect.left);
      const height = Math.min(seen.bottom, rect.bottom) - Math.max(seen.top, rect.top);
      if (
        (height < LEAST_CLIP_PX && hides(style.overflowY)) ||
        (width < LEAST_CLIP_PX && hides(style.overflowX))
      )
        return true;
    }
    if (style.position === 'absolute') isOutOfFlow = true;
  }
  return false;
}
