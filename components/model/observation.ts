/**
 * An observation is a fact: what was seen, where, when, by which observer and method, with its raw value.
 * Observers and readers make them, the judge relies on them, a case keeps them. They are frozen when made
 * and never carry a judgement.
 */
import { z } from './zod';
import { LIMITS } from './limits';
import type { PartShare } from './part-share';
import { shownToSchema } from './shown-to';
import {
  C2PA_STATES,
  DECLARED,
  LABEL_ELEMENTS,
  LABEL_PLACEMENTS,
  MECHANISM_FAMILIES,
  OFFER_SOURCES,
  PRICE_KINDS,
  PRICE_WORDINGS,
  SALES_CLAIMS,
  type SubjectKind,
} from './words';

const text = z.string().max(LIMITS.textChars);
const url = z.string().max(LIMITS.urlChars);
const count = z.number().int().nonnegative();
const cssPx = z.number().finite();
const share = z.number().min(0).max(1);

/** Decimal amount as written in full digits: no exponent, no grouping. */
export const decimal = z.string().regex(/^-?\d{1,15}(\.\d{1,8})?$/);
export const currencyCode = z.string().regex(/^[A-Z]{3}$/);

/** Box in CSS pixels, relative to the top left of the document of its frame. */
export const boxSchema = z.strictObject({
  x: cssPx,
  y: cssPx,
  width: cssPx.nonnegative(),
  height: cssPx.nonnegative(),
});
export type Box = z.infer<typeof boxSchema>;
/** A part of a picture as shares of its sides. */
export const partShareSchema = z.strictObject({
  x: share,
  y: share,
  width: share,
  height: share,
}) satisfies z.ZodType<PartShare>;

export const subjectIdSchema = z.string().regex(/^(image|video|live-room|offer|page):[\w.:~-]{1,120}$/);

/** One mechanism by which a file states its origin. `id` is named as in the reference table of formats. */
export const mechanismSchema = z.strictObject({
  family: z.enum(MECHANISM_FAMILIES),
  id: z.string().max(64),
  /** Byte offset in the file where the statement starts; null where it has no single place. */
  offset: count.nullable(),
  /** What this mechanism alone states; null when it states nothing about AI (camera C2PA, say). */
  declares: z.enum(['generated', 'edited', 'composite', 'captured']).nullable(),
});
export type Mechanism = z.infer<typeof mechanismSchema>;

/** The seven fields of GB 45438-2025 annex E, kept as written, with what could be read out of them. */
export const aigcSchema = z.strictObject({
  label: z.string().max(64).nullable(),
  contentProducer: text.nullable(),
  produceId: text.nullable(),
  reservedCode1: z.string().max(4096).nullable(),
  contentPropagator: text.nullable(),
  propagateId: text.nullable(),
  reservedCode2: z.string().max(4096).nullable(),
  /** TC260-PG-20252A: the 27-character code taken apart, when it is one. */
  producerCode: z
    .strictObject({
      registration: z.string().max(18),
      service: z.enum(['generation', 'distribution', 'unstated']),
      extension: z.string().max(5),
      entity: text.nullable(),
    })
    .nullable(),
  signature: z.enum(['absent', 'present-not-checkable', 'valid', 'invalid']),
  copies: count,
  /** Deviations from annex E that did not stop the reading: `charset`, `numeric-label`, `lower-camel`, … */
  deviations: z.array(z.string().max(64)).max(16),
  extra: z.record(z.string().max(64), text),
});
export type Aigc = z.infer<typeof aigcSchema>;

export const c2paSchema = z.strictObject({
  state: z.enum(C2PA_STATES),
  signer: text.nullable(),
  claimGenerator: text.nullable(),
  signedAt: z.string().max(64).nullable(),
  actions: z
    .array(
      z.strictObject({
        action: z.string().max(96),
        digitalSourceType: z.string().max(160).nullable(),
        softwareAgent: text.nullable(),
        /** Free words of the maker about this action; absent when there are none. */
        description: text.optional(),
        /** `active` manifest, or an ingredient and how it relates. */
        from: z.enum(['active', 'parentOf', 'componentOf', 'inputTo', 'other']),
      }),
    )
    .max(64),
  ingredients: z
    .array(
      z.strictObject({ title: text.nullable(), relationship: z.string().max(32), hasManifest: z.boolean() }),
    )
    .max(64),
  statusCodes: z.array(z.string().max(96)).max(64),
  remoteUrl: url.nullable(),
  /** What the check of trust rests on; absent where none was made, and in records made before it was told. */
  trust: z
    .strictObject({
      /** Id of the list whose anchor vouches for the signer, or for the time stamp; null when none does. */
      signerList: z.string().max(40).nullable(),
      stampList: z.string().max(40).nullable(),
      /** Lists that were compared; the person's own anchors (`own`) have no date. */
      lists: z.array(z.strictObject({ id: z.string().max(40), asOf: z.iso.date().nullable() })).max(8),
    })
    .optional(),
});
export type C2pa = z.infer<typeof c2paSchema>;

export const iptcSchema = z.strictObject({
  digitalSourceType: z.string().max(160).nullable(),
  credit: text.nullable(),
  aiSystemUsed: text.nullable(),
  aiSystemVersionUsed: text.nullable(),
  aiPromptInformation: text.nullable(),
  aiPromptWriterName: text.nullable(),
});
export type Iptc = z.infer<typeof iptcSchema>;

export const readErrorSchema = z.strictObject({
  /** Stable, kebab-case: `truncated`, `limit-metadata-bytes`, `xml-malformed`, … */
  code: z.string().max(64),
  at: count.nullable(),
  detail: text.nullable(),
});
export type ReadError = z.infer<typeof readErrorSchema>;

/** Everything one media file says about itself. */
export const fileStatementSchema = z.strictObject({
  container: z.string().max(24),
  bytesRead: count,
  bytesTotal: count.nullable(),
  declared: z.enum(DECLARED),
  /** The declared status as the law words it (标识办法 art. 6), quoted; null when none was given. */
  status: z.enum(['属于', '可能为', '疑似']).nullable(),
  mechanisms: z.array(mechanismSchema).max(64),
  generator: text.nullable(),
  aigc: aigcSchema.nullable(),
  c2pa: c2paSchema.nullable(),
  iptc: iptcSchema.nullable(),
  errors: z.array(readErrorSchema).max(64),
  /** Parts of a stream that were read for it, in that order; absent for a file by itself. */
  parts: z
    .array(z.strictObject({ url, container: z.string().max(24), declared: z.enum(DECLARED) }))
    .max(8)
    .optional(),
});
export type FileStatement = z.infer<typeof fileStatementSchema>;

const values = {
  page: z.strictObject({
    url,
    title: z.string().max(LIMITS.titleChars),
    language: z.string().max(35).nullable(),
    pageKind: z.enum(['product', 'list', 'live', 'other']),
    shop: z.string().max(40).nullable(),
    images: count,
    imagesLookedAt: count,
    videos: count,
    settled: z.boolean(),
    /** Names of bounds that were reached while looking, so the look is known to be incomplete. */
    limitsReached: z.array(z.string().max(64)).max(16),
  }),
  medium: z.strictObject({
    mediaType: z.enum(['image', 'video']),
    url,
    source: z.enum(['img', 'picture', 'css-background', 'svg-image', 'canvas', 'video', 'poster', 'input']),
    /** `product`: inside the main product area or gallery; `card`: one of many; `other`: decoration. */
    role: z.enum(['product', 'card', 'other']),
    renderedWidth: cssPx,
    renderedHeight: cssPx,
    naturalWidth: count,
    naturalHeight: count,
    alt: text,
    box: boxSchema.nullable(),
  }),
  declaration: fileStatementSchema.extend({
    url,
    /** SHA-256 of the bytes that were read, hex; null when only a part was read. */
    sha256: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .nullable(),
    /** Which form of the picture carried this: the one shown, or the shop's stored original. */
    rendition: z.enum(['shown', 'original']),
  }),
  label: z.strictObject({
    text,
    elements: z.array(z.enum(LABEL_ELEMENTS)).max(LABEL_ELEMENTS.length),
    /** Word of status in the label itself, quoted; null when it states none. */
    status: z.enum(['属于', '可能为', '疑似']).nullable(),
    language: z.string().max(35),
    /** Which lexicon entry made it a label. */
    entry: z.string().max(64),
    placement: z.enum(LABEL_PLACEMENTS),
    covers: z.array(subjectIdSchema).max(64),
    box: boxSchema.nullable(),
    /** Where it stands inside the picture, as shares of its sides: true however the page crops or turns the picture. */
    inPicture: partShareSchema.optional(),
    /** Text height over the shortest side of what it covers (GB 45438-2025 5.2 asks 0.05 inside a picture). */
    heightShare: z.number().finite().nonnegative().nullable(),
  }),
  'label-search': z.strictObject({
    looked: z.array(z.enum(['page-text', 'alt-text', 'pixels', 'player'])).max(4),
    notLooked: z.array(z.enum(['page-text', 'alt-text', 'pixels', 'player'])).max(4),
    /** False while the page is still changing, or when a bound was reached before the look was whole. */
    complete: z.boolean(),
    found: count,
  }),
  claim: z.strictObject({
    claim: z.enum(['real-shot', 'not-ai']),
    text,
    covers: z.array(subjectIdSchema).max(64),
    placement: z.enum(LABEL_PLACEMENTS),
  }),
  offer: z.strictObject({
    title: z.string().max(LIMITS.titleChars).nullable(),
    ids: z.array(z.strictObject({ scheme: z.string().max(24), value: z.string().max(120) })).max(16),
    seller: text.nullable(),
    price: decimal.nullable(),
    listPrice: decimal.nullable(),
    currency: currencyCode.nullable(),
    priceKind: z.enum(PRICE_KINDS),
    /** The words that carry the condition, as on the page: 券后, 到手价, Ace Rewards Exclusive, … */
    condition: text.nullable(),
    availability: z.enum(['in-stock', 'out-of-stock', 'pre-order', 'limited', 'unknown']),
    sources: z
      .array(
        z.strictObject({
          source: z.enum(OFFER_SOURCES),
          field: z.enum(['title', 'id', 'seller', 'price', 'list-price', 'currency', 'availability']),
          raw: text,
        }),
      )
      .max(64),
    /** Fields on which sources disagree, each with what they said. */
    disagreements: z
      .array(
        z.strictObject({
          field: z.enum(['title', 'id', 'price', 'list-price', 'currency', 'availability']),
          said: z.array(z.strictObject({ source: z.enum(OFFER_SOURCES), raw: text })).max(8),
        }),
      )
      .max(16),
    box: boxSchema.nullable(),
    /** Signed in or not and the region, as the page showed them; absent in records made before this was read. */
    shownTo: shownToSchema.optional(),
  }),
  'price-wording': z.strictObject({
    wording: z.enum(PRICE_WORDINGS),
    entry: z.string().max(64),
    text,
    /** True: in the same purchase context as a price. False: elsewhere. Null: could not be told. */
    nearPrice: z.boolean().nullable(),
    box: boxSchema.nullable(),
    /** Days between which a law asks for these words; seen before, they are a disclosure all the same. */
    mandatedFrom: z.iso.date().optional(),
    mandatedTo: z.iso.date().optional(),
  }),
  /** What this browser has recorded of this variant before and at this look; made from its own history. */
  'price-record': z.strictObject({
    /** Chosen variant and number in a pack, as far as the page names them; empty otherwise. */
    variant: text,
    currency: currencyCode.nullable(),
    /** Day of this look on the shopper's clock. */
    today: z.iso.date(),
    firstSeen: z.iso.date(),
    /** Days with a look at any kind of price, and points kept, in the whole record. */
    daysObserved: count,
    points: count,
    /** Of prices that anybody could have paid, in the whole record; null when there was none. */
    lowest: z.strictObject({ price: decimal, day: z.iso.date() }).nullable(),
    highest: z.strictObject({ price: decimal, day: z.iso.date() }).nullable(),
    /** Length of what `days` covers, today included. */
    windowDays: count.max(LIMITS.priceRecordDays),
    /** Days of that window on which such a price was seen, oldest first; other days were not looked at. */
    days: z
      .array(
        z.strictObject({
          day: z.iso.date(),
          low: decimal,
          high: decimal,
          last: decimal,
          list: decimal.nullable(),
        }),
      )
      .max(LIMITS.priceRecordDays),
  }),
  /** The price on the card of a list that was pressed to come to this product; read from that card, on that page. */
  'card-price': z.strictObject({
    listUrl: url,
    pressedAt: z.iso.datetime(),
    /** The price on the card as it stood there. */
    text,
    price: decimal,
    listPrice: decimal.nullable(),
    currency: currencyCode.nullable(),
    priceKind: z.enum(PRICE_KINDS),
    condition: text.nullable(),
    /** Variant that the card's own link names; null where it names none. */
    variant: z.string().max(120).nullable(),
    /** Whether that amount also stands in what the product's page says of its price, under whatever condition. */
    isOnPage: z.boolean(),
  }),
  /** A fee among the lines of a cart, beside the prices of the same goods on their own pages, as this browser saw them. */
  'cart-fee': z.strictObject({
    /** Entry of the lexicon that the line's words meet. */
    entry: z.string().max(64),
    text,
    amount: decimal,
    currency: currencyCode,
    /** What the cart says is to pay. */
    total: decimal,
    /** Whether the lines that are shown make exactly that total. */
    addsUp: z.boolean(),
    /** Goods of the cart whose page was looked at, at the very price that the cart asks for them. */
    goods: z
      .array(z.strictObject({ url, price: decimal, seenAt: z.iso.datetime(), namesFee: z.boolean() }))
      .max(8),
    /** Goods of the cart of which that cannot be said. */
    otherGoods: count,
  }),
  /** A claim that presses for a decision: a countdown, how few are left, how many are looking. */
  'sales-claim': z.strictObject({
    claim: z.enum(SALES_CLAIMS),
    entry: z.string().max(64),
    /** As it stood when it was read; a countdown runs on. */
    text,
    /** How many are left or looking; null where the claim names no exact number. */
    number: count.nullable(),
    /** The moment a countdown implies or names; null where it names none. */
    deadline: z.iso.datetime().nullable(),
    /** How exactly the words give that moment, in seconds. */
    withinSeconds: count.max(86_400),
    /** True: the time ran down between two looks. False: it stood still. Null: looked at once, or not to be told. */
    runs: z.boolean().nullable(),
    nearPrice: z.boolean().nullable(),
    box: boxSchema.nullable(),
  }),
  /** What this browser has recorded of one such claim about this variant, oldest look first. */
  'sales-claim-record': z.strictObject({
    claim: z.enum(SALES_CLAIMS),
    entry: z.string().max(64),
    /** The words with every digit as 0: what makes two looks the same claim. */
    shape: text,
    today: z.iso.date(),
    /** Days with a look at this claim. */
    daysSeen: count,
    /** Other products of the shop on which the last such claim stood with the same number, in the last month. */
    otherProducts: count,
    /** Whether the page said, at one of these looks, that the promotion goes on for longer. */
    extended: z.boolean(),
    looks: z
      .array(
        z.strictObject({
          at: z.iso.datetime(),
          /** Null where the claim was not there. */
          text: text.nullable(),
          number: count.nullable(),
          deadline: z.iso.datetime().nullable(),
          withinSeconds: count.max(86_400),
          price: decimal.nullable(),
          listPrice: decimal.nullable(),
        }),
      )
      .max(LIMITS.claimLooks),
  }),
  'live-room': z.strictObject({
    roomId: z.string().max(120).nullable(),
    host: text.nullable(),
    playing: z.boolean(),
    framesReadable: z.boolean().nullable(),
    box: boxSchema.nullable(),
    /** What the player itself says: a room that is over and plays again. Absent where it says nothing. */
    stage: z.enum(['replay', 'ended']).optional(),
  }),
  'label-samples': z.strictObject({
    elements: z.array(z.enum(LABEL_ELEMENTS)).max(LABEL_ELEMENTS.length),
    samples: count,
    visibleIn: count,
    spanMs: count,
  }),
  /** When a label of a room or film could be seen while it was watched. Times count from `beganAt`. */
  'label-timeline': z.strictObject({
    beganAt: z.iso.datetime(),
    watchedMs: count,
    samples: count,
    visibleIn: count,
    /** Of all labels seen. */
    elements: z.array(z.enum(LABEL_ELEMENTS)).max(LABEL_ELEMENTS.length),
    /** Whether the start picture was among what was watched; null for a stream, which has none for us. */
    fromStart: z.boolean().nullable(),
    labels: z
      .array(
        z.strictObject({
          text,
          placement: z.enum(LABEL_PLACEMENTS),
          elements: z.array(z.enum(LABEL_ELEMENTS)).max(LABEL_ELEMENTS.length),
          fromMs: count,
          toMs: count,
          visibleMs: count,
          /** Text height over the shortest side of the picture (GB 45438-2025 5.4 asks 0.05). */
          heightShare: z.number().finite().nonnegative().nullable(),
          position: z.enum(['corner', 'edge', 'inside', 'beside']).nullable(),
        }),
      )
      .max(16),
    /** In order, without gaps. `not-looked`: paused, hidden or out of view. The oldest go when there are too many; the totals keep counting them. */
    spans: z
      .array(
        z.strictObject({
          fromMs: count,
          toMs: count,
          state: z.enum(['visible', 'not-visible', 'not-looked']),
        }),
      )
      .max(LIMITS.timelineSpans),
    longestVisibleMs: count,
    /** Longest wait of somebody who came in at the worst moment of what was watched. */
    longestHiddenMs: count,
    /** Looks inside the picture for burnt-in words; 0 where frames cannot be read. */
    frameReads: count,
  }),
  /** What the moving picture did while it was watched: measured, and nothing about a person. */
  footage: z.strictObject({
    beganAt: z.iso.datetime(),
    watchedMs: count,
    samples: count,
    framesReadable: z.boolean().nullable(),
    /** Where the pictures come from: a file with an address, pieces put together by the page, or neither. */
    stream: z.enum(['file', 'pieces', 'camera-or-call', 'none']),
    /** Whether the marks of the file could be looked at; pieces put together by the page cannot. */
    streamReadable: z.boolean(),
    loop: z
      .strictObject({
        found: z.boolean(),
        periodMs: count.nullable(),
        score: share,
        detectedAtMs: count.nullable(),
        lastRepeatedAtMs: count.nullable(),
        agreeingShare: share,
        agreeingRegions: count,
        matches: z.array(z.strictObject({ aMs: count, bMs: count, similarity: share })).max(8),
        profile: z.array(z.strictObject({ lagMs: count, similarity: z.number().min(-1).max(1) })).max(240),
      })
      .nullable(),
    /** Self-similarity of what was watched, `size` × `size` bytes in base64, 255 is alike. */
    picture: z
      .strictObject({
        size: count.max(64),
        fromMs: count,
        toMs: count,
        values: z.string().max(5_464),
      })
      .nullable(),
    isStill: z.boolean(),
    isWholePictureMoving: z.boolean(),
    /**
     * Whether the background repeats down to its noise. Never measured and no longer written: the mean brightness
     * of a region does not keep grain, and a live encoder does not keep it either. Older files hold null.
     */
    exactRepeatBackground: z.boolean().nullable().optional(),
    /** How long the same scene went on without a gap, a cut or a standing picture. */
    unbrokenMs: count,
    /**
     * A part of the picture that repeats while no repeat of the rest was measured (footage/part-repeat.ts): slides, a
     * screen, goods on a turntable. Null where none was seen, and once the whole picture is found to repeat.
     */
    partRepeat: z.strictObject({ periodMs: count, share, fromMs: count, toMs: count }).nullable().optional(),
    /**
     * Which part of the picture stayed as it was since its scene began, to within how many grey levels, for how long
     * (footage/background.ts). Null where too little did or it was watched for less than a minute; not in older files.
     */
    stillPart: z
      .strictObject({
        share,
        withinGreys: z.number().min(0).max(255),
        forMs: count,
        sinceMs: count,
      })
      .nullable()
      .optional(),
  }),
  unreadable: z.strictObject({
    what: z.enum(['medium', 'structured-data', 'price', 'frame', 'page-text', 'page']),
    code: z.string().max(64),
    detail: text.nullable(),
  }),
};

const shared = {
  subject: subjectIdSchema,
  /** Name of the observer or reader that saw it. */
  observer: z.string().max(40),
  /** How it saw it: `dom-text`, `json-ld`, `file-bytes`, … */
  method: z.string().max(40),
};

type Kinds = typeof values;
function drafts<K extends keyof Kinds>(kind: K) {
  return z.strictObject({ kind: z.literal(kind), ...shared, value: values[kind] });
}
function whole<K extends keyof Kinds>(kind: K) {
  return z.strictObject({
    kind: z.literal(kind),
    ...shared,
    value: values[kind],
    /** Unique within one visit. */
    id: z.string().regex(/^o\d{1,7}$/),
    /** ISO 8601, UTC. */
    seenAt: z.iso.datetime(),
  });
}

/** What an observer hands over: everything but the number and the time, which the background gives. */
export const sightingSchema = z.discriminatedUnion('kind', [
  drafts('page'),
  drafts('medium'),
  drafts('declaration'),
  drafts('label'),
  drafts('label-search'),
  drafts('claim'),
  drafts('offer'),
  drafts('price-wording'),
  drafts('price-record'),
  drafts('card-price'),
  drafts('cart-fee'),
  drafts('sales-claim'),
  drafts('sales-claim-record'),
  drafts('live-room'),
  drafts('label-samples'),
  drafts('label-timeline'),
  drafts('footage'),
  drafts('unreadable'),
]);
export type Sighting = z.infer<typeof sightingSchema>;

export const observationSchema = z.discriminatedUnion('kind', [
  whole('page'),
  whole('medium'),
  whole('declaration'),
  whole('label'),
  whole('label-search'),
  whole('claim'),
  whole('offer'),
  whole('price-wording'),
  whole('price-record'),
  whole('card-price'),
  whole('cart-fee'),
  whole('sales-claim'),
  whole('sales-claim-record'),
  whole('live-room'),
  whole('label-samples'),
  whole('label-timeline'),
  whole('footage'),
  whole('unreadable'),
]);
export type Observation = z.infer<typeof observationSchema>;
export type ObservationOf<K extends Observation['kind']> = Extract<Observation, { kind: K }>;
export type SightingOf<K extends Sighting['kind']> = Extract<Sighting, { kind: K }>;

/** Kind of a subject, from its id. The id has been parsed, so the kind is one of the known ones. */
export function subjectKindOf(id: string): SubjectKind {
  return id.slice(0, id.indexOf(':')) as SubjectKind;
}
