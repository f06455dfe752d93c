/**
 * A filing: what a person could send to one channel about one kept page, field by field as its form asks, in the
 * language the channel reads and beside it in the reader's own, so that they know what they would send. Facts,
 * times, provisions and a request to check; nothing that accuses. Nothing here sends anything.
 */
import type { Case } from '../model/case';
import type { Finding } from '../model/finding';
import type { Observation } from '../model/observation';
import type { Channel, Form, Forms, Law, Provision } from '../../rules/language';
import { fillText } from '../judge/fill-text';
import { ruleText } from '../judge/rule-text';
import { clauseText, instrumentText } from '../ui/names';
import { observationSentences } from '../ui/sentences';
import { dateText, inLanguage, type TextLocale } from '../ui/text';
import { FILING_WORDS, type FilingLanguage, type Purpose } from './filing-words';
import { koreanSentences } from './filing-korean';
import { provisionsOf, ruleOf } from './law-of';
import { oneLine, unique, utcMoment } from './plain-text';

/** Findings that say the same of several subjects, told once. */
interface Told {
  first: Finding;
  count: number;
}

/** One channel with the case's findings that belong there, by what the rules name. */
export interface FilingChannel {
  channel: Channel;
  form: Form;
  findings: Finding[];
}

export interface FilingField {
  id: string;
  /** Name of the field, in the reader's language. */
  name: string;
  /** What the person should put there or look out for; null where there is nothing to say. */
  hint: string | null;
  /** True where the case knows nothing that belongs here. */
  isByPerson: boolean;
  /** In the channel's language. */
  text: string;
  /** The same in the reader's language; null where that is the channel's. */
  reading: string | null;
  /** Most UTF-16 code units the form takes; null: not known. */
  longest: number | null;
  /** What was left out of the text to keep to `longest`, in the order in which it went. */
  leftOut: LeftOut[];
}
export type LeftOut = 'files' | 'innocent' | 'how' | 'details' | 'limits';

export interface Filing {
  purpose: Purpose;
  language: FilingLanguage;
  isFormKnown: boolean;
  fields: FilingField[];
}

export interface FilingInput {
  of: Case;
  /** What is told, of those that belong to the channel. */
  findings: readonly Finding[];
  channel: FilingChannel;
  forms: Forms;
  law: Law;
  /** The reader's language. */
  locale: TextLocale;
}

/** Ours: a filing is read by a person at an office. */
const MOST_TOLD = 8;
const MOST_DETAILS = 6;
const MOST_FILES = 12;
/** What goes first where a form is short; page, facts, provision and request never go. */
const GOES_FIRST: readonly LeftOut[] = ['files', 'innocent', 'how', 'details', 'limits'];

/** Channels for the case's flagged findings, in the order in which the rules name them: the nearest first. */
export function filingChannels(of: Pick<Case, 'findings' | 'shop'>, law: Law, forms: Forms): FilingChannel[] {
  const channels = new Map<string, FilingChannel>();
  for (const finding of of.findings) {
    if (finding.outcome !== 'flagged') continue;
    for (const id of ruleOf(finding, law)?.remedies ?? []) {
      const channel = Object.hasOwn(law.channels, id) ? law.channels[id] : undefined;
      const form = Object.hasOwn(forms.forms, id) ? forms.forms[id] : undefined;
      if (!channel || !form || !channel.topics.includes(finding.topic)) continue;
      if (channel.shops && (of.shop === null || !channel.shops.includes(of.shop))) continue;
      const there = channels.get(id) ?? { channel, form, findings: [] };
      there.findings.push(finding);
      channels.set(id, there);
    }
  }
  const order = ['seller', 'platform', 'advice', 'hotline', 'authority'];
  return [...channels.values()].sort((a, b) => order.indexOf(a.channel.kind) - order.indexOf(b.channel.kind));
}

/** One filing for each purpose that the channel takes. Pure: the same case gives the same texts. */
export function filingsOf(input: FilingInput): Filing[] {
  const { form } = input.channel;
  return form.filings.map(({ purpose, isFormKnown, fields }) => ({
    purpose,
    language: form.language,
    isFormKnown,
    fields: fields.map((field) => fieldOf(input, purpose, fields, field)),
  }));
}

type FormField = Form['filings'][number]['fields'][number];

function fieldOf(
  input: FilingInput,
  purpose: Purpose,
  all: readonly FormField[],
  field: FormField,
): FilingField {
  const { locale } = input;
  const own: FilingLanguage = locale === 'en' ? 'en' : 'zh';
  const { language } = input.channel.form;
  const head = {
    id: field.id,
    name: inLanguage(field.name, locale),
    hint: field.hint ? inLanguage(field.hint, locale) : null,
    isByPerson: field.holds === 'by-the-person',
    longest: field.longest,
  };
  if (field.holds !== 'text')
    return { ...head, text: plainValue(input, field.holds), reading: null, leftOut: [] };
  const placed = new Set(all.map(({ holds }) => holds));
  const { text, leftOut } = withinLimit(field.longest, (without) =>
    narrative(input, purpose, language, placed, without),
  );
  const reading = own === language ? null : narrative(input, purpose, own, placed, new Set(leftOut));
  return { ...head, text, reading, leftOut };
}

/** Leaves out the least important first until it fits; what cannot be left out may still be too long. */
function withinLimit(
  longest: number | null,
  write: (without: ReadonlySet<LeftOut>) => string,
): { text: string; leftOut: LeftOut[] } {
  const leftOut: LeftOut[] = [];
  let text = write(new Set());
  for (const part of GOES_FIRST) {
    if (longest === null || text.length <= longest) break;
    const shorter = write(new Set([...leftOut, part]));
    if (shorter.length === text.length) continue;
    leftOut.push(part);
    text = shorter;
  }
  return { text, leftOut };
}

/** What the case knows for a field of one line; empty where it knows nothing. */
function plainValue({ of }: FilingInput, holds: FormField['holds']): string {
  const offer = of.observations.find((seen) => seen.kind === 'offer')?.value;
  switch (holds) {
    case 'page-address':
      return oneLine(of.url);
    case 'product-name':
      return oneLine(offer?.title ?? of.title);
    case 'product-number':
      return numbersOf(of).join(', ');
    case 'business-name':
      return oneLine(offer?.seller ?? '');
    case 'platform':
      return hostOf(of.url);
    case 'seen-at':
      return utcMoment(of.startedAt);
    case 'price':
      return offer?.price ? `${offer.currency ? `${offer.currency} ` : ''}${offer.price}` : '';
    case 'text':
    case 'by-the-person':
      return '';
  }
}

function narrative(
  input: FilingInput,
  purpose: Purpose,
  language: FilingLanguage,
  placed: ReadonlySet<FormField['holds']>,
  without: ReadonlySet<LeftOut>,
): string {
  const { of } = input;
  const words = FILING_WORDS[language];
  const page = [
    ...(placed.has('product-name') ? [] : [`${words.title}${words.colon}${oneLine(of.title)}`]),
    ...(placed.has('page-address') ? [] : [`${words.address}${words.colon}${oneLine(of.url)}`]),
    ...(placed.has('product-number') || numbersOf(of).length === 0
      ? []
      : [`${words.products}${words.colon}${numbersOf(of).join(', ')}`]),
    `${words.seenAt}${words.colon}${utcMoment(of.startedAt)}`,
  ];
  const told = toldOnce(input.findings).slice(0, MOST_TOLD);
  const facts = told.map((one, index) => findingText(one, index + 1, input, language, without));
  const files = without.has('files') ? [] : filesOf(of, input.findings);
  return [
    words.openings[purpose],
    section(words.page, page),
    `${words.seen}\n${facts.join('\n')}`,
    ...(files.length === 0 ? [] : [section(words.files, files)]),
    [...(without.has('limits') ? [] : [words.limits]), words.please[purpose]].join('\n'),
  ].join('\n\n');
}

function findingText(
  { first, count }: Told,
  n: number,
  { of, law, forms }: FilingInput,
  language: FilingLanguage,
  without: ReadonlySet<LeftOut>,
): string {
  const words = FILING_WORDS[language];
  const relied = first.reliedOn.flatMap((id) => of.observations.find((seen) => seen.id === id) ?? []);
  const details = unique(relied.flatMap((seen) => sentencesOf(seen, language))).slice(0, MOST_DETAILS);
  const rule = ruleOf(first, law);
  const innocent = language === 'ko' ? [] : (rule?.innocent ?? []).map(({ text }) => text[language]);
  const how = [
    ...(first.declaredStatus ? [words.declared(first.declaredStatus.word)] : []),
    ...(first.certainty ? [words.certainty[first.certainty]] : []),
  ];
  const lines = [
    ...(without.has('details') ? [] : details),
    ...(without.has('how') || how.length === 0
      ? []
      : [`${words.how}${words.colon}${how.join(language === 'zh' ? '；' : '; ')}`]),
    ...provisionsOf(first, law).map((provision) => `${words.law}${words.colon}${cited(provision, language)}`),
    ...(without.has('innocent') || innocent.length === 0
      ? []
      : [`${words.innocent}${words.colon}${innocent.join(language === 'zh' ? '' : ' ')}`]),
  ];
  const headline = `${String(n)}. ${oneLine(headlineOf(first, law, forms, language))}${count > 1 ? words.places(count) : ''}`;
  return [headline, ...lines.map((line) => `   - ${oneLine(line)}`)].join('\n');
}

/** What the rule says of this finding; in Korean from the forms, else in English, else the rule's own name. */
function headlineOf(finding: Finding, law: Law, forms: Forms, language: FilingLanguage): string {
  const rule = ruleOf(finding, law);
  if (!rule) return finding.rule;
  const text = ruleText(finding, rule.texts);
  // The forms hold the flagged sentence in Korean and no other.
  const isInKorean =
    language === 'ko' && text === rule.texts.flagged && Object.hasOwn(forms.says, finding.rule);
  const korean = isInKorean ? forms.says[finding.rule]?.ko : undefined;
  const filled = fillText(korean === undefined ? text : { zh: korean, en: korean }, finding.values);
  return language === 'zh' ? filled.zh : filled.en;
}

function sentencesOf(seen: Observation, language: FilingLanguage): string[] {
  if (language === 'ko') return koreanSentences(seen);
  return observationSentences(seen, language === 'en' ? 'en' : 'zh-CN');
}

/** Instrument, number, clause and date; in Korean by the instrument's own name where it has one. */
function cited({ instrument, number, clause, appliesFrom }: Provision, language: FilingLanguage): string {
  const name =
    language === 'ko' && instrument.official !== undefined
      ? instrument.official
      : instrumentText(instrument, language === 'zh' ? 'zh-CN' : 'en');
  const ref =
    number === null || name.includes(number) ? '' : language === 'zh' ? `（${number}）` : ` (${number})`;
  const words = FILING_WORDS[language];
  const since =
    appliesFrom === null
      ? ''
      : language === 'zh'
        ? `，${words.from}${words.colon}${dateText(appliesFrom, 'zh-CN')}`
        : `, ${words.from} ${language === 'en' ? dateText(appliesFrom, 'en') : appliesFrom}`;
  return `${name}${ref} ${clauseText(clause, language === 'zh' ? 'zh-CN' : 'en')}${since}`;
}

/** Findings that a person would read as the same, once each with their number, in the case's order. */
function toldOnce(findings: readonly Finding[]): Told[] {
  const told = new Map<string, Told>();
  for (const finding of findings) {
    const { rule, declaredStatus, certainty, values } = finding;
    const sorted = Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1));
    const key = JSON.stringify([rule, declaredStatus?.word ?? null, certainty, sorted]);
    const there = told.get(key);
    if (there) there.count += 1;
    else told.set(key, { first: finding, count: 1 });
  }
  return [...told.values()];
}

/** Digests of the subjects' own files and of the screenshots. */
function filesOf(of: Case, findings: readonly Finding[]): string[] {
  const subjects = new Set(findings.map(({ subject }) => subject));
  return unique(
    of.captures
      .filter(({ role, subject }) => role === 'screenshot' || (subject !== null && subjects.has(subject)))
      .map(({ sha256 }) => sha256),
  ).slice(0, MOST_FILES);
}

function numbersOf(of: Case): string[] {
  return unique(
    of.observations.flatMap((seen) =>
      seen.kind === 'offer' ? seen.value.ids.map(({ value }) => oneLine(value)) : [],
    ),
  );
}

function section(name: string, lines: readonly string[]): string {
  return `${name}\n${lines.map((line) => `- ${line}`).join('\n')}`;
}

function hostOf(url: string): string {
  try {
    return new URL(url).hostname;
  } catch {
    return '';
  }
}
