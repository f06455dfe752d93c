/**
 * Members of a gzip file (RFC 1952) in the one form that our archives have: a fixed header, then deflate (RFC 1951),
 * then checksum and length. What is compressed already is stored, which is many times faster and never larger by
 * more than five bytes in 65,535; the rest is deflated.
 */
import { gzipSync, inflateSync } from 'fflate';
import { crc32 } from './zip';

/** Deflate, no flags, no time, no word on how hard it was tried, Unix (RFC 1952 §2.3). */
const HEAD = Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3);
const TAIL_BYTES = 8;
/** Head of a stored block: a byte, the length, and its complement (RFC 1951 §3.2.4). */
const BLOCK_HEAD_BYTES = 5;
const MOST_IN_BLOCK = 0xffff;

/** One member, deflated. The same bytes give the same member. */
export function deflated(bytes: Uint8Array): Uint8Array {
  return gzipSync(bytes, { mtime: 0, level: 6 });
}

/** One member of stored blocks. */
export function stored(bytes: Uint8Array): Uint8Array {
  const blocks = Math.max(1, Math.ceil(bytes.length / MOST_IN_BLOCK));
  const out = new Uint8Array(HEAD.length + blocks * BLOCK_HEAD_BYTES + bytes.length + TAIL_BYTES);
  const view = new DataView(out.buffer);
  out.set(HEAD);
  let at = HEAD.length;
  for (let block = 0; block < blocks; block += 1) {
    const part = bytes.subarray(block * MOST_IN_BLOCK, (block + 1) * MOST_IN_BLOCK);
    view.setUint8(at, block === blocks - 1 ? 1 : 0);
    view.setUint16(at + 1, part.length, true);
    view.setUint16(at + 3, ~part.length & MOST_IN_BLOCK, true);
    out.set(part, at + BLOCK_HEAD_BYTES);
    at += BLOCK_HEAD_BYTES + part.length;
  }
  view.setUint32(at, crc32(bytes), true);
  view.setUint32(at + 4, bytes.length % 2 ** 32, true);
  return out;
}

/**
 * The first member of these bytes where it holds stored blocks alone, and how long it is in them; null for every
 * other, which an inflater must read.
 */
export function unstored(
  bytes: Uint8Array,
  mostBytes: number,
): { inflated: Uint8Array; length: number } | 'inflates-too-far' | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const parts: Uint8Array[] = [];
  let total = 0;
  let at = HEAD.length;
  for (let isLast = false; !isLast;) {
    if (at + BLOCK_HEAD_BYTES > bytes.length) return null;
    const first = view.getUint8(at);
    const length = view.getUint16(at + 1, true);
    if (first > 1 || view.getUint16(at + 3, true) !== (~length & MOST_IN_BLOCK)) return null;
    if (at + BLOCK_HEAD_BYTES + length > bytes.length) return null;
    total += length;
    if (total > mostBytes) return 'inflates-too-far';
    parts.push(bytes.subarray(at + BLOCK_HEAD_BYTES, at + BLOCK_HEAD_BYTES + length));
    at += BLOCK_HEAD_BYTES + length;
    isLast = first === 1;
  }
  if (at + TAIL_BYTES > bytes.length) return null;
  const inflated = new Uint8Array(total);
  let to = 0;
  for (const part of parts) {
    inflated.set(part, to);
    to += part.length;
  }
  return { inflated, length: at + TAIL_BYTES };
}

/**
 * Whether these bytes are the very ones that we write around this content: for whoever asks whether the same version
 * wrote a member. Deflate can spell one content in endless ways, and in the choice among them, in empty blocks and in
 * the bits that fill a byte, anything can be hidden that no reader of the content ever sees.
 */
export function isAsWritten(member: Uint8Array, content: Uint8Array, isPacked: boolean): boolean {
  if (!isPacked) return isSameBytes(member, deflated(content));
  const blocks = Math.max(1, Math.ceil(content.length / MOST_IN_BLOCK));
  if (member.length !== HEAD.length + blocks * BLOCK_HEAD_BYTES + content.length + TAIL_BYTES) return false;
  const view = new DataView(member.buffer, member.byteOffset, member.length);
  for (let block = 0; block < blocks; block += 1) {
    const at = HEAD.length + block * (BLOCK_HEAD_BYTES + MOST_IN_BLOCK);
    const length = Math.min(MOST_IN_BLOCK, content.length - block * MOST_IN_BLOCK);
    if (view.getUint8(at) !== (block === blocks - 1 ? 1 : 0) || view.getUint16(at + 1, true) !== length)
      return false;
  }
  // What stands in the blocks was compared when the member was read.
  return true;
}

function isSameBytes(left: Uint8Array, right: Uint8Array): boolean {
  if (left.length !== right.length) return false;
  for (let at = 0; at < left.length; at += 1) if (left[at] !== right[at]) return false;
  return true;
}

/**
 * Whether the deflate stream of a member goes up to its tail. fflate passes over what stands between the two; a stream
 * that is whole without its last byte has one too many.
 */
export function endsAtTail(member: Uint8Array): boolean {
  try {
    inflateSync(member.subarray(HEAD.length, member.length - TAIL_BYTES - 1));
    return false;
  } catch (error) {
    if (error instanceof Error) return true;
    throw error;
  }
}

/**
 * Whether a member has exactly our header, and ends with the checksum and length of what came out of it. fflate looks
 * at neither: a name, comment or extra field in front would hide bytes that no tool shows, up to three bytes behind the
 * last member would pass, and a wrong checksum would be called intact here and refused by gunzip.
 */
export function isPlainMember(member: Uint8Array, inflated: Uint8Array): boolean {
  if (member.length < HEAD.length + TAIL_BYTES) return false;
  if (!HEAD.every((byte, at) => member[at] === byte)) return false;
  const tail = new DataView(member.buffer, member.byteOffset + member.length - TAIL_BYTES);
  return tail.getUint32(0, true) === crc32(inflated) && tail.getUint32(4, true) === inflated.length % 2 ** 32;
}
