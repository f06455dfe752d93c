/** Items of a `meta` box (ISO/IEC 14496-12 §8.11): the XMP and EXIF of AVIF and HEIC. */
import { type Reading, type Walk, latin, u16, u32, u64 } from '../walk';
import { type Box, keepExif } from './bmff-box';

const MAX_ITEMS = 2048;
const MAX_EXTENTS = 64;

interface Item {
  id: number;
  kind: 'xmp' | 'exif';
}

/** Reads the items that are metadata, wherever they stand in the file. */
export function* items(walk: Walk, bytes: Uint8Array, base: number, inside: Box[]): Reading<void> {
  const info = inside.find((box) => box.type === 'iinf');
  const places = inside.find((box) => box.type === 'iloc');
  if (!info || !places) return;
  const wanted = metadataItems(walk, bytes, info, base);
  if (wanted.length === 0) return;
  const data = inside.find((box) => box.type === 'idat');
  const found = locate(walk, bytes, places, base, wanted);
  for (const { item, extents, isInData } of found) {
    const start = isInData ? base + (data?.body ?? 0) : 0;
    const parts: Uint8Array[] = [];
    let isCut = false;
    for (const [offset, length] of extents) {
      if (!walk.source.seekable && walk.depth === 'head' && start + offset > 1 << 20) {
        walk.error('not-looked-behind-pixels', start + offset);
        return;
      }
      const read = yield* walk.metadata(start + offset, length);
      parts.push(read.bytes);
      isCut ||= read.isCut;
    }
    const whole = parts.length === 1 && parts[0] ? parts[0] : concat(parts);
    const offset = start + (extents[0]?.[0] ?? 0);
    if (item.kind === 'exif') keepExif(walk, whole, offset, isCut);
    else walk.keep({ kind: 'xmp', place: 'xmp', key: '', offset, bytes: whole, isCut });
  }
}

function concat(parts: Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function metadataItems(walk: Walk, bytes: Uint8Array, info: Box, base: number): Item[] {
  const version = bytes[info.body] ?? 0;
  const from = info.body + (version === 0 ? 6 : 8);
  const wanted: Item[] = [];
  let seen = 0;
  for (let at = from; at + 12 <= info.end && seen < MAX_ITEMS; seen++) {
    const size = u32(bytes, at);
    if (size < 12 || at + size > info.end) {
      walk.error('length-lie', base + at);
      break;
    }
    const entryVersion = bytes[at + 8] ?? 0;
    const isWide = entryVersion >= 3;
    const id = isWide ? u32(bytes, at + 12) : u16(bytes, at + 12);
    const type = at + (isWide ? 18 : 16);
    const name = latin(bytes.subarray(type, type + 4));
    if (name === 'Exif') wanted.push({ id, kind: 'exif' });
    if (name === 'mime' && latin(bytes.subarray(type + 4, at + size)).includes('application/rdf+xml')) {
      wanted.push({ id, kind: 'xmp' });
    }
    at += size;
  }
  return wanted.slice(0, 16);
}

interface Located {
  item: Item;
  extents: [number, number][];
  isInData: boolean;
}

function locate(walk: Walk, bytes: Uint8Array, box: Box, base: number, wanted: Item[]): Located[] {
  const version = bytes[box.body] ?? 0;
  const sizes = u16(bytes, box.body + 4);
  const [offsetSize, lengthSize, baseSize] = [(sizes >> 12) & 15, (sizes >> 8) & 15, (sizes >> 4) & 15];
  const indexSize = version > 0 ? sizes & 15 : 0;
  let at = box.body + 6;
  const number = (size: number): number => {
    const value = size === 8 ? u64(bytes, at) : size === 4 ? u32(bytes, at) : size === 2 ? u16(bytes, at) : 0;
    at += size;
    return value;
  };
  const count = number(version < 2 ? 2 : 4);
  const found: Located[] = [];
  for (let n = 0; n < count && n < MAX_ITEMS && at < box.end; n++) {
    const id = number(version < 2 ? 2 : 4);
    const method = version > 0 ? number(2) & 15 : 0;
    at += 2;
    const baseOffset = number(baseSize);
    const extentCount = number(2);
    const extents: [number, number][] = [];
    for (let e = 0; e < extentCount && e < MAX_EXTENTS && at < box.end; e++) {
      at += indexSize;
      const offset = number(offsetSize);
      extents.push([baseOffset + offset, number(lengthSize)]);
    }
    if (extentCount > MAX_EXTENTS) {
      walk.error('limit-container-parts', base + at);
      break;
    }
    const item = wanted.find((candidate) => candidate.id === id);
    if (item && method < 2) found.push({ item, extents, isInData: method === 1 });
  }
  return found;
}
