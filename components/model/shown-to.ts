/** In which circumstances a page showed its price, as far as the page itself says so. Never who somebody is. */
import { z } from './zod';

export const shownToSchema = z.strictObject({
  account: z.enum(['signed-in', 'signed-out', 'unknown']),
  /** Words of the region that goods go to, as the page shows them, down to the district; empty when it shows none. */
  region: z.string().max(60),
});
export type ShownTo = z.infer<typeof shownToSchema>;
