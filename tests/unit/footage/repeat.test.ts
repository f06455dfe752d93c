import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openFrames } from '../../../components/footage/clip-frames';
import { comebackAt } from '../../../components/footage/comeback';
import { Shaken, type Movement } from '../../../components/footage/movement';
import { peaksOf, repeatAt, type Repeat } from '../../../components/footage/repeat';
import { GRID, REGIONS } from '../../../components/footage/signature';
import { REACH, STEPS } from '../../../components/footage/timeline';
import { drift, random } from '../../make/scenes';

const ROWS = 240;
const LAG = 90;
const SLOT_S = 0.25;

/**
 * Movement of the regions of a block, `across` × `down`, whose grey values are `value(region, seconds)`. Every other
 * row, where there is room, as a body leaves gaps; a block without gaps is a screen.
 */
function movementOf(
  across: number,
  down: number,
  value: (region: number, s: number) => number,
  rows = ROWS,
  every = down <= 8 ? 2 : 1,
): Movement {
  const smooth: number[] = [];
  for (let v = 0; v < down; v += 1) for (let u = 0; u < across; u += 1) smooth.push(every * v * GRID + u);
  const change = new Float32Array(rows * REGIONS);
  const usual = new Float32Array(REGIONS);
  for (const region of smooth) {
    let squares = 0;
    for (let row = 0; row < rows; row += 1) {
      const moved = value(region, row * SLOT_S) - value(region, (row - REACH) * SLOT_S);
      change[row * REGIONS + region] = moved;
      squares += moved * moved;
    }
    const moved = (usual[region] = Math.sqrt(squares / rows));
    for (let row = 0; row < rows; row += 1)
      change[row * REGIONS + region] = (change[row * REGIONS + region] as number) / (moved || 1);
  }
  return {
    from: 0,
    rows,
    change,
    kinds: [],
    usual,
    smooth,
    smoothness: new Float32Array(REGIONS).fill(0.6),
    often: new Float32Array(REGIONS).fill(0.3),
    camera: { way: 0, left: 1 },
    shaken: () => false,
    known: rows,
  };
}

/** Four limbs, each moving a quarter of the regions by noise of its own. */
const limbs = [0, 1, 2, 3].map((n) => drift(70 + n, 0.5));
const limbOf = (region: number): number => (region + (region >> 5)) % limbs.length;
const body = (region: number, s: number): number => 20 * (limbs[limbOf(region)]?.(s) ?? 0);
const noiseOf = (seed: number): ((region: number, s: number) => number) => {
  return (region, s) => random(seed + region * 7919 + Math.round(s * 4) * 31)() - 0.5;
};
const grain = noiseOf(5);
const played = (s: number): number => ((s % (LAG * SLOT_S)) + LAG * SLOT_S) % (LAG * SLOT_S);
const at = (movement: Movement, lag = LAG): Repeat => repeatAt(movement, lag, movement.rows - lag - 1);

describe('a repeat', () => {
  it('is several parts that come back exactly, and no other distance is like it', () => {
    const repeat = at(movementOf(8, 8, (n, s) => body(n, played(s)) + grain(n, s)));
    expect(repeat.isEnough).toBe(true);
    expect(repeat.alike).toBeGreaterThan(0.95);
    expect(repeat.rival).toBeLessThan(0.6);
    expect(repeat.parts).toBeGreaterThan(2);
    expect(repeat.agreeing.length).toBe(64);
    expect(Math.abs(repeat.lag - LAG)).toBeLessThanOrEqual(0.25);
  });

  it('is seen under what lies over it: those regions do not come back and are left out', () => {
    const over = drift(900, 0.6);
    const repeat = at(
      movementOf(8, 8, (n, s) => (n >> 4 >= 14 ? 25 * over(s + n) : body(n, played(s)) + grain(n, s))),
    );
    expect(repeat.isEnough).toBe(true);
    expect(repeat.agreeing.every((n) => n >> 4 < 14)).toBe(true);
    expect(repeat.agreeing.length).toBe(56);
  });

  it('is found again between two slots', () => {
    const lag = 90.5;
    const between = (s: number): number => ((s % (lag * SLOT_S)) + lag * SLOT_S) % (lag * SLOT_S);
    const repeat = at(
      movementOf(8, 8, (n, s) => body(n, between(s))),
      90,
    );
    expect(repeat.isEnough).toBe(true);
    expect(repeat.lag).toBe(lag);
  });

  it('is none of the picture where only a screen beside somebody comes back', () => {
    const alone = drift(901, 0.5);
    const repeat = at(
      movementOf(
        10,
        8,
        (n, s) => ((n & 15) < 5 ? body(n, played(s)) : 20 * alone(s + 3 * limbOf(n))) + grain(n, s),
      ),
    );
    expect(repeat.alike).toBeGreaterThan(0.95);
    expect(repeat.certainty).toBeGreaterThan(5);
    expect(repeat.share).toBeLessThan(0.55);
    expect(repeat.isEnough).toBe(false);
  });

  it('is one that is played to and fro, exactly: somebody who sways comes by less exactly', () => {
    const toAndFro = (s: number): number => {
      const within = played(s);
      const half = (LAG * SLOT_S) / 2;
      return within < half ? within : 2 * half - within;
    };
    const repeat = at(movementOf(8, 8, (n, s) => body(n, toAndFro(s)) + grain(n, s)));
    expect(repeat.mirrored).toBeGreaterThan(0.8);
    expect(repeat.isEnough).toBe(true);
    // The same where the picture shifts as a whole may be a camera that swings.
    const swings = movementOf(8, 8, (n, s) => body(n, toAndFro(s)) + grain(n, s));
    swings.camera = { way: 1.2, left: 0.4 };
    expect(at(swings).isEnough).toBe(false);
  });

  it('is seen beside what jumps and beside what moves in few moments only', () => {
    const over = drift(905, 0.6);
    const besides = (): Movement =>
      movementOf(10, 8, (n, s) =>
        (n & 15) < 5 ? body(n, played(s)) + grain(n, s) : 20 * over(s + 3 * limbOf(n)),
      );
    expect(at(besides()).isEnough).toBe(false);
    const jumps = besides();
    jumps.smoothness = jumps.smoothness.map((smooth, n) => ((n & 15) < 5 ? smooth : 0.2));
    expect(at(jumps).isEnough).toBe(true);
    const rare = besides();
    rare.often = rare.often.map((often, n) => ((n & 15) < 5 ? often : 0.05));
    expect(at(rare).isEnough).toBe(true);
  });

  it('is seen around a mouth that speaks for itself, and beside what a trembling camera moves', () => {
    const own = drift(906, 0.6);
    const isMouth = (n: number): boolean => [7, 8, 9].includes(n & 15) && [5, 6].includes(n >> 4);
    const speaking = (isOwn: (n: number) => boolean): Movement =>
      movementOf(13, 12, (n, s) => (isOwn(n) ? 40 * own(s + n) : body(n, played(s)) + grain(n, s)), ROWS, 1);
    const asked = at(speaking(isMouth));
    expect(asked.isEnough).toBe(true);
    expect(asked.share).toBe(1);
    // As large a patch that nothing surrounds is somebody beside a screen.
    const isCorner = (n: number): boolean => (n & 15) < 3 && n >> 4 < 2;
    expect(at(speaking(isCorner)).share).toBeLessThan(0.98);
    // Half of the picture that only trembles with the camera is not asked.
    const half = movementOf(10, 8, (n, s) =>
      (n & 15) < 5 ? body(n, played(s)) + grain(n, s) : 20 * own(s + 3 * limbOf(n)),
    );
    expect(at(half).isEnough).toBe(false);
    half.shaken = (n) => (n & 15) >= 5;
    expect(at(half).isEnough).toBe(true);
  });

  it('is none where what comes back moves in few moments only: a gift that crosses the picture by the clock', () => {
    const gift = movementOf(8, 8, (n, s) => body(n, played(s)) + grain(n, s));
    expect(at(gift).isEnough).toBe(true);
    gift.often.fill(0.05);
    expect(at(gift).isEnough).toBe(false);
  });

  it('is none of the picture where what comes back fills a small rectangle: a sticker over somebody calm', () => {
    const sticker = (n: number, s: number): number => body(n, played(s)) + grain(n, s);
    const repeat = at(movementOf(8, 8, sticker, ROWS, 1));
    expect(repeat.alike).toBeGreaterThan(0.95);
    expect(repeat.share).toBe(1);
    expect(repeat.isEnough).toBe(false);
    expect(at(movementOf(13, 8, sticker, ROWS, 1)).isEnough).toBe(true);
  });

  it('is none where most of it comes back at a shorter beat of its own, as a sticker turns', () => {
    const beatS = (LAG * SLOT_S) / 6;
    const turning = (n: number, s: number): number =>
      body(n, played(s)) + 1.8 * body(n, ((s % beatS) + beatS) % beatS) + grain(n, s);
    const repeat = at(movementOf(13, 8, turning));
    expect(repeat.alike).toBeGreaterThan(0.95);
    expect(repeat.rival).toBeGreaterThan(0.65);
    expect(repeat.isEnough).toBe(false);
  });

  it('is one where what does not come back hardly moves: noise of an encoder, moiré', () => {
    const repeat = at(
      movementOf(12, 8, (n, s) => ((n & 15) < 6 ? body(n, played(s)) * STEPS : 60 * noiseOf(9)(n, s))),
    );
    expect(repeat.agreeing.length / repeat.voting).toBeLessThan(0.55);
    expect(repeat.share).toBeGreaterThan(0.95);
    expect(repeat.isEnough).toBe(true);
  });

  it('is none when the film goes on', () => {
    const repeat = at(movementOf(8, 8, (n, s) => body(n, s) + grain(n, s)));
    expect(repeat.isEnough).toBe(false);
  });

  it('is no rhythm: what comes back at every beat comes back at its own distance no more exactly', () => {
    const late = drift(33, 0.15);
    const nod = (n: number, s: number): number =>
      20 * Math.sin((2 * Math.PI * (s + 0.1 * late(s))) / 2.25 + limbOf(n));
    const movement = movementOf(8, 8, (n, s) => nod(n, s) + grain(n, s));
    const repeat = at(movement);
    expect(repeat.agreeing.length).toBe(64);
    expect(repeat.alike).toBeGreaterThan(0.8);
    expect(repeat.rival).toBeGreaterThan(repeat.alike - 0.1);
    expect(repeat.isEnough).toBe(false);
  });

  it('is not one thing that moves alone, however exactly it comes back', () => {
    const repeat = at(movementOf(8, 8, (_, s) => 20 * (limbs[0]?.(played(s)) ?? 0)));
    expect(repeat.parts).toBeLessThan(1.1);
    expect(repeat.isEnough).toBe(false);
  });

  it('is no camera that swings over a standing room: it comes by the same way backwards', () => {
    const wall = drift(41, 1.3);
    const swing = (s: number): number => 3 * Math.cos((2 * Math.PI * s) / (LAG * SLOT_S));
    const movement = movementOf(GRID, 13, (n, s) => 40 * wall((n & 15) + 17 * (n >> 4) + swing(s)));
    movement.camera = { way: 3, left: 0.3 };
    const repeat = at(movement);
    expect(repeat.alike).toBeGreaterThan(0.95);
    expect(repeat.mirrored).toBeGreaterThan(0.8);
    expect(repeat.isEnough).toBe(false);
  });

  it('is not told from a few regions or from a band', () => {
    expect(at(movementOf(3, 3, (n, s) => body(n, played(s)))).isEnough).toBe(false);
    expect(at(movementOf(GRID, 2, (n, s) => body(n, played(s)))).isEnough).toBe(false);
  });

  it('is compared with every shorter distance, also where those are too many to go through in full', () => {
    const [rows, lag, beat] = [2_400, 1_500, 611];
    const beaten = (s: number): number => s % (beat * SLOT_S);
    const movement = movementOf(8, 8, (n, s) => body(n, beaten(s + 1_000)) + grain(n, s), rows);
    expect(comebackAt(movement, movement.smooth, lag, rows - lag - 1).rival).toBeGreaterThan(0.9);
  });

  it('is less certain the less of it was seen', () => {
    const movement = movementOf(8, 8, (n, s) => body(n, played(s)) + grain(n, s));
    const all = comebackAt(movement, movement.smooth, LAG, 140);
    const some = comebackAt(movement, movement.smooth, LAG, 20);
    expect(some.moves).toBeLessThan(all.moves);
    expect(some.certainty).toBeLessThan(all.certainty);
  });
});

describe('what a trembling camera leaves of a wall', () => {
  it('is all of its movement, and next to nothing of what moves on its own', () => {
    const shaken = new Shaken();
    const [x, y, own] = [drift(1, 2.5), drift(2, 2.5), drift(3, 0.6)];
    for (let t = 0; t < 60; t += SLOT_S) {
      const changes = new Int16Array(REGIONS);
      changes[5] = 300 * x(t) - 100 * y(t);
      changes[6] = 300 * own(t);
      shaken.take(changes, 0.05 * x(t), 0.05 * y(t));
    }
    expect(shaken.share(5)).toBeGreaterThan(0.98);
    expect(shaken.share(6)).toBeLessThan(0.1);
    expect(shaken.share(7)).toBe(0);
  });

  it('is a share, whatever moves', () => {
    const moments = fc.array(
      fc.record({
        x: fc.double({ min: -1, max: 1, noNaN: true }),
        y: fc.double({ min: -1, max: 1, noNaN: true }),
        moved: fc.integer({ min: -32_000, max: 32_000 }),
      }),
      { maxLength: 30 },
    );
    fc.assert(
      fc.property(moments, fc.double({ min: 0.5, max: 1, noNaN: true }), (all, keep) => {
        const shaken = new Shaken();
        for (const { x, y, moved } of all) shaken.take(new Int16Array(REGIONS).fill(moved), x, y, keep);
        const share = shaken.share(9);
        expect(share).toBeGreaterThanOrEqual(-1e-6);
        expect(share).toBeLessThanOrEqual(1 + 1e-6);
      }),
    );
  });
});

describe('peaks of the profile', () => {
  it('are the highest, from the shortest period on, and few', () => {
    const profile = new Float32Array(100);
    for (const [lag, height] of [
      [12, 0.9],
      [25, 0.4],
      [40, 0.8],
      [60, 0.2],
      [70, 0.5],
      [80, 0.6],
      [90, 0.7],
    ] as const)
      profile[lag] = height;
    expect(peaksOf(profile, 20)).toEqual([40, 90, 80, 70].slice(0, 4));
  });
});

describe('frames of a recording', () => {
  it('are none where the browser has no decoder: the film is played instead', async () => {
    expect(typeof VideoDecoder).toBe('undefined');
    expect(await openFrames(new Blob([new Uint8Array(100)]))).toBeNull();
  });
});
