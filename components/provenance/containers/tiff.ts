/** TIFF 6.0 and DNG: XMP (tag 700), C2PA (tag 52545) and the strings of EXIF, straight from the file. */
import { LIMITS } from '../../model/limits';
import { NAMES, TYPE_BYTES, isLookedInto } from '../exif';
import { type Reading, type Walk, ordered16, ordered32 } from '../walk';
import { imageResources } from './image-resources';

const MAX_DIRECTORIES = 32;
const MAX_ENTRIES = 1024;
const MAX_STRINGS = 64;
const EXIF = 0x8769;
const TYPE_UTF8 = 129;

interface Tiff {
  walk: Walk;
  isLittle: boolean;
  /** Directories still to be read: pages, smaller copies and the one of EXIF. */
  queue: number[];
  strings: number;
}

/** Hands out the metadata of a TIFF. Directories and values are read by seeking; loops end at a bound. */
export function* walkTiff(walk: Walk): Reading<void> {
  const head = yield* walk.at(0, 8);
  if (head.length < 8) {
    walk.cut(head.length);
    return;
  }
  const isLittle = head[0] === 0x49;
  const tiff: Tiff = { walk, isLittle, queue: [ordered32(head, 4, isLittle)], strings: 0 };
  const seen = new Set<number>();
  while (tiff.queue.length > 0) {
    const at = tiff.queue.shift() ?? 0;
    if (at < 8 || seen.has(at)) continue;
    if (seen.size >= MAX_DIRECTORIES) {
      walk.error('limit-directories', at);
      return;
    }
    seen.add(at);
    yield* directory(tiff, at);
    walk.sawPixels ||= !walk.isCut;
  }
}

function* directory(tiff: Tiff, at: number): Reading<void> {
  const { walk, isLittle, queue } = tiff;
  const countBytes = yield* walk.at(at, 2);
  if (countBytes.length < 2) {
    walk.cut(at);
    return;
  }
  const count = ordered16(countBytes, 0, isLittle);
  if (count > MAX_ENTRIES) {
    walk.error('length-lie', at);
    return;
  }
  const bytes = (yield* walk.at(at + 2, count * 12 + 4)).slice();
  if (bytes.length < count * 12) walk.cut(at + 2 + bytes.length);
  for (let entry = 0; entry + 12 <= Math.min(bytes.length, count * 12); entry += 12) {
    const tag = ordered16(bytes, entry, isLittle);
    const type = ordered16(bytes, entry + 2, isLittle);
    const unit = type === TYPE_UTF8 ? 1 : (TYPE_BYTES[type] ?? 0);
    const size = unit * ordered32(bytes, entry + 4, isLittle);
    const offset = size <= 4 ? at + 2 + entry + 8 : ordered32(bytes, entry + 8, isLittle);
    if (tag === 700) yield* walk.take('xmp', 'xmp', offset, size);
    else if (tag === 34377 || tag === 33723)
      imageResources(walk, (yield* walk.metadata(offset, size)).bytes, offset);
    else if (tag === 52545) yield* walk.take('jumbf', 'c2pa', offset, size);
    else if (tag === EXIF || (tag === 330 && size === 4)) queue.push(ordered32(bytes, entry + 8, isLittle));
    else if (size > 4 && (NAMES[tag] !== undefined || isLookedInto(unit, size)))
      yield* string(tiff, bytes.subarray(entry, entry + 8), offset, size);
  }
  if (bytes.length >= count * 12 + 4) queue.push(ordered32(bytes, count * 12, isLittle));
}

/** Header, number of entries, one entry, and the offset of a next directory that is not there. */
const BEFORE_VALUE = 8 + 2 + 12 + 4;

/**
 * Hands out one value as an EXIF block of its own: a directory can stand megabytes away from its values, on either
 * side of the pixels. The block says where it would have to start for its value to stand where it stands in the file.
 */
function* string(tiff: Tiff, entry: Uint8Array, offset: number, size: number): Reading<void> {
  const { walk, isLittle } = tiff;
  if (tiff.strings >= MAX_STRINGS) return;
  tiff.strings += 1;
  const value = yield* walk.at(offset, Math.min(size, LIMITS.metadataBytes));
  if (value.length === 0) return;
  const bytes = new Uint8Array(BEFORE_VALUE + value.length);
  const view = new DataView(bytes.buffer);
  bytes.fill(isLittle ? 0x49 : 0x4d, 0, 2);
  view.setUint16(2, 42, isLittle);
  view.setUint32(4, 8, isLittle);
  view.setUint16(8, 1, isLittle);
  bytes.set(entry, 10);
  view.setUint32(18, BEFORE_VALUE, isLittle);
  bytes.set(value, BEFORE_VALUE);
  walk.keep({
    kind: 'exif',
    place: 'exif',
    key: '',
    offset: offset - BEFORE_VALUE,
    bytes,
    isCut: value.length < size,
  });
}
