/** `keys` and `ilst` of a `meta` box: QuickTime metadata (TC260-PG-20257A) and the older iTunes list. */
import { type Walk, fourcc, latin, u32 } from '../walk';
import { type Box, children } from './bmff-box';

/** Keeps every text value of the list under its key. */
export function keysAndList(
  walk: Walk,
  bytes: Uint8Array,
  base: number,
  inside: Box[],
  handler: string,
): void {
  const list = inside.find((box) => box.type === 'ilst');
  if (!list) return;
  const keys = namesOf(
    walk,
    bytes,
    inside.find((box) => box.type === 'keys'),
    base,
  );
  for (const item of children(walk, bytes, list.body, list.end, base)) {
    const parts = children(walk, bytes, item.body, item.end, base);
    const index = u32(bytes, item.at + 4);
    const named = parts.find((part) => part.type === 'name');
    const key =
      keys[index - 1] ??
      (named ? latin(bytes.subarray(named.body + 4, named.end)) : fourcc(bytes, item.at + 4));
    const place = keys[index - 1] !== undefined || handler === 'mdta' ? 'bmff-keys-ilst' : 'bmff-ilst';
    for (const part of parts) {
      if (part.type !== 'data' || part.end - part.body < 8) continue;
      const type = u32(bytes, part.body) & 0xffffff;
      // 0: unstated, 1: UTF-8, 2: UTF-16, 4: UTF-8 sort; pictures and numbers are other types.
      if (type > 4) continue;
      const value = bytes.subarray(part.body + 8, part.end);
      walk.keep({ kind: 'text', place, key, offset: base + part.at, bytes: value, isCut: false });
    }
  }
}

function namesOf(walk: Walk, bytes: Uint8Array, box: Box | undefined, base: number): string[] {
  const names: string[] = [];
  if (!box) return names;
  const count = u32(bytes, box.body + 4);
  for (let at = box.body + 8; at + 8 <= box.end && names.length < count;) {
    walk.part(base + at);
    const size = u32(bytes, at);
    if (size < 8 || at + size > box.end) {
      walk.error('length-lie', base + at);
      break;
    }
    names.push(latin(bytes.subarray(at + 8, Math.min(at + size, at + 264))));
    at += size;
  }
  return names;
}
