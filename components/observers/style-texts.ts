/**
 * Words that a page's style writes beside a picture: `::before` and `::after` with `content` (CSS Generated Content 3
 * §1.2). They stand in no text node, so the walk over texts cannot meet them. Asked only of a picture for which the
 * answer matters: each question makes the browser work out a style.
 */
import { LIMITS } from '../model/limits';
import type { StyleText } from '../model/message';
import { attributeOf, childOf, nameOf, nextOf, parentOf, rectOf, select } from './dom';

const LEVELS = 4;
const MOST_ELEMENTS = 64;
const LEAST_FONT_PX = 4;

/** What is written by style on the elements around one picture, as far as the picture is alone among them. */
export function styleTextsBeside(picture: Element): StyleText[] {
  const view = picture.ownerDocument.defaultView;
  const own = rectOf(picture);
  if (!view || own.width <= 0 || own.height <= 0) return [];
  const out: StyleText[] = [];
  for (const el of elementsBeside(picture)) {
    for (const pseudo of ['::before', '::after']) {
      const style = view.getComputedStyle(el, pseudo);
      const text = writtenIn(style.content, el).trim().slice(0, LIMITS.textChars);
      if (text.length < 2 || !isSeen(style) || !isSeen(view.getComputedStyle(el))) continue;
      const rect = rectOf(el);
      const isOver = style.position === 'absolute' || isWithin(rect, own);
      const height = parseFloat(style.fontSize) / Math.min(own.width, own.height);
      out.push({
        text,
        isOver,
        heightShare: isOver && Number.isFinite(height) ? Math.round(height * 1000) / 1000 : null,
      });
      if (out.length >= LIMITS.styleTexts) return out;
    }
  }
  return out;
}

/** The blocks that hold this picture and no other, and what stands in them beside it. */
function elementsBeside(picture: Element): Element[] {
  const out: Element[] = [];
  let at = parentOf(picture);
  for (let level = 0; at && level < LEVELS; at = parentOf(at), level += 1) {
    if (nameOf(at) === 'body' || select(at, 'img,video,canvas').length > 1) break;
    out.push(at);
    for (let child = childOf(at); child && out.length < MOST_ELEMENTS; child = nextOf(child)) {
      if (child.nodeType === 1 && !out.includes(child as Element)) out.push(child as Element);
    }
  }
  return out;
}

/** The strings of a computed `content`, put together; empty for pictures, counters and `none`. */
function writtenIn(content: string, el: Element): string {
  let text = '';
  for (const [, quoted, attribute] of content.matchAll(/"((?:[^"\\]|\\.)*)"|attr\(([\w-]{1,64})\)/g))
    text += quoted === undefined ? attributeOf(el, attribute ?? '') : quoted.replace(/\\(.)/g, '$1');
  return text;
}

function isSeen({ display, visibility, opacity, color, fontSize }: CSSStyleDeclaration): boolean {
  const isClear = color === 'transparent' || /^rgba\(.*, 0\)$/.test(color);
  return (
    display !== 'none' &&
    visibility === 'visible' &&
    parseFloat(opacity) > 0.1 &&
    !isClear &&
    parseFloat(fontSize) >= LEAST_FONT_PX
  );
}

function isWithin(inner: DOMRect, outer: DOMRect): boolean {
  const x = inner.left + inner.width / 2;
  const y = inner.top + inner.height / 2;
  return (
    inner.width < outer.width * 1.2 &&
    inner.height < outer.height &&
    x >= outer.left &&
    x <= outer.right &&
    y >= outer.top &&
    y <= outer.bottom
  );
}
