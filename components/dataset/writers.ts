/**
 * Rows to bytes, a bounded number at a time: Parquet in row groups of at most so many rows or characters, NDJSON
 * line by line. What is held in memory is one group of each table, whatever the number of cases.
 */
import { ByteWriter, ParquetWriter, schemaFromColumnData } from 'hyparquet-writer';
import type { Case } from '../model/case';
import type { ByteSink } from '../evidence/byte-source';
import { rowsOf, type CaseOrigin } from './rows';
import {
  DATASET_FORMAT,
  TABLES,
  tableOf,
  type ColumnType,
  type Row,
  type TableName,
  type Value,
} from './schema';

/** A row group ends at whichever comes first. */
const ROWS_PER_GROUP = 20_000;
const CHARS_PER_GROUP = 4 << 20;

export const DATASET_FORMS = ['parquet', 'ndjson'] as const;
export type DatasetForm = (typeof DATASET_FORMS)[number];

export interface DatasetOptions {
  forms: readonly DatasetForm[];
  /** Name and version of what writes. */
  software: string;
  /** Rows of one table held at once; 20,000 without it. */
  rowsPerGroup?: number;
  /** Where the file of this name goes; asked once for each, before the first row. */
  open(name: string): Promise<ByteSink>;
}

export interface DatasetWriter {
  /** Takes one case; resolves when there is room for the next. */
  add(of: Case, origin: CaseOrigin): Promise<void>;
  /** Writes what is held, and the ends. Answers the rows of each table. */
  finish(): Promise<Record<TableName, number>>;
}

/** Names of the files of a dataset. */
export function datasetFiles(forms: readonly DatasetForm[]): string[] {
  return forms.flatMap((form) => TABLES.map(({ name }) => `${name}.${form}`));
}

/** A dataset written as cases come. Rejects with what a sink rejects with. */
export async function datasetWriter(options: DatasetOptions): Promise<DatasetWriter> {
  const names = TABLES.map(({ name }) => name);
  const tables: TableWriter[] = [];
  for (const name of names) tables.push(await tableWriter(name, options));
  return {
    async add(of, origin) {
      const rows = rowsOf(of, origin);
      for (const [index, name] of names.entries()) await tables[index]?.add(rows[name]);
    },
    async finish() {
      const counts: [TableName, number][] = [];
      for (const [index, name] of names.entries()) counts.push([name, (await tables[index]?.finish()) ?? 0]);
      return Object.fromEntries(counts) as Record<TableName, number>;
    },
  };
}

interface TableWriter {
  add(rows: readonly Row[]): Promise<void>;
  finish(): Promise<number>;
}

async function tableWriter(
  name: TableName,
  { forms, software, open, rowsPerGroup = ROWS_PER_GROUP }: DatasetOptions,
): Promise<TableWriter> {
  const ends: { write(rows: readonly Row[]): Promise<void>; finish(): Promise<void> }[] = [];
  if (forms.includes('ndjson')) ends.push(ndjsonEnd(await open(`${name}.ndjson`)));
  if (forms.includes('parquet')) ends.push(parquetEnd(name, await open(`${name}.parquet`), software));
  let held: Row[] = [];
  let chars = 0;
  let count = 0;
  const flush = async (): Promise<void> => {
    for (const end of ends) await end.write(held);
    held = [];
    chars = 0;
  };
  return {
    async add(rows) {
      for (const row of rows) {
        held.push(row);
        chars += charsOf(row);
        count += 1;
        if (held.length >= rowsPerGroup || chars >= CHARS_PER_GROUP) await flush();
      }
    },
    async finish() {
      if (held.length > 0) await flush();
      for (const end of ends) await end.finish();
      return count;
    },
  };
}

function charsOf(row: Row): number {
  return Object.values(row).reduce<number>(
    (sum, value) => sum + (typeof value === 'string' ? value.length : 8),
    0,
  );
}

const encoder = new TextEncoder();

function ndjsonEnd(sink: ByteSink) {
  return {
    write: (rows: readonly Row[]) =>
      sink.write(encoder.encode(rows.map((row) => `${JSON.stringify(row)}\n`).join(''))),
    finish: () => Promise.resolve(),
  };
}

const PARQUET_TYPES: Record<ColumnType, 'STRING' | 'INT64' | 'DOUBLE' | 'BOOLEAN' | 'TIMESTAMP'> = {
  text: 'STRING',
  integer: 'INT64',
  number: 'DOUBLE',
  boolean: 'BOOLEAN',
  moment: 'TIMESTAMP',
};

function parquetEnd(name: TableName, sink: ByteSink, software: string) {
  const { columns } = tableOf(name);
  const columnOf = (rows: readonly Row[]) =>
    columns.map((column) => ({
      name: column.name,
      type: PARQUET_TYPES[column.type],
      nullable: column.whenNull !== undefined,
      data: rows.map((row) => parquetValue(column.type, row[column.name] ?? null)),
    }));
  const bytes = new ByteWriter();
  const writer = new ParquetWriter({
    writer: bytes,
    schema: schemaFromColumnData({ columnData: columnOf([]) }),
    createdBy: software,
    kvMetadata: [{ key: 'format', value: DATASET_FORMAT }],
  });
  const drain = async (): Promise<void> => {
    await sink.write(new Uint8Array(bytes.buffer.slice(0, bytes.index)));
    bytes.index = 0;
  };
  return {
    async write(rows: readonly Row[]) {
      // Without its type, which the schema has said already.
      const columnData = columnOf(rows).map(({ name: of, data }) => ({ name: of, data }));
      await writer.write({ columnData, rowGroupSize: rows.length });
      await drain();
    },
    async finish() {
      await writer.finish();
      await drain();
    },
  };
}

function parquetValue(type: ColumnType, value: Value): unknown {
  if (value === null) return null;
  if (type === 'integer') return BigInt(Math.trunc(Number(value)));
  return type === 'moment' ? new Date(String(value)) : value;
}
