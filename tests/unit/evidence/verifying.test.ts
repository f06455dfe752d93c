import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CASE_FILE, TIME_STAMP_FILE } from '../../../components/evidence/layout';
import { sha256 } from '../../../components/evidence/digest';
import { fingerprintOf, newSigningKey, type SigningKey } from '../../../components/evidence/signature';
import { rootsFrom, timeStampRequest } from '../../../components/evidence/time-stamp';
import { checkCaseFile } from '../../../components/evidence/check';
import { startTimeStampAuthority, type TimeStampAuthority } from '../../make/time-stamp-authority';
import { entriesOf, forged, madeCaseFile, smallLaw, zipOf } from '../verify/made-case';

/** The commands of the page, literally, by the word behind `sh`. */
const PAGE = readFileSync('components/evidence/verifying.md', 'utf8');
const COMMANDS = new Map(
  [...PAGE.matchAll(/```sh ([a-z-]+)\n([\s\S]*?)\n```/g)].map(([, name = '', text = '']) => [name, text]),
);
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
function follow(bytes: Uint8Array, expected = fingerprint): { failed: string[]; said: Map<string, string> } {
  const folder = mkdtempSync(join(tmpdir(), 'stranger-'));
  try {
    writeFileSync(join(folder, 'case.wacz'), bytes);
    writeFileSync(join(folder, 'fingerprint.txt'), `${expected}\n`);
    writeFileSync(join(folder, 'roots.pem'), authority.rootPem);
    const failed: string[] = [];
    const said = new Map<string, string>();
    for (const [name, command] of COMMANDS) {
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
    ]);
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
});
