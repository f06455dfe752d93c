/** The smallest carriers the tests put marks into, and one seed of every kind for the mutation fuzz. */
import { zlibSync } from 'fflate';
import { readStatement } from '../../../components/provenance/read';
import { fromBytes } from '../../../components/provenance/source';
import type { FileStatement } from '../../../components/model/observation';
import { join, latin1, u16be, u32be, u32le, u8, utf8 } from '../../make/bytes';
import { manifestStore } from '../../make/c2pa-jumbf';
import { silentMp3, silentWav, withId3Text } from '../../make/containers/audio';
import { smallestMp4, withMp4AigcBox, withMp4AigcMoovMeta } from '../../make/containers/bmff';
import { flv, flvPicture } from '../../make/containers/flv';
import { emsg, mediaSegment } from '../../make/containers/fragments';
import { withGifXmp } from '../../make/containers/gif';
import { insertJpegSegments, jpegSegment } from '../../make/containers/jpeg';
import { webm } from '../../make/containers/matroska';
import { seiUserData, transportStream } from '../../make/containers/mpeg-ts';
import { insertPngChunks, pngChunk, pngInternationalText } from '../../make/containers/png';
import { riffChunk, riffFile } from '../../make/containers/riff';
import { markedCorners } from '../../make/corners';
import * as marks from '../../make/marks';
import { aigcJson, aigcJsonWrapped, xmpPacket } from '../../make/payloads';

const TRAINED = 'http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia';

export function plainJpeg(): Uint8Array {
  const scan = jpegSegment(0xda, u8(1, 1, 0, 0, 63, 0));
  return join(u8(0xff, 0xd8), jpegSegment(0xdb, new Uint8Array(65)), scan, u8(1, 2, 0xff, 0, 3, 0xff, 0xd9));
}

export function plainPng(colourType = 2): Uint8Array {
  const header = join(u32be(8), u32be(8), u8(8, colourType, 0, 0, 0));
  const rows = new Uint8Array((8 * (colourType === 6 ? 4 : 3) + 1) * 8);
  return join(
    u8(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10),
    pngChunk('IHDR', header),
    pngChunk('IDAT', zlibSync(rows)),
    pngChunk('IEND', new Uint8Array(0)),
  );
}

/** Header, empty pixels and nothing else. */
export function plainWebp(...after: Uint8Array[]): Uint8Array {
  return riffFile('WEBP', riffChunk('VP8L', new Uint8Array(20)), ...after);
}

export function plainGif(): Uint8Array {
  return join(
    latin1('GIF89a'),
    u8(1, 0, 1, 0, 0, 0, 0, 0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0, 0x3b),
  );
}

export function plainTiff(): Uint8Array {
  return join(latin1('II*\0'), u32le(8), u8(1, 0, 0, 1, 3, 0, 1, 0, 0, 0, 1, 0, 0, 0), u32le(0));
}

export function flacWith(comment: string): Uint8Array {
  const text = utf8(comment);
  const body = join(u32le(0), u32le(1), u32le(text.length), text);
  return join(latin1('fLaC'), u32be(0x84000000 + body.length), body);
}

export function oggWith(comment: string): Uint8Array {
  const text = utf8(comment);
  const packet = join(latin1('OpusTags'), u32le(0), u32le(1), u32le(text.length), text);
  const page = (body: Uint8Array): Uint8Array => {
    const lacing = [...Array.from({ length: Math.floor(body.length / 255) }, () => 255), body.length % 255];
    return join(latin1('OggS'), new Uint8Array(22), u8(lacing.length, ...lacing), body);
  };
  return join(page(latin1('OpusHead')), page(packet));
}

export function flvWith(json: string, key = 'AIGC'): Uint8Array {
  const value = utf8(json);
  const body = join(
    u8(2),
    u16be(10),
    latin1('onMetaData'),
    u8(8),
    u32be(1),
    u16be(key.length),
    latin1(key),
    u8(2),
    u16be(value.length),
    value,
  );
  return join(
    latin1('FLV\x01'),
    u8(5),
    u32be(9),
    u32be(0),
    u32be(0x12000000 + body.length),
    new Uint8Array(7),
    body,
    u32be(0),
  );
}

export function pdfWith(json: string): Uint8Array {
  return utf8(`%PDF-1.4\n1 0 obj<</AIGC(${json.replace(/([()\\])/g, '\\$1')})>>endobj\n%%EOF`);
}

export const store = (): Uint8Array =>
  manifestStore([
    {
      label: 'urn:uuid:1',
      claim: { claim_generator: 'Example/1.0' },
      assertions: { 'c2pa.actions': { actions: [{ action: 'c2pa.created', digitalSourceType: TRAINED }] } },
    },
  ]);

/** A JPEG with a C2PA store in APP11 parts (C2PA §A.3.1). */
export function jpegWithStore(jumbf: Uint8Array, partBytes = 60_000): Uint8Array {
  const parts: Uint8Array[] = [];
  const head = jumbf.subarray(0, 8);
  for (let at = 8, n = 1; at < jumbf.length; at += partBytes, n++) {
    parts.push(
      jpegSegment(0xeb, join(latin1('JP'), u16be(1), u32be(n), head, jumbf.subarray(at, at + partBytes))),
    );
  }
  return insertJpegSegments(plainJpeg(), ...parts);
}

/** Plain files with a label where readers seldom look. */
export function corners(): ReturnType<typeof markedCorners> {
  return markedCorners({
    jpeg: plainJpeg(),
    png: plainPng(),
    webp: plainWebp(),
    gif: plainGif(),
    tiff: plainTiff(),
  });
}

/** One marked file of every kind we read. */
export function seeds(): Record<string, Uint8Array> {
  const json = aigcJson();
  const film = webm({ width: 2, height: 2, frameMs: 40, frames: [] }, { AIGC: json });
  return {
    ...Object.fromEntries(Object.entries(corners()).map(([name, { bytes }]) => [name, bytes])),
    'jpeg-xmp': marks.withAigcXmp(plainJpeg()),
    'jpeg-extended': marks.withAigcExtendedXmp(plainJpeg()),
    'jpeg-user-comment': marks.withAigcUserComment(plainJpeg()),
    'jpeg-recipe': marks.withDiffusionRecipe(plainJpeg()),
    'jpeg-c2pa': jpegWithStore(store()),
    'png-text': marks.withAigcPngText(plainPng()),
    'png-compressed-xmp': marks.withAigcPngText(plainPng(), {}, 'compressed-xmp', 'after-pixels'),
    'png-comfy': marks.withComfyGraph(plainPng()),
    'png-alpha': plainPng(6),
    'png-c2pa': insertPngChunks(plainPng(), [pngChunk('caBX', store())]),
    'png-international': insertPngChunks(plainPng(), [pngInternationalText('AIGC', json, true)]),
    webp: plainWebp(riffChunk('XMP ', utf8(xmpPacket({ aigc: json }))), riffChunk('C2PA', store())),
    gif: withGifXmp(plainGif(), xmpPacket({ aigc: json })),
    tiff: marks.withXmp(plainTiff(), xmpPacket({ aigc: json })),
    mp4: marks.withAigcTag(smallestMp4()),
    'mp4-moov-meta': withMp4AigcMoovMeta(smallestMp4('first'), json),
    'mp4-box': withMp4AigcBox(smallestMp4(), json),
    'mp4-uuid': marks.withXmp(smallestMp4(), xmpPacket({ sourceType: 'trainedAlgorithmicMedia' })),
    webm: film,
    mp3: marks.withAigcTag(silentMp3()),
    wav: marks.withAigcTag(silentWav()),
    flac: flacWith(`AIGC=${json}`),
    ogg: oggWith(`AIGC=${json}`),
    flv: flvWith(json),
    'flv-user-data': flv(flvPicture('h264', [seiUserData(json)], 0, 200)),
    'mpeg-ts': transportStream({
      id3: withId3Text(new Uint8Array(0), 'AIGC', json),
      units: [seiUserData(json)],
    }),
    'fmp4-event': mediaSegment([
      emsg(1, 'https://aomedia.org/emsg/ID3', '', withId3Text(new Uint8Array(0), 'AIGC', json)),
    ]),
    pdf: pdfWith(json),
    svg: utf8(
      `<svg xmlns="http://www.w3.org/2000/svg"><metadata>${xmpPacket({ aigc: json })}</metadata></svg>`,
    ),
    markdown: utf8(
      `---\ntitle: x\nAIGC:\n  Label: "1"\n  ContentProducer: '${JSON.parse(json).ContentProducer as string}'\n---\ntext`,
    ),
    'jpeg-app': insertJpegSegments(
      plainJpeg(),
      jpegSegment(0xe7, utf8(`AIGC${aigcJsonWrapped().slice(8, -1)}`)),
    ),
  };
}

export function read(bytes: Uint8Array, depth: 'head' | 'whole' = 'whole'): Promise<FileStatement> {
  return readStatement(fromBytes(bytes), { depth });
}

export function ids(statement: FileStatement): string[] {
  return statement.mechanisms.map(({ id }) => id);
}
