/** What things are called on the casebook page. */
import { law } from 'virtual:law';
import { shops } from 'virtual:shops';
import type { TextLocale, Texts } from '../../components/ui/text';

export function shopName(id: string | null, locale: TextLocale): string | null {
  const shop = shops.find((one) => one.id === id);
  return shop ? shop.name[locale === 'en' ? 'en' : 'zh'] : id;
}

/** Title of a rule under today's packs; null for one that they no longer have. */
export function ruleName(id: string, locale: TextLocale): string | null {
  for (const { rules } of law.packs) {
    const rule = rules.find((one) => one.id === id);
    if (rule) return rule.title[locale === 'en' ? 'en' : 'zh'];
  }
  return null;
}

/** A source without a name of the person's own: short digits of its key or file. */
export function plainSource(source: string, texts: Texts): string {
  if (source === 'own') return texts('book.source.own');
  const name = source.slice(source.indexOf(':') + 1);
  const short = name.slice(0, 16);
  return texts(source.startsWith('key:') ? 'book.source.key' : 'book.source.unsigned', { name: short });
}
