/**
 * verify [--json] [--roots FILE.pem] [--key FINGERPRINT] FILE…: checks case files and collections item by item,
 * writes and judges again what follows from the rest, and says what today's packs would find. Of a collection each
 * case is a line of its own, and the collection the last; it is read by place, so it may be larger than memory.
 * Of several files the last line says how many were intact, altered, or could not be checked.
 * Exit 0: nothing was altered. 1: something was, or a file could not be read or is no case file.
 */
import { readFile, stat } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { version } from '../../package.json' with { type: 'json' };
import { isCollection } from '../../components/evidence/read-collection';
import { rootsFrom } from '../../components/evidence/time-stamp';
import { LIMITS } from '../../components/model/limits';
import { verifyCaseFile, type Verified, type VerifyOptions } from '../../components/verify/verify';
import { verifyCollection, type VerifiedCollection } from '../../components/verify/verify-collection';
import { loadLaw } from '../../rules/load';
import { counted } from './counted';
import { openFileSource } from './random-file';
import { root } from './root';

type Row = Omit<Verified, 'case' | 'verdict'> & {
  file: string;
  case: string | null;
  url: string | null;
  verdict: Verified['verdict'] | 'cannot-be-checked';
};

async function verify(file: string, options: VerifyOptions): Promise<Row> {
  const read = await readBounded(file);
  if (!read.ok) {
    const items = [{ item: 'file', verdict: 'cannot-be-checked' as const, reason: read.code, detail: null }];
    const none = { case: null, url: null, signer: null, timeStamp: null, today: null };
    return { file, ...none, verdict: 'cannot-be-checked', items };
  }
  const { case: of, ...rest } = await verifyCaseFile(read.bytes, options);
  // As on the page: what is no case file was not altered by anybody.
  const isNone = of === null && rest.items.some(({ reason }) => reason === 'not-a-zip');
  const verdict = isNone ? 'cannot-be-checked' : rest.verdict;
  return { file, case: of?.id ?? null, url: of?.url ?? null, ...rest, verdict };
}

/** Verifies a collection and prints it case by case; null when the file is none or cannot be opened. */
async function verifiedCollection(
  file: string,
  isJson: boolean,
  options: VerifyOptions,
): Promise<Verified['verdict'] | null> {
  const source = await openFileSource(file).catch((error: unknown) => {
    // What is wrong with the file is said by the check of one case file.
    if (error instanceof Error && 'code' in error) return null;
    throw error;
  });
  if (!source) return null;
  try {
    if (!(await isCollection(source))) return null;
    const whole = await verifyCollection(source, {
      ...options,
      onCase: (part, verified) => {
        const { verdict, items } = part;
        const none = { case: null, signer: null, timeStamp: null, today: null };
        const { case: of, ...rest } = verified ?? { ...none, verdict, items };
        const row: Row = {
          ...rest,
          file: `${file}#${part.path}`,
          case: of?.id ?? null,
          url: of?.url ?? null,
        };
        process.stdout.write(`${isJson ? JSON.stringify(row) : printed(row)}\n`);
      },
    });
    process.stdout.write(`${isJson ? JSON.stringify({ file, ...whole }) : printedCollection(file, whole)}\n`);
    return whole.verdict;
  } finally {
    await source.close();
  }
}

function printedCollection(file: string, whole: VerifiedCollection): string {
  const none = { case: null, url: null, today: null };
  const { verdict, items, signer, timeStamp } = whole;
  const altered = whole.cases.filter((part) => part.verdict === 'altered');
  return [
    printed({ ...none, file, verdict, items, signer, timeStamp }),
    `  collection 合集 ${safe(whole.title ?? '')}: ${counted(whole.cases.length, 'case', 'cases')} 份案例, ${String(altered.length)} altered 有改动, ${counted(whole.notKept.length, 'page', 'pages')} not kept 个网页未保存`,
    ...altered.slice(0, 20).map(({ path }) => `    ${safe(path)}`),
  ].join('\n');
}

async function readBounded(
  file: string,
): Promise<{ ok: true; bytes: Uint8Array } | { ok: false; code: string }> {
  try {
    const { size } = await stat(file);
    if (size > LIMITS.caseFileBytes) return { ok: false, code: 'too-large' };
    return { ok: true, bytes: new Uint8Array(await readFile(file)) };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable';
    return { ok: false, code: code === 'ENOENT' ? 'no-such-file' : code.toLowerCase() };
  }
}

const MARKS = {
  intact: 'intact 未改动',
  altered: 'ALTERED 有改动',
  'cannot-be-checked': 'cannot be checked 无法核对',
} as const;

function printed({ file, url, verdict, items, signer, timeStamp, today }: Row): string {
  const lines = items.map(({ item, verdict: of, reason, detail }) => {
    return `  ${MARKS[of]}  ${safe(item)}${reason === null ? '' : `: ${reason}`}${detail === null ? '' : ` (${safe(detail)})`}`;
  });
  if (signer) {
    lines.push(
      `  signed by key 签名密钥 ${signer.fingerprint} (a key, not a person 密钥不等于某个人), ${signer.at} by its own clock`,
    );
  }
  if (timeStamp) lines.push(`  time stamp 时间戳 ${timeStamp.at} · ${safe(timeStamp.authority)}`);
  if (today) {
    const packs = today.changedPacks.map(
      ({ id, recorded, today: now }) => `${safe(id)} ${safe(recorded ?? '—')} → ${now ?? '—'}`,
    );
    lines.push(
      `  under today's packs 按现行规则包: ${String(today.same)} the same, ${String(today.differing.length)} different${packs.length === 0 ? '' : ` (${packs.join(', ')})`}`,
      ...today.differing
        .slice(0, 20)
        .map(
          (one) =>
            `    ${safe(`${one.pack}/${one.rule} ${one.subject}`)}: ${one.recorded ?? '—'} → ${one.today ?? '—'}`,
        ),
    );
  }
  return [`${file}${url === null ? '' : `  ${safe(url)}`}`, ...lines, `  = ${MARKS[verdict]}`].join('\n');
}

/** Text out of a foreign file, without what could steer a terminal. */
function safe(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, '\ufffd');
}

const USAGE = 'usage: verify [--json] [--roots FILE.pem] [--key FINGERPRINT] FILE…\n';

function argumentsOf(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: { json: { type: 'boolean' }, roots: { type: 'string' }, key: { type: 'string' } },
    });
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`);
    return null;
  }
}

async function rootsIn(file: string | undefined): Promise<Uint8Array[] | null> {
  if (file === undefined) return [];
  const read = await readBounded(file);
  const roots = read.ok ? rootsFrom(read.bytes) : read;
  if (roots.ok) return roots.roots;
  process.stderr.write(`verify: ${file}: ${roots.code}\n`);
  return null;
}

async function main(args: string[]): Promise<number> {
  const parsed = argumentsOf(args);
  if (!parsed) return 2;
  const { values, positionals: files } = parsed;
  const roots = await rootsIn(values.roots);
  if (!roots) return 2;
  if (files.length === 0) {
    process.stderr.write(USAGE);
    return 2;
  }
  const { law } = await loadLaw(root);
  const counts: Record<Row['verdict'], number> = { intact: 0, altered: 0, 'cannot-be-checked': 0 };
  for (const file of files) {
    const collection = await verifiedCollection(file, values.json === true, {
      version,
      today: law,
      roots,
      expectedKey: values.key ?? null,
    });
    if (collection) {
      counts[collection] += 1;
      continue;
    }
    const row = await verify(file, { version, today: law, roots, expectedKey: values.key ?? null });
    counts[row.verdict] += 1;
    process.stdout.write(`${values.json ? JSON.stringify(row) : printed(row)}\n`);
  }
  if (files.length > 1) {
    const summary = { files: files.length, ...counts };
    process.stdout.write(
      values.json
        ? `${JSON.stringify({ summary })}\n`
        : `${String(files.length)} files 个文件: ${(['intact', 'altered', 'cannot-be-checked'] as const).map((verdict) => `${String(counts[verdict])} ${MARKS[verdict]}`).join(', ')}\n`,
    );
  }
  return counts.intact === files.length ? 0 : 1;
}

process.exitCode = await main(process.argv.slice(2));
