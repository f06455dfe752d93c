import { describe, expect, it } from 'vitest';
import type { LabelNow } from '../../../components/watching/label-timeline';
import { LabelSampler } from '../../../components/watching/label-sampler';

const label = (more: Partial<LabelNow> = {}): LabelNow => ({
  text: '数字人直播',
  placement: 'player',
  elements: ['digital-human'],
  heightShare: 0.05,
  position: 'corner',
  ...more,
});

describe('moments in which a label of a room could be seen', () => {
  it('takes one every five seconds, however often somebody looks', () => {
    const sampler = new LabelSampler();
    for (let ms = 0; ms <= 20_000; ms += 1_000) sampler.look(ms, ms < 11_000 ? [label()] : []);
    expect(sampler.value()).toEqual({
      elements: ['digital-human'],
      samples: 5,
      visibleIn: 3,
      spanMs: 20_000,
    });
  });
  it('knows nothing before the first look', () => {
    expect(new LabelSampler().value()).toBeNull();
  });
  it('does not count words inside the picture, which are read seldom', () => {
    const sampler = new LabelSampler();
    sampler.look(0, [label({ placement: 'pixels' })]);
    expect(sampler.value()).toEqual({ elements: [], samples: 1, visibleIn: 0, spanMs: 0 });
  });
});
