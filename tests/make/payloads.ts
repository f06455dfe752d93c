/**
 * What a mark says, before it is put anywhere: the AIGC label of GB 45438-2025 annex E, XMP packets, EXIF
 * blocks, recipes of generators. Every value here is made up by us; nothing names a real provider.
 */
import { join, latin1, u16le, u32le, u8, utf8 } from './bytes';

/**
 * Provider codes in the 27-character form (TC260-PG-20252A): `001`, `1`, an 18-character registration code,
 * five characters of the provider's own. The registration codes are MADE UP: administrative division 000000
 * exists nowhere; only the shape and the check character (GB 32100-2015) are right.
 */
export const MADE_UP_GENERATOR = '001191000000MADEMAKE0G10000';
export const MADE_UP_PLATFORM = '001191000000MADEDEM00C20000';

/** Fields of the AIGC label by their names in annex E, in lower camel case. */
export interface AigcFields {
  readonly label?: string | number;
  readonly contentProducer?: string;
  readonly produceId?: string;
  readonly reservedCode1?: string;
  readonly contentPropagator?: string;
  readonly propagateId?: string;
  readonly reservedCode2?: string;
  /** Keys that are not in annex E, added last. */
  readonly extra?: Readonly<Record<string, string>>;
}

/** The label as JSON with the seven keys in the order of GB 45438-2025 annex E. */
export function aigcJson(fields: AigcFields = {}): string {
  return JSON.stringify({
    Label: fields.label ?? '1',
    ContentProducer: fields.contentProducer ?? MADE_UP_GENERATOR,
    ProduceID: fields.produceId ?? '3f0c5a7e9b1d4c2f8a6e0d9c7b5a4f31',
    ReservedCode1: fields.reservedCode1 ?? '',
    ContentPropagator: fields.contentPropagator ?? '',
    PropagateID: fields.propagateId ?? '',
    ReservedCode2: fields.reservedCode2 ?? '',
    ...fields.extra,
  });
}

/** The same inside `{"AIGC": …}`, the form of EXIF UserComment and of PNG text chunks. */
export function aigcJsonWrapped(fields: AigcFields = {}): string {
  return `{"AIGC":${aigcJson(fields)}}`;
}

/** Codes of the IPTC NewsCodes concept scheme `digitalsourcetype`. */
export const IPTC_SOURCE_TYPES = [
  'trainedAlgorithmicMedia',
  'compositeWithTrainedAlgorithmicMedia',
  'compositeSynthetic',
  'composite',
  'compositeCapture',
  'algorithmicMedia',
  'algorithmicallyEnhanced',
  'dataDrivenMedia',
  'digitalArt',
  'digitalCapture',
  'computationalCapture',
  'digitalCreation',
  'humanEdits',
  'minorHumanEdits',
  'negativeFilm',
  'positiveFilm',
  'print',
  'screenCapture',
  'virtualRecording',
] as const;
export type IptcSourceType = (typeof IPTC_SOURCE_TYPES)[number];

export interface XmpIntent {
  /** Text of `TC260:AIGC`, normally `aigcJson()`; anything at all for hostile files. */
  readonly aigc?: string;
  readonly aigcForm?: 'element' | 'attribute';
  readonly sourceType?: IptcSourceType | (string & {});
  readonly sourceTypeForm?: 'element' | 'attribute' | 'resource' | 'bare-code';
  readonly credit?: string;
  /** IPTC Photo Metadata 2025.1. */
  readonly aiSystemUsed?: string;
  readonly aiSystemVersionUsed?: string;
  readonly aiPromptInformation?: string;
  readonly aiPromptWriterName?: string;
  /** C2PA 2.x: `dcterms:provenance`, where a manifest kept elsewhere is found. */
  readonly provenanceUrl?: string;
  /** `xmpNote:HasExtendedXMP`, Adobe XMP part 3 §1.1.3.1. */
  readonly extendedGuid?: string;
  readonly description?: string;
}

/** An XMP packet (ISO 16684-1 §7) saying exactly what was intended, and nothing else. */
export function xmpPacket(intent: XmpIntent): string {
  const attributes: string[] = [];
  const elements: string[] = [];
  if (intent.aigc !== undefined) {
    attributes.push('xmlns:TC260="http://www.tc260.org.cn/ns/AIGC/1.0/"');
    if (intent.aigcForm === 'attribute') attributes.push(`TC260:AIGC="${escapeXml(intent.aigc)}"`);
    else elements.push(`<TC260:AIGC>${escapeXml(intent.aigc)}</TC260:AIGC>`);
  }
  const iptcTexts = {
    AISystemUsed: intent.aiSystemUsed,
    AISystemVersionUsed: intent.aiSystemVersionUsed,
    AIPromptInformation: intent.aiPromptInformation,
    AIPromptWriterName: intent.aiPromptWriterName,
  };
  if (intent.sourceType !== undefined || Object.values(iptcTexts).some((value) => value !== undefined))
    attributes.push('xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"');
  if (intent.sourceType !== undefined) {
    const address = `http://cv.iptc.org/newscodes/digitalsourcetype/${intent.sourceType}`;
    const form = intent.sourceTypeForm ?? 'element';
    if (form === 'attribute') attributes.push(`Iptc4xmpExt:DigitalSourceType="${escapeXml(address)}"`);
    else if (form === 'resource')
      elements.push(`<Iptc4xmpExt:DigitalSourceType rdf:resource="${escapeXml(address)}"/>`);
    else
      elements.push(
        `<Iptc4xmpExt:DigitalSourceType>${escapeXml(form === 'bare-code' ? intent.sourceType : address)}</Iptc4xmpExt:DigitalSourceType>`,
      );
  }
  for (const [name, value] of Object.entries(iptcTexts))
    if (value !== undefined) elements.push(`<Iptc4xmpExt:${name}>${escapeXml(value)}</Iptc4xmpExt:${name}>`);
  if (intent.credit !== undefined) {
    attributes.push('xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"');
    elements.push(`<photoshop:Credit>${escapeXml(intent.credit)}</photoshop:Credit>`);
  }
  if (intent.provenanceUrl !== undefined) {
    attributes.push('xmlns:dcterms="http://purl.org/dc/terms/"');
    attributes.push(`dcterms:provenance="${escapeXml(intent.provenanceUrl)}"`);
  }
  if (intent.extendedGuid !== undefined) {
    attributes.push('xmlns:xmpNote="http://ns.adobe.com/xmp/note/"');
    attributes.push(`xmpNote:HasExtendedXMP="${intent.extendedGuid}"`);
  }
  if (intent.description !== undefined) {
    attributes.push('xmlns:dc="http://purl.org/dc/elements/1.1/"');
    elements.push(
      `<dc:description><rdf:Alt><rdf:li xml:lang="x-default">${escapeXml(intent.description)}</rdf:li></rdf:Alt></dc:description>`,
    );
  }
  const opening = ['rdf:Description rdf:about=""', ...attributes].join(' ');
  return wrapPacket(`<${opening}>${elements.join('')}</rdf:Description>`);
}

/** The packet wrapper and RDF root around one description. */
export function wrapPacket(description: string, prologue = ''): string {
  return [
    '<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>',
    prologue,
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">',
    description,
    '</rdf:RDF></x:xmpmeta><?xpacket end="w"?>',
  ].join('');
}

export function escapeXml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** EXIF values by tag name; text is ASCII unless it is UserComment. */
export interface ExifIntent {
  readonly imageDescription?: string;
  readonly make?: string;
  readonly model?: string;
  readonly software?: string;
  readonly artist?: string;
  readonly dateTimeOriginal?: string;
  readonly exposureTime?: readonly [number, number];
  readonly fNumber?: readonly [number, number];
  readonly focalLength?: readonly [number, number];
  readonly iso?: number;
  readonly lensModel?: string;
  readonly userComment?: string;
  /** First eight bytes of UserComment (EXIF 2.32 §4.6.5) and how the text follows. */
  readonly userCommentForm?: 'ascii' | 'utf-16-be' | 'utf-16-le' | 'bare-utf-8';
}

interface Entry {
  readonly tag: number;
  readonly type: number;
  readonly count: number;
  readonly data: Uint8Array;
}

/** A little-endian TIFF block with IFD0 and, where asked, the EXIF IFD (EXIF 2.32 §4.5). No `Exif\0\0` prefix. */
export function exifBlock(intent: ExifIntent): Uint8Array {
  const ifd0: Entry[] = [];
  const exif: Entry[] = [];
  addText(ifd0, 0x010e, intent.imageDescription);
  addText(ifd0, 0x010f, intent.make);
  addText(ifd0, 0x0110, intent.model);
  addText(ifd0, 0x0131, intent.software);
  addText(ifd0, 0x013b, intent.artist);
  addRational(exif, 0x829a, intent.exposureTime);
  addRational(exif, 0x829d, intent.fNumber);
  if (intent.iso !== undefined) exif.push({ tag: 0x8827, type: 3, count: 1, data: u16le(intent.iso) });
  addText(exif, 0x9003, intent.dateTimeOriginal);
  addRational(exif, 0x920a, intent.focalLength);
  if (intent.userComment !== undefined) {
    const data = userComment(intent.userComment, intent.userCommentForm ?? 'ascii');
    exif.push({ tag: 0x9286, type: 7, count: data.length, data });
  }
  addText(exif, 0xa434, intent.lensModel);

  const header = join(latin1('II'), u16le(42), u32le(8));
  if (exif.length === 0) return join(header, directory(ifd0, 8));
  // IFD0 is laid out once to learn where it ends, because its pointer to the EXIF IFD is part of it.
  const pointer = (offset: number): Entry => ({ tag: 0x8769, type: 4, count: 1, data: u32le(offset) });
  const exifOffset = 8 + directory([...ifd0, pointer(0)], 8).length;
  return join(header, directory([...ifd0, pointer(exifOffset)], 8), directory(exif, exifOffset));
}

/** One image file directory (TIFF 6.0 §2) placed at `offset`, its values behind it. */
export function directory(entries: readonly Entry[], offset: number, next = 0): Uint8Array {
  const sorted = [...entries].sort((a, b) => a.tag - b.tag);
  let valueAt = offset + 2 + sorted.length * 12 + 4;
  const rows: Uint8Array[] = [];
  const values: Uint8Array[] = [];
  for (const entry of sorted) {
    const head = join(u16le(entry.tag), u16le(entry.type), u32le(entry.count));
    if (entry.data.length <= 4) {
      rows.push(join(head, entry.data, new Uint8Array(4 - entry.data.length)));
      continue;
    }
    const padded = entry.data.length % 2 === 0 ? entry.data : join(entry.data, u8(0));
    rows.push(join(head, u32le(valueAt)));
    values.push(padded);
    valueAt += padded.length;
  }
  return join(u16le(sorted.length), ...rows, u32le(next), ...values);
}

function addText(entries: Entry[], tag: number, text: string | undefined): void {
  if (text === undefined) return;
  const data = join(utf8(text), u8(0));
  entries.push({ tag, type: 2, count: data.length, data });
}

function addRational(entries: Entry[], tag: number, value: readonly [number, number] | undefined): void {
  if (value === undefined) return;
  entries.push({ tag, type: 5, count: 1, data: join(u32le(value[0]), u32le(value[1])) });
}

function userComment(text: string, form: NonNullable<ExifIntent['userCommentForm']>): Uint8Array {
  if (form === 'bare-utf-8') return utf8(text);
  if (form === 'ascii') return join(latin1('ASCII\0\0\0'), utf8(text));
  const units = new Uint8Array(text.length * 2);
  const view = new DataView(units.buffer);
  for (let n = 0; n < text.length; n++) view.setUint16(n * 2, text.charCodeAt(n), form === 'utf-16-le');
  return join(latin1('UNICODE\0'), units);
}

/** Fields of a plain camera picture; make and model are made up. */
export const CAMERA_FIELDS: ExifIntent = {
  make: 'Lumenfield',
  model: 'LF-70',
  lensModel: 'LF 35mm F1.8',
  dateTimeOriginal: '2026:09:18 15:42:07',
  exposureTime: [1, 125],
  fNumber: [56, 10],
  focalLength: [350, 10],
  iso: 200,
};

/** The recipe text that the Stable Diffusion family writes: prompt, negative prompt, one line of settings. */
export const DIFFUSION_RECIPE = [
  'product photo of a matte thermos flask on linen, soft window light, 85mm',
  'Negative prompt: text, watermark, people',
  'Steps: 28, Sampler: DPM++ 2M Karras, CFG scale: 6.5, Seed: 20261120, Size: 1024x1024, Model: made-up-v1',
].join('\n');

/** The two texts that ComfyUI writes: `prompt` (nodes by number) and `workflow` (the graph as drawn). */
export const COMFY_PROMPT = JSON.stringify({
  '3': { class_type: 'KSampler', inputs: { seed: 20261120, steps: 20, cfg: 7, sampler_name: 'euler' } },
  '4': { class_type: 'CheckpointLoaderSimple', inputs: { ckpt_name: 'made-up-v1.safetensors' } },
  '6': { class_type: 'CLIPTextEncode', inputs: { text: 'a desk lamp on an oak table' } },
});
export const COMFY_WORKFLOW = JSON.stringify({
  last_node_id: 6,
  nodes: [
    { id: 3, type: 'KSampler' },
    { id: 4, type: 'CheckpointLoaderSimple' },
  ],
  version: 0.4,
});
