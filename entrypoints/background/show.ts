/** Showing a judged visit: flags to the frames that hold their subjects, a quiet number on the toolbar. */
import browser from 'webextension-polyfill';
import { tell } from '../../components/channel/ask';
import { localeOf, readSettings } from '../../components/channel/settings';
import type { Visit } from '../../components/model/case';
import { shownText } from '../../components/ui/shown-text';

/** Ink of the hang-tag; the number is a count, not an alarm. */
const INK = '#1f4e5f';

/** What each frame was told last: judging often changes nothing, and a message costs the page. */
const told = new Map<string, string>();

export async function showOnPage(visit: Visit, frameOf: (subject: string) => number): Promise<void> {
  const locale = localeOf(await readSettings());
  const frames = new Set(visit.observations.map((o) => frameOf(o.subject)));
  for (const frameId of frames) {
    const flags = visit.flags
      .filter((flag) => frameOf(flag.subject) === frameId)
      .map((flag) => ({
        ...flag,
        headline: { zh: shownText(flag.headline.zh), en: shownText(flag.headline.en) },
      }));
    const place = `${String(visit.tabId)}:${String(frameId)}`;
    const text = JSON.stringify([visit.startedAt, locale, flags]);
    if (told.get(place) === text) continue;
    told.set(place, text);
    tell('page/flags', { locale, flags }, { tabId: visit.tabId, frameId });
  }
}

/** How many subjects carry a flag; nothing is written when there is none. */
export async function showOnToolbar(visit: Visit): Promise<void> {
  const { tabId } = visit;
  const count = visit.flags.filter((flag) => flag.tone === 'flag').length;
  try {
    await browser.action.setBadgeBackgroundColor({ color: INK, tabId });
    await browser.action.setBadgeText({ text: count === 0 ? '' : String(count), tabId });
  } catch (error) {
    // The tab closed between judging and showing.
    if (!(error instanceof Error)) throw error;
  }
}
