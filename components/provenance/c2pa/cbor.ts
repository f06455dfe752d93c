/**
 * A small bounded reader for CBOR (RFC 8949), enough for C2PA claims and COSE: all major types, indefinite
 * lengths, floats. It holds no more than `LIMITS.containerParts` values, looks no deeper than
 * `LIMITS.containerDepth`, and answers with a code where it cannot go on.
 */
import { LIMITS } from '../../model/limits';

export type Cbor =
  string | number | bigint | boolean | null | undefined | Uint8Array | Cbor[] | CborMap | CborTag;

/** Keys are text or numbers in everything we read; other keys are kept under their printed form. */
export type CborMap = Map<string | number, Cbor>;

export class CborTag {
  constructor(
    readonly tag: number,
    readonly value: Cbor,
  ) {}
}

export type CborCode = 'cbor-truncated' | 'cbor-malformed' | 'cbor-too-deep' | 'cbor-too-many';
export type CborResult = { ok: true; value: Cbor; end: number } | { ok: false; code: CborCode; at: number };

/** Values in one CBOR item. A C2PA claim has hundreds; thousands are an attack on memory. */
const MAX_VALUES = LIMITS.containerParts * 4;
const BREAK = Symbol('break');

class Stop extends Error {
  constructor(
    readonly code: CborCode,
    readonly at: number,
  ) {
    super(code);
  }
}

/**
 * Reads the first CBOR item in `bytes`. `end` is the offset behind it; bytes after it are left alone.
 * Byte strings are views into `bytes`, not copies. RFC 8949 §3.
 */
export function decodeCbor(bytes: Uint8Array): CborResult {
  const reader = new Reader(bytes);
  try {
    const value = reader.item(0);
    if (value === BREAK) return { ok: false, code: 'cbor-malformed', at: 0 };
    return { ok: true, value, end: reader.at };
  } catch (error) {
    // Only our own bounds end here; anything else is a defect of ours and must be seen.
    if (error instanceof Stop) return { ok: false, code: error.code, at: error.at };
    throw error;
  }
}

class Reader {
  at = 0;
  #values = 0;
  readonly #view: DataView;
  readonly #bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  item(depth: number): Cbor | typeof BREAK {
    const start = this.at;
    if (depth > LIMITS.containerDepth) throw new Stop('cbor-too-deep', start);
    if (++this.#values > MAX_VALUES) throw new Stop('cbor-too-many', start);
    const head = this.#byte();
    const major = head >> 5;
    const info = head & 31;
    if (major === 7) return this.#simple(info, start);
    const length = this.#argument(info, start);
    switch (major) {
      case 0:
        return this.#known(length, start);
      case 1: {
        const size = this.#known(length, start);
        return typeof size === 'bigint' ? -1n - size : -1 - size;
      }
      case 2:
        return length === null ? this.#chunks(2, depth) : this.#take(this.#size(length, start));
      case 3:
        return text(length === null ? this.#chunks(3, depth) : this.#take(this.#size(length, start)));
      case 4:
        return this.#list(length === null ? null : this.#size(length, start), depth);
      case 5:
        return this.#map(length === null ? null : this.#size(length, start), depth);
      default: {
        const tag = Number(this.#known(length, start));
        return new CborTag(tag, this.#value(depth + 1));
      }
    }
  }

  #value(depth: number): Cbor {
    const start = this.at;
    const value = this.item(depth);
    if (value === BREAK) throw new Stop('cbor-malformed', start);
    return value;
  }

  #byte(): number {
    const value = this.#bytes[this.at];
    if (value === undefined) throw new Stop('cbor-truncated', this.at);
    this.at += 1;
    return value;
  }

  #need(count: number): number {
    const from = this.at;
    if (count > this.#bytes.length - from) throw new Stop('cbor-truncated', from);
    this.at = from + count;
    return from;
  }

  #take(count: number): Uint8Array {
    const from = this.#need(count);
    return this.#bytes.subarray(from, from + count);
  }

  /** The number that follows a head; null means "indefinite". */
  #argument(info: number, start: number): number | bigint | null {
    if (info < 24) return info;
    if (info === 24) return this.#byte();
    if (info === 25) return this.#view.getUint16(this.#need(2));
    if (info === 26) return this.#view.getUint32(this.#need(4));
    if (info === 27) {
      const wide = this.#view.getBigUint64(this.#need(8));
      return wide <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(wide) : wide;
    }
    if (info === 31) return null;
    throw new Stop('cbor-malformed', start);
  }

  #known(length: number | bigint | null, start: number): number | bigint {
    if (length === null) throw new Stop('cbor-malformed', start);
    return length;
  }

  /** A count of bytes or members. Larger than what is left is a lie about the file, not a reason to wait. */
  #size(length: number | bigint, start: number): number {
    if (typeof length === 'bigint' || length > this.#bytes.length - this.at) {
      throw new Stop('cbor-truncated', start);
    }
    return length;
  }

  #simple(info: number, start: number): Cbor | typeof BREAK {
    if (info === 20) return false;
    if (info === 21) return true;
    if (info === 22) return null;
    if (info === 23) return undefined;
    if (info === 24) {
      this.#byte();
      return undefined;
    }
    if (info === 25) return half(this.#view.getUint16(this.#need(2)));
    if (info === 26) return this.#view.getFloat32(this.#need(4));
    if (info === 27) return this.#view.getFloat64(this.#need(8));
    if (info === 31) return BREAK;
    if (info < 20) return undefined;
    throw new Stop('cbor-malformed', start);
  }

  /** Indefinite strings: definite chunks of the same type until the break. RFC 8949 §3.2.3. */
  #chunks(major: 2 | 3, depth: number): Uint8Array {
    if (depth + 1 > LIMITS.containerDepth) throw new Stop('cbor-too-deep', this.at);
    const parts: Uint8Array[] = [];
    let total = 0;
    for (;;) {
      const start = this.at;
      if (++this.#values > MAX_VALUES) throw new Stop('cbor-too-many', start);
      const head = this.#byte();
      if (head === 0xff) break;
      if (head >> 5 !== major) throw new Stop('cbor-malformed', start);
      const length = this.#argument(head & 31, start);
      if (length === null) throw new Stop('cbor-malformed', start);
      const part = this.#take(this.#size(length, start));
      parts.push(part);
      total += part.length;
    }
    const whole = new Uint8Array(total);
    let at = 0;
    for (const part of parts) {
      whole.set(part, at);
      at += part.length;
    }
    return whole;
  }

  #list(count: number | null, depth: number): Cbor[] {
    const values: Cbor[] = [];
    for (let i = 0; count === null || i < count; i++) {
      const start = this.at;
      const value = this.item(depth + 1);
      if (value === BREAK) {
        if (count === null) break;
        throw new Stop('cbor-malformed', start);
      }
      values.push(value);
    }
    return values;
  }

  #map(count: number | null, depth: number): CborMap {
    const map: CborMap = new Map();
    for (let i = 0; count === null || i < count; i++) {
      const start = this.at;
      const key = this.item(depth + 1);
      if (key === BREAK) {
        if (count === null) break;
        throw new Stop('cbor-malformed', start);
      }
      const name = typeof key === 'string' || typeof key === 'number' ? key : `other-key-${map.size}`;
      const value = this.#value(depth + 1);
      // RFC 8949 §5.6: a repeated key is invalid. The first stands, so nothing can be overwritten later.
      if (!map.has(name)) map.set(name, value);
    }
    return map;
  }
}

function text(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { fatal: false, ignoreBOM: true }).decode(bytes);
}

/** IEEE 754 half precision. RFC 8949 appendix D. */
function half(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction === 0 ? sign * Infinity : NaN;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}
