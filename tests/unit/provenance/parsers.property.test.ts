import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readExif } from '../../../components/provenance/exif';
import { inflate } from '../../../components/provenance/inflate';
import { creditOf, declaredBySourceType } from '../../../components/provenance/iptc';
import { labelText } from '../../../components/provenance/labels';
import { producerCode, readLabel } from '../../../components/provenance/tc260';
import { findTraces } from '../../../components/provenance/traces';
import { readXmp, unescapeXml } from '../../../components/provenance/xmp';
import { utf8 } from '../../make/bytes';
import { aigcJson, exifBlock, escapeXml, xmpPacket } from '../../make/payloads';

const RUNS = Math.min(20_000, Number(process.env.MINGBIAO_FUZZ_RUNS ?? 300));
const printable = fc.string({ unit: fc.constantFrom(...'abcXYZ0189{}":,<>&;\' -_/明标'), maxLength: 80 });

describe('XMP', () => {
  it('answers any text', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            printable,
            fc.constantFrom(
              '<TC260:AIGC',
              '<!DOCTYPE x [',
              ']]>',
              '<![CDATA[',
              '/>',
              'xmlns:a="b"',
              '&#x41;',
              '<!--',
            ),
          ),
          { maxLength: 40 },
        ),
        (parts) => {
          expect(Array.isArray(readXmp(utf8(`AIGC${parts.join('')}`)).properties)).toBe(true);
        },
      ),
      { numRuns: RUNS },
    );
  });

  it('gives back the label that was written, as element and as attribute', () => {
    fc.assert(
      fc.property(
        printable,
        fc.constantFrom('element' as const, 'attribute' as const),
        (producer, aigcForm) => {
          const json = aigcJson({ contentProducer: producer });
          const { properties } = readXmp(utf8(xmpPacket({ aigc: json, aigcForm })));
          expect(properties.find(({ name }) => name === 'aigc')?.value).toBe(json);
        },
      ),
      { numRuns: RUNS },
    );
  });

  it('goes by namespace, not by prefix', () => {
    const packet = xmpPacket({ aigc: aigcJson() })
      .replaceAll('TC260:', 'q:')
      .replace('xmlns:TC260', 'xmlns:q');
    expect(readXmp(utf8(packet)).properties).toHaveLength(1);
    const foreign = packet.replace('http://www.tc260.org.cn/ns/AIGC/1.0/', 'http://example.org/');
    expect(readXmp(utf8(foreign)).properties).toHaveLength(0);
  });

  it('undoes the escapes of XML and no others', () => {
    fc.assert(
      fc.property(printable, (text) => {
        expect(unescapeXml(escapeXml(text))).toBe(text);
      }),
      { numRuns: RUNS },
    );
    expect(unescapeXml('&bomb;&#0;&#x110000;')).toBe('&bomb;&#0;&#x110000;');
  });
});

describe('EXIF', () => {
  it('answers any bytes in either byte order', () => {
    fc.assert(
      fc.property(fc.boolean(), fc.uint8Array({ maxLength: 400 }), (isLittle, rest) => {
        const start = isLittle ? [0x49, 0x49, 42, 0, 8, 0, 0, 0] : [0x4d, 0x4d, 0, 42, 0, 0, 0, 8];
        expect(readExif(new Uint8Array([...start, ...rest])).texts.length).toBeLessThanOrEqual(64);
      }),
      { numRuns: RUNS },
    );
  });

  it.each(['ascii', 'utf-16-be', 'utf-16-le', 'bare-utf-8'] as const)(
    'gives back a comment written as %s',
    (form) => {
      const comment = aigcJson();
      const { texts } = readExif(exifBlock({ userComment: comment, userCommentForm: form }));
      expect(texts.find(({ name }) => name === 'usercomment')?.text).toBe(comment);
    },
  );
});

describe('the label of GB 45438-2025', () => {
  it('answers any text and any JSON', () => {
    fc.assert(
      fc.property(
        fc.oneof(printable, fc.json()),
        fc.constantFrom('own' as const, 'named' as const, 'shared' as const),
        fc.boolean(),
        (text, place, isCut) => {
          expect(['none', 'label', 'unreadable']).toContain(readLabel(text, place, isCut).kind);
        },
      ),
      { numRuns: RUNS },
    );
  });

  it.each([
    [aigcJson({ label: 2 }), '2', ['numeric-label'], 'generated'],
    ['{"label":"1","contentProducer":"x"}', '1', ['lower-camel'], 'generated'],
    ['{"Label":"AIGC","ContentProducer":"Minimax Agent AI"}', 'AIGC', ['charset', 'label-text'], 'generated'],
    [aigcJson({ extra: { SecurityData: 'x' } }), '1', ['extra-fields'], 'generated'],
    [
      '{"ServiceProvider":"x","ServiceUser":"y","Time":"t","ContentId":"i"}',
      null,
      ['vendor-form', 'extra-fields'],
      'generated',
    ],
    [`{"AIGC":${JSON.stringify(aigcJson())}}`, '1', ['double-encoded'], 'generated'],
    [`{'Label':'1','ContentProducer':'x'}`, '1', ['single-quotes'], 'generated'],
    [aigcJson({ label: '9' }), '9', ['label-unknown'], null],
  ])('reads %s and says how it deviates', (text, label, deviations, declares) => {
    const reading = readLabel(text, 'named', false);
    if (reading.kind !== 'label') throw new Error(reading.kind);
    expect(reading.aigc.label).toBe(label);
    expect(reading.aigc.deviations).toEqual(deviations);
    expect(reading.declares).toBe(declares);
  });

  it.each(['{"aigc_label_type":1}', '{"Time":"now"}', '{"title":"AIGC Label 1"}', 'AIGC', '[]', '7'])(
    '%s is no label',
    (text) => {
      expect(readLabel(text, 'named', false).kind).toBe('none');
    },
  );

  it('a label written twice with two values is not silently the last', () => {
    expect(readLabel('{"Label":"1","Label":"3","ProduceID":"x"}', 'own', false)).toEqual({
      kind: 'unreadable',
      code: 'aigc-duplicate-field',
    });
  });

  it('takes the provider code apart', () => {
    expect(producerCode('001191110102MACQD9K64010000')).toEqual({
      registration: '91110102MACQD9K640',
      service: 'generation',
      extension: '10000',
      entity: 'ByteDance (Doubao)',
    });
    expect(producerCode('001100000000000000000020001')?.service).toBe('distribution');
    expect(producerCode('doubao')).toBeNull();
  });
});

describe('traces', () => {
  it('any text anywhere is answered and a caption is never a trace', () => {
    fc.assert(
      fc.property(
        printable,
        fc.constantFrom('png-text', 'exif-usercomment', 'exif-make', 'trailer'),
        fc.constantFrom('parameters', 'prompt', 'Comment', 'x'),
        (text, place, key) => {
          expect(findTraces([{ place, key, text, offset: 0, isBehindPixels: false }])).toEqual([]);
          expect(() => labelText({ place, key, text, offset: 0, isBehindPixels: false })).not.toThrow();
        },
      ),
      { numRuns: RUNS },
    );
  });

  it.each([
    ['exif-make', '', 'Ideogram AI', 'exif-make-ideogram'],
    [
      'png-text',
      'Description',
      'a cat --ar 1:1 --v 6 Job ID: 01234567-89ab-cdef-0123-456789abcdef',
      'png-midjourney',
    ],
    ['png-text', 'generation_data', '{"prompt":"x"}', 'png-tensorart'],
    ['exif-software', '', 'NovelAI Diffusion V4', 'exif-software-novelai'],
    ['png-text', 'use_stable_diffusion_model', 'models/sd-v1-5.safetensors', 'png-easydiffusion'],
    ['png-text', 'Stable Diffusion model', 'sd-v1-5', 'png-easydiffusion'],
    ['bmff-keys-ilst', 'aigc_info', '{"aigc_label_type":2}', 'bmff-keys-ilst-aigc-label-type'],
    ['bmff-udta', '\xa9inf', '{"aigc_label_type": 1}', 'bmff-udta-aigc-label-type'],
    ['trailer', '', 'PEg_Info{"genAIType":8}SEFT', 'exif-or-trailer-genAIType'],
    ['bmff-keys-ilst', 'prompt', '{"3":{"class_type":"KSampler"}}', 'bmff-comfyui-prompt-workflow'],
  ])('%s %s is told by its shape', (place, key, text, id) => {
    expect(
      findTraces([{ place, key, text, offset: 0, isBehindPixels: false }]).map((trace) => trace.id),
    ).toEqual([id]);
  });

  it.each([
    ['bmff-keys-ilst', 'aigc_info', '{"aigc_label_type":0}'],
    ['bmff-keys-ilst', 'comment', 'about {"aigc_label_type":2}'],
    ['bmff-udta', '\xa9inf', '{"abVersion":"1","appVersion":"9"}'],
    ['trailer', '', 'PEg_Info{"genAIType":0}SEFT'],
    ['png-text', 'Description', 'use_stable_diffusion_model'],
    ['png-text', 'Negative Prompt', ''],
  ])('%s %s %s is no trace', (place, key, text) => {
    expect(findTraces([{ place, key, text, offset: 0, isBehindPixels: false }])).toEqual([]);
  });
});

describe('IPTC', () => {
  it.each([
    ['http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia', 'generated'],
    ['trained_algorithmic_media', 'generated'],
    ['https://cv.iptc.org/newscodes/digitalsourcetype/compositeWithTrainedAlgorithmicMedia/', 'edited'],
    ['compositeSynthetic', 'composite'],
    ['digitalCapture', 'captured'],
    ['algorithmicMedia', null],
    ['constructor', null],
  ])('%s states %s', (value, declares) => {
    expect(declaredBySourceType(value)).toBe(declares);
  });

  it('a credit counts only as a whole line', () => {
    expect(creditOf('Made with Google AI')?.declares).toBe('generated');
    expect(creditOf('Apple Photos Clean Up')).toMatchObject({
      declares: 'edited',
      generator: 'Apple Photos',
    });
    for (const line of ['Apple', 'Apple Photos', 'Clean Up', 'How Apple Photos Clean Up works', 'Google'])
      expect(creditOf(line), line).toBeNull();
    expect(creditOf('Photo: not Made with Google AI, honest')).toBeNull();
  });
});

describe('inflating', () => {
  it('answers any bytes within its bound', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 500 }),
        fc.constantFrom('zlib' as const, 'raw' as const, 'gzip' as const),
        (bytes, form) => {
          expect(inflate(bytes, form, 1000).bytes.length).toBeLessThanOrEqual(1000);
        },
      ),
      { numRuns: RUNS },
    );
  });
});
