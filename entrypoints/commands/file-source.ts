/** A byte source over a file on disk, read by seeking. */
import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { RangeCount, type ByteSource } from '../../components/provenance/source';

export interface FileSource extends ByteSource {
  close(): void;
}

/**
 * Opens a regular file. Throws the system's error (ENOENT, EACCES …) or `not-a-file`. Reads at once: a command has
 * nothing else to do meanwhile, and a wait for each piece costs several times the piece.
 */
export function openFile(path: string): FileSource {
  // Opening a pipe would wait for whoever writes into it, for ever if nobody does.
  const file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  const facts = fstatSync(file);
  if (!facts.isFile()) {
    closeSync(file);
    throw Object.assign(new Error('not a regular file'), { code: 'not-a-file' });
  }
  return new OpenFile(file, facts.size);
}

class OpenFile implements FileSource {
  readonly seekable = true;
  readonly #seen = new RangeCount();

  constructor(
    readonly file: number,
    readonly size: number,
  ) {}

  get bytesRead(): number {
    return this.#seen.total;
  }

  readNow(offset: number, length: number): Uint8Array {
    const wanted = Math.max(0, Math.min(length, this.size - offset));
    if (wanted === 0) return new Uint8Array(0);
    const buffer = new Uint8Array(wanted);
    const bytesRead = readSync(this.file, buffer, 0, wanted, offset);
    this.#seen.add(offset, offset + bytesRead);
    return bytesRead === wanted ? buffer : buffer.subarray(0, bytesRead);
  }

  /** A failing disk rejects, as a source that must be waited for would. */
  read(offset: number, length: number): Promise<Uint8Array> {
    return new Promise((resolve) => resolve(this.readNow(offset, length)));
  }

  close(): void {
    closeSync(this.file);
  }
}
