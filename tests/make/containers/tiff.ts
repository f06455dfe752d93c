/** TIFF 6.0: XMP as tag 700 of the first directory, by appending a new directory and pointing to it. */
import { join, u8, utf8, viewOf } from '../bytes';

const XMP_TAG = 700;

/** Same byte order as the file; the old directory stays where it was, unreferenced (Adobe XMP part 3 §1.1.7). */
export function withTiffXmp(tiff: Uint8Array, packet: string): Uint8Array {
  const isLittle = tiff[0] === 0x49;
  const view = viewOf(tiff);
  if (view.getUint16(2, isLittle) !== 42) throw new RangeError('not a TIFF');
  const from = view.getUint32(4, isLittle);
  const count = view.getUint16(from, isLittle);
  const rows = Array.from({ length: count }, (_, n) => tiff.subarray(from + 2 + n * 12, from + 14 + n * 12));
  const next = tiff.subarray(from + 2 + count * 12, from + 6 + count * 12);

  const xmp = utf8(packet);
  const base = join(tiff, u8(...(tiff.length % 2 === 0 ? [] : [0])));
  const xmpAt = base.length;
  const xmpPadded = join(xmp, new Uint8Array(xmp.length % 2));
  const row = new Uint8Array(12);
  const rowView = viewOf(row);
  rowView.setUint16(0, XMP_TAG, isLittle);
  rowView.setUint16(2, 1, isLittle);
  rowView.setUint32(4, xmp.length, isLittle);
  rowView.setUint32(8, xmpAt, isLittle);

  const tagOf = (entry: Uint8Array): number => viewOf(entry).getUint16(0, isLittle);
  const sorted = [...rows.filter((entry) => tagOf(entry) !== XMP_TAG), row].sort(
    (a, b) => tagOf(a) - tagOf(b),
  );
  const countBytes = new Uint8Array(2);
  viewOf(countBytes).setUint16(0, sorted.length, isLittle);
  const marked = join(base, xmpPadded, countBytes, ...sorted, next);
  viewOf(marked).setUint32(4, xmpAt + xmpPadded.length, isLittle);
  return marked;
}
