/**
 * The implicit label of GB 45438-2025 annex E: a JSON object of seven fields. Reads it as written, notes each
 * deviation, and never turns a text it does not understand into Label 1.
 */
import { LIMITS } from '../model/limits';
import type { Aigc } from '../model/observation';
import { STATUS_WORDS } from '../model/words';
import { NAMES_FIELD, parsed, parsedAmongWords, unwrap, withoutEnvelopes } from './label-json';
import providers from './providers.json';

/**
 * Where a text was found. `own`: in the label's own namespace, so that anything there is a label. `named`: under
 * the bare name AIGC, which others use too. `shared`: where anything may stand.
 */
export type LabelPlace = 'own' | 'named' | 'shared';

export type LabelReading =
  | { kind: 'none' }
  /** A label is there and states something; `declares` is null when only its presence can be told. */
  | { kind: 'label'; aigc: Aigc; declares: 'generated' | null; code: string | null }
  | { kind: 'unreadable'; code: string };

const FIELDS = [
  'Label',
  'ContentProducer',
  'ProduceID',
  'ReservedCode1',
  'ContentPropagator',
  'PropagateID',
  'ReservedCode2',
] as const;
type Field = (typeof FIELDS)[number];
const BY_LOWER = new Map<string, Field>(FIELDS.map((field) => [field.toLowerCase(), field]));
/** Fields of a cloud vendor's own form, which has no Label. */
const CLOUD = ['ServiceProvider', 'ServiceUser', 'ContentId', 'Time'];
/** A provider and a time alone are in many records of other trades. */
const LEAST_CLOUD = 3;
const PRODUCER_CODE = /^00\d\d([0-9A-Z]{18})([12][0-9A-Z]{4}|0{5})$/;
const MAX_EXTRA = 16;
/** What any text with a label holds, in whatever envelope: a fast no for all others. */
const TELLING = /AIGC|Content_?Pro|Produce_?ID|Propagate_?ID|ServiceProvider|ServiceUser|^\s*e[yw]/i;

/** False where `readLabel` finds no label in a text that stands where anything may stand. */
export function mayBeLabel(text: string): boolean {
  return TELLING.test(text);
}

/**
 * Reads one text as a label. `none`: it is something else. `unreadable`: it is a label by its place or by its
 * field names, and cannot be read. Bounded by `LIMITS.aigcValueBytes`. GB 45438-2025 annex E.
 */
export function readLabel(raw: string, place: LabelPlace, isCut: boolean): LabelReading {
  if (raw.length > LIMITS.aigcValueBytes)
    return place !== 'shared' ? { kind: 'unreadable', code: 'limit-aigc-value' } : { kind: 'none' };
  if (place === 'shared' && !mayBeLabel(raw)) return { kind: 'none' };
  const deviations = new Set<string>();
  const text = withoutEnvelopes(raw, deviations);
  const namesField = NAMES_FIELD.test(text);
  if (text === '')
    return place === 'own' && isCut ? { kind: 'unreadable', code: 'aigc-truncated' } : { kind: 'none' };
  if (!namesField) {
    const cloud = cloudOrNone(text);
    if (place === 'shared' || cloud.kind !== 'none') return cloud;
  }
  let value = parsed(text, deviations);
  if (value === undefined && place === 'shared' && !isCut) value = parsedAmongWords(text, deviations);
  const found = value === undefined ? null : unwrap(value, isLabel, deviations);
  if (!found) return unread(text, place, isCut, value !== undefined);
  // "label" is a word of many programs: where anything may stand, one more field or the name AIGC is needed.
  if (place === 'shared' && !found.isNamed && !hasMoreThanLabel(found.fields)) return { kind: 'none' };
  if (disagrees(text)) return { kind: 'unreadable', code: 'aigc-duplicate-field' };
  return interpret(found.fields, deviations);
}

/** What a text is that holds no object of a label. */
function unread(text: string, place: LabelPlace, isCut: boolean, isJson: boolean): LabelReading {
  const namesField = NAMES_FIELD.test(text);
  if (isJson && !namesField) return { kind: 'none' };
  const isTelling = place !== 'shared' || NAMES_OWN_FIELD.test(text) || /["']AIGC\\?["']\s*:/i.test(text);
  if (!isTelling || (place === 'shared' && isJson)) return { kind: 'none' };
  if (isCut) return cut(text);
  const isLabelText = place === 'own' || namesField || (place === 'named' && text.startsWith('{'));
  return isLabelText ? { kind: 'unreadable', code: 'aigc-malformed' } : { kind: 'none' };
}

/** Field names that no other program is known to use. */
const NAMES_OWN_FIELD = /["'](?:Content_?Producer|Produce_?ID|Content_?Propagator|Propagate_?ID)\\?["']/i;

/** The field that a key means, in whatever case, with an underscore between words or a prefix before it. */
function fieldOf(key: string): Field | undefined {
  if (key.length > 64) return undefined;
  return BY_LOWER.get(
    key
      .slice(key.lastIndexOf(':') + 1)
      .replaceAll('_', '')
      .toLowerCase(),
  );
}

function isLabel(fields: Record<string, unknown>): boolean {
  return Object.keys(fields).some((key) => fieldOf(key) !== undefined) || isVendorForm(fields);
}

function isVendorForm(fields: Record<string, unknown>): boolean {
  return Object.keys(fields).filter((key) => CLOUD.includes(key)).length >= LEAST_CLOUD;
}

function hasMoreThanLabel(fields: Record<string, unknown>): boolean {
  const isOther = (key: string): boolean => (fieldOf(key) ?? 'Label') !== 'Label';
  return Object.keys(fields).some(isOther) || isVendorForm(fields);
}

function cloudOrNone(text: string): LabelReading {
  if (!CLOUD.some((name) => text.includes(`"${name}"`))) {
    return { kind: 'none' };
  }
  const deviations = new Set<string>(['vendor-form']);
  const value = parsed(text, deviations);
  const found = value === undefined ? null : unwrap(value, isLabel, deviations);
  return found ? interpret(found.fields, deviations) : { kind: 'none' };
}

/** A file that breaks off inside its label: what was written completely still stands. */
function cut(text: string): LabelReading {
  const fields: Record<string, unknown> = {};
  for (const [, name, value] of text.matchAll(/"([A-Za-z0-9]{1,32})"\s*:\s*"([^"\\]{0,500})"/g)) {
    if (name !== undefined && BY_LOWER.has(name.toLowerCase())) fields[name] ??= value;
  }
  if (Object.keys(fields).length === 0) return { kind: 'unreadable', code: 'aigc-truncated' };
  const reading = interpret(fields, new Set(['truncated']));
  return reading.kind === 'label' ? { ...reading, code: 'aigc-truncated' } : reading;
}

/** True when the Label is written twice with different values: JSON would silently take the last. */
function disagrees(text: string): boolean {
  const said = new Set<string>();
  for (const [, value] of text.matchAll(/\\?"Label\\?"\s*:\s*\\?"?([^",}\\]{0,64})/gi)) said.add(value ?? '');
  return said.size > 1;
}

function interpret(fields: Record<string, unknown>, deviations: Set<string>): LabelReading {
  const known = new Map<Field, string>();
  const extra: Record<string, string> = {};
  for (const [key, value] of Object.entries(fields)) {
    const field = fieldOf(key);
    const written =
      typeof value === 'string'
        ? value
        : value === null
          ? ''
          : typeof value === 'object'
            ? JSON.stringify(value)
            : String(value);
    if (!field || known.has(field)) {
      if (Object.keys(extra).length < MAX_EXTRA) extra[key.slice(0, 64)] = written.slice(0, LIMITS.textChars);
      continue;
    }
    if (key !== field)
      deviations.add(key === field.charAt(0).toLowerCase() + field.slice(1) ? 'lower-camel' : 'field-case');
    if (field === 'Label' && typeof value === 'number') deviations.add('numeric-label');
    // Annex E: printable ASCII without space.
    if (/[^\x21-\x7e]/.test(written)) deviations.add('charset');
    known.set(field, written);
  }
  if (Object.keys(extra).length > 0) deviations.add('extra-fields');
  const label = known.get('Label')?.trim() ?? null;
  const { declares, code } = meaning(label, deviations);
  const text = (field: Field, chars: number): string | null => known.get(field)?.slice(0, chars) ?? null;
  const producer = text('ContentProducer', LIMITS.textChars);
  const hasReserved = (known.get('ReservedCode1') ?? '') !== '' || (known.get('ReservedCode2') ?? '') !== '';
  const aigc: Aigc = {
    label: label?.slice(0, 64) ?? null,
    contentProducer: producer,
    produceId: text('ProduceID', LIMITS.textChars),
    reservedCode1: text('ReservedCode1', 4096),
    contentPropagator: text('ContentPropagator', LIMITS.textChars),
    propagateId: text('PropagateID', LIMITS.textChars),
    reservedCode2: text('ReservedCode2', 4096),
    producerCode: producerCode(producer),
    signature: hasReserved ? 'present-not-checkable' : 'absent',
    copies: 1,
    deviations: [...deviations].slice(0, 16),
    extra,
  };
  return { kind: 'label', aigc, declares, code };
}

/** Words for the degree or for AI where the standard wants a digit. */
const SAYS_AI =
  /^(?:AIGC|AI[ -]?generated|属于|可能为?|疑似|(?:人工智能|AI)(?:生成|合成|生成合成)(?:内容)?)$/i;

function meaning(
  label: string | null,
  deviations: Set<string>,
): { declares: 'generated' | null; code: string | null } {
  if (label !== null && Object.hasOwn(STATUS_WORDS, label)) return { declares: 'generated', code: null };
  if (label !== null && SAYS_AI.test(label)) {
    // Says "AI-generated" in words and gives no degree: never read as Label 1.
    deviations.add('label-text');
    return { declares: 'generated', code: null };
  }
  if (label === null && deviations.has('vendor-form')) return { declares: 'generated', code: null };
  deviations.add(label === null || label === '' ? 'label-missing' : 'label-unknown');
  return {
    declares: null,
    code: label === null || label === '' ? 'aigc-label-missing' : 'aigc-label-unknown',
  };
}

/** The status that the label states, in the words of 标识办法 art. 6; null when it states none of the three. */
export function statusOf(aigc: Aigc): '属于' | '可能为' | '疑似' | null {
  const { label } = aigc;
  if (label === '属于' || label === '疑似') return label;
  if (label === '可能' || label === '可能为') return '可能为';
  return label === '1' || label === '2' || label === '3' ? STATUS_WORDS[label] : null;
}

/**
 * Takes a 27-character code apart (TC260-PG-20252A): registration of the entity, kind of service, extension.
 * Null for anything else, such as a bare name.
 */
export function producerCode(code: string | null): Aigc['producerCode'] {
  const match = PRODUCER_CODE.exec(code ?? '');
  const registration = match?.[1];
  const extension = match?.[2];
  if (registration === undefined || extension === undefined) return null;
  const service = extension.startsWith('1')
    ? 'generation'
    : extension.startsWith('2')
      ? 'distribution'
      : 'unstated';
  const entity = providers.codes.find((row) => row.code === registration)?.entity ?? null;
  return { registration, service, extension, entity };
}

/** Readable name of who made the label: a product where files of it were read, else the entity; null if unknown. */
export function generatorOfLabel(aigc: Aigc): string | null {
  const registration = aigc.producerCode?.registration;
  const row = registration
    ? providers.codes.find((known) => known.code === registration)
    : providers.names.find((known) => known.name === aigc.contentProducer?.trim().toLowerCase());
  return row ? (row.product ?? row.entity) : null;
}
