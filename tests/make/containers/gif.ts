/** GIF89a: XMP in an application extension, without sub-block lengths and with the magic trailer. */
import { fourccAt, join, latin1, u8, utf8 } from '../bytes';

/**
 * XMP before the trailer byte (Adobe XMP part 3 §1.1.2). The 258 bytes behind the packet bring any reader
 * that walks sub-blocks back to a zero, wherever it landed.
 */
export function withGifXmp(gif: Uint8Array, packet: string): Uint8Array {
  if (fourccAt(gif, 0) !== 'GIF8') throw new RangeError('not a GIF');
  const trailer = Uint8Array.from({ length: 258 }, (_, n) => (n === 0 ? 1 : n === 257 ? 0 : 256 - n));
  const extension = join(u8(0x21, 0xff, 0x0b), latin1('XMP DataXMP'), utf8(packet), trailer);
  const end = gif.lastIndexOf(0x3b);
  return join(latin1('GIF89a'), gif.subarray(6, end), extension, gif.subarray(end));
}

/** The text in a comment extension, which declares nothing: a decoy. */
export function withGifComment(gif: Uint8Array, text: string): Uint8Array {
  const body = utf8(text).subarray(0, 255);
  const end = gif.lastIndexOf(0x3b);
  return join(
    latin1('GIF89a'),
    gif.subarray(6, end),
    u8(0x21, 0xfe, body.length),
    body,
    u8(0),
    gif.subarray(end),
  );
}

/** An application extension with this identifier (eight characters and three of its code) and text in sub-blocks. */
export function gifApplication(gif: Uint8Array, identifier: string, text: string): Uint8Array {
  const data = utf8(text);
  const blocks: Uint8Array[] = [];
  for (let at = 0; at < data.length; at += 255) {
    const part = data.subarray(at, at + 255);
    blocks.push(u8(part.length), part);
  }
  const end = gif.lastIndexOf(0x3b);
  const extension = join(u8(0x21, 0xff, 0x0b), latin1(identifier), ...blocks, u8(0));
  return join(latin1('GIF89a'), gif.subarray(6, end), extension, gif.subarray(end));
}
