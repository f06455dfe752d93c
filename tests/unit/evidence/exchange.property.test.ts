import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCaseFile, writeCaseFile } from '../../../components/evidence/case-file';
import { checkCaseFile } from '../../../components/evidence/check';
import { keptResponse, responseHead } from '../../../components/evidence/exchange';
import { readZip } from '../../../components/evidence/zip';
import { seenResponseSchema, type SeenResponse } from '../../../components/model/case';
import { caseOf } from '../casebook/case-of';

const LAW = { language: 1, packs: [], provisions: {}, channels: {} };
const anyHeaders = fc.array(
  fc.tuple(
    fc.oneof(
      fc.string(),
      fc.constantFrom('Set-Cookie', 'Authorization', 'content-type', 'X-CSRF-Token', 'ETag'),
    ),
    fc.oneof(fc.string({ unit: 'binary' }), fc.string({ maxLength: 4_000 })),
  ),
  { maxLength: 90 },
);

async function fileWith(response: SeenResponse): Promise<Uint8Array> {
  const kept = await caseOf();
  const captures = kept.case.captures.map((c) => (c.role === 'medium' ? { ...c, response } : c));
  const blobs = new Map(kept.blobs.map(({ sha256, bytes }) => [sha256, bytes]));
  return writeCaseFile({
    case: { ...kept.case, captures },
    law: LAW,
    getBlob: (sha256) => Promise.resolve(blobs.get(sha256) ?? null),
    reportHtml: '<!doctype html>',
    findingsCsv: '',
  });
}

describe('a response as an extension saw it', () => {
  it('is kept within bounds and without anything that lets somebody in, whatever a server sends', () => {
    fc.assert(
      fc.property(fc.integer({ min: -5, max: 700 }), anyHeaders, (status, headers) => {
        const kept = keptResponse(status, headers, 'page');
        if (status < 100 || status > 599) {
          expect(kept).toBeNull();
          return;
        }
        expect(seenResponseSchema.safeParse(kept?.response).success).toBe(true);
        expect((kept?.response.headers.length ?? 0) + (kept?.leftOut ?? 0)).toBe(headers.length);
        const head = new TextDecoder().decode(
          responseHead({ sizeBytes: 7, ...(kept ? { response: kept.response } : {}) }) ?? new Uint8Array(),
        );
        expect(head).not.toMatch(/cookie|authorization|csrf/i);
        // One empty line, at the end: nothing a server writes can end the head early or add a line to it.
        expect(head.indexOf('\r\n\r\n')).toBe(head.length - 4);
        expect(head.split('\r\n').length).toBe((kept?.response.headers.length ?? 0) + 4);
      }),
    );
  });

  it('travels in a case file as a response record and comes back as the same bytes', async () => {
    const kept = await caseOf();
    const response: SeenResponse = {
      status: 200,
      headers: [
        ['content-encoding', 'br'],
        ['content-type', 'image/png'],
      ],
      through: 'page',
    };
    const file = await fileWith(response);
    const { items } = await checkCaseFile(file);
    expect(items.filter(({ verdict }) => verdict === 'altered')).toEqual([]);
    const read = await readCaseFile(file);
    if (!read.ok) throw new Error(JSON.stringify(read.problems));
    expect(read.case.captures.find(({ role }) => role === 'medium')?.response).toEqual(response);
    const medium = kept.case.captures.find(({ role }) => role === 'medium');
    const bytes = read.blobs.find(({ sha256 }) => sha256 === medium?.sha256)?.bytes;
    expect(bytes?.length).toBe(medium?.sizeBytes);
    const zip = readZip(file);
    if (!zip.ok) throw new Error(zip.code);
    const index = new TextDecoder().decode(zip.entries.get('indexes/index.cdx'));
    expect(index).toContain('"status":"200"');
  });

  it('is not what the case says when the head in the archive differs', async () => {
    const one = await fileWith({ status: 200, headers: [['server', 'a']], through: 'page' });
    const two = await fileWith({ status: 404, headers: [['server', 'a']], through: 'page' });
    const [first, second] = [readZip(one), readZip(two)];
    if (!first.ok || !second.ok) throw new Error('not readable');
    expect(first.entries.get('archive/data.warc.gz')).not.toEqual(second.entries.get('archive/data.warc.gz'));
    const { items } = await checkCaseFile(await swapped(first.entries, second.entries));
    expect(
      items.some(({ item, reason }) => item.startsWith('capture ') && reason === 'digest-mismatch'),
    ).toBe(true);
  });
});

/** The case of the first with the archive of the second, every digest of the container mended. */
async function swapped(
  first: ReadonlyMap<string, Uint8Array>,
  second: ReadonlyMap<string, Uint8Array>,
): Promise<Uint8Array> {
  const { createHash } = await import('node:crypto');
  const { writeZip } = await import('../../../components/evidence/zip');
  const hash = (bytes: Uint8Array): string => `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
  const entries = new Map(first);
  entries.set('archive/data.warc.gz', second.get('archive/data.warc.gz') ?? new Uint8Array());
  const manifest = JSON.parse(new TextDecoder().decode(entries.get('datapackage.json'))) as {
    resources: { path: string; hash: string; bytes: number }[];
  };
  for (const resource of manifest.resources) {
    const bytes = entries.get(resource.path) ?? new Uint8Array();
    Object.assign(resource, { hash: hash(bytes), bytes: bytes.length });
  }
  const bytes = new TextEncoder().encode(JSON.stringify(manifest));
  entries.set('datapackage.json', bytes);
  const digest = JSON.stringify({ hash: hash(bytes), path: 'datapackage.json' });
  entries.set('datapackage-digest.json', new TextEncoder().encode(digest));
  return writeZip([...entries].map(([name, content]) => ({ name, bytes: content })));
}
