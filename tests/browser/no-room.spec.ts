/** No room left: said before anything is lost, and nothing half kept. */
import { randomFillSync } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sha256Hex } from '../../components/evidence/digest';
import type { Case } from '../../components/model/case';
import { storeLabScript } from '../make/lab-script';
import type { StoreLab } from '../make/store-lab';
import { caseOf } from '../unit/casebook/case-of';
import { caseWithFilm } from '../bench/many-files';
import { smallLaw } from '../unit/verify/made-case';
import { expect, openWorld, ownNodes, test } from './shop';

type Lab = typeof globalThis & { storeLab: StoreLab };
type Sent = Parameters<StoreLab['keep']>[1];

/** A case whose two files take so many bytes and cannot be packed smaller. */
async function large(id: string, sizeBytes: number): Promise<{ case: Case; blobs: Sent[number][] }> {
  const { case: bare } = await caseOf(id);
  const blobs: Sent[number][] = [];
  for (let n = 0; n < bare.captures.length; n += 1) {
    const bytes = randomFillSync(new Uint8Array(sizeBytes));
    const base64 = Buffer.from(bytes).toString('base64');
    blobs.push({ sha256: await sha256Hex(bytes), mime: 'image/png', base64 });
  }
  const captures = bare.captures.map((capture, n) => ({
    ...capture,
    sizeBytes,
    sha256: blobs[n]?.sha256 ?? '',
  }));
  return { case: { ...bare, captures }, blobs };
}

test('a case that the disk refuses in the middle of the write is left out whole, and those before it stay', async ({
  world,
}) => {
  // On an ordinary page: our own have unlimited storage, which no quota that a test sets can take away. Such a page
  // is told a quota of 10 GB whatever there is, so that nothing but the disk itself refuses.
  const page = await world.browser.context.newPage();
  await page.goto(`${world.shop.url}/en/`);
  await page.evaluate(await storeLabScript());
  const session = await page.context().newCDPSession(page);
  const origin = new URL(page.url()).origin;
  await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 3_000_000 });
  const kept: string[] = [];
  let refused: string | null = null;
  for (let n = 0; refused === null && n < 12; n += 1) {
    const { case: of, blobs } = await large(`no-room-${String(n)}`, 300_000);
    const keep = ([one, bytes]: [Case, Sent]): Promise<string | null> =>
      (globalThis as Lab).storeLab.keep(one, bytes);
    refused = await page.evaluate(keep, [of, blobs] as [Case, Sent]);
    if (refused === null) kept.push(of.id);
  }
  expect(refused).toBe('storage-full');
  expect(kept.length).toBeGreaterThan(1);
  const { whole, broken } = await page.evaluate(() => (globalThis as Lab).storeLab.held());
  expect(broken).toEqual([]);
  expect(whole.sort()).toEqual(kept);

  // With room again, the next one is kept as if nothing had been.
  await session.send('Storage.overrideQuotaForOrigin', { origin });
  const { case: of, blobs } = await large('room-again', 300_000);
  expect(
    await page.evaluate(([one, bytes]) => (globalThis as Lab).storeLab.keep(one, bytes), [of, blobs] as [
      Case,
      Sent,
    ]),
  ).toBeNull();
  // Other tests count what this origin holds.
  await session.send('Storage.clearDataForOrigin', { origin, storageTypes: 'indexeddb' });
  await page.close();
});

test('a page for which there is no room is not begun to be kept, and that is said on it', async ({
  world,
}) => {
  const { page, visit } = await world.look('/product/teapot');
  const worker = world.browser.context.serviceWorkers().at(-1);
  if (!worker) throw new Error('no background');
  await page.bringToFront();
  await page.evaluate(() => scrollTo(0, 40));
  await worker.evaluate(() => {
    const { storage } = navigator;
    const estimate = storage.estimate.bind(storage);
    Object.assign(globalThis, { estimateBefore: estimate });
    storage.estimate = () => Promise.resolve({ quota: 20 << 20, usage: 0 });
  });
  try {
    await expect(world.browser.ask('visit/keep', { tabId: visit.tabId })).rejects.toThrow(
      /storage-full.*nothing kept earlier has changed/,
    );
    await expect.poll(async () => (await ownNodes(page)).join(' ')).toContain('存储空间不足');
    expect(await page.evaluate(() => scrollY)).toBe(40);
  } finally {
    await worker.evaluate(() => {
      const { estimateBefore } = globalThis as unknown as { estimateBefore: StorageManager['estimate'] };
      navigator.storage.estimate = estimateBefore;
    });
  }
  await page.close();
});

test('with the disk really full, the casebook and the press on a page both say so, and keep all or nothing', async () => {
  // Our own pages have unlimited storage, which no quota that is set takes away; a copy without that permission obeys.
  const world = await openWorld(undefined, { withoutPermissions: ['unlimitedStorage'] });
  const folder = await mkdtemp(join(tmpdir(), 'mingbiao-full-'));
  try {
    const law = await smallLaw();
    const files: string[] = [];
    for (const id of ['full-case-1', 'full-case-2']) {
      files.push(join(folder, `${id}.wacz`));
      await writeFile(files.at(-1) ?? '', (await caseWithFilm(id, 5_700_000, law)).bytes);
    }
    const book = await world.browser.context.newPage();
    await book.goto(world.browser.pageUrl('options.html'));
    const session = await book.context().newCDPSession(book);
    const origin = await book.evaluate(() => location.origin);
    const { usage } = await session.send('Storage.getUsageAndQuota', { origin });
    // At once: how much room there is the browser keeps in mind for half a minute after the first write.
    await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: usage + 6_000_000 });
    // The page is still told of gigabytes, so nothing but the refused write itself can stop anything.
    expect(await book.evaluate(async () => (await navigator.storage.estimate()).quota ?? 0)).toBeGreaterThan(
      1e9,
    );
    const { page: shopPage, visit } = await world.look('/product/teapot');
    await book.goto(world.browser.pageUrl('casebook.html'));
    await book.locator('.book-views').getByRole('button', { name: '导入' }).click();
    await book.locator('input[type=file][accept*=wacz]').setInputFiles(files);
    const results = book.locator('.book-results');
    await expect(results).toContainText('存储空间不足，导入在此停止；之前的都已保存');
    await book.locator('.book-views').getByRole('button', { name: '案例' }).click();
    await expect(book.locator('.cases > li')).toHaveCount(1);

    await expect(world.browser.ask('visit/keep', { tabId: visit.tabId })).rejects.toThrow(
      /storage-full.*nothing kept earlier has changed/,
    );
    await expect.poll(async () => (await ownNodes(shopPage)).join(' ')).toContain('存储空间不足');
    await expect(book.locator('.cases > li')).toHaveCount(1);

    // With room again everything goes on, and what was refused has left nothing in the way.
    await session.send('Storage.overrideQuotaForOrigin', { origin });
    await world.browser.ask('visit/keep', { tabId: visit.tabId });
    await expect(book.locator('.cases > li')).toHaveCount(2);
  } finally {
    await rm(folder, { recursive: true, force: true });
    await world.browser.close();
    await world.shop.close();
  }
});
