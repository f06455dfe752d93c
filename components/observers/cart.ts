/**
 * A cart or checkout as its excerpt shows it: which products it holds, which lines make its sum, and whether they
 * add up. Pure over the excerpt. What is not certain is left out: a line with two amounts, a label that says
 * nothing, a choice that the shopper can tick.
 */
import type { Excerpt } from '../model/excerpt';
import { LIMITS } from '../model/limits';
import type { Shop } from '../model/shop';
import { productOf } from './card-price';
import { readPriceText } from './money';
import { isHidden, piecesOf, shownText, type Piece } from './offer-pieces';

export interface CartFee {
  /** Entry of the lexicon that the label meets. */
  entry: string;
  text: string;
  /** Decimal string, as written. */
  amount: string;
}

export interface Cart {
  currency: string;
  /** Amount to pay, decimal string. */
  total: string;
  fees: CartFee[];
  /** Whether goods, fees, delivery and taxes, less reductions, are exactly the total, by the lines that are shown. */
  addsUp: boolean;
  /** What the goods cost together, as the cart says; null where it does not. */
  goods: string | null;
  /** Products that the cart links to, each with every amount that its line shows. */
  lines: { product: string; url: string; amounts: string[] }[];
}

type Row = 'goods' | 'total' | 'delivery' | 'tax' | 'reduction' | 'option' | 'fee';

/** First that fits wins; what a shopper chooses (wrapping, insurance, a gift to a cause) is never a fee. */
const ROWS: readonly (readonly [Row, RegExp])[] = [
  [
    'option',
    /gift ?wrap|gift message|insurance|warranty|protection|tip\b|donat|charit|礼品包装|禮品包裝|保险|运费险|延保|捐|小费|ギフト|保険|보험|선물|express|expedited|加急/,
  ],
  [
    'reduction',
    /discount|saving|you save|promo|coupon|voucher|优惠|優惠|满减|立减|券|红包|割引|クーポン|할인|쿠폰/,
  ],
  [
    'goods',
    /商品(?:合计|总价|总额|金额|小计|合計|小計)|小计|小計|sub-?total|items? total|item price|merchandise|bag total|상품 ?(?:금액|합계)/,
  ],
  [
    'total',
    /^(?:应付|实付|合计|总计|應付|合計|總計|お支払い|ご請求|총 ?결제|결제 ?(?:예정 ?)?금액)|^(?:(?:order|grand|estimated|cart|basket) )?total\b|^to pay\b|amount (?:due|payable|to pay)/,
  ],
  ['delivery', /运费|運費|邮费|配送费|shipping|delivery|postage|p&p|送料|배송비/],
  ['tax', /税|稅|\btax(?:es)?\b|\bvat\b|\bgst\b|세금|부가세/],
];

/** Longest row of a sum, in characters. */
const ROW_CHARS = 90;
const LINES = 40;
const SCALE = 100_000_000n;

/** The cart of a page, or null where no total can be read. `feeOf` names the lexicon's entry that a label meets. */
export function readCart(
  excerpt: Excerpt,
  shop: Shop | null,
  feeOf: (text: string) => string | null,
): Cart | null {
  const pieces = piecesOf(excerpt);
  const lines = linesOf(excerpt, pieces, shop);
  const rows = new Map<
    string,
    { row: Row; amount: string; currency: string | null; entry: string; text: string }
  >();
  const isOfLine = (piece: Piece): boolean => {
    for (let here: Piece | null = piece; here; here = here.parent)
      if (lines.some(({ block }) => block === here)) return true;
    return false;
  };
  for (const { piece } of excerpt.candidates) {
    const start = pieces[piece];
    if (!start || isHidden(start) || isOfLine(start)) continue;
    const found = rowAt(start);
    if (!found) continue;
    const { text, amount, currency } = found;
    const label = text.toLowerCase();
    const said = ROWS.find(([, words]) => words.test(label))?.[0];
    const entry = said === undefined ? feeOf(text) : null;
    const row = found.isTicked ? 'option' : (said ?? (entry === null ? null : 'fee'));
    if (row !== null) rows.set(`${row}|${text}`, { row, amount, currency, entry: entry ?? '', text });
  }
  const all = [...rows.values()];
  const totals = all.filter(({ row }) => row === 'total');
  const [total] = totals;
  if (
    !total ||
    total.currency === null ||
    totals.some(({ amount }) => unitsOf(amount) !== unitsOf(total.amount))
  )
    return null;
  const of = (...kinds: Row[]): bigint =>
    all.filter(({ row }) => kinds.includes(row)).reduce((sum, { amount }) => sum + unitsOf(amount), 0n);
  const goods = new Set(all.filter(({ row }) => row === 'goods').map(({ amount }) => unitsOf(amount)));
  const [shownGoods = 0n] = goods;
  return {
    currency: total.currency,
    total: total.amount,
    goods: goods.size === 1 ? (all.find(({ row }) => row === 'goods')?.amount ?? null) : null,
    fees: all
      .filter(({ row }) => row === 'fee')
      .map(({ entry, text, amount }) => ({ entry, text, amount }))
      .slice(0, 4),
    addsUp:
      goods.size === 1 &&
      all.every(({ currency }) => currency === total.currency) &&
      shownGoods + of('fee', 'delivery', 'tax', 'option') - of('reduction') === unitsOf(total.amount),
    lines: lines.map(({ product, url, amounts }) => ({ product, url, amounts })),
  };
}

/** A label with exactly one amount: the smallest block around an amount that also holds words. */
function rowAt(
  start: Piece,
): { text: string; amount: string; currency: string | null; isTicked: boolean } | null {
  let here: Piece | null = start;
  for (let up = 0; here && up < 5; up++, here = here.parent) {
    // `Discount −£2.00`: what its label says decides, not its sign; with the wrong sign the lines do not add up.
    const text = here.kids
      ? (shownText(here, ROW_CHARS)?.replace(/[-−–] ?(?=\p{Sc}|\d)/gu, '') ?? null)
      : null;
    if (text === null) return null;
    const { all } = readPriceText(text);
    const [only, more] = all;
    if (!only || more) {
      if (more) return null;
      continue;
    }
    const label = text.replace(only.raw, '').trim();
    if (!/\p{L}{2,}/u.test(label)) continue;
    return {
      text: text.slice(0, LIMITS.textChars),
      amount: only.amount,
      currency: only.currency,
      isTicked: holdsTick(here),
    };
  }
  return null;
}

/** A box or a switch in the row: what it adds was, or can be, chosen. */
function holdsTick({ tag, kids }: Piece): boolean {
  return (
    /^(?:INPUT|SELECT|BUTTON)$/.test(tag) ||
    (kids ?? []).some((kid) => typeof kid !== 'string' && holdsTick(kid))
  );
}

interface Line {
  product: string;
  url: string;
  amounts: string[];
  block: Piece;
}

function linesOf(excerpt: Excerpt, pieces: readonly Piece[], shop: Shop | null): Line[] {
  const found = new Map<string, Line>();
  const here = productOf(excerpt.url, shop);
  for (const piece of pieces) {
    if (piece.tag !== 'A' || piece.href === null || found.size >= LINES || isHidden(piece)) continue;
    if (!URL.canParse(piece.href, excerpt.url)) continue;
    const url = new URL(piece.href, excerpt.url);
    const product =
      url.hash === '' && url.origin === new URL(excerpt.url).origin ? productOf(url.href, shop) : null;
    if (product === null || product === here || found.has(product)) continue;
    const line = lineAround(piece);
    if (line) found.set(product, { product, url: url.href.slice(0, LIMITS.urlChars), ...line });
  }
  return [...found.values()];
}

/** The smallest block around a product's link that shows an amount. */
function lineAround(link: Piece): Pick<Line, 'amounts' | 'block'> | null {
  let here: Piece | null = link;
  for (let up = 0; here && up < 6; up++, here = here.parent) {
    const text = here.kids ? shownText(here, 400) : null;
    if (text === null) return null;
    const amounts = readPriceText(text).all.map(({ amount }) => amount);
    if (amounts.length > 0) return { amounts: amounts.slice(0, 8), block: here };
  }
  return null;
}

/** Most pieces of one product that are tried. */
const PIECES = 30;

/** Whether whole numbers of pieces at these prices (one or more of each, at most eight prices) make the sum. */
export function isSumOf(sum: string, prices: readonly string[]): boolean {
  const each = prices.slice(0, 8).map(unitsOf);
  const rest = unitsOf(sum) - each.reduce((all, one) => all + one, 0n);
  // One of each is certain; beyond that, only where a single product leaves no choice of how many.
  if (rest === 0n) return true;
  const [only = 0n] = each;
  return each.length === 1 && only > 0n && rest > 0n && rest % only === 0n && rest / only < BigInt(PIECES);
}

function unitsOf(amount: string): bigint {
  const [whole = '0', fraction = ''] = amount.split('.');
  return BigInt(whole) * SCALE + BigInt(fraction.padEnd(8, '0').slice(0, 8));
}
