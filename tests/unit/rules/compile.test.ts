import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import fc from 'fast-check';
import { format } from 'prettier';
import { beforeAll, describe, expect, it } from 'vitest';
import { compileLaw, LAW_BOUNDS, type CompileOptions, type LawFile } from '../../../rules/compile';
import { canonicalJson } from '../../../rules/canonical';
import { lawFiles, loadLaw, sha256 } from '../../../rules/load';
import { editDistance, nearest } from '../../../rules/nearest';
import { sentence } from '../../../rules/problems';
import { readmeFiles, ruleFiles, schemaFiles, shopFiles } from '../../../entrypoints/commands/new';
import { shopSchema } from '../../../components/model/shop';

const root = resolve(import.meta.dirname, '../../..');
const RULE = 'rules/packs/cn-labelling/declared-synthetic-media-without-notice.json';
const TABLE = 'tests/rules/declared-synthetic-media-without-notice.json';
const PACK = 'rules/packs/cn-labelling/pack.json';
const CN = 'rules/provisions/cn.json';

let files: LawFile[];
beforeAll(async () => {
  files = await lawFiles(root);
});

type Json = Record<string, unknown>;
type Change = (json: never) => void;

/** The law with one file changed; every problem as a sentence. */
async function refused(path: string, change: Change, options: Partial<CompileOptions> = {}): Promise<string> {
  const changed = files.map((file) => {
    if (file.path !== path) return file;
    const json = JSON.parse(file.text) as Json;
    change(json as never);
    return { path, text: JSON.stringify(json) };
  });
  return problemsOf(changed, options);
}

async function problemsOf(
  changed: readonly LawFile[],
  options: Partial<CompileOptions> = {},
): Promise<string> {
  const compiled = await compileLaw(changed, { sha256, ...options });
  return compiled.ok ? '' : compiled.problems.map(sentence).join('\n');
}

describe('the law as it stands', () => {
  it('compiles, with a digest on every pack', async () => {
    const { law } = await loadLaw(root);
    expect(law.packs.map(({ id }) => id)).toEqual([
      'cn-labelling',
      'cn-livestream',
      'cn-price-marking',
      'eu-ai-act-50',
      'eu-price-indication',
      'eu-unfair-practices',
      'fr-influencers',
      'gb-pricing',
      'in-dark-patterns',
      'jp-price-display',
      'kr-advertising',
      'kr-pricing',
      'us-ca-pricing',
      'us-ct-pricing',
      'us-ftc-pricing',
      'us-ny-advertising',
      'us-ny-pricing',
    ]);
    for (const pack of law.packs) expect(pack.digest).toMatch(/^sha256-[0-9a-f]{64}$/);
  });

  it('survives being written and read again, as the build does', async () => {
    const { law } = await loadLaw(root);
    expect(JSON.parse(JSON.stringify(law))).toEqual(law);
  });

  it('has the same digest whatever the order and layout of its files', async () => {
    const shuffled = [...files]
      .reverse()
      .map(({ path, text }) => ({ path, text: JSON.stringify(JSON.parse(text), null, 7) }));
    const [one, other] = await Promise.all([compileLaw(files, { sha256 }), compileLaw(shuffled, { sha256 })]);
    expect(other).toEqual(one);
  });

  it('has another digest when a clause that a pack names changes', async () => {
    const changed = files.map((file) =>
      file.path === CN ? { ...file, text: file.text.replace('周边加显著提示', '周边加提示') } : file,
    );
    const [one, other] = await Promise.all([
      compileLaw(files, { sha256 }),
      compileLaw(changed, { sha256, tables: 'if-present' }),
    ]);
    if (!one.ok || !other.ok) throw new Error('both should compile');
    expect(other.law.packs[0]?.digest).not.toBe(one.law.packs[0]?.digest);
    expect(other.law.packs.at(-1)?.digest).toBe(one.law.packs.at(-1)?.digest);
  });

  it('shows a person no clause that is known from memory only', async () => {
    const { law } = await loadLaw(root);
    const named = law.packs.flatMap((pack) => pack.rules.flatMap((rule) => rule.provisions));
    for (const id of named) expect([id, law.provisions[id]?.contentConfidence]).not.toEqual([id, 'memory']);
  });

  it('links to no channel that was not verified', async () => {
    const { law } = await loadLaw(root);
    for (const channel of Object.values(law.channels)) {
      if (channel.confidence === 'memory') expect([channel.id, channel.url]).toEqual([channel.id, null]);
    }
  });
});

describe('a pack is refused', () => {
  it.each<[string, string, Change, RegExp]>([
    [
      'an unknown field',
      RULE,
      (r: Json) => (r.celing = 'context'),
      /declared-synthetic-media-without-notice\.json at celing: unknown field "celing"; nearest known name: "ceiling"/,
    ],
    [
      'an unknown field inside',
      RULE,
      (r: { texts: Json }) => (r.texts.cannottell = {}),
      /at texts\.cannottell: unknown field "cannottell"; nearest known name: "cannotTell"/,
    ],
    [
      'an unknown value',
      RULE,
      (r: Json) => (r.ceiling = 'signal-without-disclosur'),
      /at ceiling: unknown value "signal-without-disclosur".*nearest known name: "signal-without-disclosure"/,
    ],
    [
      'an unknown kind of observation',
      RULE,
      (r: Json) => (r.needs = ['declarations']),
      /at needs\[0\]: unknown value.*nearest known name: "declaration"/,
    ],
    [
      'an unknown signal',
      RULE,
      (r: { appliesWhen: { all: Json[] } }) => ((r.appliesWhen.all[0] ?? {}).signal = 'file-declare'),
      /at appliesWhen\.all\[0\]\.signal: unknown signal "file-declare"; nearest known name: "file-declares"/,
    ],
    [
      'an unknown parameter',
      RULE,
      (r: { appliesWhen: { all: { params: Json }[] } }) =>
        ((r.appliesWhen.all[0]?.params ?? {}).lables = ['1']),
      /at appliesWhen\.all\[0\]\.params\.lables: unknown field "lables"; nearest known name: "labels"/,
    ],
    [
      'an unknown parameter value',
      RULE,
      (r: { appliesWhen: { all: { params: Json }[] } }) =>
        ((r.appliesWhen.all[0]?.params ?? {}).families = ['aigcc']),
      /params\.families\[0\]: unknown value "aigcc".*nearest known name: "aigc"/,
    ],
    [
      'a signal that does not fit the subject',
      RULE,
      (r: Json) => (r.subjects = ['offer']),
      /cannot be asked of a subject of kind "offer"/,
    ],
    [
      'an unknown provision',
      RULE,
      (r: { provisions: string[] }) => r.provisions.push('cn-label-measures-6-9'),
      /unknown provision "cn-label-measures-6-9"; nearest known name: "cn-label-measures-6-1"/,
    ],
    [
      'an unknown channel',
      RULE,
      (r: { remedies: string[] }) => r.remedies.push('cn-12351'),
      /unknown channel "cn-12351"; nearest known name: "cn-12315"/,
    ],
    [
      'a value no signal gives',
      RULE,
      (r: { texts: { flagged: Json } }) =>
        Object.assign(r.texts.flagged, { zh: '{statuss}', en: '{statuss}' }),
      /at texts\.flagged: no signal of this rule gives a value for \{statuss\}; nearest known name: "status"/,
    ],
    [
      'languages that name different values',
      RULE,
      (r: { texts: { flagged: Json } }) => (r.texts.flagged.en = 'no values'),
      /the two languages name different values/,
    ],
    [
      'an id that is not the file’s name',
      RULE,
      (r: Json) => (r.id = 'another-name'),
      /at id: id "another-name" is not the file's name/,
    ],
    [
      'a pack that is not its folder',
      PACK,
      (p: Json) => (p.id = 'cn-labeling'),
      /id "cn-labeling" is not the folder's name "cn-labelling"/,
    ],
    [
      'a language of tomorrow',
      PACK,
      (p: Json) => (p.language = 2),
      /at language: asks for version 2 of the rule language; this build reads up to 1/,
    ],
    ['a bad version', PACK, (p: Json) => (p.version = '1.0'), /at version/],
    [
      'a bad date',
      CN,
      (c: { provisions: Json[] }) => ((c.provisions[0] ?? {}).reviewBy = '2027-02-30'),
      /at provisions\[0\]\.reviewBy/,
    ],
    [
      'a window that ends before it starts',
      CN,
      (c: { provisions: Json[] }) => ((c.provisions[0] ?? {}).appliesTo = '2020-01-01'),
      /at provisions\[0\]\.appliesTo: 2020-01-01 is before appliesFrom/,
    ],
    [
      'a provision in another country’s file',
      CN,
      (c: { provisions: Json[] }) => ((c.provisions[0] ?? {}).jurisdiction = 'eu'),
      /"eu" is not the file's name "cn"/,
    ],
    [
      'a duplicate provision',
      CN,
      (c: { provisions: Json[] }) => c.provisions.push(c.provisions[0] ?? {}),
      /duplicate provision id "cn-label-measures-3"/,
    ],
    [
      'a draft under more than context',
      RULE,
      (r: { provisions: string[] }) => r.provisions.unshift('cn-virtual-human-draft-13'),
      /is draft, so the rule may say no more than "context"/,
    ],
    [
      'an outcome without a case',
      TABLE,
      (t: { cases: { outcome: string }[] }) =>
        (t.cases = t.cases.filter(({ outcome }) => outcome !== 'inapplicable')),
      /no case with outcome "inapplicable"/,
    ],
    [
      'an innocent explanation without a case',
      RULE,
      (r: { innocent: Json[] }) =>
        r.innocent.push({ id: 'something-else', text: { zh: '其他', en: 'Other' } }),
      /no unflagged case for the innocent explanation "something-else"/,
    ],
    [
      'an innocent case nobody explains',
      TABLE,
      (t: { cases: Json[] }) => ((t.cases[0] ?? {}).innocent = 'label-in-pixel'),
      /no innocent explanation "label-in-pixel"; nearest known name: "label-in-pixels"/,
    ],
    [
      'a case that is judged otherwise',
      TABLE,
      (t: { cases: Json[] }) => ((t.cases[0] ?? {}).outcome = 'clear'),
      /at cases\[0\].*expected clear, judged flagged/,
    ],
    [
      'a case about nothing',
      TABLE,
      (t: { cases: Json[] }) => ((t.cases[0] ?? {}).subject = 'image:nowhere'),
      /"image:nowhere" is not a subject of these observations/,
    ],
    [
      'an observation of unknown kind',
      TABLE,
      (t: { cases: { observations: Json[] }[] }) => ((t.cases[0]?.observations[0] ?? {}).kind = 'mediun'),
      /unknown type "mediun".*nearest known name: "medium"/,
    ],
    [
      'a table of no rule',
      TABLE,
      (t: Json) => (t.rule = 'declared-synthetic-media-without-notices'),
      /is not the file's name|unknown rule/,
    ],
  ])('for %s', async (_, path, change, message) => {
    expect(await refused(path, change)).toMatch(message);
  });

  it('for a rule without a table, unless it is imported without one', async () => {
    const without = files.filter(({ path }) => path !== TABLE);
    expect(await problemsOf(without)).toMatch(/has no table of cases, so nothing proves it/);
    expect(await problemsOf(without, { tables: 'if-present' })).toBe('');
  });

  it('for a rule id used by another pack', async () => {
    const rule = files.find(({ path }) => path === RULE);
    const copy = { path: RULE.replace('cn-labelling', 'cn-livestream'), text: rule?.text ?? '' };
    expect(await problemsOf([...files, copy])).toMatch(/duplicate rule id/);
  });

  it('for a rule beside no pack, a stray file, a missing lexicon, and what is not JSON', async () => {
    expect(await problemsOf(files.filter(({ path }) => path !== PACK))).toMatch(
      /no readable pack\.json beside this rule/,
    );
    expect(await problemsOf([...files, { path: 'rules/notes/todo.json', text: '{}' }])).toMatch(
      /no file of the law has its place here/,
    );
    expect(await problemsOf(files.filter(({ path }) => !path.startsWith('rules/lexicon')))).toMatch(
      /disclosure\.json: is missing/,
    );
    expect(await problemsOf([...files, { path: 'rules/channels/xx.json', text: '{"channels":' }])).toMatch(
      /xx\.json: is not JSON/,
    );
  });

  it('for size, before anything is parsed', async () => {
    expect(await problemsOf([{ path: PACK, text: ' '.repeat(LAW_BOUNDS.fileChars + 1) }])).toMatch(
      /longer than 1000000 characters/,
    );
    const many = Array.from({ length: LAW_BOUNDS.files + 1 }, (_, index) => ({
      path: `rules/channels/${index}.json`,
      text: '',
    }));
    expect(await problemsOf(many)).toMatch(/more than 2000 files/);
  });

  it('for names that every object has', async () => {
    const change = (r: { provisions: string[]; remedies: string[]; appliesWhen: { all: Json[] } }) => {
      r.provisions.push('constructor');
      r.remedies.push('constructor');
      (r.appliesWhen.all[0] ?? {}).signal = 'constructor';
    };
    const said = await refused(RULE, change as Change);
    for (const what of ['provision', 'channel', 'signal'])
      expect(said).toContain(`unknown ${what} "constructor"`);
  });
});

describe('garbage for a pack', () => {
  const runs = { numRuns: Number(process.env.MINGBIAO_FUZZ_RUNS ?? 60) };
  const places = [
    PACK,
    RULE,
    CN,
    TABLE,
    'rules/channels/cn.json',
    'rules/lexicon/disclosure.json',
    'rules/lexicon/price-wording.json',
  ];

  it('is refused and never throws', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...places), fc.oneof(fc.json(), fc.string()), async (path, text) => {
        const changed = files.map((file) => (file.path === path ? { path, text } : file));
        expect((await compileLaw(changed, { sha256 })).ok).toBe(false);
      }),
      runs,
    );
  });

  it('in one field is refused or compiles, and never throws', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...places),
        fc.nat(200),
        fc.jsonValue(),
        async (path, index, value) => {
          const changed = files.map((file) =>
            file.path === path
              ? { path, text: JSON.stringify(withOneChanged(JSON.parse(file.text) as unknown, index, value)) }
              : file,
          );
          const compiled = await compileLaw(changed, { sha256 });
          if (!compiled.ok) expect(compiled.problems.length).toBeGreaterThan(0);
        },
      ),
      { numRuns: Math.ceil(runs.numRuns / 2) },
    );
  });

  it('nested without end is refused', async () => {
    const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
    expect(await problemsOf([{ path: PACK, text: deep }])).not.toBe('');
  });
});

/** The value at the index-th place of a walk through it, replaced. */
function withOneChanged(whole: unknown, index: number, value: unknown): unknown {
  let left = index;
  const walk = (here: unknown): unknown => {
    if (left-- === 0) return value;
    if (Array.isArray(here)) return here.map(walk);
    if (typeof here !== 'object' || here === null) return here;
    return Object.fromEntries(Object.entries(here).map(([key, inner]) => [key, walk(inner)]));
  };
  return walk(whole);
}

describe('what is made from data', () => {
  it('is fresh: JSON Schemas', async () => {
    for (const [path, text] of Object.entries(schemaFiles())) {
      expect(
        JSON.parse(await readFile(resolve(root, path), 'utf8')),
        `${path}: run npm run new -- schemas`,
      ).toEqual(JSON.parse(text));
    }
  });

  it('is fresh: the table of rules in the readme', async () => {
    for (const [path, text] of Object.entries(await readmeFiles(root))) {
      const written = await readFile(resolve(root, path), 'utf8');
      expect(
        await format(written, { parser: 'markdown', printWidth: 110 }),
        'run npm run new -- readme',
      ).toBe(text);
    }
  });

  it('is what the files of the law point their editor to', () => {
    for (const { path, text } of files.filter(({ path }) =>
      /^(rules\/(packs|provisions|channels)|tests\/rules)\//.test(path),
    )) {
      const { $schema } = JSON.parse(text) as { $schema?: string };
      const target = $schema === undefined ? '' : resolve(root, path, '..', $schema);
      expect(
        Object.keys(schemaFiles()).map((name) => resolve(root, name)),
        path,
      ).toContain(target);
    }
  });
});

describe('templates', () => {
  it('of a rule are refused by the build, which names what is left to fill', async () => {
    const added = Object.entries(ruleFiles('cn-labelling', 'brand-new-rule')).map(([path, text]) => ({
      path,
      text,
    }));
    const said = await problemsOf([...files, ...added]);
    expect(said).toMatch(/brand-new-rule\.json at provisions\[0\]: unknown provision "provision-to-name"/);
    expect(said).not.toMatch(/is not JSON|unknown field|unknown signal/);
  });

  it('of a shop are an adapter that finds nothing', () => {
    const [text = ''] = Object.values(shopFiles('new-shop'));
    expect(shopSchema.safeParse(JSON.parse(text)).error).toBeUndefined();
  });
});

describe('nearest name', () => {
  it('measures by insertions, deletions and substitutions', () => {
    expect(editDistance('kitten', 'sitting')).toBe(3);
    fc.assert(
      fc.property(fc.string({ maxLength: 12 }), fc.string({ maxLength: 12 }), (a, b) => {
        expect(editDistance(a, b)).toBe(editDistance(b, a));
        expect(editDistance(a, a)).toBe(0);
      }),
    );
  });

  it('is not offered when nothing is near', () => {
    expect(nearest('zzzzzzzz', ['ceiling', 'topic'])).toBeUndefined();
  });
});

describe('canonical JSON', () => {
  it('is one text for one value, whatever the order of its keys', () => {
    expect(canonicalJson({ b: [1, { d: null, c: '值' }], a: true })).toBe(
      '{"a":true,"b":[1,{"c":"值","d":null}]}',
    );
    fc.assert(
      fc.property(fc.dictionary(fc.string({ maxLength: 5 }), fc.jsonValue()), (value) => {
        const turned = Object.fromEntries(Object.entries(value).reverse());
        expect(canonicalJson(turned)).toBe(canonicalJson(value));
      }),
      { numRuns: 100 },
    );
  });
});
