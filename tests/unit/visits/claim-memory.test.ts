import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it } from 'vitest';
import { LIMITS } from '../../../components/model/limits';
import { observationSchema, type Observation } from '../../../components/model/observation';
import type { VisitRecord } from '../../../components/model/visit-record';
import { openClaimStore, type ClaimStore } from '../../../components/prices/claim-store';
import { rememberClaims } from '../../../components/visits/claim-memory';
import { newVisit } from '../../../components/visits/record';

interface Seen {
  at: string;
  text?: string;
  number?: number;
  deadline?: string;
  price?: string;
  product?: string;
  runs?: boolean;
  nearPrice?: boolean;
}

function visit({ at, text, number, deadline, price = '158.00', product = '1', ...more }: Seen): VisitRecord {
  const offer: Observation = {
    kind: 'offer',
    subject: 'offer:main',
    observer: 'offer',
    method: 'rendered',
    id: 'o1',
    seenAt: at,
    value: {
      title: '茶壶',
      ids: [{ scheme: 'product', value: product }],
      seller: null,
      price,
      listPrice: '299.00',
      currency: 'CNY',
      priceKind: 'plain',
      condition: null,
      availability: 'in-stock',
      sources: [],
      disagreements: [],
      box: null,
    },
  };
  const claim: Observation = {
    kind: 'sales-claim',
    subject: 'page:self',
    observer: 'sales-claims',
    method: 'dom-text',
    id: 'o2',
    seenAt: at,
    value: {
      claim: number === undefined ? 'countdown' : 'stock',
      entry: number === undefined ? 'countdown-zh' : 'stock-zh',
      text: text ?? '',
      number: number ?? null,
      deadline: deadline ?? null,
      withinSeconds: 1,
      runs: more.runs ?? true,
      nearPrice: more.nearPrice ?? true,
      box: null,
    },
  };
  const observations = text === undefined ? [offer] : [offer, claim];
  return {
    ...newVisit(1, `https://shop.example/p/${product}`, null, at),
    isPageSettled: true,
    observations,
  };
}

let store: ClaimStore;
beforeEach(async () => {
  globalThis.indexedDB = new IDBFactory();
  store = await openClaimStore();
});
async function remember(seen: Seen) {
  const said = await rememberClaims(visit(seen), { store, utcOffsetMinutes: 480 });
  for (const one of said) observationSchema.parse({ ...one, id: 'o9', seenAt: seen.at });
  return said.flatMap((one) => (one.kind === 'sales-claim-record' ? [one.value] : []));
}
const TEXT = '距结束 02:00:00';

describe('remembering the claims of a page', () => {
  it('keeps the moments that a countdown gave, look by look', async () => {
    await remember({ at: '2026-11-19T10:00:00Z', text: TEXT, deadline: '2026-11-19T12:00:00Z' });
    const [record] = await remember({
      at: '2026-11-19T10:40:00Z',
      text: '距结束 01:59:58',
      deadline: '2026-11-19T12:40:00Z',
    });
    expect(record?.looks.map(({ deadline }) => deadline)).toEqual([
      '2026-11-19T12:00:00Z',
      '2026-11-19T12:40:00Z',
    ]);
    expect(record?.daysSeen).toBe(1);
  });

  it('takes a page loaded again at once, with the same moment, as one look', async () => {
    await remember({ at: '2026-11-19T10:00:00Z', text: TEXT, deadline: '2026-11-19T12:00:00Z' });
    const [record] = await remember({
      at: '2026-11-19T10:01:00Z',
      text: '距结束 01:59:00',
      deadline: '2026-11-19T12:00:01Z',
    });
    expect(record?.looks).toHaveLength(1);
  });

  it('notes that a countdown is no longer there, with the price then', async () => {
    await remember({ at: '2026-11-19T10:00:00Z', text: TEXT, deadline: '2026-11-19T12:00:00Z' });
    const [record] = await remember({ at: '2026-11-19T13:00:00Z', price: '168.00' });
    expect(record?.looks.at(-1)).toMatchObject({ text: null, deadline: null, price: '168.00' });
  });

  it('keeps no moment of a clock that stands still, and nothing that stands away from the price', async () => {
    const [still] = await remember({
      at: '2026-11-19T10:00:00Z',
      text: TEXT,
      deadline: '2026-11-19T12:00:00Z',
      runs: false,
    });
    expect(still?.looks[0]?.deadline).toBeNull();
    expect(
      await remember({ at: '2026-11-19T10:00:00Z', text: TEXT, product: '2', nearPrice: false }),
    ).toEqual([]);
  });

  it('counts the other products that carry the very same claim, and only those', async () => {
    for (let n = 2; n <= 8; n += 1)
      await remember({ at: '2026-11-18T10:00:00Z', text: '仅剩3件', number: 3, product: String(n) });
    await remember({ at: '2026-11-18T10:00:00Z', text: '仅剩4件', number: 4, product: '20' });
    await remember({ at: '2026-09-01T10:00:00Z', text: '仅剩3件', number: 3, product: '21' });
    const [record] = await remember({ at: '2026-11-19T10:00:00Z', text: '仅剩3件', number: 3 });
    expect(record?.otherProducts).toBe(7);
  });

  it('stays within its bounds', async () => {
    for (let n = 0; n < LIMITS.claimLooks + 20; n += 1)
      await remember({
        at: new Date(Date.UTC(2026, 0, 1 + n)).toISOString().replace('.000', ''),
        text: '仅剩3件',
        number: 3,
      });
    const [record] = await remember({ at: '2026-06-01T00:00:00Z', text: '仅剩3件', number: 3 });
    expect(record?.looks).toHaveLength(LIMITS.claimLooks);
    expect(record?.looks[0]?.at).toBe('2026-01-01T00:00:00Z');
    expect(record?.looks.at(-1)?.at).toBe('2026-06-01T00:00:00Z');
  });

  it('loses nothing when two tabs write at once', async () => {
    await Promise.all(
      ['10:00', '11:00', '12:00', '13:00'].map((time, n) =>
        remember({
          at: `2026-11-19T${time}:00Z`,
          text: TEXT,
          deadline: `2026-11-2${String(n)}T12:00:00Z`,
        }),
      ),
    );
    const [record] = await remember({
      at: '2026-11-19T13:05:00Z',
      text: TEXT,
      deadline: '2026-11-23T12:00:00Z',
    });
    expect(record?.looks).toHaveLength(4);
  });

  it('says so when what is stored cannot be read, and leaves it as it is', async () => {
    await remember({ at: '2026-11-19T10:00:00Z', text: TEXT, deadline: '2026-11-19T12:00:00Z' });
    const opening = indexedDB.open('mingbiao-claims');
    const db = await new Promise<IDBDatabase>((resolve) => {
      opening.onsuccess = () => {
        resolve(opening.result);
      };
    });
    const tx = db.transaction('claims', 'readwrite');
    const keys = tx.objectStore('claims').getAllKeys();
    await new Promise((resolve) => {
      keys.onsuccess = resolve;
    });
    tx.objectStore('claims').put({ u: 1, m: [], c: [{ claim: 'countdown', looks: 'all' }] }, keys.result[0]);
    await new Promise((resolve) => {
      tx.oncomplete = resolve;
    });
    const said = await rememberClaims(visit({ at: '2026-11-19T11:00:00Z', text: TEXT }), {
      store,
      utcOffsetMinutes: 480,
    });
    expect(said).toMatchObject([{ kind: 'unreadable', value: { code: 'claims-unreadable' } }]);
    db.close();
  });
});
