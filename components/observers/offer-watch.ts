/**
 * Keeps a page's offer up to date: takes an excerpt when something that can change the offer has changed, has
 * it read where the reader is, and knows which element carries the price.
 */
import type { Excerpt, OfferReading } from '../model/excerpt';
import type { Sighting } from '../model/observation';
import type { Shop } from '../model/shop';
import { isConnected, rectOf } from './dom';
import { boxOf, frozen, placeOf } from './media';
import { offerFingerprint, takeExcerpt } from './offer-excerpt';

/** Reads an excerpt; the door hands it in, because the reader does not live in the page. */
export type ReadOffer = (excerpt: Excerpt) => Promise<OfferReading>;

const MOST_FAILURES = 3;

interface Watching {
  document: Document;
  shop: Shop | null;
  read: ReadOffer;
}

export class OfferWatch {
  readonly #of: Watching;
  #token: string | null = null;
  #reading: readonly Sighting[] = [];
  #price: Element | null = null;
  #title: Element | null = null;
  #failures = 0;

  constructor(of: Watching) {
    this.#of = of;
  }

  /** A page that went elsewhere, or that a person asked about, is read anew. */
  forget(): void {
    this.#token = null;
  }

  /** Takes and asks where something changed; null when what is known still holds. Never rejects. */
  look(url: URL, layout: boolean): Promise<void> | null {
    const { document, shop, read } = this.#of;
    const token = `${url.href}|${offerFingerprint(document)}`;
    if (this.#token === token) return null;
    this.#token = token;
    const taken = takeExcerpt({ document, url, shop, layout });
    if (!taken) {
      this.#keep({ sightings: [], pricePiece: null, titlePiece: null }, []);
      return null;
    }
    return read(taken.excerpt).then(
      (reading) => {
        this.#failures = 0;
        if (this.#token === token) this.#keep(reading, taken.elements);
      },
      () => {
        // The background is being replaced, or refused: this look has no offer, and the next one asks again.
        this.#keep({ sightings: [noAnswer()], pricePiece: null, titlePiece: null }, []);
        this.#token = null;
        this.#failures += 1;
      },
    );
  }

  /**
   * Whether the last look ended without an answer that counts (none came, or it was forgotten meanwhile), so that
   * the page is to be looked at once more before it is called settled. A reader that stays silent is given up.
   */
  get isOpen(): boolean {
    return this.#token === null && this.#failures < MOST_FAILURES;
  }

  #keep({ sightings, pricePiece, titlePiece }: OfferReading, elements: readonly Element[]): void {
    this.#reading = sightings;
    this.#price = pricePiece === null ? null : (elements[pricePiece] ?? null);
    this.#title = titlePiece === null ? null : (elements[titlePiece] ?? null);
  }

  /** What is known of the offer, frozen, with the box of the price (CSS px of the document; null without layout). */
  sightings(scrolled: { scrollX: number; scrollY: number; laidOut: boolean }): Sighting[] {
    return this.#reading.map((sighting) => {
      if (sighting.kind !== 'offer') return frozen({ ...sighting });
      const rect = this.#price && scrolled.laidOut ? rectOf(this.#price) : null;
      const box = rect && rect.width > 0 ? boxOf(placeOf(rect, scrolled)) : null;
      return frozen({ ...sighting, value: { ...sighting.value, box } });
    });
  }

  /** The element that carries the price; the title where the price is only stated; null where neither is shown. */
  get element(): Element | null {
    if (this.#price && isConnected(this.#price)) return this.#price;
    return this.#title && isConnected(this.#title) ? this.#title : null;
  }

  get subject(): string | null {
    return this.#reading.find((one) => one.kind === 'offer')?.subject ?? null;
  }
}

function noAnswer(): Sighting {
  return {
    kind: 'unreadable',
    subject: 'page:main',
    observer: 'offer',
    method: 'rendered',
    value: { what: 'price', code: 'no-answer', detail: null },
  };
}
