import ExifReader from 'exifreader';
import exifr from 'exifr';
import { inflateSync } from 'node:zlib';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { indexOf, latin1, utf8, viewOf } from '../../make/bytes';
import { silentMp3, silentWav } from '../../make/containers/audio';
import { smallestMp4, withMp4AigcBox, withMp4AigcMoovMeta } from '../../make/containers/bmff';
import { withJpegXmp } from '../../make/containers/jpeg';
import { webm } from '../../make/containers/matroska';
import { riffChunks } from '../../make/containers/riff';
import * as hostile from '../../make/hostile';
import * as marks from '../../make/marks';
import {
  aigcJson,
  CAMERA_FIELDS,
  DIFFUSION_RECIPE,
  IPTC_SOURCE_TYPES,
  MADE_UP_GENERATOR,
  MADE_UP_PLATFORM,
  xmpPacket,
} from '../../make/payloads';

type Still = 'jpeg' | 'png' | 'webp' | 'gif' | 'tiff' | 'avif';
const plain = {} as Record<Still, Uint8Array>;
const LABEL = aigcJson({ label: '1', produceId: 'produce-1' });
const FIELDS = { label: '1', produceId: 'produce-1' };

beforeAll(async () => {
  const picture = sharp({ create: { width: 40, height: 30, channels: 3, background: '#c8b89a' } });
  for (const format of ['jpeg', 'png', 'webp', 'gif', 'tiff', 'avif'] as const)
    plain[format] = new Uint8Array(await picture.clone().toFormat(format).toBuffer());
});

async function sharpSees(bytes: Uint8Array): Promise<{ width: number; xmp: string }> {
  const { width, xmp } = await sharp(bytes).metadata();
  await sharp(bytes).raw().toBuffer();
  return { width, xmp: xmp === undefined ? '' : new TextDecoder().decode(xmp) };
}

function readTags(
  bytes: Uint8Array,
): Promise<Record<string, Record<string, { value: unknown; description?: string }>>> {
  const copy = bytes.slice().buffer;
  return ExifReader.load(copy, { expanded: true, includeUnknown: true, async: true }) as never;
}

describe('the provider codes', () => {
  it('have the shape of real ones and a division that exists nowhere', () => {
    const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
    for (const code of [MADE_UP_GENERATOR, MADE_UP_PLATFORM]) {
      expect(code).toMatch(/^0011[0-9A-HJ-NP-RTUWXY]{18}[0-9A-Z]{5}$/);
      const registration = code.slice(4, 22);
      expect(registration.slice(2, 8)).toBe('000000');
      // GB 32100-2015 §5.5: weights are powers of three, modulo 31.
      const sum = [...registration.slice(0, 17)].reduce(
        (total, character, n) => total + alphabet.indexOf(character) * Number(3n ** BigInt(n) % 31n),
        0,
      );
      expect(alphabet[(31 - (sum % 31)) % 31]).toBe(registration[17]);
    }
  });
});

describe('an AIGC label in XMP', () => {
  it.each(['jpeg', 'png', 'webp', 'gif', 'tiff', 'avif'] as const)(
    'leaves a %s that still decodes, and another reader finds the packet',
    async (format) => {
      const marked = marks.withAigcXmp(plain[format], FIELDS);
      const seen = await sharpSees(marked);
      expect(seen.width).toBe(40);
      const packet = seen.xmp === '' ? new TextDecoder().decode(marked) : seen.xmp;
      expect(packet).toContain('http://www.tc260.org.cn/ns/AIGC/1.0/');
      expect(packet.replaceAll('&quot;', '"')).toContain(LABEL);
      expect(marks.withAigcXmp(plain[format], FIELDS)).toEqual(marked);
    },
  );

  it('is read by exifreader as element and as attribute', async () => {
    for (const form of ['element', 'attribute'] as const) {
      const tags = await readTags(marks.withAigcXmp(plain.jpeg, FIELDS, form));
      expect(tags['xmp']?.['AIGC']?.value).toBe(LABEL);
    }
  });

  it('is put together from extended XMP portions by exifreader and exifr', async () => {
    const marked = marks.withAigcExtendedXmp(plain.jpeg, FIELDS);
    expect((await readTags(marked))['xmp']?.['AIGC']?.value).toBe(LABEL);
    const parsed: unknown = await exifr.parse(Buffer.from(marked), {
      xmp: true,
      multiSegment: true,
      mergeOutput: false,
    });
    expect(JSON.stringify(parsed)).toContain('produce-1');
    expect(marks.withAigcExtendedXmp(plain.jpeg, FIELDS, 'reversed')).not.toEqual(marked);
  });

  it('tells the VP8X flag of WebP', () => {
    const [header] = riffChunks(marks.withAigcXmp(plain.webp, FIELDS), 'WEBP');
    expect(header?.type).toBe('VP8X');
    expect((header?.body[0] ?? 0) & 0x04).toBe(0x04);
  });
});

describe('an AIGC label elsewhere', () => {
  it('is found in EXIF UserComment', async () => {
    for (const format of ['jpeg', 'png', 'webp'] as const) {
      const marked = marks.withAigcUserComment(plain[format], FIELDS);
      expect((await sharpSees(marked)).width).toBe(40);
      const value = (await readTags(marked))['exif']?.['UserComment']?.value;
      expect(String.fromCharCode(...(value as number[]))).toContain(LABEL);
    }
  });

  it('is found in each PNG text form, before and behind the pixels', async () => {
    for (const how of ['text', 'wrapped-text', 'compressed-text'] as const)
      for (const place of ['after-header', 'after-pixels'] as const) {
        const marked = marks.withAigcPngText(plain.png, FIELDS, how, place);
        expect((await sharpSees(marked)).width).toBe(40);
        expect(String((await readTags(marked))['pngText']?.['AIGC']?.value)).toContain(LABEL);
      }
    const deflated = marks.withAigcPngText(plain.png, FIELDS, 'compressed-xmp');
    const bodyAt = indexOf(deflated, latin1('XML:com.adobe.xmp')) + 22;
    expect(inflateSync(deflated.subarray(bodyAt)).toString()).toContain('TC260:AIGC');
  });

  it('stands in MP4 keys with the index of its key', () => {
    const marked = marks.withAigcTag(smallestMp4(), FIELDS);
    const at = indexOf(marked, latin1('keys'));
    const view = viewOf(marked);
    expect(view.getUint32(at + 8)).toBe(1);
    expect(new TextDecoder().decode(marked.subarray(at + 16, at + 24))).toBe('mdtaAIGC');
    const data = indexOf(marked, latin1('data'), at);
    expect(view.getUint32(data - 8)).toBe(1);
    expect(view.getUint32(data + 4)).toBe(1);
    const size = view.getUint32(data - 4);
    expect(new TextDecoder().decode(marked.subarray(data + 12, data - 4 + size))).toBe(LABEL);
  });

  it('keeps every MP4 box within its parent', () => {
    for (const marked of [
      marks.withAigcTag(smallestMp4('first'), FIELDS),
      withMp4AigcMoovMeta(smallestMp4(), LABEL),
      withMp4AigcBox(smallestMp4(), LABEL),
    ]) {
      const view = viewOf(marked);
      let at = 0;
      while (at < marked.length) at += view.getUint32(at);
      expect(at).toBe(marked.length);
    }
  });

  it('stands in WebM tags, MP3 TXXX and a WAV chunk', async () => {
    const frame = new Uint8Array(await sharp(plain.png).webp({ quality: 60 }).toBuffer());
    const film = webm({ width: 40, height: 30, frameMs: 40, frames: [frame, frame] }, { AIGC: LABEL });
    expect(indexOf(film, utf8(LABEL))).toBeGreaterThan(0);
    expect([...film.subarray(0, 4)]).toEqual([0x1a, 0x45, 0xdf, 0xa3]);

    const sound = marks.withAigcTag(silentMp3(), FIELDS);
    expect(indexOf(sound, utf8(`AIGC\0${LABEL}`))).toBe(21);
    const chunk = riffChunks(marks.withAigcTag(silentWav(), FIELDS), 'WAVE').find(
      (entry) => entry.type === 'AIGC',
    );
    expect(new TextDecoder().decode(chunk?.body)).toBe(LABEL);
  });
});

describe('other declarations', () => {
  it.each(IPTC_SOURCE_TYPES)('IPTC source type %s is read back', async (code) => {
    const tags = await readTags(marks.withIptcSourceType(plain.jpeg, code));
    expect(String(tags['xmp']?.['DigitalSourceType']?.value)).toContain(code);
  });

  it('every RDF form of the source type is read back by exifr', async () => {
    for (const form of ['element', 'attribute', 'resource', 'bare-code'] as const) {
      const marked = marks.withIptcSourceType(plain.jpeg, 'trainedAlgorithmicMedia', form);
      const parsed: unknown = await exifr.parse(Buffer.from(marked), { xmp: true, mergeOutput: false });
      expect(JSON.stringify(parsed)).toContain('trainedAlgorithmicMedia');
    }
  });

  it('AI properties, credit and remote provenance are in the packet', async () => {
    const properties = marks.withIptcAiProperties(plain.webp, {
      aiSystemUsed: 'made-up',
      aiPromptInformation: 'a cup',
    });
    expect((await sharpSees(properties)).xmp).toContain('<Iptc4xmpExt:AISystemUsed>made-up<');
    const credit = await readTags(marks.withCredit(plain.jpeg, 'Made with Google AI'));
    expect(credit['xmp']?.['Credit']?.value).toBe('Made with Google AI');
    expect((await sharpSees(marks.withRemoteProvenance(plain.png, 'https://example.test/m'))).xmp).toContain(
      'dcterms:provenance',
    );
  });

  it('recipes and texts of generators are read back', async () => {
    const recipe = await readTags(marks.withDiffusionRecipe(plain.png));
    expect(recipe['pngText']?.['parameters']?.value).toBe(DIFFUSION_RECIPE);
    for (const form of ['utf-16-be', 'utf-16-le'] as const) {
      const comment = (await readTags(marks.withDiffusionRecipe(plain.jpeg, DIFFUSION_RECIPE, form)))[
        'exif'
      ]?.['UserComment'];
      const bytes = Buffer.from((comment?.value as number[]).slice(8));
      expect((form === 'utf-16-be' ? bytes.swap16() : bytes).toString('utf16le')).toBe(DIFFUSION_RECIPE);
    }
    const graph = await readTags(marks.withComfyGraph(plain.png));
    expect(String(graph['pngText']?.['prompt']?.value)).toContain('KSampler');
    const novel = await readTags(marks.withNovelAiTexts(plain.png));
    expect(novel['pngText']?.['Software']?.value).toBe('NovelAI');
    const journey = await readTags(marks.withMidjourneyDescription(plain.png));
    expect(String(journey['pngText']?.['Description']?.value)).toMatch(/--ar 1:1 .*Job ID: /);
  });

  it('camera fields are read back and say nothing of AI', async () => {
    for (const format of ['jpeg', 'webp'] as const) {
      const tags = await readTags(marks.withCameraFields(plain[format]));
      expect(tags['exif']?.['Make']?.description).toBe(CAMERA_FIELDS.make);
      expect(tags['exif']?.['FocalLength']?.description).toBe('35 mm');
    }
  });
});

describe('hostile marks', () => {
  it('are what they are meant to be', async () => {
    expect(() => void JSON.parse(aigcJson().slice(0, 41))).toThrow();
    expect(hostile.withMalformedAigc(plain.jpeg)).toEqual(
      withJpegXmp(plain.jpeg, xmpPacket({ aigc: aigcJson().slice(0, 41) })),
    );
    expect(hostile.withDeflateBomb(plain.png, 4_000_000).length).toBeLessThan(20_000);
    expect(viewOf(hostile.withLyingPngLength(plain.png)).getUint32(33)).toBe(0x7fffffff);
    expect(viewOf(hostile.hugeBoxMp4()).getUint32(24)).toBe(0xffffffff);
    const twice = hostile.withTwoAigcCopies(plain.png, { label: '1' }, { label: '3' });
    const text = Buffer.from(twice).toString('latin1');
    expect(text.indexOf('Label&quot;:&quot;1')).toBeGreaterThan(0);
    expect(text.indexOf('Label&quot;:&quot;3')).toBeGreaterThan(text.indexOf('Label&quot;:&quot;1'));
    expect((await sharpSees(hostile.withTruncatedXmp(plain.jpeg))).width).toBe(40);
  });
});
