import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { unzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { readCaseFile } from '../../../components/evidence/case-file';
import { readWarc, writeWarcRecord } from '../../../components/evidence/warc';
import { readZip, writeZip } from '../../../components/evidence/zip';

const RUNS = Number(process.env['MINGBIAO_FUZZ_RUNS'] ?? 200);
const name = fc.stringMatching(/^[a-z]{1,6}(\/[a-z]{1,6}){0,2}\.[a-z]{1,3}$/);
const entries = fc.uniqueArray(fc.record({ name, bytes: fc.uint8Array({ maxLength: 60 }) }), {
  selector: (entry) => entry.name,
  maxLength: 6,
});

describe('the container', () => {
  it('gives back what was put in, also to a ZIP reader that is not ours', () => {
    fc.assert(
      fc.property(entries, (list) => {
        const bytes = writeZip(list);
        const read = readZip(bytes);
        if (!read.ok) throw new Error(read.code);
        const wanted = Object.fromEntries(list.map((entry) => [entry.name, [...entry.bytes]]));
        expect(Object.fromEntries([...read.entries].map(([key, value]) => [key, [...value]]))).toEqual(
          wanted,
        );
        const foreign = Object.entries(unzipSync(bytes)).map(([key, value]) => [key, [...value]] as const);
        expect(Object.fromEntries(foreign)).toEqual(wanted);
      }),
      { numRuns: RUNS },
    );
  });

  it('answers for any bytes and never throws', async () => {
    const some = writeZip([
      { name: 'a.txt', bytes: Uint8Array.of(1, 2, 3) },
      { name: 'b/c.txt', bytes: new Uint8Array() },
    ]);
    const damage = fc.array(fc.record({ at: fc.nat(some.length - 1), value: fc.nat(255) }), {
      minLength: 1,
      maxLength: 6,
    });
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.uint8Array({ maxLength: 200 }), damage), async (what) => {
        const bytes = what instanceof Uint8Array ? what : some.slice();
        if (!(what instanceof Uint8Array)) for (const { at, value } of what) bytes[at] = value;
        readZip(bytes);
        expect((await readCaseFile(bytes)).ok).toBe(false);
      }),
      { numRuns: RUNS },
    );
  });

  it.each([
    ['../up.txt', 'unsafe-name'],
    ['/root.txt', 'unsafe-name'],
    ['a//b.txt', 'unsafe-name'],
    ['a\\b.txt', 'unsafe-name'],
    ['C:/x.txt', 'unsafe-name'],
    ['.hidden', 'unsafe-name'],
    ['a/../b', 'unsafe-name'],
    ['图.txt', 'unsafe-name'],
    ['folder/', 'unsafe-name'],
  ])('refuses the name %s', (bad, code) => {
    const zip = zipSync({ [bad]: [Uint8Array.of(1), { level: 0, mtime: new Date(1980, 0, 1) }] });
    expect(readZip(zip)).toMatchObject({ ok: false, code });
    expect(() => writeZip([{ name: bad, bytes: new Uint8Array() }])).toThrow(RangeError);
  });

  it('refuses compressed entries, names that stand twice, comments, ZIP64 and encryption', () => {
    expect(readZip(zipSync({ 'a.txt': new Uint8Array(100) }))).toMatchObject({ code: 'compressed-entry' });
    expect(() =>
      writeZip([
        { name: 'a.txt', bytes: new Uint8Array() },
        { name: 'A.TXT', bytes: new Uint8Array() },
      ]),
    ).toThrow(RangeError);
    const twice = writeZip([
      { name: 'a.txt', bytes: Uint8Array.of(1) },
      { name: 'b.txt', bytes: Uint8Array.of(2) },
    ]);
    const doubled = Uint8Array.from(
      Buffer.from(Buffer.from(twice).toString('latin1').replaceAll('b.txt', 'a.txt'), 'latin1'),
    );
    expect(readZip(doubled)).toMatchObject({ code: 'duplicate-name' });
    const commented = Uint8Array.of(...twice, 33);
    commented[twice.length - 2] = 1;
    expect(readZip(commented)).toMatchObject({ ok: false, code: 'extra-data' });
    const central = Buffer.from(twice).indexOf('PK\u0001\u0002', 0, 'latin1');
    const encrypted = twice.slice();
    encrypted[central + 8] = 1;
    expect(readZip(encrypted)).toMatchObject({ code: 'encrypted' });
    const large = twice.slice();
    large.fill(0xff, twice.length - 6, twice.length - 2);
    expect(readZip(large)).toMatchObject({ code: 'zip64' });
  });
});

describe('WARC records', () => {
  it('give back bodies and addresses, whatever a page wrote into them', async () => {
    const record = fc.record({
      targetUri: fc.string({ unit: 'binary', maxLength: 60 }),
      body: fc.uint8Array({ maxLength: 200 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(record, { minLength: 1, maxLength: 4 }), async (list) => {
        const written = [];
        for (const { targetUri, body } of list) {
          const { bytes } = await writeWarcRecord({
            type: 'resource',
            targetUri,
            date: '2026-01-01T00:00:00Z',
            contentType: 'image/png',
            body,
          });
          written.push(bytes);
        }
        const read = readWarc(Uint8Array.from(Buffer.concat(written)), 1 << 20, 10);
        if (!read.ok) throw new Error(read.code);
        expect(read.records.map(({ body }) => [...body])).toEqual(list.map(({ body }) => [...body]));
        for (const { headers } of read.records) expect(headers.get('content-length')).toMatch(/^\d+$/);
        // Where each stands is where it was put.
        const lengths = written.map(({ length }) => length);
        expect(read.records.map(({ length }) => length)).toEqual(lengths);
        expect(read.records.map(({ offset }) => offset)).toEqual(
          lengths.map((_, at) => lengths.slice(0, at).reduce((sum, one) => sum + one, 0)),
        );
      }),
      { numRuns: RUNS },
    );
  });

  it('are refused when a record is spread over two gzip members, or two stand in one', () => {
    const record = new TextEncoder().encode('WARC/1.1\r\nContent-Length: 2\r\n\r\nab\r\n\r\n');
    const read = (...members: Uint8Array[]) =>
      readWarc(Uint8Array.from(Buffer.concat(members.map((one) => gzipSync(one)))), 1 << 10, 9);
    expect(read(record, record).ok).toBe(true);
    const refused = { ok: false, code: 'record-malformed' };
    expect(read(record.subarray(0, 12), record.subarray(12), record)).toEqual(refused);
    expect(read(Buffer.concat([record, record]))).toEqual(refused);
    expect(read(record, new Uint8Array())).toEqual(refused);
  });

  it('answer for any bytes and never throw', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(typeof readWarc(bytes, 1 << 16, 10).ok).toBe('boolean');
      }),
      { numRuns: RUNS },
    );
  });
});
