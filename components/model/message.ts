/**
 * Every message between doors: name, who may send it, what is sent, what is answered. One table, no other.
 * What comes from a content script is untrusted and parsed by these schemas in the background; tab, frame
 * and address are taken from the sender, never from the payload.
 */
import { z } from './zod';
import { LIMITS } from './limits';
import { c2paSchema, sightingSchema, subjectIdSchema } from './observation';
import { flagSchema } from './finding';
import { visitSchema } from './case';
import { shopSchema } from './shop';
import type { Lexicon, PriceLexicon } from '../../rules/language';

const nothing = z.strictObject({});
export const localeSchema = z.enum(['zh-CN', 'en']);
export type Locale = z.infer<typeof localeSchema>;

const tab = z.strictObject({ tabId: z.number().int().nonnegative() });

export const MESSAGES = {
  /** A content script that has just started asks what to do here. */
  'page/begin': {
    from: 'page',
    sent: nothing,
    answered: z.strictObject({
      run: z.boolean(),
      /** True when the person asked for this page; false on a granted shop, where quiet pages stay quiet. */
      asked: z.boolean(),
      locale: localeSchema,
      shop: shopSchema.nullable(),
      lexicon: z.custom<Lexicon>((value) => typeof value === 'object'),
      priceLexicon: z.custom<PriceLexicon>((value) => typeof value === 'object'),
    }),
  },
  /** One batch of what observers saw. Later sightings of the same kind, subject and method replace earlier ones. */
  'page/observed': {
    from: 'page',
    sent: z.strictObject({
      sightings: z.array(sightingSchema).max(LIMITS.observationsPerBatch),
      /** Subjects that left the page since the last batch. */
      gone: z.array(subjectIdSchema).max(LIMITS.mediaPerPage),
    }),
    answered: z.strictObject({
      accepted: z.number().int().nonnegative(),
      refused: z.number().int().nonnegative(),
    }),
  },
  /** A page asks how far reading is; it also wakes a background that was ended half-way. */
  'page/progress': {
    from: 'page',
    sent: nothing,
    answered: z.strictObject({
      settled: z.boolean(),
      locale: localeSchema,
      flags: z.array(flagSchema).max(1000),
    }),
  },
  /** The badge's own button: open the details of this subject in the popup (or its page). */
  'page/open-details': {
    from: 'page',
    sent: z.strictObject({ subject: subjectIdSchema }),
    answered: nothing,
  },
  /** To a page: the flags to show now. */
  'page/flags': {
    from: 'background',
    sent: z.strictObject({ locale: localeSchema, flags: z.array(flagSchema).max(1000) }),
    answered: nothing,
  },
  /** To a page: bring this subject into view and ring it for a moment. */
  'page/reveal': {
    from: 'background',
    sent: z.strictObject({ subject: subjectIdSchema }),
    answered: nothing,
  },
  /**
   * To a page: read this range of a medium that the page shows, from the browser's cache where it has it.
   * Null when the page may not read it (another host without CORS).
   */
  'page/read-medium': {
    from: 'background',
    sent: z.strictObject({
      url: z.string().max(LIMITS.mediaBytes),
      offset: z.number().int().nonnegative(),
      length: z.number().int().positive().max(LIMITS.mediaBytes),
    }),
    answered: z
      .strictObject({ base64: z.string(), size: z.number().int().nonnegative().nullable() })
      .nullable(),
  },
  'visit/read': { from: 'own', sent: tab, answered: visitSchema.nullable() },
  /** Look at this tab once, by the person's press (activeTab). */
  'visit/look': { from: 'own', sent: tab, answered: z.strictObject({ started: z.boolean() }) },
  'visit/keep': { from: 'own', sent: tab, answered: z.strictObject({ caseId: z.string() }) },
  'visit/reveal': {
    from: 'own',
    sent: z.strictObject({ tabId: z.number().int(), subject: subjectIdSchema }),
    answered: nothing,
  },
  /** The bytes of one medium of a visit, for showing it small; null when they cannot be had. */
  'visit/medium': {
    from: 'own',
    sent: z.strictObject({ tabId: z.number().int(), subject: subjectIdSchema }),
    answered: z.strictObject({ base64: z.string(), mime: z.string().max(100) }).nullable(),
  },
  /** Permissions, jurisdictions or language changed: register again, judge again. */
  'settings/changed': { from: 'own', sent: nothing, answered: nothing },
  /** Background to the reader's document: verify the C2PA manifest of bytes stored under this digest. */
  'reader/verify-c2pa': {
    from: 'background',
    sent: z.strictObject({ sha256: z.string().regex(/^[0-9a-f]{64}$/), mime: z.string().max(100) }),
    answered: c2paSchema,
  },
} as const satisfies Record<
  string,
  { from: 'page' | 'own' | 'background'; sent: z.ZodType; answered: z.ZodType }
>;

export type MessageName = keyof typeof MESSAGES;
export type Sent<N extends MessageName> = z.infer<(typeof MESSAGES)[N]['sent']>;
export type Answered<N extends MessageName> = z.infer<(typeof MESSAGES)[N]['answered']>;
