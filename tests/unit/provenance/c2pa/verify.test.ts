import sharp from 'sharp';
import { afterAll, describe, expect, it } from 'vitest';
import type { C2pa } from '../../../../components/model/observation';
import { verifyApart } from '../../../../components/provenance/c2pa/apart';
import { readClaims } from '../../../../components/provenance/c2pa/claims';
import { declaredByC2pa, generatorOfC2pa } from '../../../../components/provenance/c2pa/meaning';
import { containerOf } from '../../../../components/provenance/container';
import { fromBytes } from '../../../../components/provenance/source';
import { Walk } from '../../../../components/provenance/walk';
import { createNodeVerifier } from '../../../../entrypoints/commands/c2pa-node';
import { makeChain } from '../../../make/c2pa-chain';
import { signC2pa, signC2paElsewhere, testAnchorsPem, type C2paIntent } from '../../../make/c2pa-sign';
import { asResponder, type Standing } from '../../../make/revocation';

const plain = createNodeVerifier();
const trusting = createNodeVerifier({ anchorsPem: testAnchorsPem() });
afterAll(() => Promise.all([plain.close(), trusting.close()]));

const verify = (bytes: Uint8Array, verifier = plain): Promise<C2pa> =>
  verifier.verify({ container: 'any', mime: 'image/png', bytes });
const picture = (format: 'png' | 'jpeg', sidePx = 32) =>
  sharp({ create: { width: sidePx, height: sidePx, channels: 3, background: '#774433' } })
    .toFormat(format, format === 'png' ? { compressionLevel: 0 } : {})
    .toBuffer()
    .then((buffer) => new Uint8Array(buffer));
/** The manifest store of a signed picture, as the walker of its container takes it out. */
function storeIn(signed: Uint8Array): Uint8Array {
  const walk = new Walk(fromBytes(signed), 'whole', undefined);
  const reading = containerOf(signed)?.walk?.(walk);
  // Over bytes in memory a reading never stops to ask for any.
  reading?.next();
  const store = walk.blocks.find(({ kind }) => kind === 'jumbf');
  if (!store) throw new Error('a signed picture has a store');
  return store.bytes;
}
const GENERATED: C2paIntent = {
  title: 'a.png',
  generator: 'Demo Studio',
  actions: [
    { action: 'c2pa.created', digitalSourceType: 'trainedAlgorithmicMedia', softwareAgent: 'Demo Model' },
  ],
};
const EDITED: C2paIntent = {
  title: 'b.jpg',
  generator: 'Demo Editor',
  actions: [
    { action: 'c2pa.created', digitalSourceType: 'digitalCapture' },
    { action: 'c2pa.edited', digitalSourceType: 'compositeWithTrainedAlgorithmicMedia' },
  ],
};
const CAPTURED: C2paIntent = {
  title: 'c.jpg',
  generator: 'Demo Camera',
  actions: [{ action: 'c2pa.created', digitalSourceType: 'digitalCapture' }],
};

describe('the full reader over really signed files', () => {
  it.each([
    ['png', GENERATED, 'generated', 'Demo Studio'],
    ['jpeg', EDITED, 'edited', 'Demo Editor'],
    ['jpeg', CAPTURED, 'captured', null],
  ] as const)('reads a %s as intended', async (format, intent, declared, generator) => {
    const c2pa = await verify(await signC2pa(await picture(format), `image/${format}`, intent));
    expect(c2pa).toMatchObject({
      state: 'valid-untrusted',
      signer: 'Mingbiao Test',
      claimGenerator: intent.generator,
    });
    expect(declaredByC2pa(c2pa)).toBe(declared);
    expect(generatorOfC2pa(c2pa)).toBe(generator);
  });

  it('agrees with the light reader on what is claimed', async () => {
    for (const intent of [GENERATED, EDITED, CAPTURED]) {
      const signed = await signC2pa(await picture('png'), 'image/png', intent);
      const light = readClaims(chunk(signed, 'caBX'));
      const { state, statusCodes, trust, ...claims } = await verify(signed);
      expect(trust).toMatchObject({ signerList: null, stampList: null });
      expect([state, statusCodes]).toEqual(['valid-untrusted', ['signingCredential.untrusted']]);
      expect(light).toEqual({ state: 'present-not-checked', statusCodes: [], ...claims });
    }
  });

  it('trusts only with the anchor, and only whom the anchor vouches for', async () => {
    const signed = await signC2pa(await picture('png'), 'image/png', GENERATED);
    expect((await verify(signed, trusting)).state).toBe('valid-trusted');
    const foreign = await signC2pa(await picture('png'), 'image/png', { ...GENERATED, chain: makeChain() });
    expect((await verify(foreign, trusting)).state).toBe('valid-untrusted');
  });

  it('tells an expired certificate from altered bytes', async () => {
    const old = { ...CAPTURED, chain: makeChain({ isCurrent: false }) };
    expect((await verify(await signC2pa(await picture('jpeg'), 'image/jpeg', old))).state).toBe(
      'expired-credential',
    );
    const altered = await signC2pa(await picture('png'), 'image/png', GENERATED);
    const at = altered.length - 30;
    altered[at] = (altered[at] ?? 0) ^ 1;
    expect((await verify(altered)).state).toBe('invalid');
  });

  it('names a signer who is a person, without an organisation', async () => {
    const chain = makeChain({ organisation: null, commonName: 'A Photographer' });
    const signed = await signC2pa(await picture('jpeg'), 'image/jpeg', { ...CAPTURED, chain });
    expect(await verify(signed)).toMatchObject({ state: 'valid-untrusted', signer: 'A Photographer' });
  });

  it('says absent for a picture without a manifest, and cannot for one cut short', async () => {
    const bare = await picture('jpeg');
    expect((await verify(bare)).state).toBe('absent');
    const signed = await signC2pa(bare, 'image/jpeg', CAPTURED);
    expect((await verify(signed.subarray(0, 900))).state).toBe('unreadable-container');
  });

  it('tells a revoked certificate from one that stands, by what was stapled to the signature', async () => {
    const chain = makeChain();
    const responder = makeChain({ purpose: 'revocation', commonName: 'Mingbiao Test Responder' });
    const verifier = createNodeVerifier({ anchorsPem: chain.rootPem + responder.rootPem });
    const signed = async (revokedAt: string | null): Promise<C2pa> => {
      const standing = {
        responder,
        revokedAt,
        saidAt: '2025-01-01T00:00:00Z',
        until: '2043-01-01T00:00:00Z',
      };
      return verify(
        await signC2pa(await picture('png'), 'image/png', { ...GENERATED, chain, standing }),
        verifier,
      );
    };
    try {
      expect((await signed(null)).state).toBe('valid-trusted');
      const revoked = await signed('2025-06-01T00:00:00Z');
      expect(revoked).toMatchObject({
        state: 'revoked-credential',
        statusCodes: ['signingCredential.ocsp.revoked'],
      });
      // The claim stays a quotation: what was stated is not taken back by who stated it losing a certificate.
      expect(declaredByC2pa(revoked)).toBe('generated');
    } finally {
      await verifier.close();
    }
  });

  describe.each([
    ['right under a root', false],
    ['under an authority in its chain', true],
  ])('a certificate that its authority revoked, %s', (_, isLong) => {
    const chain = makeChain({ isLong });
    const own = makeChain({ purpose: 'revocation', under: chain, serial: 3 });
    const verifier = createNodeVerifier({ anchorsPem: chain.rootPem });
    afterAll(() => verifier.close());
    const authority = asResponder(chain);
    const stapled = async (
      more: Pick<Standing, 'responder' | 'inside'> & Partial<Standing>,
    ): Promise<C2pa> => {
      const said = { revokedAt: '2025-06-01T00:00:00Z', saidAt: '2025-06-02T00:00:00Z', until: null };
      const intent = { ...GENERATED, chain, standing: { ...said, ...more } };
      return verify(await signC2pa(await picture('png'), 'image/png', intent), verifier);
    };

    it.each<[string, Pick<Standing, 'responder' | 'inside'>]>([
      ['signed by the authority, without certificates', { responder: authority, inside: [] }],
      [
        'signed by the authority, with its certificate',
        { responder: authority, inside: [chain.rootCertificate] },
      ],
      ['signed by a responder that came without its chain', { responder: own, inside: own.certificates }],
      ['signed by a responder with its chain', { responder: own }],
    ])('is told by the stapled answer: %s', async (_, standing) => {
      expect(await stapled(standing)).toMatchObject({
        state: 'revoked-credential',
        statusCodes: ['signingCredential.ocsp.revoked'],
        trust: { signerList: null },
      });
      expect(await stapled({ ...standing, revokedAt: null })).toMatchObject({
        state: 'valid-trusted',
        statusCodes: [],
        trust: { signerList: 'own' },
      });
    });

    it('is not told by an answer that nobody here can check, and that is said', async () => {
      for (const standing of [
        { responder: own, inside: [] },
        { responder: authority, inside: [], isSpoiled: true },
      ])
        expect(await stapled(standing)).toMatchObject({
          state: 'valid-trusted',
          statusCodes: ['revocation.unverified'],
        });
      expect(await stapled({ responder: authority, inside: [], serial: 9 })).toMatchObject({
        state: 'valid-trusted',
        statusCodes: [],
      });
    });

    it('is told for a manifest kept elsewhere, for one apart from its file, and for a signer on no list', async () => {
      const standing = { responder: authority, inside: [chain.rootCertificate], until: null };
      const times = { revokedAt: '2025-06-01T00:00:00Z', saidAt: '2025-06-02T00:00:00Z' };
      const intent = { ...GENERATED, chain, standing: { ...standing, ...times } };
      const bytes = await picture('jpeg');
      const far = await signC2paElsewhere(bytes, 'image/jpeg', intent, 'https://a.example.com/a.c2pa');
      const named = { container: 'any', mime: 'image/jpeg', bytes: far.asset, manifest: far.manifest };
      expect((await verifier.verify(named)).state).toBe('revoked-credential');
      expect((await plain.verify(named)).state).toBe('revoked-credential');
      const apart = await signC2paElsewhere(bytes, 'image/jpeg', intent, null);
      expect((await verifyApart(bytes, apart.manifest, verifier.verify))?.state).toBe('revoked-credential');
    });

    it('leaves what a trusted stamp shows to be signed before', async () => {
      const stamper = makeChain({ purpose: 'time-stamps' });
      const trusting = createNodeVerifier({ anchorsPem: chain.rootPem + stamper.rootPem });
      const signed = async (at: string): Promise<C2pa> => {
        const said = { revokedAt: '2025-06-01T00:00:00Z', saidAt: '2025-06-02T00:00:00Z', until: null };
        const standing = { ...said, responder: authority, inside: [] };
        const intent = { ...GENERATED, chain, standing, stamp: { authority: stamper, at } };
        return verify(await signC2pa(await picture('png'), 'image/png', intent), trusting);
      };
      try {
        expect(await signed('2025-05-01T00:00:00Z')).toMatchObject({
          state: 'valid-trusted',
          statusCodes: ['revocation.after-signing'],
        });
        expect((await signed('2025-07-01T00:00:00Z')).state).toBe('revoked-credential');
      } finally {
        await trusting.close();
      }
    });
  });

  it('answers for broken copies of a signed file, and trusts none whose picture was touched', async () => {
    const signed = await signC2pa(await picture('png'), 'image/png', GENERATED);
    const pixels = Buffer.from(signed).indexOf('IDAT');
    for (let at = 8; at < signed.length; at += at < pixels ? 211 : 7) {
      const broken = new Uint8Array(signed);
      broken[at] = (broken[at] ?? 0) ^ 0xff;
      const { state } = await verify(broken, trusting);
      expect(state).not.toBe('reader-hazard');
      if (at >= pixels) expect(state).not.toBe('valid-trusted');
    }
  });
});

describe('a manifest kept elsewhere', () => {
  const ADDRESS = 'https://manifests.example.com/a.c2pa';
  const made = Promise.all(
    (['png', 'jpeg'] as const).map(async (format) =>
      signC2paElsewhere(await picture(format), `image/${format}`, GENERATED, ADDRESS),
    ),
  );

  it('is named and not asked for while nobody hands it over', async () => {
    for (const { asset } of await made)
      expect(await verify(asset, trusting)).toMatchObject({ state: 'remote-only', remoteUrl: ADDRESS });
  });

  it('is checked against the bytes once it is there', async () => {
    for (const { asset, manifest } of await made) {
      const checked = await trusting.verify({ container: 'any', mime: 'image/png', bytes: asset, manifest });
      expect(checked).toMatchObject({ state: 'valid-trusted', signer: 'Mingbiao Test' });
      expect(declaredByC2pa(checked)).toBe('generated');
      const unknown = await plain.verify({ container: 'any', mime: 'image/png', bytes: asset, manifest });
      expect(unknown.state).toBe('valid-untrusted');
    }
  });

  it('is checked against a file that does not name it, as when only the host does', async () => {
    const bare = await Promise.all(
      (['png', 'jpeg'] as const).map(async (format) => {
        const bytes = await picture(format);
        const { asset, manifest } = await signC2paElsewhere(bytes, `image/${format}`, GENERATED, null);
        expect(Buffer.from(asset).equals(Buffer.from(bytes))).toBe(true);
        return { bytes, manifest };
      }),
    );
    for (const { bytes, manifest } of bare) {
      const checked = await verifyApart(bytes, manifest, trusting.verify);
      expect(checked).toMatchObject({ state: 'valid-trusted', signer: 'Mingbiao Test', statusCodes: [] });
      expect(checked && declaredByC2pa(checked)).toBe('generated');
      expect((await verifyApart(bytes, manifest, plain.verify))?.state).toBe('valid-untrusted');
      const altered = bytes.slice();
      altered[40] = (altered[40] ?? 0) ^ 1;
      expect(await verifyApart(altered, manifest, trusting.verify)).toMatchObject({
        state: 'invalid',
        statusCodes: ['assertion.dataHash.mismatch'],
      });
    }
    const [png, jpeg] = bare;
    if (!png || !jpeg) throw new Error('two were made');
    expect((await verifyApart(jpeg.bytes, png.manifest, trusting.verify))?.state).toBe('invalid');
    // A claim that was altered is found by the full reader, whatever the file.
    const forged = Buffer.from(png.manifest);
    const model = forged.indexOf('Demo Model');
    forged[model] = 0x64;
    expect(await verifyApart(png.bytes, forged, trusting.verify)).toMatchObject({ state: 'invalid' });
  });

  it('that was taken out of its file fits what is left of it, and says nothing of any other', async () => {
    for (const format of ['png', 'jpeg'] as const) {
      const bare = await picture(format);
      const signed = await signC2pa(bare, `image/${format}`, GENERATED);
      const blocks = storeIn(signed);
      const checked = await verifyApart(bare, blocks, trusting.verify);
      expect(checked).toMatchObject({ state: 'valid-trusted', statusCodes: [] });
      const altered = bare.slice();
      altered[bare.length - 40] = (altered[bare.length - 40] ?? 0) ^ 1;
      expect(await verifyApart(altered, blocks, trusting.verify)).toBeNull();
      expect(await verifyApart(await picture('png', 40), blocks, trusting.verify)).toBeNull();
    }
    expect(
      await verifyApart(await picture('png'), new TextEncoder().encode('not a manifest'), trusting.verify),
    ).toBeNull();
  });

  it('that leaves a part of its file out is compared with the rest, and that is said', async () => {
    const signed = await signC2pa(await picture('png', 120), 'image/png', GENERATED);
    const store = storeIn(signed);
    const place = Buffer.from(signed).indexOf(store) - 8;
    expect(place).toBeGreaterThan(8);
    // The place is there and something else stands in it, as long as the manifest was.
    const filled = signed.slice();
    filled.fill(0x20, place + 8, place + 8 + store.length);
    expect(store.length * 2).toBeLessThan(filled.length);
    expect(await verifyApart(filled, store, trusting.verify)).toMatchObject({
      state: 'valid-trusted',
      statusCodes: ['assertion.dataHash.additionalExclusionsPresent'],
    });
    filled[filled.length - 40] = (filled[filled.length - 40] ?? 0) ^ 1;
    expect(await verifyApart(filled, store, trusting.verify)).toBeNull();
  });

  it('does not fit an altered picture, another picture, or another manifest', async () => {
    const [png, jpeg] = await made;
    if (!png || !jpeg) throw new Error('two were made');
    const check = (bytes: Uint8Array, manifest: Uint8Array) =>
      trusting.verify({ container: 'any', mime: 'image/png', bytes, manifest });
    const altered = png.asset.slice();
    const at = altered.length - 30;
    altered[at] = (altered[at] ?? 0) ^ 1;
    expect((await check(altered, png.manifest)).state).toBe('invalid');
    expect((await check(jpeg.asset, png.manifest)).state).toBe('invalid');
    expect((await check(await picture('png'), png.manifest)).state).toBe('absent');
    expect((await check(png.asset, new TextEncoder().encode('not a manifest'))).state).not.toMatch(/^valid/);
  });
});

/** Content of the first PNG chunk of this type. */
function chunk(png: Uint8Array, type: string): Uint8Array {
  const bytes = Buffer.from(png);
  const at = bytes.indexOf(type);
  return new Uint8Array(bytes.subarray(at + 4, at + 4 + bytes.readUInt32BE(at - 4)));
}
