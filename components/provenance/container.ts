/** Which container a file is, by its first bytes alone (never by name or MIME type), and who walks it. */
import { type Reading, type Walk, find, fourcc, startsWith } from './walk';
import { walkBmff } from './containers/bmff';
import { walkFlac, walkMp3, walkOgg } from './containers/audio';
import { walkFlv } from './containers/flv';
import { walkGif } from './containers/gif';
import { walkJpeg } from './containers/jpeg';
import { walkMarkdown, walkOoxml, walkPacket, walkPdf, walkSvg } from './containers/document';
import { walkMatroska } from './containers/matroska';
import { walkPlaylist } from './containers/playlist';
import { walkPng } from './containers/png';
import { walkRiff } from './containers/riff';
import { walkTiff } from './containers/tiff';
import { transportGrid, walkTransport } from './containers/transport';

export interface Container {
  name: string;
  mime: string;
  /** Null for a form that cannot carry metadata. */
  walk: ((walk: Walk) => Reading<void>) | null;
}

/** The container that starts with `head` (4 KiB suffice); null for what we cannot name. */
export function containerOf(head: Uint8Array): Container | null {
  if (head[0] === 0xff && head[1] === 0xd8 && head[2] === 0xff) return row('jpeg', 'image/jpeg', walkJpeg);
  if (startsWith(head, '\x89PNG\r\n\x1a\n')) return row('png', 'image/png', walkPng);
  if (startsWith(head, 'RIFF') || startsWith(head, 'RF64') || startsWith(head, 'BW64')) return riff(head);
  if (startsWith(head, 'GIF8')) return row('gif', 'image/gif', walkGif);
  if (startsWith(head, 'II*\0') || startsWith(head, 'MM\0*')) return row('tiff', 'image/tiff', walkTiff);
  if (startsWith(head, '\x1aE\xdf\xa3')) return matroska(head);
  if (startsWith(head, 'ID3')) return id3(head);
  if (startsWith(head, 'fLaC')) return row('flac', 'audio/flac', walkFlac);
  if (startsWith(head, 'OggS')) return row('ogg', 'audio/ogg', walkOgg);
  if (startsWith(head, 'FLV\x01')) return row('flv', 'video/x-flv', walkFlv);
  if (find(head.subarray(0, 1024), '%PDF-') >= 0) return row('pdf', 'application/pdf', walkPdf);
  // Two reserved words that are zero tell a bitmap from a text that starts with these letters.
  if (startsWith(head, 'BM') && startsWith(head, '\0\0\0\0', 6)) return row('bmp', 'image/bmp', null);
  if (startsWith(head, 'PK\x03\x04')) return zip(head);
  if (head[0] === 0xff && head[1] === 0x0a) return row('jxl', 'image/jxl', null);
  if (startsWith(head, 'JXL ', 4)) return row('jxl', 'image/jxl', walkBmff);
  if (startsWith(head, 'jP  ', 4)) return row('jp2', 'image/jp2', walkBmff);
  if (startsWith(head, 'jumb', 4) && startsWith(head, 'jumd', 12))
    return row('c2pa', 'application/c2pa', walkBmff);
  if (isBox(head)) return bmff(head);
  // Before the sound: a stream joined in its stuffing begins with the same bits.
  if (transportGrid(head)) return row('mpeg-ts', 'video/mp2t', walkTransport);
  if (head[0] === 0xff && ((head[1] ?? 0) & 0xe0) === 0xe0 && ((head[1] ?? 0) & 0x06) !== 0) {
    return row('mp3', 'audio/mpeg', walkMp3);
  }
  return text(head);
}

function row(name: string, mime: string, walk: Container['walk']): Container {
  return { name, mime, walk };
}

function riff(head: Uint8Array): Container | null {
  const form = fourcc(head, 8);
  if (form === 'WEBP') return row('webp', 'image/webp', walkRiff);
  if (form === 'WAVE') return row('wav', 'audio/wav', walkRiff);
  return form === 'AVI ' ? row('avi', 'video/avi', walkRiff) : null;
}

function matroska(head: Uint8Array): Container {
  const isWeb = find(head.subarray(0, 64), 'webm') >= 0;
  return isWeb ? row('webm', 'video/webm', walkMatroska) : row('matroska', 'video/x-matroska', walkMatroska);
}

function id3(head: Uint8Array): Container {
  return find(head, 'fLaC') >= 0 ? row('flac', 'audio/flac', walkFlac) : row('mp3', 'audio/mpeg', walkMp3);
}

function zip(head: Uint8Array): Container | null {
  const hasContentTypes = find(head, '[Content_Types].xml') >= 0 || find(head, 'docProps/') >= 0;
  if (!hasContentTypes && find(head, '_rels/.rels') < 0) return null;
  return row('ooxml', 'application/vnd.openxmlformats-officedocument', walkOoxml);
}

const FIRST_BOXES: ReadonlySet<string> = new Set([
  'ftyp',
  'styp',
  'moov',
  'moof',
  'mdat',
  'wide',
  'free',
  'skip',
  'pnot',
  'sidx',
  'ssix',
  'emsg',
  'prft',
]);
/** With these a piece of a stream begins (ISO/IEC 23009-1 §6.3.4, ISO/IEC 23000-19 §7.3). */
const PIECE_BOXES: ReadonlySet<string> = new Set(['styp', 'moof', 'sidx', 'ssix', 'emsg', 'prft']);
const HEIC: ReadonlySet<string> = new Set(
  'heic heix heim heis hevc hevx hevm hevs heif mif1 mif2 mif3 msf1 miaf avci avcs'.split(' '),
);
/** Brands of profiles that say which codec only among their compatible brands (ISO/IEC 23000-22). */
const OPEN_BRANDS: ReadonlySet<string> = new Set('mif1 mif2 mif3 msf1 miaf MA1A MA1B avio'.split(' '));

function isBox(head: Uint8Array): boolean {
  return head.length >= 8 && FIRST_BOXES.has(fourcc(head, 4));
}

function bmff(head: Uint8Array): Container {
  const brand = fourcc(head, 4) === 'ftyp' ? fourcc(head, 8) : '';
  const brands = fourcc(head, 4) === 'ftyp' ? head.subarray(8, 64) : head.subarray(0, 0);
  const isAv1 = find(brands, 'avif') >= 0 || find(brands, 'avis') >= 0;
  if (brand === 'avif' || brand === 'avis' || (OPEN_BRANDS.has(brand) && isAv1)) {
    return row('avif', 'image/avif', walkBmff);
  }
  if (HEIC.has(brand)) return row('heic', 'image/heic', walkBmff);
  if (brand === '' && PIECE_BOXES.has(fourcc(head, 4))) return row('mp4', 'video/mp4', walkBmff);
  if (brand === 'qt  ' || brand === '') return row('mov', 'video/quicktime', walkBmff);
  if (brand === 'M4A ' || brand === 'M4B ') return row('m4a', 'audio/mp4', walkBmff);
  return row('mp4', 'video/mp4', walkBmff);
}

function text(head: Uint8Array): Container | null {
  const skip = head[0] === 0xef && head[1] === 0xbb ? 3 : 0;
  if (startsWith(head, '---\n', skip) || startsWith(head, '---\r\n', skip))
    return row('markdown', 'text/markdown', walkMarkdown);
  if (startsWith(head, '#EXTM3U', skip)) return row('hls', 'application/vnd.apple.mpegurl', walkPlaylist);
  const isMarkup =
    (head[skip] ?? 0) === 0x3c || ((head[skip] ?? 0) <= 32 && find(head.subarray(0, 64), '<') >= 0);
  if (isMarkup && find(head, '<svg') >= 0) return row('svg', 'image/svg+xml', walkSvg);
  if (isMarkup && find(head, ':svg') >= 0) return row('svg', 'image/svg+xml', walkSvg);
  if (isMarkup && (find(head, '<MPD') >= 0 || find(head, ':MPD ') >= 0))
    return row('dash', 'application/dash+xml', walkPlaylist);
  // A packet by itself, as editors put it beside a picture that they do not touch.
  const isPacket = isMarkup && (find(head, '<x:xmpmeta') >= 0 || find(head, '<?xpacket') >= 0);
  return isPacket ? row('xmp', 'application/rdf+xml', walkPacket) : null;
}
