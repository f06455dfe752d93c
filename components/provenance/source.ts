/**
 * Where bytes come from. A reader asks for ranges; the source decides how to get them and counts what it
 * cost. A short answer means the file ended there, never an error: readers report `truncated` themselves.
 */
export interface ByteSource {
  /** Size in bytes, or null while it is not known (a stream without Content-Length). */
  readonly size: number | null;
  /** True when a far range costs no more than a near one (a file on disk, a blob). */
  readonly seekable: boolean;
  /** Bytes obtained so far, counting each byte once. */
  readonly bytesRead: number;
  /** Up to `length` bytes from `offset`; fewer when the source ends. Never more. */
  read(offset: number, length: number): Promise<Uint8Array>;
  /** The same answered at once; null where the bytes must be waited for. Absent where that is always so. */
  readNow?(offset: number, length: number): Uint8Array | null;
  /** All of the file, where it is in memory in one piece. Whoever looks into it counts what was looked at. */
  readonly whole?: Uint8Array;
}

/** A source over bytes already in memory. Counts the distinct bytes that were asked for, block by block. */
export function fromBytes(bytes: Uint8Array): ByteSource {
  return new MemorySource(bytes);
}

/** A class, because making an object with an accessor of its own costs more than reading an unmarked picture. */
class MemorySource implements ByteSource {
  readonly size: number;
  readonly seekable = true;
  readonly #seen = new RangeCount();

  constructor(readonly whole: Uint8Array) {
    this.size = whole.length;
  }

  get bytesRead(): number {
    return this.#seen.total;
  }

  readNow(offset: number, length: number): Uint8Array {
    const from = Math.max(0, Math.min(offset, this.size));
    const to = Math.max(from, Math.min(from + Math.max(0, length), this.size));
    this.#seen.add(from, to);
    return this.whole.subarray(from, to);
  }

  read(offset: number, length: number): Promise<Uint8Array> {
    return Promise.resolve(this.readNow(offset, length));
  }
}

/** Total length of a growing set of ranges, overlaps counted once. */
export class RangeCount {
  #ranges: [number, number][] = [];
  #furthest = 0;
  total = 0;

  add(from: number, to: number): void {
    if (to <= from) return;
    const last = this.#ranges.at(-1);
    // Reading forward is the usual case and must not cost more with every range before it.
    if (from > this.#furthest || !last) {
      this.#ranges.push([from, to]);
      this.#furthest = to;
      this.total += to - from;
      return;
    }
    if (last[1] === this.#furthest && from >= last[0]) {
      if (to <= last[1]) return;
      this.total += to - last[1];
      last[1] = this.#furthest = to;
      return;
    }
    let start = from;
    let end = to;
    const kept: [number, number][] = [];
    for (const [a, b] of this.#ranges) {
      if (b < start || a > end) kept.push([a, b]);
      else {
        start = Math.min(start, a);
        end = Math.max(end, b);
      }
    }
    kept.push([start, end]);
    this.#furthest = Math.max(this.#furthest, end);
    // The range that reaches furthest stays last, so that reading on from there is quick again.
    kept.sort((a, b) => a[1] - b[1]);
    this.#ranges = kept;
    this.total = kept.reduce((sum, [a, b]) => sum + (b - a), 0);
  }
}
