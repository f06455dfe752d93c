/**
 * Reads money out of text: exact amounts, the currency as far as the text or its surroundings name it, and
 * what each amount is (the price, the price it is compared with, a reduction, an instalment, …). Pure, small
 * and bounded: it runs inside shop pages. It never guesses an amount; `null` means that there is none.
 */
import { LIMITS } from '../model/limits';
import type { PriceKind } from '../model/words';
import { NO_DECIMALS, THREE_DECIMALS, signAt, type Sign } from './money-currencies';
import { amountOf, compareAmounts, foldDigits, scanNumbers, type NumberToken } from './money-number';
import {
  CARD_OFFER_AFTER,
  CHEAPER_BY,
  CUES,
  KINDS,
  LIST_AFTER,
  PIECE_AFTER,
  PIECE_BEFORE,
  STRONG_LIST_BEFORE,
  TAXED_AFTER,
  TAXED_BEFORE,
  UNIT_AFTER,
  WEAK_LIST_BEFORE,
  type MoneyRole,
} from './money-words';

export { compareAmounts } from './money-number';
export type { MoneyRole } from './money-words';

export interface MoneyHint {
  /** ISO 4217 code that the page or shop is known to use; decides shared signs ($, ¥, kr) and bare numbers. */
  currency?: string | null | undefined;
  /** BCP 47 language of the text. */
  language?: string | null | undefined;
  /** True where a comma is known to be the decimal sign, false where it is the point. */
  decimalComma?: boolean | undefined;
}

export interface Money {
  /** Decimal string, all digits, decimals as written. */
  amount: string;
  /** ISO 4217; null when the text does not say and nothing decides. */
  currency: string | null;
  /** True when the sign is shared by several currencies and the likeliest was taken without a hint. */
  isCurrencyGuessed: boolean;
  /** True when a currency sign, code or word stands beside the number. */
  isMarked: boolean;
  role: MoneyRole;
  kind: PriceKind;
  /** Words of the condition, as in the text; null for a plain price. */
  condition: string | null;
  raw: string;
}

export interface PriceReading {
  text: string;
  /** What is asked, null when no amount is a price. */
  current: string | null;
  list: string | null;
  currency: string | null;
  isCurrencyGuessed: boolean;
  kind: PriceKind;
  condition: string | null;
  /** Upper end when `kind` is range. */
  high: string | null;
  /** Every amount the text marks as money, left to right, with its role. */
  all: Money[];
}

interface Found extends Money {
  start: number;
  end: number;
  signs: Sign[];
}

/** Longest text looked at; a price block is shorter, and what follows is left unread. */
const TEXT_CHARS = LIMITS.priceChars * 5;

const TRADITIONAL = /[價購買張會員圓園們這個專賣數優滿點點時間]/u;
const KANA = /[\u3040-\u30ff]|税込|税抜|送料|[価値売込円]|中古/u;
const HAN = /\p{Script=Han}/u;

function languageCurrency(text: string, hint: MoneyHint): string | null {
  const language = hint.language?.toLowerCase() ?? '';
  if (KANA.test(text) || language.startsWith('ja')) return 'JPY';
  if (/zh-(?:hant|tw)/.test(language)) return 'TWD';
  if (/zh-hk/.test(language)) return 'HKD';
  if (HAN.test(text)) return TRADITIONAL.test(text) ? 'TWD' : 'CNY';
  if (language.startsWith('zh')) return 'CNY';
  if (/\bboleto\b|\bno pix\b|à vista/i.test(text)) return 'BRL';
  return null;
}

const LANGUAGE_REGIONS: Readonly<Record<string, string>> = {
  sv: 'SEK',
  nb: 'NOK',
  nn: 'NOK',
  no: 'NOK',
  da: 'DKK',
  is: 'ISK',
  'en-ca': 'CAD',
  'fr-ca': 'CAD',
  'en-au': 'AUD',
  'en-nz': 'NZD',
  'en-sg': 'SGD',
  'es-mx': 'MXN',
  'es-cl': 'CLP',
  'es-ar': 'ARS',
  'es-co': 'COP',
  'en-us': 'USD',
  'zh-hk': 'HKD',
};

function decide(
  signs: readonly Sign[],
  text: string,
  hint: MoneyHint,
  raw: string,
): { currency: string | null; isGuessed: boolean } {
  const own = signs.filter((sign) => !MEASURE_SIGN.test(sign.text));
  if (own.length > 0 && own.length < signs.length) return decide(own, text, hint, raw);
  const exact = signs.find((sign) => sign.codes.length === 1);
  const shared = signs.find((sign) => sign.codes.length > 1);
  if (exact && (!shared || shared.codes.includes(exact.codes[0] ?? '') || /^[A-Z]{3}/.test(exact.text)))
    return { currency: exact.codes[0] ?? null, isGuessed: false };
  const codes = shared?.codes ?? exact?.codes;
  if (!codes) return { currency: hint.currency ?? null, isGuessed: false };
  if (codes.length === 0) return { currency: null, isGuessed: false };
  if (codes.length === 1) return { currency: codes[0] ?? null, isGuessed: false };
  if (hint.currency && codes.includes(hint.currency)) return { currency: hint.currency, isGuessed: false };
  const language = hint.language?.toLowerCase() ?? '';
  const byLanguage =
    languageCurrency(text, hint) ??
    LANGUAGE_REGIONS[language] ??
    LANGUAGE_REGIONS[language.slice(0, 2)] ??
    null;
  if (byLanguage && codes.includes(byLanguage)) return { currency: byLanguage, isGuessed: false };
  // `$229.990`: the dollar of North America has no third decimal; the Chilean peso is written so.
  if (codes.includes('CLP') && /\d\.\d{3}(?!\d)/.test(raw) && !raw.includes(','))
    return { currency: 'CLP', isGuessed: true };
  return { currency: codes[0] ?? null, isGuessed: codes[0] !== 'GBP' };
}

interface Mark {
  start: number;
  end: number;
  sign: Sign;
}

/** Signs in a gap between two numbers, left to right. */
function marksIn(text: string, from: number, to: number): Mark[] {
  const marks: Mark[] = [];
  for (let at = from; at < to; at++) {
    if (text.charAt(at) === ' ') continue;
    const sign = signAt(text, at);
    if (!sign || at + sign.text.length > to) continue;
    marks.push({ start: at, end: at + sign.text.length, sign });
    at += sign.text.length - 1;
  }
  return marks;
}

const PREFIX_SIGN = /^(?:\p{Sc}|[A-Z]{1,3}\p{Sc}|￥)$/u;
/** What may stand between a sign and its number. */
const BESIDE = /^[ .:]{0,3}$/;

/** Gives each sign to the number it belongs to: glued side first, then the side this text has been using. */
function bindSigns(text: string, numbers: readonly NumberToken[]): Sign[][] {
  const bound: Sign[][] = numbers.map(() => []);
  const habit = habitOf(text, numbers);
  let edge = 0;
  for (let n = 0; n <= numbers.length; n++) {
    const previous = numbers[n - 1];
    const next = numbers[n];
    const from = previous ? previous.end : Math.max(0, (next?.start ?? 0) - 24);
    const to = next ? next.start : Math.min(text.length, from + 40);
    edge = Math.max(edge, from);
    bindGap(
      text,
      marksIn(text, edge, to),
      previous ? bound[n - 1] : undefined,
      next ? bound[n] : undefined,
      from,
      to,
      habit,
    );
    edge = to;
  }
  return bound;
}

/** Where this text writes its signs, told by its two ends: nothing before the first number, a code behind the last. */
interface Habit {
  isBehind: boolean;
  isCodeBehind: boolean;
}

function habitOf(text: string, numbers: readonly NumberToken[]): Habit {
  const [first, last] = [numbers[0], numbers[numbers.length - 1]];
  if (!first || !last) return { isBehind: false, isCodeBehind: false };
  const behind = marksIn(text, last.end, Math.min(text.length, last.end + 4));
  const isBefore = marksIn(text, Math.max(0, first.start - 5), first.start).length > 0;
  return { isBehind: behind.length > 0 && !isBefore, isCodeBehind: behind.some(isCode) };
}

const isCode = ({ sign }: Mark): boolean => /^[A-Z]{3}$/.test(sign.text);

function bindGap(
  text: string,
  marks: Mark[],
  left: Sign[] | undefined,
  right: Sign[] | undefined,
  from: number,
  to: number,
  habit: Habit,
): void {
  const reachRight = new Set<Mark>();
  let edge = to;
  for (const mark of [...marks].reverse()) {
    if (mark.sign.text === 'Nu') continue; // "now" in five languages, and before its amount nowhere a currency
    if (!right || !BESIDE.test(text.slice(mark.end, edge))) break;
    if (reachRight.size > 0 && MEASURE_SIGN.test(mark.sign.text)) break;
    reachRight.add(mark);
    edge = mark.start;
  }
  let reach = from;
  for (const mark of marks) {
    if (right && mark.sign.text === 'Nu') break;
    if (left && left.length > 0 && MEASURE_SIGN.test(mark.sign.text)) break;
    const gap = text.slice(reach, mark.start);
    const isLeft =
      left !== undefined && (BESIDE.test(gap) || (reach === from && /^(?:,?-{1,2}|\.-)? ?$/.test(gap)));
    if (!isLeft) break;
    const isRight = reachRight.has(mark);
    if (isRight && prefersRight(mark, left, from, to, habit)) break;
    left.push(mark.sign);
    reachRight.delete(mark);
    reach = mark.end;
  }
  if (right) for (const mark of marks) if (reachRight.has(mark)) right.push(mark.sign);
}

function prefersRight(mark: Mark, left: Sign[], from: number, to: number, habit: Habit): boolean {
  if (habit.isCodeBehind && isCode(mark)) return false;
  const isGluedLeft = mark.start === from;
  const isGluedRight = mark.end === to;
  if (isGluedLeft !== isGluedRight) return isGluedRight;
  if (left.length > 0) return true;
  return isGluedLeft && !habit.isBehind && PREFIX_SIGN.test(mark.sign.text);
}

/** A minus that belongs to the amount: nothing but a space, an opening bracket or the start before it. */
function isNegative(text: string, number: NumberToken, signs: readonly Sign[]): boolean {
  let before = text.slice(Math.max(0, number.start - 16), number.start);
  if (/[-−]$/.test(before) && !/[\p{L}\d.,)%€$£¥] ?[-−]$/u.test(before)) return true;
  if (/(?:^|[^\d\s.,])\s*\p{Sc} ?-$/u.test(before)) return true;
  for (const sign of signs) {
    const at = before.lastIndexOf(sign.text);
    // `10 € - 20 €`: a sign behind another number is that number's, and the dash joins the two.
    if (
      at >= 0 &&
      !/\d ?$/.test(before.slice(0, at)) &&
      before
        .slice(at + sign.text.length)
        .trim()
        .replace('-', '') === ''
    ) {
      if (before.slice(at + sign.text.length).includes('-')) return true;
      before = before.slice(0, at);
    }
  }
  if (/(?:^|[^\p{L}])[A-Z]{3} ?[-−]$/u.test(before)) return true;
  if (signs.length === 0) return false;
  return /(?:^|[\s(（:：])[-−]$/u.test(before) && !/\d\S{0,3} [-−]$/u.test(before);
}

const NOT_MONEY_AFTER =
  /^\s?(?:%|％|折|°|"|''|(?:mm|cm|km|kg|mah|gb|tb|mb|hz|ghz|inch|in|ft|kw|w|v|oz|lb|lbs|ml|g|pcs|szt|pieces?|sold|reviews?|stars?|days?|hours?|min|years?|items?|件|份|天|人|个|個|台|盒|袋|瓶|包|条|双|月|日|年|时|時|分(?!期)|秒|小时|克|米|寸|英寸|期|次|款|种|色|评|條|名|組|岁|级|代|核|寸)(?![\p{Script=Latin}]))/iu;

/** `1 kg = 12,99 €`: the measure that an amount is for. */
const MEASURE_OF = /^ ?(?:kg|g|l|ml|cl|m|m²|st|stk|pz|szt)\.? ?=/i;
/** `1499.-`: written as only prices are, even where no sign stands beside it. */
const PRICE_FORM = /\d[.,]-{1,2}$/;

function findMoney(folded: string, hint: MoneyHint): Found[] {
  const numbers = scanNumbers(folded);
  const bound = bindSigns(folded, numbers);
  const found: Found[] = [];
  numbers.forEach((number, n) => {
    const signs = bound[n] ?? [];
    const after = folded.slice(number.end, number.end + 16);
    const isMarked = signs.length > 0 || PRICE_FORM.test(number.digits);
    if (!isMarked && (NOT_MONEY_AFTER.test(after) || /^\s?[x×]\s?\d/i.test(after))) return;
    if (/^\s?(?:%(?!\d)|折(?![合后後前算]))/.test(after) || MEASURE_OF.test(after)) return;
    if (isNegative(folded, number, signs)) return;
    const glued = folded.charAt(number.start - 1);
    const head = folded.slice(0, number.start);
    const isGluedToWord = /[A-Za-z]/.test(glued) && !signs.some((sign) => head.endsWith(sign.text));
    if (isGluedToWord || (!isMarked && /^[A-Za-z]/.test(after) && !/^(?:eur|usd)/i.test(after))) return;
    const { currency, isGuessed } = decide(signs, folded, hint, number.digits);
    const amount = amountOf(number, {
      hasThreeDecimals: currency !== null && !isGuessed && THREE_DECIMALS.has(currency),
      ...(hint.decimalComma !== undefined && !(currency !== null && NO_DECIMALS.has(currency))
        ? { decimalComma: hint.decimalComma }
        : {}),
    });
    if (amount === null) return;
    const raw = rawOf(folded, number, signs);
    found.push({
      amount,
      currency,
      isCurrencyGuessed: isGuessed,
      isMarked,
      role: 'price',
      kind: 'plain',
      condition: null,
      raw,
      start: number.start,
      end: number.end,
      signs,
    });
  });
  return shareSigns(folded, withoutMeasures(folded, found));
}

/** Signs of currencies that are letters of measures too: litre, gram, kilometre, pixel classes (4K). */
const MEASURE_SIGN = /^(?:l|k|ks|g|m|km|t|p|q|da)\.?$/i;

/** Where another amount has a sign that is none, or the text is more than the amount, a letter is a measure's. */
function withoutMeasures(folded: string, found: Found[]): Found[] {
  const isLetter = (money: Found): boolean =>
    /^\d/.test(money.raw) &&
    money.signs.length > 0 &&
    money.signs.every((sign) => MEASURE_SIGN.test(sign.text));
  if (!found.some(isLetter)) return found;
  const isAlone = found.length === 1 && (found[0]?.raw.length ?? 0) >= folded.length - 2;
  return isAlone ? found : found.filter((money) => !isLetter(money));
}

/** An amount without a sign takes that of another: `1499.-` and what a word names as the price before. */
function shareSigns(folded: string, found: Found[]): Found[] {
  const said = found.find(({ signs }) => signs.length > 0);
  if (!said) return found;
  const hasDecimals = (money: Found): boolean => /[.,]\d{2}\D*$/.test(money.raw);
  found.forEach((money, n) => {
    if (money.signs.length > 0) return;
    const before = folded
      .slice(Math.max(found[n - 1]?.end ?? 0, money.start - 48), money.start)
      .toLowerCase();
    const isNamed =
      !money.isMarked &&
      hasDecimals(money) === hasDecimals(said) &&
      (STRONG_LIST_BEFORE.test(before) || /\breg\.?\s*$/.test(before));
    const next = found[n + 1];
    const isBeforeNamed =
      next !== undefined &&
      hasDecimals(money) &&
      hasDecimals(next) &&
      STRONG_LIST_BEFORE.test(strip(folded.slice(money.end, next.start), [], next.signs).toLowerCase());
    if (money.isMarked || isNamed || isBeforeNamed) inherit(said, money);
  });
  return found;
}

/** The number with the signs that stand beside it. */
function rawOf(text: string, number: NumberToken, signs: readonly Sign[]): string {
  let [start, end] = [number.start, number.end];
  for (const sign of [...signs].reverse()) {
    const before = text.slice(0, start).trimEnd();
    const gap = text.slice(end, end + 4).search(/\S/);
    if (before.endsWith(sign.text)) start = before.length - sign.text.length;
    else if (gap >= 0 && text.startsWith(sign.text, end + gap)) end += gap + sign.text.length;
  }
  return text.slice(start, end);
}

/** The text between two amounts, without the signs that belong to them. */
function strip(text: string, left: readonly Sign[], right: readonly Sign[]): string {
  let out = text;
  for (const sign of left)
    if (out.trimStart().startsWith(sign.text)) out = out.trimStart().slice(sign.text.length);
  for (const sign of [...right].reverse())
    if (out.trimEnd().endsWith(sign.text)) out = out.trimEnd().slice(0, -sign.text.length);
  return out;
}

function classify(lower: string, found: Found[]): void {
  let told = -1;
  const isTaxed: boolean[] = [];
  const isPiece: boolean[] = [];
  const isOfSeveral: boolean[] = [];
  found.forEach((money, n) => {
    const previous = found[n - 1];
    const next = found[n + 1];
    const ahead = strip(
      lower.slice(previous ? previous.end : 0, money.start),
      previous?.signs.map(lowerSign) ?? [],
      money.signs.map(lowerSign),
    );
    const before = (previous ? (opened(ahead)?.inside ?? ahead) : ahead).slice(-48);
    const behind = strip(
      lower.slice(money.end, next ? next.start : lower.length),
      money.signs.map(lowerSign),
      next?.signs.map(lowerSign) ?? [],
    );
    const bracket = next ? opened(behind) : null;
    const after = (bracket?.outside ?? behind).slice(0, 48);
    const isOther = next && !bracket ? isForNext(after, before, n) : LABEL_AHEAD.test(after);
    const own = isOther ? '' : after;
    money.role = roleOf(before, own, n > 0, lower.slice(money.end, money.end + 90), found.length);
    // `0元下单`: nothing to pay now is not the price.
    if (money.amount === '0' && NOTHING_NOW.test(own)) money.role = 'threshold';
    // One word between two amounts (`990 原価 1490`) names one of them: the higher is what it was.
    const isSameWord = previous?.role === 'list' && told === n - 1 && STRONG_LIST_BEFORE.test(before);
    if (LIST_AFTER.test(own) && !STRONG_LIST_BEFORE.test(before)) told = n;
    if (isSameWord && compareAmounts(previous.amount, money.amount) < 0) previous.role = 'price';
    else if (isSameWord && compareAmounts(previous.amount, money.amount) > 0) money.role = 'price';
    if (previous && isSameLabel(previous, money, before)) previous.role = 'price';
    // `dont 0,50 € d'éco-participation 249,99 €`: a contribution named between the two is the lower.
    else if (previous?.role === 'shipping' && money.role === 'shipping' && /éco-?(?:part|taxe)/.test(before))
      money.role = 'price';
    if (previous?.role === 'price' && n === found.length - 1 && CHEAPER_BY.test(before))
      previous.role = 'list';
    if (money.role === 'price' || money.role === 'list' || money.role === 'method')
      readCondition(money, before, !next && after.trim() === '~' ? 'から' : own, n > 0);
    isTaxed.push(TAXED_BEFORE.test(before) || TAXED_AFTER.test(own));
    isOfSeveral.push(OF_SEVERAL.test(before));
    isPiece.push(PIECE_BEFORE.test(before) || PIECE_AFTER.test(own));
  });
  // `1 299 Kč bez DPH 1 073 Kč`: one word between two amounts speaks of the lower.
  const untaxed = found.filter(({ role }) => role === 'untaxed');
  for (const money of untaxed)
    if (untaxed.some((other) => isTaxOf(other.amount, money.amount))) money.role = 'price';
  setAside(found, isTaxed, 'untaxed', (money, other) => isTaxOf(money.amount, other.amount));
  setAside(
    found,
    isPiece.map((is) => !is),
    'unit-price',
    (money, other) => compareAmounts(money.amount, other.amount) < 0,
  );
  setAside(
    found,
    isOfSeveral.map((is) => !is),
    'total',
    (money, other) => compareAmounts(money.amount, other.amount) > 0,
  );
}

const NOTHING_NOW = /^\s*(?:下单|下單|首付|预约|預約|试用|入会|开通|抽奖|down\b)/u;
/** `3件到手价 ¥186.9`: what several cost together. */
const OF_SEVERAL =
  /(?:[2-9]|[1-9]\d|[两三四五])\s?[件盒瓶袋包](?:共|合计|到手|券后|组合|套装)价?\s*[:：]?\s*$/u;

/** `¥3,480 ポイント: 35pt`: a word with a colon speaks of what follows it. */
const LABEL_AHEAD = /^\s*\p{L}[^\d:：(]{0,24}[:：]/u;

/** Gives `role` to prices of a text that are not `said` to be, where one that is stands beside them. */
function setAside(
  found: readonly Found[],
  said: readonly boolean[],
  role: MoneyRole,
  fits: (money: Found, other: Found) => boolean,
): void {
  const others = found.filter((money, n) => said[n] && money.role === 'price');
  found.forEach((money, n) => {
    if (money.role === 'price' && !said[n] && others.some((other) => fits(money, other))) money.role = role;
  });
}

/** Whether the second is the first with a value added or sales tax on it: no rate is above 28 %. */
function isTaxOf(untaxed: string, taxed: string): boolean {
  const rate = Number(taxed) / Number(untaxed);
  return rate > 1 && rate <= 1.28;
}

/** A bracket that opens between two amounts and closes after the second: its words are the second's. */
function opened(gap: string): { outside: string; inside: string } | null {
  const at = gap.lastIndexOf('(');
  if (at < 0 || gap.includes(')', at)) return null;
  return { outside: gap.slice(0, at), inside: gap.slice(at + 1) };
}

/** `£14.99 P&P £2.99`: words for delivery or a credit between two amounts speak of the lower, and of one only. */
function isSameLabel(previous: Found, money: Found, before: string): boolean {
  return (
    previous.role === money.role &&
    (money.role === 'shipping' || money.role === 'coupon') &&
    /\p{L}/u.test(before) &&
    compareAmounts(previous.amount, money.amount) > 0
  );
}

/** Does the text between two amounts introduce the second? By its colon, by where it is glued, by habit. */
function isForNext(gap: string, before: string, at: number): boolean {
  const text = gap.trim();
  if (text === '' || text.length > 24 || /^[/(]|^per\b/.test(text)) return false;
  if (/[:：]$|^\+|\bplus$/.test(text)) return true;
  if (/^off\b/.test(text)) return false;
  const lead = gap.length - gap.trimStart().length;
  const trail = gap.length - gap.trimEnd().length;
  if (lead !== trail) return lead > trail;
  return at > 0 || /\p{L}/u.test(before);
}

function lowerSign(sign: Sign): Sign {
  return { ...sign, text: sign.text.toLowerCase() };
}

/** `24,00 € Envío gratis`: delivery that costs nothing leaves the amount before it what it is. */
const FREE_AFTER = /^[^\d]{0,32}(?:free|gratis|gratuit|offerte?|kostenlos|kostenfrei|grátis|gratuita)/u;
const SHARE_BEFORE = /(?:\d ?%|% ?\d{1,2}) ?(?:de |di )?\p{L}+[:：]?\s*$/u;

function roleOf(before: string, after: string, hasPrevious: boolean, tail: string, count: number): MoneyRole {
  if (UNIT_AFTER.test(after)) return 'unit-price';
  if (STRONG_LIST_BEFORE.test(before)) return 'list';
  for (const cue of CUES) {
    // `35% 할인 12,900원`: the share is the reduction, not the amount after it.
    if (cue.role === 'shipping' && FREE_AFTER.test(after) && !cue.before?.test(before)) continue;
    if (
      cue.role === 'reduction' &&
      SHARE_BEFORE.test(before) &&
      !cue.after?.test(after) &&
      !/[减減抵省]\s*$/.test(before)
    )
      continue;
    if (cue.role === 'untaxed' && TAXED_AFTER.test(after)) continue;
    if (cue.before?.test(before) || cue.after?.test(after)) return cue.role;
  }
  if (LIST_AFTER.test(after)) return 'list';
  if (hasPrevious && count > 1 && CARD_OFFER_AFTER.test(tail)) return 'method';
  return 'price';
}

function readCondition(money: Found, before: string, after: string, hasPrevious: boolean): void {
  // After an earlier amount only the nearest words are this amount's; at the start the whole label is.
  // `¥300起 ¥4999`: a word glued behind the earlier amount is that one's.
  const near = hasPrevious ? before.replace(/^\s*(?:起|から|부터)\s/u, '').slice(-24) : before.slice(-40);
  const behind = after.slice(0, 24);
  for (const { kind, words } of KINDS) {
    const match =
      words.exec(near) ??
      (kind === 'from' ? /^\s*(?:起(?![批送订拍購购])|から|より|부터|onwards\b)/u : words).exec(behind);
    if (!match) continue;
    money.kind = kind;
    money.condition = match[0].trim();
    return;
  }
}

const JOINS_RANGE =
  /^\s*(?:-|~|to|through|thru|til|till|tot|至|到|bis|à|a|hasta|até|fino a|до|do|đến|ถึง|–)\s*$/u;

function markRange(lower: string, found: Found[]): { low: Found; high: Found } | null {
  for (let n = 0; n + 1 < found.length; n++) {
    const [low, high] = [found[n], found[n + 1]];
    if (!low || !high) continue;
    const between = strip(
      lower.slice(low.end, high.start),
      low.signs.map(lowerSign),
      high.signs.map(lowerSign),
    );
    const isBetween =
      /^\s*(?:and|und|et|y|e)\s*$/.test(between) &&
      /(?:between|zwischen|entre|tra)\s*\p{Sc}?\s*$/u.test(lower.slice(0, low.start));
    if (!(isBetween || JOINS_RANGE.test(between)) || compareAmounts(low.amount, high.amount) > 0) continue;
    if (!low.isMarked && !high.isMarked && found.length > 2) continue;
    if (low.isMarked !== high.isMarked) inherit(low, high);
    return { low, high };
  }
  return null;
}

function inherit(low: Found, high: Found): void {
  const [from, to] = low.isMarked ? [low, high] : [high, low];
  Object.assign(to, { currency: from.currency, isCurrencyGuessed: from.isCurrencyGuessed, isMarked: true });
}

function isLadder(lower: string, found: readonly Found[]): boolean {
  if (found.length < 2) return false;
  let [steps, behind] = [0, 0];
  found.forEach((money, n) => {
    const before = lower.slice(found[n - 1]?.end ?? 0, money.start);
    if (
      /(?:\d+ ?[-~] ?\d+|[≥>]=? ?\d+|\d+ ?\+?) ?(?:件|个|pcs|pieces|pieces?\b|台|套|箱|张|把|双|條|条)?\+?(?:以上|起)? ?(?:[-:] ?)?\p{Sc}?\s*$/u.test(
        before,
      ) &&
      /\d/.test(before)
    )
      steps++;
    if (STEP_AFTER.test(lower.slice(money.end, found[n + 1]?.start ?? lower.length))) behind++;
  });
  // `¥18.50 ≥50件 ¥17.20 ≥500件 ¥16.00`: the first step begins at one piece and says nothing.
  const isFirstBare = steps === found.length - 1 && found.length > 2;
  return steps === found.length || behind === found.length || isFirstBare;
}

/** A number of pieces right behind its price: `¥15.00 2-49件 ¥13.50 ≥50件`. */
const STEP_AFTER =
  /^ ?(?:\d+ ?[-~] ?\d+|[≥>]=? ?\d+|\d+ ?\+) ?(?:件|个|pcs|pieces?\b|台|套|箱|张|把|双|條|条)/u;

/** Hundredths and split amounts as whole ones: `99p`, `99¢`, `24€90`. Pence only where pounds are in use, or alone. */
function wholeUnits(folded: string, hint: MoneyHint): string {
  let text = folded
    .replace(/(\d)€(\d{2})(?![\d.,])/g, '$1.$2€')
    .replace(/^([^€]*\d) €(\d{2})(?![\d.,])/, '$1.$2€')
    // The cents of `$19 99` stand raised on the page; only where nothing or the next sign follows.
    .replace(/(\p{Sc} ?\d{1,3}(?:,\d{3})*|\p{Sc} ?\d{4,6}) (\d{2})(?= ?(?:$|\p{Sc}))/gu, '$1.$2')
    .replace(
      /(\d) (reais|pesos|euros?|dollars?|pounds?) (?:com|con|y|e|and|et|und) (\d{2}) (?:centavos?|cents?|céntimos|centesimi|pence|centimes)/gi,
      '$1.$3 $2',
    )
    .replace(/(\d) ?zł (\d{2}) ?gr(?![\p{L}])/giu, '$1.$2 zł')
    .replace(/\bp\/m\b/gi, 'pm')
    .replace(/(\d) ?块 ?(\d)(?!\d)/gu, '$1.$2元')
    // `12 990:-` of Sweden, and the Swiss `CHF –.50`, whose dash stands for no francs and is no minus.
    .replace(/(\d) ?:-(?!\d)/g, '$1,-')
    .replace(/(^|CHF |Fr\.? ?)-(?=\.\d\d(?!\d))/g, '$10')
    .replace(/(\d)만 ?(\d)천(?= ?원)/gu, '$1만$2000')
    .replace(/(\d)천(?= ?원)/gu, '$1000')
    .replace(
      /(^|[^\d.,])(\d{1,2}) ?¢/g,
      (_, before: string, cents: string) => `${before}$0.${cents.padStart(2, '0')}`,
    );
  if (hint.currency === 'GBP' || (!hint.currency && /^\d{1,2}p(?: each)?$/.test(text)))
    text = text.replace(
      /(^|[\s(])(\d{1,2})p(?=$|[\s),/])/g,
      (_, before: string, pence: string) => `${before}£0.${pence.padStart(2, '0')}`,
    );
  return text;
}

const FREE = /^(?:free!?|gratis|gratuit|kostenlos|免费|免費|無料|무료)$/u;

/**
 * Text that is shown otherwise than it is written: turned round (U+202E), or with glyphs of a face's own in the
 * place of digits. An icon beside an amount is neither.
 */
const DISGUISED =
  /\u202e|[$¥€£￥₩₹]\s*[\ue000-\uf8ff]|[\ue000-\uf8ff][.,]\p{Nd}|\p{Nd}[\ue000-\uf8ff]+[\p{Nd}.,]/u;

/**
 * Every amount of a text with its role, and which of them is asked and which is compared with. Texts beyond
 * 1,000 characters are read up to there. `current` is null for thresholds, reductions, coupons and so on.
 */
export function readPriceText(text: string, hint: MoneyHint = {}): PriceReading {
  const folded = wholeUnits(foldDigits(text.slice(0, TEXT_CHARS)).trim(), hint);
  const lower = folded.toLowerCase().length === folded.length ? folded.toLowerCase() : folded;
  const reading: PriceReading = {
    text,
    current: null,
    list: null,
    currency: null,
    isCurrencyGuessed: false,
    kind: 'unknown',
    condition: null,
    high: null,
    all: [],
  };
  if (DISGUISED.test(text)) return reading;
  if (FREE.test(lower)) return { ...reading, current: '0', kind: 'plain' };
  let found = findMoney(folded, hint);
  const range = markRange(lower, found);
  const marked = found.filter((money) => money.isMarked);
  found = marked.length > 0 ? marked : bareNumbers(folded, lower, found, range !== null);
  classify(lower, found);
  reading.all = marked.map(publish);
  choose(lower, found, reading, range);
  headCondition(lower, found, reading);
  const said = found.find((money) => money.amount === reading.current && money.role !== 'list') ?? found[0];
  // `¥399 ~~¥599~~ 新人专享价`: words after the price before speak of the one that is asked.
  const before = found.find((money) => money.amount === reading.list && money.role === 'list');
  if (reading.kind === 'plain' && before && before.kind !== 'plain' && before.kind !== 'from') {
    reading.kind = before.kind;
    reading.condition = before.condition;
  }
  reading.currency = said?.currency ?? null;
  reading.isCurrencyGuessed = said?.isCurrencyGuessed ?? false;
  if (
    reading.currency === null &&
    (hint.currency || /[满滿折减減券元价價]/u.test(folded) || /boleto/.test(lower))
  ) {
    reading.currency = hint.currency ?? languageCurrency(folded, hint);
    reading.isCurrencyGuessed = !hint.currency && reading.currency !== null;
  }
  return reading;
}

const SUBSIDY = /^(?:国补|(?:国家|政府|官方)补贴)$/u;

/** `百亿补贴 直降800元 ¥5199`: a label that stands by itself before a reduction is the label of the price after it. */
function headCondition(lower: string, found: readonly Found[], reading: PriceReading): void {
  const [first] = found;
  if (reading.kind !== 'plain' || !first || !/^(?:reduction|coupon|threshold)$/.test(first.role)) return;
  const [label = ''] = lower.slice(0, first.start).split(' ', 1);
  if (label === '' || label.length >= first.start) return;
  for (const { kind, words } of KINDS) {
    const isWhole = words.exec(label)?.[0].length === label.length;
    if (kind === 'from' || !(isWhole || (kind === 'subsidised' && SUBSIDY.test(label)))) continue;
    reading.kind = kind;
    reading.condition = label;
    return;
  }
}

function publish(money: Found): Money {
  const { amount, currency, isCurrencyGuessed, isMarked, role, kind, condition, raw } = money;
  return { amount, currency, isCurrencyGuessed, isMarked, role, kind, condition, raw };
}

/** Without any sign, a number is a price only when the text is little else, or says "price". */
function bareNumbers(folded: string, lower: string, found: Found[], isRange: boolean): Found[] {
  const first = found[0];
  if (!first) return [];
  if (isRange) return found.slice(0, 2).some((money) => /[.,]\d{2}$/.test(money.raw)) ? found : [];
  const isDecimal = /[.,] ?\d{2}$/.test(first.raw);
  const around = (folded.slice(0, first.start) + folded.slice(first.end)).replace(/[\s*.,:;/|()~+-]/gu, '');
  const head = lower.slice(0, first.start);
  const saysPrice =
    /(?:price|preis|prix|precio|prezzo|preço|cena|pris\b|цена|价|價|売価|値段|가격|boleto)[^\p{L}\d]{0,4}$/u.test(
      head,
    );
  const saysNow = /\b(?:now|nur|only)[^\p{L}\d]{0,4}$/u.test(head);
  const saysRule =
    /满|滿|减|減|折|off\b|save|reviews?|rat(?:ing|ed)|评|評|レビュー|별점|평점|리뷰|stars?\b|von 5|out of|\/ ?5\b|sterne|stelle|étoiles|estrellas|отзыв|оцен|\bart\b|-nr|\bsku\b|\bref\b|réf|\bean\b|\bisbn\b|\bupc\b|\btel\b|\bcall\b|version/.test(
      lower,
    );
  const isCount = !isDecimal && /^ ?\p{L}{2,}/u.test(folded.slice(first.end));
  if (saysRule) return [];
  if (around === '' || saysPrice || (saysNow && !isCount)) return found;
  return isDecimal && around.length <= 40 ? found : [];
}

function choose(
  lower: string,
  found: readonly Found[],
  reading: PriceReading,
  range: { low: Found; high: Found } | null,
): void {
  let prices = found.filter((money) => money.role === 'price');
  const strongList = found.find((money) => money.role === 'list');
  for (const role of ['unit-price', 'untaxed', 'method', 'balance'] as const) {
    if (prices.length > 0) break;
    prices = found.filter((money) => money.role === role);
    if (prices.length > 0 && role === 'unit-price')
      prices = prices.slice(0, 1).map((money) => ({ ...money, kind: 'per-unit', condition: null }));
  }
  if (range && range.low.role === 'price' && found.includes(range.low)) {
    set(reading, range.low, /^(?:plain|from)$/.test(range.low.kind) ? 'range' : range.low.kind);
    reading.high = range.high.amount;
    const weakList = (money: Found): boolean =>
      money.start > range.high.end && WEAK_LIST_BEFORE.test(before(lower, found, money));
    reading.list = (strongList ?? prices.find(weakList))?.amount ?? null;
    return;
  }
  // `指导价：12.98-18.98万`: the label of a range is that of both its ends.
  if (range && range.low.role === 'list') prices = prices.filter((money) => money !== range.high);
  if (prices.length > 1 && isLadder(lower, prices)) {
    const first = prices[0];
    if (first) set(reading, first, 'ladder');
    return;
  }
  if (strongList) reading.list = strongList.amount;
  // A price struck through beside the lowest of the last weeks: the latter is said for comparison, the former is the list price.
  const [one, other] = prices;
  if (
    strongList &&
    one &&
    other &&
    prices.length === 2 &&
    strongList === found[2] &&
    isLowestOf(lower, strongList)
  ) {
    const [low, high] = compareAmounts(one.amount, other.amount) < 0 ? [one, other] : [other, one];
    if (compareAmounts(low.amount, high.amount) !== 0) {
      set(reading, low, low.kind);
      reading.list = high.amount;
      return;
    }
  }
  if (prices.length === 0) {
    if (!strongList && found.some((money) => money.role === 'instalment')) reading.kind = 'instalment';
    return;
  }
  pick(lower, prices, reading, strongList !== undefined, found);
}

/** The words between the amount before, or the start, and this one. */
function before(lower: string, all: readonly Found[], money: Found): string {
  const from = all[all.indexOf(money) - 1]?.end ?? 0;
  return strip(lower.slice(from, money.start), [], money.signs.map(lowerSign));
}

const LOWEST_LABEL =
  /najniższa cena|niedrigster|tiefst|lowest|prix le plus bas|prezzo più basso|precio más bajo|laagste prijs|lägsta pris|laveste pris|en düşük/;

function isLowestOf(lower: string, money: Found): boolean {
  return LOWEST_LABEL.test(lower.slice(Math.max(0, money.start - 60), money.start));
}

function set(reading: PriceReading, money: Found, kind: PriceKind): void {
  reading.current = money.amount;
  reading.kind = kind;
  reading.condition = money.condition;
}

/** Chooses among plain prices: a weak list word, then the condition's own price, then the lower of a pair. */
function pick(
  lower: string,
  prices: readonly Found[],
  reading: PriceReading,
  hasList: boolean,
  all: readonly Found[],
): void {
  const isWeak = (money: Found): boolean => WEAK_LIST_BEFORE.test(before(lower, all, money));
  const weak = prices.length > 1 ? prices.find(isWeak) : undefined;
  const rest = prices.filter((money) => money !== weak);
  const first = rest[0] ?? prices[0];
  if (!first) return;
  const sorted = [...rest].sort((a, b) => compareAmounts(a.amount, b.amount));
  const low = sorted[0] ?? first;
  const high = sorted[sorted.length - 1] ?? first;
  const deposit = rest.find((money) => money.kind === 'deposit');
  const whole = rest.find((money) => money !== deposit && money.kind !== 'deposit');
  if (deposit && whole) return set(reading, whole, whole.kind);
  if (weak && compareAmounts(weak.amount, low.amount) > 0 && !hasList) reading.list = weak.amount;
  const isPair =
    rest.length > 1 &&
    !hasList &&
    !weak &&
    isOneBlock(lower, rest) &&
    Number(high.amount) <= LARGEST_GAP * Number(low.amount);
  const chosen = isPair ? low : first;
  if (isPair && compareAmounts(high.amount, low.amount) > 0) reading.list = high.amount;
  // `起` and 券后 may stand beside another mention of the same amount.
  const spoken = rest.find((money) => money.amount === chosen.amount && money.kind !== 'plain') ?? chosen;
  set(reading, spoken, spoken.kind);
}

/** Beyond this, two amounts without a word are not the price and the one before: 95 % off would be said. */
const LARGEST_GAP = 20;

/** Amounts of one block stand close together in one currency and not absurdly far apart in size. */
function isOneBlock(lower: string, prices: readonly Found[]): boolean {
  const currency = prices[0]?.currency;
  return prices.every((money, n) => {
    if (money.currency !== currency) return false;
    const previous = prices[n - 1];
    return !previous || lower.slice(previous.end, money.start).length <= 60;
  });
}

/**
 * The single amount of a short text; null when there is none, when it is negative, or when the text is too
 * long for a price. Never throws; never NaN; at most 15 whole digits and 8 decimals.
 */
export function readMoney(text: string, hint: MoneyHint = {}): Money | null {
  if (text.length > LIMITS.priceChars) return null;
  const folded = wholeUnits(foldDigits(text).trim(), hint);
  const found = findMoney(folded, hint);
  const first = found.find((money) => money.isMarked) ?? (found.length === 1 ? found[0] : undefined);
  return first ? publish(first) : null;
}

/**
 * An amount in a machine-readable field (schema.org price, data attribute), where the point is the decimal
 * sign; falls back to reading it as people write. `null` for anything negative, empty or not a number.
 */
export function readMachineAmount(value: string | number, currency: string | null = null): string | null {
  if (typeof value === 'number')
    return Number.isFinite(value) && value >= 0 && value < 1e15 ? plainNumber(value) : null;
  const text = foldDigits(value.slice(0, LIMITS.priceChars)).trim();
  const strict = /^\+?(\d{1,15})(?:\.(\d+))?$/.exec(text);
  if (strict) {
    const fraction =
      (strict[2] ?? '').length > 8 ? (strict[2] ?? '').slice(0, 8).replace(/0+$/, '') : (strict[2] ?? '');
    const groups =
      fraction.length === 3 &&
      currency !== null &&
      NO_DECIMALS.has(currency) &&
      (strict[1] ?? '').length <= 3;
    const whole = (strict[1] ?? '').replace(/^0+(?=\d)/, '');
    if (groups) return whole + fraction;
    return fraction === '' ? whole : `${whole}.${fraction}`;
  }
  return readMoney(text, { currency })?.amount ?? null;
}

function plainNumber(value: number): string | null {
  const text = String(value);
  if (/^\d{1,15}(?:\.\d{1,8})?$/.test(text)) return text;
  const fixed = value.toFixed(8).replace(/0+$/, '').replace(/\.$/, '');
  return /^\d{1,15}(?:\.\d{1,8})?$/.test(fixed) ? fixed : null;
}
