import { describe, expect, it } from 'vitest';
import sharp from 'sharp';
import {
  agreementWith,
  falsePositiveBound,
  LEAST_AGREEMENT,
  PUBLISHED_MESSAGES,
  publishedWatermark,
  votesOf,
  withoutSurroundings,
} from '../../../components/pixels/watermark';
import { pictureWithWriting } from '../../make/label-pictures';
import { PRODUCT_NAMES, type ProductName } from '../../make/pictures';
import { withWatermark } from '../../make/watermark';

interface Pixels {
  data: Uint8Array;
  width: number;
  height: number;
}
async function pixelsOf(file: Uint8Array): Promise<Pixels> {
  const { data, info } = await sharp(file).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  return { data: new Uint8Array(data), width: info.width, height: info.height };
}
const drawn = async (name: ProductName, size = 512): Promise<Pixels> =>
  pixelsOf(await pictureWithWriting(name, size, size, null, 95));
const written = ({ data, width, height }: Pixels, bits: readonly number[]) =>
  sharp(withWatermark(data, width, height, bits), { raw: { width, height, channels: 4 } });
const found = ({ data, width, height }: Pixels) => publishedWatermark(data, width, height);

/** Numbers from 0 to 1, the same each time (mulberry32). */
function numbersFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

describe('the open watermark', () => {
  it('has the published messages', () => {
    expect(PUBLISHED_MESSAGES.map(({ bits }) => bits.length)).toEqual([136, 48, 48]);
    for (const { bits } of PUBLISHED_MESSAGES) expect(bits.every((bit) => bit === 0 || bit === 1)).toBe(true);
  });

  it.each(PUBLISHED_MESSAGES)(
    'of $id is read from PNG and from JPEG with whole colour, and called by its name',
    async ({ id, bits }) => {
      const picture = await drawn('teapot', 768);
      const files = [
        await written(picture, bits).png().toBuffer(),
        await written(picture, bits).jpeg({ quality: 95, chromaSubsampling: '4:4:4' }).toBuffer(),
      ];
      for (const file of files) {
        const match = found(await pixelsOf(file));
        expect(match?.id).toBe(id);
        expect(match?.bitsTotal).toBe(bits.length);
        expect(match?.bitsMatched).toBeGreaterThan(bits.length * 0.85);
      }
    },
  );

  it('is not there after the picture was made smaller: a miss says nothing', async () => {
    const bits = PUBLISHED_MESSAGES[1]?.bits ?? [];
    const small = await written(await drawn('teapot', 768), bits)
      .resize(600)
      .png()
      .toBuffer();
    expect(found(await pixelsOf(small))).toBeNull();
  });

  it('is allowed a false positive in less than one of 100,000 pictures, by a bound that holds for any picture', () => {
    expect(falsePositiveBound(LEAST_AGREEMENT)).toBeLessThan(1e-5);
  });

  it('the bound holds: messages drawn at random agree with real votes no oftener than it says', async () => {
    const next = numbersFrom(45_438);
    const messages = Array.from({ length: 400 }, () => ({
      id: 'sdxl' as const,
      bits: Array.from({ length: 48 }, () => (next() < 0.5 ? 0 : 1)),
      period: 1,
    }));
    const levels = [2, 3, 4];
    const over = levels.map(() => 0);
    let all = 0;
    for (const name of PRODUCT_NAMES) {
      const { data, width, height } = await drawn(name, 384);
      const votes = withoutSurroundings(votesOf(data, width, height));
      for (const message of messages) {
        const { agreement } = agreementWith(votes, message);
        all += 1;
        levels.forEach((level, n) => {
          if (agreement >= level) over[n] = (over[n] ?? 0) + 1;
        });
      }
    }
    levels.forEach((level, n) => {
      // Three deviations of the count itself are granted, for the draw is one of many.
      const allowed = all * Math.exp((-level * level) / 2);
      expect(over[n]).toBeLessThanOrEqual(allowed + 3 * Math.sqrt(allowed));
    });
  });

  it('is seen in nothing flat, nothing periodic and no noise', () => {
    const side = 512;
    const next = numbersFrom(7);
    const paints: ((x: number, y: number) => [number, number, number])[] = [
      () => [255, 255, 255],
      () => [12, 90, 200],
      (x, y) => [x % 256, y % 256, (x + y) % 256],
      (x) => ((x >> 3) % 2 ? [0, 0, 255] : [255, 255, 0]),
      (x, y) => (((x >> 3) + (y >> 3)) % 2 ? [0, 0, 255] : [255, 255, 0]),
      (x) => ((x >> 3) % 48 < 24 ? [30, 30, 220] : [200, 200, 60]),
      (x) => ((x >> 3) % 8 < 4 ? [30, 30, 220] : [200, 200, 60]),
      () => [next() * 256, next() * 256, next() * 256],
    ];
    for (const [n, paint] of paints.entries()) {
      const data = new Uint8Array(side * side * 4);
      for (let at = 0; at < side * side; at += 1)
        data.set([...paint(at % side, Math.floor(at / side)), 255], at * 4);
      expect([n, publishedWatermark(data, side, side)]).toEqual([n, null]);
    }
  });

  it('is not looked for in a picture that is too small, and bytes that end early do not matter', () => {
    expect(publishedWatermark(new Uint8Array(100 * 100 * 4), 100, 100)).toBeNull();
    expect(publishedWatermark(new Uint8Array(10), 300, 300)).toBeNull();
    expect(publishedWatermark([], 0, 0)).toBeNull();
  });
});
