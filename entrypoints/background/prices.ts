/** Prices in the background: remembered as pages are seen, charted when the popup asks, fetched again on a press. */
import { PlainError } from '../../components/model/plain-error';
import type { Visit } from '../../components/model/case';
import type { Sighting } from '../../components/model/observation';
import type { PageAgain, PriceChartData } from '../../components/model/price';
import type { VisitRecord } from '../../components/model/visit-record';
import { chartOf } from '../../components/prices/chart';
import { keyOf } from '../../components/prices/key';
import { openPriceStore, type PriceStore } from '../../components/prices/store';
import { fetchPageAgain } from '../../components/visits/page-again';
import { latestOffer, rememberPrice } from '../../components/visits/price-memory';

export interface Prices {
  /** Records the price of a page; nothing where the browser keeps no storage for us. */
  remember(record: VisitRecord): Promise<Sighting[]>;
  chart(visit: Visit | null): Promise<PriceChartData | null>;
  fetchAgain(visit: Visit | null, withCookies: boolean): Promise<PageAgain>;
}

export function prices(): Prices {
  let opening: Promise<PriceStore> | null = null;
  const store = (): Promise<PriceStore> => {
    opening ??= openPriceStore().catch((error: unknown) => {
      opening = null;
      throw error;
    });
    return opening;
  };
  return {
    async remember(record) {
      try {
        return await rememberPrice(record, {
          store: await store(),
          utcOffsetMinutes: -new Date().getTimezoneOffset(),
          device: /Mobi|Android/.test(navigator.userAgent) ? 'mobile' : 'desktop',
        });
      } catch (error) {
        // A store that cannot be opened is no reason to keep a page from being judged.
        if (error instanceof PlainError) return [];
        throw error;
      }
    },
    async chart(visit) {
      const offer = visit ? latestOffer(visit.observations) : null;
      const key = visit && offer ? keyOf(offer.value, visit.shop, visit.url) : null;
      if (!key) return null;
      const history = await (await store()).read(key);
      const chart = history.ok ? chartOf(history.points) : null;
      if (!chart) return null;
      return { ...chart, days: [...chart.days], currency: key.currency === '' ? null : key.currency };
    },
    fetchAgain: (visit, withCookies) =>
      visit ? fetchPageAgain(visit.url, withCookies) : Promise.resolve({ ok: false, code: 'no-visit' }),
  };
}
