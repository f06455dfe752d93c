/**
 * Capturing the page of a tab, by the person's press: its picture from top to bottom, its subjects cut out, the
 * page written out as rendered, and its own response from the browser's cache. Everything that could not be had
 * is named with its reason.
 */
import browser from 'webextension-polyfill';
import { picturePage } from '../../components/capture/picture-page';
import { WHOLE_SHARE } from '../../components/capture/stitch';
import { ask, tell } from '../../components/channel/ask';
import { keptResponse } from '../../components/evidence/exchange';
import { fromBase64 } from '../../components/model/base64';
import type { Capture, Environment, Visit } from '../../components/model/case';
import { MESSAGES, type Answered, type MessageName, type Sent } from '../../components/model/message';
import type { PageView } from '../../components/model/page-view';
import { PlainError } from '../../components/model/plain-error';
import type { PageCaptured } from '../../components/visits/keep';

/** Chromium gives two pictures of a window in a second (MAX_CAPTURE_VISIBLE_TAB_CALLS_PER_SECOND). */
const PICTURE_PAUSE_MS = 560;
const PICTURE_TRIES = 3;
const WRITE_WAIT_MS = 20_000;
const NOT_ALLOWED =
  'the browser allows pictures only after a press on the toolbar button, the menu or the key';

export interface TabCaptured extends PageCaptured {
  screenshot: { bytes: Uint8Array } | { why: string };
  environment: Pick<Environment, 'viewport' | 'clockOffset' | 'pageLoad'>;
}

/** Captures what this tab shows. Never rejects for what a page does. */
export async function captureTab(
  tabId: number,
  visit: Visit,
  onProgress: (done: number, total: number) => void,
): Promise<TabCaptured> {
  const captured: TabCaptured = {
    captures: [],
    notCaptured: [],
    screenshot: { why: 'not taken' },
    environment: {},
  };
  if (!(await injected(tabId))) {
    captured.screenshot = await pictureOfTab(tabId);
    captured.notCaptured.push(
      { what: 'page-picture', why: 'the browser did not let the page be scrolled' },
      { what: 'page-html', why: 'the browser did not let the page be read' },
    );
    return captured;
  }
  const view = await viewOf(tabId, null, []);
  captured.screenshot = await pictureOfTab(tabId);
  if (view) {
    const { windowWidth, windowHeight, devicePixelRatio } = view;
    captured.environment.viewport = {
      width: Math.round(windowWidth),
      height: Math.round(windowHeight),
      devicePixelRatio,
    };
  }
  await takeResponse(tabId, visit, captured);
  if ('bytes' in captured.screenshot) await takePictures(tabId, visit, captured, onProgress);
  else {
    await safely(tabId, 'page/view-end', {});
    captured.notCaptured.push({ what: 'page-picture', why: captured.screenshot.why });
  }
  await takeWrittenPage(tabId, visit, captured);
  return captured;
}

/** One calm line on the page; nothing where no script of ours may run. */
export async function noticeOn(tabId: number, text: string, isLasting: boolean): Promise<void> {
  if (await injected(tabId)) tell('page/notice', { text, isLasting }, { tabId, frameId: 0 });
}

async function injected(tabId: number): Promise<boolean> {
  try {
    await browser.scripting.executeScript({ target: { tabId }, files: ['/capture-page.js'] });
    return true;
  } catch (error) {
    if (error instanceof Error) return false;
    throw error;
  }
}

async function takePictures(
  tabId: number,
  visit: Visit,
  captured: TabCaptured,
  onProgress: (done: number, total: number) => void,
): Promise<void> {
  let lastPicture = Date.now();
  const flagged = [...new Set(visit.flags.map(({ subject }) => subject))].filter(
    (s) => !s.startsWith('page:'),
  );
  const page = await picturePage({
    view: (y, subjects) => viewOf(tabId, y, subjects),
    end: async () => {
      await safely(tabId, 'page/view-end', {});
    },
    async picture() {
      await pause(lastPicture + PICTURE_PAUSE_MS - Date.now());
      const shot = await pictureOfTab(tabId);
      lastPicture = Date.now();
      if ('why' in shot) return shot;
      return { picture: new Blob([new Uint8Array(shot.bytes)], { type: 'image/png' }) };
    },
    subjects: flagged,
    now: () => performance.now(),
    onProgress,
  });
  const capturedAt = new Date().toISOString();
  page.parts.forEach(({ bytes, mime, area }, index) => {
    captured.captures.push({
      bytes,
      rest: {
        role: 'screenshot-page',
        subject: null,
        url: visit.url,
        mime,
        whole: true,
        capturedAt,
        note:
          mime === 'image/png' ? 'scrolled and put together' : 'scrolled and put together; packed with loss',
        area,
        part: { n: index + 1, of: page.parts.length },
      },
    });
  });
  for (const { bytes, mime, area, subject, share } of page.cutOuts) {
    captured.captures.push({
      bytes,
      rest: {
        role: 'screenshot-element',
        subject,
        url: visit.url,
        mime,
        whole: share >= WHOLE_SHARE,
        capturedAt,
        note: share >= WHOLE_SHARE ? null : `in view: ${String(Math.round(share * 100))} %`,
        area,
      },
    });
  }
  captured.notCaptured.push(...page.notCaptured);
}

async function takeResponse(tabId: number, visit: Visit, captured: TabCaptured): Promise<void> {
  const answer = await safely(tabId, 'page/response', {});
  const load = answer?.load ?? null;
  if (load) {
    const { respondedAtMs: _, ...rest } = load;
    captured.environment.pageLoad = rest;
  }
  const cached = answer?.cached ?? null;
  const kept = cached ? keptResponse(cached.status, cached.headers, 'page') : null;
  captured.notCaptured.push({ what: 'request-headers', why: 'a browser does not show them to an extension' });
  if (!cached || !kept) {
    captured.notCaptured.push({
      what: 'page-response',
      why: 'not in the cache of the browser, and the shop was not asked again',
    });
    return;
  }
  if (kept.leftOut > 0)
    captured.notCaptured.push({ what: 'response-headers', why: `${String(kept.leftOut)} left out` });
  const sent = kept.response.headers.find(([name]) => name === 'date')?.[1];
  const sentAt = sent === undefined ? NaN : Date.parse(sent);
  if (load && !load.fromCache && Number.isFinite(sentAt))
    captured.environment.clockOffset = {
      seconds: Math.round((sentAt - load.respondedAtMs) / 1000),
      derivedFrom: 'date-header-of-the-page',
    };
  captured.captures.push({
    bytes: fromBase64(cached.base64),
    rest: {
      role: 'page-response',
      subject: null,
      url: visit.url,
      mime: mimeIn(kept.response.headers),
      whole: cached.whole,
      capturedAt: new Date().toISOString(),
      note: cached.whole ? null : 'limit-page-response-bytes',
      response: kept.response,
    },
  });
}

async function takeWrittenPage(tabId: number, visit: Visit, captured: TabCaptured): Promise<void> {
  const written = await safely(tabId, 'page/write-out', {}, WRITE_WAIT_MS);
  const parts: string[] = [];
  let at = 0;
  while (written && at < written.chars) {
    const part = await safely(tabId, 'page/written-part', { at });
    if (!part || part.text === '') break;
    parts.push(part.text);
    at += part.text.length;
  }
  if (!written || at !== written.chars) {
    captured.notCaptured.push({ what: 'page-html', why: 'the page did not answer' });
    return;
  }
  // Two records under one address are told apart by their second.
  const before = captured.captures.find(({ rest }) => rest.role === 'page-response')?.rest.capturedAt;
  if (before !== undefined) await pause(1_000 - (Date.now() - Math.floor(Date.parse(before) / 1000) * 1000));
  const rest: Omit<Capture, 'sha256' | 'sizeBytes'> = {
    role: 'page-html',
    subject: null,
    url: visit.url,
    mime: 'text/html',
    whole: written.limit === null,
    capturedAt: new Date().toISOString(),
    note: 'as rendered; scripts do not run, nothing typed is in it; it may show what the page showed of the person',
  };
  captured.captures.push({ bytes: new TextEncoder().encode(parts.join('')), rest });
  const { leftOut, limit } = written;
  const say = (what: string, count: number, why: string): void => {
    if (count > 0) captured.notCaptured.push({ what, why: `${String(count)} ${why}` });
  };
  say('typed-values', leftOut.formFields + leftOut.editable, 'fields without what was typed or chosen');
  say('canvases', leftOut.canvases, 'drawings are in the pictures only');
  say('frames', leftOut.frames, 'pages inside the page are in the pictures only');
  say('style-sheets', leftOut.styleSheets, 'could not be read or went over the limit');
  if (limit !== null) captured.notCaptured.push({ what: 'page-html-rest', why: `limit-${limit}` });
}

function mimeIn(headers: readonly (readonly [string, string])[]): string {
  const type = headers.find(([name]) => name === 'content-type')?.[1] ?? '';
  return /^[\w.+-]{1,40}\/[\w.+-]{1,50}/.exec(type)?.[0] ?? 'application/octet-stream';
}

/** What a page answers is checked here as if it came from anybody: a bound broken is no answer. */
async function safely<N extends MessageName>(
  tabId: number,
  name: N,
  sent: Sent<N>,
  waitMs = 10_000,
): Promise<Answered<N> | null> {
  try {
    const answer = await ask(name, sent, { tabId, frameId: 0, waitMs });
    const parsed = MESSAGES[name].answered.safeParse(answer);
    return parsed.success ? (parsed.data as Answered<N>) : null;
  } catch (error) {
    if (error instanceof PlainError) return null;
    throw error;
  }
}

function viewOf(tabId: number, y: number | null, subjects: readonly string[]): Promise<PageView | null> {
  return safely(tabId, 'page/view', { y, subjects: [...subjects] });
}

/** PNG of what the window shows, if this tab is the one in front before and after. */
async function pictureOfTab(tabId: number): Promise<{ bytes: Uint8Array } | { why: string }> {
  for (let tries = 1; ; tries += 1) {
    try {
      const tab = await browser.tabs.get(tabId);
      if (!tab.active) return { why: 'the tab was not in front' };
      const url = await browser.tabs.captureVisibleTab(tab.windowId, { format: 'png' });
      const after = await browser.tabs.get(tabId);
      if (!after.active) return { why: 'the tab was not in front' };
      const bytes = fromBase64(url.slice(url.indexOf(',') + 1));
      return bytes.length > 0 ? { bytes } : { why: 'the browser gave an empty picture' };
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      const isTooOften = /quota|MAX_CAPTURE/i.test(error.message);
      // A press on the page itself gives an extension no right to picture the tab; its button, menu and key do.
      if (/activeTab|all_urls/.test(error.message)) return { why: NOT_ALLOWED };
      if (!isTooOften || tries >= PICTURE_TRIES) return { why: error.message.slice(0, 200) };
      await pause(PICTURE_PAUSE_MS * tries);
    }
  }
}

function pause(ms: number): Promise<void> {
  return ms <= 0 ? Promise.resolve() : new Promise((done) => setTimeout(done, ms));
}
