/** The project's own source files, for tests that read the house itself. */
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));

export interface Source {
  /** Path from the root, with forward slashes. */
  path: string;
  text: string;
}

const CODE = /\.(ts|tsx|mjs)$/;

/** Every code file below the given top-level folders. */
export function sources(...folders: string[]): Source[] {
  return folders
    .flatMap((folder) => filesBelow(join(root, folder)))
    .filter((path) => CODE.test(path) && !path.endsWith('.d.ts'))
    .map((path) => ({ path: relative(root, path).split('\\').join('/'), text: readFileSync(path, 'utf8') }));
}

export function filesBelow(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesBelow(path) : [path];
  });
}

export interface Import {
  from: string;
  /** Import that is gone after compilation. */
  isTypeOnly: boolean;
}

/** Static and dynamic imports of one file, with whether they survive compilation. */
export function importsOf(source: Source): Import[] {
  const found: Import[] = [];
  for (const match of source.text.matchAll(
    /^\s*(import|export)\s+(type\s+)?([^'";]*?)\s*from\s+['"]([^'"]+)['"]/gm,
  )) {
    const names = match[3] ?? '';
    const allTypes =
      /^\{/.test(names) &&
      names
        .replace(/[{}]/g, '')
        .split(',')
        .every((name) => name.trim() === '' || name.trim().startsWith('type '));
    found.push({ from: match[4] ?? '', isTypeOnly: match[2] !== undefined || allTypes });
  }
  for (const match of source.text.matchAll(/^\s*import\s+['"]([^'"]+)['"]/gm))
    found.push({ from: match[1] ?? '', isTypeOnly: false });
  for (const match of source.text.matchAll(/\bimport\(\s*['"]([^'"]+)['"]\s*\)/g))
    found.push({ from: match[1] ?? '', isTypeOnly: false });
  return found;
}
