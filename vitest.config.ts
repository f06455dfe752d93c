import { defineConfig } from 'vitest/config';
import { WxtVitest } from 'wxt/testing/vitest-plugin';

export default defineConfig({
  plugins: [WxtVitest()],
  test: {
    include: ['tests/unit/**/*.test.{ts,tsx}', 'tests/house/**/*.test.ts', 'tests/rules/*.test.ts', 'tests/samples/**/*.test.ts'],
    environment: 'node',
    testTimeout: 30_000,
  },
});
