import { describe, expect, it } from 'vitest';
import { indexFacts } from '../../../components/judge/facts';
import { answer } from '../../../components/judge/signals/label-kept-visible';
import type { Observation, Sighting } from '../../../components/model/observation';
import { samples, timeline } from '../../rules/sightings';

const ROOM = 'live-room:a';
const PARAMS = { elements: ['ai' as const], minSamples: 5, minSpanSeconds: 20 };

function asked(...sightings: Sighting[]) {
  const seen = sightings.map(
    (one, n) => ({ ...one, id: `o${String(n + 1)}`, seenAt: '2026-11-21T00:00:00.000Z' }) as Observation,
  );
  const room = indexFacts(seen).subjects.find(({ subject }) => subject === ROOM);
  if (!room) throw new Error('no room');
  return answer(room, PARAMS);
}

describe('a label that is kept visible', () => {
  it('is told by the record over time, which looks more often than the samples', () => {
    // Looked at every five seconds, a label that changes every five seconds may be missed each time.
    const told = asked(samples(ROOM, ['ai'], 0, 13), timeline(ROOM, 4_000, { samples: 42, visibleIn: 18 }));
    expect(told).toMatchObject({ answer: 'no', values: { visibleIn: '18', samples: '42' } });
    expect(asked(timeline(ROOM, 4_000, { samples: 42, visibleIn: 42 }))).toMatchObject({ answer: 'yes' });
  });

  it('is told by the samples where the record is short, and where other labels may have filled the gaps', () => {
    const six = samples(ROOM, ['ai'], 2);
    expect(asked(six, timeline(ROOM, 4_000, { samples: 3 }))).toMatchObject({
      answer: 'no',
      values: { visibleIn: '2' },
    });
    const { value } = timeline(ROOM, 4_000) as Extract<Sighting, { kind: 'label-timeline' }>;
    const other = { ...value.labels[0], elements: ['generation' as const] } as (typeof value.labels)[number];
    expect(asked(six, timeline(ROOM, 4_000, { labels: [...value.labels, other] }))).toMatchObject({
      values: { visibleIn: '2' },
    });
  });
});
