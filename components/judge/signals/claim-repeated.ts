import type { SignalParams } from '../../model/signal';
import { no, unknown, yes, type Answered } from '../answered';
import { CLAIM_VALUES, describeClaim, looksAt, recordsOf, type ClaimLook } from '../claim-record';
import type { SubjectFacts } from '../facts';

export const values = [...CLAIM_VALUES, 'daysSeen', 'firstDay', 'lastDay', 'claimNumber'] as const;

/**
 * Did the very same number stand in the very same words on so many separate days, with no other number seen in
 * between? Days are days of UTC here; the record says how many days of the shopper there were.
 */
export function answer(facts: SubjectFacts, params: SignalParams<'claim-repeated'>): Answered {
  const records = recordsOf(facts, params.claims);
  const runs = records.flatMap((record) => {
    const looks = looksAt(record).filter(({ number }) => number !== null);
    const run = lastRun(looks);
    return run.length === 0
      ? []
      : [{ record, run, days: [...new Set(run.map(({ at }) => at.slice(0, 10)))] }];
  });
  if (runs.length === 0) return unknown('claim-seen-once', records);
  const best = runs.toSorted((a, b) => b.days.length - a.days.length)[0];
  const last = best?.run.at(-1);
  if (!best || !last || best.days.length < params.minDays) return no('number-changed-or-few-days', records);
  return yes('claim-repeated', [best.record], {
    ...describeClaim(facts, last),
    claimNumber: String(last.number),
    daysSeen: String(best.days.length),
    firstDay: best.days[0] ?? '',
    lastDay: best.days.at(-1) ?? '',
  });
}

/** The newest looks that all name the same number. */
function lastRun(looks: readonly ClaimLook[]): ClaimLook[] {
  const last = looks.at(-1);
  if (!last) return [];
  const other = looks.findLastIndex(({ number }) => number !== last.number);
  return looks.slice(other + 1);
}
