/** A batch as its own process: stopped from the terminal, gone on with, and the same findings as by hand. */
import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { bytesSource } from '../../components/evidence/byte-source';
import { readCaseFile } from '../../components/evidence/case-file';
import { openCollection, readCollected } from '../../components/evidence/read-collection';
import type { Case } from '../../components/model/case';
import { exportCase } from '../../entrypoints/commands/export-case';
import { root } from '../house/sources';
import { expect, JURISDICTIONS, test } from './shop';

const PAGES = ['/product/teapot', '/', '/en/'];

function scan(
  out: string,
  list: string,
): { child: ChildProcess; said: () => string; ended: Promise<number | null> } {
  const command = [
    'run.mjs',
    'scan',
    '--rate',
    '600',
    '--jurisdiction',
    JURISDICTIONS.join(),
    '--case',
    out,
    list,
  ];
  const [file = '', ...rest] = command;
  const child = spawn(process.execPath, [join(root, 'entrypoints', 'commands', file), ...rest], {
    cwd: root,
    // A group of its own, as a terminal gives one: Ctrl-C is sent to all of it.
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr?.on('data', (part: Buffer) => {
    said += part.toString();
  });
  const ended = new Promise<number | null>((done) => child.on('close', done));
  return { child, said: () => said, ended };
}

/** What was found, without what every visit has for itself. */
function found({ findings, jurisdictions }: Case): unknown {
  return {
    jurisdictions,
    findings: findings
      .map(({ pack, rule, subject, outcome, certainty, declaredStatus, values, reasons }) =>
        JSON.stringify({ pack, rule, subject, outcome, certainty, declaredStatus, values, reasons }),
      )
      .sort(),
  };
}

test('Ctrl-C leaves a batch that goes on where it was, to one collection with what a person finds by hand', async ({
  world,
}, info) => {
  test.setTimeout(240_000);
  const list = info.outputPath('list.txt');
  const out = info.outputPath('out.wacz');
  writeFileSync(list, PAGES.map((path) => `${world.shop.url}${path}\n`).join(''));

  const first = scan(out, list);
  await expect.poll(first.said, { timeout: 120_000 }).toContain('1 of 3 done');
  process.kill(-(first.child.pid ?? 0), 'SIGINT');
  expect(await first.ended, first.said()).toBe(1);
  // The page that was at hand is finished and not asked for again.
  expect(first.said()).toContain('stopped, 1 page left');
  expect(await stat(out).catch(() => null)).toBeNull();
  const state = JSON.parse(readFileSync(join(`${out}.parts`, 'batch.json'), 'utf8')) as {
    pages: { file: string | null; tries: number }[];
  };
  expect(state.pages.map(({ file, tries }) => [file !== null, tries])).toEqual([
    [true, 1],
    [true, 1],
    [false, 0],
  ]);

  const again = scan(out, list);
  expect(await again.ended, again.said()).toBe(0);
  const source = bytesSource(new Uint8Array(readFileSync(out)));
  const collection = await openCollection(source);
  expect(collection.items.filter(({ verdict }) => verdict === 'altered')).toEqual([]);
  const batch: Case[] = [];
  for (const place of collection.cases) {
    const { bytes } = await readCollected(source, place);
    const read = bytes ? await readCaseFile(bytes) : null;
    if (read?.ok) batch.push(read.case);
  }
  expect(batch.map(({ url }) => url)).toEqual(PAGES.map((path) => world.shop.url + path));

  const { page, visit } = await world.look('/product/teapot');
  await page.bringToFront();
  const { caseId } = await world.browser.ask('visit/keep', { tabId: visit.tabId });
  const byHand = await readCaseFile(await exportCase(world.browser, caseId));
  const [inBatch] = batch;
  if (!byHand.ok || !inBatch) throw new Error('a case is missing');
  expect(byHand.case.findings.filter(({ outcome }) => outcome === 'flagged').length).toBeGreaterThan(0);
  expect(found(inBatch)).toEqual(found(byHand.case));
  await page.close();
});
