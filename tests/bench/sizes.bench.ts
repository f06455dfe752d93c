/** Sizes of what is shipped, gzip -9, against the budgets in .size-limit.json. */
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { filesBelow, root } from '../house/sources';

const out = join(root, '.output', 'chrome-mv3');
const budgets = JSON.parse(readFileSync(join(root, '.size-limit.json'), 'utf8')) as {
  name: string;
  path: string;
  limit: string;
}[];
for (const { name, path, limit } of budgets) {
  const [folder = '', pattern = ''] = [
    path.slice(0, path.lastIndexOf('/')),
    path.slice(path.lastIndexOf('/') + 1),
  ];
  const [head = '', tail = ''] = pattern.split('*');
  const files = readdirSync(join(root, folder)).filter((f) =>
    pattern.includes('*') ? f.startsWith(head) && f.endsWith(tail) : f === pattern,
  );
  const bytes = files.reduce(
    (sum, f) => sum + gzipSync(readFileSync(join(root, folder, f)), { level: 9 }).length,
    0,
  );
  console.log(
    `${name.padEnd(28)} ${(bytes / 1000).toFixed(1).padStart(8)} kB of ${limit}  (${(bytes / 1000 / Number.parseFloat(limit)).toFixed(2)} × the budget)`,
  );
}
const whole = filesBelow(out).reduce((sum, path) => sum + statSync(path).size, 0);
console.log(`${'whole extension, unpacked'.padEnd(28)} ${(whole / 1e6).toFixed(2).padStart(8)} MB`);
