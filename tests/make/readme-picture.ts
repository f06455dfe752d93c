/** Puts the newest screenshots of `npm start` side by side for the README. Run by hand: `npx tsx tests/make/readme-picture.ts`. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { root } from '../house/sources';

const shots = join(root, 'out', 'start');
const folder = join(root, 'assets', 'readme');
const PAPER = '#e9e4da';

await mkdir(folder, { recursive: true });
const page = await sharp(join(shots, '02-product-teapot.png')).resize({ width: 960 }).png().toBuffer();
const popup = await sharp(join(shots, 'popup-zh-CN-light.png')).png().toBuffer();
await sharp({ create: { width: 1440, height: 720, channels: 3, background: PAPER } })
  .composite([
    { input: page, left: 30, top: 22 },
    { input: popup, left: 1024, top: 60 },
  ])
  .png({ palette: true, quality: 90 })
  .toFile(join(folder, 'mingbiao.png'));
