/** What a shopper is shown of the findings: one mark on one subject, however many rules and countries spoke. */
import type { Finding, Flag } from '../model/finding';
import { CEILINGS } from '../model/words';
import type { Law, Rule } from '../../rules/language';
import { fillText } from './fill-text';
import { ruleText } from './rule-text';

const MOST_FINDINGS = 64;

/**
 * One flag for each subject with a flagged finding that asks for a mark; the strongest gives the headline.
 * Findings that are clear, inapplicable or cannot-tell mark nothing. Sorted by subject.
 */
export function flagsOf(findings: readonly Finding[], law: Law): Flag[] {
  const rules = rulesByName(law);
  const bySubject = new Map<string, Finding[]>();
  for (const finding of findings) {
    if (finding.outcome !== 'flagged') continue;
    const rule = rules.get(nameOf(finding.pack, finding.rule));
    if (!rule || rule.badge === 'none') continue;
    const others = bySubject.get(finding.subject);
    if (others) others.push(finding);
    else bySubject.set(finding.subject, [finding]);
  }
  const flags: Flag[] = [];
  for (const [subject, marked] of [...bySubject].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const ranked = marked.map((finding) => ({ finding, tone: toneOf(finding, rules) })).sort(strongestFirst);
    const top = ranked[0];
    const rule = top && rules.get(nameOf(top.finding.pack, top.finding.rule));
    if (!top || !rule) continue;
    flags.push({
      subject,
      tone: top.tone,
      topic: top.finding.topic,
      headline: fillText(ruleText(top.finding, rule.texts), top.finding.values),
      declaredStatus: ranked.find(({ finding }) => finding.declaredStatus)?.finding.declaredStatus ?? null,
      certainty: top.finding.certainty,
      ...(rule.innocent[0] ? { innocent: rule.innocent[0].text } : {}),
      findings: ranked.slice(0, MOST_FINDINGS).map(({ finding }) => finding.id),
    });
  }
  return flags;
}

type Ranked = { finding: Finding; tone: Flag['tone'] };

/** Two observations that pull apart are a flag; a disclosure found on the page is `labelled`; the rest is a note. */
function toneOf(finding: Finding, rules: ReadonlyMap<string, Rule>): Flag['tone'] {
  const rule = rules.get(nameOf(finding.pack, finding.rule));
  // A mark inside the file tells the shopper nothing until somebody reads it; only the page can label.
  if (finding.ceiling === 'disclosure-seen') return rule?.certainty === 'file' ? 'note' : 'labelled';
  if (finding.ceiling === 'context') return 'note';
  return rule?.badge === 'flag' ? 'flag' : 'note';
}

const TONES: readonly Flag['tone'][] = ['note', 'labelled', 'flag'];

function strongestFirst(a: Ranked, b: Ranked): number {
  const tone = TONES.indexOf(b.tone) - TONES.indexOf(a.tone);
  if (tone !== 0) return tone;
  const ceiling = CEILINGS.indexOf(b.finding.ceiling) - CEILINGS.indexOf(a.finding.ceiling);
  if (ceiling !== 0) return ceiling;
  const left = nameOf(a.finding.pack, a.finding.rule);
  const right = nameOf(b.finding.pack, b.finding.rule);
  return left < right ? -1 : left > right ? 1 : 0;
}

function rulesByName(law: Law): Map<string, Rule> {
  return new Map(law.packs.flatMap((pack) => pack.rules.map((rule) => [nameOf(pack.id, rule.id), rule])));
}

function nameOf(pack: string, rule: string): string {
  return `${pack}/${rule}`;
}
