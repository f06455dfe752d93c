/** The extension built into a folder of its own for a bench, as it ships or with the names of its functions. */
import { join } from 'node:path';
import { build } from 'wxt';
import config from '../../wxt.config';

const ROOT = join(import.meta.dirname, '../..');

/** Builds for Chromium below `folder`; answers the folder of the unpacked extension. */
export async function buildExtension(folder: string, { minify }: { minify: boolean }): Promise<string> {
  const silent = (): void => undefined;
  await build({
    ...config,
    root: ROOT,
    configFile: false,
    outDir: folder,
    logger: {
      debug: silent,
      log: silent,
      info: silent,
      success: silent,
      warn: silent,
      error: console.error,
      fatal: console.error,
      level: 0,
    },
    vite: async (env) => {
      const given = await config.vite?.(env);
      return { ...given, logLevel: 'error', build: { ...given?.build, minify } };
    },
  });
  return join(folder, 'chrome-mv3');
}
