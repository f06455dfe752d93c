/**
 * A finding is one rule asked of one subject. It keeps two axes apart: the declared status, quoted from the
 * file or the platform, and our own certainty. It never says that a rule was broken.
 */
import { z } from './zod';
import { ANSWERS, CEILINGS, CERTAINTIES, OBLIGED_PARTIES, OUTCOMES, TOPICS } from './words';
import { subjectIdSchema } from './observation';

export const declaredStatusSchema = z.strictObject({
  /** 属于 / 可能为 / 疑似, quoted. */
  word: z.enum(['属于', '可能为', '疑似']),
  /** GB 45438-2025 annex E value behind the word; null when a visible label used the word itself. */
  label: z.enum(['1', '2', '3']).nullable(),
  /** Who says so: the file's metadata, or a label on the page. */
  quotedFrom: z.enum(['file', 'page']),
  observation: z.string(),
});
export type DeclaredStatus = z.infer<typeof declaredStatusSchema>;

export const signalAnswerSchema = z.strictObject({
  signal: z.string().max(64),
  /** Which list of the rule it stood in. */
  part: z.enum(['applies', 'flags']),
  answer: z.enum(ANSWERS),
  /** Stable, kebab-case: why the answer is what it is (`no-observation`, `search-incomplete`, …). */
  reason: z.string().max(64),
  reliedOn: z.array(z.string().max(16)).max(64),
});
export type SignalAnswer = z.infer<typeof signalAnswerSchema>;

export const findingSchema = z.strictObject({
  /** `<rule>@<subject>`: one finding per rule and subject. */
  id: z.string().max(260),
  rule: z.string().max(80),
  pack: z.string().max(80),
  packVersion: z.string().max(20),
  packDigest: z.string().max(80),
  jurisdiction: z.string().max(16),
  topic: z.enum(TOPICS),
  subject: subjectIdSchema,
  outcome: z.enum(OUTCOMES),
  ceiling: z.enum(CEILINGS),
  declaredStatus: declaredStatusSchema.nullable(),
  certainty: z.enum(CERTAINTIES).nullable(),
  obligedParty: z.enum(OBLIGED_PARTIES),
  provisions: z.array(z.string().max(80)).min(1).max(16),
  /** The date by which the law was read: that of the observation. YYYY-MM-DD. */
  judgedFor: z.iso.date(),
  answers: z.array(signalAnswerSchema).max(64),
  reliedOn: z.array(z.string().max(16)).max(64),
  /** For cannot-tell: which facts are missing. For inapplicable: why. Kebab-case reasons. */
  reasons: z.array(z.string().max(64)).max(32),
  /** Values that the rule's texts may name: {status}, {generator}, {label}, {price}, … */
  values: z.record(z.string().max(32), z.string().max(500)),
});
export type Finding = z.infer<typeof findingSchema>;

/** A text in both interface languages. */
export const bilingualSchema = z.strictObject({
  zh: z.string().min(1).max(2000),
  en: z.string().min(1).max(2000),
});
export type Bilingual = z.infer<typeof bilingualSchema>;

/**
 * What a shopper is shown of the findings on one subject: one mark, not one per rule.
 * `flag`: two things pull apart, or a contradiction. `note`: worth knowing. `labelled`: declared and labelled.
 */
export const flagSchema = z.strictObject({
  subject: subjectIdSchema,
  tone: z.enum(['flag', 'note', 'labelled']),
  topic: z.enum(TOPICS),
  headline: bilingualSchema,
  declaredStatus: declaredStatusSchema.nullable(),
  certainty: z.enum(CERTAINTIES).nullable(),
  /** What would explain it innocently, first of the rule's list: the badge has no law to look it up in. */
  innocent: bilingualSchema.optional(),
  findings: z.array(z.string().max(260)).min(1).max(64),
});
export type Flag = z.infer<typeof flagSchema>;
