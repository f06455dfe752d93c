/**
 * `inspect [--json] FILE…`: what each media file declares about itself. With `--json` one object a line and a
 * file; exit 0 when every file was answered, unreadable and missing ones included.
 */
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Aigc, C2pa, FileStatement } from '../../components/model/observation';
import { emptyC2pa } from '../../components/provenance/c2pa/claims';
import { readStatement } from '../../components/provenance/read';
import { counted } from './counted';
import { openFile } from './file-source';

type Verify = (input: { container: string; mime: string; bytes: Uint8Array }) => Promise<C2pa>;

/** Containers for which C2PA names no place. */
const WITHOUT_C2PA: ReadonlySet<string> = new Set(['matroska', 'webm', 'flv', 'ooxml', 'markdown', 'ogg']);
const FILES_AT_MOST = 100_000;

/** Runs the command; answers with the exit code: 0, or 2 when no file was named. */
export async function inspect(args: readonly string[], write: (line: string) => void): Promise<number> {
  const isJson = args.includes('--json');
  const unknown = args.find((arg) => arg.startsWith('--') && arg !== '--json' && arg !== '--');
  const named = args.filter((arg) => !arg.startsWith('--'));
  if (named.length === 0 || unknown !== undefined) {
    process.stderr.write(
      `${unknown === undefined ? '' : `Unknown option ${unknown}. `}Usage: inspect [--json] FILE…\n`,
    );
    return 2;
  }
  const verifier = lazyVerifier();
  try {
    for (const path of named) {
      for await (const file of filesOf(path)) {
        const statement = await inspectFile(file, verifier.verify);
        write(isJson ? JSON.stringify(printed(file, statement)) : summary(file, statement));
      }
    }
  } finally {
    await verifier.close();
  }
  return 0;
}

/** The statement of one file; a file that cannot be opened is `unreadable` with the system's code. */
export async function inspectFile(path: string, verifyC2pa?: Verify): Promise<FileStatement> {
  try {
    const source = openFile(path);
    try {
      return await readStatement(source, { depth: 'whole', ...(verifyC2pa ? { verifyC2pa } : {}) });
    } finally {
      source.close();
    }
  } catch (error) {
    return unopened(error);
  }
}

function unopened(error: unknown): FileStatement {
  const code =
    error instanceof Error && 'code' in error
      ? String(error.code).toLowerCase().replaceAll('_', '-')
      : 'failed';
  return {
    container: 'unknown',
    bytesRead: 0,
    bytesTotal: null,
    declared: 'unreadable',
    status: null,
    mechanisms: [],
    generator: null,
    aigc: null,
    c2pa: null,
    iptc: null,
    errors: [
      {
        code: `file-${code}`.slice(0, 64),
        at: null,
        detail: error instanceof Error ? error.message.slice(0, 500) : null,
      },
    ],
  };
}

/** The C2PA reader weighs megabytes: it is loaded for the first file that has a manifest, and not before. */
function lazyVerifier(): { verify: Verify; close(): Promise<void> } {
  let loading: Promise<{ verify: Verify; close(): Promise<void> }> | null = null;
  return {
    async verify(input) {
      loading ??= import('./c2pa-node').then(({ createNodeVerifier }) => createNodeVerifier());
      return (await loading).verify(input);
    },
    async close() {
      if (loading) await (await loading).close();
    },
  };
}

async function* filesOf(path: string): AsyncGenerator<string> {
  let left = FILES_AT_MOST;
  const queue = [path];
  while (queue.length > 0 && left > 0) {
    const next = queue.shift() ?? path;
    const facts = await stat(next).catch(() => null);
    if (!facts?.isDirectory()) {
      left -= 1;
      yield next;
      continue;
    }
    const names = (await readdir(next)).sort();
    queue.unshift(...names.filter((name) => !name.startsWith('.')).map((name) => join(next, name)));
  }
}

/** The object of one line, keys in their documented order. */
export function printed(file: string, statement: FileStatement): Record<string, unknown> {
  const { container, bytesRead, declared, status, mechanisms, generator, aigc, iptc, errors } = statement;
  const c2pa =
    statement.c2pa ??
    emptyC2pa(
      WITHOUT_C2PA.has(container)
        ? 'not-applicable'
        : container === 'unknown'
          ? 'unreadable-container'
          : 'absent',
    );
  return {
    file,
    container,
    bytesRead,
    declared,
    status,
    mechanisms,
    generator,
    aigc: aigc && fieldsOf(aigc),
    c2pa,
    iptc,
    errors,
  };
}

/** The seven fields by the names that GB 45438-2025 annex E gives them, then our reading of them. */
function fieldsOf(aigc: Aigc): Record<string, unknown> {
  const { label, producerCode, signature, copies, deviations, extra } = aigc;
  return {
    Label: aigc.label,
    ContentProducer: aigc.contentProducer,
    ProduceID: aigc.produceId,
    ReservedCode1: aigc.reservedCode1,
    ContentPropagator: aigc.contentPropagator,
    PropagateID: aigc.propagateId,
    ReservedCode2: aigc.reservedCode2,
    label,
    producerCode,
    signature,
    copies,
    deviations,
    extra,
  };
}

const SAYS: Readonly<Record<FileStatement['declared'], string>> = {
  generated: 'says it was generated by AI',
  edited: 'says it was edited with AI',
  composite: 'says it contains parts made by AI',
  captured: 'says it was captured by a device',
  none: 'says nothing about AI (which proves nothing)',
  unreadable: 'cannot be read',
};

function summary(file: string, statement: FileStatement): string {
  const { declared, status, mechanisms, generator, aigc, c2pa, errors } = statement;
  const lines = [`${file}`, `  ${SAYS[declared]}${generator === null ? '' : `: ${generator}`}`];
  if (status !== null) lines.push(`  declared status: ${status} (Label ${aigc?.label ?? ''})`);
  if (mechanisms.length > 0) lines.push(`  found in: ${mechanisms.map(({ id }) => id).join(', ')}`);
  if (aigc?.contentProducer)
    lines.push(
      `  provider: ${aigc.contentProducer}${aigc.producerCode?.entity ? ` (${aigc.producerCode.entity})` : ''}`,
    );
  if (c2pa) lines.push(`  C2PA: ${c2pa.state}${c2pa.signer === null ? '' : `, signed by ${c2pa.signer}`}`);
  for (const { code, at } of errors)
    lines.push(`  note: ${code}${at === null ? '' : ` at byte ${String(at)}`}`);
  lines.push(
    `  ${statement.container}, ${counted(statement.bytesRead, 'byte', 'bytes')} read of ${String(statement.bytesTotal ?? 'unknown')}`,
  );
  return lines.join('\n');
}

async function main(): Promise<void> {
  process.exitCode = await inspect(process.argv.slice(2), (line) => process.stdout.write(`${line}\n`));
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) await main();
