/**
 * `npm run new -- …`: writes every file of a rule, a signal or a shop from a template, so that the build then
 * names what is left to fill; and writes anew what is made from data (JSON Schemas, the table of rules, the
 * lists of trust anchors).
 */
import { createHash } from 'node:crypto';
import { access, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { format } from 'prettier';
import { trustListSchema, type TrustList } from '../../components/model/trust';
import { toBase64 } from '../../components/model/base64';
import { anchorFacts } from '../../components/provenance/c2pa/certificate';
import { loadLaw } from '../../rules/load';
import { jsonSchemas } from '../../rules/schemas';
import { ruleTable, withTable } from '../../rules/table';

const USAGE = `usage: npm run new -- rule <pack> <rule-id>
       npm run new -- signal <signal-id>
       npm run new -- shop <shop-id>
       npm run new -- trust-list <list-id> <signers|time-stamps> <YYYY-MM-DD> <https address> FILE.pem…
                                   (rules/trust/<list-id>.json from the publisher's certificates of that day)
       npm run new -- schemas      (rules/schema/*.json from the grammar)
       npm run new -- readme       (the table of rules in rules/README.md)`;

const ID = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const TO_FILL = { zh: '待填', en: 'to be filled in' };

type Files = Record<string, string>;

/** Files of a new rule: the rule itself and a table that does not prove it yet. */
export function ruleFiles(pack: string, id: string): Files {
  const rule = {
    $schema: '../../schema/rule.schema.json',
    id,
    topic: 'ai-media',
    subjects: ['image'],
    title: TO_FILL,
    provisions: ['provision-to-name'],
    needs: ['declaration'],
    ceiling: 'context',
    certainty: 'file',
    badge: 'none',
    appliesWhen: { all: [{ signal: 'medium-role', params: { roles: ['product'] } }] },
    flagsWhen: { all: [{ signal: 'file-declares', params: { declared: ['generated'] } }] },
    texts: { flagged: TO_FILL, clear: TO_FILL, cannotTell: TO_FILL },
    innocent: [{ id: 'explanation-to-name', text: TO_FILL }],
    remedies: [],
  };
  const cases = (['flagged', 'clear', 'cannot-tell', 'inapplicable'] as const).map((outcome) => ({
    name: `to be filled in: ${outcome}`,
    outcome,
    subject: 'image:a',
    observations: [],
  }));
  return {
    [`rules/packs/${pack}/${id}.json`]: printed(rule),
    [`tests/rules/${id}.json`]: printed({
      $schema: '../../rules/schema/rule-cases.schema.json',
      rule: id,
      cases,
    }),
  };
}

/** Files of a new signal. What is left: its line in the catalogue (model/signal.ts) and in judge/signals.ts. */
export function signalFiles(id: string): Files {
  const source = `import type { SubjectFacts } from '../facts';
import { unknown, type Answered } from '../answered';

/** Names of the values this signal can give to a rule's texts. */
export const values = [] as const;

/** What does it ask? Unknown when what it rests on was not seen. */
export function answer(_facts: SubjectFacts): Answered {
  return unknown('not-written-yet');
}
`;
  const test = `import { describe, expect, it } from 'vitest';
import { indexFacts } from '../../../../components/judge/facts';
import { answer } from '../../../../components/judge/signals/${id}';

describe('${id}', () => {
  it('answers yes when …', () => {
    const [subject] = indexFacts([]).subjects;
    expect(subject && answer(subject).answer).toBe('yes');
  });
});
`;
  return {
    [`components/judge/signals/${id}.ts`]: source,
    [`tests/unit/judge/signals/${id}.test.ts`]: test,
  };
}

/** Files of a new shop: an adapter that finds nothing yet, because an absent place is absent and never guessed. */
export function shopFiles(id: string): Files {
  const shop = {
    id,
    name: { zh: id, en: id },
    pageHosts: [`www.${id}.example`],
    mediaHosts: [],
    country: null,
    currency: null,
    addresses: {},
    notes: 'To be filled in: hosts, how addresses name a product, and where things are.',
  };
  return {
    [`components/shops/${id}/shop.json`]: printed(shop),
    [`tests/pages/${id}/first-page/notes.md`]: `# ${id}\n\nWhere this page came from, and what it must and must not show.\n`,
  };
}

/**
 * The facts about each authority in PEM texts, in their order, each certificate once (RFC 5914 TrustAnchorInfo).
 * Throws for a certificate that may not vouch for others: a list that holds one was misread.
 */
export function anchorsFrom(pems: readonly string[]): TrustList['anchors'] {
  const blocks = pems.flatMap((pem) => [...pem.matchAll(/-----BEGIN CERTIFICATE-----([^-]+)-----END/g)]);
  const anchors = new Map<string, TrustList['anchors'][number]>();
  for (const [at, block] of blocks.entries()) {
    const certificate = new Uint8Array(Buffer.from(block[1] ?? '', 'base64'));
    const facts = anchorFacts(certificate);
    if (!facts) throw new Error(`certificate ${String(at + 1)} is not one of an authority`);
    const certificateSha256 = createHash('sha256').update(certificate).digest('hex');
    anchors.set(certificateSha256, {
      name: facts.name,
      subject: toBase64(facts.subject),
      publicKey: toBase64(facts.publicKey),
      keyId: facts.keyId && Buffer.from(facts.keyId).toString('hex'),
      notBefore: facts.notBefore,
      notAfter: facts.notAfter,
      certificateSha256,
    });
  }
  return [...anchors.values()];
}

/** A list of trust anchors; the title of the one that is there already is kept. */
export async function trustListFiles(root: string, args: readonly string[]): Promise<Files> {
  const [wanted, purpose, asOf, publishedAt, ...pems] = args;
  const id = checkedId(wanted, 'the id of the list');
  const path = `rules/trust/${id}.json`;
  const before = (await isThere(join(root, path)))
    ? trustListSchema.parse(JSON.parse(await readFile(join(root, path), 'utf8')))
    : null;
  const list = trustListSchema.safeParse({
    $schema: '../schema/trust-list.schema.json',
    id,
    title: before?.title ?? TO_FILL,
    purpose,
    publishedAt,
    asOf,
    anchors: anchorsFrom(await Promise.all(pems.map((pem) => readFile(pem, 'utf8')))),
  });
  if (!list.success) throw new Error(`${list.error.message}\n${USAGE}`);
  return { [path]: printed(list.data) };
}

/** The JSON Schemas of every kind of file of the law, as text. */
export function schemaFiles(): Files {
  return Object.fromEntries(
    Object.entries(jsonSchemas()).map(([name, schema]) => [`rules/schema/${name}`, printed(schema)]),
  );
}

function printed(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

async function write(root: string, files: Files, mayReplace: boolean): Promise<string[]> {
  for (const path of Object.keys(files)) {
    if (!mayReplace && (await isThere(join(root, path))))
      throw new Error(`${path} is already there; nothing was written`);
  }
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
  return Object.keys(files);
}

function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

/** rules/README.md with its table of rules made anew. */
export async function readmeFiles(root: string): Promise<Files> {
  const path = 'rules/README.md';
  const { law } = await loadLaw(root);
  const text = withTable(await readFile(join(root, path), 'utf8'), ruleTable(law));
  if (text === null) throw new Error(`${path}: the two markers of the table are not both there`);
  return { [path]: await format(text, { parser: 'markdown', printWidth: 110, singleQuote: true }) };
}

function checkedId(id: string | undefined, what: string): string {
  if (id === undefined) throw new Error(`${what} is missing\n${USAGE}`);
  if (!ID.test(id)) throw new Error(`"${id}" is no id: lower-case words joined by hyphens`);
  return id;
}

async function main(root: string, [what, ...rest]: readonly string[]): Promise<void> {
  const [first, second] = rest;
  switch (what) {
    case 'rule': {
      const pack = checkedId(first, 'the pack');
      if (!(await isThere(join(root, 'rules/packs', pack, 'pack.json'))))
        throw new Error(`there is no pack "${pack}"`);
      return report(await write(root, ruleFiles(pack, checkedId(second, 'the rule’s id')), false), 'rule');
    }
    case 'signal':
      return report(await write(root, signalFiles(checkedId(first, 'the signal’s id')), false), 'signal');
    case 'shop':
      return report(await write(root, shopFiles(checkedId(first, 'the shop’s id')), false), 'shop');
    case 'trust-list':
      return report(await write(root, await trustListFiles(root, rest), true), 'data');
    case 'schemas':
      return report(await write(root, schemaFiles(), true), 'data');
    case 'readme':
      return report(await write(root, await readmeFiles(root), true), 'data');
    case undefined:
    default:
      throw new Error(USAGE);
  }
}

const LEFT: Readonly<Record<string, string>> = {
  rule: 'Fill both, then run `npm run build`: it names what is still missing.',
  signal:
    'Add its line to components/model/signal.ts and components/judge/signals.ts; `npm run typecheck` names the places.',
  shop: 'Fill in the hosts and places, then add stored pages below tests/pages/.',
  data: 'Made from data; do not edit by hand.',
};

function report(paths: readonly string[], what: string): void {
  process.stdout.write(`${paths.map((path) => `wrote ${path}`).join('\n')}\n${LEFT[what] ?? ''}\n`);
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const root = process.env.MINGBIAO_ROOT ?? resolve(import.meta.dirname, '..', '..');
  await main(root, process.argv.slice(2)).catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 2;
  });
}
