/**
 * Draws the toolbar icons from our own drawings: assets/icon.svg, and a plainer one for the sizes at which
 * the character would clog. Run with `npx tsx tests/make/icons.ts`.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';

const assets = join(import.meta.dirname, '..', '..', 'assets');
const DRAWINGS = {
  16: 'icon-small.svg',
  32: 'icon-small.svg',
  48: 'icon.svg',
  96: 'icon.svg',
  128: 'icon.svg',
};

async function makeIcons(): Promise<void> {
  const folder = join(assets, 'public', 'icon');
  await mkdir(folder, { recursive: true });
  for (const [size, drawing] of Object.entries(DRAWINGS)) {
    const pixels = Number(size);
    const svg = await readFile(join(assets, drawing));
    const base = drawing === 'icon.svg' ? 128 : 16;
    const png = await sharp(svg, { density: (72 * pixels) / base })
      .resize(pixels, pixels)
      .png({ compressionLevel: 9 })
      .toBuffer();
    await writeFile(join(folder, `${size}.png`), png);
  }
}

await makeIcons();
