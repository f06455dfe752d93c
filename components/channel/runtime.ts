/**
 * The four calls of the extension API that the content script needs. Both browsers give them with promises
 * under Manifest V3, so the content script goes without the polyfill that everything else uses (3 kB).
 */
import type { Envelope, Reply } from './envelope';

interface Sender {
  id?: string;
}

interface Api {
  runtime: {
    id: string;
    sendMessage(message: Envelope): Promise<unknown>;
    onMessage: {
      addListener(
        listener: (message: unknown, sender: Sender, answer: (reply: Reply) => void) => true | undefined,
      ): void;
    };
  };
  tabs?: { sendMessage(tabId: number, message: Envelope, options: { frameId?: number }): Promise<unknown> };
}

/** Whether the extension was updated or removed under a script of ours that stays behind in a page. */
export function isLeftBehind(): boolean {
  try {
    return !extensionApi().runtime.id;
  } catch {
    // Browsers take away the whole API, or leave it without its parts.
    return true;
  }
}

/** The extension API of this browser: `browser` in Firefox, `chrome` in Chromium. */
export function extensionApi(): Api {
  const world = globalThis as { browser?: Partial<Api>; chrome?: Partial<Api> };
  const api = world.browser?.runtime ? world.browser : world.chrome;
  if (!api?.runtime) throw new Error('no extension API in this context');
  return api as Api;
}
