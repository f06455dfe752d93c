/** A file on disk, read by place or written as a stream; the Node side of `components/evidence/byte-source`. */
import { open, rename, rm } from 'node:fs/promises';
import type { ByteSink, ByteSource } from '../../components/evidence/byte-source';

/** Rejects as Node does when there is no such file. Close it. */
export async function openFileSource(path: string): Promise<ByteSource & { close(): Promise<void> }> {
  const file = await open(path, 'r');
  const { size } = await file.stat();
  return {
    size,
    async read(at, length) {
      const bytes = new Uint8Array(length);
      let got = 0;
      while (got < length) {
        const { bytesRead } = await file.read(bytes, got, length - got, at + got);
        if (bytesRead === 0) throw new RangeError('the file ends before what was asked for');
        got += bytesRead;
      }
      return bytes;
    },
    close: () => file.close(),
  };
}

export interface FileSink extends ByteSink {
  /** Puts the finished file in its place; until then there is only a file beside it. */
  keep(): Promise<void>;
  /** Throws away what was written. */
  drop(): Promise<void>;
}

/** A file that appears under its name only when it is whole. */
export async function openFileSink(path: string): Promise<FileSink> {
  const unfinished = `${path}.unfinished`;
  const file = await open(unfinished, 'w');
  return {
    async write(bytes) {
      let put = 0;
      while (put < bytes.length) put += (await file.write(bytes, put, bytes.length - put)).bytesWritten;
    },
    async keep() {
      await file.sync();
      await file.close();
      await rename(unfinished, path);
    },
    async drop() {
      await file.close();
      await rm(unfinished, { force: true });
    },
  };
}
