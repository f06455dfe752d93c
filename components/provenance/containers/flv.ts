/** FLV: the `onMetaData` script tag, which is the first or second tag of a file (TC260-PG-20257A). */
import { type Reading, type Walk, find, u16, u32 } from '../walk';

const TAGS_LOOKED_AT = 4;

/** Hands out the label and the descriptions of `onMetaData`. */
export function* walkFlv(walk: Walk): Reading<void> {
  const head = yield* walk.at(0, 9);
  let at = u32(head, 5) + 4;
  for (let n = 0; n < TAGS_LOOKED_AT; n++) {
    const tag = yield* walk.at(at, 11);
    if (tag.length < 11) return;
    const size = u32(tag, 0) & 0xffffff;
    if ((tag[0] ?? 0) === 18) {
      const { bytes } = yield* walk.metadata(at + 11, size);
      script(walk, bytes, at + 11);
      return;
    }
    at += 11 + size + 4;
  }
}

/** The name of the guide, and the names under which converters keep what other containers call a comment. */
const NAMES = ['AIGC', 'comment', 'description', 'title', 'copyright'];

/** AMF0 property names, each followed by a string (2) or a long string (12). */
function script(walk: Walk, bytes: Uint8Array, base: number): void {
  for (const name of NAMES) {
    const key = find(bytes, `\0${String.fromCharCode(name.length)}${name}`);
    if (key < 0) continue;
    const at = key + 2 + name.length;
    const isLong = bytes[at] === 12;
    if (!isLong && bytes[at] !== 2) continue;
    const size = isLong ? u32(bytes, at + 1) : u16(bytes, at + 1);
    const start = at + (isLong ? 5 : 3);
    const value = bytes.subarray(start, start + size);
    walk.keep({
      kind: 'text',
      place: 'flv-onmetadata',
      key: name,
      offset: base + key,
      bytes: value,
      isCut: value.length < size,
    });
  }
}
