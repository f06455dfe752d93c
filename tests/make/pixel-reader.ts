/** The reader of burnt-in labels in Node: the same program and data that are packaged, with sharp as the decoder. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { gunzipSync } from 'node:zlib';
import sharp from 'sharp';
import {
  startRecogniser,
  type ReadingLanguage,
  type Recogniser,
  type TesseractModule,
} from '../../components/pixels/recogniser';
import type { Picture } from '../../components/pixels/picture';

const require = createRequire(import.meta.url);

export async function nodeRecogniser(language: ReadingLanguage = 'chi_sim'): Promise<Recogniser> {
  const start = require('tesseract.js-core/tesseract-core-simd-lstm.js') as (options: {
    print(): void;
    printErr(): void;
  }) => Promise<TesseractModule>;
  const data = await readFile(
    require.resolve(`@tesseract.js-data/${language}/4.0.0_best_int/${language}.traineddata.gz`),
  );
  const quiet = (): void => undefined;
  return startRecogniser(await start({ print: quiet, printErr: quiet }), gunzipSync(data), language);
}

/** A picture for reading, as `decodePicture` gives it in a browser: every part at every scale. */
export async function nodePicture(bytes: Uint8Array): Promise<Picture> {
  const { width, height } = await sharp(bytes).metadata();
  const values = await sharp(bytes).flatten({ background: '#fff' }).greyscale().raw().toBuffer();
  return {
    width,
    height,
    grey(region, scale) {
      const across = kernel(region.x, region.width, width, scale);
      const down = kernel(region.y, region.height, height, scale);
      const top = down[0]?.from ?? 0;
      const last = down.at(-1);
      const rows = last ? last.from + last.shares.length - top : 0;
      const narrow = new Float32Array(rows * across.length);
      for (let y = 0; y < rows; y += 1)
        across.forEach(({ from, shares }, x) => {
          let sum = 0;
          shares.forEach((share, n) => (sum += share * (values[(top + y) * width + from + n] ?? 255)));
          narrow[y * across.length + x] = sum;
        });
      const out = new Uint8Array(across.length * down.length);
      down.forEach(({ from, shares }, y) => {
        for (let x = 0; x < across.length; x += 1) {
          let sum = 0;
          shares.forEach(
            (share, n) => (sum += share * (narrow[(from - top + n) * across.length + x] ?? 255)),
          );
          out[y * across.length + x] = Math.round(sum);
        }
      });
      return { width: across.length, height: down.length, values: out };
    },
  };
}

/** What each scaled pixel is made of: a triangle over its neighbours, as wide as the scale asks. */
function kernel(
  start: number,
  length: number,
  most: number,
  scale: number,
): { from: number; shares: number[] }[] {
  const count = Math.max(1, Math.round(length * scale));
  const step = length / count;
  const reach = Math.max(1, step);
  return Array.from({ length: count }, (_, n) => {
    const middle = start + (n + 0.5) * step - 0.5;
    const from = Math.min(most - 1, Math.max(0, Math.ceil(middle - reach)));
    const to = Math.max(from, Math.min(most - 1, Math.floor(middle + reach)));
    const weights = Array.from({ length: to - from + 1 }, (_unused, at) =>
      Math.max(1e-6, 1 - Math.abs(from + at - middle) / reach),
    );
    const sum = weights.reduce((a, b) => a + b, 0);
    return { from, shares: weights.map((weight) => weight / sum) };
  });
}
