import 'fake-indexeddb/auto';
import { openDB } from 'idb';
import { afterEach, describe, expect, it } from 'vitest';
import { LineIndex } from '../../../components/casebook/lines';
import { loadLines, refreshLines } from '../../../components/casebook/line-packs';
import { openStore, STORE_VERSION, type Store, type StoreOptions } from '../../../components/casebook/store';
import { canonicalJson } from '../../../components/evidence/canonical';
import { sha256Hex } from '../../../components/evidence/digest';
import { PlainError } from '../../../components/model/plain-error';
import type { VisitRecord } from '../../../components/model/visit-record';
import { caseOf, PIXEL } from './case-of';

let books = 0;
const opened: Store[] = [];
async function freshStore(options: StoreOptions = {}, name = `book-${String(++books)}`): Promise<Store> {
  const store = await openStore(name, options);
  opened.push(store);
  return store;
}
afterEach(() => {
  for (const store of opened.splice(0)) store.close();
});

describe('keeping a case', () => {
  it('gives back the same case and the same bytes, also to another connection', async () => {
    const name = 'book-shared';
    const kept = await caseOf();
    expect(await (await freshStore({}, name)).keepCase(kept.case, kept.blobs)).toEqual({ ok: true });
    const other = await freshStore({}, name);
    expect(await other.getCase(kept.case.id)).toEqual(kept.case);
    for (const { sha256, bytes, mime } of kept.blobs)
      expect(await other.getBlob(sha256)).toEqual({ bytes, mime });
  });

  it('keeps nothing of a case whose bytes are missing', async () => {
    const store = await freshStore();
    const kept = await caseOf();
    const done = await store.keepCase(kept.case, kept.blobs.slice(0, 1));
    expect(done).toMatchObject({ ok: false, code: 'bytes-missing' });
    expect(await store.countCases()).toBe(0);
    expect(await store.getCase(kept.case.id)).toBeNull();
    for (const { sha256 } of kept.blobs) expect(await store.getBlob(sha256)).toBeNull();
  });

  it('refuses bytes that do not have the digest they are named by', async () => {
    const store = await freshStore();
    const kept = await caseOf();
    const [first, ...rest] = kept.blobs;
    if (!first) throw new Error('the sample case has no bytes');
    const done = await store.keepCase(kept.case, [{ ...first, bytes: PIXEL.subarray(1) }, ...rest]);
    expect(done).toMatchObject({ ok: false, code: 'digest-mismatch' });
    expect(await store.countCases()).toBe(0);
  });

  it('answers storage-full before writing anything when there is no room', async () => {
    const name = 'book-full';
    const roomy = await freshStore({}, name);
    const first = await caseOf('case-0001');
    await roomy.keepCase(first.case, first.blobs);
    const tight = await freshStore({ freeBytes: () => Promise.resolve(1000) }, name);
    const second = await caseOf('case-0002');
    const done = await tight.keepCase(second.case, second.blobs);
    expect(done).toMatchObject({ ok: false, code: 'storage-full' });
    expect(await tight.getCase('case-0001')).toEqual(first.case);
    expect(await tight.countCases()).toBe(1);
    await expect(tight.putBlob(PIXEL, 'image/png')).rejects.toBeInstanceOf(PlainError);
  });

  it('leaves a whole case or none when the disk fails in the middle', async () => {
    const store = await freshStore();
    const kept = await caseOf();
    const real = IDBObjectStore.prototype.add;
    IDBObjectStore.prototype.add = function (this: IDBObjectStore, ...args: Parameters<typeof real>) {
      if (this.name !== 'summaries') return real.apply(this, args);
      throw new DOMException('disk', 'QuotaExceededError');
    };
    try {
      expect(await store.keepCase(kept.case, kept.blobs)).toMatchObject({ ok: false, code: 'storage-full' });
    } finally {
      IDBObjectStore.prototype.add = real;
    }
    expect(await store.getCase(kept.case.id)).toBeNull();
    for (const { sha256 } of kept.blobs) expect(await store.getBlob(sha256)).toBeNull();
    expect(await store.keepCase(kept.case, kept.blobs)).toEqual({ ok: true });
  });

  it('accepts the same case twice and refuses another one under the same number', async () => {
    const store = await freshStore();
    const kept = await caseOf();
    await store.keepCase(kept.case, kept.blobs);
    expect(await store.keepCase(kept.case, kept.blobs)).toEqual({ ok: true });
    const other = { ...kept.case, title: 'another title' };
    expect(await store.keepCase(other, kept.blobs)).toMatchObject({ ok: false, code: 'case-exists' });
    expect((await store.getCase(kept.case.id))?.title).toBe(kept.case.title);
    await store.deleteCase(kept.case.id);
    await store.emptyBin();
    for (const { sha256 } of kept.blobs) expect(await store.getBlob(sha256)).toBeNull();
  });

  it('keeps a page whose text holds half a character, in a form that can be exported', async () => {
    const store = await freshStore();
    const kept = await caseOf('case-0001', { title: 'a\ud800b' });
    expect(await store.keepCase(kept.case, kept.blobs)).toEqual({ ok: true });
    const stored = await store.getCase('case-0001');
    expect(stored?.title).toBe('a\ufffdb');
    expect(() => canonicalJson(stored)).not.toThrow();
  });

  it('refuses what is not a case and names the place', async () => {
    const store = await freshStore();
    const kept = await caseOf('case-0001', { keptAt: 'yesterday' });
    const done = await store.keepCase(kept.case, kept.blobs);
    expect(done).toMatchObject({ ok: false, code: 'case-invalid' });
    expect(done.ok ? '' : done.text.en).toContain('keptAt');
  });
});

describe('listing', () => {
  it('gives rows newest first and finds by words, width and case aside', async () => {
    const store = await freshStore();
    for (const [id, keptAt, title] of [
      ['case-0001', '2026-01-01T00:00:00.000Z', '羊毛围巾'],
      ['case-0002', '2026-03-01T00:00:00.000Z', 'Ｗｏｏｌ hat'],
      ['case-0003', '2026-02-01T00:00:00.000Z', '茶壶'],
    ] as const) {
      const kept = await caseOf(id, { keptAt, title });
      await store.keepCase(kept.case, kept.blobs);
    }
    expect((await store.listCases()).map(({ id }) => id)).toEqual(['case-0002', 'case-0003', 'case-0001']);
    expect((await store.listCases({ text: 'wool' })).map(({ id }) => id)).toEqual(['case-0002']);
    expect((await store.listCases({ limit: 1, offset: 1 })).map(({ id }) => id)).toEqual(['case-0003']);
    expect(await store.listCases({ topic: 'price' })).toEqual([]);
    expect((await store.listCases())[0]).toMatchObject({ productIds: ['sku:100'], captures: 2 });
  });
});

describe('deleting', () => {
  it('can be undone whole', async () => {
    const store = await freshStore();
    const kept = await caseOf();
    await store.keepCase(kept.case, kept.blobs);
    expect(await store.deleteCase(kept.case.id)).toEqual({ ok: true });
    expect(await store.listCases()).toEqual([]);
    expect((await store.listBin()).map(({ id }) => id)).toEqual([kept.case.id]);
    expect(await store.restoreCase(kept.case.id)).toEqual({ ok: true });
    expect(await store.getCase(kept.case.id)).toEqual(kept.case);
    for (const { sha256 } of kept.blobs) expect(await store.getBlob(sha256)).not.toBeNull();
    expect(await store.restoreCase(kept.case.id)).toMatchObject({ ok: false, code: 'no-such-case' });
  });

  it('removes bytes only when no case needs them', async () => {
    const store = await freshStore();
    const one = await caseOf('case-0001');
    const two = { ...one.case, id: 'case-0002' };
    await store.keepCase(one.case, one.blobs);
    expect(await store.keepCase(two, [])).toEqual({ ok: true });
    await store.deleteCase('case-0001');
    expect(await store.emptyBin()).toBe(1);
    for (const { sha256 } of one.blobs) expect(await store.getBlob(sha256)).not.toBeNull();
    await store.deleteCase('case-0002');
    await store.emptyBin();
    for (const { sha256 } of one.blobs) expect(await store.getBlob(sha256)).toBeNull();
  });

  it('empties only what was deleted before the given moment', async () => {
    let now = '2026-11-01T00:00:00.000Z';
    const store = await freshStore({ now: () => now });
    for (const id of ['case-0001', 'case-0002']) {
      const kept = await caseOf(id);
      await store.keepCase(kept.case, kept.blobs);
      await store.deleteCase(id);
      now = '2026-11-15T00:00:00.000Z';
    }
    expect(await store.emptyBin('2026-11-10T00:00:00.000Z')).toBe(1);
    expect((await store.listBin()).map(({ id }) => id)).toEqual(['case-0002']);
  });
});

describe('notes, tags, status and campaigns', () => {
  it('stand beside the case and change no byte of it', async () => {
    const store = await freshStore();
    const kept = await caseOf('case-0001', { note: '早先的备注', tags: ['旧'] });
    await store.keepCase(kept.case, kept.blobs);
    const done = await store.organise([kept.case.id], {
      addTags: ['围巾'],
      status: 'reviewed',
      addCampaigns: ['campaign-1'],
    });
    expect(done).toEqual({ ok: true, before: [{ id: kept.case.id, organising: null }] });
    expect(canonicalJson(await store.getCase(kept.case.id))).toBe(canonicalJson(kept.case));
    const index = new LineIndex();
    await loadLines(store, index);
    // What an older version wrote into the case is where the ordering starts from.
    expect(index.get(kept.case.id)).toMatchObject({
      tags: ['旧', '围巾'],
      note: '早先的备注',
      status: 'reviewed',
      campaigns: ['campaign-1'],
    });
    if (done.ok) await store.putOrganising(done.before);
    await refreshLines(store, index, [kept.case.id]);
    expect(index.get(kept.case.id)).toMatchObject({ tags: ['旧'], status: 'new', campaigns: [] });
  });

  it('refuse what is too long, for all or for none', async () => {
    const store = await freshStore();
    for (const id of ['case-0001', 'case-0002']) {
      const kept = await caseOf(id);
      await store.keepCase(kept.case, kept.blobs);
    }
    await store.organise(['case-0001'], { tags: ['a'] });
    const tags = Array.from({ length: 50 }, (_, n) => `t${String(n)}`);
    expect(await store.organise(['case-0002', 'case-0001'], { addTags: tags })).toMatchObject({
      ok: false,
      code: 'case-invalid',
    });
    const index = new LineIndex();
    await loadLines(store, index);
    expect(index.get('case-0002')?.tags).toEqual([]);
    expect(index.get('case-0001')?.tags).toEqual(['a']);
    expect(await store.organise(['case-none'], { note: '' })).toMatchObject({ code: 'no-such-case' });
  });
});

describe('bytes on their way', () => {
  it('stay as long as someone holds them', async () => {
    const store = await freshStore();
    const sha256 = await store.putBlob(PIXEL, 'image/png');
    expect(sha256).toBe(await sha256Hex(PIXEL));
    await store.putBlob(PIXEL, 'image/png');
    await store.dropBlob(sha256);
    expect(await store.getBlob(sha256)).toEqual({ bytes: PIXEL, mime: 'image/png' });
    await store.dropBlob(sha256);
    expect(await store.getBlob(sha256)).toBeNull();
    await store.dropBlob(sha256);
  });

  it('are not lost when a case keeps them, and leftovers of an ended background go', async () => {
    const store = await freshStore();
    const kept = await caseOf();
    for (const { bytes, mime } of kept.blobs) await store.putBlob(bytes, mime);
    const leftover = await store.putBlob(PIXEL, 'image/png');
    expect(await store.keepCase(kept.case, [])).toEqual({ ok: true });
    await store.dropLooseBlobs();
    expect(await store.getBlob(leftover)).toBeNull();
    for (const { sha256 } of kept.blobs) expect(await store.getBlob(sha256)).not.toBeNull();
  });

  it('stores a view without the buffer under it', async () => {
    const store = await freshStore();
    const sha256 = await store.putBlob(new Uint8Array(1 << 16).subarray(7, 17), 'image/png');
    expect((await store.getBlob(sha256))?.bytes.buffer.byteLength).toBe(10);
  });
});

describe('running visits', () => {
  const record: VisitRecord = {
    tabId: 7,
    url: 'https://shop.example/item/100',
    title: '',
    shop: null,
    startedAt: '2026-11-20T08:00:00.000Z',
    updatedAt: '2026-11-20T08:00:01.000Z',
    nextNumber: 2,
    observations: [],
    tasks: [
      {
        subject: 'image:m1',
        url: 'https://img.shop.example/1.png',
        role: 'product',
        state: 'reading',
        tries: 1,
        frameId: 0,
      },
    ],
    frames: { 'image:m1': 0 },
    isPageSettled: false,
    refused: 0,
  };

  it('are there again after the background was ended', async () => {
    const name = 'book-visits';
    const before = await openStore(name);
    await before.saveVisit(7, record);
    before.close();
    const after = await freshStore({}, name);
    expect(await after.loadVisit(7)).toEqual(record);
    expect(await after.allVisits()).toEqual([record]);
    await after.deleteVisit(7);
    expect(await after.loadVisit(7)).toBeNull();
  });

  it('can be saved after the browser closed the connection', async () => {
    const store = await freshStore();
    store.close();
    await store.saveVisit(7, record);
    expect(await store.loadVisit(7)).toEqual(record);
  });
});

describe('a store of a newer version', () => {
  it('is refused in words and left untouched', async () => {
    const name = 'book-newer';
    const newer = await openDB(name, STORE_VERSION + 1, {
      upgrade: (db) => {
        void db.createObjectStore('later').put('kept', 'key');
      },
    });
    newer.close();
    const failure = await openStore(name).catch((error: unknown) => error);
    expect(failure).toMatchObject({ name: 'PlainError', code: 'store-newer' });
    const again = await openDB(name);
    expect(again.version).toBe(STORE_VERSION + 1);
    expect(await again.get('later', 'key')).toBe('kept');
    again.close();
  });
});
