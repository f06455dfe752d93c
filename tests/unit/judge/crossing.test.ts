/**
 * What files say about themselves, crossed with what stands on the page: real bytes through the readers, real words
 * through the lexicon, judged under every pack. Expected values were written from the texts of the law before anything
 * was run; `tests/rules` holds what each rule says for itself, this table what all of them say together.
 */
import { resolve } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { flagsOf } from '../../../components/judge/flags';
import { judge } from '../../../components/judge/judge';
import type { FileStatement, Observation, Sighting } from '../../../components/model/observation';
import { compileLexicon, type LabelMatcher } from '../../../components/observers/wording';
import { readStatement } from '../../../components/provenance/read';
import { fromBytes } from '../../../components/provenance/source';
import { createNodeVerifier } from '../../../entrypoints/commands/c2pa-node';
import type { Law } from '../../../rules/language';
import { loadLaw } from '../../../rules/load';
import { makeChain } from '../../make/c2pa-chain';
import { signC2pa, type C2paIntent } from '../../make/c2pa-sign';
import * as marks from '../../make/marks';
import { aigcJson, xmpPacket, type IptcSourceType } from '../../make/payloads';
import * as s from '../../rules/sightings';

const A = 'image:a';
const CN_LABEL = 'cn: no notice of the label';
const SHORT: Readonly<Record<string, string>> = {
  'declared-synthetic-media-without-notice': CN_LABEL,
  'other-mark-synthetic-media-without-notice': 'cn: no notice of another mark',
  'declared-synthetic-product-image-without-label': 'eu: no label',
  'declared-possible-or-suspected': 'cn: quoted',
  'contradicting-declarations': 'cn: contradiction',
  'eu-contradicting-declarations': 'eu: contradiction',
  'broken-content-credentials': 'cn: broken',
  'eu-broken-content-credentials': 'eu: broken',
  'real-shot-claim-on-declared-media': 'cn: claim against file',
  'composite-or-edited-note': 'cn: part',
  'eu-composite-note': 'eu: part',
  'machine-readable-mark-seen': 'eu: mark',
  'generator-trace': 'cn: trace',
  'label-not-readable': 'cn: unreadable label',
  'ai-label-seen': 'cn: label',
  'eu-ai-label-seen': 'eu: label',
  'label-lacks-generation-element': 'cn: element lacking',
  'virtual-person-label-seen': 'kr: label',
  'synthetic-performer-label-seen': 'us-ny: label',
  'virtual-image-label-seen': 'fr: label',
};

const LABELLED = ['cn: label', 'eu: label'];
const GENERATED_LABEL = [CN_LABEL, 'eu: mark', 'eu: no label'];
const GENERATED_OTHER = ['cn: no notice of another mark', 'eu: mark', 'eu: no label'];
const PART = ['cn: part', 'eu: mark', 'eu: part'];
const CONTRADICTION = ['cn: contradiction', 'eu: contradiction'];

type Role = 'product' | 'card' | 'other';
/** File, words on the picture (empty for none), what is said. */
type Row = readonly [file: string, words: string, said: readonly string[], role?: Role];

const ROWS: readonly Row[] = [
  // The file says 属于: the platform owes a notice (Measures art. 6(1)), the deployer in the Union a label (50(4)).
  ['label 1', '', GENERATED_LABEL],
  ['label 1', '', [CN_LABEL, 'eu: mark'], 'card'],
  ['label 1', '', [CN_LABEL], 'other'],
  ['label 1', '图片由AI生成', [...LABELLED, 'eu: mark']],
  ['label 1', '图片由AI生成', ['cn: label'], 'other'],
  ['label 1', '图片可能由AI生成', [...LABELLED, 'eu: mark']],
  ['label 1', '疑似使用了AI生成技术，请谨慎甄别', [...LABELLED, 'eu: mark']],
  ['label 1', 'Mit KI erstellt', [...LABELLED, 'eu: mark']],
  ['label 1', 'This image may be AI-generated', [...LABELLED, 'eu: mark']],
  ['label 1', 'AI', ['cn: element lacking', 'eu: label', 'eu: mark']],
  ['label 1', 'AI数字人模特', ['cn: element lacking', 'eu: label', 'eu: mark', 'us-ny: label']],
  ['label 1', '가상인물 포함', ['cn: element lacking', 'eu: mark', 'kr: label']],
  ['label 1', 'Images virtuelles', ['eu: mark', 'fr: label']],
  ['label 1', 'AI学习机', GENERATED_LABEL],
  ['label 1', '实物拍摄', [...GENERATED_LABEL, 'cn: claim against file']],
  ['label 1', '非AI生成', [...GENERATED_LABEL, 'cn: claim against file']],
  ['label 1', 'Not AI-generated', [...GENERATED_LABEL, 'cn: claim against file']],
  ['label 1', 'Real photo, taken in our studio', [...GENERATED_LABEL, 'cn: claim against file']],
  // 可能为 and 疑似 are quoted, and nobody owes more.
  ['label 2', '', ['cn: quoted']],
  ['label 3', '', ['cn: quoted']],
  ['label 2', '图片由AI生成', ['cn: quoted', ...LABELLED]],
  ['label 3', '实拍', ['cn: quoted']],
  ['label 2', '', ['cn: quoted'], 'card'],
  // Present, and unreadable: no status is quoted.
  ['label malformed', '', ['cn: unreadable label']],
  ['label 9', '', ['cn: unreadable label']],
  ['labels 1 and 3', '', ['cn: unreadable label']],
  ['labels 1 and 3', '实拍', ['cn: unreadable label']],
  // Other declarations.
  ['trainedAlgorithmicMedia', '', GENERATED_OTHER],
  ['trainedAlgorithmicMedia', '', ['cn: no notice of another mark', 'eu: mark'], 'card'],
  ['trainedAlgorithmicMedia', 'Image generated with AI', [...LABELLED, 'eu: mark']],
  ['trainedAlgorithmicMedia', '实拍', [...GENERATED_OTHER, 'cn: claim against file']],
  ['compositeWithTrainedAlgorithmicMedia', '', PART],
  ['compositeWithTrainedAlgorithmicMedia', '', PART, 'card'],
  ['compositeWithTrainedAlgorithmicMedia', '', [], 'other'],
  ['compositeWithTrainedAlgorithmicMedia', '实拍', PART],
  ['compositeSynthetic', '', PART],
  ['label 1 on a composite', '', [CN_LABEL, ...PART]],
  ['algorithmicMedia', '', []],
  ['algorithmicallyEnhanced', '', []],
  ['virtualRecording', '', []],
  ['digitalArt', '', []],
  ['digitalCapture', '', []],
  ['digitalCapture', '实拍', []],
  // Signed manifests: a broken one is shown as broken and relied on by nobody.
  ['signed, trusted', '', GENERATED_OTHER],
  ['signed, untrusted', '', GENERATED_OTHER],
  ['signed, expired', '', GENERATED_OTHER],
  ['signed, camera', '', []],
  ['signed, camera, then edited with AI', '', PART],
  ['signed, broken', '', ['cn: broken', 'eu: broken']],
  ['signed, broken', '图片由AI生成', ['cn: broken', ...LABELLED, 'eu: broken']],
  ['signed, broken', '实拍', ['cn: broken', 'eu: broken']],
  ['signed camera, broken', '', ['cn: broken', 'eu: broken']],
  ['manifest elsewhere', '', []],
  // Two statements that cannot both hold.
  ['label 1 on a camera manifest', '', [...CONTRADICTION, ...GENERATED_LABEL]],
  ['label 1 on digitalCapture', '', [...CONTRADICTION, ...GENERATED_LABEL]],
  ['label 1 on digitalCapture', '图片由AI生成', [...CONTRADICTION, ...LABELLED, 'eu: mark']],
  // Traces are traces; plain files say nothing, whatever is claimed beside them.
  ['recipe', '', ['cn: trace']],
  ['recipe', '', [], 'other'],
  ['recipe', '图片由AI生成', ['cn: label', 'cn: trace', 'eu: label']],
  ['graph', '', ['cn: trace']],
  ['camera fields', '', []],
  ['plain', '', []],
  ['plain', '图片由AI生成', LABELLED],
  ['plain', '实拍', []],
  ['plain', '非AI生成', []],
  ['plain', 'AI学习机', []],
];

const GENERATED: C2paIntent = {
  title: 'a.jpg',
  generator: 'Demo Studio',
  actions: [{ action: 'c2pa.created', digitalSourceType: 'trainedAlgorithmicMedia' }],
};
const CAPTURED: C2paIntent = {
  title: 'b.jpg',
  generator: 'Demo Camera',
  actions: [{ action: 'c2pa.created', digitalSourceType: 'digitalCapture' }],
};
const EDITED: C2paIntent = {
  ...CAPTURED,
  actions: [
    ...CAPTURED.actions,
    { action: 'c2pa.edited', digitalSourceType: 'compositeWithTrainedAlgorithmicMedia' },
  ],
};
const trusted = makeChain();
const verifier = createNodeVerifier({ anchorsPem: trusted.rootPem });

const plainPicture = async (format: 'jpeg' | 'png'): Promise<Uint8Array> =>
  new Uint8Array(
    await sharp({ create: { width: 64, height: 64, channels: 3, background: '#774433' } })
      .toFormat(format)
      .toBuffer(),
  );

async function filesOf(): Promise<Record<string, Uint8Array>> {
  const jpeg = await plainPicture('jpeg');
  const png = await plainPicture('png');
  const sign = (intent: C2paIntent, bytes = jpeg): Promise<Uint8Array> =>
    signC2pa(bytes, 'image/jpeg', intent);
  const broken = async (intent: C2paIntent): Promise<Uint8Array> => {
    const bytes = await sign(intent);
    const at = bytes.length - 40;
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    return bytes;
  };
  const both = (sourceType: IptcSourceType): Uint8Array =>
    marks.withXmp(jpeg, xmpPacket({ aigc: aigcJson(), sourceType }));
  const named = Object.fromEntries(
    ROWS.map(([file]) => file)
      .filter((file) => /^[a-z]+[A-Z]/.test(file))
      .map((file) => [file, marks.withIptcSourceType(jpeg, file as IptcSourceType)]),
  );
  return {
    ...named,
    plain: jpeg,
    'label 1': marks.withAigcXmp(jpeg),
    'label 2': marks.withAigcXmp(jpeg, { label: '2' }),
    'label 3': marks.withAigcXmp(jpeg, { label: '3' }),
    'label 9': marks.withAigcXmp(jpeg, { label: '9' }),
    'label malformed': marks.withXmp(jpeg, xmpPacket({ aigc: '{"Label":"1","ContentProducer":' })),
    'labels 1 and 3': marks.withAigcPngText(marks.withAigcXmp(png), { label: '3' }),
    'label 1 on a composite': both('compositeWithTrainedAlgorithmicMedia'),
    'label 1 on digitalCapture': both('digitalCapture'),
    'label 1 on a camera manifest': await sign(CAPTURED, marks.withAigcXmp(jpeg)),
    'signed, trusted': await sign({ ...GENERATED, chain: trusted }),
    'signed, untrusted': await sign(GENERATED),
    'signed, expired': await sign({ ...GENERATED, chain: makeChain({ isCurrent: false }) }),
    'signed, camera': await sign(CAPTURED),
    'signed, camera, then edited with AI': await sign(EDITED),
    'signed, broken': await broken(GENERATED),
    'signed camera, broken': await broken(CAPTURED),
    'manifest elsewhere': marks.withRemoteProvenance(jpeg, 'https://manifests.example/1.c2pa'),
    recipe: marks.withDiffusionRecipe(png),
    graph: marks.withComfyGraph(png),
    'camera fields': marks.withCameraFields(jpeg),
  };
}

let law: Law;
let match: LabelMatcher;
const statements = new Map<string, FileStatement>();
beforeAll(async () => {
  const loaded = await loadLaw(resolve(import.meta.dirname, '../../..'));
  law = loaded.law;
  match = compileLexicon(loaded.lexicon);
  for (const [name, bytes] of Object.entries(await filesOf()))
    statements.set(
      name,
      await readStatement(fromBytes(bytes), {
        depth: 'whole',
        verifyC2pa: (input) => verifier.verify(input),
      }),
    );
}, 120_000);
afterAll(() => verifier.close());

function seen([file, words, , role = 'product']: Row): Observation[] {
  const statement = statements.get(file);
  if (!statement) throw new Error(`no file ${file}`);
  const read = words === '' ? null : match(words);
  const sightings: Sighting[] = [s.medium(A, role), s.declaration(A, statement), s.search(A)];
  if (read?.claim) sightings.push(s.claim(A, words, read.claim));
  else if (read) sightings.push(s.label(A, words, read.elements, { status: read.status, entry: read.entry }));
  return sightings.map(
    (sighting, at) =>
      ({ ...sighting, id: `o${String(at + 1)}`, seenAt: '2026-11-20T04:00:00.000Z' }) as Observation,
  );
}
const judged = (row: Row) =>
  judge(seen(row), law, {
    date: '2026-11-20',
    jurisdictions: [...new Set(law.packs.map(({ jurisdiction }) => jurisdiction))],
  });

describe('the crossing', () => {
  it.each(ROWS.map((row) => [row[0], row[1], row[3] ?? 'product', row] as const))(
    '%s, with “%s” beside it, as %s',
    (_file, _words, _role, row) => {
      const flagged = judged(row).filter(({ outcome }) => outcome === 'flagged');
      expect(flagged.map(({ rule }) => SHORT[rule] ?? rule).sort()).toEqual([...row[2]].sort());
      const flags = flagsOf(judged(row), law);
      // Nothing said, nothing shown.
      if (row[2].every((said) => said === 'cn: unreadable label')) expect(flags).toEqual([]);
      else expect(flags).toHaveLength(1);
    },
  );

  it('quotes 属于, 可能为 and 疑似 from the file, and nothing where it names none', () => {
    const word = (file: string) =>
      flagsOf(judged([file, '图片由AI生成', []]), law)[0]?.declaredStatus?.word ?? null;
    expect(['label 1', 'label 2', 'label 3'].map(word)).toEqual(['属于', '可能为', '疑似']);
    expect(['label 9', 'labels 1 and 3', 'recipe', 'trainedAlgorithmicMedia'].map(word)).toEqual(
      Array(4).fill(null),
    );
  });

  it('names the one who owes the label, and never the marketplace under the law of the Union', () => {
    const parties = judged(['label 1', '', []]).map(({ rule, obligedParty }) => [SHORT[rule], obligedParty]);
    expect(Object.fromEntries(parties)).toMatchObject({
      [CN_LABEL]: 'distribution-platform',
      'eu: no label': 'deployer',
    });
  });

  it('leads with what does not fit together where something does not', () => {
    for (const row of [
      ['label 1 on digitalCapture', '', []],
      ['label 1', '实拍', []],
      ['label 1', '非AI生成', []],
    ] as const) {
      const [flag] = flagsOf(judged(row), law);
      const top = judged(row).find(({ id }) => id === flag?.findings[0]);
      expect(top?.ceiling, row.join()).toBe('inconsistency');
    }
  });
});
