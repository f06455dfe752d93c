/** Which of a rule's sentences a finding speaks. Pure; the same in badge, popup, report and case file. */
import type { Bilingual, Finding } from '../model/finding';
import type { Rule } from '../../rules/language';

/** Reason of a finding about a disclosure that stands on a page before a law asks for it. */
export const AHEAD = 'ahead-of-its-day';

/** The sentence for this outcome; a disclosure seen before its day has one of its own that names the day. */
export function ruleText(
  { outcome, reasons }: Pick<Finding, 'outcome' | 'reasons'>,
  { flagged, clear, cannotTell, ahead }: Rule['texts'],
): Bilingual {
  if (outcome === 'flagged') return (reasons.includes(AHEAD) ? ahead : undefined) ?? flagged;
  return outcome === 'clear' ? clear : cannotTell;
}
