/**
 * Reads numbers the way people write them in prices: groups of three (or the Indian two) parted by point,
 * comma, space or apostrophe, decimals by point or comma, digits of any script. Exact: digits in, digits out.
 */

/** Spaces of every width, and marks that change nothing but direction or joining. */
const SPACES = /[\s\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+/gu;
const INVISIBLE = /[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]/gu;
const RAISED = '⁰¹²³⁴⁵⁶⁷⁸⁹';

function asciiDigit(char: string): string {
  const point = char.codePointAt(0) ?? 0;
  let zero = point;
  for (let steps = 0; steps < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1)); steps++) zero--;
  return String((point - zero) % 10);
}

/**
 * Text with every script's digits as 0-9, full-width forms narrowed, spaces as one plain space, and
 * direction marks removed (they can make 12 look like 21).
 */
export function foldDigits(text: string): string {
  return (
    text
      .replace(INVISIBLE, '')
      .replace(
        /(\d)([⁰¹²³⁴⁵⁶⁷⁸⁹]{2})(?![⁰¹²³⁴⁵⁶⁷⁸⁹])/gu,
        (_, whole: string, raised: string) =>
          `${whole}.${[...raised].map((c) => RAISED.indexOf(c)).join('')}`,
      )
      .replace(/[\u2460-\u24ff\u2776-\u2793⁰¹²³⁴⁵⁶⁷⁸⁹₀-₉]/gu, ' ')
      .normalize('NFKC')
      .replace(/[^\P{Nd}0-9]/gu, asciiDigit)
      .replace(/٫/g, '.')
      .replace(/[٬،]/g, ',')
      .replace(/[’‘ʼ`´]/g, "'")
      .replace(/[‐‑‒–—―−－]/g, '-')
      .replace(/[～〜∼]/g, '~')
      .replace(SPACES, ' ')
      .replace(/\b(US|AU|NZ|CA|CAN|HK|NT|MX|SG|R) \$/g, '$1$')
      // One letter says a country at the start only: the C of `Vitamin C $12` does not.
      .replace(/^\s*([CAS]) \$/, '$1$')
      .replace(/\$ (US|AU|NZ|CA)\b(?! ?\d)/g, '$$$1')
  );
}

export interface NumberToken {
  start: number;
  end: number;
  raw: string;
  /** Text before a multiplier such as 万; separators as written. */
  digits: string;
  /** Decimal places to shift left to right: 万 4, 亿 8, lakh 5, crore 7. */
  shift: number;
  /** Amount of a smaller unit written after the multiplier: 1万2000. */
  rest: string | null;
}

const SHIFTS: Readonly<Record<string, number>> = { 千: 3, 仟: 3, 万: 4, 萬: 4, 만: 4, 亿: 8, 億: 8, 억: 8 };
/** By the first two letters: lakh, crore; Indonesian ribu, juta; k. */
const WORD_SHIFTS: Readonly<Record<string, number>> = { la: 5, cr: 7, ri: 3, rb: 3, ju: 6, jt: 6, k: 3 };

/** Bounded: at most this many numbers are read from one text. */
export const NUMBERS_PER_TEXT = 200;

const NUMBER = /[.,]{0,2}\d+(?:(?: ?[.,'] ?)\d+)*(?:[.,]-{1,2}(?![\d-])|[.,]$)?/g;

/** Space-grouped run `1 799,00` starting at `start`, or null: first group of 1-3 digits, then groups of 3. */
function spaceGrouped(text: string, start: number): string | null {
  const found = /^\d{1,3}(?: \d{3})+(?!\d)(?:[.,]\d{1,3}(?![\d.,]\d)|[.,]-{1,2}(?![\d-]))?/.exec(
    text.slice(start, start + 40),
  );
  if (!found) return null;
  // `SAR 249 299 17% OFF`: two prices, where the second less the share that follows is the first.
  const share = /^ ?-?(\d{1,2}) ?%/.exec(text.slice(start + found[0].length, start + found[0].length + 6));
  const [low, high, more] = found[0].split(' ').map(Number);
  const isPair = share && low && high && more === undefined;
  return isPair && Math.abs(Number(share[1]) - (1 - low / high) * 100) < 1 ? null : found[0];
}

/** Cuts a run where a space beside a separator is not the split of one number's decimals. */
function cutAtSpace(run: string): string {
  const at = run.search(/ ?[.,'] | [.,']/);
  if (at < 0) return run;
  const tail = run.slice(at);
  const isSplitDecimal =
    /^ ?[.,] ?\d{2}$/.test(tail) ||
    /^ [.,]\d$/.test(tail) ||
    /^ [.,] \d$/.test(tail) ||
    /^[.,] \d{2}$/.test(tail);
  return isSplitDecimal ? run : run.slice(0, at);
}

/** Numbers of a folded text, left to right. Dates, times, versions and parts of words are left out. */
export function scanNumbers(text: string): NumberToken[] {
  const tokens: NumberToken[] = [];
  NUMBER.lastIndex = 0;
  while (tokens.length < NUMBERS_PER_TEXT) {
    const found = NUMBER.exec(text);
    if (!found) break;
    // The point of `Rs.649` belongs to the sign before it.
    const lead = /^[.,]/.test(found[0]) && /\p{L}/u.test(text.charAt(found.index - 1)) ? 1 : 0;
    const start = found.index + lead;
    const grouped = spaceGrouped(text, start);
    const plain = cutAtSpace(found[0].slice(lead));
    const run = grouped !== null && grouped.length >= plain.length ? grouped : plain;
    const digits = withoutShare(text, start, run);
    let end = start + digits.length;
    let shift = 0;
    let whole = digits;
    let rest: string | null = null;
    const unit = /^ ?([千仟万萬만亿億억])/u.exec(text.slice(end, end + 2));
    if (unit?.[1]) {
      shift = SHIFTS[unit[1]] ?? 0;
      end += unit[0].length;
      // `3億5000万`: the ten thousands behind the hundred millions are digits of the same number.
      const lower =
        shift === 8 && /^\d+$/.test(digits) && /^ ?(\d{1,4})[万萬만]/u.exec(text.slice(end, end + 6));
      if (lower) {
        whole += (lower[1] ?? '').padStart(4, '0');
        shift = 4;
        end += lower[0].length;
      }
      const more = (
        unit[1] === '만' ? /^ ?\d{1,4}(?:,\d{3})?(?= ?원)/ : /^\d{1,4}(?:,\d{3})?(?![\d.,])/
      ).exec(text.slice(end, end + 9));
      if (more && shift === 4) {
        rest = more[0].trim().replace(',', '');
        end += more[0].length;
      }
    } else {
      const word =
        /^ ?(lakhs?|crores?|cr|ribu|rb|juta|jt)\b/i.exec(text.slice(end, end + 8)) ??
        (/\p{Sc} ?$/u.test(text.slice(Math.max(0, start - 2), start))
          ? /^(k)(?!\p{L})/iu.exec(text.slice(end, end + 2))
          : null);
      if (word?.[1]) {
        shift = WORD_SHIFTS[word[1].slice(0, 2).toLowerCase()] ?? 0;
        end += word[0].length;
      }
    }
    NUMBER.lastIndex = Math.max(end, start + 1);
    if (isPartOfSomething(text, start, end)) continue;
    tokens.push({ start, end, raw: text.slice(start, end), digits: whole, shift, rest });
  }
  return sharingShift(text, tokens);
}

/** `₹2,99957% off`: a share glued behind a full group, or behind two decimals, is no part of the amount. */
function withoutShare(text: string, start: number, run: string): string {
  if (!/^ ?%/.test(text.slice(start + run.length, start + run.length + 2))) return run;
  const cut = /^(\d{1,3}(?:,\d{2,3})*(?:,\d{3}|\.\d{2}))\d{1,2}$/.exec(run);
  return cut?.[1] && /\p{Sc}\s?$/u.test(text.slice(Math.max(0, start - 2), start)) ? cut[1] : run;
}

/** `12.98-16.98万`: what multiplies the end of a range multiplies its beginning. */
function sharingShift(text: string, tokens: readonly NumberToken[]): NumberToken[] {
  return tokens.map((token, n) => {
    const next = tokens[n + 1];
    const isLow =
      next !== undefined &&
      token.shift === 0 &&
      next.shift > 0 &&
      /^ ?(?:-|~|至|到) ?$/.test(text.slice(token.end, next.start)) &&
      Number(token.digits) < Number(next.digits);
    return isLow ? { ...token, shift: next.shift } : token;
  });
}

/** Digits that a shop leaves open until a sale begins: `¥1?9`, `¥2xxx`, `¥**.9`. What is left is no amount. */
const MASKED_AFTER = /^(?:[.,]?\?+[\d.,]|[.,]?x{2,}(?!\p{L})|x[.,]\d|[.,]?\*{2,}[.,\d]|\*[\d.,])/u;
const MASKED_BEFORE = /(?:\p{Sc}|[A-Z]{3}) ?\d*[?*x_]+[.,]?$/u;

/** Exponents, model numbers, times, dates and fractions are not amounts. */
function isPartOfSomething(text: string, start: number, end: number): boolean {
  const after = text.slice(end, end + 3);
  const before = text.slice(Math.max(0, start - 3), start);
  const ahead = text.slice(Math.max(0, start - 8), start);
  if (MASKED_BEFORE.test(ahead) || (/\p{Sc}|[A-Z]{3}/u.test(ahead) && MASKED_AFTER.test(after))) return true;
  if (/^x[\da-f]/i.test(after) && text.slice(start, end) === '0') return true;
  if (/^[eE][+-]?\d/.test(after) || /\d[eE][+-]?$/.test(before)) return true;
  const isPerMeasure =
    /^\/\d{1,4} ?(?:kg|g|ml|cl|l|oz|lb|m|克|千克|斤|毫升|升|pcs?|stk|szt|件|个|個|只|盒|袋|包|片|箱|瓶|双|条|枚)(?!\p{Script=Latin})/iu.test(
      text.slice(end, end + 12),
    );
  if ((/^[:/]\d/.test(after) && !isPerMeasure) || /\d[:/]$/.test(before)) return true;
  if (/^-[a-z]/i.test(after) && !/^-(?:kr|zł|eu|€)/i.test(after)) return true;
  return /[#_]$/.test(before);
}

export interface NumberHint {
  decimalComma?: boolean;
  /** Digits after the separator that this currency has: 3 lets `1.234` be decimal. */
  hasThreeDecimals?: boolean;
}

function shiftDecimal(amount: string, places: number): string {
  if (places === 0) return amount;
  const [whole = '0', fraction = ''] = amount.split('.');
  const padded = fraction.padEnd(places, '0');
  const left = (whole + padded.slice(0, places)).replace(/^0+(?=\d)/, '');
  const right = padded.slice(places).replace(/0+$/, '');
  return right === '' ? left : `${left}.${right}`;
}

/** Whole and fraction as written; null when the separators make no number (dates, lists). */
function splitAtDecimal(digits: string, hint: NumberHint): [string, string] | null {
  let text = digits
    .replace(/[.,]-{1,2}$/, '')
    .replace(/[.,]$/, '')
    .replace(/ ?([.,]) ?/g, '$1');
  const leading = /^[.,]+/.exec(text);
  if (leading) {
    text = text.slice(leading[0].length);
    if (!/[.,]/.test(text)) return ['0', text];
  }
  const separators = [...text.matchAll(/[.,' ]/g)];
  if (separators.length === 0) return [text, ''];
  const last = separators[separators.length - 1];
  if (!last) return [text, ''];
  const mark = last[0];
  const tail = text.slice(last.index + 1);
  const head = text.slice(0, last.index);
  const isRepeated = head.includes(mark);
  const hasOther = separators.some((s) => s[0] !== mark);
  const groups = text.split(/[.,' ]/);
  const canGroup = areGroups(groups);
  // `29'95 €`, as in Spain: two digits after an apostrophe are no group.
  if (mark === "'" && separators.length === 1 && tail.length === 2) return [head, tail];
  if (mark === "'" || mark === ' ') return canGroup ? [groups.join(''), ''] : null;
  const isDecimal = tail.length !== 3 || (!isRepeated && (hasOther || isThreeDecimal(head, mark, hint)));
  if (!isDecimal) return canGroup ? [groups.join(''), ''] : null;
  const whole = head.split(/[.,' ]/);
  if (isRepeated && !(tail.length === 2 && areGroups(whole))) return null;
  if (whole.length > 1 && !areGroups(whole)) return null;
  return [whole.join(''), tail];
}

/** One separator before three digits groups thousands, unless something says that it is a decimal point. */
function isThreeDecimal(head: string, mark: string, hint: NumberHint): boolean {
  if (hint.hasThreeDecimals || /^0+$/.test(head) || head.length > 3) return true;
  return hint.decimalComma !== undefined && hint.decimalComma === (mark === ',');
}

/** `1.234.567`, `1,23,45,678`: a first group, then threes, or Indian twos with a last three. */
function areGroups(groups: readonly string[]): boolean {
  const [first = '', ...others] = groups;
  if (others.length === 0) return true;
  if (first === '' || first.length > 3) return false;
  if (others.every((group) => group.length === 3)) return true;
  const last = others[others.length - 1] ?? '';
  if (last.length === 3 && first.length <= 2 && others.slice(0, -1).every((group) => group.length === 2))
    return true;
  // Groups of four (ten thousands) are written in parts of East Asia.
  return first.length <= 4 && others.every((group) => group.length === 4);
}

/**
 * Decimal string of a token, with the decimals as written; null when it is no amount, has more than 15
 * whole digits or more than 8 decimals that mean something.
 */
export function amountOf(
  token: Pick<NumberToken, 'digits' | 'shift' | 'rest'>,
  hint: NumberHint = {},
): string | null {
  const split = splitAtDecimal(token.digits, hint);
  if (!split) return null;
  const whole = split[0].replace(/^0+(?=\d)/, '');
  let fraction = split[1];
  if (fraction.length > 8) fraction = fraction.replace(/0+$/, '');
  let amount = shiftDecimal(fraction === '' ? whole : `${whole}.${fraction}`, token.shift);
  if (token.rest !== null) {
    if (amount.includes('.')) return null;
    amount = amount.slice(0, -4) + token.rest.padStart(4, '0');
  }
  return /^\d{1,15}(?:\.\d{1,8})?$/.test(amount) ? amount : null;
}

/** Compares two decimal strings exactly: below zero, zero, above zero. */
export function compareAmounts(a: string, b: string): number {
  const [aw = '0', af = ''] = a.split('.');
  const [bw = '0', bf = ''] = b.split('.');
  const [x, y] = [aw.replace(/^0+(?=\d)/, ''), bw.replace(/^0+(?=\d)/, '')];
  if (x.length !== y.length) return x.length - y.length;
  const size = Math.max(af.length, bf.length);
  const [p, q] = [x + af.padEnd(size, '0'), y + bf.padEnd(size, '0')];
  return p < q ? -1 : p > q ? 1 : 0;
}
