/** The price of this page: its record, and looks at it that the person can ask for. Props in, events out. */
import type { PriceChartData } from '../model/price';
import { PriceChart } from './price-chart';
import { circumstancesOf, summaryOf } from './price-sketch';
import { moneyText } from './price-text';
import { textIfKnown, type TextLocale, type Texts } from './text';

/** One look at the page, fetched again. The same shape as in prices/paired. */
export interface AgainLook {
  withCookies: boolean;
  price: string | null;
  code: string | null;
}

export interface AgainResult {
  outcome: 'cannot-read' | 'same' | 'flickers' | 'differs';
  withCookies: readonly string[];
  without: readonly string[];
  looksWith: number;
  looksWithout: number;
}

export type AgainState =
  | { kind: 'idle' }
  | { kind: 'asking'; done: number; total: number }
  | { kind: 'done'; result: AgainResult; looks: readonly AgainLook[] }
  | { kind: 'failed'; reason: string };

export interface PriceSectionProps {
  chart: PriceChartData | null;
  /** Host that a request would go to. */
  host: string;
  again: AgainState;
  /** Requests that the repeated look makes. */
  requests: number;
  onTwin: () => void;
  onAgain: () => void;
  locale: TextLocale;
  texts: Texts;
}

export function PriceSection(props: PriceSectionProps) {
  const { chart, locale, texts } = props;
  return (
    <section class="topic price-section">
      <h2>{texts('price.section')}</h2>
      <div class="price-box">
        {chart ? (
          <>
            <p class="price-summary">{summaryOf(chart, locale, texts)}</p>
            <p class="quiet">{circumstancesOf(chart, texts)}</p>
            {chart.days.length > 1 && <PriceChart chart={chart} locale={locale} texts={texts} />}
          </>
        ) : (
          <p class="quiet">{texts('price.none')}</p>
        )}
        <Again {...props} />
      </div>
    </section>
  );
}

function Again({ again, host, requests, chart, onTwin, onAgain, locale, texts }: PriceSectionProps) {
  const isAsking = again.kind === 'asking';
  return (
    <details class="price-again" open={again.kind !== 'idle'}>
      <summary>{texts('price.again')}</summary>
      <p>{texts('price.again.why')}</p>
      <div class="price-ways">
        <p id="price-twin-says" class="quiet">
          {texts('price.twin.says', { host })}
        </p>
        <button
          type="button"
          class="button"
          aria-describedby="price-twin-says"
          disabled={isAsking}
          onClick={onTwin}
        >
          {texts('price.twin')}
        </button>
        <p id="price-repeat-says" class="quiet">
          {texts('price.repeat.says', { host, count: requests, half: requests / 2 })}
        </p>
        <button
          type="button"
          class="button"
          aria-describedby="price-repeat-says"
          disabled={isAsking}
          onClick={onAgain}
        >
          {texts('price.repeat')}
        </button>
      </div>
      <div role="status">
        {again.kind === 'asking' && <p>{texts('price.asking', { done: again.done, total: again.total })}</p>}
        {again.kind === 'failed' && <p>{again.reason}</p>}
        {again.kind === 'done' && (
          <Result again={again} currency={chart?.currency ?? null} locale={locale} texts={texts} />
        )}
      </div>
    </details>
  );
}

function Result({
  again,
  currency,
  locale,
  texts,
}: {
  again: Extract<AgainState, { kind: 'done' }>;
  currency: string | null;
  locale: TextLocale;
  texts: Texts;
}) {
  const { result, looks } = again;
  const wasFetched = looks.some(({ withCookies }) => withCookies);
  const say = (prices: readonly string[]): string =>
    prices.length === 0
      ? texts('price.unread')
      : prices.map((price) => moneyText(price, currency, locale)).join(texts('list.separator'));
  const codes = [...new Set(looks.flatMap(({ code }) => code ?? []))];
  return (
    <>
      <p class="price-verdict">{texts(`price.result.${result.outcome}`)}</p>
      <dl class="price-sides">
        <dt>{texts(wasFetched ? 'price.side.with' : 'price.side.shown')}</dt>
        <dd>
          {say(result.withCookies)}
          {wasFetched && <span class="quiet"> {texts('price.side.looks', { count: result.looksWith })}</span>}
        </dd>
        <dt>{texts('price.side.without')}</dt>
        <dd>
          {say(result.without)}{' '}
          <span class="quiet">{texts('price.side.looks', { count: result.looksWithout })}</span>
        </dd>
      </dl>
      {codes.map((code) => (
        <p class="quiet" key={code}>
          {textIfKnown(locale, `price.code.${code}`) ?? texts('price.code.other', { code })}
        </p>
      ))}
      {result.outcome === 'differs' && <p class="quiet">{texts('price.gap')}</p>}
    </>
  );
}
