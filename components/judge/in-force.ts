/** Which law is asked: by date and by the jurisdictions that the person chose. */
import type { Provision } from '../../rules/language';

const NOT_YET_LAW: readonly Provision['status'][] = ['draft', 'announced', 'proposed'];

/** Whether a provision binds on this day (YYYY-MM-DD); both ends of the window belong to it. */
export function isInForce(provision: Provision | undefined, date: string): boolean {
  if (!provision || NOT_YET_LAW.includes(provision.status)) return false;
  // A repealed provision still governs the days before its end, and none if that day is not known.
  if (provision.status === 'repealed' && provision.appliesTo === null) return false;
  if (provision.status === 'enacted-not-yet-applicable' && provision.appliesFrom === null) return false;
  if (provision.appliesFrom !== null && date < provision.appliesFrom) return false;
  return provision.appliesTo === null || date <= provision.appliesTo;
}

/** Whether a pack's jurisdiction is among those chosen: `us` takes in `us-ny`, and whoever is in `us-ny` is in `us`. */
export function isChosen(jurisdiction: string, chosen: readonly string[]): boolean {
  return chosen.some(
    (choice) =>
      choice === jurisdiction ||
      jurisdiction.startsWith(`${choice}-`) ||
      choice.startsWith(`${jurisdiction}-`),
  );
}
