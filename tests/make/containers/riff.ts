/** RIFF: WebP with EXIF and XMP chunks, and WAV with an AIGC chunk. */
import { fourccAt, join, latin1, u24le, u32le, u8, utf8, viewOf } from '../bytes';

const EXIF_FLAG = 0x08;
const XMP_FLAG = 0x04;

export function riffChunk(type: string, body: Uint8Array): Uint8Array {
  return join(latin1(type), u32le(body.length), body, new Uint8Array(body.length % 2));
}

/** A RIFF file of one form type around these chunks. */
export function riffFile(form: string, ...chunks: readonly Uint8Array[]): Uint8Array {
  const body = join(latin1(form), ...chunks);
  return join(latin1('RIFF'), u32le(body.length), body);
}

/**
 * WebP with metadata chunks behind the pixels. A simple file becomes an extended one first, because only
 * VP8X may carry EXIF and XMP (RFC 9649 §2.7). `areFlagsTold: false` leaves the VP8X flags unset, as some
 * real writers do: a reader must walk the chunks.
 */
export function withWebpMetadata(
  webp: Uint8Array,
  metadata: { readonly xmp?: string; readonly exif?: Uint8Array },
  areFlagsTold = true,
): Uint8Array {
  const chunks = riffChunks(webp, 'WEBP');
  const first = chunks[0];
  if (first === undefined) throw new RangeError('WebP without chunks');
  const flags = (metadata.exif ? EXIF_FLAG : 0) | (metadata.xmp === undefined ? 0 : XMP_FLAG);
  const rest = first.type === 'VP8X' ? chunks.slice(1) : chunks;
  const header =
    first.type === 'VP8X' ? first.body.slice() : join(u8(alphaFlag(first), 0, 0, 0), canvasSize(first));
  if (areFlagsTold) header[0] = (header[0] ?? 0) | flags;
  return riffFile(
    'WEBP',
    riffChunk('VP8X', header),
    ...rest.map((chunk) => riffChunk(chunk.type, chunk.body)),
    ...(metadata.exif ? [riffChunk('EXIF', metadata.exif)] : []),
    ...(metadata.xmp === undefined ? [] : [riffChunk('XMP ', utf8(metadata.xmp))]),
  );
}

/** WAV with a chunk of its own named `AIGC` behind the sound. */
export function withWavAigcChunk(wav: Uint8Array, json: string): Uint8Array {
  const chunks = riffChunks(wav, 'WAVE').map((chunk) => riffChunk(chunk.type, chunk.body));
  return riffFile('WAVE', ...chunks, riffChunk('AIGC', utf8(json)));
}

export interface RiffChunk {
  readonly type: string;
  readonly body: Uint8Array;
}

/** The chunks of a well-formed file of our own; foreign files are the reader's business, not ours. */
export function riffChunks(file: Uint8Array, form: string): RiffChunk[] {
  if (fourccAt(file, 0) !== 'RIFF' || fourccAt(file, 8) !== form) throw new RangeError(`not a ${form} file`);
  const view = viewOf(file);
  const chunks: RiffChunk[] = [];
  let at = 12;
  while (at + 8 <= file.length) {
    const size = view.getUint32(at + 4, true);
    chunks.push({ type: fourccAt(file, at), body: file.subarray(at + 8, at + 8 + size) });
    at += 8 + size + (size % 2);
  }
  return chunks;
}

/** Width and height less one, 24 bits each, read from the bitstream header of either kind. */
function canvasSize(chunk: RiffChunk): Uint8Array {
  const view = viewOf(chunk.body);
  if (chunk.type === 'VP8 ')
    return join(u24le((view.getUint16(6, true) & 0x3fff) - 1), u24le((view.getUint16(8, true) & 0x3fff) - 1));
  if (chunk.type === 'VP8L') {
    const bits = view.getUint32(1, true);
    return join(u24le(bits & 0x3fff), u24le((bits >>> 14) & 0x3fff));
  }
  throw new RangeError(`no size in ${chunk.type}`);
}

function alphaFlag(chunk: RiffChunk): number {
  return chunk.type === 'VP8L' && (viewOf(chunk.body).getUint32(1, true) >>> 28) & 1 ? 0x10 : 0;
}
