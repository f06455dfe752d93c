/**
 * Lets a window of jsdom answer selectors by css-select: its own engine takes most of the time of reading a large
 * page. What css-select does not understand is still answered by jsdom.
 */
import { compile, type Options } from 'css-select';

type Compiled = (el: Element) => boolean;

const adapter: NonNullable<Options<Node, Element>['adapter']> = {
  isTag: (node): node is Element => node.nodeType === 1,
  getAttributeValue: (el, name) => el.getAttribute(name) ?? undefined,
  getChildren: (node) => Array.from(node.childNodes),
  getName: (el) => el.localName,
  getParent: (node) => node.parentNode,
  getSiblings: (node) => (node.parentNode ? Array.from(node.parentNode.childNodes) : [node]),
  getText: (node) => node.textContent ?? '',
  hasAttrib: (el, name) => el.hasAttribute(name),
  removeSubsets: (nodes) =>
    nodes.filter((one) => !nodes.some((other) => other !== one && other.contains(one))),
  equals: (a, b) => a === b,
  existsOne: (test, nodes) => nodes.some((node) => node.nodeType === 1 && test(node as Element)),
  // Only pseudo-classes ask for these two, and those are answered by jsdom.
  findAll: () => {
    throw new Error('asked of a selector without pseudo-classes');
  },
  findOne: () => {
    throw new Error('asked of a selector without pseudo-classes');
  },
};

const known = new Map<string, Compiled | null>();

/** Null for a selector that jsdom is to answer. */
function compiled(selector: string): Compiled | null {
  const before = known.get(selector);
  if (before !== undefined) return before;
  let made: Compiled | null = null;
  // Names of pseudo-classes and scopes are where engines differ; plain ones mean the same everywhere.
  if (!selector.replace(/"[^"]*"|'[^']*'/g, '').includes(':'))
    try {
      made = compile<Node, Element>(selector, { adapter, cacheResults: false });
    } catch {
      // A selector that is none: jsdom says so in the words that the page's own browser would use.
    }
  known.set(selector, made);
  return made;
}

/** Elements below, in the order of the document. */
function* below(top: ParentNode): Generator<Element> {
  for (let el = top.firstElementChild; el; el = el.nextElementSibling) {
    yield el;
    yield* below(el);
  }
}

/** Replaces `querySelectorAll` and `querySelector` of this window's documents, fragments and elements. */
export function answerQuickly(window: Window & typeof globalThis): void {
  for (const proto of [
    window.Document.prototype,
    window.DocumentFragment.prototype,
    window.Element.prototype,
  ]) {
    const all = proto.querySelectorAll;
    const one = proto.querySelector;
    proto.querySelectorAll = function (this: ParentNode, selector: string) {
      const test = compiled(selector);
      if (!test) return all.call(this as never, selector);
      const found = [...below(this)].filter(test);
      return found as unknown as NodeListOf<Element>;
    } as typeof proto.querySelectorAll;
    proto.querySelector = function (this: ParentNode, selector: string) {
      const test = compiled(selector);
      if (!test) return one.call(this as never, selector);
      for (const el of below(this)) if (test(el)) return el;
      return null;
    } as typeof proto.querySelector;
  }
}
