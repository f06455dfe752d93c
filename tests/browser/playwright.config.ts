import { readdirSync } from 'node:fs';
import { defineConfig } from '@playwright/test';

const files = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.spec.ts'));

export default defineConfig({
  testDir: '.',
  outputDir: '../../out/browser-tests',
  timeout: 90_000,
  // Most of a browser test is waiting for a page to settle: two files side by side keep two cores busy.
  workers: 2,
  forbidOnly: true,
  retries: 0,
  // A file is a project so that it starts with a browser of its own, whichever file ran before it: what one
  // file keeps or chooses is never met by another, and the order of files changes nothing.
  projects: files.map((name) => ({ name: name.replace('.spec.ts', ''), testMatch: name })),
});
