/** findings.csv: RFC 4180 with a UTF-8 mark, so that spreadsheets show Chinese; and inert in them. */
import type { Case } from '../model/case';
import type { Law } from '../../rules/language';
import { fillText } from '../judge/fill-text';
import { ruleText } from '../judge/rule-text';
import { provisionsOf, ruleOf } from './law-of';

const COLUMNS = [
  'case',
  'url',
  'kept_at',
  'jurisdiction',
  'pack',
  'pack_version',
  'rule',
  'topic',
  'subject',
  'outcome',
  'declared_status',
  'certainty',
  'ceiling',
  'seen_zh',
  'seen_en',
  'provisions',
  'obliged_party',
  'judged_for',
  'relied_on',
  'reasons',
] as const;

/** One line per finding, header first, in the order of the case. */
export function findingsCsv(of: Case, law: Law): string {
  const lines = of.findings.map((finding) => {
    const texts = ruleOf(finding, law)?.texts;
    const text = texts && ruleText(finding, texts);
    const seen = text ? fillText(text, finding.values) : { zh: '', en: '' };
    const provisions = provisionsOf(finding, law).map(
      ({ instrument, clause }) => `${instrument.zh} ${clause}`,
    );
    return [
      of.id,
      of.url,
      of.keptAt,
      finding.jurisdiction,
      finding.pack,
      finding.packVersion,
      finding.rule,
      finding.topic,
      finding.subject,
      finding.outcome,
      finding.declaredStatus?.word ?? '',
      finding.certainty ?? '',
      finding.ceiling,
      seen.zh,
      seen.en,
      (provisions.length > 0 ? provisions : finding.provisions).join('; '),
      finding.obligedParty,
      finding.judgedFor,
      finding.reliedOn.join(' '),
      finding.reasons.join(' '),
    ];
  });
  return `\ufeff${[COLUMNS, ...lines].map((cells) => `${cells.map(csvCell).join(',')}\r\n`).join('')}`;
}

/**
 * One cell. A cell that a spreadsheet would take for a formula (=, +, -, @, also behind white space or in
 * full width) gets an apostrophe in front, which spreadsheets show as text.
 */
export function csvCell(text: string): string {
  const inert = /^[\s\u0000]*[=+\-@＝＋－＠]/.test(text) || /^[\t\r\n]/.test(text) ? `'${text}` : text;
  return `"${inert.replaceAll('"', '""')}"`;
}
