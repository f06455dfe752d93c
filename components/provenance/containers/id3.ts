/** ID3v2.2 to 2.4: `TXXX` texts, `GEOB` objects (C2PA) and `PRIV` XMP. */
import { LIMITS } from '../../model/limits';
import { inflate } from '../inflate';
import { type Reading, type Walk, decodeUtf16, find, latin, startsWith, u32 } from '../walk';

const utf8 = new TextDecoder('utf-8');

/** Hands out the metadata of an ID3v2 tag at `at`; answers with the offset behind it. */
export function* walkId3(walk: Walk, at: number): Reading<number> {
  const head = yield* walk.at(at, 10);
  if (head.length < 10 || !startsWith(head, 'ID3')) return at;
  const flags = head[5] ?? 0;
  const size = syncsafe(head, 6);
  const { bytes } = yield* walk.metadata(at + 10, size);
  tag(walk, head, bytes, at);
  return at + 10 + size + (flags & 0x10 ? 10 : 0);
}

/** Hands out the metadata of a tag that is at hand, whole or as far as it came; it stands at `offset` in the file. */
export function id3In(walk: Walk, bytes: Uint8Array, offset: number): void {
  if (bytes.length < 10 || !startsWith(bytes, 'ID3')) return;
  tag(walk, bytes, bytes.subarray(10, 10 + syncsafe(bytes, 6)), offset);
}

function tag(walk: Walk, head: Uint8Array, body: Uint8Array, offset: number): void {
  const version = head[3] ?? 0;
  const flags = head[5] ?? 0;
  // Tag-wide unsynchronisation of 2.2 and 2.3 shifts everything behind it; 2.4 states it per frame.
  const bytes = flags & 0x80 && version < 4 ? resync(body) : body;
  let from = 0;
  if (flags & 0x40 && version > 2) from = version === 4 ? syncsafe(bytes, 0) : u32(bytes, 0) + 4;
  frames(walk, bytes, from, version, offset + 10);
}

function frames(walk: Walk, bytes: Uint8Array, from: number, version: number, base: number): void {
  const headSize = version === 2 ? 6 : 10;
  const idSize = version === 2 ? 3 : 4;
  for (let at = from; at + headSize <= bytes.length && bytes[at] !== 0;) {
    walk.part(base + at);
    const id = latin(bytes.subarray(at, at + idSize));
    if (!/^[A-Z0-9]{3,4}$/.test(id)) return;
    const size =
      version === 2
        ? u32(bytes, at + 2) & 0xffffff
        : version === 4
          ? syncsafe(bytes, at + 4)
          : u32(bytes, at + 4);
    const body = at + headSize;
    if (size > bytes.length - body) {
      walk.error('frame-length-lie', base + at, id);
      return;
    }
    const data =
      version === 2 ? bytes.subarray(body, body + size) : content(walk, bytes, at, size, version, base);
    if (data) frame(walk, id, data, base + at);
    at = body + size;
  }
}

/** Undoes per-frame unsynchronisation and compression; null where the frame is encrypted or broken. */
function content(
  walk: Walk,
  bytes: Uint8Array,
  at: number,
  size: number,
  version: number,
  base: number,
): Uint8Array | null {
  const flags = bytes[at + 9] ?? 0;
  const isLate = version === 4;
  const isCompressed = (flags & (isLate ? 0x08 : 0x80)) !== 0;
  const isEncrypted = (flags & (isLate ? 0x04 : 0x40)) !== 0;
  const isGrouped = (flags & (isLate ? 0x40 : 0x20)) !== 0;
  const hasLength = isLate ? (flags & 0x01) !== 0 : isCompressed;
  if (isEncrypted) return null;
  const skip = (isGrouped ? 1 : 0) + (hasLength ? 4 : 0);
  if (skip > size) {
    walk.error('frame-length-lie', base + at);
    return null;
  }
  let data = bytes.subarray(at + 10 + skip, at + 10 + size);
  if (isLate && flags & 0x02) data = resync(data);
  if (!isCompressed) return data;
  const inflated = inflate(data, 'zlib', LIMITS.inflatedBytes);
  if (inflated.stopped !== null)
    walk.error(inflated.stopped === 'limit' ? 'limit-inflated-bytes' : 'deflate-malformed', base + at);
  return inflated.bytes;
}

/** Texts in which writers put a label or their own name: encoder, settings, copyright, subtitle. */
const TEXT_FRAMES: ReadonlySet<string> = new Set([
  'TSSE',
  'TENC',
  'TCOP',
  'TIT3',
  'TSS',
  'TEN',
  'TCR',
  'TT3',
]);

function frame(walk: Walk, id: string, data: Uint8Array, offset: number): void {
  if (id === 'TXXX' || id === 'TXX') {
    const [key, value] = pair(data, 1);
    walk.keep({ kind: 'text', place: 'id3-txxx', key, offset, bytes: encode(value), isCut: false });
  } else if (id === 'COMM' || id === 'COM') {
    const [, value] = pair(data, 4);
    walk.keep({
      kind: 'text',
      place: 'id3-comment',
      key: 'Comment',
      offset,
      bytes: encode(value),
      isCut: false,
    });
  } else if (TEXT_FRAMES.has(id)) {
    const value = data.subarray(1);
    const text = data[0] === 1 || data[0] === 2 ? wide(value, data[0]) : narrow(value);
    walk.keep({ kind: 'text', place: 'id3-text', key: id, offset, bytes: encode(text), isCut: false });
  } else if (id === 'PRIV' && startsWith(data, 'XMP\0')) {
    walk.keep({
      kind: 'xmp',
      place: 'xmp',
      key: '',
      offset: offset + 14,
      bytes: data.subarray(4),
      isCut: false,
    });
  } else if (id === 'GEOB' || id === 'GEO') {
    const start = find(data, 'jumb');
    if (start >= 4 && latin(data.subarray(0, 64)).includes('c2pa')) {
      walk.keep({
        kind: 'jumbf',
        place: 'c2pa',
        key: '',
        offset: offset + 10 + start - 4,
        bytes: data.subarray(start - 4),
        isCut: false,
      });
    }
  }
}

/** Description and value behind `from` bytes of head, in the encoding that the first byte names (ID3v2.4 §4). */
function pair(data: Uint8Array, from: number): [string, string] {
  const encoding = data[0] ?? 0;
  if (encoding !== 1 && encoding !== 2) {
    const split = data.indexOf(0, from);
    if (split < 0) return ['', ''];
    const decode = encoding === 3 ? (part: Uint8Array) => utf8.decode(part) : narrow;
    return [decode(data.subarray(from, split)), decode(data.subarray(split + 1))];
  }
  let split = from;
  while (split + 1 < data.length && (data[split] !== 0 || data[split + 1] !== 0)) split += 2;
  return [wide(data.subarray(from, split), encoding), wide(data.subarray(split + 2), encoding)];
}

/** Declared Latin-1, in practice often UTF-8: JSON in it reads the same, Chinese names only in the second. */
function narrow(part: Uint8Array): string {
  const text = utf8.decode(part);
  return text.includes('\ufffd') ? latin(part) : text;
}

function wide(part: Uint8Array, encoding: number): string {
  const isLittle = part[0] === 0xff && part[1] === 0xfe;
  return decodeUtf16(part, encoding === 1 ? isLittle || part[0] !== 0xfe : false).replace(/^\ufeff/, '');
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text.replace(/\0+$/, ''));
}

function syncsafe(bytes: Uint8Array, at: number): number {
  return (
    ((bytes[at] ?? 0) & 0x7f) * 2097152 +
    (((bytes[at + 1] ?? 0) & 0x7f) << 14) +
    (((bytes[at + 2] ?? 0) & 0x7f) << 7) +
    ((bytes[at + 3] ?? 0) & 0x7f)
  );
}

function resync(bytes: Uint8Array): Uint8Array {
  const out = new Uint8Array(bytes.length);
  let size = 0;
  for (let at = 0; at < bytes.length; at++) {
    out[size++] = bytes[at] ?? 0;
    if (bytes[at] === 0xff && bytes[at + 1] === 0) at += 1;
  }
  return out.subarray(0, size);
}
