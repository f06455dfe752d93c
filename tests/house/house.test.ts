import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { filesBelow, root, sources } from './sources';

const TOP_LEVEL = [
  'CHANGELOG.md',
  'CONTRIBUTING.md',
  'LICENSE',
  'README.md',
  'assets',
  'components',
  'entrypoints',
  'package-lock.json',
  'package.json',
  'rules',
  'tests',
  'tsconfig.json',
  'wxt.config.ts',
];
/** Made by tools and ignored by git. */
const MADE = ['node_modules', 'out'];

describe('the house keeps its own order', () => {
  it('has the top level that was decided and nothing beside it', () => {
    const names = readdirSync(root).filter((name) => !name.startsWith('.') && !MADE.includes(name));
    expect(names.sort()).toEqual([...TOP_LEVEL].sort());
  });

  it('asks the network in named places only, and its own package in two (the programs of the workers)', () => {
    const asking = sources('components', 'entrypoints')
      .filter((s) => !s.path.startsWith('entrypoints/commands/'))
      .filter((s) =>
        /(?<![#.\w])(fetch\(|XMLHttpRequest|sendBeacon|WebSocket|EventSource|importScripts\()/.test(
          s.text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/\/\/.*$/gm, ''),
        ),
      )
      .map((s) => s.path);
    expect(asking.sort()).toEqual([
      'components/visits/medium-source.ts',
      'components/visits/page-again.ts',
      // A reader of a few lines, put into the page whose picture the person pressed on.
      'entrypoints/background/read-here.ts',
      'entrypoints/c2pa-worker.ts',
      // The page's own response, out of the browser's cache only.
      'entrypoints/capture-page.ts',
      // A digest, shown before, to the authority that the person named, on a press.
      'entrypoints/casebook/ask-time-stamp.ts',
      'entrypoints/pixel-worker.ts',
      'entrypoints/shop/read-medium.ts',
    ]);
  });

  it('evaluates no text as code and writes no markup from text', () => {
    for (const source of sources('components', 'entrypoints')) {
      expect(source.text, source.path).not.toMatch(
        /\beval\(|new Function\(|dangerouslySetInnerHTML|insertAdjacentHTML|document\.write\(/,
      );
      expect(source.text, source.path).not.toMatch(/\.innerHTML\s*=/);
    }
  });

  it('carries no suppression of the type checker and no empty catch', () => {
    for (const source of sources('components', 'entrypoints', 'rules')) {
      expect(source.text, source.path).not.toMatch(/@ts-(ignore|nocheck|expect-error)/);
      expect(source.text, source.path).not.toMatch(/catch\s*(\([^)]*\))?\s*\{\s*\}/);
    }
  });

  it('has no to-do without a date, and none whose date is past', () => {
    const today = new Date().toISOString().slice(0, 10);
    for (const source of sources('components', 'entrypoints', 'rules', 'tests')) {
      if (source.path.startsWith('tests/house/')) continue;
      for (const match of source.text.matchAll(/\bTODO\b(.*)/g)) {
        const date = /^ \[(\d{4}-\d{2}-\d{2})\]:/.exec(match[1] ?? '')?.[1];
        expect(date, `${source.path}: ${match[0]}`).toBeDefined();
        expect((date ?? '') > today, `${source.path}: ${match[0]} is past`).toBe(true);
      }
    }
  });

  it('names files and folders in kebab-case', () => {
    for (const folder of ['components', 'rules', 'entrypoints']) {
      for (const path of filesBelow(join(root, folder))) {
        const name = path.slice(join(root, folder).length + 1);
        expect(name.replace(/README\.md$/, 'readme.md'), name).toMatch(/^[a-z0-9./-]+$/);
      }
    }
  });

  it('keeps its data files in the form in which they print', () => {
    for (const folder of ['rules', 'components/shops', 'assets/locales']) {
      if (!existsSync(join(root, folder))) continue;
      for (const path of filesBelow(join(root, folder)).filter((p) => p.endsWith('.json'))) {
        const text = readFileSync(path, 'utf8');
        const again = JSON.stringify(JSON.parse(text));
        expect(JSON.stringify(JSON.parse(again)), path).toBe(again);
        expect(text.endsWith('\n'), `${path} ends with a line break`).toBe(true);
      }
    }
  });
});
