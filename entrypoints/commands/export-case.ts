/** Exports a kept case through the casebook page, by the same button a person presses. */
import { readFile } from 'node:fs/promises';
import type { ExtensionBrowser } from './browser';

/** Bytes of the case file. Rejects when the casebook does not offer a download in time. */
export async function exportCase(browser: ExtensionBrowser, caseId: string): Promise<Uint8Array> {
  const page = await browser.context.newPage();
  try {
    await page.goto(browser.pageUrl(`casebook.html?case=${encodeURIComponent(caseId)}`));
    const downloading = page.waitForEvent('download', { timeout: 60_000 });
    await page
      .getByRole('button', { name: /导出|Export/ })
      .first()
      .click();
    const path = await (await downloading).path();
    return await readFile(path);
  } finally {
    await page.close();
  }
}
