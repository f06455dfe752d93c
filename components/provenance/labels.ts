/** Where a text may hold the label of GB 45438-2025, and what each such place is called. */
import { type LabelPlace } from './tc260';
import { unescapeXml } from './xmp';
import type { TraceText } from './traces';

export interface LabelText {
  /** Id of the mechanism, as in the reference table of formats. */
  id: string;
  place: LabelPlace;
  text: string;
  offset: number;
}

const FRONT_MATTER_LINES = 64;

/**
 * The text as a possible label; null where no label is looked for. Only what stands under the key AIGC (bare, or
 * behind the prefix of a vendor) is a label by its place; any other text has to look like one.
 */
export function labelText({ place, key, text, offset }: TraceText): LabelText | null {
  if (place === 'ooxml-custom') return own('ooxml-custom-aigc', customProperty(text), offset);
  if (place === 'markdown') return own('markdown-aigc', frontMatter(text), offset);
  if (place.startsWith('stealth-')) return null;
  if (place === 'riff-chunk') return own('riff-aigc-chunk', text, offset);
  if (key.length >= 4 && /^(?:[\w-]{1,40}[.:])*AIGC\s*$/i.test(key))
    return own(`${place}-aigc`, text, offset);
  return { id: `${place}-aigc`, place: 'shared', text, offset };
}

function own(id: string, text: string | null, offset: number): LabelText | null {
  return text === null ? null : { id, place: 'named', text, offset };
}

/** ECMA-376 part 1 §22.3.2: `<property name="AIGC"><vt:lpwstr>…`. */
function customProperty(xml: string): string | null {
  const name = /\bname\s*=\s*["']AIGC["']/.exec(xml);
  if (!name) return null;
  const end = xml.indexOf('</property', name.index);
  const inner = xml.slice(xml.indexOf('>', name.index) + 1, end < 0 ? undefined : end);
  return unescapeXml(inner.replace(/<[^<>]{0,200}>/g, '')).trim();
}

/** YAML front matter, only as far as a flat mapping under `AIGC:` goes; answers with JSON. */
function frontMatter(text: string): string | null {
  const lines = text.split(/\r?\n/);
  const start = lines.findIndex((line) => /^["']?AIGC["']?\s*:/.test(line));
  const first = lines[start];
  if (first === undefined) return null;
  const rest = first.slice(first.indexOf(':') + 1).trim();
  if (rest !== '') return unquote(rest);
  const fields: Record<string, string> = {};
  for (const line of lines.slice(start + 1, start + 1 + FRONT_MATTER_LINES)) {
    const match = /^\s+(?:- )?["']?([A-Za-z0-9_]{1,64})["']?\s*:\s*(.*)$/.exec(line);
    if (!match) {
      if (line.trim() === '') continue;
      break;
    }
    if (match[1] !== undefined) fields[match[1]] = unquote(match[2] ?? '');
  }
  return JSON.stringify(fields);
}

function unquote(value: string): string {
  const text = value.trim();
  const quote = text[0];
  if ((quote !== '"' && quote !== "'") || text.at(-1) !== quote || text.length < 2) return text;
  return quote === "'" ? text.slice(1, -1).replaceAll("''", "'") : text.slice(1, -1).replaceAll('\\"', '"');
}
