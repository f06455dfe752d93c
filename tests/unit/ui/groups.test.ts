import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../components/model/finding';
import { channelsOf, groupFindings, ruleOf, toneOf } from '../../../components/ui/groups';
import { findings, law, visit } from '../../browser/gallery/samples';

const some = (change: Partial<Finding>): Finding => {
  const base = findings[0];
  if (!base) throw new Error('samples are empty');
  return { ...base, ...change };
};

describe('groupFindings', () => {
  it('puts the same finding of four pictures on one card', () => {
    const media = groupFindings(findings).topics.find(({ topic }) => topic === 'ai-media');
    expect(media?.groups.map((group) => group.findings.length)).toEqual([1, 4]);
  });

  it('shows the stronger ceiling first, whatever the order in which findings came', () => {
    const media = groupFindings([...findings].reverse()).topics.find(({ topic }) => topic === 'ai-media');
    expect(media?.groups.map((group) => group.first.ceiling)).toEqual([
      'inconsistency',
      'signal-without-disclosure',
    ]);
  });

  it('keeps topics in the order of the house and leaves out empty ones', () => {
    expect(groupFindings(findings).topics.map(({ topic }) => topic)).toEqual([
      'ai-media',
      'livestream',
      'price',
    ]);
    expect(
      groupFindings(findings.filter(({ topic }) => topic === 'price')).topics.map(({ topic }) => topic),
    ).toEqual(['price']);
  });

  it('never counts what cannot be told, or what was disclosed, as worth a look', () => {
    const grouped = groupFindings([
      some({ outcome: 'cannot-tell', reasons: ['no-observation'] }),
      some({ outcome: 'clear' }),
      some({ outcome: 'inapplicable' }),
      some({ ceiling: 'disclosure-seen' }),
    ]);
    expect(grouped.places).toBe(0);
    expect(grouped.topics).toEqual([]);
    expect(grouped.cannotTell).toHaveLength(1);
    expect(grouped.stated.flatMap((group) => group.findings)).toHaveLength(2);
  });

  it('counts a subject once, however many rules speak of it', () => {
    expect(groupFindings([some({ rule: 'a' }), some({ rule: 'b' })]).places).toBe(1);
  });

  it('keeps apart what differs in declared status or certainty', () => {
    const grouped = groupFindings([
      some({ subject: 'image:1' }),
      some({ subject: 'image:2', declaredStatus: null }),
      some({ subject: 'image:3', certainty: 'signed-statement' }),
    ]);
    expect(grouped.topics[0]?.groups).toHaveLength(3);
  });
});

describe('toneOf', () => {
  it('gives each outcome the tone of its mark', () => {
    expect(toneOf(some({}))).toBe('flag');
    expect(toneOf(some({ ceiling: 'context' }))).toBe('note');
    expect(toneOf(some({ ceiling: 'disclosure-seen' }))).toBe('labelled');
    expect(toneOf(some({ outcome: 'cannot-tell' }))).toBe('unsure');
  });
});

describe('channelsOf', () => {
  it('offers what the rule names, in its order', () => {
    expect(channelsOf(some({}), law, visit.shop).map(({ id }) => id)).toEqual([
      'seller',
      'platform-jd',
      'hotline-12315',
    ]);
  });

  it('leaves out the channel of another shop', () => {
    expect(channelsOf(some({}), law, 'taobao').map(({ id }) => id)).toEqual(['seller', 'hotline-12315']);
    expect(channelsOf(some({}), law, null).map(({ id }) => id)).toEqual(['seller', 'hotline-12315']);
  });

  it('offers nothing for a rule that the law no longer has', () => {
    expect(ruleOf(some({ rule: 'gone' }), law)).toBeNull();
    expect(channelsOf(some({ rule: 'gone' }), law, 'jd')).toEqual([]);
  });
});
