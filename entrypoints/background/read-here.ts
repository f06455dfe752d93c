/**
 * Reading one picture through a page in which our content script does not run: a reader of a few lines is put
 * there for this one question. The browser allows it because the person pressed the menu on that page.
 */
import { fromBase64 } from '../../components/model/base64';
import browser from 'webextension-polyfill';
import { LIMITS } from '../../components/model/limits';
import type { ReadThroughPage } from '../../components/visits/medium-source';
import { readThroughTab } from './read-through-tab';

interface Read {
  base64: string;
  link: string | null;
}

/** First through the content script, then through the reader put there; null when neither may read it. */
export function readThroughAnyTab(tabId: number, frameId: number): ReadThroughPage {
  const known = readThroughTab(tabId, frameId);
  let isKnown: boolean | null = null;
  let whole: Promise<{ bytes: Uint8Array; link: string | null } | null> | null = null;
  return async (url, offset, length) => {
    if (isKnown !== false) {
      const answer = await known(url, offset, length);
      if (isKnown === null) isKnown = answer !== null;
      if (answer) return answer;
      if (isKnown) return null;
    }
    whole ??= readWhole(tabId, frameId, url);
    const read = await whole;
    if (!read) return null;
    return { bytes: read.bytes.subarray(offset, offset + length), size: read.bytes.length, link: read.link };
  };
}

async function readWhole(
  tabId: number,
  frameId: number,
  url: string,
): Promise<{ bytes: Uint8Array; link: string | null } | null> {
  try {
    const [injected] = await browser.scripting.executeScript({
      target: { tabId, frameIds: [frameId] },
      func: readInPage as (...args: unknown[]) => unknown,
      args: [url, LIMITS.mediaBytes],
    });
    const read = injected?.result as Read | null | undefined;
    if (typeof read?.base64 !== 'string') return null;
    return { bytes: fromBase64(read.base64), link: read.link };
  } catch (error) {
    // Not allowed here (the browser's own pages, a tab that is gone): the background asks by itself.
    if (error instanceof Error) return null;
    throw error;
  }
}

/** Runs in the page: knows nothing but its arguments, and leaves nothing behind. */
async function readInPage(url: string, mostBytes: number): Promise<Read | null> {
  try {
    const response = await fetch(url, { cache: 'force-cache' });
    if (!response.ok) return null;
    const bytes = new Uint8Array(await (await response.blob()).slice(0, mostBytes).arrayBuffer());
    let binary = '';
    for (let at = 0; at < bytes.length; at += 0x8000)
      binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
    return { base64: btoa(binary), link: response.headers.get('link') };
  } catch {
    // No CORS, a policy of the page, or no network: all look the same from here.
    return null;
  }
}
