/**
 * The interface's words, in both languages, from assets/locales. Pure: the language is chosen by whoever
 * asks, so that it can be shown in a test, in a report or in Node without a browser.
 */
import en from '../../assets/locales/en.json' with { type: 'json' };
import zhCN from '../../assets/locales/zh-CN.json' with { type: 'json' };

export type TextKey = keyof typeof zhCN;
export type TextLocale = 'zh-CN' | 'en';
export type TextValues = Readonly<Record<string, string | number>>;
export type Texts = (key: TextKey, values?: TextValues) => string;

// A key missing from the English file is a type error here; a surplus one fails the test of the locales.
const TABLES: Readonly<Record<TextLocale, Readonly<Record<TextKey, string>>>> = { 'zh-CN': zhCN, en };

/**
 * The texts of one language, as a function from key and values to a sentence.
 * A placeholder without a value is left as it stands, so that a mistake is seen and not hidden.
 */
export function textsFor(locale: TextLocale): Texts {
  const table = TABLES[locale];
  return (key, values) => fillText(table[key], values ?? {}, locale);
}

/** The text under a key put together at run time (`reason.` + code), or null where there is none. */
export function textIfKnown(locale: TextLocale, key: string, values?: TextValues): string | null {
  const table: Readonly<Record<string, string>> = TABLES[locale];
  const text = Object.hasOwn(table, key) ? table[key] : undefined;
  return text === undefined ? null : fillText(text, values ?? {}, locale);
}

const PLACEHOLDER = /\{([\p{L}\p{N}_-]{1,32})(?:\|([^{}|]{0,80})\|([^{}|]{0,80}))?\}/gu;
const PLURALS = { 'zh-CN': new Intl.PluralRules('zh-CN'), en: new Intl.PluralRules('en') };

/**
 * Puts values in the place of `{name}`. `{count|picture|pictures}` chooses by the plural rules of the language.
 * Also used for the texts of rules. Names without a value stay as they are.
 */
export function fillText(text: string, values: TextValues, locale: TextLocale): string {
  return text.replace(
    PLACEHOLDER,
    (whole, name: string, one: string | undefined, other: string | undefined) => {
      const value = Object.hasOwn(values, name) ? values[name] : undefined;
      if (value === undefined) return whole;
      if (one === undefined || other === undefined)
        return typeof value === 'number' ? numberText(value, locale) : value;
      return PLURALS[locale].select(Number(value)) === 'one' ? one : other;
    },
  );
}

function numberText(value: number, locale: TextLocale): string {
  return new Intl.NumberFormat(locale, { maximumFractionDigits: 2 }).format(value);
}

/** The half of a bilingual text that belongs to this language. */
export function inLanguage(text: { zh: string; en: string }, locale: TextLocale): string {
  return locale === 'en' ? text.en : text.zh;
}

/** Bytes as people read them: 812 B, 34 KB, 1.2 MB (decimal, as file managers show them). */
export function sizeText(sizeBytes: number, locale: TextLocale): string {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;
  const step = sizeBytes < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(sizeBytes) / 3));
  const value = sizeBytes / 1000 ** step;
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: units[step] ?? 'byte',
    unitDisplay: step === 0 ? 'narrow' : 'short',
    maximumFractionDigits: value < 10 && step > 0 ? 1 : 0,
  }).format(value);
}

/** A moment in the reader's own time zone and language, to the minute; the text itself where it is no date. */
export function timeText(iso: string, locale: TextLocale, timeZone?: string): string {
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return iso;
  return new Intl.DateTimeFormat(locale, {
    year: 'numeric',
    month: locale === 'en' ? 'short' : 'long',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    ...(timeZone ? { timeZone } : {}),
  }).format(at);
}

/** A calendar day (YYYY-MM-DD) as the language writes it. */
export function dateText(day: string, locale: TextLocale): string {
  const at = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(at.getTime())) return day;
  return new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(at);
}
