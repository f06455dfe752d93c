/**
 * Product pictures, drawn by us and rendered with sharp: the same bytes each time on one machine. Nobody's
 * photograph, no trade mark, no real person.
 */
import sharp, { type Sharp } from 'sharp';
import { webm } from './containers/matroska';
import { cup, cushion, lamp, leatherCushion, teapot, teaTin, thermos, vase } from './drawings/home';
import { studioPicture, type Drawing, type Studio } from './drawings/studio';
import { headphones, hostFrame, tablet } from './drawings/tech';
import { backpack, dress, blanket, shoe } from './drawings/wear';

const DRAWINGS = {
  teapot,
  dress,
  lamp,
  shoe,
  thermos,
  headphones,
  cushion,
  backpack,
  'tea-tin': teaTin,
  cup,
  tablet,
  'leather-cushion': leatherCushion,
  vase,
  blanket,
} satisfies Record<string, Drawing>;
export type ProductName = keyof typeof DRAWINGS;

/** Every product there is a drawing of. */
export const PRODUCT_NAMES = Object.keys(DRAWINGS) as ProductName[];

const STUDIOS: Record<ProductName, Studio> = {
  teapot: { wall: ['#efe6d8', '#dccdb6'], floor: ['#d3bfa2', '#b79b78'], hasWindow: true },
  dress: { wall: ['#eef0ea', '#dde2d6'], floor: ['#d4d8cb', '#b9bfae'], horizon: 820 },
  lamp: { wall: ['#d8d3cc', '#b8b0a6'], floor: ['#b08d69', '#7f6044'], horizon: 740 },
  shoe: { wall: ['#e8eef5', '#ccd8e6'], floor: ['#d9e2ec', '#b5c2d2'], horizon: 640 },
  thermos: { wall: ['#e9efee', '#cddad8'], floor: ['#c8cfc6', '#a4aea2'], horizon: 730, hasWindow: true },
  headphones: { wall: ['#eadfd6', '#d6c3b4'], floor: ['#cdb7a5', '#a98f7b'] },
  cushion: { wall: ['#ece7df', '#d6cdbf'], floor: ['#c9bca8', '#a79882'], hasWindow: true },
  backpack: { wall: ['#e7ebe2', '#cbd3c3'], floor: ['#c3c6b3', '#9ea38c'] },
  'tea-tin': { wall: ['#efe9da', '#ddd1b6'], floor: ['#cdb98f', '#a88f63'], hasWindow: true },
  cup: { wall: ['#e6ecec', '#cfdada'], floor: ['#d5d2c6', '#b6b1a2'], horizon: 620 },
  tablet: { wall: ['#eef1f6', '#d5dce8'], floor: ['#dfe3ea', '#bcc4d0'] },
  'leather-cushion': { wall: ['#ebe4dc', '#d2c5b6'], floor: ['#bda78f', '#95806a'] },
  vase: { wall: ['#e5ddd2', '#cbbda9'], floor: ['#bfae97', '#98856d'], horizon: 740, hasWindow: true },
  blanket: { wall: ['#f2e9e6', '#e0cdc7'], floor: ['#d8c2ba', '#b79c93'], horizon: 770 },
};

export type StillFormat = 'jpeg' | 'png' | 'webp' | 'avif' | 'gif' | 'tiff';

/** The product in its own studio, or another product's, square, `size` pixels wide. No metadata at all. */
export function productSvg(name: ProductName, size = 1000, studioOf: ProductName = name): string {
  return studioPicture(STUDIOS[studioOf], DRAWINGS[name], size);
}

/** SVG text as a plain picture. */
export async function rendered(svg: string, format: StillFormat): Promise<Uint8Array> {
  const picture = sharp(Buffer.from(svg));
  switch (format) {
    case 'jpeg':
      return plainBytes(picture.jpeg({ quality: 82 }));
    case 'png':
      return plainBytes(picture.png({ compressionLevel: 7 }));
    case 'webp':
      return plainBytes(picture.webp({ quality: 80, effort: 2 }));
    case 'avif':
      return plainBytes(picture.avif({ quality: 55, effort: 1 }));
    case 'gif':
      return plainBytes(picture.gif({ effort: 2 }));
    case 'tiff':
      return plainBytes(picture.tiff({ compression: 'lzw' }));
  }
}

/** A product picture in one step. */
export function productPicture(
  name: ProductName,
  format: StillFormat,
  size = 1000,
  studioOf: ProductName = name,
): Promise<Uint8Array> {
  return rendered(productSvg(name, size, studioOf), format);
}

/** The live room's film: a drawn host, `steps` frames at 12.5 a second, looping smoothly. WebM with VP8. */
export async function hostFilm(steps = 48, tags: Readonly<Record<string, string>> = {}): Promise<Uint8Array> {
  const frames: Uint8Array[] = [];
  for (let step = 0; step < steps; step++)
    frames.push(
      await plainBytes(sharp(Buffer.from(hostFrame(step, steps))).webp({ quality: 72, effort: 0 })),
    );
  return webm({ width: 360, height: 640, frameMs: 80, frames }, tags);
}

/**
 * A room's film in which the host moves without a rhythm of his own: for `steps` frames nothing comes back, then
 * the film begins again. With a long `steps` it is a room that does not repeat while anybody looks.
 */
export async function roomFilm(steps: number, seed = 7): Promise<Uint8Array> {
  const drawn = 48;
  const pictures = await Promise.all(
    Array.from({ length: drawn }, (_, step) =>
      plainBytes(sharp(Buffer.from(hostFrame(step, drawn))).webp({ quality: 60, effort: 0 })),
    ),
  );
  const frames: Uint8Array[] = [];
  let at = 0;
  let state = seed;
  for (let step = 0; step < steps; step += 1) {
    // Park–Miller: the same walk each time, and the host lingers, goes on or turns back.
    state = (state * 48_271) % 2_147_483_647;
    at = (at + (state % 7) - 2 + drawn) % drawn;
    const picture = pictures[at];
    if (picture) frames.push(picture);
  }
  return webm({ width: 360, height: 640, frameMs: 80, frames }, {});
}

/** A product film, 480 × 480: the camera comes a little closer and goes back. WebM with VP8. */
export async function productFilm(
  name: ProductName,
  steps: number,
  tags: Readonly<Record<string, string>> = {},
): Promise<Uint8Array> {
  // Drawn once and cut anew for each frame: drawing the studio is the costly part.
  const whole = await sharp(Buffer.from(productSvg(name, 720)))
    .png()
    .toBuffer();
  const frames: Uint8Array[] = [];
  for (let step = 0; step < steps; step++) {
    const inset = Math.round(60 * (1 - Math.cos((step / steps) * Math.PI * 2)));
    const side = 720 - inset * 2;
    const frame = sharp(whole)
      .extract({ left: inset, top: inset, width: side, height: side })
      .resize(480, 480);
    frames.push(await plainBytes(frame.webp({ quality: 60, effort: 0 })));
  }
  return webm({ width: 480, height: 480, frameMs: 80, frames }, tags);
}

async function plainBytes(picture: Sharp): Promise<Uint8Array> {
  return new Uint8Array(await picture.toBuffer());
}
