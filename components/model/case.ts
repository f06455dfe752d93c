/**
 * A visit is what is known about one page while it is open; a case is a visit that the person chose to keep.
 * Bytes are kept apart, by their SHA-256, so that the same picture in ten cases is stored once.
 */
import { z } from './zod';
import { LIMITS } from './limits';
import { shownToSchema } from './shown-to';
import { observationSchema } from './observation';
import { findingSchema, flagSchema } from './finding';

const cssPx = z.number().finite().min(-1e9).max(1e9);
const decimalText = z.string().regex(/^-?\d{1,15}(\.\d{1,8})?$/);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

export const packRefSchema = z.strictObject({
  id: z.string().max(80),
  version: z.string().max(20),
  digest: z.string().max(80),
  jurisdiction: z.string().max(16),
});

export const environmentSchema = z.strictObject({
  extensionVersion: z.string().max(20),
  browser: z.string().max(200),
  locale: z.string().max(35),
  /** Minutes east of UTC, as the person's clock has it. */
  utcOffsetMinutes: z.number().int().min(-1440).max(1440),
  /** IANA name of the time zone, as the browser has it. */
  timeZone: z.string().max(64).optional(),
  /** Languages the browser asks pages for, in its order. */
  languages: z.array(z.string().max(35)).max(16).optional(),
  /** Size of the window's inside in CSS pixels, and device pixels for one CSS pixel. */
  viewport: z
    .strictObject({
      width: z.number().int().nonnegative(),
      height: z.number().int().nonnegative(),
      devicePixelRatio: z.number().positive().max(16),
    })
    .optional(),
  /**
   * Clock of the server less the clock of this computer, in whole seconds, derived from the `Date` header of
   * the page's response (RFC 9110 §6.6.1) and the moment at which the browser began to receive it.
   */
  clockOffset: z
    .strictObject({ seconds: z.number().int(), derivedFrom: z.literal('date-header-of-the-page') })
    .optional(),
  /** What the browser's own timing says of the load of the page: no header, but status and sizes. */
  pageLoad: z
    .strictObject({
      status: z.number().int().min(0).max(999).nullable(),
      protocol: z.string().max(32),
      transferBytes: z.number().int().nonnegative(),
      bodyBytes: z.number().int().nonnegative(),
      redirects: z.number().int().nonnegative(),
      fromCache: z.boolean(),
    })
    .optional(),
  /** Signed in or not and the region, as the page showed them; absent where the page was not asked. */
  shownTo: shownToSchema.optional(),
  /** What could not be seen or was not tried, in codes: `pixels-not-read`, `signed-out-unknown`, … */
  notCaptured: z.array(z.strictObject({ what: z.string().max(64), why: z.string().max(200) })).max(200),
});
export type Environment = z.infer<typeof environmentSchema>;

/** A response as an extension sees it: no cookies, no credentials, the body decoded (RFC 9110 §15, §6.3). */
export const seenResponseSchema = z.strictObject({
  status: z.number().int().min(100).max(599),
  /** Names in lower case, sorted, each once; never `set-cookie` or anything that signs somebody in. */
  headers: z
    .array(
      z.tuple([
        z
          .string()
          .regex(/^[a-z0-9!#$%&'*+.^_`|~-]{1,100}$/)
          .refine((name) => !isSecretHeader(name)),
        z
          .string()
          .max(LIMITS.headerChars)
          .regex(/^[\x20-\x7e]*$/),
      ]),
    )
    .max(LIMITS.headersPerResponse),
  /** Where it came from: the page's cache, or the network because the cache did not have it. */
  through: z.enum(['page', 'network']),
});
export type SeenResponse = z.infer<typeof seenResponseSchema>;

/** Headers that say who somebody is, or let them in. */
export function isSecretHeader(name: string): boolean {
  return /cookie|auth|token|session|csrf|xsrf|secret|api-?key/i.test(name);
}

export const captureSchema = z.strictObject({
  /**
   * `screenshot`: the part in view. `screenshot-page`: one part of the whole page, stitched. `screenshot-element`:
   * one subject cut out. `page-html`: the page as rendered, written out. `page-response`: the body that the
   * server sent for it. `frame`: one moment of a watched video, kept because the
   * person kept the page. `law`: the packs and provisions by which the
   * page was judged when it was kept, as canonical JSON.
   */
  role: z.enum([
    'screenshot',
    'screenshot-page',
    'screenshot-element',
    'medium',
    'page-html',
    'page-response',
    'frame',
    'law',
  ]),
  subject: z.string().max(130).nullable(),
  url: z.string().max(LIMITS.urlChars).nullable(),
  mime: z.string().max(100),
  sizeBytes: z.number().int().nonnegative(),
  sha256,
  /** False when only the first part of the bytes was kept, with the bound that stopped it in `note`. */
  whole: z.boolean(),
  capturedAt: z.iso.datetime(),
  note: z.string().max(300).nullable(),
  /** What the picture looks like, in 128 bits: two near ones are the same picture. Absent where none was taken. */
  likeness: z
    .string()
    .regex(/^[0-9a-f]{32}$/)
    .optional(),
  /** The response that brought the bytes; the archive then holds it as a `response` record. */
  response: seenResponseSchema.optional(),
  /** Where a screenshot stands on the page, in CSS pixels from its top left. */
  area: z.strictObject({ x: cssPx, y: cssPx, width: cssPx.positive(), height: cssPx.positive() }).optional(),
  /** Which part of a picture in several parts, from 1. */
  part: z
    .strictObject({ n: z.number().int().min(1).max(64), of: z.number().int().min(1).max(64) })
    .optional(),
  /** Milliseconds into the recording or broadcast at which a frame was taken. */
  atMs: z.number().int().nonnegative().optional(),
});
export type Capture = z.infer<typeof captureSchema>;

/** The raw record of one variant's price in this browser, as far as the case goes back. */
export const priceHistorySchema = z.strictObject({
  key: z.strictObject({
    shop: z.string().max(300),
    product: z.string().max(LIMITS.urlChars),
    variant: z.string().max(1_000),
    seller: z.string().max(LIMITS.textChars),
    currency: z.string().max(8),
    pack: z.string().max(16),
  }),
  /** One state of the price between its first and last look of a day, in minutes since 1970 (UTC); oldest first. */
  points: z
    .array(
      z.strictObject({
        from: z.number().int().nonnegative(),
        until: z.number().int().nonnegative(),
        price: decimalText,
        list: decimalText.nullable(),
        kind: z.string().max(32),
        condition: z.string().max(80),
        words: z.array(z.string().max(32)).max(32),
        account: z.enum(['signed-in', 'signed-out', 'unknown']),
        shopper: z.enum(['new', 'returning', 'unknown']),
        device: z.enum(['desktop', 'mobile', 'unknown']),
        region: z.string().max(120),
        utcOffsetMinutes: z.number().int().min(-1440).max(1440),
      }),
    )
    .max(LIMITS.pricePointsPerCase),
  /** False when older points were left out for the bound. */
  whole: z.boolean(),
});
export type PriceHistory = z.infer<typeof priceHistorySchema>;

export const CASE_FORMAT = 'mingbiao-case/1';

export const caseSchema = z.strictObject({
  format: z.literal(CASE_FORMAT),
  id: z.string().regex(/^[0-9a-z-]{8,64}$/),
  url: z.string().max(LIMITS.urlChars),
  title: z.string().max(LIMITS.titleChars),
  shop: z.string().max(40).nullable(),
  startedAt: z.iso.datetime(),
  keptAt: z.iso.datetime(),
  jurisdictions: z.array(z.string().max(16)).max(64),
  packs: z.array(packRefSchema).max(64),
  observations: z.array(observationSchema).max(LIMITS.observationsPerVisit),
  findings: z.array(findingSchema).max(200_000),
  flags: z.array(flagSchema).max(2_000),
  captures: z.array(captureSchema).max(2_000),
  environment: environmentSchema,
  priceHistory: priceHistorySchema.optional(),
  note: z.string().max(10_000),
  tags: z.array(z.string().max(60)).max(50),
});
export type Case = z.infer<typeof caseSchema>;

/** What the popup is told about the open page. */
export const visitSchema = z.strictObject({
  tabId: z.number().int(),
  url: z.string().max(LIMITS.urlChars),
  title: z.string().max(LIMITS.titleChars),
  shop: z.string().max(40).nullable(),
  startedAt: z.iso.datetime(),
  /** True once the page has settled and every medium that was queued has been answered. */
  settled: z.boolean(),
  pendingMedia: z.number().int().nonnegative(),
  /** Pictures whose inside is still to be read for labels, after everything else; a settled visit may have some. */
  pendingPixels: z.number().int().nonnegative().optional(),
  jurisdictions: z.array(z.string().max(16)),
  observations: z.array(observationSchema),
  findings: z.array(findingSchema),
  flags: z.array(flagSchema),
});
export type Visit = z.infer<typeof visitSchema>;
