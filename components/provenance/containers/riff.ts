/** RIFF: WebP, WAV and AVI. Walks chunk heads and seeks over pixels and sound. */
import { type Reading, type Walk, fourcc, u32le } from '../walk';
import { walkId3 } from './id3';
import { takeTrailer } from './trailer';

/** Hands out the metadata of a RIFF file. A simple picture is settled by its first chunk. */
export function* walkRiff(walk: Walk): Reading<void> {
  const head = yield* walk.at(0, 12);
  const form = fourcc(head, 8);
  // RF64 and BW64 keep their size in a chunk of its own (EBU Tech 3306).
  const isLong = fourcc(head, 0) !== 'RIFF';
  const declaredEnd = isLong ? (walk.end ?? 0) : 8 + u32le(head, 4);
  if (walk.end !== null && declaredEnd > walk.end) walk.cut(walk.end);
  const end = Math.max(declaredEnd, walk.end ?? 0);
  yield* chunks(walk, form, 12, end, 0);
  // What stands behind the last chunk may be no chunk at all.
  if (walk.depth === 'whole' && walk.end !== null && declaredEnd < walk.end)
    yield* takeTrailer(walk, declaredEnd);
}

function* chunks(walk: Walk, form: string, from: number, end: number, depth: number): Reading<void> {
  for (let at = from; at + 8 <= end;) {
    walk.part(at);
    const head = yield* walk.at(at, 12, at < 4096 ? 4096 : 512);
    if (head.length < 8) {
      if (at < (walk.end ?? 0)) walk.cut(at);
      return;
    }
    const type = fourcc(head, 0);
    const size = u32le(head, 4);
    const body = at + 8;
    if (type === 'EXIF') yield* exif(walk, body, size);
    else if (type === 'XMP ' || type === 'XMP\0' || type === '_PMX')
      yield* walk.take('xmp', 'xmp', body, size);
    else if (type === 'C2PA') yield* walk.take('jumbf', 'c2pa', body, size);
    else if (type.toUpperCase() === 'AIGC')
      yield* walk.take('text', form === 'INFO' ? 'riff-info' : 'riff-chunk', body, size, 'AIGC');
    else if (type === 'id3 ' || type === 'ID3 ') yield* walkId3(walk, body);
    else if (type === 'LIST' && head.length >= 12) yield* list(walk, form, fourcc(head, 8), at, size, depth);
    else if (form === 'INFO') yield* walk.take('text', 'riff-info', body, Math.min(size, 65536), type);
    at = body + size + (size & 1);
  }
}

function* list(
  walk: Walk,
  form: string,
  name: string,
  at: number,
  size: number,
  depth: number,
): Reading<void> {
  if (depth >= 4) {
    walk.error('limit-container-depth', at);
    return;
  }
  if (name === 'INFO') yield* chunks(walk, 'INFO', at + 12, at + 8 + size, depth + 1);
  else if (name === 'hdrl' && form === 'AVI ') yield* chunks(walk, form, at + 12, at + 8 + size, depth + 1);
}

/** Some writers put JPEG's `Exif\0\0` before the TIFF header. */
function* exif(walk: Walk, body: number, size: number): Reading<void> {
  const peek = yield* walk.at(body, Math.min(size, 6));
  const skip = fourcc(peek, 0) === 'Exif' ? 6 : 0;
  yield* walk.take('exif', 'exif', body + skip, size - skip);
}
