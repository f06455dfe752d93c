import type { SignalParams } from '../../model/signal';
import { no, yes, type Answered } from '../answered';
import { looksAt, recordsOf } from '../claim-record';
import type { SubjectFacts } from '../facts';

export const values = [] as const;

/** Has this browser looked at such a claim about this variant often enough, on enough days, to compare? */
export function answer(facts: SubjectFacts, params: SignalParams<'claim-recorded'>): Answered {
  const records = recordsOf(facts, params.claims);
  const enough = records.filter(
    (record) => looksAt(record).length >= params.minLooks && record.value.daysSeen >= params.minDays,
  );
  if (enough.length > 0) return yes('claim-recorded', enough);
  return no(records.length > 0 ? 'claim-seen-too-rarely' : 'no-such-claim', records);
}
