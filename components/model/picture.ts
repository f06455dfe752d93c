/** Everything that can be said of one picture: what the file states, and what the page says beside it. */
import { z } from './zod';
import { LIMITS } from './limits';
import { fileStatementSchema, observationSchema, subjectIdSchema } from './observation';
import { flagSchema } from './finding';

/** The words behind one trace, shortened: a recipe, a graph, a credit line. */
export const quoteSchema = z.strictObject({
  /** Id of the mechanism it stands behind. */
  mechanism: z.string().max(64),
  /** Where in the file: `png-text`, `exif-usercomment`, … */
  place: z.string().max(64),
  key: z.string().max(120),
  text: z.string().max(LIMITS.quoteChars),
  /** False when the text goes on in the file. */
  isWhole: z.boolean(),
});
export type Quote = z.infer<typeof quoteSchema>;

export const pictureReadingSchema = z.discriminatedUnion('ok', [
  z.strictObject({
    ok: z.literal(true),
    through: z.enum(['page', 'network', 'address']),
    networkBytes: z.number().int().nonnegative(),
    mime: z.string().max(100),
    /** Bytes that were read; the whole file when `isWhole`. */
    sizeBytes: z.number().int().nonnegative(),
    isWhole: z.boolean(),
    /** Of the whole bytes; null when only a part was read. */
    sha256: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .nullable(),
    statement: fileStatementSchema,
    quotes: z.array(quoteSchema).max(16),
    /** The picture itself, for showing it; null where it is too large to be carried. */
    base64: z.string().nullable(),
  }),
  z.strictObject({ ok: z.literal(false), code: z.string().max(64) }),
]);
export type PictureReading = z.infer<typeof pictureReadingSchema>;

export const pictureSchema = z.strictObject({
  /** Null when the picture belongs to no page that was looked at. */
  subject: subjectIdSchema.nullable(),
  /** data: addresses are cut short. */
  url: z.string().max(LIMITS.urlChars),
  pageUrl: z.string().max(LIMITS.urlChars).nullable(),
  rendition: z.enum(['shown', 'original']),
  reading: pictureReadingSchema,
  /** What the page's observers saw of it: the medium, labels, claims and the search for labels. */
  observations: z.array(observationSchema).max(200),
  flags: z.array(flagSchema).max(16),
  /** Address of the shop's stored original, where its form is known and it is another one. */
  originalUrl: z.string().max(LIMITS.urlChars).nullable(),
});
export type Picture = z.infer<typeof pictureSchema>;
