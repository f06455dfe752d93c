/**
 * The container of a collection: the same strict ZIP as that of a case file (zip.ts), but written as a stream
 * and read by place, so that a collection may be larger than memory. ZIP64 (APPNOTE 6.3.10 §4.3.14, §4.5.3)
 * stands exactly where a number does not fit the older form and nowhere else: so again names and contents
 * alone decide every byte, and the reader refuses whatever is not exactly that.
 */
import type { ByteSink, ByteSource } from './byte-source';
import {
  CENTRAL,
  CENTRAL_BYTES,
  crc32,
  END,
  END_BYTES,
  isSafeName,
  latin1,
  LOCAL,
  LOCAL_BYTES,
  putCentral,
  putLocal,
  type Head,
  type ZipProblem,
} from './zip';

const ZIP64_END = 0x06064b50;
const ZIP64_LOCATOR = 0x07064b50;
const ZIP64_END_BYTES = 56;
const ZIP64_LOCATOR_BYTES = 20;
/** Extra field 0x0001 with the one number that did not fit: the offset of the local header. */
const ZIP64_EXTRA_BYTES = 12;
const ZIP64_VERSION = 45;
const MOST_U16 = 0xffff;
const MOST_U32 = 0xffffffff;
/** Bytes of the directory held at once. */
const WINDOW_BYTES = 1 << 20;
const LONGEST_NAME = 200;

/** One entry after the other, in the order of their names. One call at a time. */
export interface ZipWriter {
  /** Bytes written until now. */
  readonly bytes: number;
  /** Rejects with a RangeError for a name that is unsafe, not behind the last one, or stands twice. */
  add(name: string, content: Uint8Array): Promise<void>;
  /** An entry whose size and CRC-32 are known before its bytes are read. Rejects when the parts are not so many bytes. */
  addParts(
    name: string,
    known: { size: number; crc: number },
    parts: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  ): Promise<void>;
  /** Directory and end. Nothing can be added afterwards. */
  finish(): Promise<void>;
}

/** A container written to `sink` as it grows. Holds names and sizes of the entries, never their contents. */
export function zipWriter(sink: ByteSink): ZipWriter {
  const heads: Head[] = [];
  const folded = new Set<string>();
  let at = 0;
  const put = async (bytes: Uint8Array): Promise<void> => {
    at += bytes.length;
    await sink.write(bytes);
  };
  const begin = async (name: string, size: number, crc: number): Promise<void> => {
    if (!isSafeName(name)) throw new RangeError(`"${name}" cannot be a name in a collection`);
    if (folded.has(name.toLowerCase())) throw new RangeError(`"${name}" stands twice`);
    const last = heads.at(-1);
    if (last && last.name > name) throw new RangeError(`"${name}" stands before "${last.name}"`);
    if (size >= MOST_U32) throw new RangeError(`"${name}" is larger than one entry may be`);
    const head = { name, size, crc, at };
    heads.push(head);
    folded.add(name.toLowerCase());
    await put(localBytes(head));
  };
  return {
    get bytes() {
      return at;
    },
    async add(name, content) {
      await begin(name, content.length, crc32(content));
      await put(content);
    },
    async addParts(name, { size, crc }, parts) {
      await begin(name, size, crc);
      const end = at + size;
      for await (const part of parts) await put(part);
      if (at !== end) throw new RangeError(`"${name}" is not as long as was said`);
    },
    async finish() {
      const directory = at;
      let piece: Uint8Array[] = [];
      let held = 0;
      for (const head of heads) {
        const bytes = centralBytes(head);
        piece.push(bytes);
        held += bytes.length;
        if (held < WINDOW_BYTES) continue;
        await put(together(piece, held));
        piece = [];
        held = 0;
      }
      await put(together(piece, held));
      await put(endBytes(heads.length, at - directory, directory));
    },
  };
}

/** An entry by name; its bytes are read only when they are asked for. */
export type ZipPlace = Readonly<Head>;

export type OpenedZip =
  { ok: true; entries: readonly ZipPlace[] } | { ok: false; code: ZipProblem; at: number };

export interface ZipBounds {
  entries: number;
  bytes: number;
}

/**
 * The directory of a container, or why it is refused and where. Every byte of directory and end is compared
 * with what `zipWriter` would have written, and the entries must fill the file without a gap; the header in
 * front of an entry is compared by `readEntry`. Whoever reads all entries has so compared every byte.
 * Rejects only where the source does.
 */
export async function openZip(source: ByteSource, bounds: ZipBounds): Promise<OpenedZip> {
  const { size } = source;
  if (size > bounds.bytes) return refuse('too-large', bounds.bytes);
  if (size < END_BYTES) return refuse('not-a-zip', 0);
  const tailBytes = Math.min(size, END_BYTES + ZIP64_LOCATOR_BYTES + ZIP64_END_BYTES);
  const tail = viewOf(await source.read(size - tailBytes, tailBytes));
  const first = viewOf(await source.read(0, 4)).getUint32(0, true);
  const endAt = tailBytes - END_BYTES;
  if (tail.getUint32(endAt, true) !== END) {
    if (first !== LOCAL && first !== END) return refuse('not-a-zip', 0);
    return refuse((await hasEndEarlier(source)) ? 'extra-data' : 'truncated', size - END_BYTES);
  }
  const said = endOf(tail, endAt);
  if (!said) return refuse('zip64', size - tailBytes);
  const { count, directory, length } = said;
  if (count > bounds.entries) return refuse('too-many-entries', size - END_BYTES + 10);
  const ending = endBytes(count, length, directory);
  const start = size - ending.length;
  if (ending.length > tailBytes) return refuse('truncated', size - tailBytes);
  if (!isThere(tail, tailBytes - ending.length, ending)) {
    const isComment = tail.getUint16(endAt + 20, true) !== 0;
    return refuse(isComment ? 'extra-data' : ending.length > END_BYTES ? 'zip64' : 'headers-disagree', start);
  }
  if (directory + length !== start) return refuse('extra-data', start);
  return readDirectory(source, count, directory, start);
}

export type ReadEntry =
  { ok: true; bytes: Uint8Array; isCrcRight: boolean } | { ok: false; code: 'headers-disagree'; at: number };

/** Bytes of one entry, header compared and CRC-32 counted. The caller bounds `size` before. Rejects only where the source does. */
export async function readEntry(source: ByteSource, entry: ZipPlace): Promise<ReadEntry> {
  const header = localBytes(entry);
  const whole = await source.read(entry.at, header.length + entry.size);
  if (!isThere(viewOf(whole), 0, header)) return { ok: false, code: 'headers-disagree', at: entry.at };
  const bytes = whole.subarray(header.length);
  return { ok: true, bytes, isCrcRight: crc32(bytes) === entry.crc };
}

async function readDirectory(
  source: ByteSource,
  count: number,
  directory: number,
  end: number,
): Promise<OpenedZip> {
  const entries: Head[] = [];
  const folded = new Set<string>();
  let piece = new Uint8Array(0);
  let pieceAt = directory;
  let central = directory;
  let local = 0;
  let earlier = '';
  for (let index = 0; index < count; index += 1) {
    const most = Math.min(CENTRAL_BYTES + LONGEST_NAME + ZIP64_EXTRA_BYTES, end - central);
    if (most < CENTRAL_BYTES) return refuse('truncated', central);
    if (central + most > pieceAt + piece.length) {
      pieceAt = central;
      piece = new Uint8Array(await source.read(central, Math.min(WINDOW_BYTES, end - central)));
    }
    const at = central - pieceAt;
    const view = viewOf(piece);
    if (view.getUint32(at, true) !== CENTRAL) return refuse('headers-disagree', central);
    if (view.getUint16(at + 8, true) & 1) return refuse('encrypted', central + 8);
    if (view.getUint16(at + 10, true) !== 0) return refuse('compressed-entry', central + 10);
    const nameLength = view.getUint16(at + 28, true);
    const nameAt = at + CENTRAL_BYTES;
    if (nameLength > LONGEST_NAME) return refuse('unsafe-name', central + 28);
    if (CENTRAL_BYTES + nameLength > most) return refuse('truncated', central);
    const name = latin1(piece.subarray(nameAt, nameAt + nameLength));
    if (!isSafeName(name)) return refuse('unsafe-name', central + CENTRAL_BYTES);
    if (folded.has(name.toLowerCase())) return refuse('duplicate-name', central + CENTRAL_BYTES);
    if (name < earlier) return refuse('names-unsorted', central + CENTRAL_BYTES);
    const size = view.getUint32(at + 24, true);
    if (size === MOST_U32) return refuse('zip64', central + 24);
    const head = { name, size, crc: view.getUint32(at + 16, true), at: local };
    const written = centralBytes(head);
    if (at + written.length > piece.length || !isThere(view, at, written))
      return refuse(
        view.getUint16(at + 30, true) + view.getUint16(at + 32, true) !==
          written.length - CENTRAL_BYTES - nameLength
          ? 'extra-data'
          : 'headers-disagree',
        central,
      );
    entries.push(head);
    folded.add(name.toLowerCase());
    earlier = name;
    local += LOCAL_BYTES + nameLength + size;
    if (local > directory) return refuse('truncated', head.at);
    central += written.length;
  }
  if (local !== directory) return refuse('extra-data', local);
  if (central !== end) return refuse('extra-data', central);
  return { ok: true, entries };
}

function refuse(code: ZipProblem, at: number): { ok: false; code: ZipProblem; at: number } {
  return { ok: false, code, at };
}

/** What the end says, ZIP64 included; null where it names a ZIP64 end that does not stand in front of it. */
function endOf(tail: DataView, endAt: number): { count: number; length: number; directory: number } | null {
  const short = {
    count: tail.getUint16(endAt + 10, true),
    length: tail.getUint32(endAt + 12, true),
    directory: tail.getUint32(endAt + 16, true),
  };
  if (short.count !== MOST_U16 && short.length !== MOST_U32 && short.directory !== MOST_U32) return short;
  const at = endAt - ZIP64_LOCATOR_BYTES - ZIP64_END_BYTES;
  if (at < 0 || tail.getUint32(at, true) !== ZIP64_END) return null;
  const [count, length, directory] = [at + 32, at + 40, at + 48].map((place) => getU64(tail, place));
  if (count === undefined || length === undefined || directory === undefined) return null;
  return [count, length, directory].every(Number.isSafeInteger) ? { count, length, directory } : null;
}

async function hasEndEarlier(source: ByteSource): Promise<boolean> {
  const length = Math.min(source.size, 0x10000 + END_BYTES);
  const view = viewOf(await source.read(source.size - length, length));
  for (let at = length - END_BYTES - 1; at >= 0; at -= 1) if (view.getUint32(at, true) === END) return true;
  return false;
}

function localBytes(head: Head): Uint8Array {
  const bytes = new Uint8Array(LOCAL_BYTES + head.name.length);
  putLocal(viewOf(bytes), 0, head);
  return bytes;
}

function centralBytes(head: Head): Uint8Array {
  const isFar = head.at >= MOST_U32;
  const bytes = new Uint8Array(CENTRAL_BYTES + head.name.length + (isFar ? ZIP64_EXTRA_BYTES : 0));
  const view = viewOf(bytes);
  const behind = putCentral(view, 0, isFar ? { ...head, at: MOST_U32 } : head);
  if (!isFar) return bytes;
  view.setUint16(4, ZIP64_VERSION, true);
  view.setUint16(6, ZIP64_VERSION, true);
  view.setUint16(30, ZIP64_EXTRA_BYTES, true);
  view.setUint16(behind, 0x0001, true);
  view.setUint16(behind + 2, 8, true);
  putU64(view, behind + 4, head.at);
  return bytes;
}

/** The end of the container, with a ZIP64 end and its locator in front where a number needs them. */
function endBytes(count: number, length: number, directory: number): Uint8Array {
  const isLong = count >= MOST_U16 || length >= MOST_U32 || directory >= MOST_U32;
  const before = isLong ? ZIP64_END_BYTES + ZIP64_LOCATOR_BYTES : 0;
  const bytes = new Uint8Array(before + END_BYTES);
  const view = viewOf(bytes);
  if (isLong) {
    view.setUint32(0, ZIP64_END, true);
    putU64(view, 4, ZIP64_END_BYTES - 12);
    view.setUint16(12, ZIP64_VERSION, true);
    view.setUint16(14, ZIP64_VERSION, true);
    putU64(view, 24, count);
    putU64(view, 32, count);
    putU64(view, 40, length);
    putU64(view, 48, directory);
    view.setUint32(ZIP64_END_BYTES, ZIP64_LOCATOR, true);
    putU64(view, ZIP64_END_BYTES + 8, directory + length);
    view.setUint32(ZIP64_END_BYTES + 16, 1, true);
  }
  view.setUint32(before, END, true);
  view.setUint16(before + 8, Math.min(count, MOST_U16), true);
  view.setUint16(before + 10, Math.min(count, MOST_U16), true);
  view.setUint32(before + 12, Math.min(length, MOST_U32), true);
  view.setUint32(before + 16, Math.min(directory, MOST_U32), true);
  return bytes;
}

function isThere(view: DataView, at: number, wanted: Uint8Array): boolean {
  if (at < 0 || at + wanted.length > view.byteLength) return false;
  return wanted.every((value, index) => view.getUint8(at + index) === value);
}

function together(parts: readonly Uint8Array[], length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
}

function putU64(view: DataView, at: number, value: number): void {
  view.setUint32(at, value % 0x100000000, true);
  view.setUint32(at + 4, Math.floor(value / 0x100000000), true);
}

function getU64(view: DataView, at: number): number {
  return view.getUint32(at, true) + view.getUint32(at + 4, true) * 0x100000000;
}
