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
const medium = (subject: string): Sighting => ({
  kind: 'medium',
  subject,
  observer: 'media',
  method: 'dom',
  value: {
    mediaType: 'image',
    url: 'https://cdn.example/a.jpg',
    source: 'img',
    role: 'product',
    renderedWidth: 300,
    renderedHeight: 300,
    naturalWidth: 800,
    naturalHeight: 800,
    alt: '',
    box: null,
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
  it('in one frame stay when another frame shows the same', () => {
    const unplaced = {
      ...label('page:self'),
      value: { ...label('page:self').value, covers: [] },
    } as Sighting;
    const key = sightingKey(unplaced);
    const both = [0, 4].reduce(
      (record, frame) => withSightings(record, [unplaced], [], frame, NOW).record,
      empty,
    );
    const top = withSightings(both, [], [], 0, NOW, [key]).record;
    expect(top.observations).toHaveLength(1);
    expect(withSightings(top, [], [], 0, NOW, [key]).record.observations, 'taken back twice').toHaveLength(1);
    const none = withSightings(top, [], [], 4, NOW, [key]).record;
    expect(none.observations).toEqual([]);
    expect(none.toldBy, 'nothing is left behind').toBeUndefined();
    const frameFirst = withSightings(both, [], [], 4, NOW, [key]).record;
    expect(frameFirst.observations).toHaveLength(1);
    expect(withSightings(frameFirst, [], [], 0, NOW, [key]).record.observations).toEqual([]);
  });
  it('of a frame cannot be taken back by a frame that never told them', () => {
    const before = withSightings(empty, [label('image:a')], [], 7, NOW).record;
    const key = sightingKey(label('image:a'));
    expect(withSightings(before, [], [], 0, NOW, [key]).record.observations).toHaveLength(1);
    expect(withSightings(before, [], [], 7, NOW, [key]).record.observations).toEqual([]);
  });
  it('a picture that left one frame stays with its reading when another frame shows it, without the label of the first', () => {
    const both = [0, 4].reduce(
      (record, frame) => withSightings(record, [medium('image:a')], [], frame, NOW).record,
      empty,
    );
    const labelled = withSightings(both, [label('image:a')], [], 4, NOW).record;
    const { record } = withSightings(labelled, [], ['image:a'], 4, NOW);
    expect(record.observations.map((o) => o.kind)).toEqual(['medium']);
    expect(record.tasks).toHaveLength(1);
    expect(record.frames['image:a']).toBe(0);
    expect(withSightings(record, [], ['image:a'], 0, NOW).record).toMatchObject({
      observations: [],
      tasks: [],
      frames: {},
    });
  });
  it('that were never there change nothing', () => {
    const before = withSightings(empty, [label('image:a')], [], 0, NOW).record;
    expect(withSightings(before, [], [], 0, NOW, ['no such key', '']).record.observations).toEqual(
      before.observations,
    );
  });
});

describe('whose room it is', () => {
  const room = (subject: string, host: string | null, playing = true): Sighting => ({
    kind: 'live-room',
    subject,
    observer: 'livestream',
    method: 'dom',
    value: { roomId: '1', host, playing, framesReadable: host === null ? null : true, box: null },
  });
  const valueOf = (sightings: Sighting[]): unknown =>
    sightings
      .reduce((record, one) => withSightings(record, [one], [], 0, NOW).record, empty)
      .observations.map(({ subject, value }) => [subject, value]);

  it('stays known when a later look at the same room does not read it', () => {
    expect(valueOf([room('live-room:a', '小鹿'), room('live-room:a', null, false)])).toMatchObject([
      ['live-room:a', { host: '小鹿', framesReadable: true, playing: false }],
    ]);
  });
  it('is not said of another room', () => {
    expect(valueOf([room('live-room:a', '小鹿'), room('live-room:b', null)])).toMatchObject([
      ['live-room:a', { host: '小鹿' }],
      ['live-room:b', { host: null, framesReadable: null }],
    ]);
  });
});
