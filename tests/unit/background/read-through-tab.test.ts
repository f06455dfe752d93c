import { afterEach, describe, expect, it, vi } from 'vitest';
import { ask } from '../../../components/channel/ask';
import { toBase64 } from '../../../components/model/base64';
import { LIMITS } from '../../../components/model/limits';
import type { Sent } from '../../../components/model/message';
import { PlainError } from '../../../components/model/plain-error';
import { readThroughTab } from '../../../entrypoints/background/read-through-tab';

vi.mock('../../../components/channel/ask', () => ({ ask: vi.fn() }));
const asked = vi.mocked(ask);

type Reads = Sent<'page/read-media'>['reads'];
const readsOf = (call: number): Reads => (asked.mock.calls[call]?.[1] as { reads: Reads }).reads;
/** A page whose every picture holds the number in its name, but for those it may not read or has not got yet. */
function answering(late: ReadonlySet<string> = new Set()): void {
  asked.mockImplementation((_name, sent) => {
    const { reads } = sent as { reads: Reads };
    const read = reads.map(({ url }) => {
      if (url.includes('refused')) return null;
      if (reads.length > 1 && late.has(url)) return 'later' as const;
      return { base64: toBase64(Uint8Array.of(Number(/\d+/.exec(url)?.[0]))), size: 1 };
    });
    return Promise.resolve({ read }) as never;
  });
}
const url = (n: number): string => `https://img.shop.test/${String(n)}.jpg`;

describe('reading through the page', () => {
  afterEach(() => {
    asked.mockReset();
  });

  it('asks for first parts of the same time in one message, and gives each asker its own', async () => {
    answering();
    const read = readThroughTab(1, 0);
    const parts = await Promise.all([1, 2, 3].map((n) => read(url(n), 0, 16_384)));
    expect(parts.map((part) => part?.bytes[0])).toEqual([1, 2, 3]);
    expect(asked).toHaveBeenCalledTimes(1);
    expect(asked.mock.calls[0]?.[2]).toMatchObject({ tabId: 1, frameId: 0 });
  });

  it('puts no more into one message than its bound, and nothing of another frame', async () => {
    answering();
    const all = Array.from({ length: LIMITS.readsPerMessage + 3 }, (_, n) => n);
    const parts = await Promise.all([
      ...all.map((n) => readThroughTab(1, 0)(url(n), 0, 1_000)),
      readThroughTab(1, 7)(url(99), 0, 1_000),
      readThroughTab(2, 0)(url(98), 0, 1_000),
    ]);
    expect(parts.map((part) => part?.bytes[0])).toEqual([...all, 99, 98]);
    expect(asked.mock.calls.map((_, call) => readsOf(call).length).sort()).toEqual([
      1,
      1,
      3,
      LIMITS.readsPerMessage,
    ]);
  });

  it('asks again, alone, for what would have held up the others', async () => {
    answering(new Set([url(2)]));
    const read = readThroughTab(1, 0);
    const parts = await Promise.all([1, 2].map((n) => read(url(n), 0, 1_000)));
    expect(parts.map((part) => part?.bytes[0])).toEqual([1, 2]);
    expect(readsOf(1)).toEqual([{ url: url(2), offset: 0, length: 1_000 }]);
  });

  it('sends long parts and long addresses alone', async () => {
    answering();
    const read = readThroughTab(1, 0);
    const long = `data:image/png;base64,${'A'.repeat(10_000)}1`;
    await Promise.all([read(url(1), 0, 16_384), read(url(2), 16_384, 1 << 20), read(long, 0, 16_384)]);
    expect(asked.mock.calls.map((_, call) => readsOf(call).length)).toEqual([1, 1, 1]);
  });

  it('has nothing for what the page may not read, and for a page that has gone', async () => {
    answering();
    const read = readThroughTab(1, 0);
    expect(await Promise.all([read('https://img.shop.test/refused', 0, 9), read(url(4), 0, 9)])).toEqual([
      null,
      { bytes: Uint8Array.of(4), size: 1, link: null },
    ]);
    asked.mockRejectedValue(new PlainError('no-answer', { zh: '没有应答', en: 'no answer' }));
    expect(await Promise.all([read(url(1), 0, 9), read(url(2), 0, 9)])).toEqual([null, null]);
  });
});
