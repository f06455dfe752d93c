/** Looking once at a page that is no granted shop, by the person's press (activeTab). */
import browser from 'webextension-polyfill';
import { CONTENT_SCRIPT } from './granted-shops';

/** Tabs the person asked about, forgotten when the browser closes. */
const KEY = 'asked-tabs';

export async function isAsked(tabId: number): Promise<boolean> {
  return (await askedTabs()).includes(tabId);
}

/** Puts the content script into this tab. False where the browser does not allow it (its own pages, the store). */
export async function lookOnce(tabId: number): Promise<boolean> {
  await browser.storage.session.set({ [KEY]: [...new Set([...(await askedTabs()), tabId])] });
  try {
    await browser.scripting.executeScript({
      target: { tabId, allFrames: true },
      files: [`/${CONTENT_SCRIPT}`],
    });
    return true;
  } catch (error) {
    if (error instanceof Error) return false;
    throw error;
  }
}

async function askedTabs(): Promise<number[]> {
  const stored: unknown = (await browser.storage.session.get(KEY))[KEY];
  return Array.isArray(stored) ? stored.filter((id): id is number => typeof id === 'number') : [];
}
