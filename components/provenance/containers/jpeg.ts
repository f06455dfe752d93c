/** JPEG (ITU-T T.81 annex B): segments up to the pixels; with depth `whole` also between and behind scans. */
import { LIMITS } from '../../model/limits';
import { type Reading, type Walk, find, fourcc, startsWith, u16, u32 } from '../walk';
import { iim, imageResources } from './image-resources';
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
  jumbf: Map<number, JumbfBox>;
  /** Offsets of the pictures behind the first (CIPA DC-007), as its index names them. */
  others: number[];
  /** Walking one of them: its own manifest and index are not the file's. */
  isOther: boolean;
}

interface JumbfBox {
  offset: number;
  /** By packet sequence number: parts stand in order by the standard, and not always in fact. */
  parts: { order: number; bytes: Uint8Array }[];
  size: number;
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
      if (walk.depth === 'head' || (yield* endsWithPicture(walk, at + 2 + length))) return;
      at = yield* afterScan(walk, at + 2 + length);
      if (at < 0) return;
      continue;
    }
    if (marker >= 0xe0 && marker <= 0xef) yield* application(jpeg, marker, at + 4, length - 2);
    if (marker === 0xfe) yield* walk.take('text', 'jpeg-comment', at + 4, length - 2, 'Comment');
    at += 2 + length;
  }
}

/** Bytes before the end of a picture that are looked at for what is no coded pixels. */
export const TAIL = 2048;

/**
 * True where the file ends with coded pixels, which start at `from`, and the end of a picture: nothing stands behind
 * the pixels then, and they need not be walked. Pictures behind the first are found by their index.
 */
function* endsWithPicture(walk: Walk, from: number): Reading<boolean> {
  if (!walk.canSeek || walk.end === null) return false;
  const start = Math.max(from, walk.end - TAIL);
  const length = walk.end - start;
  return length >= 2 && isCodedEnd(yield* walk.at(start, length, length), 0, length);
}

/**
 * Whether these bytes are coded pixels and the marker behind them (T.81 §B.1.1.5: 0xFF is followed by zero or a
 * restart; a progressive picture has further tables and scans). A tail of zeros is the padding of a segment.
 */
export function isCodedEnd(bytes: Uint8Array, from: number, to: number): boolean {
  if (to - from < 2 || bytes[to - 2] !== 0xff || bytes[to - 1] !== 0xd9) return false;
  let at = bytes.indexOf(0xff, from);
  if (at === to - 2 && to - from >= TAIL) return !isPadding(bytes, from, to);
  for (; at < to - 2; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1] ?? 0;
    const isTableOrScan = next === 0xc4 || next === 0xda;
    if (next !== 0 && next !== 0xff && (next < 0xd0 || next > 0xd7) && !isTableOrScan) return false;
  }
  return true;
}

/** Coded pixels of an even ground repeat a few bytes, of which most are not zero. */
function isPadding(bytes: Uint8Array, from: number, to: number): boolean {
  let zeros = 0;
  for (let at = from; at < to; at++) if (bytes[at] === 0) zeros += 1;
  return zeros * 2 > to - from;
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
    imageResources(walk, (yield* walk.metadata(offset + 14, length - 14)).bytes, offset + 14);
  } else if (!OF_OTHERS.some((name) => startsWith(peek, name))) yield* unknown(walk, offset, length);
}

/** Segments of a known kind that say nothing of origin: colour profiles, thumbnails, camera previews. */
const OF_OTHERS = ['JFIF\0', 'JFXX\0', 'ICC_PROFILE\0', 'Adobe\0', 'Ducky', 'FPXR\0', 'MPF\0', 'Exif\0'];
/** Bytes of an unknown segment that are looked at for a label. */
const UNKNOWN_LOOK = 4096;

/** A segment that we know no form of: a label written straight into it, a packet without its usual head, or bare IIM. */
function* unknown(walk: Walk, offset: number, length: number): Reading<void> {
  const bytes = yield* walk.at(offset, Math.min(length, UNKNOWN_LOOK));
  if (bytes[0] === 0x1c && bytes[1] === 2)
    return iim(walk, (yield* walk.metadata(offset, length)).bytes, offset);
  const packet = ['<?xpacket', '<x:xmpmeta', '<rdf:RDF']
    .map((start) => find(bytes, start))
    .filter((at) => at >= 0)
    .sort((a, b) => a - b)[0];
  if (packet !== undefined) return yield* walk.take('xmp', 'xmp', offset + packet, length - packet);
  const name = find(bytes, 'AIGC');
  const field = name >= 0 ? name : find(bytes, 'ContentProducer');
  if (field < 0) return;
  const brace = bytes.indexOf(0x7b);
  const at = brace >= 0 && brace < field ? brace : name >= 0 ? name : -1;
  if (at >= 0) yield* walk.take('text', 'jpeg-app', offset + at, length - at);
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
  const order = u32(bytes, 4);
  const known = jumbf.get(instance);
  if (known) known.parts.push({ order, bytes });
  else if (fourcc(bytes, 12) === 'jumb' && jumbf.size < 16)
    jumbf.set(instance, { offset, parts: [{ order, bytes }], size: u32(bytes, 8) });
}

function keepJumbf(walk: Walk, box: JumbfBox): void {
  // Sorting is stable: parts that lie about their order stay as they stood.
  const parts = [...box.parts]
    .sort((a, b) => a.order - b.order)
    // The first part keeps the head of the box; lengths of one (64-bit) make it sixteen bytes.
    .map(({ bytes }, n) => bytes.subarray(n === 0 ? 8 : u32(bytes, 8) === 1 ? 24 : 16));
  const total = parts.reduce((sum, part) => sum + part.length, 0);
  const bytes = new Uint8Array(total);
  let at = 0;
  for (const part of parts) {
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
