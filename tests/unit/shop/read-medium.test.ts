import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fromBase64 } from '../../../components/model/base64';
import { readForBackground } from '../../../entrypoints/shop/read-medium';

const PIECE = 64 << 10;
/** Byte at any place of any file of these tests. */
const byteAt = (at: number): number => (at * 7 + (at >> 11)) & 0xff;
/** Bytes that left the server. */
let sent = 0;
let asked: (string | null)[] = [];
let known: 'parts' | 'no-parts' | 'other-parts' = 'parts';
let number = 0;

/** A server with files of any size, which answers piece by piece. */
function served(size: number) {
  return (_url: string, { headers }: RequestInit = {}): Promise<Response> => {
    const range = new Headers(headers).get('range');
    asked.push(range);
    const [, first, last] = /^bytes=(\d+)-(\d+)$/.exec(range ?? '') ?? [];
    const isPart = first !== undefined && known !== 'no-parts';
    const from = isPart ? Number(first) + (known === 'other-parts' ? 1 : 0) : 0;
    const to = isPart ? Math.min(size, Number(last) + 1) : size;
    let at = from;
    const body = new ReadableStream<Uint8Array>(
      {
        pull(controller) {
          const end = Math.min(to, at + PIECE);
          controller.enqueue(Uint8Array.from({ length: end - at }, (_, n) => byteAt(at + n)));
          sent += end - at;
          at = end;
          if (at >= to) controller.close();
        },
      },
      { highWaterMark: 0 },
    );
    return Promise.resolve(
      new Response(body, {
        status: isPart ? 206 : 200,
        headers: {
          'content-length': String(to - from),
          ...(isPart ? { 'content-range': `bytes ${String(from)}-${String(to - 1)}/${String(size)}` } : {}),
        },
      }),
    );
  };
}
const read = (url: string, offset: number, length: number) =>
  readForBackground({ url, offset, length } as Parameters<typeof readForBackground>[0]);
function film(sizeBytes: number): string {
  vi.stubGlobal('fetch', served(sizeBytes));
  number += 1;
  return `https://shop.test/${String(number)}.mp4`;
}
const expected = (offset: number, length: number): Uint8Array =>
  Uint8Array.from({ length }, (_, n) => byteAt(offset + n));

beforeEach(() => {
  sent = 0;
  asked = [];
  known = 'parts';
});
afterEach(() => {
  vi.unstubAllGlobals();
});

describe('bytes of a medium, read in the page', () => {
  it('of a large film are asked for in parts, so that its end costs no more than itself', async () => {
    const size = 900 << 20;
    const url = film(size);
    const first = await read(url, 0, 16_384);
    expect(first?.size).toBe(size);
    const end = await read(url, size - 512, 512);
    expect(fromBase64(end?.base64 ?? '')).toEqual(expected(size - 512, 512));
    expect(end?.size).toBe(size);
    expect(asked).toEqual([null, `bytes=${String(size - 512)}-${String(size - 1)}`]);
    expect(sent).toBeLessThanOrEqual(2 * PIECE);
  });

  it('of a large film whose beginning was never asked for are not taken whole either', async () => {
    const size = 900 << 20;
    const url = film(size);
    const end = await read(url, size - 512, 512);
    expect(fromBase64(end?.base64 ?? '')).toEqual(expected(size - 512, 512));
    expect(sent).toBeLessThanOrEqual(2 * PIECE);
  });

  it('of a picture are taken whole once, and then answered from it', async () => {
    const url = film(300_000);
    await read(url, 0, 16_384);
    for (const offset of [20_000, 290_000]) {
      const part = await read(url, offset, 4_000);
      expect(fromBase64(part?.base64 ?? '')).toEqual(expected(offset, 4_000));
      expect(part?.size).toBe(300_000);
    }
    expect(asked).toEqual([null, null]);
  });

  it('are read on from the beginning where a server knows no parts, up to a bound', async () => {
    known = 'no-parts';
    const size = 900 << 20;
    const url = film(size);
    await read(url, 0, 16_384);
    const part = await read(url, 200_000, 4_000);
    expect(fromBase64(part?.base64 ?? '')).toEqual(expected(200_000, 4_000));
    expect(sent).toBeLessThan(1 << 20);
    expect(await read(url, size - 512, 512)).toBeNull();
    expect(sent).toBeLessThan(1 << 20);
  });

  it('are none where the server answers another part than was asked for', async () => {
    known = 'other-parts';
    const url = film(900 << 20);
    await read(url, 0, 16_384);
    expect(await read(url, 500_000, 512)).toBeNull();
  });
});
