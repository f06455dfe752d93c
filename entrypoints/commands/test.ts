/**
 * `npm test`: everything that has to hold, in the order in which a failure is cheapest to find. Each step
 * counts its own tests; the last line is `N passed, N failed`.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { root } from './root';

interface Count {
  passed: number;
  failed: number;
  skipped: number;
}

interface Step {
  id: string;
  run(): Promise<Count>;
}

const out = join(root, 'out', 'test');

/** Runs a tool and counts it as one check; `quiet` ones say what they have to say when they end. */
function check(id: string, command: string, args: string[], output: Output = 'inherit'): Step {
  return {
    id,
    run: async () =>
      (await tool(command, args, {}, output)) === 0
        ? { passed: 1, failed: 0, skipped: 0 }
        : { passed: 0, failed: 1, skipped: 0 },
  };
}

type Output = 'inherit' | 'quiet';

function tool(
  command: string,
  args: string[],
  env: NodeJS.ProcessEnv = {},
  output: Output = 'inherit',
): Promise<number> {
  return new Promise((done) => {
    const to = output === 'quiet' ? 'pipe' : 'inherit';
    const child = spawn(command, args, {
      cwd: root,
      stdio: ['ignore', to, to],
      env: { ...process.env, ...env },
    });
    const said: Buffer[] = [];
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (chunk: Buffer) => {
        said.push(chunk);
      });
    child.on('close', (code) => {
      process.stdout.write(Buffer.concat(said));
      done(code ?? 1);
    });
    child.on('error', () => {
      done(1);
    });
  });
}

async function vitest(): Promise<Count> {
  const report = join(out, 'vitest.json');
  const code = await tool('npx', [
    'vitest',
    'run',
    '--config',
    'tests/vitest.config.ts',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ]);
  if (!existsSync(report)) return { passed: 0, failed: 1, skipped: 0 };
  const told = JSON.parse(await readFile(report, 'utf8')) as {
    numPassedTests: number;
    numFailedTests: number;
    numPendingTests: number;
    numFailedTestSuites: number;
  };
  // A file that could not even be loaded has no tests to fail; it fails all the same.
  const failed =
    told.numFailedTests +
    (told.numFailedTests === 0 && code !== 0 ? Math.max(1, told.numFailedTestSuites) : 0);
  return { passed: told.numPassedTests, failed, skipped: told.numPendingTests };
}

async function playwright(): Promise<Count> {
  const report = join(out, 'playwright.json');
  const code = await tool(
    'npx',
    ['playwright', 'test', '--config', 'tests/browser/playwright.config.ts', '--reporter=list,json'],
    {
      PLAYWRIGHT_JSON_OUTPUT_NAME: report,
      PLAYWRIGHT_JSON_OUTPUT_FILE: report,
    },
  );
  if (!existsSync(report)) return { passed: 0, failed: 1, skipped: 0 };
  const { stats } = JSON.parse(await readFile(report, 'utf8')) as {
    stats: { expected: number; unexpected: number; skipped: number; flaky: number };
  };
  const failed = stats.unexpected + stats.flaky;
  return { passed: stats.expected, failed: failed === 0 && code !== 0 ? 1 : failed, skipped: stats.skipped };
}

/** These use one core each and nothing of one another: they run side by side. */
const READING: Step[] = [
  check('types', 'npx', ['tsc', '--noEmit'], 'quiet'),
  check('lint', 'npx', ['eslint', '-c', 'tests/house/eslint.config.js', '.'], 'quiet'),
  check('format', 'npx', ['prettier', '--check', '--log-level', 'warn', '.'], 'quiet'),
];

const STEPS: Step[] = [
  ...READING,
  { id: 'unit', run: vitest },
  check('build-chrome', 'npx', ['wxt', 'build', '--level', 'warn']),
  check('build-firefox', 'npx', ['wxt', 'build', '-b', 'firefox', '--mv3', '--level', 'warn']),
  check('store-lint', 'npx', [
    'web-ext',
    'lint',
    '--source-dir',
    '.output/firefox-mv3',
    '--warnings-as-errors',
    '--self-hosted',
  ]),
  check('size', 'npx', ['size-limit']),
  { id: 'browser', run: playwright },
];

async function main(): Promise<number> {
  const { positionals } = parseArgs({ allowPositionals: true, strict: false });
  const unknown = positionals.filter((p) => !STEPS.some((step) => step.id === p));
  if (unknown.length > 0) {
    process.stderr.write(
      `test: unknown step ${unknown.join(', ')}. Known: ${STEPS.map((s) => s.id).join(', ')}\n`,
    );
    return 2;
  }
  await rm(out, { recursive: true, force: true });
  await mkdir(out, { recursive: true });
  const total: Count = { passed: 0, failed: 0, skipped: 0 };
  const lines: string[] = [];
  const run = async (step: Step): Promise<void> => {
    const started = Date.now();
    const count = await step.run();
    total.passed += count.passed;
    total.failed += count.failed;
    total.skipped += count.skipped;
    lines.push(
      `${step.id.padEnd(14)} ${String(count.passed).padStart(6)} passed ${String(count.failed).padStart(4)} failed ${String(count.skipped).padStart(4)} skipped ${String(Math.round((Date.now() - started) / 1000)).padStart(5)} s`,
    );
  };
  const wanted = STEPS.filter((s) => positionals.length === 0 || positionals.includes(s.id));
  const reading = wanted.filter((step) => READING.includes(step));
  if (reading.length > 0) {
    process.stdout.write(`\n== ${reading.map((step) => step.id).join(', ')}\n`);
    await Promise.all(reading.map(run));
  }
  for (const step of wanted.filter((step) => !READING.includes(step))) {
    process.stdout.write(`\n== ${step.id}\n`);
    await run(step);
  }
  process.stdout.write(`\n${lines.join('\n')}\n\n`);
  process.stdout.write(
    `${String(total.passed)} passed, ${String(total.failed)} failed${total.skipped > 0 ? `, ${String(total.skipped)} skipped` : ''}\n`,
  );
  return total.failed === 0 ? 0 : 1;
}

process.exitCode = await main();
