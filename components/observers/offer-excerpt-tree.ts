/**
 * Builds the tree of an excerpt: for each element of interest the chain of elements above it, and the widest
 * small block around it, whole. Every element of the page is taken at most once.
 */
import { LIMITS } from '../model/limits';
import type { PieceRecord } from '../model/excerpt';
import { PIECE } from '../model/piece-flags';
import { attributeOf, cut, nameOf, parentOf, textOf } from './dom';

const SKIPPED =
  /^(?:script|style|noscript|template|svg|iframe|object|select|option|textarea|canvas|video|audio|head|title)$/;
const HIDDEN_STYLE = /display\s*:\s*none|visibility\s*:\s*hidden/i;
const HIDDEN_CLASS =
  /(?:^|\s)(?:hidden|hide|d-none|is-hidden|display-none|aok-hidden|a-hidden|nodisplay|modal|visually-hidden-focusable|g-hdn)(?:\s|$)/i;

/** Characters and elements of the widest block taken whole. */
const BLOCK_CHARS = 2_000;
const BLOCK_ELEMENTS = 150;
/** Elements whose style is asked for a line through them. */
const STYLES = 120;

export class ExcerptTree {
  readonly records: PieceRecord[] = [];
  readonly elements: Element[] = [];
  readonly #indexes = new Map<Element, number>();
  readonly #tooLarge = new Set<Element>();
  readonly #layout: boolean;
  #styles = 0;

  constructor(layout: boolean) {
    this.#layout = layout;
  }

  get isFull(): boolean {
    return this.records.length >= LIMITS.excerptPieces - BLOCK_ELEMENTS;
  }

  /** Index of the element, its ancestors and the small block around it; -1 when the excerpt is full. */
  add(el: Element, widen = true): number {
    if (this.isFull && !this.#indexes.has(el)) return -1;
    let top = el;
    let above = widen ? parentOf(el) : null;
    for (let up = 0; above && up < 9 && nameOf(above) !== 'body'; up++, above = parentOf(above)) {
      if (this.#tooLarge.has(above)) break;
      if (this.records[this.#indexes.get(above) ?? -1]?.kids) break;
      if (textOf(above).length > BLOCK_CHARS) {
        this.#tooLarge.add(above);
        break;
      }
      top = above;
    }
    const index = this.#chain(top);
    if (!this.records[index]?.kids) this.#whole(top, index, { left: BLOCK_ELEMENTS });
    return this.#indexes.get(el) ?? this.#chain(el);
  }

  #chain(el: Element): number {
    const known = this.#indexes.get(el);
    if (known !== undefined) return known;
    const above: Element[] = [];
    let here: Element | null = el;
    while (here && !this.#indexes.has(here) && above.length < 200) {
      above.push(here);
      here = parentOf(here);
    }
    let parent = here ? (this.#indexes.get(here) ?? -1) : -1;
    for (const one of above.reverse()) parent = this.#record(one, parent);
    return parent;
  }

  #record(el: Element, parent: number): number {
    const tag = nameOf(el);
    const record: PieceRecord = { parent, tag: cut(tag.toUpperCase(), 40), flags: 0 };
    const style = attributeOf(el, 'style');
    const name = attributeOf(el, 'class');
    const test = attributeOf(el, 'data-testid') || attributeOf(el, 'data-test');
    const id = attributeOf(el, 'id');
    const itemprop = attributeOf(el, 'itemprop');
    if (name || test) record.class = cut(test ? `${name} ${test}` : name, 600);
    if (id) record.id = cut(id, 200);
    if (itemprop) record.itemprop = cut(itemprop, 80);
    if (tag === 'a') record.href = cut(attributeOf(el, 'href'), 600);
    if (attributeOf(el, 'aria-hidden') === 'true') record.isAriaHidden = true;
    if (
      SKIPPED.test(tag) ||
      el.hasAttribute('hidden') ||
      (style && HIDDEN_STYLE.test(style)) ||
      (!this.#layout && HIDDEN_CLASS.test(name))
    )
      record.flags |= PIECE.hidden;
    if (
      /^(?:del|s|strike)$/.test(tag) ||
      (style && /line-through/i.test(style)) ||
      el.hasAttribute('data-a-strike')
    )
      record.flags |= PIECE.struck;
    const index = this.records.push(record) - 1;
    this.elements.push(el);
    this.#indexes.set(el, index);
    return index;
  }

  #whole(el: Element, index: number, room: { left: number }): void {
    const record = this.records[index];
    if (!record) return;
    const kids: (string | number)[] = [];
    if (record.flags & PIECE.hidden) {
      record.kids = kids;
      return;
    }
    for (let kid = el.firstChild; kid; kid = kid.nextSibling) {
      if (kid.nodeType === 3) {
        const text = (kid as Text).data.slice(0, BLOCK_CHARS);
        if (text.trim() !== '') kids.push(text);
      } else if (kid.nodeType === 1) {
        if (kids.length >= 390 || --room.left < 0) return;
        const child = kid as Element;
        const at = this.#indexes.get(child) ?? this.#record(child, index);
        kids.push(at);
        if (!this.records[at]?.kids) this.#whole(child, at, room);
      }
    }
    record.kids = kids;
    this.#ask(el, record, kids);
  }

  /**
   * The computed style of a leaf with digits: there a style sheet strikes a price, or hides digits that would
   * be read into it.
   */
  #ask(el: Element, record: PieceRecord, kids: readonly (string | number)[]): void {
    if (!this.#layout || this.#styles >= STYLES || record.flags) return;
    if (!kids.some((kid) => typeof kid === 'string' && /\d/.test(kid))) return;
    this.#styles++;
    const style = el.ownerDocument.defaultView?.getComputedStyle(el);
    if (!style) return;
    if (style.textDecorationLine.includes('line-through')) record.flags |= PIECE.struck;
    const isSeen =
      typeof el.checkVisibility !== 'function' || el.checkVisibility({ visibilityProperty: true });
    if (!isSeen || style.fontSize === '0px' || style.opacity === '0') record.flags |= PIECE.hidden;
  }

  mark(index: number, flag: number): void {
    const record = this.records[index];
    if (record) record.flags |= flag;
  }
}
