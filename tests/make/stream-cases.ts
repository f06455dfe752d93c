/**
 * Films and streams as shops and live rooms send them, each with what can honestly be said of it. Written before
 * anybody looked at what the readers do. Everything is made up here; no provider is real.
 */
import { join, latin1, u32be, u64be, u8, utf8 } from './bytes';
import { withId3Text } from './containers/audio';
import { box, fullBox, mdtaMeta, smallestMp4, withBmffXmpUuid, withMp4AigcKeys } from './containers/bmff';
import { flv, flvMetaData, flvPicture, flvTag, amf } from './containers/flv';
import {
  C2PA_UUID,
  emsg,
  initSegment,
  mediaSegment,
  merkleBox,
  movieFragment,
  uuidBox,
  XMP_UUID,
} from './containers/fragments';
import { ebml, matroskaTags } from './containers/matroska';
import { seiUserData, transportStream } from './containers/mpeg-ts';
import { encodeCbor } from './c2pa-cbor';
import { manifestStore } from './c2pa-jumbf';
import { aigcJson, aigcJsonWrapped, xmpPacket } from './payloads';

/** What is expected of a file alone. */
export interface StreamCase {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** The declared status in the law's words, `c2pa` for a manifest that says generated, or nothing declared. */
  readonly declares: '属于' | '可能为' | '疑似' | 'c2pa' | null;
  /** The file, or the part of it where marks would stand, cannot be read, and this must be said. */
  readonly isUnreadable?: true;
}

const ID3_SCHEME = 'https://aomedia.org/emsg/ID3';
const id3 = (value: string, name = 'AIGC'): Uint8Array => withId3Text(new Uint8Array(0), name, value);
const label = (level: string): string => aigcJson({ label: level });

/** The start of a manifest whose claim says: made by a trained model. Unsigned; whoever verifies it will say so. */
export function generatedStore(): Uint8Array {
  return manifestStore([
    {
      label: 'urn:c2pa:00000000-0000-4000-8000-000000000001',
      claimLabel: 'c2pa.claim.v2',
      claim: {
        instanceID: 'xmp:iid:1',
        claim_generator_info: { name: 'Made-up Encoder' },
        signature: 'self#jumbf=c2pa.signature',
        alg: 'sha256',
      },
      assertions: {
        'c2pa.actions.v2': {
          actions: [
            {
              action: 'c2pa.created',
              digitalSourceType: 'http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia',
            },
          ],
        },
      },
    },
  ]);
}

export function manifestBox(store = generatedStore()): Uint8Array {
  return uuidBox(C2PA_UUID, new Uint8Array(4), utf8('manifest\0'), u64be(0), store);
}

const unknownSize = (id: readonly number[], ...body: readonly Uint8Array[]): Uint8Array =>
  join(u8(...id, 0x01, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff), ...body);
const webmHead = ebml(0x1a45dfa3, ebml(0x4282, latin1('webm')));
const cluster = (bytes: number): Uint8Array =>
  unknownSize(
    [0x1f, 0x43, 0xb6, 0x75],
    ebml(0xe7, u32be(0)),
    ebml(0xa3, u8(0x81, 0, 0, 0x80), new Uint8Array(bytes)),
  );

export const STREAM_CASES: readonly StreamCase[] = [
  // Whole MP4
  { name: 'mp4, keys in front', bytes: withMp4AigcKeys(smallestMp4('first'), label('1')), declares: '属于' },
  {
    name: 'mp4, keys behind the samples',
    bytes: withMp4AigcKeys(smallestMp4('last', 900_000), label('2')),
    declares: '可能为',
  },
  {
    name: 'mp4, samples with a size of 64 bits, keys behind',
    bytes: join(
      smallestMp4('first').subarray(0, 24),
      u32be(1),
      latin1('mdat'),
      u64be(16 + 50_000),
      new Uint8Array(50_000),
      box('moov', box('udta', mdtaMeta({ AIGC: label('3') }))),
    ),
    declares: '疑似',
  },
  {
    name: 'mp4, samples to the end of the file',
    bytes: join(
      box('ftyp', latin1('isom'), u32be(0), latin1('isom')),
      u32be(0),
      latin1('mdat'),
      new Uint8Array(9_000),
    ),
    declares: null,
  },
  {
    name: 'mp4, XMP behind',
    bytes: withBmffXmpUuid(smallestMp4('last'), xmpPacket({ aigc: label('1') })),
    declares: '属于',
  },
  {
    name: 'mp4, cut inside the keys',
    bytes: withMp4AigcKeys(smallestMp4('last'), label('1')).slice(0, -60),
    declares: null,
    isUnreadable: true,
  },
  // Fragmented MP4
  {
    name: 'fmp4, start alone, keys',
    bytes: initSegment(box('udta', mdtaMeta({ AIGC: label('1') }))),
    declares: '属于',
  },
  {
    name: 'fmp4, start alone, keys under moov, suspected',
    bytes: initSegment(mdtaMeta({ AIGC: label('3') })),
    declares: '疑似',
  },
  {
    name: 'fmp4, one file, keys in the start',
    bytes: join(initSegment(box('udta', mdtaMeta({ AIGC: label('2') }))), mediaSegment(), mediaSegment()),
    declares: '可能为',
  },
  { name: 'fmp4, start alone, nothing', bytes: initSegment(), declares: null },
  { name: 'fmp4, piece alone, nothing', bytes: mediaSegment(), declares: null },
  {
    name: 'fmp4, piece with ID3 in an event of version 0',
    bytes: mediaSegment([emsg(0, ID3_SCHEME, '', id3(label('1')))]),
    declares: '属于',
  },
  {
    name: 'fmp4, piece with ID3 in an event of version 1',
    bytes: mediaSegment([emsg(1, ID3_SCHEME, '', id3(label('2')))]),
    declares: '可能为',
  },
  {
    name: 'fmp4, ID3 in an event of the second piece',
    bytes: join(initSegment(), mediaSegment(), mediaSegment([emsg(1, ID3_SCHEME, '', id3(label('1')))])),
    declares: '属于',
  },
  {
    name: 'fmp4, event with other ID3',
    bytes: mediaSegment([emsg(1, ID3_SCHEME, '', id3('AIGC tee kettle', 'TITLE'))]),
    declares: null,
  },
  {
    name: 'fmp4, advertising cue',
    bytes: mediaSegment([emsg(0, 'urn:scte:scte35:2013:bin', '1', u8(0xfc, 0x30, 0x11))]),
    declares: null,
  },
  {
    name: 'fmp4, event with an ID3 of another writer of the scheme',
    bytes: mediaSegment([emsg(0, 'https://developer.apple.com/streaming/emsg-id3', '', id3(label('1')))]),
    declares: '属于',
  },
  {
    name: 'fmp4, event whose message is the label itself',
    bytes: mediaSegment([emsg(1, 'urn:made-up:aigc', 'AIGC', utf8(label('1')))]),
    declares: '属于',
  },
  {
    name: 'fmp4, event that only speaks of AIGC',
    bytes: mediaSegment([emsg(1, 'urn:made-up:chat', '1', utf8('{"text":"AIGC is nice"}'))]),
    declares: null,
  },
  {
    name: 'fmp4, piece with XMP',
    bytes: mediaSegment([uuidBox(XMP_UUID, utf8(xmpPacket({ aigc: label('1') })))]),
    declares: '属于',
  },
  {
    name: 'fmp4, piece with a producer time and then an event',
    bytes: mediaSegment([
      fullBox('prft', 1, 0, new Uint8Array(20)),
      emsg(1, ID3_SCHEME, '', id3(label('1'))),
    ]),
    declares: '属于',
  },
  {
    name: 'fmp4, low latency chunks, event in the third',
    bytes: join(
      mediaSegment(),
      movieFragment(),
      box('mdat', new Uint8Array(500)),
      emsg(0, ID3_SCHEME, '', id3(label('1'))),
      movieFragment(),
      box('mdat', new Uint8Array(500)),
    ),
    declares: '属于',
  },
  {
    name: 'fmp4, start with a manifest',
    bytes: join(initSegment().subarray(0, 24), manifestBox(), initSegment().subarray(24)),
    declares: 'c2pa',
  },
  { name: 'fmp4, piece with a manifest of its own', bytes: mediaSegment([manifestBox()]), declares: 'c2pa' },
  {
    name: 'fmp4, piece with a proof that belongs to the manifest in the start',
    bytes: mediaSegment([merkleBox(encodeCbor({ uniqueId: 1, localId: 1, location: 0, hashes: [] }))]),
    declares: null,
  },
  {
    name: 'fmp4, piece with signed information about itself',
    bytes: mediaSegment([
      emsg(0, 'urn:c2pa:verifiable-segment-info', 'fseg', encodeCbor({ sequenceNumber: 1 })),
    ]),
    declares: null,
  },
  // Transport streams
  { name: 'ts, nothing', bytes: transportStream(), declares: null },
  { name: 'ts, timed ID3', bytes: transportStream({ id3: id3(label('1')) }), declares: '属于' },
  {
    name: 'ts, timed ID3 over several packets',
    bytes: transportStream({ id3: id3(aigcJson({ label: '2', reservedCode1: 'a'.repeat(900) })) }),
    declares: '可能为',
  },
  {
    name: 'ts, timed ID3 with something else',
    bytes: transportStream({ id3: id3('2026-11-22T01:00:00Z', 'time') }),
    declares: null,
  },
  {
    name: 'ts, H.264 user data',
    bytes: transportStream({ units: [seiUserData(aigcJsonWrapped({ label: '1' }))] }),
    declares: '属于',
  },
  {
    name: 'ts, H.265 user data',
    bytes: transportStream({ codec: 'h265', units: [seiUserData(aigcJsonWrapped({ label: '3' }), 'h265')] }),
    declares: '疑似',
  },
  {
    name: 'ts, user data with a bare label',
    bytes: transportStream({ units: [seiUserData(`AIGC${label('1')}`)] }),
    declares: '属于',
  },
  {
    name: 'ts, user data of an encoder',
    bytes: transportStream({
      units: [seiUserData('x264 - core 164 r3095 - H.264/MPEG-4 AVC codec - options: cabac=1')],
    }),
    declares: null,
  },
  {
    name: 'ts, user data that speaks of AIGC',
    bytes: transportStream({ units: [seiUserData('{"ts":1,"topic":"AIGC 新品"}')] }),
    declares: null,
  },
  {
    name: 'ts, user data of a later picture',
    bytes: transportStream({ picturesBefore: 6, units: [seiUserData(aigcJsonWrapped())] }),
    declares: '属于',
  },
  {
    name: 'ts, user data with zeros that are guarded',
    bytes: transportStream({ units: [seiUserData(aigcJsonWrapped(), 'h264', new Uint8Array(16))] }),
    declares: '属于',
  },
  {
    name: 'ts, packets of 192 bytes',
    bytes: transportStream({ packetBytes: 192, id3: id3(label('1')) }),
    declares: '属于',
  },
  {
    name: 'ts, packets of 204 bytes',
    bytes: transportStream({ packetBytes: 204, id3: id3(label('1')) }),
    declares: '属于',
  },
  {
    name: 'ts, joined in the middle of a packet',
    bytes: transportStream({ picturesBefore: 2, id3: id3(label('1')) }).slice(77),
    declares: '属于',
  },
  {
    name: 'ts, cut in the middle of a packet',
    bytes: transportStream({ id3: id3(label('1')) }).slice(0, -50),
    declares: '属于',
  },
  {
    name: 'ts, scrambled',
    bytes: transportStream({ isScrambled: true }),
    declares: null,
    isUnreadable: true,
  },
  // FLV
  {
    name: 'flv, nothing',
    bytes: flv(flvMetaData({ duration: 0, encoder: 'Made-up 1' }), flvPicture('h264', [])),
    declares: null,
  },
  {
    name: 'flv, label as text',
    bytes: flv(flvMetaData({ width: 720, AIGC: label('1') }), flvPicture('h264', [])),
    declares: '属于',
  },
  {
    name: 'flv, label as long text',
    bytes: flv(flvMetaData({ AIGC: { longText: label('2') } })),
    declares: '可能为',
  },
  {
    name: 'flv, label as an object',
    bytes: flv(
      flvMetaData({ AIGC: { Label: '1', ContentProducer: '001191000000MADEMAKE0G10000', ProduceID: 'x1' } }),
    ),
    declares: '属于',
  },
  {
    name: 'flv, metadata wrapped by a publisher',
    bytes: flv(flvMetaData({ AIGC: label('1') }, true)),
    declares: '属于',
  },
  {
    name: 'flv, metadata again after pictures',
    bytes: flv(
      flvMetaData({ width: 720 }),
      flvPicture('h264', []),
      flvPicture('h264', [], 40),
      flvMetaData({ AIGC: label('1') }),
    ),
    declares: '属于',
  },
  {
    name: 'flv, H.264 user data',
    bytes: flv(flvMetaData({ width: 720 }), flvPicture('h264', [seiUserData(aigcJsonWrapped())])),
    declares: '属于',
  },
  {
    name: 'flv, H.265 user data',
    bytes: flv(
      flvMetaData({ width: 720 }),
      flvPicture('h265', [seiUserData(aigcJsonWrapped({ label: '3' }), 'h265')]),
    ),
    declares: '疑似',
  },
  {
    name: 'flv, user data of a live server',
    bytes: flv(flvPicture('h264', [seiUserData('{"uuid":"live","ts":1763770000000,"AIGC":0}')])),
    declares: null,
  },
  {
    name: 'flv, script data of another name',
    bytes: flv(flvTag(18, join(amf('onTextData'), amf({ text: 'AIGC 大促' })))),
    declares: null,
  },
  {
    name: 'flv, joined after its head was cut off',
    bytes: flvPicture('h264', []),
    declares: null,
    isUnreadable: true,
  },
  {
    name: 'flv, encrypted tags',
    bytes: flv(flvTag(0x20 | 9, new Uint8Array(400)), flvTag(0x20 | 18, new Uint8Array(90))),
    declares: null,
    isUnreadable: true,
  },
  {
    name: 'flv, tag longer than what arrived',
    bytes: flv(flvMetaData({ AIGC: label('1') }), flvPicture('h264', [])).slice(0, -900),
    declares: '属于',
  },
  // WebM
  {
    name: 'webm, live, tags in front of clusters without an end',
    bytes: join(
      webmHead,
      unknownSize([0x18, 0x53, 0x80, 0x67], matroskaTags({ AIGC: label('1') }), cluster(700), cluster(700)),
    ),
    declares: '属于',
  },
  {
    name: 'webm, live, tags behind clusters without an end',
    bytes: join(
      webmHead,
      unknownSize([0x18, 0x53, 0x80, 0x67], cluster(700), cluster(700), matroskaTags({ AIGC: label('2') })),
    ),
    declares: '可能为',
  },
  {
    name: 'webm, live, nothing',
    bytes: join(webmHead, unknownSize([0x18, 0x53, 0x80, 0x67], cluster(700))),
    declares: null,
  },
];
