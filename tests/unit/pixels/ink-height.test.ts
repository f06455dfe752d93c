import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inkHeight } from '../../../components/pixels/ink-height';

/** A white strip with black rows from one to another. */
function strip(height: number, ...rows: [from: number, to: number][]) {
  const values = new Uint8Array(20 * height).fill(255);
  for (const [from, to] of rows) values.fill(0, from * 20, to * 20);
  return { width: 20, height, values };
}
const box = (height: number) => ({ x: 0, y: 0, width: 20, height });

describe('the height of a sign', () => {
  it('is that of its ink, not of the line around it', () => {
    expect(inkHeight(strip(75, [20, 50]), box(75))).toBe(30);
  });
  it('spans the gaps inside one sign, and not those to the next line', () => {
    expect(inkHeight(strip(75, [20, 30], [34, 50]), box(75))).toBe(30);
    expect(inkHeight(strip(75, [0, 4], [30, 60]), box(75))).toBe(30);
  });
  it('is unknown where no ink is', () => {
    expect(inkHeight(strip(75), box(75))).toBeNull();
  });
  it('is never more than the box, whatever the box', () => {
    const number = fc.double({ min: -50, max: 150, noNaN: true });
    fc.assert(
      fc.property(number, number, number, number, (x, y, width, height) => {
        const found = inkHeight(strip(60, [10, 50]), { x, y, width, height });
        expect(found === null || (found > 0 && found <= Math.ceil(height) + 1)).toBe(true);
      }),
    );
  });
});
