/** Files as released versions wrote them: they open, verify and come into the casebook for ever. */
import 'fake-indexeddb/auto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { arrive, type GivenFile } from '../../../components/casebook/arrive';
import { openStore } from '../../../components/casebook/store';
import { unpacked } from '../../../components/casebook/unpack';
import { bytesSource } from '../../../components/evidence/byte-source';
import { readCaseFile } from '../../../components/evidence/case-file';
import { checkCaseFile } from '../../../components/evidence/check';
import { isCollection } from '../../../components/evidence/read-collection';
import { verifyCaseFile } from '../../../components/verify/verify';
import { verifyCollection } from '../../../components/verify/verify-collection';

const folder = join(import.meta.dirname, 'formats');
const all = readdirSync(folder).filter((name) => name.endsWith('.wacz'));
const collections = all.filter((name) => name.endsWith('.collection.wacz'));
const files = all.filter((name) => !collections.includes(name));
const bytesOf = (name: string): Uint8Array<ArrayBuffer> => new Uint8Array(readFileSync(join(folder, name)));
/** As any later version sees it: what it words otherwise is "another version", never "altered". */
const LATER = { version: '99.0.0', today: null };

/** Brings a file into an empty casebook, as the page does. */
async function brought(name: string, store: string): Promise<{ as: string[]; cases: string[] }> {
  const book = await openStore(store);
  const given: GivenFile[] = await unpacked([new File([bytesOf(name)], name)]);
  const reports = await arrive(book, given, { keepAltered: false, now: () => '2030-01-01T00:00:00.000Z' });
  const cases: string[] = [];
  for (const { caseId } of reports) {
    const kept = caseId === null ? null : await book.getCase(caseId);
    if (kept) cases.push(kept.id);
    for (const { sha256, sizeBytes } of kept?.captures ?? [])
      expect((await book.getBlob(sha256))?.bytes.length).toBe(sizeBytes);
  }
  book.close();
  return { as: reports.map(({ as }) => as), cases };
}

describe('a case file of every released format', () => {
  it('is kept', () => {
    expect(files).toEqual(expect.arrayContaining(['0.1.0.wacz', '0.2.0.wacz']));
  });

  it.each(files)('%s opens, verifies and comes in', async (name) => {
    const bytes = bytesOf(name);
    const { items, signer, timeStamp } = await checkCaseFile(bytes);
    expect(items.filter(({ verdict }) => verdict === 'altered')).toEqual([]);
    expect(items.filter(({ verdict }) => verdict === 'intact').length).toBeGreaterThan(10);
    // Signing and stamping came with 0.2.0.
    expect([signer !== null, timeStamp !== null]).toEqual(Array(2).fill(name !== '0.1.0.wacz'));
    const read = await readCaseFile(bytes);
    if (!read.ok) throw new Error(JSON.stringify(read.problems));
    expect(`${read.case.environment.extensionVersion}.wacz`).toBe(name);
    expect(read.case.observations.length).toBeGreaterThan(5);
    expect(read.case.findings.some(({ outcome }) => outcome === 'flagged')).toBe(true);
    expect(read.blobs.length).toBe(read.case.captures.length);
    const verified = await verifyCaseFile(bytes, LATER);
    expect(verified.items.filter(({ verdict }) => verdict === 'altered')).toEqual([]);
    expect(await brought(name, `kept ${name}`)).toEqual({ as: ['new'], cases: [read.case.id] });
  });
});

describe('a collection of every released format', () => {
  it('is kept', () => {
    expect(collections).toContain('0.2.0.collection.wacz');
  });

  it.each(collections)('%s opens, verifies and comes in', async (name) => {
    const source = bytesSource(bytesOf(name));
    expect(await isCollection(source)).toBe(true);
    const whole = await verifyCollection(source, LATER);
    expect(whole.items.filter(({ verdict }) => verdict === 'altered')).toEqual([]);
    expect(whole).toMatchObject({ verdict: 'intact', cases: [{ verdict: 'intact' }] });
    expect(whole.signer).not.toBeNull();
    expect(whole.timeStamp).not.toBeNull();
    expect(whole.notKept).toEqual([
      { url: 'https://shop.example/gone', reason: 'page-not-loaded', detail: 'net::ERR_FAILED', tries: 3 },
    ]);
    const ids = whole.cases.map((one) => one.case?.id);
    expect(await brought(name, `kept ${name}`)).toEqual({ as: ids.map(() => 'new'), cases: ids });
  });
});
