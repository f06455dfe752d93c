/** A list of a stream's pieces, as a file: what it says of the stream. The pieces are read by `stream.ts`. */
import { LIMITS } from '../../model/limits';
import { readPlaylist } from '../playlist';
import { type Reading, type Walk } from '../walk';

/** Hands out the texts of a list in which a label could stand. */
export function* walkPlaylist(walk: Walk): Reading<void> {
  const bytes = yield* walk.at(0, LIMITS.playlistChars, LIMITS.playlistChars);
  const list = readPlaylist(new TextDecoder().decode(bytes));
  walk.sawPixels = list !== null;
  for (const { place, key, text, offset } of list?.texts ?? [])
    walk.keep({ kind: 'text', place, key, offset, bytes: new TextEncoder().encode(text), isCut: false });
}
