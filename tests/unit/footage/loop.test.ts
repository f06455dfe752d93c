import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLoopDetector } from '../../../components/footage/loop';
import type { LoopState } from '../../../components/footage/loop-state';
import { GRID, REGIONS, signatureOf, smallSize } from '../../../components/footage/signature';
import { random, scene, type SceneOptions } from '../../make/scenes';

const WIDTH = 36;
const HEIGHT = 64;
const ROOM: SceneOptions = {
  kind: 'host',
  seed: 7,
  loopS: null,
  overlays: true,
  ownMouth: true,
  brightness: 0.1,
  grain: 0.3,
  shake: 0.001,
};

function watch(options: SceneOptions, seconds: number, stepS = 0.25): LoopState {
  const draw = scene(options);
  const frame = new Float32Array(WIDTH * HEIGHT);
  const detector = createLoopDetector({ longestPeriodMs: 30_000 });
  const roll = random(options.seed);
  for (let s = 0; s < seconds; s += stepS * (1 + 0.3 * roll())) {
    draw(s, frame, WIDTH, HEIGHT);
    const signature = signatureOf(Uint8Array.from(frame), WIDTH, HEIGHT);
    if (signature) detector.push(signature, s * 1000);
  }
  return detector.state();
}

describe('the loop detector', () => {
  it('finds a host whose recording is played again, under comments, gifts, another mouth and changing light', () => {
    const state = watch({ ...ROOM, loopS: 12.3 }, 32);
    expect(state.found).toBe(true);
    expect(Math.abs((state.periodMs ?? 0) - 12_300)).toBeLessThan(400);
    expect((state.detectedAtMs ?? Infinity) / 12_300).toBeLessThan(2.5);
    for (const { aMs, bMs } of state.matches)
      expect(Math.abs(bMs - aMs - (state.periodMs ?? 0))).toBeLessThan(300);
    expect(state.matches.length).toBeGreaterThan(2);
  });

  it('finds somebody whose hands turn three times a second, seen often enough', () => {
    const lively: SceneOptions = { ...ROOM, kind: 'gesturing', seed: 21 };
    expect(watch({ ...lively, loopS: 12.3 }, 31, 0.1).found).toBe(true);
    expect(watch(lively, 40, 0.1).found).toBe(false);
  });

  it('finds somebody who hardly moves, in a hand that trembles and under gifts that fly through', () => {
    const calm: SceneOptions = { ...ROOM, kind: 'near-still', seed: 21, shake: 0.0045, grain: 0.5 };
    expect(watch({ ...calm, loopS: 14.7 }, 45, 0.1).found).toBe(true);
    expect(watch(calm, 60, 0.1).found).toBe(false);
  });

  it('says nothing of the same host when nothing is played again', () => {
    expect(watch(ROOM, 90).found).toBe(false);
  });

  it('calls a standing picture still, not repeating', () => {
    const state = watch({ ...ROOM, kind: 'empty-room', overlays: false, grain: 0.2, shake: 0 }, 60);
    expect(state.found).toBe(false);
    expect(state.isStill).toBe(true);
  });

  it.each([
    'ticker',
    'clock',
    'carousel',
    'gif-corner',
    'rocking',
    'breathing',
    'fan',
    'slow-pan',
    'sticker',
    'led-sign',
  ] as const)('is not misled by %s', (kind) => {
    expect(watch({ ...ROOM, kind }, 60).found).toBe(false);
  });

  it('takes a film that is moved back as begun anew', () => {
    const draw = scene(ROOM);
    const frame = new Float32Array(WIDTH * HEIGHT);
    const detector = createLoopDetector({ longestPeriodMs: 30_000 });
    for (let pass = 0; pass < 3; pass += 1)
      for (let s = 0; s < 10; s += 0.25) {
        draw(s, frame, WIDTH, HEIGHT);
        const signature = signatureOf(Uint8Array.from(frame), WIDTH, HEIGHT);
        if (signature) detector.push(signature, s * 1000);
      }
    expect(detector.state().found).toBe(false);
    expect(detector.state().samples).toBe(120);
  });

  it('counts no unbroken time over a long silence', () => {
    const detector = createLoopDetector();
    const signature = new Uint16Array(REGIONS).fill(30_000);
    for (let s = 0; s < 20; s += 1) detector.push(signature, s * 1000);
    detector.push(signature, 200_000);
    detector.push(signature, 201_000);
    expect(detector.state().unbrokenMs).toBe(1_000);
  });

  it('never throws, whatever samples and times it is given', () => {
    const sample = fc.oneof(
      fc.uint16Array({ minLength: REGIONS, maxLength: REGIONS }),
      fc.array(fc.double(), { minLength: REGIONS, maxLength: REGIONS }),
      fc.uint16Array({ maxLength: 10 }),
    );
    const time = fc.oneof(fc.double(), fc.integer({ min: -10, max: 100_000 }), fc.constant(Infinity));
    fc.assert(
      fc.property(fc.array(fc.tuple(sample, time), { maxLength: 60 }), (samples) => {
        const detector = createLoopDetector({ longestPeriodMs: 20_000 });
        for (const [values, tMs] of samples) detector.push(values, tMs);
        const state = detector.state();
        expect(state.found).toBe(false);
        expect(Number.isFinite(state.observedMs)).toBe(true);
        expect(state.unbrokenMs).toBeLessThanOrEqual(state.observedMs + 1);
        expect(state.profile.length).toBeLessThanOrEqual(240);
        detector.picture();
        expect(detector.nextSampleInMs()).toBeGreaterThanOrEqual(100);
      }),
      { numRuns: 60 },
    );
  });
});

describe('signatures', () => {
  it('keep the brightness of each region, in grey and in colour', () => {
    const grey = new Uint8Array(64 * 36).fill(100);
    const colour = new Uint8Array(64 * 36 * 4).fill(100);
    expect(signatureOf(grey, 64, 36)?.every((value) => value === 25_600)).toBe(true);
    expect(signatureOf(colour, 64, 36)?.every((value) => Math.abs(value - 25_600) <= 1)).toBe(true);
  });

  it('are null for a buffer that does not fit and for frames smaller than the grid', () => {
    expect(signatureOf(new Uint8Array(10), 64, 36)).toBeNull();
    expect(signatureOf(new Uint8Array((GRID - 1) ** 2), GRID - 1, GRID - 1)).toBeNull();
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 600 }), fc.double(), fc.double(), (bytes, width, height) => {
        signatureOf(bytes, width, height);
      }),
    );
  });

  it('come from small frames of the shape of the video, whatever its size', () => {
    expect(smallSize(1920, 1080)).toEqual({ width: 64, height: 36 });
    expect(smallSize(720, 1280)).toEqual({ width: 36, height: 64 });
    fc.assert(
      fc.property(fc.double(), fc.double(), (w, h) => {
        const { width, height } = smallSize(w, h);
        expect(width >= GRID && width <= 64 && height >= GRID && height <= 64).toBe(true);
      }),
    );
  });
});
