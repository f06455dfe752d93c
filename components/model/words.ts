/**
 * The closed lists of words that the rooms share. Data, not behaviour: plain arrays so that the content
 * script can use them without a validator, and the schemas in this folder are built from the same arrays.
 */

/** What a thing that is judged can be. */
export const SUBJECT_KINDS = ['image', 'video', 'live-room', 'offer', 'page'] as const;
export type SubjectKind = (typeof SUBJECT_KINDS)[number];

/** Kinds of observation; one shape each in observation.ts. */
export const OBSERVATION_KINDS = [
  'page',
  'medium',
  'declaration',
  'label',
  'label-search',
  'claim',
  'offer',
  'price-wording',
  'price-record',
  'card-price',
  'cart-fee',
  'sales-claim',
  'sales-claim-record',
  'live-room',
  'label-samples',
  'label-timeline',
  'footage',
  'unreadable',
] as const;
export type ObservationKind = (typeof OBSERVATION_KINDS)[number];

/** What a file says of its own origin. `none`: it says nothing. `unreadable`: it could not be read. */
export const DECLARED = ['generated', 'edited', 'composite', 'captured', 'none', 'unreadable'] as const;
export type Declared = (typeof DECLARED)[number];

/** Families of mechanisms by which a file says so. */
export const MECHANISM_FAMILIES = ['aigc', 'c2pa', 'iptc', 'trace', 'watermark'] as const;
export type MechanismFamily = (typeof MECHANISM_FAMILIES)[number];

/** GB 45438-2025 annex E, field Label, and the word of 标识办法 art. 6 that each value stands for. */
export const STATUS_WORDS = { '1': '属于', '2': '可能为', '3': '疑似' } as const;
export type TierLabel = keyof typeof STATUS_WORDS;
export type StatusWord = (typeof STATUS_WORDS)[TierLabel];

/** States of a C2PA manifest, told apart and never merged. */
export const C2PA_STATES = [
  'valid-trusted',
  'valid-untrusted',
  'expired-credential',
  'revoked-credential',
  'invalid',
  'remote-only',
  'present-not-checked',
  'unsupported-or-malformed',
  'unreadable-container',
  'reader-hazard',
  'absent',
  'not-applicable',
] as const;
export type C2paState = (typeof C2PA_STATES)[number];

/** How sure we are, in our own words; never mixed with what a file or platform has declared. */
export const CERTAINTIES = [
  'signed-statement',
  'unsigned-statement',
  'seen-on-page',
  'measured-here',
] as const;
export type Certainty = (typeof CERTAINTIES)[number];

/** The strongest thing a rule may say. There is no "breach". Ordered, weakest first. */
export const CEILINGS = ['context', 'disclosure-seen', 'signal-without-disclosure', 'inconsistency'] as const;
export type Ceiling = (typeof CEILINGS)[number];

/** Outcome of one rule for one subject (W3C EARL: failed, passed, cantTell, inapplicable). */
export const OUTCOMES = ['flagged', 'clear', 'cannot-tell', 'inapplicable'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** The answer of a signal. */
export const ANSWERS = ['yes', 'no', 'unknown'] as const;
export type Answer = (typeof ANSWERS)[number];

/** Elements that a disclosure label can carry (GB 45438-2025 asks for ai and generation together). */
export const LABEL_ELEMENTS = ['ai', 'generation', 'digital-human'] as const;
export type LabelElement = (typeof LABEL_ELEMENTS)[number];

/** Where a label stands in relation to what it covers. */
export const LABEL_PLACEMENTS = [
  'overlay',
  'caption',
  'alt-text',
  'card',
  'player',
  'room-text',
  'room-comment',
  'pixels',
  'page',
] as const;
export type LabelPlacement = (typeof LABEL_PLACEMENTS)[number];

/** What kind of price the headline number is; anything but `plain` carries a condition. */
export const PRICE_KINDS = [
  'plain',
  'after-coupon',
  'final-estimate',
  'subsidised',
  'newcomer',
  'member',
  'exclusive',
  'live-room',
  'deposit',
  'group-buy',
  'card-or-method',
  'from',
  'range',
  'ladder',
  'instalment',
  'per-unit',
  'unknown',
] as const;
export type PriceKind = (typeof PRICE_KINDS)[number];

/** Families of wording beside a price. */
export const PRICE_WORDINGS = [
  'statutory-sentence',
  'personalised',
  'newcomer',
  'member',
  'coupon',
  'exclusive',
  'reference-price-explained',
  'mandatory-fee',
] as const;
export type PriceWording = (typeof PRICE_WORDINGS)[number];

/** Claims that press for a decision. `extension`: the shop says that a promotion goes on for longer. */
export const SALES_CLAIMS = ['countdown', 'stock', 'viewers', 'extension'] as const;
export type SalesClaim = (typeof SALES_CLAIMS)[number];

/** Where on the web page an offer's facts were read. */
export const OFFER_SOURCES = [
  'json-ld',
  'microdata',
  'rdfa',
  'open-graph',
  'page-state',
  'adapter',
  'rendered',
] as const;
export type OfferSource = (typeof OFFER_SOURCES)[number];

/** What a shopper cares about: the groups of the popup. */
export const TOPICS = ['ai-media', 'livestream', 'price'] as const;
export type Topic = (typeof TOPICS)[number];

/** Who a provision binds. */
export const OBLIGED_PARTIES = [
  'generator-service',
  'distribution-platform',
  'uploading-merchant',
  'room-operator',
  'recommender',
  'online-operator',
  'platform-or-merchant',
  'price-setter',
  'provider',
  'deployer',
  'advertiser',
  'everyone',
] as const;
export type ObligedParty = (typeof OBLIGED_PARTIES)[number];
