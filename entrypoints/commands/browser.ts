/**
 * A real Chromium with the built extension, for the commands that look at pages. The only difference from
 * what a person installs is written down here: a copy of the build gets the pages to be looked at as
 * granted hosts in its manifest, because nobody is there to press "allow".
 */
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type BrowserContext, type Page } from '@playwright/test';
import type { Answered, MessageName, Sent } from '../../components/model/message';
import type { Settings } from '../../components/channel/settings';
import { CHANNEL, type Reply } from '../../components/channel/envelope';

export interface OpenOptions {
  /** Folder of the built extension. */
  extension: string;
  /** Match patterns given as granted hosts. */
  grants: readonly string[];
  locale?: 'zh-CN' | 'en';
  colorScheme?: 'light' | 'dark';
  viewport?: { width: number; height: number };
  headless?: boolean;
  /** Lets a test press the toolbar button as a person would, which is what gives access to a tab (activeTab). */
  pressesToolbar?: boolean;
  /** Stays open when the command is interrupted, so that the command itself can finish what is at hand. */
  outlivesInterrupt?: boolean;
  /** Permissions taken out of the copy: only for a test of what happens without one. */
  withoutPermissions?: readonly string[];
  /** Takes certificates that nobody vouches for: only for servers that a test started itself. */
  trustsAnyServer?: boolean;
}

export interface ExtensionBrowser {
  context: BrowserContext;
  extensionId: string;
  /** Address of one of the extension's own pages. */
  pageUrl(path: string): string;
  /** One message as the extension's own pages send it. Rejects with the named error. */
  ask<N extends MessageName>(name: N, sent: Sent<N>): Promise<Answered<N>>;
  /** Sets the person's choices, as the settings page would. */
  choose(settings: Settings): Promise<void>;
  /** The browser's number for the tab that shows this page. */
  tabIdOf(page: Page): Promise<number>;
  close(): Promise<void>;
}

/** Questions for the tab of a page before it counts as not there. */
const TAB_ATTEMPTS = 20;

/** Opens Chromium with a copy of the extension. Takes about a second. */
export async function openExtensionBrowser(options: OpenOptions): Promise<ExtensionBrowser> {
  const folder = await mkdtemp(join(tmpdir(), 'mingbiao-'));
  const extension = join(folder, 'extension');
  await cp(options.extension, extension, { recursive: true });
  const manifestPath = join(extension, 'manifest.json');
  const manifest = JSON.parse(await readFile(manifestPath, 'utf8')) as Record<string, unknown>;
  manifest['host_permissions'] = [...options.grants];
  const left = new Set(options.withoutPermissions ?? []);
  manifest['permissions'] = (manifest['permissions'] as string[]).filter((name) => !left.has(name));
  await writeFile(manifestPath, JSON.stringify(manifest));
  const locale = options.locale ?? 'zh-CN';
  const context = await chromium.launchPersistentContext(join(folder, 'profile'), {
    executablePath: process.env['MINGBIAO_CHROMIUM'] ?? '/usr/bin/chromium',
    headless: options.headless ?? true,
    viewport: options.viewport ?? { width: 1280, height: 900 },
    colorScheme: options.colorScheme ?? 'light',
    locale,
    acceptDownloads: true,
    handleSIGINT: !options.outlivesInterrupt,
    handleSIGTERM: !options.outlivesInterrupt,
    env: { ...(process.env as Record<string, string>), LANGUAGE: locale === 'zh-CN' ? 'zh_CN' : 'en_US' },
    args: [
      '--no-sandbox',
      ...(options.trustsAnyServer ? ['--ignore-certificate-errors'] : []),
      ...(options.pressesToolbar ? ['--enable-unsafe-extension-debugging'] : []),
      '--disable-gpu',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--disable-quic',
      '--autoplay-policy=no-user-gesture-required',
      `--disable-extensions-except=${extension}`,
      `--load-extension=${extension}`,
    ],
  });
  const worker =
    context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker', { timeout: 20_000 }));
  const extensionId = new URL(worker.url()).host;
  const pageUrl = (path: string): string => `chrome-extension://${extensionId}/${path}`;
  const desk = await context.newPage();
  await desk.goto(pageUrl('options.html'));

  const ask: ExtensionBrowser['ask'] = async (name, sent) => {
    const reply = (await desk.evaluate(
      ([channel, n, s]) =>
        (globalThis as unknown as ChromeGlobal).chrome.runtime.sendMessage({ channel, name: n, sent: s }),
      [CHANNEL, name, sent] as const,
    )) as Reply | undefined;
    if (!reply) throw new Error(`${name}: nobody answered`);
    if (!reply.ok) throw new Error(`${name}: ${reply.code}: ${reply.en}`);
    return reply.value as never;
  };

  return {
    context,
    extensionId,
    pageUrl,
    ask,
    async choose(settings) {
      await desk.evaluate(
        (chosen) => (globalThis as unknown as ChromeGlobal).chrome.storage.local.set({ settings: chosen }),
        settings,
      );
      await ask('settings/changed', {});
    },
    async tabIdOf(page) {
      // A page may change its address between the two questions, as often as it likes.
      for (let attempt = 0; attempt < TAB_ATTEMPTS; attempt += 1) {
        const url = page.url();
        const id = await desk.evaluate(
          async ({ wanted, isLast }) => {
            const tabs = await (globalThis as unknown as ChromeGlobal).chrome.tabs.query({});
            const exact = tabs.find((tab) => tab.url === wanted)?.id;
            if (exact !== undefined || !isLast) return exact ?? null;
            const { origin } = new URL(wanted);
            const alike = tabs.filter((tab) => tab.url?.startsWith(`${origin}/`));
            return alike.length === 1 ? (alike[0]?.id ?? null) : null;
          },
          { wanted: url, isLast: attempt === TAB_ATTEMPTS - 1 },
        );
        if (id !== null) return id;
        await page.waitForTimeout(50);
      }
      throw new Error(`no tab shows ${page.url()}`);
    },
    async close() {
      await context.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The few parts of the extension API that commands use from the extension's own page. */
interface ChromeGlobal {
  chrome: {
    runtime: { sendMessage(message: unknown): Promise<unknown> };
    storage: { local: { set(values: object): Promise<void> } };
    tabs: { query(query: object): Promise<{ id?: number; url?: string }[]> };
  };
}

/** The match pattern that covers an address, port left out as patterns have none in Chromium. */
export function grantFor(url: string): string {
  const { protocol, hostname } = new URL(url);
  return `${protocol}//${hostname}/*`;
}
