import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCaseFile } from '../../../components/evidence/case-file';
import { writeCollection } from '../../../components/evidence/collection';
import { CASE_FILE, TIME_STAMP_FILE } from '../../../components/evidence/layout';
import { sha256 } from '../../../components/evidence/digest';
import { fingerprintOf, newSigningKey, type SigningKey } from '../../../components/evidence/signature';
import { rootsFrom, timeStampRequest } from '../../../components/evidence/time-stamp';
import { checkCaseFile } from '../../../components/evidence/check';
import { COLLECTION_TEXTS } from '../../../components/report/collection';
import { startTimeStampAuthority, type TimeStampAuthority } from '../../make/time-stamp-authority';
import { entriesOf, forged, madeCaseFile, smallLaw, zipOf } from '../verify/made-case';

/** The commands of the page, literally and in its order, by the word behind `sh`. */
function commandsOf(page: string): Map<string, string> {
  const text = readFileSync(page, 'utf8');
  return new Map(
    [...text.matchAll(/```sh ([a-z-]+)\n([\s\S]*?)\n```/g)].map(([, name = '', command = '']) => [
      name,
      command,
    ]),
  );
}
const COMMANDS = commandsOf('components/evidence/verifying.md');
const isForCollections = (name: string): boolean => name.startsWith('collection-');
const hasTools = ['unzip -v', 'openssl version', 'sha256sum --version'].every(
  (one) => spawnSync('sh', ['-c', one]).status === 0,
);

let authority: TimeStampAuthority;
let key: SigningKey;
let fingerprint: string;
let file: Uint8Array;
beforeAll(async () => {
  authority = await startTimeStampAuthority();
  key = await newSigningKey();
  fingerprint = await fingerprintOf(key.publicKey);
  file = await madeCaseFile(await smallLaw(), 'case-0001', {
    at: '2026-11-21T09:00:00.000Z',
    key,
    timeStamp: async (digestFile) => {
      // By HTTP, as the casebook asks.
      const { bytes, nonce } = timeStampRequest(await sha256(digestFile));
      const headers = { 'content-type': 'application/timestamp-query' };
      const answer = await fetch(authority.url, { method: 'POST', headers, body: bytes });
      return { answer: new Uint8Array(await answer.arrayBuffer()), nonce };
    },
  });
});
afterAll(() => authority.close());

/** Runs every command in the order of the page in a folder with this file; the names of those that failed. */
function follow(
  bytes: Uint8Array,
  expected = fingerprint,
  isWanted = (name: string): boolean => !isForCollections(name),
): { failed: string[]; said: Map<string, string> } {
  const folder = mkdtempSync(join(tmpdir(), 'stranger-'));
  try {
    writeFileSync(join(folder, 'case.wacz'), bytes);
    writeFileSync(join(folder, 'fingerprint.txt'), `${expected}\n`);
    writeFileSync(join(folder, 'roots.pem'), authority.rootPem);
    const failed: string[] = [];
    const said = new Map<string, string>();
    for (const [name, command] of COMMANDS) {
      if (!isWanted(name)) continue;
      const done = spawnSync('sh', ['-c', command], { cwd: folder, encoding: 'utf8', input: '' });
      if (done.status !== 0) failed.push(name);
      said.set(name, done.stdout);
    }
    return { failed, said };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

describe.skipIf(!hasTools)('a stranger with unzip, sha256sum and openssl', () => {
  it('has commands for every part', () => {
    expect([...COMMANDS.keys()]).toEqual([
      'unpack',
      'digests',
      'manifest',
      'nothing-else',
      'key',
      'signed-text',
      'signature',
      'fingerprint',
      'expected-fingerprint',
      'time-stamp',
      'time',
      'record',
      'collection-each',
      'collection-signers',
    ]);
  });

  it('has the very same commands on the Chinese page', () => {
    expect([...commandsOf('components/evidence/verifying-zh.md')]).toEqual([...COMMANDS]);
  });

  it('finds a signed and stamped case file right, with the same fingerprint as ours', async () => {
    const { failed, said } = follow(file);
    expect(failed).toEqual([]);
    expect(said.get('fingerprint')?.trim()).toBe(fingerprint);
    expect(said.get('time')?.trim()).toMatch(/GMT$/);
    const roots = rootsFrom(new TextEncoder().encode(authority.rootPem));
    const checked = await checkCaseFile(file, { roots: roots.ok ? roots.roots : [] });
    expect(checked.items.filter(({ verdict }) => verdict !== 'intact')).toEqual([]);
    expect(checked.timeStamp).toMatchObject({ chain: 'trusted', authority: 'Mingbiao tests, Time stamps' });
    expect(authority.requests.length).toBe(1);
  });

  it.each([
    [CASE_FILE.case, ['digests']],
    [CASE_FILE.archive, ['digests']],
    [CASE_FILE.report, ['digests']],
    [CASE_FILE.manifest, ['manifest', 'signed-text']],
  ])('finds a changed %s', (name, failing) => {
    const entries = entriesOf(file);
    const bytes = Uint8Array.from(entries.get(name) ?? []);
    const at = bytes.length - 3;
    bytes[at] = (bytes[at] ?? 0) ^ 0x01;
    entries.set(name, bytes);
    expect(follow(zipOf(entries)).failed).toEqual(expect.arrayContaining(failing));
  });

  it('finds a byte changed in the container, and an entry added', () => {
    const changed = file.slice();
    changed[100] = (changed[100] ?? 0) ^ 0x01;
    expect(follow(changed).failed).toContain('unpack');
    const entries = entriesOf(file);
    entries.set('extra.txt', new Uint8Array(3));
    expect(follow(zipOf(entries)).failed).toEqual(['nothing-else']);
  });

  it('finds by the signature what was altered with all digests computed again', () => {
    const bytes = forged(file, { [CASE_FILE.findings]: new TextEncoder().encode('"case"\r\n') });
    expect(follow(bytes).failed).toEqual(['signed-text', 'time-stamp']);
  });

  it('finds a signature of another key, and a changed signature', async () => {
    const entries = entriesOf(file);
    const other = entriesOf(
      await madeCaseFile(await smallLaw(), 'case-0001', {
        at: '2026-11-21T09:00:00.000Z',
        key: await newSigningKey(),
      }),
    );
    entries.set(CASE_FILE.manifestDigest, other.get(CASE_FILE.manifestDigest) ?? new Uint8Array());
    expect(follow(zipOf(entries)).failed).toEqual(['expected-fingerprint', 'time-stamp']);
    const text = new TextDecoder().decode(entriesOf(file).get(CASE_FILE.manifestDigest));
    const spoilt = text.replace(
      /"signature":"(.)/,
      (_, first) => `"signature":"${first === 'A' ? 'B' : 'A'}`,
    );
    const changed = entriesOf(file);
    changed.set(CASE_FILE.manifestDigest, new TextEncoder().encode(spoilt));
    expect(follow(zipOf(changed)).failed).toEqual(['signature', 'time-stamp']);
  });

  it('finds a time stamp of something else, and a root that did not issue it', async () => {
    const entries = entriesOf(file);
    const { bytes } = timeStampRequest(await sha256('something else'));
    entries.set(TIME_STAMP_FILE, authority.answer(bytes));
    expect(follow(zipOf(entries)).failed).toEqual(['time-stamp']);
    const checked = await checkCaseFile(zipOf(entries));
    expect(checked.items).toContainEqual({
      item: 'time-stamp',
      verdict: 'altered',
      reason: 'another-imprint',
      detail: null,
    });
  });

  describe('with a collection', () => {
    let other: SigningKey;
    let cases: Uint8Array[];
    const followed = (bytes: Uint8Array) =>
      // It holds no picture of its own, and this one has no time stamp.
      follow(bytes, fingerprint, (name) => !['record', 'time-stamp', 'time'].includes(name));
    beforeAll(async () => {
      other = await newSigningKey();
      const law = await smallLaw();
      const at = '2026-11-21T09:00:00.000Z';
      cases = [
        await madeCaseFile(law, 'case-0001', { at, key: other }),
        await madeCaseFile(law, 'case-0002', { at, key }),
        await madeCaseFile(law, 'case-0003'),
      ];
    });

    async function collected(given: readonly Uint8Array[]): Promise<Uint8Array> {
      const parts: Uint8Array[] = [];
      await writeCollection(
        { write: (bytes) => Promise.resolve(void parts.push(bytes.slice())) },
        {
          title: 'July {"hash":"sha256:00","path":"x"}',
          created: '2026-11-21T09:10:00.000Z',
          software: 'Mingbiao',
          cases: (async function* () {
            for (const bytes of given) {
              const [read, first] = [await readCaseFile(bytes), await readCaseFile(cases[0] ?? bytes)];
              // Whoever collects a forgery has not looked: its line then says what the honest file said.
              const of = read.ok ? read.case : first.ok ? first.case : null;
              if (!of) throw new Error('no case');
              yield await Promise.resolve({ bytes, case: of });
            }
          })(),
          texts: COLLECTION_TEXTS,
          seal: { at: '2026-11-21T09:10:01.000Z', key },
        },
      );
      return new Uint8Array(Buffer.concat(parts));
    }

    it('finds it right, and who signed which case', async () => {
      const { failed, said } = followed(await collected(cases));
      expect(failed).toEqual([]);
      expect(said.get('fingerprint')?.trim()).toBe(fingerprint);
      const plain = async (of: SigningKey): Promise<string> =>
        (await fingerprintOf(of.publicKey)).replaceAll(' ', '');
      expect(said.get('collection-signers')).toBe(
        `${await plain(other)}  000001-case-0001\n${await plain(key)}  000002-case-0002\nnot signed  000003-case-0003\n`,
      );
    });

    it('finds a case taken out, one changed, and one forged before it was collected', async () => {
      const whole = entriesOf(await collected(cases));
      const [first = '', second = ''] = [...whole.keys()].filter((name) => name.startsWith('cases/'));
      const without = new Map(whole);
      without.delete(first);
      expect(followed(zipOf(without)).failed).toContain('digests');

      const changed = new Map(whole);
      const bytes = Uint8Array.from(whole.get(second) ?? []);
      bytes[200] = (bytes[200] ?? 0) ^ 0x01;
      changed.set(second, bytes);
      const { failed, said } = followed(zipOf(changed));
      expect(failed).toEqual(['digests', 'collection-each']);
      expect(said.get('collection-each')).toBe(`ALTERED case/${second}\n`);

      // The collection is honest about a file that was not: only the case's own signature tells.
      const forgery = forged(cases[0] ?? new Uint8Array(), {
        [CASE_FILE.findings]: new TextEncoder().encode('"case"\r\n'),
      });
      const told = followed(await collected([forgery, ...cases.slice(1)]));
      expect(told.failed).toEqual(['collection-each']);
      expect(told.said.get('collection-each')).toBe('ALTERED case/cases/000001-case-0001.wacz\n');
    });
  });
});
