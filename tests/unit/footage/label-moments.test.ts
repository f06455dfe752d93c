/** Which of what stood still a label is believed to have come and gone with, in films that are only described. */
import { describe, expect, it } from 'vitest';
import { placed, trustedStanding, type Moment } from '../../../components/footage/label-moments';
import { labelSpans, type MomentLabel, type MomentRead } from '../../../components/footage/label-spans';
import type { Standing } from '../../../components/footage/writing';

const LABEL: MomentLabel = {
  text: 'AI生成',
  entry: 'ai-generated',
  heightShare: 0.05,
  position: 'corner',
  x: 0.8,
  y: 0.1,
};
const WALL = { x: 0.75, y: 0.05, width: 0.12, height: 0.1 };
const WORDS = { x: 0.7, y: 0.05, width: 0.25, height: 0.12 };
const piece = (fromS: number, toS: number, part = WORDS): Standing => ({
  fromMs: fromS * 1000,
  toMs: toS * 1000,
  withinMs: 500,
  isGone: true,
  part,
});

/** Reads a film in which the words stand at the times told, at the moments told and at those asked for. */
async function watched(isThere: (atS: number) => boolean, first: readonly number[], standing: Standing[]) {
  const asked: Moment[] = [];
  const moments: MomentRead[] = first.map((atS) => ({ atS, labels: isThere(atS) ? [LABEL] : [] }));
  const trusted = await trustedStanding(moments, standing, (moment) => {
    asked.push(moment);
    moments.push({ ...moment, labels: isThere(moment.atS) ? [LABEL] : [] });
    return Promise.resolve();
  });
  moments.sort((a, b) => a.atS - b.atS);
  return { asked, trusted, spans: labelSpans(placed(moments, trusted), 6) };
}

describe('a label and what stood still where it was read', () => {
  it('came and went together when the words are read near both ends', async () => {
    const { asked, spans } = await watched(
      (atS) => atS >= 8 && atS < 28,
      [0, 6, 12, 18, 24, 30],
      [piece(8, 27.5)],
    );
    expect(spans).toMatchObject([{ fromS: 8, toS: 27.5, withinS: 0.5 }]);
    expect(asked.length).toBeLessThanOrEqual(2);
    expect(asked.every(({ parts }) => parts[0] === WORDS)).toBe(true);
  });

  it('did not when lines of the wall behind stood from start to end: it has the times at which it was read', async () => {
    const { spans, trusted } = await watched(
      (atS) => atS >= 10 && atS < 20,
      [0, 6, 12, 18, 24, 30, 36],
      [piece(0, 40, WALL)],
    );
    expect(trusted).toEqual([]);
    expect(spans).toMatchObject([{ fromS: 12, toS: 18, withinS: 6 }]);
  });

  it('has its own times where a larger piece is its own and the wall’s is the smaller', async () => {
    const { spans } = await watched(
      (atS) => atS >= 10 && atS < 20,
      [0, 6, 12, 18, 24, 30, 36],
      [piece(0, 40, WALL), piece(10, 19.5)],
    );
    expect(spans).toMatchObject([{ fromS: 10, toS: 19.5, withinS: 0.5 }]);
  });

  it('that blinks goes from its first to its last time, not from start to end of the wall', async () => {
    const isOn = (atS: number): boolean => atS >= 5 && atS < 35 && Math.floor(atS - 5) % 2 === 0;
    const blinks = Array.from({ length: 15 }, (_, n) => piece(5 + 2 * n, 5.5 + 2 * n));
    const { spans } = await watched(
      isOn,
      [5.3, 7.3, 11.4, 17.3, 18, 21.3, 24, 27.4, 30, 33.4, 36],
      [piece(0, 39.5, WALL), ...blinks],
    );
    expect(spans[0]?.fromS).toBe(5);
    expect(spans.at(-1)?.toS).toBe(33.5);
  });

  it('is checked a bounded number of times', async () => {
    const many = Array.from({ length: 100 }, (_, n) => piece(n * 10, n * 10 + 9));
    const { asked } = await watched(
      () => true,
      many.map((_, n) => n * 10 + 4),
      many,
    );
    expect(asked.length).toBeLessThanOrEqual(32);
  });
});
