/**
 * Words that a page's style writes beside a picture: `::before` and `::after` with `content` (CSS Generated Content 3
 * §1.2). They stand in no text node, so the walk over texts cannot meet them. Asked only of a picture for which the
 * answer matters: each question makes the browser work out a style.
 */
import { LIMITS } from '../model/limits';
import type { StyleText } from '../model/message';
import { attributeOf, childOf, isVisible, nameOf, nextOf, parentOf, rectOf, select } from './dom';

const LEVELS = 4;
const MOST_CHILDREN = 64;
const LEAST_FONT_PX = 4;
/** Of a style's text, which a page may make as long as it likes. */
const MOST_CONTENT = 4_096;

/** What is written by style on the elements around one picture, as far as the picture is alone among them. */
export function styleTextsBeside(picture: Element): StyleText[] {
  const view = picture.ownerDocument.defaultView;
  const own = rectOf(picture);
  if (!view || own.width <= 0 || own.height <= 0) return [];
  const out: StyleText[] = [];
  for (const el of elementsBeside(picture)) {
    for (const pseudo of ['::before', '::after']) {
      const style = view.getComputedStyle(el, pseudo);
      const text = writtenIn(style.content, (name) => attributeOf(el, name));
      if (text.length < 2 || !isSeen(style) || !isVisible(el, true)) continue;
      const rect = rectOf(el);
      const isOver = style.position === 'absolute' || isWithin(rect, own);
      const height = parseFloat(style.fontSize) / Math.min(own.width, own.height);
      out.push({
        text,
        isOver,
        heightShare: isOver && Number.isFinite(height) ? Math.round(height * 1000) / 1000 : null,
      });
    }
  }
  return out;
}

/** The blocks that hold this picture and no other, and what stands in them beside it. */
function elementsBeside(picture: Element): Iterable<Element> {
  const out = new Set<Element>();
  let at = parentOf(picture);
  for (let level = 0; at && level < LEVELS; at = parentOf(at), level += 1) {
    if (nameOf(at) === 'body' || select(at, 'img,video,canvas').length > 1) break;
    out.add(at);
    let child = childOf(at);
    for (let n = 0; child && n < MOST_CHILDREN; child = nextOf(child), n += 1)
      if (child.nodeType === 1) out.add(child as Element);
  }
  return out;
}

const PARTS = /url\("(?:[^"\\]|\\[^])*"\)|"((?:[^"\\]|\\[^])*)"|attr\(([\w-]{1,64})\)|(\/)/g;
/** As styles are spelled (CSSOM §2.1): a control character by its number in hex, others as they are, behind a backslash. */
const ESCAPE = /\\(?:([0-9a-f]{1,2}) |([^]))/g;

/**
 * The strings of a computed `content`, put together and trimmed; empty for pictures, counters and `none`. What stands
 * behind a stroke is for readers of screens (CSS Generated Content 3 §1.2) and not shown.
 */
export function writtenIn(content: string, attribute: (name: string) => string): string {
  let text = '';
  for (const [, quoted, name, stroke] of content.slice(0, MOST_CONTENT).matchAll(PARTS)) {
    if (stroke !== undefined) break;
    text += quoted?.replace(ESCAPE, characterOf) ?? (name === undefined ? '' : attribute(name));
  }
  return text.trim().slice(0, LIMITS.textChars);
}

function characterOf(_escape: string, hex: string, as: string | undefined): string {
  return as ?? String.fromCharCode(parseInt(hex, 16));
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
