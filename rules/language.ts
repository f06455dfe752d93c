/**
 * The grammar of the law as data: provisions, rules, packs, complaint channels and the label lexicon.
 * Read in the build and on import, never in a page. Anything unknown is refused with its place and the
 * nearest known name; see compile.ts. The same schemas are written out as JSON Schema for pack authors.
 */
import { z } from '../components/model/zod';
import { bilingualSchema } from '../components/model/finding';
import {
  CEILINGS,
  LABEL_ELEMENTS,
  OBLIGED_PARTIES,
  OBSERVATION_KINDS,
  OUTCOMES,
  PRICE_WORDINGS,
  SALES_CLAIMS,
  SUBJECT_KINDS,
  TOPICS,
} from '../components/model/words';
import { observationSchema } from '../components/model/observation';

/** Version of this grammar. A pack that asks for a newer one is refused, not misread. */
export const LANGUAGE_VERSION = 1;

export const idSchema = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
  .max(80);
/** `cn`, `eu`, `us-ny`, … lower case, country or union first. */
export const jurisdictionSchema = z.string().regex(/^[a-z]{2}(-[a-z]{2,3})?$/);
const date = z.iso.date();

/** How a fact of law is known; taken over from the reference the provision rests on. */
export const CONFIDENCE = [
  'primary',
  'two-sources',
  'one-source',
  'memory',
  'conflict',
  'inference',
] as const;
export const STATUSES = [
  'in-force',
  'enacted-not-yet-applicable',
  'draft',
  'announced',
  'proposed',
  'repealed',
] as const;
export const BINDINGNESS = [
  'law',
  'regulation',
  'rule',
  'mandatory-standard',
  'recommended-standard',
  'practice-guide',
  'platform-contract',
  'guidance',
  'draft',
] as const;

export const provisionSchema = z.strictObject({
  id: idSchema,
  jurisdiction: jurisdictionSchema,
  /** Official name of the instrument; `official` is the name in its own language when that is neither. */
  instrument: z.strictObject({
    zh: z.string().max(200),
    en: z.string().max(300),
    official: z.string().max(300).optional(),
  }),
  /** Document number as the issuer writes it; null where the reference names none. */
  number: z.string().max(120).nullable(),
  issuer: bilingualSchema,
  /** Article, clause or section, as free text: section numbers of standards are sometimes in dispute. */
  clause: z.string().max(80),
  bindingness: z.enum(BINDINGNESS),
  status: z.enum(STATUSES),
  appliesFrom: date.nullable(),
  appliesTo: date.nullable(),
  /** Until when those already on the market have time. */
  transitionalUntil: date.optional(),
  obligedParty: z.enum(OBLIGED_PARTIES),
  /** What it asks, in our own words. */
  requires: bilingualSchema,
  requiredElements: z.array(z.enum(LABEL_ELEMENTS)).optional(),
  mandatedText: z.array(z.string().max(300)).optional(),
  mandatedTextIsExclusive: z.boolean().optional(),
  /** 属于 / 可能为 / 疑似, where the provision assigns one. */
  statusWord: z.enum(['属于', '可能为', '疑似']).optional(),
  triggerObservability: z.enum(['page', 'media', 'repeat-visit', 'seller-only']),
  /** Whether not seeing something may ever count. Almost never. */
  absenceMeansAnything: z.boolean(),
  articleNumberConfidence: z.enum(CONFIDENCE),
  contentConfidence: z.enum(CONFIDENCE),
  params: z.record(z.string().max(40), z.union([z.number(), z.string().max(80), z.boolean()])).optional(),
  sources: z
    .array(z.strictObject({ title: z.string().max(300), locator: z.string().max(300).optional() }))
    .min(1),
  reviewBy: date,
  caveats: bilingualSchema.optional(),
});
export type Provision = z.infer<typeof provisionSchema>;

export const channelSchema = z.strictObject({
  id: idSchema,
  jurisdiction: jurisdictionSchema,
  name: bilingualSchema,
  kind: z.enum(['seller', 'platform', 'authority', 'advice', 'hotline']),
  url: z.url({ protocol: /^https$/ }).nullable(),
  phone: z.string().max(40).nullable(),
  /** What it is for, and what it asks for. */
  use: bilingualSchema,
  evidence: z
    .array(
      z.enum([
        'page-address',
        'screenshot',
        'product-id',
        'shop-licence',
        'account-id',
        'media-file',
        'price-record',
        'order',
        'time',
      ]),
    )
    .max(16),
  topics: z.array(z.enum(TOPICS)).min(1),
  /** Shops this channel belongs to; absent for authorities. */
  shops: z.array(z.string().max(40)).optional(),
  confidence: z.enum(CONFIDENCE),
  reviewBy: date,
});
export type Channel = z.infer<typeof channelSchema>;

/** What one field of a channel's form is filled with. `by-the-person`: nothing the case knows. */
export const FIELD_CONTENTS = [
  'text',
  'page-address',
  'product-name',
  'product-number',
  'business-name',
  'platform',
  'seen-at',
  'price',
  'by-the-person',
] as const;
/** Whose matter a filing is: 投诉 and 举报 have different offices behind them and never share a text. */
export const FILING_PURPOSES = ['seller', 'advice', 'complaint', 'tip'] as const;

/**
 * How a channel is written to: the language it reads, the fields it asks for, and what it takes along. Kept apart
 * from the channel, because channels travel inside case files and a form does not.
 */
export const formSchema = z.strictObject({
  channel: idSchema,
  /** Language the channel reads. */
  language: z.enum(['zh', 'en', 'ko']),
  /** True where a text in the person's own language is as good. */
  alsoInReadersLanguage: z.boolean(),
  /** One for each purpose; each is a text of its own. */
  filings: z
    .array(
      z.strictObject({
        purpose: z.enum(FILING_PURPOSES),
        /** Whether these are the fields of the form itself; otherwise one text, in an order of ours. */
        isFormKnown: z.boolean(),
        fields: z
          .array(
            z.strictObject({
              id: idSchema,
              name: bilingualSchema,
              holds: z.enum(FIELD_CONTENTS),
              /** Most characters (UTF-16 code units, as HTML counts `maxlength`); null: not known. */
              longest: z.number().int().min(50).max(100_000).nullable(),
              /** What the person should put there, or look out for. */
              hint: bilingualSchema.optional(),
            }),
          )
          .min(1)
          .max(20),
      }),
    )
    .min(1)
    .max(FILING_PURPOSES.length),
  /** What can be attached; null: not known. */
  attachments: z.strictObject({
    most: z.number().int().positive().nullable(),
    largestBytes: z.number().int().positive().nullable(),
    /** Endings of file names, without the dot. */
    formats: z.array(z.string().regex(/^[a-z0-9]{2,5}$/)).nullable(),
  }),
  /** What is known of how this channel deals with many filings by one person. */
  serial: bilingualSchema.optional(),
  /** When the facts above were looked up. */
  asOf: date,
  sources: z
    .array(z.strictObject({ title: z.string().max(300), locator: z.string().max(300).optional() }))
    .min(1),
  confidence: z.enum(CONFIDENCE),
  reviewBy: date,
});
export type Form = z.infer<typeof formSchema>;

/** A signal with its parameters. `params` is checked against the catalogue in model/signal.ts. */
export const askSchema = z.strictObject({
  signal: z.string().max(64),
  params: z.record(z.string().max(40), z.unknown()).optional(),
});
export type Ask = z.infer<typeof askSchema>;

/** all: every answer is yes. any: at least one. none: every answer is no. An empty list says nothing. */
export const conditionSchema = z.strictObject({
  all: z.array(askSchema).min(1).optional(),
  any: z.array(askSchema).min(1).optional(),
  none: z.array(askSchema).min(1).optional(),
});
export type Condition = z.infer<typeof conditionSchema>;

export const ruleSchema = z.strictObject({
  $schema: z.string().optional(),
  id: idSchema,
  topic: z.enum(TOPICS),
  subjects: z.array(z.enum(SUBJECT_KINDS)).min(1),
  title: bilingualSchema,
  /** Provisions it rests on; the first names the obliged party and the dates. */
  provisions: z.array(idSchema).min(1),
  /** Kinds of observation without which it cannot be asked. */
  needs: z.array(z.enum(OBSERVATION_KINDS)).min(1),
  ceiling: z.enum(CEILINGS),
  /** Where our certainty comes from when it flags; `file` becomes signed or unsigned by what the file carries. */
  certainty: z.enum(['file', 'page', 'measured']),
  /** Whether a mark is put on the subject. `none`: the popup only. */
  badge: z.enum(['flag', 'note', 'none']),
  /** No → inapplicable. Unknown → cannot tell. */
  appliesWhen: conditionSchema,
  /** Asked only when it applies. Yes → flagged, no → clear, unknown → cannot tell. */
  flagsWhen: conditionSchema,
  texts: z.strictObject({
    /** One plain sentence: what was seen. May name values in {braces}. */
    flagged: bilingualSchema,
    /** What it means that nothing pulls apart, e.g. "labelled as the rules ask". */
    clear: bilingualSchema,
    cannotTell: bilingualSchema,
    /** Said in place of `flagged` of a disclosure that is seen before its provision applies; names {from}. */
    ahead: bilingualSchema.optional(),
  }),
  /** What would explain the flag innocently. Each needs a case in the table that is not flagged. */
  innocent: z.array(z.strictObject({ id: idSchema, text: bilingualSchema })).min(1),
  /** Channel ids, in the order in which they make sense. */
  remedies: z.array(idSchema),
  notes: z.string().max(2000).optional(),
});
export type Rule = z.infer<typeof ruleSchema>;

export const packSchema = z.strictObject({
  $schema: z.string().optional(),
  id: idSchema,
  language: z.literal(LANGUAGE_VERSION),
  version: z.string().regex(/^\d+\.\d+\.\d+$/),
  jurisdiction: jurisdictionSchema,
  title: bilingualSchema,
  about: bilingualSchema,
  maintainer: z.string().max(120),
  reviewBy: date,
});
export type Pack = z.infer<typeof packSchema>;

/** A lexicon entry: elements that must all stand in one short text, and what must not. Words, not patterns. */
const wordGroup = z.array(z.string().min(1).max(80)).min(1);
export const lexiconSchema = z.strictObject({
  $schema: z.string().optional(),
  id: idSchema,
  about: bilingualSchema,
  /** Per language: words for each element. Latin words match whole words only; CJK words match anywhere. */
  elements: z.record(z.enum(LABEL_ELEMENTS), z.record(z.string().max(12), wordGroup)),
  /** Negations that turn a label into its opposite (非AI生成, not AI-generated). Checked first. */
  negations: z.record(z.string().max(12), wordGroup),
  /** Claims of the opposite, kept as claims: 实拍, shot from the real thing. */
  realShot: z.record(z.string().max(12), wordGroup),
  /** Words that contain an element by accident (合成革, AI眼镜, 合成纤维): never counted. */
  traps: z.record(z.string().max(12), wordGroup),
  /** Words that show the text sells or offers the technique itself (数字人软件, AI生成工具). */
  offers: z.record(z.string().max(12), wordGroup),
  /** Words of a sentence that guesses, instructs or sets a duty (looks AI, 感觉是, sellers must): it labels nothing. */
  asides: z.record(z.string().max(12), wordGroup).optional(),
  /** Words for written things (总结, description): a label that names one and no picture is about no picture. */
  texts: z.record(z.string().max(12), wordGroup).optional(),
  /** Words for pictures and films, which keep such a label a label of pictures. */
  pictures: z.record(z.string().max(12), wordGroup).optional(),
  /** Words of status inside a label, quoted as they stand. */
  status: z.strictObject({ 属于: wordGroup, 可能为: wordGroup, 疑似: wordGroup }),
  /** Whole fixed phrases that are labels although an element is missing (가상인물, Images virtuelles). */
  phrases: z.array(
    z.strictObject({
      id: idSchema,
      language: z.string().max(12),
      text: z.string().min(1).max(160),
      elements: z.array(z.enum(LABEL_ELEMENTS)).min(1),
    }),
  ),
  /** Words that labels are made of beside the elements (图片, 内容, 仅供参考): not counted as foreign matter. */
  fillers: z.record(z.string().max(12), wordGroup).optional(),
  /** Words that tie an origin to a thing (由, 使用, by, mit): a text that has one reads as a statement. */
  links: z.record(z.string().max(12), wordGroup).optional(),
  /** Longest visible label, in characters, per script: longer texts are prose, not labels. */
  longest: z.strictObject({ cjk: z.number().int(), latin: z.number().int() }),
});
export type Lexicon = z.infer<typeof lexiconSchema>;

export const priceLexiconSchema = z.strictObject({
  $schema: z.string().optional(),
  id: idSchema,
  about: bilingualSchema,
  entries: z.array(
    z.strictObject({
      id: idSchema,
      wording: z.enum(PRICE_WORDINGS),
      language: z.string().max(12),
      /** Any of these, compared after NFKC, case folding and white-space folding. */
      texts: z.array(z.string().min(1).max(200)).min(1),
      /** Texts that contain the wording but are something else. */
      not: z.array(z.string().min(1).max(200)).optional(),
      /** A statutory sentence counts only in a purchase context. */
      validFrom: date.optional(),
      validTo: date.optional(),
    }),
  ),
  /** Claims of time, stock and interest: words that stand before or after the time or the number. */
  claims: z
    .array(
      z.strictObject({
        id: idSchema,
        claim: z.enum(SALES_CLAIMS),
        language: z.string().max(12),
        before: wordGroup.optional(),
        after: wordGroup.optional(),
        /** Words that make it something else: delivery, a reserved basket, a number that is only a bound. */
        not: wordGroup.optional(),
      }),
    )
    .optional(),
});
export type PriceLexicon = z.infer<typeof priceLexiconSchema>;

/** The table of cases that proves a rule: tests/rules/<rule-id>.json. */
export const ruleCasesSchema = z.strictObject({
  rule: idSchema,
  cases: z
    .array(
      z.strictObject({
        name: z.string().min(3).max(200),
        outcome: z.enum(OUTCOMES),
        /** The innocent explanation this case shows to be unflagged. */
        innocent: idSchema.optional(),
        date: date.optional(),
        subject: z.string().max(130),
        observations: z.array(observationSchema),
      }),
    )
    .min(4),
});
export type RuleCases = z.infer<typeof ruleCasesSchema>;

/** How every channel is written to, and what rules say in languages beyond the interface's. */
export interface Forms {
  forms: Record<string, Form>;
  /** By rule: what it says when it flags, in the language of a channel; placeholders as in the rule's own texts. */
  says: Record<string, { ko: string }>;
}

/** Everything the judge and the interface need, whole and with every reference resolved. */
export interface CompiledPack extends Pack {
  /** `sha256-<hex>` over the canonical JSON of pack, rules and the provisions they name. */
  digest: string;
  rules: Rule[];
}
export interface Law {
  language: number;
  packs: CompiledPack[];
  provisions: Record<string, Provision>;
  channels: Record<string, Channel>;
}
