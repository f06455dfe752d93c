/**
 * What a page has loaded of its streams. Asked of the page only when one of its videos plays from pieces; the browser's
 * own list of what the page loaded is read, and nothing is put there.
 */
import browser from 'webextension-polyfill';
import { LIMITS } from '../../components/model/limits';
import type { StreamOnPage } from '../../components/visits/read-medium';

/** How long pieces may take to come, and how often it is looked. */
const LOOKS = 4;
const BETWEEN_MS = 700;

/** Null where the page may not be asked. A page's answer is bounded, and every address in it is a text. */
export async function streamOnPage(tabId: number, frameId: number): Promise<StreamOnPage | null> {
  let seen: StreamOnPage | null = null;
  for (let n = 0; n < LOOKS; n++) {
    seen = await look(tabId, frameId);
    if (!seen || seen.loaded.length > 1) return seen;
    await new Promise((gone) => setTimeout(gone, BETWEEN_MS));
  }
  return seen;
}

async function look(tabId: number, frameId: number): Promise<StreamOnPage | null> {
  try {
    const [injected] = await browser.scripting.executeScript({
      target: { tabId, frameIds: [frameId] },
      func: loadedInPage as (...args: unknown[]) => unknown,
      args: [LIMITS.streamAddresses, LIMITS.urlChars],
    });
    return streamFrom(injected?.result);
  } catch (error) {
    // A tab that is gone, or a page of the browser's own.
    if (error instanceof Error) return null;
    throw error;
  }
}

/** What came back, in the shape it must have; null for anything else. */
function streamFrom(result: unknown): StreamOnPage | null {
  const { loaded, videos, isProtected } = (result ?? {}) as Partial<Record<keyof StreamOnPage, unknown>>;
  if (!Array.isArray(loaded) || typeof videos !== 'number') return null;
  const addresses = loaded
    .filter((one): one is string => typeof one === 'string' && /^https?:/.test(one))
    .slice(0, LIMITS.streamAddresses);
  return { loaded: addresses, videos, isProtected: isProtected === true };
}

/** Runs in the page's frame, in the extension's own world: knows nothing but its arguments, and leaves nothing behind. */
function loadedInPage(mostAddresses: number, mostChars: number): unknown {
  const videos = Array.from(document.querySelectorAll('video')).filter((one) =>
    one.currentSrc.startsWith('blob:'),
  );
  const loaded: string[] = [];
  for (const { name } of performance.getEntriesByType('resource')) {
    const path = name.split(/[?#]/, 1)[0] ?? '';
    if (name.length > mostChars || !/\.(?:m3u8|mpd|m4[sva]|cmf[va]|f?mp4|ts|m2ts|flv|webm)$/i.test(path))
      continue;
    if (!loaded.includes(name) && loaded.push(name) >= mostAddresses) break;
  }
  return { loaded, videos: videos.length, isProtected: videos.some((one) => one.mediaKeys !== null) };
}
