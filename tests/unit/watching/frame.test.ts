// @vitest-environment jsdom
import { afterEach, describe, expect, it, vi } from 'vitest';
import { correlation, jpegOf, PatchWatch } from '../../../components/watching/frame';

/** Grey values by which the next small drawing is filled; null: the browser refuses its pixels. */
let grey: ((n: number) => number) | null = () => 0;

class Canvas {
  constructor(
    readonly width: number,
    readonly height: number,
  ) {}
  getContext() {
    const { width, height } = this;
    return {
      drawImage: () => undefined,
      getImageData() {
        if (!grey) throw new DOMException('tainted', 'SecurityError');
        const value = grey;
        return { data: Uint8ClampedArray.from({ length: width * height * 4 }, (_, i) => value(i >> 2)) };
      },
    };
  }
  convertToBlob({ type }: { type: string }) {
    if (!grey) return Promise.reject(new DOMException('tainted', 'SecurityError'));
    return Promise.resolve(new Blob([`${String(this.width)}x${String(this.height)}`], { type }));
  }
}
vi.stubGlobal('OffscreenCanvas', Canvas);
afterEach(() => {
  grey = () => 0;
});

function videoOf(width: number, height: number): HTMLVideoElement {
  const video = document.createElement('video');
  Object.defineProperties(video, { videoWidth: { value: width }, videoHeight: { value: height } });
  return video;
}
async function textOf(blob: Blob | null): Promise<string | null> {
  if (!blob) return null;
  return new Promise((resolve) => {
    const reader = new FileReader();
    reader.onload = () => {
      resolve(String(reader.result));
    };
    reader.readAsText(blob);
  });
}

describe('one frame', () => {
  it('is bounded for evidence and for reading, and never made larger', async () => {
    expect(await textOf(await jpegOf(videoOf(1920, 1080), 'evidence'))).toBe('1280x720');
    expect(await textOf(await jpegOf(videoOf(1080, 1920), 'reading'))).toBe('720x1280');
    expect(await textOf(await jpegOf(videoOf(320, 240), 'evidence'))).toBe('320x240');
    expect(await textOf(await jpegOf(videoOf(20_000, 100), 'reading'))).toBe('2560x13');
  });
  it('is null where nothing is shown and where the browser refuses', async () => {
    expect(await jpegOf(videoOf(0, 0), 'evidence')).toBeNull();
    grey = null;
    expect(await jpegOf(videoOf(640, 360), 'evidence')).toBeNull();
  });
});

describe('a watched patch', () => {
  const part = { x: 0, y: 0, width: 40, height: 10 };
  const stripes = (n: number): number => (n % 7 < 3 ? 220 : 30);
  it('stands while it looks the same, also when it is darker, and not when other things are there', () => {
    const video = videoOf(640, 360);
    grey = stripes;
    const patch = new PatchWatch(video, part);
    expect(patch.stands(video)).toBe(true);
    grey = (n) => stripes(n) / 2;
    expect(patch.stands(video)).toBe(true);
    grey = (n) => (n % 11 < 5 ? 200 : 40);
    expect(patch.stands(video)).toBe(false);
    grey = null;
    expect(patch.stands(video)).toBeNull();
  });
  it('is the same part of the picture when the stream changes its size', () => {
    const patch = new PatchWatch(videoOf(1280, 720), { x: 640, y: 36, width: 320, height: 72 });
    expect(patch.partIn(videoOf(640, 360))).toEqual({ x: 320, y: 18, width: 160, height: 36 });
    expect(patch.partIn(videoOf(1280, 720))).toEqual(patch.part);
  });
  it('compares by correlation', () => {
    const a = Float64Array.from([1, 2, 3, 4]);
    expect(correlation(a, Float64Array.from([2, 4, 6, 8]))).toBeCloseTo(1);
    expect(correlation(a, Float64Array.from([4, 3, 2, 1]))).toBeCloseTo(-1);
    expect(correlation(a, Float64Array.from([5, 5, 5, 5]))).toBe(0);
    expect(correlation(Float64Array.from([5, 5]), Float64Array.from([7, 7]))).toBe(1);
  });
});
