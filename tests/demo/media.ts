/**
 * The demo shop's pictures and films with the marks that our fixture scripts write. Made once into a cache
 * folder and made again when a script changes; nothing binary is committed.
 */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join as joinPath } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { withMalformedAigc } from '../make/hostile';
import { pictureWithWriting } from '../make/label-pictures';
import * as marks from '../make/marks';
import { aigcJson, MADE_UP_PLATFORM, xmpPacket } from '../make/payloads';
import {
  hostFilm,
  roomFilm,
  productFilm,
  productPicture,
  PRODUCT_NAMES,
  type ProductName,
} from '../make/pictures';
import { GOODS } from './goods';

const MAKERS = fileURLToPath(new URL('../make/', import.meta.url));
const OWN = fileURLToPath(import.meta.url);
/** Makers that have no part in the shop's media. */
const UNRELATED = new Set(['icons.ts', 'bench-page.ts', 'watermark.ts']);
const DEFAULT_FOLDER = fileURLToPath(new URL('../../out/demo-media/', import.meta.url));

type Make = () => Promise<Uint8Array>;

/** File name → how it is made. The first picture of each product carries its mark; galleries carry none. */
function recipes(): Map<string, Make> {
  const made = new Map<string, Make>([
    [
      'teapot.jpg',
      async () =>
        marks.withAigcXmp(await productPicture('teapot', 'jpeg'), { produceId: 'demo-teapot-0001' }),
    ],
    [
      'dress.png',
      async () =>
        marks.withAigcXmp(await productPicture('dress', 'png', 800), { produceId: 'demo-dress-0002' }),
    ],
    [
      'lamp.webp',
      async () => marks.withIptcSourceType(await productPicture('lamp', 'webp'), 'trainedAlgorithmicMedia'),
    ],
    [
      'shoe.png',
      async () =>
        marks.withAigcPngText(await productPicture('shoe', 'png', 800), {
          label: '3',
          contentProducer: '',
          produceId: '',
          contentPropagator: MADE_UP_PLATFORM,
          propagateId: 'demo-shoe-0004',
        }),
    ],
    ['thermos.jpg', async () => marks.withDiffusionRecipe(await productPicture('thermos', 'jpeg'))],
    ['headphones.jpg', async () => marks.withCameraFields(await productPicture('headphones', 'jpeg'))],
    [
      'cushion.jpg',
      async () =>
        marks.withAigcUserComment(await productPicture('cushion', 'jpeg'), {
          produceId: 'demo-cushion-0007',
        }),
    ],
    [
      'backpack.jpg',
      async () =>
        marks.withIptcSourceType(
          await productPicture('backpack', 'jpeg'),
          'compositeWithTrainedAlgorithmicMedia',
        ),
    ],
    ['tea-tin.jpg', async () => withMalformedAigc(await productPicture('tea-tin', 'jpeg'))],
    ['cup.jpg', async () => signed(await productPicture('cup', 'jpeg'), 'image/jpeg')],
    ['tablet.jpg', () => productPicture('tablet', 'jpeg')],
    ['leather-cushion.jpg', () => productPicture('leather-cushion', 'jpeg')],
    // A caption that talks about AIGC is a caption, not a label.
    [
      'vase.webp',
      async () =>
        marks.withXmp(
          await productPicture('vase', 'webp'),
          xmpPacket({ description: '本图与 AIGC 无关，Midjourney 也没有用过' }),
        ),
    ],
    ['vase.webm', () => productFilm('vase', 36, { AIGC: aigcJson({ produceId: 'demo-vase-0013' }) })],
    [
      'blanket.avif',
      async () =>
        marks.withAigcXmp(await productPicture('blanket', 'avif'), {
          label: '2',
          produceId: 'demo-blanket-0014',
        }),
    ],
    // A label in the pixels: with a declaration beside it, and without.
    [
      'lantern.jpg',
      async () =>
        marks.withAigcXmp(await burntIn('lamp', '图片由AI生成'), { produceId: 'demo-lantern-0015' }),
    ],
    ['mug.jpg', () => burntIn('cup', 'AI生成')],
    // Two statements in one file that cannot both be right.
    [
      'lamp-3.jpg',
      async () =>
        marks.withXmp(
          await productPicture('lamp', 'jpeg', 640, 'cup'),
          xmpPacket({ aigc: aigcJson({ produceId: 'demo-lamp-0003' }), sourceType: 'digitalCapture' }),
        ),
    ],
    ['host.webm', () => hostFilm()],
    // A base clip of eight seconds again and again under a mouth that speaks on, as a digital-human room; and a
    // host who does nothing twice for longer than a test looks.
    ['loop.webm', () => roomFilm({ seconds: 40, baseSeconds: 8, seed: 7 })],
    ['person.webm', () => roomFilm({ seconds: 150, baseSeconds: null, seed: 11 })],
  ]);
  for (const goods of GOODS)
    for (const [n, file] of goods.gallery.entries())
      if (!made.has(file))
        made.set(file, () => productPicture(goods.drawing, 'jpeg', 640, otherStudio(goods.drawing, n)));
  return made;
}

/** A product picture with its label drawn in, larger than the 5 % that GB 45438-2025 5.2 asks for. */
function burntIn(name: ProductName, text: string): Promise<Uint8Array> {
  const writing = { text, share: 0.065, place: 'bottom-right', look: 'pill' } as const;
  return pictureWithWriting(name, 1000, 1000, writing);
}

/** Gallery pictures stand in the warm rooms, each product in others than its neighbours. */
const WARM: readonly ProductName[] = ['tea-tin', 'cushion', 'vase', 'teapot', 'cup', 'headphones'];

function otherStudio(name: ProductName, n: number): ProductName {
  return WARM[(PRODUCT_NAMES.indexOf(name) + n * 2) % WARM.length] ?? name;
}

/** What the signing maker offers, named here so that the shop opens in a tree that has no signer. */
type SignC2pa = (bytes: Uint8Array, mime: string, intent: object) => Promise<Uint8Array>;
const SIGNER = joinPath(MAKERS, 'c2pa-sign.ts');

/** A C2PA manifest saying `c2pa.created` from a trained model (C2PA 2.2 §18.16), under a test certificate. */
async function signed(bytes: Uint8Array, mime: string): Promise<Uint8Array> {
  if (!existsSync(SIGNER)) return bytes;
  try {
    const module = (await import(pathToFileURL(SIGNER).href)) as { signC2pa: SignC2pa };
    return await module.signC2pa(bytes, mime, {
      title: 'cup.jpg',
      generator: 'Made-up Picture Service/1.0',
      actions: [
        {
          action: 'c2pa.created',
          digitalSourceType: 'trainedAlgorithmicMedia',
          softwareAgent: 'made-up-image-1',
        },
      ],
    });
  } catch (error) {
    // The shop is useful without this one mark; the page's expectation then fails by name, not the start.
    console.warn(`cup.jpg stays unsigned: ${String(error)}`);
    return bytes;
  }
}

/** Makes what is missing or out of date, four files at a time, and answers the folder's path. */
export async function demoMedia(folder = DEFAULT_FOLDER): Promise<string> {
  await mkdir(folder, { recursive: true });
  const stampFile = joinPath(folder, 'made-by.txt');
  const stamp = await stampOfMakers();
  const known = existsSync(stampFile) ? await readFile(stampFile, 'utf8') : '';
  const entries = [...recipes()].filter(([name]) => known !== stamp || !existsSync(joinPath(folder, name)));
  for (let from = 0; from < entries.length; from += 4)
    await Promise.all(entries.slice(from, from + 4).map(([name, make]) => put(joinPath(folder, name), make)));
  await writeFile(stampFile, stamp);
  return folder;
}

/** Whole or not at all: two runs may make the same folder at once, and a shop may be serving from it. */
async function put(path: string, make: Make): Promise<void> {
  const unfinished = `${path}.${String(process.pid)}.part`;
  await writeFile(unfinished, await make());
  await rename(unfinished, path);
}

/** Names of all files the shop can serve under /media/. */
export function mediaNames(): string[] {
  return [...recipes().keys()];
}

async function stampOfMakers(): Promise<string> {
  const names = (await readdir(MAKERS, { recursive: true }))
    .filter((name) => name.endsWith('.ts') && !UNRELATED.has(name))
    .sort();
  const hash = createHash('sha256');
  for (const file of [...names.map((name) => joinPath(MAKERS, name)), OWN]) hash.update(await readFile(file));
  return hash.digest('hex');
}
