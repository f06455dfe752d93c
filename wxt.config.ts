import { fileURLToPath } from 'node:url';
import { defineConfig } from 'wxt';
import { hostPatterns, loadShops } from './components/shops/load';
import { dataFolders, withoutCodeFromText } from './entrypoints/commands/build-plugins';

export default defineConfig({
  publicDir: 'assets/public',
  imports: false,
  manifestVersion: 3,
  // The tables in tests/rules are part of the proof without which nothing builds.
  zip: { excludeSources: ['tests/!(rules)/**', '.ci/**', 'out/**'] },
  vite: () => ({
    plugins: [dataFolders(import.meta.dirname), withoutCodeFromText()],
    build: { target: 'es2022' },
  }),
  hooks: {
    // The C2PA reader's program, as its package ships it: fetched by the worker from the extension itself.
    'build:publicAssets': (_, files) => {
      files.push({
        absoluteSrc: fileURLToPath(import.meta.resolve('@contentauth/c2pa-wasm/c2pa.wasm')),
        relativeDest: 'c2pa.wasm',
      });
      // The reader of labels inside pictures: one build of its program, Chinese and Korean (Latin letters included).
      for (const [from, to] of [
        ['tesseract.js-core/tesseract-core-simd-lstm.js', 'ocr/tesseract-core.js'],
        ['tesseract.js-core/tesseract-core-simd-lstm.wasm', 'ocr/tesseract-core.wasm'],
        ['@tesseract.js-data/chi_sim/4.0.0_best_int/chi_sim.traineddata.gz', 'ocr/chi_sim.traineddata.gz'],
        ['@tesseract.js-data/kor/4.0.0_best_int/kor.traineddata.gz', 'ocr/kor.traineddata.gz'],
      ] as const)
        files.push({ absoluteSrc: fileURLToPath(import.meta.resolve(from)), relativeDest: to });
    },
  },
  manifest: async ({ browser }) => ({
    name: '__MSG_extName__',
    short_name: '__MSG_extShortName__',
    description: '__MSG_extDescription__',
    default_locale: 'zh_CN',
    minimum_chrome_version: '120',
    // storage: what the person keeps. scripting + activeTab: look where asked. contextMenus: the same by
    // right click. alarms: resume reading after the worker was ended. offscreen: Chrome only, a document
    // that can own the worker which verifies signatures. unlimitedStorage: evidence is large.
    permissions: [
      'activeTab',
      'contextMenus',
      'scripting',
      'storage',
      'unlimitedStorage',
      ...(browser === 'firefox' ? [] : ['offscreen']),
    ],
    // Shops are asked for one by one. The last is never asked for as it stands: an address may only be asked for
    // when a pattern here covers it, and the time-stamp authority is whichever the person names.
    optional_host_permissions: [...hostPatterns(await loadShops(import.meta.dirname)), 'https://*/*'],
    // Alt+Shift+K is taken by no browser; people change it where the browser lists such keys.
    commands: {
      'keep-page': {
        suggested_key: { default: 'Alt+Shift+K' },
        description: '__MSG_commandKeep__',
      },
    },
    action: { default_title: '__MSG_actionTitle__' },
    content_security_policy: {
      extension_pages: "script-src 'self' 'wasm-unsafe-eval'; object-src 'self';",
    },
    ...(browser === 'firefox'
      ? {
          browser_specific_settings: {
            gecko: {
              id: 'mingbiao@mingbiao.org',
              strict_min_version: '142.0',
              data_collection_permissions: { required: ['none'] },
            },
          },
        }
      : {}),
  }),
});
