/**
 * WARC 1.1 (ISO 28500:2017) records, one gzip member each (annex D), written so that the same content gives
 * the same bytes: record ids come from the content, dates from the capture. Own code and not warcio, which
 * draws random record ids, brings a command line with it and needs WebAssembly for its digests.
 */
import { Gunzip, gzipSync } from 'fflate';
import { sha256Hex, uuidFrom } from './digest';
import { crc32 } from './zip';

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
}

export interface WrittenRecord {
  bytes: Uint8Array;
  /** SHA-256 of the payload, hex. */
  sha256: string;
}

/** One record as its own gzip member. */
export async function writeWarcRecord(record: WarcRecord): Promise<WrittenRecord> {
  const { head, block, sha256 } = await warcRecord(record);
  const whole = joined([head, block, encoder.encode('\r\n\r\n')]);
  return { bytes: gzipSync(whole, { mtime: 0, level: 6 }), sha256 };
}

/** The two parts of a record as they are before compression, and the SHA-256 of its payload (hex). */
export async function warcRecord(
  record: WarcRecord,
): Promise<{ head: Uint8Array; block: Uint8Array; sha256: string }> {
  const sha256 = await sha256Hex(record.body);
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
  const { inflated, members } = read;
  const records: ReadRecord[] = [];
  let at = 0;
  while (at < inflated.length) {
    if (records.length >= mostRecords) return { ok: false, code: 'too-many-records' };
    const bodyAt = headEnd(inflated, at);
    if (bodyAt === null) return { ok: false, code: 'record-malformed' };
    const headers = headersOf(decoder.decode(inflated.subarray(at, bodyAt - 4)));
    const stated = headers?.get('content-length') ?? '';
    const next = bodyAt + Number(stated) + 4;
    if (!headers || !/^\d{1,10}$/.test(stated) || next > inflated.length)
      return { ok: false, code: 'record-malformed' };
    if (decoder.decode(inflated.subarray(next - 4, next)) !== '\r\n\r\n')
      return { ok: false, code: 'record-malformed' };
    const member = members[records.length];
    const end = members[records.length + 1];
    if (member?.inflatedAt !== at || (end ? end.inflatedAt : inflated.length) !== next)
      return { ok: false, code: 'record-malformed' };
    const length = (end ? end.offset : gzipped.length) - member.offset;
    records.push({
      headers,
      head: inflated.subarray(at, bodyAt),
      body: inflated.subarray(bodyAt, next - 4),
      offset: member.offset,
      length,
    });
    at = next;
  }
  if (records.length !== members.length) return { ok: false, code: 'record-malformed' };
  return { ok: true, records };
}

/** Largest head of a record: an address at its bound, in bytes, and the fixed lines. */
export const WARC_HEAD_BYTES = 64 << 10;

const encoder = new TextEncoder();
const decoder = new TextDecoder();
const STEP_BYTES = 64 << 10;

interface Inflated {
  inflated: Uint8Array;
  /** Where each member starts, in the file and in what came out of it. */
  members: { offset: number; inflatedAt: number }[];
}

function inflateMembers(
  gzipped: Uint8Array,
  mostBytes: number,
  mostMembers: number,
): Inflated | 'gzip-malformed' | 'inflates-too-far' | 'too-many-records' {
  const parts: Uint8Array[] = [];
  let length = 0;
  let isEnded = false;
  const gunzip = new Gunzip((part, isFinal) => {
    parts.push(part);
    length += part.length;
    isEnded = isFinal;
  });
  const members = [{ offset: 0, inflatedAt: 0 }];
  gunzip.onmember = (offset) => {
    members.push({ offset, inflatedAt: length });
  };
  try {
    for (let at = 0; at < gzipped.length; at += STEP_BYTES) {
      gunzip.push(gzipped.subarray(at, at + STEP_BYTES), at + STEP_BYTES >= gzipped.length);
      if (length > mostBytes) return 'inflates-too-far';
      if (members.length > mostMembers) return 'too-many-records';
    }
  } catch {
    // fflate throws for every kind of malformed stream; which kind does not matter to the reader.
    return 'gzip-malformed';
  }
  if (!isEnded) return 'gzip-malformed';
  const inflated = joined(parts);
  const isPlain = members.every(({ offset, inflatedAt }, index) => {
    const next = members[index + 1] ?? { offset: gzipped.length, inflatedAt: inflated.length };
    return isPlainMember(
      gzipped.subarray(offset, next.offset),
      inflated.subarray(inflatedAt, next.inflatedAt),
    );
  });
  return isPlain ? { inflated, members } : 'gzip-malformed';
}

/** Header of a member as we write it (RFC 1952 §2.3): deflate, no flags, no time, Unix. */
const MEMBER_HEAD = Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3);
const MEMBER_TAIL_BYTES = 8;

/**
 * Whether a member has exactly that header, and ends with the checksum and length of what came out of it. fflate
 * looks at neither: a name, comment or extra field in front would hide bytes that no tool shows, up to three bytes
 * behind the last member would pass, and a wrong checksum would be called intact here and refused by gunzip.
 */
function isPlainMember(member: Uint8Array, inflated: Uint8Array): boolean {
  if (member.length < MEMBER_HEAD.length + MEMBER_TAIL_BYTES) return false;
  if (!MEMBER_HEAD.every((byte, at) => member[at] === byte)) return false;
  const tail = new DataView(member.buffer, member.byteOffset + member.length - MEMBER_TAIL_BYTES);
  return tail.getUint32(0, true) === crc32(inflated) && tail.getUint32(4, true) === inflated.length % 2 ** 32;
}

/** Where the body starts: behind the first empty line; null when the head does not end within its bound. */
function headEnd(bytes: Uint8Array, from: number): number | null {
  const last = Math.min(bytes.length - 4, from + WARC_HEAD_BYTES);
  for (let at = from; at <= last; at += 1) {
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
