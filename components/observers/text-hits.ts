/**
 * Finds the text nodes worth reading. The browser's own `textContent` says in one call whether anything below
 * an element can match, so that only the branches that hold something are walked; a page too large for
 * that is walked in slices.
 */
import { LIMITS } from '../model/limits';
import { bodyOf, childOf, elementsOfTag, nameOf, nextOf, openRootOf, textOf } from './dom';
import type { TextHit } from './labels';
import type { Gate } from './text-gate';

const NOT_READ = new Set(['script', 'style', 'noscript', 'template', 'textarea', 'svg', 'iframe', 'head']);
/** Above this many elements `textContent` of a whole block would itself be a long task. */
const SMALL_PAGE = 20_000;
/** Characters that `textContent` may hand over in one look: a deep page would repeat its text at every level. */
const MOST_CHARS = 1_000_000;
const MOST_HITS = 3_000;
/** A text node longer than this is no label and no note on a price. */
const LONGEST_NODE = 20_000;
const SLICE = 256;
/**
 * Every shadow root below the document, open ones and, where the browser lets an extension look, closed ones.
 * Every element is asked, in slices: a plain block with children of its own (slots) can hold a root too.
 */
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
    const elements = elementsToAsk(root);
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

function elementsToAsk(root: ParentNode): ArrayLike<Element> {
  if (root.nodeType !== 9) return DocumentFragment.prototype.querySelectorAll.call(root, '*');
  return elementsOfTag(root as Document, '*');
}

/** Text nodes that meet the gate, below every root. */
export function* lookForText(
  roots: readonly ParentNode[],
  gate: Gate,
  limits: Set<string>,
): Generator<void, TextHit[]> {
  const hits: TextHit[] = [];
  let nodes = 0;
  let chars = 0;

  /** False when a bound was reached. */
  function lookAt(node: Text, parent: Element | null): boolean {
    if ((nodes += 1) > LIMITS.textNodes || hits.length > MOST_HITS) {
      limits.add(hits.length > MOST_HITS ? 'text-hits' : 'text-nodes');
      return false;
    }
    if (node.length < 2 || node.length > LONGEST_NODE || !gate.test(node.data)) return true;
    if (parent && !NOT_READ.has(nameOf(parent))) hits.push({ node, parent });
    return true;
  }

  for (const root of roots) {
    const isDocument = root.nodeType === 9;
    const doc = (isDocument ? root : root.ownerDocument) as Document;
    const top = isDocument ? bodyOf(doc) : (root as unknown as Node);
    if (!top) continue;
    let isSmall = !isDocument || elementsOfTag(doc, '*').length < SMALL_PAGE;
    const open: Node[] = [top];
    for (let at = open.pop(); at; at = open.pop()) {
      if (isSmall) {
        const whole = textOf(at);
        chars += whole.length;
        isSmall = chars < MOST_CHARS;
        // Taking that much text was a task of its own; reading it is the next.
        if (!isSmall) yield;
        else if (!gate.test(whole)) continue;
      }
      if (!isSmall) {
        const walker = Document.prototype.createTreeWalker.call(doc, at, 4);
        for (let node = walker.nextNode() as Text | null; node; node = walker.nextNode() as Text | null) {
          if (!lookAt(node, node.parentElement)) return hits;
          if (nodes % SLICE === 0) yield;
        }
        continue;
      }
      let seen = 0;
      const branches: Node[] = [];
      for (let child = childOf(at); child; child = nextOf(child)) {
        const type = child.nodeType;
        if (type === 3) {
          if (!lookAt(child as Text, at.nodeType === 1 ? (at as Element) : null)) return hits;
        } else if (type === 1 && !NOT_READ.has(nameOf(child as Element))) branches.push(child);
        if ((seen += 1) % SLICE === 0) yield;
      }
      while (branches.length) open.push(branches.pop() as Node);
    }
  }
  return hits;
}
