import type { SignalParams } from '../../model/signal';
import { no, yes, type Answered } from '../answered';
import { recordsOf } from '../claim-record';
import { endingsOf } from '../claim-endings';
import type { SubjectFacts } from '../facts';

export const values = [] as const;

/** Was this variant looked at again after a countdown beside its price had ended, by more than the grace? */
export function answer(facts: SubjectFacts, params: SignalParams<'deadline-passed'>): Answered {
  const records = recordsOf(facts, ['countdown']);
  const ended = records.filter((record) => endingsOf(record, params.graceMinutes).length > 0);
  return ended.length > 0 ? yes('looked-after-the-end', ended) : no('not-looked-after-the-end', records);
}
