/** What is said of a label over time, as a shopper and a regulator read it. */
import { describe, expect, it } from 'vitest';
import type { ObservationOf } from '../../../components/model/observation';
import { observationSentences } from '../../../components/ui/sentences';

type Timeline = ObservationOf<'label-timeline'>['value'];
function timeline(more: Partial<Timeline> = {}): ObservationOf<'label-timeline'> {
  return {
    kind: 'label-timeline',
    id: 'o1',
    seenAt: '2026-11-20T08:01:00.000Z',
    subject: 'live-room:douyin-1',
    observer: 'watcher',
    method: 'sampled',
    value: {
      beganAt: '2026-11-20T08:00:00.000Z',
      watchedMs: 60_000,
      samples: 40,
      visibleIn: 10,
      elements: ['digital-human'],
      fromStart: null,
      labels: [
        {
          text: '数字人直播',
          placement: 'player',
          elements: ['digital-human'],
          fromMs: 0,
          toMs: 45_000,
          visibleMs: 15_000,
          heightShare: 0.031,
          position: 'corner',
        },
      ],
      spans: [
        { fromMs: 0, toMs: 15_000, state: 'visible' },
        { fromMs: 15_000, toMs: 30_000, state: 'not-looked' },
        { fromMs: 30_000, toMs: 75_000, state: 'not-visible' },
      ],
      longestVisibleMs: 15_000,
      longestHiddenMs: 45_000,
      frameReads: 0,
      ...more,
    },
  };
}
const zh = (one: ObservationOf<'label-timeline'>): string => observationSentences(one, 'zh-CN').join('\n');

describe('a label over time', () => {
  it('says for whoever joins at random how likely the label is seen, of what was watched only', () => {
    expect(zh(timeline())).toContain('随便哪一刻进来，一进来就看得到提示的机会约为 25%');
    expect(observationSentences(timeline(), 'en').join('\n')).toContain('a chance of about 25%');
  });
  it('says from when to when, for how long, and the height beside what the standard asks', () => {
    expect(zh(timeline())).toContain(
      '“数字人直播”在播放器里：0:00 第一次看到，0:45 最后一次看到，一共约 15 秒；字高约为画面最短边的 3.1%（GB 45438-2025 对视频的要求是不低于 5%）',
    );
  });
  it('says that it was always there only when it was', () => {
    const always = timeline({ spans: [{ fromMs: 0, toMs: 60_000, state: 'visible' }], longestHiddenMs: 0 });
    expect(zh(always)).toContain('看的时候提示一直都在');
    const nearly = timeline({
      spans: [
        { fromMs: 0, toMs: 59_900, state: 'visible' },
        { fromMs: 59_900, toMs: 60_000, state: 'not-visible' },
      ],
    });
    expect(zh(nearly)).not.toContain('一直都在');
    expect(zh(nearly)).toContain('机会约为 99%');
  });
  it('tells a film whose start picture carries the label from one whose start picture does not', () => {
    expect(zh(timeline({ fromStart: true }))).toContain('起始画面上就有提示');
    const [label] = timeline().value.labels;
    if (!label) throw new Error('no label');
    expect(zh(timeline({ fromStart: true, labels: [{ ...label, fromMs: 9_000 }] }))).toContain(
      '起始画面上没有看到提示',
    );
  });
  it('says nothing of chances when no label was seen', () => {
    expect(zh(timeline({ labels: [] }))).not.toMatch(/机会|一直都在/);
  });
});
