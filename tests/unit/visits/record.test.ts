import { describe, expect, it } from 'vitest';
import type { Sighting } from '../../../components/model/observation';
import { sightingKey } from '../../../components/model/sighting-key';
import { newVisit, withSightings } from '../../../components/visits/record';

const NOW = '2026-11-21T00:00:00.000Z';
const label = (cover: string): Sighting => ({
  kind: 'label',
  subject: cover,
  observer: 'labels',
  method: 'dom-text',
  value: {
    text: 'AI生成',
    elements: ['ai', 'generation'],
    status: null,
    language: 'zh-Hans',
    entry: 'ai+generation',
    placement: 'overlay',
    covers: [cover],
    box: null,
    heightShare: null,
  },
});
const empty = newVisit(1, 'https://shop.example/', null, NOW);

describe('sightings that no longer hold', () => {
  it('leave the record, while others on the same subject stay', () => {
    const before = withSightings(empty, [label('image:a'), label('image:b')], [], 0, NOW).record;
    const { record } = withSightings(before, [], [], 0, NOW, [sightingKey(label('image:a'))]);
    expect(record.observations.map((o) => o.subject)).toEqual(['image:b']);
  });
  it('a label that moved to another picture is kept once, where it is now', () => {
    const before = withSightings(empty, [label('image:a')], [], 0, NOW).record;
    const { record } = withSightings(before, [label('image:b')], [], 0, NOW, [sightingKey(label('image:a'))]);
    expect(record.observations.map((o) => [o.subject, o.id])).toEqual([['image:b', 'o2']]);
  });
  it('that were never there change nothing', () => {
    const before = withSightings(empty, [label('image:a')], [], 0, NOW).record;
    expect(withSightings(before, [], [], 0, NOW, ['no such key', '']).record.observations).toEqual(
      before.observations,
    );
  });
});
