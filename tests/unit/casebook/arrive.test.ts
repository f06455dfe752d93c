import 'fake-indexeddb/auto';
import { beforeAll, describe, expect, it } from 'vitest';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { arrive, type GivenFile } from '../../../components/casebook/arrive';
import { openStore, type Store, type StoreOptions } from '../../../components/casebook/store';
import { checkCaseFile, type CheckedFile } from '../../../components/evidence/check';
import { caseOf } from './case-of';

/** A released file: it must arrive whole for ever. */
const bytes = new Uint8Array(
  readFileSync(join(import.meta.dirname, '..', 'evidence', 'formats', '0.1.0.wacz')),
);
let whole: CheckedFile;
beforeAll(async () => {
  whole = await checkCaseFile(bytes);
});

function given(name: string, content: Uint8Array): GivenFile {
  return {
    name,
    size: content.length,
    arrayBuffer: () => Promise.resolve(content.slice().buffer),
  };
}

let books = 0;
function freshStore(options: StoreOptions = {}): Promise<Store> {
  return openStore(`arrivals-${String(++books)}`, options);
}
const now = () => '2026-11-21T00:00:00.000Z';

/** The same check with another signer, as two members' files of one case would give. */
const signedBy = (fingerprint: string) => (): Promise<CheckedFile> =>
  Promise.resolve({ ...whole, signer: { fingerprint, publicKey: '', at: now() } });

describe('case files of others', () => {
  it('arrive once, however often the file is given', async () => {
    const store = await freshStore();
    const files = [given('a.wacz', bytes), given('copy of a.wacz', bytes)];
    const reports = await arrive(store, files, { keepAltered: false, now });
    expect(reports.map(({ as }) => as)).toEqual(['new', 'again']);
    expect(await store.countCases()).toBe(1);
    store.close();
  });

  it('keep who signed what, when two people hand on the same case', async () => {
    const store = await freshStore();
    const other = new Uint8Array([...bytes, 0]);
    await arrive(store, [given('a.wacz', bytes)], { keepAltered: false, now, check: signedBy('aa') });
    const [second] = await arrive(store, [given('b.wacz', other)], {
      keepAltered: false,
      now,
      check: signedBy('bb'),
    });
    expect(second?.as).toBe('from-another');
    const id = second?.caseId ?? '';
    expect((await store.arrivalsOf(id)).map(({ signer }) => signer).sort()).toEqual(['aa', 'bb']);
    expect(await store.countCases()).toBe(1);
    store.close();
  });

  it('are refused with the items when altered, or kept under that name when asked', async () => {
    const store = await freshStore();
    const check = async (content: Uint8Array): Promise<CheckedFile> => {
      const checked = await checkCaseFile(content);
      const item = {
        item: 'report.html',
        verdict: 'altered',
        reason: 'digest-mismatch',
        detail: null,
      } as const;
      return { ...checked, items: [...checked.items, item] };
    };
    const [refused] = await arrive(store, [given('a.wacz', bytes)], { keepAltered: false, now, check });
    expect(refused).toMatchObject({ as: 'altered', items: [{ item: 'report.html' }] });
    expect(await store.countCases()).toBe(0);
    const [kept] = await arrive(store, [given('a.wacz', bytes)], { keepAltered: true, now, check });
    expect(kept?.as).toBe('kept-altered');
    const [arrival] = await store.arrivalsOf(kept?.caseId ?? '');
    expect(arrival?.altered).toMatchObject([{ item: 'report.html', reason: 'digest-mismatch' }]);
    store.close();
  });

  it('are refused byte by byte when cut or changed, and leave nothing behind', async () => {
    const store = await freshStore();
    const changed = bytes.slice();
    const middle = Math.floor(changed.length / 2);
    changed[middle] = (changed[middle] ?? 0) ^ 1;
    const reports = await arrive(
      store,
      [
        given('cut.wacz', bytes.subarray(0, -7)),
        given('changed.wacz', changed),
        given('x.wacz', new Uint8Array(3)),
      ],
      { keepAltered: false, now },
    );
    expect(reports.map(({ as }) => as)).not.toContain('new');
    expect(reports.every(({ items }) => items.length > 0)).toBe(true);
    expect(await store.countCases()).toBe(0);
    store.close();
  });

  it('never replace another case under the same number', async () => {
    const store = await freshStore();
    const id = whole.contents?.case.id ?? '';
    const mine = await caseOf(id);
    await store.keepCase(mine.case, mine.blobs);
    const [report] = await arrive(store, [given('a.wacz', bytes)], { keepAltered: false, now });
    expect(report?.as).toBe('conflict');
    expect(await store.getCase(id)).toEqual(mine.case);
    store.close();
  });

  it('stop in words when there is no room, and when the person says so', async () => {
    const tight = await freshStore({ freeBytes: () => Promise.resolve(1000) });
    const files = [given('a.wacz', bytes), given('b.wacz', bytes)];
    const reports = await arrive(tight, files, { keepAltered: false, now });
    expect(reports.map(({ as }) => as)).toEqual(['storage-full']);
    expect(await tight.countCases()).toBe(0);
    const ending = new AbortController();
    const roomy = await freshStore();
    const some = await arrive(roomy, files, {
      keepAltered: false,
      now,
      signal: ending.signal,
      onFile: () => ending.abort(),
    });
    expect(some.length).toBe(1);
    tight.close();
    roomy.close();
  });
});
