/**
 * Product pictures, drawn by us and rendered with sharp: the same bytes each time on one machine. Nobody's
 * photograph, no trade mark, no real person.
 */
import sharp, { type Sharp } from 'sharp';
import { webm } from './containers/matroska';
import { cup, cushion, lamp, leatherCushion, teapot, teaTin, thermos, vase } from './drawings/home';
import { studioPicture, type Drawing, type Studio } from './drawings/studio';
import { headphones, hostAt, hostFrame, tablet } from './drawings/tech';
import { backpack, dress, blanket, shoe } from './drawings/wear';
import { drift } from './scenes';

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

/** What the host of a room does, in seconds of film. */
export interface RoomFilm {
  seconds: number;
  /** Length of the base clip that is shown again and again; null for a host who does nothing twice. */
  baseSeconds: number | null;
  seed: number;
}

/** Frames of a room's film a second. */
const ROOM_RATE = 10;
/** Seconds in which the end of a base clip runs over into its beginning, as the makers of such rooms do it. */
const BLEND_SECONDS = 1;

/**
 * A room's film, drawn as digital-human rooms are made: body, head and hand of a base clip come back, and the
 * mouth speaks on without ever coming back. Without a base clip everything goes on: a room with a person in it.
 */
export async function roomFilm({ seconds, baseSeconds, seed }: RoomFilm): Promise<Uint8Array> {
  const way = (n: number, rate: number, reach: number): ((t: number) => number) => {
    const free = drift(seed * 31 + n, rate);
    if (baseSeconds === null) return (t) => free(t) * reach;
    return (t) => {
      const at = t % baseSeconds;
      const left = Math.max(0, 1 - (baseSeconds - at) / BLEND_SECONDS);
      const share = left * left * (3 - 2 * left);
      return (free(at) * (1 - share) + free(at - baseSeconds) * share) * reach;
    };
  };
  const [bodyX, bodyY, tilt, handX, handY] = [
    way(1, 0.5, 13),
    way(2, 0.6, 7),
    way(3, 0.7, 4),
    way(4, 0.9, 26),
    way(5, 0.8, 30),
  ] as const;
  const mouth = drift(seed * 31 + 6, 3.1);
  const blink = way(7, 0.8, 1);
  const frames: Uint8Array[] = [];
  for (let step = 0; step < seconds * ROOM_RATE; step += 1) {
    const t = step / ROOM_RATE;
    const svg = hostAt({
      body: { x: bodyX(t), y: bodyY(t) },
      tilt: tilt(t),
      hand: { x: handX(t), y: handY(t) },
      mouth: 7 + 6 * Math.max(-1, Math.min(1, mouth(t))),
      isBlinking: blink(t) > 0.8,
    });
    frames.push(await plainBytes(sharp(Buffer.from(svg)).webp({ quality: 60, effort: 0 })));
  }
  return webm({ width: 360, height: 640, frameMs: 1000 / ROOM_RATE, frames }, {});
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
