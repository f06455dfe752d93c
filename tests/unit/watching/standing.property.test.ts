// @vitest-environment jsdom
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  chipSpot,
  coveredBy,
  freeCorner,
  inCorner,
  isOver,
  type Box,
} from '../../../components/ui/chip-place';
import { standingOn } from '../../../components/watching/standing';

/** jsdom lays nothing out: each element has the box that the test gives it, and a text that of its parent. */
const boxes = new WeakMap<Element, Box>();
const rect = ({ left, top, width, height }: Box): DOMRect => new DOMRect(left, top, width, height);
const NOWHERE: Box = { left: 0, top: 0, width: 0, height: 0 };
const before = {
  rect: Element.prototype.getBoundingClientRect,
  rects: Object.getOwnPropertyDescriptor(Range.prototype, 'getClientRects'),
};
beforeAll(() => {
  globalThis.DOMRect ??= class {
    constructor(
      readonly left: number,
      readonly top: number,
      readonly width: number,
      readonly height: number,
    ) {}
  } as unknown as typeof DOMRect;
  Element.prototype.getBoundingClientRect = function (this: Element) {
    return rect(boxes.get(this) ?? NOWHERE);
  };
  Range.prototype.getClientRects = function (this: Range) {
    const parent = this.startContainer.parentElement;
    return [rect((parent && boxes.get(parent)) ?? NOWHERE)] as unknown as DOMRectList;
  };
});
afterAll(() => {
  Element.prototype.getBoundingClientRect = before.rect;
  if (before.rects) Object.defineProperty(Range.prototype, 'getClientRects', before.rects);
});
afterEach(() => document.body.replaceChildren());

const HIDING = {
  shown: '',
  'not displayed': 'display:none',
  transparent: 'opacity:0',
  hidden: 'visibility:hidden',
} as const;
interface Word {
  box: Box;
  how: keyof typeof HIDING;
  /** A block around it that cuts off what reaches over it. */
  clip: Box | null;
}
const boxIn = (size: number): fc.Arbitrary<Box> =>
  fc.record({
    left: fc.integer({ min: -size / 4, max: size }),
    top: fc.integer({ min: -size / 4, max: size }),
    width: fc.integer({ min: 1, max: size / 2 }),
    height: fc.integer({ min: 1, max: size / 4 }),
  });
const word: fc.Arbitrary<Word> = fc.record({
  box: boxIn(400),
  how: fc.constantFrom(...(Object.keys(HIDING) as (keyof typeof HIDING)[])),
  clip: fc.option(boxIn(400), { nil: null }),
});
const player: fc.Arbitrary<Box> = fc.record({
  left: fc.integer({ min: -50, max: 50 }),
  top: fc.integer({ min: -50, max: 50 }),
  width: fc.integer({ min: 200, max: 500 }),
  height: fc.integer({ min: 200, max: 500 }),
});

/** A picture in its block, with words laid over it; answers the picture. */
function laidOut(frame: Box, words: readonly Word[], movedBy = { x: 0, y: 0 }): Element {
  const at = (box: Box): Box => ({ ...box, left: box.left + movedBy.x, top: box.top + movedBy.y });
  const block = document.createElement('div');
  const picture = document.createElement('img');
  boxes.set(block, at(frame));
  boxes.set(picture, at(frame));
  block.append(picture);
  for (const { box, how, clip } of words) {
    const label = document.createElement('span');
    label.textContent = 'AI 生成';
    label.style.cssText = HIDING[how];
    boxes.set(label, at(box));
    const around = document.createElement('div');
    boxes.set(around, at(clip ?? box));
    // jsdom does not spell out the shorthand.
    if (clip) around.style.cssText = 'overflow-x:hidden;overflow-y:hidden';
    around.append(label);
    block.append(around);
  }
  document.body.replaceChildren(block);
  return picture;
}

function common(...all: readonly (Box | null)[]): Box | null {
  let [left, top, right, bottom] = [-Infinity, -Infinity, Infinity, Infinity];
  for (const box of all) {
    if (!box) continue;
    left = Math.max(left, box.left);
    top = Math.max(top, box.top);
    right = Math.min(right, box.left + box.width);
    bottom = Math.min(bottom, box.top + box.height);
  }
  return right - left >= 1 && bottom - top >= 1
    ? { left, top, width: right - left, height: bottom - top }
    : null;
}
const plain = (found: readonly Box[]): Box[] =>
  found.map(({ left, top, width, height }) => ({ left, top, width, height }));

describe('what stands on a picture', () => {
  it('is every word that is seen, cut off where the page cuts it off, and no other', () => {
    fc.assert(
      fc.property(player, fc.array(word, { maxLength: 4 }), (frame, words) => {
        const expected = words.flatMap(({ box, how, clip }) =>
          how === 'shown' ? (common(box, clip, frame) ?? []) : [],
        );
        expect(plain(standingOn(laidOut(frame, words), null))).toEqual(expected);
      }),
    );
  });

  it('is the same while nothing changes, and moves with the page', () => {
    fc.assert(
      fc.property(
        player,
        fc.array(word, { maxLength: 3 }),
        fc.record({ x: fc.integer({ min: -900, max: 900 }), y: fc.integer({ min: -900, max: 900 }) }),
        (frame, words, by) => {
          const picture = laidOut(frame, words);
          const first = plain(standingOn(picture, null));
          expect(plain(standingOn(picture, null))).toEqual(first);
          expect(plain(standingOn(laidOut(frame, words, by), null))).toEqual(
            first.map((box) => ({ ...box, left: box.left + by.x, top: box.top + by.y })),
          );
        },
      ),
    );
  });

  it('stays bounded on a picture under hundreds of words', () => {
    const frame = { left: 0, top: 0, width: 400, height: 400 };
    const box = { left: 10, top: 10, width: 20, height: 20 };
    const many = Array.from({ length: 500 }, (): Word => ({ box, how: 'shown', clip: null }));
    expect(standingOn(laidOut(frame, many), null).length).toBeLessThanOrEqual(300);
  });
});

describe('where a mark of ours goes', () => {
  const tag = fc.record({ width: fc.integer({ min: 28, max: 110 }), height: fc.constant(28) });
  const standing = fc.array(boxIn(500), { maxLength: 10 });
  const ALL = [false, true].flatMap((atBottom) => [false, true].map((atRight) => ({ atRight, atBottom })));

  it('a tag covers nothing as long as one of the four corners is free, and never more than in another corner', () => {
    fc.assert(
      fc.property(player, tag, fc.constantFrom(2, 8), standing, (picture, size, inset, words) => {
        const chosen = freeCorner(picture, size, inset, words);
        const covered = coveredBy(inCorner(picture, size, inset, chosen), words);
        for (const corner of ALL)
          expect(covered).toBeLessThanOrEqual(coveredBy(inCorner(picture, size, inset, corner), words));
        // The same again, and the first of several that are as good.
        expect(freeCorner(picture, size, inset, words)).toEqual(chosen);
        const good = ALL.find(
          (corner) => coveredBy(inCorner(picture, size, inset, corner), words) === covered,
        );
        expect(chosen).toEqual(good);
      }),
    );
  });

  it('a tag in a corner lies on its picture when that has room for it', () => {
    fc.assert(
      fc.property(player, tag, fc.constantFrom(...ALL), (picture, size, corner) => {
        const box = inCorner(picture, size, 8, corner);
        expect(common(box, picture)).toEqual(box);
      }),
    );
  });

  it('the chip is never over a label, and over no words while there is a spot without', () => {
    const sizes = { whole: { width: 120, height: 28 }, small: { width: 28, height: 28 } };
    fc.assert(
      fc.property(player, standing, fc.array(boxIn(500), { maxLength: 4 }), (room, words, labels) => {
        const spot = chipSpot(room, sizes, words, labels);
        expect(chipSpot(room, sizes, words, labels)).toEqual(spot);
        if (!spot) return;
        const size = spot.isSmall ? sizes.small : sizes.whole;
        const box = { left: room.left + spot.left, top: room.top + spot.top, ...size };
        expect(isOver(box, labels)).toBe(false);
      }),
    );
  });
});
