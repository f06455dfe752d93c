/** Stores as released versions wrote them, one dump for each, opened by today's code: nothing may be lost. */
import 'fake-indexeddb/auto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openDB } from 'idb';
import { describe, expect, it } from 'vitest';
import { LineIndex } from '../../../components/casebook/lines';
import { loadLines, renewSummaries } from '../../../components/casebook/line-packs';
import { openStore, STORE_VERSION } from '../../../components/casebook/store';
import type { Case } from '../../../components/model/case';

interface Dump {
  version: number;
  stores: Record<
    string,
    { keyPath: string | null; indexes: string[]; rows: { key: string; value: unknown }[] }
  >;
}

const dump = JSON.parse(readFileSync(join(import.meta.dirname, 'formats', 'store-1.json'), 'utf8')) as Dump;

function valueOf(value: unknown): unknown {
  const text = (value as { base64?: string }).base64;
  return text === undefined ? value : new Uint8Array(Buffer.from(text, 'base64'));
}

async function asReleased(name: string): Promise<void> {
  const db = await openDB(name, dump.version, {
    upgrade(made) {
      for (const [store, { keyPath, indexes }] of Object.entries(dump.stores)) {
        const place = made.createObjectStore(store, keyPath === null ? undefined : { keyPath });
        for (const index of indexes) place.createIndex(index, index);
      }
    },
  });
  for (const [store, { keyPath, rows }] of Object.entries(dump.stores))
    for (const { key, value } of rows)
      await (keyPath === null ? db.put(store, valueOf(value), key) : db.put(store, valueOf(value)));
  db.close();
}

describe('a store of 0.1.0', () => {
  it('is opened with every case, every byte, the bin and what the person had written', async () => {
    expect(dump.version).toBeLessThan(STORE_VERSION);
    await asReleased('book-old');
    const store = await openStore('book-old');
    const cases = dump.stores['cases']?.rows ?? [];
    expect(cases.length).toBe(2);
    for (const { value } of cases) expect(await store.getCase((value as Case).id)).toEqual(value);
    for (const { key, value } of dump.stores['blob-bytes']?.rows ?? [])
      expect((await store.getBlob(key))?.bytes).toEqual(valueOf(value));
    expect((await store.listBin()).map(({ id }) => id)).toEqual(['case-0003']);

    const index = new LineIndex();
    await loadLines(store, index);
    expect(index.find({}).map(({ id }) => id)).toEqual(['case-0001', 'case-0002']);
    expect(index.find({ text: '已问客服 双十一' }).map(({ id }) => id)).toEqual(['case-0002']);
    expect(await store.restoreCase('case-0003')).toEqual({ ok: true });
    expect(await store.countCases()).toBe(3);
    store.close();
  });

  it('has its lines read anew from the cases, from where an ended reading stopped', async () => {
    await asReleased('book-old-2');
    const store = await openStore('book-old-2');
    // The lines of 0.1.0 know of no rules, outcomes, sellers or labels.
    expect((await store.listCases()).every(({ found }) => found === undefined)).toBe(true);
    expect(await renewSummaries(store)).toBe(2);
    expect(await renewSummaries(store)).toBe(0);
    expect((await store.listCases()).every(({ found }) => found !== undefined)).toBe(true);
    store.close();
  });
});
