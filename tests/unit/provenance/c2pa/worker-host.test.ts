import { describe, expect, it } from 'vitest';
import { LIMITS } from '../../../../components/model/limits';
import { createC2paVerifier, type WorkerRead } from '../../../../components/provenance/c2pa/worker-host';
import type { SerialWorker } from '../../../../components/workers/serial-worker';

type Listener = (event: object) => void;
type Behaviour = 'answers' | 'hangs' | 'traps' | 'dies' | 'does-not-start';

/** A worker that does as it is told for each file in turn, and notes what happened to it. */
class FakeWorker implements SerialWorker {
  isEnded = false;
  reads: WorkerRead[] = [];
  readonly #listeners: Record<'message' | 'error', Listener[]> = { message: [], error: [] };

  constructor(readonly behaviour: Behaviour) {}

  addEventListener(type: 'message' | 'error', listener: Listener): void {
    this.#listeners[type].push(listener);
  }

  postMessage(message: unknown): void {
    const sent = message as { wasmUrl: string } | WorkerRead;
    if ('wasmUrl' in sent)
      return this.#tell('message', { data: { ready: this.behaviour !== 'does-not-start' } });
    this.reads.push(sent);
    if (this.behaviour === 'answers') this.#answer(sent.id, { error: 'C2pa(JumbfNotFound)' });
    if (this.behaviour === 'traps') this.#answer(sent.id, { trap: 'RuntimeError' });
    if (this.behaviour === 'dies') this.#tell('error', {});
  }

  terminate(): void {
    this.isEnded = true;
  }

  #answer(id: number, answer: unknown): void {
    this.#tell('message', { data: { id: id + 1, answer: { error: 'an answer to another file' } } });
    this.#tell('message', { data: { id, answer } });
  }

  #tell(type: 'message' | 'error', event: object): void {
    queueMicrotask(() => this.#listeners[type].forEach((listener) => listener(event)));
  }
}

function setUp(...behaviours: Behaviour[]) {
  const workers: FakeWorker[] = [];
  const verifier = createC2paVerifier({
    createWorker: () => {
      const worker = new FakeWorker(behaviours[workers.length] ?? 'answers');
      workers.push(worker);
      return worker;
    },
    wasmUrl: 'c2pa.wasm',
    trustLists: [],
    readMs: 30,
    idleMs: 40,
  });
  return { verifier, workers };
}
const FILE = Uint8Array.of(0xff, 0xd8, 0xff, 0xe0);

describe('the host of the reading worker', () => {
  it('starts one worker for many files and reads them one at a time', async () => {
    const { verifier, workers } = setUp('answers');
    const answers = await Promise.all([1, 2, 3].map(() => verifier.verify(FILE, 'image/png')));
    expect(answers.map(({ state }) => state)).toEqual(['absent', 'absent', 'absent']);
    expect(workers).toHaveLength(1);
    expect(workers[0]?.reads.map(({ id, format }) => [id, format])).toEqual([
      [1, 'image/jpeg'],
      [2, 'image/jpeg'],
      [3, 'image/jpeg'],
    ]);
  });

  it.each<[Behaviour, string]>([
    ['hangs', 'reader.timed-out'],
    ['traps', 'reader.trapped'],
    ['dies', 'reader.trapped'],
  ])('ends a worker that %s and reads the next file with a new one', async (behaviour, code) => {
    const { verifier, workers } = setUp(behaviour);
    const [first, second] = await Promise.all([
      verifier.verify(FILE, 'image/jpeg'),
      verifier.verify(FILE, 'image/jpeg'),
    ]);
    expect(first).toMatchObject({ state: 'reader-hazard', statusCodes: [code] });
    expect(second.state).toBe('absent');
    expect(workers.map(({ isEnded }) => isEnded)).toEqual([true, false]);
  });

  it('does not blame the file when the reader cannot start', async () => {
    const { verifier } = setUp('does-not-start');
    expect(await verifier.verify(FILE, 'image/jpeg')).toMatchObject({
      state: 'present-not-checked',
      statusCodes: ['reader.unavailable'],
    });
  });

  it('gives memory back when there is nothing to do, and starts again', async () => {
    const { verifier, workers } = setUp('answers', 'answers');
    await verifier.verify(FILE, 'image/jpeg');
    await new Promise((resolve) => setTimeout(resolve, 90));
    expect(workers[0]?.isEnded).toBe(true);
    expect((await verifier.verify(FILE, 'image/jpeg')).state).toBe('absent');
    expect(workers).toHaveLength(2);
  });

  it('answers the file under way when it is closed', async () => {
    const { verifier, workers } = setUp('hangs');
    const answer = verifier.verify(FILE, 'image/jpeg');
    await new Promise((resolve) => setTimeout(resolve, 5));
    verifier.close();
    expect((await answer).state).toBe('present-not-checked');
    expect(workers[0]?.isEnded).toBe(true);
  });

  it('does not start a worker for nothing, or for more than it may hold', async () => {
    const { verifier, workers } = setUp();
    expect((await verifier.verify(new Uint8Array(0), 'image/png')).state).toBe('unreadable-container');
    const large = await verifier.verify(new Uint8Array(LIMITS.mediaBytes + 1), 'image/png');
    expect(large).toMatchObject({ state: 'present-not-checked', statusCodes: ['limit-media-bytes'] });
    expect(workers).toHaveLength(0);
  });

  it('leaves the caller’s bytes where they are, and never lets the reader use the network', async () => {
    const { verifier, workers } = setUp('answers');
    const bytes = new Uint8Array(FILE);
    await verifier.verify(bytes, 'image/jpeg');
    expect(bytes).toHaveLength(4);
    const settings: unknown = JSON.parse(workers[0]?.reads[0]?.settings ?? '{}');
    expect(settings).toMatchObject({ verify: { remote_manifest_fetch: false, ocsp_fetch: false } });
  });
});
