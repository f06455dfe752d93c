/** The index and the list of pages of a WACZ (WACZ 1.1.1 §5.2.2 and §5.2.3). */
import { canonicalJson } from './canonical';
import { archiveUrlOf } from './layout';
import type { Capture, Case } from '../model/case';

export interface Indexed {
  url: string;
  /** ISO 8601, UTC. */
  date: string;
  mime: string;
  /** Of a response; null for what was archived without one. */
  status: number | null;
  /** SHA-256 of the payload, hex. */
  sha256: string;
  offset: number;
  length: number;
}

/**
 * What the index says of a capture, given where its record stands. Whoever writes a file and whoever checks one
 * both ask here, so that a checked index is the very one that would be written.
 */
export function indexedFrom(capture: Capture, place: Pick<Indexed, 'sha256' | 'offset' | 'length'>): Indexed {
  return {
    url: archiveUrlOf(capture),
    date: capture.capturedAt,
    mime: capture.mime,
    status: capture.response?.status ?? null,
    ...place,
  };
}

/** CDXJ: sort key, moment, and where the record stands in the archive; sorted by bytes. */
export function cdxLines(records: readonly Indexed[], filename: string): string {
  const lines = records.map(({ url, date, mime, status, sha256, offset, length }) => {
    const place = {
      url,
      mime,
      // A resource record (WARC 1.1 §6.4) came without a status; none is made up for it here.
      ...(status === null ? {} : { status: String(status) }),
      digest: `sha256:${sha256}`,
      offset: String(offset),
      length: String(length),
      filename,
    };
    return `${sortKeyOf(url)} ${date.replace(/\D/g, '').slice(0, 14)} ${canonicalJson(place)}\n`;
  });
  return lines.sort((a, b) => (a < b ? -1 : a > b ? 1 : 0)).join('');
}

/** `https://shop.example/Item?a=1` → `example,shop)/item?a=1` (SURT). Anything but http(s) stays as it is. */
export function sortKeyOf(url: string): string {
  const parsed = URL.canParse(url) ? new URL(url) : null;
  if (!parsed || !/^https?:$/.test(parsed.protocol)) return url.replace(/\s/g, '%20');
  const host = parsed.hostname
    .replace(/^www\./, '')
    .split('.')
    .reverse()
    .join(',');
  const port = parsed.port === '' ? '' : `:${parsed.port}`;
  return `${host}${port})${parsed.pathname}${parsed.search}`.toLowerCase();
}

/** The moment of the page in the archive: when it was written out, or, where that was not done, first seen. */
export function pageDateOf(of: Case): string {
  return of.captures.find(({ role }) => role === 'page-html')?.capturedAt ?? of.startedAt;
}

/** pages.jsonl: a line that names the format, then the page of the case. */
export function pageLines(of: Case): string {
  const head = { format: 'json-pages-1.0', id: 'pages', title: 'Pages' };
  const page = { id: of.id, url: of.url, ts: pageDateOf(of), title: of.title };
  return `${canonicalJson(head)}\n${canonicalJson(page)}\n`;
}
