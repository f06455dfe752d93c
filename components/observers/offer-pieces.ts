/**
 * The excerpt of a page as a small tree, and what a shopper reads in it: text without hidden parts, split
 * numbers joined, struck text marked. Pure: the same where no page is.
 */
import type { Excerpt } from '../model/excerpt';
import { PIECE } from '../model/piece-flags';

export interface Piece {
  index: number;
  tag: string;
  class: string;
  id: string;
  itemprop: string;
  href: string | null;
  isAriaHidden: boolean;
  flags: number;
  parent: Piece | null;
  /** Null where the block was too large to take along. */
  kids: readonly (Piece | string)[] | null;
}

/** Trees that were built, as long as their excerpt is held: the readers of offers and of carts each ask for the same. */
const built = new WeakMap<Excerpt['pieces'], readonly Piece[]>();

/** The tree of an excerpt, by index. A record that names no earlier parent stands at the top. */
export function piecesOf(excerpt: Pick<Excerpt, 'pieces'>): readonly Piece[] {
  const known = built.get(excerpt.pieces);
  if (known) return known;
  const pieces = treeOf(excerpt);
  built.set(excerpt.pieces, pieces);
  return pieces;
}

function treeOf(excerpt: Pick<Excerpt, 'pieces'>): readonly Piece[] {
  const pieces: Piece[] = [];
  for (const [index, record] of excerpt.pieces.entries())
    pieces.push({
      index,
      tag: record.tag,
      class: record.class ?? '',
      id: record.id ?? '',
      itemprop: record.itemprop ?? '',
      href: record.href ?? null,
      isAriaHidden: record.isAriaHidden ?? false,
      flags: record.flags,
      parent: record.parent < index ? (pieces[record.parent] ?? null) : null,
      kids: null,
    });
  for (const [index, { kids }] of excerpt.pieces.entries()) {
    const piece = pieces[index];
    if (!piece || !kids) continue;
    piece.kids = kids
      .map((kid) => (typeof kid === 'string' ? kid : pieces[kid]))
      .filter((kid): kid is Piece | string => typeof kid === 'string' || kid?.parent === piece);
  }
  return pieces;
}

export function contains(outer: Piece, inner: Piece): boolean {
  for (let here: Piece | null = inner; here; here = here.parent) if (here === outer) return true;
  return false;
}

export function isHidden(piece: Piece): boolean {
  for (let here: Piece | null = piece; here; here = here.parent) if (here.flags & PIECE.hidden) return true;
  return false;
}

export function isStruck(piece: Piece): boolean {
  let here: Piece | null = piece;
  for (let up = 0; here && up < 4; up++, here = here.parent) if (here.flags & PIECE.struck) return true;
  return false;
}

/** All text below a piece, hidden or not; null where it was not taken along or is longer than `limit`. */
export function wholeText(piece: Piece, limit: number): string | null {
  if (!piece.kids) return piece.flags & PIECE.hidden ? '' : null;
  let text = '';
  for (const kid of piece.kids) {
    const part = typeof kid === 'string' ? kid : wholeText(kid, limit);
    if (part === null) return null;
    text += part;
    if (text.length > limit) return null;
  }
  return text;
}

const SMALL = /sup|cent|decimal|fraction|penn|float|kopek|kop\b/i;

function separator(before: string, after: string, parent: Piece): string {
  if (before === '') return '';
  if (/\d$/.test(before) && /^[.,]\s?\d/.test(after)) return '';
  if (/\d[.,]$/.test(before) && /^\d{1,2}(?!\d)/.test(after)) return '';
  const isCents = parent.tag === 'SUP' || SMALL.test(parent.class);
  if (isCents && /\d$/.test(before) && !/[.,]\d{1,2}$/.test(before) && /^\d{2}(?!\d)/.test(after)) return '.';
  return ' ';
}

/** Nothing but a currency's sign, as shops put it in an element of its own. */
const isCurrencySign = (text: string): boolean =>
  /^(?:[A-Z]{0,3}\p{Sc}|[A-Z]{2,3}|zł|kr|Rs\.?|RM|Rp)$/u.test(text);

/** Marks struck text so that the money reader takes it for a comparison price. */
const STRUCK_MARK = 'was';

/** The piece's text as shown, at most `limit` characters; null when it is longer or was not taken along. */
export function shownText(piece: Piece, limit: number): string | null {
  let text = '';
  let single: Piece | null = null;
  /** The element of the text before, where nothing but hidden parts came since, and no space. */
  let runsOn: Piece | null = null;
  /** The struck element whose amount has its mark, and where its sign began when that came in an element of its own. */
  let marked: Piece | null = null;
  let signAt = -1;
  const stack: { kid: Piece | string; of: Piece; struck: Piece | null }[] = [
    { kid: piece, of: piece, struck: null },
  ];
  while (stack.length > 0) {
    const here = stack.pop();
    if (!here) return null;
    if (typeof here.kid === 'string') {
      const part = here.kid.replace(/\s+/g, ' ').trim();
      if (part === '') continue;
      const isSingle = /^[\d.,]$/.test(part);
      // Digits one to an element, side by side, are one number.
      const isSame = isSingle && single !== null && single !== here.of && single.parent === here.of.parent;
      single = isSingle ? here.of : null;
      const isRun = runsOn === here.of && /^\d/.test(here.kid) && /\d$/.test(text);
      runsOn = /\s$/.test(here.kid) ? null : here.of;
      const isFirstAmount = here.struck !== null && here.struck !== marked && /\d/.test(part);
      if (isSame || isRun) text += part;
      else if (isFirstAmount) {
        const at = signAt < 0 ? text.length : signAt;
        text = `${text.slice(0, at)} ${STRUCK_MARK} ${text.slice(at).trimStart()}${part}`;
        marked = here.struck;
      } else {
        const isSign = here.struck !== null && here.struck !== marked && isCurrencySign(part);
        signAt = isSign ? text.length : -1;
        text += separator(text, part, here.of) + part;
      }
      if (text.length > limit) return null;
      continue;
    }
    const child = here.kid;
    if (child.flags & PIECE.hidden || isSpokenTwice(child)) continue;
    if (!child.kids) return null;
    if (child !== piece) runsOn = null;
    const struck = here.struck ?? (child !== piece && child.flags & PIECE.struck ? child : null);
    for (let n = child.kids.length - 1; n >= 0; n--) {
      const next = child.kids[n];
      if (next !== undefined) stack.push({ kid: next, of: child, struck });
    }
  }
  return text;
}

/** A price drawn in pieces for the eye beside the whole one for screen readers: only the whole one counts. */
function isSpokenTwice(piece: Piece): boolean {
  if (!piece.isAriaHidden) return false;
  const beside = (piece.parent?.kids ?? []).filter((kid): kid is Piece => typeof kid !== 'string');
  const at = beside.indexOf(piece);
  const sibling = beside[at - 1] ?? beside[at + 1];
  return (
    sibling !== undefined &&
    /offscreen|sr-only|visually-?hidden|screen-?reader/i.test(sibling.class) &&
    /\d/.test(wholeText(sibling, 400) ?? '')
  );
}
