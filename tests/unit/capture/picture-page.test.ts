import { describe, expect, it } from 'vitest';
import {
  picturePage,
  type PagePictured,
  type PicturePageOptions,
} from '../../../components/capture/picture-page';
import type { Strip } from '../../../components/capture/plan';
import type { CutOut } from '../../../components/capture/stitch';
import { LIMITS } from '../../../components/model/limits';
import type { PageView } from '../../../components/model/page-view';
import { viewOf } from './view-of';

const SUBJECT = 'image:0011223344556677';
const HEIGHT = 900;

interface Played {
  pictured: PagePictured;
  strips: Strip[];
  ended: number;
}

/** A page of this height that scrolls as it is told; `change` may put anything in place of what it answers. */
async function play(
  contentHeight: number,
  change: (view: PageView, call: number, isScrolled: boolean) => PageView | null = (view) => view,
  more: Partial<PicturePageOptions> & {
    cutOuts?: CutOut[];
    shots?: ({ picture: Blob } | { why: string })[];
  } = {},
): Promise<Played> {
  let [y, call, ended, done, ms] = [0, 0, 0, 0, 0];
  const strips: Strip[] = [];
  const { shots = [], cutOuts = [], ...options } = more;
  const pictured = await picturePage({
    view: (to) => {
      if (to !== null) y = Math.max(0, Math.min(to, contentHeight - HEIGHT));
      return Promise.resolve(change(viewOf({ y, contentHeight }), (call += 1), to !== null));
    },
    end: () => Promise.resolve(void (ended += 1)),
    picture: () => Promise.resolve(shots.shift() ?? { picture: new Blob([]) }),
    subjects: [],
    now: () => (ms += 100),
    stitcher: {
      get done() {
        return done;
      },
      add(_picture, _view, strip) {
        if (strip) {
          strips.push(strip);
          done = strip.to;
        }
        return Promise.resolve();
      },
      finish: () => Promise.resolve({ parts: [], cutOuts, tooLarge: 0 }),
    },
    ...options,
  });
  return { pictured, strips, ended };
}

const said = ({ pictured }: Played): Record<string, string> =>
  Object.fromEntries(pictured.notCaptured.map(({ what, why }) => [what, why]));

describe('picturing a page from top to bottom', () => {
  it('takes the whole page and says nothing where nothing is missing', async () => {
    const played = await play(3_000);
    expect(played.strips.map(({ from, to }) => [from, to])).toEqual([
      [0, 900],
      [900, 1_800],
      [1_800, 2_700],
      [2_700, 3_000],
    ]);
    expect(said(played)).toEqual({});
    expect(played.ended).toBe(1);
  });

  it('gives the page back and says why when it does not answer, at any call', async () => {
    for (const silentFrom of [1, 2, 3, 4, 5, 6]) {
      const played = await play(3_000, (view, call) => (call >= silentFrom ? null : view));
      const [what, why] = Object.entries(said(played))[0] ?? [];
      expect(what).toBe(silentFrom <= 2 ? 'page-picture' : 'page-below');
      expect(why).toBe('the page did not answer');
      expect(played.ended).toBe(1);
    }
  });

  it.each([
    ['the person scrolls', { personMoved: true }, /person/],
    ['the tab goes to the back', { isHidden: true }, /not in front/],
    ['the window is made wider', { windowWidth: 1_400 }, /window changed/],
    ['the page is moved to a finer screen', { devicePixelRatio: 2 }, /window changed/],
    ['the page scrolls by itself', { y: 17 }, /scrolled meanwhile/],
  ])('uses no picture during which %s', async (_name, change, why) => {
    const played = await play(3_000, (view, call) => (call >= 4 ? { ...view, ...change } : view));
    expect(played.strips).toHaveLength(1);
    expect(said(played)['page-below']).toMatch(why);
  });

  it('notices a person who scrolls while a bar that came down makes it look once more', async () => {
    // What a look tells of the person is told once: the look behind it knows nothing any more.
    const played = await play(3_000, (view, call) =>
      call === 3 ? { ...view, topBarPx: 60, personMoved: true } : view,
    );
    expect(played.strips).toHaveLength(1);
    expect(said(played)['page-below']).toMatch(/person/);
  });

  it('does not begin on a page zoomed by fingers or without room', async () => {
    expect(said(await play(3_000, (view) => ({ ...view, pinchScale: 2 })))['page-picture']).toMatch(
      /fingers/,
    );
    const none = await play(3_000, (view) => ({ ...view, area: { x: 0, y: 0, width: 1280, height: 3 } }));
    expect(said(none)['page-picture']).toMatch(/no room/);
  });

  it('passes on why the browser gave no picture', async () => {
    const first = await play(3_000, undefined, { shots: [{ why: 'not now' }] });
    expect(said(first)).toEqual({ 'page-picture': 'not now' });
    const later = await play(3_000, undefined, { shots: [{ picture: new Blob([]) }, { why: 'not now' }] });
    expect(said(later)).toEqual({ 'page-below': 'not now' });
    expect(later.strips).toHaveLength(1);
  });

  it('ends on a page without end, at the bound of height, views or time, and says where', async () => {
    const growing = await play(1e8);
    expect(growing.strips.at(-1)?.to).toBe(LIMITS.pagePictureCssPx);
    expect(said(growing)['page-below']).toBe(
      `pictured to ${String(LIMITS.pagePictureCssPx)} px of 100000000 px`,
    );
    const slow = await play(1e8, undefined, { now: ticking(20_000) });
    expect(said(slow)['page-below']).toMatch(/^pictured to \d+ px of/);
    expect(slow.strips.length).toBeLessThan(5);
  });

  it('follows a page that grows, and says that it did', async () => {
    const played = await play(3_000, (view, call) => ({ ...view, contentHeight: call > 3 ? 3_000 : 1_500 }));
    expect(played.strips.at(-1)?.to).toBe(3_000);
    expect(said(played)['page-grew']).toMatch(/^from 1500 px/);
  });

  it('says that a page does not scroll on, and where', async () => {
    const played = await play(3_000, (view) => ({ ...view, y: 0 }));
    expect(said(played)['page-below']).toBe('the page did not scroll on at 900 px');
  });

  it('counts what floats, what moved, and subjects that were not or only partly seen', async () => {
    const other = 'image:8899aabbccddeeff';
    const cut: CutOut = {
      subject: SUBJECT,
      share: 0.5,
      bytes: new Uint8Array(1),
      mime: 'image/png',
      area: { x: 0, y: 0, width: 1, height: 1 },
    };
    const box = { x: 0, y: 0, width: 50, height: 50 };
    const played = await play(
      3_000,
      (view, call) => ({
        ...view,
        floating: 1,
        boxes: [{ subject: SUBJECT, box: { ...box, x: call * 5 }, share: 0.5 }],
      }),
      { subjects: [SUBJECT, other], cutOuts: [cut] },
    );
    expect(Object.keys(said(played)).sort()).toEqual([
      'elements-not-in-view',
      'elements-partly-in-view',
      'floating-elements',
      'page-moved',
    ]);
  });

  it('asks for no more subjects than are cut out', async () => {
    const subjects = Array.from(
      { length: LIMITS.elementPictures + 3 },
      (_, n) => `image:${n.toString(16).padStart(16, '0')}`,
    );
    const asked: number[] = [];
    const played = await play(900, undefined, {
      subjects,
      view: (_y, some) => {
        asked.push(some.length);
        return Promise.resolve(viewOf());
      },
    });
    expect(new Set(asked)).toEqual(new Set([LIMITS.elementPictures]));
    expect(said(played)['elements-beyond-the-limit']).toBeDefined();
  });
});

function ticking(stepMs: number): () => number {
  let ms = 0;
  return () => (ms += stepMs);
}
