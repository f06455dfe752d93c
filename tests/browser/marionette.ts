/**
 * Drives a real Firefox without a driver binary: Firefox itself speaks the Marionette protocol (length-prefixed
 * JSON over TCP) when started with --marionette. Only the few commands the tests need.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createConnection, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

export const firefoxPath = [process.env['MINGBIAO_FIREFOX'], '/usr/bin/firefox-esr', '/usr/bin/firefox'].find(
  (path): path is string => path !== undefined && existsSync(path),
);

const QUIET: Record<string, string | number | boolean> = {
  'app.update.disabledForTesting': true,
  'browser.shell.checkDefaultBrowser': false,
  'browser.startup.page': 0,
  'datareporting.policy.dataSubmissionEnabled': false,
  'extensions.update.enabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'services.settings.server': 'data:,#no-remote-settings',
  'toolkit.telemetry.enabled': false,
};

export class Firefox {
  readonly #child: ChildProcess;
  readonly #profile: string;
  readonly #socket: Socket;
  readonly #waiting = new Map<number, { done(value: unknown): void; failed(error: Error): void }>();
  #received = Buffer.alloc(0);
  #number = 0;

  private constructor(child: ChildProcess, profile: string, socket: Socket) {
    this.#child = child;
    this.#profile = profile;
    this.#socket = socket;
    socket.on('data', (part: Buffer) => {
      this.#received = Buffer.concat([this.#received, part]);
      this.#take();
    });
  }

  static async launch(prefs: Record<string, string | number | boolean> = {}): Promise<Firefox> {
    if (firefoxPath === undefined) throw new Error('no Firefox found; name one in MINGBIAO_FIREFOX');
    const profile = await mkdtemp(join(tmpdir(), 'mingbiao-firefox-'));
    const port = await freePort();
    const all = { ...QUIET, ...prefs, 'marionette.port': port };
    const lines = Object.entries(all).map(
      ([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});`,
    );
    await writeFile(join(profile, 'user.js'), lines.join('\n'));
    const child = spawn(
      firefoxPath,
      [
        '--headless',
        '--no-remote',
        '--marionette',
        '--remote-allow-system-access',
        '--profile',
        profile,
        'about:blank',
      ],
      { stdio: 'ignore', env: { ...process.env, HOME: profile, MOZ_CRASHREPORTER_DISABLE: '1' } },
    );
    const firefox = new Firefox(child, profile, await connected(port));
    await firefox.send('WebDriver:NewSession', { acceptInsecureCerts: true });
    return firefox;
  }

  send(name: string, params: object = {}): Promise<unknown> {
    this.#number += 1;
    const id = this.#number;
    const text = JSON.stringify([0, id, name, params]);
    return new Promise((done, failed) => {
      this.#waiting.set(id, { done, failed });
      this.#socket.write(`${String(Buffer.byteLength(text))}:${text}`);
    });
  }

  /** Installs the unpacked extension or its zip for this session. */
  install(path: string): Promise<unknown> {
    return this.send('Addon:Install', { path, temporary: true });
  }

  go(url: string): Promise<unknown> {
    return this.send('WebDriver:Navigate', { url });
  }

  /** Runs an async function body in the page and gives what it returns. */
  async evaluate<T>(body: string, args: unknown[] = []): Promise<T> {
    const script = `const done = arguments[arguments.length - 1];
      (async (...args) => { ${body} })(...Array.from(arguments).slice(0, -1))
        .then((value) => done({ value }), (error) => done({ error: String(error && error.stack || error) }));`;
    const { value } = (await this.send('WebDriver:ExecuteAsyncScript', {
      script,
      args,
      newSandbox: false,
      sandbox: null,
    })) as {
      value: { value?: T; error?: string };
    };
    if (value.error !== undefined) throw new Error(value.error);
    return value.value as T;
  }

  /** Opens a new tab and turns to it; gives its handle. */
  async newTab(): Promise<string> {
    const { handle } = (await this.send('WebDriver:NewWindow', { type: 'tab', focus: true })) as {
      handle: string;
    };
    await this.turnTo(handle);
    return handle;
  }

  turnTo(handle: string): Promise<unknown> {
    return this.send('WebDriver:SwitchToWindow', { handle, focus: true });
  }

  async handle(): Promise<string> {
    return ((await this.send('WebDriver:GetWindowHandle')) as { value: string }).value;
  }

  async screenshot(): Promise<Buffer> {
    const { value } = (await this.send('WebDriver:TakeScreenshot', { full: false })) as { value: string };
    return Buffer.from(value, 'base64');
  }

  async close(): Promise<void> {
    this.send('Marionette:Quit', { flags: ['eForceQuit'] }).catch(() => undefined);
    await Promise.race([new Promise((gone) => this.#child.once('exit', gone)), wait(5000)]);
    this.#socket.destroy();
    if (this.#child.exitCode === null) this.#child.kill('SIGKILL');
    await rm(this.#profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }

  #take(): void {
    for (;;) {
      const colon = this.#received.indexOf(':');
      if (colon < 0) return;
      const length = Number(this.#received.subarray(0, colon).toString());
      if (this.#received.length < colon + 1 + length) return;
      const message: unknown = JSON.parse(this.#received.subarray(colon + 1, colon + 1 + length).toString());
      this.#received = this.#received.subarray(colon + 1 + length);
      if (!Array.isArray(message)) continue;
      const [, id, error, value] = message as [
        number,
        number,
        { error: string; message: string } | null,
        unknown,
      ];
      const waiting = this.#waiting.get(id);
      this.#waiting.delete(id);
      if (error) waiting?.failed(new Error(`${error.error}: ${error.message}`));
      else waiting?.done(value);
    }
  }
}

async function connected(port: number): Promise<Socket> {
  for (let tries = 0; tries < 300; tries += 1) {
    try {
      return await new Promise<Socket>((done, failed) => {
        const socket = createConnection(port, '127.0.0.1', () => {
          done(socket);
        });
        socket.once('error', failed);
      });
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      await wait(100);
    }
  }
  throw new Error('Firefox did not open its Marionette port within 30 s');
}

function freePort(): Promise<number> {
  return new Promise((done, failed) => {
    const server = createServer();
    server.once('error', failed);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => {
        if (address && typeof address === 'object') done(address.port);
        else failed(new Error('no port'));
      });
    });
  });
}
