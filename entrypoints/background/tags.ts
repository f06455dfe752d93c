/** Putting the script that draws hang-tags into a frame: only where something is shown, or its style is asked. */
import browser from 'webextension-polyfill';

export const TAGS_SCRIPT = 'tags.js';

/** False where the frame has gone. The script knows when it is there already. */
export async function putTags(tabId: number, frameId: number): Promise<boolean> {
  try {
    await browser.scripting.executeScript({
      target: { tabId, frameIds: [frameId] },
      files: [`/${TAGS_SCRIPT}`],
    });
    return true;
  } catch (error) {
    if (error instanceof Error) return false;
    throw error;
  }
}
