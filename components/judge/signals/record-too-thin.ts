import type { SignalParams } from '../../model/signal';
import { no, yes, type Answered } from '../answered';
import type { SubjectFacts } from '../facts';
import { describeRecord, recordOf, windowOf } from '../price-record';

export const values = ['daysObserved', 'windowDays', 'firstSeen', 'reducedSince'] as const;

/** Is the record of the stretch too thin to say anything? A rule that asks this stays silent until it is not. */
export function answer(facts: SubjectFacts, params: SignalParams<'record-too-thin'>): Answered {
  const record = recordOf(facts);
  // No record is known to be none: there is nothing to tell and nothing missing.
  if (!record) return yes('no-price-record', []);
  const stretch = windowOf(record, params);
  const described = describeRecord(record, params, stretch);
  return stretch.ok ? no('record-long-enough', [record], described) : yes(stretch.code, [record], described);
}
