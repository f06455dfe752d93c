/** The few words of the badge, apart from all others so that the content script stays small. */
import en from '../../assets/locales/badge/en.json' with { type: 'json' };
import zhCN from '../../assets/locales/badge/zh-CN.json' with { type: 'json' };

export type BadgeTexts = Readonly<Record<keyof typeof zhCN, string>>;

/** The badge's words in one language. */
export function badgeTextsFor(locale: 'zh-CN' | 'en'): BadgeTexts {
  return locale === 'en' ? en : zhCN;
}
