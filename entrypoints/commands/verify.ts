/**
 * verify [--json] FILE…: checks case files item by item and judges their findings again by the law they
 * carry. Exit 0: nothing was altered. 1: something was, or a file could not be read.
 */
import { readFile, stat } from 'node:fs/promises';
import { version } from '../../package.json' with { type: 'json' };
import { checkCaseFile, type CheckedContents, type CheckedItem } from '../../components/evidence/check';
import { canonicalJson } from '../../components/evidence/canonical';
import { judge } from '../../components/judge/judge';
import type { Finding } from '../../components/model/finding';
import { LIMITS } from '../../components/model/limits';

interface Verified {
  file: string;
  case: string | null;
  url: string | null;
  /** Worst of the items that could be checked. */
  verdict: 'intact' | 'altered' | 'cannot-be-checked';
  items: CheckedItem[];
}

async function verify(file: string): Promise<Verified> {
  const read = await readBounded(file);
  if (!read.ok) {
    const item: CheckedItem = { item: 'file', verdict: 'cannot-be-checked', reason: read.code, detail: null };
    return { file, case: null, url: null, verdict: 'cannot-be-checked', items: [item] };
  }
  const { items, contents } = await checkCaseFile(read.bytes);
  const all = [...items, findingsAgain(contents)];
  const verdict = all.some((item) => item.verdict === 'altered') ? 'altered' : 'intact';
  return { file, case: contents?.case.id ?? null, url: contents?.case.url ?? null, verdict, items: all };
}

/** The findings of the case beside those that its own law gives for its own observations today. */
function findingsAgain(contents: CheckedContents | null): CheckedItem {
  const item = 'findings';
  if (!contents) return { item, verdict: 'cannot-be-checked', reason: 'nothing-to-judge', detail: null };
  const { case: of, law } = contents;
  const days = new Set(of.findings.map(({ judgedFor }) => judgedFor));
  const date = [...days][0] ?? of.startedAt.slice(0, 10);
  if (days.size > 1)
    return { item, verdict: 'altered', reason: 'judged-by-several-days', detail: [...days].join(' ') };
  const again = judge(of.observations, law, { date, jurisdictions: of.jurisdictions });
  const differ = differing(of.findings, again);
  if (differ.length === 0) {
    return {
      item,
      verdict: 'intact',
      reason: null,
      detail: `${String(again.length)} judged again, same result`,
    };
  }
  // Another version may read the same facts better; only the same version giving another result says "altered".
  const isSameVersion = of.environment.extensionVersion === version;
  const reason = isSameVersion ? 'findings-differ' : 'findings-differ-in-another-version';
  const detail = differ.slice(0, 5).join(' ');
  return { item, verdict: isSameVersion ? 'altered' : 'cannot-be-checked', reason, detail };
}

/** Names of the findings that are not the same on both sides. */
function differing(before: readonly Finding[], after: readonly Finding[]): string[] {
  const spelled = (findings: readonly Finding[]): Set<string> =>
    new Set(findings.map((finding) => canonicalJson(finding)));
  const [left, right] = [spelled(before), spelled(after)];
  const alone = [
    ...before.filter((f) => !right.has(canonicalJson(f))),
    ...after.filter((f) => !left.has(canonicalJson(f))),
  ];
  return [...new Set(alone.map(({ pack, id }) => `${pack}/${id}`))];
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

function printed({ file, url, verdict, items }: Verified): string {
  const lines = items.map(({ item, verdict: of, reason, detail }) => {
    return `  ${MARKS[of]}  ${item}${reason === null ? '' : `: ${reason}`}${detail === null ? '' : ` (${safe(detail)})`}`;
  });
  return [`${file}${url === null ? '' : `  ${safe(url)}`}`, ...lines, `  = ${MARKS[verdict]}`].join('\n');
}

/** Text out of a foreign file, without what could steer a terminal. */
function safe(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, '\ufffd');
}

async function main(args: readonly string[]): Promise<number> {
  const isJson = args.includes('--json');
  const files = args.filter((arg) => !arg.startsWith('--'));
  const unknown = args.find((arg) => arg.startsWith('--') && arg !== '--json');
  if (files.length === 0 || unknown !== undefined) {
    process.stderr.write(
      `${unknown === undefined ? '' : `unknown option ${unknown}\n`}usage: verify [--json] FILE…\n`,
    );
    return 2;
  }
  let isGood = true;
  for (const file of files) {
    const verified = await verify(file);
    isGood &&= verified.verdict === 'intact';
    process.stdout.write(`${isJson ? JSON.stringify(verified) : printed(verified)}\n`);
  }
  return isGood ? 0 : 1;
}

process.exitCode = await main(process.argv.slice(2));
