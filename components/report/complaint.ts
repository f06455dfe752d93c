/**
 * Text for a complaint channel, to copy and to send by hand: facts, digests and provisions, nothing that
 * accuses. A complaint in one's own dispute (投诉) and a tip (举报) are different things with different
 * offices behind them, and are never mixed in one text.
 */
import type { Capture } from '../model/case';
import type { Finding } from '../model/finding';
import type { Observation } from '../model/observation';
import type { Channel, Law, Provision } from '../../rules/language';
import { observationSentences } from '../ui/sentences';
import { dateText, inLanguage, textsFor, type TextLocale } from '../ui/text';
import { fillText } from '../judge/fill-text';
import { ruleText } from '../judge/rule-text';
import { provisionsOf, ruleOf } from './law-of';
import { oneLine, unique, utcMoment } from './plain-text';
import { COMPLAINT_WORDS, EVIDENCE_WORDS, LIMITS_TEXT } from './words';

/** What a complaint text is made from: a kept case, or the visit on the screen. */
export interface ComplaintSource {
  url: string;
  title: string;
  startedAt: string;
  observations: readonly Observation[];
  captures?: readonly Capture[];
}

export interface ComplaintInput {
  of: ComplaintSource;
  finding: Finding;
  channel: Channel;
  law: Law;
  locale: TextLocale;
}

/** Most lines of one kind; a text is read by a person. */
const MOST_LINES = 12;

/** Plain text, ready to paste. Where a channel takes both complaints and tips, both texts, marked apart. */
export function complaintText(input: ComplaintInput): string {
  const words = COMPLAINT_WORDS[input.locale === 'en' ? 'en' : 'zh'];
  const facts = factsText(input);
  const openings = purposesOf(input.channel).map((purpose) => words[purpose]);
  const texts = openings.map((opening) => `${opening}\n\n${facts}`);
  return `${texts.length > 1 ? `${words.either}\n\n` : ''}${texts.join('\n\n\n')}\n`;
}

type Purpose = 'seller' | 'advice' | 'complaint' | 'tip';

/** What a channel is for. Authorities say it at the head of a sentence of their own description: 投诉：… 举报：… */
function purposesOf(channel: Channel): Purpose[] {
  if (channel.kind === 'seller') return ['seller'];
  if (channel.kind === 'advice' || channel.kind === 'hotline') return ['advice'];
  const takesComplaints = /(^|[。；])投诉：/.test(channel.use.zh);
  const takesTips = /(^|[。；])举报：/.test(channel.use.zh);
  return takesComplaints ? (takesTips ? ['complaint', 'tip'] : ['complaint']) : ['tip'];
}

function factsText({ of, finding, channel, law, locale }: ComplaintInput): string {
  const words = COMPLAINT_WORDS[locale === 'en' ? 'en' : 'zh'];
  const texts = textsFor(locale);
  const colon = locale === 'en' ? ': ' : '：';
  const rule = ruleOf(finding, law);
  const relied = finding.reliedOn.flatMap((id) => of.observations.find((seen) => seen.id === id) ?? []);
  const seenAt = relied.map(({ seenAt: at }) => at).sort()[0] ?? of.startedAt;
  const ids = of.observations.flatMap((seen) => (seen.kind === 'offer' ? seen.value.ids : []));
  const headline = rule
    ? inLanguage(fillText(ruleText(finding, rule.texts), finding.values), locale)
    : finding.rule;

  const sections: [string, string[]][] = [
    [
      words.page,
      [
        `${words.title}${colon}${oneLine(of.title)}`,
        `${words.address}${colon}${oneLine(of.url)}`,
        `${words.seenAt}${colon}${utcMoment(seenAt)}`,
        ...(ids.length > 0
          ? [`${words.products}${colon}${unique(ids.map(({ value }) => oneLine(value))).join(', ')}`]
          : []),
      ],
    ],
    [
      words.seen,
      [
        headline,
        ...unique(relied.flatMap((seen) => observationSentences(seen, locale))).slice(0, MOST_LINES),
        ...(finding.certainty
          ? [`${words.certainty}${colon}${texts(`certainty.${finding.certainty}`)}`]
          : []),
      ],
    ],
    [words.hashes, hashesOf(of, finding)],
    [
      words.law,
      provisionsOf(finding, law).flatMap((p) => [
        `${inLanguage(p.instrument, locale)}${numberAfter(p, locale)} ${p.clause}`,
        `${words.requires}${colon}${inLanguage(p.requires, locale)}`,
        `${words.obliged}${colon}${texts(`obliged.${p.obligedParty}`)}`,
        `${words.from}${colon}${p.appliesFrom === null ? words.noDate : dateText(p.appliesFrom, locale)}`,
      ]),
    ],
    [words.innocent, (rule?.innocent ?? []).map(({ text }) => inLanguage(text, locale))],
    [words.limits, [inLanguage(LIMITS_TEXT, locale)]],
    [words.attach, channel.evidence.map((kind) => inLanguage(EVIDENCE_WORDS[kind], locale))],
  ];
  return sections
    .filter(([, lines]) => lines.length > 0)
    .map(([name, lines]) => `${name}\n${lines.map((line) => `- ${oneLine(line)}`).join('\n')}`)
    .join('\n\n');
}

/** The document number, unless the name already says it. */
function numberAfter({ number, instrument }: Provision, locale: TextLocale): string {
  if (number === null || inLanguage(instrument, locale).includes(number)) return '';
  return locale === 'en' ? ` (${number})` : `（${number}）`;
}

/** Digests of the subject's own file and of the screenshots. */
function hashesOf(of: ComplaintSource, finding: Finding): string[] {
  const kept = (of.captures ?? [])
    .filter(({ role, subject }) => role === 'screenshot' || subject === finding.subject)
    .map(({ sha256, url }) => `${sha256}${url === null ? '' : `  ${url}`}`);
  const read = of.observations.flatMap((seen) =>
    seen.kind === 'declaration' && seen.subject === finding.subject && seen.value.sha256 !== null
      ? [`${seen.value.sha256}  ${seen.value.url}`]
      : [],
  );
  return unique([...kept, ...read]).slice(0, MOST_LINES);
}
