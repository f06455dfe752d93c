import { readFile, readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { findingSchema, flagSchema } from '../../components/model/finding';
import { OUTCOMES } from '../../components/model/words';
import { flagsOf } from '../../components/judge/flags';
import { judge } from '../../components/judge/judge';
import type { RuleCases } from '../../rules/language';
import { loadLaw, type LoadedLaw } from '../../rules/load';
import { INTENTS } from './intents';
import { tables } from './make';

const root = resolve(import.meta.dirname, '..', '..');
let loaded: LoadedLaw;

beforeAll(async () => {
  loaded = await loadLaw(root);
});

describe.each([...tables()])('%s', (rule, table) => {
  it('has the table that its intents describe', async () => {
    const written: unknown = JSON.parse(await readFile(join(import.meta.dirname, `${rule}.json`), 'utf8'));
    expect(written).toEqual(JSON.parse(JSON.stringify(table)));
  });

  it.each(table.cases.map((entry) => [entry.name, entry.outcome, entry] as const))(
    '%s: %s',
    (_, outcome, entry) => {
      const [finding, whole] = judged(rule, entry);
      expect(finding?.outcome).toBe(outcome);
      for (const each of whole) expect(findingSchema.safeParse(each).error).toBeUndefined();
      for (const flag of flagsOf(whole, loaded.law)) {
        expect(flagSchema.safeParse(flag).error).toBeUndefined();
        expect(`${flag.headline.zh} ${flag.headline.en}`).not.toMatch(/[{}]/);
      }
    },
  );
});

function judged(rule: string, entry: RuleCases['cases'][number]) {
  const pack = loaded.law.packs.find(({ rules }) => rules.some(({ id }) => id === rule));
  const date = entry.date ?? '2026-11-20';
  const whole = judge(entry.observations, loaded.law, { date, jurisdictions: [pack?.jurisdiction ?? ''] });
  return [
    whole.find((finding) => finding.rule === rule && finding.subject === entry.subject),
    whole,
  ] as const;
}

describe('the tables together', () => {
  it('prove every rule of every pack, and no other', () => {
    const rules = loaded.law.packs.flatMap((pack) => pack.rules.map(({ id }) => id)).sort();
    expect(Object.keys(INTENTS).sort()).toEqual(rules);
  });

  it('leave no file behind that nobody intends', async () => {
    const files = (await readdir(import.meta.dirname)).filter((name) => name.endsWith('.json'));
    expect(files.map((name) => name.slice(0, -5)).sort()).toEqual(Object.keys(INTENTS).sort());
  });

  it('show each of the four outcomes', () => {
    const seen = new Set(Object.values(INTENTS).flatMap((intents) => intents.map(({ outcome }) => outcome)));
    expect([...seen].sort()).toEqual([...OUTCOMES].sort());
  });
});
