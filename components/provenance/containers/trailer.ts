/** Bytes behind the end of a picture, where some phones write their own records. */
import { type Reading, type Walk } from '../walk';

/** Samsung's records stand at the very end, a few hundred bytes; 64 KiB holds every one we have seen. */
const TAIL = 65536;

/** Keeps up to the last 64 KiB of what stands behind `from`. */
export function* takeTrailer(walk: Walk, from: number): Reading<void> {
  const tailStart = walk.end === null ? from : Math.max(from, walk.end - TAIL);
  const bytes = yield* walk.at(tailStart, TAIL, 1);
  if (bytes.length < 16) return;
  walk.keep({ kind: 'trailer', place: 'trailer', key: '', offset: tailStart, bytes, isCut: false });
}
