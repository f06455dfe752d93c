/** MP3 (ID3v2), FLAC (RFC 9639) and Ogg (RFC 3533): tags and Vorbis comments. */
import { type Reading, type Walk, latin, startsWith, u32, u32le } from '../walk';
import { walkId3 } from './id3';

const OGG_COMMENT_BYTES = 1 << 20;

/** Hands out the metadata of an MP3: the ID3v2 tag at its start, and an APEv2 tag at its end. */
export function* walkMp3(walk: Walk): Reading<void> {
  yield* walkId3(walk, 0);
  if (walk.canSeek && walk.depth === 'whole') yield* apeTag(walk, walk.end ?? 0);
}

const APE_FOOTER = 32;
const ID3V1 = 128;

/** APEv2: items of size, flags, key and value before a footer, which an ID3v1 tag may follow. */
function* apeTag(walk: Walk, end: number): Reading<void> {
  const tail = (yield* walk.at(Math.max(0, end - APE_FOOTER - ID3V1), APE_FOOTER + ID3V1, 1)).slice();
  for (const footer of [tail.length - APE_FOOTER, tail.length - APE_FOOTER - ID3V1]) {
    if (footer < 0 || !startsWith(tail, 'APETAGEX', footer)) continue;
    const size = u32le(tail, footer + 12);
    const start = end - tail.length + footer + APE_FOOTER - size;
    if (size < APE_FOOTER || start < 0) return walk.error('length-lie', end - tail.length + footer);
    const { bytes } = yield* walk.metadata(start, size - APE_FOOTER);
    return apeItems(walk, bytes, start);
  }
}

function apeItems(walk: Walk, bytes: Uint8Array, base: number): void {
  for (let at = 0; at + 10 <= bytes.length;) {
    walk.part(base + at);
    const size = u32le(bytes, at);
    const stop = bytes.indexOf(0, at + 8);
    if (stop < 0 || size > bytes.length - stop - 1) return walk.error('length-lie', base + at);
    const key = latin(bytes.subarray(at + 8, Math.min(stop, at + 88)));
    const value = bytes.subarray(stop + 1, stop + 1 + size);
    // Bits 1 and 2: zero for text.
    if ((u32le(bytes, at + 4) & 6) === 0)
      walk.keep({ kind: 'text', place: 'ape-item', key, offset: base + at, bytes: value, isCut: false });
    at = stop + 1 + size;
  }
}

/** Hands out the metadata of a FLAC file, with an ID3v2 tag before it if there is one. */
export function* walkFlac(walk: Walk): Reading<void> {
  const start = yield* walkId3(walk, 0);
  for (let at = start + 4; ;) {
    walk.part(at);
    const head = yield* walk.at(at, 4);
    if (head.length < 4) {
      walk.cut(at);
      return;
    }
    const type = head[0] ?? 0;
    const size = u32(head, 0) & 0xffffff;
    if ((type & 0x7f) === 4) {
      const { bytes } = yield* walk.metadata(at + 4, size);
      comments(walk, bytes, at + 4, 'flac-comment');
    }
    if (type & 0x80) return;
    at += 4 + size;
  }
}

/** Hands out the comments of the first stream of an Ogg file (Vorbis, Opus, FLAC in Ogg). */
export function* walkOgg(walk: Walk): Reading<void> {
  const parts: Uint8Array[] = [];
  let size = 0;
  let packet = 0;
  let stream: number | null = null;
  for (let at = 0; packet < 2;) {
    walk.part(at);
    const head = yield* walk.at(at, 27 + 255);
    if (head.length < 28 || !startsWith(head, 'OggS')) {
      walk.cut(at);
      return;
    }
    const lacing = head.slice(27, 27 + (head[26] ?? 0));
    let body = at + 27 + lacing.length;
    // Pages of several streams take turns: film beside its sound, say.
    const serial = u32le(head, 14);
    stream ??= serial;
    if (serial !== stream) {
      at = lacing.reduce((sum, length) => sum + length, body);
      continue;
    }
    for (const length of lacing) {
      if (packet === 1 && size < OGG_COMMENT_BYTES) {
        const piece = (yield* walk.at(body, length)).slice();
        parts.push(piece);
        size += piece.length;
      }
      body += length;
      if (length < 255) packet += 1;
    }
    at = body;
  }
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  const skip =
    startsWith(bytes, '\x03vorbis') || startsWith(bytes, '\x81theora')
      ? 7
      : startsWith(bytes, 'OpusTags')
        ? 8
        : 4;
  comments(walk, bytes.subarray(skip), 0, 'ogg-comment');
}

/** Vorbis comment header: vendor, count, then `KEY=value` each with its length (little endian). */
function comments(walk: Walk, bytes: Uint8Array, base: number, place: string): void {
  let at = 4 + u32le(bytes, 0);
  const count = u32le(bytes, at);
  at += 4;
  for (let n = 0; n < count && at + 4 <= bytes.length; n++) {
    walk.part(base + at);
    const size = u32le(bytes, at);
    if (size > bytes.length - at - 4) {
      walk.error('length-lie', base + at);
      return;
    }
    const text = bytes.subarray(at + 4, at + 4 + size);
    const split = text.indexOf(0x3d);
    if (split > 0 && split < 80) {
      const key = String.fromCharCode(...text.subarray(0, split));
      walk.keep({
        kind: 'text',
        place,
        key,
        offset: base + at + 4,
        bytes: text.subarray(split + 1),
        isCut: false,
      });
    }
    at += 4 + size;
  }
}
