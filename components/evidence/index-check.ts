/**
 * Whether the index and the list of pages of a WACZ lead to what its archive holds, whichever version of ours wrote
 * them. Replay tools go by these two alone: an index that gave one address the record of another would show a page
 * that never was, with every digest right.
 */
import type { Case } from '../model/case';
import { z } from '../model/zod';
import { ARCHIVE_NAME } from './layout';
import { headerValue, type ReadRecord } from './warc';

const number = z.string().regex(/^\d{1,10}$/);
const placeSchema = z.strictObject({
  digest: z.string().max(80),
  filename: z.literal(ARCHIVE_NAME),
  length: number,
  mime: z.string().max(100),
  offset: number,
  status: number.optional(),
  url: z.string(),
});

/** False when every line names a record of the archive as it stands there, and every capture has its line. */
export function leadsAstray(index: string, of: Case, records: readonly ReadRecord[]): boolean {
  const lines = index.split('\n');
  if (lines.pop() !== '' || lines.length !== of.captures.length) return true;
  const places = new Map(records.map((record) => [record.offset, record]));
  return lines.some((line) => {
    const place = placeOf(line);
    const record = place ? places.get(Number(place.offset)) : undefined;
    if (!place || !record) return true;
    // Each record has one line.
    places.delete(record.offset);
    return (
      record.length !== Number(place.length) ||
      record.headers.get('warc-target-uri') !== headerValue(place.url) ||
      record.headers.get('warc-payload-digest') !== place.digest
    );
  });
}

/** The place behind the sort key and the moment of a line; null when it is not of that form. */
function placeOf(line: string): z.infer<typeof placeSchema> | null {
  const json = /^\S+ \d{14} (\{.*\})$/.exec(line)?.[1];
  if (json === undefined) return null;
  const parsed = placeSchema.safeParse(jsonOf(json));
  return parsed.success ? parsed.data : null;
}

/** Whether the list names anything but the one page of the case. */
export function namesOtherPages(text: string, of: Case): boolean {
  const [head, page, end, ...more] = text.split('\n').map((line) => (line === '' ? '' : jsonOf(line)));
  if (end !== '' || more.length > 0) return true;
  const isHead = z.looseObject({ format: z.literal('json-pages-1.0') }).safeParse(head).success;
  const isPage = z
    .looseObject({ url: z.literal(of.url), title: z.literal(of.title).optional() })
    .safeParse(page).success;
  return !isHead || !isPage;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
