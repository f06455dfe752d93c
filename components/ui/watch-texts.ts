/** The words of the watching chip, apart from all others: they travel in the script that watches. */
import en from '../../assets/locales/watch/en.json' with { type: 'json' };
import zhCN from '../../assets/locales/watch/zh-CN.json' with { type: 'json' };

export type WatchTexts = Readonly<Record<keyof typeof zhCN, string>>;

/** The chip's words in one language. */
export function watchTextsFor(locale: 'zh-CN' | 'en'): WatchTexts {
  return locale === 'en' ? en : zhCN;
}
