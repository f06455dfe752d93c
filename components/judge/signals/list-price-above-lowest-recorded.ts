import type { SignalParams } from '../../model/signal';
import { lowestOf } from '../../prices/statistics';
import { no, unknown, yes, type Answered } from '../answered';
import { compareDecimals } from '../decimal';
import type { SubjectFacts } from '../facts';
import { compared, RECORD_VALUES, recordedMoney } from '../price-record';

export const values = [...RECORD_VALUES, 'lowestRecorded', 'lowestDay'] as const;

/**
 * Is the comparison price above the lowest price this browser recorded in the stretch? Days that were not
 * looked at can only have been lower still, so a yes stays a yes; too thin a record is unknown.
 */
export function answer(
  facts: SubjectFacts,
  params: SignalParams<'list-price-above-lowest-recorded'>,
): Answered {
  const found = compared(facts, params);
  if ('answer' in found) return found;
  const { offer, record, listPrice, stretch, described } = found;
  const lowest = lowestOf(stretch.days);
  const order = lowest === null ? null : compareDecimals(listPrice, lowest.price);
  if (lowest === null || order === null) return unknown('record-too-thin', [offer, record], described);
  const said = { ...described, lowestRecorded: recordedMoney(lowest.price, record), lowestDay: lowest.day };
  return order > 0
    ? yes('list-price-above-lowest', [offer, record], said)
    : no('list-price-not-above-lowest', [offer, record], said);
}
