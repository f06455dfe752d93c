import type { SignalParams } from '../../model/signal';
import { no, yes, type Answered } from '../answered';
import { looksAt, recordsOf } from '../claim-record';
import type { SubjectFacts } from '../facts';

export const values = ['claimText', 'otherProducts'] as const;

/** Did the very same claim with the same number stand on so many other products of this shop? */
export function answer(facts: SubjectFacts, params: SignalParams<'claim-on-other-products'>): Answered {
  const records = recordsOf(facts, params.claims);
  const widest = records.toSorted((a, b) => b.value.otherProducts - a.value.otherProducts)[0];
  const last = widest ? looksAt(widest).at(-1) : undefined;
  if (!widest || !last?.text || widest.value.otherProducts < params.minProducts)
    return no('not-on-other-products', records);
  return yes('claim-on-other-products', [widest], {
    claimText: last.text,
    otherProducts: String(widest.value.otherProducts),
  });
}
