import 'fake-indexeddb/auto';
import { beforeAll, describe, expect, it } from 'vitest';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { arrive, type GivenFile } from '../../../components/casebook/arrive';
import { sourcesOf } from '../../../components/casebook/lines';
import { openStore, type Store, type StoreOptions } from '../../../components/casebook/store';
import { writeCaseFile } from '../../../components/evidence/case-file';
import { checkCaseFile, type CheckedFile } from '../../../components/evidence/check';
import { givenSeal } from '../../../components/evidence/given-seal';
import { newSigningKey } from '../../../components/evidence/signature';
import { findingsCsv } from '../../../components/report/csv';
import { reportHtml } from '../../../components/report/html';
import { reportPictures } from '../../../components/report/pictures';
import { madeCaseFile, smallLaw } from '../verify/made-case';
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

  it('say when one key signed a case twice, and whose it is however often it is signed', async () => {
    const store = await freshStore();
    const at = (file: number, signer: string, signedAt: string) =>
      arrive(store, [given(`${String(file)}.wacz`, new Uint8Array([...bytes, file]))], {
        keepAltered: false,
        now,
        check: () =>
          Promise.resolve({ ...whole, signer: { fingerprint: signer, publicKey: '', at: signedAt } }),
      });
    const came: (string | undefined)[] = [];
    // Handed on by bb before the file of aa, who signed it first, arrives.
    came.push((await at(1, 'bb', '2026-11-21T10:00:00.000Z'))[0]?.as);
    came.push((await at(2, 'aa', '2026-11-21T09:00:00.000Z'))[0]?.as);
    came.push((await at(3, 'aa', '2026-11-21T11:00:00.000Z'))[0]?.as);
    expect(came).toEqual(['new', 'from-another', 'signed-again']);
    const arrivals = await store.arrivalsOf(whole.contents?.case.id ?? '');
    expect(sourcesOf(arrivals)).toEqual(['key:aa', 'key:bb']);
    store.close();
  });

  it('of a case that was kept here leave it this casebook’s own', async () => {
    const store = await freshStore();
    const { contents } = whole;
    if (!contents) throw new Error('the kept file cannot be read');
    await store.keepCase(contents.case, contents.blobs);
    const [report] = await arrive(store, [given('a.wacz', bytes)], {
      keepAltered: false,
      now,
      check: signedBy('aa'),
    });
    expect(report?.as).toBe('from-another');
    expect(sourcesOf(await store.arrivalsOf(contents.case.id))).toEqual(['own', 'key:aa']);
    store.close();
  });

  it('that are signed can be written again as they were, with the signature of whoever signed them', async () => {
    const store = await freshStore();
    const law = await smallLaw();
    const file = await madeCaseFile(law, 'case-0001', { at: now(), key: await newSigningKey() });
    await arrive(store, [given('a.wacz', file)], { keepAltered: false, now });
    const of = await store.getCase('case-0001');
    const [arrival] = await store.arrivalsOf('case-0001');
    const seal = arrival?.sealed ? givenSeal(arrival.sealed) : null;
    if (!of || !seal) throw new Error('the seal was not kept');
    const getBlob = async (sha256: string): Promise<Uint8Array | null> =>
      (await store.getBlob(sha256))?.bytes ?? null;
    const images = await reportPictures(of, getBlob);
    const again = await writeCaseFile({
      case: of,
      law,
      getBlob,
      reportHtml: reportHtml({ case: of, law, images, locale: 'both' }),
      findingsCsv: findingsCsv(of, law),
      software: 'Another 1.0',
      given: seal,
    });
    expect(Buffer.from(again).equals(Buffer.from(file))).toBe(true);
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
