/** A byte source over a file on disk, read by seeking. */
import type { FileHandle } from 'node:fs/promises';
import { open } from 'node:fs/promises';
import { RangeCount, type ByteSource } from '../../components/provenance/source';

export interface FileSource extends ByteSource {
  close(): Promise<void>;
}

/** Opens a regular file. Rejects with the system's error (ENOENT, EACCES …) or `not-a-file`. */
export async function openFile(path: string): Promise<FileSource> {
  const handle: FileHandle = await open(path, 'r');
  const facts = await handle.stat();
  if (!facts.isFile()) {
    await handle.close();
    throw Object.assign(new Error('not a regular file'), { code: 'not-a-file' });
  }
  const seen = new RangeCount();
  return {
    size: facts.size,
    seekable: true,
    get bytesRead() {
      return seen.total;
    },
    async read(offset, length) {
      const wanted = Math.max(0, Math.min(length, facts.size - offset));
      if (wanted === 0) return new Uint8Array(0);
      const buffer = new Uint8Array(wanted);
      const { bytesRead } = await handle.read(buffer, 0, wanted, offset);
      seen.add(offset, offset + bytesRead);
      return buffer.subarray(0, bytesRead);
    },
    close: () => handle.close(),
  };
}
