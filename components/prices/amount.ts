/** Exact decimal amounts as whole numbers of the smallest place: what a history adds, compares and stores. */

/** Decimals kept; the same bound as in model/observation.ts. */
export const DECIMALS = 8;
const UNIT = 10n ** BigInt(DECIMALS);

/** An amount (`158.00`, no exponent, ≤ 15 digits, ≤ 8 decimals) in units of 10⁻⁸; null when it is no such amount. */
export function toUnits(amount: string): bigint | null {
  const match = /^(-?)(\d{1,15})(?:\.(\d{1,8}))?$/.exec(amount);
  if (!match) return null;
  const [, sign = '', whole = '0', fraction = ''] = match;
  const units = BigInt(whole) * UNIT + BigInt(fraction.padEnd(DECIMALS, '0'));
  return sign === '-' ? -units : units;
}

/** The shortest way to write units of 10⁻⁸ as a decimal: no trailing zeros, no bare point. */
export function fromUnits(units: bigint): string {
  const size = units < 0n ? -units : units;
  const fraction = (size % UNIT).toString().padStart(DECIMALS, '0').replace(/0+$/, '');
  const whole = (size / UNIT).toString();
  const text = fraction === '' ? whole : `${whole}.${fraction}`;
  return units < 0n ? `-${text}` : text;
}

/** Below zero when a < b, zero when equal, above zero when a > b; an amount that cannot be read counts as nothing. */
export function compareAmounts(a: string, b: string): number {
  const left = toUnits(a) ?? 0n;
  const right = toUnits(b) ?? 0n;
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
