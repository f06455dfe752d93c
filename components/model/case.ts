/**
 * A visit is what is known about one page while it is open; a case is a visit that the person chose to keep.
 * Bytes are kept apart, by their SHA-256, so that the same picture in ten cases is stored once.
 */
import { z } from './zod';
import { LIMITS } from './limits';
import { observationSchema } from './observation';
import { findingSchema, flagSchema } from './finding';

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
  /** What could not be seen or was not tried, in codes: `pixels-not-read`, `signed-out-unknown`, … */
  notCaptured: z.array(z.strictObject({ what: z.string().max(64), why: z.string().max(200) })).max(200),
});
export type Environment = z.infer<typeof environmentSchema>;

export const captureSchema = z.strictObject({
  /** `law`: the packs and provisions by which the page was judged when it was kept, as canonical JSON. */
  /** `frame`: one moment of a watched video, kept because the person kept the page. */
  role: z.enum(['screenshot', 'medium', 'page-html', 'law', 'frame']),
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
});
export type Capture = z.infer<typeof captureSchema>;

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
