import type { SignalParams } from '../../model/signal';
import { no, unknown, yes, type Answered } from '../answered';
import {
  CLAIM_VALUES,
  describeClaim,
  looksAt,
  moment,
  recordsOf,
  samePrice,
  type ClaimLook,
  type ClaimRecord,
} from '../claim-record';
import type { SubjectFacts } from '../facts';

export const values = [
  ...CLAIM_VALUES,
  'firstLook',
  'firstDeadline',
  'laterLook',
  'laterDeadline',
  'movedMinutes',
] as const;

interface Pair {
  readonly record: ClaimRecord;
  readonly first: ClaimLook;
  readonly later: ClaimLook;
  readonly movedSeconds: number;
  readonly allowedSeconds: number;
}

/**
 * Did the moment that a countdown implies move later, in the same words and at the same price, while the
 * earlier countdown had not ended? Compared look by look; what the words leave open and the tolerance are allowed.
 */
export function answer(facts: SubjectFacts, params: SignalParams<'deadline-moved-later'>): Answered {
  const pairs = recordsOf(facts, ['countdown']).flatMap((record) => pairsOf(record, params));
  if (pairs.length === 0) return unknown('claim-seen-once', recordsOf(facts, ['countdown']));
  const moved = pairs.filter(({ movedSeconds, allowedSeconds }) => movedSeconds > allowedSeconds);
  const same = moved.filter(({ first, later }) => samePrice(first, later) === 'same');
  const best = same.toSorted((a, b) => b.movedSeconds - a.movedSeconds)[0];
  if (best) {
    const { record, first, later } = best;
    return yes('deadline-moved-later', [record], {
      ...describeClaim(facts, later),
      firstLook: moment(first.at),
      firstDeadline: moment(first.deadline ?? first.at),
      laterLook: moment(later.at),
      laterDeadline: moment(later.deadline ?? later.at),
      movedMinutes: String(Math.floor(best.movedSeconds / 60)),
    });
  }
  const other = moved[0];
  if (!other) return no('deadline-stayed', [...new Set(pairs.map(({ record }) => record))]);
  const isUnread = samePrice(other.first, other.later) === 'unknown';
  return unknown(isUnread ? 'price-not-read-then' : 'price-changed-between', [other.record]);
}

function pairsOf(record: ClaimRecord, params: SignalParams<'deadline-moved-later'>): Pair[] {
  const looks = looksAt(record).filter(({ deadline }) => deadline !== null);
  return looks.slice(1).flatMap((later, n): Pair[] => {
    const first = looks[n];
    if (!first?.deadline || !later.deadline) return [];
    // After the first countdown had ended a new one may run; that is another question.
    if (Date.parse(later.at) >= Date.parse(first.deadline)) return [];
    const movedSeconds = Math.round((Date.parse(later.deadline) - Date.parse(first.deadline)) / 1_000);
    const exactness = first.withinSeconds + later.withinSeconds;
    return [{ record, first, later, movedSeconds, allowedSeconds: exactness + params.toleranceSeconds }];
  });
}
