/**
 * WARC 1.1 (ISO 28500:2017) records, one gzip member each (annex D), written so that the same content gives
 * the same bytes: record ids come from the content, dates from the capture. Own code and not warcio, which
 * draws random record ids, brings a command line with it and needs WebAssembly for its digests.
 */
import { Gunzip } from 'fflate';
import { sha256Hex, uuidFrom } from './digest';
import { deflated, endsAtTail, isPlainMember, stored, unstored } from './gzip';

export interface WarcRecord {
  type: 'warcinfo' | 'resource' | 'response' | 'metadata';
  /** Null for warcinfo. */
  targetUri: string | null;
  /** ISO 8601, UTC. */
  date: string;
  contentType: string;
  /** The payload: of a response, what stands behind its head. */
  body: Uint8Array;
  /** Status line and headers of a response (exchange.ts). */
  head?: Uint8Array;
  /** SHA-256 of the payload (hex), where whoever gives it has just computed it. */
  sha256?: string;
  /** The payload is compressed already: trying again would take most of the time and win nothing. */
  isPacked?: boolean;
}

export interface WrittenRecord {
  bytes: Uint8Array;
  /** SHA-256 of the payload, hex. */
  sha256: string;
}

/** One record as its own gzip member. */
export async function writeWarcRecord(record: WarcRecord): Promise<WrittenRecord> {
  const { head, block, sha256 } = await warcRecord(record);
  const whole = joined([head, block, RECORD_END]);
  return { bytes: record.isPacked ? stored(whole) : deflated(whole), sha256 };
}

/** The two parts of a record as they are before compression, and the SHA-256 of its payload (hex). */
export async function warcRecord(
  record: WarcRecord,
): Promise<{ head: Uint8Array; block: Uint8Array; sha256: string }> {
  const sha256 = record.sha256 ?? (await sha256Hex(record.body));
  const uri = record.targetUri === null ? null : headerValue(record.targetUri);
  const block = record.head ? joined([record.head, record.body]) : record.body;
  const blockSha256 = record.head ? await sha256Hex(block) : sha256;
  const id = uuidFrom(await sha256Hex([record.type, uri ?? '', record.date, blockSha256].join('\n')));
  const hasPayload = record.type === 'resource' || record.type === 'response';
  const head = [
    'WARC/1.1',
    `WARC-Type: ${record.type}`,
    `WARC-Record-ID: <urn:uuid:${id}>`,
    `WARC-Date: ${record.date}`,
    ...(uri === null ? [] : [`WARC-Target-URI: ${uri}`]),
    `WARC-Block-Digest: sha256:${blockSha256}`,
    ...(hasPayload ? [`WARC-Payload-Digest: sha256:${sha256}`] : []),
    `Content-Type: ${record.contentType.replace(/[^\x20-\x7e]/g, '')}`,
    `Content-Length: ${String(block.length)}`,
    '',
    '',
  ].join('\r\n');
  return { head: encoder.encode(head), block, sha256 };
}

export interface ReadRecord {
  headers: ReadonlyMap<string, string>;
  /** The head as it stands there, with the empty line that ends it. */
  head: Uint8Array;
  body: Uint8Array;
  /** Where its gzip member stands in the archive, in bytes. */
  offset: number;
  length: number;
}

export type ReadWarc =
  | { ok: true; records: ReadRecord[] }
  | { ok: false; code: 'gzip-malformed' | 'inflates-too-far' | 'record-malformed' | 'too-many-records' };

/**
 * Records of a WARC file, each its own gzip member and nothing beside them. Inflates to at most `mostBytes`;
 * header names come in lower case.
 */
export function readWarc(gzipped: Uint8Array, mostBytes: number, mostRecords: number): ReadWarc {
  const read = inflateMembers(gzipped, mostBytes, mostRecords);
  if (typeof read === 'string') return { ok: false, code: read };
  const records: ReadRecord[] = [];
  for (const { inflated, offset, length } of read) {
    const bodyAt = headEnd(inflated);
    if (bodyAt === null) return { ok: false, code: 'record-malformed' };
    const headers = headersOf(decoder.decode(inflated.subarray(0, bodyAt - 4)));
    const stated = headers?.get('content-length') ?? '';
    const end = bodyAt + Number(stated) + 4;
    if (!headers || !/^\d{1,10}$/.test(stated) || end !== inflated.length)
      return { ok: false, code: 'record-malformed' };
    if (decoder.decode(inflated.subarray(end - 4)) !== '\r\n\r\n')
      return { ok: false, code: 'record-malformed' };
    records.push({
      headers,
      head: inflated.subarray(0, bodyAt),
      body: inflated.subarray(bodyAt, end - 4),
      offset,
      length,
    });
  }
  return { ok: true, records };
}

/** What stands behind the block of a record (WARC 1.1 §4). */
export const RECORD_END: Uint8Array = Uint8Array.of(13, 10, 13, 10);
/** Largest head of a record: an address at its bound, in bytes, and the fixed lines. */
export const WARC_HEAD_BYTES = 64 << 10;

const encoder = new TextEncoder();
const decoder = new TextDecoder();
const STEP_BYTES = 64 << 10;

interface Member {
  inflated: Uint8Array;
  /** Where it stands in the file. */
  offset: number;
  length: number;
}

/**
 * The members one after the other. One that is only stored is copied out; the others are inflated in steps, so that
 * one that inflates too far is left early. Each must be what gzip.ts would have put around what came out of it.
 */
function inflateMembers(
  gzipped: Uint8Array,
  mostBytes: number,
  mostMembers: number,
): Member[] | 'gzip-malformed' | 'inflates-too-far' | 'too-many-records' {
  const members: Member[] = [];
  let total = 0;
  let at = 0;
  do {
    if (members.length >= mostMembers) return 'too-many-records';
    const rest = gzipped.subarray(at);
    const plain = unstored(rest, mostBytes - total);
    const read = plain ?? inflateFirst(rest, mostBytes - total);
    if (typeof read === 'string') return read;
    const member = rest.subarray(0, read.length);
    if (!isPlainMember(member, read.inflated)) return 'gzip-malformed';
    if (plain === null && !endsAtTail(member)) return 'gzip-malformed';
    members.push({ ...read, offset: at });
    total += read.inflated.length;
    at += read.length;
  } while (at < gzipped.length);
  return members;
}

/** The first member of these bytes and how long it is in them. */
function inflateFirst(
  gzipped: Uint8Array,
  mostBytes: number,
): Omit<Member, 'offset'> | 'gzip-malformed' | 'inflates-too-far' {
  const parts: Uint8Array[] = [];
  const found: { total: number; isEnded: boolean; length: number | null } = {
    total: 0,
    isEnded: false,
    length: null,
  };
  const gunzip = new Gunzip((part, isFinal) => {
    // What belongs to the next member is read when its turn comes.
    if (found.length !== null) return;
    parts.push(part);
    found.total += part.length;
    found.isEnded = isFinal;
  });
  gunzip.onmember = (offset) => {
    found.length ??= offset;
  };
  try {
    for (let at = 0; at < gzipped.length && found.length === null; at += STEP_BYTES) {
      gunzip.push(gzipped.subarray(at, at + STEP_BYTES), at + STEP_BYTES >= gzipped.length);
      if (found.total > mostBytes) return 'inflates-too-far';
    }
  } catch {
    // fflate throws for every kind of malformed stream; which kind does not matter to the reader. A malformed next
    // member is that one's fault, and found when its turn comes.
    if (found.length === null) return 'gzip-malformed';
  }
  if (found.length === null && !found.isEnded) return 'gzip-malformed';
  return { inflated: joined(parts), length: found.length ?? gzipped.length };
}

/** Where the body starts: behind the first empty line; null when the head does not end within its bound. */
function headEnd(bytes: Uint8Array): number | null {
  const last = Math.min(bytes.length - 4, WARC_HEAD_BYTES);
  for (let at = 0; at <= last; at += 1) {
    if (bytes[at] === 13 && bytes[at + 1] === 10 && bytes[at + 2] === 13 && bytes[at + 3] === 10)
      return at + 4;
  }
  return null;
}

function headersOf(head: string): Map<string, string> | null {
  const [version, ...lines] = head.split('\r\n');
  if (version !== 'WARC/1.1') return null;
  const headers = new Map<string, string>();
  for (const line of lines) {
    const colon = line.indexOf(': ');
    if (colon < 1) return null;
    const name = line.slice(0, colon).toLowerCase();
    if (headers.has(name)) return null;
    headers.set(name, line.slice(colon + 2));
  }
  return headers;
}

/** An address may hold anything a page wrote; a line of a record may hold no line end and no space. */
export function headerValue(text: string): string {
  return text.replace(
    /[\u0000-\u0020\u007f]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  );
}

/** Parts as one array. */
export function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
