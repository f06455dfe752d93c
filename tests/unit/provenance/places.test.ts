import { zipSync, zlibSync } from 'fflate';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { readStatement } from '../../../components/provenance/read';
import { streamSource } from '../../../components/provenance/stream-source';
import { join, latin1, u16le, u32be, u32le, u8, utf8 } from '../../make/bytes';
import { silentMp3, syncSafe } from '../../make/containers/audio';
import { box, smallestMp4 } from '../../make/containers/bmff';
import { insertJpegSegments, jpegSegment } from '../../make/containers/jpeg';
import { pngChunk } from '../../make/containers/png';
import { riffChunk, riffFile } from '../../make/containers/riff';
import * as marks from '../../make/marks';
import { aigcJson, DIFFUSION_RECIPE, xmpPacket } from '../../make/payloads';
import { ids, plainJpeg, plainPng, read, store } from './build';

describe('places a mark can stand in', () => {
  it('an item of an AVIF picture', async () => {
    const plain = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#a04' } })
      .avif({ effort: 0 })
      .toBuffer();
    const bytes = new Uint8Array(plain);
    expect(await read(bytes)).toMatchObject({ container: 'avif', declared: 'none', errors: [] });
    for (const depth of ['head', 'whole'] as const) {
      const statement = await read(marks.withXmp(bytes, xmpPacket({ aigc: aigcJson() })), depth);
      expect(ids(statement)).toEqual(['xmp-tc260']);
      expect(statement).toMatchObject({ status: '属于', errors: [] });
    }
  });

  it('the INFO list of an AVI film', async () => {
    const info = riffChunk('LIST', join(latin1('INFO'), riffChunk('AIGC', utf8(aigcJson()))));
    const film = riffFile('AVI ', riffChunk('LIST', latin1('movi')), info);
    const statement = await read(film);
    expect(statement).toMatchObject({ container: 'avi', declared: 'generated', status: '属于' });
    expect(ids(statement)).toEqual(['riff-info-aigc']);
  });

  it('a C2PA store as an object of ID3', async () => {
    const object = join(u8(0), latin1('application/x-c2pa-manifest-store\0\0c2pa\0'), store());
    const frame = join(latin1('GEOB'), syncSafe(object.length), u8(0, 0), object);
    const statement = await read(
      join(latin1('ID3'), u8(4, 0, 0), syncSafe(frame.length), frame, silentMp3()),
    );
    expect(ids(statement)).toEqual(['c2pa']);
    expect(statement.declared).toBe('generated');
  });

  it.each([0, 6] as const)('the custom properties of an Office file, deflated at level %s', async (level) => {
    const escaped = aigcJson().replaceAll('"', '&quot;');
    const custom = `<Properties><property fmtid="{D5}" pid="2" name="AIGC"><vt:lpwstr>${escaped}</vt:lpwstr></property></Properties>`;
    const file = zipSync(
      { '[Content_Types].xml': utf8('<Types/>'), 'docProps/custom.xml': utf8(custom) },
      { level },
    );
    const statement = await read(file);
    expect(ids(statement)).toEqual(['ooxml-custom-aigc']);
    expect(statement).toMatchObject({ container: 'ooxml', status: '属于', errors: [] });
  });

  it('a picture behind the first, named by the index of a JPEG', async () => {
    const second = marks.withAigcXmp(plainJpeg());
    const file = withSecondPicture(plainJpeg(), second);
    expect(await read(file, 'head')).toMatchObject({ declared: 'none', errors: [] });
    const statement = await read(file);
    expect(ids(statement)).toEqual(['xmp-tc260']);
    expect(statement.errors).toEqual([]);
  });

  it('an index of a JPEG that names nothing, itself or far away is passed over', async () => {
    for (const place of [0, 1, 0xffffffff]) {
      const statement = await read(withSecondPicture(plainJpeg(), new Uint8Array(0), place));
      expect(statement).toMatchObject({ declared: 'none', mechanisms: [], errors: [] });
    }
  });
});

describe('text hidden in the lowest bits of a PNG', () => {
  it.each([
    ['alpha', 4],
    ['rgb', 4],
    ['rgb', 3],
  ] as const)('in %s of %s channels', async (mode, channels) => {
    const png = withHiddenText(mode, channels, DIFFUSION_RECIPE);
    const statement = await read(png);
    expect(ids(statement)).toEqual([`stealth-${mode}-lsb`]);
    expect(statement).toMatchObject({ declared: 'generated', errors: [] });
    expect(ids(await read(png, 'head'))).toEqual([]);
  });

  it('the start of a signature alone is nothing', async () => {
    const png = withHiddenText('alpha', 4, '', 'stealth_other__');
    expect(await read(png)).toMatchObject({ declared: 'none', mechanisms: [], errors: [] });
  });
});

describe('a look not taken', () => {
  it('behind the pixels of a PNG over a stream is no error, and the size stays unknown', async () => {
    const pixels = pngChunk('IDAT', new Uint8Array(100_000));
    const long = join(plainPng().subarray(0, 33), pixels, plainPng().subarray(33));
    const png = marks.withAigcPngText(long, {}, 'compressed-text', 'after-pixels');
    const stream = (): ReadableStreamDefaultReader<Uint8Array> =>
      new Blob([Buffer.from(png)]).stream().getReader();
    const unsized = await readStatement(streamSource(stream(), null), { depth: 'head' });
    expect(unsized).toMatchObject({ declared: 'none', errors: [], bytesTotal: null });
    const sized = await readStatement(streamSource(stream(), png.length), { depth: 'head' });
    expect(sized).toMatchObject({ declared: 'none', errors: [], bytesTotal: png.length });
    expect(ids(await readStatement(streamSource(stream(), null), { depth: 'whole' }))).toEqual([
      'png-text-aigc',
    ]);
  });

  it('behind the pictures of a film over a stream is told', async () => {
    const film = new Blob([Buffer.from(marks.withAigcTag(smallestMp4('last')))]).stream().getReader();
    const statement = await readStatement(streamSource(film, null), { depth: 'head' });
    expect(statement.errors.map(({ code }) => code)).toEqual(['not-looked-behind-pixels']);
  });

  it('into compressed metadata of JPEG XL is told', async () => {
    const jxl = (inner: string): Uint8Array =>
      join(
        u32be(12),
        latin1('JXL '),
        u8(13, 10, 0x87, 10),
        box('ftyp', latin1('jxl \0\0\0\0jxl ')),
        box('brob', latin1(inner), u8(1, 2, 3)),
      );
    const statement = await read(jxl('xml '));
    expect(statement).toMatchObject({ container: 'jxl', declared: 'none' });
    expect(statement.errors).toEqual([{ code: 'compressed-metadata-not-read', at: 32, detail: 'xml' }]);
    expect((await read(jxl('jxlp'))).errors).toEqual([]);
  });
});

/** CIPA DC-007: an index of two pictures in APP2; the second follows the end of the first. */
function withSecondPicture(first: Uint8Array, second: Uint8Array, place?: number): Uint8Array {
  const index = (offset: number): Uint8Array => {
    const entries = join(new Uint8Array(16), u32le(0), u32le(second.length), u32le(offset), u32le(0));
    const directory = join(u16le(1), u16le(0xb002), u16le(7), u32le(32), u32le(26), u32le(0));
    return jpegSegment(0xe2, join(latin1('MPF\0II*\0'), u32le(8), directory, entries));
  };
  // Two bytes of marker, two of length and four of `MPF` stand before the head from which offsets count.
  const whole = insertJpegSegments(first, index(place ?? first.length + index(0).length - 10));
  return join(whole, second);
}

function withHiddenText(
  mode: 'alpha' | 'rgb',
  channels: 3 | 4,
  text: string,
  signature = `stealth_${mode === 'alpha' ? 'png' : 'rgb'}info`,
): Uint8Array {
  const side = 64;
  const stride = side * channels + 1;
  const rows = new Uint8Array(stride * side).fill(0xff);
  for (let y = 0; y < side; y++) rows[y * stride] = 0;
  const hidden = join(latin1(signature), u32be(utf8(text).length * 8), utf8(text));
  const perPixel = mode === 'alpha' ? 1 : 3;
  for (let bit = 0; bit < hidden.length * 8; bit++) {
    const pixel = Math.floor(bit / perPixel);
    const channel = mode === 'alpha' ? 3 : bit % 3;
    const at = (pixel % side) * stride + 1 + Math.floor(pixel / side) * channels + channel;
    rows[at] = 0xfe | (((hidden[bit >> 3] ?? 0) >> (7 - (bit & 7))) & 1);
  }
  return join(
    u8(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10),
    pngChunk('IHDR', join(u32be(side), u32be(side), u8(8, channels === 4 ? 6 : 2, 0, 0, 0))),
    pngChunk('IDAT', zlibSync(rows)),
    pngChunk('IEND', new Uint8Array(0)),
  );
}
