/** A source over a web stream: forward only, pulled no further than a reader asks. */
import { LIMITS } from '../model/limits';
import type { ByteSource } from './source';

const FIRST = 16_384;

/**
 * Reads from a stream that has been opened. `size` is Content-Length where it counts these bytes, else null.
 * Keeps at most `LIMITS.mediaBytes`; behind that the file counts as ended. Cancelling the stream is left to
 * whoever opened it.
 */
export function streamSource(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  size: number | null,
): ByteSource {
  let held = new Uint8Array(FIRST);
  let length = 0;
  let hasEnded = false;

  async function pull(): Promise<void> {
    const part = await reader.read();
    if (part.done) {
      hasEnded = true;
      return;
    }
    const piece = part.value.subarray(0, LIMITS.mediaBytes - length);
    if (length + piece.length > held.length) {
      // Doubling keeps a long stream from being copied once per chunk.
      const grown = new Uint8Array(Math.max(held.length * 2, length + piece.length));
      grown.set(held.subarray(0, length));
      held = grown;
    }
    held.set(piece, length);
    length += piece.length;
    if (length >= LIMITS.mediaBytes) hasEnded = true;
  }

  return {
    size,
    seekable: false,
    get bytesRead() {
      return length;
    },
    async read(offset, wanted) {
      const end = Math.min(offset + Math.max(0, wanted), LIMITS.mediaBytes);
      while (length < end && !hasEnded) await pull();
      // Views stay whole when the buffer grows: growing makes a new one.
      return held.subarray(Math.min(offset, length), Math.min(end, length));
    },
  };
}
