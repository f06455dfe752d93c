/** A card of a list that the person pressed: what stood in it, whole and not interpreted, and where it leads. */
import { z } from './zod';
import { LIMITS } from './limits';
import { pieceSchema } from './excerpt';
import { currencyCode, decimal } from './observation';
import { PRICE_KINDS } from './words';

/** As the page hands it over: the card, and the chain of elements above it. */
export const cardSchema = z.strictObject({
  href: z.string().max(LIMITS.urlChars),
  language: z.string().max(35).nullable(),
  /** Index of the card itself. */
  top: z.number().int().nonnegative(),
  pieces: z.array(pieceSchema).max(LIMITS.cardPieces),
});
export type Card = z.infer<typeof cardSchema>;

/** The price of a product page, held for an hour in case a cart is looked at. */
export const pricedPageSchema = z.strictObject({
  product: z.string().max(LIMITS.urlChars),
  url: z.string().max(LIMITS.urlChars),
  price: decimal,
  currency: currencyCode,
  /** Whether the page named a fee of this kind, near the price or away from it. */
  namesFee: z.boolean(),
  seenAt: z.iso.datetime(),
});
export type PricedPage = z.infer<typeof pricedPageSchema>;

/** As it is remembered for a few minutes: which product it named, and the price it showed. */
export const rememberedCardSchema = z.strictObject({
  product: z.string().max(LIMITS.urlChars),
  variant: z.string().max(120).nullable(),
  listUrl: z.string().max(LIMITS.urlChars),
  pressedAt: z.iso.datetime(),
  text: z.string().max(LIMITS.textChars),
  price: decimal,
  listPrice: decimal.nullable(),
  currency: currencyCode.nullable(),
  priceKind: z.enum(PRICE_KINDS),
  condition: z.string().max(LIMITS.textChars).nullable(),
});
export type RememberedCard = z.infer<typeof rememberedCardSchema>;
