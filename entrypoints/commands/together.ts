/**
 * together [--json] [NAME=]FILE…: who saw which price of the same variant within minutes, out of the case
 * files of several people. Each file counts as one person unless several carry the same NAME. Exit 0 when
 * there was something to compare, 1 when not, 2 for a file that cannot be read.
 */
import { readFile, stat } from 'node:fs/promises';
import { readCaseFile } from '../../components/evidence/case-file';
import { LIMITS } from '../../components/model/limits';
import { looksOfCase } from '../../components/prices/case-looks';
import { together, TOGETHER_BOUNDS, type SharedLook, type Together } from '../../components/prices/together';

const OUTCOMES: Record<Together['outcome'], string> = {
  'too-few': `人数太少，只能看看，不能下结论 / fewer than ${String(TOGETHER_BOUNDS.minPeople)} people: to look at, not to conclude from`,
  'same-for-all': '大家看到的价格相同 / everybody saw the same price',
  'differs-without-pattern':
    '看到的价格不同，但与已知情况没有超出偶然的关联 / prices differ, and go with nothing known more than chance would',
  'differs-with-pattern':
    '看到的价格不同，且与一项情况相关，超出偶然 / prices differ and go with a circumstance more than chance would',
};
const GAP =
  '价格不同本身不能证明使用了个人数据。 / A gap alone does not prove that personal data was used: shops also test prices by lot.';

async function looksOf(argument: string): Promise<SharedLook[] | string> {
  const at = argument.indexOf('=');
  const [person, file] = at > 0 ? [argument.slice(0, at), argument.slice(at + 1)] : [argument, argument];
  try {
    if ((await stat(file)).size > LIMITS.caseFileBytes) return `${file}: too-large`;
    const read = await readCaseFile(new Uint8Array(await readFile(file)));
    if (read.ok) return looksOfCase(read.case, person);
    return `${file}: ${read.problems.map(({ item, reason }) => `${item} ${reason ?? ''}`.trim()).join(', ') || 'no case file'}`;
  } catch (error) {
    if (error instanceof Error && 'code' in error) return `${file}: ${String(error.code).toLowerCase()}`;
    throw error;
  }
}

function printed(result: Together): string {
  const when = new Date(result.fromMinute * 60_000).toISOString().slice(0, 16);
  const minutes = result.untilMinute - result.fromMinute;
  const rows = result.rows.map(({ person, prices, looks }) => {
    const flicker = prices.length > 1 ? '  (变动 / moved)' : '';
    return `  ${safe(person).padEnd(24)} ${prices.join(' → ')}  ×${String(looks)}${flicker}`;
  });
  const tests = result.tests.map(({ attribute, values, table: [[a, b], [c, d]], p, pBounded }) => {
    const counts = `${safe(values[0])} ${String(a)}:${String(b)}, ${safe(values[1])} ${String(c)}:${String(d)}`;
    return `  ${attribute}: ${counts} (低:高 / lower:higher), Fisher p = ${p.toPrecision(3)}, Holm ${pBounded.toPrecision(3)}`;
  });
  const isDifferent = result.outcome.startsWith('differs');
  const head = `${safe(result.variant)}  [${safe(result.promotion)}]  ${when}Z +${String(minutes)} min`;
  return [
    head,
    ...rows,
    ...tests,
    `  = ${OUTCOMES[result.outcome]}`,
    ...(isDifferent ? [`  ${GAP}`] : []),
  ].join('\n');
}

/** Text out of a foreign file, without what could steer a terminal. */
function safe(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, '\ufffd');
}

async function main(args: readonly string[]): Promise<number> {
  const isJson = args.includes('--json');
  const files = args.filter((arg) => arg !== '--json');
  if (files.length === 0 || files.some((arg) => arg.startsWith('--'))) {
    process.stderr.write('usage: together [--json] [NAME=]FILE…\n');
    return 2;
  }
  const looks: SharedLook[] = [];
  let isUnread = false;
  for (const file of files) {
    const found = await looksOf(file);
    if (typeof found === 'string') {
      isUnread = true;
      process.stderr.write(`${safe(found)}\n`);
    } else looks.push(...found);
  }
  const results = together(looks);
  if (isJson) process.stdout.write(`${JSON.stringify({ looks: looks.length, results })}\n`);
  else if (results.length === 0)
    process.stdout.write(
      `没有可比的：需要两人以上在 ${String(TOGETHER_BOUNDS.windowMinutes)} 分钟内看过同一规格。 / Nothing to compare: it takes two people who saw the same variant within ${String(TOGETHER_BOUNDS.windowMinutes)} minutes.\n`,
    );
  else process.stdout.write(`${results.map(printed).join('\n\n')}\n`);
  if (isUnread) return 2;
  return results.length > 0 ? 0 : 1;
}

process.exitCode = await main(process.argv.slice(2));
