import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { WxtVitest } from 'wxt/testing/vitest-plugin';

const root = fileURLToPath(new URL('..', import.meta.url));

export default defineConfig({
  root,
  plugins: [WxtVitest()],
  test: {
    include: ['tests/{unit,house,rules,samples}/**/*.test.{ts,tsx}'],
    environment: 'node',
    testTimeout: 30_000,
    // `npm run fuzz` asks for more cases than each property may take the time for.
    setupFiles: process.env.MINGBIAO_FUZZ_SECONDS ? ['tests/unit/bounded-properties.ts'] : [],
    // By default one core is left to whoever watches; nobody does here, and machines with two would use one.
    maxWorkers: '100%',
  },
});
