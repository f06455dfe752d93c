/** Puts values into a rule's texts. Pure; the same in badge, popup, report and case file. */
import type { Bilingual } from '../model/finding';
import { VALUE_WORDS } from './value-words';

type Language = keyof Bilingual;

const NOT_STATED: Bilingual = { zh: '未写明', en: 'not stated' };
const PLACEHOLDER = /\{([a-zA-Z]{1,32})\}/g;

/** Names in {braces} that a text asks for. */
export function placeholdersOf(text: Bilingual): string[] {
  const names = [text.zh, text.en].flatMap((template) =>
    [...template.matchAll(PLACEHOLDER)].map((match) => match[1] ?? ''),
  );
  return [...new Set(names)];
}

/** Both languages, filled in. A value that is not there reads 未写明 / not stated. */
export function fillText(text: Bilingual, values: Readonly<Record<string, string>>): Bilingual {
  return { zh: fillIn(text.zh, values, 'zh'), en: fillIn(text.en, values, 'en') };
}

function fillIn(template: string, values: Readonly<Record<string, string>>, language: Language): string {
  return template.replace(PLACEHOLDER, (_, name: string) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    return value === undefined || value === '' ? NOT_STATED[language] : wordFor(name, value, language);
  });
}

/** Codes are said in words; anything else stands as it was found. */
function wordFor(name: string, value: string, language: Language): string {
  const words = Object.hasOwn(VALUE_WORDS, name) ? VALUE_WORDS[name] : undefined;
  if (!words) return value;
  const parts = name === 'mechanism' ? value.split('+') : [value];
  return parts
    .map((part) => (Object.hasOwn(words, part) ? words[part]?.[language] : undefined) ?? part)
    .join(language === 'zh' ? '、' : ', ');
}
