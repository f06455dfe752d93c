/** Names the format the full reader should use, from the first bytes; names and MIME types of servers lie. */

/**
 * MIME type of the bytes by their signature, else the stated one. The reader only takes types it knows, so an
 * unknown one ends as `not-applicable`, not as a guess.
 */
export function readerFormat(bytes: Uint8Array, stated: string): string {
  const head = latin(bytes.subarray(0, 64));
  if (head.startsWith('\xff\xd8\xff')) return 'image/jpeg';
  if (head.startsWith('\x89PNG\r\n\x1a\n')) return 'image/png';
  if (head.startsWith('GIF8')) return 'image/gif';
  if (head.startsWith('II*\0') || head.startsWith('MM\0*')) return 'image/tiff';
  if (head.startsWith('%PDF-')) return 'application/pdf';
  if (head.startsWith('ID3')) return 'audio/mpeg';
  if (head.startsWith('RIFF')) {
    const riff: Readonly<Record<string, string>> = {
      WEBP: 'image/webp',
      WAVE: 'audio/wav',
      'AVI ': 'video/avi',
    };
    return riff[head.slice(8, 12)] ?? stated;
  }
  if (head.slice(4, 12) === 'JXL \r\n\x87\n') return 'image/jxl';
  if (head.slice(4, 8) === 'ftyp') return isoFormat(head, stated);
  if (/^\s*(\xef\xbb\xbf)?\s*<(\?xml|!DOCTYPE svg|svg|!--)/.test(head))
    return isSvg(bytes) ? 'image/svg+xml' : stated;
  return stated;
}

/** XML prologues, licences and comments may come first; a page has none of our business further in. */
function isSvg(bytes: Uint8Array): boolean {
  return /<svg[\s>]/.test(latin(bytes.subarray(0, 4096)));
}

function isoFormat(head: string, stated: string): string {
  const brand = head.slice(8, 12);
  if (brand === 'avif' || brand === 'avis') return 'image/avif';
  if (/^(heic|heix|hevc|heim|heis)$/.test(brand)) return 'image/heic';
  if (/^(mif1|msf1)$/.test(brand)) return head.includes('avif') ? 'image/avif' : 'image/heif';
  if (brand === 'qt  ') return 'video/quicktime';
  if (brand === 'M4A ') return 'audio/mp4';
  return stated.startsWith('audio/') ? 'audio/mp4' : 'video/mp4';
}

function latin(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes);
}
