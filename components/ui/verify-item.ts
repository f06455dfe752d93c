/** What a check looked at and what came of it, in words: for the page that checks and for files that come in. */
import { textIfKnown, type TextLocale } from './text';

/** Name of an item as the check calls it (`container`, `capture <sha256>`, `report.html written again`, a file). */
export function itemName(item: string, locale: TextLocale): string {
  const [first = '', second = ''] = item.split(' ');
  if (item.endsWith(' written again'))
    return textIfKnown(locale, 'verify.item.again', { name: first }) ?? item;
  if (first === 'capture')
    return textIfKnown(locale, 'verify.item.capture', { name: `${second.slice(0, 16)}…` }) ?? item;
  if (first === 'case') return textIfKnown(locale, 'verify.item.case', { name: second }) ?? item;
  if (first === 'pack') return textIfKnown(locale, 'verify.item.pack', { name: second }) ?? item;
  return textIfKnown(locale, `verify.item.${item}`) ?? item;
}

/** Why, in words; the code itself where there are none. Empty where there is nothing to say. */
export function reasonText(reason: string | null, locale: TextLocale): string {
  return reason === null ? '' : (textIfKnown(locale, `verify.reason.${reason}`) ?? reason);
}

export const ITEM_GROUPS = ['seal', 'files', 'captures', 'packs', 'again'] as const;

/** Which kind of item it is, for showing those of a kind together. */
export function itemGroup(item: string): (typeof ITEM_GROUPS)[number] {
  if (item.endsWith(' written again') || item === 'findings') return 'again';
  if (item.startsWith('capture ')) return 'captures';
  if (item.startsWith('pack ') || item === 'channels') return 'packs';
  return SEAL.has(item) ? 'seal' : 'files';
}

const SEAL: ReadonlySet<string> = new Set([
  'container',
  'datapackage.json',
  'datapackage-digest.json',
  'signature',
  'time-stamp',
  'time-stamp-chain',
  'expected-key',
  'times',
]);
