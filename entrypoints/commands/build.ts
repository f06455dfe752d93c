/**
 * `build`: both browsers, unpacked, and with `--zip` the files for the stores; and the page that checks case files as
 * one HTML file. `build verify-page`: only that page.
 */
import { spawnSync } from 'node:child_process';
import { relative } from 'node:path';
import { root } from './root';
import { buildVerifyPage } from './verify-page';

const isPageOnly = process.argv.includes('verify-page');
const verb = process.argv.includes('--zip') ? 'zip' : 'build';
let failed = 0;
for (const args of isPageOnly ? [] : [[verb], [verb, '-b', 'firefox', '--mv3']]) {
  if (spawnSync('npx', ['wxt', ...args], { cwd: root, stdio: 'inherit' }).status !== 0) failed += 1;
}
process.stdout.write(`${relative(process.cwd(), await buildVerifyPage(root))}\n`);
process.exitCode = failed === 0 ? 0 : 1;
