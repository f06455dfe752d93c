/** The press that changes the language: it is written in the language one would get. */
import type { TextLocale, Texts } from './text';

export function LanguageSwitch({
  locale,
  texts,
  onLocale,
}: {
  locale: TextLocale;
  texts: Texts;
  onLocale: (locale: TextLocale) => void;
}) {
  const other: TextLocale = locale === 'en' ? 'zh-CN' : 'en';
  return (
    <button type="button" class="text-button language" lang={other} onClick={() => onLocale(other)}>
      {texts('language.switch')}
    </button>
  );
}
