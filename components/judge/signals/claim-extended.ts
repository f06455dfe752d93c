import { no, yes, type Answered } from '../answered';
import { recordsOf } from '../claim-record';
import type { SubjectFacts } from '../facts';

export const values = [] as const;

/** Did the page say, at one of the looks, that the promotion goes on for longer? */
export function answer(facts: SubjectFacts): Answered {
  const records = recordsOf(facts, ['countdown']);
  const extended = records.filter(({ value }) => value.extended);
  return extended.length > 0 ? yes('extension-announced', extended) : no('no-extension-announced', records);
}
