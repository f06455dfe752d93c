import { describe, expect, it } from 'vitest';
import { LIMITS } from '../../../components/model/limits';
import { createPixelReader, type PixelWorkerRead } from '../../../components/pixels/worker-host';
import type { SerialWorker } from '../../../components/workers/serial-worker';
import { lexicon } from '../observers/lexicons';

type Listener = (event: object) => void;
type Behaviour = 'answers' | 'hangs' | 'fails' | 'dies' | 'does-not-start';
const READING = { ok: true, width: 8, height: 8, labels: [], isComplete: true, regionsRead: 1, tookMs: 1 };

/** A worker that does as it is told for every picture, and notes what happened to it. */
class FakeWorker implements SerialWorker {
  isEnded = false;
  reads: PixelWorkerRead[] = [];
  readonly #listeners: Record<'message' | 'error', Listener[]> = { message: [], error: [] };

  constructor(readonly behaviour: Behaviour) {}

  addEventListener(type: 'message' | 'error', listener: Listener): void {
    this.#listeners[type].push(listener);
  }

  postMessage(message: unknown): void {
    const sent = message as { programUrl: string } | PixelWorkerRead;
    if ('programUrl' in sent)
      return this.#tell('message', { data: { ready: this.behaviour !== 'does-not-start' } });
    this.reads.push(sent);
    // An answer to another picture comes first: it must not be taken for this one's.
    this.#tell('message', { data: { id: sent.id + 1, answer: { ok: false, code: 'of-another' } } });
    if (this.behaviour === 'answers') this.#tell('message', { data: { id: sent.id, answer: READING } });
    if (this.behaviour === 'fails')
      this.#tell('message', { data: { id: sent.id, answer: { ok: false, code: 'reader-failed' } } });
    if (this.behaviour === 'dies') this.#tell('error', {});
  }

  terminate(): void {
    this.isEnded = true;
  }

  #tell(type: 'message' | 'error', event: object): void {
    queueMicrotask(() => this.#listeners[type].forEach((listener) => listener(event)));
  }
}

function setUp(...behaviours: Behaviour[]) {
  const workers: FakeWorker[] = [];
  const reader = createPixelReader({
    createWorker: () => {
      const worker = new FakeWorker(behaviours[workers.length] ?? 'answers');
      workers.push(worker);
      return worker;
    },
    programUrl: 'program.js',
    wasmUrl: 'program.wasm',
    dataUrl: 'data.gz',
    koreanUrl: 'korean.gz',
    lexicon,
    readMs: 30,
    idleMs: 40,
  });
  return { reader, workers };
}
const PICTURE = Uint8Array.of(0xff, 0xd8, 0xff, 0xe0);
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe('the host of the worker that reads inside pictures', () => {
  it('starts one worker for many pictures, with a copy of each and the time it may take', async () => {
    const { reader, workers } = setUp('answers');
    const answers = await Promise.all(
      [false, true, false].map((all) => reader.read(PICTURE, 'image/jpeg', { isThorough: all })),
    );
    expect(answers).toEqual([READING, READING, READING]);
    expect(workers).toHaveLength(1);
    expect(workers[0]?.reads.map((read) => read.isThorough)).toEqual([false, true, false]);
    for (const { bytes, softMs } of workers[0]?.reads ?? []) {
      expect(new Uint8Array(bytes)).toEqual(PICTURE);
      expect(softMs).toBeLessThan(30);
    }
    expect(PICTURE.byteLength, 'what was handed in is not taken away').toBe(4);
    reader.close();
  });

  it.each([
    ['hangs', 'timed-out'],
    ['fails', 'reader-failed'],
    ['dies', 'reader-failed'],
    ['does-not-start', 'reader-unavailable'],
  ] as const)(
    'one that %s is ended, answered by %s, and the next picture gets a new one',
    async (behaviour, code) => {
      const { reader, workers } = setUp(behaviour, 'answers');
      const [first, second] = await Promise.all([reader.read(PICTURE, ''), reader.read(PICTURE, '')]);
      expect(first).toEqual({ ok: false, code });
      expect(second).toEqual(READING);
      expect(workers.map((worker) => worker.isEnded)).toEqual([true, false]);
      reader.close();
    },
  );

  it('is ended when nothing was asked for a while, and started again when something is', async () => {
    const { reader, workers } = setUp();
    await reader.read(PICTURE, '');
    await wait(90);
    expect(workers[0]?.isEnded).toBe(true);
    expect(await reader.read(PICTURE, '')).toEqual(READING);
    expect(workers).toHaveLength(2);
    reader.close();
  });

  it('starts nothing for no bytes or too many', async () => {
    const { reader, workers } = setUp();
    expect(await reader.read(new Uint8Array(), '')).toEqual({ ok: false, code: 'no-bytes' });
    expect(await reader.read(new Uint8Array(LIMITS.mediaBytes + 1), '')).toEqual({
      ok: false,
      code: 'too-large',
    });
    expect(workers).toEqual([]);
    reader.close();
  });
});
