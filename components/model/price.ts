/** What the popup is told about the price of an open page: its record, and a page read again for its price. */
import { z } from './zod';
import { LIMITS } from './limits';
import { currencyCode, decimal } from './observation';
import { shownToSchema } from './shown-to';
import { PRICE_KINDS } from './words';

const day = z.iso.date();
const dayPrice = z.strictObject({ price: decimal, day });

const seenAsSchema = z.strictObject({
  account: z.enum(['signed-in', 'signed-out']).optional(),
  device: z.enum(['desktop', 'mobile']).optional(),
  shopper: z.enum(['new', 'returning']).optional(),
  region: z.string().max(40).optional(),
  condition: z.string().max(80).optional(),
  words: z.array(z.string().max(40)).max(8).readonly().optional(),
});
export type SeenAs = z.infer<typeof seenAsSchema>;

/** Days in one chart at most; the same bound as in prices/chart. */
const CHART_DAYS = 3_660;

export const priceChartSchema = z.strictObject({
  kind: z.enum(PRICE_KINDS),
  currency: currencyCode.nullable(),
  days: z
    .array(
      z.strictObject({
        day,
        low: decimal,
        high: decimal,
        last: decimal,
        list: decimal.nullable(),
        /** In which circumstances the day's last look was made, as far as the page showed them. */
        seenAs: seenAsSchema.optional(),
      }),
    )
    .min(1)
    .max(CHART_DAYS),
  daysObserved: z.number().int().positive(),
  lowest: dayPrice,
  highest: dayPrice,
  /** Circumstances of the newest look, and days with looks in other ones, which the line leaves out. */
  shownTo: shownToSchema.optional(),
  daysApart: z.number().int().nonnegative().optional(),
});
export type PriceChartData = z.infer<typeof priceChartSchema>;

/** The most of one line: ten years of daily looks, each a step. */
const LINE_CHARS = 120_000;
const line = z
  .string()
  .max(LINE_CHARS)
  .regex(/^[MLHV\d. -]*$/);

/** A chart as the badge's panel draws it: finished lines (SVG path data) in a box of 272 by 64, and sentences. */
export const priceSketchSchema = z.strictObject({
  summary: z.string().max(400),
  circumstances: z.string().max(400),
  price: line,
  /** Ties over the days that were not looked at. */
  unseen: line,
  list: line,
  lowest: z.tuple([z.number().finite(), z.number().finite()]),
  from: z.string().max(40),
  until: z.string().max(40),
});
export type PriceSketch = z.infer<typeof priceSketchSchema>;

/** A page fetched again: its text as the server sent it, or a code. Never run, never shown. */
export const pageAgainSchema = z.discriminatedUnion('ok', [
  z.strictObject({
    ok: z.literal(true),
    /** Address after redirects. */
    url: z.string().max(LIMITS.urlChars),
    html: z.string().max(LIMITS.pageChars),
    /** False when the page was longer than we read. */
    isWhole: z.boolean(),
  }),
  z.strictObject({ ok: z.literal(false), code: z.string().max(64) }),
]);
export type PageAgain = z.infer<typeof pageAgainSchema>;
