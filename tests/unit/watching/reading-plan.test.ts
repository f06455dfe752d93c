import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { WritingWatch } from '../../../components/footage/writing';
import type { PartShare } from '../../../components/model/part-share';
import { ReadingPlan } from '../../../components/watching/reading-plan';

const part: PartShare = { x: 0.1, y: 0.1, width: 0.2, height: 0.1 };

/** Stands for a picture in which so many pieces of writing came. */
class Written extends WritingWatch {
  waiting: PartShare[] = [];
  constructor(readonly seen: number) {
    super();
  }
  override get looks(): number {
    return this.seen;
  }
  override take(most: number): PartShare[] {
    return this.waiting.splice(0, most);
  }
}
const nothing = new Written(0);
const none = (): PartShare[] => [];

describe('what is read of a watched picture, and when', () => {
  it('is whole frames, seldom, where nobody sees what stands still', () => {
    const room = new ReadingPlan('room');
    const film = new ReadingPlan('film');
    const readAt = (plan: ReadingPlan): number[] =>
      Array.from({ length: 500 }, (_, second) => second).filter(
        (second) => plan.partsAt(second * 1000, nothing, none) === undefined,
      );
    expect(readAt(room)).toEqual([2, 62, 242, 422]);
    expect(readAt(film)).toEqual([0, 10, 40, 220, 400]);
  });

  it('is what came, as soon as it stood for a moment, and the rest of the frame later', () => {
    const plan = new ReadingPlan('room');
    const early = new Written(1);
    early.waiting = [part];
    expect(plan.partsAt(1000, early, none)).toBeNull();
    const standing = new Written(3);
    standing.waiting = [part];
    expect(plan.partsAt(3000, standing, none)).toEqual({ only: [part] });
    expect(plan.partsAt(4000, standing, none)).toBeNull();
    expect(plan.partsAt(61_000, standing, none)).toEqual({ except: [] });
  });

  it('waits a little after each read, and asks for lost words together with new ones', () => {
    const plan = new ReadingPlan('room');
    const standing = new Written(3);
    standing.waiting = [part];
    plan.partsAt(1000, standing, none);
    plan.pay(1000, 100);
    standing.waiting = [part];
    expect(plan.partsAt(3000, standing, () => [part])).toBeNull();
    expect(plan.partsAt(4000, standing, () => [part])).toEqual({ only: [part, part] });
  });

  it('is brought forward where a known label vanished, never put off', () => {
    const plan = new ReadingPlan('room');
    expect(plan.partsAt(2000, nothing, none)).toBeUndefined();
    plan.wholeBy(30_000);
    plan.wholeBy(90_000);
    expect(plan.partsAt(29_000, nothing, none)).toBeNull();
    expect(plan.partsAt(30_000, nothing, none)).toBeUndefined();
  });

  it('costs no more than its purse, however much comes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), fc.integer({ min: 300, max: 3000 }), (took, seconds) => {
        const plan = new ReadingPlan('room');
        const busy = new Written(3);
        let spentMs = 0;
        for (let second = 1; second <= seconds; second += 1) {
          busy.waiting = [part];
          const parts = plan.partsAt(second * 1000, busy, none);
          if (!parts || !('only' in parts)) continue;
          spentMs += took;
          plan.pay(second * 1000, took);
        }
        // One read more than what was there: nobody knows beforehand how long it takes.
        expect(spentMs).toBeLessThanOrEqual(2_500 + seconds * 12 + took);
      }),
      { numRuns: 60 },
    );
  });
});
