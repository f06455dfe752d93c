import { describe, expect, it } from 'vitest';
import {
  declaredSentence,
  findingSentence,
  observationSentences,
  reasonSentence,
} from '../../../components/ui/sentences';
import { clauseText, subjectKind } from '../../../components/ui/names';
import { textsFor } from '../../../components/ui/text';
import { observationSchema, type Observation } from '../../../components/model/observation';
import { LabelTimeline } from '../../../components/watching/label-timeline';
import { observations as watched } from '../../browser/gallery/rooms';
import { findings, law, observations } from '../../browser/gallery/samples';

describe('sentences', () => {
  it('speak of every observation in both languages, with no placeholder left', () => {
    for (const observation of observations) {
      for (const locale of ['zh-CN', 'en'] as const) {
        const said = observationSentences(observation, locale);
        expect(said.length, observation.kind).toBeGreaterThan(0);
        expect(said.join('\n')).not.toMatch(/[{}]|undefined|null/);
      }
    }
  });

  it('tell of the part of a watched picture that stayed, in numbers only, and nothing where none did', () => {
    const footage = watched.find((o) => o.kind === 'footage');
    if (!footage) throw new Error('sample missing');
    expect(observationSentences(footage, 'en').join('\n')).toContain(
      '62 % of the picture stayed within 0.3 of 256 grey levels',
    );
    expect(observationSentences(footage, 'zh-CN').join('\n')).toContain('画面的 62% 在 3 分钟里保持原样');
    const part = { periodMs: 8_140, share: 0.14, fromMs: 0, toMs: 60_000 };
    const beside = { ...footage, value: { ...footage.value, loop: null, picture: null, partRepeat: part } };
    expect(observationSchema.safeParse(beside).success).toBe(true);
    expect(observationSentences(beside, 'zh-CN').join('\n')).toContain(
      '画面有一部分（约 14%）每 8.1 秒重复一次，其余部分没有量到重复',
    );
    const { stillPart: _, ...older } = footage.value;
    for (const value of [older, { ...older, stillPart: null }]) {
      expect(observationSchema.safeParse({ ...footage, value }).success).toBe(true);
      expect(observationSentences({ ...footage, value }, 'en').join('\n')).not.toContain('stayed within');
    }
  });

  it('say where in the file a statement stands and who signed it', () => {
    const signed = observations.find(({ id }) => id === 'o30');
    if (!signed) throw new Error('sample missing');
    const said = observationSentences(signed, 'en').join('\n');
    expect(said).toContain('from byte 20');
    expect(said).toContain('Signed by: Adobe Inc.');
  });

  it('fill the values of a finding into the text of its rule', () => {
    const finding = findings[4];
    if (!finding) throw new Error('sample missing');
    const rule = law.packs[0]?.rules.find(({ id }) => id === finding.rule) ?? null;
    expect(findingSentence(finding, rule, 'en')).toContain('Adobe Firefly');
    expect(findingSentence(finding, null, 'en')).toContain(finding.rule);
  });

  it('quote the declared status and stay silent without one', () => {
    expect(declaredSentence(findings[0] ?? { declaredStatus: null }, textsFor('zh-CN'))).toBe(
      '文件自述：「属于」人工智能生成合成内容',
    );
    expect(declaredSentence({ declaredStatus: null }, textsFor('zh-CN'))).toBeNull();
  });

  it('name an unknown reason by its code instead of hiding it', () => {
    expect(reasonSentence('search-incomplete', 'zh-CN')).toContain('页面');
    expect(reasonSentence('something-new', 'en')).toContain('something-new');
  });
});

describe('what is said of a notice to whoever comes in late', () => {
  /** Looks at a room for four minutes as the watcher does: every second at first, then every other. */
  const watched = (isShown: (atS: number) => boolean): string => {
    const line = new LabelTimeline(null);
    const label = { placement: 'player', heightShare: 0.06, position: 'corner' } as const;
    for (let atS = 0; atS <= 240; atS += atS < 15 ? 1 : 2)
      line.look(
        atS * 1000,
        isShown(atS) ? [{ ...label, text: '数字人直播', elements: ['digital-human'] }] : [],
      );
    const observation = {
      kind: 'label-timeline',
      value: line.value('2026-11-20T08:00:00.000Z'),
    } as unknown as Observation;
    return observationSentences(observation, 'en').join('\n');
  };

  it('names the longest wait where the notice comes again, and none where it always stands', () => {
    const blinking = watched((atS) => atS % 60 < 5);
    expect(blinking).toMatch(/worst moment of that time waited 5[4-6] s/);
    expect(blinking).not.toContain('did not see the notice');
    expect(watched(() => true)).not.toMatch(/worst moment|did not see/);
  });

  it('promises no end of waiting where the notice stood at the start only', () => {
    const early = watched((atS) => atS < 10);
    expect(early).toContain('came in at 0:10 or later did not see the notice in the 229 s');
    expect(early).not.toContain('waited');
  });
});

describe('clauseText', () => {
  it('names Chinese articles in English and leaves other clauses as they are', () => {
    expect(clauseText('第四条', 'en')).toBe('Article 4');
    expect(clauseText('第二十四条第二款', 'en')).toBe('Article 24(2)');
    expect(clauseText('第十条', 'en')).toBe('Article 10');
    expect(clauseText('第一百零三条', 'en')).toBe('Article 103');
    expect(clauseText('§5.2', 'en')).toBe('§5.2');
    expect(clauseText('第四条', 'zh-CN')).toBe('第四条');
  });
});

describe('subjectKind', () => {
  it('takes an unknown kind for the page', () => {
    expect(subjectKind('live-room:a')).toBe('live-room');
    expect(subjectKind('other:a')).toBe('page');
    expect(subjectKind('')).toBe('page');
  });
});
