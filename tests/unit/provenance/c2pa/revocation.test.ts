import fc from 'fast-check';
import { BasicOCSPResponse, OCSPResponse } from 'pkijs';
import { describe, expect, it } from 'vitest';
import { revocationOf, type Revocation } from '../../../../components/provenance/c2pa/revocation';
import { makeChain } from '../../../make/c2pa-chain';
import { asResponder, ocspResponse, type Standing } from '../../../make/revocation';

const chain = makeChain();
const foreign = makeChain();
/** Named by the issuing authority for answers. */
const responder = makeChain({ purpose: 'revocation', under: chain, serial: 3 });
const BY_AUTHORITY: Standing = {
  responder: asResponder(chain),
  revokedAt: '2025-06-01T00:00:00Z',
  saidAt: '2025-07-01T00:00:00Z',
  until: '2025-07-08T00:00:00Z',
  inside: [],
};
const NOW = new Date('2026-01-01T00:00:00Z');

interface Given {
  answers?: Uint8Array[];
  signedAt?: string;
  /** False: nobody knows the authority, and it did not come with the signer. */
  isKnown?: boolean;
  certificates?: Uint8Array[];
  now?: Date;
}

function check(standings: Partial<Standing>[], given: Given = {}): Promise<Revocation | null> {
  const made = standings.map((more) => ocspResponse(chain, { ...BY_AUTHORITY, ...more }));
  return revocationOf(
    { chain: given.certificates ?? chain.certificates, answers: [...(given.answers ?? []), ...made] },
    {
      anchorsNamed: () => (given.isKnown === false ? [] : [chain.rootCertificate]),
      signedAt: given.signedAt === undefined ? null : new Date(given.signedAt),
      now: given.now ?? NOW,
    },
  );
}

describe('an answer that the authority vouches for', () => {
  it.each<[string, Partial<Standing>, Given]>([
    ['signed by the authority, without certificates', {}, {}],
    ['over names hashed with SHA-256', { hash: 'sha256' }, {}],
    [
      'whose authority came with the signer',
      {},
      { isKnown: false, certificates: [...chain.certificates, chain.rootCertificate] },
    ],
    ['with the authority’s certificate in it', { inside: [chain.rootCertificate] }, { isKnown: false }],
    ['signed by a responder that it named', { responder, inside: responder.certificates }, {}],
    [
      'with the responder’s whole chain',
      { responder, inside: [...responder.certificates, chain.rootCertificate] },
      { isKnown: false },
    ],
    ['without a reason', { reason: null }, {}],
    ['without an end', { until: null }, {}],
  ])('revokes the certificate: %s', async (_, standing, given) => {
    expect(await check([standing], given)).toBe('revoked');
    expect(await check([{ ...standing, revokedAt: null }], given)).toBeNull();
  });

  it.each(['rsa', 'ed25519'] as const)('whose key is of the kind %s', async (authorityKey) => {
    const other = makeChain({ authorityKey });
    const said = { ...BY_AUTHORITY, responder: asResponder(other) };
    const found = (isSpoiled: boolean): Promise<Revocation | null> =>
      revocationOf(
        { chain: other.certificates, answers: [ocspResponse(other, { ...said, isSpoiled })] },
        { anchorsNamed: () => [other.rootCertificate], signedAt: null, now: NOW },
      );
    expect(await found(false)).toBe('revoked');
    expect(await found(true)).toBe('unverified');
  });

  it('among others about other certificates', async () => {
    expect(await check([{ serial: 9 }, {}, { serial: 10, revokedAt: null }])).toBe('revoked');
  });
});

describe('an answer that nobody vouches for accuses nobody', () => {
  it.each<[string, Partial<Standing>, Given]>([
    ['a responder whose certificate is not there', { responder, inside: [] }, {}],
    ['a signature that does not fit', { isSpoiled: true }, {}],
    [
      'a signature of the responder that does not fit',
      { responder, inside: responder.certificates, isSpoiled: true },
      {},
    ],
    ['an unknown authority', {}, { isKnown: false }],
    [
      'signed by another authority',
      { responder: asResponder(foreign), inside: [foreign.rootCertificate] },
      {},
    ],
    ['signed by the signer itself', { responder: chain, inside: chain.certificates }, {}],
    [
      'signed by one that the authority did not name for answers',
      { responder: makeChain({ under: chain, serial: 4 }) },
      {},
    ],
    ['signed by a responder of another authority', { responder: makeChain({ purpose: 'revocation' }) }, {}],
    [
      'signed by a responder whose time was over',
      { responder: makeChain({ purpose: 'revocation', under: chain, serial: 5, isCurrent: false }) },
      {},
    ],
    ['given tomorrow', {}, { now: new Date('2025-06-30T00:00:00Z') }],
  ])('%s', async (_, standing, given) => {
    const said = { ...standing, inside: standing.inside ?? standing.responder?.certificates ?? [] };
    expect(await check([said], given)).toBe('unverified');
    expect(await check([{ ...said, revokedAt: null }], given)).toBeNull();
  });

  it.each<[string, Partial<Standing>]>([
    ['another number', { serial: 9 }],
    ['another issuer', { issuer: foreign }],
    ['another issuer, which signed it', { issuer: foreign, responder: asResponder(foreign) }],
  ])('and one about another certificate says nothing: %s', async (_, standing) => {
    expect(await check([standing])).toBeNull();
  });
});

describe('times and reasons', () => {
  it('leave a signature that a trusted stamp shows to be older than the revocation', async () => {
    expect(await check([{}], { signedAt: '2025-05-31T23:59:59Z' })).toBe('after-signing');
    expect(await check([{}], { signedAt: '2025-06-01T00:00:00Z' })).toBe('revoked');
    expect(await check([{}], { signedAt: '2025-12-01T00:00:00Z' })).toBe('revoked');
    expect(await check([{ isSpoiled: true }], { signedAt: '2025-05-31T00:00:00Z' })).toBe('unverified');
  });

  it('taken off hold is as good as never held', async () => {
    expect(await check([{ reason: 'removeFromCRL' }])).toBeNull();
  });

  it('a hold that may have been lifted since is no revocation', async () => {
    const hold = { reason: 'certificateHold' } as const;
    expect(await check([hold], { signedAt: '2025-07-02T00:00:00Z' })).toBe('revoked');
    expect(await check([hold], { signedAt: '2025-07-09T00:00:00Z' })).toBe('unverified');
    expect(await check([hold])).toBe('unverified');
    expect(await check([{ ...hold, until: null }], { signedAt: '2025-07-02T00:00:00Z' })).toBe('revoked');
    expect(await check([{ ...hold, until: null }], { signedAt: '2025-07-02T00:00:01Z' })).toBe('unverified');
  });

  it('one good answer for the attested time counts, one without a stamp does not', async () => {
    const good = { revokedAt: null };
    expect(await check([{}, good], { signedAt: '2025-07-02T00:00:00Z' })).toBeNull();
    expect(await check([{}, good], { signedAt: '2025-07-09T00:00:00Z' })).toBe('revoked');
    expect(await check([{}, good])).toBe('revoked');
    const forged = { ...good, isSpoiled: true };
    expect(await check([{}, forged], { signedAt: '2025-07-02T00:00:00Z' })).toBe('revoked');
  });
});

describe('whatever bytes stand there', () => {
  const numRuns = Math.min(2_000, Number(process.env['MINGBIAO_FUZZ_RUNS'] ?? 60));
  const told = ocspResponse(chain, { ...BY_AUTHORITY, inside: [chain.rootCertificate] });

  it('garbage says nothing', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async (bytes) => {
        expect(await check([], { answers: [bytes] })).toBeNull();
        expect(await check([{}], { answers: [bytes] })).toBe('revoked');
        expect(await check([{}], { certificates: [bytes] })).toBeNull();
      }),
      { numRuns },
    );
  });

  it('a changed answer is never taken for the authority’s', async () => {
    const { length } = told;
    const signed = signedPart(told);
    await fc.assert(
      fc.asyncProperty(fc.nat(signed.length - 1), fc.integer({ min: 1, max: 255 }), async (at, mask) => {
        const changed = told.slice();
        changed[signed.from + at] = (changed[signed.from + at] ?? 0) ^ mask;
        expect(await check([], { answers: [changed] })).not.toBe('revoked');
      }),
      { numRuns },
    );
    await fc.assert(
      fc.asyncProperty(fc.nat(length), async (end) => {
        expect(await check([], { answers: [told.subarray(0, Math.min(end, length - 1))] })).toBeNull();
      }),
      { numRuns: 50 },
    );
  });

  it('deep nesting and long answers end', async () => {
    const deep = new Uint8Array(60_000).fill(0x30);
    for (let at = 1; at < deep.length; at += 2) deep[at] = 0x80;
    expect(await check([], { answers: [deep, new Uint8Array(1 << 20), new Uint8Array(0)] })).toBeNull();
    expect(await check([{}], { answers: Array.from({ length: 200 }, () => deep) })).toBeNull();
  });
});

/** Where the part of an answer stands that its signature covers. */
function signedPart(answer: Uint8Array): { from: number; length: number } {
  const { response } = OCSPResponse.fromBER(answer.slice().buffer).responseBytes ?? {};
  if (!response) throw new Error('an answer has a body');
  const { tbsView } = BasicOCSPResponse.fromBER(
    response.valueBlock.valueHexView.slice().buffer,
  ).tbsResponseData;
  const from = Buffer.from(answer).indexOf(tbsView);
  expect(from).toBeGreaterThan(0);
  return { from, length: tbsView.length };
}
