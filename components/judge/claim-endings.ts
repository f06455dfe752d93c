/** Countdowns that ended between two looks. */
import type { ClaimLook, ClaimRecord } from './claim-record';

export interface Ending {
  readonly record: ClaimRecord;
  /** The last look at the countdown that ended, and the first look after its end and the grace. */
  readonly before: ClaimLook;
  readonly after: ClaimLook;
}

/** Each countdown that ended and was followed by a look, later than its end by more than the grace. */
export function endingsOf(record: ClaimRecord, graceMinutes: number): Ending[] {
  const { looks } = record.value;
  return looks.flatMap((before, n): Ending[] => {
    if (before.deadline === null) return [];
    const end = Date.parse(before.deadline);
    const isLast = !looks.slice(n + 1).some(({ at, deadline }) => deadline !== null && Date.parse(at) < end);
    const open = end + (graceMinutes * 60 + before.withinSeconds) * 1_000;
    const after = looks.slice(n + 1).find(({ at }) => Date.parse(at) > open);
    return isLast && after ? [{ record, before, after }] : [];
  });
}

/** Whether a new countdown ends a whole number of days after the old one, as a daily sale does. */
export function repeatsDaily({ before, after }: Ending, toleranceSeconds: number): boolean {
  if (before.deadline === null || after.deadline === null) return false;
  const apart = Math.abs(Date.parse(after.deadline) - Date.parse(before.deadline)) / 1_000;
  const offDay = apart % 86_400;
  return (
    Math.min(offDay, 86_400 - offDay) <= before.withinSeconds + after.withinSeconds + toleranceSeconds &&
    apart > 43_200
  );
}
