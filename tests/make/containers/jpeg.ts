/** JPEG (ISO/IEC 10918-1 annex B): segments are put right behind SOI and a leading JFIF APP0. */
import { createHash } from 'node:crypto';
import { join, latin1, u16be, u32be, u8, utf8, viewOf } from '../bytes';
import { xmpPacket, type XmpIntent } from '../payloads';

const XMP_NAMESPACE = latin1('http://ns.adobe.com/xap/1.0/\0');
const EXTENSION_NAMESPACE = latin1('http://ns.adobe.com/xmp/extension/\0');
const SEGMENT_MOST = 65_533;

/** One marker segment; the length field counts itself. */
export function jpegSegment(marker: number, body: Uint8Array): Uint8Array {
  if (body.length > SEGMENT_MOST) throw new RangeError(`JPEG segment of ${String(body.length)} bytes`);
  return join(u8(0xff, marker), u16be(body.length + 2), body);
}

/** The picture with these whole segments put in before everything but JFIF. */
export function insertJpegSegments(jpeg: Uint8Array, ...segments: readonly Uint8Array[]): Uint8Array {
  if (jpeg[0] !== 0xff || jpeg[1] !== 0xd8) throw new RangeError('not a JPEG');
  const at = jpeg[2] === 0xff && jpeg[3] === 0xe0 ? 4 + viewOf(jpeg).getUint16(4) : 2;
  return join(jpeg.subarray(0, at), ...segments, jpeg.subarray(at));
}

/** XMP in APP1 (Adobe XMP part 3 §1.1.3). */
export function withJpegXmp(jpeg: Uint8Array, packet: string): Uint8Array {
  return insertJpegSegments(jpeg, jpegSegment(0xe1, join(XMP_NAMESPACE, utf8(packet))));
}

/** EXIF in APP1 (EXIF 2.32 §4.7.2). */
export function withJpegExif(jpeg: Uint8Array, block: Uint8Array): Uint8Array {
  return insertJpegSegments(jpeg, jpegSegment(0xe1, join(latin1('Exif\0\0'), block)));
}

/** A COM segment, plain text. */
export function withJpegComment(jpeg: Uint8Array, text: string): Uint8Array {
  return insertJpegSegments(jpeg, jpegSegment(0xfe, utf8(text)));
}

/**
 * Extended XMP (Adobe XMP part 3 §1.1.3.1): a small packet names the MD5 of a second one, which follows in
 * portions of `portionBytes`, each with the GUID, the whole length and its own offset.
 */
export function withJpegExtendedXmp(
  jpeg: Uint8Array,
  extended: XmpIntent,
  portionBytes = 400,
  order: 'in-order' | 'reversed' = 'in-order',
): Uint8Array {
  const whole = utf8(xmpPacket(extended).replace(/<\?xpacket[^>]*\?>/g, ''));
  const guid = createHash('md5').update(whole).digest('hex').toUpperCase();
  const portions: Uint8Array[] = [];
  for (let at = 0; at < whole.length; at += portionBytes) {
    const portion = whole.subarray(at, at + portionBytes);
    portions.push(
      jpegSegment(0xe1, join(EXTENSION_NAMESPACE, latin1(guid), u32be(whole.length), u32be(at), portion)),
    );
  }
  if (order === 'reversed') portions.reverse();
  const main = jpegSegment(0xe1, join(XMP_NAMESPACE, utf8(xmpPacket({ extendedGuid: guid }))));
  return insertJpegSegments(jpeg, main, ...portions);
}
