/** Keeping a page: the running visit becomes a whole case in the casebook, or nothing does. */
import { fromBase64, toBase64 } from '../../components/model/base64';
import browser from 'webextension-polyfill';
import type { Law } from '../../rules/language';
import type { Store } from '../../components/casebook/store';
import { canonicalJson } from '../../components/evidence/canonical';
import { sha256Hex } from '../../components/evidence/digest';
import { localeOf, readSettings } from '../../components/channel/settings';
import { PlainError } from '../../components/model/plain-error';
import type { Visit } from '../../components/model/case';
import { caseOf, mimeOf, wholeMedium } from '../../components/visits/keep';
import type { ReadThroughPage } from '../../components/visits/medium-source';
import type { Visits } from '../../components/visits/visits';
import { likenessOfPicture } from './likeness';
import { readThroughTab } from './read-through-tab';
import { framesOf } from './watch';

/** Keeps the visit of a tab. Rejects with `no-visit` when nothing was looked at, or what the store names (`storage-full`). */
export async function keepVisit(
  tabId: number,
  visits: Visits,
  opening: Promise<Store>,
  law: Law,
  also: readonly string[] = [],
): Promise<{ caseId: string }> {
  const visit = await visits.visit(tabId);
  if (!visit) {
    throw new PlainError('no-visit', {
      zh: '这一页还没有看过，没有可保存的内容。请先点“看一看这一页”。',
      en: 'This page has not been looked at, so there is nothing to keep. Press “Look at this page” first.',
    });
  }
  const made = await caseOf(visit, {
    law,
    lawText: canonicalJson(law),
    now: () => new Date().toISOString(),
    sha256Hex,
    readThroughPage: readThroughTab(tabId, 0),
    screenshot: () => screenshot(tabId),
    newId: () => crypto.randomUUID(),
    likeness: likenessOfPicture,
    also,
    frames: async (subject) =>
      (await framesOf(tabId, visits.frameOf(tabId, subject), subject)).map(({ jpeg, ...rest }) => ({
        ...rest,
        bytes: fromBase64(jpeg),
      })),
    environment: {
      extensionVersion: browser.runtime.getManifest().version,
      browser: navigator.userAgent.slice(0, 200),
      locale: localeOf(await readSettings()),
      utcOffsetMinutes: -new Date().getTimezoneOffset(),
    },
  });
  const store = await opening;
  const kept = await store.keepCase(made.case, made.blobs);
  if (!kept.ok) throw new PlainError(kept.code, kept.text);
  return { caseId: made.case.id };
}

/** One medium of a visit whole, for showing it small. Null when it is too large or cannot be read. */
export async function pictureOf(
  visit: Visit,
  subject: string,
  readThroughPage: ReadThroughPage,
): Promise<{ base64: string; mime: string } | null> {
  const medium = visit.observations.find((o) => o.kind === 'medium' && o.subject === subject);
  if (medium?.kind !== 'medium') return null;
  const read = await wholeMedium(medium.value.url, readThroughPage, THUMBNAIL_SOURCE_BYTES);
  if (!read.ok || !read.isWhole) return null;
  return { base64: toBase64(read.bytes), mime: mimeOf(visit, subject) };
}

/** Larger pictures are not carried to the popup for a thumbnail. */
const THUMBNAIL_SOURCE_BYTES = 6 << 20;

/** The visible part of the tab as PNG. The browser allows it only for the tab in front, after a press. */
async function screenshot(tabId: number): Promise<{ bytes: Uint8Array } | { why: string }> {
  try {
    const tab = await browser.tabs.get(tabId);
    if (!tab.active) return { why: 'the tab was not in front' };
    const url = await browser.tabs.captureVisibleTab(tab.windowId, { format: 'png' });
    const bytes = fromBase64(url.slice(url.indexOf(',') + 1));
    return bytes.length > 0 ? { bytes } : { why: 'the browser gave an empty picture' };
  } catch (error) {
    if (error instanceof Error) return { why: error.message.slice(0, 200) };
    throw error;
  }
}
