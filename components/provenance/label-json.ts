/**
 * From a text to the object of a label, through the envelopes that writers put around its JSON: entities,
 * percent signs, base64, JSON in JSON, Python's quotes, words before and behind it. Each one is noted; broken
 * JSON stays broken.
 */
import { base64 } from './base64';
import { unescapeXml } from './xmp';

export interface Unwrapped {
  fields: Record<string, unknown>;
  /** The object stood under a key named AIGC. */
  isNamed: boolean;
}

/** The seven names of GB 45438-2025 annex E, as they must be spelt inside JSON in whatever case. */
export const NAMES_FIELD =
  /["'](?:Label|Content_?Producer|Produce_?ID|Content_?Propagator|Propagate_?ID)\\?["']/i;
const WRAPPERS: ReadonlySet<string> = new Set([
  'aigc',
  'tc260:aigc',
  'aigcinfo',
  'aigclabel',
  'aigcmetadata',
]);
const MAX_LAYERS = 4;
const MAX_NODES = 64;
/** Places tried for the start of an object among other words, and how far each is followed. */
const MAX_STARTS = 32;
const MAX_OBJECT = 65_536;

/** The text without the envelopes that hide its quotes; `deviations` is told of each. */
export function withoutEnvelopes(raw: string, deviations: Set<string>): string {
  let text = trimmed(raw);
  for (let layer = 0; layer < MAX_LAYERS; layer++) {
    const inner = withoutOne(text, deviations);
    if (inner === null) break;
    text = trimmed(inner);
  }
  return text;
}

function trimmed(text: string): string {
  return text.replace(/^[\0\ufeff\s]+|[\0\s]+$/g, '').replace(/^(?:TC260:)?AIGC[\s:=]*(?=[{%])/i, '');
}

function withoutOne(text: string, deviations: Set<string>): string | null {
  if (/^\{?\s*&(?:amp;)*(?:quot|#34|#x22|#39|apos|lbrace|#123);/i.test(text)) {
    deviations.add('double-escaped');
    return unescapeXml(text);
  }
  if (/^%7B/i.test(text)) {
    deviations.add('percent-encoded');
    return percentDecoded(text);
  }
  // Base64 of `{"` and of `{ ` or a line break behind the brace.
  if (/^(?:ey|ew)[A-Za-z0-9+/_\s-]{24,}={0,2}$/.test(text)) {
    const inner = new TextDecoder().decode(base64(new TextEncoder().encode(text)));
    if (!inner.startsWith('{')) return null;
    deviations.add('base64');
    return inner;
  }
  return null;
}

function percentDecoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    // Not percent-encoded after all.
    return null;
  }
}

/** The value that the text states; undefined where it is no JSON in any spelling that we know. */
export function parsed(text: string, deviations: Set<string>): unknown {
  const direct = json(text);
  if (direct !== undefined) return direct;
  if (/^\{\s*'/.test(text) && !text.includes('"')) {
    deviations.add('single-quotes');
    return json(text.replaceAll("'", '"').replace(/([:,[]\s*)None\b/g, '$1null'));
  }
  if (/^\{\s*\\(?:"|u0022)/.test(text)) {
    deviations.add('double-escaped');
    const inner = json(`"${text}"`);
    return typeof inner === 'string' ? json(inner) : json(text.replaceAll('\\"', '"'));
  }
  return undefined;
}

/** The first object with fields of a label among other words; undefined when there is none that is whole. */
export function parsedAmongWords(text: string, deviations: Set<string>): unknown {
  let at = text.indexOf('{');
  for (let tried = 0; at >= 0 && tried < MAX_STARTS; tried++) {
    const end = endOfObject(text, at);
    const piece = end < 0 ? '' : text.slice(at, end);
    if (NAMES_FIELD.test(piece)) {
      const value = parsed(piece, deviations);
      if (value !== undefined) {
        deviations.add('among-words');
        return value;
      }
    }
    at = text.indexOf('{', at + 1);
  }
  return undefined;
}

/** Behind the brace that closes the object at `from`; -1 where it does not close. Braces in strings do not count. */
function endOfObject(text: string, from: number): number {
  let depth = 0;
  let isString = false;
  for (let at = from; at < Math.min(text.length, from + MAX_OBJECT); at++) {
    const sign = text[at];
    if (isString) {
      if (sign === '\\') at += 1;
      else if (sign === '"') isString = false;
    } else if (sign === '"') isString = true;
    else if (sign === '{') depth += 1;
    else if (sign === '}' && --depth === 0) return at + 1;
  }
  return -1;
}

export function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Text that is no JSON is an ordinary answer here: the caller says what it means.
    return undefined;
  }
}

/**
 * The object for which `isLabel` holds, wherever it stands in the value: bare, under a key named AIGC, in a
 * string, in a list, some levels down. Null when there is none.
 */
export function unwrap(
  value: unknown,
  isLabel: (fields: Record<string, unknown>) => boolean,
  deviations: Set<string>,
): Unwrapped | null {
  let nodes = 0;
  const look = (inner: unknown, isNamed: boolean, depth: number): Unwrapped | null => {
    if (depth > MAX_LAYERS || ++nodes > MAX_NODES) return null;
    if (typeof inner === 'string') {
      if (!NAMES_FIELD.test(inner)) return null;
      const found = look(json(inner), isNamed, depth + 1);
      if (found) deviations.add('double-encoded');
      return found;
    }
    if (typeof inner !== 'object' || inner === null) return null;
    if (Array.isArray(inner)) return first(inner.slice(0, 8), (item) => look(item, isNamed, depth + 1));
    const entries = Object.entries(inner);
    const wrapped = first(
      entries.filter(([key]) => WRAPPERS.has(key.toLowerCase().replaceAll('_', ''))),
      ([, content]) => look(content, true, depth + 1),
    );
    if (wrapped) return wrapped;
    const fields = inner as Record<string, unknown>;
    if (isLabel(fields)) return { fields, isNamed };
    return first(entries.slice(0, 32), ([, content]) =>
      typeof content === 'object' || (typeof content === 'string' && content.startsWith('{'))
        ? look(content, isNamed, depth + 1)
        : null,
    );
  };
  return look(value, false, 0);
}

function first<T, R>(items: readonly T[], find: (item: T) => R | null): R | null {
  for (const item of items) {
    const found = find(item);
    if (found !== null) return found;
  }
  return null;
}
