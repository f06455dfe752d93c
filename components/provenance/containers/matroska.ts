/** Matroska and WebM (RFC 8794, RFC 9559): `Segment/Tags/Tag/SimpleTag`. Clusters are skipped by their size. */
import { LIMITS } from '../../model/limits';
import { type Reading, type Walk, find, latin } from '../walk';

const SEGMENT = 0x18538067;
const TAGS = 0x1254c367;
const TAG = 0x7373;
const SIMPLE_TAG = 0x67c8;
const TAG_NAME = 0x45a3;
const TAG_STRING = 0x4487;
const CLUSTER = 0x1f43b675;
const UNKNOWN = -1;
const TAGS_ID = '\x12\x54\xc3\x67';
const TAIL = 65_536;

interface Element {
  id: number;
  body: number;
  /** UNKNOWN where a live writer did not know it yet. */
  size: number;
}

/** Hands out the tags of a Matroska file. A live file whose cluster has no size ends the walk. */
export function* walkMatroska(walk: Walk): Reading<void> {
  let end = walk.end ?? Infinity;
  for (let at = 0; at < end;) {
    walk.part(at);
    const element = elementIn(yield* walk.at(at, 12, at < 4096 ? 4096 : 512), at);
    if (!element) {
      if (at < end) walk.cut(at);
      return;
    }
    const { id, body, size } = element;
    if (id === SEGMENT) {
      if (size !== UNKNOWN && walk.end !== null && body + size > walk.end) walk.cut(walk.end);
      if (size !== UNKNOWN) end = Math.min(end, body + size);
      at = body;
      continue;
    }
    if (size === UNKNOWN) {
      if (!(yield* tagsAtEnd(walk, body))) walk.error('not-looked-behind-pixels', at);
      return;
    }
    if (id === CLUSTER && !walk.source.seekable && walk.depth === 'head') {
      walk.error('not-looked-behind-pixels', at);
      return;
    }
    if (id === TAGS) {
      const { bytes } = yield* walk.metadata(body, size);
      tags(walk, bytes, 0, bytes.length, body, 0);
    }
    at = body + size;
  }
}

/** Tags of a file whose clusters have no size: found in its last 64 KiB, where such writers put them. */
function* tagsAtEnd(walk: Walk, after: number): Reading<boolean> {
  if (!walk.canSeek) return false;
  const end = walk.end ?? 0;
  const start = Math.max(after, end - TAIL);
  if (start >= end) return false;
  const bytes = yield* walk.at(start, end - start, 1);
  for (let at = find(bytes, TAGS_ID); at >= 0; at = find(bytes, TAGS_ID, at + 1)) {
    const element = elementIn(bytes.subarray(at, at + 12), at);
    if (!element || element.size === UNKNOWN || element.body + element.size !== bytes.length) continue;
    tags(walk, bytes, element.body, bytes.length, start, 0);
    return true;
  }
  return false;
}

function tags(walk: Walk, bytes: Uint8Array, from: number, end: number, base: number, depth: number): void {
  if (depth > LIMITS.containerDepth) {
    walk.error('limit-container-depth', base + from);
    return;
  }
  let key = '';
  for (let at = from; at < end;) {
    walk.part(base + at);
    const element = elementIn(bytes.subarray(at, Math.min(end, at + 12)), at);
    if (!element || element.size === UNKNOWN || element.body + element.size > end) {
      walk.error('length-lie', base + at);
      return;
    }
    const { id, body, size } = element;
    if (id === TAG || id === SIMPLE_TAG) tags(walk, bytes, body, body + size, base, depth + 1);
    else if (id === TAG_NAME)
      key = latin(bytes.subarray(body, body + Math.min(size, 128))).replace(/\0+$/, '');
    else if (id === TAG_STRING) {
      const value = bytes.subarray(body, body + size);
      walk.keep({
        kind: 'text',
        place: 'matroska-simpletag',
        key,
        offset: base + at,
        bytes: value,
        isCut: false,
      });
    }
    at = body + size;
  }
}

/** Id and size are both variable in length: leading zeros say how long (RFC 8794 §4). */
function elementIn(bytes: Uint8Array, at: number): Element | null {
  const first = bytes[0] ?? 0;
  const idLength = Math.clz32(first) - 23;
  if (first === 0 || idLength > 4 || bytes.length <= idLength) return null;
  let id = 0;
  for (let i = 0; i < idLength; i++) id = id * 256 + (bytes[i] ?? 0);
  const second = bytes[idLength] ?? 0;
  const sizeLength = Math.clz32(second) - 23;
  if (second === 0 || bytes.length < idLength + sizeLength) return null;
  let size = second & (0xff >> sizeLength);
  let isUnknown = size === 0xff >> sizeLength;
  for (let i = 1; i < sizeLength; i++) {
    const byte = bytes[idLength + i] ?? 0;
    isUnknown &&= byte === 0xff;
    size = size * 256 + byte;
  }
  return { id, body: at + idLength + sizeLength, size: isUnknown ? UNKNOWN : size };
}
