/**
 * The catalogue of signals: every named question a rule may ask, the parameters it takes, and the kinds of
 * observation it looks at. The answers are given in judge/signals/<id>.ts; a test keeps the two in step.
 * A signal answers yes, no or unknown, and unknown is never folded into no.
 */
import { z } from './zod';
import { LIMITS } from './limits';
import {
  C2PA_STATES,
  LABEL_ELEMENTS,
  LABEL_PLACEMENTS,
  MECHANISM_FAMILIES,
  PRICE_KINDS,
  PRICE_WORDINGS,
  SALES_CLAIMS,
  type ObservationKind,
  type SubjectKind,
} from './words';

const some = <T extends string>(values: readonly [T, ...T[]]) => z.array(z.enum(values)).min(1);
const media: readonly SubjectKind[] = ['image', 'video'];

/** A window of days in a price record, and how much of it must really have been looked at. */
const recordWindow = z.strictObject({
  windowDays: z.number().int().min(1).max(LIMITS.priceRecordDays),
  minDaysObserved: z.number().int().min(1).max(LIMITS.priceRecordDays),
  before: z.enum(['comparison', 'reduction']),
});

export const SIGNALS = {
  /** Does the file itself state one of these origins, by one of these mechanisms, with one of these labels? */
  'file-declares': {
    needs: ['declaration'],
    subjects: media,
    params: z.strictObject({
      declared: some(['generated', 'edited', 'composite', 'captured']).optional(),
      families: some(MECHANISM_FAMILIES).optional(),
      labels: some(['1', '2', '3']).optional(),
    }),
  },
  /** Do two mechanisms of one file state origins that cannot both be true (captured, and generated)? */
  'declarations-contradict': { needs: ['declaration'], subjects: media, params: z.strictObject({}) },
  /** Is the file's C2PA manifest in one of these states? */
  'c2pa-state': {
    needs: ['declaration'],
    subjects: media,
    params: z.strictObject({ states: some(C2PA_STATES) }),
  },
  /** Does the picture stand where the page shows the product itself? */
  'medium-role': {
    needs: ['medium'],
    subjects: media,
    params: z.strictObject({ roles: some(['product', 'card', 'other']) }),
  },
  /** Does a visible label that covers the subject carry all (or any) of these elements? */
  'label-covers': {
    needs: ['label-search', 'label', 'label-timeline'],
    subjects: ['image', 'video', 'live-room'],
    params: z.strictObject({
      elements: some(LABEL_ELEMENTS),
      match: z.enum(['all', 'any']),
      placements: some(LABEL_PLACEMENTS).optional(),
      /** Only labels made by one of these entries of the lexicon. */
      entries: z.array(z.string().max(64)).min(1).optional(),
    }),
  },
  /** Is the largest label read inside the picture lower than this share of its shortest side, by more than the tolerance? */
  'label-height-below': {
    needs: ['label'],
    subjects: ['image', 'video'],
    params: z.strictObject({
      share: z.number().gt(0).max(1),
      tolerance: z.number().nonnegative().max(0.1),
    }),
  },
  /** Does a text that covers the subject claim this (实拍: "shot from the real thing")? */
  'claim-covers': {
    needs: ['claim'],
    subjects: media,
    params: z.strictObject({ claim: z.enum(['real-shot', 'not-ai']) }),
  },
  /** Is the headline price one of these kinds? */
  'offer-price-kind': {
    needs: ['offer'],
    subjects: ['offer'],
    params: z.strictObject({ kinds: some(PRICE_KINDS) }),
  },
  /** Is the condition of the headline price written beside it? */
  'offer-condition-shown': { needs: ['offer'], subjects: ['offer'], params: z.strictObject({}) },
  /** Does the offer show a comparison (list, struck-through) price? */
  'offer-has-list-price': { needs: ['offer'], subjects: ['offer'], params: z.strictObject({}) },
  /** Is the comparison price lower than the price asked (an arithmetical contradiction)? */
  'list-price-below-price': { needs: ['offer'], subjects: ['offer'], params: z.strictObject({}) },
  /** Do the page's own sources name different prices for the same offer? */
  'price-sources-disagree': { needs: ['offer'], subjects: ['offer'], params: z.strictObject({}) },
  /** Is this wording on the page, and (when asked) in the same purchase context as a price? */
  'wording-seen': {
    needs: ['price-wording'],
    subjects: ['offer', 'page'],
    params: z.strictObject({
      wordings: some(PRICE_WORDINGS),
      entries: z.array(z.string().max(64)).min(1).optional(),
      nearPrice: z.boolean().optional(),
    }),
  },
  /**
   * Is the comparison price above the lowest price that this browser recorded in a window? `comparison`: the
   * days before this comparison was first seen, or before today when its start was not seen. `reduction`:
   * only the days before a reduction whose start was seen. Too thin a record is unknown.
   */
  'list-price-above-lowest-recorded': {
    needs: ['offer', 'price-record'],
    subjects: ['offer'],
    params: recordWindow,
  },
  /** Did the recorded price rise by this much, within a window before the reduction that is on now? */
  'price-rose-before-reduction': {
    needs: ['offer', 'price-record'],
    subjects: ['offer'],
    params: recordWindow.extend({ minRisePercent: z.number().int().min(1).max(1000) }),
  },
  /** Is the record of that window too thin to say anything? */
  'record-too-thin': { needs: ['price-record'], subjects: ['offer'], params: recordWindow },
  /** Was the comparison price asked for the share and the days of the window that a past price must have been? */
  'past-price-majority': {
    needs: ['offer', 'price-record'],
    subjects: ['offer'],
    params: recordWindow.extend({
      minShare: z.number().min(0).max(1),
      minDays: z.number().int().min(0).max(120),
      maxAgeDays: z.number().int().min(1).max(120),
    }),
  },
  /**
   * Was the product reached from a card whose price is of the same kind, currency and variant, no longer ago than
   * this, and was each read with certainty? Anything unlike is a no: nothing is compared.
   */
  'card-price-comparable': {
    needs: ['offer', 'card-price'],
    subjects: ['offer'],
    params: z.strictObject({
      kinds: some(PRICE_KINDS),
      maxAgeSeconds: z.number().int().min(1).max(3_600),
    }),
  },
  /** Is the price on that card lower than the price of the page, and nowhere on the page? */
  'card-price-below-price': {
    needs: ['offer', 'card-price'],
    subjects: ['offer'],
    params: z.strictObject({}),
  },
  /** Does a cart show such a fee, beside goods whose own page was looked at, at the same price? */
  'cart-fee-seen': {
    needs: ['cart-fee'],
    subjects: ['page'],
    params: z.strictObject({ entries: z.array(z.string().max(64)).min(1) }),
  },
  /** Does the cart add a fee that the goods' own pages, with the very same prices, did not name? */
  'fee-added-after-price': {
    needs: ['cart-fee'],
    subjects: ['page'],
    params: z.strictObject({
      entries: z.array(z.string().max(64)).min(1),
      maxAgeSeconds: z.number().int().min(1).max(LIMITS.pricedPageSeconds),
    }),
  },
  /** Has this browser looked at such a claim about this variant so often, on so many days? */
  'claim-recorded': {
    needs: ['sales-claim-record'],
    subjects: ['offer'],
    params: z.strictObject({
      claims: some(SALES_CLAIMS),
      minLooks: z.number().int().min(1).max(LIMITS.claimLooks),
      minDays: z.number().int().min(1).max(LIMITS.claimLooks),
    }),
  },
  /** Did the page say that the promotion goes on for longer? */
  'claim-extended': { needs: ['sales-claim-record'], subjects: ['offer'], params: z.strictObject({}) },
  /** Did the moment a countdown implies move later, in the same words and at the same price, before it was reached? */
  'deadline-moved-later': {
    needs: ['sales-claim-record'],
    subjects: ['offer'],
    params: z.strictObject({ toleranceSeconds: z.number().int().min(0).max(86_400) }),
  },
  /** Was the variant looked at again after a countdown had ended, by more than the grace? */
  'deadline-passed': {
    needs: ['sales-claim-record'],
    subjects: ['offer'],
    params: z.strictObject({ graceMinutes: z.number().int().min(0).max(1_440) }),
  },
  /** Did a countdown end while the price and the comparison price stayed as they were? */
  'price-unchanged-after-deadline': {
    needs: ['sales-claim-record'],
    subjects: ['offer'],
    params: z.strictObject({
      graceMinutes: z.number().int().min(0).max(1_440),
      toleranceSeconds: z.number().int().min(0).max(86_400),
    }),
  },
  /** Did the same number stand in the same words on so many separate days, with no other number in between? */
  'claim-repeated': {
    needs: ['sales-claim-record'],
    subjects: ['offer'],
    params: z.strictObject({
      claims: some(SALES_CLAIMS),
      minDays: z.number().int().min(2).max(LIMITS.claimLooks),
    }),
  },
  /** Did the same claim with the same number stand on so many other products of the shop? */
  'claim-on-other-products': {
    needs: ['sales-claim-record'],
    subjects: ['offer'],
    params: z.strictObject({
      claims: some(SALES_CLAIMS),
      minProducts: z.number().int().min(1).max(1_000),
    }),
  },
  /** Is there a live room with a player that plays? */
  'room-playing': { needs: ['live-room'], subjects: ['live-room'], params: z.strictObject({}) },
  /** Was a label with these elements visible in every sample, over enough samples and seconds to say so? */
  'label-kept-visible': {
    needs: ['label-samples', 'label-timeline'],
    subjects: ['live-room'],
    params: z.strictObject({
      elements: some(LABEL_ELEMENTS),
      minSamples: z.number().int().min(1).max(1000),
      minSpanSeconds: z.number().int().min(1).max(86_400),
    }),
  },
  /** Does the moving picture repeat, as measured over some time? Never a statement about the host. */
  'picture-repeats': {
    needs: ['footage'],
    subjects: ['live-room'],
    params: z.strictObject({
      minWatchedSeconds: z.number().int().min(1).max(86_400),
      minScore: z.number().min(0).max(1),
    }),
  },
  /**
   * Of a film watched from its start picture: was the longest time for which a label could be seen without a
   * break shorter than this, and was it seen to go? A film that was not watched from the start is unknown.
   */
  'label-shown-shorter': {
    needs: ['label-timeline'],
    subjects: ['video'],
    params: z.strictObject({
      seconds: z.number().min(0.5).max(60),
      toleranceSeconds: z.number().min(0).max(10),
    }),
  },
} as const satisfies Record<
  string,
  { needs: readonly ObservationKind[]; subjects: readonly SubjectKind[]; params: z.ZodType }
>;

export type SignalId = keyof typeof SIGNALS;
export type SignalParams<S extends SignalId> = z.infer<(typeof SIGNALS)[S]['params']>;
export const SIGNAL_IDS = Object.keys(SIGNALS) as SignalId[];
