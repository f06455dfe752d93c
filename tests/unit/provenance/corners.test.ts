import { describe, expect, it } from 'vitest';
import { findTraces } from '../../../components/provenance/traces';
import { readLabel } from '../../../components/provenance/tc260';
import { join, latin1, u16be, u32be, u8, utf8 } from '../../make/bytes';
import { superbox } from '../../make/c2pa-jumbf';
import { box, smallestMp4 } from '../../make/containers/bmff';
import { insertJpegSegments, jpegSegment } from '../../make/containers/jpeg';
import { insertPngChunks, pngText } from '../../make/containers/png';
import { exifTag, labelSpellings } from '../../make/corners';
import * as marks from '../../make/marks';
import { aigcJson } from '../../make/payloads';
import { corners, ids, jpegWithStore, plainJpeg, plainPng, plainWebp, read, store } from './build';

describe('a label where readers seldom look', () => {
  it.each(Object.entries(corners()))('%s', async (_, { bytes, id }) => {
    const statement = await read(bytes);
    expect(ids(statement)).toEqual([id]);
    expect(statement).toMatchObject({ declared: 'generated', status: '属于' });
    expect(statement.aigc?.copies).toBe(1);
  });

  it('is counted once for each entry of a list', async () => {
    const item = `<rdf:li>${aigcJson().replaceAll('"', '&quot;')}</rdf:li>`;
    const list = `<TC260:AIGC><rdf:Bag>${item}${item}</rdf:Bag></TC260:AIGC>`;
    const packet = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF><rdf:Description xmlns:TC260="http://www.tc260.org.cn/ns/AIGC/1.0/">${list}</rdf:Description></rdf:RDF></x:xmpmeta>`;
    const statement = await read(marks.withXmp(plainJpeg(), packet));
    expect(statement.aigc).toMatchObject({ label: '1', copies: 2 });
  });
});

describe('a label spelt in an unusual way', () => {
  it.each(Object.entries(labelSpellings()))('%s', async (_, { text, deviation }) => {
    const named = readLabel(text, 'named', false);
    const shared = readLabel(text, 'shared', false);
    for (const reading of [named, shared]) {
      if (reading.kind !== 'label') throw new Error(reading.kind);
      expect(reading.declares).toBe('generated');
      expect(reading.aigc.produceId).not.toBeNull();
      if (deviation === null) expect(reading.aigc.deviations).toEqual([]);
      else expect(reading.aigc.deviations).toContain(deviation);
    }
    const statement = await read(insertPngChunks(plainPng(), [pngText('AIGC', text)]));
    expect(statement).toMatchObject({ declared: 'generated', status: '属于' });
  });
});

describe('what only looks like a label', () => {
  it.each([
    ['{"label":"cat","score":0.93}'],
    ['{"nodes":[{"label":"Load image"}],"Label":"1"}'],
    ['AIGC is a word, and so is "Label"'],
    ['{"aigc_label_type":0,"source_type":"app"}'],
    ['{"Time":"now","Label":"1"}'],
    ['{"data":{"aigc":"no"}}'],
    ['eyJoZWxsbyI6IndvcmxkLCB0aGlzIGlzIG5vIGxhYmVsIGF0IGFsbCJ9'],
  ])('%s among other texts is none', async (text) => {
    expect(readLabel(text, 'shared', false).kind).toBe('none');
    for (const file of [
      marks.withExif(plainJpeg(), { imageDescription: text, userComment: text }),
      insertPngChunks(plainPng(), [pngText('Comment', text), pngText('data', text)]),
      join(plainJpeg(), utf8(text.padEnd(64))),
    ]) {
      expect(await read(file)).toMatchObject({ declared: 'none', mechanisms: [], errors: [] });
    }
  });

  it('segments, boxes and chunks of others stay unread', async () => {
    const noise = new Uint8Array(300).map((_, at) => (at * 37) & 255);
    for (const file of [
      insertJpegSegments(
        plainJpeg(),
        jpegSegment(0xe2, join(latin1('ICC_PROFILE\0'), utf8('AIGC{"Label":"1"}'))),
      ),
      insertJpegSegments(plainJpeg(), jpegSegment(0xe5, noise)),
      marks.withExif(plainJpeg(), {
        software: 'Adobe Photoshop 25.0',
        imageDescription: 'Midjourney and Firefly',
      }),
      insertJpegSegments(plainJpeg(), jpegSegment(0xe1, join(latin1('Exif\0\0'), exifTag(0x927c, 7, noise)))),
      join(smallestMp4(), box('free', noise), box('uuid', noise)),
      join(plainWebp(), noise),
    ]) {
      expect(await read(file)).toMatchObject({ declared: 'none', mechanisms: [] });
    }
  });
});

it('a bitmap has no place for a statement, and says nothing', async () => {
  const bitmap = join(latin1('BM'), new Uint8Array(60));
  expect(await read(bitmap)).toMatchObject({ container: 'bmp', declared: 'none', errors: [] });
});

describe('C2PA where readers seldom look', () => {
  it('parts of a store out of their order', async () => {
    const file = jpegWithStore(store(), 100);
    const segments: Uint8Array[] = [];
    let at = 2;
    while (file[at + 1] === 0xeb) {
      const end = at + 2 + ((file[at + 2] ?? 0) << 8) + (file[at + 3] ?? 0);
      segments.push(file.slice(at, end));
      at = end;
    }
    expect(segments.length).toBeGreaterThan(2);
    const turned = join(file.subarray(0, 2), ...segments.reverse(), file.subarray(at));
    expect(await read(turned)).toMatchObject({ declared: 'generated', errors: [] });
  });

  it('a box of JUMBF for something else before it, and alone', async () => {
    const other = superbox('of somebody else', []);
    const segment = jpegSegment(0xeb, join(latin1('JP'), u16be(9), u32be(1), other));
    const both = insertJpegSegments(jpegWithStore(store()), segment);
    expect(await read(both)).toMatchObject({ declared: 'generated', errors: [] });
    const alone = insertJpegSegments(plainJpeg(), segment);
    expect(await read(alone)).toMatchObject({ declared: 'none', mechanisms: [], c2pa: null, errors: [] });
  });

  it.each(['manifest', 'original', 'update'])('a box of films whose purpose is %s', async (purpose) => {
    const id = Buffer.from('d8fec3d61b0e483c92975828877ec481', 'hex');
    const file = join(
      smallestMp4(),
      box('uuid', id, u32be(0), latin1(`${purpose}\0`), new Uint8Array(8), store()),
    );
    expect(ids(await read(file))).toEqual(['c2pa']);
  });

  it('a store by itself', async () => {
    const statement = await read(store());
    expect(statement).toMatchObject({ container: 'c2pa', declared: 'generated' });
    expect(statement.c2pa?.state).toBe('present-not-checked');
  });
});

describe('programs that only generate, named as the writer of a file', () => {
  const traces = (place: string, key: string, text: string): string[] =>
    findTraces([{ place, key, text, offset: 0, isBehindPixels: false }]).map(({ generator }) => generator);

  it.each([
    ['exif-software', '', 'Adobe Firefly', 'Adobe Firefly'],
    ['exif-software', '', 'Midjourney v7', 'Midjourney'],
    ['xmp-creatortool', '', 'Draw Things', 'Draw Things'],
    ['png-text', 'Software', '即梦AI', 'Jimeng (ByteDance)'],
    ['png-text', 'Software', 'Seedream 4.0', 'Jimeng (ByteDance)'],
    ['png-text', 'Software', 'Sora', 'video generator'],
    ['png-text', 'Creator', 'Midjourney', 'Midjourney'],
    ['bmff-keys-ilst', 'com.apple.quicktime.software', 'Kling AI 2.1', 'Kling (Kuaishou)'],
    ['xmp-usercomment', '', '{"c":"a lamp","model":"m","sampler":"s","steps":8}', 'Draw Things'],
  ])('%s %s %s', (place, key, text, generator) => {
    expect(traces(place, key, text)).toEqual([generator]);
  });

  it.each([
    ['exif-software', 'Adobe Photoshop 26 with Firefly'],
    ['exif-software', 'not Midjourney'],
    ['exif-imagedescription', 'Midjourney'],
    ['exif-make', 'Midjourney'],
    ['xmp-creatortool', 'Canva'],
    ['exif-software', u8(1).toString()],
  ])('%s %s is none', (place, text) => {
    expect(traces(place, '', text)).toEqual([]);
  });

  it.each([
    ['Creator', 'Sora'],
    ['Source', 'imagen'],
    ['Creator', 'Leonardo'],
    ['Source', 'Imagen 2'],
    ['Software', 'Adobe Photoshop 27.1 (Macintosh)'],
    ['Software', 'GIMP 3.0'],
    ['Software', 'www.inkscape.org'],
    ['Software', 'Adobe ImageReady'],
    ['Software', 'Screenshot'],
    ['Software', 'Android BP4A.251205.006'],
    ['Software', 'HDR+ 1.0.748104521zd'],
    ['Software', 'S928BXXU4CYI7'],
    ['Software', '26.1'],
    ['Source', 'HP ScanJet Pro 2000'],
    ['Software', 'Capture One 16 Macintosh'],
    ['Software', 'Topaz Photo AI 3.6'],
    ['Software', 'Luminar Neo'],
    ['Software', 'DxO PhotoLab 8'],
  ])('%s of a camera, a phone, an editor or a person: %s', (key, text) => {
    expect(traces('png-text', key, text)).toEqual([]);
    if (key === 'Software') expect(traces('exif-software', '', text)).toEqual([]);
  });
});
