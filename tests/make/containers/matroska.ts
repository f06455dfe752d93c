/**
 * Matroska and WebM (RFC 9559): a small muxer whose frames are the key frames of lossy WebP pictures, which are
 * VP8 key frames (RFC 9649 §2.5). So a film can be drawn with no video encoder at all, and is the same each time.
 */
import { join, latin1, u16be, u32be, u8, utf8, viewOf } from '../bytes';
import { riffChunks } from './riff';

/** One EBML element; the size is always written in eight bytes, which every reader must accept. */
export function ebml(id: number, ...body: readonly Uint8Array[]): Uint8Array {
  const whole = join(...body);
  return join(elementId(id), u8(0x01, 0, 0, 0), u32be(whole.length), whole);
}

function elementId(id: number): Uint8Array {
  const bytes = [id >>> 24, (id >>> 16) & 0xff, (id >>> 8) & 0xff, id & 0xff];
  const first = bytes.findIndex((byte) => byte !== 0);
  return u8(...bytes.slice(first));
}

/** `Tags/Tag/SimpleTag` with a name and a string (RFC 9559 §5.1.8). */
export function matroskaTags(entries: Readonly<Record<string, string>>): Uint8Array {
  const simple = Object.entries(entries).map(([name, value]) =>
    ebml(0x67c8, ebml(0x45a3, utf8(name)), ebml(0x4487, utf8(value))),
  );
  return ebml(0x1254c367, ebml(0x7373, ebml(0x63c0), ...simple));
}

export interface Film {
  readonly width: number;
  readonly height: number;
  readonly frameMs: number;
  /** Lossy WebP pictures of that size, in order. None is allowed: such a file is for readers only. */
  readonly frames: readonly Uint8Array[];
}

/** A WebM file: header, information, tags where told (before or behind the frames), one VP8 track. */
export function webm(
  film: Film,
  tags: Readonly<Record<string, string>> = {},
  tagsPlace: 'before' | 'behind' = 'before',
): Uint8Array {
  const head = ebml(
    0x1a45dfa3,
    ebml(0x4286, u8(1)),
    ebml(0x42f7, u8(1)),
    ebml(0x42f2, u8(4)),
    ebml(0x42f3, u8(8)),
    ebml(0x4282, latin1('webm')),
    ebml(0x4287, u8(4)),
    ebml(0x4285, u8(2)),
  );
  const durationMs = film.frames.length * film.frameMs;
  const information = ebml(
    0x1549a966,
    ebml(0x2ad7b1, u32be(1_000_000)),
    ebml(0x4d80, utf8('made by fixture script')),
    ebml(0x5741, utf8('made by fixture script')),
    ebml(0x4489, float64(durationMs)),
  );
  const track = ebml(
    0x1654ae6b,
    ebml(
      0xae,
      ebml(0xd7, u8(1)),
      ebml(0x73c5, u8(1)),
      ebml(0x83, u8(1)),
      ebml(0x86, latin1('V_VP8')),
      ebml(0xe0, ebml(0xb0, u16be(film.width)), ebml(0xba, u16be(film.height))),
    ),
  );
  const tagging = Object.keys(tags).length === 0 ? [] : [matroskaTags(tags)];
  return join(
    head,
    ebml(
      0x18538067,
      information,
      track,
      ...(tagsPlace === 'before' ? tagging : []),
      ...clusters(film),
      ...(tagsPlace === 'behind' ? tagging : []),
    ),
  );
}

/** Clusters of at most two seconds: a block's time is 16 bits, relative to its cluster. */
function clusters(film: Film): Uint8Array[] {
  const perCluster = Math.max(1, Math.floor(2_000 / film.frameMs));
  const found: Uint8Array[] = [];
  for (let from = 0; from < film.frames.length; from += perCluster) {
    const blocks = film.frames
      .slice(from, from + perCluster)
      .map((frame, n) => ebml(0xa3, u8(0x81), u16be(n * film.frameMs), u8(0x80), keyFrame(frame)));
    found.push(ebml(0x1f43b675, ebml(0xe7, u32be(from * film.frameMs)), ...blocks));
  }
  return found;
}

function keyFrame(webp: Uint8Array): Uint8Array {
  const chunk = riffChunks(webp, 'WEBP').find((entry) => entry.type === 'VP8 ');
  if (chunk === undefined) throw new RangeError('a frame must be a lossy WebP');
  return chunk.body;
}

function float64(value: number): Uint8Array {
  const bytes = new Uint8Array(8);
  viewOf(bytes).setFloat64(0, value);
  return bytes;
}
