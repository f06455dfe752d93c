/**
 * A shop adapter describes where one shop's pages keep things. It is data: hosts, how its addresses name a
 * product or a room, and where to look. Selectors are hints, to be confirmed by another source; a place
 * that is not on the page is absent, never guessed.
 */
import { z } from './zod';
import { PRICE_KINDS } from './words';

const selector = z.string().min(1).max(300);
const hostPattern = z.string().regex(/^(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)+$/);

/** How an address names something: host, then a bounded place in path, query or fragment. No free patterns. */
export const addressSchema = z.strictObject({
  hosts: z.array(hostPattern).min(1).max(20),
  /** Path with `{id}` where the identifier stands, e.g. `/{id}.html`; `*` stands for one path segment. */
  path: z.string().max(120).optional(),
  /** Query parameters that may hold the identifier, first present wins. */
  query: z.array(z.string().max(40)).max(8).optional(),
  /** Fragment form, e.g. `#/{id}`. */
  fragment: z.string().max(60).optional(),
  /** Characters of the identifier. */
  id: z.enum(['digits', 'alphanumeric', 'slug']),
});
export type Address = z.infer<typeof addressSchema>;

const priceField = z.strictObject({
  selector,
  /** What number stands there. */
  is: z.enum(['price', 'list-price']),
  kind: z.enum(PRICE_KINDS).optional(),
  /** Where, inside the same block, the words of the condition stand. */
  conditionSelector: selector.optional(),
  /** Elements with this selector are not asked (sticky headers, recommendations). */
  notInside: selector.optional(),
  /** Read this attribute instead of the text. */
  attribute: z.string().max(40).optional(),
  /** Years or months in which this layout was seen, for whoever mends it. */
  seen: z.string().max(60).optional(),
});

export const shopSchema = z.strictObject({
  $schema: z.string().optional(),
  id: z.string().regex(/^[a-z0-9-]{2,40}$/),
  name: z.strictObject({ zh: z.string().max(40), en: z.string().max(40) }),
  /** Pages on which the content script may run once the person grants this shop. */
  pageHosts: z.array(hostPattern).min(1).max(40),
  /** Hosts that serve this shop's pictures; asked for together with the pages, to read their bytes. */
  mediaHosts: z.array(hostPattern).max(40),
  country: z.string().max(16).nullable(),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .nullable(),
  addresses: z.strictObject({
    product: z.array(addressSchema).max(12).optional(),
    live: z.array(addressSchema).max(12).optional(),
    list: z
      .array(z.strictObject({ hosts: z.array(hostPattern).min(1), path: z.string().max(120).optional() }))
      .max(12)
      .optional(),
  }),
  product: z
    .strictObject({
      title: z.array(selector).max(12).optional(),
      /** Words that the shop puts before every title, for readers of the page and not for the eye. */
      titlePrefixes: z.array(z.string().min(1).max(40)).max(12).optional(),
      seller: z.array(selector).max(12).optional(),
      prices: z.array(priceField).max(24).optional(),
      /** Block that holds the main product's pictures. */
      gallery: z.array(selector).max(12).optional(),
      /** Blocks never belonging to the main product: recommendations, ads, reviews. */
      elsewhere: z.array(selector).max(24).optional(),
    })
    .optional(),
  /** Where the page shows in which circumstances it is seen; only in, out or a region is read there. */
  shopper: z
    .strictObject({
      /** Elements that greet or offer to sign in; their words decide. */
      account: z.array(selector).max(8).optional(),
      /** Elements that are only there for somebody signed in, or signed out. */
      signedIn: z.array(selector).max(8).optional(),
      signedOut: z.array(selector).max(8).optional(),
      /** Elements whose text is a region. */
      region: z.array(selector).max(8).optional(),
    })
    .optional(),
  /** Page state written into a script element: variable name, then paths to facts. */
  pageState: z
    .array(
      z.strictObject({
        variable: z.string().max(60),
        title: z.array(z.string().max(160)).max(8).optional(),
        price: z.array(z.string().max(160)).max(8).optional(),
        listPrice: z.array(z.string().max(160)).max(8).optional(),
        ids: z.array(z.string().max(160)).max(8).optional(),
        /** Amounts are in hundredths (fen, cents). */
        minor: z.boolean().optional(),
      }),
    )
    .max(8)
    .optional(),
  live: z
    .strictObject({
      player: z.array(selector).max(12).optional(),
      host: z.array(selector).max(12).optional(),
      title: z.array(selector).max(12).optional(),
      /** Scrolling comments: said by viewers, never a disclosure by the room. */
      comments: z.array(selector).max(12).optional(),
    })
    .optional(),
  /** Where the person reports something to this platform; channel ids. */
  channels: z.array(z.string().max(80)).max(8).optional(),
  notes: z.string().max(1000).optional(),
});
export type Shop = z.infer<typeof shopSchema>;
