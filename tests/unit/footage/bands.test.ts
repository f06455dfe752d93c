import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Bands } from '../../../components/footage/bands';
import { createLoopDetector } from '../../../components/footage/loop';
import { GRID, REGIONS, signatureOf } from '../../../components/footage/signature';
import { random, scene, type SceneOptions } from '../../make/scenes';

const roll = random(5);
const then = Float32Array.from({ length: REGIONS }, () => 60 + 120 * roll());
/** A hand in the lower middle, and bands over everything. */
const hand = Float32Array.from({ length: REGIONS }, (_, n) =>
  n % GRID > 5 && n % GRID < 10 && n > 9 * GRID ? 12 : 0,
);
const banded = (phase: number): Float32Array =>
  hand.map((m, n) => m + 0.03 * Math.sin(phase + Math.floor(n / GRID)) * (then[n] as number));

describe('bands of a filmed screen', () => {
  it('are taken out once a recording has shown them, and what moved stays', () => {
    const bands = new Bands();
    let last: Float32Array = hand;
    for (let n = 0; n < 12; n += 1) last = bands.take(banded(n * 0.7), then);
    expect(bands.isBanded).toBe(true);
    for (let n = 0; n < REGIONS; n += 1)
      expect(Math.abs((last[n] as number) - (hand[n] as number))).toBeLessThan(1);
  });

  it('are not seen where a body moves, and then nothing is changed', () => {
    const bands = new Bands();
    for (let n = 0; n < 40; n += 1) {
      const body = Float32Array.from({ length: REGIONS }, (_, at) =>
        at % GRID > 3 && at % GRID < 12 && at > 3 * GRID
          ? 9 * Math.sin(n + 0.4 * at)
          : 0.5 * Math.cos(at * n),
      );
      expect(bands.take(body, then)).toBe(body);
    }
    expect(bands.isBanded).toBe(false);
  });

  it('never make a number that is none, whatever moved', () => {
    const grey = fc.float({ min: 0, max: 255, noNaN: true });
    const change = fc.float({ min: -500, max: 500, noNaN: true });
    const row = (of: fc.Arbitrary<number>) => fc.array(of, { minLength: REGIONS, maxLength: REGIONS });
    fc.assert(
      fc.property(row(change), row(grey), (moved, from) => {
        const bands = new Bands();
        for (let n = 0; n < 8; n += 1) {
          const rest = bands.take(Float32Array.from(moved), Float32Array.from(from));
          expect(rest.every(Number.isFinite)).toBe(true);
        }
      }),
    );
  });

  const room: SceneOptions = {
    kind: 'host',
    seed: 4_711,
    loopS: 9,
    overlays: true,
    ownMouth: true,
    brightness: 0.1,
    grain: 0.3,
    shake: 0.001,
    phone: 0.9,
  };
  const watched = (options: SceneOptions, seconds: number) => {
    const draw = scene(options);
    const detector = createLoopDetector();
    const frame = new Float32Array(36 * 64);
    for (let s = 0; s < seconds; s += 0.25) {
      draw(s, frame, 36, 64);
      const signature = signatureOf(frame, 36, 64);
      if (signature) detector.push(signature, s * 1000);
    }
    return detector.state();
  };
  it('hide no repeat on a screen that is filmed by a phone, and make none of a host who repeats nothing', () => {
    const { found, periodMs } = watched(room, 30);
    expect({ found, isRight: Math.abs((periodMs ?? 0) - 9_000) < 500 }).toEqual({
      found: true,
      isRight: true,
    });
    expect(watched({ ...room, loopS: null }, 120).found).toBe(false);
  });
});
