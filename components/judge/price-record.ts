/** What the signals about a price record share. */
import type { ObservationOf } from '../model/observation';
import { currentReduction, spanDays, windowBefore, type PriceDay } from '../prices/statistics';
import { present, unknown, type Answered } from './answered';
import { compareDecimals, money } from './decimal';
import type { SubjectFacts } from './facts';
import { describeOffer, OFFER_VALUES, offerMissing, offerOf, type Offer } from './offers';

export type PriceRecord = ObservationOf<'price-record'>;

export const RECORD_VALUES = [
  ...OFFER_VALUES,
  'daysObserved',
  'windowDays',
  'firstSeen',
  'reducedSince',
] as const;

export interface RecordWindow {
  readonly windowDays: number;
  readonly minDaysObserved: number;
  readonly before: 'comparison' | 'reduction';
}

export function recordOf(facts: SubjectFacts): PriceRecord | null {
  return facts.of('price-record').at(-1) ?? null;
}

/** The days of the stretch and where it ends; a code when the record does not support it. */
export type Windowed =
  | {
      readonly ok: true;
      readonly days: readonly PriceDay[];
      readonly end: string;
      readonly since: string | null;
    }
  | {
      readonly ok: false;
      readonly code: 'record-too-thin' | 'reduction-start-not-seen' | 'today-not-recorded';
    };

/**
 * The stretch that a law counts back from. Thin means: fewer observed days than asked for, or a record that
 * began only after the stretch did, for whatever may have been before is not known.
 */
export function windowOf({ value }: PriceRecord, asked: RecordWindow): Windowed {
  const { days, today } = value;
  const reduction = currentReduction(days);
  if (days.at(-1)?.day !== today) return { ok: false, code: 'today-not-recorded' };
  const isStartKnown = reduction?.isStartSeen === true;
  if (!isStartKnown && asked.before === 'reduction') return { ok: false, code: 'reduction-start-not-seen' };
  const end = isStartKnown ? reduction.since : today;
  const stretch = windowBefore(days, end, asked.windowDays);
  const reach = spanDays([{ day: value.firstSeen, low: '0', high: '0', last: '0', list: null }], end) - 1;
  if (stretch.length < asked.minDaysObserved || reach < asked.windowDays)
    return { ok: false, code: 'record-too-thin' };
  return { ok: true, days: stretch, end, since: reduction?.since ?? null };
}

export interface Compared {
  readonly offer: Offer;
  readonly record: PriceRecord;
  readonly listPrice: string;
  readonly stretch: Extract<Windowed, { ok: true }>;
  readonly described: Record<string, string>;
}

/** The offer, its comparison price and the stretch of its record; an answer where one of them is missing. */
export function compared(facts: SubjectFacts, asked: RecordWindow): Compared | Answered {
  const offer = offerOf(facts);
  if (!offer) return offerMissing(facts);
  const described = describeOffer(offer);
  const { price, listPrice, disagreements } = offer.value;
  if (price === null) return unknown('no-price-read', [offer], described);
  const order = listPrice === null ? null : compareDecimals(listPrice, price);
  if (listPrice === null || order === null || order <= 0)
    return { answer: 'no', reason: 'no-higher-list-price', reliedOn: [offer.id], values: described };
  if (disagreements.some(({ field }) => field === 'price' || field === 'list-price' || field === 'currency'))
    return unknown('price-sources-disagree', [offer], described);
  const record = recordOf(facts);
  if (!record) return unknown('missing-price-record', [offer], described);
  if (record.value.currency !== offer.value.currency)
    return unknown('record-of-another-currency', [offer, record], described);
  const stretch = windowOf(record, asked);
  const counted = { ...described, ...describeRecord(record, asked, stretch) };
  if (!stretch.ok) return unknown(stretch.code, [offer, record], counted);
  return { offer, record, listPrice, stretch, described: counted };
}

export function describeRecord(
  record: PriceRecord,
  asked: RecordWindow,
  stretch: Windowed,
): Record<string, string> {
  return present({
    windowDays: String(asked.windowDays),
    daysObserved: stretch.ok ? String(stretch.days.length) : null,
    firstSeen: record.value.firstSeen,
    reducedSince: stretch.ok ? stretch.since : null,
  });
}

/** A recorded amount for reading, in the currency of the record. */
export function recordedMoney(amount: string, record: PriceRecord): string {
  return money(amount, record.value.currency) ?? amount;
}
