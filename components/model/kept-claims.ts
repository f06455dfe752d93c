/** The stored form of remembered claims, checked whenever it is read back. */
import { z } from './zod';
import { LIMITS } from './limits';
import { decimal } from './observation';
import { SALES_CLAIMS } from './words';

const text = z.string().max(LIMITS.textChars);

export const keptClaimsSchema = z
  .array(
    z.strictObject({
      claim: z.enum(SALES_CLAIMS),
      entry: z.string().max(64),
      shape: text,
      looks: z
        .array(
          z.strictObject({
            at: z.iso.datetime(),
            text: text.nullable(),
            number: z.number().int().nonnegative().nullable(),
            deadline: z.iso.datetime().nullable(),
            withinSeconds: z.number().int().nonnegative().max(86_400),
            price: decimal.nullable(),
            listPrice: decimal.nullable(),
          }),
        )
        .min(1)
        .max(LIMITS.claimLooks),
    }),
  )
  .max(LIMITS.claimsPerProduct);
