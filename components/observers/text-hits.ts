/**
 * Finds the text nodes worth reading. Where nothing on the page can match, the browser's own `textContent`
 * says so without a walk; where something can, one walk over text nodes alone finds it, in slices.
 */
import { LIMITS } from '../model/limits';
import { bodyOf, nameOf, openRootOf, textOf } from './dom';
import type { TextHit } from './labels';
import type { Gate } from './wording';

const NOT_READ = new Set(['script', 'style', 'noscript', 'template', 'textarea', 'svg', 'iframe', 'head']);
/** Above this many elements `textContent` of a whole block would itself be a long task. */
const SMALL_PAGE = 20_000;
const MOST_HITS = 3_000;
const SLICE = 256;

/** Every shadow root below the document, open ones and, where the browser lets an extension look, closed ones. */
export function* lookForRoots(
  doc: Document,
  openShadow: ((el: Element) => ShadowRoot | null) | undefined,
  limits: Set<string>,
): Generator<void, ParentNode[]> {
  const roots: ParentNode[] = [doc];
  let seen = 0;
  for (let r = 0; r < roots.length && r < 2_000; r += 1) {
    const root = roots[r];
    if (!root) continue;
    const elements =
      root.nodeType === 9
        ? Document.prototype.getElementsByTagName.call(root, '*')
        : DocumentFragment.prototype.querySelectorAll.call(root, '*');
    const { length } = elements;
    for (let i = 0; i < length; i += 1) {
      const el = elements[i];
      if (!el) break;
      if ((seen += 1) > LIMITS.textNodes) {
        limits.add('text-nodes');
        return roots;
      }
      if (seen % SLICE === 0) yield;
      let shadow = openRootOf(el);
      if (!shadow && openShadow && nameOf(el).includes('-')) shadow = openShadow(el);
      if (shadow) roots.push(shadow);
    }
  }
  return roots;
}

/** Text nodes that meet the prefilter, below every root. */
export function* lookForText(
  roots: readonly ParentNode[],
  prefilter: Gate,
  limits: Set<string>,
): Generator<void, TextHit[]> {
  const hits: TextHit[] = [];
  let nodes = 0;
  for (const root of roots) {
    const isDocument = root.nodeType === 9;
    const doc = (isDocument ? root : root.ownerDocument) as Document;
    const top = isDocument ? bodyOf(doc) : (root as unknown as Node);
    if (!top) continue;
    const count = isDocument ? Document.prototype.getElementsByTagName.call(doc, '*').length : 0;
    const blocks = isDocument && count < SMALL_PAGE ? Array.from(top.childNodes) : [top];
    for (const block of blocks) {
      if (block.nodeType === 1 && NOT_READ.has(nameOf(block as Element))) continue;
      if (block.nodeType === 8) continue;
      if (count < SMALL_PAGE) {
        const whole = textOf(block);
        if (whole.length < 2_000_000 && !prefilter.test(whole)) continue;
      }
      yield;
      const walker = Document.prototype.createTreeWalker.call(doc, block, 4);
      let node = (block.nodeType === 3 ? block : walker.nextNode()) as Text | null;
      for (; node; node = walker.nextNode() as Text | null) {
        if ((nodes += 1) > LIMITS.textNodes || hits.length > MOST_HITS) {
          limits.add(hits.length > MOST_HITS ? 'text-hits' : 'text-nodes');
          return hits;
        }
        if (nodes % SLICE === 0) yield;
        if (node.length < 2) continue;
        const text = node.data;
        if (text.length > 20_000 || !prefilter.test(text)) continue;
        const parent = node.parentElement;
        if (parent && !NOT_READ.has(nameOf(parent))) hits.push({ node, parent });
      }
    }
  }
  return hits;
}
