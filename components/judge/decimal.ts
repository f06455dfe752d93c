/** Exact comparison of decimal amounts as observations write them (no exponent, no grouping, ≤ 8 decimals). */

/** Below zero when a < b, zero when equal, above zero when a > b. Null when either is not such an amount. */
export function compareDecimals(a: string, b: string): number | null {
  const left = scaled(a);
  const right = scaled(b);
  if (left === null || right === null) return null;
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

const DECIMALS = 8;

function scaled(amount: string): bigint | null {
  const match = /^(-?)(\d{1,15})(?:\.(\d{1,8}))?$/.exec(amount);
  if (!match) return null;
  const [, sign = '', whole = '0', fraction = ''] = match;
  const digits = BigInt(whole + fraction.padEnd(DECIMALS, '0'));
  return sign === '-' ? -digits : digits;
}

const SYMBOLS: Readonly<Record<string, string>> = {
  CNY: '¥',
  USD: 'US$',
  EUR: '€',
  GBP: '£',
  JPY: 'JP¥',
  KRW: '₩',
};

/** An amount for reading, as written, with its currency; without one when none was found. */
export function money(amount: string | null, currency: string | null): string | null {
  if (amount === null) return null;
  if (currency === null) return amount;
  const symbol = SYMBOLS[currency];
  return symbol === undefined ? `${amount} ${currency}` : `${symbol}${amount}`;
}
