// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { sampleVideo, type SamplerTrouble } from '../../../components/footage/sampler';
import type { FrameSignature } from '../../../components/footage/signature';

const [WIDTH, HEIGHT] = [64, 36];
/** What the browser answers to whoever asks for pixels. */
let frames: 'given' | 'refused' | 'no-brightness' = 'given';
let canvas: 'given' | 'refused' = 'given';
const asked = { frames: 0, open: 0, copies: 0, drawings: 0 };

class Frame {
  readonly format = frames === 'no-brightness' ? null : 'I420';
  readonly colorSpace = { fullRange: true };
  readonly visibleRect = { width: WIDTH, height: HEIGHT };
  constructor() {
    asked.frames += 1;
    if (frames === 'refused') throw new DOMException('tainted', 'SecurityError');
    asked.open += 1;
  }
  allocationSize(): number {
    return (WIDTH * HEIGHT * 3) / 2;
  }
  copyTo(bytes: Uint8Array): Promise<{ offset: number; stride: number }[]> {
    asked.copies += 1;
    bytes.fill(100);
    return Promise.resolve([{ offset: 0, stride: WIDTH }]);
  }
  close(): void {
    asked.open -= 1;
  }
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
        if (canvas === 'refused') throw new DOMException('tainted', 'SecurityError');
        return { data: new Uint8ClampedArray(width * height * 4).fill(100) };
      },
    };
  }
}

/** A video that plays: its time is that of the clock. */
function playing(): HTMLVideoElement {
  const video = document.createElement('video');
  Object.defineProperties(video, {
    videoWidth: { value: 1920 },
    videoHeight: { value: 1080 },
    readyState: { value: 4 },
    paused: { value: false, configurable: true },
    currentTime: { get: () => performance.now() / 1000 },
  });
  return video;
}
function sampled(video: HTMLVideoElement, everyMs: number) {
  const seen: FrameSignature[] = [];
  const troubles: SamplerTrouble[] = [];
  const sampler = sampleVideo(video, {
    onSample: (signature) => seen.push(signature),
    onTrouble: (trouble) => troubles.push(trouble),
    nextInMs: () => everyMs,
  });
  return { seen, troubles, sampler };
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('VideoFrame', Frame);
  vi.stubGlobal('OffscreenCanvas', Canvas);
  Object.assign(asked, { frames: 0, open: 0, copies: 0, drawings: 0 });
  frames = 'given';
  canvas = 'given';
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('looks at a video', () => {
  it('are as many as asked for, each of one frame that is given back', async () => {
    const { seen, troubles, sampler } = sampled(playing(), 200);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(seen).toHaveLength(300);
    expect(seen.at(-1)?.every((value) => value === 100 * 256)).toBe(true);
    expect(asked).toEqual({ frames: 300, open: 0, copies: 300, drawings: 0 });
    expect(troubles).toEqual([]);
    sampler.stop();
    expect(vi.getTimerCount()).toBe(0);
  });

  it('of a protected or foreign film end with the first that is refused: said once, then nothing is asked again', async () => {
    frames = 'refused';
    canvas = 'refused';
    const video = playing();
    const { seen, troubles } = sampled(video, 200);
    await vi.advanceTimersByTimeAsync(3_600_000);
    expect(troubles).toEqual(['frames-not-readable']);
    expect(seen).toEqual([]);
    expect(asked).toEqual({ frames: 1, open: 0, copies: 0, drawings: 1 });
    expect(vi.getTimerCount()).toBe(0);
    video.dispatchEvent(new Event('playing'));
    document.dispatchEvent(new Event('visibilitychange'));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(asked).toEqual({ frames: 1, open: 0, copies: 0, drawings: 1 });
    expect(vi.getTimerCount()).toBe(0);
  });

  it('go on over a canvas where the browser keeps no brightness, and ask for no further frame', async () => {
    frames = 'no-brightness';
    const { seen, sampler } = sampled(playing(), 1_000);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(seen).toHaveLength(10);
    expect(asked).toEqual({ frames: 1, open: 0, copies: 0, drawings: 10 });
    sampler.stop();
  });

  it('rest while the page is hidden or the film pauses, without a timer', async () => {
    let isPaused = false;
    let isHidden = false;
    const video = playing();
    Object.defineProperty(video, 'paused', { get: () => isPaused });
    const hidden = vi.spyOn(document, 'hidden', 'get').mockImplementation(() => isHidden);
    const { seen, sampler } = sampled(video, 200);
    await vi.advanceTimersByTimeAsync(2_000);
    for (const rest of [() => (isHidden = true), () => (isPaused = true)]) {
      rest();
      document.dispatchEvent(new Event('visibilitychange'));
      await vi.advanceTimersByTimeAsync(1_000);
      expect(vi.getTimerCount()).toBe(0);
      const before = seen.length;
      isHidden = isPaused = false;
      video.dispatchEvent(new Event('playing'));
      await vi.advanceTimersByTimeAsync(1_000);
      expect(seen).toHaveLength(before + 5);
    }
    sampler.stop();
    hidden.mockRestore();
  });
});
