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
