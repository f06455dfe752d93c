/** Amounts and days as the price section writes them. */
import type { TextLocale } from './text';

/** A decimal amount in the reader's language with its currency sign; the bare number where none is known. */
export function moneyText(amount: string, currency: string | null, locale: TextLocale): string {
  const digits = Math.min(8, /\.(\d+)$/.exec(amount)?.[1]?.length ?? 0);
  const value = Number(amount);
  if (!Number.isFinite(value)) return amount;
  return new Intl.NumberFormat(locale, {
    ...(currency === null ? {} : { style: 'currency', currency, currencyDisplay: 'narrowSymbol' }),
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(value);
}

/** A calendar day in short: with the year only where it is not that of `today`. */
export function dayInShort(day: string, today: string, locale: TextLocale): string {
  const at = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(at.getTime())) return day;
  return new Intl.DateTimeFormat(locale, {
    ...(day.slice(0, 4) === today.slice(0, 4) ? {} : { year: 'numeric' }),
    month: locale === 'en' ? 'short' : 'long',
    day: 'numeric',
    timeZone: 'UTC',
  }).format(at);
}
