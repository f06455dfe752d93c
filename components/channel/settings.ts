/** What the person has chosen, kept in the browser's local storage and read anew each time it matters. */
import browser from 'webextension-polyfill';
import type { Locale } from '../model/message';

export interface Settings {
  /** Interface language; null follows the browser. */
  locale: Locale | null;
  /** Jurisdictions whose packs are asked; null means the default for the interface language. */
  jurisdictions: string[] | null;
}

const KEY = 'settings';
const NONE: Settings = { locale: null, jurisdictions: null };

/** Reads the settings; anything malformed counts as not chosen. */
export async function readSettings(): Promise<Settings> {
  const stored: unknown = (await browser.storage.local.get(KEY))[KEY];
  if (typeof stored !== 'object' || stored === null) return NONE;
  const { locale, jurisdictions } = stored as Record<string, unknown>;
  return {
    locale: locale === 'zh-CN' || locale === 'en' ? locale : null,
    jurisdictions: Array.isArray(jurisdictions)
      ? jurisdictions.filter((j): j is string => typeof j === 'string')
      : null,
  };
}

export async function writeSettings(settings: Settings): Promise<void> {
  await browser.storage.local.set({ [KEY]: settings });
}

/** The language to speak: the chosen one, else Chinese where the browser's interface is Chinese, else English. */
export function localeOf(settings: Settings): Locale {
  if (settings.locale) return settings.locale;
  return browser.i18n.getUILanguage().toLowerCase().startsWith('zh') ? 'zh-CN' : 'en';
}

/**
 * The jurisdictions to ask: the chosen ones; else mainland China for a Chinese interface, and every pack for
 * any other, since nothing tells where the person lives and no location is ever looked up.
 */
export function jurisdictionsOf(settings: Settings, all: readonly string[]): readonly string[] {
  if (settings.jurisdictions) return settings.jurisdictions.filter((j) => all.includes(j));
  return localeOf(settings) === 'zh-CN' ? all.filter((j) => j === 'cn') : all;
}
