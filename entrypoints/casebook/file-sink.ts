/**
 * A large file to the person's disk without holding it in memory: straight into the file that they name, where the
 * browser lets them; else into the extension's own space on the disk, and from there by the way every download takes.
 */
import type { ByteSink } from '../../components/evidence/byte-source';
import { download } from './export-case-file';

export interface SavedFile extends ByteSink {
  /** The file is whole now. */
  keep(): Promise<void>;
  /** Nothing of it is left. */
  drop(): Promise<void>;
}

/** Folder of files on their way to the disk; emptied when the next one begins. */
const FOLDER = 'exports';
/** `remove` is not in every browser that has the picker. */
type ChosenFile = FileSystemFileHandle & { remove?: () => Promise<void> };
type Picker = (options: { suggestedName: string }) => Promise<ChosenFile>;

/** Null when the person chose no place. Must be called from a press, as the browser asks. */
export async function openSavedFile(name: string, mime: string): Promise<SavedFile | null> {
  const picker = (globalThis as { showSaveFilePicker?: Picker }).showSaveFilePicker;
  if (!picker) return ownSpaceFile(name, mime);
  try {
    const handle = await picker({ suggestedName: name });
    // The browser has made an empty file under a new name; one that held something before stays as it was.
    const isNew = (await handle.getFile()).size === 0;
    const stream = await handle.createWritable();
    // What is written appears in the chosen file only when the stream is closed.
    return {
      write: (bytes) => stream.write(copied(bytes)),
      keep: () => stream.close(),
      drop: async () => {
        await stream.abort();
        if (isNew) await handle.remove?.();
      },
    };
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return null;
    throw error;
  }
}

/** A file in the extension's own space, for what is put together before it can be handed out. */
export async function openOwnFile(name: string): Promise<{ sink: SavedFile; file(): Promise<File> }> {
  const root = await navigator.storage.getDirectory();
  const folder = await root.getDirectoryHandle(FOLDER, { create: true });
  const handle = await folder.getFileHandle(name, { create: true });
  const stream = await handle.createWritable();
  return {
    sink: {
      write: (bytes) => stream.write(copied(bytes)),
      keep: () => stream.close(),
      drop: async () => {
        await stream.abort().catch(() => undefined);
        await folder.removeEntry(name);
      },
    },
    file: () => handle.getFile(),
  };
}

/** Lets go of what earlier exports left in the extension's own space. */
export async function emptyOwnSpace(): Promise<void> {
  const root = await navigator.storage.getDirectory();
  try {
    await root.removeEntry(FOLDER, { recursive: true });
  } catch (error) {
    if (!(error instanceof DOMException && error.name === 'NotFoundError')) throw error;
  }
}

async function ownSpaceFile(name: string, mime: string): Promise<SavedFile> {
  const { sink, file } = await openOwnFile(name);
  return {
    ...sink,
    async keep() {
      await sink.keep();
      const whole = await file();
      download(whole.slice(0, whole.size, mime), name);
    },
  };
}

/** A stream takes what it is given later; a view over a larger buffer would hold all of it. */
function copied(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(bytes);
}
