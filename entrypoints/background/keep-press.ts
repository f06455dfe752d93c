/** One press keeps the page: the tag on the page, the menu of the right mouse button, the keyboard. */
import browser from 'webextension-polyfill';
import { localeOf, readSettings } from '../../components/channel/settings';
import { PlainError } from '../../components/model/plain-error';
import type { Visits } from '../../components/visits/visits';
import { noticeOn } from './capture';
import type { Keeper } from './keep';
import { lookOnce } from './look';
import { KEEP_MENU } from './picture';

/** A page that was not looked at before is looked at first; so long is waited for it to settle. */
const LOOK_MS = 20_000;
const STEP_MS = 250;

/** Listens for the menu and the key, while the background starts. Answers what to do for the tag on a page. */
export function answerKeeping(
  keeping: Keeper,
  visits: Visits,
): (tabId: number) => Promise<Record<string, never>> {
  const press = async (tabId: number): Promise<Record<string, never>> => {
    try {
      await lookFirst(tabId, visits);
      await keeping.keep(tabId);
    } catch (error) {
      // What stood in the way was said on the page; only what nobody has a word for goes on.
      if (!(error instanceof PlainError)) throw error;
    }
    return {};
  };
  browser.contextMenus.onClicked.addListener((info, tab) => {
    if (info.menuItemId === KEEP_MENU && tab?.id !== undefined) void press(tab.id);
  });
  browser.commands.onCommand.addListener((command) => {
    if (command !== 'keep-page') return;
    void browser.tabs.query({ active: true, lastFocusedWindow: true }).then(([tab]) => {
      if (tab?.id !== undefined) void press(tab.id);
    });
  });
  return press;
}

async function lookFirst(tabId: number, visits: Visits): Promise<void> {
  if (await visits.visit(tabId)) return;
  const locale = localeOf(await readSettings());
  await noticeOn(tabId, locale === 'en' ? 'Looking at this page first.' : '先看一看这一页。', true);
  if (!(await lookOnce(tabId))) return;
  const until = Date.now() + LOOK_MS;
  while (Date.now() < until) {
    await new Promise((later) => setTimeout(later, STEP_MS));
    if ((await visits.visit(tabId))?.settled) return;
  }
}
