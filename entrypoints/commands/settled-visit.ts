/** Waits until the extension has looked at a page, read its media, and read inside the pictures where that matters. */
import type { Page } from '@playwright/test';
import type { Visit } from '../../components/model/case';
import type { ExtensionBrowser } from './browser';

/** The visit once it has settled, or as far as it came by `until` (milliseconds since 1970); null when there is none. */
export async function settledVisit(
  browser: ExtensionBrowser,
  page: Page,
  until: number,
): Promise<Visit | null> {
  if (!/^https?:/.test(page.url())) return null;
  const tabId = await browser.tabIdOf(page);
  for (;;) {
    const visit = await browser.ask('visit/read', { tabId });
    if ((visit?.settled && !visit.pendingPixels) || Date.now() >= until) return visit;
    await page.waitForTimeout(100);
  }
}
