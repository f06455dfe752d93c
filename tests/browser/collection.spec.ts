import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { canonicalJson } from '../../components/evidence/canonical';
import { writeCaseFile } from '../../components/evidence/case-file';
import { sha256Hex } from '../../components/evidence/digest';
import { newSigningKey } from '../../components/evidence/signature';
import { judge } from '../../components/judge/judge';
import type { Case } from '../../components/model/case';
import { findingsCsv } from '../../components/report/csv';
import { reportHtml } from '../../components/report/html';
import { reportPictures } from '../../components/report/pictures';
import { bytesSource } from '../../components/evidence/byte-source';
import { unzipSync } from 'fflate';
import { verifyCollection } from '../../components/verify/verify-collection';
import { caseOf } from '../unit/casebook/case-of';
import { entriesOf, smallLaw } from '../unit/verify/made-case';
import { expect, test } from './shop';

const KEPT = join(import.meta.dirname, '..', 'unit', 'evidence', 'formats', '0.1.0.wacz');

async function take(page: Page, path: string): Promise<void> {
  await page.locator('.book-views').getByRole('button', { name: '导入' }).click();
  await page.locator('input[type=file][accept*=wacz]').setInputFiles(path);
}

test('a collection and tables out of the casebook; the collection verifies, and comes in again', async ({
  world,
}, info) => {
  const page = await world.browser.context.newPage();
  // The picker is the browser's own window, which no test can press; without it the file takes the other way.
  await page.addInitScript(() => Reflect.deleteProperty(globalThis, 'showSaveFilePicker'));
  await page.goto(world.browser.pageUrl('casebook.html'));
  await take(page, KEPT);
  await expect(page.getByText('Terracotta metal desk lamp').first()).toBeVisible({ timeout: 20_000 });
  await page.locator('.book-views').getByRole('button', { name: '案例' }).click();
  await page.getByRole('searchbox').fill('Terracotta');
  const rows = page.locator('.cases > li');
  await expect(rows).toHaveCount(1);
  await rows.first().getByRole('checkbox').check();

  const collecting = page.waitForEvent('download');
  await page.getByRole('button', { name: /^(导出为一个合集|Export as one collection)$/ }).click();
  const collection = await (await collecting).path();
  const bytes = new Uint8Array(readFileSync(collection));
  const verified = await verifyCollection(bytesSource(bytes), { version: '9.9.9', today: null });
  expect(verified.items.filter(({ verdict }) => verdict === 'altered')).toEqual([]);
  expect(verified).toMatchObject({ verdict: 'intact', cases: [{ verdict: 'intact' }] });
  expect(verified.signer).not.toBeNull();

  const writing = page.waitForEvent('download');
  await page.getByRole('button', { name: /^(导出数据表|Export as tables)$/ }).click();
  const tables = unzipSync(new Uint8Array(readFileSync(await (await writing).path())));
  const lines = new TextDecoder().decode(tables['cases.ndjson']).trim().split('\n');
  expect(lines).toHaveLength(1);
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ case_id: verified.cases[0]?.case?.id });
  expect(new TextDecoder().decode(tables['findings.parquet']?.slice(0, 4))).toBe('PAR1');

  const file = info.outputPath('collection.wacz');
  writeFileSync(file, bytes);
  await page.goto(world.browser.pageUrl('verify.html'));
  await page.locator('input[type=file]').first().setInputFiles(file);
  await expect(page.locator('.whole')).toHaveClass(/intact/, { timeout: 30_000 });
  const changed = bytes.slice();
  changed[5_000] = (changed[5_000] ?? 0) ^ 1;
  writeFileSync(file, changed);
  await page.locator('input[type=file]').first().setInputFiles(file);
  await expect(page.locator('.whole')).toHaveClass(/altered/, { timeout: 30_000 });

  writeFileSync(file, bytes);
  await page.goto(world.browser.pageUrl('casebook.html'));
  await take(page, file);
  await expect(page.getByText(/collection\.wacz › 000001-/).first()).toBeVisible({ timeout: 20_000 });
  await page.close();
});

test('a case that somebody else signed is handed on byte for byte as they signed it', async ({
  world,
}, info) => {
  const law = await smallLaw();
  const { case: bare, blobs } = await caseOf('theirs-0001', { jurisdictions: ['us-ny'] });
  const rules = new TextEncoder().encode(canonicalJson(law));
  const sha256 = await sha256Hex(rules);
  const [first] = bare.captures;
  if (!first) throw new Error('no capture');
  const of: Case = {
    ...bare,
    packs: law.packs.map(({ id, version, digest, jurisdiction }) => ({ id, version, digest, jurisdiction })),
    findings: judge(bare.observations, law, { date: '2026-11-20', jurisdictions: ['us-ny'] }),
    captures: [
      ...bare.captures,
      {
        ...first,
        role: 'law',
        subject: null,
        url: null,
        mime: 'application/json',
        sizeBytes: rules.length,
        sha256,
      },
    ],
  };
  const bytes = new Map([...blobs.map((one) => [one.sha256, one.bytes] as const), [sha256, rules]]);
  const getBlob = (wanted: string): Promise<Uint8Array | null> => Promise.resolve(bytes.get(wanted) ?? null);
  const images = await reportPictures(of, getBlob);
  const theirs = await writeCaseFile({
    case: of,
    law,
    getBlob,
    reportHtml: reportHtml({ case: of, law, images, locale: 'both' }),
    findingsCsv: findingsCsv(of, law),
    seal: { at: '2026-11-20T09:00:00.000Z', key: await newSigningKey() },
  });
  const path = info.outputPath('theirs.wacz');
  writeFileSync(path, theirs);

  const page = await world.browser.context.newPage();
  await page.addInitScript(() => Reflect.deleteProperty(globalThis, 'showSaveFilePicker'));
  await page.goto(world.browser.pageUrl('casebook.html'));
  await take(page, path);
  await expect(page.locator('.book-results')).toContainText('新导入');
  await page.locator('.book-views').getByRole('button', { name: '案例' }).click();
  await page.getByRole('searchbox').fill('羊毛围巾');
  await page.locator('.cases > li').first().getByRole('checkbox').check();
  const collecting = page.waitForEvent('download');
  await page.getByRole('button', { name: '导出为一个合集' }).click();
  const whole = new Uint8Array(readFileSync(await (await collecting).path()));
  await expect(page.locator('.toast')).toContainText('其中 1 份保持他人原来的签名');
  const inside = entriesOf(whole).get('cases/000001-theirs-0001.wacz') ?? new Uint8Array();
  expect(Buffer.from(inside).equals(Buffer.from(theirs))).toBe(true);
  await page.close();
});
