/**
 * The two facts we read from the signature of a claim without checking it: whose name stands in the signing
 * certificate, and when a time-stamp authority says it was signed. X.690 (DER) walks, bounded, no copies.
 */
import { LIMITS } from '../../model/limits';

export interface SubjectName {
  organisation: string | null;
  commonName: string | null;
}

interface Der {
  tag: number;
  start: number;
  end: number;
}

/** Names in one subject. Real ones have under twenty. */
const MAX_NAMES = 64;
const OID_COMMON_NAME = '550403';
const OID_ORGANISATION = '55040a';

/**
 * Organisation and common name of the subject of an X.509 certificate (RFC 5280 §4.1.2.6); null for what is
 * not there or cannot be read.
 */
export function subjectName(certificate: Uint8Array): SubjectName {
  const nothing: SubjectName = { organisation: null, commonName: null };
  const whole = der(certificate, 0, certificate.length);
  const body = whole && der(certificate, whole.start, whole.end);
  if (!body) return nothing;
  // [0] version is optional; then serial, algorithm, issuer, validity, subject.
  let at = body.start;
  const first = der(certificate, at, body.end);
  if (first?.tag === 0xa0) at = first.end;
  for (let skipped = 0; skipped < 4; skipped++) {
    const part = der(certificate, at, body.end);
    if (!part) return nothing;
    at = part.end;
  }
  const subject = der(certificate, at, body.end);
  if (subject?.tag !== 0x30) return nothing;
  return namesIn(certificate, subject);
}

function namesIn(bytes: Uint8Array, subject: Der): SubjectName {
  const names: SubjectName = { organisation: null, commonName: null };
  let at = subject.start;
  for (let seen = 0; at < subject.end && seen < MAX_NAMES; seen++) {
    const set = der(bytes, at, subject.end);
    if (!set) break;
    at = set.end;
    const pair = der(bytes, set.start, set.end);
    const type = pair && der(bytes, pair.start, pair.end);
    const value = pair && type && der(bytes, type.end, pair.end);
    if (!type || !value) continue;
    const oid = hex(bytes.subarray(type.start, type.end));
    if (oid === OID_ORGANISATION) names.organisation ??= directoryString(bytes, value);
    if (oid === OID_COMMON_NAME) names.commonName ??= directoryString(bytes, value);
  }
  return names;
}

/** id-ct-TSTInfo, RFC 3161 §2.4.2, as it stands in DER. */
const TST_INFO = [0x06, 0x0b, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x10, 0x01, 0x04];

/**
 * Time of a time-stamp token (RFC 3161 genTime) as ISO 8601 in UTC; null when there is none to read. The
 * token is not checked here.
 */
export function stampedAt(token: Uint8Array): string | null {
  const from = indexOf(token, TST_INFO);
  if (from < 0) return null;
  const stop = Math.min(token.length - 15, from + 512);
  for (let at = from + TST_INFO.length; at < stop; at++) {
    const length = token[at + 1] ?? 0;
    if (token[at] !== 0x18 || length < 15 || length > 24) continue;
    const time = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:\.\d+)?Z$/.exec(
      latin(token.subarray(at + 2, at + 2 + length)),
    );
    if (!time) continue;
    const iso = `${time[1]}-${time[2]}-${time[3]}T${time[4]}:${time[5]}:${time[6]}Z`;
    if (!Number.isNaN(Date.parse(iso))) return iso;
  }
  return null;
}

/** One tag-length-value at `at`, or null when it does not fit before `end`. Long tags are not used here. */
function der(bytes: Uint8Array, at: number, end: number): Der | null {
  const tag = bytes[at];
  const first = bytes[at + 1];
  if (tag === undefined || first === undefined || at + 2 > end || (tag & 31) === 31) return null;
  let start = at + 2;
  let length = first;
  if (first >= 0x80) {
    const count = first & 0x7f;
    if (count === 0 || count > 4 || start + count > end) return null;
    length = 0;
    for (const byte of bytes.subarray(start, start + count)) length = length * 256 + byte;
    start += count;
  }
  if (length > end - start) return null;
  return { tag, start, end: start + length };
}

function directoryString(bytes: Uint8Array, value: Der): string | null {
  const raw = bytes.subarray(value.start, Math.min(value.end, value.start + LIMITS.textChars));
  // BMPString is UTF-16 big endian; teletex, printable and IA5 are read as UTF-8, a superset of their ASCII.
  const encoding = value.tag === 0x1e ? 'utf-16be' : 'utf-8';
  const text = new TextDecoder(encoding).decode(raw).trim();
  return text === '' ? null : text;
}

function indexOf(bytes: Uint8Array, pattern: readonly number[]): number {
  const last = bytes.length - pattern.length;
  for (let at = 0; at <= last; at++) {
    if (pattern.every((byte, i) => bytes[at + i] === byte)) return at;
  }
  return -1;
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function latin(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes);
}
