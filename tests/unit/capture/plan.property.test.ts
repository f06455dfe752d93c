import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { barsOf, nextScroll, partHeight, stripOf } from '../../../components/capture/plan';
import { LIMITS } from '../../../components/model/limits';
import { viewOf } from './view-of';

describe('which rows of each view belong into the picture of a page', () => {
  it('walks every page from its top to its end or to the bound, each row once', () => {
    fc.assert(
      fc.property(
        fc.record({
          height: fc.integer({ min: 80, max: 2_000 }),
          content: fc.integer({ min: 1, max: 30_000 }),
          top: fc.integer({ min: 0, max: 900 }),
          bottom: fc.integer({ min: 0, max: 900 }),
          ratio: fc.constantFrom(1, 1.1, 1.25, 1.5, 1.75, 2, 3),
        }),
        ({ height, content, top, bottom, ratio }) => {
          const contentHeight = Math.max(height, content);
          let done = 0;
          let y = 0;
          for (let views = 1; ; views += 1) {
            expect(views).toBeLessThan(5_000);
            // A browser scrolls no further than the end, and by whole device pixels.
            const at = Math.round(Math.min(y, contentHeight - height) * ratio) / ratio;
            const view = viewOf({ height, contentHeight, y: at, topBarPx: top, bottomBarPx: bottom });
            const strip = stripOf(view, done);
            if (!strip) throw new Error(`nothing to add at ${String(done)} of ${String(contentHeight)}`);
            // A gap of less than one device pixel is none.
            expect(Math.abs(strip.from - done)).toBeLessThanOrEqual(1 / ratio);
            const bars = barsOf(view);
            expect(strip.from - at).toBeGreaterThanOrEqual(done === 0 ? 0 : bars.top - 1 / ratio);
            expect(strip.to).toBeLessThanOrEqual(at + height);
            if (!strip.isLast) expect(strip.to).toBeLessThanOrEqual(at + height - bars.bottom);
            done = strip.to;
            if (strip.isLast) break;
            y = nextScroll(view, done);
          }
          expect(Math.abs(done - Math.min(contentHeight, LIMITS.pagePictureCssPx))).toBeLessThanOrEqual(1);
        },
      ),
      // A view that ends less than one row short of the bound, and one that ends so short of the page's end.
      {
        examples: [
          [{ height: 80, content: 24_001, top: 0, bottom: 0, ratio: 1.1 }],
          [{ height: 82, content: 13_764, top: 0, bottom: 0, ratio: 1.1 }],
        ],
      },
    );
  });

  it('takes bars that cover most of the window for a sheet over the page', () => {
    expect(barsOf(viewOf({ height: 600, topBarPx: 400, bottomBarPx: 0 }))).toEqual({ top: 0, bottom: 0 });
    expect(barsOf(viewOf({ height: 600, topBarPx: 60, bottomBarPx: 50 }))).toEqual({ top: 60, bottom: 50 });
  });

  it('adds nothing when the page did not scroll on', () => {
    expect(stripOf(viewOf({ height: 600, contentHeight: 3_000, y: 0 }), 600)).toBeNull();
  });

  it('makes no part larger than a picture may be, and none without height', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 16, max: 20_000 }),
        fc.double({ min: 0.25, max: 16, noNaN: true }),
        (width, scale) => {
          const height = partHeight(width, scale);
          expect(height).toBeGreaterThanOrEqual(64);
          if (height > 64) {
            expect(height * scale).toBeLessThanOrEqual(LIMITS.pagePicturePartPx);
            expect(height * scale * width * scale).toBeLessThanOrEqual(LIMITS.pagePicturePartPixels);
          }
        },
      ),
    );
  });
});
