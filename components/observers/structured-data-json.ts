/**
 * JSON as pages really write it: with comments, trailing commas, raw line breaks in strings, CDATA, and
 * `undefined`; or as an object inside a script. Read as text and cut by counting braces, never evaluated.
 */
import { LIMITS } from '../model/limits';

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
export type JsonObject = { [key: string]: Json };

export type JsonReading = { ok: true; value: Json } | { ok: false; code: string; detail: string | null };

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parse(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    // Not strict JSON: the caller mends what pages get wrong, and says so when that fails too.
    return undefined;
  }
}

/** One pass over the text: mends outside strings, escapes line breaks inside them. Linear time. */
function mend(text: string): string {
  const out: string[] = [];
  let at = 0;
  while (at < text.length) {
    const char = text.charAt(at);
    if (char === '"') {
      const end = endOfString(text, at, '"');
      out.push(
        text
          .slice(at, end)
          .replace(/\n/g, '\\n')
          .replace(/\r/g, '')
          .replace(/\t/g, '\\t')
          .replace(/\\'/g, "'"),
      );
      at = end;
    } else if (char === "'") {
      const end = endOfString(text, at, "'");
      out.push(JSON.stringify(text.slice(at + 1, end - 1).replace(/\\(.)/g, '$1')));
      at = end;
    } else if (isKeyStart(char, out)) {
      // `{data: …}` as scripts write objects: a bare name before a colon is a key.
      const name = /^[\w$]{1,80}/.exec(text.slice(at, at + 80))?.[0] ?? char;
      const isKey = /^\s*:/.test(text.slice(at + name.length, at + name.length + 20));
      out.push(isKey ? `"${name}"` : name === 'undefined' || name === 'NaN' ? 'null' : name);
      at += name.length;
    } else if (text.startsWith('/*', at)) {
      const end = text.indexOf('*/', at + 2);
      at = end < 0 ? text.length : end + 2;
    } else if (text.startsWith('//', at) || text.startsWith('<!--', at) || text.startsWith('-->', at)) {
      const isLine = text.startsWith('//', at);
      const end = isLine ? text.indexOf('\n', at) : at + (text.startsWith('<!--', at) ? 4 : 3);
      at = end < 0 ? text.length : end;
    } else if (char === ',' && /^,\s*[}\]]/.test(text.slice(at, at + 40))) at++;
    else if (text.startsWith('undefined', at) || /^NaN\b/.test(text.slice(at, at + 4))) {
      out.push('null');
      at += char === 'u' ? 9 : 3;
    } else {
      out.push(char);
      at++;
    }
  }
  return out.join('');
}

/** A letter right after the brace or comma of an object: there a name can begin. */
function isKeyStart(char: string, before: readonly string[]): boolean {
  if (!/[A-Za-z_$]/.test(char)) return false;
  let at = before.length - 1;
  while (at >= 0 && /^\s*$/.test(before[at] ?? '')) at--;
  return before[at] === '{' || before[at] === ',';
}

function endOfString(text: string, start: number, quote: string): number {
  let at = start + 1;
  while (at < text.length) {
    const char = text.charAt(at);
    if (char === '\\') at += 2;
    else if (char === quote) return at + 1;
    else at++;
  }
  return text.length;
}

/** The object or list that starts at `from`, by counting brackets outside strings; null when it never ends. */
export function cutObject(text: string, from: number): string | null {
  const limit = Math.min(text.length, from + LIMITS.structuredDataChars);
  let depth = 0;
  let at = from;
  while (at < limit) {
    const char = text.charAt(at);
    if (char === '"' || char === "'" || char === '`') {
      at = endOfString(text, at, char);
      continue;
    }
    if (char === '{' || char === '[') depth++;
    else if (char === '}' || char === ']') {
      depth--;
      if (depth === 0) return text.slice(from, at + 1);
    }
    at++;
  }
  return null;
}

/** Deeper nesting than any page needs would exhaust the stack of the platform's own parser. */
function isTooDeep(text: string): boolean {
  return /[[{]\s*(?:[[{]\s*){400}/.test(text.slice(0, 20_000));
}

/** Reads a JSON text, tolerant as above. Longer than LIMITS.structuredDataChars is not read at all. */
export function readJson(raw: string): JsonReading {
  if (raw.length > LIMITS.structuredDataChars)
    return { ok: false, code: 'limit-structured-data-chars', detail: `${raw.length} characters` };
  const text = raw
    .replace(/^\s*(?:\/\*\s*)?(?:\/\/\s*)?<!\[CDATA\[(?:\s*\*\/)?/, '')
    .replace(/(?:\/\*\s*)?(?:\/\/\s*)?\]\]>(?:\s*\*\/)?\s*$/, '')
    .trim();
  if (text === '') return { ok: false, code: 'structured-data-empty', detail: null };
  if (isTooDeep(text)) return { ok: false, code: 'structured-data-too-deep', detail: null };
  const strict = parse(text);
  if (strict !== undefined) return { ok: true, value: strict };
  const mended = mend(text).trim().replace(/;+$/, '');
  const loose = parse(mended);
  if (loose !== undefined) return { ok: true, value: loose };
  // A script is raw text in HTML; templates that escape it all the same leave `&quot;` for every quotation mark.
  if (/^[[{]\s*&(?:quot|#34|#x22);/i.test(text)) {
    const plain = parse(withoutEntities(text));
    if (plain !== undefined) return { ok: true, value: plain };
  }
  const first = mended.search(/[[{]/);
  const cut = first < 0 ? null : cutObject(mended, first);
  const part = cut === null ? undefined : parse(cut);
  if (part !== undefined) return { ok: true, value: part };
  return { ok: false, code: 'structured-data-malformed', detail: text.slice(0, 60) };
}

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
};

/** Character references of HTML resolved: the few named ones that templates write, and all numbers. */
export function withoutEntities(text: string): string {
  return text.replace(
    /&(?:#(\d{1,7})|#x([\da-f]{1,6})|(amp|lt|gt|quot|apos|nbsp));/gi,
    (whole, decimal: string | undefined, hex: string | undefined, name: string | undefined) => {
      if (name !== undefined) return ENTITIES[name.toLowerCase()] ?? whole;
      const point = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
      return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : whole;
    },
  );
}

/** Value at a dotted path; `*` takes the first element of a list. Undefined when a step is missing. */
export function valueAt(value: Json, path: string): Json | undefined {
  let here: Json | undefined = value;
  for (const step of path.split('.').slice(0, 32)) {
    if (Array.isArray(here)) here = step === '*' ? here[0] : here[Number(step)];
    else if (isObject(here))
      here = step === '*' ? Object.values(here)[0] : Object.hasOwn(here, step) ? here[step] : undefined;
    else return undefined;
  }
  return here;
}

/** Text of a scalar (or of the first one in a list), trimmed; null for anything else. */
export function scalarText(value: Json | undefined): string | null {
  if (Array.isArray(value)) return scalarText(value[0]);
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : null;
  if (typeof value !== 'string') return null;
  const text = value.replace(/\s+/g, ' ').trim();
  return text === '' ? null : text;
}
