import { describe, expect, it } from 'vitest';
import type { C2pa } from '../../../../components/model/observation';
import { emptyC2pa } from '../../../../components/provenance/c2pa/claims';
import {
  declaredByC2pa,
  generatorOfC2pa,
  summariseC2pa,
} from '../../../../components/provenance/c2pa/meaning';

type Action = C2pa['actions'][number];
const IPTC = 'http://cv.iptc.org/newscodes/digitalsourcetype/';

/** `action=type`, both without what goes without saying, done by the active manifest unless told. */
function did(text: string, rest: Partial<Action> = {}): Action {
  const [action = '', type] = text.split('=');
  const digitalSourceType = type === undefined ? null : IPTC + type;
  return { action: `c2pa.${action}`, digitalSourceType, softwareAgent: null, from: 'active', ...rest };
}
function record(actions: Action[], rest: Partial<C2pa> = {}): C2pa {
  return { ...emptyC2pa('valid-untrusted'), actions, ...rest };
}
const declared = (...actions: Action[]) => declaredByC2pa(record(actions));

describe('what a manifest declares', () => {
  it.each([
    ['created=trainedAlgorithmicMedia', 'generated'],
    ['created=compositeWithTrainedAlgorithmicMedia', 'edited'],
    ['created=compositeSynthetic', 'composite'],
    ['created=digitalCapture', 'captured'],
    ['created=computationalCapture', 'captured'],
    ['created=algorithmicMedia', null],
    ['created=digitalCreation', null],
    ['created=composite', null],
    ['created=screenCapture', null],
    ['created=somethingNew', null],
    ['created', null],
    ['edited=compositeWithTrainedAlgorithmicMedia', 'edited'],
    ['edited=trainedAlgorithmicMedia', 'edited'],
    ['placed=compositeSynthetic', 'edited'],
    ['edited=composite', null],
    ['edited=digitalArt', null],
    ['edited', null],
    ['opened=compositeWithTrainedAlgorithmicMedia', null],
    ['converted=trainedAlgorithmicMedia', null],
    ['watermarked.unbound=trainedAlgorithmicMedia', null],
  ])('%s → %s', (action, answer) => {
    expect(declared(did(action))).toBe(answer);
  });

  it('reads the source type in any spelling of its address', () => {
    for (const address of [
      'trainedAlgorithmicMedia',
      'https://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia/',
      'http://c2pa.org/digitalsourcetype/trainedAlgorithmicData',
    ]) {
      expect(declared(did('created', { digitalSourceType: address }))).toBe('generated');
    }
  });

  it('takes an empty canvas for no statement', () => {
    const empty = 'http://c2pa.org/digitalsourcetype/empty';
    expect(declared(did('created', { digitalSourceType: empty }))).toBeNull();
  });

  it('finds the making in the manifest a file was opened from', () => {
    expect(declared(did('opened'), did('created=trainedAlgorithmicMedia', { from: 'parentOf' }))).toBe(
      'generated',
    );
  });

  it('calls a file with a generated part a composite, and an AI edit of it an edit', () => {
    const part = did('created=trainedAlgorithmicMedia', { from: 'componentOf' });
    expect(declared(did('created=digitalCapture'), part)).toBe('composite');
    expect(declared(did('edited=compositeWithTrainedAlgorithmicMedia'), part)).toBe('edited');
  });

  it('does not take what went into a process for what came out', () => {
    expect(
      declared(did('created=digitalCapture'), did('created=trainedAlgorithmicMedia', { from: 'inputTo' })),
    ).toBe('captured');
  });

  it('reads an AI edit of a photograph as an edit', () => {
    expect(declared(did('created=digitalCapture'), did('edited=compositeWithTrainedAlgorithmicMedia'))).toBe(
      'edited',
    );
  });

  it('reads makers who say it in words instead of a source type', () => {
    expect(declared(did('created', { softwareAgent: 'Image Creator from Designer' }))).toBe('generated');
    expect(declared(did('created', { description: 'AI Generated Image' }))).toBe('generated');
    expect(declared(did('created', { softwareAgent: 'Adobe Photoshop' }))).toBeNull();
    expect(declared(did('edited', { description: 'AI Generated Image' }))).toBeNull();
  });

  it('knows Firefly’s bare edit, but not as something another program did', () => {
    const edit = [did('edited')];
    expect(declaredByC2pa(record(edit, { claimGenerator: 'Adobe_Firefly' }))).toBe('generated');
    expect(declaredByC2pa(record(edit, { claimGenerator: 'Adobe_Photoshop/26' }))).toBeNull();
    const before = [did('opened'), did('edited', { from: 'parentOf' })];
    expect(declaredByC2pa(record(before, { claimGenerator: 'Adobe_Firefly' }))).toBeNull();
  });

  it('takes the mere presence of a manifest for nothing', () => {
    expect(declared()).toBeNull();
    expect(declaredByC2pa(record([], { claimGenerator: 'Adobe_Firefly' }))).toBeNull();
  });
});

describe('which product', () => {
  const generated = (rest: Partial<C2pa>, agent: string | null = null) =>
    generatorOfC2pa(record([did('created=trainedAlgorithmicMedia', { softwareAgent: agent })], rest));

  it.each([
    ['ChatGPT', 'GPT-4o', 'OpenAI ChatGPT (GPT-4o image)'],
    ['OpenAI Media Service API', 'gpt-image/2', 'OpenAI GPT Image'],
    ['ChatGPT c2pa-rs/0.28.4', 'DALL·E', 'OpenAI DALL-E'],
    ['Black Forest Labs API', 'Flux.2', 'Black Forest Labs FLUX.2'],
    ['Google C2PA Core Generator Library/925', null, 'Google Gemini'],
    ['Adobe_Photoshop/26.9.0 adobe_c2pa/0.14.2', 'Adobe Firefly', 'Adobe Photoshop with Firefly'],
    ['Some_New_Studio/2.1 c2pa-rs/0.9', null, 'Some New Studio'],
    ['Studio Without Version', 'x', 'Studio Without Version'],
    [null, 'Some model', 'Some model'],
    [null, null, null],
  ])('%s, %s → %s', (claimGenerator, agent, name) => {
    expect(generated({ claimGenerator }, agent)).toBe(name);
  });

  it('names nobody where no AI is declared', () => {
    expect(
      generatorOfC2pa(record([did('created=digitalCapture')], { claimGenerator: 'ChatGPT' })),
    ).toBeNull();
    expect(generatorOfC2pa(record([did('opened')], { claimGenerator: 'Adobe_Photoshop/26' }))).toBeNull();
  });

  it('names nobody for bytes that the signature no longer covers', () => {
    expect(generated({ claimGenerator: 'Adobe_Firefly', state: 'invalid' })).toBeNull();
  });
});

describe('one plain sentence', () => {
  it.each([
    [
      record([did('created=trainedAlgorithmicMedia')], {
        claimGenerator: 'Adobe_Firefly',
        signer: 'Adobe Inc.',
      }),
      'c2pa.says.generated-by',
    ],
    [record([did('created=trainedAlgorithmicMedia')]), 'c2pa.says.generated'],
    [record([did('edited=trainedAlgorithmicMedia')], { claimGenerator: 'Editor/1' }), 'c2pa.says.edited-by'],
    [record([did('edited=trainedAlgorithmicMedia')]), 'c2pa.says.edited'],
    [record([did('created=compositeSynthetic')]), 'c2pa.says.composite'],
    [record([did('created=digitalCapture')]), 'c2pa.says.captured'],
    [record([did('cropped')]), 'c2pa.says.history'],
  ])('%#', (c2pa, key) => {
    expect(summariseC2pa(c2pa).key).toBe(key);
  });

  it('gives the names to put into it', () => {
    const c2pa = record([did('created=trainedAlgorithmicMedia')], {
      claimGenerator: 'Adobe_Firefly',
      signer: 'Adobe Inc.',
    });
    expect(summariseC2pa(c2pa).values).toEqual({ generator: 'Adobe Firefly', signer: 'Adobe Inc.' });
  });
});
