/**
 * Cards of lists that were pressed: remembered for a few minutes in the browser's memory, never on disk, and set
 * beside the page that they lead to.
 */
import { recentList } from '../../components/channel/recent-list';
import { rememberedCardSchema, type RememberedCard } from '../../components/model/card';
import { LIMITS } from '../../components/model/limits';
import type { Sighting } from '../../components/model/observation';
import type { Shop } from '../../components/model/shop';
import type { VisitRecord } from '../../components/model/visit-record';
import { productOf, standsIn } from '../../components/observers/card-price';
import { latestOffer } from '../../components/visits/price-memory';

export interface Cards {
  note(card: RememberedCard): Promise<void>;
  /** What the card said by which this page was reached; nothing where it was reached in another way. */
  pricesFor(record: VisitRecord, shop: Shop | null): Promise<Sighting[]>;
}

export function cards(): Cards {
  const pressed = recentList('pressed-cards', rememberedCardSchema, LIMITS.cards, (held, now) =>
    isOld(held.pressedAt, now.pressedAt),
  );
  return {
    note: pressed.note,
    async pricesFor(record, shop) {
      const offer = latestOffer(record.observations);
      const product = offer && record.isPageSettled ? productOf(record.url, shop) : null;
      if (!offer || product === null) return [];
      const card = (await pressed.all()).find((one) => one.product === product);
      if (!card || isOld(card.pressedAt, offer.seenAt)) return [];
      const { product: _own, ...seen } = card;
      const texts = offer.value.sources
        .filter(({ field, source }) => /price/.test(field) && /adapter|rendered/.test(source))
        .map(({ raw }) => raw);
      return [
        {
          kind: 'card-price',
          subject: offer.subject,
          observer: 'card-memory',
          method: 'pressed-card',
          value: { ...seen, isOnPage: standsIn(seen.price, texts) },
        },
      ];
    },
  };
}

function isOld(pressedAt: string, now: string): boolean {
  return Date.parse(now) - Date.parse(pressedAt) > LIMITS.cardSeconds * 1_000;
}
