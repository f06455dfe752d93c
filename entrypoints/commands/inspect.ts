/**
 * `inspect [--json] FILE…`: what each media file declares about itself; folders are gone through. With `--json` one
 * object a line and a file, its keys always those of `printed` in that order. `--against LIST.json` reads the files of
 * a list with known answers instead and prints confusion tables. Exit 0 when every file was answered, unreadable and
 * missing ones included; 2 when the command itself was not understood.
 */
import { readdir, realpath, stat } from 'node:fs/promises';
import { dirname, join, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Aigc, C2pa, FileStatement } from '../../components/model/observation';
import { emptyC2pa } from '../../components/provenance/c2pa/claims';
import { readStatement } from '../../components/provenance/read';
import { readStream } from '../../components/provenance/stream';
import { counted } from './counted';
import { confusionOf, printedConfusion, readKnown, type Known } from './confusion';
import { openFile } from './file-source';

type Verify = (input: { container: string; mime: string; bytes: Uint8Array }) => Promise<C2pa>;

/** Containers for which C2PA names no place. */
const WITHOUT_C2PA: ReadonlySet<string> = new Set([
  'matroska',
  'webm',
  'flv',
  'mpeg-ts',
  'ooxml',
  'markdown',
  'ogg',
]);
const FILES_AT_MOST = 100_000;

const USAGE = `Usage: inspect [--json] FILE…
       inspect [--json] --against LIST.json

FILE may be a folder. With --json each file is one line:
  file, container, bytesRead, declared, status, mechanisms[], generator, aigc, c2pa, iptc, errors[]
A list of a stream (m3u8, mpd) is read with a few of its parts that lie beside it, named in parts[].
declared is one of generated, edited, composite, captured, none, unreadable; none proves nothing.
What cannot be opened or read is answered too, by a code in errors. The exit code is 0 then as well.
`;

interface Asked {
  isJson: boolean;
  isHelp: boolean;
  against: string | null;
  files: string[];
  unknown: string | null;
}

/** Options end at `--`: names that begin with two dashes stand behind it. */
function asked(args: readonly string[]): Asked {
  const end = args.indexOf('--');
  const options = end < 0 ? args : args.slice(0, end);
  const request: Asked = { isJson: false, isHelp: false, against: null, files: [], unknown: null };
  for (let at = 0; at < options.length; at++) {
    const option = options[at] ?? '';
    if (option === '--json') request.isJson = true;
    else if (option === '--help') request.isHelp = true;
    else if (option === '--against') request.against = options[++at] ?? '';
    else if (option.startsWith('--')) request.unknown ??= option;
    else request.files.push(option);
  }
  if (end >= 0) request.files.push(...args.slice(end + 1));
  return request;
}

/** Runs the command; answers with the exit code: 0, or 2 when no file was named or an option is not known. */
export async function inspect(args: readonly string[], write: (line: string) => void): Promise<number> {
  const { isJson, isHelp, against, files, unknown } = asked(args);
  if (isHelp) {
    write(USAGE.trimEnd());
    return 0;
  }
  if (unknown !== null || against === '' || (files.length === 0) === (against === null)) {
    process.stderr.write(`${unknown === null ? '' : `Unknown option ${unknown}. `}${USAGE}`);
    return 2;
  }
  const verifier = lazyVerifier();
  try {
    if (against !== null) return await compare(against, isJson, write, verifier.verify);
    for (const path of files) {
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

async function compare(
  list: string,
  isJson: boolean,
  write: (line: string) => void,
  verify: Verify,
): Promise<number> {
  let known: Known[];
  try {
    known = readKnown(list);
  } catch (error) {
    process.stderr.write(`inspect: ${error instanceof Error ? error.message : 'the list cannot be read'}\n`);
    return 2;
  }
  const answers = [];
  for (const one of known) {
    const statement = await inspectFile(one.path, verify);
    answers.push({ known: one, statement, c2pa: c2paOf(statement).state });
  }
  const confusion = confusionOf(answers);
  write(isJson ? JSON.stringify(confusion) : printedConfusion(confusion));
  return 0;
}

/** The statement of one file; a file that cannot be opened is `unreadable` with the system's code. */
export async function inspectFile(path: string, verifyC2pa?: Verify): Promise<FileStatement> {
  try {
    const source = openFile(path);
    try {
      const options = { depth: 'whole' as const, ...(verifyC2pa ? { verifyC2pa } : {}) };
      const statement = await readStatement(source, options);
      if (!LISTS.has(statement.container)) return statement;
      return (await readStream(partsBeside(path), options)).statement ?? statement;
    } finally {
      source.close();
    }
  } catch (error) {
    return unopened(error);
  }
}

const LISTS: ReadonlySet<string> = new Set(['hls', 'dash']);

/** The parts of a stream that lie in the folder of its list, or below; a list that points elsewhere is not followed. */
function partsBeside(list: string): Parameters<typeof readStream>[0] {
  const folder = `${dirname(resolve(list))}${sep}`;
  return {
    first: [resolve(list)],
    loaded: new Set(),
    resolve(address, base) {
      if (/^[a-z][a-z0-9+.-]*:|^\/|\\|\0/i.test(address)) return null;
      const whole = resolve(dirname(base), address.split(/[?#]/, 1)[0] ?? '');
      return whole.startsWith(folder) ? whole : null;
    },
    async open(address) {
      try {
        const real = await realpath(address);
        // A link could lead out of the folder.
        if (!real.startsWith(`${await realpath(folder)}${sep}`)) return { ok: false, code: 'file-elsewhere' };
        const source = openFile(real);
        const close = (): Promise<void> => Promise.resolve(source.close());
        return { ok: true, source, isWhole: true, close };
      } catch (error) {
        return { ok: false, code: unopened(error).errors[0]?.code ?? 'file-failed' };
      }
    },
  };
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
  // A link may lead back to a folder that was gone through.
  const seen = new Set<string>();
  while (queue.length > 0 && left > 0) {
    const next = queue.shift() ?? path;
    const facts = await stat(next).catch(() => null);
    if (!facts?.isDirectory()) {
      left -= 1;
      yield next;
      continue;
    }
    const real = await realpath(next);
    if (seen.has(real)) continue;
    seen.add(real);
    // A folder that may not be listed is answered as what it is: nothing that can be read as a file.
    const names = await readdir(next).catch(() => null);
    if (names === null) yield next;
    else
      queue.unshift(
        ...names
          .filter((name) => !name.startsWith('.'))
          .sort()
          .map((name) => join(next, name)),
      );
  }
}

/** The state of the manifest, also where there is none. */
function c2paOf({ c2pa, container }: FileStatement): C2pa {
  const without = container === 'unknown' ? 'unreadable-container' : 'absent';
  return c2pa ?? emptyC2pa(WITHOUT_C2PA.has(container) ? 'not-applicable' : without);
}

/** The object of one line, keys in their documented order. */
export function printed(file: string, statement: FileStatement): Record<string, unknown> {
  const { container, bytesRead, declared, status, mechanisms, generator, aigc, iptc, errors, parts } =
    statement;
  return {
    file,
    container,
    bytesRead,
    declared,
    status,
    mechanisms,
    generator,
    aigc: aigc && fieldsOf(aigc),
    c2pa: c2paOf(statement),
    iptc,
    errors,
    ...(parts ? { parts } : {}),
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
  const { declared, status, mechanisms, generator, aigc, c2pa, errors, parts } = statement;
  const lines = [`${file}`, `  ${SAYS[declared]}${generator === null ? '' : `: ${generator}`}`];
  if (status !== null) lines.push(`  declared status: ${status} (Label ${aigc?.label ?? ''})`);
  if (mechanisms.length > 0) lines.push(`  found in: ${mechanisms.map(({ id }) => id).join(', ')}`);
  if (aigc?.contentProducer)
    lines.push(
      `  provider: ${aigc.contentProducer}${aigc.producerCode?.entity ? ` (${aigc.producerCode.entity})` : ''}`,
    );
  if (c2pa) lines.push(`  C2PA: ${c2pa.state}${c2pa.signer === null ? '' : `, signed by ${c2pa.signer}`}`);
  for (const part of parts ?? []) lines.push(`  part: ${part.url} (${part.container})`);
  for (const { code, at } of errors)
    lines.push(`  note: ${code}${at === null ? '' : ` at byte ${String(at)}`}`);
  lines.push(
    `  ${statement.container}, ${counted(statement.bytesRead, 'byte', 'bytes')} read of ${String(statement.bytesTotal ?? 'unknown')}`,
  );
  return lines.join('\n');
}

async function main(): Promise<void> {
  // Whoever read our lines has read enough (`inspect … | head`): nothing is left to do, and nothing went wrong.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
    throw error;
  });
  process.exitCode = await inspect(process.argv.slice(2), (line) => process.stdout.write(`${line}\n`));
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) await main();
