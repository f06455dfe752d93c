/**
 * Texts that a writer put among the coded pictures: SEI `user_data_unregistered` (ITU-T H.264 §D.1.7, H.265 §D.2.7).
 * No guide names this place; servers of live rooms use it because it passes through where a file's head does not.
 */
import { type Walk, find } from '../walk';
import { LEAST_LABEL, MOST_UNKNOWN } from './unknown';

/** SEI stands before the picture that it belongs to: what is further inside a picture is not looked at. */
export const PICTURE_START = 16_384;
const USER_DATA_UNREGISTERED = 5;
const UUID_BYTES = 16;
const MOST_UNITS = 64;
const MOST_MESSAGES = 64;

/** Hands out what the NAL units behind start codes say (H.264 annex B). `base` is where `bytes` stand in the file. */
export function userDataBehindStartCodes(walk: Walk, bytes: Uint8Array, base: number): void {
  let at = startCode(bytes, 0);
  for (let n = 0; n < MOST_UNITS && at >= 0; n++) {
    const next = startCode(bytes, at);
    unit(walk, bytes.subarray(at, next < 0 ? bytes.length : next - 3), base + at);
    at = next;
  }
}

/** The same where each NAL unit stands behind its length in four bytes (ISO/IEC 14496-15). */
export function userDataBehindLengths(walk: Walk, bytes: Uint8Array, base: number): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 0, n = 0; at + 5 <= bytes.length && n < MOST_UNITS; n++) {
    const length = view.getUint32(at);
    if (length === 0) return;
    unit(walk, bytes.subarray(at + 4, at + 4 + length), base + at + 4);
    at += 4 + length;
  }
}

/** Offset behind the next `00 00 01`; -1 where there is none. */
function startCode(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(1, from + 2); at >= 0; at = bytes.indexOf(1, at + 1))
    if (bytes[at - 1] === 0 && bytes[at - 2] === 0) return at + 1;
  return -1;
}

/**
 * H.264 type 6 with no reference; H.265 types 39 and 40 of the base layer. Which of the two codecs it is need not be
 * known: what is taken out must be a label by its own words.
 */
function unit(walk: Walk, bytes: Uint8Array, base: number): void {
  const [first, second] = bytes;
  const head = first === 0x06 ? 1 : (first === 0x4e || first === 0x50) && second === 0x01 ? 2 : 0;
  if (head === 0 || bytes.length < LEAST_LABEL || (find(bytes, 'AIGC') < 0 && find(bytes, 'ContentProd') < 0))
    return;
  const raw = withoutGuards(bytes.subarray(head, head + MOST_UNKNOWN));
  for (let at = 0, n = 0; at + 2 <= raw.length && n < MOST_MESSAGES; n++) {
    const type = varying(raw, at);
    const size = varying(raw, type.next);
    const body = raw.subarray(size.next, size.next + size.value);
    if (type.value === USER_DATA_UNREGISTERED && body.length > UUID_BYTES)
      walk.keep({
        kind: 'text',
        place: 'sei-user-data',
        key: '',
        offset: base,
        bytes: body.slice(UUID_BYTES),
        isCut: body.length < size.value,
      });
    at = size.next + size.value;
  }
}

/** Type and size of a message: as many 255 as needed, then the rest (H.264 §7.3.2.3.1). */
function varying(bytes: Uint8Array, at: number): { value: number; next: number } {
  let value = 0;
  let next = at;
  while (bytes[next] === 0xff) {
    value += 255;
    next += 1;
  }
  return { value: value + (bytes[next] ?? 0), next: next + 1 };
}

/** Takes out the 3 that guards two zeros (H.264 §7.4.1). */
function withoutGuards(bytes: Uint8Array): Uint8Array {
  const out = new Uint8Array(bytes.length);
  let size = 0;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    if (byte === 3 && at >= 2 && bytes[at - 1] === 0 && bytes[at - 2] === 0) continue;
    out[size++] = byte;
  }
  return out.subarray(0, size);
}
