/** A sentence that a law will ask for, seen before its day: a disclosure, and said to be ahead of the law. */
import { resolve } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { flagsOf } from '../../../components/judge/flags';
import { judge } from '../../../components/judge/judge';
import { ruleText } from '../../../components/judge/rule-text';
import { compilePriceWording } from '../../../components/observers/wording';
import { loadLaw, type LoadedLaw } from '../../../rules/load';
import { tables } from '../../rules/make';

let loaded: LoadedLaw;
beforeAll(async () => {
  loaded = await loadLaw(resolve(import.meta.dirname, '..', '..', '..'));
});

function judged(date: string) {
  const [, table] = [...tables()].find(([rule]) => rule === 'increased-price-sentence') ?? [];
  const entry = table?.cases.find(({ name }) => name.includes('ahead of its day'));
  if (!entry) throw new Error('the case is gone');
  const findings = judge(entry.observations, loaded.law, { date, jurisdictions: ['us-ct'] });
  return { findings, finding: findings.find(({ rule }) => rule === 'increased-price-sentence') };
}

describe('a sentence ahead of its law', () => {
  it('is a disclosure whose headline names the day from which it is asked', () => {
    const { findings, finding } = judged('2026-11-20');
    expect(finding).toMatchObject({
      outcome: 'flagged',
      ceiling: 'disclosure-seen',
      judgedFor: '2026-11-20',
    });
    expect(finding?.values.from).toBe('2027-07-01');
    const [flag] = flagsOf(findings, loaded.law);
    expect(flag).toMatchObject({ tone: 'labelled' });
    expect(flag?.headline.en).toContain('2027-07-01');
    expect(flag?.headline.zh).toContain('尚未施行');
  });

  it('speaks as any other from that day on', () => {
    const { finding } = judged('2027-07-01');
    const rule = loaded.law.packs.flatMap(({ rules }) => rules).find(({ id }) => id === finding?.rule);
    expect(finding?.outcome).toBe('flagged');
    expect(rule && finding && ruleText(finding, rule.texts)).toBe(rule?.texts.flagged);
  });
});

describe('the dates of the price lexicon', () => {
  it('travel with the words that are found', () => {
    const match = compilePriceWording(loaded.priceLexicon);
    expect(match('THIS PRICE WAS INCREASED USING YOUR PERSONAL DATA')).toMatchObject([
      { entry: 'us-ct-26-130', mandatedFrom: '2027-07-01' },
    ]);
    expect(match('your personal price')[0]).not.toHaveProperty('mandatedFrom');
  });

  it('are those of the provisions of the rules that name the entry', () => {
    const dated = loaded.priceLexicon.entries.filter(({ validFrom }) => validFrom !== undefined);
    expect(dated.length).toBeGreaterThan(1);
    for (const { id, validFrom, validTo } of dated) {
      const rules = loaded.law.packs
        .flatMap((pack) => pack.rules)
        .filter(({ flagsWhen }) => JSON.stringify(flagsWhen).includes(`"${id}"`));
      expect(rules, id).not.toEqual([]);
      for (const rule of rules) {
        const provision = loaded.law.provisions[rule.provisions[0] ?? ''];
        expect([rule.id, provision?.appliesFrom, provision?.appliesTo]).toEqual([
          rule.id,
          validFrom,
          validTo ?? null,
        ]);
      }
    }
  });
});
