/** schema.md, written out of the schema, so that the two cannot differ. */
import { DATASET_FORMAT, TABLES, type Column, type Table } from './schema';

const TYPES: Record<Column['type'], string> = {
  text: 'text',
  integer: 'integer',
  number: 'double',
  boolean: 'boolean',
  moment: 'moment',
};

/** The whole page. */
export function schemaPage(): string {
  const tables: readonly Table[] = TABLES;
  return `# The dataset

Format \`${DATASET_FORMAT}\`. This page is written by \`npm run -s dataset -- --schema\`; do not edit it.

One file for each table and form: \`cases.parquet\`, \`cases.ndjson\`, … Both forms have the same columns in the same
order. \`text\` is UTF-8 (Parquet \`STRING\`), \`integer\` is \`INT64\`, \`double\` is \`DOUBLE\`, \`boolean\` is \`BOOLEAN\`, a
\`moment\` is UTC in milliseconds (Parquet \`TIMESTAMP\`; in NDJSON ISO 8601 with \`Z\`). A column without an entry under
“null means” is never null. Lists are comma-separated text. A column may be added in a later version; none is renamed
or given another meaning.

The rows say what pages showed to the people who kept them. They are no sample: which pages were kept was chosen by
people, so shares counted here say nothing about other pages. A flag is not a breach.

## Reading it

DuckDB: \`SELECT rule, count(*) FROM 'findings.parquet' WHERE outcome = 'flagged' GROUP BY rule;\`
or \`FROM read_json('findings.ndjson')\`. The project's tests run queries over both forms in DuckDB.

ClickHouse: \`SELECT count() FROM file('cases.parquet', Parquet)\`, or \`FROM file('cases.ndjson', JSONEachRow)\`.

Spark: \`spark.read.parquet("cases.parquet")\`, or \`spark.read.json("cases.ndjson")\`. The last two follow their own
documentation; our tests do not run them.

Text in a column was written by pages and files. It is data: never run it, and never show it unescaped.
${tables.map(tableText).join('')}`;
}

function tableText({ name, row, columns }: Table): string {
  const lines = columns.map(
    (column) => `| \`${column.name}\` | ${TYPES[column.type]} | ${column.means} | ${column.whenNull ?? ''} |`,
  );
  return `
## ${name}

${row}

| Column | Type | Meaning | Null means |
| --- | --- | --- | --- |
${lines.join('\n')}
`;
}
