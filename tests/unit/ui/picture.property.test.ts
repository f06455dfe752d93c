import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { C2pa, ObservationOf } from '../../../components/model/observation';
import { historyOf, sourceTypeText, type HistoryStep } from '../../../components/ui/picture-facts';
import { regionsOf } from '../../../components/ui/picture-regions';
import { pictureText } from '../../../components/ui/picture-text';
import * as pictures from '../../browser/gallery/pictures';

const numRuns = Math.min(2_000, Number(process.env['MINGBIAO_FUZZ_RUNS'] ?? 100));
const number = fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e6, max: 1e6 });
const length = fc.oneof(fc.constant(0), fc.double({ noNaN: true, min: 0, max: 1e6 }));
const box = fc.record({ x: number, y: number, width: length, height: length });
const relation = fc.constantFrom('parentOf', 'componentOf', 'inputTo', 'other' as const);
const c2pa: fc.Arbitrary<C2pa> = fc.record({
  state: fc.constantFrom('valid-trusted', 'invalid', 'remote-only', 'present-not-checked' as const),
  signer: fc.option(fc.string()),
  claimGenerator: fc.option(fc.string()),
  signedAt: fc.option(fc.string()),
  actions: fc.array(
    fc.record({
      action: fc.oneof(fc.constantFrom('c2pa.created', 'c2pa.placed', '__proto__', 'toString'), fc.string()),
      digitalSourceType: fc.option(fc.string()),
      softwareAgent: fc.option(fc.string()),
      from: fc.oneof(relation, fc.constant('active' as const)),
    }),
    { maxLength: 12 },
  ),
  ingredients: fc.array(
    fc.record({
      title: fc.option(fc.string()),
      relationship: fc.oneof(relation, fc.string()),
      hasManifest: fc.boolean(),
    }),
    { maxLength: 6 },
  ),
  statusCodes: fc.array(fc.string(), { maxLength: 3 }),
  remoteUrl: fc.constant(null),
});

function actionsIn(step: HistoryStep): number {
  return step.actions.length + step.from.reduce((sum, one) => sum + actionsIn(one), 0);
}

describe('history of any manifest', () => {
  it('loses no action and invents none, in both languages', () => {
    fc.assert(
      fc.property(c2pa, fc.constantFrom('zh-CN', 'en' as const), (of, locale) => {
        expect(actionsIn(historyOf(of, locale))).toBe(of.actions.length);
      }),
      { numRuns },
    );
  });

  it('can be copied as text', () => {
    const { reading } = pictures.history;
    if (!reading.ok) throw new Error('not read');
    fc.assert(
      fc.property(c2pa, (of) => {
        const text = pictureText(
          { ...pictures.history, reading: { ...reading, statement: { ...reading.statement, c2pa: of } } },
          'en',
        );
        expect(text).toContain('does not prove');
      }),
      { numRuns },
    );
  });

  it('names any source type with some word of it', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.webUrl()), (address) => {
        expect(typeof sourceTypeText(address, 'en')).toBe('string');
      }),
      { numRuns },
    );
  });
});

describe('places of labels of any size', () => {
  it('lie within the picture, or are none', () => {
    const medium = pictures.labelled.observations[0] as ObservationOf<'medium'>;
    const label = pictures.labelled.observations[1] as ObservationOf<'label'>;
    fc.assert(
      fc.property(
        box,
        box,
        fc.nat({ max: 9_000 }),
        fc.nat({ max: 9_000 }),
        (frame, of, naturalWidth, naturalHeight) => {
          const [region] = regionsOf([
            { ...medium, value: { ...medium.value, box: frame, naturalWidth, naturalHeight } },
            { ...label, value: { ...label.value, box: of } },
          ]);
          if (!region?.at) return;
          const { x, y, width, height } = region.at;
          expect(Math.min(x, y)).toBeGreaterThanOrEqual(0);
          expect(Math.max(x + width, y + height)).toBeLessThanOrEqual(1 + 1e-6);
        },
      ),
      { numRuns },
    );
  });
});
