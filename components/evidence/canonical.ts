/**
 * Canonical JSON (RFC 8785): one spelling for one value, so that a digest over it means the value and not
 * the way it was written. Members are sorted by UTF-16 code units (§3.2.3), numbers and strings are written
 * as ECMAScript writes them (§3.2.2).
 */

/** Nesting beyond which a value is refused: deeper than anything the house makes. */
const DEEPEST = 256;

/**
 * The canonical text of a JSON value. Members that are `undefined` are left out, as in JSON.stringify.
 * Throws TypeError for what JSON cannot say: NaN, infinities, lone surrogates (§3.2.2.2), functions, bigint,
 * cycles and nesting over 256.
 */
export function canonicalJson(value: unknown): string {
  return write(value, 0);
}

function write(value: unknown, depth: number): string {
  if (depth > DEEPEST) throw new TypeError('nested too deeply, or in a circle');
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'number') return writeNumber(value);
  if (typeof value === 'string') return writeString(value);
  if (Array.isArray(value)) {
    return `[${value.map((item: unknown) => write(item === undefined ? null : item, depth + 1)).join(',')}]`;
  }
  if (typeof value !== 'object') throw new TypeError(`JSON has no ${typeof value}`);
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return `{${members.map(([name, member]) => `${writeString(name)}:${write(member, depth + 1)}`).join(',')}}`;
}

function writeNumber(value: number): string {
  if (!Number.isFinite(value)) throw new TypeError(`JSON has no ${String(value)}`);
  return JSON.stringify(value);
}

function writeString(value: string): string {
  if (/\p{Surrogate}/u.test(value)) throw new TypeError('a string holds half of a surrogate pair');
  return JSON.stringify(value);
}

/**
 * The same value with every half of a surrogate pair replaced by U+FFFD. Pages can hold such halves; UTF-8
 * and canonical JSON cannot, so this is done once, where something is kept.
 */
export function wellFormed<T>(value: T): T {
  return JSON.parse(JSON.stringify(value, (_, member: unknown) => mended(member))) as T;
}

const LONE_SURROGATE = /\p{Surrogate}/gu;

function mended(member: unknown): unknown {
  if (typeof member === 'string') return member.replace(LONE_SURROGATE, '\ufffd');
  if (member === null || typeof member !== 'object' || Array.isArray(member)) return member;
  const entries = Object.entries(member).map(
    ([name, inner]) => [name.replace(LONE_SURROGATE, '\ufffd'), inner] as const,
  );
  return Object.fromEntries(entries);
}
