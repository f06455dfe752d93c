/**
 * The short way for unmarked files against the complete reader: whatever it settles, the complete reader finds
 * nothing in. Unmarked files of every kind are altered by bits, lengths, cuts and by the words that make a mark.
 * MINGBIAO_FUZZ_RUNS sets ten times the number of cases, MINGBIAO_FUZZ_PART which share of them this process takes.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FileStatement } from '../../../components/model/observation';
import { readProperly, readStatement } from '../../../components/provenance/read';
import { settled } from '../../../components/provenance/settled';
import { fromBytes, type ByteSource } from '../../../components/provenance/source';
import { isTellingPacket } from '../../../components/provenance/telling';
import { readXmp } from '../../../components/provenance/xmp';
import { join, latin1, u16be, u8, utf8 } from '../../make/bytes';
import { box, fullBox } from '../../make/containers/bmff';
import { insertJpegSegments, jpegSegment } from '../../make/containers/jpeg';
import { insertPngChunks, pngChunk, pngText, pngXmp } from '../../make/containers/png';
import { riffChunk } from '../../make/containers/riff';
import { exifTag, iimDataset } from '../../make/corners';
import { CAMERA_FIELDS, exifBlock, wrapPacket, xmpPacket } from '../../make/payloads';
import { plainJpeg, plainPng, plainWebp, seeds } from './build';
import { generator } from './generator';

const RUNS = Math.round(Number(process.env.MINGBIAO_FUZZ_RUNS ?? 200_000) / 10);
const [PART = 1, PARTS = 1] = (process.env.MINGBIAO_FUZZ_PART ?? '1/1').split('/').map(Number);

const EDITED = wrapPacket(
  `<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"
    xmp:CreatorTool="Adobe Photoshop 26.1 (Windows)" dc:format="image/jpeg"><dc:title>Teapot, blue</dc:title>
    </rdf:Description>${' '.repeat(300)}`,
);
const PACKET = 'http://ns.adobe.com/xap/1.0/\0';

function exif(): Uint8Array {
  return exifBlock({ ...CAMERA_FIELDS, imageDescription: 'A blue teapot on a table', artist: 'N. N.' });
}

function resources(): Uint8Array {
  const captions = join(iimDataset(120, 'A blue teapot'), iimDataset(110, 'N. N.'));
  const one = (id: number, body: Uint8Array): Uint8Array =>
    join(
      latin1('8BIM'),
      u16be(id),
      u8(0, 0, 0, 0),
      u16be(body.length),
      body,
      new Uint8Array(body.length & 1),
    );
  return join(latin1('Photoshop 3.0\0'), one(0x0404, captions), one(0x0425, new Uint8Array(16)));
}

function plainAvif(): Uint8Array {
  const item = fullBox('infe', 2, 0, u16be(1), u16be(0), latin1('av01'), latin1('Color\0'));
  const places = u8(0x44, 0, 0, 1, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 8);
  return join(
    box('ftyp', latin1('avif'), u8(0, 0, 0, 0), latin1('avifmif1')),
    fullBox(
      'meta',
      0,
      0,
      fullBox('hdlr', 0, 0, u8(0, 0, 0, 0), latin1('pict'), new Uint8Array(13)),
      fullBox('pitm', 0, 0, u16be(1)),
      fullBox('iloc', 0, 0, places),
      fullBox('iinf', 0, 0, u16be(1), item),
      box('iprp', box('ipco', fullBox('ispe', 0, 0, new Uint8Array(8)))),
    ),
    box('mdat', new Uint8Array(16)),
  );
}

/** Files that state nothing, with what cameras, phones and editors put into them. */
function unmarked(): Record<string, Uint8Array> {
  const edited = utf8(EDITED);
  const wide = join(utf8('\0\0\0\0\0\0\0\0'), new Uint8Array(40));
  return {
    jpeg: plainJpeg(),
    'jpeg-camera': insertJpegSegments(
      plainJpeg(),
      jpegSegment(0xe0, latin1('JFIF\0\x01\x01\0\0\x01\0\x01\0\0')),
      jpegSegment(0xe1, join(latin1('Exif\0\0'), exif())),
      jpegSegment(0xe2, join(latin1('ICC_PROFILE\0\x01\x01'), new Uint8Array(60))),
    ),
    'jpeg-notes': insertJpegSegments(
      plainJpeg(),
      jpegSegment(0xe1, join(latin1('Exif\0\0'), exifTag(0x927c, 7, utf8('Maker note '.repeat(20))))),
      jpegSegment(0xfe, utf8('Created with GIMP')),
    ),
    'jpeg-comment': insertJpegSegments(
      plainJpeg(),
      jpegSegment(0xe1, join(latin1('Exif\0\0'), exifTag(0x9286, 7, wide))),
    ),
    'jpeg-keywords': insertJpegSegments(
      plainJpeg(),
      jpegSegment(0xe1, join(latin1('Exif\0\0'), exifTag(0x9c9e, 1, utf8('t\0e\0a\0p\0o\0t\0')))),
    ),
    'jpeg-edited': insertJpegSegments(
      plainJpeg(),
      jpegSegment(0xed, resources()),
      jpegSegment(0xe1, join(latin1(PACKET), edited)),
      jpegSegment(0xee, latin1('Adobe\0\x64\0\0\0\0\0')),
    ),
    png: plainPng(),
    'png-camera': insertPngChunks(plainPng(), [
      pngChunk('eXIf', exif()),
      pngText('Software', 'Adobe ImageReady'),
    ]),
    'png-edited': insertPngChunks(plainPng(), [pngXmp(EDITED), pngText('Comment', 'A blue teapot')]),
    'png-behind': insertPngChunks(plainPng(), [pngText('date:create', '2026-11-01')], 'after-pixels'),
    webp: plainWebp(),
    'webp-edited': plainWebp(riffChunk('EXIF', exif()), riffChunk('XMP ', edited)),
    avif: plainAvif(),
  };
}

/** What marks are made of, and what only looks like it. */
const WORDS = [
  ...[
    'AIGC',
    'aigc',
    '{"Label":"1"',
    '{',
    '"',
    'ContentProducer',
    'content_producer',
    'ProduceID',
    'ServiceUser',
  ],
  ...['Steps: 20, Sampler: Euler', 'Steps: ', 'Job ID: 01234567-89ab-cdef-0123-456789abcdef', ' --v 6.1'],
  ...[
    'Ideogram AI',
    'Midjourney',
    'NovelAI',
    'adobe firefly',
    'DALL-E 3',
    'Draw Things',
    'Made with Google AI',
  ],
  ...['&#65;', '&amp;', 'DigitalSourceType', 'TC260', 'Credit', 'CreatorTool="Midjourney"', 'AISystemUsed'],
  ...[
    '"genAIType":8',
    '"class_type"',
    `Signature: ${'A'.repeat(70)}`,
    'eyJMYWJlbCI6IjEi',
    'ewo',
    'provenance',
  ],
  ...[
    'tEXt',
    'iTXt',
    'caBX',
    'IEND',
    'AIGC\0',
    'c2pa',
    'jumb',
    'XMP ',
    'C2PA',
    'Exif',
    'mime',
    'MPF\0',
    'SEFT',
  ],
  ...[
    'L\0a\0b\0e\0l\0',
    'S\0t\0e\0p\0s\0:\0 \0',
    'UNICODE\0',
    'ASCII\0\0\0',
    '\xfe\xff',
    '\xff\xfe',
    '<x:xmpmeta',
  ],
].map(latin1);
const LIES = [0, 1, 0x7f, 0xff, 0x7fff, 0xffff, 0x7fffffff, 0xffffffff];

function altered(original: Uint8Array, seed: number): Uint8Array {
  const next = generator(seed);
  let bytes: Uint8Array = original.slice();
  for (let n = 1 + next(3); n > 0; n--) {
    const at = next(bytes.length);
    const kind = next(8);
    if (kind === 0) bytes[at] = (bytes[at] ?? 0) ^ (1 << next(8));
    else if (kind === 1) bytes[at] = next(256);
    else if (kind === 2) bytes = bytes.slice(0, at + 1);
    else if (kind === 3 && at + 4 <= bytes.length)
      new DataView(bytes.buffer).setUint32(at, LIES[next(LIES.length)] ?? 0, next(2) === 0);
    else if (kind === 4) bytes = join(bytes, WORDS[next(WORDS.length)] ?? u8());
    // Written over what stands there, lengths stay true: these reach the texts.
    else bytes.set((WORDS[next(WORDS.length)] ?? u8()).subarray(0, bytes.length - at), at);
  }
  return bytes;
}

/** A source of which every piece must be waited for. */
function slow(bytes: Uint8Array): ByteSource {
  const source = fromBytes(bytes);
  return {
    size: source.size,
    seekable: false,
    get bytesRead() {
      return source.bytesRead;
    },
    read: (offset, length) => source.read(offset, length),
  };
}

function settledAs(source: ByteSource, bytes: Uint8Array, depth: 'head' | 'whole'): string | null {
  return settled(source, source.readNow?.(0, 4096) ?? bytes.subarray(0, 4096), depth)?.container ?? null;
}

/** All but what it cost to know. */
function said(statement: FileStatement): Omit<FileStatement, 'bytesRead'> {
  const { bytesRead: _, ...rest } = statement;
  return rest;
}

describe('the short way for files that state nothing', () => {
  const all = Object.entries(unmarked());

  it.each(all)('settles %s', async (name, bytes) => {
    expect(settledAs(fromBytes(bytes), bytes, 'head')).toBe(name.split('-')[0]);
    if (!name.startsWith('png')) expect(settledAs(fromBytes(bytes), bytes, 'whole')).not.toBeNull();
    for (const depth of ['head', 'whole'] as const) {
      for (const source of [fromBytes, slow]) {
        const quick = await readStatement(source(bytes), { depth });
        const complete = await readProperly(source(bytes), { depth });
        expect(said(quick)).toEqual(said(complete));
        // Less is looked at than the complete reader looks at, and something is.
        expect(quick.bytesRead).toBeGreaterThan(0);
        expect(quick.bytesRead).toBeLessThanOrEqual(complete.bytesRead);
        expect(quick).toMatchObject({ declared: 'none', mechanisms: [] });
      }
    }
  });

  it('settles no file with a mark', async () => {
    for (const [name, bytes] of Object.entries(seeds())) {
      // A plain picture with an alpha channel is among the seeds of the fuzz for its pixels.
      if (name === 'png-alpha') continue;
      expect(settledAs(fromBytes(bytes), bytes, 'whole')).toBeNull();
      for (const source of [fromBytes, slow]) {
        // At depth `head` nobody sees what stands behind the pixels.
        if (settledAs(source(bytes), bytes, 'head') === null) continue;
        expect((await readProperly(source(bytes), { depth: 'head' })).mechanisms).toEqual([]);
      }
    }
  });

  it(
    `says of ${String(RUNS)} altered files what the complete reader says`,
    async () => {
      let settledCases = 0;
      for (let run = PART - 1; run < RUNS; run += PARTS) {
        const [name, original] = all[run % all.length] ?? ['', new Uint8Array(0)];
        const bytes = altered(original, (run + 1) * 2_654_435_761);
        const depth = run % 3 === 0 ? 'whole' : 'head';
        const open = run % 7 === 0 ? slow : fromBytes;
        if (settledAs(open(bytes), bytes, depth) === null) continue;
        settledCases += 1;
        const complete = await readProperly(open(bytes), { depth });
        const quick = await readStatement(open(bytes), { depth });
        if (JSON.stringify(said(quick)) !== JSON.stringify(said(complete)))
          throw new Error(`${name}, run ${String(run)}: ${JSON.stringify(said(complete))}`);
      }
      // Altered files of which nearly none are settled would prove nothing.
      expect(settledCases).toBeGreaterThan(RUNS / PARTS / 10);
    },
    Math.max(120_000, RUNS * 5),
  );

  it('passes over no packet that states something', () => {
    const word = fc.constantFrom(
      ...[
        'AIGC',
        'AISystemUsed',
        'TC260',
        'DigitalSourceType',
        'Credit',
        'provenance',
        'UserComment',
        '{',
        '&#65;',
      ],
      ...[
        'CreatorTool="Midjourney 6"',
        'CreatorTool>Ideogram AI<',
        'AIPromptInformation',
        'Steps: 4',
        'Job ID',
      ],
    );
    const filling = fc.string({ unit: fc.constantFrom(...'ACDIPSTUagirt:="<>/ \n'), maxLength: 60 });
    fc.assert(
      fc.property(filling, word, filling, (before, telling, behind) => {
        const bytes = utf8(`<x:xmpmeta>${before}${telling}${behind}</x:xmpmeta>`);
        expect(isTellingPacket(bytes, 0, bytes.length)).toBe(true);
      }),
      { numRuns: Math.min(20_000, Math.max(500, RUNS / 10)) },
    );
  });

  it('reads the program of a packet that says nothing else', () => {
    for (const [tool, isRead] of [
      ['Ideogram AI', true],
      ['Midjourney v6.1', true],
      ['豆包', true],
      ['Adobe Photoshop 26.1 (Windows)', false],
      ['Nova Camera', false],
    ] as const) {
      const attribute = wrapPacket(
        `<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmp:CreatorTool="${tool}"/>`,
      );
      const element = wrapPacket(
        `<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/"><xmp:CreatorTool>${tool}</xmp:CreatorTool></rdf:Description>`,
      );
      for (const packet of [attribute, element])
        expect(readXmp(utf8(packet)).properties.length > 0).toBe(isRead);
    }
    expect(readXmp(utf8(xmpPacket({ description: 'A blue teapot' }))).properties).toEqual([]);
  });
});
