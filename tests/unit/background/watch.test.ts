import { describe, expect, it } from 'vitest';
import type { Sighting } from '../../../components/model/observation';
import { isWorthWatching } from '../../../entrypoints/background/watch';

const sighting = (kind: Sighting['kind'], value: object): Sighting => ({ kind, value }) as Sighting;

describe('the script that watches is put into a page', () => {
  it('where a room or a film of the goods plays', () => {
    expect(isWorthWatching(sighting('live-room', { playing: true }))).toBe(true);
    expect(isWorthWatching(sighting('medium', { source: 'video', role: 'product' }))).toBe(true);
  });

  it('and into no other: neither for pictures, films beside the goods and rooms at rest, nor for prices and labels', () => {
    expect(isWorthWatching(sighting('live-room', { playing: false }))).toBe(false);
    expect(isWorthWatching(sighting('medium', { source: 'img', role: 'product' }))).toBe(false);
    for (const role of ['decoration', 'review', 'recommendation', 'unknown'])
      expect(isWorthWatching(sighting('medium', { source: 'video', role }))).toBe(false);
    for (const kind of ['label', 'price', 'label-timeline', 'footage'] as Sighting['kind'][])
      expect(isWorthWatching(sighting(kind, { playing: true, source: 'video', role: 'product' }))).toBe(
        false,
      );
  });
});
