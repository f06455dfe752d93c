/**
 * Why a player did not open a file, as far as the file itself tells: so that who hands in a picture, a film whose
 * writing broke off or one of a format that this browser has no decoder for is told that and not "cannot decode".
 */
import type { ClipError } from './clip';

/** First bytes by which other kinds of file are known, and what they are. */
const NO_FILMS: readonly (readonly [RegExp, string])[] = [
  [/^\x89PNG\r\n/, 'a PNG picture'],
  [/^\xff\xd8\xff/, 'a JPEG picture'],
  [/^GIF8[79]a/, 'a GIF picture; what moves in it can be turned into an MP4'],
  [/^RIFF[^]{4}WEBP/, 'a WebP picture'],
  [/^[^]{4}ftyp(?:avif|avis|heic|heix|mif1)/, 'a HEIF or AVIF picture'],
  [/^RIFF[^]{4}WAVE/, 'sound'],
  [/^(?:ID3|\xff[\xf2\xf3\xfb]|OggS[^]{24}(?:\x01vorbis|OpusHead)|fLaC)/, 'sound'],
  [/^%PDF-/, 'a PDF'],
  [/^PK\x03\x04/, 'an archive (zip)'],
  [/^(?:Rar!|7z\xbc\xaf|\x1f\x8b)/, 'an archive'],
];
/** Containers of films that neither the player nor the reader of containers opens. */
const OTHER_CONTAINERS: readonly (readonly [RegExp, string])[] = [
  [/^FLV\x01/, 'FLV'],
  [/^RIFF[^]{4}AVI /, 'AVI'],
  [/^\x30\x26\xb2\x75\x8e\x66\xcf\x11/, 'Windows Media (ASF)'],
  [/^\x00\x00\x01\xba/, 'MPEG program stream'],
  [/^\.RMF/, 'RealMedia'],
  [/^\x00{2,3}\x01[\x09\x06\x67\x27\x46\x40\x42]/, 'bare H.264 or H.265 without a container'],
];
/** What codecs are called that files name by four letters. */
const CODECS: readonly (readonly [RegExp, string])[] = [
  [/^h(?:ev|vc)/, 'HEVC, H.265'],
  [/^v?vvc|^vv[ci]1/, 'VVC, H.266'],
  [/^ap[c4]/, 'ProRes'],
  [/^dv/, 'Dolby Vision or DV'],
  [/^av01|^av1/, 'AV1'],
];
const HEAD_BYTES = 256;
const MOST_BOXES = 64;

/** What to say of a file that was not opened. `codec`: that of its picture, when the file names one nobody decodes. */
export async function troubleOf(file: Blob, codec: string | null, playersWord: string): Promise<ClipError> {
  if (codec !== null) {
    const name = CODECS.find(([sign]) => sign.test(codec))?.[1];
    const named = name === undefined ? codec : `${name} (${codec})`;
    return { code: 'no-decoder', detail: `this browser has no decoder for ${named}` };
  }
  const bytes = new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer());
  const head = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  const other = NO_FILMS.find(([sign]) => sign.test(head));
  if (other) return { code: 'not-a-film', detail: other[1] };
  const container = OTHER_CONTAINERS.find(([sign]) => sign.test(head));
  if (container) return { code: 'unknown-container', detail: `${container[1]}; as MP4 it can be watched` };
  if (await endsBeforeIndex(file))
    return {
      code: 'no-index',
      detail: 'the file ends before its index (moov): recording or download broke off',
    };
  if (isText(bytes)) return { code: 'not-a-film', detail: 'a text' };
  return { code: 'cannot-decode', detail: playersWord };
}

/** Whether boxes (ISO/IEC 14496-12 §4.2) run past the end of the file and none of them was the index. */
async function endsBeforeIndex(file: Blob): Promise<boolean> {
  let at = 0;
  for (let n = 0; n < MOST_BOXES; n += 1) {
    if (at >= file.size) return n > 0;
    const view = new DataView(await file.slice(at, at + 16).arrayBuffer());
    if (view.byteLength < 8) return n > 0;
    const type = String.fromCharCode(...[4, 5, 6, 7].map((byte) => view.getUint8(byte)));
    if (n === 0 && !['ftyp', 'wide', 'mdat', 'free', 'skip'].includes(type)) return false;
    if (type === 'moov') return at + view.getUint32(0) > file.size;
    const short = view.getUint32(0);
    const size =
      short === 1
        ? view.byteLength < 16
          ? 0
          : Number(view.getBigUint64(8))
        : short === 0
          ? file.size - at
          : short;
    if (size < 8) return false;
    at += size;
  }
  return false;
}

function isText(bytes: Uint8Array): boolean {
  // A sign cut in two at the end of what was read is no fault of a text.
  const text = new TextDecoder().decode(bytes).replace(/\ufffd{1,3}$/, '');
  return text.length > 0 && !/[\x00-\x08\x0e-\x1f\ufffd]/.test(text);
}
