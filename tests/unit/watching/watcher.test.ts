// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { LoopDetector } from '../../../components/footage/loop-state';
import { createLoopDetector } from '../../../components/footage/loop';
import type { Answered } from '../../../components/model/message';
import { sightingSchema, type Sighting } from '../../../components/model/observation';
import { random } from '../../make/scenes';
import { startWatching, type WatchOptions, type WatchState } from '../../../components/watching/watcher';

const HOUR_MS = 3_600_000;
/** Time that goes by at once: within it the page is looked at as often as ever, the picture once. */
const STEP_MS = 20_000;
const [WIDTH, HEIGHT] = [72, 128];
const nothing = createLoopDetector().state();
let isRefused = false;
const asked = { frames: 0, drawings: 0 };

/** Brightness with other strokes all over it every minute: a room full of cards that come and go. */
function paint(bytes: Uint8Array): void {
  const next = random(Math.floor(performance.now() / 60_000));
  for (let y = 0; y < HEIGHT; y += 1)
    for (let x = 0, isStroke = false; x < WIDTH; isStroke = !isStroke) {
      const length = 2 + Math.floor(next() * 3);
      bytes.fill(isStroke ? 235 : 60, y * WIDTH + x, y * WIDTH + Math.min(WIDTH, x + length));
      x += length;
    }
}
class Frame {
  readonly format = 'I420';
  readonly colorSpace = { fullRange: true };
  readonly visibleRect = { width: WIDTH, height: HEIGHT };
  constructor() {
    asked.frames += 1;
    if (isRefused) throw new DOMException('tainted', 'SecurityError');
  }
  allocationSize(): number {
    return (WIDTH * HEIGHT * 3) / 2;
  }
  copyTo(bytes: Uint8Array): Promise<{ offset: number; stride: number }[]> {
    paint(bytes);
    return Promise.resolve([{ offset: 0, stride: WIDTH }]);
  }
  close = (): void => undefined;
}
class Canvas {
  constructor(
    public width: number,
    public height: number,
  ) {}
  getContext() {
    return {
      canvas: this,
      drawImage: () => (asked.drawings += 1),
      getImageData: (_x: number, _y: number, width: number, height: number) => {
        if (isRefused) throw new DOMException('tainted', 'SecurityError');
        return { data: new Uint8ClampedArray(width * height * 4).fill(100) };
      },
    };
  }
  convertToBlob(): Promise<unknown> {
    if (isRefused) return Promise.reject(new DOMException('tainted', 'SecurityError'));
    return Promise.resolve({ size: 3, arrayBuffer: () => Promise.resolve(new ArrayBuffer(3)) });
  }
}

function player(): HTMLVideoElement {
  const video = document.createElement('video');
  Object.defineProperties(video, {
    videoWidth: { value: WIDTH },
    videoHeight: { value: HEIGHT },
    readyState: { value: 4 },
    duration: { value: Infinity },
    paused: { value: false },
    currentTime: { get: () => performance.now() / 1000 },
  });
  document.body.append(video);
  return video;
}
/** Sees nothing and asks seldom: what the detector holds is measured by its own bench. */
function seldom(everyMs: number): () => LoopDetector {
  return () => ({
    push: () => undefined,
    state: () => nothing,
    picture: () => null,
    nextSampleInMs: () => everyMs,
  });
}
function watching(video: () => HTMLVideoElement, more: Partial<WatchOptions> = {}) {
  const sent: Sighting[] = [];
  const states: (WatchState | null)[] = [];
  const ending = new AbortController();
  const watched = startWatching({
    document,
    watched: () => ({ subject: 'live-room:shop.test:1', video: video(), labels: [] }),
    readTexts: () => [],
    readFrame: () => Promise.resolve(null),
    createDetector: seldom(5_000),
    send: (sightings) => {
      sent.splice(0, sent.length, ...sightings);
    },
    onState: (state) => states.splice(0, states.length, state),
    signal: ending.signal,
    ...more,
  });
  return { sent, states, ending, watched };
}
const last = (states: readonly (WatchState | null)[]): WatchState | null => states.at(-1) ?? null;

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('VideoFrame', Frame);
  vi.stubGlobal('OffscreenCanvas', Canvas);
  // Of this document alone it takes most of the eight hours.
  vi.spyOn(window, 'getComputedStyle').mockReturnValue({ objectFit: 'contain' } as CSSStyleDeclaration);
  Object.assign(asked, { frames: 0, drawings: 0 });
  isRefused = false;
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  document.body.replaceChildren();
});

describe('watching a room', () => {
  it('holds little after eight hours, whatever comes and goes in the picture and is read there', async () => {
    const video = player();
    let reads = 0;
    const read = (): Promise<Answered<'page/frame-text'>> => {
      reads += 1;
      const label = {
        text: `AI生成 ${String(reads)}`,
        elements: ['ai' as const, 'generation' as const],
        status: null,
        language: 'zh-CN',
        entry: 'ai-generated',
        box: { x: 1, y: 1, width: 20, height: 5 },
        heightShare: 0.05,
        position: 'corner' as const,
        confidence: 80,
      };
      return Promise.resolve({
        ok: true,
        width: WIDTH,
        height: HEIGHT,
        labels: reads % 2 === 0 ? [] : [label],
        isComplete: true,
        regionsRead: 1,
        watermark: null,
        tookMs: 300,
      });
    };
    const { sent, ending, watched } = watching(() => video, { readFrame: read });
    const held: number[] = [];
    for (let hour = 0; hour < 8; hour += 1) {
      for (let ms = 0; ms < HOUR_MS; ms += STEP_MS) {
        vi.advanceTimersByTime(STEP_MS);
        await vi.advanceTimersByTimeAsync(0);
      }
      // The next look at the page, and the next at the picture.
      expect(vi.getTimerCount()).toBeLessThanOrEqual(2);
      held.push(watched.heldBytes());
      for (const sighting of sent) expect(sightingSchema.safeParse(sighting).error).toBeUndefined();
    }
    expect(reads).toBeGreaterThan(100);
    expect(asked.frames).toBeGreaterThan(1_000);
    // Two thousand pieces of writing that came and went, sixteen labels, a few hundred stretches of time.
    expect(Math.max(...held)).toBeLessThan(400_000);
    ending.abort();
    expect(vi.getTimerCount()).toBe(0);
  });

  it('whose frames are refused asks for one and no other, and goes on with the labels beside the picture', async () => {
    isRefused = true;
    const video = player();
    const { states, ending } = watching(() => video, { createDetector: createLoopDetector });
    await vi.advanceTimersByTimeAsync(HOUR_MS);
    expect(asked).toEqual({ frames: 1, drawings: 1 });
    expect(last(states)).toMatchObject({ framesReadable: false, isLooking: true });
    expect(last(states)?.watchedMs).toBeGreaterThan(HOUR_MS - 10_000);
    ending.abort();
  });

  it('tries again when the page puts another player in its place, once for each', async () => {
    isRefused = true;
    let video = player();
    const { states, ending } = watching(() => video);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(asked.frames).toBe(1);
    video = player();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(asked.frames).toBe(2);
    isRefused = false;
    video = player();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(asked.frames).toBeGreaterThan(5);
    expect(last(states)).toMatchObject({ framesReadable: true });
    ending.abort();
  });
});
