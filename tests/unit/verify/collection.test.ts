import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { blobSource, bytesSource } from '../../../components/evidence/byte-source';
import { canonicalJson } from '../../../components/evidence/canonical';
import { readCaseFile, writeCaseFile } from '../../../components/evidence/case-file';
import { COLLECTION_FILE, writeCollection, type NotKept } from '../../../components/evidence/collection';
import { isCollection } from '../../../components/evidence/read-collection';
import { newSigningKey, type SigningKey } from '../../../components/evidence/signature';
import { zipWriter } from '../../../components/evidence/zip-stream';
import { COLLECTION_TEXTS } from '../../../components/report/collection';
import { findingsCsv } from '../../../components/report/csv';
import { reportHtml } from '../../../components/report/html';
import { reportPictures } from '../../../components/report/pictures';
import { verifyCollection, type VerifiedCollection } from '../../../components/verify/verify-collection';
import type { Law } from '../../../rules/language';
import { entriesOf, hashOf, madeCaseFile, smallLaw, VERSION, zipOf } from './made-case';

const KEPT = join(import.meta.dirname, '..', 'evidence', 'formats', '0.1.0.wacz');
const NOT_KEPT: NotKept[] = [
  { url: 'https://shop.example/<b>gone', reason: 'page-not-loaded', detail: 'net::ERR', tries: 3 },
];
let law: Law;
let key: SigningKey;
let files: Uint8Array[];

beforeAll(async () => {
  law = await smallLaw();
  key = await newSigningKey();
  files = [await madeCaseFile(law, 'case-0001'), await madeCaseFile(law, 'case-0002')];
});

async function collected(given: readonly Uint8Array[], isSigned = true): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  await writeCollection(
    { write: (bytes) => Promise.resolve(void parts.push(bytes.slice())) },
    {
      title: '=七月 <script>',
      created: '2026-11-21T08:00:00.000Z',
      software: `Mingbiao ${VERSION}`,
      cases: casesOf(given),
      notKept: () => NOT_KEPT,
      texts: COLLECTION_TEXTS,
      ...(isSigned ? { seal: { at: '2026-11-21T08:00:01.000Z', key } } : {}),
    },
  );
  return new Uint8Array(Buffer.concat(parts));
}

async function* casesOf(given: readonly Uint8Array[]) {
  for (const bytes of given) {
    const read = await readCaseFile(bytes);
    if (!read.ok) throw new Error(JSON.stringify(read.problems));
    yield { bytes, case: read.case };
  }
}

const verified = (bytes: Uint8Array): Promise<VerifiedCollection> =>
  verifyCollection(bytesSource(bytes), { version: VERSION, today: null });

async function rebuilt(entries: ReadonlyMap<string, Uint8Array>): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  const zip = zipWriter({ write: (bytes) => Promise.resolve(void parts.push(bytes.slice())) });
  for (const [name, bytes] of [...entries].sort(([a], [b]) => (a < b ? -1 : 1))) await zip.add(name, bytes);
  await zip.finish();
  return new Uint8Array(Buffer.concat(parts));
}

/** The forger's way: after a change, mend every digest above; the old signature stays. */
function mended(entries: Map<string, Uint8Array>): Map<string, Uint8Array> {
  const json = (name: string): Record<string, unknown> =>
    JSON.parse(new TextDecoder().decode(entries.get(name))) as Record<string, unknown>;
  const manifest = json(COLLECTION_FILE.manifest);
  for (const list of ['resources', 'beside'])
    manifest[list] = (manifest[list] as { path: string }[]).flatMap((file) => {
      const bytes = entries.get(file.path);
      return bytes ? [{ ...file, hash: hashOf(bytes), bytes: bytes.length }] : [];
    });
  const encode = (value: unknown): Uint8Array => new TextEncoder().encode(canonicalJson(value));
  const written = encode(manifest);
  entries.set(COLLECTION_FILE.manifest, written);
  const digest = json(COLLECTION_FILE.manifestDigest);
  entries.set(COLLECTION_FILE.manifestDigest, encode({ ...digest, hash: hashOf(written) }));
  return entries;
}

describe('a collection', () => {
  it('holds whole case files, of every released format, and verifies', async () => {
    const old = new Uint8Array(readFileSync(KEPT));
    const bytes = await collected([...files, old]);
    expect(await isCollection(blobSource(new Blob([new Uint8Array(bytes)])))).toBe(true);
    // Another version than any that wrote these files, as it is with everything that was kept for long.
    const result = await verifyCollection(bytesSource(bytes), { version: '9.9.9', today: null });
    expect([...result.items, ...result.cases].filter(({ verdict }) => verdict === 'altered')).toEqual([]);
    expect(result).toMatchObject({ verdict: 'intact', title: '=七月 <script>', notKept: NOT_KEPT });
    expect(result.signer?.fingerprint).toMatch(/^[0-9a-f]{4}( [0-9a-f]{4}){7}$/);
    expect(result.cases.map(({ case: of, verdict }) => [of?.id, verdict])).toEqual([
      ['case-0001', 'intact'],
      ['case-0002', 'intact'],
      [expect.stringMatching(/^[0-9a-f-]{36}$/), 'intact'],
    ]);
    const inside = entriesOf(bytes);
    expect(inside.get('cases/000003-' + (result.cases[2]?.case?.id ?? '') + '.wacz')).toEqual(old);
  });

  it('follows the convention for several WACZ in one file', async () => {
    const inside = entriesOf(await collected(files));
    const manifest = JSON.parse(new TextDecoder().decode(inside.get('datapackage.json'))) as {
      profile: string;
      resources: { path: string; name: string; hash: string; bytes: number }[];
    };
    expect(manifest.profile).toBe('multi-wacz-package');
    expect(manifest.resources.map(({ path }) => path)).toEqual([
      'cases/000001-case-0001.wacz',
      'cases/000002-case-0002.wacz',
    ]);
    expect(
      manifest.resources.every(({ path, hash }) => hashOf(inside.get(path) ?? new Uint8Array()) === hash),
    ).toBe(true);
  });

  it('says the same twice over, and leaves out the same file given again', async () => {
    expect(await collected([...files, ...files], false)).toEqual(await collected(files, false));
  });

  it('has a page without script, in which what pages and people wrote is text, and an inert table', async () => {
    const inside = entriesOf(await collected(files));
    const page = new TextDecoder().decode(inside.get('index.html'));
    expect(page).not.toMatch(/<script|<b>gone|onerror=/);
    expect(page).toContain('&lt;script&gt;');
    expect(page).toContain('page-not-loaded');
    const table = new TextDecoder().decode(inside.get('summary.csv'));
    expect(table.split('\r\n')).toHaveLength(4);
    for (const cell of table.matchAll(/(?:^|,)"(.)/gm)) expect('=+-@').not.toContain(cell[1]);
  });

  it('tells of a case that stands in it more than once, and of two cases under one number', async () => {
    const other = await newSigningKey();
    const [at, later] = ['2026-11-21T09:00:00.000Z', '2026-11-21T10:00:00.000Z'];
    const told = async (given: readonly Uint8Array[]): Promise<unknown> => {
      const result = await verified(await collected(given));
      // It is said, and nobody is accused of it.
      expect(result.verdict).toBe('intact');
      return result.items
        .filter(({ item }) => item.startsWith('case '))
        .map(({ verdict, reason, detail }) => [verdict, reason, detail?.split(' ').length]);
    };
    const again = ['cannot-be-checked', 'same-case-again', 2];
    const first = await madeCaseFile(law, 'case-0001', { at, key });
    expect(await told(files)).toEqual([]);
    expect(await told([first, await madeCaseFile(law, 'case-0001', { at: later, key })])).toEqual([again]);
    expect(await told([first, await madeCaseFile(law, 'case-0001', { at, key: other })])).toEqual([again]);
    const edited = await madeCaseFile(law, 'case-0001', { at, key }, { title: 'Another title' });
    expect(await told([first, edited])).toEqual([['cannot-be-checked', 'another-case-under-number', 2]]);
    // The same case under another number: only its number, note and tags were changed.
    const read = await readCaseFile(first);
    if (!read.ok) throw new Error('the file cannot be read');
    const renumbered = { ...read.case, id: 'case-0009', note: 'mine' };
    const bytes = new Map(read.blobs.map((blob) => [blob.sha256, blob.bytes]));
    const getBlob = (sha256: string): Promise<Uint8Array | null> =>
      Promise.resolve(bytes.get(sha256) ?? null);
    const images = await reportPictures(renumbered, getBlob);
    const copy = await writeCaseFile({
      case: renumbered,
      law,
      getBlob,
      reportHtml: reportHtml({ case: renumbered, law, images, locale: 'both' }),
      findingsCsv: findingsCsv(renumbered, law),
      seal: { at, key: other },
    });
    expect(await told([first, copy])).toEqual([again]);
  });

  it('one case file alone is not taken for a collection', async () => {
    expect(await isCollection(bytesSource(files[0] ?? new Uint8Array()))).toBe(false);
    expect(await isCollection(bytesSource(new Uint8Array()))).toBe(false);
  });
});

describe('a collection that was altered', () => {
  it('a byte changed anywhere is found', async () => {
    const bytes = await collected(files.slice(0, 1));
    // Every byte of a container is changed in zip-stream.property.test.ts, every kind of byte of a case file in
    // tamper.test.ts; here steps without a pattern over the whole, and every byte of its last 400.
    for (let at = 0; at < bytes.length; at += at < bytes.length - 400 ? 41 : 1) {
      const changed = bytes.slice();
      changed[at] = (changed[at] ?? 0) ^ 0x10;
      const { items, verdict } = await quick(changed);
      expect(verdict, `byte ${String(at)}: ${JSON.stringify(items).slice(0, 200)}`).toBe('altered');
    }
  });

  it('a case put in, taken out, or put in another’s place is found, also when every digest is mended', async () => {
    const other = await madeCaseFile(law, 'case-0003');
    const bytes = await collected(files);
    const changes: ((entries: Map<string, Uint8Array>) => void)[] = [
      (entries) => entries.set('cases/000003-case-0003.wacz', other),
      (entries) => entries.delete('cases/000002-case-0002.wacz'),
      (entries) => entries.set('cases/000002-case-0002.wacz', other),
      (entries) => entries.set('cases/000001-case-0001.wacz', files[1] ?? other),
      (entries) => entries.set('index.html', new TextEncoder().encode('<p>')),
      (entries) => entries.set('summary.csv', new TextEncoder().encode('a,b')),
      (entries) => entries.set('more.txt', new Uint8Array(3)),
    ];
    for (const change of changes) {
      for (const isMended of [false, true]) {
        const entries = new Map(entriesOf(bytes));
        change(entries);
        const result = await verified(await rebuilt(isMended ? mended(entries) : entries));
        expect(result.verdict, change.toString()).toBe('altered');
      }
    }
  });

  it('a case that was altered is named, and the others stay intact', async () => {
    const entries = new Map(entriesOf(await collected(files)));
    const path = 'cases/000001-case-0001.wacz';
    const inner = entriesOf(entries.get(path) ?? new Uint8Array());
    inner.set('README.txt', new TextEncoder().encode('something else'));
    entries.set(path, zipOf(inner));
    const result = await verified(await rebuilt(entries));
    expect(result.cases.map(({ verdict }) => verdict)).toEqual(['altered', 'intact']);
    expect(result.cases[0]?.items.map(({ reason }) => reason)).toContain('digest-mismatch');
  });

  it('a page that says something else is found though every digest is mended and nothing is signed', async () => {
    const entries = new Map(entriesOf(await collected(files, false)));
    entries.set('index.html', new TextEncoder().encode('<p>nothing was found</p>'));
    const result = await verified(await rebuilt(mended(entries)));
    expect(result.items.filter(({ verdict }) => verdict === 'altered')).toMatchObject([
      { item: 'index.html written again', reason: 'says-something-else' },
    ]);
  });

  it('a manifest that names the cases otherwise than they are is found though nothing is signed', async () => {
    const bytes = await collected(files, false);
    const changes: ((resources: { name: string; path: string }[]) => unknown[])[] = [
      (all) => all.map((one) => ({ ...one, name: 'somebody-else.wacz' })),
      (all) => [...all].reverse(),
      (all) => [...all, ...all.slice(0, 1)],
    ];
    for (const change of changes) {
      const entries = new Map(entriesOf(bytes));
      const manifest = JSON.parse(new TextDecoder().decode(entries.get(COLLECTION_FILE.manifest))) as {
        resources: { name: string; path: string }[];
      };
      const written = canonicalJson({ ...manifest, resources: change(manifest.resources) });
      entries.set(COLLECTION_FILE.manifest, new TextEncoder().encode(written));
      // Whichever version it says it is: what stands where is no wording.
      for (const version of [VERSION, '99.0.0']) {
        const source = bytesSource(await rebuilt(mended(entries)));
        const { items } = await verifyCollection(source, { version, today: null });
        expect(items).toContainEqual(
          expect.objectContaining({ item: 'datapackage.json written again', verdict: 'altered' }),
        );
      }
    }
    // A case under another's number, or under a number that is none of the row.
    const entries = new Map(entriesOf(bytes));
    const second = entries.get('cases/000002-case-0002.wacz') ?? new Uint8Array();
    entries.delete('cases/000002-case-0002.wacz');
    entries.set('cases/000007-case-0002.wacz', second);
    expect((await verified(await rebuilt(mended(entries)))).verdict).toBe('altered');
  });

  it('a page of another version that acts is found', async () => {
    const entries = new Map(entriesOf(await collected(files, false)));
    const page = new TextDecoder().decode(entries.get('index.html'));
    entries.set('index.html', new TextEncoder().encode(page.replace('<h2>', '<script>1</script><h2>')));
    const source = bytesSource(await rebuilt(mended(entries)));
    const { items } = await verifyCollection(source, { version: '99.0.0', today: null });
    expect(items.filter(({ verdict }) => verdict === 'altered')).toMatchObject([
      { item: 'index.html written again', reason: 'not-inert' },
    ]);
  });

  it('any bytes give an answer and never a throw', async () => {
    const bytes = await collected(files.slice(0, 1));
    const damage = fc.array(fc.record({ at: fc.nat(bytes.length - 1), value: fc.nat(255) }), {
      maxLength: 8,
    });
    await fc.assert(
      fc.asyncProperty(damage, fc.nat(bytes.length), async (changes, cut) => {
        const changed = bytes.slice(0, cut % 7 === 0 ? cut : bytes.length);
        for (const { at, value } of changes) if (at < changed.length) changed[at] = value;
        const isSame = changed.length === bytes.length && changed.every((byte, at) => byte === bytes[at]);
        expect((await quick(changed)).verdict).toBe(isSame ? 'intact' : 'altered');
      }),
      { numRuns: Number(process.env['MINGBIAO_FUZZ_RUNS'] ?? 60) },
    );
  });
});

/** As `verified`, but without judging a case again when the collection is altered already. */
async function quick(bytes: Uint8Array): Promise<Pick<VerifiedCollection, 'items' | 'verdict'>> {
  const { openCollection, readCollected } = await import('../../../components/evidence/read-collection');
  const opened = await openCollection(bytesSource(bytes));
  const wrong = opened.items.filter(({ verdict }) => verdict === 'altered');
  for (const place of wrong.length > 0 ? [] : opened.cases)
    wrong.push(...(await readCollected(bytesSource(bytes), place)).items);
  return wrong.length > 0 ? { items: wrong, verdict: 'altered' } : verified(bytes);
}
