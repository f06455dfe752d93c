/** The files that make up the law, each with its schema; also written out as JSON Schema for pack authors. */
import { trustListSchema } from '../components/model/trust';
import { z } from '../components/model/zod';
import {
  channelSchema,
  formSchema,
  idSchema,
  lexiconSchema,
  packSchema,
  priceLexiconSchema,
  provisionSchema,
  ruleCasesSchema,
  ruleSchema,
} from './language';

/** rules/provisions/<jurisdiction>.json */
export const provisionsFileSchema = z.strictObject({
  $schema: z.string().optional(),
  provisions: z.array(provisionSchema).min(1).max(500),
});

/** rules/channels/<jurisdiction>.json */
export const channelsFileSchema = z.strictObject({
  $schema: z.string().optional(),
  channels: z.array(channelSchema).min(1).max(200),
});

/** rules/channels/forms/<jurisdiction>.json */
export const formsFileSchema = z.strictObject({
  $schema: z.string().optional(),
  forms: z.array(formSchema).min(1).max(200),
  /** What rules of this jurisdiction say when they flag, in the language its channels read. */
  says: z.record(idSchema, z.strictObject({ ko: z.string().min(1).max(2000) })).optional(),
});

/** tests/rules/<rule-id>.json */
export const ruleCasesFileSchema = ruleCasesSchema.extend({ $schema: z.string().optional() });

export const FILE_SCHEMAS = {
  pack: packSchema,
  rule: ruleSchema,
  provisions: provisionsFileSchema,
  channels: channelsFileSchema,
  forms: formsFileSchema,
  'rule-cases': ruleCasesFileSchema,
  lexicon: lexiconSchema,
  'price-lexicon': priceLexiconSchema,
} as const;
export type FileKind = keyof typeof FILE_SCHEMAS;

/** JSON Schema (2020-12) of every kind of file, by its name in rules/schema/. Trust lists are data beside the law. */
export function jsonSchemas(): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries({ ...FILE_SCHEMAS, 'trust-list': trustListSchema }).map(([kind, schema]) => [
      `${kind}.schema.json`,
      jsonSchemaOf(schema),
    ]),
  );
}

export function jsonSchemaOf(schema: z.ZodType): unknown {
  return z.toJSONSchema(schema, { io: 'input' });
}
