/**
 * Notices that the person presses a card of a list, and hands the card over as it stands at that moment, so that
 * its price can be set beside that of the page it leads to. Lists are not watched and not read: nothing happens
 * before a press, and a press costs one small block. Runs in the page and interprets nothing.
 */
import type { Card } from '../model/card';
import { LIMITS } from '../model/limits';
import { attributeOf, cut, nameOf, parentOf, rootOf, select, shortTextOf } from './dom';
import { hasAlike } from './offer-excerpt';
import { ExcerptTree } from './offer-excerpt-tree';
import { hasDecimal, hasMoney } from './offer-signs';

/** A block with more text than this is no card. */
const CARD_CHARS = 600;
/** Opening beside this page is a press too; all three come before the page is left. */
const PRESSES = ['click', 'auxclick', 'contextmenu'] as const;

/** Hands over every card that a person presses, until the signal. Presses made by a script do not count. */
export function watchCards(doc: Document, send: (card: Card) => void, signal: AbortSignal): void {
  const onPress = (event: Event): void => {
    const [target] = event.composedPath();
    const card = event.isTrusted && target instanceof Element ? cardAt(target) : null;
    if (card) send(card);
  };
  for (const type of PRESSES) doc.addEventListener(type, onPress, { capture: true, passive: true, signal });
}

/** The card around an element: the widest small block with money that leads to one page; null when there is none. */
export function cardAt(target: Element): Card | null {
  let link: string | null = null;
  let card: Element | null = null;
  let here: Element | null = target;
  for (let up = 0; here && up < 10 && nameOf(here) !== 'body'; up++, here = parentOf(here)) {
    const text = shortTextOf(here, CARD_CHARS);
    if (text === null) break;
    const links = leadsTo(here);
    link ??= links[0] ?? null;
    // Beside a card that is known, another address is another card.
    if (card && links.some((one) => one !== link)) break;
    const small = text.toLowerCase();
    if (link !== null && (hasMoney(small) || hasDecimal(small))) card = here;
    if (card && hasAlike(here)) break;
  }
  if (!card || link === null) return null;
  const { ownerDocument: doc } = card;
  if (!URL.canParse(link, doc.baseURI)) return null;
  const tree = new ExcerptTree(true);
  const top = tree.add(card, false);
  const root = rootOf(doc);
  return {
    href: cut(new URL(link, doc.baseURI).href, LIMITS.urlChars),
    language: (root && cut(attributeOf(root, 'lang'), 35)) || null,
    top,
    pieces: tree.records.slice(0, LIMITS.cardPieces),
  };
}

/** Where a card that is no link of its own says in an attribute where its script leads to. */
const LEADING = ['data-href', 'data-url', 'data-link'];
const LINKS = ['a[href]', ...LEADING.map((name) => `[${name}]`)].join();

/** Addresses of the links at and below an element that lead to a page. */
function leadsTo(el: Element): string[] {
  return [...(el.matches(LINKS) ? [el] : []), ...select(el, LINKS).slice(0, 20)]
    .map(
      (one) =>
        (nameOf(one) === 'a' && attributeOf(one, 'href')) ||
        LEADING.map((name) => attributeOf(one, name)).find((said) => /^(?:https?:)?\/./i.test(said)) ||
        '',
    )
    .filter((href) => href !== '' && !/^(?:#|javascript:)/i.test(href));
}
