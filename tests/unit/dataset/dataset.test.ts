import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rowsOf } from '../../../components/dataset/rows';
import { schemaPage } from '../../../components/dataset/schema-doc';
import { TABLES, tableOf } from '../../../components/dataset/schema';
import { datasetWriter } from '../../../components/dataset/writers';
import { readCaseFile } from '../../../components/evidence/case-file';
import type { Case } from '../../../components/model/case';
import { caseOf } from '../casebook/case-of';

const KEPT = join(import.meta.dirname, '..', 'evidence', 'formats', '0.1.0.wacz');
const MANY = 300;
let folder = '';
let db: DuckDBConnection;
let old: Case;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dataset-'));
  const read = await readCaseFile(new Uint8Array(readFileSync(KEPT)));
  if (!read.ok) throw new Error('the kept case file does not open');
  old = read.case;
  const files = new Map<string, Uint8Array[]>();
  const writer = await datasetWriter({
    forms: ['parquet', 'ndjson'],
    software: 'test',
    rowsPerGroup: 100,
    open: (name) => {
      const parts: Uint8Array[] = [];
      files.set(name, parts);
      return Promise.resolve({ write: (bytes) => Promise.resolve(void parts.push(bytes.slice())) });
    },
  });
  await writer.add(old, { signer: null, fileSha256: 'a'.repeat(64) });
  const { case: one } = await caseOf('case-0000');
  for (let n = 0; n < MANY; n += 1)
    await writer.add(
      { ...one, id: `case-${String(n).padStart(4, '0')}`, title: `'; DROP "${'题'.repeat(n % 5)}\n\u0000` },
      { signer: null, fileSha256: null },
    );
  await writer.finish();
  for (const [name, parts] of files) await writeFile(join(folder, name), Buffer.concat(parts));
  db = await (await DuckDBInstance.create(':memory:')).connect();
});

afterAll(async () => {
  db.disconnectSync();
  await rm(folder, { recursive: true, force: true });
});

async function ask(sql: string): Promise<unknown[][]> {
  const reader = await db.runAndReadAll(sql.replaceAll('$', `${folder}/`));
  return reader.getRowsJS();
}

const source = (table: string, form: string): string =>
  form === 'parquet' ? `'$${table}.parquet'` : `read_json('$${table}.ndjson', format = 'newline_delimited')`;

describe.each(['parquet', 'ndjson'])('the dataset as %s, read by DuckDB', (form) => {
  it('has every row of every table', async () => {
    const rows = rowsOf(old, { signer: null, fileSha256: null });
    for (const { name } of TABLES) {
      const isEmpty = (await ask(`SELECT count(*) FROM read_text('$${name}.ndjson') WHERE size = 0`))[0]?.[0];
      if (form === 'ndjson' && Number(isEmpty) === 1) continue;
      const [[count] = []] = await ask(
        `SELECT count(*) FROM ${source(name, form)} WHERE case_id = '${old.id}'`,
      );
      expect(Number(count), name).toBe(rows[name].length);
    }
    expect((await ask(`SELECT count(*) FROM ${source('cases', form)}`)).map(Number)).toEqual([MANY + 1]);
  });

  it('answers questions whose answers are known', async () => {
    const flagged = old.findings.filter(({ outcome }) => outcome === 'flagged');
    expect(flagged.length).toBeGreaterThan(0);
    const byRule = new Map<string, number>();
    for (const { rule } of flagged) byRule.set(rule, (byRule.get(rule) ?? 0) + 1);
    const found = await ask(
      `SELECT rule, count(*)::INT FROM ${source('findings', form)} WHERE outcome = 'flagged' AND case_id = '${old.id}' GROUP BY rule ORDER BY rule`,
    );
    expect(found).toEqual([...byRule].sort(([a], [b]) => (a < b ? -1 : 1)));
    const joined = await ask(
      `SELECT c.title, m.declared FROM ${source('cases', form)} c JOIN ${source('media', form)} m USING (case_id)
       WHERE c.case_id = '${old.id}' AND m.declared = 'none'`,
    );
    const silent = old.observations.filter(
      (seen) => seen.kind === 'declaration' && seen.value.declared === 'none',
    );
    expect(joined).toHaveLength(silent.length);
    expect(silent.length).toBeGreaterThan(0);
    const [[price] = []] = await ask(
      `SELECT price::VARCHAR FROM ${source('prices', form)} WHERE case_id = '${old.id}' AND origin = 'look'`,
    );
    const offer = old.observations.find((seen) => seen.kind === 'offer');
    expect(Number(price)).toBe(Number(offer?.value.price));
  });

  it('keeps moments, absent values and whatever a page wrote', async () => {
    const [[at, signer] = []] = await ask(
      `SELECT epoch_ms(kept_at::TIMESTAMP)::BIGINT, signer FROM ${source('cases', form)} WHERE case_id = '${old.id}'`,
    );
    expect(Number(at)).toBe(Date.parse(old.keptAt));
    expect(signer).toBeNull();
    const titles = await ask(
      `SELECT title FROM ${source('cases', form)} WHERE case_id LIKE 'case-%' ORDER BY case_id`,
    );
    expect(titles[3]).toEqual([`'; DROP "题题题\n\u0000`]);
  });
});

it('Parquet names and types are those of the schema', async () => {
  const types = {
    text: 'VARCHAR',
    integer: 'BIGINT',
    number: 'DOUBLE',
    boolean: 'BOOLEAN',
    moment: 'TIMESTAMP',
  };
  for (const { name } of TABLES) {
    const described = await ask(`DESCRIBE SELECT * FROM '$${name}.parquet'`);
    expect(described.map(([column, type]) => [column, String(type).replace(' WITH TIME ZONE', '')])).toEqual(
      tableOf(name).columns.map((column) => [column.name, types[column.type]]),
    );
  }
});

it('every row has exactly the columns of its table, and null only where the schema says what it means', async () => {
  const { case: made } = await caseOf('case-0000');
  for (const of of [old, made]) {
    const rows = rowsOf(of, { signer: null, fileSha256: null });
    for (const { name } of TABLES) {
      const { columns } = tableOf(name);
      for (const row of rows[name]) {
        expect(Object.keys(row).sort()).toEqual(columns.map((column) => column.name).sort());
        for (const column of columns)
          if (row[column.name] === null) expect(column.whenNull, `${name}.${column.name}`).toBeDefined();
      }
    }
  }
});

it('is written in groups, so that no more than one is in memory', async () => {
  const [[groups] = []] = await ask(
    `SELECT count(DISTINCT row_group_id) FROM parquet_metadata('$observations.parquet')`,
  );
  expect(Number(groups)).toBeGreaterThan(2);
});

it('schema.md says what the schema says', () => {
  expect(readFileSync('components/dataset/schema.md', 'utf8')).toBe(schemaPage());
});
