/**
 * Reads claims that press for a decision: a countdown and the time it leaves, how few are left, how many are
 * looking. The words are data (rules/lexicon); what is built here runs where the lexicon is, never in a page.
 * A number that is rounded, open or too large to be one is no number: then there is no claim to follow.
 */
import type { PriceLexicon } from '../../rules/language';
import type { SalesClaim } from '../model/words';
import { normalise } from './wording';

export interface SalesClaimMatch {
  claim: SalesClaim;
  entry: string;
  /** How many are left or looking; null where the claim names no exact number. */
  number: number | null;
  /** Seconds that a countdown leaves; null where the words stand without a time. */
  seconds: number | null;
  /** Finest unit the words name, in seconds: 1, 60, 3600 or 86400. 0 where they name none. */
  unitSeconds: number;
  /** A stated end, on the clock and in the year of the shopper where none is named. */
  until: { year: number | null; month: number; day: number; hour: number; minute: number } | null;
}
export type SalesClaimMatcher = (text: string) => SalesClaimMatch[];

/** A claim stands in a short text; longer ones are prose. */
export const CLAIM_CHARS = 160;
/** Characters between the words and the time or number that belongs to them. */
const REACH = 48;
/** A countdown of more than this is a date, not a time that runs out. */
const MOST_SECONDS = 400 * 86_400;
const MOST_CLAIMS = 4;

const UNITS: readonly (readonly [seconds: number, words: string])[] = [
  [86_400, '天|日|days?|d|일|tage?|jours?|j|días?|dias?|giorni|dni'],
  [3_600, '小时|小時|时|時間|時|hours?|hrs?|hr|h|시간|stunden|std\\.?|heures?|horas?|ore|godz\\.?'],
  [60, '分钟|分鐘|分|minutes?|minuten|minutos?|minuti|mins?|min|m|분'],
  [1, '秒钟|秒|seconds?|sekunden|secondes?|segundos?|secs?|sec|sek|s|초'],
];
const PAIR = UNITS.map(
  ([seconds, words]) => [seconds, new RegExp(`^\\s*(\\d{1,4})\\s*(?:${words})(?![a-z])[\\s,:：]*`)] as const,
);
const CLOCK = /^\s*(\d{1,3})\s*:\s*(\d{1,2})\s*:\s*(\d{1,2})(?!\s*[:\d])/;
const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const NUMERIC_DATE =
  /^\s*(?:(\d{4})\s*[年년/.-]\s*)?(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日号號일]?(?:\s*(\d{1,2})\s*[:时時시点](?:\s*(\d{1,2}))?)?/;
const ISO_DATE = /^\s*(\d{4})[/.-](\d{1,2})[/.-](\d{1,2})(?:[\st]+(\d{1,2}):(\d{2}))?(?!\d)/;
const DAY_MONTH = /^\s*(?:[a-z]{3,9},? )?(\d{1,2})(?:st|nd|rd|th)? ([a-z]{3})[a-z]*\.?,?(?: (\d{4}))?/;
const MONTH_DAY = /^\s*(?:[a-z]{3,9},? )?([a-z]{3})[a-z]*\.? (\d{1,2})(?:st|nd|rd|th)?(?!\d),?(?: (\d{4}))?/;

interface Duration {
  seconds: number;
  unitSeconds: number;
}

/** The time that stands at the beginning of a text (`02:13:44`, `1天 2小时`, `2h 13m`); null when none does. */
function durationAt(text: string): Duration | null {
  let rest = text;
  let seconds = 0;
  let unitSeconds = 0;
  for (const [unit, pattern] of PAIR) {
    const clock = unit === 3_600 ? CLOCK.exec(rest) : null;
    if (clock) {
      const [, hours, minutes, left] = clock.map(Number);
      if ((minutes ?? 60) > 59 || (left ?? 60) > 59) return null;
      seconds += (hours ?? 0) * 3_600 + (minutes ?? 0) * 60 + (left ?? 0);
      unitSeconds = 1;
      break;
    }
    const found = pattern.exec(rest);
    if (!found) continue;
    seconds += Number(found[1]) * unit;
    unitSeconds = unit;
    rest = rest.slice(found[0].length);
  }
  return unitSeconds > 0 && seconds > 0 && seconds <= MOST_SECONDS ? { seconds, unitSeconds } : null;
}

/** The time named within reach of the words, on the side where it belongs. */
function durationIn(text: string): Duration | null {
  const near = text.slice(0, REACH);
  for (let at = 0; at < near.length; at += 1) {
    if (!isDigit(near, at) || isDigit(near, at - 1)) continue;
    return durationAt(text.slice(at, at + REACH));
  }
  return null;
}
const isDigit = (text: string, at: number): boolean => /\d/.test(text.charAt(at));

function untilIn(text: string): SalesClaimMatch['until'] {
  const near = text.slice(0, REACH).replace(/^\s*(?:on|at|in|至|到|为|是|:|：)*\s*/, '');
  const numeric = ISO_DATE.exec(near) ?? NUMERIC_DATE.exec(near);
  if (numeric) {
    const [, year, month, day, hour, minute] = numeric;
    return dateOf(year, Number(month), Number(day), hour, minute);
  }
  const worded = DAY_MONTH.exec(near);
  if (worded && MONTHS.includes(worded[2] ?? ''))
    return dateOf(worded[3], MONTHS.indexOf(worded[2] ?? '') + 1, Number(worded[1]));
  const american = MONTH_DAY.exec(near);
  if (american && MONTHS.includes(american[1] ?? ''))
    return dateOf(american[3], MONTHS.indexOf(american[1] ?? '') + 1, Number(american[2]));
  return null;
}

function dateOf(
  year: string | undefined,
  month: number,
  day: number,
  hour = '24',
  minute = '0',
): SalesClaimMatch['until'] {
  const [h, m] = [Number(hour), Number(minute)];
  const isReal = month >= 1 && month <= 12 && day >= 1 && day <= 31 && h <= 24 && m <= 59;
  const named = year === undefined ? null : Number(year);
  if (!isReal || (named !== null && (named < 2000 || named > 2100))) return null;
  return { year: named, month, day, hour: h, minute: m };
}

const NUMBER = '(?<![\\d.,])(\\d{1,4})(?![\\d.,+%]|\\s*[+万千kK])';
const escaped = (word: string): string => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
/** Words as alternatives, longest first; Latin ones only as whole words. */
function anyOf(words: readonly string[]): string {
  return [...words]
    .sort((a, b) => b.length - a.length)
    .map((word) => {
      const head = /^[a-zà-ɏ]/.test(word) ? '(?<![a-zà-ɏ])' : '';
      const tail = /[a-zà-ɏ]$/.test(word) ? '(?![a-zà-ɏ])' : '';
      return head + escaped(word) + tail;
    })
    .join('|');
}

/** Builds the reader of claims. It never throws, whatever the text, and its time grows with the text alone. */
export function compileSalesClaims(lexicon: PriceLexicon): SalesClaimMatcher {
  const entries = (lexicon.claims ?? []).map((entry) => {
    const before = entry.before?.length ? anyOf(entry.before) : '';
    const after = entry.after?.length ? anyOf(entry.after) : '';
    const between = '[^\\d.,;!?。，；]{0,16}?';
    const counted =
      before && after
        ? `(?:${before})\\s*${NUMBER}${between}(?:${after})`
        : before
          ? `(?:${before})\\s*${NUMBER}`
          : `${NUMBER}\\s*(?:${after})`;
    return {
      ...entry,
      except: entry.not?.length ? new RegExp(anyOf(entry.not)) : null,
      lead: before ? new RegExp(before) : null,
      trail: after ? new RegExp(after) : null,
      counted: new RegExp(counted),
    };
  });

  return (raw) => {
    if (raw.length < 3 || raw.length > CLAIM_CHARS * 2) return [];
    const text = normalise(raw);
    if (text.length < 3 || text.length > CLAIM_CHARS) return [];
    const found: SalesClaimMatch[] = [];
    for (const entry of entries) {
      if (found.length >= MOST_CLAIMS) break;
      if (entry.except?.test(text)) continue;
      const nothing = { number: null, seconds: null, unitSeconds: 0, until: null };
      const { claim, id } = entry;
      if (claim === 'extension') {
        if (entry.lead?.test(text)) found.push({ claim, entry: id, ...nothing });
      } else if (claim === 'countdown') {
        const lead = entry.lead?.exec(text);
        const trail = entry.trail?.exec(text);
        if (!lead && !trail) continue;
        const rest = lead ? text.slice(lead.index + lead[0].length) : '';
        const head = trail ? text.slice(Math.max(0, trail.index - REACH), trail.index) : '';
        const left = (lead ? durationIn(rest) : null) ?? (trail ? durationIn(head) : null);
        found.push({ claim, entry: id, ...nothing, ...left, until: left ? null : untilIn(rest) });
      } else {
        const number = entry.counted.exec(text)?.[1];
        if (number !== undefined && Number(number) > 0)
          found.push({ claim, entry: id, ...nothing, number: Number(number) });
      }
    }
    return found;
  };
}
