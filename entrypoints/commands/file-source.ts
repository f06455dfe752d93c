/** A byte source over a file on disk, read by seeking. */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { RangeCount, type ByteSource } from '../../components/provenance/source';

export interface FileSource extends ByteSource {
  close(): void;
}

/**
 * Opens a regular file. Throws the system's error (ENOENT, EACCES …) or `not-a-file`. Reads at once: a command has
 * nothing else to do meanwhile, and a wait for each piece costs several times the piece.
 */
export function openFile(path: string): FileSource {
  const file = openSync(path, 'r');
  const facts = fstatSync(file);
  if (!facts.isFile()) {
    closeSync(file);
    throw Object.assign(new Error('not a regular file'), { code: 'not-a-file' });
  }
  const seen = new RangeCount();
  function readNow(offset: number, length: number): Uint8Array {
    const wanted = Math.max(0, Math.min(length, facts.size - offset));
    if (wanted === 0) return new Uint8Array(0);
    const buffer = new Uint8Array(wanted);
    const bytesRead = readSync(file, buffer, 0, wanted, offset);
    seen.add(offset, offset + bytesRead);
    return bytesRead === wanted ? buffer : buffer.subarray(0, bytesRead);
  }
  return {
    size: facts.size,
    seekable: true,
    get bytesRead() {
      return seen.total;
    },
    // A failing disk rejects, as a source that must be waited for would.
    read: (offset, length) => new Promise((resolve) => resolve(readNow(offset, length))),
    readNow,
    close: () => closeSync(file),
  };
}
