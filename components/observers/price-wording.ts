/** Words beside a price that tie it to a person, a membership or a coupon, or explain a struck-through price. */
import type { SightingOf } from '../model/observation';
import { cut, isVisible, nameOf, parentOf, select, shortTextOf } from './dom';
import { PAGE, PRICE_NOTE_CHARS, rectOfText, unitOf, type TextHit } from './labels';
import { boxOf, frozen, type Surroundings } from './media';
import type { Readings } from './reading';
import type { PriceWordingMatch } from './wording';
import { ZONE } from './zones';

type Wording = SightingOf<'price-wording'>;

const AMOUNT =
  /[¥￥$€£₩₫₹₽฿]\s?\d|\d[\d.,]*\s?(?:元|円|원|€|zł|kr|đ|Kč|₽|CHF\b|USD\b|EUR\b|RMB\b|PLN\b)|\b(?:CNY|USD|EUR|GBP|JPY|KRW|US\$|CHF|RMB)\s?\d/;
const LEVELS = 6;
/** A block with more text than this is a page, not a purchase box. */
const PURCHASE_CHARS = 1_500;
/** Words around a sentence from which it is prose about a price rather than a note on one. */
const PROSE_CHARS = 160;
/** Length of the longest statutory sentence with its preamble. */
const SENTENCE_CHARS = 160;
const MOST = 200;

/** Same purchase context as a price: a small block holds both, and it is neither article, policy nor quotation. */
export function nearPrice(el: Element, zone: number, isStatutory: boolean): boolean | null {
  if (zone & (ZONE.nav | ZONE.help | ZONE.article | ZONE.review)) return false;
  if (isStatutory) {
    let block: Element | null = el;
    while (block && /^(?:b|strong|em|i|span|a|u|small)$/.test(nameOf(block))) block = parentOf(block);
    const around = block ? shortTextOf(block, SENTENCE_CHARS + PROSE_CHARS) : '';
    if (around === null || /["“”「『]\s*this price was/i.test(around)) return false;
  }
  for (let at: Element | null = el, i = 0; at && i <= LEVELS; at = parentOf(at), i += 1) {
    const name = nameOf(at);
    if (name === 'body' || name === 'html' || name === 'main') return false;
    const block = shortTextOf(at, PURCHASE_CHARS);
    if (block === null) return i === 0 ? null : false;
    if (AMOUNT.test(block)) return !isStatutory || hasPriceOfItsOwn(at);
  }
  return false;
}

/** Longest text, in characters, that shows a price; an amount in a longer one is told of in a sentence. */
const PRICE_TEXT_CHARS = 60;

/** Whether an amount in this block stands for itself, as a price does, and not within prose. */
function hasPriceOfItsOwn(block: Element): boolean {
  return [block, ...select(block, '*').slice(0, 400)].some((el) => {
    const text = shortTextOf(el, PRICE_TEXT_CHARS);
    return text !== null && AMOUNT.test(text);
  });
}

/** Addresses and statements of pages that write about prices: news, law firms, policies, help. */
const PROSE_PATH =
  /\/(?:news|blogs?|articles?|legal|privacy|privacy-(?:policy|notice)|terms|polic(?:y|ies)|insights?|publications?|client-alerts?|alerts?|press|journal|wiki|faqs?|help|support)(?:[/.?#]|$)/i;

function isProsePage(document: Document): boolean {
  return (
    PROSE_PATH.test(document.URL) ||
    select(document, 'meta[property="og:type" i][content="article" i]').length > 0
  );
}

/** Reads price wording out of the texts that met the prefilter; one sighting per wording and text. */
export function* lookForPriceWording(
  around: Surroundings,
  hits: readonly TextHit[],
  readings: Readings,
): Generator<void, { el: Element; sighting: Wording }[]> {
  const match = readings.prices;
  const byKey = new Map<string, { el: Element; sighting: Wording }>();
  for (const hit of hits) {
    yield;
    const own = match(hit.node.data).length > 0 ? { el: hit.parent, text: hit.node.data } : null;
    const unit = own ?? unitOf(hit, PRICE_NOTE_CHARS, (text) => match(text).length > 0);
    if (!unit) continue;
    const zone = around.zones.of(unit.el);
    if (zone & (ZONE.review | ZONE.comments | ZONE.tool)) continue;
    const text = cut(unit.text.replace(/\s+/g, ' ').trim());
    const fresh: { key: string; read: PriceWordingMatch; near: boolean | null }[] = [];
    for (const read of match(unit.text)) {
      const { entry, wording } = read;
      const isStatutory = wording === 'statutory-sentence';
      // A coupon on a recommended card is a fact about other goods.
      if (zone & ZONE.elsewhere && !isStatutory) continue;
      const key = `${entry}|${text}`;
      const before = byKey.get(key);
      if (before ? before.sighting.value.nearPrice === true : byKey.size >= MOST) continue;
      const isProse = isStatutory && isProsePage(around.document);
      const near = isProse ? false : nearPrice(unit.el, zone, isStatutory);
      if (!before || near === true) fresh.push({ key, read, near });
    }
    // The same words on a thousand cards: boxes and styles are asked of the first alone.
    if (fresh.length === 0) continue;
    const rect = around.laidOut ? rectOfText(unit.el, around) : null;
    if (around.laidOut && (!rect || rect.width < 2 || rect.height < 2)) continue;
    if (!isVisible(unit.el, around.laidOut)) continue;
    for (const { key, read, near } of fresh) {
      const { entry, wording, mandatedFrom, mandatedTo } = read;
      byKey.set(key, {
        el: unit.el,
        sighting: frozen({
          kind: 'price-wording',
          subject: PAGE,
          observer: 'price-wording',
          method: 'dom-text',
          value: {
            wording,
            entry,
            text,
            nearPrice: near,
            box: boxOf(rect),
            ...(mandatedFrom === undefined ? {} : { mandatedFrom }),
            ...(mandatedTo === undefined ? {} : { mandatedTo }),
          },
        }),
      });
    }
  }
  return [...byKey.values()];
}
