/**
 * How a person orders what was kept: tags, notes, status and campaigns. Kept beside the case and never in it,
 * because the case is what is signed and handed on; ordering it anew must not change a byte of it.
 */
import { z } from './zod';

/** Where the work on a case stands. */
export const CASE_STATUSES = ['new', 'reviewed', 'filed', 'closed'] as const;
export type CaseStatus = (typeof CASE_STATUSES)[number];

const campaignId = z.string().regex(/^[0-9a-z-]{8,64}$/);
const tag = z.string().trim().min(1).max(60);

export const organisingSchema = z.strictObject({
  /** The case. */
  id: z.string().regex(/^[0-9a-z-]{8,64}$/),
  tags: z.array(tag).max(50),
  note: z.string().max(10_000),
  status: z.enum(CASE_STATUSES),
  campaigns: z.array(campaignId).max(50),
  /** ISO 8601, UTC. */
  changedAt: z.iso.datetime(),
});
export type Organising = z.infer<typeof organisingSchema>;

export const campaignSchema = z.strictObject({
  id: campaignId,
  title: z.string().trim().min(1).max(120),
  /** What members are asked to look at and to keep. Plain text. */
  instruction: z.string().max(10_000),
  createdAt: z.iso.datetime(),
  /** Null while it runs. */
  archivedAt: z.iso.datetime().nullable(),
});
export type Campaign = z.infer<typeof campaignSchema>;

/** A campaign as it travels between members: its words only, never anybody's cases. */
export const CAMPAIGN_FORMAT = 'mingbiao-campaign/1';
export const campaignFileSchema = z.strictObject({
  format: z.literal(CAMPAIGN_FORMAT),
  id: campaignId,
  title: campaignSchema.shape.title,
  instruction: campaignSchema.shape.instruction,
  createdAt: z.iso.datetime(),
});

/** What came with one imported file: who signed it, and whether it was whole. */
export const arrivalSchema = z.strictObject({
  /** SHA-256 of the file. */
  file: z.string().regex(/^[0-9a-f]{64}$/),
  case: z.string().max(64),
  /** Name of the file as it was given. */
  name: z.string().max(255),
  /** Fingerprint of the key that signed; null when nobody did. */
  signer: z.string().max(128).nullable(),
  arrivedAt: z.iso.datetime(),
  /** What was altered, as the check named it; empty for a whole file. */
  altered: z
    .array(
      z.strictObject({ item: z.string().max(300), reason: z.string().max(100), detail: z.string().max(300) }),
    )
    .max(200),
  /** Digests of captures whose bytes were not in the file. */
  missing: z.array(z.string().regex(/^[0-9a-f]{64}$/)).max(2_000),
  /** When it was signed, by the signer's own clock. Absent where nobody signed, and in what was noted before this was. */
  signedAt: z.iso.datetime().optional(),
  /** This casebook had kept the case itself before the file came. */
  keptHere: z.literal(true).optional(),
  /** What makes the very file again out of the case: its signature as it stood there, and its time stamp. */
  sealed: z
    .strictObject({
      /** `signedData` of datapackage-digest.json, as JSON. */
      signed: z.string().max(4_000),
      /** Base64 of the answer of the time-stamp authority; null without one. */
      timeStamp: z.string().max(200_000).nullable(),
    })
    .optional(),
});
export type Arrival = z.infer<typeof arrivalSchema>;
