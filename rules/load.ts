/** Reads the law from its folders. Runs in Node (build, commands, tests), never in a browser. */
import { createHash } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { compileLaw, type LawFile } from './compile';
import type { Forms, Law, Lexicon, PriceLexicon } from './language';
import { sentence } from './problems';

export interface LoadedLaw {
  law: Law;
  forms: Forms;
  lexicon: Lexicon;
  priceLexicon: PriceLexicon;
}

const FOLDERS = ['rules/provisions', 'rules/packs', 'rules/channels', 'rules/lexicon', 'tests/rules'];

/** The whole law below `root`. Throws one Error that lists every problem, because a build must not go on. */
export async function loadLaw(root: string): Promise<LoadedLaw> {
  const compiled = await compileLaw(await lawFiles(root), { sha256 });
  if (compiled.ok)
    return {
      law: compiled.law,
      forms: compiled.forms,
      lexicon: compiled.lexicon,
      priceLexicon: compiled.priceLexicon,
    };
  const lines = compiled.problems.map((found) => `  ${sentence(found)}`);
  throw new Error(`The law does not compile (${lines.length} problems):\n${lines.join('\n')}`);
}

/** Every JSON file of the law below `root`, with its path from there. */
export async function lawFiles(root: string): Promise<LawFile[]> {
  const files: LawFile[] = [];
  for (const folder of FOLDERS) {
    const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true });
    for (const entry of entries) {
      if (!entry.isFile() || !entry.name.endsWith('.json')) continue;
      const full = join(entry.parentPath, entry.name);
      const path = relative(root, full).replaceAll('\\', '/');
      files.push({ path, text: await readFile(full, 'utf8') });
    }
  }
  return files;
}

export function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}
