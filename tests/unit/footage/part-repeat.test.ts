import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLoopDetector } from '../../../components/footage/loop';
import { PartRepeats, type PartRepeat } from '../../../components/footage/part-repeat';
import type { Repeat } from '../../../components/footage/repeat';
import { REGIONS, signatureOf } from '../../../components/footage/signature';
import { SLOT_MS } from '../../../components/footage/timeline';
import { scene, type SceneKind } from '../../make/scenes';

const EXACT: Repeat = {
  lag: 40,
  voting: 90,
  agreeing: Array.from({ length: 36 }, (_, n) => n),
  closely: 30,
  share: 0.5,
  window: 60,
  isEnough: false,
  alike: 0.95,
  rival: 0.2,
  parts: 3,
  moves: 30,
  mirrored: 0.1,
  even: 0.1,
  certainty: 9,
  toAndFro: 9,
};

/** A look every second at what is given for it. */
function look(seconds: number, at: (second: number) => Partial<Repeat> | null, parts = new PartRepeats()) {
  for (let second = 0; second < seconds; second += 1) {
    parts.at(second * 1000);
    const change = at(second);
    if (change) parts.look({ ...EXACT, ...change });
  }
  return parts.state();
}

function watch(kind: SceneKind, seed: number, seconds: number): PartRepeat | null {
  const draw = scene({
    kind,
    seed,
    loopS: null,
    overlays: true,
    ownMouth: true,
    brightness: 0.1,
    grain: 0.3,
    shake: 0,
  });
  const parts = new PartRepeats();
  const detector = createLoopDetector({
    longestPeriodMs: 40_000,
    onCandidate: (repeat) => parts.look(repeat),
  });
  const frame = new Float32Array(36 * 64);
  for (let tMs = 0; tMs < seconds * 1000; tMs += 200) {
    draw(tMs / 1000, frame, 36, 64);
    const signature = signatureOf(Uint8Array.from(frame), 36, 64);
    parts.at(tMs);
    if (signature) detector.push(signature, tMs);
  }
  expect(detector.state().found).toBe(false);
  return parts.state();
}

describe('a part of the picture that repeats', () => {
  it('is told once it came back often and long enough, with its share of the picture', () => {
    expect(look(10, () => ({}))).toBeNull();
    const told = look(40, (second) => ({ lag: 40 + 0.2 * (second % 2) }));
    expect(told?.share).toBeCloseTo(36 / REGIONS, 2);
    expect(Math.abs((told?.periodMs ?? 0) - 40.1 * SLOT_MS)).toBeLessThan(20);
    expect(told).toMatchObject({ fromMs: 0, toMs: 39_000 });
    // A long stretch is followed for half of it.
    expect(look(40, () => ({ lag: 400 }))).toBeNull();
    expect(look(60, () => ({ lag: 400 }))?.periodMs).toBe(100_000);
  });

  it('is the shortest, when its multiples come back too', () => {
    expect(look(60, (second) => ({ lag: second % 2 ? 40 : 80 }))?.periodMs).toBe(10_000);
  });

  it('is not what comes near now and then, by a rhythm of its own, or in a corner', () => {
    expect(look(60, () => ({ alike: 0.8 }))).toBeNull();
    expect(look(60, () => ({ certainty: 4 }))).toBeNull();
    expect(look(60, () => ({ rival: 0.7 }))).toBeNull();
    expect(look(60, () => ({ agreeing: [1, 2, 3, 4, 5] }))).toBeNull();
    expect(look(60, (second) => (second % 15 === 0 ? {} : null))).toBeNull();
    expect(look(60, (second) => ({ lag: 30 + 2 * second }))).toBeNull();
  });

  it('leaves out the regions that agreed by chance', () => {
    const told = look(60, (second) => ({ agreeing: [...EXACT.agreeing, 40 + second, 120 + second] }));
    expect(told?.share).toBeCloseTo(36 / REGIONS, 2);
  });

  it('is forgotten when the film is set back', () => {
    const parts = new PartRepeats();
    expect(look(60, () => ({}), parts)).not.toBeNull();
    expect(look(10, () => ({}), parts)).toBeNull();
  });

  it('is seen beside a live host, and not in a host who nods', () => {
    const screen = watch('screen-behind', 12, 50);
    expect(screen?.share).toBeGreaterThan(0.1);
    expect(screen?.share).toBeLessThan(0.6);
    expect(watch('nodding', 12, 50)).toBeNull();
  });

  it('bears whatever it is given, and follows no more than a few', () => {
    const number = fc.oneof(fc.double(), fc.integer());
    fc.assert(
      fc.property(
        fc.array(fc.record({ lag: number, alike: number, certainty: number, rival: number, tMs: number }), {
          maxLength: 40,
        }),
        (looks) => {
          const parts = new PartRepeats();
          for (const { tMs, ...change } of looks) {
            parts.at(tMs);
            parts.look({ ...EXACT, ...change });
          }
          const told = parts.state();
          expect(told === null || (told.share >= 0 && told.share <= 1)).toBe(true);
        },
      ),
    );
  });
});
