/** Prices in the background: remembered as pages are seen, charted when the popup asks, fetched again on a press. */
import { PlainError } from '../../components/model/plain-error';
import type { PriceHistory, Visit } from '../../components/model/case';
import type { Sighting } from '../../components/model/observation';
import type { PageAgain, PriceChartData } from '../../components/model/price';
import type { VisitRecord } from '../../components/model/visit-record';
import { openClaimStore, type ClaimStore } from '../../components/prices/claim-store';
import { chartOf } from '../../components/prices/chart';
import { keyOf } from '../../components/prices/key';
import { openPriceStore, type PriceStore } from '../../components/prices/store';
import { rememberClaims } from '../../components/visits/claim-memory';
import { fetchPageAgain } from '../../components/visits/page-again';
import {
  historyForCase,
  latestOffer,
  rememberPrice,
  type Remembered,
} from '../../components/visits/price-memory';

export interface Prices {
  /** Records the price of a page; nothing where the browser keeps no storage for us. */
  remember(record: VisitRecord): Promise<Remembered>;
  chart(visit: Visit | null): Promise<PriceChartData | null>;
  /** The raw record of this page's variant, for a case; null when there is none. */
  historyOf(visit: Visit): Promise<PriceHistory | null>;
  fetchAgain(visit: Visit | null, withCookies: boolean): Promise<PageAgain>;
}

export function prices(): Prices {
  let openingClaims: Promise<ClaimStore | null> | null = null;
  let opening: Promise<PriceStore> | null = null;
  const store = (): Promise<PriceStore> => {
    opening ??= openPriceStore().catch((error: unknown) => {
      opening = null;
      throw error;
    });
    return opening;
  };
  async function rememberedClaims(record: VisitRecord): Promise<Sighting[]> {
    // Where the browser allows no storage (a private window), claims are seen but not remembered.
    openingClaims ??= openClaimStore().catch(() => null);
    const opened = await openingClaims;
    if (!opened) return [];
    return rememberClaims(record, { store: opened, utcOffsetMinutes: -new Date().getTimezoneOffset() });
  }
  return {
    async remember(record) {
      const claims = rememberedClaims(record);
      try {
        const price = await rememberPrice(record, {
          store: await store(),
          utcOffsetMinutes: -new Date().getTimezoneOffset(),
          now: () => new Date().toISOString(),
          device: /Mobi|Android/.test(navigator.userAgent) ? 'mobile' : 'desktop',
        });
        return { ...price, sightings: [...price.sightings, ...(await claims)] };
      } catch (error) {
        // A store that cannot be opened is no reason to keep a page from being judged.
        if (error instanceof PlainError) return { sightings: await claims };
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
    async historyOf(visit) {
      const offer = latestOffer(visit.observations);
      const key = offer ? keyOf(offer.value, visit.shop, visit.url) : null;
      if (!key) return null;
      try {
        const history = await (await store()).read(key);
        return history.ok ? historyForCase(key, history.points) : null;
      } catch (error) {
        // Without its own store of prices a browser still keeps cases.
        if (error instanceof PlainError) return null;
        throw error;
      }
    },
    fetchAgain: (visit, withCookies) =>
      visit ? fetchPageAgain(visit.url, withCookies) : Promise.resolve({ ok: false, code: 'no-visit' }),
  };
}
