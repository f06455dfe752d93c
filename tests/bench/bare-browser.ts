/**
 * Chromium with nobody watching it but the bench: started by hand and spoken to over the debugging pipe. The test
 * driver that everything else uses follows every request of every page, which costs the page's main thread about as
 * much for a fetch as the fetch itself; in a bench of that thread it would be measured too.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';

export interface BareOptions {
  /** Folder of the built extension; null for a browser without one. */
  extension: string | null;
  /** Match patterns given as granted hosts. */
  grants: readonly string[];
}

/** What the debugging protocol answers; the benches know which fields they asked for. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Answer = any;
type Heard = (params: Answer, sessionId: string | undefined) => void;

export interface BareSession {
  send(method: string, params?: object): Promise<Answer>;
  /** The value of an expression in the page's own world; promises are waited for. */
  evaluate<T>(expression: string): Promise<T>;
}
export interface BarePage extends BareSession {
  targetId: string;
  goto(url: string): Promise<void>;
  close(): Promise<void>;
}
export interface BareBrowser extends BareSession {
  /** Address of one of the extension's own pages. */
  pageUrl(path: string): string;
  on(method: string, heard: Heard): () => void;
  /** A new tab in front. Nothing is switched on in it. */
  newPage(): Promise<BarePage>;
  /** Speaks to a tab or worker that is there already. */
  attach(targetId: string): Promise<BareSession>;
  /** Trace events while `act` runs. */
  traced(categories: readonly string[], act: () => Promise<void>): Promise<TraceEvent[]>;
  /** CPU seconds of every process of the browser since its start, by the kernel's count. */
  processes(): Promise<{ type: string; id: number; cpuTime: number }[]>;
  close(): Promise<void>;
}
export interface TraceEvent {
  name: string;
  cat: string;
  ph: string;
  pid: number;
  tid: number;
  ts: number;
  dur?: number;
  /** CPU time of the thread, in microseconds. */
  tdur?: number;
  args: Record<string, Answer>;
}

const START_MS = 60_000;
const SETTLE_MS = 4_000;

/** Starts Chromium, with the extension where one is given. Takes about two seconds. */
export async function openBareBrowser({ extension, grants }: BareOptions): Promise<BareBrowser> {
  const folder = await mkdtemp(join(tmpdir(), 'mingbiao-bare-'));
  const copy = join(folder, 'extension');
  if (extension !== null) {
    await cp(extension, copy, { recursive: true });
    const manifestPath = join(copy, 'manifest.json');
    const manifest = JSON.parse(await readFile(manifestPath, 'utf8')) as Record<string, unknown>;
    await writeFile(manifestPath, JSON.stringify({ ...manifest, host_permissions: [...grants] }));
  }
  const child = spawn(
    process.env['MINGBIAO_CHROMIUM'] ?? '/usr/bin/chromium',
    [
      '--headless=new',
      '--remote-debugging-pipe',
      `--user-data-dir=${join(folder, 'profile')}`,
      '--window-size=1280,900',
      '--no-sandbox',
      '--disable-gpu',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--autoplay-policy=no-user-gesture-required',
      ...(extension === null
        ? ['--disable-extensions']
        : [`--disable-extensions-except=${copy}`, `--load-extension=${copy}`]),
      'about:blank',
    ],
    {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
      env: { ...process.env, LANGUAGE: 'zh_CN' },
    },
  );
  const pipe = new Pipe(child);
  const session = (sessionId?: string): BareSession => ({
    send: (method, params = {}) => pipe.send(method, params, sessionId),
    async evaluate(expression) {
      const { result, exceptionDetails } = await pipe.send(
        'Runtime.evaluate',
        { expression, awaitPromise: true, returnByValue: true },
        sessionId,
      );
      if (exceptionDetails) throw new Error(`in the page: ${JSON.stringify(exceptionDetails)}`);
      return result.value;
    },
  });
  const root = session();
  const extensionId = extension === null ? '' : await extensionIdOf(root, session);
  const attach = async (targetId: string): Promise<{ sessionId: string }> =>
    root.send('Target.attachToTarget', { targetId, flatten: true });
  return {
    ...root,
    pageUrl: (path) => `chrome-extension://${extensionId}/${path}`,
    attach: async (targetId) => session((await attach(targetId)).sessionId),
    on: (method, heard) => pipe.on(method, heard),
    async newPage() {
      const { targetId } = await root.send('Target.createTarget', { url: 'about:blank' });
      const { sessionId } = await attach(targetId);
      const page = session(sessionId);
      return {
        ...page,
        targetId,
        async goto(url) {
          await page.send('Page.enable');
          const loaded = pipe.once('Page.loadEventFired', sessionId);
          await page.send('Page.navigate', { url });
          await loaded;
          await page.send('Page.disable');
        },
        async close() {
          await root.send('Target.closeTarget', { targetId });
        },
      };
    },
    async traced(categories, act) {
      const events: TraceEvent[] = [];
      const forget = pipe.on('Tracing.dataCollected', ({ value }) => events.push(...value));
      await root.send('Tracing.start', {
        transferMode: 'ReportEvents',
        traceConfig: { includedCategories: categories, excludedCategories: ['*'] },
      });
      await act();
      const ended = pipe.once('Tracing.tracingComplete');
      await root.send('Tracing.end');
      await ended;
      forget();
      return events;
    },
    processes: async () => (await root.send('SystemInfo.getProcessInfo')).processInfo,
    async close() {
      const gone = new Promise((resolve) => child.once('exit', resolve));
      await root.send('Browser.close').catch(() => undefined);
      await gone;
      await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    },
  };
}

/** Waits until the extension's background runs and has registered its script; answers the extension's id. */
async function extensionIdOf(root: BareSession, session: (id: string) => BareSession): Promise<string> {
  for (const began = Date.now(); Date.now() - began < START_MS; await wait(100)) {
    const { targetInfos } = await root.send('Target.getTargets');
    const worker = targetInfos.find(
      (one: Answer) => one.type === 'service_worker' && one.url.startsWith('chrome-extension://'),
    );
    if (!worker) continue;
    // It registers what it may look at right after its start; a page opened before that would be left alone.
    const { sessionId } = await root.send('Target.attachToTarget', {
      targetId: worker.targetId,
      flatten: true,
    });
    const isReady = await session(sessionId).evaluate<boolean>(
      `globalThis.chrome?.scripting ? chrome.scripting.getRegisteredContentScripts().then((all) => all.length > 0) : true`,
    );
    await root.send('Target.detachFromTarget', { sessionId });
    if (!isReady) continue;
    // On a busy machine it may register once more.
    await wait(SETTLE_MS);
    return new URL(worker.url).host;
  }
  throw new Error('the extension did not start');
}

export const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Messages of the debugging protocol over two file descriptors, each ended by a zero byte. */
class Pipe {
  readonly #write: Writable;
  readonly #open = new Map<number, { done(value: Answer): void; failed(error: Error): void }>();
  readonly #heard = new Map<string, Set<Heard>>();
  #last = 0;

  constructor(child: ChildProcess) {
    this.#write = child.stdio[3] as Writable;
    this.#write.on('error', () => undefined);
    let parts: Buffer[] = [];
    (child.stdio[4] as Readable).on('data', (chunk: Buffer) => {
      let rest = chunk;
      for (let end = rest.indexOf(0); end >= 0; end = rest.indexOf(0)) {
        this.#take(Buffer.concat([...parts, rest.subarray(0, end)]).toString('utf8'));
        parts = [];
        rest = rest.subarray(end + 1);
      }
      parts.push(rest);
    });
    child.once('exit', () => {
      for (const { failed } of this.#open.values()) failed(new Error('the browser has ended'));
    });
  }

  #take(text: string): void {
    const { id, result, error, method, params, sessionId } = JSON.parse(text) as Answer;
    if (id === undefined) for (const heard of this.#heard.get(method) ?? []) heard(params, sessionId);
    const open = this.#open.get(id);
    this.#open.delete(id);
    if (error) open?.failed(new Error(error.message));
    else open?.done(result);
  }

  send(method: string, params: object, sessionId?: string): Promise<Answer> {
    const id = (this.#last += 1);
    this.#write.write(`${JSON.stringify({ id, method, params, ...(sessionId ? { sessionId } : {}) })}\0`);
    return new Promise((done, failed) => this.#open.set(id, { done, failed }));
  }

  on(method: string, heard: Heard): () => void {
    const all = this.#heard.get(method) ?? new Set();
    this.#heard.set(method, all.add(heard));
    return () => void all.delete(heard);
  }

  once(method: string, sessionId?: string): Promise<void> {
    return new Promise((resolve) => {
      const forget = this.on(method, (_params, from) => {
        if (sessionId !== undefined && from !== sessionId) return;
        forget();
        resolve();
      });
    });
  }
}
