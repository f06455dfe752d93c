/** Bytes that are too many to hold at once: read by place, or written one after the other. */

export interface ByteSource {
  readonly size: number;
  /** Exactly these bytes. Rejects when they are not there (any longer). */
  read(at: number, length: number): Promise<Uint8Array>;
}

export interface ByteSink {
  /** Takes the bytes over before it resolves; the caller may write over them afterwards. */
  write(bytes: Uint8Array): Promise<void>;
}

/** A chosen file, of which only the parts that are asked for come into memory. */
export function blobSource(blob: Blob): ByteSource {
  return {
    size: blob.size,
    async read(at, length) {
      const bytes = new Uint8Array(await blob.slice(at, at + length).arrayBuffer());
      if (bytes.length !== length) throw new RangeError('the file ends before what was asked for');
      return bytes;
    },
  };
}

/** Bytes that are in memory already. */
export function bytesSource(bytes: Uint8Array): ByteSource {
  return {
    size: bytes.length,
    read(at, length) {
      if (at + length > bytes.length)
        return Promise.reject(new RangeError('the bytes end before what was asked for'));
      return Promise.resolve(bytes.subarray(at, at + length));
    },
  };
}
