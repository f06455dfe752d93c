/**
 * Trust lists held as facts about keys: what is read from certificates, what the reader makes of certificates
 * written around the facts, and that a list vouches only for what it is for.
 */
import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import sharp from 'sharp';
import { afterAll, describe, expect, it } from 'vitest';
import { trustListSchema, type TrustList } from '../../../../components/model/trust';
import { anchorFacts } from '../../../../components/provenance/c2pa/certificate';
import {
  certificateOf,
  readAnchors,
  readerTrust,
  vouchedBy,
} from '../../../../components/provenance/c2pa/trust';
import { createNodeVerifier } from '../../../../entrypoints/commands/c2pa-node';
import { anchorsFrom } from '../../../../entrypoints/commands/new';
import { loadTrustLists } from '../../../../rules/trust';
import { root } from '../../../house/sources';
import { makeChain, type Chain } from '../../../make/c2pa-chain';
import { signC2pa, type C2paIntent } from '../../../make/c2pa-sign';

function listOf(purpose: TrustList['purpose'], ...chains: Chain[]): TrustList {
  return {
    id: `test-${purpose}`,
    title: { zh: '测试', en: 'Test' },
    purpose,
    publishedAt: 'https://list.example/',
    asOf: '2026-08-14',
    anchors: anchorsFrom(chains.map(({ rootPem }) => rootPem)),
  };
}

const signer = makeChain();
const expired = makeChain({ isCurrent: false });
const authority = makeChain({ purpose: 'time-stamps', commonName: 'Mingbiao Test Clock' });
const LISTS = [listOf('signers', signer, expired), listOf('time-stamps', authority)];
const bare = sharp({ create: { width: 32, height: 32, channels: 3, background: '#774433' } })
  .png()
  .toBuffer();
const INSIDE = '2024-06-01T12:00:00Z';

async function signed(more: Partial<C2paIntent>): Promise<Uint8Array> {
  return signC2pa(new Uint8Array(await bare), 'image/png', {
    title: 'a.png',
    generator: 'Demo Studio',
    actions: [{ action: 'c2pa.created', digitalSourceType: 'trainedAlgorithmicMedia' }],
    ...more,
  });
}

const open: { close(): Promise<void> }[] = [];
function verifier(options: Parameters<typeof createNodeVerifier>[0]) {
  const made = createNodeVerifier(options);
  open.push(made);
  return (bytes: Uint8Array) => made.verify({ container: 'png', mime: 'image/png', bytes });
}
afterAll(() => Promise.all(open.map((one) => one.close())));
const withLists = verifier({ trustLists: LISTS });

describe('a list of facts about keys', () => {
  it('vouches for a signer under an anchor, and says which list of which day', async () => {
    expect(await withLists(await signed({ chain: signer }))).toMatchObject({
      state: 'valid-trusted',
      trust: {
        signerList: 'test-signers',
        stampList: null,
        lists: [
          { id: 'test-signers', asOf: '2026-08-14' },
          { id: 'test-time-stamps', asOf: '2026-08-14' },
        ],
      },
    });
  });

  it('vouches for nobody else, not even under the same name with another key', async () => {
    const c2pa = await withLists(await signed({ chain: makeChain() }));
    expect(c2pa).toMatchObject({ state: 'valid-untrusted', trust: { signerList: null } });
  });

  it('for time stamps does not vouch for a signer', async () => {
    const stampsOnly = verifier({ trustLists: [listOf('time-stamps', signer)] });
    expect(await stampsOnly(await signed({ chain: signer }))).toMatchObject({
      state: 'valid-untrusted',
      statusCodes: ['signingCredential.untrusted'],
      trust: { signerList: null },
    });
  });

  it('in both lists serves both purposes', async () => {
    const both = verifier({ trustLists: [listOf('signers', signer), listOf('time-stamps', signer)] });
    expect((await both(await signed({ chain: signer }))).trust?.signerList).toBe('test-signers');
  });

  it('does not mend altered bytes', async () => {
    const altered = await signed({ chain: signer });
    const at = altered.length - 30;
    altered[at] = (altered[at] ?? 0) ^ 1;
    expect((await withLists(altered)).state).toBe('invalid');
  });
});

describe('a signer whose certificate has expired since', () => {
  it('is expired without a time stamp', async () => {
    expect((await withLists(await signed({ chain: expired }))).state).toBe('expired-credential');
  });

  it('is trusted where a listed authority stamped the signature in time', async () => {
    const c2pa = await withLists(await signed({ chain: expired, stamp: { authority, at: INSIDE } }));
    expect(c2pa).toMatchObject({
      state: 'valid-trusted',
      signedAt: INSIDE,
      trust: { signerList: 'test-signers', stampList: 'test-time-stamps' },
    });
  });

  it('is not trusted on the word of an authority that is on no list, or only on the list for signers', async () => {
    const stranger = makeChain({ purpose: 'time-stamps' });
    const bytes = await signed({ chain: expired, stamp: { authority: stranger, at: INSIDE } });
    expect((await withLists(bytes)).state).not.toBe('valid-trusted');
    const wrongList = verifier({ trustLists: [listOf('signers', expired, stranger)] });
    expect((await wrongList(bytes)).state).not.toBe('valid-trusted');
  });

  it('is expired where the stamp came too late', async () => {
    const late = await signed({ chain: expired, stamp: { authority, at: '2026-06-01T12:00:00Z' } });
    expect((await withLists(late)).state).toBe('expired-credential');
  });
});

describe('own authorities beside the lists', () => {
  it('are named as such', async () => {
    const own = verifier({ trustLists: LISTS, anchorsPem: authority.rootPem + signer.rootPem });
    const stranger = makeChain();
    const ownOnly = verifier({ trustLists: LISTS, anchorsPem: stranger.rootPem });
    expect((await own(await signed({ chain: signer }))).trust?.signerList).toBe('test-signers');
    expect((await ownOnly(await signed({ chain: stranger }))).trust).toMatchObject({
      signerList: 'own',
      lists: [{ id: 'test-signers' }, { id: 'test-time-stamps' }, { id: 'own', asOf: null }],
    });
  });

  it('takes the certificates of a text once each and leaves the words between them', () => {
    const anchors = readAnchors(`Subject: CN=One\n${signer.rootPem}\n# again\n${signer.rootPem}`);
    expect(anchors).toMatchObject({
      ok: true,
      anchors: [
        { name: 'CN=Mingbiao Test Root, O=Mingbiao Test', facts: { notAfter: '2044-01-01T00:00:00Z' } },
      ],
    });
    expect(anchors.ok && anchors.pem).toBe(signer.rootPem);
  });

  const leaf = Buffer.from(signer.certificates[0] ?? []).toString('base64');
  it.each([
    ['', 'anchors-none'],
    ['-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----', 'anchors-none'],
    ['x'.repeat((1 << 18) + 1), 'anchors-too-large'],
    [Array.from({ length: 101 }, (_, n) => pem(btoa(String(n)))).join(''), 'anchors-too-many'],
    [pem('AAAA'), 'anchors-not-authorities'],
    [pem('AAA'), 'anchors-not-authorities'],
    [pem(leaf), 'anchors-not-authorities'],
  ])('%# says why there is nothing to use', (text, code) => {
    expect(readAnchors(text)).toEqual({ ok: false, code });
  });

  it('any text gives an answer', () => {
    fc.assert(fc.property(fc.string(), (any) => typeof readAnchors(pem(any)).ok === 'boolean'));
    fc.assert(fc.property(fc.base64String(), (any) => !readAnchors(pem(any)).ok));
  });
});

function pem(body: string): string {
  return `-----BEGIN CERTIFICATE-----\n${body}\n-----END CERTIFICATE-----\n`;
}

describe('the facts of an anchor', () => {
  it('are those that the certificate states, and survive the certificate written around them', () => {
    const certificate = new X509Certificate(signer.rootPem);
    const facts = anchorFacts(new Uint8Array(certificate.raw));
    expect(facts?.publicKey).toEqual(
      new Uint8Array(certificate.publicKey.export({ type: 'spki', format: 'der' })),
    );
    expect(facts?.notAfter).toBe(new Date(certificate.validTo).toISOString().replace('.000Z', 'Z'));
    const [anchor] = listOf('signers', signer).anchors;
    if (!anchor || !facts) throw new Error('no anchor');
    const rebuilt = certificateOf(anchor);
    expect(anchorFacts(rebuilt)).toEqual(facts);
    expect(new X509Certificate(rebuilt).subject).toBe(certificate.subject);
  });

  it('are none for broken bytes, and never an error', () => {
    const whole = new Uint8Array(new X509Certificate(signer.rootPem).raw);
    fc.assert(fc.property(fc.uint8Array({ maxLength: 400 }), (any) => anchorFacts(any) === null));
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.nat(255), (at, value) => {
        const broken = whole.slice();
        broken[at] = value;
        anchorFacts(broken);
        return anchorFacts(whole.subarray(0, at)) === null;
      }),
    );
  });
});

describe('who vouches, by the reader’s words', () => {
  const lists = [
    { id: 'a', purpose: 'signers' },
    { id: 'b', purpose: 'time-stamps' },
  ] as const;
  it.each([
    ['signing certificate trusted, found in [urn:mingbiao:trust:a] trust anchors', 'signers', 'a'],
    ['signing certificate trusted, found in [urn:mingbiao:trust:a+b] trust anchors', 'signers', 'a'],
    ['signing certificate trusted, found in [urn:mingbiao:trust:b] trust anchors', 'signers', null],
    ['signing certificate trusted, found in [urn:mingbiao:trust:b+own] trust anchors', 'signers', 'own'],
    ['signing certificate trusted, found in [system_anchors] trust anchors', 'signers', null],
    ['timestamp cert trusted: Clock, trust list: urn:mingbiao:trust:a+b', 'time-stamps', 'b'],
    // A name in a certificate is anybody's to choose.
    [
      'timestamp cert trusted: X, trust list: urn:mingbiao:trust:b, trust list: elsewhere',
      'time-stamps',
      null,
    ],
    ['', 'signers', null],
  ] as const)('%j for %s: %s', (explanation, purpose, list) => {
    expect(vouchedBy(explanation, purpose, lists)).toBe(list);
  });
});

describe('the bundled lists', () => {
  const lists = loadTrustLists(root);

  it('are one for signers and one for time stamps, each dated, with anchors that make certificates', () => {
    expect(lists.map(({ purpose }) => purpose).sort()).toEqual(['signers', 'time-stamps']);
    for (const { anchors } of lists) {
      for (const anchor of anchors) {
        const facts = anchorFacts(certificateOf(anchor));
        expect(facts).toMatchObject({ name: anchor.name, notAfter: anchor.notAfter });
      }
    }
    expect(readerTrust(lists, null).every(({ trust_anchors }) => trust_anchors.includes('BEGIN'))).toBe(true);
  });

  it('hold each anchor once and survive being parsed and printed', () => {
    for (const list of lists) {
      const keys = list.anchors.map(({ certificateSha256 }) => certificateSha256);
      expect(new Set(keys).size).toBe(keys.length);
      const text = readFileSync(join(root, 'rules/trust', `${list.id}.json`), 'utf8');
      expect(`${JSON.stringify(trustListSchema.parse(JSON.parse(text)), null, 2)}\n`).toBe(text);
    }
  });
});
