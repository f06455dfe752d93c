/** What every build of ours needs of Vite: the data folders as modules, and two libraries without code from text. */
import type { Plugin } from 'vite';
import { loadShops } from '../../components/shops/load';
import { loadLaw } from '../../rules/load';
import { loadTrustLists } from '../../rules/trust';

/** Compiles the data folders into modules. Bad data fails the build, with file, place and nearest name. */
export function dataFolders(root: string): Plugin {
  const modules: Record<string, () => Promise<Record<string, unknown>>> = {
    'virtual:law': async () => {
      const { law, lexicon, priceLexicon } = await loadLaw(root);
      return { law, lexicon, priceLexicon };
    },
    'virtual:forms': async () => ({ forms: (await loadLaw(root)).forms }),
    'virtual:trust': () => Promise.resolve({ trustLists: loadTrustLists(root) }),
    'virtual:shops': async () => ({ shops: await loadShops(root) }),
  };
  return {
    name: 'mingbiao-data-folders',
    resolveId: (id) => (id in modules ? `\0${id}` : null),
    async load(id) {
      const make = id.startsWith('\0') ? modules[id.slice(1)] : undefined;
      if (!make) return null;
      const values = await make();
      return Object.entries(values)
        .map(
          ([name, value]) => `export const ${name} = JSON.parse(${JSON.stringify(JSON.stringify(value))});`,
        )
        .join('\n');
    },
  };
}

/**
 * Two libraries carry a way to turn text into code or markup that this project never uses: zod may compile
 * schemas with `Function` (we run it jitless), Preact may set innerHTML. Stores warn of both, rightly, so the
 * build takes the ways out. A library that has changed fails the build instead of slipping through.
 */
export function withoutCodeFromText(): Plugin {
  const cuts: { file: RegExp; from: RegExp; to: string }[] = [
    {
      file: /zod\/v4\/core\/(util|doc|compile)\.js$/,
      from: /const F = Function;/g,
      to: 'const F = class { constructor() { throw new Error("no code from text"); } };',
    },
    { file: /preact\/dist\/preact\.mjs$/, from: /\binnerHTML\b/g, to: 'textContent' },
  ];
  return {
    name: 'mingbiao-without-code-from-text',
    transform(code, id) {
      const cut = cuts.find(({ file }) => file.test(id.split('?')[0] ?? ''));
      if (!cut) return null;
      const cleaned = code.replace(cut.from, cut.to);
      if (cleaned === code)
        throw new Error(`${id} no longer holds ${String(cut.from)}: look again before taking this version`);
      return { code: cleaned, map: null };
    },
  };
}
