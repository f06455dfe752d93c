import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { judgeSets, readArguments, readObservations } from '../../../entrypoints/commands/judge';
import { loadLaw } from '../../../rules/load';
import * as s from '../../rules/sightings';

const observations = [s.aigcFile('image:a', '1'), s.search('image:a')].map((one, index) => ({
  ...one,
  id: `o${index + 1}`,
  seenAt: '2026-11-20T04:00:00.000Z',
}));

describe('the judge command', () => {
  it('reads a list, an object with observations, and JSON Lines of such objects', () => {
    const list = JSON.stringify(observations);
    const scan = JSON.stringify({ url: 'https://shop.example', observations });
    expect(readObservations('f', list)).toHaveLength(1);
    expect(readObservations('f', scan)[0]).toHaveLength(2);
    expect(readObservations('f', `${scan}\n${scan}\n`).map((set) => set.length)).toEqual([2, 2]);
  });

  it('names the place of what it cannot read', () => {
    expect(() => readObservations('f.json', '{')).toThrow(/f\.json: is not JSON/);
    expect(() => readObservations('f.json', '{}')).toThrow(/neither a list of observations/);
    const wrong = JSON.stringify({ observations: [{ ...observations[0], kind: 'declarations' }] });
    expect(() => readObservations('f.json', wrong)).toThrow(
      /observations\[0\]\.kind.*nearest known name: "declaration"/,
    );
    const extra = JSON.stringify([
      { ...observations[1], value: { ...observations[1]?.value, compleet: true } },
    ]);
    expect(() => readObservations('f.json', extra)).toThrow(
      /unknown field "compleet"; nearest known name: "complete"/,
    );
  });

  it('takes options in either form and refuses what it does not know', () => {
    expect(readArguments(['--json', '--date=2026-11-20', '--jurisdiction', 'cn,eu', 'o.json'])).toEqual({
      isJson: true,
      date: '2026-11-20',
      jurisdictions: ['cn', 'eu'],
      file: 'o.json',
    });
    expect(() => readArguments(['--date', '2026-02-30', 'o.json'])).toThrow(/YYYY-MM-DD/);
    expect(() => readArguments(['--jsn', 'o.json'])).toThrow(/unknown option --jsn/);
    expect(() => readArguments([])).toThrow(/usage/);
  });

  it('judges by the day of the latest observation, for every jurisdiction, unless told otherwise', async () => {
    const { law } = await loadLaw(resolve(import.meta.dirname, '../../..'));
    const sets = readObservations('f', JSON.stringify(observations));
    const byDefault = judgeSets(sets, law, { date: null, jurisdictions: null });
    expect(new Set(byDefault.map(({ judgedFor }) => judgedFor))).toEqual(new Set(['2026-11-20']));
    expect(new Set(byDefault.map(({ jurisdiction }) => jurisdiction))).toEqual(
      new Set(['cn', 'eu', 'fr', 'kr', 'us-ny']),
    );
    const early = judgeSets(sets, law, { date: '2020-01-01', jurisdictions: ['cn'] });
    expect(new Set(early.map(({ outcome }) => outcome))).toEqual(new Set(['inapplicable']));
  });
});
