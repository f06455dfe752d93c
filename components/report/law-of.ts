/** Looking up, by the names in a finding, what the recorded law says about it. Names may be foreign. */
import type { Finding } from '../model/finding';
import type { Law, Provision, Rule } from '../../rules/language';

/** The rule of a finding; null when the law no longer (or not yet) has it. */
export function ruleOf(finding: Pick<Finding, 'pack' | 'rule'>, law: Law): Rule | null {
  return law.packs.find(({ id }) => id === finding.pack)?.rules.find(({ id }) => id === finding.rule) ?? null;
}

/** The provisions of a finding that the law knows, in the finding's order. */
export function provisionsOf(finding: Pick<Finding, 'provisions'>, law: Law): Provision[] {
  return finding.provisions.flatMap((id) => {
    const known = Object.hasOwn(law.provisions, id) ? law.provisions[id] : undefined;
    return known ? [known] : [];
  });
}
