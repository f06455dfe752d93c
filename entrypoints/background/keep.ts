/** Keeping a page: the running visit becomes a whole case in the casebook, or nothing does. */
import { fromBase64, toBase64 } from '../../components/model/base64';
import browser from 'webextension-polyfill';
import type { Law } from '../../rules/language';
import type { Store } from '../../components/casebook/store';
import { STORE_ERRORS } from '../../components/casebook/store-errors';
import { canonicalJson } from '../../components/evidence/canonical';
import { sha256Hex } from '../../components/evidence/digest';
import { localeOf, readSettings } from '../../components/channel/settings';
import { PlainError } from '../../components/model/plain-error';
import type { PriceHistory, Visit } from '../../components/model/case';
import { caseOf, mimeOf, wholeMedium, type PageCaptured } from '../../components/visits/keep';
import type { ReadThroughPage } from '../../components/visits/medium-source';
import type { Visits } from '../../components/visits/visits';
import { captureTab, noticeOn, type TabCaptured } from './capture';
import { likenessOfPicture } from './likeness';
import { readThroughTab } from './read-through-tab';
import { framesOf } from './watch';

export interface Keeper {
  /**
   * Keeps what a tab shows; a second press while that is under way answers with the first. Rejects with `no-visit`
   * when nothing was looked at, or what the store names (`storage-full`).
   */
  keep(tabId: number, also?: readonly string[]): Promise<{ caseId: string }>;
  /** How far it is; null when this tab is not being kept. */
  progress(tabId: number): { done: number; total: number } | null;
}

export interface KeepDoors {
  visits: Visits;
  store: Promise<Store>;
  law: Law;
  priceHistory(visit: Visit): Promise<PriceHistory | null>;
}

/** Pictures that came near while the page was scrolled are still read for so long. */
const SETTLE_MS = 6_000;
/** What a page with many pictures takes; with less free, nothing is begun that could not be finished. */
const ROOM_BYTES = 48 << 20;

export function keeper(doors: KeepDoors): Keeper {
  const running = new Map<number, { kept: Promise<{ caseId: string }>; done: number; total: number }>();
  return {
    keep(tabId, also = []) {
      const before = running.get(tabId);
      if (before) return before.kept;
      const onProgress = (done: number, total: number): void => {
        const now = running.get(tabId);
        if (now) Object.assign(now, { done: Math.round(done), total: Math.round(Math.max(done, total)) });
      };
      const kept = keepVisit(tabId, doors, also, onProgress).finally(() => running.delete(tabId));
      running.set(tabId, { kept, done: 0, total: 0 });
      return kept;
    },
    progress(tabId) {
      const now = running.get(tabId);
      return now ? { done: now.done, total: now.total } : null;
    },
  };
}

async function keepVisit(
  tabId: number,
  { visits, store: opening, law, priceHistory }: KeepDoors,
  also: readonly string[],
  onProgress: (done: number, total: number) => void,
): Promise<{ caseId: string }> {
  const locale = localeOf(await readSettings());
  try {
    const seen = await visits.visit(tabId);
    if (!seen) {
      throw new PlainError('no-visit', {
        zh: '这一页还没有看过，没有可保存的内容。请先点“看一看这一页”。',
        en: 'This page has not been looked at, so there is nothing to keep. Press “Look at this page” first.',
      });
    }
    if (!(await hasRoom())) throw new PlainError('storage-full', STORE_ERRORS['storage-full']);
    await noticeOn(tabId, WORDS[locale].keeping, true);
    await new Promise((later) => setTimeout(later, NOTICE_MS));
    const captured = await captureTab(tabId, seen, onProgress);
    const { visit, page, screenshot } = await stillThere(visits, tabId, seen, captured);
    const made = await caseOf(visit, {
      law,
      lawText: canonicalJson(law),
      now: () => new Date().toISOString(),
      sha256Hex,
      readThroughPage: readThroughTab(tabId, 0),
      screenshot: () => Promise.resolve(screenshot),
      page,
      priceHistory: await priceHistory(visit),
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
        locale,
        utcOffsetMinutes: -new Date().getTimezoneOffset(),
        timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone.slice(0, 64),
        languages: navigator.languages.slice(0, 16).map((language) => language.slice(0, 35)),
        ...captured.environment,
      },
    });
    const kept = await (await opening).keepCase(made.case, made.blobs);
    if (!kept.ok) throw new PlainError(kept.code, kept.text);
    const isPictured = made.case.captures.some(({ role }) => role === 'screenshot');
    await noticeOn(tabId, isPictured ? WORDS[locale].kept : WORDS[locale].keptWithoutPictures, false);
    return { caseId: made.case.id };
  } catch (error) {
    const said =
      error instanceof PlainError ? error.text[locale === 'en' ? 'en' : 'zh'] : WORDS[locale].failed;
    await noticeOn(tabId, said.slice(0, 300), false);
    throw error;
  }
}

/** The line stands so long before the page begins to move, so that the moving explains itself. */
const NOTICE_MS = 700;

const WORDS = {
  'zh-CN': {
    keeping: '正在保存这一页：会从头到尾滚动一遍，再回到原处。',
    kept: '已保存到案例簿。',
    keptWithoutPictures:
      '已保存到案例簿，但没有截图：浏览器这次不允许截图。要有截图，请点浏览器工具栏上的明标按钮，再保存一次。',
    failed: '没有保存成功。',
  },
  en: {
    keeping: 'Keeping this page: it scrolls through once and comes back.',
    kept: 'Kept in the casebook.',
    keptWithoutPictures:
      'Kept in the casebook, but without pictures: the browser did not allow them this time. To have them, press the Mingbiao button in the toolbar and keep the page again.',
    failed: 'It could not be kept.',
  },
} as const;

/**
 * The visit as it is after the page was scrolled, with what scrolling brought in. Where the tab has meanwhile
 * gone to another page, the pictures are not of this visit and are not kept with it.
 */
async function stillThere(
  visits: Visits,
  tabId: number,
  seen: Visit,
  captured: TabCaptured,
): Promise<{ visit: Visit; page: PageCaptured; screenshot: TabCaptured['screenshot'] }> {
  const until = Date.now() + SETTLE_MS;
  let now = await visits.visit(tabId);
  while (now && !now.settled && Date.now() < until) {
    await new Promise((later) => setTimeout(later, 250));
    now = await visits.visit(tabId);
  }
  if (now?.startedAt === seen.startedAt && now.url === seen.url)
    return { visit: now, page: captured, screenshot: captured.screenshot };
  const why = 'the tab went to another page while it was kept';
  return {
    visit: seen,
    page: { captures: [], notCaptured: [{ what: 'page-left', why }] },
    screenshot: { why },
  };
}

async function hasRoom(): Promise<boolean> {
  const { quota, usage } = await navigator.storage.estimate();
  return quota === undefined || usage === undefined || quota - usage >= ROOM_BYTES;
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
