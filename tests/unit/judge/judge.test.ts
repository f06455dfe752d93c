import { resolve } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Observation, Sighting } from '../../../components/model/observation';
import { flagsOf } from '../../../components/judge/flags';
import { judge } from '../../../components/judge/judge';
import type { Law } from '../../../rules/language';
import { loadLaw } from '../../../rules/load';
import { INTENTS } from '../../rules/intents';
import * as s from '../../rules/sightings';

let law: Law;
beforeAll(async () => {
  law = (await loadLaw(resolve(import.meta.dirname, '../../..'))).law;
});

const ALL = ['cn', 'eu', 'us-ny'];
const A = 'image:a';

function numbered(sightings: readonly Sighting[]): Observation[] {
  return sightings.map(
    (sighting, index) =>
      ({ ...sighting, id: `o${index + 1}`, seenAt: '2026-11-20T04:00:00.000Z' }) as Observation,
  );
}
function ask(
  sightings: readonly Sighting[],
  rule: string,
  when = { date: '2026-11-20', jurisdictions: ALL },
) {
  const finding = judge(numbered(sightings), law, when).find((one) => one.rule === rule);
  if (!finding) throw new Error(`no finding of ${rule}`);
  return finding;
}

const RULE = 'declared-synthetic-media-without-notice';
const UNNOTICED = [s.medium(A), s.aigcFile(A, '1'), s.search(A)];

describe('a finding', () => {
  it('quotes the declared status and keeps our certainty apart from it', () => {
    const finding = ask(UNNOTICED, RULE);
    expect(finding.declaredStatus).toEqual({
      word: '属于',
      label: '1',
      quotedFrom: 'file',
      observation: 'o2',
    });
    expect(finding.certainty).toBe('unsigned-statement');
    expect(finding.reliedOn).toEqual(['o2', 'o3']);
    expect(finding.reasons).toContain('pixels-not-read');
  });

  it('calls a statement signed only when the manifest it rests on was found valid', () => {
    const generated = (state: Parameters<typeof s.c2pa>[0]) =>
      s.declaration(A, {
        declared: 'generated',
        mechanisms: [s.mechanism('c2pa', 'c2pa-jumbf', 'generated')],
        c2pa: s.c2pa(state),
      });
    const finding = (state: Parameters<typeof s.c2pa>[0]) =>
      ask([generated(state), s.search(A)], 'other-mark-synthetic-media-without-notice');
    const certainty = (state: Parameters<typeof s.c2pa>[0]) => finding(state).certainty;
    expect(certainty('valid-trusted')).toBe('signed-statement');
    expect(certainty('valid-untrusted')).toBe('signed-statement');
    expect(certainty('present-not-checked')).toBe('unsigned-statement');
    expect(certainty('expired-credential')).toBe('unsigned-statement');
    expect(certainty('revoked-credential')).toBe('unsigned-statement');
  });

  it('relies on no manifest whose bytes or signature do not fit: it may be another picture’s', () => {
    const file = s.declaration(A, {
      declared: 'generated',
      mechanisms: [s.mechanism('c2pa', 'c2pa-jumbf', 'generated')],
      c2pa: s.c2pa('invalid'),
    });
    expect(ask([file, s.search(A)], 'other-mark-synthetic-media-without-notice')).toMatchObject({
      outcome: 'cannot-tell',
      reasons: ['manifest-not-bound'],
    });
    expect(ask([file, s.search(A)], 'broken-content-credentials').outcome).toBe('flagged');
  });

  it('is not signed by a manifest that states nothing, beside an unsigned mark that states it', () => {
    const file = s.declaration(A, {
      declared: 'generated',
      mechanisms: [
        s.mechanism('c2pa', 'c2pa-jumbf', null),
        s.mechanism('iptc', 'iptc-digital-source-type', 'generated'),
      ],
      c2pa: s.c2pa('valid-trusted'),
    });
    expect(ask([file, s.search(A)], 'other-mark-synthetic-media-without-notice').certainty).toBe(
      'unsigned-statement',
    );
  });

  it('quotes the word of a label on the page when the file gives none', () => {
    const label = s.label(A, '疑似使用了AI生成技术', ['ai', 'generation'], { status: '疑似' });
    const finding = ask([s.medium(A), label, s.search(A)], 'ai-label-seen');
    expect(finding.declaredStatus).toEqual({
      word: '疑似',
      label: null,
      quotedFrom: 'page',
      observation: 'o2',
    });
  });

  it('names which fact is missing when it cannot tell', () => {
    expect(ask([s.medium(A)], RULE).reasons).toEqual(['missing-declaration']);
    expect(ask([s.medium(A), s.aigcFile(A, '1')], RULE).reasons).toEqual(['missing-label-search']);
    expect(ask([s.medium(A), s.unreadableFile(A), s.search(A)], RULE).reasons).toEqual(['file-unreadable']);
  });

  it('takes a look at the whole page for the look at a picture that had none of its own', () => {
    expect(ask([s.aigcFile(A, '1'), s.search('page:main')], RULE).outcome).toBe('flagged');
    expect(ask([s.aigcFile(A, '1'), s.search('page:main', { complete: false })], RULE).outcome).toBe(
      'cannot-tell',
    );
  });

  it('lets the latest look decide whether the page was searched to the end', () => {
    const early = s.search(A, { complete: false });
    expect(ask([s.aigcFile(A, '1'), early, s.search(A)], RULE).outcome).toBe('flagged');
    expect(ask([s.aigcFile(A, '1'), s.search(A), early], RULE).outcome).toBe('cannot-tell');
  });
});

describe('the law that is asked', () => {
  it('is that of the day, both ends of the window included', () => {
    const on = (date: string) => ask(UNNOTICED, RULE, { date, jurisdictions: ['cn'] });
    expect(on('2025-08-31').reasons).toEqual(['not-in-force']);
    expect(on('2025-08-31').outcome).toBe('inapplicable');
    expect(on('2025-09-01').outcome).toBe('flagged');
    const provision = law.provisions['cn-label-measures-6-1'];
    if (!provision) throw new Error('provision missing');
    const ended = {
      ...law,
      provisions: { ...law.provisions, 'cn-label-measures-6-1': { ...provision, appliesTo: '2026-11-20' } },
    };
    const outcomes = ['2026-11-20', '2026-11-21'].map(
      (date) =>
        judge(numbered(UNNOTICED), ended, { date, jurisdictions: ['cn'] }).find(({ rule }) => rule === RULE)
          ?.outcome,
    );
    expect(outcomes).toEqual(['flagged', 'inapplicable']);
  });

  it('is only that of the chosen jurisdictions, wider ones taking in narrower ones', () => {
    const jurisdictions = (chosen: string[]) =>
      [
        ...new Set(
          judge(numbered([...UNNOTICED, s.page('page:main')]), law, {
            date: '2026-11-20',
            jurisdictions: chosen,
          }).map((one) => one.jurisdiction),
        ),
      ].sort();
    expect(jurisdictions(['us'])).toEqual(['us', 'us-ca', 'us-ct', 'us-ny']);
    expect(jurisdictions(['us-ny', 'eu'])).toEqual(['eu', 'us', 'us-ny']);
    expect(jurisdictions(['u'])).toEqual([]);
    expect(jurisdictions([])).toEqual([]);
  });
});

describe('the same observations', () => {
  const sightings = Object.values(INTENTS)
    .flat()
    .flatMap((intent) => [...intent.sightings]);

  it('give the same findings in any order', () => {
    fc.assert(
      fc.property(
        fc.subarray(sightings, { minLength: 1, maxLength: 30 }),
        fc.infiniteStream(fc.double({ noNaN: true })),
        (some, keys) => {
          const observations = numbered(some);
          const shuffled = observations
            .map((one) => ({ one, key: keys.next().value as number }))
            .sort((a, b) => a.key - b.key)
            .map(({ one }) => one);
          const when = { date: '2026-11-20', jurisdictions: ALL };
          const findings = judge(observations, law, when);
          expect(judge(shuffled, law, when)).toEqual(findings);
          expect(flagsOf(judge(shuffled, law, when), law)).toEqual(flagsOf(findings, law));
        },
      ),
      { numRuns: Number(process.env.MINGBIAO_FUZZ_RUNS ?? 60) },
    );
  });

  it('are left as they were', () => {
    const observations = numbered(UNNOTICED);
    const before = structuredClone(observations);
    judge(
      observations.map((one) => Object.freeze(one)),
      law,
      { date: '2026-11-20', jurisdictions: ALL },
    );
    expect(observations).toEqual(before);
  });
});

describe('a label seen earlier while a room was watched', () => {
  const R = 'live-room:r';
  const unlabelledNow = [s.room(R), s.search(R, { looked: ['page-text', 'player'], notLooked: ['pixels'] })];

  it('counts as seen when it is out of sight at the moment of judging', () => {
    expect(ask(unlabelledNow, 'digital-human-label-seen').outcome).toBe('clear');
    const finding = ask([...unlabelledNow, s.timeline(R, 4_000)], 'digital-human-label-seen');
    expect(finding.outcome).toBe('flagged');
    expect(finding.reliedOn).toContain('o3');
  });

  it('leaves open what asks for certain words, which the record over time does not keep', () => {
    const when = { date: '2026-11-20', jurisdictions: ['us-ny'] };
    const rule = 'synthetic-performer-label-in-room';
    expect(ask(unlabelledNow, rule, when).outcome).toBe('clear');
    const notice = {
      text: 'synthetic performer',
      placement: 'player' as const,
      elements: ['digital-human' as const],
      fromMs: 0,
      toMs: 4_000,
      visibleMs: 4_000,
      heightShare: null,
      position: null,
    };
    const words = ask([...unlabelledNow, s.timeline(R, 4_000, { labels: [notice] })], rule, when);
    expect(words.outcome).toBe('cannot-tell');
  });
});

describe('flags', () => {
  const flagsFor = (sightings: readonly Sighting[], jurisdictions = ALL) =>
    flagsOf(judge(numbered(sightings), law, { date: '2026-11-20', jurisdictions }), law);

  it('put one mark on a subject, headed by the strongest finding of any country', () => {
    const flags = flagsFor([...UNNOTICED, s.claim(A, '实物实拍')]);
    expect(flags).toHaveLength(1);
    expect(flags[0]?.tone).toBe('flag');
    expect(flags[0]?.findings[0]).toBe(`real-shot-claim-on-declared-media@${A}`);
    expect(flags[0]?.findings.length).toBeGreaterThan(2);
    expect(flags[0]?.headline.zh).toContain('实物实拍');
    expect(flags[0]?.declaredStatus?.word).toBe('属于');
  });

  it('read as labelled when the file declares and the page says so', () => {
    const flags = flagsFor(
      [s.medium(A), s.aigcFile(A, '1'), s.label(A, '图片由AI生成', ['ai', 'generation']), s.search(A)],
      ['cn'],
    );
    expect(flags.map(({ tone }) => tone)).toEqual(['labelled']);
  });

  it('stay away from what is clear, inapplicable or cannot be told', () => {
    expect(flagsFor([s.medium(A), s.declaration(A), s.search(A)])).toEqual([]);
    expect(flagsFor([s.medium(A), s.unreadableFile(A), s.search(A)])).toEqual([]);
    expect(flagsFor([s.medium(A), s.aigcFile(A, '1')], ['cn'])).toEqual([]);
  });

  it('make a composite a quiet note', () => {
    expect(flagsFor([s.medium(A), s.iptcFile(A, 'composite'), s.search(A)]).map(({ tone }) => tone)).toEqual([
      'note',
    ]);
  });
});
