/**
 * Finds the text nodes worth reading, in one pass of the browser's own walker. The gate is put to many texts at
 * once, and to single ones only where the many hold something.
 */
import { LIMITS } from '../model/limits';
import { bodyOf, nameOf, openRootOf, parentOf } from './dom';
import type { TextHit } from './labels';
import type { Gate } from './text-gate';

/** Of a drawing, also the parts that hold what is not drawn where it stands. */
const NOT_READ = new Set([
  'script',
  'style',
  'noscript',
  'template',
  'textarea',
  'svg',
  'iframe',
  'head',
  'defs',
  'symbol',
  'clipPath',
  'mask',
  'metadata',
]);
const MOST_HITS = 3_000;
/** A text node longer than this is no label and no note on a price. */
const LONGEST_NODE = 20_000;
const SLICE = 256;
/** Characters put to the gate at once. */
const SLICE_CHARS = 32_768;
/** A word set letter by letter, each in an element of its own: pieces this short are also put to the gate together. */
const PIECE_CHARS = 3;
const MOST_PIECES = 24;
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
    const walker = walkerBelow(root, 1);
    for (let el = walker.nextNode() as Element | null; el; el = walker.nextNode() as Element | null) {
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

/** All nodes of a kind below a root: 1 for elements, 4 for texts. */
function walkerBelow(root: Node, kind: number): TreeWalker {
  const doc = root.nodeType === 9 ? (root as Document) : (root.ownerDocument as Document);
  return Document.prototype.createTreeWalker.call(doc, root, kind);
}

/** Text nodes that meet the gate, below every root. */
export function* lookForText(
  roots: readonly ParentNode[],
  gate: Gate,
  limits: Set<string>,
): Generator<void, TextHit[]> {
  const hits: TextHit[] = [];
  const known = new Map<Element, boolean>();
  let nodes = 0;

  /** False when a bound was reached. */
  function sift(group: readonly Text[], texts: readonly string[]): boolean {
    // A line break keeps the end of one text and the beginning of the next from reading as a word.
    if (!gate.test(texts.join('\n'))) return true;
    for (const [i, node] of group.entries()) {
      if (!gate.test(texts[i] ?? '')) continue;
      const parent = parentOf(node);
      if (!parent || isNotRead(parent, known)) continue;
      if (hits.length > MOST_HITS) {
        limits.add('text-hits');
        return false;
      }
      hits.push({ node, parent });
    }
    return true;
  }

  for (const root of roots) {
    const top = root.nodeType === 9 ? bodyOf(root as Document) : root;
    if (!top) continue;
    const walker = walkerBelow(top, 4);
    let group: Text[] = [];
    let texts: string[] = [];
    let chars = 0;
    let pieces: Text[] = [];
    const joinPieces = (): void => {
      const [first] = pieces;
      if (first && pieces.length > 1) {
        group.push(first);
        texts.push(pieces.map(({ data }) => data).join(''));
      }
      if (pieces.length > 0) pieces = [];
    };
    for (let node = walker.nextNode() as Text | null; node; node = walker.nextNode() as Text | null) {
      if ((nodes += 1) > LIMITS.textNodes) {
        limits.add('text-nodes');
        break;
      }
      const text = node.data;
      if (text.length <= PIECE_CHARS && pieces.length < MOST_PIECES) pieces.push(node);
      else joinPieces();
      if (text.length >= 2 && text.length <= LONGEST_NODE) {
        group.push(node);
        texts.push(text);
        chars += text.length;
      }
      if (nodes % SLICE !== 0 && chars < SLICE_CHARS) continue;
      joinPieces();
      if (!sift(group, texts)) return hits;
      [group, texts, chars] = [[], [], 0];
      yield;
    }
    joinPieces();
    if (!sift(group, texts) || nodes > LIMITS.textNodes) return hits;
  }
  return hits;
}

/** Words that a drawing shows; all else in one (its title, its style) is not shown. */
const DRAWN_WORDS = new Set(['text', 'tspan', 'textPath']);

/** Within an element that is not read. Each ancestor is asked once a look, however deep a page builds. */
function isNotRead(parent: Element, known: Map<Element, boolean>): boolean {
  const passed: Element[] = [];
  let isWithin = false;
  // Whether the drawing itself stands in something that is not read is still asked.
  const from = DRAWN_WORDS.has(nameOf(parent)) ? outOfDrawing(parent) : parent;
  for (let at: Element | null = from; at && !isWithin; at = parentOf(at)) {
    const before = known.get(at);
    if (before !== undefined) {
      isWithin = before;
      break;
    }
    passed.push(at);
    isWithin = NOT_READ.has(nameOf(at));
  }
  for (const el of passed) known.set(el, isWithin);
  return isWithin;
}

const MOST_LEVELS_IN_DRAWING = 64;
/** What the drawing around these words stands in, or the part of it that is not drawn. */
function outOfDrawing(words: Element): Element | null {
  let at: Element | null = words;
  for (let level = 0; at && level < MOST_LEVELS_IN_DRAWING; at = parentOf(at), level += 1) {
    if (nameOf(at) === 'svg') return parentOf(at);
    if (NOT_READ.has(nameOf(at))) return at;
  }
  return at;
}
