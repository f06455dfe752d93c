/**
 * Every message between doors: name, who may send it, what is sent, what is answered. One table, no other.
 * What comes from a content script is untrusted and parsed by these schemas in the background; tab, frame
 * and address are taken from the sender, never from the payload.
 */
import { z } from './zod';
import { LIMITS } from './limits';
import { pageAgainSchema, priceChartSchema, priceSketchSchema } from './price';
import { c2paSchema, partShareSchema, sightingSchema, subjectIdSchema } from './observation';
import { cardSchema } from './card';
import { excerptSchema, offerReadingSchema } from './excerpt';
import { flagSchema } from './finding';
import { pictureSchema } from './picture';
import { visitSchema } from './case';
import { pageResponseSchema, pageViewSchema, writtenPageSchema } from './page-view';
import { shopSchema } from './shop';
import { LABEL_ELEMENTS, PRICE_WORDINGS, SALES_CLAIMS, STATUS_WORDS } from './words';

const nothing = z.strictObject({});
export const localeSchema = z.enum(['zh-CN', 'en']);
export type Locale = z.infer<typeof localeSchema>;

const tab = z.strictObject({ tabId: z.number().int().nonnegative() });

const textReadingSchema = z.strictObject({
  label: z
    .strictObject({
      elements: z.array(z.enum(LABEL_ELEMENTS)),
      status: z.enum(Object.values(STATUS_WORDS)).nullable(),
      language: z.string().max(35),
      entry: z.string().max(80),
      negated: z.boolean(),
      about: z.literal('text').optional(),
      claim: z.enum(['real-shot', 'not-ai']).nullable(),
    })
    .nullable(),
  prices: z.array(
    z.strictObject({
      entry: z.string().max(80),
      wording: z.enum(PRICE_WORDINGS),
      language: z.string().max(35),
    }),
  ),
  claims: z
    .array(
      z.strictObject({
        claim: z.enum(SALES_CLAIMS),
        entry: z.string().max(64),
        number: z.number().int().nonnegative().nullable(),
        seconds: z.number().int().positive().nullable(),
        unitSeconds: z.number().int().nonnegative().max(86_400),
        until: z
          .strictObject({
            year: z.number().int().nullable(),
            month: z.number().int().min(1).max(12),
            day: z.number().int().min(1).max(31),
            hour: z.number().int().min(0).max(24),
            minute: z.number().int().min(0).max(59),
          })
          .nullable(),
      }),
    )
    .max(8),
});

const pixel = z.number().finite().nonnegative();
const partList = z.array(partShareSchema).max(LIMITS.frameParts);
/** Which parts of a picture are read, as shares of its width and height: these only, or all but these. */
const partsSchema = z.union([z.strictObject({ only: partList }), z.strictObject({ except: partList })]);
/** Labels read inside one picture, in its own pixels; or why it could not be read. */
const pixelAnswerSchema = z.discriminatedUnion('ok', [
  z.strictObject({
    ok: z.literal(true),
    width: pixel,
    height: pixel,
    labels: z
      .array(
        z.strictObject({
          text: z.string().max(LIMITS.textChars),
          elements: z.array(z.enum(LABEL_ELEMENTS)).max(LABEL_ELEMENTS.length),
          status: z.enum(Object.values(STATUS_WORDS)).nullable(),
          language: z.string().max(35),
          entry: z.string().max(64),
          box: z.strictObject({ x: pixel, y: pixel, width: pixel, height: pixel }),
          heightShare: pixel,
          position: z.enum(['corner', 'edge', 'inside']),
          confidence: pixel,
        }),
      )
      .max(16),
    isComplete: z.boolean(),
    regionsRead: pixel,
    watermark: z
      .strictObject({
        id: z.enum(['stable-diffusion-v1', 'sdxl', 'flux']),
        bitsMatched: pixel,
        bitsTotal: pixel,
        agreement: pixel,
      })
      .nullable(),
    tookMs: pixel,
  }),
  z.strictObject({ ok: z.literal(false), code: z.string().max(64) }),
]);

/** One moment of a watched video: JPEG, and when it was on, counted from the start of watching. */
const frameSchema = z.strictObject({
  jpeg: z.base64().max(Math.ceil(LIMITS.frameBytes / 3) * 4),
  atMs: z.number().int().nonnegative(),
  takenAt: z.iso.datetime(),
  /** `pair`: one of two moments that look the same; `now`: what is on at the moment of asking. */
  why: z.enum(['pair', 'now']),
});
export type VideoFrame = z.infer<typeof frameSchema>;
const framesSchema = z.strictObject({ frames: z.array(frameSchema).max(2) });

/** One range of a medium, as the page's own context read it. */
const mediumPartSchema = z.strictObject({
  base64: z.string(),
  size: z.number().int().nonnegative().nullable(),
  /** The `Link` header, where the page may read it: a manifest may be named there. */
  link: z.string().max(LIMITS.urlChars).nullable().optional(),
  /** Of the first range, where asked for: what the answer said of itself, as far as the page may read it. */
  response: z
    .strictObject({
      status: z.number().int(),
      headers: z.array(z.tuple([z.string(), z.string()])).max(200),
    })
    .optional(),
});
export type MediumPart = z.infer<typeof mediumPartSchema>;

/** What a page's style writes on or beside a picture: `content` of `::before` and `::after`. */
const styleTextSchema = z.strictObject({
  text: z.string().max(LIMITS.textChars),
  /** On the picture; else beside it, in a block that holds no other picture. */
  isOver: z.boolean(),
  /** Font size over the shortest side of the picture; null beside it. */
  heightShare: z.number().finite().nonnegative().nullable(),
});
export type StyleText = z.infer<typeof styleTextSchema>;

export const MESSAGES = {
  /** A content script that has just started asks what to do here. */
  'page/begin': {
    from: 'page',
    sent: nothing,
    answered: z.strictObject({
      run: z.boolean(),
      /** True when the person asked for this page; false on a granted shop, where quiet pages stay quiet. */
      asked: z.boolean(),
      locale: localeSchema,
      shop: shopSchema.nullable(),
      /** Patterns that a text of the page must meet before it is asked about (observers/text-gate). */
      gate: z.strictObject({
        cjk: z.string().max(LIMITS.gateChars),
        other: z.string().max(LIMITS.gateChars),
      }),
    }),
  },
  /** What these texts of the page mean; answered one for one. The words themselves stay in the background. */
  'page/read-texts': {
    from: 'page',
    sent: z.strictObject({
      texts: z.array(z.string().max(LIMITS.readTextChars)).max(LIMITS.textsPerReading),
    }),
    answered: z.strictObject({ readings: z.array(textReadingSchema).max(LIMITS.textsPerReading) }),
  },
  /** A page asks what is for sale in what it took along: small blocks around its price and what it states. */
  'page/read-offer': { from: 'page', sent: excerptSchema, answered: offerReadingSchema },
  /** A card of a list was pressed: the card itself, so that its price can be set beside that of the product's page. */
  'page/card': { from: 'page', sent: cardSchema, answered: nothing },
  /** One batch of what observers saw. Later sightings of the same kind, subject and method replace earlier ones. */
  'page/observed': {
    from: 'page',
    sent: z.strictObject({
      sightings: z.array(sightingSchema).max(LIMITS.observationsPerBatch),
      /** Subjects that left the page since the last batch. */
      gone: z.array(subjectIdSchema).max(LIMITS.mediaPerPage),
      /** Keys (sighting-key) of sightings of this page that no longer hold, whatever their subject. */
      withdrawn: z.array(z.string().max(LIMITS.sightingKeyChars)).max(LIMITS.observationsPerBatch),
    }),
    answered: z.strictObject({
      accepted: z.number().int().nonnegative(),
      refused: z.number().int().nonnegative(),
    }),
  },
  /** A page asks how far reading is; it also wakes a background that was ended half-way. */
  'page/progress': {
    from: 'page',
    sent: nothing,
    answered: z.strictObject({
      settled: z.boolean(),
      locale: localeSchema,
      flags: z.array(flagSchema).max(1000),
    }),
  },
  /** There is something to show in this frame: put the script that draws the tags into it. */
  'page/tags': { from: 'page', sent: nothing, answered: nothing },
  /** The badge's own button: open the details of this subject in the popup (or its page). */
  'page/open-details': {
    from: 'page',
    sent: z.strictObject({ subject: subjectIdSchema }),
    answered: nothing,
  },
  /** The badge's panel on a price was opened: what is recorded of it, as lines to draw. */
  'page/price-sketch': { from: 'page', sent: nothing, answered: priceSketchSchema.nullable() },
  /** To a page: the flags to show now. */
  'page/flags': {
    from: 'background',
    sent: z.strictObject({ locale: localeSchema, flags: z.array(flagSchema).max(1000) }),
    answered: nothing,
  },
  /** To a page: bring this subject into view and ring it for a moment. */
  'page/reveal': {
    from: 'background',
    sent: z.strictObject({ subject: subjectIdSchema }),
    answered: nothing,
  },
  /**
   * To a page: read these ranges of media that the page shows, from the browser's cache where it has them. One
   * answer for each: null when the page may not read it (another host without CORS), `later` when it was not
   * there in time to hold up the others.
   */
  'page/read-media': {
    from: 'background',
    sent: z.strictObject({
      reads: z
        .array(
          z.strictObject({
            url: z.string().max(LIMITS.mediaBytes),
            offset: z.number().int().nonnegative(),
            length: z.number().int().positive().max(LIMITS.mediaBytes),
            /** Status and headers of the answer too. */
            withHead: z.boolean().optional(),
          }),
        )
        .min(1)
        .max(LIMITS.readsPerMessage),
    }),
    answered: z.strictObject({ read: z.array(z.union([mediumPartSchema, z.literal('later')]).nullable()) }),
  },
  /** To a page: what its style writes on or beside this picture. Asked where a label would matter and none was met. */
  'page/style-texts': {
    from: 'background',
    sent: z.strictObject({ subject: subjectIdSchema }),
    answered: z.strictObject({ texts: z.array(styleTextSchema).max(LIMITS.styleTexts) }),
  },
  /**
   * To the script that pictures a page: scroll to `y` (null: stay), and say how the page stands then. The first
   * of these puts our own tags out of sight; after the last, or some seconds of silence, all is as it was.
   */
  'page/view': {
    from: 'background',
    sent: z.strictObject({
      y: z.number().finite().nonnegative().nullable(),
      subjects: z.array(subjectIdSchema).max(LIMITS.elementPictures),
    }),
    answered: pageViewSchema,
  },
  /** To the same: picturing is over; scroll back and show our tags again. */
  'page/view-end': { from: 'background', sent: nothing, answered: nothing },
  /** To the same: write the page out as it is rendered now, and hold the text for a moment. */
  'page/write-out': { from: 'background', sent: nothing, answered: writtenPageSchema },
  'page/written-part': {
    from: 'background',
    sent: z.strictObject({ at: z.number().int().nonnegative() }),
    answered: z.strictObject({ text: z.string().max(LIMITS.snapshotPartChars) }),
  },
  /** To the same: the page's own response, from the browser's cache only. */
  'page/response': { from: 'background', sent: nothing, answered: pageResponseSchema },
  /** To the same: one calm line on the page about what was kept; empty takes it away. */
  'page/notice': {
    from: 'background',
    sent: z.strictObject({ text: z.string().max(300), isLasting: z.boolean() }),
    answered: nothing,
  },
  /** The badge's own button: keep this page. */
  'page/keep': { from: 'page', sent: nothing, answered: nothing },
  /** What is written in this frame of a watched video? The frame is read in memory and kept by nobody. */
  'page/frame-text': {
    from: 'page',
    sent: z.strictObject({
      subject: subjectIdSchema,
      jpeg: z.base64().max(Math.ceil(LIMITS.frameBytes / 3) * 4),
      parts: partsSchema.optional(),
    }),
    answered: pixelAnswerSchema,
  },
  /** Background to a page: the moments of a watched video that show what was measured, two at most. */
  'page/frames': {
    from: 'background',
    sent: z.strictObject({ subject: subjectIdSchema }),
    answered: framesSchema,
  },
  /** The same for the popup, which shows them and keeps nothing. */
  'visit/frames': {
    from: 'own',
    sent: z.strictObject({ tabId: z.number().int(), subject: subjectIdSchema }),
    answered: framesSchema,
  },
  'visit/read': { from: 'own', sent: tab, answered: visitSchema.nullable() },
  /** Look at this tab once, by the person's press (activeTab). */
  'visit/look': { from: 'own', sent: tab, answered: z.strictObject({ started: z.boolean() }) },
  'visit/keep': {
    from: 'own',
    sent: tab.extend({
      /** Media to keep besides those with a flag. */
      also: z.array(subjectIdSchema).max(16).optional(),
    }),
    answered: z.strictObject({ caseId: z.string() }),
  },
  /** How far keeping this tab is; null when it is not being kept. */
  'visit/keeping': {
    from: 'own',
    sent: tab,
    answered: z
      .strictObject({ done: z.number().int().nonnegative(), total: z.number().int().nonnegative() })
      .nullable(),
  },
  'visit/reveal': {
    from: 'own',
    sent: z.strictObject({ tabId: z.number().int(), subject: subjectIdSchema }),
    answered: nothing,
  },
  /** The bytes of one medium of a visit, for showing it small; null when they cannot be had. */
  'visit/medium': {
    from: 'own',
    sent: z.strictObject({ tabId: z.number().int(), subject: subjectIdSchema }),
    answered: z.strictObject({ base64: z.string(), mime: z.string().max(100) }).nullable(),
  },
  /**
   * By the person's press: ask the shop's picture host for the stored original of this medium, and read what
   * it says of itself. `code` is null when it was read.
   */
  'visit/read-original': {
    from: 'own',
    sent: z.strictObject({ tabId: z.number().int(), subject: subjectIdSchema }),
    answered: z.strictObject({ code: z.string().max(64).nullable(), url: z.string().max(LIMITS.urlChars) }),
  },
  /** Everything one picture says of itself, and what the page says beside it. By subject, or by address. */
  'picture/read': {
    from: 'own',
    sent: z.strictObject({
      tabId: z.number().int().nonnegative().nullable(),
      frameId: z.number().int().nonnegative(),
      subject: subjectIdSchema.nullable(),
      src: z.string().max(LIMITS.mediaBytes).nullable(),
      rendition: z.enum(['shown', 'original']),
    }),
    answered: pictureSchema,
  },
  /** The handler behind the menu of the right mouse button: opens the report of this picture. */
  'picture/open': {
    from: 'own',
    sent: z.strictObject({
      tabId: z.number().int().nonnegative().nullable(),
      frameId: z.number().int().nonnegative(),
      subject: subjectIdSchema.nullable(),
      src: z.string().max(LIMITS.mediaBytes).nullable(),
    }),
    answered: nothing,
  },
  /**
   * By the person's press: fetch the manifest that the file or its host names, and check it against the file.
   * Without the file, its claims are read unchecked.
   */
  'picture/read-remote': {
    from: 'own',
    sent: z.strictObject({
      url: z.string().max(LIMITS.urlChars),
      file: z
        .strictObject({
          container: z.string().max(24),
          mime: z.string().max(100),
          base64: z.string().max(Math.ceil(LIMITS.shownPictureBytes / 3) * 4),
        })
        .nullable(),
    }),
    answered: z.strictObject({ code: z.string().max(64).nullable(), c2pa: c2paSchema.nullable() }),
  },
  /** The record of the price of this page's variant, for the chart; null when there is none. */
  'visit/price-chart': { from: 'own', sent: tab, answered: priceChartSchema.nullable() },
  /** Fetch the page of this tab again, with or without cookies, by a press that says so. */
  'visit/page-again': {
    from: 'own',
    sent: z.strictObject({ tabId: z.number().int().nonnegative(), withCookies: z.boolean() }),
    answered: pageAgainSchema,
  },
  /** Permissions, jurisdictions or language changed: register again, judge again. */
  'settings/changed': { from: 'own', sent: nothing, answered: nothing },
  /** Background to the reader's document: verify the C2PA manifest of bytes stored under this digest. */
  'reader/verify-c2pa': {
    from: 'background',
    sent: z.strictObject({
      sha256: z.string().regex(/^[0-9a-f]{64}$/),
      mime: z.string().max(100),
      /** Digest under which the manifest is stored that the file keeps elsewhere; null when it stands in the file. */
      manifestSha256: z
        .string()
        .regex(/^[0-9a-f]{64}$/)
        .nullable(),
      /** Authorities that the person added, as PEM. */
      ownAnchorsPem: z.string().max(LIMITS.anchorsChars).nullable(),
    }),
    answered: c2paSchema,
  },
  /** Read the labels inside one picture of a visit, all of it, by the person's press. */
  'visit/read-pixels': {
    from: 'own',
    sent: z.strictObject({ tabId: z.number().int(), subject: subjectIdSchema }),
    answered: z.strictObject({ read: z.boolean() }),
  },
  /** Background to the reader's document: read the labels burnt into the picture stored under this digest. */
  'reader/read-pixels': {
    from: 'background',
    sent: z.strictObject({
      sha256: z.string().regex(/^[0-9a-f]{64}$/),
      mime: z.string().max(100),
      /** The whole picture, not only its edges and corners. */
      thorough: z.boolean(),
      /** Whether the page is Korean. */
      korean: z.boolean().optional(),
      parts: partsSchema.optional(),
    }),
    answered: pixelAnswerSchema,
  },
} as const satisfies Record<
  string,
  { from: 'page' | 'own' | 'background'; sent: z.ZodType; answered: z.ZodType }
>;

export type MessageName = keyof typeof MESSAGES;
export type Sent<N extends MessageName> = z.infer<(typeof MESSAGES)[N]['sent']>;
export type Answered<N extends MessageName> = z.infer<(typeof MESSAGES)[N]['answered']>;
