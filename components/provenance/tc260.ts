/**
 * The implicit label of GB 45438-2025 annex E: a JSON object of seven fields. Reads it as written, notes each
 * deviation, and never turns a text it does not understand into Label 1.
 */
import { LIMITS } from '../model/limits';
import type { Aigc } from '../model/observation';
import { STATUS_WORDS } from '../model/words';
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
const PRODUCER_CODE = /^00\d\d([0-9A-Z]{18})([12][0-9A-Z]{4}|0{5})$/;
const MAX_EXTRA = 16;

/**
 * Reads one text as a label. `none`: it is something else. `unreadable`: it is a label by its place or by its
 * field names, and cannot be read. Bounded by `LIMITS.aigcValueBytes`. GB 45438-2025 annex E.
 */
export function readLabel(raw: string, place: LabelPlace, isCut: boolean): LabelReading {
  if (raw.length > LIMITS.aigcValueBytes)
    return place !== 'shared' ? { kind: 'unreadable', code: 'limit-aigc-value' } : { kind: 'none' };
  const text = raw.replace(/^[\0\ufeff\s]+|[\0\s]+$/g, '').replace(/^AIGC[\s:=]*(?=\{)/, '');
  const namesField = /["'](?:Label|ContentProducer|ProduceID|ContentPropagator|PropagateID)["']/i.test(text);
  if (text === '')
    return place === 'own' && isCut ? { kind: 'unreadable', code: 'aigc-truncated' } : { kind: 'none' };
  if (!namesField) {
    const cloud = cloudOrNone(text);
    if (place === 'shared' || cloud.kind !== 'none') return cloud;
  }
  const deviations = new Set<string>();
  const parsed = parse(text, deviations);
  const fields = parsed === undefined ? null : unwrap(parsed, deviations);
  if (!fields) {
    if (parsed !== undefined && !namesField) return { kind: 'none' };
    if (isCut) return cut(text);
    const isLabel = place === 'own' || namesField || (place === 'named' && text.startsWith('{'));
    return isLabel ? { kind: 'unreadable', code: 'aigc-malformed' } : { kind: 'none' };
  }
  if (disagrees(text)) return { kind: 'unreadable', code: 'aigc-duplicate-field' };
  return interpret(fields, deviations);
}

function cloudOrNone(text: string): LabelReading {
  if (!CLOUD.some((name) => text.includes(`"${name}"`))) {
    return { kind: 'none' };
  }
  const deviations = new Set<string>(['vendor-form']);
  const fields = unwrap(parse(text, deviations), deviations);
  return fields ? interpret(fields, deviations) : { kind: 'none' };
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

function parse(text: string, deviations: Set<string>): unknown {
  const direct = json(text);
  if (direct !== undefined) return direct;
  if (text.includes('&quot;')) {
    deviations.add('double-escaped');
    return json(text.replaceAll('&quot;', '"').replaceAll('&amp;', '&'));
  }
  if (text.startsWith("{'") && !text.includes('"')) {
    deviations.add('single-quotes');
    return json(text.replaceAll("'", '"'));
  }
  if (text.startsWith('{\\"')) {
    deviations.add('double-escaped');
    return json(text.replaceAll('\\"', '"'));
  }
  return undefined;
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Text that is no JSON is an ordinary answer here: the caller says what it means.
    return undefined;
  }
}

/** The object of fields inside `{"AIGC": {…}}`, inside a string, or bare; null when there is none. */
function unwrap(value: unknown, deviations: Set<string>, depth = 0): Record<string, unknown> | null {
  if (depth > 3) return null;
  if (typeof value === 'string') {
    deviations.add('double-encoded');
    return unwrap(json(value), deviations, depth + 1);
  }
  if (Array.isArray(value)) return value.length > 0 ? unwrap(value[0], deviations, depth + 1) : null;
  if (!isRecord(value)) return null;
  for (const key of ['AIGC', 'aigc', 'Aigc']) {
    if (Object.hasOwn(value, key)) return unwrap(value[key], deviations, depth + 1);
  }
  const keys = Object.keys(value);
  const isOurs =
    keys.some((key) => BY_LOWER.has(key.toLowerCase())) ||
    keys.filter((key) => CLOUD.includes(key)).length >= 2;
  return isOurs ? value : null;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
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
    const field = BY_LOWER.get(key.toLowerCase());
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

function meaning(
  label: string | null,
  deviations: Set<string>,
): { declares: 'generated' | null; code: string | null } {
  if (label !== null && label in STATUS_WORDS) return { declares: 'generated', code: null };
  if (label?.toUpperCase() === 'AIGC') {
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
