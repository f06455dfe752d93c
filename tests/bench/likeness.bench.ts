/**
 * How often the likeness of a picture is known again after what shops do to pictures, and how often two different pictures
 * are taken for one: shares by kind of change, on products and posters drawn by seed. What it prints is what to say
 * of "the same picture elsewhere": resizing, saving anew and small crops are met, mirrors and wide borders are not.
 * Run: npx tsx tests/bench/likeness.bench.ts [posters] [first seed]
 */
import sharp, { type Sharp } from 'sharp';
import { greyOf, isSamePicture, likenessOf, SIDE } from '../../components/likeness/hash';
import { productSvg, PRODUCT_NAMES } from '../make/pictures';
import { posterCase } from '../make/poster-pictures';

const POSTERS = Number(process.argv[2] ?? 40);
const FIRST = Number(process.argv[3] ?? 1000);

async function likeness(bytes: Uint8Array): Promise<string | null> {
  const square = sharp(bytes).ensureAlpha().resize(SIDE, SIDE, { fit: 'fill' });
  const grey = greyOf(await square.raw().toBuffer());
  return grey ? likenessOf(grey) : null;
}

interface Sized {
  bytes: Buffer;
  width: number;
  height: number;
}
const jpeg = (picture: Sharp): Promise<Buffer> => picture.jpeg({ quality: 80 }).toBuffer();
const cropped = ({ bytes, width, height }: Sized, share: number): Promise<Buffer> => {
  const [left, top] = [Math.round(share * width), Math.round(share * height)];
  return jpeg(sharp(bytes).extract({ left, top, width: width - 2 * left, height: height - 2 * top }));
};
const bordered = ({ bytes, width }: Sized, share: number, background: string): Promise<Buffer> => {
  const by = Math.round(share * width);
  return jpeg(sharp(bytes).extend({ top: by, bottom: by, left: by, right: by, background }));
};
const drawnOver = ({ bytes, width, height }: Sized, inner: string): Promise<Buffer> => {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${String(width)}" height="${String(height)}">${inner}</svg>`;
  return jpeg(sharp(bytes).composite([{ input: Buffer.from(svg) }]));
};

const CHANGES: Readonly<Record<string, (picture: Sized) => Promise<Buffer>>> = {
  'smaller, 300 px': ({ bytes }) => jpeg(sharp(bytes).resize(300)),
  'WebP, quality 40': ({ bytes }) => sharp(bytes).webp({ quality: 40 }).toBuffer(),
  'JPEG, quality 30': ({ bytes }) => sharp(bytes).jpeg({ quality: 30 }).toBuffer(),
  'brighter by 15 %': ({ bytes }) => jpeg(sharp(bytes).modulate({ brightness: 1.15 })),
  'higher by 12 %': ({ bytes, width, height }) =>
    jpeg(sharp(bytes).resize(width, Math.round(height * 1.12), { fit: 'fill' })),
  'shop name across': (picture) =>
    drawnOver(
      picture,
      `<text x="50%" y="55%" font-size="${String(picture.width / 10)}" text-anchor="middle" fill="#fff" fill-opacity=".5" font-family="Noto Sans CJK SC">旗舰店</text>`,
    ),
  'logo in a corner': (picture) =>
    drawnOver(picture, '<rect x="3%" y="3%" width="22%" height="9%" fill="#e60012"/>'),
  'price banner below': (picture) =>
    drawnOver(picture, '<rect y="86%" width="100%" height="14%" fill="#e60012"/>'),
  'cropped by 3 %': (picture) => cropped(picture, 0.03),
  'cropped by 8 %': (picture) => cropped(picture, 0.08),
  'red border of 4 %': (picture) => bordered(picture, 0.04, '#e60012'),
  'white border of 10 %': (picture) => bordered(picture, 0.1, '#fff'),
  'turned by 2 degrees': ({ bytes }) => jpeg(sharp(bytes).rotate(2, { background: '#fff' })),
  mirrored: ({ bytes }) => jpeg(sharp(bytes).flop()),
};

const pictures: (Sized & { product: string })[] = [];
async function put(product: string, given: Uint8Array): Promise<void> {
  const { data, info } = await sharp(given).jpeg({ quality: 92 }).toBuffer({ resolveWithObject: true });
  pictures.push({ product, bytes: data, width: info.width, height: info.height });
}
for (const name of PRODUCT_NAMES)
  for (const studio of [name, 'vase'] as const)
    await put(
      name,
      await sharp(Buffer.from(productSvg(name, 900, studio)))
        .png()
        .toBuffer(),
    );
for (let seed = FIRST; seed < FIRST + POSTERS; seed += 1)
  await put(`poster ${String(seed)}`, (await posterCase(seed, seed % 2 === 0)).bytes);

const own = await Promise.all(pictures.map(({ bytes }) => likeness(bytes)));
console.log(`pictures         ${String(pictures.length)}`);
for (const [name, change] of Object.entries(CHANGES)) {
  let known = 0;
  for (const [at, picture] of pictures.entries()) {
    const [before, after] = [own[at], await likeness(await change(picture))];
    if (before && after && isSamePicture(before, after)) known += 1;
  }
  console.log(`${name.padEnd(24)} known again: ${String(known)} of ${String(pictures.length)}`);
}
let pairs = 0;
let taken = 0;
let inOtherStudio = 0;
for (const [i, a] of own.entries())
  for (const [j, b] of own.entries()) {
    if (j <= i || !a || !b) continue;
    pairs += 1;
    if (!isSamePicture(a, b)) continue;
    if (pictures[i]?.product === pictures[j]?.product) inOtherStudio += 1;
    else taken += 1;
  }
console.log(`different things taken for one: ${String(taken)} of ${String(pairs)} pairs`);
console.log(
  `one drawing on another ground taken for the same: ${String(inOtherStudio)} of ${String(PRODUCT_NAMES.length)}`,
);
