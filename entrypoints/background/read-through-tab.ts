/** Reading a medium through the page that shows it, so that the browser's cache answers. */
import { fromBase64 } from '../../components/model/base64';
import { ask } from '../../components/channel/ask';
import { PlainError } from '../../components/model/plain-error';
import type { ReadThroughPage } from '../../components/visits/medium-source';

/** A reader through one frame of one tab; answers null when that frame is gone or may not read the address. */
export function readThroughTab(tabId: number, frameId: number): ReadThroughPage {
  return async (url, offset, length) => {
    try {
      const answer = await ask(
        'page/read-medium',
        { url, offset, length },
        { tabId, frameId, waitMs: 15_000 },
      );
      if (!answer) return null;
      const { size, link, response } = answer;
      return {
        bytes: fromBase64(answer.base64),
        size,
        link: link ?? null,
        ...(response ? { response } : {}),
      };
    } catch (error) {
      if (error instanceof PlainError) return null;
      throw error;
    }
  };
}
