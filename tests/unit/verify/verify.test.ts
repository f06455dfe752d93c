import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { canonicalJson } from '../../../components/evidence/canonical';
import { CASE_FILE } from '../../../components/evidence/layout';
import { fingerprintOf, newSigningKey, type SigningKey } from '../../../components/evidence/signature';
import { verifyCaseFile, type Verified } from '../../../components/verify/verify';
import type { Case } from '../../../components/model/case';
import type { Law } from '../../../rules/language';
import { entriesOf, forged, madeCaseFile, smallLaw, VERSION, zipOf } from './made-case';

const AT = '2026-11-21T09:00:00.000Z';
let law: Law;
let plain: Uint8Array;
let signed: Uint8Array;
let key: SigningKey;
beforeAll(async () => {
  law = await smallLaw();
  key = await newSigningKey();
  plain = await madeCaseFile(law);
  signed = await madeCaseFile(law, 'case-0001', { at: AT, key });
});

const verify = (
  bytes: Uint8Array,
  more: { expectedKey?: string; version?: string } = {},
): Promise<Verified> => verifyCaseFile(bytes, { version: VERSION, today: law, ...more });
const altered = ({ items }: Verified): [string, string | null][] =>
  items.filter(({ verdict }) => verdict === 'altered').map(({ item, reason }) => [item, reason]);
const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const caseIn = (file: Uint8Array): Case =>
  JSON.parse(new TextDecoder().decode(entriesOf(file).get(CASE_FILE.case))) as Case;

describe('verifying', () => {
  it('finds a file intact that is, and says of an unsigned one that its signature cannot be checked', async () => {
    const verified = await verify(plain);
    expect(altered(verified)).toEqual([]);
    expect(verified.verdict).toBe('intact');
    expect(verified.items.filter(({ verdict }) => verdict === 'cannot-be-checked')).toMatchObject([
      { item: 'signature', reason: 'not-signed' },
      { item: 'time-stamp', reason: 'no-time-stamp' },
    ]);
    expect(verified.signer).toBeNull();
    expect(verified.today).toMatchObject({ changedPacks: [], differing: [] });
    expect(verified.today?.same).toBeGreaterThan(0);
  });

  it('names the key of a signed file, and tells it from the key that was expected', async () => {
    const fingerprint = await fingerprintOf(key.publicKey);
    const verified = await verify(signed, { expectedKey: fingerprint.replaceAll(' ', ':').toUpperCase() });
    expect(altered(verified)).toEqual([]);
    expect(verified.signer).toMatchObject({ fingerprint, at: AT });
    const other = await fingerprintOf((await newSigningKey()).publicKey);
    expect(altered(await verify(signed, { expectedKey: other }))).toEqual([['expected-key', 'another-key']]);
  });

  it('finds by the signature what was altered with all digests computed again', async () => {
    const note = encode(canonicalJson({ ...caseIn(signed), note: 'added later' }));
    expect(altered(await verify(forged(signed, { [CASE_FILE.case]: note })))).toContainEqual([
      'signature',
      'signs-another-manifest',
    ]);
  });

  it('shows another key when the forger signs anew', async () => {
    const forger = await newSigningKey();
    const again = await madeCaseFile(law, 'case-0001', { at: AT, key: forger });
    const verified = await verify(again, { expectedKey: await fingerprintOf(key.publicKey) });
    expect(altered(verified)).toEqual([['expected-key', 'another-key']]);
    const entries = entriesOf(signed);
    entries.set(CASE_FILE.manifestDigest, entriesOf(again).get(CASE_FILE.manifestDigest) ?? new Uint8Array());
    expect((await verify(zipOf(entries))).signer?.fingerprint).toBe(await fingerprintOf(forger.publicKey));
  });

  it('shows a signature that was taken away', async () => {
    const entries = entriesOf(signed);
    const { hash, path } = JSON.parse(
      new TextDecoder().decode(entries.get(CASE_FILE.manifestDigest)),
    ) as Record<string, string>;
    entries.set(CASE_FILE.manifestDigest, encode(canonicalJson({ hash, path })));
    expect(altered(await verify(zipOf(entries)))).toEqual([['signature', 'signature-removed']]);
    // Taken away as a whole, with the manifest written anew, it is a file that nobody signed.
    const manifest = JSON.parse(new TextDecoder().decode(entries.get(CASE_FILE.manifest))) as object;
    entries.set(CASE_FILE.manifest, encode(canonicalJson({ ...manifest, modified: undefined })));
    const bare = forged(zipOf(entries), {});
    const verified = await verify(bare, { expectedKey: await fingerprintOf(key.publicKey) });
    // Whoever expects a key has been given another file than the one that was signed with it.
    expect(altered(verified)).toEqual([['expected-key', 'not-signed']]);
    expect(altered(await verify(bare))).toEqual([]);
    expect(verified.items).toContainEqual(
      expect.objectContaining({ item: 'signature', verdict: 'cannot-be-checked', reason: 'not-signed' }),
    );
  });

  it('finds a signature whose other members say something else', async () => {
    for (const [member, value] of [
      ['created', '2020-01-01T00:00:00.000Z'],
      ['software', 'Other 1.0'],
    ]) {
      const entries = entriesOf(signed);
      const digest = JSON.parse(new TextDecoder().decode(entries.get(CASE_FILE.manifestDigest))) as {
        signedData: object;
      };
      const said = { ...digest, signedData: { ...digest.signedData, [String(member)]: value } };
      entries.set(CASE_FILE.manifestDigest, encode(canonicalJson(said)));
      expect(altered(await verify(zipOf(entries)))).toEqual([['signature', 'signature-disagrees']]);
    }
  });

  it.each([CASE_FILE.report, CASE_FILE.findings, CASE_FILE.readMe, CASE_FILE.pages, CASE_FILE.index])(
    'finds that %s no longer says what the case says, though every digest fits',
    async (name) => {
      const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(entriesOf(plain).get(name));
      const file = forged(plain, { [name]: encode(text.replace('shop.example', 'shop.invalid')) });
      expect(altered(await verify(file))).toEqual([[`${name} written again`, 'says-something-else']]);
      const elsewhere = await verify(file, { version: '9.9.9' });
      // Where it leads and what its codes say is the same in every version (hostile.test.ts).
      if (name !== CASE_FILE.report && name !== CASE_FILE.readMe) {
        expect(altered(elsewhere).map(([item]) => item)).toEqual([`${name} written again`]);
        return;
      }
      // Another version may word it otherwise, and is not accused.
      expect(altered(elsewhere)).toEqual([]);
      expect(elsewhere.items.find(({ item }) => item === `${name} written again`)).toMatchObject({
        verdict: 'cannot-be-checked',
        reason: 'another-version',
      });
    },
  );

  it('finds an index that leads to another place in the archive', async () => {
    const lines = new TextDecoder().decode(entriesOf(plain).get(CASE_FILE.index));
    expect(lines).toMatch(/"offset":"\d+"/);
    const moved = lines.replace(/"offset":"(\d+)"/, (_, at) => `"offset":"${String(Number(at) + 1)}"`);
    expect(altered(await verify(forged(plain, { [CASE_FILE.index]: encode(moved) })))).toEqual([
      [`${CASE_FILE.index} written again`, 'says-something-else'],
    ]);
    const shorter = lines.split('\n').slice(1).join('\n');
    expect(altered(await verify(forged(plain, { [CASE_FILE.index]: encode(shorter) })))).toEqual([
      [`${CASE_FILE.index} written again`, 'says-something-else'],
    ]);
  });

  it.each(['title', 'mainPageUrl', 'mainPageDate', 'created'])(
    'finds a manifest whose %s is not the case’s',
    async (member) => {
      const entries = entriesOf(plain);
      const manifest = JSON.parse(new TextDecoder().decode(entries.get(CASE_FILE.manifest))) as object;
      entries.set(CASE_FILE.manifest, encode(canonicalJson({ ...manifest, [member]: 'something else' })));
      expect(altered(await verify(forged(zipOf(entries), {})))).toEqual([
        [`${CASE_FILE.manifest} written again`, 'says-something-else'],
      ]);
    },
  );

  it('finds an archive record whose head is not the case’s, and a record in two members', async () => {
    const archive = entriesOf(plain).get(CASE_FILE.archive) ?? new Uint8Array();
    const text = Buffer.from(gunzipSync(archive)).toString('latin1');
    const record = (at: number): Buffer =>
      Buffer.from(`WARC/1.1\r\n${text.split('WARC/1.1\r\n')[at + 1] ?? ''}`, 'latin1');
    const lines = new TextDecoder().decode(entriesOf(plain).get(CASE_FILE.index));
    const offsets = [...lines.matchAll(/"offset":"(\d+)"/g)].map(([, at]) => Number(at));
    const rest = archive.subarray(Math.min(...offsets));
    const info = record(0)
      .toString('latin1')
      .replace('WARC-Type: warcinfo\r\n', (line) => `${line}X-Note: 1\r\n`);
    const noted = Buffer.concat([gzipSync(Buffer.from(info, 'latin1')), rest]);
    const indexMoved = altered(await verify(forged(plain, { [CASE_FILE.archive]: noted })));
    expect(indexMoved).toContainEqual([`${CASE_FILE.archive} written again`, 'says-something-else']);
    const halves = [record(0).subarray(0, 30), record(0).subarray(30)].map((half) => gzipSync(half));
    expect(
      altered(await verify(forged(plain, { [CASE_FILE.archive]: Buffer.concat([...halves, rest]) }))),
    ).toContainEqual([CASE_FILE.archive, 'too-many-records']);
  });

  it('finds findings that the recorded law does not give, and a law that is not the one its digest names', async () => {
    const of = caseIn(plain);
    const findings = of.findings.map((finding) => ({ ...finding, outcome: 'clear' as const }));
    const file = forged(plain, { [CASE_FILE.case]: encode(canonicalJson({ ...of, findings })) });
    expect(altered(await verify(file)).map(([item]) => item)).toContain('findings');
    const pack = law.packs[0];
    if (!pack) throw new Error('no pack');
    const softer = { ...law, packs: [{ ...pack, rules: pack.rules.slice(1) }] };
    const lawful = forged(plain, { [CASE_FILE.law]: encode(canonicalJson(softer)) });
    expect(altered(await verify(lawful))).toContainEqual([`pack ${pack.id}`, 'digest-mismatch']);
    const none = forged(plain, { [CASE_FILE.law]: encode(canonicalJson({ ...law, packs: [] })) });
    expect(altered(await verify(none))).toContainEqual([`pack ${pack.id}`, 'missing']);
  });

  it('says what today’s packs would find, and calls that no alteration', async () => {
    const pack = law.packs[0];
    if (!pack) throw new Error('no pack');
    const today = { ...law, packs: [{ ...pack, version: '9.0.0', digest: 'sha256-9', rules: [] }] };
    const verified = await verifyCaseFile(plain, { version: VERSION, today });
    expect(verified.verdict).toBe('intact');
    expect(verified.today?.changedPacks).toEqual([{ id: pack.id, recorded: pack.version, today: '9.0.0' }]);
    expect(verified.today?.differing.length).toBe(caseIn(plain).findings.length);
    expect(verified.today?.differing[0]?.today).toBeNull();
  });

  it('answers for files that are none', async () => {
    for (const bytes of [new Uint8Array(), encode('<script>alert(1)</script>')])
      expect(await verify(bytes)).toMatchObject({ verdict: 'altered', case: null, today: null });
  });

  it('opens the kept file of 0.1.0 with nothing altered, under the law it carries', async () => {
    const bytes = new Uint8Array(
      readFileSync(join(import.meta.dirname, '..', 'evidence', 'formats', '0.1.0.wacz')),
    );
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
    const verified = await verifyCaseFile(bytes, { version, today: law });
    expect(altered(verified)).toEqual([]);
    expect(verified.items.filter(({ item }) => item.startsWith('pack ')).length).toBe(8);
    expect(
      verified.items.filter(({ item, verdict }) => item.startsWith('pack ') && verdict !== 'intact'),
    ).toEqual([]);
  });
});
