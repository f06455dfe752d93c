/** The price section's wiring: the record is asked for when the page has an offer, requests only on a press. */
import { useEffect, useState } from 'preact/hooks';
import { ask } from '../../components/channel/ask';
import { PlainError } from '../../components/model/plain-error';
import type { Visit } from '../../components/model/case';
import type { Locale } from '../../components/model/message';
import type { PriceChartData } from '../../components/model/price';
import type { Shop } from '../../components/model/shop';
import { paired } from '../../components/prices/paired';
import type { AgainLook, AgainState, PriceSectionProps } from '../../components/ui/price-section';
import { priceOfPage } from './read-page';

/** Looks on each side of the repeated comparison. */
const PAIRS = 3;
/** A person who reloads is not faster than this. */
const PAUSE_MS = 1_500;
const FETCH_WAIT_MS = 30_000;

/** Props of the price section; null while the page has no offer. */
export function usePrices(
  tabId: number,
  visit: Visit | null,
  shop: Shop | null,
  locale: Locale,
): Omit<PriceSectionProps, 'locale' | 'texts'> | null {
  const [chart, setChart] = useState<PriceChartData | null>(null);
  const [again, setAgain] = useState<AgainState>({ kind: 'idle' });
  const offer = visit?.observations.filter((seen) => seen.kind === 'offer').at(-1)?.value ?? null;
  const record = visit?.observations.filter((seen) => seen.kind === 'price-record').at(-1)?.id ?? null;

  useEffect(() => {
    if (record !== null) void ask('visit/price-chart', { tabId }).then(setChart);
  }, [tabId, record]);

  if (!visit || !offer) return null;
  const look = async (sides: readonly boolean[]): Promise<void> => {
    try {
      const looks: AgainLook[] = [];
      for (const [n, withCookies] of sides.entries()) {
        setAgain({ kind: 'asking', done: n, total: sides.length });
        if (n > 0) await new Promise((later) => setTimeout(later, PAUSE_MS));
        const page = await ask('visit/page-again', { tabId, withCookies }, { waitMs: FETCH_WAIT_MS });
        looks.push(priceOfPage(page, withCookies, { url: visit.url, offer, shop }));
      }
      setAgain({ kind: 'done', looks, result: paired(looks, offer.price) });
    } catch (error) {
      if (!(error instanceof PlainError)) throw error;
      setAgain({ kind: 'failed', reason: error.text[locale === 'en' ? 'en' : 'zh'] });
    }
  };
  return {
    chart,
    host: new URL(visit.url).host,
    again,
    requests: PAIRS * 2,
    onTwin: () => void look([false]),
    onAgain: () => void look(inPairs()),
  };
}

/** Both sides in each pair, in an order drawn anew, so that a price that drifts does not look like a side. */
function inPairs(): boolean[] {
  return Array.from({ length: PAIRS }, () => (Math.random() < 0.5 ? [true, false] : [false, true])).flat();
}
