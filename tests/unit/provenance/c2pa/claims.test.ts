import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { c2paSchema } from '../../../../components/model/observation';
import { readClaims } from '../../../../components/provenance/c2pa/claims';
import { makeChain } from '../../../make/c2pa-chain';
import { manifestStore, superbox, type ManifestIntent } from '../../../make/c2pa-jumbf';

const numRuns = Number(process.env['MINGBIAO_FUZZ_RUNS'] ?? 200);
const TRAINED = 'http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia';
const created = { actions: [{ action: 'c2pa.created', digitalSourceType: TRAINED, softwareAgent: 'Model' }] };
const to = (label: string) => ({ url: `self#jumbf=/c2pa/${label}`, hash: new Uint8Array(32) });

const chainOf = (relationship: string, key = 'c2pa_manifest'): ManifestIntent[] => [
  { label: 'urn:uuid:before', assertions: { 'c2pa.actions': created } },
  {
    label: 'urn:uuid:now',
    claim: { claim_generator: 'Tool/1' },
    assertions: {
      'c2pa.actions': { actions: [{ action: 'c2pa.opened' }] },
      'c2pa.ingredient': { 'dc:title': 'before.png', relationship, [key]: to('urn:uuid:before') },
    },
  },
];

describe('C2PA claims', () => {
  it('reads a claim of the first version', () => {
    const certificate = makeChain({ organisation: 'Some Maker' }).certificates[0] ?? new Uint8Array();
    const store = manifestStore([
      {
        label: 'urn:uuid:1',
        claim: { claim_generator: 'Tool/1 c2pa-rs/0.1' },
        assertions: { 'c2pa.actions': created },
        certificate,
      },
    ]);
    expect(readClaims(store)).toEqual({
      state: 'present-not-checked',
      signer: 'Some Maker',
      claimGenerator: 'Tool/1 c2pa-rs/0.1',
      signedAt: null,
      actions: [
        { action: 'c2pa.created', digitalSourceType: TRAINED, softwareAgent: 'Model', from: 'active' },
      ],
      ingredients: [],
      statusCodes: [],
      remoteUrl: null,
    });
  });

  it('reads a claim of the second version, with agents as products and by number', () => {
    const store = manifestStore([
      {
        label: 'urn:c2pa:1',
        claimLabel: 'c2pa.claim.v2',
        claim: { claim_generator_info: { name: 'Maker', version: '2' } },
        assertions: {
          'c2pa.actions.v2': {
            softwareAgents: [{ name: 'By number' }],
            actions: [
              {
                action: 'c2pa.created',
                softwareAgent: { name: 'gpt-image', version: '2' },
                description: 'Made',
              },
              { action: 'c2pa.edited', softwareAgentIndex: 0 },
            ],
          },
        },
      },
    ]);
    const c2pa = readClaims(store);
    expect(c2pa.claimGenerator).toBe('Maker/2');
    expect(c2pa.actions).toEqual([
      {
        action: 'c2pa.created',
        digitalSourceType: null,
        softwareAgent: 'gpt-image/2',
        description: 'Made',
        from: 'active',
      },
      { action: 'c2pa.edited', digitalSourceType: null, softwareAgent: 'By number', from: 'active' },
    ]);
  });

  it('reads assertions written as JSON', () => {
    const store = manifestStore([{ label: 'm', isJson: true, assertions: { 'c2pa.actions': created } }]);
    expect(readClaims(store).actions).toHaveLength(1);
  });

  it.each([
    ['parentOf', 'c2pa_manifest'],
    ['componentOf', 'activeManifest'],
    ['inputTo', 'c2pa_manifest'],
  ])('follows a %s ingredient into its own manifest', (relationship, key) => {
    const c2pa = readClaims(manifestStore(chainOf(relationship, key)));
    expect(c2pa.ingredients).toEqual([{ title: 'before.png', relationship, hasManifest: true }]);
    expect(c2pa.actions.map(({ action, from }) => [action, from])).toEqual([
      ['c2pa.opened', 'active'],
      ['c2pa.created', relationship],
    ]);
  });

  it('calls a part of a parent a part: the weakest link decides', () => {
    const [first, second] = chainOf('componentOf');
    const third: ManifestIntent = {
      label: 'urn:uuid:last',
      assertions: { 'c2pa.ingredient.v3': { relationship: 'parentOf', activeManifest: to('urn:uuid:now') } },
    };
    const manifests = [first, second, third].filter((manifest) => manifest !== undefined);
    expect(readClaims(manifestStore(manifests)).actions.map(({ from }) => from)).toEqual([
      'parentOf',
      'componentOf',
    ]);
  });

  it('quotes the source type that an ingredient states of itself', () => {
    const ingredient = { relationship: 'componentOf', digitalSourceType: TRAINED };
    const c2pa = readClaims(
      manifestStore([{ label: 'm', assertions: { 'c2pa.ingredient.v3': ingredient } }]),
    );
    expect(c2pa.actions).toEqual([
      { action: 'c2pa.ingredient', digitalSourceType: TRAINED, softwareAgent: null, from: 'componentOf' },
    ]);
    expect(c2pa.ingredients).toEqual([{ title: null, relationship: 'componentOf', hasManifest: false }]);
  });

  it('does not read an assertion that the claim does not list: no signature covers it', () => {
    const store = manifestStore([
      { label: 'm', assertions: { 'c2pa.actions': created }, unlisted: ['c2pa.actions'] },
    ]);
    expect(readClaims(store).actions).toEqual([]);
  });

  it('ends where manifests name each other in a circle', () => {
    const ring = (own: string, other: string): ManifestIntent => ({
      label: own,
      assertions: {
        'c2pa.actions': created,
        'c2pa.ingredient': { relationship: 'parentOf', c2pa_manifest: to(other) },
      },
    });
    expect(readClaims(manifestStore([ring('a', 'b'), ring('b', 'a')])).actions.length).toBeLessThanOrEqual(3);
  });

  it('stays within its bounds on a store made to be slow', () => {
    const names = Array.from({ length: 60 }, (_, i) => `m${i}`);
    const store = manifestStore(
      names.map((label) => ({
        label,
        assertions: Object.fromEntries([
          ...names.map((other, i) => [
            `c2pa.ingredient__${i}`,
            { relationship: i % 2 ? 'parentOf' : 'componentOf', c2pa_manifest: to(other) },
          ]),
          ['c2pa.actions', { actions: Array.from({ length: 500 }, () => created.actions[0]) }],
        ]),
      })),
    );
    const { state, actions, ingredients } = readClaims(store);
    // 60 manifests of 61 assertions are more boxes than any real store has.
    expect([state, actions.length, ingredients.length]).toEqual(['unsupported-or-malformed', 0, 0]);
    const fewer = manifestStore(
      names.slice(0, 20).map((label) => ({
        label,
        assertions: {
          ...Object.fromEntries(
            names
              .slice(0, 20)
              .map((other, i) => [
                `c2pa.ingredient__${i}`,
                { relationship: 'parentOf', c2pa_manifest: to(other) },
              ]),
          ),
          'c2pa.actions': { actions: Array.from({ length: 500 }, () => created.actions[0]) },
        },
      })),
    );
    expect(readClaims(fewer).actions).toHaveLength(64);
  });

  it('falls back to the common name where a certificate has no organisation', () => {
    const certificate =
      makeChain({ organisation: null, commonName: '某位作者' }).certificates[0] ?? new Uint8Array();
    expect(readClaims(manifestStore([{ label: 'm', certificate }])).signer).toBe('某位作者');
  });

  it.each([
    ['bytes that are no store', new Uint8Array(40), 'jumbf-malformed'],
    ['a store cut short', manifestStore(chainOf('parentOf')).subarray(0, 400), 'jumbf-truncated'],
    ['a store without manifests', manifestStore([]), 'claim.missing'],
    ['a manifest without a claim', superbox('c2pa', [superbox('m', [])]), 'claim.missing'],
    ['another superbox', superbox('other', [superbox('m', [])]), 'claim.missing'],
  ])('says unsupported for %s', (_, bytes, code) => {
    expect(readClaims(bytes)).toMatchObject({
      state: 'unsupported-or-malformed',
      statusCodes: [code],
      actions: [],
    });
  });

  it('keeps to the record whatever the claim holds', () => {
    const long = 'x'.repeat(5000);
    const actions = Array.from({ length: 200 }, () => ({
      action: long,
      digitalSourceType: long,
      softwareAgent: long,
      description: long,
    }));
    const store = manifestStore([
      {
        label: 'm',
        claim: { claim_generator: long },
        assertions: {
          'c2pa.actions': { actions },
          'c2pa.ingredient': { relationship: long, 'dc:title': long },
        },
      },
    ]);
    expect(c2paSchema.safeParse(readClaims(store)).error).toBeUndefined();
  });

  it('makes a whole record of any store, however it was changed', () => {
    const good = manifestStore(chainOf('parentOf'));
    const change = fc.tuple(fc.nat(good.length - 1), fc.nat(255));
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 6 }), (changes) => {
        const changed = new Uint8Array(good);
        for (const [at, byte] of changes) changed[at] = byte;
        expect(c2paSchema.safeParse(readClaims(changed)).error).toBeUndefined();
      }),
      { numRuns: numRuns * 2 },
    );
  });

  it('makes a whole record of any assertion', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), fc.boolean(), (actions, ingredient, isJson) => {
        const assertions = {
          'c2pa.actions': { actions, softwareAgents: actions },
          'c2pa.actions.v2': { actions: [actions, { action: 'x', softwareAgent: ingredient }] },
          'c2pa.ingredient': ingredient,
        };
        const store = manifestStore([
          { label: 'm', claim: { claim_generator_info: ingredient }, assertions, isJson },
        ]);
        expect(c2paSchema.safeParse(readClaims(store)).error).toBeUndefined();
      }),
      { numRuns },
    );
  });
});
