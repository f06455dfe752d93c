/** TIFF 6.0 and DNG: XMP (tag 700), C2PA (tag 52545) and the strings of EXIF, straight from the file. */
import { TYPE_BYTES } from '../exif';
import { type Reading, type Walk, ordered16, ordered32 } from '../walk';
import { imageResources } from './image-resources';

const MAX_DIRECTORIES = 32;
const MAX_ENTRIES = 1024;
const HEAD = 65536;

/** Hands out the metadata of a TIFF. Directories are read by seeking; loops end at a bound. */
export function* walkTiff(walk: Walk): Reading<void> {
  const head = yield* walk.at(0, 8);
  if (head.length < 8) {
    walk.cut(head.length);
    return;
  }
  const isLittle = head[0] === 0x49;
  const queue = [ordered32(head, 4, isLittle)];
  const seen = new Set<number>();
  let spoke = false;
  while (queue.length > 0) {
    const at = queue.shift() ?? 0;
    if (at < 8 || seen.has(at)) continue;
    if (seen.size >= MAX_DIRECTORIES) {
      walk.error('limit-directories', at);
      return;
    }
    seen.add(at);
    // What a TIFF says of itself stands in its first directory; the others are further pages.
    spoke = (yield* directory(walk, at, isLittle, queue)) || spoke;
    walk.sawPixels ||= !walk.isCut;
  }
  // Strings sit near their directory, so one bounded look from the start lets the EXIF reader do the rest.
  if (spoke) yield* walk.take('exif', 'exif', 0, Math.min(walk.end ?? HEAD, 1 << 20));
}

function* directory(walk: Walk, at: number, isLittle: boolean, queue: number[]): Reading<boolean> {
  const countBytes = yield* walk.at(at, 2);
  if (countBytes.length < 2) {
    walk.cut(at);
    return false;
  }
  const count = ordered16(countBytes, 0, isLittle);
  if (count > MAX_ENTRIES) {
    walk.error('length-lie', at);
    return false;
  }
  const bytes = (yield* walk.at(at + 2, count * 12 + 4)).slice();
  if (bytes.length < count * 12) walk.cut(at + 2 + bytes.length);
  let spoke = false;
  for (let entry = 0; entry + 12 <= Math.min(bytes.length, count * 12); entry += 12) {
    const tag = ordered16(bytes, entry, isLittle);
    const size =
      (TYPE_BYTES[ordered16(bytes, entry + 2, isLittle)] ?? 0) * ordered32(bytes, entry + 4, isLittle);
    const offset = size <= 4 ? at + 2 + entry + 8 : ordered32(bytes, entry + 8, isLittle);
    if (tag === 700) yield* walk.take('xmp', 'xmp', offset, size);
    else if (tag === 34377 || tag === 33723)
      imageResources(walk, (yield* walk.metadata(offset, size)).bytes, offset);
    else if (tag === 52545) yield* walk.take('jumbf', 'c2pa', offset, size);
    else if (tag === 0x8769) spoke = true;
    else if (tag === 0x010e || tag === 0x010f || tag === 0x0110 || tag === 0x0131 || tag === 0x013b)
      spoke = true;
    else if (tag === 330 && size === 4) queue.push(ordered32(bytes, entry + 8, isLittle));
  }
  if (bytes.length >= count * 12 + 4) queue.push(ordered32(bytes, count * 12, isLittle));
  return spoke;
}
