/** Flash video as live rooms send it (Adobe FLV 10.1 annex E; Enhanced RTMP for HEVC): script data and picture tags. */
import { join, latin1, u16be, u32be, u8, utf8, viewOf } from '../bytes';
import { lengthPrefixed, slice } from './mpeg-ts';

/** What AMF0 writes here: text (long from 65,536 bytes on or when asked), numbers, booleans, objects. */
export type Amf = string | number | boolean | { readonly [name: string]: Amf } | LongText;
export interface LongText {
  readonly longText: string;
}

export function flv(...tags: readonly Uint8Array[]): Uint8Array {
  return join(latin1('FLV'), u8(1, 5), u32be(9), u32be(0), ...tags);
}

/** One tag and the size that follows it. Bit 0x20 of the type says that it is filtered, which means encrypted. */
export function flvTag(type: number, body: Uint8Array, timeMs = 0): Uint8Array {
  const head = u8(
    type,
    (body.length >>> 16) & 255,
    (body.length >>> 8) & 255,
    body.length & 255,
    (timeMs >>> 16) & 255,
    (timeMs >>> 8) & 255,
    timeMs & 255,
    (timeMs >>> 24) & 255,
    0,
    0,
    0,
  );
  return join(head, body, u32be(body.length + 11));
}

/** `onMetaData` with an ECMA array, as players expect it. */
export function flvMetaData(values: Readonly<Record<string, Amf>>, isWrapped = false): Uint8Array {
  return flvTag(
    18,
    join(
      ...(isWrapped ? [amf('@setDataFrame')] : []),
      amf('onMetaData'),
      u8(0x08),
      u32be(Object.keys(values).length),
      members(values),
    ),
  );
}

export function amf(value: Amf): Uint8Array {
  if (typeof value === 'number') {
    const bytes = new Uint8Array(9);
    viewOf(bytes).setFloat64(1, value);
    return bytes;
  }
  if (typeof value === 'boolean') return u8(0x01, value ? 1 : 0);
  if (typeof value === 'string') return join(u8(0x02), u16be(utf8(value).length), utf8(value));
  if (isLong(value)) return join(u8(0x0c), u32be(utf8(value.longText).length), utf8(value.longText));
  return join(u8(0x03), members(value));
}

function isLong(value: object): value is LongText {
  return 'longText' in value;
}

function members(values: Readonly<Record<string, Amf>>): Uint8Array {
  return join(
    ...Object.entries(values).flatMap(([name, value]) => [u16be(utf8(name).length), utf8(name), amf(value)]),
    u8(0, 0, 0x09),
  );
}

/** A key picture of H.264, or of H.265 by its four characters (Enhanced RTMP v1). */
export function flvPicture(
  codec: 'h264' | 'h265',
  units: readonly Uint8Array[],
  timeMs = 0,
  bytes = 2_000,
): Uint8Array {
  const head = codec === 'h264' ? u8(0x17, 1, 0, 0, 0) : join(u8(0x91), latin1('hvc1'), u8(0, 0, 0));
  return flvTag(9, join(head, lengthPrefixed([...units, slice(codec, bytes)])), timeMs);
}
