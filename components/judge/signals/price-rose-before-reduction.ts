import type { SignalParams } from '../../model/signal';
import { largestRise } from '../../prices/statistics';
import { no, yes, type Answered } from '../answered';
import { compareDecimals } from '../decimal';
import type { SubjectFacts } from '../facts';
import { compared, RECORD_VALUES, recordedMoney } from '../price-record';

export const values = [
  ...RECORD_VALUES,
  'roseFrom',
  'roseFromDay',
  'roseTo',
  'roseToDay',
  'risePercent',
] as const;

/**
 * Did the recorded price rise by so much within the stretch before the reduction, to a level that the
 * comparison price now rests on? The percentage and the days are ours, not the law's.
 */
export function answer(facts: SubjectFacts, params: SignalParams<'price-rose-before-reduction'>): Answered {
  const found = compared(facts, params);
  if ('answer' in found) return found;
  const { offer, record, listPrice, stretch, described } = found;
  const rise = largestRise(stretch.days);
  if (!rise || rise.percent < params.minRisePercent) return no('no-such-rise', [offer, record], described);
  // A comparison with a price at or below the level before the rise does not rest on the rise.
  const order = compareDecimals(listPrice, rise.from);
  const said = {
    ...described,
    roseFrom: recordedMoney(rise.from, record),
    roseFromDay: rise.fromDay,
    roseTo: recordedMoney(rise.to, record),
    roseToDay: rise.toDay,
    risePercent: String(rise.percent),
  };
  return order !== null && order > 0
    ? yes('rose-before-reduction', [offer, record], said)
    : no('compared-with-level-before', [offer, record], said);
}
