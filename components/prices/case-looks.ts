/** Looks at prices out of kept cases, for setting what several people saw side by side. */
import type { Case } from '../model/case';
import type { ObservationOf } from '../model/observation';
import { keyOf, keyText } from './key';
import type { SharedLook } from './together';

/**
 * What one person's case holds of prices. A price that the page's own sources dispute, or without a currency,
 * is left out. Circumstances are what the case itself shows; what it does not show is not guessed.
 */
export function looksOfCase(kept: Case, person: string): SharedLook[] {
  const words = new Set(
    kept.observations.flatMap((seen) =>
      seen.kind === 'price-wording' && seen.value.nearPrice === true ? [seen.value.wording] : [],
    ),
  );
  const { browser, locale } = kept.environment;
  const attributes = {
    device: /Mobi|Android/.test(browser) ? 'mobile' : 'desktop',
    language: locale,
    newcomer: words.has('newcomer') ? 'yes' : 'no',
    personalised: words.has('personalised') ? 'yes' : 'no',
  };
  return kept.observations.flatMap((seen): SharedLook[] => {
    if (seen.kind !== 'offer') return [];
    const { price, currency } = seen.value;
    const key = keyOf(seen.value, kept.shop, kept.url);
    if (price === null || currency === null || key === null || isDisputed(seen)) return [];
    const minute = Math.floor(Date.parse(seen.seenAt) / 60_000);
    const { account = 'unknown', region = '' } = seen.value.shownTo ?? kept.environment.shownTo ?? {};
    const promotion = [seen.value.priceKind, seen.value.condition ?? ''].join(' ').trim();
    return [
      {
        person,
        variant: keyText(key),
        minute,
        price,
        currency,
        promotion,
        attributes: { ...attributes, account, region: region || 'unknown' },
      },
    ];
  });
}

function isDisputed({ value }: ObservationOf<'offer'>): boolean {
  return value.disagreements.some(({ field }) => field === 'price' || field === 'currency');
}
