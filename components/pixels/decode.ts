/** Decodes a picture with the browser's own decoder. The one file of this room that uses anything of a browser. */
import { greyOf, type Grey } from './contrast';
import type { Picture } from './picture';
import type { Region } from './regions';

/** Pixels beyond which a picture is not decoded a second time: 200 MB of memory. */
export const MOST_PIXELS = 50_000_000;

export type Decoded = { ok: true; picture: Picture; close(): void } | { ok: false; code: string };

/** The picture, or `not-decodable`, `too-many-pixels`. A film or a document is not decodable. */
export async function decodePicture(bytes: ArrayBuffer, mime: string): Promise<Decoded> {
  let bitmap: ImageBitmap;
  try {
    bitmap = await createImageBitmap(new Blob([bytes], { type: mime }));
  } catch (error) {
    if (error instanceof DOMException || error instanceof Error) return { ok: false, code: 'not-decodable' };
    throw error;
  }
  const { width, height } = bitmap;
  if (width * height > MOST_PIXELS) {
    bitmap.close();
    return { ok: false, code: 'too-many-pixels' };
  }
  return {
    ok: true,
    picture: {
      width,
      height,
      grey: (region, scale) => greyPart(bitmap, region, scale),
      rgba: () => rgbaOf(bitmap),
    },
    close: () => {
      bitmap.close();
    },
  };
}

function rgbaOf(bitmap: ImageBitmap): Uint8ClampedArray {
  const { width, height } = bitmap;
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('no-canvas');
  context.drawImage(bitmap, 0, 0);
  return context.getImageData(0, 0, width, height).data;
}

function greyPart(bitmap: ImageBitmap, region: Region, scale: number): Grey {
  const width = Math.max(1, Math.round(region.width * scale));
  const height = Math.max(1, Math.round(region.height * scale));
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('no-canvas');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, width, height);
  context.imageSmoothingQuality = 'high';
  context.drawImage(bitmap, region.x, region.y, region.width, region.height, 0, 0, width, height);
  return greyOf(context.getImageData(0, 0, width, height).data, width, height);
}
