/**
 * What a page hands over so that its offer can be read where no page is: small blocks around whatever looks
 * like a price or a title, whole, the chain of elements above them, and what the page states for machines,
 * as written. Nothing in it is interpreted yet. The page's script carries no reader; this is what it sends.
 */
import { z } from './zod';
import { LIMITS } from './limits';
import { sightingSchema } from './observation';
import { shownToSchema } from './shown-to';

const index = z.number().int().nonnegative();
const position = z.number().int().min(-1);
const clipped = z.string().max(LIMITS.textChars);

export const pieceSchema = z.strictObject({
  /** Index of the element above, always smaller than its own; -1 at the top. */
  parent: position,
  tag: z.string().max(40),
  class: z.string().max(600).optional(),
  id: z.string().max(200).optional(),
  itemprop: z.string().max(80).optional(),
  href: z.string().max(600).optional(),
  isAriaHidden: z.boolean().optional(),
  flags: z.number().int().min(0).max(15),
  /** Children in order: texts and indexes of elements. Absent where the block was too large to take along. */
  kids: z
    .array(z.union([z.string().max(2_000), index]))
    .max(400)
    .optional(),
});
export type PieceRecord = z.infer<typeof pieceSchema>;

/** An element of interest and where it stands among the page's texts (-1: outside of what was walked). */
const placed = z.strictObject({ piece: index, at: position });

export const excerptSchema = z.strictObject({
  url: z.string().max(LIMITS.urlChars),
  title: z.string().max(LIMITS.titleChars),
  language: z.string().max(35).nullable(),
  canonical: z.string().max(LIMITS.urlChars).nullable(),
  pieces: z.array(pieceSchema).max(LIMITS.excerptPieces),
  headings: z.array(placed).max(160),
  /** At the adapter's places, in its order; `title` is the attribute of that name. */
  titles: z.array(placed.extend({ title: clipped.nullable() })).max(12),
  sellers: z.array(z.strictObject({ piece: index, title: clipped.nullable() })).max(12),
  prices: z
    .array(
      z.strictObject({
        /** Index into the adapter's `product.prices`. */
        place: index,
        piece: index,
        /** The attribute's value where the adapter names one. */
        text: clipped.nullable(),
        condition: clipped.nullable(),
      }),
    )
    .max(60),
  /** Elements that hold a text with an amount; `px` is the size of its letters where there is layout. */
  candidates: z.array(placed.extend({ px: z.number().finite().nullable() })).max(160),
  /** Positions of buying buttons among the texts. */
  buys: z.array(index).max(40),
  jsonLd: z.array(z.string().max(LIMITS.structuredDataChars)).max(LIMITS.structuredDataBlocks),
  /** Scripts that name an adapter's variable; `isWhole` when the script is that value and nothing else. */
  states: z
    .array(
      z.strictObject({
        place: index,
        isWhole: z.boolean(),
        text: z.string().max(LIMITS.structuredDataChars),
      }),
    )
    .max(LIMITS.structuredDataBlocks),
  /** Properties of microdata and RDFa; `owner` numbers the product that they stand in, -1 for none. */
  properties: z
    .array(
      z.strictObject({
        form: z.enum(['microdata', 'rdfa']),
        owner: position,
        isListed: z.boolean(),
        /** Belongs to something inside the product (its brand, its seller). */
        isInner: z.boolean(),
        names: z.string().max(200),
        value: clipped,
      }),
    )
    .max(LIMITS.excerptProperties),
  metas: z.array(z.tuple([z.string().max(80), clipped])).max(100),
  /** Texts that stand where ids stand, texts that begin with an id's label, and ids of data attributes. */
  idTexts: z.array(z.string().max(80)).max(60),
  labelTexts: z.array(z.string().max(200)).max(40),
  dataIds: z.array(z.string().max(24)).max(6),
  /** What the person has chosen among variants: a value of each choice. */
  chosen: z.array(z.string().max(80)).max(8),
  /** The person pressed or typed something in the last seconds (the browser's own transient activation). */
  isPressed: z.boolean().optional(),
  shownTo: shownToSchema.optional(),
  unreadable: z
    .array(
      z.strictObject({
        what: z.enum(['structured-data', 'price']),
        code: z.string().max(64),
        detail: clipped.nullable(),
      }),
    )
    .max(8),
});
export type Excerpt = z.infer<typeof excerptSchema>;

/** What was read out of an excerpt, and which pieces carry it. */
export const offerReadingSchema = z.strictObject({
  /** At most one `offer`, and an `unreadable` for each statement or price that could not be read. */
  sightings: z.array(sightingSchema).max(8),
  /** Index of the piece that carries the price; null where it was stated and not shown. */
  pricePiece: index.nullable(),
  /** Index of the title's piece; null where no title is shown. */
  titlePiece: index.nullable(),
});
export type OfferReading = z.infer<typeof offerReadingSchema>;
