/** The law as a case file carries it, so that its findings can be judged again when packs have moved on. */
import { z } from '../model/zod';
import { channelSchema, packSchema, provisionSchema, ruleSchema, type Law } from '../../rules/language';

const compiledPackSchema = packSchema.extend({
  digest: z.string().max(80),
  rules: z.array(ruleSchema).max(2_000),
});

export const lawSchema = z.strictObject({
  language: z.number().int().positive(),
  packs: z.array(compiledPackSchema).max(64),
  provisions: z.record(z.string().max(80), provisionSchema),
  channels: z.record(z.string().max(80), channelSchema),
});

/** The law out of its file, or the place where it is not one. */
export function lawFrom(value: unknown): { ok: true; law: Law } | { ok: false; at: string } {
  const parsed = lawSchema.safeParse(value);
  // exactOptionalPropertyTypes: zod says `T | undefined` where the law says "absent"; JSON has no undefined.
  if (parsed.success) return { ok: true, law: parsed.data as Law };
  return { ok: false, at: parsed.error.issues[0]?.path.join('.') ?? '' };
}
