/**
 * The open watermark: how often it is seen where it is not (100,000 crops of drawn pictures and of the sample photos where
 * they are there), and through which encodings it is read where it is. Run: npx tsx tests/bench/watermark.bench.ts [crops]
 */
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import sharp, { type Sharp } from 'sharp';
import {
  agreementWith,
  falsePositiveBound,
  LEAST_AGREEMENT,
  PUBLISHED_MESSAGES,
  publishedWatermark,
  votesOf,
  withoutSurroundings,
} from '../../components/pixels/watermark';
import { PRODUCT_NAMES, productPicture } from '../make/pictures';
import { pictureWithWriting } from '../make/label-pictures';
import { withWatermark } from '../make/watermark';

const CROPS = Number(process.argv[2] ?? 100_000);
const SIDE = 256;
const SAMPLES = join(
  process.env['MINGBIAO_SHARED'] ?? join(import.meta.dirname, '../../../shared'),
  'samples',
  'media',
);

interface Pixels {
  data: Uint8Array;
  width: number;
  height: number;
}
async function pixelsOf(picture: Sharp): Promise<Pixels> {
  const { data, info } = await picture.ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  return { data: new Uint8Array(data), width: info.width, height: info.height };
}

const sources: Pixels[] = [];
for (const name of PRODUCT_NAMES) {
  sources.push(await pixelsOf(sharp(await productPicture(name, 'png', 720))));
  sources.push(await pixelsOf(sharp(await pictureWithWriting(name, 720, 720, null, 82))));
}
const drawn = sources.length;
if (existsSync(SAMPLES))
  for (const entry of await readdir(SAMPLES, { recursive: true })) {
    if (!/\.(?:jpe?g|png|webp)$/i.test(entry)) continue;
    try {
      const pixels = await pixelsOf(
        sharp(join(SAMPLES, entry)).resize(900, 900, { fit: 'inside', withoutEnlargement: true }),
      );
      if (pixels.width > SIDE + 16 && pixels.height > SIDE + 16) sources.push(pixels);
    } catch (error) {
      // Damaged samples are there for other tests.
      if (!(error instanceof Error)) throw error;
    }
  }
else console.log(`sample photos    not there (${SAMPLES}); drawn pictures alone`);

let state = 1;
const below = (most: number): number => {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
  return Math.floor((state / 4_294_967_296) * most);
};
const SQUARES = SIDE / 8;
/** Places of the 8 × 8 grid tried on each picture; crops are then windows of its squares. */
const PHASES = 4;
let hits = 0;
let most = 0;
let crops = 0;
const over = [3, 4, 5].map(() => 0);
const began = performance.now();
const perGrid = Math.ceil(CROPS / (sources.length * PHASES));
for (const { data, width, height } of sources)
  for (let phase = 0; phase < PHASES; phase += 1) {
    const [right, down] = [below(8), below(8)];
    const grid = votesOf(data.subarray((down * width + right) * 4), width, height - down - 1);
    for (let n = 0; n < perGrid; n += 1) {
      // The last column of squares is left out: moved to the right, it runs over the edge.
      const left = below(Math.max(1, grid.across - SQUARES));
      const top = below(Math.max(1, grid.down - SQUARES + 1));
      const values = new Float32Array(SQUARES * SQUARES);
      for (let y = 0; y < SQUARES; y += 1) {
        const from = (top + y) * grid.across + left;
        values.set(grid.values.subarray(from, from + SQUARES), y * SQUARES);
      }
      const votes = withoutSurroundings({ across: SQUARES, down: SQUARES, values });
      crops += 1;
      for (const message of PUBLISHED_MESSAGES) {
        const { agreement, isHit } = agreementWith(votes, message);
        if (isHit) hits += 1;
        most = Math.max(most, agreement);
        [3, 4, 5].forEach((level, at) => {
          if (agreement >= level) over[at] = (over[at] ?? 0) + 1;
        });
      }
    }
  }
const tookMs = performance.now() - began;
console.log(
  `plain crops      ${String(crops)} of ${String(drawn)} drawn pictures and ${String(sources.length - drawn)} samples, three messages each`,
);
console.log(
  `seen in them     ${String(hits)}; largest agreement ${most.toFixed(2)} of ${String(LEAST_AGREEMENT)} asked; at least 3, 4, 5: ${over.join(', ')}`,
);
console.log(`bound            ${falsePositiveBound().toExponential(1)} a picture (Hoeffding), asked: 1.0e-5`);
console.log(`took             ${(tookMs / 1_000).toFixed(1)} s`);

const ways: [string, (picture: Sharp) => Sharp][] = [
  ['PNG', (picture) => picture.png()],
  ['JPEG 95, whole colour', (picture) => picture.jpeg({ quality: 95, chromaSubsampling: '4:4:4' })],
  ['JPEG 90, whole colour', (picture) => picture.jpeg({ quality: 90, chromaSubsampling: '4:4:4' })],
  ['JPEG 95, half colour', (picture) => picture.jpeg({ quality: 95 })],
  ['JPEG 90, half colour', (picture) => picture.jpeg({ quality: 90 })],
  ['WebP 90', (picture) => picture.webp({ quality: 90 })],
];
for (const [way, encode] of ways) {
  const read = PUBLISHED_MESSAGES.map(() => 0);
  const tried = sources.filter(({ width, height }) => width >= 512 && height >= 512).slice(0, 12);
  for (const { data, width, height } of tried)
    for (const [n, { id, bits }] of PUBLISHED_MESSAGES.entries()) {
      const raw = { width, height, channels: 4 as const };
      const file = await encode(sharp(withWatermark(data, width, height, bits), { raw })).toBuffer();
      const back = await pixelsOf(sharp(file));
      if (publishedWatermark(back.data, back.width, back.height)?.id === id) read[n] = (read[n] ?? 0) + 1;
    }
  console.log(
    `read after ${way.padEnd(22)} ${PUBLISHED_MESSAGES.map(({ id }, n) => `${id} ${String(read[n])}`).join(', ')} of ${String(tried.length)}`,
  );
}
