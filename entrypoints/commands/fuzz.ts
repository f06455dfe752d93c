/**
 * `fuzz [RUNS]`: every property test with many more cases than a test run has time for, so many that it still ends:
 * RUNS altered media files (a million), shared among the processors, then a hundredth of that of cases for each
 * property of every other parser, or as many as fit into ten seconds. Says how far it is.
 */
import { spawn } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { root } from './root';

const CASES_OF_PROPERTY = 100;
const SECONDS_OF_PROPERTY = 10;
/** Files that count their cases themselves and can share them. */
const SHARED = ['fuzz.property.test.ts', 'settled.property.test.ts'];

/** Test files with properties, paths from the root of the project. */
function propertyFiles(): string[] {
  return readdirSync(join(root, 'tests', 'unit'), { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.test\.tsx?$/.test(path))
    .map((path) => join('tests', 'unit', path))
    .filter((path) => readFileSync(join(root, path), 'utf8').includes("from 'fast-check'"))
    .sort();
}

/** The exit code of the tests in these files. */
function tests(files: readonly string[], env: Readonly<Record<string, string>>): Promise<number> {
  const patience = ['--testTimeout', '7200000', '--hookTimeout', '600000'];
  const options = ['--config', 'tests/vitest.config.ts', '--reporter', 'verbose', ...patience];
  return new Promise((resolve) => {
    const running = spawn('npx', ['vitest', 'run', ...options, ...files], {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, ...env },
    });
    running.on('close', (status) => resolve(status ?? 1));
  });
}

async function main(): Promise<void> {
  const runs = Number(process.argv[2] ?? 1_000_000);
  if (!Number.isSafeInteger(runs) || runs < 1) {
    process.stderr.write('fuzz: the number of runs is a whole number from 1\n');
    process.exitCode = 2;
    return;
  }
  const all = propertyFiles();
  const isShared = (path: string): boolean => SHARED.some((name) => path.endsWith(name));
  const parts = availableParallelism();
  const shares = Array.from({ length: parts }, (_, n) =>
    tests(all.filter(isShared), {
      MINGBIAO_FUZZ_RUNS: String(runs),
      MINGBIAO_FUZZ_PART: `${String(n + 1)}/${String(parts)}`,
    }),
  );
  const codes = await Promise.all(shares);
  codes.push(
    await tests(
      all.filter((path) => !isShared(path)),
      {
        MINGBIAO_FUZZ_RUNS: String(Math.max(1, Math.round(runs / CASES_OF_PROPERTY))),
        MINGBIAO_FUZZ_SECONDS: String(SECONDS_OF_PROPERTY),
      },
    ),
  );
  process.exitCode = codes.find((code) => code !== 0) ?? 0;
}

await main();
