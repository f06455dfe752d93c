import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { troubleOf } from '../../../components/footage/clip-trouble';

const bytes = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from(text, (c) => c.charCodeAt(0));
const box = (type: string, size: number, held = size): Uint8Array<ArrayBuffer> => {
  const made = new Uint8Array(held);
  new DataView(made.buffer).setUint32(0, size);
  made.set(bytes(type), 4);
  return made;
};
const told = (parts: BlobPart[], codec: string | null = null) =>
  troubleOf(new Blob(parts), codec, 'what the player said');

describe('a file that no player opens', () => {
  it.each([
    ['GIF89a\x10\x00\x10\x00', 'not-a-film', 'GIF'],
    ['\x89PNG\r\n\x1a\n', 'not-a-film', 'PNG'],
    ['\xff\xd8\xff\xe0\x00\x10JFIF', 'not-a-film', 'JPEG'],
    ['PK\x03\x04\x14\x00', 'not-a-film', 'archive'],
    ['ID3\x04\x00', 'not-a-film', 'sound'],
    ['this is no film\n', 'not-a-film', 'text'],
    ['FLV\x01\x05\x00\x00\x00\x09', 'unknown-container', 'FLV'],
    ['RIFF\x10\x00\x00\x00AVI LIST', 'unknown-container', 'AVI'],
    ['\x00\x00\x00\x01\x09\x10', 'unknown-container', 'H.264'],
    ['\x00\x00\x00\x01\x67\x64\x00\x1f', 'unknown-container', 'H.264'],
    ['\x5a\x5a\x00\x5a', 'cannot-decode', 'what the player said'],
  ])('%j is said to be what it is', async (head, code, detail) => {
    const trouble = await told([bytes(head)]);
    expect(trouble.code).toBe(code);
    expect(trouble.detail).toContain(detail);
  });

  it('is said to be a text in any language, also where a sign is cut', async () => {
    expect(await told([new TextEncoder().encode('这不是视频，是一段文字。\n'.repeat(40))])).toMatchObject({
      code: 'not-a-film',
    });
  });

  it('is said to lack its index where the film is there and the index is not', async () => {
    expect(await told([box('ftyp', 32), box('free', 8), box('mdat', 90_000, 5_000)])).toMatchObject({
      code: 'no-index',
    });
    expect(await told([box('ftyp', 32), box('mdat', 5_000)])).toMatchObject({ code: 'no-index' });
    expect(await told([box('ftyp', 32), box('moov', 900, 300)])).toMatchObject({ code: 'no-index' });
  });

  it('is not said to lack it where it is there, and what is damaged otherwise keeps the player’s word', async () => {
    for (const parts of [
      [box('ftyp', 32), box('mdat', 5_000), box('moov', 300)],
      [box('ftyp', 32), box('moov', 300), box('mdat', 5_000, 100)],
      [box('ftyp', 32), box('junk', 4, 12)],
    ])
      expect(await told(parts)).toEqual({ code: 'cannot-decode', detail: 'what the player said' });
  });

  it('whose picture nobody decodes is told by its codec, and only that', async () => {
    expect(await told([box('ftyp', 32)], 'hev1.1.6.L90.90')).toEqual({
      code: 'no-decoder',
      detail: 'this browser has no decoder for HEVC, H.265 (hev1.1.6.L90.90)',
    });
  });

  it('gets one of the answers, whatever it holds', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.uint8Array({ minLength: 1, maxLength: 40 }), { maxLength: 6 }),
        async (parts) => {
          const { code } = await told(parts.map((part) => new Uint8Array(part)));
          expect(['not-a-film', 'unknown-container', 'no-index', 'cannot-decode']).toContain(code);
        },
      ),
    );
  });
});
