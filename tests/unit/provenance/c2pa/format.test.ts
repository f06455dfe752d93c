import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readerFormat } from '../../../../components/provenance/c2pa/format';

const bytes = (text: string) => Uint8Array.from(text, (char) => char.charCodeAt(0));

describe('the format to read as', () => {
  it.each([
    ['\xff\xd8\xff\xe0', 'image/jpeg'],
    ['\x89PNG\r\n\x1a\n', 'image/png'],
    ['RIFF....WEBPVP8X', 'image/webp'],
    ['RIFF....WAVEfmt ', 'audio/wav'],
    ['....ftypavif....', 'image/avif'],
    ['....ftypmif1........avif', 'image/avif'],
    ['....ftypheic', 'image/heic'],
    ['....ftypisom', 'video/mp4'],
    ['....ftypqt  ', 'video/quicktime'],
    ['GIF89a', 'image/gif'],
    ['II*\0', 'image/tiff'],
    ['%PDF-1.7', 'application/pdf'],
    ['ID3\x04', 'audio/mpeg'],
    ['<?xml version="1.0"?>\n<!-- x -->\n<svg xmlns="x">', 'image/svg+xml'],
  ])('%j, whatever the server says', (head, format) => {
    expect(readerFormat(bytes(head), 'text/plain')).toBe(format);
  });

  it('leaves what it does not know to the stated type', () => {
    expect(readerFormat(bytes('hello'), 'image/x-new')).toBe('image/x-new');
    expect(readerFormat(bytes('<?xml version="1.0"?><rss>'), 'text/xml')).toBe('text/xml');
    fc.assert(fc.property(fc.uint8Array({ maxLength: 64 }), (any) => readerFormat(any, 'a/b').includes('/')));
  });
});
