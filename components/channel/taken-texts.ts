/**
 * For which kept pages a text to a channel was taken from here, so that the casebook can say when it becomes many
 * for one shop. Kept in the browser's local storage, names no page, and goes with "delete everything".
 */
import browser from 'webextension-polyfill';

export interface TakenText {
  case: string;
  /** Host and seller of the page. */
  place: string;
  channel: string;
  /** ISO 8601, UTC; the first time. */
  at: string;
}

const KEY = 'taken-texts';
const MOST = 500;

/** Newest first; anything malformed is left out. */
export async function readTakenTexts(): Promise<TakenText[]> {
  const stored: unknown = (await browser.storage.local.get(KEY))[KEY];
  if (!Array.isArray(stored)) return [];
  return stored.flatMap((one: unknown): TakenText[] => {
    if (typeof one !== 'object' || one === null) return [];
    const { case: of, place, channel, at } = one as Record<string, unknown>;
    const isWhole = [of, place, channel, at].every((text) => typeof text === 'string');
    return isWhole ? [one as TakenText] : [];
  });
}

/** Notes a text once for each case and channel; the oldest go when there are too many. */
export async function noteTakenText(taken: TakenText): Promise<void> {
  const before = await readTakenTexts();
  if (before.some((one) => one.case === taken.case && one.channel === taken.channel)) return;
  await browser.storage.local.set({ [KEY]: [taken, ...before].slice(0, MOST) });
}
