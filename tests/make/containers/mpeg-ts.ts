/**
 * MPEG-2 transport streams (ISO/IEC 13818-1) of a few packets: programme tables, one picture stream with real NAL unit
 * syntax, and timed ID3 beside it. For readers, not for players: the slices of the pictures hold nothing.
 */
import { join, latin1, u16be, u8, utf8 } from '../bytes';

export const PACKET_BYTES = 188;
const PMT_PID = 0x1000;
const VIDEO_PID = 0x100;
const ID3_PID = 0x102;
/** ISO/IEC 13818-1 table 2-34. */
const STREAM_TYPES = { h264: 0x1b, h265: 0x24, id3: 0x15 } as const;

export interface TransportIntent {
  readonly codec?: 'h264' | 'h265';
  /** NAL units of the first picture, without start codes. */
  readonly units?: readonly Uint8Array[];
  /** A whole ID3v2 tag as timed metadata ("Timed Metadata for HTTP Live Streaming"). */
  readonly id3?: Uint8Array;
  /** Pictures without anything in them before what is marked. */
  readonly picturesBefore?: number;
  readonly isScrambled?: boolean;
  /** 192: four bytes of time before each packet (Blu-ray); 204: sixteen bytes of Reed-Solomon code behind. */
  readonly packetBytes?: 188 | 192 | 204;
}

export function transportStream(intent: TransportIntent = {}): Uint8Array {
  const codec = intent.codec ?? 'h264';
  const packets: Uint8Array[] = [];
  const counters = new Map<number, number>();
  const add = (pid: number, payload: Uint8Array, isStart: boolean, isScrambled = false): void => {
    const counter = counters.get(pid) ?? 0;
    counters.set(pid, (counter + 1) & 15);
    packets.push(packet(pid, payload, isStart, counter, isScrambled));
  };
  const stream = (pid: number, pes: Uint8Array): void => {
    for (let at = 0; at < pes.length; at += PACKET_BYTES - 4)
      add(pid, pes.subarray(at, at + PACKET_BYTES - 4), at === 0, intent.isScrambled === true);
  };
  add(0, section(0x00, u16be(1), u16be(1), u16be(0xe000 | PMT_PID)), true);
  add(PMT_PID, programmeMap(codec, intent.id3 !== undefined), true);
  for (let n = 0; n < (intent.picturesBefore ?? 0); n++)
    stream(VIDEO_PID, pes(0xe0, annexB([delimiter(codec), slice(codec, 4_000)])));
  if (intent.id3) stream(ID3_PID, pes(0xbd, intent.id3));
  stream(VIDEO_PID, pes(0xe0, annexB([delimiter(codec), ...(intent.units ?? []), slice(codec, 4_000)])));
  const size = intent.packetBytes ?? PACKET_BYTES;
  if (size === 192) return join(...packets.map((one) => join(u8(0, 0, 0, 0), one)));
  if (size === 204) return join(...packets.map((one) => join(one, new Uint8Array(16).fill(0xaa))));
  return join(...packets);
}

function packet(
  pid: number,
  payload: Uint8Array,
  isStart: boolean,
  counter: number,
  isScrambled: boolean,
): Uint8Array {
  const room = PACKET_BYTES - 4 - payload.length;
  const scrambling = isScrambled ? 0x80 : 0;
  const head = u8(
    0x47,
    (isStart ? 0x40 : 0) | (pid >> 8),
    pid & 0xff,
    scrambling | (room > 0 ? 0x30 : 0x10) | counter,
  );
  const stuffing =
    room === 0 ? [] : room === 1 ? [u8(0)] : [u8(room - 1, 0), new Uint8Array(room - 2).fill(0xff)];
  return join(head, ...stuffing, payload);
}

/** A table section behind its pointer; the checksum is left empty, as no reader of marks needs it. */
function section(tableId: number, id: Uint8Array, ...body: readonly Uint8Array[]): Uint8Array {
  const content = join(id, u8(0xc1, 0, 0), ...body, new Uint8Array(4));
  return join(u8(0, tableId), u16be(0xb000 | content.length), content);
}

function programmeMap(codec: 'h264' | 'h265', hasId3: boolean): Uint8Array {
  const entry = (type: number, pid: number, descriptors: Uint8Array = new Uint8Array(0)): Uint8Array =>
    join(u8(type), u16be(0xe000 | pid), u16be(0xf000 | descriptors.length), descriptors);
  // metadata_descriptor with the identifier ID3 twice (ISO/IEC 13818-1 §2.6.60).
  const metadata = join(u8(0x26, 13), u16be(0xffff), latin1('ID3 '), u8(0xff), latin1('ID3 '), u8(0, 0x0f));
  return section(
    0x02,
    u16be(1),
    u16be(0xe000 | VIDEO_PID),
    u16be(0xf000),
    entry(STREAM_TYPES[codec], VIDEO_PID),
    ...(hasId3 ? [entry(STREAM_TYPES.id3, ID3_PID, metadata)] : []),
  );
}

/** A packet of an elementary stream with a time (§2.4.3.6); pictures may leave their length open. */
function pes(streamId: number, body: Uint8Array): Uint8Array {
  const length = streamId === 0xe0 || body.length + 8 > 0xffff ? 0 : body.length + 8;
  return join(u8(0, 0, 1, streamId), u16be(length), u8(0x84, 0x80, 5, 0x21, 0, 1, 0, 1), body);
}

/** NAL units behind start codes (ITU-T H.264 annex B). */
export function annexB(units: readonly Uint8Array[]): Uint8Array {
  return join(...units.flatMap((unit) => [u8(0, 0, 0, 1), unit]));
}

/** NAL units behind lengths of four bytes, as MP4 and FLV keep them (ISO/IEC 14496-15). */
export function lengthPrefixed(units: readonly Uint8Array[]): Uint8Array {
  return join(
    ...units.flatMap((unit) => [
      u8(unit.length >>> 24, (unit.length >>> 16) & 255, (unit.length >>> 8) & 255, unit.length & 255),
      unit,
    ]),
  );
}

function delimiter(codec: 'h264' | 'h265'): Uint8Array {
  return codec === 'h264' ? u8(0x09, 0xf0) : u8(0x46, 0x01, 0x50);
}

export function slice(codec: 'h264' | 'h265', bytes: number): Uint8Array {
  return join(codec === 'h264' ? u8(0x65) : u8(0x26, 0x01), new Uint8Array(bytes).fill(0x5a));
}

/** SEI `user_data_unregistered` (H.264 §D.1.7, H.265 §D.2.7): sixteen bytes of a UUID, then anything. */
export function seiUserData(
  text: string,
  codec: 'h264' | 'h265' = 'h264',
  uuid: Uint8Array = u8(0x4d, 0x41, 0, 0, 1, 0, 0, 0, 2, 0x10, 0x20, 0x30, 0x40, 0x50, 0x60, 0x70),
): Uint8Array {
  const payload = join(uuid, utf8(text));
  const size: number[] = [];
  let left = payload.length;
  for (; left >= 255; left -= 255) size.push(255);
  size.push(left);
  const raw = join(u8(5, ...size), payload, u8(0x80));
  return join(codec === 'h264' ? u8(0x06) : u8(0x4e, 0x01), guarded(raw));
}

/** Emulation prevention (H.264 §7.4.1): a 3 between two zeros and what must not follow them. */
function guarded(raw: Uint8Array): Uint8Array {
  const out: number[] = [];
  let zeros = 0;
  for (const byte of raw) {
    if (zeros >= 2 && byte <= 3) {
      out.push(3);
      zeros = 0;
    }
    out.push(byte);
    zeros = byte === 0 ? zeros + 1 : 0;
  }
  return Uint8Array.from(out);
}
