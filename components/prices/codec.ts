/**
 * A history as bytes. Version, the contexts that occur (each once), then the points in order of time: minutes
 * and amounts as differences in variable-length numbers. A few bytes a point, exact, and any bytes at all can
 * be given back to it: what is no history is refused with a code, never misread.
 */
import { fromUnits, toUnits } from './amount';
import { contextText, POINTS_PER_SERIES } from './history';
import type { PriceContext, PricePoint } from './point';
import { PRICE_KINDS } from '../model/words';

const VERSION = 1;
const SAME_PRICE = 1;
const HAS_LIST = 2;
const SAME_LIST = 4;

export type Decoded = { ok: true; points: PricePoint[] } | { ok: false; code: string; at: number };

/** The bytes of a canonical history (as `joined` gives it). */
export function encodeHistory(points: readonly PricePoint[]): Uint8Array {
  const contexts = new Map<string, number>();
  for (const { context } of points) {
    const text = contextText(context);
    if (!contexts.has(text)) contexts.set(text, contexts.size);
  }
  const out = new Writer();
  out.byte(VERSION);
  out.number(contexts.size);
  for (const text of contexts.keys()) out.text(text);
  const decimals = Math.max(0, ...points.map((point) => decimalsOf(point)));
  out.number(decimals);
  const scale = 10n ** BigInt(8 - decimals);
  out.number(points.length);
  let minute = 0;
  let price = 0n;
  let list: bigint | null = null;
  for (const point of points) {
    const nowPrice = (toUnits(point.price) ?? 0n) / scale;
    const nowList: bigint | null = point.list === null ? null : (toUnits(point.list) ?? 0n) / scale;
    let flags = 0;
    if (nowPrice === price) flags |= SAME_PRICE;
    if (nowList !== null) flags |= nowList === list ? HAS_LIST | SAME_LIST : HAS_LIST;
    out.number((contexts.get(contextText(point.context)) ?? 0) * 8 + flags);
    out.number(point.from - minute);
    out.number(point.until - point.from);
    if (nowPrice !== price) out.signed(nowPrice - price);
    if (nowList !== null && nowList !== list) out.signed(nowList - nowPrice);
    minute = point.from;
    price = nowPrice;
    list = nowList;
  }
  return out.bytes();
}

/** The history that these bytes hold, or a code and where: `version`, `truncated`, `malformed`, `limit-points`. */
export function decodeHistory(bytes: Uint8Array): Decoded {
  const input = new Reader(bytes);
  const points = read(input);
  if (typeof points === 'string') return { ok: false, code: points, at: input.at };
  if (input.isShort) return { ok: false, code: 'truncated', at: input.at };
  if (input.at !== bytes.length) return { ok: false, code: 'malformed', at: input.at };
  return { ok: true, points };
}

function read(input: Reader): PricePoint[] | string {
  if (input.byte() !== VERSION) return 'version';
  const contextCount = input.number();
  if (contextCount > POINTS_PER_SERIES) return 'limit-contexts';
  const contexts: PriceContext[] = [];
  for (let n = 0; n < contextCount && !input.isShort; n += 1) {
    const context = contextFrom(input.text());
    if (!context) return 'malformed';
    contexts.push(context);
  }
  const decimals = input.number();
  if (decimals > 8) return 'malformed';
  const scale = 10n ** BigInt(8 - decimals);
  const count = input.number();
  if (count > POINTS_PER_SERIES) return 'limit-points';
  const points: PricePoint[] = [];
  let minute = 0;
  let price = 0n;
  let list: bigint | null = null;
  for (let n = 0; n < count && !input.isShort; n += 1) {
    const head = input.number();
    const flags = head % 8;
    const context = contexts[Math.floor(head / 8)];
    if (!context) return 'malformed';
    const from = minute + input.number();
    const until = from + input.number();
    if (!Number.isSafeInteger(until)) return 'malformed';
    if (!(flags & SAME_PRICE)) price += input.signed();
    if (!(flags & HAS_LIST)) list = null;
    else if (!(flags & SAME_LIST)) list = price + input.signed();
    else if (list === null) return 'malformed';
    const text = fromUnits(price * scale);
    const listText = list === null ? null : fromUnits(list * scale);
    if (toUnits(text) === null || (listText !== null && toUnits(listText) === null)) return 'malformed';
    points.push({ from, until, price: text, list: listText, context });
    minute = from;
  }
  return points;
}

function decimalsOf({ price, list }: PricePoint): number {
  return Math.max(fractionLength(price), list === null ? 0 : fractionLength(list));
}

function fractionLength(amount: string): number {
  const point = amount.indexOf('.');
  return point < 0 ? 0 : amount.length - point - 1;
}

const ACCOUNTS: readonly unknown[] = ['signed-in', 'signed-out', 'unknown'];
const SHOPPERS: readonly unknown[] = ['new', 'returning', 'unknown'];
const DEVICES: readonly unknown[] = ['desktop', 'mobile', 'unknown'];

function contextFrom(text: string): PriceContext | null {
  const parts = parsed(text);
  if (!Array.isArray(parts) || parts.length !== 8) return null;
  const [kind, condition, words, account, shopper, device, region, utcOffsetMinutes] = parts as unknown[];
  const isKnown =
    (PRICE_KINDS as readonly unknown[]).includes(kind) &&
    typeof condition === 'string' &&
    typeof region === 'string' &&
    Array.isArray(words) &&
    words.every((word) => typeof word === 'string') &&
    ACCOUNTS.includes(account) &&
    SHOPPERS.includes(shopper) &&
    DEVICES.includes(device) &&
    typeof utcOffsetMinutes === 'number' &&
    Number.isInteger(utcOffsetMinutes) &&
    Math.abs(utcOffsetMinutes) <= 1440;
  if (!isKnown) return null;
  return { kind, condition, words, account, shopper, device, region, utcOffsetMinutes } as PriceContext;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

class Writer {
  readonly #out: number[] = [];

  byte(value: number): void {
    this.#out.push(value & 0xff);
  }

  /** Whole, from zero up; seven bits a byte, lowest first. */
  number(value: number): void {
    let rest = value;
    while (rest >= 0x80) {
      this.#out.push((rest % 0x80) | 0x80);
      rest = Math.floor(rest / 0x80);
    }
    this.#out.push(rest);
  }

  signed(value: bigint): void {
    let rest = value < 0n ? -value * 2n - 1n : value * 2n;
    while (rest >= 0x80n) {
      this.#out.push(Number(rest & 0x7fn) | 0x80);
      rest >>= 7n;
    }
    this.#out.push(Number(rest));
  }

  text(value: string): void {
    const bytes = new TextEncoder().encode(value);
    this.number(bytes.length);
    for (const byte of bytes) this.#out.push(byte);
  }

  bytes(): Uint8Array {
    return Uint8Array.from(this.#out);
  }
}

/** Reads what is there; past the end everything is zero and `isShort` says so. */
class Reader {
  readonly #bytes: Uint8Array;
  at = 0;
  isShort = false;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  byte(): number {
    const value = this.#bytes[this.at];
    if (value === undefined) {
      this.isShort = true;
      return 0;
    }
    this.at += 1;
    return value;
  }

  number(): number {
    let value = 0;
    let factor = 1;
    for (let n = 0; n < 8; n += 1) {
      const byte = this.byte();
      value += (byte & 0x7f) * factor;
      if (byte < 0x80) return value;
      factor *= 0x80;
    }
    this.isShort = true;
    return 0;
  }

  signed(): bigint {
    let value = 0n;
    for (let shift = 0n; shift < 100n; shift += 7n) {
      const byte = this.byte();
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return value & 1n ? -((value + 1n) / 2n) : value / 2n;
    }
    this.isShort = true;
    return 0n;
  }

  text(): string {
    const length = this.number();
    if (length > this.#bytes.length - this.at) {
      this.isShort = true;
      return '';
    }
    const part = this.#bytes.subarray(this.at, this.at + length);
    this.at += length;
    return new TextDecoder('utf-8', { ignoreBOM: true }).decode(part);
  }
}
