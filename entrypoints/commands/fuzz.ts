/** `fuzz [RUNS]`: the property tests of every parser with many more cases than a test run has time for. */
import { spawnSync } from 'node:child_process';
import { root } from './root';

const runs = Number(process.argv[2] ?? 1_000_000);
if (!Number.isSafeInteger(runs) || runs < 1) {
  process.stderr.write('fuzz: the number of runs is a whole number from 1\n');
  process.exit(2);
}
const { status } = spawnSync(
  'npx',
  ['vitest', 'run', '--config', 'tests/vitest.config.ts', '--testTimeout', '7200000', 'property'],
  { cwd: root, stdio: 'inherit', env: { ...process.env, MINGBIAO_FUZZ_RUNS: String(runs) } },
);
process.exitCode = status ?? 1;
