/** Parts of ours in a page of a real browser, for benches and tests: bundled as one script and run there. */
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

/** The script that puts `priceLab` (price-lab.ts) on the page's global object. */
export function priceLabScript(): Promise<string> {
  return labScript('price-lab.ts');
}

/** The script that puts `storeLab` (store-lab.ts) on the page's global object. */
export function storeLabScript(): Promise<string> {
  return labScript('store-lab.ts');
}

/** The script that puts `chipLab` (chip-lab.ts) on the page's global object. */
export function chipLabScript(): Promise<string> {
  return labScript('chip-lab.ts');
}

/** The script that puts `roomLab` (room-lab.ts) on the page's global object. */
export function roomLabScript(): Promise<string> {
  return labScript('room-lab.ts');
}

async function labScript(entry: string): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    build: {
      write: false,
      minify: false,
      lib: {
        entry: fileURLToPath(new URL(entry, import.meta.url)),
        formats: ['iife'],
        name: 'labBundle',
      },
    },
  });
  const outputs = (Array.isArray(built) ? built : [built]).flatMap((one) =>
    'output' in one ? one.output : [],
  );
  const [script] = outputs.flatMap((one) => (one.type === 'chunk' ? [one.code] : []));
  if (script === undefined) throw new Error('nothing was built');
  return script;
}
