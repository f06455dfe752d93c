/**
 * collect [--title TEXT] [--key BACKUP.json] OUT FILE…: one collection file out of case files and collections,
 * written as a stream. Files that were altered or cannot be read are named and left out. `--key` signs it with a
 * key that was backed up in the extension; its passphrase is taken from MINGBIAO_KEY_PASSPHRASE, else asked for. Exit 0: all are
 * in. 1: some were left out. 2: nothing was written.
 */
import { stat } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { version } from '../../package.json' with { type: 'json' };
import { writeCollection } from '../../components/evidence/collection';
import type { Case } from '../../components/model/case';
import { PlainError } from '../../components/model/plain-error';
import { COLLECTION_TEXTS } from '../../components/report/collection';
import { counted } from './counted';
import { backedUpKey } from './backed-up-key';
import { casesIn } from './case-files';
import { openFileSink } from './random-file';

const USAGE = 'usage: collect [--title TEXT] [--key BACKUP.json] OUT.wacz FILE…\n';

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { title: { type: 'string' }, key: { type: 'string' } },
  });
  const [out, ...files] = positionals;
  if (out === undefined || files.length === 0) {
    process.stderr.write(USAGE);
    return 2;
  }
  if (await stat(out).catch(() => null)) {
    process.stderr.write(`collect: ${out} is there already and is not written over\n`);
    return 2;
  }
  const now = new Date().toISOString();
  const key = await backedUpKey(values.key);
  let leftOut = 0;
  const cases = async function* (): AsyncGenerator<{ bytes: Uint8Array; case: Case }> {
    for await (const one of casesIn(files)) {
      if (one.ok) yield { bytes: one.bytes, case: one.contents.case };
      else {
        leftOut += 1;
        process.stderr.write(`collect: ${one.name}: ${one.why}\n`);
      }
    }
  };
  const sink = await openFileSink(out);
  try {
    const written = await writeCollection(sink, {
      title: values.title ?? `${now.slice(0, 10)}`,
      created: now,
      software: `Mingbiao ${version}`,
      cases: cases(),
      texts: COLLECTION_TEXTS,
      ...(key ? { seal: { at: now, key } } : {}),
    });
    if (written.cases === 0) {
      await sink.drop();
      process.stderr.write('collect: no case could be read; nothing was written\n');
      return 2;
    }
    await sink.keep();
    process.stdout.write(
      `${out}: ${counted(written.cases, 'case', 'cases')}, ${counted(written.bytes, 'byte', 'bytes')}${written.same > 0 ? `, ${String(written.same)} given twice` : ''}\n`,
    );
    return leftOut > 0 ? 1 : 0;
  } catch (error) {
    await sink.drop();
    throw error;
  }
}

if (process.argv[1]?.endsWith('collect.ts')) {
  process.exitCode = await main().catch((error: unknown) => {
    if (!(error instanceof PlainError)) throw error;
    process.stderr.write(`collect: ${error.text.en}\n`);
    return 2;
  });
}
