/**
 * `npm run -s judge -- [--json] [--date YYYY-MM-DD] [--jurisdiction cn,eu,…] OBSERVATIONS.json`: the engine
 * alone, over stored observations. Reads an array, an object with `observations` (a case, the answer of
 * `scan`), or JSON Lines of such objects. Exit 0 when it answered, 2 when the input is not usable.
 */
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { observationSchema, type Observation } from '../../components/model/observation';
import type { Finding } from '../../components/model/finding';
import { fillText } from '../../components/judge/fill-text';
import { judge } from '../../components/judge/judge';
import type { Law } from '../../rules/language';
import { loadLaw } from '../../rules/load';
import { issueProblems, sentence } from '../../rules/problems';

const USAGE = 'usage: judge [--json] [--date YYYY-MM-DD] [--jurisdiction cn,eu,…] OBSERVATIONS.json';
const MOST_PROBLEMS = 20;

export interface JudgeArguments {
  readonly isJson: boolean;
  readonly date: string | null;
  readonly jurisdictions: readonly string[] | null;
  readonly file: string;
}

class UsageError extends Error {}

export function readArguments(given: readonly string[]): JudgeArguments {
  let isJson = false;
  let date: string | null = null;
  let jurisdictions: string[] | null = null;
  const files: string[] = [];
  for (let index = 0; index < given.length; index++) {
    const argument = given[index] ?? '';
    const [name = '', inline] = argument.startsWith('--') ? argument.split('=', 2) : [argument];
    const value = () => inline ?? given[++index] ?? '';
    if (name === '--json') isJson = true;
    else if (name === '--date') date = checkedDate(value());
    else if (name === '--jurisdiction')
      jurisdictions = value()
        .split(',')
        .map((part) => part.trim())
        .filter(Boolean);
    else if (name.startsWith('--')) throw new UsageError(`unknown option ${name}\n${USAGE}`);
    else files.push(argument);
  }
  const [file] = files;
  if (file === undefined || files.length > 1) throw new UsageError(USAGE);
  return { isJson, date, jurisdictions, file };
}

function checkedDate(given: string): string {
  const time = Date.parse(`${given}T00:00:00Z`);
  const isDay =
    /^\d{4}-\d{2}-\d{2}$/.test(given) &&
    !Number.isNaN(time) &&
    new Date(time).toISOString().startsWith(given);
  if (!isDay) throw new UsageError(`--date takes a day as YYYY-MM-DD, not "${given}"`);
  return given;
}

/** Sets of observations in a text, one for each page; each is judged by itself, because numbers begin anew. */
export function readObservations(file: string, text: string): Observation[][] {
  const documents = parseDocuments(file, text);
  const problems: string[] = [];
  const sets = documents.map(({ value, at }) => {
    const { list, path } = observationsIn(value, file, at);
    return list.flatMap((entry, index) => {
      const parsed = observationSchema.safeParse(entry);
      if (parsed.success) return [parsed.data];
      problems.push(
        ...issueProblems(file, [...path, index], observationSchema, entry, parsed.error).map(sentence),
      );
      return [];
    });
  });
  if (problems.length === 0) return sets;
  const more = problems.length > MOST_PROBLEMS ? `\n… and ${problems.length - MOST_PROBLEMS} more` : '';
  throw new UsageError(problems.slice(0, MOST_PROBLEMS).join('\n') + more);
}

type Document = { value: unknown; at: string | null };

function parseDocuments(file: string, text: string): Document[] {
  const whole = parse(text);
  if (whole.ok) return [{ value: whole.value, at: null }];
  const lines = text
    .split('\n')
    .map((line, index) => ({ line: line.trim(), number: index + 1 }))
    .filter(({ line }) => line !== '');
  if (lines.length < 2) throw new UsageError(`${file}: is not JSON: ${whole.detail}`);
  return lines.map(({ line, number }) => {
    const parsed = parse(line);
    if (!parsed.ok) throw new UsageError(`${file} line ${number}: is not JSON: ${parsed.detail}`);
    return { value: parsed.value, at: `line ${number}` };
  });
}

function parse(text: string): { ok: true; value: unknown } | { ok: false; detail: string } {
  try {
    return { ok: true, value: JSON.parse(text) as unknown };
  } catch (error) {
    return { ok: false, detail: error instanceof Error ? error.message : 'unreadable' };
  }
}

function observationsIn(
  value: unknown,
  file: string,
  at: string | null,
): { list: unknown[]; path: PropertyKey[] } {
  const place: PropertyKey[] = at === null ? [] : [at];
  if (Array.isArray(value)) return { list: value, path: place };
  if (typeof value === 'object' && value !== null) {
    // JSON Lines may also hold one observation a line.
    if ('kind' in value && 'subject' in value) return { list: [value], path: place };
    if ('observations' in value && Array.isArray(value.observations)) {
      return { list: value.observations, path: [...place, 'observations'] };
    }
  }
  throw new UsageError(
    `${file}${at === null ? '' : ` ${at}`}: neither a list of observations nor an object with "observations"`,
  );
}

/** Findings of every set; the day is that of the latest observation in it unless one is given. */
export function judgeSets(
  sets: readonly (readonly Observation[])[],
  law: Law,
  { date, jurisdictions }: Pick<JudgeArguments, 'date' | 'jurisdictions'>,
): Finding[] {
  const all = law.packs.map(({ jurisdiction }) => jurisdiction);
  return sets.flatMap((observations) => {
    const lastSeen = observations
      .map(({ seenAt }) => seenAt.slice(0, 10))
      .sort()
      .at(-1);
    const day = date ?? lastSeen;
    return day === undefined
      ? []
      : judge(observations, law, { date: day, jurisdictions: jurisdictions ?? all });
  });
}

/** Sets that are one observation each belong to one page: put together again. */
function joined(sets: Observation[][]): Observation[][] {
  return sets.length > 1 && sets.every((set) => set.length === 1) ? [sets.flat()] : sets;
}

function readable(findings: readonly Finding[], law: Law): string {
  const rules = new Map(law.packs.flatMap((pack) => pack.rules.map((rule) => [rule.id, rule])));
  const order: readonly Finding['outcome'][] = ['flagged', 'cannot-tell', 'clear'];
  const lines = order.flatMap((outcome) =>
    findings
      .filter((finding) => finding.outcome === outcome)
      .map((finding) => {
        const texts = rules.get(finding.rule)?.texts;
        const text =
          outcome === 'flagged' ? texts?.flagged : outcome === 'clear' ? texts?.clear : texts?.cannotTell;
        const said = text ? fillText(text, finding.values) : { zh: '', en: '' };
        const why = outcome === 'cannot-tell' ? `\n    ${finding.reasons.join(', ')}` : '';
        return `${outcome.padEnd(12)} ${finding.subject}  ${finding.rule} (${finding.ceiling}${finding.certainty ? `, ${finding.certainty}` : ''})\n    ${said.zh}\n    ${said.en}${why}`;
      }),
  );
  const count = (outcome: Finding['outcome']) =>
    findings.filter((finding) => finding.outcome === outcome).length;
  const sum = [...order, 'inapplicable' as const].map((outcome) => `${count(outcome)} ${outcome}`).join(', ');
  return `${[...lines, sum].join('\n')}\n`;
}

async function main(root: string, given: readonly string[]): Promise<void> {
  const wanted = readArguments(given);
  const text = await readFile(wanted.file, 'utf8').catch((error: unknown) => {
    throw new UsageError(
      `${wanted.file}: cannot be read: ${error instanceof Error ? error.message : String(error)}`,
    );
  });
  const { law } = await loadLaw(root);
  const findings = judgeSets(joined(readObservations(wanted.file, text)), law, wanted);
  if (wanted.isJson) process.stdout.write(findings.map((finding) => `${JSON.stringify(finding)}\n`).join(''));
  else process.stdout.write(readable(findings, law));
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const root = process.env.MINGBIAO_ROOT ?? resolve(import.meta.dirname, '..', '..');
  await main(root, process.argv.slice(2)).catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 2;
  });
}
