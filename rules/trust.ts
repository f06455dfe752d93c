/** Reads the lists of trust anchors from rules/trust. Runs in Node (build, commands, tests), never in a browser. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { trustListSchema, type TrustList } from '../components/model/trust';

const FOLDER = 'rules/trust';

/** Every list below `root`, by file name. Throws an Error that names the file and what is wrong with it. */
export function loadTrustLists(root: string): TrustList[] {
  const names = readdirSync(join(root, FOLDER)).filter((name) => name.endsWith('.json'));
  return names.sort().map((name) => {
    const path = `${FOLDER}/${name}`;
    const parsed = trustListSchema.safeParse(JSON.parse(readFileSync(join(root, path), 'utf8')));
    if (!parsed.success) throw new Error(`${path}: ${parsed.error.message}`);
    if (`${parsed.data.id}.json` !== name) throw new Error(`${path}: its id is "${parsed.data.id}"`);
    return parsed.data;
  });
}
