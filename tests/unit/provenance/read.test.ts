import { describe, expect, it } from 'vitest';
import { readStatement } from '../../../components/provenance/read';
import { fromBytes, type ByteSource } from '../../../components/provenance/source';
import { streamSource } from '../../../components/provenance/stream-source';
import { fileStatementSchema } from '../../../components/model/observation';
import { join, latin1 } from '../../make/bytes';
import { insertPngChunks, pngText } from '../../make/containers/png';
import * as hostile from '../../make/hostile';
import * as marks from '../../make/marks';
import { box, smallestMp4 } from '../../make/containers/bmff';
import {
  ids,
  jpegWithStore,
  plainGif,
  plainJpeg,
  plainPng,
  plainTiff,
  plainWebp,
  read,
  seeds,
  store,
} from './build';

const WANTED: Record<string, string> = {
  'jpeg-xmp': 'xmp-tc260',
  'jpeg-extended': 'xmp-tc260',
  'jpeg-user-comment': 'exif-usercomment-aigc',
  'jpeg-recipe': 'exif-usercomment-parameters',
  'jpeg-c2pa': 'c2pa',
  'png-text': 'png-text-aigc',
  'png-compressed-xmp': 'xmp-tc260',
  'png-comfy': 'png-comfyui-prompt-workflow',
  'png-c2pa': 'c2pa',
  'png-international': 'png-text-aigc',
  webp: 'xmp-tc260',
  gif: 'xmp-tc260',
  tiff: 'xmp-tc260',
  mp4: 'bmff-keys-ilst-aigc',
  'mp4-moov-meta': 'bmff-keys-ilst-aigc',
  'mp4-box': 'bmff-box-aigc',
  'mp4-uuid': 'iptc-dst',
  webm: 'matroska-simpletag-aigc',
  mp3: 'id3-txxx-aigc',
  wav: 'riff-aigc-chunk',
  flac: 'flac-comment-aigc',
  ogg: 'ogg-comment-aigc',
  flv: 'flv-onmetadata-aigc',
  pdf: 'pdf-info-aigc',
  svg: 'xmp-tc260',
  markdown: 'markdown-aigc',
  'jpeg-app': 'jpeg-app-aigc',
};

describe('what a marked file states', () => {
  const all = seeds();
  it.each(Object.entries(WANTED))('%s is read as %s', async (name, id) => {
    const statement = await read(all[name] ?? new Uint8Array(0));
    expect(ids(statement)).toContain(id);
    expect(statement.declared).toBe('generated');
    expect(statement.errors).toEqual([]);
    expect(fileStatementSchema.safeParse(statement).success).toBe(true);
    if (id.includes('aigc') || id.includes('tc260')) expect(statement.status).toBe('属于');
  });

  it.each(['1', '2', '3'])('quotes Label %s in the words of the law', async (label) => {
    const statement = await read(marks.withAigcXmp(plainJpeg(), { label }));
    expect(statement.status).toBe({ '1': '属于', '2': '可能为', '3': '疑似' }[label]);
  });

  it.each(['toString', 'constructor', '__proto__', '4', ''])(
    'reads no declaration in Label "%s"',
    async (label) => {
      const statement = await read(marks.withAigcXmp(plainJpeg(), { label }));
      expect(statement).toMatchObject({ declared: 'unreadable', status: null });
      expect(statement.aigc?.label).toBe(label);
    },
  );

  it('finds a text behind the pixels of a PNG from the end of the file at depth head', async () => {
    const statement = await read(
      marks.withAigcPngText(plainPng(), {}, 'compressed-text', 'after-pixels'),
      'head',
    );
    expect(ids(statement)).toEqual(['png-text-aigc']);
  });

  it('puts a C2PA store together from several APP11 parts', async () => {
    const statement = await read(jpegWithStore(store(), 100));
    expect(ids(statement)).toEqual(['c2pa']);
    expect(statement.declared).toBe('generated');
    expect(statement.c2pa?.state).toBe('present-not-checked');
  });

  it('names a manifest kept elsewhere and does not ask for it', async () => {
    const statement = await read(marks.withRemoteProvenance(plainJpeg(), 'http://localhost/x.c2pa'));
    expect(ids(statement)).toEqual(['c2pa-remote-only']);
    expect(statement.c2pa).toMatchObject({ state: 'remote-only', remoteUrl: 'http://localhost/x.c2pa' });
    expect(statement.declared).toBe('none');
  });

  it('keeps contradictions visible and lets the strongest statement count', async () => {
    const both = marks.withIptcSourceType(marks.withAigcPngText(plainPng()), 'digitalCapture');
    const statement = await read(both);
    expect(statement.declared).toBe('generated');
    expect(statement.mechanisms.map(({ declares }) => declares).sort()).toEqual(['captured', 'generated']);
  });
});

describe('what says nothing', () => {
  it.each([
    ['jpeg', plainJpeg()],
    ['png', plainPng()],
    ['png with alpha', plainPng(6)],
    ['webp', plainWebp()],
    ['gif', plainGif()],
    ['tiff', plainTiff()],
    ['mp4', smallestMp4()],
    ['camera', marks.withCameraFields(plainJpeg())],
    ['namespace alone', hostile.withEmptyAigcNamespace(plainJpeg())],
    ['ordinary credit', marks.withCredit(plainJpeg(), 'Photo: Midjourney AIGC studio, made with AI')],
    [
      'caption',
      insertPngChunks(plainPng(), [pngText('Description', 'Midjourney --v 6 style, AIGC, Steps: 20')]),
    ],
    ['AIGC as a word', insertPngChunks(plainPng(), [pngText('AIGC', 'yes')])],
    ['AIGC with foreign fields', insertPngChunks(plainPng(), [pngText('AIGC', '{"aigc_label_type":1}')])],
  ])('%s declares none', async (_, bytes) => {
    for (const depth of ['head', 'whole'] as const) {
      const statement = await read(bytes, depth);
      expect(statement).toMatchObject({ declared: 'none', mechanisms: [], aigc: null, errors: [] });
    }
  });
});

function nestedBoxes(depth: number): Uint8Array {
  let inner = box('free');
  for (let n = 0; n < depth; n++) inner = box('udta', inner);
  return join(smallestMp4(), box('moov', inner));
}

describe('what cannot be read', () => {
  it('a broken label is present and unreadable', async () => {
    const statement = await read(hostile.withMalformedAigc(plainJpeg()));
    expect(statement.declared).toBe('unreadable');
    expect(ids(statement)).toEqual(['xmp-tc260']);
    expect(statement.errors.map(({ code }) => code)).toContain('aigc-malformed');
  });

  it('two labels that disagree are both counted and the disagreement is told', async () => {
    const statement = await read(hostile.withTwoAigcCopies(plainPng(), { label: '1' }, { label: '3' }));
    expect(statement.aigc?.copies).toBe(2);
    expect(statement.errors.map(({ code }) => code)).toContain('aigc-copies-disagree');
  });

  it.each([
    ['empty', new Uint8Array(0), 'empty'],
    ['noise', latin1('nothing we know'), 'unknown-container'],
    ['cut before the pixels', hostile.cutTo(plainJpeg(), 30), 'truncated'],
    ['a segment that lies', hostile.withZeroJpegLength(plainJpeg()), 'length-lie'],
    ['a chunk that lies', hostile.withLyingPngLength(plainPng()), 'truncated'],
    ['too many segments', hostile.withManySegments(plainJpeg()), 'limit-container-parts'],
    ['too many chunks', hostile.withManyChunks(plainPng()), 'limit-metadata-blocks'],
    ['a box of four gigabytes', hostile.hugeBoxMp4(), 'truncated'],
    ['a box of sixteen exabytes', hostile.hugeBoxMp4(64), 'truncated'],
    ['boxes that do not fit in boxes', hostile.deepBoxMp4(), 'length-lie'],
    ['boxes in boxes', nestedBoxes(100), 'limit-container-depth'],
  ])('%s ends with a reason', async (_, bytes, code) => {
    const statement = await read(bytes);
    expect(statement.errors.map((error) => error.code)).toContain(code);
  });

  it('a deflate bomb stops at the bound', async () => {
    const statement = await read(hostile.withDeflateBomb(plainPng()));
    expect(statement.errors.map(({ code }) => code)).toContain('limit-inflated-bytes');
  });

  it('an entity bomb has nothing to expand and an outer entity is not fetched', async () => {
    for (const bytes of [hostile.withEntityBomb(plainJpeg()), hostile.withExternalEntity(plainJpeg())]) {
      const statement = await read(bytes);
      expect(statement.aigc).toBeNull();
      expect(statement.declared).not.toBe('generated');
    }
  });

  it('a source that fails is an answer, an abort is not', async () => {
    const broken: ByteSource = {
      ...fromBytes(plainJpeg()),
      size: 9,
      bytesRead: 0,
      read: () => Promise.reject(new Error('gone')),
      readNow: () => null,
    };
    expect(await readStatement(broken, { depth: 'head' })).toMatchObject({ declared: 'unreadable' });
    const stopped = AbortSignal.abort();
    await expect(readStatement(fromBytes(plainJpeg()), { depth: 'head', signal: stopped })).rejects.toThrow();
  });

  it('a C2PA reader that fails is a hazard of the reader, and the claims still stand', async () => {
    const statement = await readStatement(fromBytes(jpegWithStore(store())), {
      depth: 'whole',
      verifyC2pa: () => Promise.reject(new Error('trap')),
    });
    expect(ids(statement)).toEqual(['c2pa-reader-hazard']);
    expect(statement.c2pa?.state).toBe('reader-hazard');
    expect(statement.declared).toBe('generated');
  });
});

describe('what it costs', () => {
  it('an unmarked JPEG is settled before its pixels', async () => {
    const source = fromBytes(join(plainJpeg().subarray(0, -2), new Uint8Array(1 << 20)));
    await readStatement(source, { depth: 'head' });
    expect(source.bytesRead).toBeLessThanOrEqual(4096);
  });

  it('a stream is pulled no further than needed', async () => {
    let pulled = 0;
    const stream = new ReadableStream<Uint8Array>({
      pull(controller) {
        controller.enqueue(
          pulled === 0 ? join(plainJpeg().subarray(0, -2), new Uint8Array(8192)) : new Uint8Array(8192),
        );
        pulled += 1;
      },
    });
    const statement = await readStatement(streamSource(stream.getReader(), null), { depth: 'head' });
    expect(statement.declared).toBe('none');
    expect(pulled).toBeLessThanOrEqual(2);
  });

  it('the C2PA reader is not called for a file without a manifest', async () => {
    let calls = 0;
    await readStatement(fromBytes(marks.withAigcXmp(plainJpeg())), {
      depth: 'whole',
      verifyC2pa: () => {
        calls += 1;
        return Promise.reject(new Error('called'));
      },
    });
    expect(calls).toBe(0);
  });

  it('a video whose index stands behind the pictures is read by seeking', async () => {
    const film = marks.withAigcTag(smallestMp4('last', 4 << 20));
    const source = fromBytes(film);
    expect(ids(await readStatement(source, { depth: 'head' }))).toEqual(['bmff-keys-ilst-aigc']);
    expect(source.bytesRead).toBeLessThan(32_768);
  });
});
