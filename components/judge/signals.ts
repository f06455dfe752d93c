/** Every signal of the catalogue (model/signal.ts) with the module that answers it. The compiler keeps it whole. */
import type { SignalId, SignalParams } from '../model/signal';
import type { Answered } from './answered';
import type { SubjectFacts } from './facts';
import * as c2paState from './signals/c2pa-state';
import * as cardPriceBelowPrice from './signals/card-price-below-price';
import * as cardPriceComparable from './signals/card-price-comparable';
import * as cartFeeSeen from './signals/cart-fee-seen';
import * as feeAddedAfterPrice from './signals/fee-added-after-price';
import * as claimCovers from './signals/claim-covers';
import * as claimExtended from './signals/claim-extended';
import * as claimOnOtherProducts from './signals/claim-on-other-products';
import * as claimRecorded from './signals/claim-recorded';
import * as claimRepeated from './signals/claim-repeated';
import * as deadlineMovedLater from './signals/deadline-moved-later';
import * as deadlinePassed from './signals/deadline-passed';
import * as declarationsContradict from './signals/declarations-contradict';
import * as fileDeclares from './signals/file-declares';
import * as labelCovers from './signals/label-covers';
import * as labelHeightBelow from './signals/label-height-below';
import * as labelKeptVisible from './signals/label-kept-visible';
import * as labelShownShorter from './signals/label-shown-shorter';
import * as listPriceAboveLowestRecorded from './signals/list-price-above-lowest-recorded';
import * as listPriceBelowPrice from './signals/list-price-below-price';
import * as mediumRole from './signals/medium-role';
import * as offerConditionShown from './signals/offer-condition-shown';
import * as offerHasListPrice from './signals/offer-has-list-price';
import * as offerPriceKind from './signals/offer-price-kind';
import * as pictureRepeats from './signals/picture-repeats';
import * as pastPriceMajority from './signals/past-price-majority';
import * as priceRoseBeforeReduction from './signals/price-rose-before-reduction';
import * as priceSourcesDisagree from './signals/price-sources-disagree';
import * as priceUnchangedAfterDeadline from './signals/price-unchanged-after-deadline';
import * as recordTooThin from './signals/record-too-thin';
import * as roomPlaying from './signals/room-playing';
import * as wordingSeen from './signals/wording-seen';

export interface Signal<S extends SignalId> {
  answer(facts: SubjectFacts, params: SignalParams<S>): Answered;
  /** Names of the values it can give to a rule's texts. */
  readonly values: readonly string[];
}

export const SIGNAL_MODULES: { readonly [S in SignalId]: Signal<S> } = {
  'file-declares': fileDeclares,
  'declarations-contradict': declarationsContradict,
  'c2pa-state': c2paState,
  'medium-role': mediumRole,
  'label-covers': labelCovers,
  'label-height-below': labelHeightBelow,
  'claim-covers': claimCovers,
  'offer-price-kind': offerPriceKind,
  'offer-condition-shown': offerConditionShown,
  'offer-has-list-price': offerHasListPrice,
  'list-price-below-price': listPriceBelowPrice,
  'price-sources-disagree': priceSourcesDisagree,
  'wording-seen': wordingSeen,
  'list-price-above-lowest-recorded': listPriceAboveLowestRecorded,
  'price-rose-before-reduction': priceRoseBeforeReduction,
  'record-too-thin': recordTooThin,
  'past-price-majority': pastPriceMajority,
  'card-price-comparable': cardPriceComparable,
  'card-price-below-price': cardPriceBelowPrice,
  'cart-fee-seen': cartFeeSeen,
  'fee-added-after-price': feeAddedAfterPrice,
  'claim-recorded': claimRecorded,
  'claim-extended': claimExtended,
  'deadline-moved-later': deadlineMovedLater,
  'deadline-passed': deadlinePassed,
  'price-unchanged-after-deadline': priceUnchangedAfterDeadline,
  'claim-repeated': claimRepeated,
  'claim-on-other-products': claimOnOtherProducts,
  'room-playing': roomPlaying,
  'label-kept-visible': labelKeptVisible,
  'label-shown-shorter': labelShownShorter,
  'picture-repeats': pictureRepeats,
};

/** Asks one signal by name. Parameters were checked against the catalogue when the pack was compiled. */
export function askSignal(id: string, facts: SubjectFacts, params: unknown): Answered {
  if (!Object.hasOwn(SIGNAL_MODULES, id))
    return { answer: 'unknown', reason: 'signal-unknown-here', reliedOn: [] };
  const module = SIGNAL_MODULES[id as SignalId] as Signal<SignalId>;
  return module.answer(facts, (params ?? {}) as SignalParams<SignalId>);
}
