// @vitest-environment jsdom
import { describe, expect, it } from 'vitest';
import type { LabelSeen } from '../../../components/observers/labels';
import { LabelSampler } from '../../../components/watching/label-sampler';

const ROOM = 'live-room:a';
function label(): LabelSeen {
  const el = document.createElement('p');
  el.textContent = '数字人直播';
  document.body.append(el);
  const value = { elements: ['digital-human'], covers: [ROOM] };
  return { el, rect: null, sighting: { kind: 'label', value } } as unknown as LabelSeen;
}

describe('samples of a label in a room', () => {
  it('find a label again that was gone at the last look and is back', () => {
    const sampler = new LabelSampler();
    const seen = label();
    sampler.follow(ROOM, [seen]);
    (seen.el as HTMLElement).style.visibility = 'hidden';
    sampler.follow(ROOM, []);
    expect(sampler.sample(0, false).value).toMatchObject({ samples: 1, visibleIn: 0 });
    (seen.el as HTMLElement).style.visibility = 'visible';
    expect(sampler.sample(5_000, false).value).toMatchObject({ samples: 2, visibleIn: 1 });
    seen.el.remove();
    expect(sampler.sample(10_000, false).value).toMatchObject({ samples: 3, visibleIn: 1 });
  });

  it('do not count a label of another room', () => {
    const sampler = new LabelSampler();
    sampler.follow(ROOM, [label()]);
    sampler.follow('live-room:b', []);
    expect(sampler.sample(0, false).value).toMatchObject({ samples: 1, visibleIn: 0 });
  });
});
