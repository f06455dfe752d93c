/** `build`: both browsers, unpacked, and with `--zip` the files for the stores. */
import { spawnSync } from 'node:child_process';
import { root } from './root';

const verb = process.argv.includes('--zip') ? 'zip' : 'build';
let failed = 0;
for (const args of [[verb], [verb, '-b', 'firefox', '--mv3']]) {
  if (spawnSync('npx', ['wxt', ...args], { cwd: root, stdio: 'inherit' }).status !== 0) failed += 1;
}
process.exitCode = failed === 0 ? 0 : 1;
