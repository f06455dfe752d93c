/** PNG (ISO/IEC 15948): chunks are put behind IHDR, or before IEND where "after the pixels" is asked. */
import { zlibSync } from 'fflate';
import { crc32, fourccAt, join, latin1, u32be, u8, utf8, viewOf } from '../bytes';

export type PngPlace = 'after-header' | 'after-pixels';

export function pngChunk(type: string, body: Uint8Array): Uint8Array {
  const named = join(latin1(type), body);
  return join(u32be(body.length), named, u32be(crc32(named)));
}

/** The picture with these whole chunks put in. */
export function insertPngChunks(
  png: Uint8Array,
  chunks: readonly Uint8Array[],
  place: PngPlace = 'after-header',
): Uint8Array {
  if (fourccAt(png, 1) !== 'PNG\r') throw new RangeError('not a PNG');
  const at = place === 'after-header' ? 33 : endChunkAt(png);
  return join(png.subarray(0, at), ...chunks, png.subarray(at));
}

/** tEXt: keyword, a zero byte, text (§11.3.3.2). Non-Latin text is written as UTF-8, as generators do. */
export function pngText(keyword: string, text: string): Uint8Array {
  return pngChunk('tEXt', join(latin1(keyword), u8(0), utf8(text)));
}

/** zTXt: the same, deflated (§11.3.3.3). */
export function pngCompressedText(keyword: string, text: string): Uint8Array {
  return pngChunk('zTXt', join(latin1(keyword), u8(0, 0), zlibSync(utf8(text))));
}

/** iTXt: UTF-8 with language and translated keyword left empty (§11.3.3.4). */
export function pngInternationalText(keyword: string, text: string, isCompressed = false): Uint8Array {
  const body = isCompressed ? zlibSync(utf8(text)) : utf8(text);
  return pngChunk('iTXt', join(latin1(keyword), u8(0, isCompressed ? 1 : 0, 0, 0, 0), body));
}

/** XMP in iTXt under its registered keyword (Adobe XMP part 3 §1.1.5). */
export function pngXmp(packet: string, isCompressed = false): Uint8Array {
  return pngInternationalText('XML:com.adobe.xmp', packet, isCompressed);
}

function endChunkAt(png: Uint8Array): number {
  const view = viewOf(png);
  let at = 8;
  while (at + 8 <= png.length) {
    if (fourccAt(png, at + 4) === 'IEND') return at;
    at += 12 + view.getUint32(at);
  }
  throw new RangeError('PNG without IEND');
}
