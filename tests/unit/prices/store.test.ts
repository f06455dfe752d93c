import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { openDB } from 'idb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { encodeHistory } from '../../../components/prices/codec';
import { keyText, type PriceKey } from '../../../components/prices/key';
import { openPriceStore } from '../../../components/prices/store';
import { look } from './arbitrary';

const key: PriceKey = { shop: 'jd', product: '100', variant: 'red', seller: 's', currency: 'CNY', pack: '' };

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
  vi.restoreAllMocks();
});

describe('the store of prices', () => {
  it('gives back what was remembered, also after it was closed', async () => {
    const store = await openPriceStore();
    await store.remember(key, [look(0, '158')]);
    await store.remember(key, [look(1, '199', { list: '299' })]);
    store.close();
    const again = await (await openPriceStore()).read(key);
    expect(again.ok && again.points.map(({ price }) => price)).toEqual(['158', '199']);
  });

  it('loses nothing when two tabs write at the same time', async () => {
    const [one, other] = await Promise.all([openPriceStore(), openPriceStore()]);
    await Promise.all(
      Array.from({ length: 40 }, (_, n) => (n % 2 ? one : other).remember(key, [look(n, String(100 + n))])),
    );
    const read = await one.read(key);
    expect(read.ok && read.points).toHaveLength(40);
  });

  it('never mixes variants, sellers, currencies or pack sizes', async () => {
    const store = await openPriceStore();
    const keys = [
      key,
      { ...key, variant: 'blue' },
      { ...key, seller: 't' },
      { ...key, currency: 'USD' },
      { ...key, pack: '2' },
      { ...key, shop: 'jd.example' },
    ];
    for (const [n, one] of keys.entries()) await store.remember(one, [look(0, String(n + 1))]);
    expect(await store.count()).toBe(keys.length);
    for (const [n, one] of keys.entries()) {
      const read = await store.read(one);
      expect(read.ok && read.points.map(({ price }) => price)).toEqual([String(n + 1)]);
    }
  });

  it('says that storage is full, and what was there stays', async () => {
    const store = await openPriceStore();
    await store.remember(key, [look(0, '158')]);
    const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError');
    });
    expect(await store.remember(key, [look(1, '199')])).toEqual({ ok: false, code: 'storage-full' });
    put.mockRestore();
    const read = await store.read(key);
    expect(read.ok && read.points).toHaveLength(1);
    expect(await store.remember(key, [look(2, '201')])).toMatchObject({ ok: true });
  });

  it('keeps a look whole or not at all when its transaction is ended half-way', async () => {
    const store = await openPriceStore();
    await store.remember(key, [look(0, '158')]);
    const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementationOnce(function (
      this: IDBObjectStore,
    ) {
      this.transaction.abort();
      throw new DOMException('ended', 'AbortError');
    });
    await expect(store.remember(key, [look(1, '199')])).rejects.toThrow();
    put.mockRestore();
    const read = await store.read(key);
    expect(read.ok && read.points).toHaveLength(1);
  });

  it('leaves a record that it cannot read as it is', async () => {
    const store = await openPriceStore();
    await store.remember(key, [look(0, '158')]);
    const db = await openDB('mingbiao-prices', 1);
    await db.put('prices', { u: 1, b: Uint8Array.of(9, 9, 9) }, keyText(key));
    expect(await store.remember(key, [look(1, '199')])).toEqual({ ok: false, code: 'history-unreadable' });
    expect(await store.read(key)).toEqual({ ok: false, code: 'history-unreadable' });
    expect(await db.get('prices', keyText(key))).toEqual({ u: 1, b: Uint8Array.of(9, 9, 9) });
    expect(await store.all()).toEqual([]);
    db.close();
  });

  it('refuses a database of a newer version', async () => {
    (await openDB('mingbiao-prices', 99)).close();
    await expect(openPriceStore()).rejects.toMatchObject({ code: 'store-newer' });
  });

  it('takes in the history of an import without doubling it', async () => {
    const store = await openPriceStore();
    const first = await store.remember(key, [look(0, '158'), look(1, '199')]);
    const points = first.ok ? first.points : [];
    expect(await store.merge(key, points)).toEqual({ ok: true, points });
    expect(encodeHistory(points).length).toBeGreaterThan(0);
  });
});
