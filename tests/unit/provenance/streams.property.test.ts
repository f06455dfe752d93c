/** Streams from anybody: whatever the bytes, an answer in bounded time; whatever was written, the same read back. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fileStatementSchema } from '../../../components/model/observation';
import { LIMITS } from '../../../components/model/limits';
import { readStatement } from '../../../components/provenance/read';
import { fromBytes, type ByteSource } from '../../../components/provenance/source';
import { join, utf8 } from '../../make/bytes';
import { withId3Text } from '../../make/containers/audio';
import { flv, flvMetaData, flvPicture } from '../../make/containers/flv';
import { emsg, initSegment, mediaSegment } from '../../make/containers/fragments';
import { lengthPrefixed, seiUserData, slice, transportStream } from '../../make/containers/mpeg-ts';
import { aigcJson, aigcJsonWrapped } from '../../make/payloads';
import { STREAM_CASES } from '../../make/stream-cases';
import { generator } from './generator';

const RUNS = Math.min(20_000, Number(process.env.MINGBIAO_FUZZ_RUNS ?? 150));
const produceId = fc.string({ unit: fc.constantFrom(...'abcXYZ0189-_./+='), minLength: 1, maxLength: 900 });

/** The place where one label is put into a stream, and the bytes around it. */
const PLACES: Record<string, (json: string) => Uint8Array> = {
  'id3 in ts': (json) =>
    transportStream({ picturesBefore: 2, id3: withId3Text(new Uint8Array(0), 'AIGC', json) }),
  'user data in ts': (json) => transportStream({ units: [seiUserData(json)] }),
  'user data of H.265 in ts': (json) =>
    transportStream({ codec: 'h265', packetBytes: 192, units: [seiUserData(json, 'h265')] }),
  'script data of flv': (json) => flv(flvMetaData({ width: 720, AIGC: json })),
  'user data in flv': (json) => flv(flvPicture('h264', [seiUserData(json)])),
  'user data in a piece of mp4': (json) =>
    join(initSegment(), mediaSegment([], lengthPrefixed([seiUserData(json), slice('h264', 300)]))),
  'event in a piece of mp4': (json) =>
    mediaSegment([emsg(1, 'https://aomedia.org/emsg/ID3', '', withId3Text(new Uint8Array(0), 'AIGC', json))]),
};

describe('labels in streams', () => {
  it.each(Object.entries(PLACES))('gives back what was written as %s', async (_, put) => {
    await fc.assert(
      fc.asyncProperty(produceId, fc.constantFrom('1', '2', '3'), async (id, label) => {
        const json = aigcJson({ produceId: id, label });
        const { aigc, errors } = await readStatement(fromBytes(put(json)), { depth: 'head' });
        expect(errors).toEqual([]);
        expect([aigc?.label, aigc?.produceId]).toEqual([label, id]);
      }),
      { numRuns: Math.ceil(RUNS / 5) },
    );
  });
});

describe('streams that lie', () => {
  it('are answered, whatever was changed in them', async () => {
    const all = STREAM_CASES.map(({ bytes }) => bytes).filter(({ length }) => length < 40_000);
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: 2 ** 31 }), fc.nat({ max: all.length - 1 }), async (seed, which) => {
        const next = generator(seed);
        let bytes = (all[which] ?? new Uint8Array(0)).slice();
        for (let n = 0; n <= next(5); n++) {
          const at = next(bytes.length);
          if (next(4) === 0) bytes = bytes.slice(0, at + 1);
          else if (next(2) === 0) bytes[at] = next(256);
          else bytes.fill(0xff, at, at + 4);
        }
        for (const depth of ['head', 'whole'] as const)
          fileStatementSchema.parse(await readStatement(fromBytes(bytes), { depth }));
      }),
      { numRuns: RUNS * 4 },
    );
  });

  it.each([
    ['packets without an end', transportStream(), 188],
    ['tags without an end', flv(flvPicture('h264', [], 0, 40)), 70],
    ['pieces without an end', join(initSegment(), mediaSegment([], new Uint8Array(20))), 100],
  ])('are left at a bound: %s', async (_, bytes, period) => {
    const source = endless(bytes, period);
    const { declared, errors } = await readStatement(source, { depth: 'head' });
    expect(declared).toBe('none');
    expect(errors.map(({ code }) => code)).toContain('not-looked-behind-pixels');
    expect(source.bytesRead).toBeLessThanOrEqual(LIMITS.streamBytes + 256 * 1024);
  });

  it('an event that claims to be longer than its box gives nothing of what stands behind it', async () => {
    const tag = withId3Text(new Uint8Array(0), 'TITLE', 'a');
    tag.set([0, 0, 0x7f, 0x7f], 6);
    const hidden = withId3Text(new Uint8Array(0), 'AIGC', aigcJsonWrapped());
    const bytes = join(
      mediaSegment([emsg(1, 'https://aomedia.org/emsg/ID3', '', join(tag, utf8('x'.repeat(40))))]),
      hidden,
    );
    const { aigc } = await readStatement(fromBytes(bytes), { depth: 'whole' });
    expect(aigc).toBeNull();
  });
});

/** A stream that repeats its last `period` bytes for ever, as a hostile server could send one. */
function endless(bytes: Uint8Array, period: number): ByteSource {
  let bytesRead = 0;
  return {
    size: null,
    seekable: false,
    get bytesRead() {
      return bytesRead;
    },
    read(offset, length) {
      bytesRead = Math.max(bytesRead, offset + length);
      const tail = bytes.length - period;
      const at = (n: number): number => (n < bytes.length ? n : tail + ((n - bytes.length) % period));
      return Promise.resolve(Uint8Array.from({ length }, (_, n) => bytes[at(offset + n)] ?? 0));
    },
  };
}
