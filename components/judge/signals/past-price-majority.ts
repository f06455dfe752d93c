import type { SignalParams } from '../../model/signal';
import { askedIn } from '../../prices/statistics';
import { no, unknown, yes, type Answered } from '../answered';
import type { SubjectFacts } from '../facts';
import { compared, RECORD_VALUES } from '../price-record';

export const values = [...RECORD_VALUES, 'daysAsked', 'daysSinceAsked'] as const;

/**
 * Was the comparison price really asked for long enough, and lately enough, to be a past price (Japan: more
 * than half of eight weeks, two weeks in all, last not more than two weeks before)? Shares are of observed
 * days; unknown when nobody looked in the days that would decide how lately.
 */
export function answer(facts: SubjectFacts, params: SignalParams<'past-price-majority'>): Answered {
  const found = compared(facts, params);
  if ('answer' in found) return found;
  const { offer, record, listPrice, stretch, described } = found;
  const asked = askedIn(stretch.days, listPrice, stretch.end);
  const said = {
    ...described,
    daysAsked: String(asked.daysAsked),
    ...(asked.daysSinceAsked === null ? {} : { daysSinceAsked: String(asked.daysSinceAsked) }),
  };
  const isLongEnough = asked.share > params.minShare && asked.share * params.windowDays >= params.minDays;
  if (!isLongEnough) return no('asked-too-briefly', [offer, record], said);
  if (asked.daysSinceAsked !== null && asked.daysSinceAsked <= params.maxAgeDays)
    return yes('asked-long-enough', [offer, record], said);
  const wasLookedAtLately = askedIn(
    stretch.days,
    stretch.days.at(-1)?.last ?? '',
    stretch.end,
  ).daysSinceAsked;
  return wasLookedAtLately !== null && wasLookedAtLately <= params.maxAgeDays
    ? no('asked-too-long-ago', [offer, record], said)
    : unknown('not-looked-at-lately', [offer, record], said);
}
