import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { labelSpans, type MomentLabel } from '../../../components/footage/label-spans';

const LABEL: MomentLabel = {
  text: 'AI生成',
  entry: 'ai-generated',
  heightShare: 0.05,
  position: 'corner',
  x: 0.9,
  y: 0.95,
};
const at = (atS: number, ...labels: MomentLabel[]) => ({ atS, labels });

describe('labels of single moments, put together', () => {
  it('are one label with the times at which it was first and last read', () => {
    const spans = labelSpans([at(0), at(2, LABEL), at(4, LABEL), at(6, LABEL), at(8)], 2);
    expect(spans).toEqual([
      {
        text: 'AI生成',
        fromS: 2,
        toS: 6,
        heightShare: 0.05,
        position: 'corner',
        withinS: 2,
        seenIn: 3,
        lookedIn: 3,
      },
    ]);
  });

  it('bridge two moments in which reading missed it, and say in how many it was seen', () => {
    const spans = labelSpans([at(0, LABEL), at(2), at(4), at(6, LABEL)], 2);
    expect(spans).toMatchObject([{ fromS: 0, toS: 6, seenIn: 2, lookedIn: 4 }]);
  });

  it('end after three moments without it, and begin anew when it comes back', () => {
    const spans = labelSpans([at(0, LABEL), at(2), at(4), at(6), at(8, LABEL)], 2);
    expect(spans).toMatchObject([
      { fromS: 0, toS: 0 },
      { fromS: 8, toS: 8 },
    ]);
  });

  it('are two where the same words stand at two places, and two where words of two kinds stand at one', () => {
    const elsewhere = { ...LABEL, x: 0.1, y: 0.05 };
    const other = { ...LABEL, text: '数字人', entry: 'digital-human' };
    expect(labelSpans([at(0, LABEL, elsewhere), at(2, elsewhere, LABEL)], 2)).toHaveLength(2);
    expect(labelSpans([at(0, LABEL, other), at(2, other, LABEL)], 2)).toHaveLength(2);
  });

  it('are one that moves where the words were read elsewhere each time and never stood, two where they stood', () => {
    const left = { ...LABEL, x: 0.2, y: 0.1 };
    const right = { ...LABEL, x: 0.7, y: 0.1 };
    expect(labelSpans([at(0, right), at(2, left), at(4), at(6, right)], 2)).toMatchObject([
      { fromS: 0, toS: 6, seenIn: 3, lookedIn: 4 },
    ]);
    const stood = (fromS: number, toS: number) => ({ stood: { fromS, toS, withinS: 0.5 } });
    expect(
      labelSpans([at(2, { ...left, ...stood(0, 4) }), at(8, { ...right, ...stood(5, 9) })], 2),
    ).toMatchObject([
      { fromS: 0, toS: 4 },
      { fromS: 5, toS: 9 },
    ]);
  });

  it('carry what was read most often and the largest height seen', () => {
    const misread = { ...LABEL, text: 'Al生成', heightShare: 0.061_23 };
    const [span] = labelSpans([at(0, misread), at(2, LABEL), at(4, LABEL)], 2);
    expect(span?.text).toBe('AI生成');
    expect(span?.heightShare).toBe(0.0612);
  });

  it('stay few and in order, and never claim more moments than were looked at', () => {
    const label = fc.record({
      text: fc.string({ maxLength: 6 }),
      entry: fc.constantFrom('a', 'b', 'c'),
      heightShare: fc.double({ min: 0, max: 1, noNaN: true }),
      position: fc.constantFrom('corner' as const, 'edge' as const, 'inside' as const),
      x: fc.double({ min: 0, max: 1, noNaN: true }),
      y: fc.double({ min: 0, max: 1, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(fc.array(label, { maxLength: 8 }), { maxLength: 40 }), (moments) => {
        const spans = labelSpans(
          moments.map((labels, n) => ({ atS: n, labels })),
          2,
        );
        expect(spans.length).toBeLessThanOrEqual(40);
        let last = 0;
        for (const { fromS, toS, seenIn, lookedIn } of spans) {
          expect(fromS).toBeGreaterThanOrEqual(last);
          last = fromS;
          expect(seenIn).toBeGreaterThanOrEqual(1);
          expect(seenIn).toBeLessThanOrEqual(lookedIn);
          expect(lookedIn).toBe(toS - fromS + 1);
        }
      }),
    );
  });
});
