/** Streams as pages expose them: what was loaded, what a list names, what is refused; and what can honestly be said. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LIMITS } from '../../../components/model/limits';
import { observationSchema } from '../../../components/model/observation';
import { readPlaylist } from '../../../components/provenance/playlist';
import { readMedium, type StreamOnPage } from '../../../components/visits/read-medium';
import { join, utf8 } from '../../make/bytes';
import { withId3Text } from '../../make/containers/audio';
import { box, mdtaMeta, smallestMp4, withMp4AigcKeys } from '../../make/containers/bmff';
import { flv, flvMetaData, flvPicture } from '../../make/containers/flv';
import { emsg, initSegment, mediaSegment } from '../../make/containers/fragments';
import { transportStream } from '../../make/containers/mpeg-ts';
import { manifestBox } from '../../make/stream-cases';
import { aigcJson } from '../../make/payloads';

const HOST = 'https://live.shop.example/room/';
const OTHER = 'https://cdn.other.example/';
const label = (level: string): string => aigcJson({ label: level });
const id3 = (level: string): Uint8Array => withId3Text(new Uint8Array(0), 'AIGC', label(level));
const start = (level: string): Uint8Array => initSegment(box('udta', mdtaMeta({ AIGC: label(level) })));
const lines = (...rows: string[]): Uint8Array =>
  utf8(['#EXTM3U', '#EXT-X-VERSION:7', ...rows, ''].join('\n'));
const event = (level: string): Uint8Array => emsg(1, 'https://aomedia.org/emsg/ID3', '', id3(level));
const mpd = (inner: string): Uint8Array =>
  utf8(
    `<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static"><Period>${inner}</Period></MPD>`,
  );
const template = (more = ''): string =>
  `<AdaptationSet mimeType="video/mp4">${more}<SegmentTemplate timescale="1000" duration="2000" startNumber="7" initialization="$RepresentationID$/init.mp4" media="$RepresentationID$/seg-$Number%05d$.m4s"/><Representation id="v1" bandwidth="800000"/></AdaptationSet>`;

interface Case {
  name: string;
  /** Address of the video element. */
  src?: string;
  /** What the page has loaded, under `HOST` unless whole. */
  loaded?: string[];
  files: Record<string, Uint8Array>;
  videos?: number;
  isProtected?: boolean;
  /** A declared status, `c2pa`, nothing declared, or a code of why it cannot be read. */
  says: '属于' | '可能为' | '疑似' | 'c2pa' | null | { unreadable: string };
  alsoSays?: string;
}

const plain = mediaSegment();
const CASES: Case[] = [
  // Fed by a script, pieces seen among what the page loaded
  {
    name: 'start and pieces',
    loaded: ['init.mp4', '1.m4s', '2.m4s'],
    files: { 'init.mp4': start('1'), '1.m4s': plain, '2.m4s': plain },
    says: '属于',
  },
  {
    name: 'start without marks, an event in the first piece',
    loaded: ['init.mp4', '1.m4s'],
    files: { 'init.mp4': initSegment(), '1.m4s': mediaSegment([event('2')]) },
    says: '可能为',
  },
  {
    name: 'start and pieces without marks',
    loaded: ['init.mp4', '1.m4s'],
    files: { 'init.mp4': initSegment(), '1.m4s': plain },
    says: null,
  },
  {
    name: 'a manifest in the start',
    loaded: ['init.m4v', '1.m4s'],
    files: {
      'init.m4v': join(initSegment().subarray(0, 24), manifestBox(), initSegment().subarray(24)),
      '1.m4s': plain,
    },
    says: 'c2pa',
    alsoSays: 'c2pa-piece-not-checked',
  },
  {
    name: 'nothing loaded that can be seen',
    loaded: [],
    files: {},
    says: { unreadable: 'stream-not-visible' },
  },
  {
    name: 'protected, nothing that can be seen',
    loaded: [],
    files: {},
    isProtected: true,
    says: { unreadable: 'stream-encrypted' },
  },
  {
    name: 'protected, but the start is in clear',
    loaded: ['init.mp4'],
    files: { 'init.mp4': start('1') },
    isProtected: true,
    says: '属于',
  },
  {
    name: 'two videos, nobody can tell whose pieces',
    loaded: ['init.mp4', '1.m4s'],
    files: { 'init.mp4': start('1'), '1.m4s': plain },
    videos: 2,
    says: { unreadable: 'stream-among-several' },
  },
  {
    name: 'refused by its host',
    loaded: [`${OTHER}init.mp4`, `${OTHER}1.m4s`],
    files: {},
    says: { unreadable: 'http-403' },
  },
  {
    name: 'start refused, the piece is not',
    loaded: ['init.mp4', '1.m4s'],
    files: { '1.m4s': mediaSegment([event('1')]) },
    says: '属于',
    alsoSays: 'stream-part-not-read',
  },
  {
    name: 'a live room of one endless file',
    loaded: ['room.flv?token=a'],
    files: { 'room.flv?token=a': flv(flvMetaData({ AIGC: label('1') }), flvPicture('h264', [])) },
    says: '属于',
  },
  {
    name: 'a live room of one endless file, nothing',
    loaded: ['room.flv'],
    files: { 'room.flv': flv(flvMetaData({ width: 720 }), flvPicture('h264', [], 0, 300_000)) },
    says: null,
    alsoSays: 'not-looked-behind-pixels',
  },
  {
    name: 'pieces of a transport stream without a list',
    loaded: ['a.ts', 'b.ts'],
    files: { 'a.ts': transportStream(), 'b.ts': transportStream({ id3: id3('3') }) },
    says: '疑似',
  },
  // Lists
  {
    name: 'hls, the piece the page has loaded',
    loaded: ['live.m3u8', '12.ts'],
    files: {
      'live.m3u8': lines('#EXTINF:2,', '11.ts', '#EXTINF:2,', '12.ts'),
      '12.ts': transportStream({ id3: id3('1') }),
    },
    says: '属于',
  },
  {
    name: 'hls, list of lists',
    loaded: ['master.m3u8'],
    files: {
      'master.m3u8': lines('#EXT-X-STREAM-INF:BANDWIDTH=1', 'low/v.m3u8'),
      'low/v.m3u8': lines('#EXTINF:2,', 'a.ts'),
      'low/a.ts': transportStream({ id3: id3('2') }),
    },
    says: '可能为',
  },
  {
    name: 'hls, start named by the list',
    loaded: ['v.m3u8', '1.m4s'],
    files: {
      'v.m3u8': lines('#EXT-X-MAP:URI="init.mp4"', '#EXTINF:2,', '1.m4s'),
      'init.mp4': start('1'),
      '1.m4s': plain,
    },
    says: '属于',
  },
  {
    name: 'hls, ranges of one file',
    loaded: ['v.m3u8'],
    files: {
      'v.m3u8': lines(
        `#EXT-X-MAP:URI="all.mp4",BYTERANGE="${String(start('3').length)}@0"`,
        '#EXTINF:2,',
        `#EXT-X-BYTERANGE:${String(plain.length)}@${String(start('3').length)}`,
        'all.mp4',
      ),
      'all.mp4': join(start('3'), plain),
    },
    says: '疑似',
  },
  {
    name: 'hls, data of the session, in percent signs',
    loaded: ['m.m3u8'],
    files: {
      'm.m3u8': lines(
        `#EXT-X-SESSION-DATA:DATA-ID="com.example.AIGC",VALUE="${encodeURIComponent(label('1'))}"`,
        '#EXT-X-STREAM-INF:BANDWIDTH=1',
        'v.m3u8',
      ),
    },
    says: '属于',
  },
  {
    name: 'hls, data of the session, quotes in quotes',
    loaded: ['m.m3u8'],
    files: { 'm.m3u8': lines(`#EXT-X-SESSION-DATA:DATA-ID="AIGC",VALUE="${label('2')}",LANGUAGE="zh"`) },
    says: '可能为',
  },
  {
    name: 'hls, a range of dates',
    loaded: ['m.m3u8'],
    files: {
      'm.m3u8': lines(
        `#EXT-X-DATERANGE:ID="a",START-DATE="2026-11-22T00:00:00Z",X-AIGC="${encodeURIComponent(label('1'))}"`,
      ),
    },
    says: '属于',
  },
  {
    name: 'hls, a title that speaks of AIGC',
    loaded: ['m.m3u8', 'a.ts'],
    files: {
      'm.m3u8': lines(
        '#EXT-X-SESSION-DATA:DATA-ID="com.example.title",VALUE="AIGC 新品发布"',
        '#EXTINF:2,',
        'a.ts',
      ),
      'a.ts': transportStream(),
    },
    says: null,
  },
  {
    name: 'hls, encrypted pieces',
    loaded: ['v.m3u8', 'a.ts'],
    files: {
      'v.m3u8': lines('#EXT-X-KEY:METHOD=AES-128,URI="k"', '#EXTINF:2,', 'a.ts'),
      'a.ts': new Uint8Array(4_000).fill(0x9d),
    },
    says: null,
    alsoSays: 'stream-encrypted',
  },
  {
    name: 'hls, a list that names itself',
    loaded: ['v.m3u8'],
    files: { 'v.m3u8': lines('#EXT-X-STREAM-INF:BANDWIDTH=1', 'v.m3u8') },
    says: null,
  },
  {
    name: 'hls, pieces of a host the page has not asked',
    loaded: ['v.m3u8'],
    files: { 'v.m3u8': lines('#EXTINF:2,', 'http://192.168.1.1/a.ts') },
    says: null,
    alsoSays: 'stream-part-elsewhere',
  },
  {
    name: 'hls, pieces of another host that the page has loaded',
    loaded: ['v.m3u8', `${OTHER}a.ts`],
    files: {
      'v.m3u8': lines('#EXTINF:2,', `${OTHER}a.ts`),
      [`${OTHER}a.ts`]: transportStream({ id3: id3('1') }),
    },
    says: '属于',
  },
  {
    name: 'hls as the address of the video itself',
    src: `${HOST}v.m3u8`,
    files: { 'v.m3u8': lines('#EXTINF:2,', 'a.ts'), 'a.ts': transportStream({ id3: id3('1') }) },
    says: '属于',
  },
  {
    name: 'dash, start by a template',
    loaded: ['m.mpd'],
    files: { 'm.mpd': mpd(template()), 'v1/init.mp4': start('1') },
    says: '属于',
  },
  {
    name: 'dash, an event in the first piece',
    loaded: ['m.mpd'],
    files: {
      'm.mpd': mpd(template()),
      'v1/init.mp4': initSegment(),
      'v1/seg-00007.m4s': mediaSegment([event('3')]),
    },
    says: '疑似',
  },
  {
    name: 'dash, one file',
    loaded: ['m.mpd'],
    files: {
      'm.mpd': mpd(
        '<AdaptationSet><Representation id="v"><BaseURL>film.mp4</BaseURL><SegmentBase indexRange="0-99"/></Representation></AdaptationSet>',
      ),
      'film.mp4': withMp4AigcKeys(smallestMp4('first'), label('2')),
    },
    says: '可能为',
  },
  {
    name: 'dash, an event of the list',
    loaded: ['m.mpd'],
    files: {
      'm.mpd': mpd(
        `<EventStream schemeIdUri="urn:made-up"><Event>${label('1').replaceAll('"', '&quot;')}</Event></EventStream>${template()}`,
      ),
    },
    says: '属于',
  },
  {
    name: 'dash, protected, start in clear without marks',
    loaded: ['m.mpd'],
    files: {
      'm.mpd': mpd(template('<ContentProtection schemeIdUri="urn:mpeg:dash:mp4protection:2011"/>')),
      'v1/init.mp4': initSegment(),
    },
    says: null,
    alsoSays: 'stream-encrypted',
  },
  {
    name: 'dash as the address of the video itself',
    src: `${HOST}m.mpd`,
    files: { 'm.mpd': mpd(template()), 'v1/init.mp4': start('1') },
    says: '属于',
  },
  {
    name: 'an answer that is a page and no piece',
    loaded: ['1.m4s'],
    files: { '1.m4s': utf8('<!doctype html><title>403</title>') },
    says: null,
    alsoSays: 'unknown-container',
  },
];

async function read(one: Case): Promise<{ sighting: unknown; asked: string[] }> {
  const asked: string[] = [];
  const whole = (address: string): string => new URL(address, HOST).href;
  const files = new Map(Object.entries(one.files).map(([address, bytes]) => [whole(address), bytes]));
  const stream: StreamOnPage = {
    loaded: (one.loaded ?? []).map(whole),
    videos: one.videos ?? 1,
    isProtected: one.isProtected ?? false,
  };
  const before = globalThis.fetch;
  globalThis.fetch = () => Promise.resolve(new Response(null, { status: 403 }));
  try {
    const [sighting] = await readMedium(
      { subject: 'video:a', url: one.src ?? 'blob:https://live.shop.example/0-1' },
      {
        readThroughPage: (url, offset, length) => {
          if (offset === 0 && !url.startsWith('blob:')) asked.push(url);
          const bytes = files.get(url);
          return Promise.resolve(
            bytes ? { bytes: bytes.slice(offset, offset + length), size: bytes.length } : null,
          );
        },
        streamOnPage: () => Promise.resolve(stream),
      },
    );
    return { sighting, asked };
  } finally {
    globalThis.fetch = before;
  }
}

describe('streams of a page', () => {
  it.each(CASES.map((one) => [one.name, one] as const))('%s', async (_, one) => {
    const { sighting, asked } = await read(one);
    const seen = observationSchema.parse({
      ...(sighting as object),
      id: 'o1',
      seenAt: '2026-11-22T06:00:00.000Z',
    });
    expect(asked.length).toBeLessThanOrEqual(LIMITS.streamParts + 1);
    const known = new Set([...(one.loaded ?? []).map((a) => new URL(a, HOST).origin), new URL(HOST).origin]);
    for (const url of asked) expect(known).toContain(new URL(url).origin);
    if (seen.kind === 'unreadable') expect({ unreadable: seen.value.code }).toEqual(one.says);
    else if (seen.kind === 'declaration') {
      const { status, declared, c2pa, errors } = seen.value;
      expect(status ?? (c2pa && declared === 'generated' ? 'c2pa' : null)).toBe(one.says);
      if (one.alsoSays !== undefined) expect(errors.map(({ code }) => code)).toContain(one.alsoSays);
    } else expect.unreachable();
  });

  it('answers any list, and names no more than is in it', () => {
    const row = fc.oneof(
      fc.constantFrom(
        '#EXT-X-MAP:URI="',
        '#EXT-X-KEY:METHOD=',
        '#EXT-X-STREAM-INF:',
        '#EXTINF:1,',
        '#EXT-X-BYTERANGE:9@',
        '#EXT-X-SESSION-DATA:DATA-ID="AIGC",VALUE="{',
        'a.ts',
        '%7B%',
        '<SegmentTemplate media="$Number%099d$" initialization="$Time$',
        '<BaseURL>',
        '<Event>',
        '"/>',
        '<MPD ',
      ),
      fc.string({ maxLength: 30 }),
    );
    fc.assert(
      fc.property(fc.constantFrom('#EXTM3U\n', '<MPD '), fc.array(row, { maxLength: 40 }), (head, rows) => {
        const list = readPlaylist(head + rows.join('\n'));
        expect(list?.parts.length ?? 0).toBeLessThanOrEqual(40);
        for (const { text } of list?.texts ?? [])
          expect(text.length).toBeLessThanOrEqual(LIMITS.playlistChars);
      }),
      { numRuns: 200 },
    );
  });

  it.each([
    ['a million lines', `#EXTM3U\n${'#EXTINF:1,\na.ts\n'.repeat(500_000)}`],
    ['one line without an end', `#EXTM3U\n#EXT-X-DATERANGE:${',X-A='.repeat(200_000)}`],
    ['tags that are opened and never closed', `<MPD>${'<SegmentTemplate '.repeat(60_000)}`],
    ['entities', `<MPD>${'<Event>&amp;'.repeat(60_000)}`],
    ['many base addresses', `<MPD>${'<BaseURL>a'.repeat(100_000)}`],
  ])('is not held up by %s', (_, text) => {
    expect(readPlaylist(text)?.texts.length ?? 0).toBeLessThanOrEqual(40);
  });
});
