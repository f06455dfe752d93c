/**
 * dataset --out FOLDER [--form parquet|ndjson] FILE…: tables out of case files and collections, as Parquet and NDJSON
 * (both without `--form`); what stands in them is in components/dataset/schema.md. Files that were altered or cannot
 * be read are named and left out. The folder appears when everything is written. `--schema` prints schema.md.
 * Exit 0: all files are in. 1: some were left out. 2: nothing was written.
 */
import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { version } from '../../package.json' with { type: 'json' };
import { schemaPage } from '../../components/dataset/schema-doc';
import { DATASET_FORMS, datasetWriter } from '../../components/dataset/writers';
import { counted } from './counted';
import { casesIn } from './case-files';
import { openFileSink, type FileSink } from './random-file';

async function main(): Promise<number> {
  const { values, positionals: files } = parseArgs({
    allowPositionals: true,
    options: { out: { type: 'string' }, form: { type: 'string' }, schema: { type: 'boolean' } },
  });
  if (values.schema) {
    process.stdout.write(schemaPage());
    return 0;
  }
  const forms = DATASET_FORMS.filter((form) => values.form === undefined || values.form === form);
  if (values.out === undefined || files.length === 0 || forms.length === 0) {
    process.stderr.write('usage: dataset --out FOLDER [--form parquet|ndjson] FILE…\n');
    return 2;
  }
  const out = resolve(values.out);
  if (await stat(out).catch(() => null)) {
    process.stderr.write(`dataset: ${out} is there already and is not written over\n`);
    return 2;
  }
  const unfinished = `${out}.unfinished`;
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(unfinished, { recursive: true });
  const sinks: FileSink[] = [];
  const writer = await datasetWriter({
    forms,
    software: `Mingbiao ${version}`,
    open: async (name) => {
      const sink = await openFileSink(join(unfinished, name));
      sinks.push(sink);
      return sink;
    },
  });
  const seen = new Set<string>();
  let leftOut = 0;
  for await (const one of casesIn(files)) {
    if (!one.ok) {
      leftOut += 1;
      process.stderr.write(`dataset: ${one.name}: ${one.why}\n`);
    } else if (seen.has(one.contents.case.id)) {
      process.stderr.write(`dataset: ${one.name}: case ${one.contents.case.id} is in already\n`);
    } else {
      seen.add(one.contents.case.id);
      await writer.add(one.contents.case, { signer: one.signer, fileSha256: one.sha256 });
    }
  }
  const counts = await writer.finish();
  if (counts.cases === 0) {
    for (const sink of sinks) await sink.drop();
    await rm(unfinished, { recursive: true });
    process.stderr.write('dataset: no case could be read; nothing was written\n');
    return 2;
  }
  for (const sink of sinks) await sink.keep();
  await rename(unfinished, out);
  for (const [table, rows] of Object.entries(counts))
    process.stdout.write(`${table.padEnd(14)} ${counted(rows, 'row', 'rows')}\n`);
  return leftOut > 0 ? 1 : 0;
}

process.exitCode = await main();
