import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Sighting } from '../../../components/model/observation';
import { newVisit, withSightings } from '../../../components/visits/record';

const runs = Number(process.env['MINGBIAO_FUZZ_RUNS'] ?? 300);
const NOW = '2026-11-21T00:00:00.000Z';

const sighting: fc.Arbitrary<Sighting> = fc
  .record({ n: fc.integer({ min: 0, max: 8 }), text: fc.string({ maxLength: 6 }), isLabel: fc.boolean() })
  .map(({ n, text, isLabel }): Sighting =>
    isLabel
      ? {
          kind: 'label',
          subject: 'page:self',
          observer: 'labels',
          method: 'dom-text',
          value: {
            text,
            elements: ['ai'],
            status: null,
            language: 'zh',
            entry: 'x',
            placement: 'overlay',
            covers: [`image:${String(n)}`],
            box: null,
            heightShare: null,
          },
        }
      : {
          kind: 'unreadable',
          subject: `image:${String(n)}`,
          observer: 'media-reader',
          method: 'file-bytes',
          value: { what: 'medium', code: 'http-404', detail: text },
        },
  );

describe('a visit as a record', () => {
  it('numbers every observation once and never twice, whatever arrives in whatever order', () => {
    fc.assert(
      fc.property(fc.array(fc.array(sighting, { maxLength: 12 }), { maxLength: 12 }), (batches) => {
        let record = newVisit(1, 'https://shop.example/', null, NOW);
        const given = new Map<string, string>();
        for (const batch of batches) {
          record = withSightings(record, batch, [], 0, NOW).record;
          const ids = record.observations.map((o) => o.id);
          expect(new Set(ids).size).toBe(ids.length);
          for (const o of record.observations) {
            const text = JSON.stringify(o);
            // A number stands for one observation for ever.
            expect(given.get(o.id) ?? text).toBe(text);
            given.set(o.id, text);
          }
        }
      }),
      { numRuns: runs },
    );
  });

  it('gives the same record when the same batch is reported again', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(sighting, {
          maxLength: 20,
          selector: (s) => JSON.stringify([s.subject, s.kind, s.value]),
        }),
        (batch) => {
          const once = withSightings(
            newVisit(1, 'https://shop.example/', null, NOW),
            batch,
            [],
            0,
            NOW,
          ).record;
          const twice = withSightings(
            once,
            once.observations.map(({ id: _id, seenAt: _at, ...rest }) => rest as Sighting),
            [],
            0,
            NOW,
          ).record;
          expect(twice.observations).toEqual(once.observations);
        },
      ),
      { numRuns: runs },
    );
  });

  it('drops everything of a subject that left the page', () => {
    fc.assert(
      fc.property(fc.array(sighting, { maxLength: 20 }), fc.integer({ min: 0, max: 8 }), (batch, n) => {
        const before = withSightings(
          newVisit(1, 'https://shop.example/', null, NOW),
          batch,
          [],
          0,
          NOW,
        ).record;
        const after = withSightings(before, [], [`image:${String(n)}`], 0, NOW).record;
        expect(after.observations.some((o) => o.subject === `image:${String(n)}`)).toBe(false);
      }),
      { numRuns: runs },
    );
  });
});
