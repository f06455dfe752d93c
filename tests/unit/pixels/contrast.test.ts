import { describe, expect, it } from 'vitest';
import { greyOf, PASSES, standingOut, type Grey } from '../../../components/pixels/contrast';

const [light, dark] = PASSES;

/** A wall of one grey with a bar of another, as wide as a stroke is thick. */
function wallWithBar(wall: number, bar: number): Grey {
  const values = new Uint8Array(200 * 60).fill(wall);
  for (let y = 10; y < 50; y += 1) for (let x = 100; x < 106; x += 1) values[y * 200 + x] = bar;
  return { width: 200, height: 60, values };
}

describe('grey values', () => {
  it('keep white white and black black, and put transparency on white', () => {
    const rgba = [255, 255, 255, 255, 0, 0, 0, 255, 0, 0, 0, 0, 128, 128, 128, 255];
    expect(Array.from(greyOf(rgba, 2, 2).values)).toEqual([255, 0, 255, 128]);
  });
});

describe('writing that stands out', () => {
  it('is dark on white, whether it was lighter or darker than its ground', () => {
    for (const [pass, grey] of [
      [light, wallWithBar(120, 220)],
      [dark, wallWithBar(220, 90)],
    ] as const) {
      if (!pass) throw new Error('no pass');
      const seen = standingOut(grey, pass);
      expect(seen?.values[30 * 200 + 103]).toBeLessThan(60);
      expect(seen?.values[30 * 200 + 20]).toBe(255);
    }
  });

  it('is nothing on a plain wall, nor in the other pass', () => {
    if (!light || !dark) throw new Error('no pass');
    expect(standingOut(wallWithBar(120, 120), light)).toBeNull();
    expect(standingOut(wallWithBar(120, 124), light)).toBeNull();
  });
});
