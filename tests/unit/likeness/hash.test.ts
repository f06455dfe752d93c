import sharp, { type Sharp } from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { distanceOf, greyOf, isSamePicture, likenessOf, NEAR, SIDE } from '../../../components/likeness/hash';
import { productPicture, PRODUCT_NAMES } from '../../make/pictures';

async function likenessOfFile(bytes: Uint8Array): Promise<string> {
  const rgba = await sharp(bytes).ensureAlpha().resize(SIDE, SIDE, { fit: 'fill' }).raw().toBuffer();
  const likeness = likenessOf(greyOf(rgba) ?? []);
  if (likeness === null) throw new Error('no likeness');
  return likeness;
}

const WIDTH = 600;
const cut = (share: number) => (bytes: Uint8Array) =>
  sharp(bytes).extract({
    left: Math.round(WIDTH * share),
    top: Math.round(WIDTH * share),
    width: Math.round(WIDTH * (1 - 2 * share)),
    height: Math.round(WIDTH * (1 - 2 * share)),
  });
const VARIANTS: Record<string, (bytes: Uint8Array) => Sharp> = {
  'made smaller, 0.3×': (b) => sharp(b).resize(Math.round(WIDTH * 0.3)),
  'made larger, 2×': (b) => sharp(b).resize(WIDTH * 2),
  'JPEG at quality 30': (b) => sharp(b).jpeg({ quality: 30 }),
  'JPEG at quality 95': (b) => sharp(b).jpeg({ quality: 95 }),
  'WebP at quality 50': (b) => sharp(b).webp({ quality: 50 }),
  'cut by 2 % on each side': cut(0.02),
  'a little brighter': (b) => sharp(b).linear(1.06, 6),
};

describe('likeness', () => {
  const pictures = new Map<string, { bytes: Uint8Array; likeness: string }>();
  beforeAll(async () => {
    for (const name of PRODUCT_NAMES) {
      const bytes = await sharp(await productPicture(name, 'png', WIDTH))
        .flatten({ background: '#fff' })
        .resize(WIDTH, WIDTH, { fit: 'fill' })
        .png()
        .toBuffer();
      pictures.set(name, { bytes, likeness: await likenessOfFile(bytes) });
    }
  });

  it.each(Object.keys(VARIANTS))('knows a picture again when it was %s', async (name) => {
    const change = VARIANTS[name];
    if (!change) throw new Error(name);
    for (const [product, { bytes, likeness }] of pictures) {
      const again = await likenessOfFile(await change(bytes).toBuffer());
      expect(isSamePicture(likeness, again), `${product} ${name}`).toBe(true);
      expect(distanceOf(likeness, again)?.frequencies, product).toBeLessThanOrEqual(NEAR.frequencies);
    }
  });

  it('takes no two different products for the same picture', () => {
    const all = [...pictures];
    const together: number[] = [];
    for (const [index, [name, { likeness }]] of all.entries()) {
      for (const [other, { likeness: of }] of all.slice(index + 1)) {
        const distance = distanceOf(likeness, of);
        expect(isSamePicture(likeness, of), `${name} and ${other}`).toBe(false);
        together.push((distance?.frequencies ?? 0) + (distance?.slopes ?? 0));
      }
    }
    console.log(
      `likeness: ${String(together.length)} pairs of different products, none taken for the same; nearest ${String(Math.min(...together))} of 128 bits`,
    );
    expect(Math.min(...together)).toBeGreaterThan(16);
  });

  it('has none for a plain surface or a square of the wrong size', () => {
    expect(likenessOf(new Float64Array(SIDE * SIDE).fill(200))).toBeNull();
    expect(likenessOf([1, 2, 3])).toBeNull();
    expect(greyOf([1, 2, 3, 4])).toBeNull();
  });

  it('lays what is see-through on white', () => {
    const clear = greyOf(new Uint8ClampedArray(SIDE * SIDE * 4));
    expect(clear?.every((value) => value === 255)).toBe(true);
  });

  it('compares nothing but likenesses', () => {
    const one = pictures.get('teapot')?.likeness ?? '';
    expect(distanceOf(one, one)).toEqual({ frequencies: 0, slopes: 0 });
    expect(distanceOf(one, 'abc')).toBeNull();
    expect(isSamePicture('', '')).toBe(false);
  });
});
