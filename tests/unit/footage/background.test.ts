import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { StillGround, type StillPart } from '../../../components/footage/background';
import { GRID, REGIONS } from '../../../components/footage/signature';
import { random } from '../../make/scenes';

/** Grey level of a region of a room: a textured wall, and a host before it who fills the middle third. */
const isHost = (n: number): boolean => n % GRID >= 5 && n % GRID <= 10 && n >= 4 * GRID;
const wall = (n: number): number => 60 + ((n * 37) % 120);

interface Room {
  /** Grey levels that a region is off at `t` seconds. */
  off?: (n: number, t: number) => number;
  grey?: (n: number, t: number) => number;
}

/** Five looks a second for so many seconds, somebody moving in front. */
function watch(seconds: number, { off, grey }: Room = {}, stepS = 0.2): StillPart | null {
  const ground = new StillGround();
  const roll = random(5);
  for (let k = 0; k * stepS < seconds; k += 1) {
    const t = k * stepS;
    ground.push(
      Float64Array.from({ length: REGIONS }, (_, n) => {
        const there = isHost(n) ? 90 + 60 * Math.sin(t * 0.9 + n) : (grey?.(n, t) ?? wall(n));
        // Two tenths of a grey level of noise, as an encoder leaves it.
        return Math.round(256 * (there + (off?.(n, t) ?? 0) + 0.4 * (roll() - 0.5)));
      }),
      t * 1000,
    );
  }
  return ground.state();
}
const hostShare = Array.from({ length: REGIONS }, (_, n) => n).filter(isHost).length / REGIONS;

describe('the part of the picture that stays', () => {
  it('is told after a minute, with its share, how exactly, and for how long', () => {
    expect(watch(50)).toBeNull();
    const told = watch(15 * 60);
    expect(told?.share).toBeCloseTo(1 - hostShare, 1);
    expect(told?.withinGreys).toBeLessThanOrEqual(0.2);
    expect(told?.forMs).toBeGreaterThan(14.8 * 60_000);
    expect(told?.forMs).toBeLessThanOrEqual(15 * 60_000);
    expect(told?.sinceMs).toBe(0);
  });

  it('is looked at once a second where little moves', () => {
    expect(watch(200, {}, 1.05)?.share).toBeGreaterThan(0.5);
  });

  it('does not creep: light that changes by a level in ten minutes is no picture that stayed', () => {
    expect(watch(40 * 60, { off: (_n, t) => t / 600 }, 1)).toBeNull();
    expect(watch(20 * 60, { off: (n, t) => (n < REGIONS / 2 ? t / 300 : 0) }, 1)?.share).toBeLessThan(0.5);
  });

  it('flickers less than it says', () => {
    const told = watch(300, { off: (_n, t) => 0.3 * Math.sign(Math.sin(t / 7)) });
    expect(told?.withinGreys).toBeGreaterThanOrEqual(0.5);
    expect(watch(300, { off: (_n, t) => 3 * Math.sign(Math.sin(t / 7)) })).toBeNull();
  });

  it('stays behind a hand, and behind a card that comes for a few seconds every minute', () => {
    const card = (n: number, t: number): number => (n >= 12 * GRID && t % 60 < 5 ? 70 : 0);
    expect(watch(600, { off: card })?.share).toBeCloseTo(1 - hostShare, 1);
    // A card that stands half of the time covers what is behind it.
    const often = (n: number, t: number): number => (n >= 12 * GRID && t % 60 < 30 ? 70 : 0);
    expect(watch(600, { off: often })?.share).toBeLessThan(0.6);
  });

  it('begins anew with another scene, not with a gift that fills the picture for a moment', () => {
    const cut = watch(300, { grey: (n, t) => (t < 100 ? wall(n) : 200 - wall(n)) });
    expect(cut?.sinceMs).toBeGreaterThan(99_000);
    expect(cut?.sinceMs).toBeLessThan(130_000);
    expect(cut?.forMs).toBeGreaterThan(160_000);
    const gift = watch(300, { off: (_n, t) => (t > 150 && t < 160 ? 90 : 0) });
    expect(gift?.sinceMs).toBe(0);
    expect(gift?.share).toBeCloseTo(1 - hostShare, 1);
  });

  it('is nothing where the camera goes along', () => {
    expect(watch(200, { grey: (n, t) => 120 + 60 * Math.sin(t / 5 + (n % GRID)) })).toBeNull();
  });

  it('leaves out bars and burnt-out windows, which stay for no reason', () => {
    const bars = watch(200, {
      grey: (n) => (n % GRID < 4 || n % GRID > 11 ? 0 : wall(n)),
      off: (n) => (n % GRID < 4 ? 0 : 0.3),
    });
    const without = watch(200);
    expect(bars?.share).toBeLessThan(without?.share ?? 0);
    expect(watch(200, { grey: () => 255 })).toBeNull();
  });

  it('counts no pause, and a film that is set back begins anew', () => {
    const ground = new StillGround();
    const look = (fromS: number, toS: number): void => {
      for (let t = fromS; t < toS; t += 0.2)
        ground.push(
          Uint16Array.from({ length: REGIONS }, (_, n) => 256 * wall(n)),
          t * 1000,
        );
    };
    look(0, 100);
    look(4_000, 4_100);
    expect(ground.state()?.forMs).toBeLessThanOrEqual(200_000);
    expect(ground.state()?.forMs).toBeGreaterThan(180_000);
    look(10, 50);
    expect(ground.state()).toBeNull();
    look(50, 100);
    expect(ground.state()?.sinceMs).toBe(10_000);
  });

  it('bears whatever it is given, and holds no more after long', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            value: fc.oneof(fc.double(), fc.integer()),
            size: fc.constantFrom(REGIONS, 3),
            tMs: fc.oneof(fc.double(), fc.integer()),
          }),
          { maxLength: 60 },
        ),
        (samples) => {
          const ground = new StillGround();
          for (const { value, size, tMs } of samples) ground.push(new Array<number>(size).fill(value), tMs);
          const state = ground.state();
          expect(state === null || (state.share >= 0 && state.share <= 1)).toBe(true);
        },
      ),
    );
  });
});
