/** The report of one picture: opening it, reading what it shows, and asking for the stored original. */
import browser from 'webextension-polyfill';
import { sha256Hex } from '../../components/evidence/digest';
import { localeOf, readSettings } from '../../components/channel/settings';
import { LIMITS } from '../../components/model/limits';
import type { Answered, Sent } from '../../components/model/message';
import { PlainError } from '../../components/model/plain-error';
import { originalOf } from '../../components/shops/originals';
import type { ReadThroughPage } from '../../components/visits/medium-source';
import { readMedium, shortAddress } from '../../components/visits/read-medium';
import { readPicture, saidOf, subjectAt } from '../../components/visits/read-picture';
import type { Visits } from '../../components/visits/visits';
import type { VerifyC2pa } from './c2pa';
import { readThroughAnyTab } from './read-here';

const MENU = 'picture';
/** Answered in keep-press. */
export const KEEP_MENU = 'keep';
/** Addresses longer than this do not travel in the address of the report. */
const LONG_CHARS = 2_000;

/** Puts the entry into the menu of the right mouse button, in the language chosen. Safe to call again. */
export async function offerInMenu(): Promise<void> {
  const title =
    localeOf(await readSettings()) === 'zh-CN'
      ? '这张图片怎么说自己'
      : 'What does this picture say about itself';
  const keepTitle =
    localeOf(await readSettings()) === 'zh-CN' ? '保存这一页作证据' : 'Keep this page as evidence';
  await browser.contextMenus.removeAll();
  browser.contextMenus.create({
    id: KEEP_MENU,
    title: keepTitle,
    contexts: ['page', 'image', 'video', 'selection', 'link', 'action'],
    documentUrlPatterns: ['http://*/*', 'https://*/*'],
  });
  browser.contextMenus.create({ id: MENU, title, contexts: ['image', 'video'] });
}

/** Answers presses on the menu. To be called while the background starts. */
export function answerMenu(): void {
  browser.contextMenus.onClicked.addListener((info, tab) => {
    if (info.menuItemId !== MENU) return;
    void openPicture({
      tabId: tab?.id ?? null,
      frameId: info.frameId ?? 0,
      subject: null,
      src: info.srcUrl ?? null,
    });
  });
}

/** Opens the report of one picture in a tab beside the page. */
export async function openPicture(asked: Sent<'picture/open'>): Promise<Record<string, never>> {
  const query = new URLSearchParams();
  if (asked.tabId !== null) query.set('tab', String(asked.tabId));
  if (asked.frameId !== 0) query.set('frame', String(asked.frameId));
  if (asked.subject !== null) query.set('subject', asked.subject);
  if (asked.src !== null && asked.src.length <= LONG_CHARS) query.set('src', asked.src);
  else if (asked.src !== null) {
    const key = `picture-${crypto.randomUUID()}`;
    try {
      await browser.storage.session.set({ [key]: asked.src });
    } catch (error) {
      // Over the browser's bound for such a store: the report says that the address is too long.
      if (!(error instanceof Error)) throw error;
    }
    query.set('kept', key);
  }
  await browser.tabs.create({
    url: browser.runtime.getURL(`/picture.html?${query.toString()}`),
    ...(asked.tabId === null ? {} : await beside(asked.tabId)),
  });
  return {};
}

async function beside(tabId: number): Promise<{ index?: number; windowId?: number }> {
  try {
    const { index, windowId } = await browser.tabs.get(tabId);
    return { index: index + 1, ...(windowId === undefined ? {} : { windowId }) };
  } catch (error) {
    // The tab is gone; anywhere will do.
    if (error instanceof Error) return {};
    throw error;
  }
}

export interface PictureDoors {
  visits: Visits;
  verifyC2pa: VerifyC2pa;
}

/** Everything about one picture. A picture that cannot be read is answered with the code of what stopped us. */
export async function pictureReport(
  asked: Sent<'picture/read'>,
  { visits, verifyC2pa }: PictureDoors,
): Promise<Answered<'picture/read'>> {
  const visit = asked.tabId === null ? null : await visits.visit(asked.tabId);
  const subject = asked.subject ?? (visit && asked.src !== null ? subjectAt(visit, asked.src) : null);
  const medium = visit?.observations.find((o) => o.kind === 'medium' && o.subject === subject);
  const shown = asked.src ?? (medium?.kind === 'medium' ? medium.value.url : null);
  const original = shown === null ? null : originalOf(shown);
  const url = asked.rendition === 'original' ? original : shown;
  const frameId =
    subject !== null && asked.tabId !== null ? visits.frameOf(asked.tabId, subject) : asked.frameId;
  const through =
    asked.tabId === null || asked.rendition === 'original'
      ? NO_PAGE
      : readThroughAnyTab(asked.tabId, frameId);
  return {
    subject,
    url: url === null ? '' : shortAddress(url),
    pageUrl: visit?.url ?? null,
    rendition: asked.rendition,
    reading:
      url === null
        ? { ok: false, code: 'no-address' }
        : await readPicture(url, { readThroughPage: through, sha256Hex, verifyC2pa }),
    ...(visit && subject !== null ? saidOf(visit, subject) : { observations: [], flags: [] }),
    originalUrl: original,
  };
}

const NO_PAGE: ReadThroughPage = () => Promise.resolve(null);

/** Asks for the stored original, by the person's press, and lets the judge know what it states. */
export async function readOriginal(
  { tabId, subject }: Sent<'visit/read-original'>,
  { visits, verifyC2pa }: PictureDoors,
): Promise<Answered<'visit/read-original'>> {
  const visit = await visits.visit(tabId);
  const medium = visit?.observations.find((o) => o.kind === 'medium' && o.subject === subject);
  const url = medium?.kind === 'medium' ? originalOf(medium.value.url) : null;
  if (!visit || url === null) {
    throw new PlainError('no-original', {
      zh: '这张图片没有可以另外请求的原图。',
      en: 'There is no other stored original to ask for.',
    });
  }
  const sightings = await readMedium(
    { subject, url },
    { readThroughPage: NO_PAGE, verifyC2pa, rendition: 'original' },
  );
  await visits.learned(tabId, visit.url, sightings);
  const failed = sightings.find((seen) => seen.kind === 'unreadable');
  return {
    code: failed?.kind === 'unreadable' ? failed.value.code : null,
    url: url.slice(0, LIMITS.urlChars),
  };
}
