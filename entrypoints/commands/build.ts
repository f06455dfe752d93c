/**
 * `build`: both browsers, unpacked, and with `--zip` the files for the stores; and the page that checks case files as
 * one HTML file, with its digest. `build verify-page`: only that page.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { relative } from 'node:path';
import { root } from './root';
import { buildVerifyPage } from './verify-page';

const isPageOnly = process.argv.includes('verify-page');
const verb = process.argv.includes('--zip') ? 'zip' : 'build';
let failed = 0;
for (const args of isPageOnly ? [] : [[verb], [verb, '-b', 'firefox', '--mv3']]) {
  if (spawnSync('npx', ['wxt', ...args], { cwd: root, stdio: 'inherit' }).status !== 0) failed += 1;
}
// What stands beside the file in a release, so that whoever keeps it can tell it is the released one.
const page = await buildVerifyPage(root);
const digest = createHash('sha256')
  .update(await readFile(page))
  .digest('hex');
process.stdout.write(`${relative(process.cwd(), page)}\nSHA-256 ${digest}\n`);
process.exitCode = failed === 0 ? 0 : 1;
