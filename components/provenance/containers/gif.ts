/** GIF89a: comments, XMP and C2PA application extensions. With depth `head` it ends at the first picture. */
import { type Reading, type Walk, latin } from '../walk';
import { takeTrailer } from './trailer';

const MAGIC_TRAILER = 258;
const TAIL = 4096;

/** Hands out the metadata of a GIF. */
export function* walkGif(walk: Walk): Reading<void> {
  const head = yield* walk.at(0, 13);
  if (head.length < 13) {
    walk.cut(head.length);
    return;
  }
  const flags = head[10] ?? 0;
  let isWhole = walk.depth === 'whole';
  for (let at = 13 + (flags & 0x80 ? 3 << ((flags & 7) + 1) : 0); ;) {
    walk.part(at);
    const block = yield* walk.at(at, 16);
    if (block.length === 0) {
      walk.cut(at);
      return;
    }
    if (block[0] === 0x3b) {
      if (walk.depth === 'whole') yield* takeTrailer(walk, at + 1);
      return;
    }
    if (block[0] === 0x2c) {
      if (!isWhole && !(yield* isPacketAtEnd(walk))) return;
      isWhole = true;
      const local = block[9] ?? 0;
      at = yield* subBlocks(walk, at + 11 + (local & 0x80 ? 3 << ((local & 7) + 1) : 0));
    } else if (block[0] === 0x21) at = yield* extension(walk, at, block);
    else {
      walk.error('length-lie', at);
      return;
    }
    if (at < 0) return;
  }
}

function* extension(walk: Walk, at: number, block: Uint8Array): Reading<number> {
  const label = block[1];
  if (label === 0xfe) {
    const parts: Uint8Array[] = [];
    const next = yield* subBlocks(walk, at + 2, parts);
    keep(walk, 'text', 'gif-comment', at, parts);
    return next;
  }
  if (label !== 0xff || block[2] !== 11) return yield* subBlocks(walk, at + 2);
  const name = latin(block.subarray(3, 14));
  if (name === 'XMP DataXMP') return yield* xmp(walk, at + 14);
  if (name.startsWith('C2PA_GIF')) {
    const parts: Uint8Array[] = [];
    const next = yield* subBlocks(walk, at + 14, parts);
    keep(walk, 'jumbf', 'c2pa', at, parts);
    return next;
  }
  if (OF_OTHERS.some((other) => name.startsWith(other))) return yield* subBlocks(walk, at + 14);
  const parts: Uint8Array[] = [];
  const next = yield* subBlocks(walk, at + 14, parts);
  keep(walk, 'text', 'gif-application', at, parts);
  return next;
}

/** Applications whose data is known to be no text: repeats and colour profiles. */
const OF_OTHERS = ['NETSCAPE', 'ANIMEXTS', 'ICCRGBG1'];

function keep(walk: Walk, kind: 'text' | 'jumbf', place: string, offset: number, parts: Uint8Array[]): void {
  const size = parts.reduce((sum, part) => sum + part.length, 0);
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  walk.keep({ kind, place, key: kind === 'text' ? 'Comment' : '', offset, bytes, isCut: false });
}

/** XMP stands unblocked; its last 258 bytes make any block walk land on the terminator (XMP part 3 §1.1.2). */
function* xmp(walk: Walk, offset: number): Reading<number> {
  const end = yield* subBlocks(walk, offset);
  const length = (end < 0 ? (walk.end ?? offset) : end) - offset;
  const isWhole = end >= 0 && length > MAGIC_TRAILER;
  yield* walk.take('xmp', 'xmp', offset, isWhole ? length - MAGIC_TRAILER : length);
  return end;
}

/** Offset behind a chain of sub-blocks; -1 when the file ends inside it. */
function* subBlocks(walk: Walk, from: number, parts?: Uint8Array[]): Reading<number> {
  let kept = 0;
  for (let at = from; ;) {
    const head = yield* walk.at(at, parts ? 256 : 1, 4096);
    const size = head[0];
    if (size === undefined || (parts && head.length < size + 1)) {
      walk.cut(at);
      return -1;
    }
    if (size === 0) return at + 1;
    if (parts && kept < 8 << 20) {
      parts.push(head.subarray(1, 1 + size));
      kept += size;
    }
    at += 1 + size;
  }
}

/** True when the magic trailer of an XMP packet stands within the last 4 KiB: exporters append it there. */
function* isPacketAtEnd(walk: Walk): Reading<boolean> {
  if (!walk.canSeek) return false;
  const start = Math.max(0, (walk.end ?? 0) - TAIL);
  const bytes = yield* walk.at(start, TAIL, 1);
  for (let at = bytes.indexOf(0xff); at > 0; at = bytes.indexOf(0xff, at + 1)) {
    if (bytes[at - 1] === 1 && bytes[at + 1] === 0xfe && bytes[at + 2] === 0xfd && bytes[at + 3] === 0xfc)
      return true;
  }
  return false;
}
