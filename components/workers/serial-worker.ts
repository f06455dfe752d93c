/**
 * Owns one worker that reads hostile bytes: one request at a time, a hard limit on time, a new worker whenever the
 * old one hung or failed, and none at all after a while without work, because its program and data hold memory.
 * Knows no browser: who calls it says how a worker is made.
 */

/** What is needed of a worker; a browser's `Worker` has it, and a thread of Node can be made to. */
export interface SerialWorker {
  postMessage(message: unknown, transfer: ArrayBuffer[]): void;
  addEventListener(type: 'message' | 'error', listener: (event: object) => void): void;
  terminate(): void;
}

/** What the worker is told first; it answers `{ready: true}` once, or `{ready: false}`. */
export interface SerialWorkerOptions {
  createWorker: () => SerialWorker;
  start: object;
  /** Milliseconds for one request. */
  readMs: number;
  /** Milliseconds without work after which the worker is ended and its memory given back. */
  idleMs: number;
}

/**
 * The worker's own answer, or why there is none. `not-started`: the program did not start, which says nothing of the
 * request. `ended`: closed meanwhile. `late`: over its time. `failed`: the worker itself broke.
 */
export type Worked<Answer> =
  { ok: true; answer: Answer } | { ok: false; why: 'not-started' | 'ended' | 'late' | 'failed' };

export interface SerialQueue<Answer> {
  /**
   * Does `work` when all before it are done. Never starts a worker by itself: `ask` does.
   */
  inTurn<T>(work: (ask: Ask<Answer>) => Promise<T>): Promise<T>;
  /** Ends the worker. Whatever asks later starts a new one. */
  close(): void;
}
/**
 * Hands a request to the worker, which answers `{id, answer}` under the same id. `isBroken` says of which answers the
 * worker's memory is in an unknown state; the next request gets a new one then, as after a hang or a failure.
 */
export type Ask<Answer> = (
  request: object,
  transfer: ArrayBuffer[],
  isBroken: (answer: Answer) => boolean,
) => Promise<Worked<Answer>>;

/** Compiling megabytes of WebAssembly: seconds on a slow machine, once. */
const START_MS = 20_000;

interface Running<Answer> {
  worker: SerialWorker;
  ready: Promise<boolean>;
  /** Resolves the request under way, if any. */
  settle: ((worked: Worked<Answer>) => void) | null;
  expected: number;
}

/** A queue before workers made by `createWorker`; the first starts with the first request. */
export function createSerialQueue<Answer>(options: SerialWorkerOptions): SerialQueue<Answer> {
  let running: Running<Answer> | null = null;
  let queue: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  let count = 0;
  let idle: ReturnType<typeof setTimeout> | undefined;

  function end(): void {
    clearTimeout(idle);
    running?.worker.terminate();
    running?.settle?.({ ok: false, why: 'ended' });
    running = null;
  }

  const ask: Ask<Answer> = async (request, transfer, isBroken) => {
    const current = (running ??= start<Answer>(options));
    if (!(await within(current.ready, START_MS, false))) {
      end();
      return { ok: false, why: 'not-started' };
    }
    const id = ++count;
    const answered = new Promise<Worked<Answer>>((resolve) => {
      current.settle = resolve;
      current.expected = id;
    });
    current.worker.postMessage({ ...request, id }, transfer);
    const worked = await within(answered, options.readMs, { ok: false, why: 'late' } as const);
    current.settle = null;
    if (worked.ok ? isBroken(worked.answer) : worked.why !== 'ended') end();
    return worked;
  };

  return {
    inTurn(work) {
      clearTimeout(idle);
      waiting += 1;
      const result = queue.then(() => work(ask));
      const done = (): void => {
        waiting -= 1;
        if (waiting === 0) idle = setTimeout(end, options.idleMs);
      };
      queue = result.then(done, done);
      return result;
    },
    close: end,
  };
}

function start<Answer>({ createWorker, start: begin }: SerialWorkerOptions): Running<Answer> {
  const worker = createWorker();
  let isReady: (ready: boolean) => void = () => undefined;
  const ready = new Promise<boolean>((resolve) => {
    isReady = resolve;
  });
  const running: Running<Answer> = { worker, ready, settle: null, expected: 0 };
  worker.addEventListener('message', (event) => {
    const data = 'data' in event ? event.data : null;
    if (typeof data !== 'object' || data === null) return;
    if ('ready' in data) isReady(data.ready === true);
    else if ('id' in data && data.id === running.expected && 'answer' in data)
      running.settle?.({ ok: true, answer: data.answer as Answer });
  });
  worker.addEventListener('error', () => {
    isReady(false);
    running.settle?.({ ok: false, why: 'failed' });
  });
  worker.postMessage(begin, []);
  return running;
}

async function within<T, L>(promise: Promise<T>, waitMs: number, late: L): Promise<T | L> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const limit = new Promise<L>((resolve) => {
    timer = setTimeout(() => {
      resolve(late);
    }, waitMs);
  });
  try {
    return await Promise.race([promise, limit]);
  } finally {
    clearTimeout(timer);
  }
}
