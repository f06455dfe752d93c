// @vitest-environment jsdom
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { excerptSchema, type Excerpt } from '../../../components/model/excerpt';
import { LIMITS } from '../../../components/model/limits';
import { sightingSchema } from '../../../components/model/observation';
import { readOffer } from '../../../components/observers/offer';
import { takeExcerpt } from '../../../components/observers/offer-excerpt';
import { OfferWatch } from '../../../components/observers/offer-watch';

const url = new URL('https://shop.example/p/cup-12345');

function take(html: string) {
  const page = new DOMParser().parseFromString(
    `<!doctype html><html lang="en"><head><title>Blue cup</title></head><body>${html}</body></html>`,
    'text/html',
  );
  return { page, taken: takeExcerpt({ document: page, url, shop: null, layout: false }) };
}
const card = (n: number): string =>
  `<li class="card"><a href="/p/${n}"><img alt=""></a><b class="price">$${n}.00</b></li>`;

describe('the excerpt of a page', () => {
  it('is small and lawful on a page of 1,000 cards, and still holds the price', () => {
    const { page, taken } = take(
      `<main><h1>Blue cup</h1><p class="price">$20.00</p><button>Add to cart</button></main><ul>${Array.from({ length: 1_000 }, (_, n) => card(n)).join('')}</ul>`,
    );
    const excerpt = excerptSchema.parse(taken?.excerpt);
    expect(JSON.stringify(excerpt).length).toBeLessThan(20_000);
    const { sightings, pricePiece } = readOffer(excerpt, null);
    expect(sightings).toMatchObject([{ kind: 'offer', value: { price: '20.00' } }]);
    expect(taken?.elements[pricePiece ?? -1]).toBe(page.querySelector('main .price'));
  });

  it('is not taken where nothing speaks of a product', () => {
    expect(take('<h1>News</h1><p>Nothing for sale here.</p>').taken).toBeNull();
  });

  it('keeps its bounds whatever the page repeats', () => {
    const many = (count: number, part: string): string => part.repeat(count);
    for (const html of [
      many(5_000, '<i itemprop="price">1</i>'),
      many(300, '<h1>Blue cup</h1>') + '<p class="price">$5.00</p>',
      many(500, '<p class="price">$5.00</p>'),
      `<h1>Blue cup</h1>${many(900, '<div>')}$5.00${many(900, '</div>')}`,
      many(90, '<script type="application/ld+json">{"@type":"Product"}</script>'),
      `<meta property="og:price:amount" content="${'9'.repeat(9_000)}">`,
      `<a class="price ${'x'.repeat(5_000)}" id="${'y'.repeat(5_000)}" href="/${'z'.repeat(9_000)}">$5</a>`,
    ]) {
      const { taken } = take(html);
      expect(excerptSchema.safeParse(taken?.excerpt).error, html.slice(0, 60)).toBeUndefined();
      expect(taken?.excerpt.pieces.length).toBeLessThanOrEqual(LIMITS.excerptPieces);
    }
  });

  it('is read without a throw whatever indexes and texts it holds', () => {
    const base = take(
      '<h1>Blue cup</h1><div class="price">$5.00 <del>$9.00</del></div><button>Add to cart</button>',
    ).taken?.excerpt as Excerpt;
    const index = fc.nat(60);
    const piece = fc.record({
      parent: fc.integer({ min: -1, max: 60 }),
      tag: fc.constantFrom('H1', 'DIV', 'DEL', 'A', 'BODY', 'B'),
      class: fc.constantFrom('price', 'card', ''),
      flags: fc.nat(15),
      kids: fc.array(fc.oneof(index, fc.constantFrom('$5', '9.99', '¥', 'was', '1,299 €')), { maxLength: 6 }),
    });
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 40 }),
        fc.array(fc.record({ piece: index, at: fc.integer({ min: -1, max: 99 }) }), { maxLength: 8 }),
        fc.array(fc.string({ maxLength: 40 }), { maxLength: 4 }),
        (pieces, places, texts) => {
          const excerpt = excerptSchema.parse({
            ...base,
            pieces,
            headings: places,
            candidates: places.map((one) => ({ ...one, px: null })),
            jsonLd: texts,
            idTexts: texts,
            chosen: texts,
          });
          for (const sighting of readOffer(excerpt, null).sightings) sightingSchema.parse(sighting);
        },
      ),
      { numRuns: Number(process.env.MINGBIAO_FUZZ_RUNS ?? 150) },
    );
  });
});

describe('an offer that is watched', () => {
  const html = '<h1>Blue cup</h1><p class="price">$20.00</p><button>Add to cart</button>';

  it('asks once for one state of the page, and again when the price changes', async () => {
    const { page } = take(html);
    let asked = 0;
    const watch = new OfferWatch({
      document: page,
      shop: null,
      read: (excerpt) => {
        asked++;
        return Promise.resolve(readOffer(excerpt, null));
      },
    });
    await watch.look(url, false);
    expect(watch.look(url, false)).toBeNull();
    expect(watch.subject).toMatch(/^offer:/);
    const price = page.querySelector('.price');
    if (price) price.textContent = '$25.00';
    await watch.look(url, false);
    expect(asked).toBe(2);
    const [offer] = watch.sightings({ scrollX: 0, scrollY: 0, laidOut: false });
    expect(offer).toMatchObject({ kind: 'offer', value: { price: '25.00', box: null } });
    expect(Object.isFrozen(offer)).toBe(true);
  });

  it('knows the element that carries the price while it is on the page', async () => {
    document.body.innerHTML = html;
    document.title = 'Blue cup';
    const watch = new OfferWatch({
      document,
      shop: null,
      read: (excerpt) => Promise.resolve(readOffer(excerpt, null)),
    });
    await watch.look(url, false);
    expect(watch.element).toBe(document.querySelector('.price'));
    document.querySelector('.price')?.remove();
    expect(watch.element).toBe(document.querySelector('h1'));
  });

  it('says that nobody answered, and asks again at the next look', async () => {
    const { page } = take(html);
    const watch = new OfferWatch({
      document: page,
      shop: null,
      read: () => Promise.reject(new Error('gone')),
    });
    await watch.look(url, false);
    expect(watch.sightings({ scrollX: 0, scrollY: 0, laidOut: false })).toMatchObject([
      { kind: 'unreadable', value: { code: 'no-answer' } },
    ]);
    expect(watch.look(url, false)).not.toBeNull();
  });
});
