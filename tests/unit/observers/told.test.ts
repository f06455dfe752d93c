import { describe, expect, it } from 'vitest';
import { LIMITS } from '../../../components/model/limits';
import type { Sighting } from '../../../components/model/observation';
import { sightingKey } from '../../../components/model/sighting-key';
import { parts, Told } from '../../../components/observers/told';

const wording = (text: string, subject = 'page:self', x = 0): Sighting => ({
  kind: 'price-wording',
  subject,
  observer: 'price-wording',
  method: 'dom-text',
  value: {
    wording: 'member',
    entry: 'member-zh',
    text,
    nearPrice: true,
    box: { x, y: 0, width: 1, height: 1 },
  },
});

describe('what is told of a page', () => {
  it('is what is new; a box that moved is not', () => {
    const told = new Told();
    expect(told.changes([wording('a')]).sightings).toHaveLength(1);
    expect(told.changes([wording('a', 'page:self', 5), wording('b')])).toEqual({
      sightings: [wording('b')],
      gone: [],
      withdrawn: [],
    });
  });
  it('takes back what is no longer so, once, and tells it again when it returns', () => {
    const told = new Told();
    told.changes([wording('a'), wording('b')]);
    expect(told.changes([wording('b')]).withdrawn).toEqual([sightingKey(wording('a'))]);
    expect(told.changes([wording('b')]).withdrawn).toEqual([]);
    expect(told.changes([wording('a'), wording('b')]).sightings).toEqual([wording('a')]);
  });
  it('names a subject that left, and does not take back one by one what was said of it', () => {
    const told = new Told();
    told.changes([wording('a', 'image:1'), wording('b')]);
    expect(told.changes([wording('b')])).toEqual({ sightings: [], gone: ['image:1'], withdrawn: [] });
  });
  it('goes in parts that fit into one message', () => {
    const many = Array.from({ length: LIMITS.observationsPerBatch + 1 }, (_, i) => String(i));
    const sizes = [...parts({ sightings: [wording('a')], gone: [], withdrawn: many })].map((p) => [
      p.sightings.length,
      p.withdrawn.length,
    ]);
    expect(sizes).toEqual([
      [1, LIMITS.observationsPerBatch],
      [0, 1],
    ]);
    expect([...parts({ sightings: [], gone: [], withdrawn: [] })]).toEqual([]);
  });
});
