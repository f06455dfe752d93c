/**
 * Reads the shop adapters from their folders. Runs in Node (build, commands, tests), never in a browser:
 * there the build hands over the same data as `virtual:shops`.
 */
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { shopSchema, type Shop } from '../model/shop';

/** All adapters below `root`/components/shops, by id. Throws with the file's path when one does not parse. */
export async function loadShops(root: string): Promise<Shop[]> {
  const folder = join(root, 'components', 'shops');
  const shops: Shop[] = [];
  for (const entry of (await readdir(folder, { withFileTypes: true })).sort((a, b) =>
    a.name.localeCompare(b.name),
  )) {
    if (!entry.isDirectory()) continue;
    const file = join(folder, entry.name, 'shop.json');
    const parsed = shopSchema.safeParse(JSON.parse(await readFile(file, 'utf8')));
    if (!parsed.success)
      throw new Error(
        `${file}: ${parsed.error.issues.map((i) => `${i.path.join('.')}: ${i.message}`).join('; ')}`,
      );
    if (parsed.data.id !== entry.name)
      throw new Error(`${file}: id "${parsed.data.id}" is not the folder's name`);
    shops.push(parsed.data);
  }
  return shops;
}

/** Match patterns of every host that any shop needs: its pages and the hosts of its pictures. */
export function hostPatterns(shops: readonly Shop[]): string[] {
  const hosts = new Set(shops.flatMap((shop) => [...shop.pageHosts, ...shop.mediaHosts]));
  return [...hosts].sort().map((host) => `https://${host}/*`);
}
