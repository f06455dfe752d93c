/**
 * The demo shop's pictures and films with the marks that our fixture scripts write. Made once into a cache
 * folder and made again when a script changes; nothing binary is committed.
 */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join as joinPath } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { withMalformedAigc } from '../make/hostile';
import * as marks from '../make/marks';
import { aigcJson, MADE_UP_PLATFORM, xmpPacket } from '../make/payloads';
import { hostFilm, productFilm, productPicture, PRODUCT_NAMES, type ProductName } from '../make/pictures';
import { GOODS } from './goods';

const MAKERS = fileURLToPath(new URL('../make/', import.meta.url));
const OWN = fileURLToPath(import.meta.url);
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
      async () => marks.withAigcXmp(await productPicture('dress', 'png'), { produceId: 'demo-dress-0002' }),
    ],
    [
      'lamp.webp',
      async () => marks.withIptcSourceType(await productPicture('lamp', 'webp'), 'trainedAlgorithmicMedia'),
    ],
    [
      'shoe.png',
      async () =>
        marks.withAigcPngText(await productPicture('shoe', 'png'), {
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
      'scarf.avif',
      async () =>
        marks.withAigcXmp(await productPicture('scarf', 'avif'), {
          label: '2',
          produceId: 'demo-scarf-0014',
        }),
    ],
    ['host.webm', () => hostFilm()],
  ]);
  for (const goods of GOODS)
    for (const [n, file] of goods.gallery.entries())
      made.set(file, () => productPicture(goods.id, 'jpeg', 800, otherStudio(goods.id, n)));
  return made;
}

function otherStudio(name: ProductName, n: number): ProductName {
  const at = PRODUCT_NAMES.indexOf(name);
  return PRODUCT_NAMES[(at + 3 + n * 4) % PRODUCT_NAMES.length] ?? name;
}

/** The maker of signed C2PA pictures, where it is in the tree; otherwise the picture stays unsigned. */
const SIGNER = joinPath(MAKERS, 'c2pa-sign.ts');

async function signed(bytes: Uint8Array, mime: string): Promise<Uint8Array> {
  if (!existsSync(SIGNER)) return bytes;
  const module: unknown = await import(pathToFileURL(SIGNER).href);
  const sign = (
    module as { signC2pa?: (bytes: Uint8Array, mime: string) => Promise<Uint8Array> | Uint8Array }
  ).signC2pa;
  return sign === undefined ? bytes : await sign(bytes, mime);
}

/** Makes what is missing or out of date, four files at a time, and answers the folder's path. */
export async function demoMedia(folder = DEFAULT_FOLDER): Promise<string> {
  await mkdir(folder, { recursive: true });
  const stampFile = joinPath(folder, 'made-by.txt');
  const stamp = await stampOfMakers();
  const known = existsSync(stampFile) ? await readFile(stampFile, 'utf8') : '';
  const entries = [...recipes()].filter(([name]) => known !== stamp || !existsSync(joinPath(folder, name)));
  for (let from = 0; from < entries.length; from += 4)
    await Promise.all(
      entries
        .slice(from, from + 4)
        .map(async ([name, make]) => writeFile(joinPath(folder, name), await make())),
    );
  await writeFile(stampFile, stamp);
  return folder;
}

/** Names of all files the shop can serve under /media/. */
export function mediaNames(): string[] {
  return [...recipes().keys()];
}

async function stampOfMakers(): Promise<string> {
  const names = (await readdir(MAKERS, { recursive: true })).filter((name) => name.endsWith('.ts')).sort();
  const hash = createHash('sha256');
  for (const file of [...names.map((name) => joinPath(MAKERS, name)), OWN]) hash.update(await readFile(file));
  return hash.digest('hex');
}
