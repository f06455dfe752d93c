import {
  startObserving,
  type Observing,
  type ObservingOptions,
} from '../../../components/observers/schedule';
import { excerptSchema } from '../../../components/model/excerpt';
import { sightingSchema, type Sighting } from '../../../components/model/observation';
import { readOffer } from '../../../components/observers/offer';
import { gate, readTexts } from './lexicons';

export interface Watched {
  sightings: Sighting[];
  gone: string[];
  withdrawn: string[];
  observing: Observing;
  stop(): void;
  of<K extends Sighting['kind']>(kind: K): Extract<Sighting, { kind: K }>[];
}

export const waitMs = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Shows `html` as the page, looks at it until the page counts as settled, and checks every sighting's form. */
export async function watch(html: string, more: Partial<ObservingOptions> = {}): Promise<Watched> {
  document.body.innerHTML = html;
  const stop = new AbortController();
  const watched: Watched = {
    sightings: [],
    gone: [],
    withdrawn: [],
    observing: startObserving({
      document,
      url: new URL('https://shop.test/item/1.html'),
      shop: null,
      gate,
      readTexts,
      readOffer: (excerpt) => Promise.resolve(readOffer(excerptSchema.parse(excerpt), more.shop ?? null)),
      asked: true,
      signal: stop.signal,
      send(batch) {
        for (const sighting of batch.sightings) {
          sightingSchema.parse(sighting);
          if (!Object.isFrozen(sighting)) throw new Error(`${sighting.kind} is not frozen`);
        }
        watched.sightings.push(...batch.sightings);
        watched.gone.push(...batch.gone);
        watched.withdrawn.push(...batch.withdrawn);
      },
      ...more,
    }),
    stop: () => {
      stop.abort();
    },
    of: (kind) =>
      watched.sightings.filter(
        (s): s is Extract<Sighting, { kind: typeof kind }> => s.kind === kind,
      ) as never,
  };
  const until = Date.now() + 15_000;
  while (Date.now() < until && !watched.of('page').some((p) => p.value.settled)) await waitMs(20);
  return watched;
}
