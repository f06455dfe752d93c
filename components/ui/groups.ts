/** What the popup and the casebook show together, and in which order. Pure: findings in, groups out. */
import type { Finding, Flag } from '../model/finding';
import type { Observation } from '../model/observation';
import { CEILINGS, TOPICS, type Topic } from '../model/words';
import type { Channel, Law, Provision, Rule } from '../../rules/language';

/** Findings that say the same thing of several subjects: one card, many places. Never empty. */
export interface FindingGroup {
  key: string;
  first: Finding;
  findings: readonly Finding[];
}

export interface GroupedFindings {
  topics: readonly { topic: Topic; groups: readonly FindingGroup[] }[];
  /** Disclosures that were seen, and rules that found nothing that pulls apart. */
  stated: readonly FindingGroup[];
  cannotTell: readonly FindingGroup[];
  /** Places worth a look: subjects with a flagged finding that is more than a disclosure. */
  places: number;
}

/** Sorts findings into what is shown: flagged ones by topic and strength, then what is stated, then cannot-tell. */
export function groupFindings(findings: readonly Finding[]): GroupedFindings {
  const flagged = findings.filter(
    (finding) => finding.outcome === 'flagged' && finding.ceiling !== 'disclosure-seen',
  );
  const stated = findings.filter(
    (finding) =>
      (finding.outcome === 'clear' && isDisclosed(finding)) ||
      (finding.outcome === 'flagged' && finding.ceiling === 'disclosure-seen'),
  );
  const cannotTell = findings.filter((finding) => finding.outcome === 'cannot-tell');
  return {
    topics: TOPICS.map((topic) => ({
      topic,
      groups: alike(flagged.filter((finding) => finding.topic === topic)),
    })).filter(({ groups }) => groups.length > 0),
    stated: alike(stated),
    cannotTell: alike(cannotTell),
    places: new Set(flagged.map((finding) => finding.subject)).size,
  };
}

/**
 * Clear says something to a shopper only where two things could have pulled apart and did not: declared and
 * labelled. That a file holds no contradiction, say, is no news.
 */
function isDisclosed(finding: Finding): boolean {
  return finding.ceiling === 'signal-without-disclosure';
}

/** Puts findings together that differ only in their subject; the strongest, then the most frequent, first. */
export function alike(findings: readonly Finding[]): FindingGroup[] {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const key = JSON.stringify([
      finding.pack,
      finding.rule,
      finding.outcome,
      finding.certainty,
      finding.declaredStatus?.word ?? null,
      finding.declaredStatus?.quotedFrom ?? null,
      finding.reasons,
      Object.entries(finding.values).sort(([a], [b]) => (a < b ? -1 : 1)),
    ]);
    const group = groups.get(key);
    if (group) group.push(finding);
    else groups.set(key, [finding]);
  }
  return [...groups.entries()]
    .flatMap(([key, members]) => (members[0] ? [{ key, first: members[0], findings: members }] : []))
    .sort(
      (a, b) =>
        CEILINGS.indexOf(b.first.ceiling) - CEILINGS.indexOf(a.first.ceiling) ||
        b.findings.length - a.findings.length,
    );
}

/** The tone in which a finding is shown: the three of the badge, and one for what cannot be told. */
export function toneOf(finding: Finding): Flag['tone'] | 'unsure' {
  if (finding.outcome === 'cannot-tell') return 'unsure';
  if (finding.outcome === 'clear' || finding.ceiling === 'disclosure-seen') return 'labelled';
  return finding.outcome === 'flagged' && finding.ceiling !== 'context' ? 'flag' : 'note';
}

/** The rule behind a finding, or null when this law no longer has it (an old case). */
export function ruleOf(finding: Finding, law: Law): Rule | null {
  const pack = law.packs.find(({ id }) => id === finding.pack);
  return pack?.rules.find(({ id }) => id === finding.rule) ?? null;
}

/** The provisions a finding rests on, those that this law still has. */
export function provisionsOf(finding: Finding, law: Law): Provision[] {
  return finding.provisions.flatMap((id) => law.provisions[id] ?? []);
}

/** Complaint channels that fit: named by the rule, of this topic, and of this shop or of no shop. In the rule's order. */
export function channelsOf(finding: Finding, law: Law, shop: string | null): Channel[] {
  const named = ruleOf(finding, law)?.remedies.flatMap((id) => law.channels[id] ?? []) ?? [];
  return named.filter(
    (channel) =>
      channel.topics.includes(finding.topic) &&
      (!channel.shops || (shop !== null && channel.shops.includes(shop))),
  );
}

/** Observations by id. */
export function byId(observations: readonly Observation[]): ReadonlyMap<string, Observation> {
  return new Map(observations.map((observation) => [observation.id, observation]));
}
