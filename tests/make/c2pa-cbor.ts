/** A small CBOR writer (RFC 8949, shortest heads) for fixtures and round-trip tests. */

/** A value under a CBOR tag. */
export class Tagged {
  constructor(
    readonly tag: number,
    readonly value: unknown,
  ) {}
}

/** Bytes of one value: text, numbers, booleans, null, bytes, lists, maps and plain records, tags. */
export function encodeCbor(value: unknown): Uint8Array {
  const parts: Uint8Array[] = [];
  write(value, parts);
  return new Uint8Array(Buffer.concat(parts));
}

function write(value: unknown, parts: Uint8Array[]): void {
  if (value === null) return void parts.push(Uint8Array.of(0xf6));
  if (value === undefined) return void parts.push(Uint8Array.of(0xf7));
  if (typeof value === 'boolean') return void parts.push(Uint8Array.of(value ? 0xf5 : 0xf4));
  if (typeof value === 'bigint') return void parts.push(value < 0n ? head(1, -1n - value) : head(0, value));
  if (typeof value === 'number') return void parts.push(number(value));
  if (typeof value === 'string') {
    const bytes = new TextEncoder().encode(value);
    return void parts.push(head(3, BigInt(bytes.length)), bytes);
  }
  if (value instanceof Uint8Array) return void parts.push(head(2, BigInt(value.length)), value);
  if (value instanceof Tagged) {
    parts.push(head(6, BigInt(value.tag)));
    return write(value.value, parts);
  }
  if (Array.isArray(value)) {
    parts.push(head(4, BigInt(value.length)));
    for (const item of value) write(item, parts);
    return;
  }
  const entries = value instanceof Map ? [...value] : Object.entries(value as object);
  parts.push(head(5, BigInt(entries.length)));
  for (const [key, item] of entries) {
    write(key, parts);
    write(item, parts);
  }
}

function number(value: number): Uint8Array {
  if (Number.isSafeInteger(value) && !Object.is(value, -0)) {
    return value < 0 ? head(1, BigInt(-1 - value)) : head(0, BigInt(value));
  }
  const bytes = new Uint8Array(9);
  bytes[0] = 0xfb;
  new DataView(bytes.buffer).setFloat64(1, value);
  return bytes;
}

function head(major: number, argument: bigint): Uint8Array {
  const type = major << 5;
  if (argument < 24n) return Uint8Array.of(type | Number(argument));
  const width = argument < 0x100n ? 1 : argument < 0x10000n ? 2 : argument < 0x100000000n ? 4 : 8;
  const bytes = new Uint8Array(1 + width);
  bytes[0] = type | (24 + Math.log2(width));
  for (let i = 0; i < width; i++) bytes[width - i] = Number((argument >> BigInt(8 * i)) & 0xffn);
  return bytes;
}
