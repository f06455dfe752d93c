/**
 * The facts we read from certificates and time stamps without checking them: whose name stands there, which
 * key, for how long, and when a time-stamp authority says something was signed. X.690 (DER) walks, bounded.
 */
import { LIMITS } from '../../model/limits';

export interface SubjectName {
  organisation: string | null;
  commonName: string | null;
}

interface Der {
  at: number;
  tag: number;
  start: number;
  end: number;
}

/** Names in one subject. Real ones have under twenty. */
const MAX_NAMES = 64;
const OID_COMMON_NAME = '550403';
const OID_ORGANISATION = '55040a';
const OID_SUBJECT_KEY_ID = '551d0e';
const OID_BASIC_CONSTRAINTS = '551d13';
/** Short names of RFC 4514 §3, by the hexadecimal of their identifiers. */
const NAMES: Readonly<Record<string, string>> = {
  [OID_COMMON_NAME]: 'CN',
  [OID_ORGANISATION]: 'O',
  '55040b': 'OU',
  '550406': 'C',
  '550407': 'L',
  '550408': 'ST',
  '2a864886f70d010901': 'emailAddress',
};

/**
 * Organisation and common name of the subject of an X.509 certificate (RFC 5280 §4.1.2.6); null for what is
 * not there or cannot be read.
 */
export function subjectName(certificate: Uint8Array): SubjectName {
  const parts = partsOf(certificate);
  const names = parts ? namesIn(certificate, parts.subject) : [];
  const first = (oid: string): string | null => names.find((one) => one.oid === oid)?.value ?? null;
  return { organisation: first(OID_ORGANISATION), commonName: first(OID_COMMON_NAME) };
}

/** What makes a certificate's owner a trust anchor (RFC 5914 TrustAnchorInfo). Bytes are views. */
export interface AnchorFacts {
  /** Subject as text, most particular name first. */
  name: string;
  subject: Uint8Array;
  publicKey: Uint8Array;
  keyId: Uint8Array | null;
  /** ISO 8601, UTC. */
  notBefore: string;
  notAfter: string;
}

/** The facts of an anchor; null for what is no certificate, or one that may not vouch for others (no CA). */
export function anchorFacts(certificate: Uint8Array): AnchorFacts | null {
  const parts = partsOf(certificate);
  if (!parts) return null;
  const { validity, subject, publicKey, rest } = parts;
  const from = der(certificate, validity.start, validity.end);
  const until = from && der(certificate, from.end, validity.end);
  const notBefore = from && timeOf(certificate, from);
  const notAfter = until && timeOf(certificate, until);
  const extensions = extensionsIn(certificate, rest, parts.end);
  const basic = extensions.get(OID_BASIC_CONSTRAINTS);
  const constraints = basic && der(basic, 0, basic.length);
  const flag = basic && constraints && der(basic, constraints.start, constraints.end);
  const isAuthority = flag?.tag === 0x01 && (basic?.[flag.start] ?? 0) !== 0;
  const names = namesIn(certificate, subject);
  if (!notBefore || !notAfter || !isAuthority || names.length === 0) return null;
  const identifier = extensions.get(OID_SUBJECT_KEY_ID);
  const key = identifier && der(identifier, 0, identifier.length);
  return {
    name: names
      .reverse()
      .map(({ oid, value }) => `${NAMES[oid] ?? oid}=${value}`)
      .join(', ')
      .slice(0, LIMITS.textChars),
    subject: certificate.subarray(subject.at, subject.end),
    publicKey: certificate.subarray(publicKey.at, publicKey.end),
    keyId: identifier && key ? identifier.subarray(key.start, key.end) : null,
    notBefore,
    notAfter,
  };
}

interface Parts {
  validity: Der;
  subject: Der;
  publicKey: Der;
  /** Where what follows the key starts, and where the body ends. */
  rest: number;
  end: number;
}

/** The parts of a certificate's body (RFC 5280 §4.1) that are read here. */
function partsOf(certificate: Uint8Array): Parts | null {
  const whole = der(certificate, 0, certificate.length);
  const body = whole && der(certificate, whole.start, whole.end);
  if (!body) return null;
  // [0] version is optional; then serial, algorithm, issuer, validity, subject, key.
  let at = body.start;
  const first = der(certificate, at, body.end);
  if (first?.tag === 0xa0) at = first.end;
  const parts: Der[] = [];
  for (let read = 0; read < 6; read++) {
    const part = der(certificate, at, body.end);
    if (!part) break;
    parts.push(part);
    at = part.end;
  }
  const [, , , validity, subject, publicKey] = parts;
  // A name alone is enough to say who signs; a key may be cut off.
  if (!validity || subject?.tag !== 0x30) return null;
  return { validity, subject, publicKey: publicKey ?? subject, rest: at, end: body.end };
}

function extensionsIn(bytes: Uint8Array, from: number, end: number): Map<string, Uint8Array> {
  const found = new Map<string, Uint8Array>();
  let at = from;
  let holder = der(bytes, at, end);
  // [1] and [2] are unique identifiers that nobody uses any more; [3] holds the extensions.
  while (holder && holder.tag !== 0xa3) holder = der(bytes, (at = holder.end), end);
  const list = holder && der(bytes, holder.start, holder.end);
  for (let next = list?.start ?? 0; list && next < list.end && found.size < MAX_NAMES;) {
    const extension = der(bytes, next, list.end);
    const type = extension && der(bytes, extension.start, extension.end);
    let value = extension && type && der(bytes, type.end, extension.end);
    if (value?.tag === 0x01 && extension) value = der(bytes, value.end, extension.end);
    if (!extension || !type || !value) break;
    found.set(hex(bytes.subarray(type.start, type.end)), bytes.subarray(value.start, value.end));
    next = extension.end;
  }
  return found;
}

/** UTCTime or GeneralizedTime as ISO 8601 (RFC 5280 §4.1.2.5). */
function timeOf(bytes: Uint8Array, { tag, start, end }: Der): string | null {
  const text = latin(bytes.subarray(start, Math.min(end, start + 24)));
  const short = /^(\d\d)(\d{10})Z$/.exec(text);
  const year = tag === 0x17 && short ? (Number(short[1]) < 50 ? '20' : '19') : '';
  const time = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/.exec(`${year}${text}`);
  if (!time) return null;
  const iso = `${time[1]}-${time[2]}-${time[3]}T${time[4]}:${time[5]}:${time[6]}Z`;
  return Number.isNaN(Date.parse(iso)) ? null : iso;
}

function namesIn(bytes: Uint8Array, subject: Der): { oid: string; value: string }[] {
  const names: { oid: string; value: string }[] = [];
  let at = subject.start;
  for (let seen = 0; at < subject.end && seen < MAX_NAMES; seen++) {
    const set = der(bytes, at, subject.end);
    if (!set) break;
    at = set.end;
    const pair = der(bytes, set.start, set.end);
    const type = pair && der(bytes, pair.start, pair.end);
    const value = pair && type && der(bytes, type.end, pair.end);
    const text = value && directoryString(bytes, value);
    if (type && text) names.push({ oid: hex(bytes.subarray(type.start, type.end)), value: text });
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
  return { at, tag, start, end: start + length };
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
