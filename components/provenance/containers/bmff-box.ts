/** A box of ISO base media (ISO/IEC 14496-12 §4.2), and what its readers share. */
import { type Walk, fourcc, u32, u64 } from '../walk';

export interface Box {
  type: string;
  /** Offset of the head. */
  at: number;
  body: number;
  end: number;
}

/** Boxes inside bytes already read. Offsets are within `bytes`. */
export function children(walk: Walk, bytes: Uint8Array, from: number, end: number, base: number): Box[] {
  const found: Box[] = [];
  for (let at = from; at + 8 <= end;) {
    walk.part(base + at);
    let size = u32(bytes, at);
    let body = at + 8;
    if (size === 1) {
      size = u64(bytes, at + 8);
      body = at + 16;
    } else if (size === 0) size = end - at;
    if (size < body - at || at + size > end) {
      walk.error('length-lie', base + at);
      found.push({ type: fourcc(bytes, at + 4), at, body, end });
      return found;
    }
    found.push({ type: fourcc(bytes, at + 4), at, body, end: at + size });
    at += size;
  }
  return found;
}

/** Hands out the EXIF block of an item or a box; its first four bytes say where the TIFF header starts (ISO/IEC 23008-12 §A.2.1). */
export function keepExif(walk: Walk, bytes: Uint8Array, offset: number, isCut: boolean): void {
  let skip = 4 + u32(bytes, 0);
  if (skip > bytes.length) skip = 0;
  if (fourcc(bytes, skip) === 'Exif') skip += 6;
  walk.keep({
    kind: 'exif',
    place: 'exif',
    key: '',
    offset: offset + skip,
    bytes: bytes.subarray(skip),
    isCut,
  });
}
