/**
 * Marks that lie, break off or try to exhaust the reader. Each function says what a reader must do with it:
 * answer, in bounded time and memory, that a label is there and cannot be read, or that a bound was reached.
 */
import { zlibSync } from 'fflate';
import { indexOf, join, latin1, u32be, u8, utf8, viewOf } from './bytes';
import { box, smallestMp4 } from './containers/bmff';
import { insertJpegSegments, jpegSegment, withJpegXmp } from './containers/jpeg';
import { insertPngChunks, pngChunk, pngText, pngXmp } from './containers/png';
import { withXmp } from './marks';
import { aigcJson, escapeXml, wrapPacket, xmpPacket, type AigcFields } from './payloads';

const TC260_OPENING = '<rdf:Description rdf:about="" xmlns:TC260="http://www.tc260.org.cn/ns/AIGC/1.0/">';

/** The label is there, its JSON is broken off: present and unreadable. */
export function withMalformedAigc(bytes: Uint8Array): Uint8Array {
  return withXmp(bytes, xmpPacket({ aigc: aigcJson().slice(0, 41) }));
}

/** The namespace is declared and nothing uses it: no label. */
export function withEmptyAigcNamespace(bytes: Uint8Array): Uint8Array {
  return withXmp(bytes, wrapPacket(`${TC260_OPENING}</rdf:Description>`));
}

/** The XMP packet stops in the middle of the label: present and unreadable. */
export function withTruncatedXmp(bytes: Uint8Array): Uint8Array {
  const packet = xmpPacket({ aigc: aigcJson() });
  return withXmp(bytes, packet.slice(0, packet.indexOf('ProduceID') + 4));
}

/** Two labels that do not agree: both kept, and the disagreement said. */
export function withTwoAigcCopies(bytes: Uint8Array, first: AigcFields, second: AigcFields): Uint8Array {
  return withXmp(withXmp(bytes, xmpPacket({ aigc: aigcJson(second) })), xmpPacket({ aigc: aigcJson(first) }));
}

/** Nested entities that would become 10^`depth` copies ("billion laughs"): never expanded. */
export function withEntityBomb(bytes: Uint8Array, depth = 9): Uint8Array {
  const lines = Array.from(
    { length: depth },
    (_, n) => `<!ENTITY l${String(n + 1)} "${`&l${String(n)};`.repeat(10)}">`,
  );
  const prologue = `<!DOCTYPE x [<!ENTITY l0 "明">${lines.join('')}]>`;
  const description = `${TC260_OPENING}<TC260:AIGC>&l${String(depth)};</TC260:AIGC></rdf:Description>`;
  return withXmp(bytes, wrapPacket(description, prologue));
}

/** An external entity: never fetched. */
export function withExternalEntity(bytes: Uint8Array, url = 'http://127.0.0.1:9/entity'): Uint8Array {
  const prologue = `<!DOCTYPE x [<!ENTITY e SYSTEM "${escapeXml(url)}">]>`;
  return withXmp(
    bytes,
    wrapPacket(`${TC260_OPENING}<TC260:AIGC>&e;</TC260:AIGC></rdf:Description>`, prologue),
  );
}

/** Elements nested `depth` deep: no recursion may follow them. */
export function withDeepXml(bytes: Uint8Array, depth = 4_000): Uint8Array {
  const nested = `${'<a>'.repeat(depth)}${'</a>'.repeat(depth)}`;
  return withXmp(bytes, wrapPacket(`${TC260_OPENING}${nested}</rdf:Description>`));
}

/** A small chunk that inflates to `sizeBytes`: inflating stops at the bound. */
export function withDeflateBomb(png: Uint8Array, sizeBytes = 64 * 1024 * 1024): Uint8Array {
  const deflated = zlibSync(new Uint8Array(sizeBytes).fill(0x20), { level: 9 });
  return insertPngChunks(png, [pngChunk('zTXt', join(latin1('AIGC'), u8(0, 0), deflated))]);
}

/** A compressed text whose stream is cut. */
export function withBrokenDeflate(png: Uint8Array): Uint8Array {
  const deflated = zlibSync(utf8(aigcJson()));
  const cut = deflated.subarray(0, Math.floor(deflated.length / 2));
  return insertPngChunks(png, [pngChunk('zTXt', join(latin1('AIGC'), u8(0, 0), cut))]);
}

/** A chunk that says it is 2 GB long. */
export function withLyingPngLength(png: Uint8Array): Uint8Array {
  const marked = insertPngChunks(png, [pngText('AIGC', aigcJson())]);
  const lying = marked.slice();
  viewOf(lying).setUint32(33, 0x7fffffff);
  return lying;
}

/** A segment that says it is longer than the file. */
export function withLyingJpegLength(jpeg: Uint8Array): Uint8Array {
  const marked = withJpegXmp(jpeg, xmpPacket({ aigc: aigcJson() })).slice();
  const at = indexOf(marked, latin1('http://ns.adobe.com/xap/1.0/'));
  viewOf(marked).setUint16(at - 2, 0xffff);
  return marked.subarray(0, at + 600);
}

/** A segment of length 0, which would stand still for ever. */
export function withZeroJpegLength(jpeg: Uint8Array): Uint8Array {
  return insertJpegSegments(jpeg, u8(0xff, 0xe1, 0, 0));
}

/** A JPEG of `count` empty segments before the picture. */
export function withManySegments(jpeg: Uint8Array, count = 20_000): Uint8Array {
  return insertJpegSegments(jpeg, ...Array.from({ length: count }, () => jpegSegment(0xec, u8())));
}

/** A PNG of `count` small text chunks, the label in the last. */
export function withManyChunks(png: Uint8Array, count = 20_000): Uint8Array {
  const chunks = Array.from({ length: count }, (_, n) => pngText('Comment', String(n)));
  return insertPngChunks(png, [...chunks, pngXmp(xmpPacket({ aigc: aigcJson() }))]);
}

/** An MP4 whose first box says 4 GB in 32 bits, or far more in 64. */
export function hugeBoxMp4(width: 32 | 64 = 32): Uint8Array {
  const file = smallestMp4();
  const ftyp = file.subarray(0, 24);
  const huge =
    width === 32
      ? join(u32be(0xffffffff), latin1('mdat'))
      : join(u32be(1), latin1('mdat'), u32be(0x7fffffff), u32be(0xffffffff));
  return join(ftyp, huge, file.subarray(24));
}

/** Boxes nested `depth` deep inside `moov`. */
export function deepBoxMp4(depth = 2_000): Uint8Array {
  let inner: Uint8Array = box('free');
  for (let n = 0; n < depth; n++) inner = box('meta', inner);
  return join(smallestMp4(), box('moov', box('udta', inner)));
}

/** A WebP chunk that says it is 4 GB long. */
export function withLyingWebpLength(webp: Uint8Array): Uint8Array {
  const marked = withXmp(webp, xmpPacket({ aigc: aigcJson() })).slice();
  viewOf(marked).setUint32(indexOf(marked, latin1('XMP ')) + 4, 0xffffffff, true);
  return marked;
}

/** The first `sizeBytes` bytes only. */
export function cutTo(bytes: Uint8Array, sizeBytes: number): Uint8Array {
  return bytes.slice(0, sizeBytes);
}
