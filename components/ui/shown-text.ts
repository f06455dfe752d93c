/**
 * Words of a file or a page as they can be shown among ours: what would turn the reading direction, stand there unseen or
 * run over other lines is made visible, never obeyed and never dropped.
 */

/** Controls, soft hyphens, marks and overrides of direction, invisible operators, tags. Joiners of letters and emoji stay. */
const UNSEEN =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]|\p{Surrogate}/gu;
/** More marks on one letter than any script sets. */
const HEAPED = /(\p{M}{5})\p{M}+/gu;

/** The text with every unseen character by its number (`‹U+202E›`), heaps of marks cut, and nothing but space as `␣`. */
export function shownText(text: string): string {
  const shown = text
    .replace(
      UNSEEN,
      (sign) => `‹U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}›`,
    )
    .replace(HEAPED, '$1…');
  return shown !== '' && shown.trim() === '' ? '␣'.repeat(shown.length) : shown;
}

/** Kept as they are: they are asked for again by address or compared by digest. */
const KEPT = new Set(['url', 'pageUrl', 'originalUrl', 'remoteUrl', 'sha256', 'base64', 'subject', 'id']);
const DEEPEST = 12;

/** The same of every text in a record, names of fields included. Records here are bounded by their schemas. */
export function shownRecord<T>(record: T, depth = 0): T {
  return shownValue(record, depth) as T;
}

function shownValue(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return shownText(value);
  if (typeof value !== 'object' || value === null || depth > DEEPEST) return value;
  if (Array.isArray(value)) return value.map((item) => shownValue(item, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [
      shownText(name),
      KEPT.has(name) ? item : shownValue(item, depth + 1),
    ]),
  );
}
