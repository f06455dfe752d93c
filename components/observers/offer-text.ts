/** What a shopper reads in an element: text without hidden parts, split numbers joined, struck text marked. */

const SKIPPED =
  /^(?:SCRIPT|STYLE|NOSCRIPT|TEMPLATE|SVG|svg|IFRAME|OBJECT|SELECT|OPTION|TEXTAREA|CANVAS|VIDEO|AUDIO|HEAD|TITLE)$/;
const HIDDEN_STYLE = /display\s*:\s*none|visibility\s*:\s*hidden/i;
const HIDDEN_CLASS =
  /(?:^|\s)(?:hidden|hide|d-none|is-hidden|display-none|aok-hidden|a-hidden|nodisplay|modal|visually-hidden-focusable|g-hdn)(?:\s|$)/i;

export interface Look {
  /** True where computed styles mean something. */
  layout: boolean;
  /** Elements whose hiddenness is already known in this reading. */
  hidden: Map<Element, boolean>;
}

/** Hidden by attribute, inline style or a class that says so; by computed style only where there is layout. */
export function isHiddenSelf(element: Element, look: Look): boolean {
  const known = look.hidden.get(element);
  if (known !== undefined) return known;
  const style = element.getAttribute('style');
  const hidden =
    SKIPPED.test(element.tagName) ||
    element.hasAttribute('hidden') ||
    (style !== null && HIDDEN_STYLE.test(style)) ||
    (!look.layout && HIDDEN_CLASS.test(element.getAttribute('class') ?? ''));
  look.hidden.set(element, hidden);
  return hidden;
}

export function isHidden(element: Element, look: Look): boolean {
  for (let here: Element | null = element; here; here = here.parentElement)
    if (isHiddenSelf(here, look)) return true;
  if (!look.layout) return false;
  // Reads style, not boxes: it does not force layout, and only few elements are asked.
  const view = element.ownerDocument.defaultView;
  const style = view?.getComputedStyle(element);
  return style !== undefined && (style.display === 'none' || style.visibility === 'hidden');
}

/** Struck by element or by style. Class words are not asked: on real shops they name the current price. */
export function isStruck(element: Element, look: Look): boolean {
  let here: Element | null = element;
  for (let up = 0; here && up < 4; up++, here = here.parentElement) {
    if (/^(?:DEL|S|STRIKE)$/.test(here.tagName)) return true;
    if (/line-through/i.test(here.getAttribute('style') ?? '')) return true;
    if (
      look.layout &&
      here.ownerDocument.defaultView?.getComputedStyle(here).textDecorationLine.includes('line-through')
    )
      return true;
  }
  return false;
}

const SMALL = /sup|cent|decimal|fraction|penn|float|kopek|kop\b/i;

function separator(before: string, after: string, parent: Element | null): string {
  if (before === '') return '';
  if (/\d$/.test(before) && /^[.,]\s?\d/.test(after)) return '';
  if (/\d[.,]$/.test(before) && /^\d{1,2}(?!\d)/.test(after)) return '';
  const isCents =
    parent !== null && (parent.tagName === 'SUP' || SMALL.test(parent.getAttribute('class') ?? ''));
  if (isCents && /\d$/.test(before) && !/[.,]\d{1,2}$/.test(before) && /^\d{2}(?!\d)/.test(after)) return '.';
  return ' ';
}

/** Marks struck text so that the money reader takes it for a comparison price. */
const STRUCK_MARK = 'was';

/** The element's text as shown, at most `limit` characters; null when it is longer. */
export function shownText(element: Element, look: Look, limit: number): string | null {
  let text = '';
  const stack: { node: Node; isStruck: boolean }[] = [{ node: element, isStruck: false }];
  let visited = 0;
  while (stack.length > 0) {
    const here = stack.pop();
    if (!here || ++visited > 400) return null;
    if (here.node.nodeType === 3) {
      const part = (here.node.nodeValue ?? '').replace(/\s+/g, ' ').trim();
      if (part === '') continue;
      const gap = separator(text, part, here.node.parentElement);
      text += here.isStruck && /\d/.test(part) ? ` ${STRUCK_MARK} ${part}` : gap + part;
      if (text.length > limit) return null;
      continue;
    }
    if (here.node.nodeType !== 1) continue;
    const child = here.node as Element;
    if (isHiddenSelf(child, look) || isSpokenTwice(child)) continue;
    const struck = here.isStruck || (child !== element && isStruckSelf(child, look));
    const nodes = child.childNodes;
    for (let n = nodes.length - 1; n >= 0; n--) {
      const next = nodes[n];
      if (next) stack.push({ node: next, isStruck: struck });
    }
  }
  return text;
}

function isStruckSelf(element: Element, look: Look): boolean {
  if (/^(?:DEL|S|STRIKE)$/.test(element.tagName) || /line-through/i.test(element.getAttribute('style') ?? ''))
    return true;
  if (element.hasAttribute('data-a-strike')) return true;
  return (
    look.layout &&
    element.childElementCount === 0 &&
    (element.ownerDocument.defaultView
      ?.getComputedStyle(element)
      .textDecorationLine.includes('line-through') ??
      false)
  );
}

/** A price drawn in pieces for the eye beside the whole one for screen readers: only the whole one counts. */
function isSpokenTwice(element: Element): boolean {
  if (element.getAttribute('aria-hidden') !== 'true') return false;
  const sibling = element.previousElementSibling ?? element.nextElementSibling;
  return (
    sibling !== null &&
    /offscreen|sr-only|visually-?hidden|screen-?reader/i.test(sibling.getAttribute('class') ?? '') &&
    /\d/.test(sibling.textContent ?? '')
  );
}
