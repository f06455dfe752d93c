/** Fragmented MP4 (ISO/IEC 14496-12 §8.8, CMAF ISO/IEC 23000-19): the start, the pieces, and events between them. */
import { join, latin1, u32be, u64be, u8, utf8 } from '../bytes';
import { box, fullBox } from './bmff';

export const C2PA_UUID = u8(
  0xd8,
  0xfe,
  0xc3,
  0xd6,
  0x1b,
  0x0e,
  0x48,
  0x3c,
  0x92,
  0x97,
  0x58,
  0x28,
  0x87,
  0x7e,
  0xc4,
  0x81,
);
export const XMP_UUID = u8(
  0xbe,
  0x7a,
  0xcf,
  0xcb,
  0x97,
  0xa9,
  0x42,
  0xe8,
  0x9c,
  0x71,
  0x99,
  0x94,
  0x91,
  0xe3,
  0xaf,
  0xac,
);

/** The start of a stream: brand, `moov` with `mvex` and whatever stands beside. */
export function initSegment(...beside: readonly Uint8Array[]): Uint8Array {
  return join(
    box('ftyp', latin1('iso6'), u32be(0), latin1('iso6cmfc')),
    box(
      'moov',
      fullBox('mvhd', 0, 0, u32be(0), u32be(0), u32be(1000), u32be(0), u32be(0x10000), new Uint8Array(76)),
      box('mvex', fullBox('trex', 0, 0, u32be(1), u32be(1), u32be(0), u32be(0), u32be(0))),
      ...beside,
    ),
  );
}

/** One piece: `styp`, what stands before the movie fragment, the fragment, its samples. */
export function mediaSegment(
  before: readonly Uint8Array[] = [],
  mdat: Uint8Array = new Uint8Array(3_000).fill(0x5a),
): Uint8Array {
  return join(
    box('styp', latin1('msdh'), u32be(0), latin1('msdhmsix')),
    ...before,
    movieFragment(),
    box('mdat', mdat),
  );
}

export function movieFragment(...inTraf: readonly Uint8Array[]): Uint8Array {
  return box(
    'moof',
    fullBox('mfhd', 0, 0, u32be(1)),
    box('traf', fullBox('tfhd', 0, 0x20000, u32be(1)), fullBox('tfdt', 1, 0, u64be(0)), ...inTraf),
  );
}

/** An event message (ISO/IEC 23009-1 §5.10.3.3), as version 0 or 1 orders its fields. */
export function emsg(version: 0 | 1, scheme: string, value: string, message: Uint8Array): Uint8Array {
  const names = join(utf8(scheme), u8(0), utf8(value), u8(0));
  const id = join(u32be(1_000), u32be(7));
  return version === 0
    ? fullBox('emsg', 0, 0, names, u32be(1_000), u32be(0), id, message)
    : fullBox('emsg', 1, 0, u32be(1_000), u64be(0), id, names, message);
}

export function uuidBox(uuid: Uint8Array, ...body: readonly Uint8Array[]): Uint8Array {
  return box('uuid', uuid, ...body);
}

/** The place of a C2PA fragment's proof: purpose `merkle`, then CBOR (C2PA 2.x §A.5.4). */
export function merkleBox(cbor: Uint8Array): Uint8Array {
  return uuidBox(C2PA_UUID, new Uint8Array(4), utf8('merkle\0'), cbor);
}
