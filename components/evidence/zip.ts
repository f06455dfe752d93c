/**
 * The container of a case file: a ZIP (APPNOTE 6.3.10) in which every entry is stored, sorted by name and
 * dated 1980, with no extra fields, comments or gaps. So names and contents alone decide every byte, and
 * the reader can refuse whatever is not exactly that: nothing can be hidden between, before or after.
 * fflate writes ZIP too, but dates entries in the writer's time zone and compresses as its version does.
 */
import { LIMITS } from '../model/limits';

export interface ZipEntry {
  name: string;
  bytes: Uint8Array;
}

export type ZipProblem =
  | 'not-a-zip'
  | 'truncated'
  | 'too-large'
  | 'too-many-entries'
  | 'zip64'
  | 'encrypted'
  | 'compressed-entry'
  | 'unsafe-name'
  | 'duplicate-name'
  | 'names-unsorted'
  | 'headers-disagree'
  | 'extra-data';

export type ReadZip =
  | {
      ok: true;
      entries: ReadonlyMap<string, Uint8Array>;
      /** Names whose CRC-32 does not match their bytes. */
      wrongCrc: readonly string[];
    }
  | { ok: false; code: ZipProblem; at: number };

export const LOCAL = 0x04034b50;
export const CENTRAL = 0x02014b50;
export const END = 0x06054b50;
const ZIP64_LOCATOR = 0x07064b50;
export const LOCAL_BYTES = 30;
export const CENTRAL_BYTES = 46;
export const END_BYTES = 22;
/** 1980-01-01 00:00, the oldest moment a ZIP can name. */
const DOS_DATE = 0x0021;
const VERSION = 20;

/** Forward slashes, plain ASCII, no empty, hidden or climbing part. */
const SAFE_NAME = /^[A-Za-z0-9_-][A-Za-z0-9._-]*(\/[A-Za-z0-9_-][A-Za-z0-9._-]*){0,7}$/;
const NAME_CHARS = 200;

/** The container with these entries. Names must be safe and distinct; throws RangeError when they are not. */
export function writeZip(entries: readonly ZipEntry[]): Uint8Array {
  const sorted = [...entries].sort((a, b) => (a.name < b.name ? -1 : 1));
  sorted.forEach(({ name }, index) => {
    if (!isSafeName(name)) throw new RangeError(`"${name}" cannot be a name in a case file`);
    if (sorted[index + 1]?.name.toLowerCase() === name.toLowerCase())
      throw new RangeError(`"${name}" stands twice`);
  });
  const total = sorted.reduce(
    (sum, { name, bytes }) => sum + LOCAL_BYTES + CENTRAL_BYTES + 2 * name.length + bytes.length,
    END_BYTES,
  );
  if (total > LIMITS.caseFileBytes)
    throw new RangeError(`a case file holds at most ${String(LIMITS.caseFileBytes)} bytes`);

  const out = new Uint8Array(total);
  const view = new DataView(out.buffer);
  const heads = sorted.map(({ name, bytes }) => ({ name, size: bytes.length, crc: crc32(bytes), at: 0 }));
  let at = 0;
  sorted.forEach(({ bytes }, index) => {
    const head = heads[index];
    if (!head) return;
    head.at = at;
    at = putLocal(view, at, head);
    out.set(bytes, at);
    at += bytes.length;
  });
  const directory = at;
  for (const head of heads) at = putCentral(view, at, head);
  putEnd(view, at, heads.length, at - directory, directory);
  return out;
}

/**
 * The entries of a container, or why it is refused and where. Only the one form that `writeZip` gives is
 * read, so compressed, encrypted, spanned, commented and ZIP64 files are refused by name. Contents are
 * views into `bytes`. Bounds: LIMITS.caseFileBytes, LIMITS.caseFileEntries.
 */
export function readZip(bytes: Uint8Array): ReadZip {
  if (bytes.length > LIMITS.caseFileBytes) return refuse('too-large', LIMITS.caseFileBytes);
  if (bytes.length < END_BYTES) return refuse('not-a-zip', 0);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const end = bytes.length - END_BYTES;
  const isZip = view.getUint32(0, true) === LOCAL || view.getUint32(0, true) === END;
  if (view.getUint32(end, true) !== END) {
    if (!isZip) return refuse('not-a-zip', 0);
    return refuse(hasEndEarlier(view, end) ? 'extra-data' : 'truncated', end);
  }
  if (end >= 20 && view.getUint32(end - 20, true) === ZIP64_LOCATOR) return refuse('zip64', end - 20);
  const count = view.getUint16(end + 10, true);
  const size = view.getUint32(end + 12, true);
  const directory = view.getUint32(end + 16, true);
  if (count === 0xffff || size === 0xffffffff || directory === 0xffffffff) return refuse('zip64', end);
  if (count > LIMITS.caseFileEntries) return refuse('too-many-entries', end + 10);
  if (view.getUint32(end + 4, true) !== 0 || view.getUint16(end + 8, true) !== count)
    return refuse('headers-disagree', end + 4);
  if (view.getUint16(end + 20, true) !== 0) return refuse('extra-data', end + 20);
  if (directory + size !== end) return refuse('extra-data', end + 12);

  const entries = new Map<string, Uint8Array>();
  const folded = new Set<string>();
  const wrongCrc: string[] = [];
  let central = directory;
  let local = 0;
  let earlier = '';
  for (let index = 0; index < count; index += 1) {
    if (central + CENTRAL_BYTES > end) return refuse('truncated', central);
    if (view.getUint32(central, true) !== CENTRAL) return refuse('headers-disagree', central);
    if (view.getUint16(central + 8, true) & 1) return refuse('encrypted', central + 8);
    if (view.getUint16(central + 10, true) !== 0) return refuse('compressed-entry', central + 10);
    const nameLength = view.getUint16(central + 28, true);
    const nameAt = central + CENTRAL_BYTES;
    if (nameAt + nameLength > end) return refuse('truncated', central);
    const name = latin1(bytes.subarray(nameAt, nameAt + nameLength));
    if (!isSafeName(name)) return refuse('unsafe-name', nameAt);
    if (folded.has(name.toLowerCase())) return refuse('duplicate-name', nameAt);
    if (name < earlier) return refuse('names-unsorted', nameAt);
    const fileSize = view.getUint32(central + 24, true);
    if (fileSize === 0xffffffff) return refuse('zip64', central + 24);
    const head = { name, size: fileSize, crc: view.getUint32(central + 16, true), at: local };
    const contentAt = local + LOCAL_BYTES + nameLength;
    if (contentAt + fileSize > directory) return refuse('truncated', local);
    // Both headers, written again from what they say, must be the very bytes that stand there.
    const isLocalRight = isSame(
      bytes,
      local,
      (target) => putLocal(target, 0, head),
      LOCAL_BYTES + nameLength,
    );
    const isCentralRight = isSame(
      bytes,
      central,
      (target) => putCentral(target, 0, head),
      CENTRAL_BYTES + nameLength,
    );
    if (!isLocalRight) return refuse('headers-disagree', local);
    if (!isCentralRight) return refuse('headers-disagree', central);
    const content = bytes.subarray(contentAt, contentAt + fileSize);
    if (crc32(content) !== head.crc) wrongCrc.push(name);
    entries.set(name, content);
    folded.add(name.toLowerCase());
    earlier = name;
    local = contentAt + fileSize;
    central = nameAt + nameLength;
  }
  if (local !== directory) return refuse('extra-data', local);
  if (central !== end) return refuse('extra-data', central);
  return { ok: true, entries, wrongCrc };
}

function refuse(code: ZipProblem, at: number): ReadZip {
  return { ok: false, code, at };
}

export function isSafeName(name: string): boolean {
  return name.length <= NAME_CHARS && SAFE_NAME.test(name);
}

/** Whether an end record stands earlier, so that something was put behind it. Looks back as far as ZIP readers do. */
function hasEndEarlier(view: DataView, end: number): boolean {
  for (let at = end - 1; at >= Math.max(0, end - 0x10000); at -= 1)
    if (view.getUint32(at, true) === END) return true;
  return false;
}

/** What decides the headers of one entry. `at`: offset of its local header. */
export interface Head {
  name: string;
  size: number;
  crc: number;
  at: number;
}

export function putLocal(view: DataView, at: number, { name, size, crc }: Head): number {
  view.setUint32(at, LOCAL, true);
  view.setUint16(at + 4, VERSION, true);
  view.setUint16(at + 12, DOS_DATE, true);
  view.setUint32(at + 14, crc, true);
  view.setUint32(at + 18, size, true);
  view.setUint32(at + 22, size, true);
  view.setUint16(at + 26, name.length, true);
  return putName(view, at + LOCAL_BYTES, name);
}

export function putCentral(view: DataView, at: number, { name, size, crc, at: local }: Head): number {
  view.setUint32(at, CENTRAL, true);
  view.setUint16(at + 4, VERSION, true);
  view.setUint16(at + 6, VERSION, true);
  view.setUint16(at + 14, DOS_DATE, true);
  view.setUint32(at + 16, crc, true);
  view.setUint32(at + 20, size, true);
  view.setUint32(at + 24, size, true);
  view.setUint16(at + 28, name.length, true);
  view.setUint32(at + 42, local, true);
  return putName(view, at + CENTRAL_BYTES, name);
}

function putEnd(view: DataView, at: number, count: number, size: number, directory: number): void {
  view.setUint32(at, END, true);
  view.setUint16(at + 8, count, true);
  view.setUint16(at + 10, count, true);
  view.setUint32(at + 12, size, true);
  view.setUint32(at + 16, directory, true);
}

function putName(view: DataView, at: number, name: string): number {
  for (let index = 0; index < name.length; index += 1) view.setUint8(at + index, name.charCodeAt(index));
  return at + name.length;
}

function isSame(bytes: Uint8Array, at: number, put: (view: DataView) => void, length: number): boolean {
  const wanted = new Uint8Array(length);
  put(new DataView(wanted.buffer));
  return wanted.every((value, index) => bytes[at + index] === value);
}

export function latin1(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}

/** For a byte, and for it with one to seven bytes of zero behind it: so eight bytes are taken at once. */
const CRC_TABLES = crcTables();

function crcTables(): Uint32Array {
  const tables = new Uint32Array(8 * 256);
  for (let value = 0; value < 256; value += 1) {
    let crc = value;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
    tables[value] = crc;
  }
  for (let at = 256; at < tables.length; at += 1) {
    const before = tables[at - 256] ?? 0;
    tables[at] = (before >>> 8) ^ (tables[before & 0xff] ?? 0);
  }
  return tables;
}

/** CRC-32 as ZIP has it (APPNOTE 4.4.7); `earlier` is that of the bytes before these, where they come in parts. */
export function crc32(bytes: Uint8Array, earlier = 0): number {
  const t = CRC_TABLES;
  const { length } = bytes;
  let crc = ~earlier;
  let at = 0;
  for (const last = length - 8; at <= last; at += 8) {
    const low = crc ^ fourBytes(bytes, at);
    const high = fourBytes(bytes, at + 4);
    crc =
      (t[0x700 + (low & 0xff)] ?? 0) ^
      (t[0x600 + ((low >>> 8) & 0xff)] ?? 0) ^
      (t[0x500 + ((low >>> 16) & 0xff)] ?? 0) ^
      (t[0x400 + (low >>> 24)] ?? 0) ^
      (t[0x300 + (high & 0xff)] ?? 0) ^
      (t[0x200 + ((high >>> 8) & 0xff)] ?? 0) ^
      (t[0x100 + ((high >>> 16) & 0xff)] ?? 0) ^
      (t[high >>> 24] ?? 0);
  }
  for (; at < length; at += 1) crc = (t[(crc ^ (bytes[at] ?? 0)) & 0xff] ?? 0) ^ (crc >>> 8);
  return ~crc >>> 0;
}

/** Four bytes as one number, the lowest first. */
function fourBytes(bytes: Uint8Array, at: number): number {
  const a = bytes[at] ?? 0;
  const b = bytes[at + 1] ?? 0;
  const c = bytes[at + 2] ?? 0;
  const d = bytes[at + 3] ?? 0;
  return a | (b << 8) | (c << 16) | (d << 24);
}
