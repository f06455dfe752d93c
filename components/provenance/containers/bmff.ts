/**
 * ISO base media (ISO/IEC 14496-12): MP4, MOV, M4A, AVIF, HEIC, fragmented MP4 and the boxes of JPEG XL. Reads
 * box heads, `meta`, `udta`, `uuid` and the items they name; never the pixels or the sound.
 */
import { LIMITS } from '../../model/limits';
import { type Reading, type Walk, find, fourcc, latin, u32, u64 } from '../walk';
import { type Box, children, keepExif } from './bmff-box';
import { keysAndList } from './bmff-list';
import { items } from './bmff-items';
import { id3In } from './id3';
import { userDataBehindLengths } from './user-data';
import { mayHoldLabel, MOST_UNKNOWN, takeLabelIn } from './unknown';

const UUID_C2PA = 'd8fec3d61b0e483c92975828877ec481';
const UUID_XMP = 'be7acfcb97a942e89c71999491e3afac';

/** Hands out the metadata of a file made of boxes. */
export function* walkBmff(walk: Walk): Reading<void> {
  yield* boxes(walk, 0, walk.end ?? Infinity, 0);
}

/** The box at `at`; null at the end of the file, or where its size cannot be. */
function* boxAt(walk: Walk, at: number, end: number): Reading<Box | null> {
  const head = yield* walk.at(at, 16, at < 4096 ? 4096 : 512);
  if (head.length < 8) {
    if (head.length > 0) walk.cut(at);
    return null;
  }
  let size = u32(head, 0);
  let body = at + 8;
  if (size === 1) {
    if (head.length < 16) {
      walk.cut(at);
      return null;
    }
    size = u64(head, 8);
    body = at + 16;
  } else if (size === 0) size = end - at;
  const type = fourcc(head, 4);
  if (size < body - at || Number.isNaN(size)) {
    walk.error('length-lie', at, type.replace(/[^\x20-\x7e]/g, '?'));
    return null;
  }
  if (at + size > end) {
    if (walk.end !== null && end >= walk.end) walk.cut(walk.end);
    else walk.error('length-lie', at);
  }
  return { type, at, body, end: Math.min(at + size, end) };
}

/** Goes from box to box until the end, or until `look` answers false. */
function* eachBox(
  walk: Walk,
  from: number,
  end: number,
  depth: number,
  look: (box: Box) => Reading<boolean>,
): Reading<void> {
  if (depth > LIMITS.containerDepth) {
    walk.error('limit-container-depth', from);
    return;
  }
  for (let at = from; at + 8 <= end;) {
    walk.part(at);
    const box = yield* boxAt(walk, at, end);
    if (!box || !(yield* look(box)) || !Number.isFinite(box.end)) return;
    at = box.end;
  }
}

/** User data stands before the first picture of a piece; further in the samples nothing is looked for. */
const FIRST_SAMPLE = 4096;

function* boxes(walk: Walk, from: number, end: number, depth: number): Reading<void> {
  yield* eachBox(walk, from, end, depth, function* (box) {
    if (box.type === 'mdat' && (walk.pieces !== null || walk.depth === 'whole')) {
      const samples = yield* walk.at(box.body, Math.min(box.end - box.body, FIRST_SAMPLE), FIRST_SAMPLE);
      userDataBehindLengths(walk, samples, box.body);
    }
    if (box.type === 'mdat' && !walk.source.seekable && walk.depth === 'head') {
      // A stream would have to be pulled through the pictures to see what stands behind them.
      walk.error('not-looked-behind-pixels', box.at);
      return false;
    }
    yield* boxContent(walk, box, depth);
    return true;
  });
}

function* boxContent(walk: Walk, box: Box, depth: number): Reading<void> {
  const { type, body, end } = box;
  const size = end - body;
  if (type === 'mvex') walk.pieces = 'start';
  else if (type === 'moof') walk.pieces = walk.pieces === null ? 'piece' : 'whole';
  if (type === 'udta') yield* userData(walk, body, end, depth);
  else if (type === 'moov' || type === 'trak') yield* boxes(walk, body, end, depth + 1);
  else if (type === 'meta') yield* meta(walk, body, end, depth);
  else if (type === 'uuid') yield* uuid(walk, body, size);
  else if (type === 'emsg') yield* event(walk, body, size);
  else if (type === 'XMP_') yield* walk.take('xmp', 'xmp', body, size);
  else if (isLiteral(type)) yield* walk.take('text', 'bmff-box', body, size, 'AIGC');
  else if (type === 'jumb') yield* walk.take('jumbf', 'c2pa', box.at, end - box.at);
  else if (type === 'xml ' && depth === 0) yield* walk.take('xmp', 'xmp', body, size);
  else if (type === 'Exif' && depth === 0) yield* exif(walk, body, size);
  else if (type === 'brob' && depth === 0) yield* compressed(walk, box);
  else if ((type === 'free' || type === 'skip') && walk.depth === 'whole') yield* unknown(walk, body, size);
}

/** Written straight among the boxes by some products. */
function isLiteral(type: string): boolean {
  return type.toUpperCase() === 'AIGC';
}

/** Boxes of no known form: a packet or a label that was simply put into one. */
function* unknown(walk: Walk, body: number, size: number): Reading<void> {
  if (!mayHoldLabel(size)) return;
  const bytes = yield* walk.at(body, size);
  const packet = find(bytes, '<x:xmpmeta');
  if (packet >= 0) yield* walk.take('xmp', 'xmp', body + packet, size - packet);
  else yield* takeLabelIn(walk, 'bmff-other', bytes, body, size);
}

/** Texts of QuickTime (`©cmt`: length, language, text) and of 3GPP (`dscp`: flags, language, text), beside boxes. */
function* userData(walk: Walk, from: number, end: number, depth: number): Reading<void> {
  yield* eachBox(walk, from, end, depth, function* (box) {
    const skip = box.type.startsWith('\xa9') ? 4 : USER_TEXTS.has(box.type) ? 6 : 0;
    const size = box.end - box.body - skip;
    if (skip > 0 && size > 0)
      yield* walk.take('text', 'bmff-udta', box.body + skip, Math.min(size, MOST_UNKNOWN), box.type);
    else yield* boxContent(walk, box, depth + 1);
    return true;
  });
}

const USER_TEXTS: ReadonlySet<string> = new Set(['dscp', 'titl', 'cprt', 'auth', 'perf', 'gnre']);

const COMPRESSED: ReadonlySet<string> = new Set(['Exif', 'xml ', 'jumb']);

/** Brotli around a metadata box (ISO/IEC 18181-2 §9.6). It is not unpacked here, which is said and not passed over. */
function* compressed(walk: Walk, box: Box): Reading<void> {
  const inner = fourcc(yield* walk.at(box.body, 4), 0);
  if (COMPRESSED.has(inner)) walk.error('compressed-metadata-not-read', box.at, inner.trim());
}

/** Boxes that hold a store; `merkle` holds hashes (C2PA 2.2 §A.5.1, 2.3 for the other two). */
const PURPOSES: ReadonlySet<string> = new Set(['manifest', 'original', 'update']);

function* uuid(walk: Walk, body: number, size: number): Reading<void> {
  const id = yield* walk.at(body, 16);
  const name = Array.from(id, (byte) => byte.toString(16).padStart(2, '0')).join('');
  if (name === UUID_XMP) return yield* walk.take('xmp', 'xmp', body + 16, size - 16);
  if (name !== UUID_C2PA) return yield* unknown(walk, body + 16, size - 16);
  // C2PA §A.5.1: version and flags, purpose, then for `manifest` an offset to the first Merkle box.
  const start = body + 20;
  const peek = yield* walk.at(start, 64);
  const stop = peek.indexOf(0);
  const purpose = stop < 0 ? '' : latin(peek.subarray(0, stop));
  // A proof by itself states nothing: the manifest it belongs to stands in the start of the stream.
  if (purpose === 'merkle') walk.error('c2pa-piece-not-checked', body);
  if (!PURPOSES.has(purpose)) return;
  const skip = stop + 1 + 8;
  yield* walk.take('jumbf', 'c2pa', start + skip, body + size - start - skip);
}

/** Signed information about one piece of a live stream (C2PA 2.x §19.4): it states nothing about how it was made. */
const SEGMENT_INFO = 'urn:c2pa:verifiable-segment-info';
const EVENT_HEAD = 1024;

/**
 * An event message between the pieces of a stream (ISO/IEC 23009-1 §5.10.3.3): ID3 by the schemes for it, or a label
 * that was simply put into one.
 */
function* event(walk: Walk, body: number, size: number): Reading<void> {
  if (!mayHoldLabel(size)) return;
  const bytes = yield* walk.at(body, size);
  const isLate = bytes[0] === 1;
  // Version 0 names the scheme first and its numbers after it; version 1 the other way round.
  const scheme = textAt(bytes, isLate ? 24 : 4);
  const value = textAt(bytes, scheme.next);
  const start = isLate ? value.next : value.next + 16;
  if (scheme.text === SEGMENT_INFO) walk.error('c2pa-piece-not-checked', body);
  else if (fourcc(bytes, start).startsWith('ID3')) id3In(walk, bytes.subarray(start), body + start);
  else yield* takeLabelIn(walk, 'bmff-emsg', bytes.subarray(start), body + start, size - start);
}

function textAt(bytes: Uint8Array, from: number): { text: string; next: number } {
  const end = bytes.subarray(0, from + EVENT_HEAD).indexOf(0, from);
  return end < 0
    ? { text: '', next: bytes.length }
    : { text: latin(bytes.subarray(from, end)), next: end + 1 };
}

/** EXIF in a JPEG XL box or an item: four bytes say where the TIFF header starts (ISO/IEC 23008-12 §A.2.1). */
function* exif(walk: Walk, body: number, size: number): Reading<void> {
  const { bytes, isCut } = yield* walk.metadata(body, size);
  keepExif(walk, bytes, body, isCut);
}

/** `meta` is a full box in ISO files and a plain one in QuickTime: told apart by where `hdlr` stands. */
function* meta(walk: Walk, from: number, end: number, depth: number): Reading<void> {
  if (depth > LIMITS.containerDepth) return;
  const { bytes, isCut } = yield* walk.metadata(from, end - from);
  const start = fourcc(bytes, 4) === 'hdlr' ? 0 : 4;
  const inside = children(walk, bytes, start, bytes.length, from);
  const handler = inside.find((box) => box.type === 'hdlr');
  const kind = handler ? fourcc(bytes, handler.body + 8) : '';
  keysAndList(walk, bytes, from, inside, kind);
  if (!isCut || inside.some((box) => box.type === 'iloc')) yield* items(walk, bytes, from, inside);
  for (const box of inside) {
    if (box.type === 'xml ' || box.type === 'uuid') {
      const xmp = box.type === 'xml ' ? box.body + 4 : find(bytes.subarray(0, box.end), '<', box.body);
      if (xmp > 0) keepXmp(walk, bytes.subarray(xmp, box.end), from + xmp);
    }
  }
}

function keepXmp(walk: Walk, bytes: Uint8Array, offset: number): void {
  walk.keep({ kind: 'xmp', place: 'xmp', key: '', offset, bytes, isCut: false });
}
