/**
 * Files with a label where readers seldom look, and spellings of it that seldom stand in a book: each with the
 * mechanism by which it must be found. Plain carriers come in, so that this file knows of marks alone.
 */
import { apeTag, silentMp3, silentWav, syncSafe } from './containers/audio';
import { box, smallestMp4, withMoovChild } from './containers/bmff';
import { gifApplication } from './containers/gif';
import { insertJpegSegments, jpegSegment, withJpegComment } from './containers/jpeg';
import { insertPngChunks, pngChunk, pngText } from './containers/png';
import { riffChunk } from './containers/riff';
import { fourccAt, join, latin1, u16be, u16le, u32be, u32le, u8, utf8 } from './bytes';
import { aigcJson, aigcJsonWrapped, directory, escapeXml, exifBlock, wrapPacket } from './payloads';

export interface Carriers {
  jpeg: Uint8Array;
  png: Uint8Array;
  webp: Uint8Array;
  gif: Uint8Array;
  tiff: Uint8Array;
}

export interface Corner {
  bytes: Uint8Array;
  id: string;
}

const JSON_TEXT = aigcJson();

/** EXIF with one tag of any type in IFD0: the tag of Exif 3.0 and the notes of makers have no field in `ExifIntent`. */
export function exifTag(tag: number, type: number, data: Uint8Array): Uint8Array {
  const block = join(latin1('II'), u16le(42), u32le(8));
  return join(block, directory([{ tag, type, count: data.length, data }], 8));
}

/** One IPTC-IIM dataset of record 2. */
export function iimDataset(dataset: number, text: string): Uint8Array {
  const data = utf8(text);
  return join(u8(0x1c, 2, dataset), u16be(data.length), data);
}

/** A packet whose description holds these attributes and elements under the namespace of the label. */
export function labelPacket(
  attributes: string,
  elements: string,
  namespace = 'http://www.tc260.org.cn/ns/AIGC/1.0/',
): string {
  return wrapPacket(
    `<rdf:Description rdf:about="" xmlns:TC260="${namespace}" ${attributes}>${elements}</rdf:Description>`,
  );
}

function app(marker: number, ...body: Uint8Array[]): Uint8Array {
  return jpegSegment(marker, join(...body));
}

function utf16(text: string, isLittle: boolean, mark = true): Uint8Array {
  const units = Array.from(mark ? `\ufeff${text}` : text, (sign) => {
    const code = sign.charCodeAt(0);
    return isLittle ? u16le(code) : u16be(code);
  });
  return join(...units);
}

/** Every place, by a sentence that names it. */
export function markedCorners({ jpeg, png, webp, gif, tiff }: Carriers): Record<string, Corner> {
  const xmp = (packet: string | Uint8Array): Uint8Array =>
    insertJpegSegments(
      jpeg,
      app(0xe1, latin1('http://ns.adobe.com/xap/1.0/\0'), typeof packet === 'string' ? utf8(packet) : packet),
    );
  const exif = (block: Uint8Array): Uint8Array =>
    insertJpegSegments(jpeg, app(0xe1, latin1('Exif\0\0'), block));
  const escaped = escapeXml(JSON_TEXT);
  const element = `<TC260:AIGC>${escaped}</TC260:AIGC>`;
  const fields = Object.entries(JSON.parse(JSON_TEXT) as Record<string, string>);
  const unicode = latin1('UNICODE\0');
  const film = smallestMp4();
  const places: Record<string, [Uint8Array, string]> = {
    'XMP, a list of one': [
      xmp(labelPacket('', `<TC260:AIGC><rdf:Seq><rdf:li>${escaped}</rdf:li></rdf:Seq></TC260:AIGC>`)),
      'xmp-tc260',
    ],
    'XMP, a structure of elements': [
      xmp(
        labelPacket(
          '',
          `<TC260:AIGC rdf:parseType="Resource">${fields.map(([key, value]) => `<TC260:${key}>${value}</TC260:${key}>`).join('')}</TC260:AIGC>`,
        ),
      ),
      'xmp-tc260',
    ],
    'XMP, a field an attribute': [
      xmp(labelPacket(fields.map(([key, value]) => `TC260:${key}="${value}"`).join(' '), '')),
      'xmp-tc260',
    ],
    'XMP, CDATA': [xmp(labelPacket('', `<TC260:AIGC><![CDATA[${JSON_TEXT}]]></TC260:AIGC>`)), 'xmp-tc260'],
    'XMP, namespace without www and slash, over https': [
      xmp(labelPacket('', element, 'https://tc260.org.cn/ns/AIGC/1.0')),
      'xmp-tc260',
    ],
    'XMP, a later version of the namespace': [
      xmp(labelPacket('', element, 'http://www.tc260.org.cn/ns/AIGC/2.0/')),
      'xmp-tc260',
    ],
    'XMP, a namespace of a vendor': [
      xmp(labelPacket('', `<TC260:Info>${escaped}</TC260:Info>`, 'http://vendor.example/ns/aigc/1.0/')),
      'xmp-aigc',
    ],
    'XMP in UTF-16 with its mark': [xmp(utf16(labelPacket('', element), true)), 'xmp-tc260'],
    'XMP in UTF-16, the other order, no mark': [
      xmp(utf16(labelPacket('', element).replace('\ufeff', ''), false, false)),
      'xmp-tc260',
    ],
    'XMP without its usual head': [
      insertJpegSegments(jpeg, app(0xe1, latin1('XMP\0'), utf8(labelPacket('', element)))),
      'xmp-tc260',
    ],
    'XMP inside EXIF, beside other XMP': [
      insertJpegSegments(
        xmp(wrapPacket('<rdf:Description rdf:about=""/>')),
        app(0xe1, latin1('Exif\0\0'), exifTag(700, 1, utf8(labelPacket('', element)))),
      ),
      'xmp-tc260',
    ],
    'APP13 with nothing around the label': [
      insertJpegSegments(jpeg, app(0xed, utf8(`AIGC${JSON_TEXT}`))),
      'jpeg-app-aigc',
    ],
    'an APP segment, the label in its object, more bytes behind': [
      insertJpegSegments(jpeg, app(0xe4, utf8(aigcJsonWrapped()), u8(0, 1, 2, 3))),
      'jpeg-app-aigc',
    ],
    'an APP0 of its own': [
      insertJpegSegments(jpeg, app(0xe0, latin1('LABEL\0'), utf8(aigcJsonWrapped()))),
      'jpeg-app-aigc',
    ],
    'bare IPTC-IIM in APP13': [
      insertJpegSegments(jpeg, app(0xed, iimDataset(40, aigcJsonWrapped()))),
      'iptc-iim-aigc',
    ],
    'a JPEG comment': [withJpegComment(jpeg, aigcJsonWrapped()), 'jpeg-comment-aigc'],
    'behind the end of a JPEG': [join(jpeg, utf8(`\n${aigcJsonWrapped()}\n`)), 'trailer-aigc'],
    'a packet behind the end of a JPEG': [join(jpeg, utf8(labelPacket('', element))), 'xmp-tc260'],
    'EXIF ImageDescription as UTF-8 of Exif 3.0': [
      exif(exifTag(0x010e, 129, utf8(`${aigcJsonWrapped()}\0`))),
      'exif-imagedescription-aigc',
    ],
    'EXIF maker note': [
      exif(exifTag(0x927c, 7, join(u8(1, 2, 3, 0), utf8(aigcJsonWrapped()), u8(0, 9)))),
      'exif-tag-aigc',
    ],
    'EXIF subject in UTF-16': [
      exif(exifTag(0x9c9f, 1, utf16(aigcJsonWrapped(), true, false))),
      'exif-xp-aigc',
    ],
    'EXIF description among words': [
      exif(exifBlock({ imageDescription: `A lamp on a table. ${aigcJsonWrapped()} Made by us.` })),
      'exif-imagedescription-aigc',
    ],
    'EXIF comment that names UNICODE and writes UTF-8': [
      exif(exifTag(0x9286, 7, join(unicode, utf8(aigcJsonWrapped({ contentProducer: '示例公司' }))))),
      'exif-usercomment-aigc',
    ],
    'EXIF comment in GB 18030': [
      exif(
        exifTag(
          0x9286,
          7,
          // 「示例」 in GB 18030.
          join(
            latin1('ASCII\0\0\0{"AIGC":{"Label":"1","ContentProducer":"'),
            u8(0xca, 0xbe, 0xc0, 0xfd),
            latin1('","ProduceID":"7"}}'),
          ),
        ),
      ),
      'exif-usercomment-aigc',
    ],
    'PNG, EXIF with the head of JPEG': [
      insertPngChunks(png, [
        pngChunk('eXIf', join(latin1('Exif\0\0'), exifBlock({ userComment: aigcJsonWrapped() }))),
      ]),
      'exif-usercomment-aigc',
    ],
    'PNG, a chunk of its own': [
      insertPngChunks(png, [pngChunk('aiGc', utf8(aigcJsonWrapped()))]),
      'png-chunk-aigc',
    ],
    'PNG, a key with a prefix': [insertPngChunks(png, [pngText('TC260:AIGC', JSON_TEXT)]), 'png-text-aigc'],
    'PNG, any other key': [insertPngChunks(png, [pngText('metadata', aigcJsonWrapped())]), 'png-text-aigc'],
    'PNG, a packet under another key': [
      insertPngChunks(png, [pngText('xmp', labelPacket('', element))]),
      'xmp-tc260',
    ],
    'PNG, a raw profile of IPTC': [
      insertPngChunks(png, [
        pngText('Raw profile type iptc', rawProfile('iptc', iimDataset(120, JSON_TEXT))),
      ]),
      'iptc-iim-aigc',
    ],
    'behind the end of a PNG': [join(png, utf8(aigcJsonWrapped())), 'trailer-aigc'],
    'behind the end of a WebP': [join(webp, utf8(aigcJsonWrapped())), 'trailer-aigc'],
    'GIF, an application of its own': [gifApplication(gif, 'AIGCMETA1.0', JSON_TEXT), 'gif-application-aigc'],
    'behind the end of a GIF': [join(gif, utf8(aigcJsonWrapped())), 'trailer-aigc'],
    'MP4, a box in small letters': [
      withMoovChild(film, box('udta', box('aigc', utf8(JSON_TEXT)))),
      'bmff-box-aigc',
    ],
    'MP4, a comment of QuickTime': [
      withMoovChild(film, box('udta', box('\xa9cmt', u16be(JSON_TEXT.length), u16be(0), utf8(JSON_TEXT)))),
      'bmff-udta-aigc',
    ],
    'MP4, a description of 3GPP': [
      withMoovChild(film, box('udta', box('dscp', u32be(0), u16be(0x15c7), utf8(`${JSON_TEXT}\0`)))),
      'bmff-udta-aigc',
    ],
    'MP4, in a track': [
      withMoovChild(film, box('trak', box('udta', box('AIGC', utf8(JSON_TEXT))))),
      'bmff-box-aigc',
    ],
    'MP4, a UUID of its own': [
      join(film, box('uuid', new Uint8Array(16).fill(7), utf8(JSON_TEXT))),
      'bmff-other-aigc',
    ],
    'MP4, a free box': [join(film, box('free', utf8(aigcJsonWrapped()))), 'bmff-other-aigc'],
    'WAV, a chunk in small letters': [
      withRiffChunk(silentWav(), riffChunk('aigc', utf8(JSON_TEXT))),
      'riff-aigc-chunk',
    ],
    'WAV, the comment of its list': [
      withRiffChunk(
        silentWav(),
        riffChunk('LIST', join(latin1('INFO'), riffChunk('ICMT', utf8(aigcJsonWrapped())))),
      ),
      'riff-info-aigc',
    ],
    'MP3, a tag at its end': [join(silentMp3(), apeTag({ AIGC: JSON_TEXT })), 'ape-item-aigc'],
    'MP3, the encoder': [
      join(
        latin1('ID3'),
        u8(4, 0, 0),
        syncSafe(11 + utf8(aigcJsonWrapped()).length),
        latin1('TSSE'),
        syncSafe(1 + utf8(aigcJsonWrapped()).length),
        u8(0, 0, 3),
        utf8(aigcJsonWrapped()),
        silentMp3(),
      ),
      'id3-text-aigc',
    ],
    'TIFF, IPTC-IIM in its own tag': [
      tiffWith(tiff, 33723, iimDataset(120, aigcJsonWrapped())),
      'iptc-iim-aigc',
    ],
    'PDF, octal digits and a broken line': [
      utf8(
        `%PDF-1.4\n1 0 obj<</AIGC(${JSON_TEXT.replaceAll('"', '\\042').replace('Label', 'La\\\nbel')})>>endobj\n%%EOF`,
      ),
      'pdf-info-aigc',
    ],
    'PDF, a string of its own object': [
      utf8(`%PDF-1.4\n1 0 obj<</AIGC 2 0 R>>endobj\n2 0 obj\n(${JSON_TEXT})\nendobj\n%%EOF`),
      'pdf-info-aigc',
    ],
    'SVG, plain text of its metadata': [
      utf8(
        `<svg xmlns="http://www.w3.org/2000/svg"><metadata>${escapeXml(aigcJsonWrapped())}</metadata></svg>`,
      ),
      'svg-metadata-aigc',
    ],
    'a packet that is a file of its own': [utf8(labelPacket('', element)), 'xmp-tc260'],
    'SVG, a comment': [
      utf8(`<svg xmlns="http://www.w3.org/2000/svg"><!-- ${aigcJsonWrapped()} --></svg>`),
      'svg-metadata-aigc',
    ],
  };
  return Object.fromEntries(Object.entries(places).map(([name, [bytes, id]]) => [name, { bytes, id }]));
}

/** How the same label is spelt, by what is unusual in it; the deviation that must be told, or null for none. */
export function labelSpellings(): Record<string, { text: string; deviation: string | null }> {
  const json = aigcJsonWrapped();
  return {
    'with line breaks': { text: JSON.stringify(JSON.parse(json), null, 2), deviation: null },
    'with a byte order mark': { text: `\ufeff${json}`, deviation: null },
    'with the name before it': { text: `AIGC: ${aigcJson()}`, deviation: null },
    'in capitals': {
      text: json.replaceAll('Label', 'LABEL').replaceAll('ContentProducer', 'CONTENTPRODUCER'),
      deviation: 'field-case',
    },
    'with underscores': {
      text: json.replaceAll('ContentProducer', 'content_producer').replaceAll('Label', 'label'),
      deviation: 'field-case',
    },
    'with a number': { text: json.replace('"Label":"1"', '"Label":1'), deviation: 'numeric-label' },
    'in words': { text: json.replace('"Label":"1"', '"Label":"属于"'), deviation: 'label-text' },
    'as a string in the object': { text: JSON.stringify({ AIGC: aigcJson() }), deviation: 'double-encoded' },
    'as a string of a string': { text: JSON.stringify(json), deviation: 'double-encoded' },
    'with backslashes left over': { text: JSON.stringify(json).slice(1, -1), deviation: 'double-escaped' },
    'with entities left over': { text: json.replaceAll('"', '&quot;'), deviation: 'double-escaped' },
    'with entities of entities': { text: json.replaceAll('"', '&amp;quot;'), deviation: 'double-escaped' },
    'with numeric entities': { text: json.replaceAll('"', '&#34;'), deviation: 'double-escaped' },
    'with percent signs': { text: encodeURIComponent(json), deviation: 'percent-encoded' },
    'in base64': { text: Buffer.from(json).toString('base64'), deviation: 'base64' },
    'as Python prints it': {
      text: json.replaceAll('"', "'").replace("''", 'None'),
      deviation: 'single-quotes',
    },
    'some levels down': {
      text: JSON.stringify({ data: { meta: [{ aigc_info: JSON.parse(aigcJson()) as unknown }] } }),
      deviation: null,
    },
    'in a list': { text: `[${aigcJson()}]`, deviation: null },
  };
}

/** ImageMagick's form: a line break, the name, the length, the bytes as hexadecimal in lines. */
function rawProfile(name: string, bytes: Uint8Array): string {
  const hex = Buffer.from(bytes)
    .toString('hex')
    .replace(/(.{72})/g, '$1\n');
  return `\n${name}\n${String(bytes.length).padStart(8)}\n${hex}\n`;
}

function withRiffChunk(file: Uint8Array, chunk: Uint8Array): Uint8Array {
  const form = fourccAt(file, 8);
  const body = join(file.subarray(12), chunk);
  return join(latin1('RIFF'), u32le(body.length + 4), latin1(form), body);
}

/** A little-endian TIFF with one tag more in a new first directory. */
function tiffWith(tiff: Uint8Array, tag: number, data: Uint8Array): Uint8Array {
  const at = tiff.length + (tiff.length % 2);
  const rows = directory([{ tag, type: 1, count: data.length, data }], at);
  return join(latin1('II*\0'), u32le(at), tiff.subarray(8), new Uint8Array(tiff.length % 2), rows);
}
