import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bytesSource } from '../../../components/evidence/byte-source';
import { fingerprintOf, newSigningKey } from '../../../components/evidence/signature';
import { verifyCollection } from '../../../components/verify/verify-collection';
import { MOST_TRIES, newBatch, readBatch, saveBatch, Schedule } from '../../../entrypoints/commands/batch';
import { runBatch, spanText } from '../../../entrypoints/commands/run-batch';

const KEPT = join(import.meta.dirname, '..', 'evidence', 'formats', '0.1.0.wacz');
const AT = '2026-11-21T08:00:00.000Z';
let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'batch-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('the pace', () => {
  it('lets a host rest between two pages, and asks another host meanwhile', () => {
    const state = newBatch('x', ['https://a.example/1', 'https://a.example/2', 'https://b.example/1'], AT);
    const schedule = new Schedule(state, { perMinute: 6, random: () => 0.5 });
    const order: [string, number][] = [];
    let now = 0;
    for (let next = schedule.next(now); next; next = schedule.next(now)) {
      now = next.at;
      order.push([next.page.url, now]);
      schedule.asked(next.page, now);
      schedule.done(next.page, { file: 'x.wacz' }, now);
    }
    expect(order).toEqual([
      ['https://a.example/1', 0],
      ['https://b.example/1', 0],
      ['https://a.example/2', 12_500],
    ]);
  });

  it('tries a failed page again after longer and longer pauses, and then gives it up with the reason', () => {
    const state = newBatch('x', ['https://a.example/1'], AT);
    const schedule = new Schedule(state, { perMinute: 6, random: () => 0 });
    const times: number[] = [];
    let now = 0;
    for (let next = schedule.next(now); next; next = schedule.next(now)) {
      now = next.at;
      times.push(now);
      schedule.asked(next.page, now);
      schedule.done(next.page, { reason: 'page-not-loaded', detail: 'net::ERR' }, now);
    }
    expect(times).toEqual([0, 20_000, 60_000]);
    expect(state.pages).toMatchObject([{ file: null, tries: MOST_TRIES, reason: 'page-not-loaded' }]);
  });
});

it('the state is read back, and one that is none is refused', async () => {
  const path = join(folder, 'batch.json');
  expect(await readBatch(path)).toBeNull();
  const state = newBatch('x', ['https://a.example/1'], AT);
  await saveBatch(path, state);
  expect(await readBatch(path)).toEqual(state);
  await writeFile(path, '{"format":"other"}');
  await expect(readBatch(path)).rejects.toThrow('not the state of a batch');
});

it('how long it will take is said in hours and minutes', () => {
  expect([1, 60_000, 61_000, 3_600_000, 8_100_000].map(spanText)).toEqual([
    '1 min',
    '1 min',
    '2 min',
    '1 h 0 min',
    '2 h 15 min',
  ]);
});

it('a stopped batch goes on where it was, asks no page twice, and ends in one collection', async () => {
  const out = join(folder, 'out.wacz');
  const urls = ['https://a.example/1', 'https://b.example/2', 'https://c.example/gone'];
  const asked: number[] = [];
  let isBroken = true;
  const key = await newSigningKey();
  const run = () =>
    runBatch({
      out,
      key,
      urls,
      perMinute: 60_000,
      open: () => Promise.resolve({ close: () => Promise.resolve() }),
      scan: async (_browser, index, parts) => {
        asked.push(index);
        if (index === 2) return { kept: null, errors: [{ code: 'page-not-loaded', detail: 'net::ERR' }] };
        if (index === 1 && isBroken) throw new Error('killed here');
        const name = `${String(index)}.wacz`;
        const bytes = readFileSync(KEPT);
        await writeFile(join(parts, name), bytes);
        return { kept: name, errors: [] };
      },
    });
  await expect(run()).rejects.toThrow('killed here');
  expect(await stat(out).catch(() => null)).toBeNull();
  isBroken = false;
  expect(await run()).toBe(1);
  expect(asked.filter((index) => index === 0)).toHaveLength(1);
  expect(asked.filter((index) => index === 2)).toHaveLength(MOST_TRIES);
  const whole = await verifyCollection(bytesSource(new Uint8Array(await readFile(out))), {
    version: '9.9.9',
    today: null,
  });
  expect(whole.verdict).toBe('intact');
  expect(whole.signer?.fingerprint).toBe(await fingerprintOf(key.publicKey));
  expect(whole.notKept).toEqual([
    { url: 'https://c.example/gone', reason: 'page-not-loaded', detail: 'net::ERR', tries: MOST_TRIES },
  ]);
  expect(await stat(`${out}.parts`).catch(() => null)).toBeNull();
});

it('an interrupt lets the page at hand finish, and the same batch goes on behind it', async () => {
  const out = join(folder, 'out.wacz');
  const asked: number[] = [];
  let closed = 0;
  const run = () =>
    runBatch({
      out,
      urls: ['https://a.example/1', 'https://b.example/2'],
      perMinute: 60_000,
      open: () => Promise.resolve({ close: () => Promise.resolve(void (closed += 1)) }),
      scan: async (_browser, index, parts) => {
        asked.push(index);
        // What the terminal sends while the first page loads.
        if (asked.length === 1) process.emit('SIGINT');
        await writeFile(join(parts, `${String(index)}.wacz`), readFileSync(KEPT));
        return { kept: `${String(index)}.wacz`, errors: [] };
      },
    });
  expect(await run()).toBe(1);
  expect(asked).toEqual([0]);
  expect(closed).toBe(1);
  expect((await readBatch(join(`${out}.parts`, 'batch.json')))?.pages).toMatchObject([
    { file: '0.wacz' },
    { file: null, tries: 0 },
  ]);
  expect(await run()).toBe(0);
  expect(asked).toEqual([0, 1]);
  const whole = await verifyCollection(bytesSource(new Uint8Array(await readFile(out))), {
    version: '9.9.9',
    today: null,
  });
  // No key was given, so nobody signed, and that is no alteration. The same file twice stands in it once.
  expect(whole).toMatchObject({ verdict: 'intact', signer: null, cases: [{ verdict: 'intact' }] });
});
