/**
 * Writers of provenance marks: plain media bytes and a few lines of intent in, marked bytes out, the same each
 * time. The container is told from the bytes. Nothing here is ever shipped; the readers are tested with it.
 */
import { fourccAt, join } from './bytes';
import { withId3Text } from './containers/audio';
import { withBmffXmpUuid, withItemXmp, withMp4AigcKeys } from './containers/bmff';
import { withGifXmp } from './containers/gif';
import { withJpegExif, withJpegExtendedXmp, withJpegXmp } from './containers/jpeg';
import {
  insertPngChunks,
  pngChunk,
  pngCompressedText,
  pngText,
  pngXmp,
  type PngPlace,
} from './containers/png';
import { withWavAigcChunk, withWebpMetadata } from './containers/riff';
import { withTiffXmp } from './containers/tiff';
import {
  aigcJson,
  aigcJsonWrapped,
  CAMERA_FIELDS,
  COMFY_PROMPT,
  COMFY_WORKFLOW,
  DIFFUSION_RECIPE,
  exifBlock,
  xmpPacket,
  type AigcFields,
  type ExifIntent,
  type IptcSourceType,
  type XmpIntent,
} from './payloads';

export type Container = 'jpeg' | 'png' | 'webp' | 'gif' | 'tiff' | 'avif' | 'mp4' | 'mp3' | 'wav';

/** What the bytes are, by their own first bytes; throws for anything a fixture is never made of. */
export function containerOf(bytes: Uint8Array): Container {
  if (bytes[0] === 0xff && bytes[1] === 0xd8) return 'jpeg';
  if (fourccAt(bytes, 1) === 'PNG\r') return 'png';
  if (fourccAt(bytes, 0) === 'RIFF' && fourccAt(bytes, 8) === 'WEBP') return 'webp';
  if (fourccAt(bytes, 0) === 'RIFF' && fourccAt(bytes, 8) === 'WAVE') return 'wav';
  if (fourccAt(bytes, 0) === 'GIF8') return 'gif';
  if (fourccAt(bytes, 0) === 'II*\0' || fourccAt(bytes, 0) === 'MM\0*') return 'tiff';
  if (fourccAt(bytes, 4) === 'ftyp') return fourccAt(bytes, 8) === 'avif' ? 'avif' : 'mp4';
  if (fourccAt(bytes, 0).startsWith('ID3') || (bytes[0] === 0xff && ((bytes[1] ?? 0) & 0xe0) === 0xe0))
    return 'mp3';
  throw new RangeError('container not known to the fixture writers');
}

/** An XMP packet in the place its container keeps it (Adobe XMP part 3). */
export function withXmp(bytes: Uint8Array, packet: string): Uint8Array {
  const container = containerOf(bytes);
  switch (container) {
    case 'jpeg':
      return withJpegXmp(bytes, packet);
    case 'png':
      return insertPngChunks(bytes, [pngXmp(packet)]);
    case 'webp':
      return withWebpMetadata(bytes, { xmp: packet });
    case 'gif':
      return withGifXmp(bytes, packet);
    case 'tiff':
      return withTiffXmp(bytes, packet);
    case 'avif':
      return withItemXmp(bytes, packet);
    case 'mp4':
      return withBmffXmpUuid(bytes, packet);
    case 'mp3':
    case 'wav':
      throw new RangeError(`no XMP writer for ${container}`);
  }
}

/** EXIF in JPEG (APP1), PNG (`eXIf`, PNG 3rd edition §11.3.4.5) or WebP (`EXIF`). */
export function withExif(bytes: Uint8Array, intent: ExifIntent): Uint8Array {
  const block = exifBlock(intent);
  const container = containerOf(bytes);
  if (container === 'jpeg') return withJpegExif(bytes, block);
  if (container === 'png') return insertPngChunks(bytes, [pngChunk('eXIf', block)]);
  if (container === 'webp') return withWebpMetadata(bytes, { exif: block });
  throw new RangeError(`no EXIF writer for ${container}`);
}

/** GB 45438-2025 annex E / TC260-PG-20259A: the label as `TC260:AIGC` in XMP. */
export function withAigcXmp(
  bytes: Uint8Array,
  fields: AigcFields = {},
  form: NonNullable<XmpIntent['aigcForm']> = 'element',
): Uint8Array {
  return withXmp(bytes, xmpPacket({ aigc: aigcJson(fields), aigcForm: form }));
}

/** The label in EXIF UserComment as `{"AIGC":{…}}` (JPEG, PNG, WebP). */
export function withAigcUserComment(
  bytes: Uint8Array,
  fields: AigcFields = {},
  form: NonNullable<ExifIntent['userCommentForm']> = 'ascii',
): Uint8Array {
  return withExif(bytes, { userComment: aigcJsonWrapped(fields), userCommentForm: form });
}

/** The label in JPEG extended XMP: the reader must put the portions together first. */
export function withAigcExtendedXmp(
  jpeg: Uint8Array,
  fields: AigcFields = {},
  order: 'in-order' | 'reversed' = 'in-order',
): Uint8Array {
  return withJpegExtendedXmp(
    jpeg,
    { aigc: aigcJson(fields), description: '扩展元数据 '.repeat(200) },
    400,
    order,
  );
}

/** PNG places beside plain XMP: tEXt keyword `AIGC`, deflated XMP, zTXt, each before or behind the pixels. */
export function withAigcPngText(
  png: Uint8Array,
  fields: AigcFields = {},
  how: 'text' | 'wrapped-text' | 'compressed-text' | 'compressed-xmp' = 'text',
  place: PngPlace = 'after-header',
): Uint8Array {
  const chunk = {
    text: () => pngText('AIGC', aigcJson(fields)),
    'wrapped-text': () => pngText('AIGC', aigcJsonWrapped(fields)),
    'compressed-text': () => pngCompressedText('AIGC', aigcJson(fields)),
    'compressed-xmp': () => pngXmp(xmpPacket({ aigc: aigcJson(fields) }), true),
  }[how]();
  return insertPngChunks(png, [chunk], place);
}

/** The label in sound and film: MP4 `moov/udta/meta` keys, MP3 `TXXX`, WAV chunk. WebM: see `webm`. */
export function withAigcTag(bytes: Uint8Array, fields: AigcFields = {}): Uint8Array {
  const json = aigcJson(fields);
  const container = containerOf(bytes);
  if (container === 'mp4') return withMp4AigcKeys(bytes, json);
  if (container === 'mp3') return withId3Text(bytes, 'AIGC', json);
  if (container === 'wav') return withWavAigcChunk(bytes, json);
  throw new RangeError(`no tag writer for ${container}`);
}

/** IPTC Photo Metadata 2025.1 `Iptc4xmpExt:DigitalSourceType`, in any form that RDF allows. */
export function withIptcSourceType(
  bytes: Uint8Array,
  sourceType: IptcSourceType,
  form: NonNullable<XmpIntent['sourceTypeForm']> = 'element',
): Uint8Array {
  return withXmp(bytes, xmpPacket({ sourceType, sourceTypeForm: form }));
}

/** IPTC Photo Metadata 2025.1, the four properties about the AI system and the prompt. */
export function withIptcAiProperties(
  bytes: Uint8Array,
  properties: Pick<
    XmpIntent,
    'aiSystemUsed' | 'aiSystemVersionUsed' | 'aiPromptInformation' | 'aiPromptWriterName'
  >,
): Uint8Array {
  return withXmp(bytes, xmpPacket(properties));
}

/** `photoshop:Credit`, where some generators write "Made with …". */
export function withCredit(bytes: Uint8Array, credit: string): Uint8Array {
  return withXmp(bytes, xmpPacket({ credit }));
}

/** A C2PA manifest kept elsewhere: only its address is in the file (C2PA 2.2 §11.4, `dcterms:provenance`). */
export function withRemoteProvenance(bytes: Uint8Array, url: string): Uint8Array {
  return withXmp(bytes, xmpPacket({ provenanceUrl: url }));
}

/** The recipe of the Stable Diffusion family: PNG tEXt `parameters`, otherwise EXIF UserComment in UTF-16. */
export function withDiffusionRecipe(
  bytes: Uint8Array,
  recipe = DIFFUSION_RECIPE,
  form: NonNullable<ExifIntent['userCommentForm']> = 'utf-16-be',
): Uint8Array {
  if (containerOf(bytes) === 'png') return insertPngChunks(bytes, [pngText('parameters', recipe)]);
  return withExif(bytes, { userComment: recipe, userCommentForm: form });
}

/** ComfyUI: PNG tEXt `prompt` and `workflow`, otherwise EXIF Make and ImageDescription as its savers do. */
export function withComfyGraph(bytes: Uint8Array): Uint8Array {
  if (containerOf(bytes) === 'png')
    return insertPngChunks(bytes, [pngText('prompt', COMFY_PROMPT), pngText('workflow', COMFY_WORKFLOW)]);
  return withExif(bytes, {
    make: `Prompt: ${COMFY_PROMPT}`,
    imageDescription: `Workflow: ${COMFY_WORKFLOW}`,
  });
}

/** NovelAI: the four text chunks it writes. */
export function withNovelAiTexts(png: Uint8Array): Uint8Array {
  const comment = JSON.stringify({ prompt: 'a tea set', steps: 28, sampler: 'k_euler', seed: 20261120 });
  return insertPngChunks(png, [
    pngText('Title', 'AI generated image'),
    pngText('Description', 'a tea set'),
    pngText('Software', 'NovelAI'),
    pngText('Source', 'Made-up Diffusion V1 00000000'),
    pngText('Comment', comment),
  ]);
}

/** Midjourney: PNG tEXt `Description` with its switches and a job number, and `Author`. */
export function withMidjourneyDescription(png: Uint8Array): Uint8Array {
  const description =
    'linen cushion on a rattan chair --ar 1:1 --v 6.1 Job ID: 00000000-0000-4000-8000-000000000000';
  return insertPngChunks(png, [pngText('Description', description), pngText('Author', 'made-up-author')]);
}

/** Fields of a camera, which declare nothing about AI. */
export function withCameraFields(bytes: Uint8Array, fields: ExifIntent = CAMERA_FIELDS): Uint8Array {
  return withExif(bytes, fields);
}

/** Bytes behind the end of the file, where some phones and editors write. */
export function withTrailer(bytes: Uint8Array, trailer: Uint8Array): Uint8Array {
  return join(bytes, trailer);
}
