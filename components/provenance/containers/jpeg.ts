/** JPEG (ITU-T T.81 annex B): segments up to the pixels; with depth `whole` also between and behind scans. */
import { LIMITS } from '../../model/limits';
import { type Reading, type Walk, find, fourcc, startsWith, u16, u32 } from '../walk';
import { takeTrailer } from './trailer';

const XMP = 'http://ns.adobe.com/xap/1.0/\0';
const XMP_MORE = 'http://ns.adobe.com/xmp/extension/\0';
const SCAN_PIECE = 65536;
const INDEX_ENTRIES = 0xb002;
const MOST_OTHERS = 8;

interface Jpeg {
  walk: Walk;
  /** Extended XMP by its digest (XMP part 3 §1.1.3.1). */
  more: Map<string, { offset: number; bytes: Uint8Array; filled: number; total: number }>;
  /** JUMBF by box instance (ISO/IEC 19566-5 annex D, C2PA §A.3.1). */
  jumbf: Map<number, { offset: number; parts: Uint8Array[]; size: number }>;
  /** Offsets of the pictures behind the first (CIPA DC-007), as its index names them. */
  others: number[];
  /** Walking one of them: its own manifest and index are not the file's. */
  isOther: boolean;
}

/** Hands out the metadata of a JPEG. Stops at the first scan with depth `head`. */
export function* walkJpeg(walk: Walk): Reading<void> {
  const jpeg: Jpeg = { walk, more: new Map(), jumbf: new Map(), others: [], isOther: false };
  try {
    yield* segments(jpeg, 2);
    if (walk.depth === 'whole') yield* otherPictures(jpeg);
  } finally {
    for (const { offset, bytes, filled, total } of jpeg.more.values()) {
      walk.keep({ kind: 'xmp', place: 'xmp', key: '', offset, bytes, isCut: filled < total });
    }
    for (const box of jpeg.jumbf.values()) keepJumbf(walk, box);
  }
}

/** Gain maps, portraits and previews are whole pictures with heads of their own; an index that lies is passed over. */
function* otherPictures(jpeg: Jpeg): Reading<void> {
  const { walk } = jpeg;
  jpeg.isOther = true;
  for (const offset of jpeg.others) {
    const head = yield* walk.at(offset, 3);
    if (head[0] === 0xff && head[1] === 0xd8 && head[2] === 0xff) yield* segments(jpeg, offset + 2);
  }
}

function* segments(jpeg: Jpeg, from: number): Reading<void> {
  const { walk } = jpeg;
  for (let at = from; ;) {
    walk.part(at);
    const head = yield* walk.at(at, 4);
    if (head.length < 2) {
      walk.cut(at);
      return;
    }
    if (head[0] !== 0xff) {
      walk.error('length-lie', at);
      return;
    }
    const marker = head[1] ?? 0;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (marker === 0xd9) {
      if (walk.depth === 'whole' && !jpeg.isOther) yield* takeTrailer(walk, at + 2);
      return;
    }
    if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8)) {
      at += 2;
      continue;
    }
    if (head.length < 4) {
      walk.cut(at);
      return;
    }
    const length = u16(head, 2);
    if (length < 2) {
      walk.error('length-lie', at);
      return;
    }
    if (marker === 0xda) {
      walk.sawPixels = true;
      if (jpeg.isOther) return;
      if (walk.depth === 'head' || (yield* endsWithPicture(walk))) return;
      at = yield* afterScan(walk, at + 2 + length);
      if (at < 0) return;
      continue;
    }
    if (marker >= 0xe1 && marker <= 0xef) yield* application(jpeg, marker, at + 4, length - 2);
    if (marker === 0xfe) yield* walk.take('text', 'jpeg-comment', at + 4, length - 2, 'Comment');
    at += 2 + length;
  }
}

/**
 * True where the file ends with the end of a picture: nothing stands behind the pixels then, and they need not
 * be walked. Metadata between scans is nobody's habit; pictures behind the first are found by their index.
 */
function* endsWithPicture(walk: Walk): Reading<boolean> {
  if (!walk.canSeek || walk.end === null || walk.end < 4) return false;
  const last = yield* walk.at(walk.end - 2, 2, 2);
  return last[0] === 0xff && last[1] === 0xd9;
}

/** Finds the next marker that is neither stuffing nor a restart; -1 when the file ends first. */
function* afterScan(walk: Walk, from: number): Reading<number> {
  for (let base = from; base - from < LIMITS.mediaBytes;) {
    const piece = yield* walk.at(base, SCAN_PIECE, SCAN_PIECE);
    for (let at = piece.indexOf(0xff); at >= 0 && at + 1 < piece.length; at = piece.indexOf(0xff, at + 1)) {
      const next = piece[at + 1] ?? 0;
      if (next !== 0 && next !== 0xff && (next < 0xd0 || next > 0xd7)) return base + at;
    }
    if (piece.length < SCAN_PIECE) {
      walk.cut(base + piece.length);
      return -1;
    }
    base += piece.length - 1;
  }
  walk.error('limit-media-bytes', from);
  return -1;
}

function* application(jpeg: Jpeg, marker: number, offset: number, length: number): Reading<void> {
  const { walk } = jpeg;
  const peek = yield* walk.at(offset, Math.min(length, 80));
  if (marker === 0xe1 && startsWith(peek, 'Exif\0')) {
    yield* walk.take('exif', 'exif', offset + 6, length - 6);
  } else if (marker === 0xe1 && startsWith(peek, XMP)) {
    yield* walk.take('xmp', 'xmp', offset + XMP.length, length - XMP.length);
  } else if (marker === 0xe1 && startsWith(peek, XMP_MORE)) {
    yield* extendedXmp(jpeg, offset + XMP_MORE.length, length - XMP_MORE.length);
  } else if (jpeg.isOther && marker !== 0xed) {
    return;
  } else if (marker === 0xe2 && startsWith(peek, 'MPF\0')) {
    if (walk.depth === 'whole') yield* pictureIndex(jpeg, offset + 4, length - 4);
  } else if (marker === 0xeb && peek[0] === 0x4a && peek[1] === 0x50) {
    yield* jumbfPart(jpeg, offset, length);
  } else if (marker === 0xed && startsWith(peek, 'Photoshop 3.0\0')) {
    yield* resources(walk, offset + 14, length - 14);
  } else if (find(peek, 'AIGC') >= 0) {
    const at = find(peek, 'AIGC');
    yield* walk.take('text', 'jpeg-app', offset + at, length - at, 'AIGC');
  }
}

function* extendedXmp({ walk, more }: Jpeg, offset: number, length: number): Reading<void> {
  const { bytes } = yield* walk.metadata(offset, length);
  if (bytes.length < 40) return;
  const digest = String.fromCharCode(...bytes.subarray(0, 32));
  const total = u32(bytes, 32);
  const place = u32(bytes, 36);
  let packet = more.get(digest);
  if (!packet) {
    if (total > LIMITS.metadataBytes || more.size >= 2) {
      walk.error('limit-metadata-bytes', offset);
      return;
    }
    // A packet is no longer than its file: a length that lies reserves no memory.
    packet = { offset, bytes: new Uint8Array(Math.min(total, walk.end ?? total)), filled: 0, total };
    more.set(digest, packet);
  }
  const data = bytes.subarray(40);
  if (place + data.length > packet.bytes.length) {
    walk.error('length-lie', offset);
    return;
  }
  packet.bytes.set(data, place);
  packet.filled += data.length;
}

/** Each part repeats the eight bytes of the superbox head; the first keeps them. C2PA §A.3.1. */
function* jumbfPart({ walk, jumbf }: Jpeg, offset: number, length: number): Reading<void> {
  const { bytes } = yield* walk.metadata(offset, length);
  if (bytes.length < 16) return;
  const instance = u16(bytes, 2);
  const known = jumbf.get(instance);
  if (!known) {
    if (fourcc(bytes, 12) !== 'jumb' || jumbf.size >= 16) return;
    jumbf.set(instance, { offset, parts: [bytes.subarray(8)], size: u32(bytes, 8) });
    return;
  }
  // Lengths of one (64-bit) repeat sixteen bytes.
  known.parts.push(bytes.subarray(u32(bytes, 8) === 1 ? 24 : 16));
}

function keepJumbf(walk: Walk, box: { offset: number; parts: Uint8Array[]; size: number }): void {
  const total = box.parts.reduce((sum, part) => sum + part.length, 0);
  const bytes = new Uint8Array(total);
  let at = 0;
  for (const part of box.parts) {
    bytes.set(part, at);
    at += part.length;
  }
  const isCut = box.size > 1 && total < box.size;
  walk.keep({ kind: 'jumbf', place: 'c2pa', key: '', offset: box.offset, bytes, isCut });
}

/** Entries of the index (CIPA DC-007 §5.2.3.3): offsets count from the head of the index, zero is the first picture. */
function* pictureIndex({ walk, others }: Jpeg, offset: number, length: number): Reading<void> {
  const { bytes } = yield* walk.metadata(offset, length);
  if (bytes.length < 10) return;
  const isLittle = bytes[0] === 0x49;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const directory = view.getUint32(4, isLittle);
  if (directory + 2 > bytes.length) return;
  const count = view.getUint16(directory, isLittle);
  for (let entry = directory + 2, n = 0; n < count && entry + 12 <= bytes.length; entry += 12, n++) {
    if (view.getUint16(entry, isLittle) !== INDEX_ENTRIES) continue;
    const size = view.getUint32(entry + 4, isLittle);
    const start = view.getUint32(entry + 8, isLittle);
    const end = Math.min(start + Math.min(size, MOST_OTHERS * 16), bytes.length);
    for (let at = start; at + 16 <= end; at += 16) {
      const place = view.getUint32(at + 8, isLittle);
      if (place > 0) others.push(offset + place);
    }
    return;
  }
}

/** Photoshop image resources: IPTC-IIM (0x0404), EXIF (0x0422) and XMP (0x0424) can stand there. */
function* resources(walk: Walk, offset: number, length: number): Reading<void> {
  const { bytes } = yield* walk.metadata(offset, length);
  for (let at = 0; at + 12 <= bytes.length && startsWith(bytes, '8BIM', at);) {
    walk.part(offset + at);
    const id = u16(bytes, at + 4);
    const name = (bytes[at + 6] ?? 0) + 1;
    const start = at + 6 + name + (name & 1) + 4;
    const size = u32(bytes, start - 4);
    if (size > bytes.length - start) return;
    const data = bytes.subarray(start, start + size);
    if (id === 0x0424)
      walk.keep({ kind: 'xmp', place: 'xmp', key: '', offset: offset + start, bytes: data, isCut: false });
    if (id === 0x0422)
      walk.keep({ kind: 'exif', place: 'exif', key: '', offset: offset + start, bytes: data, isCut: false });
    if (id === 0x0404) iim(walk, data, offset + start);
    at = start + size + (size & 1);
  }
}

/** IPTC-IIM 2:110 Credit and 2:120 Caption, which some exporters use for a label. */
export function iim(walk: Walk, data: Uint8Array, offset: number): void {
  for (let at = 0; at + 5 <= data.length && data[at] === 0x1c;) {
    walk.part(offset + at);
    const size = u16(data, at + 3);
    if (size & 0x8000 || at + 5 + size > data.length) return;
    const dataset = data[at + 2];
    if (data[at + 1] === 2 && (dataset === 110 || dataset === 120)) {
      const key = dataset === 110 ? 'Credit' : 'Caption';
      const bytes = data.subarray(at + 5, at + 5 + size);
      walk.keep({ kind: 'text', place: 'iptc-iim', key, offset: offset + at, bytes, isCut: false });
    }
    at += 5 + size;
  }
}
