import type { SignalParams } from '../../model/signal';
import { no, unknown, yes, type Answered } from '../answered';
import { endingsOf, repeatsDaily } from '../claim-endings';
import { CLAIM_VALUES, describeClaim, moment, recordsOf, samePrice } from '../claim-record';
import type { SubjectFacts } from '../facts';

export const values = [...CLAIM_VALUES, 'firstLook', 'firstDeadline', 'laterLook'] as const;

/**
 * Did a countdown end while the price and the comparison price stayed as they were? A sale that begins again
 * each day at the same hour cannot be told from one that never ends.
 */
export function answer(
  facts: SubjectFacts,
  params: SignalParams<'price-unchanged-after-deadline'>,
): Answered {
  const records = recordsOf(facts, ['countdown']);
  const endings = records.flatMap((record) => endingsOf(record, params.graceMinutes));
  if (endings.length === 0) return unknown('claim-seen-once', records);
  const unchanged = endings.filter(({ before, after }) => samePrice(before, after) === 'same');
  const plain = unchanged.filter((ending) => !repeatsDaily(ending, params.toleranceSeconds)).at(-1);
  if (plain) {
    const { record, before, after } = plain;
    return yes('price-unchanged-after-deadline', [record], {
      ...describeClaim(facts, before),
      firstLook: moment(before.at),
      firstDeadline: moment(before.deadline ?? before.at),
      laterLook: moment(after.at),
    });
  }
  const daily = unchanged[0];
  if (daily) return unknown('repeats-each-day', [daily.record]);
  const unread = endings.find(({ before, after }) => samePrice(before, after) === 'unknown');
  return unread
    ? unknown('price-not-read-then', [unread.record])
    : no('price-changed-after-deadline', records);
}
