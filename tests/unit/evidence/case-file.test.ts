import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { readCaseFile, writeCaseFile, type CaseFileInput } from '../../../components/evidence/case-file';
import { checkCaseFile } from '../../../components/evidence/check';
import { CASE_FILE } from '../../../components/evidence/layout';
import { readZip, writeZip } from '../../../components/evidence/zip';
import type { Law } from '../../../rules/language';
import { caseOf, type Kept } from '../casebook/case-of';

const LAW: Law = { language: 1, packs: [], provisions: {}, channels: {} };

function inputOf(kept: Kept): CaseFileInput {
  const blobs = new Map(kept.blobs.map(({ sha256, bytes }) => [sha256, bytes]));
  return {
    case: kept.case,
    law: LAW,
    getBlob: (sha256) => Promise.resolve(blobs.get(sha256) ?? null),
    reportHtml: '<!doctype html><title>报告</title>',
    findingsCsv: '\ufeff"case"\r\n',
  };
}

let kept: Kept;
let file: Uint8Array;
beforeAll(async () => {
  kept = await caseOf();
  file = await writeCaseFile(inputOf(kept));
});

function entriesOf(bytes: Uint8Array): Map<string, Uint8Array> {
  const zip = readZip(bytes);
  if (!zip.ok) throw new Error(zip.code);
  return new Map(zip.entries);
}
function zipOf(entries: ReadonlyMap<string, Uint8Array>): Uint8Array {
  return writeZip([...entries].map(([name, bytes]) => ({ name, bytes })));
}
function textOf(bytes: Uint8Array | undefined): string {
  return new TextDecoder().decode(bytes);
}
const hash = (bytes: Uint8Array): string => `sha256:${createHash('sha256').update(bytes).digest('hex')}`;

/** The forger's way: changes one entry and then mends every digest above it. */
function forged(name: string, content: Uint8Array): Uint8Array {
  const entries = entriesOf(file);
  entries.set(name, content);
  const manifest = JSON.parse(textOf(entries.get(CASE_FILE.manifest))) as {
    resources: { path: string; hash: string; bytes: number }[];
  };
  for (const resource of manifest.resources) {
    const bytes = entries.get(resource.path) ?? new Uint8Array();
    Object.assign(resource, { hash: hash(bytes), bytes: bytes.length });
  }
  const manifestBytes = new TextEncoder().encode(JSON.stringify(manifest));
  entries.set(CASE_FILE.manifest, manifestBytes);
  entries.set(
    CASE_FILE.manifestDigest,
    new TextEncoder().encode(JSON.stringify({ hash: hash(manifestBytes), path: CASE_FILE.manifest })),
  );
  return zipOf(entries);
}

describe('a case file', () => {
  it('gives back the same case, law and bytes', async () => {
    const read = await readCaseFile(file);
    if (!read.ok) throw new Error(JSON.stringify(read.problems));
    expect(read.case).toEqual(kept.case);
    expect(read.law).toEqual(LAW);
    expect(read.blobs.map(({ sha256 }) => sha256).sort()).toEqual(
      kept.blobs.map(({ sha256 }) => sha256).sort(),
    );
    for (const { sha256, bytes } of read.blobs) {
      expect(
        Buffer.from(bytes).equals(
          Buffer.from(kept.blobs.find((blob) => blob.sha256 === sha256)?.bytes ?? []),
        ),
      ).toBe(true);
    }
  });

  it('is the same bytes each time', async () => {
    expect(Buffer.from(await writeCaseFile(inputOf(await caseOf()))).equals(Buffer.from(file))).toBe(true);
  });

  it('says that nothing signs it, rather than nothing', async () => {
    const { items } = await checkCaseFile(file);
    expect(items.filter(({ verdict }) => verdict === 'cannot-be-checked').map(({ item }) => item)).toEqual([
      'signature',
      'time-stamp',
    ]);
    expect(items.filter(({ verdict }) => verdict === 'altered')).toEqual([]);
  });

  it('is a WACZ: data package over everything, index that leads to each record, pages', () => {
    const entries = entriesOf(file);
    const manifest = JSON.parse(textOf(entries.get('datapackage.json'))) as {
      profile: string;
      wacz_version: string;
      resources: { path: string; hash: string; bytes: number }[];
    };
    expect(manifest).toMatchObject({ profile: 'data-package', wacz_version: '1.1.1' });
    expect(manifest.resources.map(({ path }) => path).sort()).toEqual(
      [...entries.keys()].filter((name) => !name.startsWith('datapackage')).sort(),
    );
    for (const { path, hash: stated } of manifest.resources)
      expect(hash(entries.get(path) ?? new Uint8Array())).toBe(stated);
    const archive = entries.get('archive/data.warc.gz') ?? new Uint8Array();
    const lines = textOf(entries.get('indexes/index.cdx')).trimEnd().split('\n');
    expect(lines).toEqual([...lines].sort());
    expect(lines.length).toBe(kept.case.captures.length);
    for (const line of lines) {
      const place = JSON.parse(line.slice(line.indexOf('{'))) as {
        offset: string;
        length: string;
        digest: string;
        url: string;
      };
      const record = gunzipSync(
        archive.subarray(Number(place.offset), Number(place.offset) + Number(place.length)),
      );
      const body = record.subarray(record.indexOf('\r\n\r\n') + 4, record.length - 4);
      expect(hash(body)).toBe(place.digest);
      expect(record.toString('latin1')).toContain(`WARC-Target-URI: ${place.url}\r\n`);
    }
    expect(lines.map((line) => line.split(' ')[0])).toContain('example,shop,img)/100.png');
    const pages = textOf(entries.get('pages/pages.jsonl')).trimEnd().split('\n');
    expect(pages.map((line) => JSON.parse(line) as unknown)).toMatchObject([
      { format: 'json-pages-1.0' },
      { url: kept.case.url },
    ]);
  });

  it.skipIf(spawnSync('unzip', ['-v']).status !== 0 || spawnSync('sha256sum', ['--version']).status !== 0)(
    'can be checked with unzip and sha256sum alone, as its own README says',
    () => {
      const folder = mkdtempSync(join(tmpdir(), 'case-file-'));
      try {
        writeFileSync(join(folder, 'case.wacz'), file);
        expect(spawnSync('unzip', ['-q', '-d', 'case', 'case.wacz'], { cwd: folder }).status).toBe(0);
        const inside = join(folder, 'case');
        const manifest = JSON.parse(readFileSync(join(inside, 'datapackage.json'), 'utf8')) as {
          resources: { path: string; hash: string }[];
        };
        const sums = manifest.resources
          .map(({ path, hash: stated }) => `${stated.slice(7)}  ${path}\n`)
          .join('');
        expect(
          spawnSync('sha256sum', ['--check', '--strict', '-'], { cwd: inside, input: sums }).status,
        ).toBe(0);
        const digest = JSON.parse(readFileSync(join(inside, 'datapackage-digest.json'), 'utf8')) as {
          hash: string;
        };
        expect(hash(readFileSync(join(inside, 'datapackage.json')))).toBe(digest.hash);
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    },
  );

  it('is not written when bytes are gone or are not what they are named by', async () => {
    await expect(
      writeCaseFile({ ...inputOf(kept), getBlob: () => Promise.resolve(null) }),
    ).rejects.toMatchObject({ code: 'bytes-missing' });
    await expect(
      writeCaseFile({ ...inputOf(kept), getBlob: () => Promise.resolve(new Uint8Array(3)) }),
    ).rejects.toMatchObject({
      code: 'digest-mismatch',
    });
  });
});

describe('a changed case file', () => {
  it('is refused whichever single byte was changed', async () => {
    const step = Number(process.env['MINGBIAO_EVERY_BYTE'] ?? 0) > 0 ? 1 : 13;
    const missed: number[] = [];
    for (let at = 0; at < file.length; at += step) {
      const changed = file.slice();
      changed[at] = (changed[at] ?? 0) ^ (1 << (at % 8));
      if ((await readCaseFile(changed)).ok) missed.push(at);
    }
    expect(missed).toEqual([]);
  });

  it('is refused at every byte of the container’s own structure', async () => {
    const names = [...entriesOf(file)];
    const places: number[] = [];
    let at = 0;
    for (const [name, bytes] of names) {
      for (let byte = 0; byte < 30 + name.length; byte += 1) places.push(at + byte);
      at += 30 + name.length + bytes.length;
    }
    for (; at < file.length; at += 1) places.push(at);
    const missed: number[] = [];
    for (const place of places) {
      const changed = file.slice();
      changed[place] = (changed[place] ?? 0) ^ 0x01;
      if ((await readCaseFile(changed)).ok) missed.push(place);
    }
    expect(missed).toEqual([]);
  });

  it('is refused when cut anywhere or when anything is put before or behind it', async () => {
    for (let length = 0; length < file.length; length += 97)
      expect((await readCaseFile(file.subarray(0, length))).ok).toBe(false);
    for (const changed of [
      Uint8Array.of(...file, 0),
      Uint8Array.of(0, ...file),
      Uint8Array.of(...file, ...file),
    ]) {
      expect((await readCaseFile(changed)).ok).toBe(false);
    }
  });

  it.each(Object.values(CASE_FILE))('names %s when that entry was changed or removed', async (name) => {
    const changed = entriesOf(file);
    const bytes = Uint8Array.from(changed.get(name) ?? []);
    bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 0x04;
    changed.set(name, bytes);
    const removed = entriesOf(file);
    removed.delete(name);
    for (const entries of [changed, removed]) {
      const read = await readCaseFile(zipOf(entries));
      expect(read.ok).toBe(false);
      const related: string[] = [name, CASE_FILE.manifest];
      expect(
        read.ok ? [] : read.problems.filter(({ item }) => related.includes(item)).length,
      ).toBeGreaterThan(0);
    }
  });

  it('is refused when an entry was added', async () => {
    const entries = entriesOf(file);
    entries.set('extra.txt', new Uint8Array(3));
    const read = await readCaseFile(zipOf(entries));
    expect(read.ok ? [] : read.problems).toMatchObject([{ item: 'extra.txt', reason: 'not-in-manifest' }]);
  });

  it('is refused when a record was swapped with that of another case, also with all digests mended', async () => {
    const other = await writeCaseFile(inputOf(await caseOf('case-0002')));
    for (const name of [CASE_FILE.archive, CASE_FILE.case]) {
      const foreign = entriesOf(other).get(name) ?? new Uint8Array();
      expect((await readCaseFile(forged(name, foreign))).ok).toBe(false);
    }
  });

  it('is refused when the case is not a case, is spelled another way, or has fields we do not know', async () => {
    const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
    for (const content of [
      '{}',
      'nonsense',
      JSON.stringify(kept.case, null, 1),
      JSON.stringify({ ...kept.case, more: 1 }),
    ]) {
      expect((await readCaseFile(forged(CASE_FILE.case, encode(content)))).ok).toBe(false);
    }
    for (const content of ['{"language":1}', '[]']) {
      expect((await readCaseFile(forged(CASE_FILE.law, encode(content)))).ok).toBe(false);
    }
  });

  it('is refused quickly when its archive would inflate without end', async () => {
    const { gzipSync } = await import('node:zlib');
    const bomb = gzipSync(Buffer.alloc(64 << 20));
    const read = await readCaseFile(forged(CASE_FILE.archive, new Uint8Array(bomb)));
    expect(read.ok ? [] : read.problems.map(({ reason }) => reason)).toContain('inflates-too-far');
  });
});
