/**
 * The price as the page shows it: every amount with a currency sign is a candidate, judged by where it stands
 * (near the product's title and the buying button, not among recommendations), then its block is read whole.
 */
import { LIMITS } from '../model/limits';
import { PIECE } from '../model/piece-flags';
import { compareAmounts, readPriceText, type MoneyHint, type PriceReading } from './money';
import { contains, isHidden, isStruck, shownText, wholeText, type Piece } from './offer-pieces';
import { PRICE_WORD } from './offer-signs';

export interface RenderedPrice {
  piece: Piece;
  reading: PriceReading;
  text: string;
  score: number;
}

const ELSEWHERE =
  /recommend|related|similar|carousel|upsell|cross-?sell|also-|sponsor|recent|viewed|footer|minicart|mini-cart|cart-(?:drawer|flyout|summary|overlay)|megamenu|navbar|breadcrumb|review|rating-|bundle|accessor|swiper|slider|ticker|banner|popular|bestsell|trending|wishlist|compare-|newsletter|cookie|delivery|shipping|versand|installment|financ|protection|warranty|insurance|subscribe|sns|trade-?in|used|giftcard|gift-card|voucher|coupon|toast|tooltip|popover|histor/i;
const CARD = /product-?(?:card|tile|item|teaser)|(?:^|[-_ ])(?:card|tile)(?:$|[-_ ])|item-?card/i;
/** A word that introduces the asking price, at the start of the price's own text. */
const PRICE_LABEL =
  /^\W*(?:[\p{Script=Han}]{0,6}(?:售价|售價|特价|特價|价格|價格|现价|現價|到手价|券后|京东价|京 东 价|促销价|販売価格)|(?:your |our |sale |current )?price|preis|prix|precio|prezzo|preço|cena|pris|цена|price now|now)/iu;

function hasName(piece: Piece, words: RegExp, levels: number): boolean {
  let here: Piece | null = piece;
  for (let up = 0; here && up < levels && here.tag !== 'BODY'; up++, here = here.parent)
    if (words.test(`${here.class} ${here.id}`.toLowerCase())) return true;
  return false;
}

/** Smallest piece around a text whose shown text holds an amount with its sign. */
function pricePiece(
  at: Piece,
  hint: MoneyHint,
): { piece: Piece; reading: PriceReading; text: string } | null {
  let here: Piece | null = at;
  for (let up = 0; here && up < 5 && here.tag !== 'BODY'; up++, here = here.parent) {
    if (wholeText(here, 400) === null) return null;
    const text = shownText(here, LIMITS.priceChars);
    if (text === null) return null;
    const reading = readPriceText(text, hint);
    const isBare =
      /price/i.test(here.itemprop) || (hint.currency && PRICE_WORD.test(here.class.toLowerCase()));
    if (reading.all.length > 0 || (isBare && reading.current !== null)) return { piece: here, reading, text };
  }
  return null;
}

export interface RenderedInput {
  candidates: readonly { piece: Piece; at: number; px: number | null }[];
  buys: readonly number[];
  hint: MoneyHint;
  title: { piece: Piece; at: number } | null;
  /** Amounts that the page's own statements name. */
  stated: readonly string[];
  url: URL;
}

function isElsewhere(piece: Piece, { title, url }: RenderedInput): boolean {
  let here: Piece | null = piece;
  for (let up = 0; here && up < 14 && here.tag !== 'BODY'; up++, here = here.parent) {
    if (title && contains(here, title.piece)) return false;
    if (/^(?:FOOTER|NAV|ASIDE)$/.test(here.tag) || here.flags & PIECE.elsewhere) return true;
    const name = `${here.class} ${here.id}`.slice(0, 300);
    if (ELSEWHERE.test(name) || CARD.test(name)) return true;
    if (here.tag === 'A' && here.href !== null && isOtherPage(here.href, url)) return true;
  }
  return false;
}

/** One of several alike: the same element and class repeated beside it, each with a link or a picture. */
function isRepeated(piece: Piece, title: RenderedInput['title']): boolean {
  let here: Piece | null = piece;
  for (let up = 0; here && up < 8 && here.tag !== 'BODY'; up++, here = here.parent) {
    if (title && contains(here, title.piece)) return false;
    if (here.flags & PIECE.repeated) return true;
  }
  return false;
}

function isOtherPage(href: string, url: URL): boolean {
  if (href === '' || href.startsWith('#') || /^javascript:/i.test(href) || !URL.canParse(href, url.href))
    return false;
  const other = new URL(href, url.href);
  return other.pathname !== url.pathname && other.pathname.length > 1;
}

function scoreOf(
  { piece, reading, text }: Omit<RenderedPrice, 'score'>,
  { at, px }: { at: number; px: number | null },
  input: RenderedInput,
): number {
  let score = 0;
  let named: Piece | null = piece;
  while (named && named.itemprop === '') named = named.parent;
  if (/^(?:price|lowPrice|offers)$/.test(named?.itemprop ?? '')) score += 2;
  if (hasName(piece, PRICE_WORD, 4)) score += 2.5;
  if (
    reading.current !== null &&
    input.stated.some((amount) => compareAmounts(amount, reading.current ?? '0') === 0)
  )
    score += 3;
  if (input.title && input.title.at >= 0) {
    const distance = at - input.title.at;
    if (distance >= 0) score += Math.max(0, 4 - distance / 40);
    else score += distance > -40 ? 1.5 : 0;
  }
  const nearest = Math.min(...input.buys.map((buy) => Math.abs(buy - at)), 1000);
  score += Math.max(0, 2 - nearest / 20);
  if (/^H[1-4]$|^STRONG$|^B$/.test(piece.tag)) score += 0.5;
  if (PRICE_LABEL.test(text)) score += 2.5;
  if (reading.current === null) score -= 6;
  if (/instalment|per-unit/.test(reading.kind)) score -= 3;
  if (isStruck(piece)) score -= 3;
  if (isElsewhere(piece, input)) score -= 6;
  else if (isRepeated(piece, input.title)) score -= 4;
  if (px !== null) score += Math.min(2, px / 16 - 1);
  return score;
}

/** Candidates by score, best first; hidden ones are left out. */
export function renderedPrices(input: RenderedInput): RenderedPrice[] {
  const seen = new Set<Piece>();
  const found: RenderedPrice[] = [];
  for (const candidate of input.candidates) {
    if (seen.has(candidate.piece)) continue;
    const price = pricePiece(candidate.piece, input.hint);
    if (!price || seen.has(price.piece) || isHidden(price.piece)) continue;
    seen.add(price.piece);
    found.push({ ...price, score: scoreOf(price, candidate, input) });
  }
  return found.sort((a, b) => b.score - a.score);
}

/** Longest text of a price's block, in characters. */
const BLOCK_CHARS = 260;

/**
 * Reads the block around the chosen price: the widest piece around it that is still short and holds no
 * title, so that the price before, the condition and the member's price beside it are seen together.
 */
export function readBlock(
  best: RenderedPrice,
  input: RenderedInput,
  others: readonly RenderedPrice[],
): RenderedPrice {
  let chosen = best;
  let here = best.piece.parent;
  for (let up = 0; here && up < 5 && here.tag !== 'BODY'; up++, here = here.parent) {
    const block = here;
    if (input.title && contains(block, input.title.piece)) return besideIn(chosen, block, input);
    const inside = others.filter((other) => contains(block, other.piece));
    if (inside.length > 8) return besideIn(chosen, block, input);
    if (inside.some((other) => other.piece.tag === 'A')) break;
    const text = shownText(block, BLOCK_CHARS);
    if (text === null) return besideIn(chosen, block, input);
    const reading = readPriceText(text, input.hint);
    if (reading.current === null) continue;
    const isKept = reading.all.some(
      (money) => money.amount === best.reading.current || money.amount === best.reading.list,
    );
    if (!isKept) continue;
    if (reading.list === null && chosen.reading.kind !== 'plain') continue;
    chosen = { ...best, reading, text };
    if (reading.list !== null) break;
  }
  return chosen;
}

/** Longest text of one neighbour, and of all that is read with the price, where the block holds the title too. */
const NEIGHBOUR_CHARS = 60;
const NOT_BESIDE = /^(?:H[1-6]|BUTTON|FORM|INPUT|TABLE|UL|OL|DL|A|P|HR|SECTION|ARTICLE)$/;

/**
 * The price with what stands right beside it in a block that is too wide to be read whole, or holds the title
 * too: `券后 ¥168 ¥228`, or the row of a table above it that says what it was.
 */
function besideIn(chosen: RenderedPrice, block: Piece, input: RenderedInput): RenderedPrice {
  if (chosen.reading.list !== null) return chosen;
  const kids = block.kids
    ? block.kids.filter((kid): kid is Piece => typeof kid !== 'string')
    : pricedKids(block, chosen, input);
  const own = kids.findIndex((kid) => contains(kid, chosen.piece));
  const isBeside = (kid: Piece | undefined): kid is Piece =>
    kid !== undefined &&
    (!NOT_BESIDE.test(kid.tag) || (kid.tag === 'P' && holdsStruck(kid))) &&
    !(input.title && contains(kid, input.title.piece)) &&
    shownText(kid, NEIGHBOUR_CHARS) !== null;
  let [from, to] = [own, own];
  while (own - from < 2 && isBeside(kids[from - 1])) from--;
  while (to - own < 3 && isBeside(kids[to + 1])) to++;
  if (own < 0 || from === to) return chosen;
  const text = kids
    .slice(from, to + 1)
    .map((kid) => {
      const shown = shownText(kid, BLOCK_CHARS) ?? '';
      return kid.flags & PIECE.struck && /\d/.test(shown) ? `was ${shown}` : shown;
    })
    .join(' ');
  const reading = readPriceText(text, input.hint);
  const isKept = reading.current !== null && reading.current === chosen.reading.current;
  return isKept && (reading.list !== null || chosen.reading.kind === 'plain')
    ? { ...chosen, reading, text }
    : chosen;
}

function holdsStruck(piece: Piece, depth = 0): boolean {
  if (piece.flags & PIECE.struck) return true;
  if (depth > 4 || !piece.kids) return false;
  return piece.kids.some((kid) => typeof kid !== 'string' && holdsStruck(kid, depth + 1));
}

/** Texts between a price and the struck one that belongs to it, at most. */
const STRUCK_WITHIN = 12;

/** Children of a block too large to take along: the price's own, and those close to it with a struck amount. */
function pricedKids(block: Piece, chosen: RenderedPrice, { candidates }: RenderedInput): Piece[] {
  const own = candidates.find(({ piece }) => contains(chosen.piece, piece));
  if (!own) return [];
  const kids: Piece[] = [];
  for (const { piece, at } of candidates) {
    if (Math.abs(at - own.at) > STRUCK_WITHIN) continue;
    let kid: Piece | null = piece;
    while (kid && kid.parent !== block) kid = kid.parent;
    const isOwn = kid !== null && contains(kid, chosen.piece);
    if (kid && !kids.includes(kid) && (isOwn || holdsStruck(kid))) kids.push(kid);
  }
  return kids;
}
