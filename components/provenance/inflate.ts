/** Bounded decompression (RFC 1950, RFC 1951) over fflate: fed in small pieces, so that a bomb is seen early. */
import { Gunzip, Inflate, Unzlib } from 'fflate';

/** Deflate expands at most about 1030 times, so one piece holds no more than about 4 MB. */
const PIECE = 4096;

export interface Inflated {
  bytes: Uint8Array;
  /** `limit`: stopped at the bound; `malformed`: the data broke off or made no sense; null: whole. */
  stopped: 'limit' | 'malformed' | null;
}

/** Inflates up to `limit` bytes. What was read before a fault is kept. Never throws. */
export function inflate(data: Uint8Array, form: 'zlib' | 'raw' | 'gzip', limit: number): Inflated {
  const parts: Uint8Array[] = [];
  let total = 0;
  let isWhole = false;
  const onData = (part: Uint8Array, isFinal: boolean): void => {
    parts.push(part);
    total += part.length;
    isWhole ||= isFinal;
  };
  const stream =
    form === 'zlib' ? new Unzlib(onData) : form === 'gzip' ? new Gunzip(onData) : new Inflate(onData);
  let stopped: Inflated['stopped'] = null;
  try {
    for (let at = 0; at < data.length && total <= limit && !isWhole; at += PIECE) {
      const isLast = at + PIECE >= data.length;
      stream.push(data.subarray(at, at + PIECE), isLast);
    }
  } catch {
    // fflate reports bad data by throwing; that is a fact about the file, told by `stopped`.
    stopped = 'malformed';
  }
  if (total > limit) stopped = 'limit';
  return { bytes: join(parts, Math.min(total, limit)), stopped };
}

function join(parts: readonly Uint8Array[], size: number): Uint8Array {
  const first = parts[0];
  if (first && parts.length === 1 && first.length === size) return first;
  const whole = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    if (at >= size) break;
    const piece = part.subarray(0, size - at);
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
