/**
 * The price as the page shows it: every amount with a currency sign is a candidate, judged by where it stands
 * (near the product's title and the buying button, not among recommendations), then its block is read whole.
 */
import { LIMITS } from '../model/limits';
import { compareAmounts, readPriceText, type MoneyHint, type PriceReading } from './money';
import { isHidden, isStruck, shownText, type Look } from './offer-text';

export interface RenderedPrice {
  element: Element;
  reading: PriceReading;
  text: string;
  score: number;
}

const MONEY_SIGN =
  /\p{Sc}|[元円圆圓원]|\b(?:EUR|USD|GBP|CHF|PLN|CZK|SEK|NOK|DKK|RON|HUF|ARS|SAR|AED|TL|Rs|RM|Rp|kr|Kč|zł|Ft|lei|лв|грн|руб|тг|тенге|ден|dinara?)\b|(?:Kč|zł|лв|грн|руб|тг|ر\.س|ريال|درهم|د\.إ|جنيه|تومان)/iu;
const DECIMAL = /\d[.,]\d{2}(?!\d)/;
const PRICE_WORD = /price|preis|prix|precio|prezzo|cena|preco|preço|pris(?!m)|kaina|hind|ár\b|prc|amount|价/i;
const ELSEWHERE =
  /recommend|related|similar|carousel|upsell|cross-?sell|also-|sponsor|recent|viewed|footer|minicart|mini-cart|cart-(?:drawer|flyout|summary|overlay)|megamenu|navbar|breadcrumb|review|rating-|bundle|accessor|swiper|slider|ticker|banner|popular|bestsell|trending|wishlist|compare-|newsletter|cookie|delivery|shipping|versand|installment|financ|protection|warranty|insurance|subscribe|sns|trade-?in|used|giftcard|gift-card|voucher|coupon|toast|tooltip|popover|histor/i;
const CARD = /product-?(?:card|tile|item|teaser)|(?:^|[-_ ])(?:card|tile)(?:$|[-_ ])|item-?card/i;
const BUY =
  /add to (?:cart|bag|basket|trolley)|buy (?:it )?now|checkout|in den (?:warenkorb|einkaufswagen)|ajouter au panier|añadir al carrito|agregar al|adicionar ao carrinho|comprar|aggiungi al carrello|do koszyka|lisa (?:ost)?korvi|pievienot|v košarico|в корзину|купить|加入购物车|立即购买|加入購物車|馬上購買|立即購買|カート|장바구니|sepete ekle|أضف|place bid|contact seller|reply|product price/i;

/** A word that introduces the asking price, at the start of the price's own text. */
const PRICE_LABEL =
  /^\W*(?:[\p{Script=Han}]{0,6}(?:售价|售價|特价|特價|价格|價格|现价|現價|到手价|券后|京东价|京 东 价|促销价|販売価格)|(?:your |our |sale |current )?price|preis|prix|precio|prezzo|preço|cena|pris|цена|price now|now)/iu;

/** Elements with prices judged per page; beyond it the rest of the page is list-like anyway. */
const CANDIDATES = 160;

function textNodes(document: Document): Text[] {
  const found: Text[] = [];
  const walker = document.createTreeWalker(document.body, 4);
  let seen = 0;
  for (let node = walker.nextNode(); node && seen < LIMITS.textNodes; node = walker.nextNode()) {
    seen++;
    const text = node.nodeValue ?? '';
    if (text.trim() !== '') found.push(node as Text);
  }
  return found;
}

function hasName(element: Element, words: RegExp, levels: number): boolean {
  let here: Element | null = element;
  for (let up = 0; here && up < levels && here.tagName !== 'BODY'; up++, here = here.parentElement) {
    const name = `${here.getAttribute('class') ?? ''} ${here.id} ${here.getAttribute('data-testid') ?? ''} ${here.getAttribute('data-test') ?? ''}`;
    if (name.length < 600 && words.test(name)) return true;
  }
  return false;
}

/** Smallest element around a text whose shown text holds an amount with its sign. */
function priceElement(
  node: Text,
  look: Look,
  hint: MoneyHint,
): { element: Element; reading: PriceReading; text: string } | null {
  let here = node.parentElement;
  for (let up = 0; here && up < 5 && here.tagName !== 'BODY'; up++, here = here.parentElement) {
    const raw = here.textContent ?? '';
    if (raw.length > 400) return null;
    const text = shownText(here, look, LIMITS.priceChars);
    if (text === null) return null;
    const reading = readPriceText(text, hint);
    const isBare =
      /price/i.test(here.getAttribute('itemprop') ?? '') ||
      (hint.currency && PRICE_WORD.test(here.getAttribute('class') ?? ''));
    if (reading.all.length > 0 || (isBare && reading.current !== null))
      return { element: here, reading, text };
  }
  return null;
}

export interface RenderedInput {
  document: Document;
  look: Look;
  hint: MoneyHint;
  title: Element | null;
  /** Amounts that the page's own statements name. */
  stated: readonly string[];
  elsewhere: readonly string[];
  url: URL;
}

function isElsewhere(element: Element, input: RenderedInput, title: Element | null): boolean {
  let here: Element | null = element;
  for (let up = 0; here && up < 14 && here.tagName !== 'BODY'; up++, here = here.parentElement) {
    if (title && here.contains(title)) return false;
    if (/^(?:FOOTER|NAV|ASIDE)$/.test(here.tagName)) return true;
    const name = `${here.getAttribute('class') ?? ''} ${here.id}`.slice(0, 300);
    if (ELSEWHERE.test(name) || CARD.test(name)) return true;
    const href = here.tagName === 'A' ? here.getAttribute('href') : null;
    if (href !== null && isOtherPage(href, input.url)) return true;
  }
  const block = element;
  return input.elsewhere.some((selector) => safeClosest(block, selector));
}

/** One of several alike: the same element and class repeated beside it, each with a link or a picture. */
function isRepeated(element: Element, title: Element | null): boolean {
  let here: Element | null = element;
  for (let up = 0; here && up < 8 && here.tagName !== 'BODY'; up++, here = here.parentElement) {
    if (title && here.contains(title)) return false;
    const name = here.getAttribute('class') ?? '';
    const siblings = here.parentElement?.children;
    if (name === '' || !siblings || siblings.length < 3 || !here.querySelector('a[href],img')) continue;
    let alike = 0;
    for (let n = 0; n < Math.min(siblings.length, 40); n++)
      if (
        siblings[n]?.tagName === here.tagName &&
        siblings[n]?.getAttribute('class') === name &&
        siblings[n]?.querySelector('a[href],img')
      )
        alike++;
    if (alike >= 3) return true;
  }
  return false;
}

function isOtherPage(href: string, url: URL): boolean {
  if (href === '' || href.startsWith('#') || /^javascript:/i.test(href) || !URL.canParse(href, url.href))
    return false;
  const other = new URL(href, url.href);
  return other.pathname !== url.pathname && other.pathname.length > 1;
}

export function safeClosest(element: Element, selector: string): boolean {
  try {
    return element.closest(selector) !== null;
  } catch {
    // A selector that this browser does not know names nothing here.
    return false;
  }
}

/** Position of the title and of buying buttons among the page's texts. */
function landmarks(nodes: readonly Text[], title: Element | null): { title: number; buys: number[] } {
  let at = -1;
  const buys: number[] = [];
  nodes.forEach((node, n) => {
    if (at < 0 && title && title.contains(node)) at = n;
    const text = node.nodeValue ?? '';
    if (text.length < 60 && BUY.test(text) && !node.parentElement?.closest('script,style,noscript'))
      buys.push(n);
  });
  return { title: at, buys: buys.slice(0, 40) };
}

function scoreOf(
  { element, reading, text }: Omit<RenderedPrice, 'score'>,
  at: number,
  marks: { title: number; buys: number[] },
  input: RenderedInput,
): number {
  let score = 0;
  const itemprop =
    element.getAttribute('itemprop') ?? element.closest('[itemprop]')?.getAttribute('itemprop') ?? '';
  if (/^(?:price|lowPrice|offers)$/.test(itemprop)) score += 2;
  if (hasName(element, PRICE_WORD, 4)) score += 2.5;
  if (
    reading.current !== null &&
    input.stated.some((amount) => compareAmounts(amount, reading.current ?? '0') === 0)
  )
    score += 3;
  if (marks.title >= 0) {
    const distance = at - marks.title;
    if (distance >= 0) score += Math.max(0, 4 - distance / 40);
    else score += distance > -40 ? 1.5 : 0;
  }
  const nearest = Math.min(...marks.buys.map((buy) => Math.abs(buy - at)), 1000);
  score += Math.max(0, 2 - nearest / 20);
  if (/^H[1-4]$|^STRONG$|^B$/.test(element.tagName)) score += 0.5;
  if (PRICE_LABEL.test(text)) score += 2.5;
  if (reading.current === null) score -= 6;
  if (/instalment|per-unit/.test(reading.kind)) score -= 3;
  if (isStruck(element, input.look)) score -= 3;
  if (isElsewhere(element, input, input.title)) score -= 6;
  else if (isRepeated(element, input.title)) score -= 4;
  if (input.look.layout) score += Math.min(2, fontPx(element) / 16 - 1);
  return score;
}

function fontPx(element: Element): number {
  return (
    Number.parseFloat(element.ownerDocument.defaultView?.getComputedStyle(element).fontSize ?? '16') || 16
  );
}

/** Candidates by score, best first; hidden ones are left out. */
export function renderedPrices(input: RenderedInput): RenderedPrice[] {
  const nodes = textNodes(input.document);
  const marks = landmarks(nodes, input.title);
  const seen = new Set<Element>();
  const found: RenderedPrice[] = [];
  for (const [at, node] of nodes.entries()) {
    if (found.length >= CANDIDATES) break;
    const text = node.nodeValue ?? '';
    if (text.length > 300 || !/\p{Nd}/u.test(text)) continue;
    const parent = node.parentElement;
    if (!parent || seen.has(parent) || /^(?:SCRIPT|STYLE|NOSCRIPT|OPTION|TEMPLATE)$/.test(parent.tagName))
      continue;
    const near = text.length > 40 ? text : (parent.parentElement?.textContent ?? text).slice(0, 160);
    if (!MONEY_SIGN.test(near) && !DECIMAL.test(near) && !PRICE_WORD.test(parent.getAttribute('class') ?? ''))
      continue;
    const price = priceElement(node, input.look, input.hint);
    if (!price || seen.has(price.element) || isHidden(price.element, input.look)) continue;
    seen.add(price.element);
    found.push({ ...price, score: scoreOf(price, at, marks, input) });
  }
  return found.sort((a, b) => b.score - a.score);
}

/** Longest text of a price's block, in characters. */
const BLOCK_CHARS = 260;

/**
 * Reads the block around the chosen price: the widest ancestor that is still short and holds no title, so
 * that the price before, the condition and the member's price beside it are seen together.
 */
export function readBlock(
  best: RenderedPrice,
  input: RenderedInput,
  others: readonly RenderedPrice[],
): RenderedPrice {
  let chosen = best;
  let here = best.element.parentElement;
  for (let up = 0; here && up < 5 && here.tagName !== 'BODY'; up++, here = here.parentElement) {
    if (input.title && here.contains(input.title)) break;
    const inside = others.filter((other) => here?.contains(other.element));
    if (inside.length > 8 || inside.some((other) => other.element.tagName === 'A')) break;
    const text = shownText(here, input.look, BLOCK_CHARS);
    if (text === null) break;
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
