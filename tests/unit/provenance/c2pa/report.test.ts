import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { c2paSchema } from '../../../../components/model/observation';
import { c2paFromAnswer, c2paFromError, c2paFromReport } from '../../../../components/provenance/c2pa/report';

const numRuns = Number(process.env['MINGBIAO_FUZZ_RUNS'] ?? 200);
const all = (codes: string[], list = 'own') =>
  codes.map((code) => ({
    code,
    url: 'self#jumbf=x',
    explanation: `found in [urn:mingbiao:trust:${list}] trust anchors`,
  }));

interface Found {
  success?: string[];
  failure?: string[];
  list?: string;
  ingredientFailure?: string[];
  manifest?: Record<string, unknown>;
}
function report({
  success = ['claimSignature.validated'],
  failure = [],
  list,
  ingredientFailure,
  manifest,
}: Found): unknown {
  return {
    active_manifest: 'm',
    manifests: { m: { assertions: [], ...manifest } },
    validation_results: {
      activeManifest: { success: all(success, list), informational: [], failure: all(failure) },
      ...(ingredientFailure
        ? {
            ingredientDeltas: [
              { validationDeltas: { success: [], informational: [], failure: all(ingredientFailure) } },
            ],
          }
        : {}),
    },
  };
}
const stateOf = (found: Found) => c2paFromReport(report(found)).state;

describe('states of a manifest, told apart', () => {
  it.each<[string, Found, string]>([
    [
      'a signer on the list',
      { success: ['claimSignature.validated', 'signingCredential.trusted'] },
      'valid-trusted',
    ],
    [
      'a signer on a list that nobody gave to the reader',
      { success: ['claimSignature.validated', 'signingCredential.trusted'], list: 'another' },
      'valid-untrusted',
    ],
    ['nobody said trusted', {}, 'valid-untrusted'],
    ['a signer not on the list', { failure: ['signingCredential.untrusted'] }, 'valid-untrusted'],
    [
      'a certificate that does not fit the profile, even when something says trusted',
      {
        success: ['claimSignature.validated', 'signingCredential.trusted'],
        failure: ['signingCredential.invalid'],
      },
      'valid-untrusted',
    ],
    [
      'a certificate whose time is over',
      { failure: ['signingCredential.expired', 'signingCredential.untrusted'] },
      'expired-credential',
    ],
    [
      'a revoked certificate, also an expired one',
      { failure: ['signingCredential.ocsp.revoked', 'signingCredential.expired'] },
      'revoked-credential',
    ],
    ['altered bytes', { failure: ['assertion.dataHash.mismatch'] }, 'invalid'],
    [
      'altered bytes under an expired certificate',
      { failure: ['signingCredential.expired', 'assertion.dataHash.mismatch'] },
      'invalid',
    ],
    ['a signature that does not fit', { success: [], failure: ['claimSignature.mismatch'] }, 'invalid'],
    ['a broken ingredient', { ingredientFailure: ['claimSignature.mismatch'] }, 'invalid'],
    [
      'an ingredient by an unknown signer',
      { ingredientFailure: ['signingCredential.untrusted'] },
      'valid-untrusted',
    ],
    [
      'an algorithm the reader does not know',
      { failure: ['algorithm.unsupported'] },
      'unsupported-or-malformed',
    ],
    ['nothing proved', { success: [] }, 'unsupported-or-malformed'],
  ])('%s', (_, found, state) => {
    expect(stateOf(found)).toBe(state);
  });

  it('keeps the codes, each once', () => {
    const found = {
      failure: ['signingCredential.untrusted'],
      ingredientFailure: ['assertion.missing', 'signingCredential.untrusted'],
    };
    expect(c2paFromReport(report(found)).statusCodes).toEqual([
      'signingCredential.untrusted',
      'assertion.missing',
    ]);
  });
});

describe('errors of the reader', () => {
  it.each([
    ['C2pa(JumbfNotFound)', 'absent'],
    ['C2pa(UnsupportedType)', 'not-applicable'],
    ['C2pa(InvalidAsset("Could not parse input JPEG"))', 'unreadable-container'],
    ['C2pa(IoError(Error { kind: UnexpectedEof, message: "" }))', 'unreadable-container'],
    ['C2pa(JumbfParseError(InvalidJumbfHeader))', 'unreadable-container'],
    ['C2pa(UnknownAlgorithm)', 'unsupported-or-malformed'],
    ['something else', 'unsupported-or-malformed'],
    ['', 'unsupported-or-malformed'],
  ])('%s → %s', (error, state) => {
    expect(c2paFromError(error).state).toBe(state);
  });

  it('keeps the address of a manifest stored elsewhere', () => {
    expect(c2paFromError('C2pa(RemoteManifestUrl("http://localhost:5000/a.c2pa"))')).toMatchObject({
      state: 'remote-only',
      remoteUrl: 'http://localhost:5000/a.c2pa',
    });
  });

  it('tells a trap of the reader from a fault of the file', () => {
    expect(c2paFromAnswer({ trap: 'RuntimeError' }).state).toBe('reader-hazard');
    expect(c2paFromAnswer({ json: 'not json' }).state).toBe('unsupported-or-malformed');
  });
});

describe('the record', () => {
  it('takes signer, time, agents and the chain of ingredients', () => {
    const manifest = {
      claim_generator_info: [{ name: 'Maker', version: '2' }],
      signature_info: { issuer: 'Some Maker', common_name: 'x', time: '2026-03-26T00:14:26+00:00' },
      ingredients: [{ title: 'before', relationship: 'parentOf', active_manifest: 'm0' }],
      assertions: [{ label: 'c2pa.actions.v2', data: { actions: [{ action: 'c2pa.opened' }] } }],
    };
    const before = {
      assertions: [
        {
          label: 'c2pa.actions',
          data: {
            actions: [{ action: 'c2pa.created', softwareAgent: { name: 'Model' }, description: 'Made' }],
          },
        },
      ],
    };
    const whole = report({ manifest }) as { manifests: Record<string, unknown> };
    whole.manifests['m0'] = before;
    expect(c2paFromReport(whole)).toMatchObject({
      signer: 'Some Maker',
      signedAt: '2026-03-26T00:14:26Z',
      claimGenerator: 'Maker/2',
      ingredients: [{ title: 'before', relationship: 'parentOf', hasManifest: true }],
      actions: [
        { action: 'c2pa.opened', digitalSourceType: null, softwareAgent: null, from: 'active' },
        {
          action: 'c2pa.created',
          digitalSourceType: null,
          softwareAgent: 'Model',
          description: 'Made',
          from: 'parentOf',
        },
      ],
    });
  });

  it('is whole whatever the reader answered', () => {
    const anything = fc.jsonValue();
    const shaped = fc.record(
      {
        active_manifest: fc.constantFrom('m', '__proto__', 'none'),
        manifests: fc.record({
          m: fc.record({
            assertions: anything,
            ingredients: anything,
            signature_info: anything,
            claim_generator: anything,
            claim_generator_info: anything,
          }),
        }),
        validation_results: fc.oneof(
          anything,
          fc.record({ activeManifest: anything, ingredientDeltas: anything }),
        ),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.oneof(anything, shaped), (answer) => {
        expect(c2paSchema.safeParse(c2paFromReport(answer)).error).toBeUndefined();
      }),
      { numRuns },
    );
    fc.assert(
      fc.property(fc.string({ maxLength: 6000 }), (error) => {
        expect(c2paSchema.safeParse(c2paFromError(error)).error).toBeUndefined();
        expect(
          c2paSchema.safeParse(c2paFromError(`C2pa(RemoteManifestUrl("${error}"))`)).error,
        ).toBeUndefined();
      }),
      { numRuns },
    );
  });
});
