/**
 * The reference of formats, line by line: for every place, field, value and trace it names one small file written
 * here, and what a reader has to say of it. Places and spellings beyond the reference are in `corners.test.ts`.
 */
import { zipSync, zlibSync } from 'fflate';
import { expect, it } from 'vitest';
import type { FileStatement } from '../../../components/model/observation';
import { join, latin1, u16le, u32be, u32le, u8, utf8 } from '../../make/bytes';
import { manifestStore } from '../../make/c2pa-jumbf';
import { silentMp3, silentWav, syncSafe, withId3Text } from '../../make/containers/audio';
import { box, fullBox, mdtaMeta, smallestMp4, withMoovChild } from '../../make/containers/bmff';
import { gifApplication, withGifXmp } from '../../make/containers/gif';
import { insertJpegSegments, jpegSegment, withJpegExif } from '../../make/containers/jpeg';
import { webm } from '../../make/containers/matroska';
import {
  insertPngChunks,
  pngChunk,
  pngCompressedText,
  pngInternationalText,
  pngText,
  pngXmp,
  type PngPlace,
} from '../../make/containers/png';
import { riffChunk, riffFile } from '../../make/containers/riff';
import * as marks from '../../make/marks';
import {
  aigcJson,
  COMFY_PROMPT,
  COMFY_WORKFLOW,
  DIFFUSION_RECIPE,
  directory,
  exifBlock,
  escapeXml,
  type ExifIntent,
  wrapPacket,
  xmpPacket,
  type XmpIntent,
} from '../../make/payloads';
import {
  flacWith,
  flvWith,
  jpegWithStore,
  oggWith,
  pdfWith,
  plainGif,
  plainJpeg,
  plainPng,
  plainTiff,
  plainWebp,
  read,
} from './build';

interface Said {
  declared: FileStatement['declared'];
  status?: FileStatement['status'];
  generator?: string | null;
  /** Ids of mechanisms that must be among those found. */
  id?: string;
}
type Row = [line: string, file: Uint8Array, said: Said];

const check = (name: string, rows: readonly Row[]): void => {
  it.each(rows)(`${name}: %s`, async (_, file, { id, ...said }) => {
    const statement = await read(file);
    expect(statement).toMatchObject(said);
    if (id !== undefined) expect(statement.mechanisms.map((found) => found.id)).toContain(id);
    if (said.declared === 'none') expect(statement.mechanisms.filter(({ declares }) => declares)).toEqual([]);
  });
};

const xmp = (intent: XmpIntent): Uint8Array => marks.withXmp(plainJpeg(), xmpPacket(intent));
const label = (text: string): Uint8Array => xmp({ aigc: text });
const raw = (description: string): Uint8Array => marks.withXmp(plainJpeg(), wrapPacket(description));
const exif = (intent: ExifIntent): Uint8Array => marks.withExif(plainJpeg(), intent);
const png = (...texts: [string, string][]): Uint8Array =>
  insertPngChunks(
    plainPng(),
    texts.map(([key, text]) => pngText(key, text)),
  );
const GENERATED: Said = { declared: 'generated', status: '属于' };
const NONE: Said = { declared: 'none', status: null, generator: null };
const JSON_TEXT = aigcJson();
const WRAPPED = `{"AIGC":${JSON_TEXT}}`;

check('1.1 payload', [
  ['empty strings in all but three', label(aigcJson({ reservedCode1: '' })), GENERATED],
  ['Label 2', label(aigcJson({ label: '2' })), { declared: 'generated', status: '可能为' }],
  ['Label 3', label(aigcJson({ label: '3' })), { declared: 'generated', status: '疑似' }],
  ['a Chinese name', label(aigcJson({ contentProducer: '示例科技有限公司' })), GENERATED],
  ['a Label of one number', label(aigcJson({ label: 1 })), GENERATED],
  ['keys in lower camel case', label('{"label":"1","contentProducer":"x","produceId":"y"}'), GENERATED],
  ['an extra key', label(aigcJson({ extra: { SecurityData: 'abc' } })), GENERATED],
  [
    'the word AIGC for a Label',
    label(aigcJson({ label: 'AIGC', contentProducer: 'Minimax Agent AI' })),
    { declared: 'generated', generator: 'MiniMax Agent' },
  ],
  [
    'the four keys of a cloud',
    exif({ imageDescription: '{"ServiceProvider":"p","ServiceUser":"u","Time":"t","ContentId":"c"}' }),
    { declared: 'generated' },
  ],
  ['a private type of one vendor', png(['AIGC', '{"aigc_label_type":1}']), NONE],
  ['the same, saying nothing', exif({ imageDescription: '{"aigc_label_type":0}' }), NONE],
  [
    'the same, disclosing AI, which is no Label',
    exif({ userComment: '{"aigc_type":2,"Label":"1"}' }),
    { declared: 'generated', status: null, generator: 'ByteDance' },
  ],
  ['a caption with the word', exif({ imageDescription: 'AIGC workshop' }), NONE],
  [
    'the namespace alone',
    raw('<rdf:Description rdf:about="" xmlns:TC260="http://www.tc260.org.cn/ns/AIGC/1.0/"/>'),
    NONE,
  ],
  ['broken JSON', label('{"Label":"1","ContentProducer":'), { declared: 'unreadable', id: 'xmp-tc260' }],
]);

it('1.1 payload: all seven fields and the code of the provider', async () => {
  const producer = '001191110102MACQD9K64010000';
  const { aigc } = await read(
    label(
      aigcJson({
        contentProducer: producer,
        produceId: 'p',
        reservedCode1: 'r1',
        contentPropagator: '00119144030008867405X220001',
        propagateId: 'q',
        reservedCode2: 'r2',
      }),
    ),
  );
  expect(aigc).toMatchObject({
    label: '1',
    contentProducer: producer,
    produceId: 'p',
    reservedCode1: 'r1',
    contentPropagator: '00119144030008867405X220001',
    propagateId: 'q',
    reservedCode2: 'r2',
    producerCode: { registration: '91110102MACQD9K640', service: 'generation', extension: '10000' },
  });
});

it.each([
  ['001191110102MACQD9K64010000', 'ByteDance (Doubao)', 'Doubao (ByteDance)'],
  ['001191110102MACQD9K64018705', 'ByteDance (Doubao)', 'Doubao (ByteDance)'],
  ['00119144030008867405X210001', 'ByteDance (Jimeng)', 'Jimeng (ByteDance)'],
  ['001191110108335469089C10001', 'Kuaishou (Kling)', 'Kuaishou (Kling)'],
  ['001191440101MA9Y9T4H7A10001', 'Alibaba (Qwen)', 'Alibaba (Qwen)'],
  ['001191330106MA2CFLDG4R10001', 'Alibaba (Wan, HappyHorse)', 'Alibaba (Wan, HappyHorse)'],
  ['001191440300708461136T1308L', 'Tencent', 'Tencent'],
  ['001191440300708461136T1XGW3', 'Tencent', 'Tencent'],
  ['001191110000802100433B10001', 'Baidu', 'Baidu'],
  ['001191110105MACJ6K1C8A10001', 'LiblibAI', 'LiblibAI'],
  ['001191340100MAEB4N8H7610001', 'RunningHub', 'RunningHub'],
  ['001191110102MAD55U9H0F10002', null, null],
])('1.1 provider %s is %s', async (contentProducer, entity, generator) => {
  const statement = await read(label(aigcJson({ contentProducer })));
  expect(statement).toMatchObject({ ...GENERATED, generator });
  expect(statement.aigc?.producerCode?.entity).toBe(entity);
});

check(
  '1.1 provider by name',
  ['doubao', 'kling', 'RunningHub', 'Minimax Agent AI', 'MiniMax', 'picwish'].map((contentProducer): Row => {
    const generator = expect.stringMatching(
      new RegExp(contentProducer.replace(' AI', ''), 'i'),
    ) as unknown as string;
    return [contentProducer, label(aigcJson({ contentProducer })), { ...GENERATED, generator }];
  }),
);

const tiff = (tag: number, type: number, data: Uint8Array): Uint8Array =>
  join(latin1('II*\0'), u32le(8), directory([{ tag, type, count: data.length, data }], 8));
const meta = (handler: string, ...inner: Uint8Array[]): Uint8Array =>
  fullBox('meta', 0, 0, fullBox('hdlr', 0, 0, u32be(0), latin1(handler), new Uint8Array(13)), ...inner);
const data = (text: string): Uint8Array => box('data', u32be(1), u32be(0), utf8(text));
const office = (path: string): Uint8Array =>
  zipSync({
    '[Content_Types].xml': utf8('<Types/>'),
    [path]: utf8('<x/>'),
    'docProps/custom.xml': utf8(
      `<Properties><property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="2" name="AIGC"><vt:lpwstr>${escapeXml(JSON_TEXT)}</vt:lpwstr></property></Properties>`,
    ),
  });
const packet = (form: 'element' | 'attribute'): string => xmpPacket({ aigc: JSON_TEXT, aigcForm: form });
const pngAt = (chunk: Uint8Array, place: PngPlace): Uint8Array => insertPngChunks(plainPng(), [chunk], place);

check('1.2 place', [
  ['JPEG, XMP element', marks.withXmp(plainJpeg(), packet('element')), { ...GENERATED, id: 'xmp-tc260' }],
  ['JPEG, XMP attribute', marks.withXmp(plainJpeg(), packet('attribute')), GENERATED],
  ['JPEG, EXIF UserComment', exif({ userComment: WRAPPED }), GENERATED],
  ['JPEG, EXIF ImageDescription', exif({ imageDescription: JSON_TEXT }), GENERATED],
  [
    'JPEG, bare in APPn',
    insertJpegSegments(plainJpeg(), jpegSegment(0xe9, utf8(`AIGC${JSON_TEXT}`))),
    GENERATED,
  ],
  ['PNG, iTXt XMP behind IHDR', pngAt(pngXmp(packet('element')), 'after-header'), GENERATED],
  ['PNG, iTXt XMP deflated behind IDAT', pngAt(pngXmp(packet('element'), true), 'after-pixels'), GENERATED],
  ['PNG, tEXt bare', pngAt(pngText('AIGC', JSON_TEXT), 'after-header'), GENERATED],
  ['PNG, tEXt in its object', pngAt(pngText('AIGC', WRAPPED), 'after-pixels'), GENERATED],
  ['PNG, zTXt', pngAt(pngCompressedText('AIGC', WRAPPED), 'after-pixels'), GENERATED],
  ['PNG, eXIf', pngAt(pngChunk('eXIf', exifBlock({ userComment: WRAPPED })), 'after-header'), GENERATED],
  ['WebP, XMP behind the pixels', plainWebp(riffChunk('XMP ', utf8(packet('element')))), GENERATED],
  ['WebP, EXIF', plainWebp(riffChunk('EXIF', exifBlock({ userComment: WRAPPED }))), GENERATED],
  ['GIF, application extension', withGifXmp(plainGif(), packet('element')), GENERATED],
  ['TIFF, tag 700', tiff(700, 7, utf8(packet('element'))), GENERATED],
  ['TIFF, tag 700 of type BYTE', tiff(700, 1, utf8(packet('element'))), GENERATED],
  [
    'MP4, keys of mdta',
    withMoovChild(smallestMp4('last'), box('udta', mdtaMeta({ a: 'b', AIGC: JSON_TEXT }))),
    GENERATED,
  ],
  ['MP4, meta under moov', withMoovChild(smallestMp4('first'), mdtaMeta({ AIGC: JSON_TEXT })), GENERATED],
  [
    'MP4, list without keys',
    withMoovChild(smallestMp4(), box('udta', meta('mdir', box('ilst', box('AIGC', data(JSON_TEXT)))))),
    GENERATED,
  ],
  [
    'MP4, list without keys under moov, number for a name',
    withMoovChild(smallestMp4(), meta('mdir', box('ilst', box('\0\0\0\x01', data(WRAPPED))))),
    GENERATED,
  ],
  [
    'MP4, free form of the list',
    withMoovChild(
      smallestMp4(),
      box(
        'udta',
        meta(
          'mdir',
          box(
            'ilst',
            box(
              '----',
              fullBox('mean', 0, 0, latin1('com.example')),
              fullBox('name', 0, 0, latin1('AIGC')),
              data(JSON_TEXT),
            ),
          ),
        ),
      ),
    ),
    GENERATED,
  ],
  ['MP4, uuid of XMP', marks.withXmp(smallestMp4(), packet('element')), GENERATED],
  ['MP4, box in udta', withMoovChild(smallestMp4(), box('udta', box('AIGC', utf8(JSON_TEXT)))), GENERATED],
  ['WebM, SimpleTag', webm({ width: 2, height: 2, frameMs: 40, frames: [] }, { AIGC: JSON_TEXT }), GENERATED],
  [
    'AVI, LIST INFO',
    riffFile('AVI ', riffChunk('LIST', join(latin1('INFO'), riffChunk('AIGC', utf8(JSON_TEXT))))),
    GENERATED,
  ],
  ['FLV, onMetaData', flvWith(JSON_TEXT), GENERATED],
  ['FLV, the comment of a converter', flvWith(WRAPPED, 'comment'), GENERATED],
  ['FLV, a plain comment', flvWith('AIGC workshop, day 2', 'comment'), NONE],
  ['MP3, TXXX', withId3Text(silentMp3(), 'AIGC', JSON_TEXT), GENERATED],
  ['WAV, chunk', marks.withAigcTag(silentWav()), GENERATED],
  ['FLAC, comment', flacWith(`AIGC=${JSON_TEXT}`), GENERATED],
  ['Ogg, comment in small letters', oggWith(`aigc=${JSON_TEXT}`), GENERATED],
  ['PDF, Info', pdfWith(JSON_TEXT), GENERATED],
  [
    'PDF, Info in a stream of objects',
    pdfWithObjectStream(`<</Title(x)/AIGC(${JSON_TEXT.replaceAll('(', '\\(')})>>`),
    GENERATED,
  ],
  [
    'PDF, Info as hexadecimal UTF-16',
    utf8(
      `%PDF-1.7\n1 0 obj<</AIGC<FEFF${[...JSON_TEXT].map((letter) => letter.charCodeAt(0).toString(16).padStart(4, '0')).join('')}>>>endobj\n%%EOF`,
    ),
    GENERATED,
  ],
  ['Word', office('word/document.xml'), GENERATED],
  ['PowerPoint', office('ppt/presentation.xml'), GENERATED],
  ['Excel', office('xl/workbook.xml'), GENERATED],
  [
    'Markdown, keys in any order',
    utf8('---\ntitle: x\nAIGC:\n  ProduceID: "7"\n  ContentProducer: "doubao"\n  Label: "1"\n---\n# x\n'),
    GENERATED,
  ],
]);

/** An object stream (ISO 32000-2 §7.5.7) holding one object. */
function pdfWithObjectStream(object: string): Uint8Array {
  const head = '7 0 ';
  const body = zlibSync(utf8(head + object));
  return join(
    utf8(
      `%PDF-1.5\n5 0 obj<</Type/ObjStm/N 1/First ${String(head.length)}/Filter/FlateDecode/Length ${String(body.length)}>>stream\n`,
    ),
    body,
    utf8('\nendstream endobj\n%%EOF'),
  );
}

const IPTC = 'http://cv.iptc.org/newscodes/digitalsourcetype/';
const created = (type?: string, rest: Record<string, unknown> = {}): Record<string, unknown> => ({
  action: 'c2pa.created',
  ...(type === undefined ? {} : { digitalSourceType: IPTC + type }),
  ...rest,
});
const edited = (type?: string, action = 'c2pa.edited'): Record<string, unknown> => ({
  ...created(type),
  action,
});
const storeOf = (
  actions: unknown[],
  claim: Record<string, unknown> = { claim_generator: 'Made/1' },
): Uint8Array => manifestStore([{ label: 'urn:uuid:1', claim, assertions: { 'c2pa.actions': { actions } } }]);
const claimed = (...actions: unknown[]): Uint8Array => jpegWithStore(storeOf(actions));
const trained = storeOf([created('trainedAlgorithmicMedia')]);
const C2PA_UUID = u8(
  0xd8,
  0xfe,
  0xc3,
  0xd6,
  0x1b,
  0x0e,
  0x48,
  0x3c,
  0x92,
  0x97,
  0x58,
  0x28,
  0x87,
  0x7e,
  0xc4,
  0x81,
);
const c2paBox = box('uuid', C2PA_UUID, u32be(0), latin1('manifest\0'), new Uint8Array(8), trained);
const brand = (name: string): Uint8Array => box('ftyp', latin1(name), u32be(0), latin1(name));
const geob = (mime: string): Uint8Array => {
  const body = join(u8(0), latin1(`${mime}\0c2pa\0c2pa manifest store\0`), trained);
  const frame = join(latin1('GEOB'), u32be(body.length), u8(0, 0), body);
  return join(latin1('ID3'), u8(3, 0, 0), syncSafe(frame.length), frame);
};
const gifWithStore = (): Uint8Array => {
  const letters = Array.from(trained, (byte) => String.fromCharCode(byte)).join('');
  const parts = letters.match(/[\s\S]{1,255}/g) ?? [];
  const blocks = parts.flatMap((part) => [u8(part.length), latin1(part)]);
  const extension = join(u8(0x21, 0xff, 0x0b), latin1('C2PA_GIF'), u8(1, 0, 0), ...blocks, u8(0));
  const plain = plainGif();
  // Behind the screen descriptor, which has no table of colours.
  return join(plain.subarray(0, 13), extension, plain.subarray(13));
};
const SIGNED: Said = { declared: 'generated', id: 'c2pa' };

check('2.1 place', [
  ['JPEG, several segments', jpegWithStore(trained, 64), SIGNED],
  ['PNG, caBX', pngAt(pngChunk('caBX', trained), 'after-header'), SIGNED],
  ['WebP', plainWebp(riffChunk('C2PA', trained)), SIGNED],
  ['WAV', riffFile('WAVE', riffChunk('data', new Uint8Array(8)), riffChunk('C2PA', trained)), SIGNED],
  ['AVI', riffFile('AVI ', riffChunk('LIST', latin1('movi')), riffChunk('C2PA', trained)), SIGNED],
  ...['avif', 'heic', 'isom', 'qt  ', 'M4A '].map((name): Row => [
    `uuid of ${name}`,
    join(brand(name), c2paBox),
    SIGNED,
  ]),
  [
    'JPEG XL',
    join(u32be(12), latin1('JXL '), u8(13, 10, 0x87, 10), brand('jxl '), trained, box('jxlc', u8(0xff, 10))),
    SIGNED,
  ],
  ['GIF', gifWithStore(), SIGNED],
  [
    'SVG',
    utf8(
      `<svg xmlns="http://www.w3.org/2000/svg"><metadata><c2pa:manifest xmlns:c2pa="http://c2pa.org/manifest">${Buffer.from(trained).toString('base64')}</c2pa:manifest></metadata></svg>`,
    ),
    SIGNED,
  ],
  ['TIFF', tiff(0xcd41, 7, trained), SIGNED],
  ['MP3', join(geob('application/c2pa'), silentMp3()), SIGNED],
  ['MP3, older type', join(geob('application/x-c2pa-manifest-store'), silentMp3()), SIGNED],
  ['FLAC behind ID3', join(geob('application/c2pa'), flacWith('TITLE=x')), SIGNED],
  [
    'PDF, embedded file',
    join(
      utf8(
        `%PDF-1.7\n1 0 obj<</Type/EmbeddedFile/Subtype/application#2Fc2pa/Length ${String(trained.length)}>>stream\n`,
      ),
      trained,
      utf8('\nendstream endobj\n%%EOF'),
    ),
    SIGNED,
  ],
  ['a file beside', trained, SIGNED],
  [
    'kept elsewhere',
    xmp({ provenanceUrl: 'https://manifests.example/x' }),
    { ...NONE, id: 'c2pa-remote-only' },
  ],
]);

const history = (
  relationship: string,
  active: unknown[],
  ingredient: unknown[],
  key = 'c2pa_manifest',
): Uint8Array =>
  jpegWithStore(
    manifestStore([
      {
        label: 'urn:uuid:0',
        claim: { claim_generator: 'Before/1' },
        assertions: { 'c2pa.actions': { actions: ingredient } },
      },
      {
        label: 'urn:uuid:1',
        claim: { claim_generator: 'Now/1' },
        assertions: {
          'c2pa.actions': { actions: active },
          [key === 'activeManifest' ? 'c2pa.ingredient.v3' : 'c2pa.ingredient']: {
            'dc:title': 'before.png',
            relationship,
            [key]: { url: 'self#jumbf=/c2pa/urn:uuid:0', hash: new Uint8Array(32) },
          },
        },
      },
    ]),
  );
const opened = { action: 'c2pa.opened' };

check('2.2 action', [
  ['created, trained', claimed(created('trainedAlgorithmicMedia')), { declared: 'generated' }],
  [
    'created, composite with trained',
    claimed(created('compositeWithTrainedAlgorithmicMedia')),
    { declared: 'edited' },
  ],
  ['created, composite', claimed(created('composite')), NONE],
  ['created, screen', claimed(created('screenCapture')), NONE],
  ['created, camera', claimed(created('digitalCapture')), { declared: 'captured' }],
  ['created, computing camera', claimed(created('computationalCapture')), { declared: 'captured' }],
  ['created, by hand', claimed(created('digitalCreation')), NONE],
  ['created, procedure', claimed(created('algorithmicMedia')), NONE],
  ...['edited', 'placed', 'color_adjustments', 'drawing', 'filtered', 'cropped', 'removed', 'dubbed'].flatMap(
    (action) =>
      ['trainedAlgorithmicMedia', 'compositeWithTrainedAlgorithmicMedia', 'compositeSynthetic'].map(
        (type): Row => [
          `${action}, ${type}`,
          claimed(opened, edited(type, `c2pa.${action}`)),
          { declared: 'edited' },
        ],
      ),
  ),
  [
    'edited, data of a trained algorithm',
    claimed(opened, {
      action: 'c2pa.edited',
      digitalSourceType: 'http://c2pa.org/digitalsourcetype/trainedAlgorithmicData',
    }),
    { declared: 'edited' },
  ],
  ['edited, art', claimed(opened, edited('digitalArt')), NONE],
  ['edited, composite', claimed(opened, edited('composite')), NONE],
  ...[
    'converted',
    'published',
    'repackaged',
    'transcoded',
    'resized.proportional',
    'enhanced',
    'edited.metadata',
    'watermarked',
    'watermarked.bound',
    'watermarked.unbound',
    'redacted',
    'opened',
  ].map((action): Row => [
    `${action} is no edit`,
    claimed(edited('trainedAlgorithmicMedia', `c2pa.${action}`)),
    NONE,
  ]),
  ['nothing done', claimed(), NONE],
  [
    'opened from what was generated',
    history('parentOf', [opened, edited('composite')], [created('trainedAlgorithmicMedia')]),
    { declared: 'generated' },
  ],
  [
    'opened from what was generated, third version',
    history('parentOf', [opened], [created('trainedAlgorithmicMedia')], 'activeManifest'),
    { declared: 'generated' },
  ],
  [
    'a part that was generated',
    history('componentOf', [created('digitalCapture')], [created('trainedAlgorithmicMedia')]),
    { declared: 'composite' },
  ],
  [
    'opened and edited from a part that was generated',
    history(
      'componentOf',
      [opened, edited('compositeWithTrainedAlgorithmicMedia')],
      [created('trainedAlgorithmicMedia')],
    ),
    { declared: 'edited' },
  ],
  [
    'Bing of 2024',
    claimed(
      created(undefined, { description: 'AI Generated Image', softwareAgent: 'Image Creator from Designer' }),
    ),
    { declared: 'generated' },
  ],
  [
    'Firefly, edited alone',
    jpegWithStore(storeOf([edited()], { claim_generator: 'Adobe_Firefly adobe_c2pa/0.7.6 c2pa-rs/0.25.2' })),
    { declared: 'generated', generator: 'Adobe Firefly' },
  ],
  [
    'OpenAI of 2026',
    jpegWithStore(
      manifestStore([
        {
          label: 'urn:c2pa:1',
          claimLabel: 'c2pa.claim.v2',
          claim: { claim_generator_info: { name: 'OpenAI Media Service API' } },
          assertions: {
            'c2pa.actions.v2': {
              actions: [
                created('trainedAlgorithmicMedia', { softwareAgent: { name: 'gpt-image' } }),
                { action: 'c2pa.converted' },
                { action: 'c2pa.watermarked.unbound' },
              ],
            },
          },
        },
      ]),
    ),
    { declared: 'generated', generator: 'OpenAI GPT Image' },
  ],
  [
    'FLUX API',
    jpegWithStore(
      storeOf([created('trainedAlgorithmicMedia', { softwareAgent: 'Flux.2' })], {
        claim_generator: 'Black Forest Labs API',
      }),
    ),
    { declared: 'generated', generator: 'Black Forest Labs FLUX.2' },
  ],
  [
    'Samsung',
    claimed({ ...edited('compositeWithTrainedAlgorithmicMedia'), softwareAgent: 'Photo assist' }),
    { declared: 'edited' },
  ],
]);

const NOT_AI = [
  'digitalCreation',
  'digitalArt',
  'minorHumanEdits',
  'humanEdits',
  'compositeCapture',
  'algorithmicallyEnhanced',
  'dataDrivenMedia',
  'screenCapture',
  'virtualRecording',
  'algorithmicMedia',
];
const CAPTURED = ['digitalCapture', 'computationalCapture', 'negativeFilm', 'positiveFilm', 'print'];
const EXT = 'xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"';

check('3.1 source type', [
  [
    'trainedAlgorithmicMedia',
    xmp({ sourceType: 'trainedAlgorithmicMedia' }),
    { declared: 'generated', id: 'iptc-dst' },
  ],
  [
    'compositeWithTrainedAlgorithmicMedia',
    xmp({ sourceType: 'compositeWithTrainedAlgorithmicMedia' }),
    { declared: 'edited' },
  ],
  ['compositeSynthetic', xmp({ sourceType: 'compositeSynthetic' }), { declared: 'composite' }],
  ...NOT_AI.map((code): Row => [code, xmp({ sourceType: code }), NONE]),
  // No AI either; a capture is an answer of its own here.
  ...CAPTURED.map((code): Row => [code, xmp({ sourceType: code }), { declared: 'captured' }]),
  ...(['attribute', 'resource', 'bare-code'] as const).map((sourceTypeForm): Row => [
    `as ${sourceTypeForm}`,
    xmp({ sourceType: 'trainedAlgorithmicMedia', sourceTypeForm }),
    { declared: 'generated' },
  ]),
  [
    'over https, behind another prefix',
    raw(
      `<rdf:Description rdf:about="" xmlns:x1="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" x1:DigitalSourceType="https://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"/>`,
    ),
    { declared: 'generated' },
  ],
  [
    'misnamed',
    raw(
      `<rdf:Description rdf:about="" ${EXT}><Iptc4xmpExt:DigitalSourceFileType>${IPTC}trainedAlgorithmicMedia</Iptc4xmpExt:DigitalSourceFileType></rdf:Description>`,
    ),
    { declared: 'generated' },
  ],
  ['AISystemUsed', xmp({ aiSystemUsed: 'Painter 2' }), { declared: 'generated', generator: 'Painter 2' }],
  ['AIPromptInformation', xmp({ aiPromptInformation: 'a lamp' }), { declared: 'generated' }],
  ['AISystemVersionUsed alone', xmp({ aiSystemVersionUsed: '2' }), NONE],
  ['AIPromptWriterName alone', xmp({ aiPromptWriterName: 'N. N.' }), NONE],
  [
    'a system that edited',
    xmp({ aiSystemUsed: 'P', sourceType: 'compositeWithTrainedAlgorithmicMedia' }),
    { declared: 'edited' },
  ],
  [
    'Made with Google AI',
    xmp({ credit: 'Made with Google AI' }),
    { declared: 'generated', id: 'photoshop-credit' },
  ],
  ['Edited with Google AI', xmp({ credit: 'Edited with Google AI' }), { declared: 'edited' }],
  ['Apple Image Playground', xmp({ credit: 'Apple Image Playground' }), { declared: 'generated' }],
  ['Apple Clean Up', xmp({ credit: 'Apple Photos Generative Edit: Clean Up' }), { declared: 'edited' }],
  [
    'megabytes into the file',
    insertJpegSegments(
      plainJpeg(),
      ...Array.from({ length: 40 }, () => jpegSegment(0xe2, new Uint8Array(60_000).fill(1))),
      jpegSegment(
        0xe1,
        join(latin1('http://ns.adobe.com/xap/1.0/\0'), utf8(xmpPacket({ credit: 'Made with Google AI' }))),
      ),
    ),
    { declared: 'generated' },
  ],
]);

it('3.1 the four properties of 2025.1 are kept as written', async () => {
  const file = xmp({
    aiSystemUsed: 'Painter',
    aiSystemVersionUsed: '2.1',
    aiPromptInformation: '一盏灯',
    aiPromptWriterName: 'N. N.',
  });
  expect((await read(file)).iptc).toMatchObject({
    aiSystemUsed: 'Painter',
    aiSystemVersionUsed: '2.1',
    aiPromptInformation: '一盏灯',
    aiPromptWriterName: 'N. N.',
  });
});

const comment = (text: string, form: ExifIntent['userCommentForm'] = 'utf-16-be'): Uint8Array =>
  exif({ userComment: text, ...(form ? { userCommentForm: form } : {}) });
const webpExif = (intent: ExifIntent): Uint8Array => plainWebp(riffChunk('EXIF', exifBlock(intent)));
const trace = (generator: string): Said => ({ declared: 'generated', status: null, generator });
const UUID = '0f3a2b1c-4d5e-4f60-8a7b-9c0d1e2f3a4b';
const BASE64 = Buffer.from(Array.from({ length: 96 }, (_, n) => (n * 37) & 255)).toString('base64');
const SWARM = '{"sui_image_params":{"prompt":"a lamp","seed":7,"steps":20,"model":"m"}}';
/** IFD0 with a UserComment, where it does not belong but where one saver puts it. */
const commentInFirst = (text: string): Uint8Array =>
  withJpegExif(
    plainJpeg(),
    join(
      latin1('II'),
      u16le(42),
      u32le(8),
      directory(
        [{ tag: 0x9286, type: 7, count: text.length + 8, data: join(latin1('ASCII\0\0\0'), utf8(text)) }],
        8,
      ),
    ),
  );
const ODD = expect.any(String) as unknown as string;

check('3.2 trace', [
  [
    'Midjourney',
    png(['Description', `a lamp --v 6.1 --ar 1:1 Job ID: ${UUID}`], ['Author', 'somebody']),
    trace('Midjourney'),
  ],
  [
    'Midjourney, XMP',
    raw(
      `<rdf:Description rdf:about="" ${EXT} Iptc4xmpExt:DigitalSourceType="${IPTC}trainedAlgorithmicMedia" Iptc4xmpExt:DigImageGUID="${UUID}"/>`,
    ),
    { declared: 'generated' },
  ],
  ['Grok', exif({ artist: UUID, imageDescription: `Signature: ${BASE64}` }), trace('xAI Grok')],
  [
    'Grok, comment too',
    exif({ artist: UUID, imageDescription: `Signature: ${BASE64}`, userComment: `Signature: ${BASE64}` }),
    trace('xAI Grok'),
  ],
  ['Ideogram', exif({ make: 'Ideogram AI' }), trace('Ideogram')],
  [
    'Samsung trailer',
    join(
      plainJpeg(),
      latin1('PEg_Info{"genImageVersion":"v1","connectorType":"srvg","genAIType":8}SEFH'),
      u32le(106),
      latin1('SEFT'),
    ),
    { declared: 'edited', id: 'exif-or-trailer-genAIType' },
  ],
  ['A1111, tEXt', png(['parameters', DIFFUSION_RECIPE]), trace('AUTOMATIC1111')],
  [
    'A1111, iTXt',
    pngAt(pngInternationalText('parameters', DIFFUSION_RECIPE), 'after-header'),
    { declared: 'generated' },
  ],
  [
    'A1111, zTXt',
    pngAt(pngCompressedText('parameters', DIFFUSION_RECIPE), 'after-pixels'),
    { declared: 'generated' },
  ],
  ['A1111, comment, big end first', comment(DIFFUSION_RECIPE), { declared: 'generated' }],
  ['A1111, comment, little end first', comment(DIFFUSION_RECIPE, 'utf-16-le'), { declared: 'generated' }],
  [
    'A1111, WebP',
    webpExif({ userComment: DIFFUSION_RECIPE, userCommentForm: 'utf-16-be' }),
    { declared: 'generated' },
  ],
  ['ComfyUI', png(['prompt', COMFY_PROMPT], ['workflow', COMFY_WORKFLOW]), trace('ComfyUI')],
  ['ComfyUI, prompt alone', png(['prompt', COMFY_PROMPT]), trace('ComfyUI')],
  ['ComfyUI, workflow alone', png(['workflow', COMFY_WORKFLOW]), trace('ComfyUI')],
  [
    'ComfyUI, Make and ImageDescription',
    exif({ make: `Prompt: ${COMFY_PROMPT}`, imageDescription: `Workflow: ${COMFY_WORKFLOW}` }),
    trace('ComfyUI'),
  ],
  [
    'ComfyUI, Make and Model',
    webpExif({ make: `workflow:${COMFY_WORKFLOW}`, model: `prompt:${COMFY_PROMPT}` }),
    trace('ComfyUI'),
  ],
  [
    'ComfyUI, comment of IFD0',
    commentInFirst(`{"prompt":${COMFY_PROMPT},"workflow":${COMFY_WORKFLOW}}`),
    trace('ComfyUI'),
  ],
  [
    'ComfyUI, MP4 keys',
    withMoovChild(smallestMp4(), box('udta', mdtaMeta({ prompt: COMFY_PROMPT, workflow: COMFY_WORKFLOW }))),
    trace('ComfyUI'),
  ],
  [
    'InvokeAI',
    png(['invokeai_metadata', '{"app_version":"4.2","positive_prompt":"a lamp"}']),
    trace('InvokeAI'),
  ],
  ['InvokeAI, graph', png(['invokeai_graph', '{"nodes":{},"edges":[]}']), trace('InvokeAI')],
  [
    'InvokeAI, older',
    png(['sd-metadata', '{"model":"stable diffusion","image":{"prompt":[]}}']),
    trace('InvokeAI'),
  ],
  ['InvokeAI, oldest', png(['Dream', '"a lamp" -s50 -S1234 -W512 -H512 -C7.5 -Ak_lms']), trace('InvokeAI')],
  [
    'NovelAI',
    png(
      ['Title', 'AI generated image'],
      ['Software', 'NovelAI'],
      ['Source', 'NovelAI Diffusion V4 37442FCA'],
      ['Comment', '{"prompt":"a lamp","steps":28}'],
    ),
    trace('NovelAI'),
  ],
  ['NovelAI, WebP', webpExif({ software: 'NovelAI Diffusion V4 37442FCA' }), trace('NovelAI')],
  [
    'Fooocus',
    png(
      ['parameters', '{"prompt":"a lamp","seed":"7","base_model":"m","steps":30}'],
      ['fooocus_scheme', 'fooocus'],
    ),
    trace('Fooocus'),
  ],
  [
    'RuinedFooocus',
    png(['parameters', '{"Prompt":"a lamp","seed":7,"base_model_name":"m","software":"RuinedFooocus"}']),
    trace('RuinedFooocus'),
  ],
  ['SwarmUI', png(['parameters', SWARM]), trace('SwarmUI')],
  ['SwarmUI, comment', comment(SWARM), trace('SwarmUI')],
  [
    'Civitai, text',
    exif({
      userComment: `${DIFFUSION_RECIPE}, Civitai resources: [{"type":"checkpoint"}]`,
      artist: 'ai',
      software: UUID,
    }),
    trace('Civitai'),
  ],
  ['Civitai, graph', comment(COMFY_PROMPT), { declared: 'generated', generator: ODD }],
  ['Tensor.Art', png(['generation_data', '{"models":[],"prompt":"a lamp","seed":"7"}']), trace('Tensor.Art')],
  [
    'StabilityMatrix',
    png(['parameters-json', '{"PositivePrompt":"a lamp","Seed":7}']),
    trace('StabilityMatrix'),
  ],
  ['StabilityMatrix, project', png(['smproj', '{"Version":1,"State":{}}']), trace('StabilityMatrix')],
  [
    'a space of Hugging Face',
    png(['parameters', '{"prompt":"a lamp","seed":7,"num_inference_steps":28,"model":"m"}']),
    { declared: 'generated', generator: ODD },
  ],
  [
    'a job behind the signature',
    png(['hf-job-id', UUID]),
    { declared: 'generated', generator: 'hosted generation job' },
  ],
  ['parameters of a machine', png(['parameters', 'speed=4, temperature=20']), NONE],
  ['parameters with steps alone', png(['parameters', '{"steps":20}']), NONE],
  ['a caption that names one', exif({ imageDescription: 'in the style of Midjourney' }), NONE],
  [
    'a keyword',
    raw(
      '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:subject><rdf:Bag><rdf:li>AIGC</rdf:li><rdf:li>Stable Diffusion</rdf:li></rdf:Bag></dc:subject></rdf:Description>',
    ),
    NONE,
  ],
]);

check('5.1 walk', [
  ['APP11 behind the pixels', withSegmentAtEnd(plainJpeg(), trained), { declared: 'generated' }],
  ['extended XMP', marks.withAigcExtendedXmp(plainJpeg(), {}, 'reversed'), GENERATED],
  ['WebP without its flags', plainWebp(riffChunk('XMP ', utf8(packet('element')))), GENERATED],
  [
    'APP11 behind more pixels than are looked at',
    withSegmentAtEnd(longJpeg(), trained),
    { declared: 'generated' },
  ],
  [
    'padding of APP11 behind the pixels',
    withSegmentAtEnd(longJpeg(), trained, 4096),
    { declared: 'generated' },
  ],
  [
    'XMP behind a list of a hundred thousand',
    insertPngChunks(plainPng(), [
      pngXmp(
        packet('element').replace(
          '<TC260:AIGC>',
          `<photoshop:DocumentAncestors><rdf:Bag>${'<rdf:li>0</rdf:li>\n'.repeat(100_000)}</rdf:Bag></photoshop:DocumentAncestors><TC260:AIGC>`,
        ),
      ),
    ]),
    GENERATED,
  ],
  [
    'TIFF, a description behind the pixels',
    bigTiff(0x010e, 2, utf8(`${WRAPPED}\0`)),
    { ...GENERATED, id: 'exif-imagedescription-aigc' },
  ],
  [
    'TIFF, a comment of Windows',
    tiff(0x9c9c, 1, utf16(WRAPPED)),
    { ...GENERATED, id: 'exif-xpcomment-aigc' },
  ],
  ['a text behind the end of a PNG', join(plainPng(), utf8(WRAPPED)), GENERATED],
  ['plain TIFF', plainTiff(), NONE],
  ['a GIF with an application of somebody else', gifApplication(plainGif(), 'NETSCAPE2.0', '\x01\0\0'), NONE],
]);

function withSegmentAtEnd(jpeg: Uint8Array, store: Uint8Array, padding = 0): Uint8Array {
  const free = padding === 0 ? new Uint8Array(0) : box('free', new Uint8Array(padding));
  const segment = jpegSegment(0xeb, join(latin1('JP'), u8(0, 1), u32be(1), store, free));
  return join(jpeg.subarray(0, -2), segment, jpeg.subarray(-2));
}

/** With coded pixels of some length, 0xFF among them as coders write it. */
function longJpeg(): Uint8Array {
  const pixels = Uint8Array.from({ length: 9000 }, (_, n) =>
    n % 100 === 0 ? 0xff : n % 100 === 1 ? 0 : n % 251,
  );
  const jpeg = plainJpeg();
  return join(jpeg.subarray(0, -2), pixels, jpeg.subarray(-2));
}

/** As libraries write it that first write the pixels, and the directory with its values behind them. */
function bigTiff(tag: number, type: number, value: Uint8Array): Uint8Array {
  const at = 8 + 1_200_000;
  const rows = directory([{ tag, type, count: value.length, data: value }], at);
  return join(latin1('II*\0'), u32le(at), new Uint8Array(at - 8), rows);
}

function utf16(text: string): Uint8Array {
  return join(...[...`${text}\0`].map((letter) => u16le(letter.charCodeAt(0))));
}
