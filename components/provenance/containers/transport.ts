/**
 * MPEG-2 transport streams (ISO/IEC 13818-1), the pieces of most HLS: timed ID3 and user data among the pictures. The
 * programme tables are not needed: whoever joins late has none, and both marks are told by their own first bytes.
 */
import { LIMITS } from '../../model/limits';
import { type Reading, type Walk, startsWith } from '../walk';
import { id3In } from './id3';
import { PICTURE_START, userDataBehindStartCodes } from './user-data';

const SYNC = 0x47;
const PACKET = 188;
/** Plain; with four bytes of time before (Blu-ray); with Reed-Solomon code behind. */
const STRIDES = [188, 192, 204];
const LONGEST = 204;
/** Packets that must begin where they should for bytes to be taken for such a stream. */
const TELLING = 3;
const PIECE = 188 * 256;
const MOST_STREAMS = 16;
/** A tag of timed metadata is small; a longer one is read so far. */
const MOST_ID3 = 65_536;

interface Grid {
  first: number;
  stride: number;
}

/** Where packets begin, and how far apart; null where these bytes are no such stream. */
export function transportGrid(head: Uint8Array): Grid | null {
  for (let first = 0; first < LONGEST; first++) {
    if (head[first] !== SYNC) continue;
    for (const stride of STRIDES) {
      const wanted = Math.min(TELLING, Math.floor((head.length - first - 1) / stride) + 1);
      if (wanted < 2) continue;
      let seen = 0;
      while (seen < wanted && head[first + seen * stride] === SYNC) seen += 1;
      if (seen === wanted) return { first, stride };
    }
  }
  return null;
}

/** What was gathered of the elementary packet that is open on one PID. */
interface Gathering {
  bytes: Uint8Array;
  length: number;
  /** Where its first byte stands in the file. */
  at: number;
}

/** Hands out the metadata of a transport stream, as far as `LIMITS.streamBytes` reaches at depth `head`. */
export function* walkTransport(walk: Walk): Reading<void> {
  const grid = transportGrid(yield* walk.at(0, 4096));
  if (!grid) return;
  const streams = new Map<number, Gathering>();
  const until = walk.depth === 'head' ? LIMITS.streamBytes : LIMITS.mediaBytes;
  let scrambled = 0;
  let clear = 0;
  let at = grid.first;
  for (;;) {
    if (at >= until) {
      walk.error('not-looked-behind-pixels', at);
      break;
    }
    walk.part(at);
    const piece = yield* walk.at(at, PIECE);
    const whole = piece.length - (piece.length % grid.stride);
    // The code behind the last packet of a stream of 204 bytes may be missing.
    const end = piece.length < PIECE ? piece.length - PACKET + 1 : whole;
    for (let from = 0; from < end; from += grid.stride) {
      if (piece[from] !== SYNC) {
        walk.error('transport-out-of-step', at + from);
        continue;
      }
      const pid = (((piece[from + 1] ?? 0) & 0x1f) << 8) | (piece[from + 2] ?? 0);
      if (pid === 0x1fff) continue;
      if (((piece[from + 3] ?? 0) & 0xc0) !== 0) {
        scrambled += 1;
        continue;
      }
      if (packet(walk, streams, piece.subarray(from, from + PACKET), pid, at + from)) clear += 1;
    }
    if (piece.length < PIECE) break;
    at += whole;
  }
  for (const gathered of streams.values()) elementary(walk, gathered);
  walk.sawPixels = clear > 0;
  if (scrambled > 0) walk.error('stream-encrypted', null);
}

/** Adds the payload of one packet to what is gathered; true where it belongs to an elementary stream. */
function packet(
  walk: Walk,
  streams: Map<number, Gathering>,
  bytes: Uint8Array,
  pid: number,
  offset: number,
): boolean {
  const control = ((bytes[3] ?? 0) >> 4) & 3;
  const start = control === 1 ? 4 : control === 3 ? 5 + (bytes[4] ?? 0) : PACKET;
  if (start >= bytes.length) return false;
  const payload = bytes.subarray(start);
  const open = streams.get(pid);
  if (((bytes[1] ?? 0) & 0x40) !== 0) {
    if (open) elementary(walk, open);
    streams.delete(pid);
    if (!startsWith(payload, '\0\0\x01') || streams.size >= MOST_STREAMS) return false;
    const kept = new Uint8Array(PACKET);
    kept.set(payload);
    streams.set(pid, { bytes: kept, length: payload.length, at: offset + start });
    return true;
  }
  if (!open) return false;
  const most = isPictures(open.bytes[3] ?? 0) ? PICTURE_START : MOST_ID3;
  const room = Math.min(payload.length, most - open.length);
  if (room <= 0) return true;
  if (open.length + room > open.bytes.length) {
    const grown = new Uint8Array(Math.min(most, Math.max(open.bytes.length * 2, open.length + room)));
    grown.set(open.bytes.subarray(0, open.length));
    open.bytes = grown;
  }
  open.bytes.set(payload.subarray(0, room), open.length);
  open.length += room;
  return true;
}

function isPictures(streamId: number): boolean {
  return streamId >= 0xe0 && streamId <= 0xef;
}

/** An elementary packet whose end was seen or where the stream stops (§2.4.3.6). */
function elementary(walk: Walk, { bytes, length, at }: Gathering): void {
  const start = 9 + (bytes[8] ?? 0);
  if (start >= length) return;
  const body = bytes.subarray(start, length);
  if (isPictures(bytes[3] ?? 0)) userDataBehindStartCodes(walk, body, at + start);
  else if (startsWith(body, 'ID3')) id3In(walk, body.slice(), at + start);
}
