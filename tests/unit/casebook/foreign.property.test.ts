import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { arrive, type GivenFile } from '../../../components/casebook/arrive';
import { openStore, type Store } from '../../../components/casebook/store';

/** A released file, and what strangers may make of it. */
const whole = new Uint8Array(
  readFileSync(join(import.meta.dirname, '..', 'evidence', 'formats', '0.1.0.wacz')),
);
const now = () => '2026-11-21T00:00:00.000Z';
/** A check of a whole file takes far longer than a short parse: an eighth of the usual runs. */
const RUNS = Number(process.env['MINGBIAO_FUZZ_RUNS'] ?? 200);

function given(content: Uint8Array, name = 'foreign.wacz'): GivenFile {
  return { name, size: content.length, arrayBuffer: () => Promise.resolve(content.slice().buffer) };
}

let store: Store;
let books = 0;
beforeAll(async () => {
  store = await openStore(`foreign-${String(++books)}`);
});

/** What stands in the stores of cases and bytes. */
async function left(): Promise<number[]> {
  const db = await store.open();
  return Promise.all(
    (['cases', 'summaries', 'arrivals', 'blob-info', 'blob-bytes'] as const).map((name) => db.count(name)),
  );
}

describe('cases of strangers', () => {
  it('of any bytes are refused in words, and nothing of them stays', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), fc.string(), async (content, name) => {
        const [report] = await arrive(store, [given(content, name)], { keepAltered: true, now });
        expect(report?.as).toBe('unreadable');
        expect(report?.items.length).toBeGreaterThan(0);
        expect(await left()).toEqual([0, 0, 0, 0, 0]);
      }),
      { numRuns: Math.ceil(RUNS / 8) },
    );
  });

  it('with bytes changed, cut or put in are never kept as whole', async () => {
    const place = fc.nat(whole.length - 1);
    const change = fc.oneof(
      fc.tuple(fc.constant('turn' as const), place, fc.integer({ min: 1, max: 255 })),
      fc.tuple(fc.constant('cut' as const), place, fc.integer({ min: 1, max: 400 })),
      fc.tuple(fc.constant('put' as const), place, fc.integer({ min: 0, max: 255 })),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 3 }), async (changes) => {
        let bytes = [...whole];
        for (const [how, at, by] of changes) {
          if (how === 'turn') bytes[at % bytes.length] = (bytes[at % bytes.length] ?? 0) ^ by;
          else if (how === 'cut') bytes = [...bytes.slice(0, at), ...bytes.slice(at + by)];
          else bytes = [...bytes.slice(0, at), by, ...bytes.slice(at)];
        }
        const content = Uint8Array.from(bytes);
        fc.pre(!Buffer.from(content).equals(Buffer.from(whole)));
        const [report] = await arrive(store, [given(content)], { keepAltered: false, now });
        expect(['altered', 'unreadable']).toContain(report?.as);
        expect(report?.items.length).toBeGreaterThan(0);
        expect(await left()).toEqual([0, 0, 0, 0, 0]);
      }),
      { numRuns: Math.ceil(RUNS / 8) },
    );
  });

  it('kept although altered are marked so, and every case that stays can be read and listed', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), async (at, by) => {
        const book = await openStore(`foreign-${String(++books)}`);
        const content = whole.slice();
        content[at] = (content[at] ?? 0) ^ by;
        const [report] = await arrive(book, [given(content)], { keepAltered: true, now });
        expect(['kept-altered', 'unreadable']).toContain(report?.as);
        for (const { id } of await book.listCases()) {
          expect((await book.arrivalsOf(id)).every(({ altered }) => altered.length > 0)).toBe(true);
          expect((await book.getCase(id))?.id).toBe(id);
        }
        book.close();
      }),
      { numRuns: Math.ceil(RUNS / 8) },
    );
  });
});
