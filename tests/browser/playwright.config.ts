import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.ts',
  outputDir: '../../out/browser-tests',
  timeout: 90_000,
  workers: 1,
  forbidOnly: true,
  retries: 0,
});
