/** ISO base media files (ISO/IEC 14496-12): AVIF and HEIC items, MP4 user data. */
import { fourccAt, join, latin1, u16be, u32be, u8, utf8, viewOf } from '../bytes';

const XMP_UUID = u8(
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

export interface Box {
  readonly type: string;
  readonly offset: number;
  readonly size: number;
  readonly headerSize: number;
}

export function box(type: string, ...body: readonly Uint8Array[]): Uint8Array {
  const whole = join(...body);
  return join(u32be(whole.length + 8), latin1(type), whole);
}

/** Version and flags before the body (§4.2). */
export function fullBox(
  type: string,
  version: number,
  flags: number,
  ...body: readonly Uint8Array[]
): Uint8Array {
  return box(type, u8(version, (flags >>> 16) & 0xff, (flags >>> 8) & 0xff, flags & 0xff), ...body);
}

/** Boxes between two offsets of a well-formed file of our own, 32-bit sizes only. */
export function boxes(file: Uint8Array, from = 0, to = file.length): Box[] {
  const view = viewOf(file);
  const found: Box[] = [];
  for (let at = from; at + 8 <= to;) {
    const told = view.getUint32(at);
    const size = told === 0 ? to - at : told;
    if (size < 8) throw new RangeError(`box of ${String(size)} bytes`);
    found.push({ type: fourccAt(file, at + 4), offset: at, size, headerSize: 8 });
    at += size;
  }
  return found;
}

function childOf(file: Uint8Array, parent: Box | undefined, type: string, skip = 0): Box {
  if (parent === undefined) throw new RangeError(`no parent for ${type}`);
  const from = parent.offset + parent.headerSize + skip;
  const child = boxes(file, from, parent.offset + parent.size).find((entry) => entry.type === type);
  if (child === undefined) throw new RangeError(`no ${type} in ${parent.type}`);
  return child;
}

/** `moov/udta/meta` with `hdlr` = `mdta`, `keys` and `ilst` (QuickTime metadata), one entry per key. */
export function mdtaMeta(entries: Readonly<Record<string, string>>): Uint8Array {
  const pairs = Object.entries(entries);
  const keys = fullBox('keys', 0, 0, u32be(pairs.length), ...pairs.map(([key]) => keyEntry(key)));
  const items = pairs.map(([, value], n) =>
    box(String.fromCharCode(0, 0, 0, n + 1), box('data', u32be(1), u32be(0), utf8(value))),
  );
  const handler = fullBox('hdlr', 0, 0, u32be(0), latin1('mdta'), new Uint8Array(13));
  return fullBox('meta', 0, 0, handler, keys, box('ilst', ...items));
}

function keyEntry(key: string): Uint8Array {
  const name = utf8(key);
  return join(u32be(name.length + 8), latin1('mdta'), name);
}

/**
 * MP4 with user data: `moov` is written anew with the box at its end, and sample offsets of tracks are moved
 * when `moov` stands before the samples.
 */
export function withMoovChild(mp4: Uint8Array, child: Uint8Array): Uint8Array {
  const moov = boxes(mp4).find((entry) => entry.type === 'moov');
  if (moov === undefined) throw new RangeError('no moov');
  const before = mp4.subarray(0, moov.offset);
  const after = mp4.subarray(moov.offset + moov.size);
  const body = mp4.slice(moov.offset + 8, moov.offset + moov.size);
  if (boxes(after).some((entry) => entry.type === 'mdat')) moveSampleOffsets(body, child.length);
  return join(before, box('moov', body, child), after);
}

/** AIGC under `moov/udta/meta`, the place of the video guide and of `ffmpeg -movflags use_metadata_tags`. */
export function withMp4AigcKeys(
  mp4: Uint8Array,
  json: string,
  extra: Readonly<Record<string, string>> = {},
): Uint8Array {
  return withMoovChild(mp4, box('udta', mdtaMeta({ ...extra, AIGC: json })));
}

/** The same `meta` directly under `moov`, as one real writer does. */
export function withMp4AigcMoovMeta(mp4: Uint8Array, json: string): Uint8Array {
  return withMoovChild(mp4, mdtaMeta({ AIGC: json }));
}

/** A literal `AIGC` box inside `udta`. */
export function withMp4AigcBox(mp4: Uint8Array, json: string): Uint8Array {
  return withMoovChild(mp4, box('udta', box('AIGC', utf8(json))));
}

/** XMP in a top-level `uuid` box at the end (Adobe XMP part 3 §1.2.7). */
export function withBmffXmpUuid(file: Uint8Array, packet: string): Uint8Array {
  return join(file, box('uuid', XMP_UUID, utf8(packet)));
}

function moveSampleOffsets(moovBody: Uint8Array, by: number): void {
  for (const trak of boxes(moovBody).filter((entry) => entry.type === 'trak')) {
    const stbl = childOf(moovBody, childOf(moovBody, childOf(moovBody, trak, 'mdia'), 'minf'), 'stbl');
    const stco = childOf(moovBody, stbl, 'stco');
    const view = viewOf(moovBody);
    const count = view.getUint32(stco.offset + 12);
    for (let n = 0; n < count; n++) {
      const at = stco.offset + 16 + n * 4;
      view.setUint32(at, view.getUint32(at) + by);
    }
  }
}

/**
 * XMP as a `mime` item `application/rdf+xml` (§8.11; HEIF ISO/IEC 23008-12 §6.5): a new `infe`, a new place in
 * `iloc`, a reference `cdsc` to the primary item. The packet goes into an `mdat` at the end of the file and
 * every older place moves by what `meta` has grown.
 */
export function withItemXmp(file: Uint8Array, packet: string): Uint8Array {
  const meta = boxes(file).find((entry) => entry.type === 'meta');
  if (meta === undefined) throw new RangeError('no meta');
  const children = boxes(file, meta.offset + 12, meta.offset + meta.size);
  const primary = viewOf(file).getUint16(childOf(file, meta, 'pitm', 4).offset + 12);
  const places = readPlaces(file, childOf(file, meta, 'iloc', 4));
  const itemId = Math.max(...places.map((place) => place.id)) + 1;
  const xmp = utf8(packet);

  const write = (grownBy: number, xmpAt: number): Uint8Array =>
    fullBox('meta', 0, 0, ...children.map((child) => rewritten(child, grownBy, xmpAt)), ...newReference());
  const rewritten = (child: Box, grownBy: number, xmpAt: number): Uint8Array => {
    const body = file.subarray(child.offset + child.headerSize, child.offset + child.size);
    if (child.type === 'iinf') {
      const info = fullBox(
        'infe',
        2,
        0,
        u16be(itemId),
        u16be(0),
        latin1('mime'),
        latin1('XMP\0application/rdf+xml\0'),
      );
      return fullBox('iinf', 0, 0, u16be(viewOf(body).getUint16(4) + 1), body.subarray(6), info);
    }
    if (child.type === 'iloc') {
      const moved = places.map((place) => ({ ...place, offset: place.offset + grownBy }));
      return writePlaces([...moved, { id: itemId, offset: xmpAt, length: xmp.length }]);
    }
    if (child.type === 'iref') return fullBox('iref', 0, 0, body.subarray(4), reference());
    return file.subarray(child.offset, child.offset + child.size);
  };
  const reference = (): Uint8Array => box('cdsc', u16be(itemId), u16be(1), u16be(primary));
  const newReference = (): Uint8Array[] =>
    children.some((child) => child.type === 'iref') ? [] : [fullBox('iref', 0, 0, reference())];

  const grownBy = write(0, 0).length - meta.size;
  const xmpAt = file.length + grownBy + 8;
  return join(
    file.subarray(0, meta.offset),
    write(grownBy, xmpAt),
    file.subarray(meta.offset + meta.size),
    box('mdat', xmp),
  );
}

interface Place {
  readonly id: number;
  readonly offset: number;
  readonly length: number;
}

/** `iloc` version 0 or 1 with one extent an item, as our encoder writes it (§8.11.3). */
function readPlaces(file: Uint8Array, iloc: Box): Place[] {
  const view = viewOf(file);
  const version = view.getUint8(iloc.offset + 8);
  const sizes = view.getUint16(iloc.offset + 12);
  const offsetSize = sizes >>> 12;
  const lengthSize = (sizes >>> 8) & 15;
  const baseSize = (sizes >>> 4) & 15;
  if (version > 1 || offsetSize > 4 || lengthSize !== 4) throw new RangeError('iloc form not known');
  let at = iloc.offset + 16;
  return Array.from({ length: view.getUint16(iloc.offset + 14) }, () => {
    const id = view.getUint16(at);
    at += version === 1 ? 6 : 4;
    const base = baseSize === 0 ? 0 : view.getUint32(at + baseSize - 4);
    at += baseSize + 2;
    const offset = base + (offsetSize === 0 ? 0 : view.getUint32(at));
    at += offsetSize;
    const length = view.getUint32(at);
    at += lengthSize;
    return { id, offset, length };
  });
}

function writePlaces(places: readonly Place[]): Uint8Array {
  const rows = places.map((place) =>
    join(u16be(place.id), u16be(0), u16be(1), u32be(place.offset), u32be(place.length)),
  );
  return fullBox('iloc', 0, 0, u16be(0x4400), u16be(places.length), ...rows);
}

/** The smallest MP4 that is still one: no track, two bytes of media data. For readers, not for players. */
export function smallestMp4(moovPlace: 'first' | 'last' = 'last', mdatBytes = 2): Uint8Array {
  const header = fullBox(
    'mvhd',
    0,
    0,
    u32be(0),
    u32be(0),
    u32be(1000),
    u32be(1000),
    u32be(0x00010000),
    new Uint8Array(76),
  );
  const brand = box('ftyp', latin1('isom'), u32be(512), latin1('isommp41'));
  const media = box('mdat', new Uint8Array(mdatBytes));
  const moov = box('moov', header);
  return moovPlace === 'first' ? join(brand, moov, media) : join(brand, media, moov);
}
