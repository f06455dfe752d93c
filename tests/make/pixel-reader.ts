/** The reader of burnt-in labels in Node: the same program and data that are packaged, with sharp as the decoder. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { gunzipSync } from 'node:zlib';
import sharp from 'sharp';
import { startRecogniser, type Recogniser, type TesseractModule } from '../../components/pixels/recogniser';
import { readingScale } from '../../components/pixels/regions';
import type { Picture } from '../../components/pixels/read-picture';

const require = createRequire(import.meta.url);

export async function nodeRecogniser(): Promise<Recogniser> {
  const start = require('tesseract.js-core/tesseract-core-simd-lstm.js') as (options: {
    print(): void;
    printErr(): void;
  }) => Promise<TesseractModule>;
  const data = await readFile(
    require.resolve('@tesseract.js-data/chi_sim/4.0.0_best_int/chi_sim.traineddata.gz'),
  );
  const quiet = (): void => undefined;
  return startRecogniser(await start({ print: quiet, printErr: quiet }), gunzipSync(data));
}

export async function nodePicture(bytes: Uint8Array): Promise<Picture> {
  const { width, height } = await sharp(bytes).metadata();
  const scale = readingScale(width, height);
  const { data, info } = await sharp(bytes)
    .resize(Math.round(width * scale), Math.round(height * scale), { fit: 'fill' })
    .greyscale()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return {
    width,
    height,
    grey(region) {
      const left = Math.round((region.x / width) * info.width);
      const top = Math.round((region.y / height) * info.height);
      const across = Math.min(info.width - left, Math.round((region.width / width) * info.width));
      const down = Math.min(info.height - top, Math.round((region.height / height) * info.height));
      const values = new Uint8Array(across * down);
      for (let row = 0; row < down; row += 1) {
        const from = (top + row) * info.width + left;
        values.set(data.subarray(from, from + across), row * across);
      }
      return { width: across, height: down, values };
    },
  };
}
