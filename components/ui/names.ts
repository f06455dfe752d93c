/** Names of subjects, clauses and instruments as the languages write them. */
import type { Bilingual } from '../model/finding';
import type { SubjectKind } from '../model/words';

/** Kind of a subject, from its id (`image:…`); `page` for an id of no known kind. */
export function subjectKind(id: string): SubjectKind {
  const kind = id.slice(0, id.indexOf(':'));
  return kind === 'image' || kind === 'video' || kind === 'live-room' || kind === 'offer' ? kind : 'page';
}

/**
 * Name of a law or standard as the language sets it: Chinese in 《》 (GB/T 15834-2011 §4.15), but for names that hold
 * the mark already (纽约州《普通商业法》).
 */
export function instrumentText({ zh, en }: Bilingual, locale: 'zh-CN' | 'en'): string {
  return locale === 'en' ? en : zh.includes('《') ? zh : `《${zh}》`;
}

const DIGITS = '零一二三四五六七八九';

/**
 * A clause as the language names it: 第二十四条第二款 is "Article 24(2)" in English. What is not of that form
 * (a section of a standard, an article of another land) stays as it is.
 */
export function clauseText(clause: string, locale: 'zh-CN' | 'en'): string {
  if (locale !== 'en') return clause;
  const parts = /^第([零一二三四五六七八九十百]{1,7})条(?:第([一二三四五六七八九十]{1,3})款)?$/.exec(
    clause.trim(),
  );
  if (!parts?.[1]) return clause;
  return `Article ${hanNumber(parts[1])}${parts[2] ? `(${hanNumber(parts[2])})` : ''}`;
}

/** Value of a Chinese numeral below one thousand. */
function hanNumber(text: string): number {
  let sum = 0;
  let digit = 0;
  for (const sign of text) {
    if (sign === '百' || sign === '十') {
      sum += (digit || 1) * (sign === '百' ? 100 : 10);
      digit = 0;
    } else digit = DIGITS.indexOf(sign);
  }
  return sum + digit;
}
