/**
 * PNG and APNG (W3C PNG third edition): text, EXIF and C2PA chunks. With depth `head` the walk ends at the
 * first pixels and then, where seeking is cheap, looks at the last 4 KiB of the file; `whole` walks it all. Over a
 * stream, `head` ends at the pixels without an error: the texts that generators write stand before them, and
 * `bytesRead` beside `bytesTotal` says how much was looked at.
 */
import { LIMITS } from '../../model/limits';
import { inflate } from '../inflate';
import { type Reading, type Walk, decodeText, find, fourcc, latin, u32 } from '../walk';
import { readStealth, type Pixels } from './png-stealth';
import { imageResources } from './image-resources';
import { takeTrailer } from './trailer';
import { mayHoldLabel, takeLabelIn } from './unknown';

const TAIL = 4096;
/** Chunks of pixels stepped over in memory before the end is looked at instead. */
const MOST_HOPS = 128;
const TEXT_CHUNKS: ReadonlySet<string> = new Set(['tEXt', 'zTXt', 'iTXt', 'eXIf', 'caBX', 'hf-j']);

/** Chunks whose content is known to be no text (PNG third edition §11.3, and those of Apple and Adobe). */
const KNOWN_CHUNKS: ReadonlySet<string> = new Set(
  'PLTE tRNS cHRM gAMA iCCP sBIT sRGB cICP mDCV mDCv cLLI cLLi bKGD hIST pHYs sPLT tIME acTL fcTL CgBI iDOT npTc'.split(
    ' ',
  ),
);

/** Hands out the metadata of a PNG. */
export function* walkPng(walk: Walk): Reading<void> {
  const pixels: Pixels = { width: 0, height: 0, bitDepth: 0, colourType: 0, isInterlaced: false, data: [] };
  let idats = 0;
  for (let at = 8; ;) {
    const head = yield* walk.at(at, 8, idats > 0 ? 512 : 4096);
    if (head.length < 8) {
      walk.cut(at);
      break;
    }
    const length = u32(head, 0);
    const type = fourcc(head, 4);
    if (type === 'IEND') {
      if (walk.depth === 'whole') yield* takeTrailer(walk, at + 12);
      break;
    }
    if (length > 0x7fffffff || !isChunkName(head)) {
      walk.error('length-lie', at);
      break;
    }
    if (type === 'IDAT' || type === 'fdAT') {
      walk.sawPixels = true;
      if (walk.depth === 'head') {
        if (walk.canSeek) yield* tail(walk, at + 12 + length);
        return;
      }
      // Pixel chunks are many and small; they are counted apart from the parts that say something.
      if (++idats > LIMITS.containerParts * 16) {
        walk.error('limit-container-parts', at);
        break;
      }
      if (type === 'IDAT') pixels.data.push([at + 8, length]);
    } else {
      walk.part(at);
      if (type === 'IHDR') header(pixels, yield* walk.at(at + 8, 13));
      else if (TEXT_CHUNKS.has(type)) yield* chunk(walk, type, at + 8, length, idats > 0);
      else if (!KNOWN_CHUNKS.has(type) && mayHoldLabel(length))
        yield* takeLabelIn(walk, 'png-chunk', yield* walk.at(at + 8, length), at + 8, length);
    }
    if (walk.end !== null && at + 12 + length > walk.end) {
      walk.cut(walk.end);
      break;
    }
    at += 12 + length;
  }
  if (walk.depth === 'whole' && pixels.data.length > 0) yield* readStealth(walk, pixels);
}

function isChunkName(head: Uint8Array): boolean {
  for (let at = 4; at < 8; at++) {
    const letter = (head[at] ?? 0) | 0x20;
    if (letter < 0x61 || letter > 0x7a) return false;
  }
  return true;
}

function header(pixels: Pixels, bytes: Uint8Array): void {
  if (bytes.length < 13) return;
  pixels.width = u32(bytes, 0);
  pixels.height = u32(bytes, 4);
  pixels.bitDepth = bytes[8] ?? 0;
  pixels.colourType = bytes[9] ?? 0;
  pixels.isInterlaced = bytes[12] !== 0;
}

/** Chunks that chain exactly to IEND at the end of the file, found from the last 4 KiB. */
function* tail(walk: Walk, after: number): Reading<void> {
  const end = walk.end ?? 0;
  const start = Math.max(after, end - TAIL);
  if (start >= end) return;
  if (walk.source.whole !== undefined && (yield* chainedTail(walk, after, end))) return;
  const bytes = yield* walk.at(start, end - start, 1);
  if (fourcc(bytes, bytes.length - 8) !== 'IEND') {
    if (fourcc(bytes, bytes.length - 4) === 'SEFT') yield* takeTrailer(walk, after);
    return;
  }
  for (let at = firstTextChunk(bytes); at + 12 < bytes.length;) {
    const length = u32(bytes, at);
    const type = fourcc(bytes, at + 4);
    walk.part(start + at);
    if (TEXT_CHUNKS.has(type)) yield* chunk(walk, type, start + at + 8, length, true);
    at += 12 + length;
  }
}

/**
 * Goes from chunk to chunk where that is cheap: what only looks like a chunk within the pixels is none. False where
 * the chunks are too many or do not end with the file.
 */
function* chainedTail(walk: Walk, after: number, end: number): Reading<boolean> {
  const texts: { type: string; offset: number; length: number }[] = [];
  for (let at = after, n = 0; n < MOST_HOPS; n++) {
    const head = yield* walk.at(at, 8, 64);
    const [type, length] = [fourcc(head, 4), u32(head, 0)];
    if (type === 'IEND') {
      if (at + 12 !== end) return false;
      for (const text of texts) yield* chunk(walk, text.type, text.offset, text.length, true);
      return true;
    }
    if (head.length < 8 || !isChunkName(head)) return false;
    if (TEXT_CHUNKS.has(type)) texts.push({ type, offset: at + 8, length });
    at += 12 + length;
  }
  return false;
}

/** Where the first text chunk starts from which chunks chain to the end; the length of `bytes` without one. */
function firstTextChunk(bytes: Uint8Array): number {
  let first = bytes.length;
  for (const type of TEXT_CHUNKS) {
    for (let at = find(bytes, type, 4); at >= 0 && at - 4 < first; at = find(bytes, type, at + 1)) {
      if (!chains(bytes, at - 4)) continue;
      first = at - 4;
      break;
    }
  }
  return first;
}

function chains(bytes: Uint8Array, from: number): boolean {
  let at = from;
  for (let steps = 0; steps < 64 && at + 12 <= bytes.length; steps++) {
    if (fourcc(bytes, at + 4) === 'IEND') return at + 12 === bytes.length;
    at += 12 + u32(bytes, at);
  }
  return false;
}

function* chunk(
  walk: Walk,
  type: string,
  offset: number,
  length: number,
  isBehindPixels: boolean,
): Reading<void> {
  if (type === 'eXIf') return yield* exif(walk, offset, length);
  if (type === 'caBX') return yield* walk.take('jumbf', 'c2pa', offset, length);
  const { bytes, isCut } = yield* walk.metadata(offset, length);
  const split = bytes.subarray(0, 80).indexOf(0);
  if (split < 1) return;
  const key = latin(bytes.subarray(0, split));
  let value = bytes.subarray(split + 1);
  let isCompressed = type === 'zTXt';
  if (type === 'iTXt') {
    isCompressed = value[0] === 1;
    const language = value.indexOf(0, 2);
    const keyword = language < 0 ? -1 : value.indexOf(0, language + 1);
    if (keyword < 0) return;
    value = value.subarray(keyword + 1);
  } else if (isCompressed) value = value.subarray(1);
  if (isCompressed) {
    const inflated = inflate(value, 'zlib', LIMITS.inflatedBytes);
    if (inflated.stopped === 'limit') walk.error('limit-inflated-bytes', offset, key);
    if (inflated.stopped === 'malformed' && !isCut) walk.error('deflate-malformed', offset, key);
    value = inflated.bytes;
  }
  // tEXt is Latin-1 by the standard and UTF-8 in practice; decoding falls back where it is not.
  const isXmp = key === 'XML:com.adobe.xmp' || isPacket(value);
  const rawProfile = /^Raw profile type (exif|APP1|xmp|iptc|8bim)$/i.exec(key)?.[1]?.toLowerCase();
  if (rawProfile !== undefined) return profile(walk, decodeText(value), offset);
  walk.keep({
    kind: isXmp ? 'xmp' : 'text',
    place: isXmp ? 'xmp' : 'png-text',
    key,
    offset,
    bytes: value,
    isCut,
    isBehindPixels: isBehindPixels && isCompressed,
  });
}

/** A packet under a keyword that is not the registered one. */
function isPacket(value: Uint8Array): boolean {
  const start = latin(value.subarray(0, 16)).replace(/^(?:\xef\xbb\xbf|\s)+/, '');
  return start.startsWith('<?xpacket') || start.startsWith('<x:xmpmeta') || start.startsWith('<rdf:RDF');
}

/** Some writers put JPEG's `Exif\0\0` before the TIFF header. */
function* exif(walk: Walk, offset: number, length: number): Reading<void> {
  const isPrefixed = fourcc(yield* walk.at(offset, Math.min(length, 8)), 0) === 'Exif';
  yield* walk.take('exif', 'exif', offset + (isPrefixed ? 6 : 0), length - (isPrefixed ? 6 : 0));
}

/** ImageMagick's `Raw profile type`: a name, a length and the profile in hexadecimal. */
function profile(walk: Walk, text: string, offset: number): void {
  const lines = text.trim().split('\n');
  const hex = lines.slice(2).join('').replace(/\s+/g, '');
  const bytes = new Uint8Array(Math.min(hex.length >> 1, LIMITS.metadataBytes));
  for (let i = 0; i < bytes.length; i++) bytes[i] = parseInt(hex.slice(i * 2, i * 2 + 2), 16) || 0;
  const start = latin(bytes.subarray(0, 40));
  if (start.startsWith('Exif\0\0')) {
    walk.keep({ kind: 'exif', place: 'exif', key: '', offset, bytes: bytes.subarray(6), isCut: false });
  } else if (start.startsWith('http://ns.adobe.com/xap/1.0/\0')) {
    walk.keep({ kind: 'xmp', place: 'xmp', key: '', offset, bytes: bytes.subarray(29), isCut: false });
  } else if (start.startsWith('II*') || start.startsWith('MM\0')) {
    walk.keep({ kind: 'exif', place: 'exif', key: '', offset, bytes, isCut: false });
  } else if (start.startsWith('Photoshop 3.0') || start.startsWith('8BIM') || start.startsWith('\x1c\x02')) {
    imageResources(walk, bytes.subarray(start.startsWith('P') ? 14 : 0), offset);
  } else walk.keep({ kind: 'xmp', place: 'xmp', key: '', offset, bytes, isCut: false });
}
