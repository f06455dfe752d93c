/** The price of a page that was fetched again, by the same reader as on the open page; nothing of it is run. */
import type { PageAgain } from '../../components/model/price';
import type { ObservationOf } from '../../components/model/observation';
import type { Shop } from '../../components/model/shop';
import { observeOffer } from '../../components/observers/offer';
import type { AgainLook } from '../../components/ui/price-section';

type Offer = ObservationOf<'offer'>['value'];

/** What a fetched page says the same product costs, or a code: `no-price`, `other-page`, `other-product`, or that of the fetch. */
export function priceOfPage(
  page: PageAgain,
  withCookies: boolean,
  open: { url: string; offer: Offer; shop: Shop | null },
): AgainLook {
  const not = (code: string): AgainLook => ({ withCookies, price: null, code });
  if (!page.ok) return not(page.code);
  if (placeOf(page.url) !== placeOf(open.url)) return not('other-page');
  const document = new DOMParser().parseFromString(page.html, 'text/html');
  const sightings = observeOffer({ document, url: new URL(open.url), shop: open.shop, layout: false });
  const offer = sightings.find((seen) => seen.kind === 'offer')?.value;
  if (!offer || offer.price === null) return not('no-price');
  if (!isSameProduct(offer, open.offer)) return not('other-product');
  if (offer.disagreements.some(({ field }) => field === 'price') && offer.price !== open.offer.price)
    return not('sources-disagree');
  return { withCookies, price: offer.price, code: null };
}

function placeOf(address: string): string {
  const url = new URL(address);
  return `${url.hostname}${url.pathname.replace(/\/+$/, '')}`;
}

/** The same where they share an id, or where one of them names none; and never in another currency. */
function isSameProduct(one: Offer, other: Offer): boolean {
  if (one.currency !== null && other.currency !== null && one.currency !== other.currency) return false;
  if (one.ids.length === 0 || other.ids.length === 0) return true;
  return one.ids.some(({ value }) => other.ids.some((id) => id.value === value));
}
