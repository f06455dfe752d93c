/**
 * Collections among the files that somebody gives: each case file in one becomes a file of its own, read out of
 * the collection only when its turn comes, so that a collection larger than memory is taken in.
 */
import { blobSource } from '../evidence/byte-source';
import type { CheckedItem } from '../evidence/check';
import { isCollection, openCollection, readCollected } from '../evidence/read-collection';
import { altered } from '../evidence/check';
import type { GivenFile } from './arrive';

/** A file as a browser gives it. */
export type ChosenFile = GivenFile & Blob;

/** The files, with those inside collections in their place. A file that cannot be opened stays as it is. */
export async function unpacked(files: readonly ChosenFile[]): Promise<GivenFile[]> {
  const lists: GivenFile[][] = [];
  for (const file of files) lists.push((await insideOf(file)) ?? [file]);
  return lists.flat();
}

async function insideOf(file: ChosenFile): Promise<GivenFile[] | null> {
  const source = blobSource(file);
  try {
    if (!(await isCollection(source))) return null;
    const opened = await openCollection(source);
    // A collection in which nothing can be found stays one file, so that it is reported as what it is.
    if (opened.cases.length === 0) return null;
    // What is wrong with one case is said of that case; a manifest that is altered is said of each.
    const paths = new Set(opened.cases.map(({ entry }) => entry.name));
    const wrong = opened.items.filter(({ verdict, item }) => verdict === 'altered' && !paths.has(item));
    return opened.cases.map((place) => {
      const outside: CheckedItem[] = [
        ...wrong,
        ...opened.items.filter(({ verdict, item }) => verdict === 'altered' && item === place.entry.name),
      ];
      return {
        name: `${file.name} › ${place.entry.name.slice('cases/'.length)}`,
        size: place.entry.size,
        outside,
        async arrayBuffer() {
          const read = await readCollected(source, place);
          if (!read.bytes) throw new RangeError(read.items[0]?.reason ?? 'cannot-read');
          // `arrive` looks at `outside` after it has asked for the bytes.
          outside.push(...read.items.filter(({ verdict }) => verdict === 'altered'));
          if (place.stated === null && outside.length === 0)
            outside.push(altered(place.entry.name, 'not-in-manifest'));
          return new Uint8Array(read.bytes).buffer;
        },
      };
    });
  } catch (error) {
    // The file was moved or locked since it was chosen; taking it in says so.
    if (error instanceof DOMException || error instanceof RangeError) return null;
    throw error;
  }
}
