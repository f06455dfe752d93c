/**
 * Unmarked pictures as shops serve them: 60 to 400 KB, four formats, from bare pixels to the camera's EXIF, a
 * colour profile and an editor's XMP. None of them says a word about AI.
 */
import sharp from 'sharp';
import { withCameraFields, withXmp } from './marks';
import { wrapPacket } from './payloads';
import { PRODUCT_NAMES, productSvg } from './pictures';

export interface NamedPicture {
  name: string;
  bytes: Uint8Array;
}

const FORMATS = ['jpeg', 'png', 'webp', 'avif'] as const;
const KINDS = ['bare', 'camera', 'profile', 'edited'] as const;
type Format = (typeof FORMATS)[number];
type Kind = (typeof KINDS)[number];

/** What a photo editor leaves: creator tool, dates, a colour mode, a short history, and padding (XMP part 1 §7). */
const EDITOR_XMP = wrapPacket(
  [
    '<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/"',
    ' xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"',
    ' xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/" xmlns:stEvt="http://ns.adobe.com/xap/1.0/sType/ResourceEvent#"',
    ' xmp:CreatorTool="Lumenfield Darkroom 7" xmp:CreateDate="2026-09-18T15:42:07+08:00" xmp:Rating="3"',
    ' photoshop:ColorMode="3" photoshop:ICCProfile="sRGB IEC61966-2.1" dc:format="image/jpeg"',
    ' xmpMM:DocumentID="xmp.did:1f0c">',
    '<dc:title><rdf:Alt><rdf:li xml:lang="x-default">Product 2026-09</rdf:li></rdf:Alt></dc:title>',
    '<xmpMM:History><rdf:Seq>',
    ...Array.from(
      { length: 12 },
      (_, n) => `<rdf:li stEvt:action="saved" stEvt:instanceID="xmp.iid:${String(n)}" stEvt:changed="/"/>`,
    ),
    '</rdf:Seq></xmpMM:History></rdf:Description>',
    '\n'.padEnd(2048),
  ].join(''),
);

/** Six of each format: two bare, two as from a camera, one with a colour profile, one out of an editor. */
export async function shopPictures(): Promise<NamedPicture[]> {
  const kinds: readonly Kind[] = [...KINDS, 'bare', 'camera'];
  const pictures: NamedPicture[] = [];
  for (const [column, kind] of kinds.entries()) {
    for (const format of FORMATS) {
      const extension = format === 'jpeg' ? 'jpg' : format;
      const name = `${PRODUCT_NAMES[(column * 2) % PRODUCT_NAMES.length] ?? 'teapot'}-${kind}.${extension}`;
      pictures.push({ name, bytes: await picture(column, kind, format) });
    }
  }
  return pictures;
}

async function picture(column: number, kind: Kind, format: Format): Promise<Uint8Array> {
  const size = { jpeg: 1000, png: 300, webp: 1200, avif: 1500 }[format] + (column % 3) * 60;
  const product = PRODUCT_NAMES[(column * 2) % PRODUCT_NAMES.length] ?? 'teapot';
  // Grain, as every sensor has it: drawings alone compress to a few kilobytes.
  const grain = await sharp({
    create: {
      width: size,
      height: size,
      channels: 3,
      background: '#808080',
      noise: { type: 'gaussian', mean: 128, sigma: 16 },
    },
  })
    .png()
    .toBuffer();
  const image = sharp(Buffer.from(productSvg(product, size))).composite([
    { input: grain, blend: 'soft-light' },
  ]);
  const flat = column === 4 ? image : image.removeAlpha();
  const profiled = kind === 'profile' || kind === 'edited' ? flat.withIccProfile('p3') : flat;
  const coded =
    format === 'jpeg'
      ? profiled.jpeg({ quality: 82, progressive: column % 2 === 1 })
      : format === 'png'
        ? profiled.png({ compressionLevel: 7 })
        : format === 'webp'
          ? profiled.webp({ quality: 84, effort: 2 })
          : profiled.avif({ quality: 60, effort: 1 });
  const bytes = new Uint8Array(await coded.toBuffer());
  const hasCamera = kind === 'camera' || kind === 'edited';
  const withCamera = hasCamera && format !== 'avif' ? withCameraFields(bytes) : bytes;
  return kind === 'edited' ? withXmp(withCamera, EDITOR_XMP) : withCamera;
}
