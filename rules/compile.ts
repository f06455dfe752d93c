/**
 * Turns the files of the law into one value the judge can use, or says everything that is wrong with them.
 * Pure: files come in as text, the digest is given, so the build, the tests and an import in the browser are
 * the same code. A pack with one thing unknown in it is refused whole.
 */
import type { z } from '../components/model/zod';
import { SIGNALS, type SignalId } from '../components/model/signal';
import { formProblems, repeated, ruleProblems, tableProblems, type Known } from './check';
import {
  LANGUAGE_VERSION,
  type Ask,
  type Channel,
  type CompiledPack,
  type Condition,
  type Form,
  type Forms,
  type Law,
  type Lexicon,
  type Pack,
  type PriceLexicon,
  type Provision,
  type Rule,
  type RuleCases,
} from './language';
import { nearest } from './nearest';
import { packDigest } from './pack-digest';
import { problem, schemaProblems, type Problem } from './problems';
import { FILE_SCHEMAS, type FileKind } from './schemas';

export interface LawFile {
  /** From the root of the project, with forward slashes: `rules/packs/cn-labelling/pack.json`. */
  readonly path: string;
  readonly text: string;
}

export type Compiled =
  | { ok: true; law: Law; forms: Forms; lexicon: Lexicon; priceLexicon: PriceLexicon }
  | { ok: false; problems: Problem[] };

export interface CompileOptions {
  /** Hex SHA-256 of a text in UTF-8. */
  readonly sha256: (text: string) => string | Promise<string>;
  /** `required`: a rule without its table is refused. `if-present`: for imported packs. */
  readonly tables?: 'required' | 'if-present';
}

/** Ours: far above what the largest pack needs, far below what would hold up a browser. */
export const LAW_BOUNDS = {
  files: 2_000,
  fileChars: 1_000_000,
  allChars: 20_000_000,
  rulesPerPack: 200,
  packs: 64,
  problems: 500,
} as const;

/** Compiles the law. Never throws on bad files: the answer lists every problem with file, place and nearest name. */
export async function compileLaw(files: readonly LawFile[], options: CompileOptions): Promise<Compiled> {
  const bounds = boundProblems(files);
  if (bounds.length > 0) return { ok: false, problems: bounds };

  const read = readFiles(files);
  const { problems } = read;
  const provisions = byId(read.provisions, 'provision', problems);
  const channels = byId(read.channels, 'channel', problems);
  const known: Known = { provisions, channels };
  const packs = assemble(read, problems);
  for (const { pack, rules } of packs) {
    for (const { file, value } of rules) problems.push(...ruleProblems(file, value, known));
    if (rules.length === 0) problems.push(problem(pack.file, '', `pack "${pack.value.id}" has no rules`));
    if (rules.length > LAW_BOUNDS.rulesPerPack) {
      problems.push(problem(pack.file, '', `more than ${LAW_BOUNDS.rulesPerPack} rules in one pack`));
    }
  }
  if (packs.length > LAW_BOUNDS.packs)
    problems.push(problem('rules/packs', '', `more than ${LAW_BOUNDS.packs} packs`));
  const lexicon = only(read.lexicons, 'rules/lexicon/disclosure.json', packs.length > 0, problems);
  const priceLexicon = only(
    read.priceLexicons,
    'rules/lexicon/price-wording.json',
    packs.length > 0,
    problems,
  );
  if (problems.length > 0) return refused(problems);

  const law: Law = {
    language: LANGUAGE_VERSION,
    packs: await Promise.all(packs.map((whole) => compilePack(whole, provisions, options.sha256))),
    provisions: Object.fromEntries(provisions),
    channels: Object.fromEntries(channels),
  };
  const forms: Forms = {
    forms: Object.fromEntries(read.forms.map(({ value }) => [value.channel, value])),
    says: Object.fromEntries(read.says.map(({ value }) => [value.rule, { ko: value.ko }])),
  };
  problems.push(...formProblems(read.forms, read.says, law, options.tables ?? 'required'));
  problems.push(...proofProblems(read.tables, packs, law, options.tables ?? 'required'));
  if (problems.length > 0) return refused(problems);
  return {
    ok: true,
    law,
    forms,
    lexicon: lexicon ?? EMPTY_LEXICON,
    priceLexicon: priceLexicon ?? EMPTY_PRICE_LEXICON,
  };
}

interface From<T> {
  readonly file: string;
  readonly at: readonly PropertyKey[];
  readonly value: T;
}

interface ReadFiles {
  readonly problems: Problem[];
  readonly packs: From<Pack>[];
  readonly rules: From<Rule>[];
  readonly provisions: From<Provision>[];
  readonly channels: From<Channel>[];
  readonly forms: From<Form>[];
  readonly says: From<{ rule: string; ko: string }>[];
  readonly tables: From<RuleCases>[];
  readonly lexicons: From<Lexicon>[];
  readonly priceLexicons: From<PriceLexicon>[];
}

interface WholePack {
  readonly pack: From<Pack>;
  readonly rules: readonly From<Rule>[];
}

function boundProblems(files: readonly LawFile[]): Problem[] {
  if (files.length > LAW_BOUNDS.files) return [problem('rules', '', `more than ${LAW_BOUNDS.files} files`)];
  const long = files.filter(({ text }) => text.length > LAW_BOUNDS.fileChars);
  if (long.length > 0)
    return long.map(({ path }) => problem(path, '', `longer than ${LAW_BOUNDS.fileChars} characters`));
  const all = files.reduce((sum, { text }) => sum + text.length, 0);
  return all > LAW_BOUNDS.allChars
    ? [problem('rules', '', `longer than ${LAW_BOUNDS.allChars} characters together`)]
    : [];
}

/** Every file parsed by the schema of its place; what does not parse becomes problems and is left out. */
function readFiles(files: readonly LawFile[]): ReadFiles {
  const read: ReadFiles = {
    problems: [],
    packs: [],
    rules: [],
    provisions: [],
    channels: [],
    forms: [],
    says: [],
    tables: [],
    lexicons: [],
    priceLexicons: [],
  };
  for (const file of [...files].sort((a, b) => (a.path < b.path ? -1 : 1))) {
    const kind = kindOf(file.path);
    if (kind === null) {
      read.problems.push(problem(file.path, '', 'no file of the law has its place here'));
      continue;
    }
    readFile(file, kind, read);
  }
  return read;
}

function readFile(file: LawFile, kind: FileKind, read: ReadFiles): void {
  const { path } = file;
  const name = path.slice(path.lastIndexOf('/') + 1, -'.json'.length);
  const refuseName = (id: string) => {
    if (id !== name) read.problems.push(problem(path, 'id', `id "${id}" is not the file's name "${name}"`));
  };
  const parse = <K extends FileKind>(wanted: K) => parsed(file, wanted, read.problems);
  switch (kind) {
    case 'pack': {
      const value = parse('pack');
      if (!value) return;
      const folder = path.split('/').at(-2) ?? '';
      if (value.id !== folder)
        read.problems.push(problem(path, 'id', `id "${value.id}" is not the folder's name "${folder}"`));
      read.packs.push({ file: path, at: [], value });
      return;
    }
    case 'rule': {
      const value = parse('rule');
      if (!value) return;
      refuseName(value.id);
      read.rules.push({ file: path, at: [], value });
      return;
    }
    case 'provisions':
      parse('provisions')?.provisions.forEach((value, index) => {
        const at = ['provisions', index];
        refuseJurisdiction(path, name, at, value.jurisdiction, read.problems);
        if (value.appliesFrom !== null && value.appliesTo !== null && value.appliesTo < value.appliesFrom) {
          read.problems.push(
            problem(
              path,
              [...at, 'appliesTo'],
              `${value.appliesTo} is before appliesFrom ${value.appliesFrom}`,
            ),
          );
        }
        read.provisions.push({ file: path, at, value });
      });
      return;
    case 'channels':
      parse('channels')?.channels.forEach((value, index) => {
        refuseJurisdiction(path, name, ['channels', index], value.jurisdiction, read.problems);
        read.channels.push({ file: path, at: ['channels', index], value });
      });
      return;
    case 'forms': {
      const value = parse('forms');
      if (!value) return;
      value.forms.forEach((form, index) => {
        read.forms.push({ file: path, at: ['forms', index], value: form });
      });
      for (const [rule, { ko }] of Object.entries(value.says ?? {}))
        read.says.push({ file: path, at: ['says', rule], value: { rule, ko } });
      return;
    }
    case 'rule-cases': {
      const value = parse('rule-cases');
      if (!value) return;
      if (value.rule !== name)
        read.problems.push(problem(path, 'rule', `"${value.rule}" is not the file's name "${name}"`));
      read.tables.push({ file: path, at: [], value });
      return;
    }
    case 'lexicon': {
      const value = parse('lexicon');
      if (value) read.lexicons.push({ file: path, at: [], value });
      return;
    }
    case 'price-lexicon': {
      const value = parse('price-lexicon');
      if (value) read.priceLexicons.push({ file: path, at: [], value });
    }
  }
}

function refuseJurisdiction(
  file: string,
  name: string,
  at: PropertyKey[],
  given: string,
  problems: Problem[],
): void {
  if (given !== name)
    problems.push(problem(file, [...at, 'jurisdiction'], `"${given}" is not the file's name "${name}"`));
}

const PLACES: readonly [RegExp, FileKind][] = [
  [/^rules\/packs\/[^/]+\/pack\.json$/, 'pack'],
  [/^rules\/packs\/[^/]+\/[^/]+\.json$/, 'rule'],
  [/^rules\/provisions\/[^/]+\.json$/, 'provisions'],
  [/^rules\/channels\/[^/]+\.json$/, 'channels'],
  [/^rules\/channels\/forms\/[^/]+\.json$/, 'forms'],
  [/^tests\/rules\/[^/]+\.json$/, 'rule-cases'],
  [/^rules\/lexicon\/disclosure\.json$/, 'lexicon'],
  [/^rules\/lexicon\/price-wording\.json$/, 'price-lexicon'],
];

function kindOf(path: string): FileKind | null {
  return PLACES.find(([place]) => place.test(path))?.[1] ?? null;
}

type FileOf<K extends FileKind> = z.infer<(typeof FILE_SCHEMAS)[K]>;

function parsed<K extends FileKind>(file: LawFile, kind: K, problems: Problem[]): FileOf<K> | null {
  const json = parsedJson(file, problems);
  if (json === undefined) return null;
  const language = kind === 'pack' ? languageOf(json) : null;
  if (language !== null && language > LANGUAGE_VERSION) {
    const message = `asks for version ${language} of the rule language; this build reads up to ${LANGUAGE_VERSION}`;
    problems.push(problem(file.path, 'language', message));
    return null;
  }
  const result = FILE_SCHEMAS[kind].safeParse(json);
  if (result.success) return result.data as FileOf<K>;
  problems.push(...schemaProblems(file.path, kind, json, result.error));
  return null;
}

function parsedJson(file: LawFile, problems: Problem[]): unknown {
  try {
    return JSON.parse(file.text) as unknown;
  } catch (error) {
    const detail = error instanceof Error ? error.message.slice(0, 200) : 'cannot be read';
    problems.push(problem(file.path, '', `is not JSON: ${detail}`));
    return undefined;
  }
}

function languageOf(json: unknown): number | null {
  if (typeof json !== 'object' || json === null || !('language' in json)) return null;
  return typeof json.language === 'number' ? json.language : null;
}

function byId<T extends { id: string }>(
  list: readonly From<T>[],
  what: string,
  problems: Problem[],
): Map<string, T> {
  const known = new Map<string, T>();
  for (const { file, at, value } of list) {
    if (known.has(value.id))
      problems.push(problem(file, [...at, 'id'], `duplicate ${what} id "${value.id}"`));
    else known.set(value.id, value);
  }
  return known;
}

/** Packs with their rules, in the order of their ids. A rule's id is unique over all packs: it names its table. */
function assemble(read: ReadFiles, problems: Problem[]): WholePack[] {
  byId(read.packs, 'pack', problems);
  byId(read.rules, 'rule', problems);
  const folderOf = (file: string) => file.slice(0, file.lastIndexOf('/'));
  const folders = read.packs.map(({ file }) => folderOf(file));
  for (const { file } of read.rules) {
    if (!folders.includes(folderOf(file)))
      problems.push(problem(file, '', 'there is no readable pack.json beside this rule'));
  }
  return [...read.packs]
    .sort((a, b) => (a.value.id < b.value.id ? -1 : 1))
    .map((pack) => ({
      pack,
      rules: read.rules
        .filter(({ file }) => folderOf(file) === folderOf(pack.file))
        .sort((a, b) => (a.value.id < b.value.id ? -1 : 1)),
    }));
}

async function compilePack(
  { pack, rules }: WholePack,
  provisions: ReadonlyMap<string, Provision>,
  sha256: CompileOptions['sha256'],
): Promise<CompiledPack> {
  const { $schema: _, ...head } = pack.value;
  const whole = rules.map(({ value }) => withParams(value));
  const digest = await packDigest({ ...head, rules: whole }, (id) => provisions.get(id), sha256);
  return { ...head, digest, rules: whole };
}

/** The rule with every signal's parameters as its schema reads them, and without the editor's hint. */
function withParams({ $schema: _, ...rule }: Rule): Rule {
  const put = (ask: Ask): Ask => ({
    signal: ask.signal,
    params: SIGNALS[ask.signal as SignalId].params.parse(ask.params ?? {}) as Record<string, unknown>,
  });
  const condition = ({ all, any, none }: Condition): Condition => ({
    ...(all ? { all: all.map(put) } : {}),
    ...(any ? { any: any.map(put) } : {}),
    ...(none ? { none: none.map(put) } : {}),
  });
  return { ...rule, appliesWhen: condition(rule.appliesWhen), flagsWhen: condition(rule.flagsWhen) };
}

function proofProblems(
  tables: readonly From<RuleCases>[],
  packs: readonly WholePack[],
  law: Law,
  wanted: 'required' | 'if-present',
): Problem[] {
  const problems: Problem[] = [];
  const rules = new Set(packs.flatMap(({ rules: own }) => own.map(({ value }) => value.id)));
  const byRule = new Map(tables.map((table) => [table.value.rule, table]));
  for (const { file, value } of tables) {
    if (!rules.has(value.rule))
      problems.push(problem(file, 'rule', `unknown rule "${value.rule}"`, nearest(value.rule, rules)));
  }
  for (const pack of law.packs) {
    for (const rule of pack.rules) {
      const table = byRule.get(rule.id);
      if (table) problems.push(...tableProblems(table.file, table.value, rule, pack, law));
      else if (wanted === 'required') {
        problems.push(
          problem(
            `tests/rules/${rule.id}.json`,
            '',
            `rule "${rule.id}" has no table of cases, so nothing proves it`,
          ),
        );
      }
    }
  }
  const twice = repeated(tables.map(({ value }) => value.rule));
  if (twice) problems.push(problem('tests/rules', '', `two tables for rule "${twice}"`));
  return problems;
}

function only<T>(list: readonly From<T>[], path: string, isNeeded: boolean, problems: Problem[]): T | null {
  if (list.length === 0 && isNeeded) problems.push(problem(path, '', 'is missing, and packs rest on it'));
  return list[0]?.value ?? null;
}

function refused(problems: readonly Problem[]): Compiled {
  return { ok: false, problems: problems.slice(0, LAW_BOUNDS.problems) };
}

const NO_TEXT = { zh: '空', en: 'empty' };
const EMPTY_LEXICON: Lexicon = {
  id: 'disclosure',
  about: NO_TEXT,
  elements: { ai: {}, generation: {}, 'digital-human': {} },
  negations: {},
  realShot: {},
  traps: {},
  offers: {},
  status: { 属于: ['属于'], 可能为: ['可能为'], 疑似: ['疑似'] },
  phrases: [],
  longest: { cjk: 24, latin: 60 },
};
const EMPTY_PRICE_LEXICON: PriceLexicon = { id: 'price-wording', about: NO_TEXT, entries: [] };
