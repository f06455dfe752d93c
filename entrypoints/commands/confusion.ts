/** `inspect --against LIST.json`: what the reader says of files with known answers, as confusion tables. */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { C2pa, FileStatement } from '../../components/model/observation';

export interface Known {
  /** Path of the file, the folder of the list before it. */
  path: string;
  file: string;
  declared: string;
  /** Other answers that would be right too. */
  alsoAcceptable: readonly string[];
  mechanisms: readonly string[];
  /** State of its C2PA manifest; null where the list does not say. */
  c2pa: string | null;
}

export interface Difference {
  file: string;
  what: 'declared' | 'c2pa' | 'mechanisms';
  list: string;
  reader: string;
}

export interface Confusion {
  files: number;
  /** Rows: what the list says; columns: what the reader says; counts of files. */
  declared: Record<string, Record<string, number>>;
  c2pa: Record<string, Record<string, number>>;
  /** Mechanisms of the list that were found, missed, and found though the list has none of them. */
  mechanisms: { found: number; missed: number; added: number };
  differences: Difference[];
}

/**
 * The files of a list: JSON with `files`, each with `file` (a path from the folder of the list) and `expected`
 * (`declared`, `mechanisms`, and where they are known `alsoAcceptable` and `c2pa`). Throws a sentence for anything else.
 */
export function readKnown(list: string): Known[] {
  const value = JSON.parse(readFileSync(list, 'utf8')) as { files?: unknown };
  if (!Array.isArray(value.files)) throw new Error(`${list}: no list of files`);
  return value.files.map((row: { file?: unknown; expected?: Partial<Record<keyof Known, unknown>> }) => {
    const { file, expected } = row;
    if (typeof file !== 'string' || typeof expected?.declared !== 'string')
      throw new Error(`${list}: an entry without a file or without what it declares`);
    return {
      path: join(dirname(list), file),
      file,
      declared: expected.declared,
      alsoAcceptable: texts(expected.alsoAcceptable),
      mechanisms: texts(expected.mechanisms),
      c2pa: typeof expected.c2pa === 'string' ? expected.c2pa : null,
    };
  });
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}

/** Counts what the reader says of each file against the list; `c2pa` is the state also of a file without a manifest. */
export function confusionOf(
  answers: readonly { known: Known; statement: FileStatement; c2pa: C2pa['state'] }[],
): Confusion {
  const confusion: Confusion = {
    files: answers.length,
    declared: {},
    c2pa: {},
    mechanisms: { found: 0, missed: 0, added: 0 },
    differences: [],
  };
  for (const { known, statement, c2pa } of answers) {
    const { file } = known;
    count(confusion.declared, known.declared, statement.declared);
    if (known.declared !== statement.declared && !known.alsoAcceptable.includes(statement.declared))
      confusion.differences.push({
        file,
        what: 'declared',
        list: known.declared,
        reader: statement.declared,
      });
    if (known.c2pa !== null) {
      count(confusion.c2pa, known.c2pa, c2pa);
      if (known.c2pa !== c2pa)
        confusion.differences.push({ file, what: 'c2pa', list: known.c2pa, reader: c2pa });
    }
    const ids = statement.mechanisms.map(({ id }) => id);
    const missed = known.mechanisms.filter((id) => !ids.includes(id));
    const added = ids.filter((id) => !known.mechanisms.includes(id));
    confusion.mechanisms.found += known.mechanisms.length - missed.length;
    confusion.mechanisms.missed += missed.length;
    confusion.mechanisms.added += added.length;
    if (missed.length + added.length > 0)
      confusion.differences.push({
        file,
        what: 'mechanisms',
        list: missed.join(', ') || 'none of these',
        reader: added.join(', ') || 'not found',
      });
  }
  return confusion;
}

function count(table: Record<string, Record<string, number>>, row: string, column: string): void {
  const counts = (table[row] ??= {});
  counts[column] = (counts[column] ?? 0) + 1;
}

/** The tables as text, and a line for each difference. */
export function printedConfusion({ files, declared, c2pa, mechanisms, differences }: Confusion): string {
  const { found, missed, added } = mechanisms;
  return [
    `${String(files)} files`,
    '',
    ...tableOf('declared', declared),
    '',
    ...(Object.keys(c2pa).length > 0 ? [...tableOf('C2PA', c2pa), ''] : []),
    `mechanisms of the list: ${String(found)} found, ${String(missed)} not found; ${String(added)} more found`,
    ...differences.map(
      ({ file, what, list, reader }) => `  differs: ${file}, ${what}: list ${list}, reader ${reader}`,
    ),
  ].join('\n');
}

function tableOf(title: string, table: Record<string, Record<string, number>>): string[] {
  const rows = Object.keys(table).sort();
  const columns = [...new Set(Object.values(table).flatMap(Object.keys))].sort();
  const first = Math.max(title.length + 14, ...rows.map((row) => row.length));
  const line = (head: string, cells: readonly string[]): string =>
    [head.padEnd(first), ...cells.map((cell, n) => cell.padStart(columns[n]?.length ?? 0))]
      .join('  ')
      .trimEnd();
  return [
    line(`${title}, list ↓ us →`, columns),
    ...rows.map((row) =>
      line(
        row,
        columns.map((column) => String(table[row]?.[column] ?? '·')),
      ),
    ),
  ];
}
