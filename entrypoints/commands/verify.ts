/**
 * verify [--json] [--roots FILE.pem] [--key FINGERPRINT] FILE…: checks case files item by item, writes and judges
 * again what follows from the rest, and says what today's packs would find. Exit 0: nothing was altered. 1:
 * something was, or a file could not be read.
 */
import { readFile, stat } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { version } from '../../package.json' with { type: 'json' };
import { rootsFrom } from '../../components/evidence/time-stamp';
import { LIMITS } from '../../components/model/limits';
import { verifyCaseFile, type Verified, type VerifyOptions } from '../../components/verify/verify';
import { loadLaw } from '../../rules/load';
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
  return { file, case: of?.id ?? null, url: of?.url ?? null, ...rest };
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
  let isGood = true;
  for (const file of files) {
    const row = await verify(file, { version, today: law, roots, expectedKey: values.key ?? null });
    isGood &&= row.verdict === 'intact';
    process.stdout.write(`${values.json ? JSON.stringify(row) : printed(row)}\n`);
  }
  return isGood ? 0 : 1;
}

process.exitCode = await main(process.argv.slice(2));
